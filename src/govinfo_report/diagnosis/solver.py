"""The same question put to a solver of mixed-integer programs, for failures too tangled for the search of its own.

HiGHS (extra ``solve``) minimises the weight of the cells that change; each set found is then forbidden and the next
one asked for.  The solver reckons in floating point, so every answer is checked in whole numbers.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from time import monotonic
from typing import Any, Final

from govinfo_report.diagnosis.search import Changes, Found, Problem

__all__ = ["solve", "solver_installed"]

_EXACT: Final = 10**6
"""Differences beyond this are not trusted to floating point."""

_EPSILON: Final = 1e-6


def solver_installed() -> bool:
    """Whether the extra ``solve`` is there."""
    return find_spec("highspy") is not None


def solve(problem: Problem, known: Found, slack: float, until: float, most: int) -> Found:
    """The lightest explanations of ``problem`` and those at most ``slack`` heavier, ``most`` of them, until ``until``.

    Returns ``known`` where the solver is not installed or cannot be trusted with the figures.
    """
    largest = sum(map(abs, problem.residuals))
    if largest > _EXACT or not solver_installed() or monotonic() >= until:
        return known
    model = _Model(problem, largest)
    sets: list[Changes] = []
    reached = known.reached
    heaviest = float("inf")
    while len(sets) < most:
        answer = model.next(until)
        if answer is None:
            return Found(sets, False, reached)
        changes, weight = answer
        if not changes or weight > heaviest + _EPSILON:
            return Found(sets, True, min(weight, heaviest))
        if not _mends(problem, changes):
            return Found(sets, False, reached)
        if problem.fits(changes):
            sets.append(changes)
            heaviest = min(heaviest, weight + slack)
            reached = weight
            model.forbid(changes, supersets=True)
        else:
            model.forbid(changes, supersets=False)
    return Found(sets, False, reached)


def _mends(problem: Problem, changes: Changes) -> bool:
    return all(
        left + sum(factor * changes.get(at, 0) for at, factor in row.factors.items()) == 0
        for row, left in zip(problem.rows, problem.residuals, strict=True)
    )


class _Model:
    """Of each cell its change, a whole number, and whether it changes; the changes mend every row."""

    def __init__(self, problem: Problem, largest: int) -> None:
        self.highs: Any = import_module("highspy")
        self.cells = sorted({at for row in problem.rows for at in row.factors if not problem.closed >> at & 1})
        self.column = {at: position for position, at in enumerate(self.cells)}
        count = len(self.cells)
        self.model = model = self.highs.Highs()
        model.silent()
        for option, value in (("threads", 1), ("mip_rel_gap", 0.0), ("mip_abs_gap", _EPSILON)):
            model.setOptionValue(option, value)
        model.addVars(count, [-float(largest)] * count, [float(largest)] * count)
        model.addVars(count, [0.0] * count, [1.0] * count)
        for column in range(2 * count):
            model.changeColIntegrality(column, self.highs.HighsVarType.kInteger)
        for column, at in enumerate(self.cells):
            model.changeColCost(count + column, problem.weight[at])
            down = min(largest, problem.below(at))
            self._add(0, None, {column: 1, count + column: down})
            self._add(None, 0, {column: 1, count + column: -largest})
        for row, left in zip(problem.rows, problem.residuals, strict=True):
            factors = {self.column[at]: factor for at, factor in row.factors.items() if at in self.column}
            self._add(-left, -left, factors)

    def _add(self, low: float | None, high: float | None, factors: dict[int, int]) -> None:
        infinite = float("inf")
        lower, upper = -infinite if low is None else low, infinite if high is None else high
        self.model.addRow(lower, upper, len(factors), list(factors), [float(one) for one in factors.values()])

    def next(self, until: float) -> tuple[Changes, float] | None:
        """The lightest changes not forbidden, with their weight; none where nothing is left, ``None`` out of time."""
        left = until - monotonic()
        if left <= 0:
            return None
        self.model.setOptionValue("time_limit", left)
        if self.model.run() == self.highs.HighsStatus.kError:  # another model of this process took more threads
            self.highs.Highs.resetGlobalScheduler(True)
            self.model.run()
        status = self.model.getModelStatus()
        if status == self.highs.HighsModelStatus.kInfeasible:
            return {}, float("inf")
        if status != self.highs.HighsModelStatus.kOptimal:
            return None
        found = list(self.model.getSolution().col_value)
        changes = {at: change for column, at in enumerate(self.cells) if (change := round(found[column]))}
        return changes, float(self.model.getInfo().objective_function_value)

    def forbid(self, changes: Changes, *, supersets: bool) -> None:
        """Ask for sets without one of these cells, or with ``supersets`` false for any but just these."""
        count = len(self.cells)
        others = 0 if supersets else -1
        factors = {count + column: 1 if at in changes else others for column, at in enumerate(self.cells)}
        self._add(None, len(changes) - 1, {column: factor for column, factor in factors.items() if factor})
