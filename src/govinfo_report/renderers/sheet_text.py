"""Text in the cells of a spreadsheet: never a formula, and all of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from openpyxl.cell import Cell

from govinfo_report.errors import RenderError, shown
from govinfo_report.messages import message

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["cell_at", "write_text"]

_LONGEST: Final = 32_767
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ACTIVE: Final = ("=", "+", "-", "@", "\t")


def cell_at(sheet: Worksheet, row: int, column: int) -> Cell:
    """The cell of ``sheet`` at ``row`` and ``column``, counted from 1; no merged area covers it."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    return cell


def write_text(cell: Cell, text: str) -> None:
    """Put ``text`` into ``cell``; it stays text when someone edits the cell, too.

    Raises:
        RenderError: it is longer than a cell can hold.
    """
    stored = _ESCAPE.sub("_x005F_", text)
    if len(stored) > _LONGEST:
        raise RenderError(message("Excel的一格最多{limit}字，放不下：{text}", limit=_LONGEST, text=shown(text)))
    cell.value = stored
    cell.data_type = "s"
    if text.startswith(_ACTIVE):
        cell.quotePrefix = True
