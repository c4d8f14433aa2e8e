"""The least and the greatest that an unknown can be, in exact whole-number arithmetic.

The simplex method over equations ``sum(factor * unknown) + constant = 0`` with unknowns of at least 0, Bland's rule
against going in circles.  Equations keep account of what they were combined from, so that a contradiction is named.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import ceil, floor, gcd
from typing import Final

from govinfo_report.diagnosis.system import Coefficients, combined

__all__ = ["CONSTANT", "Simplex"]

CONSTANT: Final = -1
"""The key of the constant in an equation; keys below it name what the equation was combined from."""

_PIVOTS: Final = 5_000


class Simplex:
    """Equations with unknowns (keys from 0 on), brought into a form from which extremes can be read.

    Attributes:
        contradiction: the equation that cannot hold, ``None`` where all can.
        exhausted: too much work; no extreme is known.
    """

    def __init__(self, equations: Iterable[Coefficients]) -> None:
        self.rows: dict[int, Coefficients] = {}
        self.contradiction: Coefficients | None = None
        self.exhausted = False
        self._pivots = 0
        plain = [dict(equation) for equation in equations]
        slack = max((key for row in plain for key in row), default=0) + 1
        helpers = range(slack, slack + len(plain))
        goal: Coefficients = {}
        for helper, row in zip(helpers, plain, strict=True):
            sign = -1 if row.get(CONSTANT, 0) > 0 else 1
            signed = {key: value * sign for key, value in row.items()}
            for key, value in signed.items():
                goal[key] = goal.get(key, 0) + value
            self.rows[helper] = {**signed, helper: 1}
        goal = {key: value for key, value in goal.items() if value}
        left = self._maximised(goal, slack)
        if self.exhausted:
            return
        if left is None or left.get(CONSTANT, 0):
            self.contradiction = left or {}
            return
        self._drop(helpers)

    def _drop(self, helpers: range) -> None:
        """Take the helpers out, all of which are 0 now."""
        for helper in helpers:
            if helper in self.rows:
                own = self.rows[helper]
                key = next((key for key in own if 0 <= key < helpers.start), None)
                if key is None:
                    del self.rows[helper]
                else:
                    self._pivot(helper, key)
        for row in self.rows.values():
            for key in [key for key in row if key >= helpers.start]:
                del row[key]

    def _pivot(self, leaving: int, entering: int) -> None:
        self._pivots += 1
        pivot = self.rows.pop(leaving)
        if pivot[entering] < 0:
            pivot = {key: -value for key, value in pivot.items()}
        for basic, row in self.rows.items():
            if entering in row:
                made = combined(row, pivot, entering)
                self.rows[basic] = _reduced(made) if made[basic] > 0 else _reduced(made, -1)
        self.rows[entering] = pivot

    def _maximised(self, goal: Coefficients, below: int | None = None) -> Coefficients | None:
        """``goal`` with the unknowns that raise it gone, of keys under ``below``; ``None`` if it rises without end."""
        while self._pivots < _PIVOTS:
            rising = (key for key, value in goal.items() if key >= 0 and value > 0 and (below is None or key < below))
            entering = min(rising, default=None)
            if entering is None:
                return goal
            best: tuple[Fraction, int] | None = None
            for basic, row in self.rows.items():
                if row.get(entering, 0) > 0:
                    ratio = Fraction(-row.get(CONSTANT, 0), row[entering])
                    if best is None or (ratio, basic) < best:
                        best = (ratio, basic)
            if best is None:
                return None
            self._pivot(best[1], entering)
            goal = _reduced(combined(goal, self.rows[entering], entering))
        self.exhausted = True
        return None

    def least(self, key: int) -> int:
        """The least whole number that the unknown ``key`` can be."""
        return 0 if self._extreme(key, -1) is None else ceil(self._value(key))

    def greatest(self, key: int) -> int | None:
        """The greatest, ``None`` where there is none or too much work would be needed to tell."""
        return None if self._extreme(key, 1) is None else floor(self._value(key))

    def _extreme(self, key: int, sign: int) -> Coefficients | None:
        goal: Coefficients = {key: sign}
        return self._maximised(combined(goal, self.rows[key], key) if key in self.rows else goal)

    def _value(self, key: int) -> Fraction:
        row = self.rows.get(key)
        return Fraction(-row.get(CONSTANT, 0), row[key]) if row else Fraction(0)


def _reduced(row: Coefficients, sign: int = 1) -> Coefficients:
    shared = gcd(*row.values()) or 1
    return row if shared == sign else {key: value // (shared * sign) for key, value in row.items()}
