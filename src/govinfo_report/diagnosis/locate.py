"""One wrong cell, from the pattern of failed identities.

Each cell stands in certain identities, on one side or the other.  A wrong figure fails just those, all by the same
difference; so the pattern names the cell, and the difference gives back its figure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, TypeAlias, cast

import attrs

from govinfo_report.compiled import Form
from govinfo_report.diagnosis.system import coefficients, counted, lowest
from govinfo_report.quantity import MAX_COUNT, Figure

__all__ = ["differences", "one_cell"]

_Sum: TypeAlias = Callable[[Sequence[Figure]], int]


@attrs.frozen(eq=False)
class _Plan:
    """The identities of a form ready to add up, and by the identities that a cell stands in the cell.

    Attributes:
        sides: index, left and right side of each identity.
        cells: by the indices of identities in order: each cell that stands in just these, with its side in each.
    """

    sides: tuple[tuple[int, _Sum, _Sum], ...]
    cells: dict[tuple[int, ...], tuple[tuple[int, tuple[int, ...]], ...]]


def _adder(side: tuple[int, ...]) -> _Sum:
    take: Callable[[Any], Any] = itemgetter(*side)
    return cast("_Sum", take) if len(side) == 1 else lambda figures: sum(take(figures))


@lru_cache(maxsize=128)
def _plan(form: Form) -> _Plan:
    sides = tuple((at, _adder(one.left), _adder(one.right)) for at, one in counted(form))
    standing: dict[int, dict[int, int]] = {}
    for at, identity in counted(form):
        for cell, factor in coefficients(identity).items():
            standing.setdefault(cell, {})[at] = factor
    cells: dict[tuple[int, ...], list[tuple[int, tuple[int, ...]]]] = {}
    for cell in sorted(standing):
        cells.setdefault(tuple(standing[cell]), []).append((cell, tuple(standing[cell].values())))
    return _Plan(sides, {key: tuple(found) for key, found in cells.items()})


def differences(form: Form, values: Sequence[Figure]) -> dict[int, int] | None:
    """By index the difference of each failed identity, left less right; ``None`` where a blank is in one."""
    failed = {}
    try:
        for at, left_of, right_of in _plan(form).sides:
            if difference := left_of(values) - right_of(values):
                failed[at] = difference
    except TypeError:  # what a blank adds up to
        return None
    return failed


def one_cell(form: Form, values: Sequence[Figure], failed: dict[int, int]) -> list[tuple[int, int]]:
    """Each cell that alone explains ``failed``, with the figure that it must have been."""
    found = []
    for cell, factors in _plan(form).cells.get(tuple(failed), ()):
        changes = {-difference * factor for difference, factor in zip(failed.values(), factors, strict=True)}
        if len(changes) == 1 and set(factors) <= {1, -1}:
            must = cast("int", values[cell]) + changes.pop()
            if lowest(form, cell) <= must <= MAX_COUNT:
                found.append((cell, must))
    return found
