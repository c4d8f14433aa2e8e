"""What reading Word and Excel files costs, as ratios to the bare libraries in one run.

    python benchmarks/office.py [ROUNDS]

The unit is python-docx, or openpyxl, opening the same file and reading the text of every cell of every table, or
sheet.  The files hold the full report in ``examples``.  Each time is the minimum of several rounds.
"""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.office_files import docx_of, xlsx_of

import govinfo_report as gr
from govinfo_report.limits import Limits
from govinfo_report.readers.docx import READER as DOCX
from govinfo_report.readers.xlsx import READER as XLSX

EXAMPLES = Path(__file__).parent.parent / "examples"


def fastest(call: Callable[[], object], rounds: int) -> float:
    """Milliseconds of the fastest of ``rounds`` calls."""
    best = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        call()
        best = min(best, time.perf_counter() - start)
    return best * 1e3


def bare_docx(source: bytes) -> int:
    """The text of all cells, by python-docx."""
    tables = docx.Document(io.BytesIO(source)).tables
    return sum(len(cell.text) for table in tables for row in table.rows for cell in row.cells)


def bare_xlsx(source: bytes) -> int:
    """The text of all cells, by openpyxl."""
    book = openpyxl.load_workbook(io.BytesIO(source), data_only=True)
    return sum(len(str(cell.value)) for sheet in book.worksheets for row in sheet.rows for cell in row)


def main(rounds: int) -> None:
    """Print the table."""
    report = gr.read(EXAMPLES / "linjiang-2023.txt")
    print("| what | ms | × bare |\n|---|---:|---:|")
    for reader, bare, source in ((DOCX, bare_docx, docx_of(report)), (XLSX, bare_xlsx, xlsx_of(report))):
        calls: dict[str, Callable[[bytes], object]] = {
            f"bare {reader.name}": bare,
            f"{reader.name} to a document": lambda source, read=reader.read: read(source, Limits()),
            f"gr.reads of {reader.name}": gr.reads,
        }
        unit = 0.0
        for name, call in calls.items():
            taken = fastest(lambda call=call, source=source: call(source), rounds)
            unit = unit or taken
            print(f"| {name} | {taken:.1f} | {taken / unit:.2f} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30)
