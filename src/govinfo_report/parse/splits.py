"""The ways in which digits that ran together can be cut into the figures of a row.

A figure has no leading zero, so most digits leave little choice; the equations that hold within the row leave
less.  Nothing here looks beyond one row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

import attrs

from govinfo_report.quantity import MAX_COUNT, Figure, Kind, read_figure

__all__ = ["Budget", "Equation", "Piece", "TooManyError", "pieces"]

_LONGEST: Final = 26
"""Characters of the longest figure: 15 digits, a point, 8 digits, a unit; or a count with its separators."""


class TooManyError(Exception):
    """More readings than may be looked at."""


@attrs.define
class Budget:
    """How many steps may still be taken."""

    left: int

    def spend(self, steps: int = 1) -> None:
        """Take ``steps`` away; ``TooManyError`` when none are left."""
        self.left -= steps
        if self.left < 0:
            raise TooManyError


class Piece(NamedTuple):
    """One way to read neighbouring cells: the figures from ``start`` to ``end`` in a text."""

    start: int
    end: int
    values: tuple[Figure, ...]


@attrs.frozen
class Equation:
    """The cells times their coefficients add up to zero; a coefficient for each cell."""

    coefficients: tuple[int, ...]


@lru_cache(maxsize=4096)
def _forward(text: str, start: int, kind: Kind) -> tuple[tuple[int, Figure], ...]:
    """The figures that begin at ``start``: where each ends, and its value; ``None`` for the mark of a blank."""
    return tuple(_figures(text, ((start, end) for end in range(start + 1, min(start + _LONGEST, len(text)) + 1)), kind))


@lru_cache(maxsize=4096)
def _backward(text: str, end: int, kind: Kind) -> tuple[tuple[int, Figure], ...]:
    """The figures that end at ``end``: where each begins, and its value."""
    spans = ((start, end) for start in range(end - 1, max(end - _LONGEST, 0) - 1, -1))
    return tuple((end - (stop - start), value) for start, stop, value in _spanned(text, spans, kind))


def _figures(text: str, spans: Iterator[tuple[int, int]], kind: Kind) -> Iterator[tuple[int, Figure]]:
    return ((stop, value) for _, stop, value in _spanned(text, spans, kind))


def _spanned(text: str, spans: Iterator[tuple[int, int]], kind: Kind) -> Iterator[tuple[int, int, Figure]]:
    for start, end in spans:
        part = text[start:end]
        if kind != "amount" and part.isascii() and part.isdecimal():
            if (part[0] != "0" or end == start + 1) and (len(part) < 16 or int(part) <= MAX_COUNT):
                yield start, end, int(part)
        else:
            printed = read_figure(part, kind)
            if printed.status not in ("unreadable", "blank"):
                yield start, end, printed.value


@attrs.frozen
class _Plan:
    """An equation seen from each depth of the search."""

    coefficients: tuple[int, ...]
    signs: tuple[int | None, ...]
    """Of the cells still open: 1 or -1 where all have that sign and are counts, 0 where none is left, else ``None``."""
    whole: tuple[bool, ...]
    """Every open cell is a count with coefficient 1."""


def pieces(
    text: str,
    kinds: Sequence[Kind],
    equations: Sequence[Equation],
    before: int,
    after: int,
    starts: Sequence[int],
    budget: Budget,
) -> list[Piece]:
    """Every way to read neighbouring cells of ``kinds`` in ``text`` for which ``equations`` hold.

    Args:
        before: how many cells stand before them in ``text``.
        after: how many stand behind them; where none do, they are read from the end, which brings the total first.
        starts: where they may begin.

    Raises:
        TooManyError: ``budget`` does not suffice.
    """
    count = len(kinds)
    backward = after == 0
    order = range(count - 1, -1, -1) if backward else range(count)
    plans = [_plan(equation, kinds, order) for equation in equations]
    plain = text.isascii() and text.isdecimal()
    allowed = frozenset(starts)
    single = allowed == {0} and plain
    found: list[Piece] = []
    values: list[Figure] = [None] * count

    def go(depth: int, at: int, sums: tuple[int, ...], origin: int) -> None:
        if depth == count:
            if backward:
                if at in allowed:
                    found.append(Piece(at, origin, tuple(values)))
            else:
                found.append(Piece(origin, at, tuple(values)))
            return
        cell = order[depth]
        budget.spend()
        if backward:
            room = before + count - depth - 1
            options = [one for one in _backward(text, at, kinds[cell]) if one[0] >= room]
        else:
            room = len(text) - after - (count - depth - 1)
            options = [one for one in _forward(text, at, kinds[cell]) if one[0] <= room]
        for place, value in options:
            budget.spend()
            reached = _reached(plans, sums, cell, depth, value)
            if reached is None or (backward and single and not _fits(plans, reached, depth, place, count)):
                continue
            values[cell] = value
            go(depth + 1, place, reached, origin)

    for origin in [len(text)] if backward else sorted(allowed):
        go(0, origin, (0,) * len(equations), origin)
    return found


def _plan(equation: Equation, kinds: Sequence[Kind], order: Sequence[int]) -> _Plan:
    signs: list[int | None] = []
    whole: list[bool] = []
    for depth in range(len(order)):
        rest = [(equation.coefficients[cell], kinds[cell]) for cell in order[depth + 1 :]]
        open_ones = [(one, kind) for one, kind in rest if one]
        present = {1 if one > 0 else -1 for one, _ in open_ones}
        counts = all(kind == "count" for _, kind in open_ones)
        signs.append(0 if not open_ones else present.pop() if len(present) == 1 and counts else None)
        whole.append(bool(rest) and all(one == 1 and kind == "count" for one, kind in rest))
    return _Plan(equation.coefficients, tuple(signs), tuple(whole))


def _reached(
    plans: Sequence[_Plan], sums: tuple[int, ...], cell: int, depth: int, value: Figure
) -> tuple[int, ...] | None:
    """The sums with ``value`` in ``cell``; ``None`` where an equation cannot hold any more."""
    reached = []
    for plan, total in zip(plans, sums, strict=True):
        coefficient = plan.coefficients[cell]
        if coefficient:
            if not isinstance(value, int):
                return None
            total += coefficient * value
        sign = plan.signs[depth]
        if sign is not None and (total if sign == 0 else sign * total > 0):
            return None
        reached.append(total)
    return tuple(reached)


def _fits(plans: Sequence[_Plan], sums: Sequence[int], depth: int, chars: int, count: int) -> bool:
    """Whether the ``chars`` digits that are left can make up what the open addends lack."""
    cells = count - depth - 1
    if not cells:
        return True
    longest, rest = -(-chars // cells), chars - cells + 1
    for plan, total in zip(plans, sums, strict=True):
        if plan.whole[depth]:
            least = 10 ** (longest - 1) if longest > 1 else 0
            if least > -total or 10**rest + 10 * cells < -total:
                return False
    return True
