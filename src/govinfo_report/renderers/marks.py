"""Which remarks speak of which cells, and below which table each is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from govinfo_report.document import Document, Grid, Remark

__all__ = ["Footnotes", "numbers"]


def numbers(document: Document) -> Mapping[str | None, Sequence[int]]:
    """By the name of a cell the numbers, from 1, of the remarks that speak of it."""
    found: dict[str | None, list[int]] = {}
    for number, remark in enumerate(document.remarks, 1):
        for name in dict.fromkeys(remark.cells):
            found.setdefault(name, []).append(number)
    return found


class Footnotes:
    """The remarks of a document with their numbers, each told once."""

    def __init__(self, document: Document) -> None:
        self._left = list(enumerate(document.remarks, 1))

    def below(self, grid: Grid) -> list[tuple[int, Remark]]:
        """Those that speak of a cell of ``grid``, in order."""
        if not self._left:
            return []
        names = {cell.name for cell in grid.cells}
        mine = [one for one in self._left if not names.isdisjoint(one[1].cells)]
        self._left = [one for one in self._left if one not in mine]
        return mine

    def rest(self) -> list[tuple[int, Remark]]:
        """Those that no table took."""
        left, self._left = self._left, []
        return left
