"""From the cells of a page's table, as written, to a grid: where each stands when spans are followed, and whether that can be trusted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

import attrs

from govinfo_report.document import Cell, Grid, make_cell
from govinfo_report.limits import Limits

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

__all__ = ["Row", "grids_of", "is_tabular", "opens_section", "places_of"]

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
class Span:
    """A cell over several rows or columns: what the page says, and where it comes to stand.

    Attributes:
        rowspan: 0 where it reaches to the end of its part of the table.
        row: from 0, once it is placed; so is ``column``.
        down: the rows that it covers, ``across`` the columns.
    """

    text: str
    rowspan: int
    colspan: int
    row: int = 0
    column: int = 0
    down: int = 1
    across: int = 1


@attrs.define(eq=False)
class Row:
    """A row as the page writes it.

    Attributes:
        texts: of its cells, a line for each of their lines, that of nested tables left out.
        spans: the cells that cover more than one place, by their order in the row; so are the others by order.
        heads: the cells that label others.
        nested: the tables inside a cell that are more than one cell.
        nodes: of the tree, where they were looked at.
        columns: in which each cell stands, once it is placed.
        end: the first row behind its part (head, body or foot) of the table.
    """

    texts: list[str] = attrs.field(factory=list)
    spans: dict[int, Span] = attrs.field(factory=dict)
    heads: set[int] = attrs.field(factory=set)
    nested: dict[int, tuple[LexborNode, ...]] = attrs.field(factory=dict)
    nodes: list[LexborNode] = attrs.field(factory=list)
    columns: list[int] = attrs.field(factory=list)
    end: int = 0

    def add(self, text: str, rowspan: int, colspan: int, header: bool) -> None:
        """Put a cell at the end."""
        if not rowspan == 1 == colspan:
            self.spans[len(self.texts)] = Span(text, rowspan, colspan)
        if header:
            self.heads.add(len(self.texts))
        self.texts.append(text)

    def is_prose(self) -> bool:
        """Whether it holds parts of the page rather than cells: long text, several tables, a section's heading."""
        texts, nested = self.texts, self.nested
        if len(texts) > 1 and not nested and max(map(len, texts)) <= _FEW_CHARACTERS:
            return False
        shown = [(text, nested.get(order, ())) for order, text in enumerate(texts) if text or order in nested]
        if len(shown) != 1:
            return any(_is_part(text, tables) for text, tables in shown)
        text, tables = shown[0]
        if len(text) > _LONGEST_TITLE or "。" in text or tables:
            return True
        return len(texts) == 1 and opens_section(text)


def opens_section(text: str) -> bool:
    """Whether ``text`` begins as the heading of a section does: 一、 or 第一部分."""
    return len(text) <= _LONGEST_HEADING and _SECTION.match(text) is not None and "。" not in text


def _is_part(text: str, nested: Sequence[LexborNode]) -> bool:
    lines = text.count("\n") + 1
    beside_tables = bool(nested) and (len(text) > _LONGEST_TITLE or len(nested) > 1)
    return beside_tables or len(text) > _LONG or (lines > _MANY_LINES and len(text) > 8 * lines)


def is_tabular(rows: Sequence[Row], prose: Sequence[bool]) -> bool:
    """Whether ``rows`` are a table rather than the layout of a page: two rows of cells, or one with a figure."""
    gridded = [row for row, is_prose in zip(rows, prose, strict=True) if not is_prose and len(row.texts) > 1]
    return len(gridded) > 1 or any(
        _FIGURE.fullmatch(text.replace("\n", "")) for row in gridded for text in row.texts[1:]
    )


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
    limits.check_cells(places_of(rows))
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
        cells = tuple(_cells(rows[at:stop], at, number, sound))
        if cells:
            yield at, Grid(cells, "aligned" if sound else "rows")
        at = stop


def places_of(rows: Sequence[Row]) -> int:
    """How many places the cells that reach into other rows cover at most."""
    return sum(
        min(span.colspan, _WIDEST) * _down(span, row, at)
        for at, row in enumerate(rows)
        for span in row.spans.values()
        if span.rowspan != 1
    )


def _is_short(row: Row) -> bool:
    """Whether it does not matter that a row ends early: it is one title, or blank."""
    return len(row.texts) < 2 or not any(row.texts)


def _cells(rows: Sequence[Row], start: int, number: int, sound: bool) -> list[Cell]:
    """The cells of a grid whose first row is the row ``start`` of the table ``number``."""
    cells: list[Cell] = []
    for at, row in enumerate(rows):
        there = start + at + 1
        if not sound:
            cells.extend(
                Cell(text, at, order, place=(number, there, column + 1), header=order in row.heads)
                for order, (text, column) in enumerate(zip(row.texts, row.columns, strict=True))
            )
            continue
        made = [
            make_cell((text, at, column, 1, 1, None, (number, there, column + 1), None, False, None))
            for text, column in zip(row.texts, row.columns, strict=True)
        ]
        for order, span in row.spans.items():
            place = (number, there, span.column + 1)
            down = min(span.down, len(rows) - at)
            made[order] = Cell(span.text, at, span.column, down, span.across, None, place)
        for order in row.heads:
            made[order] = made[order]._replace(header=True)
        cells += made
    return cells


def _width(layout: _Layout, rows: Sequence[Row]) -> int:
    """The width of most rows."""
    ends = Counter(end for row, end in zip(rows, layout.ends, strict=True) if len(row.texts) > 1)
    return max(ends, key=lambda end: (ends[end], end), default=max(layout.ends, default=0))


def _down(span: Span, row: Row, at: int) -> int:
    return min(span.rowspan, row.end - at) if span.rowspan else row.end - at


def _place(rows: Sequence[Row], width: int | None) -> _Layout:
    """Put each cell in the first free column of its row, as HTML has it.

    With the ``width`` of the table, a span ends there at the latest; and where a row would still leave it, a
    label from above that reaches too far down ends before that row, for its own cells are complete.
    """
    layout = _Layout()
    until: list[int] = []
    above: list[Span] = []
    for at, row in enumerate(rows):
        if above:
            above = [one for one in above if one.row + one.down > at]
            if width is not None:
                _end_what_is_too_long(above, row, at, width, until)
        taken = [place for place, last in enumerate(until) if last > at] if above else []
        plain, end = len(row.texts), 0
        if row.spans:
            plain, end = _put_spans(row, at, width, until, above, layout)
            taken = [place for place, last in enumerate(until) if last > at]
        else:
            row.columns = []
        free = _free(taken, end, plain)
        row.columns += free
        layout.covered.append(len(taken) + len(row.columns) - len(row.spans))
        layout.ends.append(1 + max(taken[-1] if taken else -1, row.columns[-1] if row.columns else -1))
    return layout


def _free(taken: Sequence[int], start: int, count: int) -> list[int]:
    """The first ``count`` columns from ``start`` on that are not ``taken``, which is in order."""
    if not taken or taken[-1] < start:
        return list(range(start, start + count))
    return [place for place in range(start, start + count + len(taken)) if place not in taken][:count]


def _put_spans(
    row: Row, at: int, width: int | None, until: list[int], above: list[Span], layout: _Layout
) -> tuple[int, int]:
    """Put the cells of ``row`` up to the last that spans; how many are left, and the column from which on they stand."""
    columns: list[int] = []
    column = done = 0
    for spanned, span in row.spans.items():
        for order in range(done, spanned + 1):
            while column < len(until) and until[column] > at:
                column += 1
            columns.append(column)
            column += order < spanned
        done = spanned + 1
        span.row, span.column = at, column
        span.down = _down(span, row, at)
        span.across = min(span.colspan, _WIDEST if width is None else max(1, width - column))
        end = column + span.across
        until.extend([0] * (end - len(until)))
        for place in range(column, end):
            if until[place] > at:
                layout.clashes.add(at)
            until[place] = max(until[place], at + span.down)
        if span.down > 1:
            above.append(span)
        column = end
    row.columns = columns
    return len(row.texts) - done, column


def _end_what_is_too_long(above: list[Span], row: Row, at: int, width: int, until: list[int]) -> None:
    """End the innermost label that reaches into ``row`` when that makes the row as wide as the table."""
    spanned = sum(min(span.colspan, width) for span in row.spans.values()) + len(row.texts) - len(row.spans)
    excess = sum(one.across for one in above) + spanned - width
    fitting = [one for one in above if one.across == excess]
    if not fitting or any(not one.text or one.text[0].isdecimal() for one in above):
        return
    ended = max(fitting, key=lambda one: one.column)
    ended.down = at - ended.row
    until[ended.column : ended.column + ended.across] = [at] * ended.across
    above.remove(ended)
