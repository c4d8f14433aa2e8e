"""Labels that stand beside each other with one space between, set apart."""

from __future__ import annotations

import re
from collections.abc import Container

from govinfo_report.document import Cell
from govinfo_report.wording import normalise

__all__ = ["set_abreast"]

_ORDINAL = re.compile(r" (?=\d{1,2}[.．、]|（[一二三四五六七八九十]）)")


def set_abreast(row: list[Cell], known: Container[str]) -> list[Cell]:
    """``row`` with a cell for each label where what leads a label with an ordinal stands before it, one space between.

    So does the part of a group's label that is written beside its rows.  What is one of the ``known`` labels stays whole.
    """
    made: list[Cell] = []
    for cell in row:
        parts = _ORDINAL.split(cell.text) if " " in cell.text and normalise(cell.text) not in known else [cell.text]
        if len(parts) == 1 or cell.colspan < len(cell.text):
            made.append(cell)
            continue
        at = cell.column
        for place, part in enumerate(parts):
            wide = cell.column + cell.colspan - at if place == len(parts) - 1 else len(part) + 1
            made.append(cell._replace(text=part, column=at, colspan=wide))
            at += wide
    return made
