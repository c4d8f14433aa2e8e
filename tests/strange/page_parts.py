"""Pages of plain parts."""

from __future__ import annotations

from collections.abc import Callable

from tests.strange.figures import Figures, Value
from tests.strange.tables import Cell, tables
from tests.strange.writing import Strange, cell_html, page, report_html, table_html

__all__ = ["one_page", "three_parts"]


def one_page(
    name: str, figures: Figures, parts: list[str], *, least: int = 200, truth: dict[str, Value] | None = None
) -> Strange:
    return Strange(name, page(report_html(figures, parts), figures), truth or figures.truth(), "html", least)


def three_parts(figures: Figures, cell: Callable[[Cell], str] = cell_html) -> list[str]:
    """The three tables, each cell by ``cell``."""
    return [table_html(table, cell) for table in tables(figures)]
