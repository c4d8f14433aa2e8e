"""Figures that stand before the label of their row, as text taken column by column or bottom up from a page has them.

Then each label is followed by the figures of the row below, and a reader that trusts the order would give every row
its neighbour's.  It shows where figures stand between the heads and the first label and the rows have none to spare.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from govinfo_report.document import Cell

__all__ = ["Ahead"]

_Row = tuple[tuple[int, ...], Sequence[Cell]]


@attrs.define
class _Group:
    """The rows under the same heads, by their cells in the form, and how many figures stood before the first of them."""

    ahead: int = 0
    rows: list[_Row] = attrs.Factory(list)


@attrs.define
class Ahead:
    """Watches the rows of a table as they come, in order."""

    _groups: list[_Group] = attrs.Factory(lambda: [_Group()])

    def heads(self) -> None:
        """Heads of columns, or the line that opens a block."""
        self._groups.append(_Group())

    def loose(self, figures: Sequence[Cell]) -> None:
        """Figures without a label."""
        if not self._groups[-1].rows:
            self._groups[-1].ahead += _count(figures)

    def row(self, cells: tuple[int, ...], figures: Sequence[Cell]) -> None:
        """A row of the form with the figures behind its label."""
        self._groups[-1].rows.append((cells, figures))

    def doubtful(self) -> Iterator[_Row]:
        """The rows whose figures may be their neighbours'."""
        for group in self._groups:
            places = sum(len(cells) for cells, _ in group.rows)
            if group.ahead and group.ahead + sum(_count(figures) for _, figures in group.rows) <= places:
                yield from ((cells, figures) for cells, figures in group.rows if figures)


def _count(figures: Sequence[Cell]) -> int:
    """How many figures there are in the first view of them."""
    return len(figures[0].text.split()) if figures else 0
