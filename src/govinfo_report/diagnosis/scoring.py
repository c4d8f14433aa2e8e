"""How plausible a set of changes is as the work of people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import combinations
from math import log
from typing import Final

from govinfo_report.compiled import Form
from govinfo_report.diagnosis.explanation import Correction
from govinfo_report.diagnosis.search import Changes
from govinfo_report.diagnosis.slips import Kind, event, likelihood
from govinfo_report.diagnosis.system import counted
from govinfo_report.quantity import Figure

__all__ = ["judged", "tie_breaks"]

_SWAP: Final = log(0.05)
_CARRIED: Final = "结转"


@lru_cache(maxsize=128)
def _addends(form: Form) -> dict[int, list[tuple[int, ...]]]:
    """By total what adds up to it, once per identity."""
    found: dict[int, list[tuple[int, ...]]] = {}
    for _, identity in counted(form):
        if len(identity.right) == 1 and len(identity.left) > 1:
            found.setdefault(identity.right[0], []).append(identity.left)
    return found


def judged(
    form: Form, values: Sequence[Figure], changes: Changes, weight: Mapping[int, float]
) -> tuple[float, Kind, tuple[Correction, ...]]:
    """The logarithm of how likely the ``changes`` are, their kind, and what they come to as corrections."""
    printed = {at: figure for at in sorted(changes) if isinstance(figure := values[at], int)}
    swapped: dict[int, int] = {}
    for one, other in combinations(printed, 2):
        if one in swapped or other in swapped or not _crossed(form, printed, changes, one, other):
            continue
        swapped[one], swapped[other] = other, one
    score = sum(event(weight[at]) + _SWAP for at in swapped) / 2
    corrections = []
    for at, figure in printed.items():
        must = figure + changes[at]
        kind: Kind = "values-swapped"
        if at not in swapped:
            kind, logarithm = likelihood(must, figure, _hint(form, values, at, figure, must))
            score += event(weight[at]) + logarithm
        corrections.append(Correction(form.cells[at].path, figure, must, kind))
    kinds = {one.kind for one in corrections}
    return score, kinds.pop() if len(kinds) == 1 and len(swapped) in (0, 2) else "several", tuple(corrections)


def _crossed(form: Form, printed: Mapping[int, int], changes: Changes, one: int, other: int) -> bool:
    """Whether each of two cells of a row must have been what the other is."""
    first, second = form.cells[one], form.cells[other]
    return (
        (first.block, first.row) == (second.block, second.row)
        and printed[one] + changes[one] == printed[other]
        and printed[other] + changes[other] == printed[one]
    )


def _hint(form: Form, values: Sequence[Figure], at: int, figure: int, must: int) -> Kind | None:
    """What the place of a cell suggests of how it came to be wrong."""
    if not figure and must and any(_CARRIED in name for name in form.cells[at].row_name):
        return "carry-over-forgotten"
    off = abs(figure - must)
    if any(values[addend] == off for addends in _addends(form).get(at, ()) for addend in addends):
        return "total-not-updated"
    return None


def tie_breaks(form: Form, corrections: Sequence[Correction]) -> tuple[int, int, list[int]]:
    """Of explanations as likely as each other: that of totals first, of figures other than 0, then by the form.

    A total is worked out once more by hand, and most zeros are no more than the form filled in.
    """
    cells = [form.index[one.path] for one in corrections]
    return -sum(at in _addends(form) for at in cells), sum(one.published == 0 for one in corrections), cells
