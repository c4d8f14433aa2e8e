"""What else happens to the rows and columns of real tables: labels repeated, columns in another order, cells merged."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from random import Random
from typing import Final

import attrs

from govinfo_report.document import Block, Cell, Document, Grid, Heading, Paragraph
from tests.furthercolumns import COLUMN_DAMAGES
from tests.tabledamages import body_rows, crossed, heads_of, inserted, on_one_grid, sorted_grid, without_row

__all__ = ["SHAPE_DAMAGES"]

_Figures = dict[int, int]


def groups_repeated(document: Document, random: Random) -> Document:
    """The label of a group is repeated in each of its rows, all of them or those of one table."""

    def change(grid: Grid) -> Grid:
        heads = heads_of(grid)
        return sorted_grid(grid, [one for cell in grid.cells for one in _by_rows(cell, cell.row >= heads)])

    return on_one_grid(document, random, change)


def _by_rows(cell: Cell, split: bool) -> Iterator[Cell]:
    if not split or not cell.header:
        yield cell
        return
    for row in range(cell.row, cell.row + cell.rowspan):
        yield cell._replace(row=row, rowspan=1)


def rows_shuffled(document: Document, random: Random) -> Document:
    """The rows of a group in another order, labels and all."""

    def change(grid: Grid) -> Grid:
        groups: dict[tuple[object, ...], list[int]] = {}
        for at in body_rows(grid):
            own = [cell for cell in grid.cells if cell.row == at]
            if not own or not any(not cell.header for cell in own) or any(cell.rowspan > 1 for cell in own):
                continue
            above = tuple(cell for cell in grid.cells if cell.row < at < cell.row + cell.rowspan)
            block = max((cell.row for cell in grid.cells if cell.row < at and cell.colspan == grid.width), default=0)
            groups.setdefault((above, block, tuple((cell.column, cell.colspan) for cell in own)), []).append(at)
        several = [rows for rows in groups.values() if len(rows) > 1]
        if not several:
            return grid
        rows = random.choice(several)
        onto = dict(zip(rows, random.sample(rows, len(rows)), strict=True))
        return sorted_grid(grid, [cell._replace(row=onto.get(cell.row, cell.row)) for cell in grid.cells])

    return on_one_grid(document, random, change)


def rows_left_out(document: Document, random: Random) -> Document:
    """Several rows are gone."""

    def change(grid: Grid) -> Grid:
        for _ in range(random.randint(2, 6)):
            rows = body_rows(grid)
            if len(rows) < 3:
                break
            grid = without_row(grid, random.choice(rows))
        return grid

    return on_one_grid(document, random, change)


def running_head(document: Document, random: Random) -> Document:
    """What stands at the head or foot of each page, between two rows of a table; it may cut the table in two."""
    lines = _of_a_page(document, random)

    def change(grid: Grid) -> Grid:
        at = random.choice(body_rows(grid))
        for text in lines:
            grid = inserted(grid, at, [Cell(text, 0, 0, 1, grid.width)])
        return grid

    return on_one_grid(document, random, change)


def cut_by_running_head(document: Document, random: Random) -> Document:
    """A table cut in two, what stands at the head and foot of a page between, its heads repeated or not."""
    lines = _of_a_page(document, random)
    made: list[Block] = []
    chosen = random.choice([at for at, block in enumerate(document.blocks) if isinstance(block, Grid) and _free(block)])
    for number, block in enumerate(document.blocks):
        if number != chosen or not isinstance(block, Grid):
            made.append(block)
            continue
        heads = heads_of(block)
        at = random.choice(_free(block))
        again = [cell for cell in block.cells if cell.row < heads] if random.random() < 0.5 else []
        shift = at - heads if again else at
        made.append(sorted_grid(block, [cell for cell in block.cells if cell.row < at]))
        made.extend(map(Paragraph, lines))
        made.append(
            sorted_grid(
                block, [*again, *(cell._replace(row=cell.row - shift) for cell in block.cells if cell.row >= at)]
            )
        )
    return attrs.evolve(document, blocks=tuple(made))


def _free(grid: Grid) -> list[int]:
    return [at for at in body_rows(grid)[1:] if not crossed(grid, at)]


def _of_a_page(document: Document, random: Random) -> list[str]:
    title = next((one.text for one in document.blocks if isinstance(one, Heading) and not one.level), "年度报告")
    number = random.choice(("- 4 -", "4", "第4页", "4 / 9", "Page 4", "—４—"))
    return random.choice(([title], [title, number], [number, title], [f"{title} {number}"], ["（续）"], ["续表"]))


def caption_row(document: Document, random: Random) -> Document:
    """A row above the heads of a table, or below its last row, for its name, its unit or a note."""
    above = (
        "单位：件",
        "表1",
        "附件2：政府信息公开情况统计表",
        "（2022年度）",
        "统计期限：2022年1月1日至2022年12月31日",
    )
    below = (
        "注：1.本表不含涉密信息；2.共计12件。",
        "填报人：王某　联系电话：0513-81234567",
        "备注",
        "2023年1月12日",
        "合计数由系统生成",
    )

    def change(grid: Grid) -> Grid:
        if random.random() < 0.5:
            return inserted(grid, 0, [Cell(random.choice(above), 0, 0, 1, grid.width)])
        text = random.choice(below)
        return sorted_grid(grid, [*grid.cells, Cell(text, grid.height, 0, 1, grid.width)])

    return on_one_grid(document, random, change)


def blanks_merged(document: Document, random: Random) -> Document:
    """Neighbouring blanks of a row are one cell."""

    def change(grid: Grid) -> Grid:
        cells: list[Cell] = []
        for cell in grid.cells:
            last = cells[-1] if cells else None
            if last is not None and _both_blank(last, cell):
                cells[-1] = last._replace(colspan=last.colspan + cell.colspan)
            else:
                cells.append(cell)
        return sorted_grid(grid, cells)

    return on_one_grid(document, random, change)


def _both_blank(one: Cell, other: Cell) -> bool:
    beside = one.row == other.row and one.column + one.colspan == other.column and one.rowspan == other.rowspan == 1
    return beside and not one.text and not other.text and not one.header and not other.header


def heads_lost(document: Document, random: Random) -> Document:
    """The heads of a table are gone, or one row of them."""

    def change(grid: Grid) -> Grid:
        for _ in range(random.choice((1, heads_of(grid)))):
            if heads_of(grid):
                grid = without_row(grid, random.randrange(heads_of(grid)))
        return grid

    return on_one_grid(document, random, change)


def two_rows_in_one(document: Document, random: Random) -> Document:
    """Two rows drawn as one, the cells of each column below each other in one."""

    def change(grid: Grid) -> Grid:
        own = {at: [cell for cell in grid.cells if cell.row == at] for at in body_rows(grid)}
        pairs = [at for at in own if at + 1 in own and _alike(own[at], own[at + 1])]
        if not pairs:
            return grid
        at = random.choice(pairs)
        below = {cell.column: cell for cell in own[at + 1]}
        made = [
            cell._replace(
                text=f"{cell.text}\n{below[cell.column].text}" if cell.text or below[cell.column].text else "",
                value=None,
            )
            if cell.row == at and cell.rowspan == 1
            else cell
            for cell in grid.cells
        ]
        return without_row(sorted_grid(grid, made), at + 1)

    return on_one_grid(document, random, change)


def _alike(one: Sequence[Cell], other: Sequence[Cell]) -> bool:
    below = [(cell.column, cell.colspan) for cell in other]
    above = [(cell.column, cell.colspan) for cell in one if cell.rowspan == 1]
    return above == below and any(cell.value is not None for cell in one) and all(cell.rowspan == 1 for cell in other)


def two_cells_in_one(document: Document, random: Random) -> Document:
    """Two neighbouring figures of a row in one cell, the other blank or gone."""
    between = random.choice((" ", "\n", "/", "", "　", "、"))
    gone = random.random() < 0.5

    def change(grid: Grid) -> Grid:
        pairs = [
            (one, other)
            for row in grid.rows()
            for one, other in pairwise(row)
            if one.value is not None and other.value is not None
        ]
        if not pairs:
            return grid
        one, other = random.choice(pairs)
        both = f"{one.text}{between}{other.text}"
        if gone:
            joined = [one._replace(text=both, value=None, colspan=one.colspan + other.colspan)]
        elif random.random() < 0.5:
            joined = [one._replace(text=both, value=None), other._replace(text="", value=None)]
        else:
            joined = [one._replace(text="", value=None), other._replace(text=both, value=None)]
        return sorted_grid(grid, [*(cell for cell in grid.cells if cell not in (one, other)), *joined])

    return on_one_grid(document, random, change)


def table_doubled(document: Document, random: Random) -> Document:
    """A table printed twice."""
    return on_one_grid(document, random, lambda grid: (grid, grid))


def tables_swapped(document: Document, random: Random) -> Document:  # noqa: ARG001 - as the others
    """The tables of the third and the fourth section changed places, headings and all."""
    starts = [at for at, one in enumerate(document.blocks) if isinstance(one, Heading) and one.level == 1]
    if len(starts) < 5:
        return document
    third, fourth, fifth = starts[2:5]
    blocks = document.blocks
    return attrs.evolve(
        document, blocks=(*blocks[:third], *blocks[fourth:fifth], *blocks[third:fourth], *blocks[fifth:])
    )


def ordinals_apart(document: Document, random: Random) -> Document:
    """The ordinal of a label in a line of its own within its cell, or behind a space."""
    between = random.choice(("\n", " ", "　"))

    def change(grid: Grid) -> Grid:
        def apart(cell: Cell) -> Cell:
            text = cell.text
            at = 2 if text[1:2] in ".、" else 3 if text[:1] == "（" and text[2:3] == "）" else 0
            return cell._replace(text=text[:at] + between + text[at:]) if at and cell.header else cell

        return attrs.evolve(grid, cells=tuple(map(apart, grid.cells)))

    return on_one_grid(document, random, change)


SHAPE_DAMAGES: Final[Mapping[str, Callable[[Document, Random], Document]]] = {
    **COLUMN_DAMAGES,
    "groups repeated": groups_repeated,
    "rows shuffled": rows_shuffled,
    "rows left out": rows_left_out,
    "a running head": running_head,
    "a table cut by a running head": cut_by_running_head,
    "a caption in the table": caption_row,
    "blanks merged": blanks_merged,
    "heads lost": heads_lost,
    "two rows in one": two_rows_in_one,
    "two cells in one": two_cells_in_one,
    "a table doubled": table_doubled,
    "tables swapped": tables_swapped,
    "ordinals apart": ordinals_apart,
}
