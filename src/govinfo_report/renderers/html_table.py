"""Grids as tables of HTML: spans as in the form, every figure under its heads for those who cannot see the table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Final, TypeAlias

from govinfo_report.document import Cell, Grid, Remark, Severity
from govinfo_report.renderers.html_text import attribute, escape
from govinfo_report.renderers.marks import told

__all__ = ["draw_table"]

_GRAVITY: Final[tuple[Severity, ...]] = ("error", "warning", "hint")
_Place: TypeAlias = "tuple[int, int, int, int, str | None]"
"""Row, column, rowspan, colspan and name of a figure."""


def draw_table(
    grid: Grid,
    number: int,
    marks: Mapping[str | None, Sequence[int]],
    remarks: Sequence[Remark],
    language: str,
    prefix: str,
) -> str:
    """``grid``, the table ``number`` of its document, in a box of its own.

    ``marks`` gives for the name of a cell the numbers of ``remarks`` that speak of it.  Tables of one form differ
    in their figures alone, so what is around these is kept and filled in.
    """
    heads: list[Cell] = []
    figures: list[Cell] = []
    for cell in grid.cells:
        (heads if cell.header else figures).append(cell)
    places = tuple([(cell.row, cell.column, cell.rowspan, cell.colspan, cell.name) for cell in figures])
    template = _template(tuple(heads), places, number, grid.caption or "", language, prefix)
    if not marks:
        return template % tuple([f">{escape(cell.text)}" for cell in figures])
    filled = [
        _marked(cell, marks[cell.name], remarks, language, prefix) if cell.name in marks else f">{escape(cell.text)}"
        for cell in figures
    ]
    return template % tuple(filled)


def _marked(cell: Cell, numbers: Sequence[int], remarks: Sequence[Remark], language: str, prefix: str) -> str:
    """The rest of a cell that remarks speak of: their marks are drawn by the style sheet, so they are no part of the figure."""
    mine = [remarks[number - 1] for number in numbers]
    gravest = min((one.severity for one in mine), key=_GRAVITY.index)
    described = " ".join(f"{prefix}remark-{number}" for number in numbers)
    title = "&#10;".join(
        f"[{number}] {attribute(told(one, language))}" for number, one in zip(numbers, mine, strict=True)
    )
    signs = ",".join(map(str, numbers))
    link = f'<a href="#{prefix}remark-{numbers[0]}" data-signs="{signs}">{escape(cell.text)}</a>'
    return f' class="{gravest}" aria-describedby="{described}" title="{title}">{link}'


@lru_cache(maxsize=128)
def _template(
    heads: tuple[Cell, ...], places: tuple[_Place, ...], number: int, caption: str, language: str, prefix: str
) -> str:
    """The table with a place for the rest of each figure's cell, from within its opening tag on."""
    figures = [Cell("", row, column, rows, columns, name=name) for row, column, rows, columns, name in places]
    grid = Grid((*heads, *figures))
    runs = [
        (is_head, list(rows))
        for is_head, rows in groupby(grid.rows(), key=lambda row: all(cell.header for cell in row))
    ]
    several = sum(is_head for is_head, _ in runs) > 1
    drawing = _Drawing(grid.width, prefix, number, named=several)
    said = escape(caption).replace("%", "%%")
    parts = [
        f'<div class="table" role="region" aria-labelledby="{prefix}table-{number}" tabindex="0">\n'
        f'<table lang="{language}">\n<caption id="{prefix}table-{number}">{said}</caption>\n'
    ]
    for at, (is_head, rows) in enumerate(runs):
        opening = "<thead>\n" if is_head and not several else "<tbody>\n" if is_head or at == 0 or not several else ""
        parts.append(opening)
        parts.extend(drawing.row(row, is_head=is_head) for row in rows)
        followed = several and is_head and at + 1 < len(runs)
        parts.append("" if followed else "</thead>\n" if is_head and not several else "</tbody>\n")
    parts.append("</table>\n</div>\n")
    return "".join(parts)


class _Drawing:
    """The rows of one table; with ``named`` heads bear names and figures say which are theirs.

    Where heads come again further down, a browser would take the upper ones for those of the lower rows, too.
    """

    def __init__(self, width: int, prefix: str, number: int, *, named: bool) -> None:
        self.width, self.prefix, self.number, self.named = width, prefix, number, named
        self.heads: list[tuple[str, Cell]] = []
        self.sides: list[tuple[str, Cell]] = []
        self.below = 0
        self.count = 0

    def row(self, cells: Sequence[Cell], *, is_head: bool) -> str:
        """One row, every figure's cell left open within its tag."""
        if is_head and self.below != (cells[0].row if cells else 0):
            self.heads = []
        if is_head and cells:
            self.below = cells[0].row + 1
        made = "".join(self._cell(cell, is_head=is_head) for cell in cells)
        return f"<tr>{made}</tr>\n"

    def _cell(self, cell: Cell, *, is_head: bool) -> str:
        span = f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
        span += f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
        if not cell.header:
            name = f' id="{attribute(self.prefix + cell.name)}"' if cell.name is not None else ""
            over = f' headers="{" ".join(self._over(cell))}"' if self.named else ""
            return f"<td{span}{name}{over}".replace("%", "%%") + "%s</td>"
        name = ""
        if self.named:
            self.count += 1
            mine = f"{self.prefix}table-{self.number}-head-{self.count}"
            (self.heads if is_head else self.sides).append((mine, cell))
            name = f' id="{mine}"'
        whole = is_head and cell.colspan == self.width
        scope = "rowgroup" if whole and self.named else "colgroup" if whole else "col" if is_head else "row"
        return f'<th{span}{name} scope="{scope}">{escape(cell.text).replace("%", "%%")}</th>'

    def _over(self, cell: Cell) -> Iterator[str]:
        """The names of the heads of a figure: those over it, then those at its side."""
        for name, head in self.heads:
            if head.column < cell.column + cell.colspan and cell.column < head.column + head.colspan:
                yield name
        for name, side in self.sides:
            if side.row < cell.row + cell.rowspan and cell.row < side.row + side.rowspan:
                yield name
