"""How wide the columns of a table are set on a page, after the official form."""

from __future__ import annotations

from typing import Final

from govinfo_report.document import Cell, Grid
from govinfo_report.textformat import width

__all__ = ["MARGIN", "TABLE_WIDTH", "column_twips", "line_room"]

TABLE_WIDTH: Final = 9740
"""Of every table of the official form, in twentieths of a point."""

MARGIN: Final = 57
"""Between the text of a cell and its border."""

_HALF: Final = 100
"""Half of a Chinese character, or a digit, of 10 points."""

_WIDEST_FIGURE: Final = 714
"""A column of figures beside several columns of labels."""

_LEAST_MARGIN: Final = 40
_LEAST_LABEL: Final = 1800


def column_twips(grid: Grid) -> list[int]:
    """The widths of the columns of ``grid``, together :data:`TABLE_WIDTH`.

    Columns of figures are alike, those of the innermost labels take what is left, and those of groups of labels
    are as narrow as their rows allow.
    """
    columns = grid.width
    depth = min((cell.column for cell in grid.cells if not cell.header), default=columns)
    figures = columns - depth
    if not depth or not figures:
        return _shared(TABLE_WIDTH, columns)
    inner = min(depth, 1 + max((cell.column for cell in _labels(grid, depth)), default=0))
    share = TABLE_WIDTH // (figures + depth) if inner == 1 else min(TABLE_WIDTH // (figures + depth), _WIDEST_FIGURE)
    groups = [_group_width(grid, column) for column in range(inner - 1)]
    room = TABLE_WIDTH - sum(groups) - _LEAST_LABEL
    needed = [max(share, _solid(grid, depth + at)) for at in range(figures)]
    while sum(needed) > room and max(needed) > share:
        widest = max(needed)
        needed[needed.index(widest)] = max(share, widest - _HALF)
    if sum(needed) > room:
        needed = _shared(max(room, figures * 200), figures)
    rest = TABLE_WIDTH - sum(groups) - sum(needed)
    return [*groups, *_shared(rest, depth - len(groups)), *needed]


def line_room(text: str, room: int) -> int | None:
    """How much of ``room`` the lines of a Chinese head should take, so that they break into pairs of characters.

    ``None`` where the head is no Chinese, or stands on one line.
    """
    whole = 2 * _HALF
    most = (room - 2 * _LEAST_MARGIN) // whole
    if width(text) != 2 * len(text) or len(text) <= most or most < 2:
        return None
    return (most - most % 2) * whole + 20


def _labels(grid: Grid, depth: int) -> list[Cell]:
    """The labels at the left of figures."""
    rows = {row for cell in grid.cells if not cell.header for row in range(cell.row, cell.row + cell.rowspan)}
    return [cell for cell in grid.cells if cell.header and cell.column < depth and cell.row in rows]


def _group_width(grid: Grid, column: int) -> int:
    """Of a column of groups: three or four characters, or the longest word."""
    widest = 3
    for cell in grid.cells:
        if cell.header and cell.column == column and cell.colspan == 1:
            count = -(-width(cell.text) // 2)
            words = max(map(width, cell.text.split()), default=0)
            longest = -(-words // 2) if words < width(cell.text) else 0
            widest = max(widest, 4 if 3 * cell.rowspan < 4 * count else 3, min(longest, 8))
    return widest * 2 * _HALF + 2 * MARGIN + 45


def _solid(grid: Grid, column: int) -> int:
    """What the longest figure of a column takes."""
    texts = [cell.text for cell in grid.cells if not cell.header and cell.column == column and cell.colspan == 1]
    return max(map(width, texts), default=0) * _HALF + 2 * MARGIN + 20


def _shared(total: int, count: int) -> list[int]:
    """``total`` in ``count`` equal parts, the first with what is left over.

    Programs round the places of borders each in its own way, and take equal columns for the same in every row.
    """
    return [total - (count - 1) * (total // count), *[total // count] * (count - 1)]
