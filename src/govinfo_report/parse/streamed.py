"""Rows of which only the order of their figures is known, once all of a table are there: which of them to doubt."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import attrs

from govinfo_report.compiled import Block
from govinfo_report.document import Cell
from govinfo_report.parse.cells import CellStore

__all__ = ["Streamed", "withdraw_uncertain"]


@attrs.frozen(eq=False)
class Streamed:
    """A row of which only the order of its figures is known.

    Attributes:
        block: of the form, in which it stands.
        place: of the row in the block.
        figures: its cells.
        columns: how many the heads over it show.
        trailed: a line of digits follows that may be the rest of one of its figures.
    """

    block: Block
    place: int
    figures: list[Cell]
    columns: int
    trailed: bool = False


def withdraw_uncertain(rows: Sequence[Streamed], store: CellStore) -> None:
    """Leave rows of which only the order is known and that may be others' figures in part.

    Where blanks leave no trace, a row with as many figures as columns may lack one, and have the rest of a
    broken one, one of a column unheard of, or those of a row that lost its label.
    """
    for row in rows:
        own = [index for index in row.block.cells[row.place] if index is not None]
        read = store.read_of(own)
        if row.trailed and read and not ((sums := _sums(own, store)) and all(sums)):
            store.withdraw(read, row.figures)
    if not rows or any(not cell.text.strip() for row in rows for cell in row.figures):
        return
    over = [len(row.figures) - row.columns for row in rows]
    surplus, short = max(over) > 0, min(over) < 0
    every = [(block.title, place, cells) for block in store.form.blocks for place, cells in enumerate(block.cells)]
    behind = {(title, place): cells for (title, place, _), (_, _, cells) in pairwise(every)}
    for row in rows:
        here = row.block.cells[row.place]
        following = behind.get((row.block.title, row.place), here)
        own = [index for index in here if index is not None]
        read = store.read_of(own)
        lacking = not any(index in store.found for index in following)
        sums = _sums(own, store)
        doubt = surplus if not sums else (surplus or short) and not all(sums)
        if read and (lacking or doubt) and not (sums and all(sums)):
            store.withdraw(read, row.figures)


def _sums(indices: Sequence[int], store: CellStore) -> list[bool]:
    """Whether the sums hold that lie within a row, of which there may be none."""
    own = set(indices)
    return [store.holds(one) for one in store.form.identities if {*one.left, *one.right} <= own]
