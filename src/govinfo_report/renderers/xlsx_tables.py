"""A sheet of an Excel file with one table: merges, widths, numbers, heads that stay in sight."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from govinfo_report.document import Cell, Document, Grid
from govinfo_report.messages import message
from govinfo_report.renderers.remarked import shades_of
from govinfo_report.renderers.sheet_text import cell_at, comment_on, write_text
from govinfo_report.renderers.table_widths import column_twips
from govinfo_report.renderers.xlsx_narrative import print_on_a4
from govinfo_report.textformat import width

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["TableSheet", "as_number"]

_SHADES: Final = {"error": "F8CBAD", "warning": "FFE699", "hint": "DDEBF7"}
_TITLE_SHADE: Final = "C6D9F1"
_THIN: Final = Side(style="thin")
_BORDER: Final = Border(_THIN, _THIN, _THIN, _THIN)
_FONT: Final = Font(name="宋体", size=10)
_TWIPS: Final = 95
"""The width of a digit of the sheet, so that widths are those of the printed form."""
_LINE: Final = 13.5
"""The height of a line, in points."""
_DIGITS: Final = 15
"""What a spreadsheet keeps of a number."""
_PRINTED = re.compile(r"-?\d+(?:[.,](\d+))?([^\d\"]*)")


def as_number(cell: Cell) -> tuple[int | float, str] | None:
    """The number in ``cell`` and the format that shows it as printed; ``None`` where a spreadsheet would change it."""
    match = _PRINTED.fullmatch(cell.text)
    if match is None or cell.value is None:
        return None
    places, unit = match.group(1) or "", match.group(2)
    value = Decimal(cell.value)
    digits = "".join(map(str, value.as_tuple().digits)).lstrip("0")
    if len(digits) > _DIGITS or (not value and value.is_signed()) or Decimal(repr(float(value))) != value:
        return None
    shown = ("0." + "0" * len(places) if places else "0") + (f'"{unit}"' if unit else "")
    return (int(value) if value == value.to_integral_value() else float(value)), shown


class TableSheet:
    """One table while it is written."""

    def __init__(self, sheet: Worksheet, grid: Grid, document: Document, *, hints: bool) -> None:
        self.sheet, self.grid, self.document, self.hints = sheet, grid, document, hints
        self.widths = [size / _TWIPS for size in column_twips(grid)]
        self.depth = min((cell.column for cell in grid.cells if not cell.header), default=0)
        self.several = any(cell.header and 0 < cell.column < self.depth for cell in grid.cells)
        self.shades = shades_of(document.remarks, _SHADES)

    def write(self) -> None:
        """Fill the sheet."""
        for at, size in enumerate(self.widths, 1):
            self.sheet.column_dimensions[get_column_letter(at)].width = size
        for cell in self.grid.cells:
            self._cell(cell)
        for row, height in enumerate(self._heights(), 1):
            self.sheet.row_dimensions[row].height = height
        heads = self._heads()
        self.sheet.freeze_panes = f"{get_column_letter(self.depth + 1)}{heads + 1}"
        if heads:
            self.sheet.print_title_rows = f"1:{heads}"
        print_on_a4(self.sheet)
        if self.hints:
            self._expect_numbers()

    def _cell(self, cell: Cell) -> None:
        row, column = cell.row + 1, cell.column + 1
        last_row, last_column = cell.row + cell.rowspan, cell.column + cell.colspan
        shade = self.shades.get(cell.name or "") or (_TITLE_SHADE if self._is_title(cell) else None)
        for at in range(row, last_row + 1):
            for place in range(column, last_column + 1):
                made = self.sheet.cell(at, place)
                made.border = _BORDER
                if shade:
                    made.fill = PatternFill("solid", fgColor=shade)
        made = cell_at(self.sheet, row, column)
        made.font = _FONT
        made.alignment = Alignment(horizontal=self._side(cell), vertical="center", wrap_text=cell.header)
        number = None if cell.header else as_number(cell)
        if number is not None:
            made.value, made.number_format = number
        elif cell.text:
            write_text(made, cell.text)
        name = self.grid.name if cell is self.grid.cells[0] else cell.name  # on the first, what means the whole table
        if name is not None and (mine := [one for one in self.document.remarks if name in one.cells]):
            comment_on(made, mine, self.document.language)
        if cell.rowspan > 1 or cell.colspan > 1:
            area = f"{get_column_letter(column)}{row}:{get_column_letter(last_column)}{last_row}"
            self.sheet.merged_cells.add(
                area
            )  # merge_cells() would draw the borders anew, which takes as long as all else

    def _is_title(self, cell: Cell) -> bool:
        return cell.header and cell.colspan == self.grid.width

    def _side(self, cell: Cell) -> str:
        at_left = self._is_title(cell) or (self.several and cell.column < self.depth)
        return "left" if cell.header and at_left else "center"

    def _heads(self) -> int:
        """How many rows at the top stay in sight: none where there are heads further down."""
        figures = {
            row for cell in self.grid.cells if not cell.header for row in range(cell.row, cell.row + cell.rowspan)
        }
        heads = [row for row in range(self.grid.height) if row not in figures]
        return len(heads) if heads == list(range(len(heads))) and len(heads) < self.grid.height else 0

    def _heights(self) -> list[float]:
        """The heights of the rows; those of merged cells a spreadsheet does not find by itself."""
        heights = [1] * self.grid.height
        for cell in sorted(self.grid.cells, key=lambda cell: cell.rowspan):
            room = max(sum(self.widths[cell.column : cell.column + cell.colspan]) - 1, 1)
            lines = -(-width(cell.text) // int(room)) if cell.header else 1
            held = sum(heights[cell.row : cell.row + cell.rowspan])
            heights[cell.row + cell.rowspan - 1] += max(0, lines - held)
        return [lines * _LINE + 4.5 for lines in heights]

    def _expect_numbers(self) -> None:
        """Warn of what is no number in the cells that are to be filled in."""
        expected = DataValidation(type="decimal", operator="greaterThanOrEqual", formula1="-9007199254740991")
        expected.allow_blank, expected.showErrorMessage, expected.errorStyle = True, True, "warning"
        expected.error = message("这一格应填数字").text(self.document.language)
        for cell in self.grid.cells:
            if not cell.header:
                expected.add(self.sheet.cell(cell.row + 1, cell.column + 1))
        self.sheet.add_data_validation(expected)
