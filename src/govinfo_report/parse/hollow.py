"""Columns of a grid that show nothing: spacers between the columns of a page, or what is left of cells that were merged."""

from __future__ import annotations

from itertools import accumulate

import attrs

from govinfo_report.document import Grid

__all__ = ["without_hollow_columns"]


def without_hollow_columns(grid: Grid) -> Grid:
    """``grid`` without the columns in which no cell with text stands that does not stand in another column as well.

    Only where every cell with text keeps a column of its own; a head over a blank column keeps it.
    """
    width = grid.width
    own = [False] * width
    for cell in grid.cells:
        if cell.text.strip() and cell.colspan == 1:
            own[cell.column] = True
    if all(own):
        return grid
    wide = [cell for cell in grid.cells if cell.text.strip() and cell.colspan > 1]
    for cell in sorted(wide, key=lambda cell: cell.colspan):
        if not any(own[cell.column : cell.column + cell.colspan]):
            own[cell.column] = True
    before = [0, *accumulate(own)]
    cells = []
    for cell in grid.cells:
        start, end = before[cell.column], before[cell.column + cell.colspan]
        if end > start:
            cells.append(cell._replace(column=start, colspan=end - start))
    return attrs.evolve(grid, cells=tuple(cells))
