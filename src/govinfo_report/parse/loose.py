"""Figures without a label between the rows of a grid: parts of one that is broken over lines, which its row then lacks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import attrs

from govinfo_report.compiled import Block
from govinfo_report.document import Cell
from govinfo_report.parse.cells import CellStore, shown
from govinfo_report.parse.columns import Column, overlapping
from govinfo_report.quantity import LONE_UNITS, seen

__all__ = ["LooseFigures", "is_part"]

_Leaf = tuple[Block, int]
_PARTS: Final = "0123456789０１２３４５６７８９.,，．"
"""What figures and their parts consist of."""
_BROKEN: Final = 3
"""Lines with parts of figures, from which on no row beside one is trusted: any of its figures may have lost its end."""


@attrs.define(eq=False)
class _Line:
    """Figures in a line of their own.

    Attributes:
        cells: what stands there.
        figures: each with the place of a column over it.
        rows: of the form, that stand beside it.
        placed: whether the column of each is known; else every one may be.
    """

    cells: list[Cell]
    figures: list[tuple[Cell, int]]
    rows: list[_Leaf]
    placed: bool


@attrs.define(eq=False)
class LooseFigures:
    """Watches the rows of a grid as they come."""

    _last: _Leaf | None = None
    _lines: list[_Line] = attrs.Factory(list)
    _waiting: list[_Line] = attrs.Factory(list)
    _undrawn: list[_Leaf] = attrs.Factory(list)

    def row(self, block: Block, place: int, *, drawn: bool) -> None:
        """A row of the form; ``drawn`` where its figures stand under their heads, else only their order tells."""
        self._last = (block, place)
        if not drawn:
            self._undrawn.append(self._last)
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
        if not printed or not all(is_part(cell.text) for cell in printed):
            return
        whole = len(cells) == len(columns)
        figures: list[tuple[Cell, int]] = []
        for order, cell in enumerate(cells):
            over = overlapping(columns, cell) if drawn else [order] if whole else range(len(columns))
            if cell in printed and cell.text.strip() not in LONE_UNITS:
                figures.extend((cell, place) for at in over if (place := columns[at].place) is not None)
        line = _Line(printed, figures, [self._last] if self._last else [], drawn or whole)
        self._lines.append(line)
        self._waiting.append(line)

    def settle(self, store: CellStore) -> None:
        """Leave the cells that such figures may be of: in the same column, of the rows beside them, and blank.

        A figure between two of them may be one with them, and is left, too.

        Where several lines show that figures are broken, the rows beside each are left, and all of which only the order
        tells.
        """
        lacked: dict[int, list[Cell]] = {}
        beside: dict[int, list[Cell]] = {}
        for line in self._lines:
            for block, row in line.rows:
                for cell, place in line.figures:
                    cells_there = block.cells[row]
                    index = cells_there[place] if place < len(cells_there) else None  # a row of a block with fewer
                    if index is not None and not store.found.get(index):
                        lacked.setdefault(index, []).append(cell)
                    elif index is not None and line.placed and store.values[index] is not None:
                        beside.setdefault(index, []).append(cell)
        for index, cells in lacked.items():
            store.leave(index, " … ".join(map(shown, cells)), cells[0].position)
        for index, cells in beside.items():
            if len(cells) > 1:
                store.withdraw([index], [cells[0], store.printed_at(index, cells[0]), *cells[1:]])
        if sum(bool(line.figures) for line in self._lines) >= _BROKEN:
            doubted = [(leaf, line.cells) for line in self._lines for leaf in line.rows]
            for (block, row), cells in [*doubted, *((leaf, self._lines[0].cells) for leaf in self._undrawn)]:
                read = store.read_of(block.cells[row])
                printed = [store.printed_at(one, cells[0]) for one in read] or cells
                store.withdraw(read, printed)
                for index in block.cells[row]:
                    if index is not None and not store.found.get(index):
                        store.leave(index, " ".join(map(shown, printed)), printed[0].position)


def is_part(text: str) -> bool:
    """Whether ``text`` may be a figure or a part of one."""
    rest = seen(text).strip().strip(_PARTS)
    return not rest or rest in LONE_UNITS
