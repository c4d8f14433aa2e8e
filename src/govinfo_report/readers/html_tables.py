"""From the cells of a page's table, as written, to a grid: where each stands when spans are followed, and whether that can be trusted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

import attrs

from govinfo_report.document import Cell, Grid, Position

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

__all__ = ["Row", "Written", "grids_of", "is_tabular"]

_WIDEST: Final = 100
"""Columns that a span may cover at first; the width of the table bounds it further."""
_LONG: Final = 400
"""Characters from which on a cell beside others is a part of the page, not of a table."""
_LONGEST_TITLE: Final = 80
_MANY_LINES: Final = 8


@attrs.define(eq=False)
class Written:
    """A cell as the page writes it.

    Attributes:
        node: of the tree, ``None`` once it came out of a nested table.
        text: its own text, a line for each of its lines; that of nested tables left out.
        rowspan: 0 where it reaches to the end of its part of the table.
        nested: the tables inside it that are more than one cell.
    """

    node: LexborNode
    text: str
    rowspan: int
    colspan: int
    header: bool
    nested: tuple[LexborNode, ...] = ()


@attrs.define(eq=False)
class Row:
    """A row as the page writes it; ``end`` is the first row behind its part (head, body or foot) of the table."""

    cells: list[Written]
    end: int = 0

    @property
    def shown(self) -> list[Written]:
        """The cells that hold anything."""
        return [cell for cell in self.cells if cell.text or cell.nested]

    def is_prose(self, opens_section: bool) -> bool:
        """Whether it holds parts of the page rather than cells: long text, several tables, a section's heading."""
        shown = self.shown
        if any(_is_part(cell) for cell in shown):
            return True
        if len(shown) != 1:
            return False
        only = shown[0]
        return opens_section or len(only.text) > _LONGEST_TITLE or "。" in only.text or bool(only.nested)


def _is_part(cell: Written) -> bool:
    lines = cell.text.count("\n") + 1
    beside_tables = bool(cell.nested) and (len(cell.text) > _LONGEST_TITLE or len(cell.nested) > 1)
    return beside_tables or len(cell.text) > _LONG or (lines > _MANY_LINES and len(cell.text) > 8 * lines)


def is_tabular(rows: Sequence[Row], prose: Sequence[bool]) -> bool:
    """Whether ``rows`` are a table rather than the layout of a page: two rows of cells, or one of four with a figure."""
    gridded = [row for row, is_prose in zip(rows, prose, strict=True) if not is_prose and len(row.cells) > 1]
    if len(gridded) > 1:
        return True
    return any(len(row.cells) > 3 and any(_has_digit(cell.text) for cell in row.cells) for row in gridded)


def _has_digit(text: str) -> bool:
    return any(map(str.isdecimal, text))


@attrs.define(eq=False)
class _Placed:
    written: Written
    row: int
    column: int
    rowspan: int
    colspan: int

    @property
    def end(self) -> int:
        return self.column + self.colspan


def grids_of(rows: Sequence[Row], prose: Sequence[bool], number: int) -> Iterator[tuple[int, Grid]]:
    """The grids that ``rows`` make, cut where a row is prose, each with the row at which it begins.

    Where the spans of a grid leave gaps or cover a place twice, the browser's picture of it is not to be
    trusted, and its structure is ``"rows"``: which cell stands under which head is left to their order.
    """
    placed = _settled(rows)
    sound = _is_sound(placed, rows, prose)
    at = 0
    while at < len(rows):
        if prose[at]:
            at += 1
            continue
        stop = next((row for row in range(at, len(rows)) if prose[row]), len(rows))
        cells = tuple(_cells([one for one in placed if at <= one.row < stop], at, stop, number, sound))
        if cells:
            yield at, Grid(cells, "aligned" if sound else "rows")
        at = stop


def _cells(placed: Sequence[_Placed], start: int, stop: int, number: int, sound: bool) -> Iterator[Cell]:
    row, order = -1, 0
    for one in placed:
        if one.row != row:
            row, order = one.row, 0
        yield Cell(
            one.written.text,
            one.row - start,
            one.column if sound else order,
            min(one.rowspan, stop - one.row) if sound else 1,
            one.colspan if sound else 1,
            place=Position(table=number, row=one.row + 1, column=one.column + 1),
            header=one.written.header,
        )
        order += 1


def _settled(rows: Sequence[Row]) -> list[_Placed]:
    """The cells at their places; spans that leave the table are cut at its width, which is that of most rows."""
    placed = _place(rows, None)
    width = _width(placed, rows)
    if any(one.end > width and one.colspan > 1 for one in placed) or _overflows(placed, width):
        placed = _place(rows, width)
    return placed


def _width(placed: Sequence[_Placed], rows: Sequence[Row]) -> int:
    ends = Counter(end for row, end in _ends(placed).items() if len(rows[row].cells) > 1)
    return max(ends, key=lambda end: (ends[end], end), default=max(_ends(placed).values(), default=0))


def _ends(placed: Sequence[_Placed]) -> dict[int, int]:
    """Where each row ends, the cells that reach into it from above counted."""
    ends: dict[int, int] = {}
    for one in placed:
        for row in range(one.row, one.row + one.rowspan):
            ends[row] = max(ends.get(row, 0), one.end)
    return ends


def _overflows(placed: Sequence[_Placed], width: int) -> bool:
    return any(one.end > width for one in placed)


def _place(rows: Sequence[Row], width: int | None) -> list[_Placed]:
    """Each cell in the first free column of its row, as HTML has it.

    With the ``width`` of the table, a span ends there at the latest; and where a row would still leave it, a
    label from above that reaches too far down ends before that row, for its own cells are complete.
    """
    placed: list[_Placed] = []
    until: list[int] = []
    above: list[_Placed] = []
    for at, row in enumerate(rows):
        above = [one for one in above if one.row + one.rowspan > at]
        if width is not None:
            excess = sum(one.colspan for one in above) + sum(_span(cell, width) for cell in row.cells) - width
            ended = _too_long(above, excess)
            if ended is not None:
                ended.rowspan = at - ended.row
                until[ended.column : ended.end] = [at] * ended.colspan
                above.remove(ended)
        column = 0
        for written in row.cells:
            while column < len(until) and until[column] > at:
                column += 1
            colspan = _span(written, _WIDEST if width is None else max(1, width - column))
            down = row.end - at if written.rowspan == 0 else min(written.rowspan, row.end - at)
            one = _Placed(written, at, column, down, colspan)
            until.extend([0] * (one.end - len(until)))
            for place in range(column, one.end):
                until[place] = max(until[place], at + down)
            placed.append(one)
            if down > 1:
                above.append(one)
            column = one.end
    return placed


def _span(cell: Written, widest: int) -> int:
    return min(cell.colspan, widest)


def _too_long(above: Sequence[_Placed], excess: int) -> _Placed | None:
    """The label that reaches too far down when a row is ``excess`` columns too wide; ``None`` where that is no matter of labels."""
    fitting = [one for one in above if one.colspan == excess]
    if not fitting or any(not one.written.text or one.written.text[0].isdecimal() for one in above):
        return None
    return max(fitting, key=lambda one: one.column)


def _is_sound(placed: Sequence[_Placed], rows: Sequence[Row], prose: Sequence[bool]) -> bool:
    """Whether every place of the rows with several cells is covered, and once."""
    width = _width(placed, rows)
    covered: list[list[int]] = [[] for _ in rows]
    for one in placed:
        for row in range(one.row, one.row + one.rowspan):
            covered[row].extend(range(one.column, one.end))
    for row, columns, is_prose in zip(rows, covered, prose, strict=True):
        if is_prose or not any(cell.text for cell in row.cells):
            continue
        if len(row.cells) == 1 and len(columns) == len(set(columns)) and max(columns) < width:
            continue
        if len(columns) != width or len(set(columns)) != width:
            return False
    return True
