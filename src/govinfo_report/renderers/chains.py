"""The labels that a figure of a grid stands under, told from the cells that head it."""

from __future__ import annotations

from collections.abc import Iterator

from govinfo_report.document import Cell, Grid

__all__ = ["chains"]


def chains(grid: Grid) -> Iterator[tuple[Cell, tuple[str, ...]]]:
    """Each figure of ``grid`` with its labels: the title of its block, those of its row, those of its column.

    A head over all columns says nothing of one, and is left out where others stand under it.
    """
    depth = min((cell.column for cell in grid.cells if not cell.header), default=0)
    figures = {row for cell in grid.cells if not cell.header for row in range(cell.row, cell.row + cell.rowspan)}
    titles: list[str] = []
    heads: list[Cell] = []
    beside: list[Cell] = []
    behind_figures = False
    for index, row in enumerate(grid.rows()):
        if index not in figures:
            if behind_figures:
                titles, heads, behind_figures = [], [], False
            for cell in row:
                if cell.colspan == grid.width:
                    titles.append(cell.text)
                elif cell.column >= depth:
                    heads.append(cell)
            continue
        behind_figures = True
        beside = [cell for cell in beside if cell.row + cell.rowspan > index]
        beside += [cell for cell in row if cell.header]
        for cell in row:
            if not cell.header:
                own = sorted((label for label in beside if label.column < cell.column), key=lambda label: label.column)
                yield cell, (*titles, *(label.text for label in own), *_over(cell, heads, grid.width - depth))


def _over(cell: Cell, heads: list[Cell], width: int) -> list[str]:
    """The heads over ``cell``, the outermost first."""
    above = [head for head in heads if head.column <= cell.column < head.column + head.colspan]
    inner = [head for head in above if head.colspan < width]
    return [head.text for head in inner or above[-1:]]
