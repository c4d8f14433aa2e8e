"""Which remarks speak of which cells, where each is told, and in which words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from govinfo_report.document import Document, Grid, Remark
from govinfo_report.messages import message

__all__ = ["Footnotes", "anchors", "numbers", "told", "with_signs"]


def told(remark: Remark, language: str) -> str:
    """The sentence of a remark behind the word for how grave it is."""
    if remark.severity == "error":
        return message("错误：{what}", what=remark.text).text(language)
    if remark.severity == "warning":
        return message("注意：{what}", what=remark.text).text(language)
    return message("提示：{what}", what=remark.text).text(language)


def anchors(document: Document) -> list[str | None]:
    """Of each remark the last of its names that ``document`` has: of a cell, or of a grid; ``None`` where it has none."""
    grids = [block for block in document.blocks if isinstance(block, Grid)] if document.remarks else []
    known = {grid.name for grid in grids}.union(cell.name for grid in grids for cell in grid.cells)
    return [next((name for name in reversed(remark.cells) if name in known), None) for remark in document.remarks]


def numbers(document: Document) -> Mapping[str | None, Sequence[int]]:
    """By the name of a cell the numbers, from 1, of the remarks that speak of it."""
    found: dict[str | None, list[int]] = {}
    for number, remark in enumerate(document.remarks, 1):
        for name in dict.fromkeys(remark.cells):
            found.setdefault(name, []).append(number)
    return found


def with_signs(grid: Grid, marks: Mapping[str | None, Sequence[int]]) -> Grid:
    """``grid`` with the numbers of remarks behind its figures, which no reader takes for part of them."""
    if not marks:
        return grid
    return attrs.evolve(
        grid,
        cells=tuple(
            cell._replace(text=f"{cell.text}[{','.join(map(str, marks[cell.name]))}]") if cell.name in marks else cell
            for cell in grid.cells
        ),
    )


class Footnotes:
    """The remarks of a document with their numbers, each told once."""

    def __init__(self, document: Document) -> None:
        self._left = list(enumerate(document.remarks, 1))

    def below(self, grid: Grid) -> list[tuple[int, Remark]]:
        """Those that speak of ``grid`` or of a cell of it, in order."""
        if not self._left:
            return []
        names = {grid.name, *(cell.name for cell in grid.cells)}
        mine = [one for one in self._left if not names.isdisjoint(one[1].cells)]
        self._left = [one for one in self._left if one not in mine]
        return mine

    def rest(self) -> list[tuple[int, Remark]]:
        """Those that no table took."""
        left, self._left = self._left, []
        return left
