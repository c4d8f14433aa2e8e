"""What reading Word and Excel files costs, as ratios to the bare libraries in one run.

    python benchmarks/office.py [ROUNDS] [--write]

The unit is python-docx, or openpyxl, opening the same file and reading the text of every cell of every table, or
sheet.  The files hold the full report in ``examples``.  Each time is the minimum of several rounds.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
from measure import fastest, table

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.office_files import docx_of, xlsx_of

import govinfo_report as gr
from govinfo_report.limits import Limits
from govinfo_report.readers.docx import READER as DOCX
from govinfo_report.readers.xlsx import READER as XLSX

EXAMPLES = Path(__file__).parent.parent / "examples"
RESULTS = Path(__file__).parent / "office_results.md"
LIBRARIES = {"docx": "python-docx", "xlsx": "openpyxl"}


def bare_docx(source: bytes) -> int:
    """The text of all cells, by python-docx."""
    tables = docx.Document(io.BytesIO(source)).tables
    return sum(len(cell.text) for table in tables for row in table.rows for cell in row.cells)


def bare_xlsx(source: bytes) -> int:
    """The text of all cells, by openpyxl."""
    book = openpyxl.load_workbook(io.BytesIO(source), data_only=True)
    return sum(len(str(cell.value)) for sheet in book.worksheets for row in sheet.rows for cell in row)


def main(rounds: int) -> str:
    """The table."""
    report = gr.read(EXAMPLES / "linjiang-2023.txt")
    rows: list[tuple[str, str, str]] = []
    for reader, bare, source in ((DOCX, bare_docx, docx_of(report)), (XLSX, bare_xlsx, xlsx_of(report))):
        calls: dict[str, Callable[[], object]] = {
            f"bare {LIBRARIES[reader.name]}": lambda source=source, bare=bare: bare(source),
            f"{reader.name} to a document": lambda source=source, read=reader.read: read(source, Limits()),
            f"gr.reads of {reader.name}": lambda source=source: gr.reads(source),
        }
        taken = fastest(calls, rounds)
        unit = next(iter(taken.values()))
        rows += [(name, f"{micro / 1e3:.1f}", f"{micro / unit:.2f}") for name, micro in taken.items()]
    return table(rows, ("what", "ms", "× bare"))


if __name__ == "__main__":
    given = [one for one in sys.argv[1:] if one != "--write"]
    shown = main(int(given[0]) if given else 30)
    print(shown)
    if "--write" in sys.argv:
        RESULTS.write_text(shown + "\n", encoding="utf-8")
