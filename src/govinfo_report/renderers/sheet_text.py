"""Text in the cells of a spreadsheet: never a formula, and all of it."""

from __future__ import annotations

import re
from typing import Final, Protocol

from govinfo_report.errors import RenderError, shown
from govinfo_report.messages import message

__all__ = ["SheetCell", "write_text"]

_LONGEST: Final = 32_767
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ACTIVE: Final = ("=", "+", "-", "@", "\t")


class SheetCell(Protocol):
    """What is used of a cell of openpyxl."""

    value: object
    data_type: str
    quotePrefix: bool | None  # noqa: N815 - openpyxl's word


def write_text(cell: SheetCell, text: str) -> None:
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
