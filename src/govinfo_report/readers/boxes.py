"""Tables drawn with box characters, back into grids with their spans."""

from __future__ import annotations

import re
from collections.abc import Sequence

from govinfo_report.document import Cell, Grid
from govinfo_report.textformat import BARS, width

__all__ = ["read_box"]

_SPLIT = re.compile(f"[{BARS}]")
_RULE = re.compile(r"─+")


def read_box(lines: Sequence[str], first_line: int) -> Grid:
    """The grid that ``lines`` draw; ``first_line`` is the number of the first, counted from 1.

    The lines of a cell stay lines, for two figures in one cell are not one figure.  Where the bars of the lines do not stand under each other (another program has moved them), each line
    is a row of cells and the spans are lost.
    """
    pieces = [_pieces(line) for line in lines]
    edges = sorted(
        {start - 1 for line in pieces for start, _, text in line if _RULE.fullmatch(text)}
        | {end for line in pieces for _, end, text in line if _RULE.fullmatch(text)}
    )
    if not edges:
        return _rows_only(pieces, first_line)
    column_of = {edge: at for at, edge in enumerate(edges)}
    cells: list[_Open] = []
    active: dict[int, _Open] = {}
    row = -1 if pieces and _has_rule(pieces[0]) else 0
    for offset, line in enumerate(pieces):
        if _has_rule(line):
            row += 1
        if not line or line[0][0] - 1 != edges[0] or line[-1][1] != edges[-1]:
            return _rows_only(pieces, first_line)  # a line that was broken or joined
        for start, end, text in line:
            left, right = column_of.get(start - 1), column_of.get(end)
            if left is None or right is None:
                return _rows_only(pieces, first_line)
            if _RULE.fullmatch(text):
                for at in range(left, right):
                    _close(active, at, row)
                continue
            cell = active.get(left)
            if cell is None:
                cell = _Open(left, right, row, first_line + offset)
                cells.append(cell)
                active.update(dict.fromkeys(range(left, right), cell))
            elif cell.right != right or cell.left != left:
                return _rows_only(pieces, first_line)
            if text.strip():
                cell.texts.append(text.strip())
    last = row if pieces and _has_rule(pieces[-1]) else row + 1
    for cell in cells:
        cell.end = cell.end if cell.end is not None else last
    made = [
        Cell(
            "\n".join(cell.texts),
            cell.row,
            cell.left,
            cell.end - cell.row,
            cell.right - cell.left,
            cell.line,
        )
        for cell in cells
        if cell.end is not None and cell.end > cell.row
    ]
    return Grid(tuple(sorted(made, key=lambda cell: (cell.row, cell.column))))


def _has_rule(line: Sequence[tuple[int, int, str]]) -> bool:
    return any(_RULE.fullmatch(text) for _, _, text in line)


class _Open:
    """A cell while its lines are gathered."""

    __slots__ = ("end", "left", "line", "right", "row", "texts")

    def __init__(self, left: int, right: int, row: int, line: int) -> None:
        self.left, self.right, self.row, self.line = left, right, row, line
        self.end: int | None = None
        self.texts: list[str] = []


def _close(active: dict[int, _Open], at: int, row: int) -> None:
    cell = active.pop(at, None)
    if cell is not None:
        cell.end = row


def _pieces(line: str) -> list[tuple[int, int, str]]:
    """What stands between the bars of ``line``: where it starts and ends, in columns, and its text."""
    found: list[tuple[int, int, str]] = []
    parts = _SPLIT.split(line)
    at = width(parts[0]) + 1
    for part in parts[1:-1]:
        end = at + width(part)
        found.append((at, end, part))
        at = end + 1
    return found


def _rows_only(pieces: Sequence[Sequence[tuple[int, int, str]]], first_line: int) -> Grid:
    cells: list[Cell] = []
    row = 0
    for offset, line in enumerate(pieces):
        texts = [text.strip() for _, _, text in line if not _RULE.fullmatch(text)]
        if texts:
            cells.extend(Cell(text, row, column, line=first_line + offset) for column, text in enumerate(texts))
            row += 1
    return Grid(tuple(cells), structure="rows")
