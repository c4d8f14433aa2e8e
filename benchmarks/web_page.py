"""What reading a web page costs, as ratios to B: the bare parse of the page by selectolax and the text of all its ``td``.

    python benchmarks/web_page.py [ROUNDS] [PAGE …]

Without a page, the full report of 2021's edition in ``examples`` is written as a plain page, as Word saves one, and
with a site around it.  ``pandas.read_html`` is measured beside it where it is installed.
"""

from __future__ import annotations

import importlib.util
import io
import sys
import time
from collections.abc import Callable
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

import govinfo_report as gr
from govinfo_report.readers.html import READER

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.html_pages import Look, page_of  # noqa: E402 - beside this folder, in no package


def fastest(call: Callable[[], object], rounds: int) -> float:
    """Microseconds of processor time of the fastest of ``rounds`` calls."""
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time_ns()
        call()
        best = min(best, time.process_time_ns() - start)
    return best / 1e3


def pages(names: list[str]) -> dict[str, str]:
    """The pages to read, by name."""
    if names:
        return {Path(name).name: Path(name).read_text(encoding="utf-8") for name in names}
    report = gr.read(ROOT / "examples" / "linjiang-2023.txt")
    looks = {"plain": Look(), "as Word saves it": Look(word=True), "within a site": Look(chrome=True, nested=2)}
    return {name: str(page_of(report, look)) for name, look in looks.items()}


def main(rounds: int, names: list[str]) -> None:
    """Print the table."""
    limits = gr.Limits()
    print(
        "| page | characters | B µs | Document × B | Report × B | pandas.read_html × B |\n|---|---:|---:|---:|---:|---:|"
    )
    for name, page in pages(names).items():
        bare = fastest(lambda page=page: [cell.text() for cell in LexborHTMLParser(page).css("td")], rounds * 3)
        document = fastest(lambda page=page: READER.read(page, limits), rounds)
        report = fastest(lambda page=page: gr.reads(page), rounds)
        other = "—"
        if importlib.util.find_spec("pandas"):
            from pandas import read_html

            other = f"{fastest(lambda page=page: read_html(io.StringIO(page)), max(rounds // 10, 3)) / bare:.1f}"
        print(f"| {name} | {len(page):,} | {bare:.0f} | {document / bare:.1f} | {report / bare:.1f} | {other} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100, sys.argv[2:])
