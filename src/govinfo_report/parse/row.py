"""The rows of tables, as found among the lines and tables of a document."""

from __future__ import annotations

from typing import TypeAlias

import attrs

from govinfo_report.content import TableValues
from govinfo_report.document import Cell, Heading, Paragraph, Structure
from govinfo_report.parse.shapes import Shape

__all__ = ["Flow", "Row", "TableRows"]


@attrs.frozen(eq=False)
class Row:
    """Cells in order; ``grid`` tells rows of one grid from those of another."""

    cells: tuple[Cell, ...]
    structure: Structure
    grid: int
    covering: tuple[Cell, ...] = ()
    """The cells that began further up and reach into this row."""
    doubtful: bool = False
    """Its figures may be parts of figures."""
    trailed: bool = False
    """A line of digits alone follows at once, which may be the rest of a figure."""


@attrs.frozen(eq=False)
class TableRows:
    """Rows of one table of the form, as found at one place."""

    table: str
    rows: tuple[Row, ...]
    shape: Shape | None = None
    """Of the grid that these are the rows of, where nothing else stands in it."""
    values: TableValues | None = None
    """What is read from it, where it is known already and has no ``rows``."""


Flow: TypeAlias = Heading | Paragraph | TableRows
"""What is left of a document when its tables are recognised."""
