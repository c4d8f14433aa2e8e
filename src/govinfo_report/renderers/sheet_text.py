"""Text in the cells of a spreadsheet and in the comments on them: never a formula, and all of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from openpyxl.cell import Cell
from openpyxl.comments import Comment

from govinfo_report.document import Remark
from govinfo_report.errors import RenderError, shown
from govinfo_report.messages import message
from govinfo_report.renderers.marks import told

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["cell_at", "comment_on", "write_text"]

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


def comment_on(cell: Cell, remarks: Sequence[Remark], language: str) -> None:
    """Say ``remarks`` in a comment on ``cell``, below what its comment says already."""
    lines = [*(cell.comment.text.splitlines() if cell.comment else ()), *(told(one, language) for one in remarks)]
    cell.comment = Comment("\n".join(lines), "govinfo_report", height=24 + 36 * len(lines), width=320)
