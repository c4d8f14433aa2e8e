"""What the library costs, as ratios to J in one run: J is ``json.loads`` of a full report's JSON.

    python benchmarks/run.py [ROUNDS]

The report is the full one of 2021's edition in ``examples``, its narrative stretched to some 3,000 characters; the
text that is read is the example with one cell per line.  Each time is the minimum of several rounds.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import attrs

import govinfo_report as gr

EXAMPLES = Path(__file__).parent.parent / "examples"


def full_report() -> gr.Report:
    """The example, with a narrative of some 3,000 characters."""
    report = gr.read(EXAMPLES / "linjiang-2023.txt")
    assert report.overview is not None
    paragraphs = [paragraph.text for paragraph in report.overview.paragraphs]
    while sum(map(len, paragraphs)) < 2_500:
        paragraphs += paragraphs
    return attrs.evolve(report, overview=gr.Section.of(report.overview.heading, *paragraphs[:40]))


def fastest(call: Callable[[], object], rounds: int) -> float:
    """Microseconds of the fastest of ``rounds`` calls."""
    best = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        call()
        best = min(best, time.perf_counter() - start)
    return best * 1e6


def main(rounds: int) -> None:
    """Print the table."""
    report = full_report()
    data, text = report.to_json(), (EXAMPLES / "yunxi-commerce-2020.txt").read_text(encoding="utf-8")
    drawn = report.render()
    unit = fastest(lambda: json.loads(data), rounds * 5)
    print(f"J = json.loads of {len(data):,} characters: {unit:.0f} µs; fastest of {rounds} rounds\n")
    print("| what | µs | × J |\n|---|---:|---:|")
    calls: dict[str, Callable[[], object]] = {
        "Report.from_json": lambda: gr.Report.from_json(data),
        "report.to_json": report.to_json,
        "report.check, no sentence made": report.check,
        "report.render": report.render,
        "gr.reads, one cell per line": lambda: gr.reads(text),
        "gr.reads, drawn tables": lambda: gr.reads(drawn),
    }
    for name, call in calls.items():
        taken = fastest(call, rounds)
        print(f"| {name} | {taken:.0f} | {taken / unit:.1f} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
