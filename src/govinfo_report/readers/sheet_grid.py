"""From the cells of a worksheet to blocks: what is empty falls away, what is merged stays merged."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Literal

import attrs

from govinfo_report.document import Block, Cell, Grid, Paragraph, Position
from govinfo_report.limits import Limits
from govinfo_report.officeformat import marked_block
from govinfo_report.readers.sheet_markup import Area

__all__ = ["Filled", "blocks_of"]


@attrs.frozen
class Filled:
    """A cell of a sheet that shows something, the figure where it is one, and what its maker says that it is."""

    text: str
    figure: int | Decimal | None = None
    align: Literal["left", "right"] = "left"
    mark: int | None = None


def blocks_of(
    cells: Mapping[tuple[int, int], Filled], merged: Sequence[Area], table: int, sheet: str, limits: Limits
) -> list[Block]:
    """The blocks of a sheet: paragraphs where no two cells stand beside each other, else one grid.

    Tables beside each other, a blank column between them, are a grid each.

    Rows and columns that show nothing fall away, but for one row of several and one behind the last: a row
    of figures may be blank from end to end.

    Args:
        cells: by row and column, counted from 1.
        merged: the merged areas of the sheet.
        table: the number of the sheet, counted from 1.
        sheet: its name.
    """
    if not cells:
        return []
    last_row = max(row for row, _ in cells)
    last_column = max(column for _, column in cells)
    anchors, covered = _cover(merged, last_row, last_column, limits)
    cells = _gathered(cells, covered)
    beside = _beside(cells, anchors)
    if len(beside) > 1:
        return [
            block
            for first, last in beside
            for block in blocks_of(
                {place: cell for place, cell in cells.items() if first <= place[1] <= last},
                [area for area in anchors.values() if first <= area.column <= last],
                table,
                sheet,
                limits,
            )
        ]
    shown = sorted({row for row, _ in cells})
    if len(shown) == len(cells):
        return [
            _line(line, cell, Position(table=table, row=row, column=column, sheet=sheet))
            for (row, column), cell in sorted(cells.items())
            for line in _lines(cell.text)
        ]
    rows = _kept_rows(shown)
    starts = sorted(
        {column for _, column in cells}
        | {area.column for area in anchors.values()}
        | {area.last_column + 1 for area in anchors.values() if area.last_column < last_column}
    )
    limits.check_columns(len(starts))
    limits.check_cells(len(rows) * len(starts))
    made: list[Cell] = []
    for at, row in enumerate(rows):
        for place, column in enumerate(starts):
            if (row, column) in covered:
                continue
            area = anchors.get((row, column))
            cell = cells.get((row, column), _BLANK)
            rowspan = 1 if area is None else bisect_right(rows, area.last_row) - at
            colspan = 1 if area is None else bisect_right(starts, area.last_column) - place
            position = Position(table=table, row=row, column=column, sheet=sheet)
            made.append(Cell(cell.text, at, place, rowspan, colspan, None, position, cell.figure))
    return [Grid(tuple(made))]


_BLANK = Filled("")
_LEAST_ROWS = 3
_MOST_BESIDE = 8


def _beside(cells: Mapping[tuple[int, int], Filled], anchors: Mapping[tuple[int, int], Area]) -> list[tuple[int, int]]:
    """The first and the last column of each table of a sheet; one pair where they are not beside each other.

    Blank columns part them only where each has rows of its own that go from a text to figures: between labels and
    their figures, or between figures, there may be blank columns too.
    """
    spans = {(column, column) for _, column in cells}
    spans.update((area.column, area.last_column) for area in anchors.values())
    parts: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if parts and first <= parts[-1][1] + 1:
            parts[-1] = (parts[-1][0], max(parts[-1][1], last))
        else:
            parts.append((first, last))
    whole = [(parts[0][0], parts[-1][1])]
    if not 1 < len(parts) <= _MOST_BESIDE:
        return whole
    rows: dict[int, list[tuple[int, bool]]] = {}
    for (row, column), cell in sorted(cells.items()):
        rows.setdefault(row, []).append((column, cell.figure is not None))
    return parts if all(_is_table(rows, *part) for part in parts) else whole


def _is_table(rows: Mapping[int, list[tuple[int, bool]]], first: int, last: int) -> bool:
    """Whether several rows between two columns go from a text to a figure."""
    found = 0
    for row in rows.values():
        inside = [figure for column, figure in row if first <= column <= last]
        found += bool(inside) and not inside[0] and any(inside)
    return found >= _LEAST_ROWS


def _line(text: str, cell: Filled, position: Position) -> Block:
    if cell.mark is None:
        return Paragraph(text, position, cell.align)
    return marked_block(text, cell.mark, cell.align, position)


def _lines(text: str) -> list[str]:
    return [line for part in text.splitlines() if (line := part.strip())]


def _cover(
    merged: Sequence[Area], last_row: int, last_column: int, limits: Limits
) -> tuple[dict[tuple[int, int], Area], dict[tuple[int, int], tuple[int, int]]]:
    """The merged areas within the sheet by their first cell, and the first cell of every other cell in them."""
    anchors: dict[tuple[int, int], Area] = {}
    covered: dict[tuple[int, int], tuple[int, int]] = {}
    for area in merged:
        first = area.row, area.column
        if area.row > last_row or area.column > last_column or first in covered or first in anchors:
            continue
        end = min(area.last_row, last_row)
        width = min(area.last_column, last_column) + 1 - area.column
        limits.check_cells(len(covered) + (end + 1 - area.row) * width)
        anchors[first] = Area(*first, end, area.column + width - 1)
        for row in range(area.row, end + 1):
            for column in range(area.column, area.column + width):
                covered.setdefault((row, column), first)
        del covered[first]
    return anchors, covered


def _gathered(
    cells: Mapping[tuple[int, int], Filled],
    covered: Mapping[tuple[int, int], tuple[int, int]],
) -> dict[tuple[int, int], Filled]:
    """``cells`` with what lies under a merged area added to its first cell, where it must not be lost."""
    made = {place: cell for place, cell in cells.items() if place not in covered}
    for place, cell in cells.items():
        first = covered.get(place)
        if first is not None:
            above = made.get(first)
            made[first] = cell if above is None else Filled(f"{above.text}\n{cell.text}", None, above.align)
    return made


def _kept_rows(shown: Sequence[int]) -> list[int]:
    """The rows that show something, with a blank one between those that do not follow each other and at the end."""
    rows: list[int] = []
    for row in shown:
        if rows and row > rows[-1] + 1:
            rows.append(rows[-1] + 1)
        rows.append(row)
    return [*rows, rows[-1] + 1]
