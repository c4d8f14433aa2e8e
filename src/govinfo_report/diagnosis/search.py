"""Which cells can be wrong: an exact search over the printed figures.

Whatever mends a failed row changes one of its cells.  So the search takes the failed row with the fewest cells,
supposes each of them wrong in turn, cancels that unknown from the other rows, and goes on with what still fails
(Fellegi and Holt 1976, branching on the edits that fail).  Failed rows without a common cell need a wrong cell
each, which bounds from below what is still to come; the weight allowed grows step by step until something is found.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from time import monotonic
from typing import Final, TypeAlias

import attrs

from govinfo_report.diagnosis.system import Coefficients, Row, bits, combined

__all__ = ["Changes", "Found", "Problem", "search"]

Changes: TypeAlias = dict[int, int]
"""By the index of a cell what must be added to its figure."""

_State: TypeAlias = tuple[int, Coefficients, int]
_EPSILON: Final = 1e-9
_STEP: Final = 0.25
"""The weight allowed grows by at least this, lest weights of many kinds make many steps."""


@attrs.frozen(eq=False)
class Problem:
    """Failed rows to mend.

    Attributes:
        rows: all rows of the table.
        residuals: what each comes to; 0 for those that hold or are mended apart.
        weight: of each cell, how much speaks against its being wrong; 1 where nothing is known.
        fits: whether the figures stay possible with these changes.
        below: by how much the figure of a cell can fall.
        closed: a bit per cell that is right for certain.
    """

    rows: Sequence[Row]
    residuals: Sequence[int]
    weight: Mapping[int, float]
    fits: Callable[[Changes], bool]
    below: Callable[[int], int]
    closed: int = 0


@attrs.define
class Found:
    """What a search found.

    Attributes:
        sets: the changes of each explanation: no cell of it can be left out, the identities leave one value for each.
        complete: every explanation up to the weight searched is among them.
        reached: the weight up to which all were found.
    """

    sets: list[Changes]
    complete: bool
    reached: float


class _BoundHit(Exception):
    """Out of time, or enough found."""


def search(problem: Problem, *, slack: float, heaviest: float, nodes: int, until: float, most: int) -> Found:
    """The lightest explanations, and those at most ``slack`` heavier.

    Args:
        problem: what to mend.
        slack: how much heavier than the lightest an explanation may be.
        heaviest: the weight beyond which none is looked for.
        nodes: how many suppositions are tried at most.
        until: when to stop, by ``time.monotonic``.
        most: how many explanations are enough.
    """
    run = _Run(problem, nodes, until, most)
    failing = [(row.mask, row.factors, left) for row, left in zip(problem.rows, problem.residuals, strict=True)]
    allowed, reached = 0.0, 0.0
    kept: list[Changes] = []
    try:
        while allowed <= heaviest:
            run.sets, run.next = [], float("inf")
            run.visit(failing, [], problem.closed, allowed, 0.0)
            reached, kept = allowed, run.sets
            if kept:
                enough = min(sum(problem.weight[at] for at in one) for one in kept) + slack
                if min(run.next, enough) <= allowed + _EPSILON or run.next > enough + _EPSILON:
                    return Found(kept, True, reached)
                allowed = enough
            elif run.next == float("inf"):
                return Found([], True, reached)
            else:
                allowed = max(run.next, allowed + _STEP)
    except _BoundHit:
        return Found([*kept, *(one for one in run.sets if one not in kept)], False, reached)
    return Found([], False, reached)


class _Run:
    """One search: what it may still cost, and what it has found."""

    def __init__(self, problem: Problem, nodes: int, until: float, most: int) -> None:
        self.weight, self.fits = problem.weight, problem.fits
        self.nodes, self.until, self.most = nodes, until, most
        self.sets: list[Changes] = []
        self.next = float("inf")
        self.least = min(problem.weight.values(), default=1.0)
        self.light = sum(1 << at for at, weight in problem.weight.items() if weight < 1)
        self.plain = min((weight for weight in problem.weight.values() if weight >= 1), default=self.least)

    def visit(
        self, rows: list[_State], chosen: list[tuple[int, _State]], closed: int, allowed: float, spent: float
    ) -> None:
        """Mend ``rows`` with cells outside ``closed`` that weigh at most ``allowed - spent``."""
        failed = sorted(((row[0] & ~closed).bit_count(), at) for at, row in enumerate(rows) if row[2])
        if not failed:
            self.leaf(chosen)
            return
        if not failed[0][0]:
            return
        if spent + 2 * self.least > allowed + _EPSILON:
            self.last(rows, [at for _, at in failed], chosen, closed, allowed, spent)
            return
        needed = spent + max(self.apart(rows, failed, closed), self.apart(rows, failed[::-1], closed))
        if needed > allowed + _EPSILON:
            self.next = min(self.next, needed)
            return
        pivot = rows[failed[0][1]]
        for cell in bits(pivot[0] & ~closed):
            weight = spent + self.weight[cell]
            if weight > allowed + _EPSILON:
                self.next = min(self.next, weight)
            else:
                self.nodes -= 1
                if self.nodes < 0 or (not self.nodes & 63 and monotonic() > self.until):
                    raise _BoundHit
                left = [_without(row, pivot, cell) if row[0] >> cell & 1 else row for row in rows if row is not pivot]
                self.visit(left, [*chosen, (cell, pivot)], closed, allowed, weight)
            closed |= 1 << cell

    def apart(self, rows: list[_State], failed: list[tuple[int, int]], closed: int) -> float:
        """The least that those of ``failed`` weigh that have no cell in common, taken as they come."""
        covered, weight = 0, 0.0
        for _, at in failed:
            mask = rows[at][0] & ~closed
            if not mask & covered:
                covered |= mask
                weight += self.least if mask & self.light else self.plain
        return weight

    def last(
        self,
        rows: list[_State],
        failed: list[int],
        chosen: list[tuple[int, _State]],
        closed: int,
        allowed: float,
        spent: float,
    ) -> None:
        """Mend ``rows``, of which ``failed`` fail, with one more cell."""
        self.next = min(self.next, spent + 2 * self.least)
        shared = ~closed
        for at in failed:
            shared &= rows[at][0]
        pivot = rows[failed[0]]
        for cell in bits(shared):
            if (weight := spent + self.weight[cell]) > allowed + _EPSILON:
                self.next = min(self.next, weight)
            elif all(row[1][cell] * pivot[2] == row[2] * pivot[1][cell] for row in rows if row[0] >> cell & 1):
                self.leaf([*chosen, (cell, pivot)])

    def leaf(self, chosen: list[tuple[int, _State]]) -> None:
        """Keep what was chosen, if each cell changes, by a whole number, to a figure that it can hold."""
        changes: Changes = {}
        for cell, (_, factors, left) in reversed(chosen):
            rest = -left - sum(factors.get(at, 0) * change for at, change in changes.items())
            change, remainder = divmod(rest, factors[cell])
            if remainder or not change:
                return
            changes[cell] = change
        if monotonic() > self.until:
            raise _BoundHit
        if self.fits(changes):
            self.sets.append(changes)
            if len(self.sets) >= self.most:
                raise _BoundHit


def _without(row: _State, pivot: _State, cell: int) -> _State:
    """``row`` with ``cell`` cancelled by means of ``pivot``."""
    own, other = row[1][cell], pivot[1][cell]
    factors = combined(row[1], pivot[1], cell)
    mask = 0
    for at in factors:
        mask |= 1 << at
    if other in (1, -1):
        return mask, factors, row[2] - own * other * pivot[2]
    return _scaled(row, pivot, cell, mask, factors)


def _scaled(row: _State, pivot: _State, cell: int, mask: int, factors: Coefficients) -> _State:
    both = combined({**row[1], -1: row[2]}, {**pivot[1], -1: pivot[2]}, cell)
    return mask, factors, both.get(-1, 0)
