"""How wide the columns of a table are drawn, so that it fits and stays low."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import product
from typing import Final, TypeAlias

from govinfo_report.document import Cell, Grid
from govinfo_report.textformat import width

__all__ = ["column_widths", "solid_stretches", "words_of"]

_NARROWEST: Final = 4
_MOST_LINES: Final = 4

_Label: TypeAlias = tuple[int, int, int, int, int]
"""Row, rowspan, column, colspan and natural width of a label."""


def column_widths(grid: Grid, room: int, *, words: bool = False) -> list[int]:
    """The widths of the columns of ``grid``, less the space and the bar around each.

    With ``words`` labels are broken between words; within them only where the table would not fit otherwise.
    """
    if not words:
        return _column_widths(grid, room, None)[1]
    tried: list[tuple[int, list[int]]] = []
    for parts in _LONGEST_PARTS:
        tried = [_column_widths(grid, room, longest) for longest in parts]
        fitting = [one for one in tried if sum(one[1]) + 3 * len(one[1]) + 1 <= room]
        if fitting:
            return min(fitting, key=lambda one: one[0])[1]
    return tried[-1][1]


def _column_widths(grid: Grid, room: int, longest: int | None) -> tuple[int, list[int]]:
    """How high the heads and labels are, and the widths as :func:`column_widths` gives them; no word has parts of more than ``longest`` columns, where that is given.

    Figures are never broken.  Heads over figures are broken into up to four lines, and the label columns share
    what is left, so that the whole is lowest.  Where nothing fits, the table is wider than ``room``.
    """
    columns = grid.width
    least, heads = [1] * columns, [1] * columns
    first = min((cell.column for cell in grid.cells if not cell.header), default=columns)
    spanning: list[tuple[Cell, int]] = []
    for cell in grid.cells:
        solid = width(cell.text) if not cell.header else _longest_solid(cell.text, longest)
        if cell.colspan > 1:
            spanning.append((cell, solid))
            continue
        least[cell.column] = max(least[cell.column], solid)
        if cell.header:
            heads[cell.column] = max(heads[cell.column], width(cell.text))
    for cell, solid in spanning:
        held = sum(least[cell.column : cell.column + cell.colspan]) + 3 * (cell.colspan - 1)
        least[cell.column + cell.colspan - 1] += max(0, solid - held)
    labels = tuple(
        (cell.row, cell.rowspan, cell.column, cell.colspan, width(cell.text))
        for cell in grid.cells
        if cell.header and cell.column + cell.colspan <= first
    )
    best: tuple[int, list[int]] | None = None
    widest: list[int] = []
    for lines in range(1, _MOST_LINES + 1):
        over = [max(least[at], _broken(heads[at], lines)) for at in range(first, columns)]
        left = room - 1 - 3 * columns - sum(over)
        height, under = _label_widths(labels, tuple(least[:first]), max(left, 0))
        fits = sum(under) <= left
        if fits and (best is None or height + lines < best[0]):
            best = height + lines, [*under, *over]
        widest = [*under, *over]
    return best if best is not None else (_TOO_WIDE, widest)


@lru_cache(maxsize=4096)
def _longest_solid(text: str, longest: int | None) -> int:
    """The width of the longest stretch of ``text`` that may not be broken: a line may neither begin nor end in white space."""
    if longest is not None:
        return min(longest, max((width(word.strip()) for word in words_of(text)), default=0))
    return max(map(width, solid_stretches(text)), default=0)


def solid_stretches(text: str) -> list[str]:
    """``text`` cut wherever a line may be broken: not beside white space, which would be lost."""
    return list(_SOLID.findall(text))


def words_of(text: str) -> list[str]:
    """``text`` cut where a line may be broken between words, each with the white space before it; Chinese anywhere."""
    return list(_WORD.findall(text))


_WORD = re.compile("\\s*(?:[^\\s/\u2e80-\uffef-]+[/-]?|[/-]|[\u2e80-\uffef])")
_LONGEST_PARTS: Final = ((40, 14, 12, 10, 9, 8, 7, 6, 5), (4, 3))
"""The longest parts of words to try, in columns: what is lowest is taken, short ones only where nothing else fits."""
_TOO_WIDE: Final = 10**6
_SOLID = re.compile(r"\S?(?:\s+\S)+|\S", re.DOTALL)


def _broken(natural: int, lines: int) -> int:
    """The width of a head that is broken into ``lines``; even, for its characters are two wide."""
    return natural if lines == 1 else max(2, -(-natural // lines) + (-(-natural // lines)) % 2)


@lru_cache(maxsize=256)
def _label_widths(labels: tuple[_Label, ...], least: tuple[int, ...], room: int) -> tuple[int, tuple[int, ...]]:
    """The height that the labels take and the widths of their columns, the lowest within ``room``."""
    if not least:
        return 0, ()
    least = tuple(max(_NARROWEST, size) for size in least)
    natural = [
        max([least[at], *(size for _, _, column, span, size in labels if column == at and span == 1)])
        for at in range(len(least))
    ]
    choices = [range(low, min(high, room) + 1, 2) or (low,) for low, high in zip(least[:-1], natural[:-1], strict=True)]
    best: tuple[int, tuple[int, ...]] | None = None
    for chosen in product(*choices[:3]):
        fixed = (*chosen, *least[len(chosen) : -1])
        widths = (*fixed, max(least[-1], min(natural[-1], room - sum(fixed))))
        height = _height(labels, widths) if sum(widths) <= room else _TOO_WIDE
        if best is None or height < best[0]:
            best = height, widths
    assert best is not None
    return best


def _height(labels: Sequence[_Label], widths: Sequence[int]) -> int:
    heights = [1] * max((row + rowspan for row, rowspan, *_ in labels), default=0)
    needed = [
        (row, rowspan, -(-size // (sum(widths[column : column + span]) + 3 * (span - 1))))
        for row, rowspan, column, span, size in labels
    ]
    for row, rowspan, lines in needed:
        if rowspan == 1:
            heights[row] = max(heights[row], lines)
    for row, rowspan, lines in needed:
        if rowspan > 1:
            held = sum(heights[row : row + rowspan]) + rowspan - 1
            heights[row + rowspan - 1] += max(0, lines - held)
    return sum(heights)
