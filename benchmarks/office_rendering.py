"""What writing Word and Excel files costs, as ratios to the bare libraries writing the same tables.

    python benchmarks/office_rendering.py [ROUNDS]

The unit is python-docx, or openpyxl, making a file with the tables of the full report in ``examples`` and nothing
else: the cells merged, the texts put in, the file saved; no widths, fonts or borders.  The rendered files have all
that, the narrative, and the way from the report to the document.  Each time is the fastest of several rounds.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
from measure import fastest

import govinfo_report as gr
from govinfo_report.document import Grid

EXAMPLES = Path(__file__).parent.parent / "examples"


def bare_docx(grids: list[Grid]) -> bytes:
    """The tables by python-docx, its cells looked up once."""
    document = docx.Document()
    for grid in grids:
        table = document.add_table(grid.height, grid.width)
        cells = table._cells  # table.cell() counts them anew each time
        for cell in grid.cells:
            at = cells[cell.row * grid.width + cell.column]
            if cell.rowspan > 1 or cell.colspan > 1:
                last = (cell.row + cell.rowspan - 1) * grid.width + cell.column + cell.colspan - 1
                at = at.merge(cells[last])
            at.text = cell.text
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def bare_xlsx(grids: list[Grid]) -> bytes:
    """The tables by openpyxl, a sheet each."""
    book = openpyxl.Workbook()
    for grid in grids:
        sheet = book.create_sheet()
        for cell in grid.cells:
            sheet.cell(cell.row + 1, cell.column + 1).value = cell.text if cell.value is None else cell.value
            if cell.rowspan > 1 or cell.colspan > 1:
                last = cell.row + cell.rowspan, cell.column + cell.colspan
                sheet.merge_cells(None, cell.row + 1, cell.column + 1, *last)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def main(rounds: int) -> None:
    """Print the table."""
    report = gr.read(EXAMPLES / "linjiang-2023.txt")
    grids = [block for block in report.to_document().blocks if isinstance(block, Grid)]
    calls: dict[str, Callable[[], object]] = {
        "bare docx": lambda: bare_docx(grids),
        "report.render of docx": lambda: report.render("docx"),
        "bare xlsx": lambda: bare_xlsx(grids),
        "report.render of xlsx": lambda: report.render("xlsx"),
    }
    times = fastest(calls, rounds)
    print("| what | ms | × bare |\n|---|---:|---:|")
    for name, taken in times.items():
        unit = times[f"bare {name[-4:]}"]
        print(f"| {name} | {taken / 1e3:.1f} | {taken / unit:.2f} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
