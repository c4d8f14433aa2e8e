"""Rows of real tables whose figures ran together in one cell: all of them in the first, or behind the label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import attrs

from govinfo_report.document import Cell
from govinfo_report.parse.cells import MOST_DIGITS
from govinfo_report.parse.row import Row
from govinfo_report.parse.vocabulary import Vocabulary
from govinfo_report.quantity import is_value
from govinfo_report.wording import normalise

__all__ = ["is_alone", "is_bare", "most_alone", "ran_together", "set_apart"]

_BEHIND: Final = re.compile(r"(.*[^\d\s.．,，])\s*(\d[\d\s,.，．]*(?:件|项|条|元|万元)?)", re.DOTALL)


def is_alone(figures: Sequence[Cell], columns: int) -> bool:
    """Whether one cell of ``figures`` alone holds something, in a row of several ``columns``."""
    return columns > 1 and sum(bool(cell.text.strip()) for cell in figures) == 1


def most_alone(columns: int) -> int:
    """How many digits a figure that stands alone in a row of several ``columns`` is likely to have at most."""
    return min(2 * columns - 1, MOST_DIGITS)


def ran_together(figures: Sequence[Cell], columns: int) -> Cell | None:
    """The one cell of ``figures`` that holds something where it may hold the figures of several of ``columns``.

    It does where it has more digits than one figure is likely to have, or no figure can be made of it.
    """
    if not is_alone(figures, columns):
        return None
    shown = [cell for cell in figures if cell.text.strip()]
    text = shown[0].text
    digits = sum(map(str.isdigit, text))
    return shown[0] if digits > most_alone(columns) or (digits and not is_value(text)) else None


def is_bare(cell: Cell) -> bool:
    """Whether ``cell`` has digits and nothing between them, so that only sums can tell its figures apart."""
    return cell.text.strip().isascii() and cell.text.strip().isdecimal()


def set_apart(row: Row, words: Vocabulary) -> Row:
    """``row`` with digits that stand in the cell of its label, all else being blank, in a cell of their own.

    Such a row is doubtful: what stands there may be a figure, several, or a note's number.
    """
    for at, cell in enumerate(row.cells):
        text = cell.text.strip()
        if not text[-1:].isdigit() and not text.endswith(("件", "项", "条", "元")):
            continue
        if is_value(text) or normalise(text) in words.all or any(one.text.strip() for one in row.cells[at + 1 :]):
            continue
        match = _BEHIND.fullmatch(text)
        if match and normalise(match.group(1)) in words.leaves:
            label, figures = (cell._replace(text=part) for part in match.groups())
            return attrs.evolve(row, cells=(*row.cells[:at], label, figures), doubtful=True)
    return row
