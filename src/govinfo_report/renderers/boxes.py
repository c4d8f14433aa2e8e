"""Grids drawn with box characters, columns aligned for East Asian width."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from govinfo_report.document import Cell, Grid
from govinfo_report.errors import RenderError, shown
from govinfo_report.messages import message
from govinfo_report.renderers.widths import column_widths, solid_stretches, words_of
from govinfo_report.textformat import BARS, width

__all__ = ["draw_box"]

_JUNCTIONS: Final = dict(zip([3, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15], "─┘└┴┐┌┬│┤├┼", strict=True))
"""By the lines that meet: left 1, right 2, up 4, down 8."""

_HYPHENATED: Final = 5
"""The columns from which on a word that is broken has a hyphen."""

_DRAWING: Final = frozenset(BARS + "─")


def draw_box(grid: Grid, room: int, *, words: bool = False) -> list[str]:
    """The lines of ``grid``, at most ``room`` columns wide where its labels can be broken to fit.

    With ``words`` they are broken between words, as languages with spaces want it; joined again without spaces,
    they would not be the same.

    Tables of one form differ in their figures alone, so what is drawn around these is kept and filled in.

    Raises:
        RenderError: a cell whose text holds box characters or control characters.
    """
    heads: list[Cell] = []
    figures: list[Cell] = []
    for cell in grid.cells:
        (heads if cell.header else figures).append(cell)
    texts = [cell.text for cell in figures]
    _check("".join(texts))
    spans: dict[tuple[int, int], int] = {}
    for cell, text in zip(figures, texts, strict=True):
        place = (cell.column, cell.colspan)
        size = len(text) if text.isascii() else width(text)
        if size > spans.get(place, 0):
            spans[place] = size
    places = tuple((cell.row, cell.column, cell.rowspan, cell.colspan) for cell in figures)
    template, order = _template(tuple(heads), places, tuple(sorted(spans.items())), room, words)
    filled = [
        text.rjust(size) if (text := texts[index]).isascii() else " " * (size - width(text)) + text
        for index, size in order
    ]
    return (template % tuple(filled)).split("\n")


@lru_cache(maxsize=256)
def _template(
    heads: tuple[Cell, ...],
    places: tuple[tuple[int, int, int, int], ...],
    spans: tuple[tuple[tuple[int, int], int], ...],
    room: int,
    words: bool,
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The drawing with a place for each figure, and which figure goes there, how wide, in the order of the places."""
    for cell in heads:
        _check(cell.text)
    sizes = dict(spans)
    figures = [
        Cell("0" * sizes.get((column, colspan), 0), row, column, rowspan, colspan)
        for row, column, rowspan, colspan in places
    ]
    drawing = _Drawing(Grid((*heads, *figures)), room, len(heads), words=words)
    return "\n".join(drawing.lines()), tuple(drawing.order)


class _Drawing:
    """One grid while it is drawn."""

    def __init__(self, grid: Grid, room: int, first_figure: int, *, words: bool) -> None:
        self.first_figure = first_figure
        self.order: list[tuple[int, int]] = []
        """The figures as they are drawn, and how wide."""
        self.cells = grid.cells
        self.columns, self.rows = grid.width, grid.height
        self.owner = [[-1] * self.columns for _ in range(self.rows)]
        figures = set[int]()
        for index, cell in enumerate(self.cells):
            for row in range(cell.row, cell.row + cell.rowspan):
                self.owner[row][cell.column : cell.column + cell.colspan] = [index] * cell.colspan
            if not cell.header:
                figures.update(range(cell.row, cell.row + cell.rowspan))
        self.figures = figures
        self.widths = column_widths(grid, room, words=words)
        self.rooms = [
            sum(self.widths[cell.column : cell.column + cell.colspan]) + 3 * (cell.colspan - 1) for cell in self.cells
        ]
        wrap = _wrap_words if words else _wrap
        self.texts = [wrap(cell.text, place) for cell, place in zip(self.cells, self.rooms, strict=True)]
        self.drawn = [0] * len(self.cells)

    def lines(self) -> list[str]:
        """All lines, from the upper border to the lower."""
        heights = self._heights()
        lines: list[str] = []
        for row in range(self.rows):
            lines.append(self._border(row))
            lines.extend(self._content(row) for _ in range(heights[row]))
        lines.append(self._border(self.rows))
        return lines

    def _heights(self) -> list[int]:
        heights = [1] * self.rows
        for cell, text in zip(self.cells, self.texts, strict=True):
            if cell.rowspan == 1:
                heights[cell.row] = max(heights[cell.row], len(text))
        for cell, text in zip(self.cells, self.texts, strict=True):
            if cell.rowspan > 1:
                held = sum(heights[cell.row : cell.row + cell.rowspan]) + cell.rowspan - 1
                heights[cell.row + cell.rowspan - 1] += max(0, len(text) - held)
        return heights

    def _next_line(self, index: int) -> str:
        """The next line of a cell: figures at the right, row labels at the left, other heads in the middle."""
        cell, text, at = self.cells[index], self.texts[index], self.drawn[index]
        self.drawn[index] = at + 1
        shown = text[at] if at < len(text) else ""
        spare = self.rooms[index] - width(shown)
        if not cell.header:
            if at:
                return " " * (self.rooms[index] + 2)
            self.order.append((index - self.first_figure, self.rooms[index]))
            return " %s "
        shown = shown.replace("%", "%%")
        if cell.row in self.figures:
            return f" {shown}{' ' * spare} "
        return f" {' ' * (spare // 2)}{shown}{' ' * (spare - spare // 2)} "

    def _content(self, row: int) -> str:
        parts = [""]
        at = 0
        while at < self.columns:
            index = self.owner[row][at]
            parts.append(self._next_line(index))
            at += self.cells[index].colspan
        parts.append("")
        return "│".join(parts)

    def _border(self, row: int) -> str:
        above = self.owner[row - 1] if row else None
        below = self.owner[row] if row < self.rows else None
        parts: list[str] = []
        at, solid_before = 0, False
        while True:
            edge = at in (0, self.columns)
            solid = at < self.columns and not (above is not None and below is not None and above[at] == below[at])
            up = above is not None and (edge or above[at - 1] != above[at])
            down = below is not None and (edge or below[at - 1] != below[at])
            parts.append(_JUNCTIONS[solid_before + 2 * solid + 4 * up + 8 * down])
            if at == self.columns:
                return "".join(parts)
            if solid or below is None:
                parts.append("─" * (self.widths[at] + 2))
                at += 1
            else:
                parts.append(self._next_line(below[at]))
                at += self.cells[below[at]].colspan
            solid_before = solid


def _check(text: str) -> None:
    if not text.isprintable() or not _DRAWING.isdisjoint(text):
        raise RenderError(message("单元格中有制表符号或控制字符，纯文本无法表示：{text}", text=shown(text)))


@lru_cache(maxsize=4096)
def _wrap(text: str, room: int) -> Sequence[str]:
    """``text`` in lines of at most ``room`` columns; joined again, they are ``text``."""
    if width(text) <= room:
        return (text,)
    lines: list[str] = []
    line, taken = "", 0
    for stretch in solid_stretches(text):
        size = width(stretch)
        if line and taken + size > room:
            lines.append(line)
            line, taken = "", 0
        line += stretch
        taken += size
    return (*lines, line)


@lru_cache(maxsize=4096)
def _wrap_words(text: str, room: int) -> Sequence[str]:
    """``text`` in lines of at most ``room`` columns, broken between words; a word that is wider is broken with a hyphen."""
    if width(text) <= room:
        return (text,)
    lines: list[str] = []
    line = ""
    for word in words_of(text):
        if line and width(line) + width(word) > room:
            lines.append(line)
            line = ""
        line += word if line else word.lstrip()
        if width(line) > room > 1:
            hyphen = "-" if room >= _HYPHENATED else ""
            most = room - len(hyphen)
            size = -(-len(line) // -(-len(line) // most))
            parts = [line[at : at + size] for at in range(0, len(line), size)]
            lines.extend(part + hyphen for part in parts[:-1])
            line = parts[-1]
    return (*lines, line)
