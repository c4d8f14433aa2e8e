"""What is found in several reports, as a table in notebooks and terminals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import attrs

from govinfo_report.messages import Message
from govinfo_report.views import table_html, table_rich

if TYPE_CHECKING:
    from rich.console import RenderableType

__all__ = ["Grid", "Tabled"]

_ABREAST: Final = 6
"""Columns behind the first that a terminal shows abreast."""

_UNFOLDED: Final = 60
"""Rows that a notebook shows unfolded; a year of a table of the form has fewer totals."""


@attrs.frozen
class Grid:
    """A title, heads, and rows of as many texts."""

    title: Message
    heads: tuple[Message | str, ...]
    rows: Sequence[Sequence[str]]


class Tabled:
    """What shows itself as a table; a class says which by :meth:`_grid`."""

    __slots__ = ()

    def _grid(self) -> Grid:
        raise NotImplementedError

    def _repr_html_(self) -> str:
        grid = self._grid()
        return table_html(grid.title, grid.heads, grid.rows, _UNFOLDED)

    def __rich__(self) -> RenderableType:
        """A table; of more columns than a terminal has room for, several below each other, each with the first column."""
        from rich.console import Group

        grid = self._grid()
        tables = []
        for start in range(1, max(2, len(grid.heads)), _ABREAST):
            own = slice(start, start + _ABREAST)
            rows = [(row[0], *row[own]) for row in grid.rows]
            tables.append(table_rich(grid.title, (grid.heads[0], *grid.heads[own]), rows))
        return tables[0] if len(tables) == 1 else Group(*tables)
