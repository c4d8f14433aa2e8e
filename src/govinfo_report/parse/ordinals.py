"""Numbers of labels that stand on a line of their own, above the rest of the label: they are no figures."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Final

from govinfo_report.document import Cell
from govinfo_report.parse.heads import stand_over
from govinfo_report.parse.vocabulary import Lexicon
from govinfo_report.wording import normalise

__all__ = ["with_ordinals"]

_ORDINAL: Final = re.compile(r"\d{1,2}\s*[.．、,，]")
_FARTHEST: Final = 3
"""Rows from a number to the next line of its label."""


def with_ordinals(rows: Sequence[list[Cell]], words: Lexicon, is_figure: Callable[[Cell], bool]) -> None:
    """Put each number alone, as ``3.``, before the line of the label that it begins, where that is one of the form's.

    The label takes the row of its figures: that of the number, or its own.
    """
    for at, row in enumerate(rows):
        for cell in [cell for cell in row if _ORDINAL.fullmatch(cell.text.strip())]:
            if any(is_figure(other) for other in row if other.column < cell.column):
                continue
            found = _below(rows, at, cell, words, is_figure)
            if found is None:
                continue
            place, rest = found
            whole = cell.text.strip() + rest.text.strip()
            beside = [other for other in row if other is not cell]
            if any(map(is_figure, beside)) and not any(map(is_figure, rows[place])):
                row[row.index(cell)] = cell._replace(text=whole)
                rows[place].remove(rest)
            elif not any(map(is_figure, beside)):
                row.remove(cell)
                rows[place][rows[place].index(rest)] = rest._replace(text=whole)


def _below(
    rows: Sequence[list[Cell]], at: int, cell: Cell, words: Lexicon, is_figure: Callable[[Cell], bool]
) -> tuple[int, Cell] | None:
    """The nearest line under ``cell``, its row and itself, where the two begin a label."""
    for place in range(at + 1, min(at + 1 + _FARTHEST, len(rows))):
        for other in rows[place]:
            if other.text.strip() and stand_over(cell, other):
                begins = not is_figure(other) and normalise(cell.text.strip() + other.text) in _beginnings(words)
                return (place, other) if begins else None
    return None


@lru_cache(maxsize=8)
def _beginnings(words: Lexicon) -> frozenset[str]:
    """The labels of rows and what they begin with, longer than their number."""
    return frozenset(label[:end] for label in words.heads for end in range(3, len(label) + 1))
