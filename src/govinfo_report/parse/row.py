"""The rows of tables, as found among the lines and tables of a document."""

from __future__ import annotations

from typing import TypeAlias

import attrs

from govinfo_report.document import Cell, Heading, Paragraph, Structure

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


@attrs.frozen(eq=False)
class TableRows:
    """Rows of one table of the form, as found at one place."""

    table: str
    rows: tuple[Row, ...]


Flow: TypeAlias = Heading | Paragraph | TableRows
"""What is left of a document when its tables are recognised."""
