"""From the cells of a page's table, as written, to a grid: where each stands when spans are followed, and whether that can be trusted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

import attrs

from govinfo_report.document import Cell, Grid, Position
from govinfo_report.limits import Limits

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

__all__ = ["Row", "Written", "grids_of", "is_tabular", "opens_section"]

_WIDEST: Final = 100
"""Columns that a span may cover at first; the width of the table bounds it further."""
_LONG: Final = 400
"""Characters from which on a cell beside others is a part of the page, not of a table."""
_LONGEST_TITLE: Final = 80
_MANY_LINES: Final = 8
_FEW_CHARACTERS: Final = 60
_LONGEST_HEADING: Final = 48
_FIGURE: Final = re.compile(r"[+-]?\d[\d,.]*\S{0,2}")
_SECTION: Final = re.compile(r"\s*(?:第[一二三四五六七八九]部分|[一二三四五六七八九]\s*[、，,.．:：])")


@attrs.define(eq=False)
class Written:
    """A cell as the page writes it, and where it comes to stand.

    Attributes:
        node: of the tree.
        text: its own text, a line for each of its lines; that of nested tables left out.
        rowspan: 0 where it reaches to the end of its part of the table.
        nested: the tables inside it that are more than one cell.
        row: from 0, once it is placed; so is ``column``.
        down: the rows that it covers, ``across`` the columns.
    """

    node: LexborNode
    text: str
    rowspan: int = 1
    colspan: int = 1
    header: bool = False
    nested: tuple[LexborNode, ...] = ()
    row: int = 0
    column: int = 0
    down: int = 1
    across: int = 1


@attrs.define(eq=False)
class Row:
    """A row as the page writes it; ``end`` is the first row behind its part (head, body or foot) of the table."""

    cells: list[Written]
    end: int = 0

    def is_prose(self) -> bool:
        """Whether it holds parts of the page rather than cells: long text, several tables, a section's heading."""
        if len(self.cells) > 1 and all(len(cell.text) <= _FEW_CHARACTERS and not cell.nested for cell in self.cells):
            return False
        shown = [cell for cell in self.cells if cell.text or cell.nested]
        if len(shown) != 1:
            return any(map(_is_part, shown))
        only = shown[0]
        if len(only.text) > _LONGEST_TITLE or "。" in only.text or only.nested:
            return True
        return len(self.cells) == 1 and opens_section(only.text)


def opens_section(text: str) -> bool:
    """Whether ``text`` begins as the heading of a section does: 一、 or 第一部分."""
    return len(text) <= _LONGEST_HEADING and _SECTION.match(text) is not None and "。" not in text


def _is_part(cell: Written) -> bool:
    lines = cell.text.count("\n") + 1
    beside_tables = bool(cell.nested) and (len(cell.text) > _LONGEST_TITLE or len(cell.nested) > 1)
    return beside_tables or len(cell.text) > _LONG or (lines > _MANY_LINES and len(cell.text) > 8 * lines)


def is_tabular(rows: Sequence[Row], prose: Sequence[bool]) -> bool:
    """Whether ``rows`` are a table rather than the layout of a page: two rows of cells, or one with a figure."""
    gridded = [row for row, is_prose in zip(rows, prose, strict=True) if not is_prose and len(row.cells) > 1]
    return len(gridded) > 1 or any(_FIGURE.fullmatch(cell.text) for row in gridded for cell in row.cells[1:])


@attrs.define(eq=False)
class _Layout:
    """Where the cells of a table stand.

    Attributes:
        ends: one past the last column that is covered, row by row.
        covered: how many columns are, row by row.
        clashes: rows in which a place is covered twice.
    """

    ends: list[int] = attrs.field(factory=list)
    covered: list[int] = attrs.field(factory=list)
    clashes: set[int] = attrs.field(factory=set)


def grids_of(rows: Sequence[Row], prose: Sequence[bool], number: int, limits: Limits) -> Iterator[tuple[int, Grid]]:
    """The grids that ``rows`` make, cut where a row is prose, each with the row at which it begins.

    Where the spans of a grid leave gaps or cover a place twice, the browser's picture of it is not to be
    trusted, and its structure is ``"rows"``: which cell stands under which head is left to their order.

    Raises:
        ReadError: the cells cover more places than ``limits`` allow cells.
    """
    limits.check_cells(
        sum(
            min(cell.colspan, _WIDEST) * _down(cell, row, at)
            for at, row in enumerate(rows)
            for cell in row.cells
            if cell.rowspan != 1
        )
    )
    layout = _place(rows, None)
    width = _width(layout, rows)
    if max(layout.ends, default=0) > width:
        layout = _place(rows, width)
        width = _width(layout, rows)
    sound = all(
        is_prose or (at not in layout.clashes and (layout.covered[at] == width == layout.ends[at] or _is_short(row)))
        for at, (row, is_prose) in enumerate(zip(rows, prose, strict=True))
    )
    at = 0
    while at < len(rows):
        if prose[at]:
            at += 1
            continue
        stop = next((row for row in range(at, len(rows)) if prose[row]), len(rows))
        cells = tuple(_cells(rows[at:stop], stop, number, sound))
        if cells:
            yield at, Grid(cells, "aligned" if sound else "rows")
        at = stop


def _is_short(row: Row) -> bool:
    """Whether it does not matter that a row ends early: it is one title, or blank."""
    return len(row.cells) < 2 or not any(cell.text for cell in row.cells)


def _cells(rows: Sequence[Row], stop: int, number: int, sound: bool) -> Iterator[Cell]:
    for at, row in enumerate(rows):
        for order, one in enumerate(row.cells):
            place = Position(None, None, number, one.row + 1, one.column + 1)
            if sound:
                down = min(one.down, stop - one.row)
                yield Cell(one.text, at, one.column, down, one.across, None, place, None, one.header)
            else:
                yield Cell(one.text, at, order, place=place, header=one.header)


def _width(layout: _Layout, rows: Sequence[Row]) -> int:
    """The width of most rows."""
    ends = Counter(end for row, end in zip(rows, layout.ends, strict=True) if len(row.cells) > 1)
    return max(ends, key=lambda end: (ends[end], end), default=max(layout.ends, default=0))


def _down(cell: Written, row: Row, at: int) -> int:
    return min(cell.rowspan, row.end - at) if cell.rowspan else row.end - at


def _place(rows: Sequence[Row], width: int | None) -> _Layout:
    """Put each cell in the first free column of its row, as HTML has it.

    With the ``width`` of the table, a span ends there at the latest; and where a row would still leave it, a
    label from above that reaches too far down ends before that row, for its own cells are complete.
    """
    layout = _Layout()
    until: list[int] = []
    above: list[Written] = []
    for at, row in enumerate(rows):
        if above:
            above = [one for one in above if one.row + one.down > at]
            if width is not None:
                _end_what_is_too_long(above, row, at, width, until)
        column = 0
        for cell in row.cells:
            while column < len(until) and until[column] > at:
                column += 1
            cell.row, cell.column = at, column
            if cell.rowspan == 1 == cell.colspan:
                if column < len(until):
                    until[column] = at + 1
                else:
                    until.append(at + 1)
                cell.down = cell.across = 1
                column += 1
                continue
            cell.down = _down(cell, row, at)
            cell.across = min(cell.colspan, _WIDEST if width is None else max(1, width - column))
            end = column + cell.across
            until.extend([0] * (end - len(until)))
            for place in range(column, end):
                if until[place] > at:
                    layout.clashes.add(at)
                until[place] = max(until[place], at + cell.down)
            if cell.down > 1:
                above.append(cell)
            column = end
        taken = [place for place, last in enumerate(until) if last > at]
        layout.covered.append(len(taken))
        layout.ends.append(taken[-1] + 1 if taken else 0)
    return layout


def _end_what_is_too_long(above: list[Written], row: Row, at: int, width: int, until: list[int]) -> None:
    """End the innermost label that reaches into ``row`` when that makes the row as wide as the table."""
    excess = sum(one.across for one in above) + sum(min(cell.colspan, width) for cell in row.cells) - width
    fitting = [one for one in above if one.across == excess]
    if not fitting or any(not one.text or one.text[0].isdecimal() for one in above):
        return
    ended = max(fitting, key=lambda one: one.column)
    ended.down = at - ended.row
    until[ended.column : ended.column + ended.across] = [at] * ended.across
    above.remove(ended)
