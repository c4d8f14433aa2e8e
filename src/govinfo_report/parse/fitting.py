"""Which figure of a row stands in which column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

import attrs

from govinfo_report.document import Cell
from govinfo_report.parse.columns import Column, overlapping, stands_over
from govinfo_report.quantity import is_value

__all__ = ["Fit", "Placed", "by_order", "by_overlap", "by_rank", "may_begin_later", "rejoined", "without_blanks_around"]

_LINED = 3
"""So many figures do not stand under their heads by chance."""

Placed: TypeAlias = list[Cell | None]
"""The cell of each column."""


@attrs.frozen(eq=False)
class Fit:
    """How the figures of a row fit columns whose order is all that is known.

    Attributes:
        bare: as they stand, where a label with a span left nothing behind; ``None`` where they do not fit so.
        spanned: likewise where it left a blank cell for every further place that it covers.
    """

    bare: Placed | None
    spanned: Placed | None

    @property
    def doubtful(self) -> bool:
        """Whether both ways fit, and differ."""
        return self.bare is not None and self.spanned is not None and _texts(self.bare) != _texts(self.spanned)


def _texts(placed: Sequence[Cell | None]) -> list[str]:
    return [cell.text.strip() if cell is not None else "" for cell in placed]


def by_order(columns: Sequence[Column], figures: Sequence[Cell], spare: int) -> Fit:
    """The ways in which ``figures`` fit ``columns``; the label before them covers ``spare`` further places."""
    first = figures[0].text.strip() if figures else ""
    if first and not is_value(first) and not any(map(str.isdigit, first)):
        return Fit(None, None)  # what the label goes on with rather than a figure
    if len(figures) != len(columns) and not all(is_value(cell.text) for cell in figures):
        return Fit(None, None)
    if len(figures) == len(columns) and all(column.place is not None for column in columns):
        hollow = spare > 0 and not any(cell.text.strip() for cell in figures[:spare])
        return Fit(list(figures), _cut_short(figures, spare) if hollow else None)
    if any(column.place is None for column in columns):
        return _with_unknown(len(columns), figures, spare)
    widths = [column.end - column.start for column in columns]
    if len(figures) == sum(widths):
        repeated = _unrepeated(figures, widths)
        if repeated is not None:
            return Fit(repeated, None)
    return Fit(_window(figures, 0, len(columns)), _window(figures, spare, len(columns)) if spare else None)


def _with_unknown(size: int, figures: Sequence[Cell], spare: int) -> Fit:
    """Where a head is none of the form's it may head no column: only rows that leave no doubt about their length fit."""
    hollow = spare > 0 and not any(cell.text.strip() for cell in figures[:spare])
    if len(figures) == size and not hollow:
        return Fit(list(figures), None)
    if not hollow or len(figures) != size + spare:
        return Fit(None, None)
    return Fit(_window(figures, 0, size), list(figures[spare:]))


def _unrepeated(figures: Sequence[Cell], widths: Sequence[int]) -> Placed | None:
    """One cell for each column, where a cell is repeated in every place that it covers."""
    placed: Placed = []
    at = 0
    for wide in widths:
        if len({cell.text.strip() for cell in figures[at : at + wide]}) != 1:
            return None
        placed.append(figures[at])
        at += wide
    return placed


def _cut_short(figures: Sequence[Cell], spare: int) -> Placed:
    """The reading of a row whose last cells were blank and are gone, as editors strip the ends of lines."""
    return [*figures[spare:], *([None] * spare)]


def _window(figures: Sequence[Cell], start: int, size: int) -> Placed | None:
    """``size`` figures from ``start`` on, where all around them is blank."""
    inside = figures[start : start + size]
    outside = (*figures[:start], *figures[start + size :])
    return None if len(inside) < size or any(cell.text.strip() for cell in outside) else list(inside)


def by_overlap(columns: Sequence[Column], figures: Sequence[Cell]) -> Placed | None:
    """The cell under each column's head; ``None`` in place of all where one stands under none, or two under one.

    A row that begins behind the first column or ends before the last has lost a cell, and others have moved.
    """
    if len(figures) == len(columns) and all(map(stands_over, columns, figures)):
        return list(figures)
    placed: list[Cell | None] = [None] * len(columns)
    for cell in figures:
        over = overlapping(columns, cell)
        if not cell.text.strip():
            for at in over:
                placed[at] = placed[at] or cell
        elif len(over) != 1 or not _may_stand(placed[over[0]], cell, columns[over[0]]):
            return None
        else:
            placed[over[0]] = cell
    return placed if placed and None not in (placed[0], placed[-1]) else None


def by_rank(columns: Sequence[Column], figures: Sequence[Cell]) -> Placed | None:
    """As :func:`by_overlap` where one head has slipped off its figures: every column of the form is there, each once.

    There are as many places of figures as heads, all but one stand under theirs, and that one stands under none.
    """
    if len(figures) != len(columns) or [column.place for column in columns] != list(range(len(columns))):
        return None
    over = [overlapping(columns, cell) for cell in figures]
    lined = [at for at, found in enumerate(over) if found == [at]]
    slipped = [at for at, found in enumerate(over) if not found]
    return list(figures) if len(slipped) == 1 and len(lined) == len(columns) - 1 >= _LINED else None


def _may_stand(there: Cell | None, cell: Cell, column: Column) -> bool:
    """Whether ``cell`` may be the one of ``column``: nothing is there yet, or the same, where everything is repeated."""
    return there is None or (column.filled and there.text.strip() == cell.text.strip())


def without_blanks_around(figures: Sequence[Cell], size: int) -> list[Cell]:
    """``figures`` without the blanks around them that spans have left, where only one run of ``size`` holds all else."""
    windows = [window for at in range(len(figures) - size + 1) if (window := _window(figures, at, size)) is not None]
    apart = {tuple(_texts(window)) for window in windows}
    return [cell for cell in windows[0] if cell is not None] if len(apart) == 1 else list(figures)


def may_begin_later(figures: Sequence[Cell], size: int) -> bool:
    """Whether the blanks of a row that has more cells than columns may stand before its figures as well as behind."""
    texts = [cell.text.strip() for cell in figures]
    shown = [at for at, text in enumerate(texts) if text]
    return bool(shown) and shown[0] > 0 and shown[-1] - shown[0] < size


def rejoined(figures: Sequence[Cell], *, amounts: bool) -> list[Cell]:
    """``figures`` with numbers made whole that are broken where none can end: behind or before a comma.

    Likewise at a point where some are ``amounts``; counts have none, so that a point behind one is a slip of the pen.
    """
    made: list[Cell] = []
    for cell in figures:
        last = made[-1].text.strip() if made else ""
        text = cell.text.strip()
        both = f"{last}\0{text}"
        if _THOUSANDS.search(both) or (amounts and _DECIMALS.search(both)):
            made[-1] = made[-1]._replace(text=f"{last}\n{text}")
        else:
            made.append(cell)
    return made


_THOUSANDS = re.compile(r"\d(?:[,，]\0|\0[,，])\d{3}(?!\d)")
_DECIMALS = re.compile(r"\d(?:[.．]\0|\0[.．])\d")
