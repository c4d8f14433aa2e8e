"""From the figures of a table to what must be wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from time import monotonic
from typing import Final

import attrs

from govinfo_report.compiled import Form
from govinfo_report.diagnosis.deduction import contradictions, possible
from govinfo_report.diagnosis.explanation import Explanation, identity_id
from govinfo_report.diagnosis.locate import differences, one_cell
from govinfo_report.diagnosis.scoring import judged, tie_breaks
from govinfo_report.diagnosis.search import Changes, Found, Problem, search
from govinfo_report.diagnosis.solver import solve, solver_installed
from govinfo_report.diagnosis.system import Row, counted, groups, lowest, residual, shortfalls, system
from govinfo_report.errors import ValueRefused, shown
from govinfo_report.messages import Joined, Message, message
from govinfo_report.quantity import MAX_COUNT, Figure

__all__ = ["Bounds", "diagnose", "weighed"]

_NODES: Final = 20_000
_MOST: Final = 2_000
_HEAVIEST: Final = 40.0
_SLACK: Final = 0.5
_NOTED: Final = 0.8
_WEIGHTS: Final = (0.1, 10.0)


def _check_seconds(_instance: object, _attribute: object, value: float) -> None:
    if type(value) not in (int, float) or not value >= 0:
        raise ValueRefused(message("seconds应为不小于0的秒数，而不是{value}", value=shown(value)))


def _check_limit(_instance: object, _attribute: object, value: int) -> None:
    if type(value) is not int or value < 1:
        raise ValueRefused(message("limit应为正整数，而不是{value}", value=shown(value)))


@attrs.frozen
class Bounds:
    """How far a diagnosis goes.

    Attributes:
        seconds: for all tables together, from 0 on.
        limit: explanations of one component that are given, from 1 on.

    Raises:
        ValueRefused: no such numbers.
    """

    seconds: float = attrs.field(default=1.5, validator=_check_seconds)
    limit: int = attrs.field(default=100, validator=_check_limit)


def diagnose(
    tables: Iterable[tuple[Form, Sequence[Figure]]], weights: Mapping[str, float], bounds: Bounds
) -> tuple[Explanation, ...]:
    """The explanations of every failure in ``tables``, one component after the other, the best of each first."""
    until = monotonic() + bounds.seconds
    made: list[Explanation] = []
    component = 0
    for form, values in tables:
        if not form.identities:
            continue
        failed = differences(form, values)
        if failed == {}:
            continue
        own = {form.index[path]: weight for path, weight in weights.items() if path in form.index} if weights else {}
        if failed and not own and (found := one_cell(form, values, failed)):
            component += 1
            sets = [{at: must - _number(values[at])} for at, must in found]
            part = _Part(form, values, _Weights(own), tuple(failed), Found(sets, True, 1.0))
            made += part.explanations(component, bounds)
            continue
        for part in _parts(form, values, _Weights(own), until, bounds):
            component += 1
            made += part.explanations(component, bounds)
    return tuple(made)


def weighed(weights: Mapping[str, float], noted: Iterable[str]) -> dict[str, float]:
    """``weights`` checked, and with them the paths ``noted``, which weigh a little less than others.

    Raises:
        ValueRefused: a weight that is no number from 0.1 to 10.
    """
    least, most = _WEIGHTS
    for path, weight in weights.items():
        if type(weight) not in (int, float) or not least <= weight <= most:
            raise ValueRefused(
                message("{path}的权重应为0.1至10之间的数，而不是{weight}", path=shown(path), weight=shown(weight))
            )
    return dict.fromkeys(noted, _NOTED) | dict(weights)


class _Weights(dict[int, float]):
    """The weights of cells, 1 where nothing is known."""

    def __missing__(self, at: int) -> float:
        return 1.0


@attrs.frozen(eq=False)
class _Part:
    """A component and what was found of it."""

    form: Form
    values: Sequence[Figure]
    weight: _Weights
    identities: tuple[int, ...]
    found: Found

    def explanations(self, component: int, bounds: Bounds) -> list[Explanation]:
        form, found = self.form, self.found
        mends = tuple(identity_id(form, form.identities[at]) for at in self.identities)
        given = [judged(form, self.values, changes, self.weight) for changes in found.sets]
        given.sort(key=lambda one: (-one[0], *tie_breaks(form, one[2])))
        count = len(given)
        complete = found.complete and 0 < count <= bounds.limit
        bound = None if complete else self._bound(bounds)
        if not given:
            nothing = Explanation((), component, form.name, 1, 0, "other", 0.0, mends, False, bound, form)
            return [nothing]
        return [
            Explanation(corrections, component, form.name, rank, count, kind, score, mends, complete, bound, form)
            for rank, (score, kind, corrections) in enumerate(given[: bounds.limit], 1)
        ]

    def _bound(self, bounds: Bounds) -> Message | Joined:
        if self.found.complete and not self.found.sets:
            return message("没有哪一组改动能由勾稽关系唯一确定")
        if self.found.complete:
            return message("可能的解释有{count}种，只列出前{limit}种", count=len(self.found.sets), limit=bounds.limit)
        parts = [message("查找已到时间或数量的上限（{seconds}秒），可能还有其他解释", seconds=f"{bounds.seconds:.1f}")]
        heaviest = max(self.weight.values(), default=1.0)
        if not self.found.sets and (excluded := int(self.found.reached / heaviest)):
            parts.append(message("只改动{cells}个以内单元格的解释已全部排除", cells=excluded))
        if not solver_installed():
            parts.append(message("安装govinfo_report[solve]可以查得更远"))
        return Joined(tuple(parts), "；")


def _number(figure: Figure) -> int:
    return figure if isinstance(figure, int) else 0


def _parts(form: Form, values: Sequence[Figure], weight: _Weights, until: float, bounds: Bounds) -> Iterable[_Part]:
    """Each component of what failed in a table, explained."""
    blanks = frozenset(at for _, one in counted(form) for at in (*one.left, *one.right) if values[at] is None)
    frame = system(form, blanks)
    rows = [*frame.rows]
    if blanks:
        rows += shortfalls(form, values)
        if all(form.cells[at].kind == "count" for at in blanks):
            failed = {at for row in rows if residual(row.factors, values) for at in row.identities}
            rows += contradictions(form, values, failed)
    residuals = [residual(row.factors, values) for row in rows]
    apart = groups(rows, residuals, frame.dependencies)
    for row in rows:
        for at in row.factors:
            weight.setdefault(at, 1.0)
    return [_explained(form, values, weight, rows, residuals, group, until, bounds) for group in apart]


def _explained(
    form: Form,
    values: Sequence[Figure],
    weight: _Weights,
    rows: Sequence[Row],
    residuals: Sequence[int],
    group: Sequence[int],
    until: float,
    bounds: Bounds,
) -> _Part:
    own = set(group)
    elsewhere = frozenset(
        at for index, row in enumerate(rows) if residuals[index] and index not in own for at in row.identities
    )
    blank = any(values[at] is None for _, one in counted(form) for at in (*one.left, *one.right))

    def fits(changes: Changes) -> bool:
        changed = list(values)
        for at, change in changes.items():
            changed[at] = must = _number(values[at]) + change
            if not lowest(form, at) <= must <= MAX_COUNT:
                return False
        return not blank or possible(form, changed, elsewhere)

    mine = [left if index in own else 0 for index, left in enumerate(residuals)]
    problem = Problem(rows, mine, weight, fits, lambda at: _number(values[at]) - lowest(form, at))
    found = search(problem, slack=_SLACK, heaviest=_HEAVIEST, nodes=_NODES, until=until, most=_MOST)
    if not found.complete and not found.sets:
        found = solve(problem, found, _SLACK, until, bounds.limit)
    identities = sorted({at for index in group for at in rows[index].identities})
    return _Part(form, values, weight, tuple(identities), found)
