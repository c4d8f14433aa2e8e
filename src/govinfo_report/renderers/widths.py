"""How wide the columns of a table are drawn, so that it fits and stays low."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import product
from typing import Final, TypeAlias

from govinfo_report.document import Grid
from govinfo_report.textformat import width

__all__ = ["column_widths"]

_NARROWEST: Final = 4
_MOST_LINES: Final = 4

_Label: TypeAlias = tuple[int, int, int, int, int]
"""Row, rowspan, column, colspan and natural width of a label."""


def column_widths(grid: Grid, room: int) -> list[int]:
    """The widths of the columns of ``grid``, less the space and the bar around each.

    Figures are never broken.  Heads over figures are broken into up to four lines, and the label columns share
    what is left, so that the whole is lowest.  Where nothing fits, the table is wider than ``room``.
    """
    columns = grid.width
    figures, heads = [1] * columns, [1] * columns
    first = columns
    for cell in grid.cells:
        if not cell.header:
            first = min(first, cell.column)
            if cell.colspan == 1:
                figures[cell.column] = max(figures[cell.column], width(cell.text))
    for cell in grid.cells:
        if cell.header and cell.colspan == 1:
            heads[cell.column] = max(heads[cell.column], width(cell.text))
    _spread(grid, figures)
    labels = tuple(
        (cell.row, cell.rowspan, cell.column, cell.colspan, width(cell.text)) for cell in grid.cells if cell.header and cell.column + cell.colspan <= first
    )
    best: tuple[int, list[int]] | None = None
    for lines in range(1, _MOST_LINES + 1):
        over = [max(figures[at], _broken(heads[at], lines)) for at in range(first, columns)]
        left = room - 1 - 3 * columns - sum(over)
        height, under = _label_widths(labels, first, max(left, 0))
        fits = sum(under) <= left
        if fits and (best is None or height + lines < best[0]):
            best = height + lines, [*under, *over]
        widest = [*under, *over]
    return best[1] if best is not None else widest


def _broken(natural: int, lines: int) -> int:
    """The width of a head that is broken into ``lines``; even, for its characters are two wide."""
    return natural if lines == 1 else max(2, -(-natural // lines) + (-(-natural // lines)) % 2)


def _spread(grid: Grid, figures: list[int]) -> None:
    """Make room for figures that stand across several columns."""
    for cell in grid.cells:
        if not cell.header and cell.colspan > 1:
            held = sum(figures[cell.column : cell.column + cell.colspan]) + 3 * (cell.colspan - 1)
            figures[cell.column + cell.colspan - 1] += max(0, width(cell.text) - held)


@lru_cache(maxsize=256)
def _label_widths(labels: tuple[_Label, ...], count: int, room: int) -> tuple[int, tuple[int, ...]]:
    """The height that the labels take and the widths of their columns, the lowest within ``room``."""
    natural = [max([_NARROWEST, *(size for _, _, column, span, size in labels if column == at and span == 1)]) for at in range(count)]
    if not count:
        return 0, ()
    choices = [range(_NARROWEST, min(size, room) + 1, 2) or (_NARROWEST,) for size in natural[:-1]]
    best: tuple[int, tuple[int, ...]] | None = None
    for chosen in product(*choices[:3]):
        fixed = (*chosen, *([_NARROWEST] * (count - 1 - len(chosen))))
        widths = (*fixed, max(_NARROWEST, min(natural[-1], room - sum(fixed))))
        height = _height(labels, widths) if sum(widths) <= room else 10**6
        if best is None or height < best[0]:
            best = height, widths
    assert best is not None
    return best


def _height(labels: Sequence[_Label], widths: Sequence[int]) -> int:
    heights = [1] * max((row + rowspan for row, rowspan, *_ in labels), default=0)
    needed = [(row, rowspan, -(-size // (sum(widths[column : column + span]) + 3 * (span - 1)))) for row, rowspan, column, span, size in labels]
    for row, rowspan, lines in needed:
        if rowspan == 1:
            heights[row] = max(heights[row], lines)
    for row, rowspan, lines in needed:
        if rowspan > 1:
            held = sum(heights[row : row + rowspan]) + rowspan - 1
            heights[row + rowspan - 1] += max(0, lines - held)
    return sum(heights)
