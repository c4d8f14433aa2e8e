"""What reading a PDF costs, as ratios in one run to bare pdfplumber on the same file.

    python benchmarks/pdf.py FILE.pdf [ROUNDS]

The unit is ``extract_tables`` and ``extract_text`` of every page.  Each time is the minimum of several rounds.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

import pdfplumber

import govinfo_report as gr
from govinfo_report.readers.pdf import READER


def bare(path: Path) -> None:
    """Tables and text by pdfplumber."""
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_tables()
            page.extract_text()


def fastest(call: Callable[[], object], rounds: int) -> float:
    """Milliseconds of the fastest of ``rounds`` calls."""
    best = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        call()
        best = min(best, time.perf_counter() - start)
    return best * 1e3


def main(path: Path, rounds: int) -> None:
    """Print the table."""
    data = path.read_bytes()
    unit = fastest(lambda: bare(path), rounds)
    print(f"bare pdfplumber: {unit:.0f} ms; fastest of {rounds} rounds\n")
    print("| what | ms | × pdfplumber |\n|---|---:|---:|")
    calls: dict[str, Callable[[], object]] = {
        "the document alone": lambda: READER.read(data, gr.Limits()),
        "gr.read": lambda: gr.read(path),
    }
    for name, call in calls.items():
        taken = fastest(call, rounds)
        print(f"| {name} | {taken:.0f} | {taken / unit:.2f} |")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 5)
