"""Tables of the library's own Markdown: which cells a label covers, as far as its blanks tell."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from govinfo_report.document import Cell, Grid
from govinfo_report.markdownformat import is_own_divider, label_columns
from govinfo_report.readers.separated import split_pipes

__all__ = ["find_own", "own_grid"]

_BOLD = re.compile(r"\*\*(.+)\*\*", re.DOTALL)


def find_own(lines: Sequence[str]) -> dict[int, int]:
    """The first line of each table that the library wrote, and the line behind it."""
    found: dict[int, int] = {}
    for at, line in enumerate(lines):
        if is_own_divider(line) and at and lines[at - 1][:1] == "|":
            end = at + 1
            while end < len(lines) and lines[end][:1] == "|":
                end += 1
            width = len(split_pipes([line], escapes=True)[0])
            if all(len(row) == width for row in split_pipes(lines[at - 1 : end], escapes=True)):
                found[at - 1] = end
    return found


def own_grid(lines: Sequence[str], first: int, plain: Callable[[str], str]) -> Grid:
    """The table in ``lines``, the first of which is line ``first`` of its source; ``plain`` undoes the escapes."""
    labels = label_columns(lines[1])
    rows = split_pipes([lines[0], *lines[2:]], escapes=True)
    cells: list[_Spanning] = []
    above: list[_Spanning] = []
    for row, texts in enumerate(rows):
        line = first + row + bool(row)
        shown = [text for text in texts if text]
        is_head = row == 0 or (bool(shown) and all(map(_BOLD.fullmatch, shown)))
        if is_head:
            above = _head([_BOLD.sub(r"\1", text) for text in texts], row, line, above)
            cells.extend(one for one in above if one not in cells)
        else:
            above = []
            cells.extend(_figures(texts, row, line, labels))
    return Grid(tuple(one.cell(plain) for one in cells))


class _Spanning:
    """A cell whose reach is being found out."""

    def __init__(self, text: str, row: int, column: int, line: int, *, header: bool) -> None:
        self.text, self.row, self.column, self.line, self.header = text, row, column, line, header
        self.down = self.across = 1

    def cell(self, plain: Callable[[str], str]) -> Cell:
        return Cell(plain(self.text), self.row, self.column, self.down, self.across, line=self.line, header=self.header)


def _head(texts: Sequence[str], row: int, line: int, above: Sequence[_Spanning]) -> list[_Spanning]:
    """The head of each column in this row; a blank belongs to the head over it, or else to that at its left."""
    owners: list[_Spanning] = []
    for column, text in enumerate(texts):
        over = above[column] if above else None
        left = owners[-1] if owners else None
        if text:
            owners.append(_Spanning(text, row, column, line, header=True))
        elif over is not None and not any(texts[over.column : over.column + over.across]):
            over.down = row - over.row + 1
            owners.append(over)
        elif left is not None and left.row == row and (over is None or over is above[column - 1]):
            left.across = column - left.column + 1
            owners.append(left)
        else:
            owners.append(_Spanning("", row, column, line, header=True))
    return owners


def _figures(texts: Sequence[str], row: int, line: int, labels: int) -> list[_Spanning]:
    cells: list[_Spanning] = []
    for column, text in enumerate(texts):
        if column < labels and not text and cells:
            cells[-1].across += 1
        else:
            cells.append(_Spanning(text, row, column, line, header=column < labels))
    return cells
