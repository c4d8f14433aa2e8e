"""What happens to the rows and columns of tables on their way: lost, doubled, swapped, cut apart, run together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from random import Random
from typing import Final

import attrs

from govinfo_report.document import Block, Cell, Document, Grid

__all__ = [
    "TABLE_DAMAGES",
    "body_rows",
    "crossed",
    "figures_of",
    "heads_of",
    "inserted",
    "on_one_grid",
    "sorted_grid",
    "without_row",
]

_PAGES: Final = ("- 4 -", "4", "第 4 页 共 9 页", "—4—", "4/9")


def on_one_grid(document: Document, random: Random, change: Callable[[Grid], Grid | tuple[Grid, ...]]) -> Document:
    """``document`` with one of its tables changed that has rows below its heads, larger ones the likelier."""
    grids = [at for at, block in enumerate(document.blocks) if isinstance(block, Grid) and body_rows(block)]
    sizes = [len(grid.cells) for at in grids if isinstance(grid := document.blocks[at], Grid)]
    chosen = random.choices(grids, sizes)[0]
    grid = document.blocks[chosen]
    assert isinstance(grid, Grid)
    made = change(grid)
    blocks: list[Block] = [*document.blocks]
    blocks[chosen : chosen + 1] = [made] if isinstance(made, Grid) else made
    return attrs.evolve(document, blocks=tuple(blocks))


def figures_of(grid: Grid) -> list[Cell]:
    """The cells of ``grid`` that hold a figure, however dressed."""
    return [cell for cell in grid.cells if cell.value is not None]


def inserted(grid: Grid, at: int, own: Sequence[Cell]) -> Grid:
    """``grid`` with the cells ``own`` as row ``at``; what reaches over them grows, and they stand where it leaves room."""
    moved = [
        cell._replace(row=cell.row + 1) if cell.row >= at
        else cell._replace(rowspan=cell.rowspan + 1) if cell.row + cell.rowspan > at
        else cell
        for cell in grid.cells
    ]  # fmt: skip
    taken = {
        column
        for cell in moved
        if cell.row < at < cell.row + cell.rowspan
        for column in range(cell.column, cell.column + cell.colspan)
    }
    fitting = [cell._replace(row=at) for cell in own if not taken & set(range(cell.column, cell.column + cell.colspan))]
    if not fitting and own:
        first = max(taken) + 1
        fitting = [own[0]._replace(row=at, column=first, colspan=max(1, grid.width - first))]
    return sorted_grid(grid, [*moved, *fitting])


def sorted_grid(grid: Grid, cells: Sequence[Cell]) -> Grid:
    return attrs.evolve(grid, cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))))


def without_row(grid: Grid, at: int) -> Grid:
    kept = [
        cell._replace(row=cell.row - 1) if cell.row > at
        else cell._replace(rowspan=cell.rowspan - 1) if cell.row + cell.rowspan > at
        else cell
        for cell in grid.cells
        if not (cell.row == at and cell.rowspan == 1)
    ]  # fmt: skip
    return sorted_grid(grid, kept)


def body_rows(grid: Grid) -> list[int]:
    """The rows of ``grid`` below its first heads."""
    heads = heads_of(grid)
    return list(range(heads, grid.height))


def heads_of(grid: Grid) -> int:
    rows = [bool(row) and all(cell.header for cell in row) for row in grid.rows()]
    return rows.index(False) if False in rows else len(rows)


def lost_row(document: Document, random: Random) -> Document:
    """A row that is gone."""
    return on_one_grid(document, random, lambda grid: without_row(grid, random.choice(body_rows(grid))))


def doubled_row(document: Document, random: Random) -> Document:
    """A row that stands there twice."""

    def change(grid: Grid) -> Grid:
        at = random.choice(body_rows(grid))
        return inserted(grid, at + 1, [cell for cell in grid.cells if cell.row == at and cell.rowspan == 1])

    return on_one_grid(document, random, change)


def swapped_rows(document: Document, random: Random) -> Document:
    """Two rows under each other that changed places, labels and all."""

    def change(grid: Grid) -> Grid:
        own = [[cell for cell in row if cell.rowspan == 1] for row in grid.rows()]
        places = [[(cell.column, cell.colspan) for cell in row] for row in own]
        pairs = [at for at in body_rows(grid)[:-1] if own[at] and places[at] == places[at + 1]]
        if not pairs:
            return grid
        at = random.choice(pairs)
        swap = {at: at + 1, at + 1: at}
        return sorted_grid(
            grid,
            [
                cell._replace(row=swap[cell.row]) if cell.row in swap and cell.rowspan == 1 else cell
                for cell in grid.cells
            ],
        )

    return on_one_grid(document, random, change)


def repeated_heads(document: Document, random: Random) -> Document:
    """The heads of a table once more further down, as on a new page."""

    def change(grid: Grid) -> Grid:
        heads = heads_of(grid)
        free = [at for at in body_rows(grid)[1:] if not crossed(grid, at)]
        if not free:
            return grid
        at = random.choice(free)
        again = [cell._replace(row=cell.row + at) for cell in grid.cells if cell.row < heads]
        moved = [cell._replace(row=cell.row + heads) if cell.row >= at else cell for cell in grid.cells]
        return sorted_grid(grid, [*moved, *again])

    return on_one_grid(document, random, change)


def crossed(grid: Grid, at: int) -> bool:
    return any(cell.row < at < cell.row + cell.rowspan for cell in grid.cells)


def page_number(document: Document, random: Random) -> Document:
    """The number of a page as a row of a table."""
    text = random.choice(_PAGES)
    return on_one_grid(
        document, random, lambda grid: inserted(grid, random.choice(body_rows(grid)), [Cell(text, 0, 0, 1, grid.width)])
    )


def lost_column(document: Document, random: Random) -> Document:
    """A column of figures that is gone, its head with it."""

    def change(grid: Grid) -> Grid:
        columns = sorted({cell.column for cell in figures_of(grid)})
        return _without_column(grid, random.choice(columns)) if columns else grid

    return on_one_grid(document, random, change)


def _without_column(grid: Grid, at: int) -> Grid:
    kept = [
        cell._replace(column=cell.column - 1) if cell.column > at
        else cell._replace(colspan=cell.colspan - 1) if cell.column + cell.colspan > at
        else cell
        for cell in grid.cells
        if not (cell.column == at and cell.colspan == 1)
    ]  # fmt: skip
    return sorted_grid(grid, kept)


def subtotal_column(document: Document, random: Random) -> Document:
    """A column 小计 that the form lacks."""

    def change(grid: Grid) -> Grid:
        columns = sorted({cell.column for cell in figures_of(grid)})
        if not columns:
            return grid
        at = random.choice(columns) + 1
        return sorted_grid(grid, [*_moved(grid, at), *_subtotals(grid, at)])

    return on_one_grid(document, random, change)


def _moved(grid: Grid, at: int) -> Iterator[Cell]:
    for cell in grid.cells:
        if cell.column >= at:
            yield cell._replace(column=cell.column + 1)
        else:
            yield cell._replace(colspan=cell.colspan + 1) if cell.column + cell.colspan > at else cell


def _subtotals(grid: Grid, at: int) -> Iterator[Cell]:
    covered = {
        row
        for cell in grid.cells
        if cell.column < at < cell.column + cell.colspan
        for row in range(cell.row, cell.row + cell.rowspan)
    }
    head: Cell | None = None
    for row, cells in enumerate(grid.rows()):
        heading = not any(cell.value is not None or not cell.header for cell in cells)
        if row in covered or not heading:
            if head is not None:
                yield head
            head = None
        if row in covered:
            continue
        if not heading:
            yield Cell(str(8000 + row), row, at)
        else:
            head = Cell("小计", row, at, header=True) if head is None else head._replace(rowspan=head.rowspan + 1)
    if head is not None:
        yield head


def cut_in_two(document: Document, random: Random) -> Document:
    """A table cut in two, the heads repeated in the second or not."""

    def change(grid: Grid) -> tuple[Grid, ...]:
        heads = heads_of(grid)
        free = [at for at in body_rows(grid)[1:] if not crossed(grid, at)]
        if not free:
            return (grid,)
        at = random.choice(free)
        again = [cell for cell in grid.cells if cell.row < heads] if random.random() < 0.5 else []
        shift = at - heads if again else at
        first = [cell for cell in grid.cells if cell.row < at]
        second = [*again, *(cell._replace(row=cell.row - shift) for cell in grid.cells if cell.row >= at)]
        return sorted_grid(grid, first), sorted_grid(grid, second)

    return on_one_grid(document, random, change)


def lost_cell(document: Document, random: Random) -> Document:
    """A figure that is gone, its cell with it."""

    def change(grid: Grid) -> Grid:
        figures = figures_of(grid)
        gone = random.choice(figures) if figures else None
        return attrs.evolve(grid, cells=tuple(cell for cell in grid.cells if cell is not gone))

    return on_one_grid(document, random, change)


def broken_figures(document: Document, random: Random) -> Document:
    """Some figures broken over two lines of their cell."""

    def change(grid: Grid) -> Grid:
        figures = [cell for cell in figures_of(grid) if len(cell.text) > 1]
        chosen = random.sample(figures, min(len(figures), random.randint(1, 4)))
        broken: dict[tuple[int, int], str] = {}
        for cell in chosen:
            at = random.randrange(1, len(cell.text))
            broken[cell.row, cell.column] = f"{cell.text[:at]}\n{cell.text[at:]}"
        return attrs.evolve(
            grid, cells=tuple(cell._replace(text=broken.get((cell.row, cell.column), cell.text)) for cell in grid.cells)
        )

    return on_one_grid(document, random, change)


def run_together(document: Document, random: Random) -> Document:
    """The figures of a row in one cell, behind its label or in the first, with spaces between or none."""

    def change(grid: Grid) -> Grid:
        rows = [row for row in grid.rows() if sum(cell.value is not None for cell in row) > 1 and row[0].header]
        if not rows:
            return grid
        row = random.choice(rows)
        figures = [cell for cell in row if not cell.header]
        text = random.choice(("", "", " ", "\n")).join(cell.text for cell in figures if cell.text)
        label = [cell for cell in row if cell.header][-1]
        into, text = (label, label.text + text) if random.random() < 0.5 else (figures[0], text)
        kept = [
            cell._replace(text=text, value=None) if cell is into else cell._replace(text="", value=None)
            for cell in row
            if cell is into or cell in figures
        ]
        lost = random.random() < 0.5  # the other cells are gone
        others = [cell for cell in grid.cells if cell is not into and cell not in figures]
        return sorted_grid(grid, [*others, *(cell for cell in kept if cell.text or not lost)])

    return on_one_grid(document, random, change)


TABLE_DAMAGES: Final[Mapping[str, Callable[[Document, Random], Document]]] = {
    "a row lost": lost_row,
    "a row doubled": doubled_row,
    "rows swapped": swapped_rows,
    "heads repeated": repeated_heads,
    "a page number": page_number,
    "a column lost": lost_column,
    "a subtotal column": subtotal_column,
    "a table cut in two": cut_in_two,
    "a cell lost": lost_cell,
    "figures broken": broken_figures,
    "figures in one cell": run_together,
}
