"""Which readings of several rows can stand together: an exact join through the sums that tie the rows.

A row's reading adds to each sum that the row takes part in.  One pass forward over the rows collects every
state (partial sums) that can be reached, one pass backward keeps those from which all sums come out right;
a reading survives when it links two of these.  The effort goes with the number of states, not of combinations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TypeAlias

import attrs

from govinfo_report.parse.splits import Budget, TooManyError

__all__ = ["EDGE", "Step", "survivors"]

EDGE: Final = -1
"""The place before the first cell of a row and behind its last."""

_MOST_STATES: Final = 20_000

_Vector: TypeAlias = tuple[int, ...]
_State: TypeAlias = tuple[int, _Vector]
_Links: TypeAlias = "dict[int, dict[tuple[int, _Vector], list[int]]]"
"""By where readings begin: where they end and what they add, and the readings that do so."""


@attrs.frozen
class Step:
    """Some cells of a row and the ways to read them.

    Attributes:
        starts: per reading, where it begins in the row.
        ends: per reading, where it ends.
        adds: per reading, what it adds to each sum.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    adds: tuple[_Vector, ...]


def survivors(steps: Sequence[Step], constants: _Vector, budget: Budget) -> tuple[list[frozenset[int]], bool]:
    """Of each step the readings that stand in a joint solution (every sum zero), and whether this is exact.

    Where it is not exact, for there are too many states, what is given still holds every joint solution.
    A step without readings says that there is no joint solution.
    """
    kept = [frozenset(range(len(step.starts))) for step in steps]
    try:
        kept = _pass(steps, kept, constants, (), budget)
        before = None
        while before != kept and all(kept):
            before = kept
            for dimension in range(len(constants)):
                kept = _pass(steps, kept, constants, (dimension,), budget)
        for members, dimensions in _components(steps, kept, len(constants)):
            rest = [at for at in range(len(steps)) if at not in members]
            fixed = tuple(
                constant + sum(steps[at].adds[min(kept[at])][dimension] for at in rest)
                for dimension, constant in enumerate(constants)
            )
            some = _pass([steps[at] for at in members], [kept[at] for at in members], fixed, dimensions, budget)
            for at, left in zip(members, some, strict=True):
                kept[at] = left
    except TooManyError:
        return kept, False
    return (kept, True) if all(kept) else ([frozenset()] * len(steps), True)


def _components(
    steps: Sequence[Step], kept: Sequence[frozenset[int]], count: int
) -> Iterator[tuple[list[int], tuple[int, ...]]]:
    """The rows tied to each other by more than one sum in which they can differ: their steps, and these sums."""
    groups: list[tuple[set[int], set[int]]] = []
    for row in _rows(steps) if all(kept) else ():
        varying = {
            dimension
            for at in row
            for dimension in range(count)
            if len({steps[at].adds[reading][dimension] for reading in kept[at]}) > 1
        }
        tied = [group for group in groups if group[1] & varying]
        groups = [group for group in groups if not group[1] & varying]
        groups.append((set(row).union(*(one for one, _ in tied)), varying.union(*(one for _, one in tied))))
    for members, dimensions in groups:
        if len(dimensions) > 1:
            yield sorted(members), tuple(sorted(dimensions))


def _rows(steps: Sequence[Step]) -> Iterator[list[int]]:
    row: list[int] = []
    for at, step in enumerate(steps):
        row.append(at)
        if all(end == EDGE for end in step.ends):
            yield row
            row = []


def _pass(
    steps: Sequence[Step],
    kept: Sequence[frozenset[int]],
    constants: _Vector,
    dimensions: tuple[int, ...],
    budget: Budget,
) -> list[frozenset[int]]:
    """The readings in ``kept`` that stand in a joint solution as far as the sums ``dimensions`` tell.

    Raises:
        TooManyError: there are too many states.
    """
    links = [_links(step, readings, dimensions) for step, readings in zip(steps, kept, strict=True)]
    limits = _limits(links, len(dimensions))
    start: _State = (EDGE, tuple(constants[dimension] for dimension in dimensions))
    layers: list[set[_State]] = [{start}]
    for at, nodes in enumerate(links):
        reached: set[_State] = set()
        for node, sums in layers[-1]:
            for end, adds in nodes.get(node, ()):
                budget.spend()
                bounds = limits[at + 1].get(end)
                total = tuple(map(int.__add__, sums, adds))
                if bounds is not None and all(
                    low <= -one <= high for one, (low, high) in zip(total, bounds, strict=True)
                ):
                    reached.add((end, total))
        if len(reached) > _MOST_STATES:
            raise TooManyError
        layers.append(reached)
    good: set[_State] = {(EDGE, (0,) * len(dimensions))} & layers[-1]
    found: list[frozenset[int]] = []
    for at in range(len(steps) - 1, -1, -1):
        alive: set[_State] = set()
        used: set[int] = set()
        for node, sums in layers[at]:
            for (end, adds), readings in links[at].get(node, {}).items():
                budget.spend()
                if (end, tuple(map(int.__add__, sums, adds))) in good:
                    alive.add((node, sums))
                    used.update(readings)
        good = alive
        found.append(frozenset(used))
    return found[::-1]


def _links(step: Step, readings: Iterable[int], dimensions: Sequence[int]) -> _Links:
    nodes: _Links = {}
    for reading in sorted(readings):
        adds = tuple(step.adds[reading][dimension] for dimension in dimensions)
        nodes.setdefault(step.starts[reading], {}).setdefault((step.ends[reading], adds), []).append(reading)
    return nodes


def _limits(links: Sequence[_Links], width: int) -> list[dict[int, list[tuple[int, int]]]]:
    """Per step and place the least and the most that the readings from there on add to each sum."""
    limits: list[dict[int, list[tuple[int, int]]]] = [{EDGE: [(0, 0)] * width}]
    for nodes in reversed(links):
        here: dict[int, list[tuple[int, int]]] = {}
        for node, choices in nodes.items():
            onward = [(limits[-1][end], adds) for end, adds in choices if end in limits[-1]]
            if onward:
                here[node] = [
                    (
                        min(bounds[at][0] + adds[at] for bounds, adds in onward),
                        max(bounds[at][1] + adds[at] for bounds, adds in onward),
                    )
                    for at in range(width)
                ]
        limits.append(here)
    return limits[::-1]
