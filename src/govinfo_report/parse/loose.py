"""Figures without a label between the rows of a grid: parts of one that is broken over lines, which its row then lacks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import attrs

from govinfo_report.compiled import Block
from govinfo_report.document import Cell
from govinfo_report.parse.cells import CellStore, shown
from govinfo_report.parse.columns import Column, overlapping

__all__ = ["LooseFigures"]

_Leaf = tuple[Block, int]
_PARTS: Final = "0123456789０１２３４５６７８９.,，．"
"""What figures and their parts consist of."""


@attrs.define(eq=False)
class _Line:
    """Figures in a line of their own, each with the places of the columns over it, and the rows of the form beside them."""

    figures: list[tuple[Cell, int]]
    rows: list[_Leaf]


@attrs.define(eq=False)
class LooseFigures:
    """Watches the rows of a grid as they come."""

    _last: _Leaf | None = None
    _lines: list[_Line] = attrs.Factory(list)
    _waiting: list[_Line] = attrs.Factory(list)

    def row(self, block: Block, place: int) -> None:
        """A row of the form."""
        self._last = (block, place)
        for line in self._waiting:
            line.rows.append(self._last)
        self._waiting.clear()

    def heads(self) -> None:
        """Heads of columns: what comes is under others."""
        self._last = None
        self._waiting.clear()

    def line(self, cells: Sequence[Cell], columns: Sequence[Column], *, drawn: bool) -> None:
        """A line without a label; ``drawn`` where it stands under ``columns``, else its order tells, if all its cells are there."""
        printed = [cell for cell in cells if cell.text.strip()]
        if any(cell.text.strip().strip(_PARTS) for cell in printed):
            return
        whole = len(cells) == len(columns)
        figures: list[tuple[Cell, int]] = []
        for order, cell in enumerate(cells):
            over = overlapping(columns, cell) if drawn else [order] if whole else range(len(columns))
            if cell in printed:
                figures.extend((cell, place) for at in over if (place := columns[at].place) is not None)
        line = _Line(figures, [self._last] if self._last else [])
        self._lines.append(line)
        self._waiting.append(line)

    def settle(self, store: CellStore) -> None:
        """Leave the cells that such figures may be of: in the same column, of the rows beside them, and blank."""
        lacked: dict[int, list[Cell]] = {}
        for line in self._lines:
            for block, row in line.rows:
                for cell, place in line.figures:
                    index = block.cells[row][place]
                    if index is not None and not store.found.get(index):
                        lacked.setdefault(index, []).append(cell)
        for index, cells in lacked.items():
            store.leave(index, " … ".join(map(shown, cells)), cells[0].position)
