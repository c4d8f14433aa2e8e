"""Tables that run over pages, made whole: repeated heads, cells and rows that a page cuts in two."""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs

from govinfo_report.document import Cell, Grid, Position
from govinfo_report.readers.pdf_tables import PageTable

__all__ = ["ENUMERATED", "WholeTable", "looks_like_figure"]

_SAME_WIDTH = 14.0
"""Points by which the parts of one table may differ in width."""
_SAME_COLUMN = 4.5
ENUMERATED = re.compile(
    r"\s*(?:[（(【]?\s*[一二三四五六七八九十\d]{1,3}\s*[）)】、.．,，:：]|第[一二三四五六七八九十\d])"
)
_FIGURE = re.compile(
    r"(?=[\s件个项条元万亿]*[^\s件个项条元万亿])[\s\d０-９,，.．·+＋\-－—–─/／减无件个项条元万亿％%*＊\ufffd]+"
)
_UNITS = frozenset(("件", "个", "项", "条", "元", "万元", "亿元"))
_CUT = "\n…\n"
"""Stands between two figures of which nobody can say whether they are one."""


def looks_like_figure(text: str) -> bool:
    """Whether ``text`` is a figure, with its unit or without, or a mark in place of one; a unit alone is none."""
    return bool(text.strip()) and _FIGURE.fullmatch(text) is not None


@attrs.define(eq=False)
class _Piece:
    """A cell while its table is put together; rows and columns are those of the whole."""

    row: int
    column: int
    below: int
    after: int
    text: str
    full: bool
    page: int

    @property
    def is_figure(self) -> bool:
        return looks_like_figure(self.text)

    @property
    def may_end_figure(self) -> bool:
        return self.is_figure or self.text.strip() in _UNITS

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()


class WholeTable:
    """A table to which the parts on the following pages are added."""

    def __init__(self, part: PageTable) -> None:
        self._xs = list(part.frame.xs)
        self._pieces = _pieces(part, range(len(self._xs)))
        self._rows = len(part.frame.ys) - 1
        self._head = list(self._pieces)
        self.page = part.page

    def add(self, part: PageTable) -> bool:
        """Take the part on the next page; ``False`` when it is another table's."""
        places = self._places(part.frame.xs)
        if places is None:
            return False
        pieces = _pieces(part, places)
        rows = len(part.frame.ys) - 1
        repeated = _repeated(self._head, pieces)
        pieces = [piece for piece in pieces if piece.row >= repeated]
        for piece in pieces:
            piece.row += self._rows - repeated
            piece.below += self._rows - repeated
        border = self._rows
        self._rows += rows - repeated
        self._mend(border, pieces)
        self.page = part.page
        return True

    def grid(self, number: int) -> Grid:
        """The whole as a grid; ``number`` counts the tables of the document from 1."""
        cells = []
        for piece in sorted(self._pieces, key=lambda piece: (piece.row, piece.column)):
            place = Position(page=piece.page, table=number, row=piece.row + 1, column=piece.column + 1)
            height, width = piece.below - piece.row, piece.after - piece.column
            cells.append(Cell(piece.text, piece.row, piece.column, height, width, place=place))
        return Grid(tuple(cells))

    def _places(self, xs: Sequence[float]) -> Sequence[int] | None:
        """Which of the whole's columns each line of ``xs`` begins; columns that it did not have are made."""
        wide, wide_here = self._xs[-1] - self._xs[0], xs[-1] - xs[0]
        if abs(wide - wide_here) > _SAME_WIDTH or abs(self._xs[0] - xs[0]) > _SAME_WIDTH:
            return None
        moved = [self._xs[0] + (x - xs[0]) * wide / wide_here for x in xs]
        if len(xs) == len(self._xs) and all(abs(x - y) <= _SAME_WIDTH for x, y in zip(moved, self._xs, strict=True)):
            return range(len(xs))
        for x in moved:
            if all(abs(x - known) > _SAME_COLUMN for known in self._xs):
                self._insert(x)
        return [min(range(len(self._xs)), key=lambda at: abs(self._xs[at] - x)) for x in moved]

    def _insert(self, x: float) -> None:
        at = sum(known < x for known in self._xs)
        self._xs.insert(at, x)
        for piece in self._pieces:
            piece.column += piece.column >= at
            piece.after += piece.after >= at

    def _mend(self, border: int, pieces: list[_Piece]) -> None:
        """Add ``pieces``, making one of each two that are halves of one cell."""
        above = {(piece.column, piece.after): piece for piece in self._pieces if piece.below == border}
        pairs = [
            (above[piece.column, piece.after], piece)
            for piece in pieces
            if piece.row == border and (piece.column, piece.after) in above
        ]
        joined = pairs if _is_cut_row(pairs, len(above)) else [pair for pair in pairs if _is_cut_label(*pair, pairs)]
        halves = set()
        for upper, lower in joined:
            upper.below = lower.below
            parted = upper.is_figure and lower.is_figure
            texts = [text for text in (upper.text, lower.text) if text.strip()]
            upper.text = (_CUT if parted else "\n").join(texts)
            upper.full = lower.full
            halves.add(id(lower))
        self._pieces.extend(piece for piece in pieces if id(piece) not in halves)


def _pieces(part: PageTable, places: Sequence[int]) -> list[_Piece]:
    return [
        _Piece(
            cell.slot.row,
            places[cell.slot.column],
            cell.slot.below,
            places[cell.slot.after],
            cell.text,
            cell.full,
            part.page,
        )
        for cell in part.cells
    ]


def _repeated(head: Sequence[_Piece], pieces: Sequence[_Piece]) -> int:
    """How many rows at the top of ``pieces`` are the head of the table once more."""

    def rows(cells: Sequence[_Piece], end: int) -> list[tuple[object, ...]] | None:
        chosen = [cell for cell in cells if cell.row < end]
        if any(cell.below > end or cell.is_figure for cell in chosen) or not any(cell.text for cell in chosen):
            return None
        return sorted((c.row, c.column, c.below, c.after, "".join(c.text.split())) for c in chosen)

    most = min(max((piece.below for piece in cells), default=0) for cells in (head, pieces))
    for end in range(most, 0, -1):
        found = rows(head, end)
        if found is not None and found == rows(pieces, end):
            return end
    return 0


def _is_cut_row(pairs: Sequence[tuple[_Piece, _Piece]], cells: int) -> bool:
    """Whether the last row above a page's end and the first below it are halves of one row."""
    if not pairs or len(pairs) < cells or any(not _may_be_one(upper, lower) for upper, lower in pairs):
        return False
    if all(lower.is_blank for _, lower in pairs):
        return True
    labels = [(upper, lower) for upper, lower in pairs if not (upper.is_figure or lower.is_figure)]
    labels = [(upper, lower) for upper, lower in labels if not (upper.is_blank and lower.is_blank)]
    if not labels:  # figures alone: one that fills its cell goes on below
        both = [upper for upper, lower in pairs if not (upper.is_blank or lower.is_blank)]
        return bool(both) and all(upper.full for upper in both)
    if labels[-1][0].is_blank:
        return False
    figures = [lower for upper, lower in pairs if upper.is_figure]
    if any(lower.is_figure for lower in figures):  # no row of its own has blanks where its label only goes on
        broken = any(upper.full and lower.is_figure for upper, lower in pairs if upper.is_figure)
        if broken and any(upper.is_blank and lower.is_figure for upper, lower in pairs):
            return True  # the figures of one line stand in the middle of the row, below the cut
        own = labels[-1:] if broken else labels
        return all(lower.is_blank for _, lower in own) or any(lower.is_blank for lower in figures)
    return True


def _may_be_one(upper: _Piece, lower: _Piece) -> bool:
    if upper.is_blank or lower.is_blank:
        return True
    if upper.is_figure or lower.is_figure:
        return upper.is_figure and lower.may_end_figure
    return _goes_on(upper, lower)


def _goes_on(upper: _Piece, lower: _Piece) -> bool:
    """Whether the text of ``lower`` goes on where that of ``upper`` ended."""
    return upper.full and ENUMERATED.match(lower.text) is None


def _is_cut_label(upper: _Piece, lower: _Piece, pairs: Sequence[tuple[_Piece, _Piece]]) -> bool:
    """Whether a label that spans rows goes on below a page's end, while the rows themselves are whole.

    The last label before the figures names a single row, so it is none of these; heads have no figures beside them.
    """
    if upper.is_figure or lower.is_figure or (upper.is_blank and lower.is_blank):
        return False
    if any(one.is_figure for pair in pairs for one in pair):
        leaf = max(one.column for pair in pairs for one in pair if not one.is_figure and not one.is_blank)
        if upper.column >= leaf:
            return False
    return lower.is_blank or upper.is_blank or _goes_on(upper, lower)
