"""What else happens to the columns of real tables: heads repeated, columns in another order, apart, or more of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random
from typing import Final

from govinfo_report.document import Cell, Document, Grid
from tests.tabledamages import figures_of, heads_of, on_one_grid, sorted_grid

__all__ = ["COLUMN_DAMAGES"]


def heads_repeated_across(document: Document, random: Random) -> Document:
    """The head of several columns is repeated over each."""

    def change(grid: Grid) -> Grid:
        heads = heads_of(grid)
        cells: list[Cell] = []
        for cell in grid.cells:
            if cell.row >= heads or cell.colspan == 1 or cell.colspan == grid.width:
                cells.append(cell)
            else:
                cells.extend(
                    cell._replace(column=at, colspan=1) for at in range(cell.column, cell.column + cell.colspan)
                )
        return sorted_grid(grid, cells)

    return on_one_grid(document, random, change)


def total_first(document: Document, random: Random) -> Document:
    """The last column, with its head, before the other columns of figures."""

    def change(grid: Grid) -> Grid:
        columns = sorted({cell.column for cell in figures_of(grid)})
        over = [cell for cell in grid.cells if cell.colspan > 1 and cell.column + cell.colspan == grid.width]
        grouped = any(cell.column > columns[0] for cell in over) if columns else True
        if len(columns) < 3 or grouped or not _movable(grid, columns[-1]):
            return grid
        places = {columns[-1]: columns[0], **{at: at + 1 for at in columns[:-1]}}
        return sorted_grid(
            grid,
            [
                cell if cell.column + cell.colspan == grid.width and cell.colspan > 1
                else cell._replace(column=places.get(cell.column, cell.column))
                for cell in grid.cells
            ],
        )  # fmt: skip

    return on_one_grid(document, random, change)


def columns_swapped(document: Document, random: Random) -> Document:
    """Two neighbouring columns changed places, heads and all."""

    def change(grid: Grid) -> Grid:
        columns = sorted({cell.column for cell in figures_of(grid)})
        pairs = [at for at in columns[:-1] if _movable(grid, at) and _movable(grid, at + 1) and _abreast(grid, at)]
        if not pairs:
            return grid
        at = random.choice(pairs)
        swap = {at: at + 1, at + 1: at}
        return sorted_grid(
            grid,
            [
                cell._replace(column=swap[cell.column]) if cell.column in swap and cell.colspan == 1 else cell
                for cell in grid.cells
            ],
        )

    return on_one_grid(document, random, change)


def _movable(grid: Grid, column: int) -> bool:
    """Whether the leaf heads of ``column`` are its own."""
    own = [cell for cell in grid.cells if cell.column == column and cell.colspan == 1]
    return any(cell.header for cell in own)


def _abreast(grid: Grid, column: int) -> bool:
    """Whether every cell of ``column`` has one of its size beside it, or stands over both."""
    left, right = (
        {(cell.row, cell.rowspan) for cell in grid.cells if cell.column == at and cell.colspan == 1}
        for at in (column, column + 1)
    )
    return left == right


def split_by_columns(document: Document, random: Random) -> Document:
    """A table too wide for its page, as two: the labels again, with the rest of the columns."""

    def change(grid: Grid) -> Grid | tuple[Grid, ...]:
        columns = sorted({cell.column for cell in figures_of(grid)})
        cuts = [
            at
            for at in columns[1:]
            if not any(
                cell.column < at < cell.column + cell.colspan and not _whole(cell, grid, columns[0])
                for cell in grid.cells
            )
        ]
        if not cuts:
            return grid
        at = random.choice(cuts)
        first = columns[0]
        labels = [cell for cell in grid.cells if cell.column + cell.colspan <= first]
        left = [_cut(cell, 0, at) for cell in grid.cells if cell.column < at]
        right = [_cut(cell, at, grid.width, first) for cell in grid.cells if cell.column + cell.colspan > at]
        return sorted_grid(grid, left), sorted_grid(grid, [*labels, *right])

    return on_one_grid(document, random, change)


def _whole(cell: Cell, grid: Grid, first: int) -> bool:
    """Whether a head stands over all columns of figures, so that it stands over both halves of a table cut in two."""
    return cell.header and cell.column <= first and cell.column + cell.colspan == grid.width


def _cut(cell: Cell, start: int, end: int, onto: int | None = None) -> Cell:
    first = max(cell.column, start)
    wide = min(cell.column + cell.colspan, end) - first
    if onto is None:
        return cell._replace(colspan=wide)
    if cell.column == 0 and cell.colspan == end:
        return cell._replace(colspan=onto + end - start)
    return cell._replace(column=first - start + onto, colspan=wide)


def remarks_column(document: Document, random: Random) -> Document:
    """A column of remarks at the right, of last year's figures, or of shares."""
    head, texts = random.choice(
        (
            ("备注", ("", "", "", "同上", "较上年增加3件", "无")),
            ("上年数", ("8001", "8002", "", "8003")),
            ("占比", ("12.5%", "3%", "0.00%")),
            ("说明", ("",)),
        )
    )

    def change(grid: Grid) -> Grid:
        heads = heads_of(grid)
        at = grid.width
        own = [Cell(head, 0, at, max(1, heads), 1, header=True)]
        own += [Cell(random.choice(texts), row, at) for row in range(max(1, heads), grid.height)]
        return sorted_grid(grid, [*grid.cells, *own])

    return on_one_grid(document, random, change)


COLUMN_DAMAGES: Final[Mapping[str, Callable[[Document, Random], Document]]] = {
    "heads repeated across": heads_repeated_across,
    "the total first": total_first,
    "columns swapped": columns_swapped,
    "a table split by columns": split_by_columns,
    "a column of remarks": remarks_column,
}
