"""Tables drawn with box characters, back into grids with their spans."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import TypeAlias

from govinfo_report.document import Cell, Grid
from govinfo_report.textformat import BARS, width

__all__ = ["in_light", "read_box"]

_SPLIT = re.compile(f"[{BARS}]")

_FRAME = 3
"""The rules of a table that has none between its rows: above, under the heads and below."""
_MOST_LINES = 8
"""Of a row of cells; a table of more lines with no rules but these has a row on each."""


def _as_light() -> dict[int, str]:
    """Of each heavy, double or rounded box character the light one that has its arms."""
    known: dict[frozenset[str], str] = {}
    others: dict[int, frozenset[str]] = {}
    for code in range(0x2500, 0x2580):
        words = set(unicodedata.name(chr(code)).split()[2:])
        if "HORIZONTAL" in words:
            words |= {"LEFT", "RIGHT"}
        if "VERTICAL" in words:
            words |= {"UP", "DOWN"}
        arms = frozenset(words & {"UP", "DOWN", "LEFT", "RIGHT"})
        if chr(code) in BARS + "─":
            known[arms] = chr(code)
        else:
            others[code] = arms
    return {code: known[arms] for code, arms in others.items() if arms in known}


_LIGHT = _as_light()
_OTHER = re.compile(f"[{''.join(map(chr, _LIGHT))}]")


def in_light(lines: Sequence[str]) -> list[str]:
    """``lines`` with those of drawn tables in light box characters."""
    return [
        line.translate(_LIGHT) if _OTHER.match(line.lstrip()) and _OTHER.search(line.rstrip()[-1:]) else line
        for line in lines
    ]


_Line: TypeAlias = list[tuple[int, int, str, bool]]


def read_box(lines: Sequence[str], first_line: int) -> Grid:
    """The grid that ``lines`` draw; ``first_line`` is the number of the first, counted from 1.

    The lines of a cell stay lines, for two figures in one cell are not one figure.  Where the bars of the lines do not stand under each other (another program has moved them), each line
    is a row of cells and the spans are lost.
    """
    known: dict[str, _Line] = {}  # most lines of rules are the same
    pieces: list[_Line] = []
    for drawn in lines:
        if drawn not in known:
            known[drawn] = _pieces(drawn)
        pieces.append(known[drawn])
    edges = sorted(
        {edge for line in known.values() for start, end, _, rule in line if rule for edge in (start - 1, end)}
    )
    ruled = sum(map(_has_rule, pieces))
    if not edges or (ruled <= _FRAME and len(pieces) - ruled > _MOST_LINES):
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
        for start, end, text, rule in line:
            left, right = column_of.get(start - 1), column_of.get(end)
            if left is None or right is None:
                return _rows_only(pieces, first_line)
            if rule:
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
            if text:
                cell.texts.append(text)
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


def _has_rule(line: _Line) -> bool:
    return any(rule for _, _, _, rule in line)


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


def _pieces(line: str) -> _Line:
    """What stands between the bars of ``line``: where it starts and ends, in columns, its text, whether it is a rule."""
    found: _Line = []
    parts = _SPLIT.split(line)
    at = width(parts[0]) + 1
    for part in parts[1:-1]:
        end = at + width(part)
        found.append((at, end, part.strip(), bool(part) and not part.strip("─")))
        at = end + 1
    return found


def _rows_only(pieces: Sequence[_Line], first_line: int) -> Grid:
    cells: list[Cell] = []
    row = 0
    for offset, line in enumerate(pieces):
        texts = [text for _, _, text, rule in line if not rule]
        if texts:
            cells.extend(Cell(text, row, column, line=first_line + offset) for column, text in enumerate(texts))
            row += 1
    return Grid(tuple(cells), structure="rows")
