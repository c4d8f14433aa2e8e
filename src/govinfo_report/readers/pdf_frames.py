"""From the lines on a page to its ruled tables: which rectangles their cells are.

Lines that touch belong to one table.  Where its outer lines are missing, as a page cuts them off, the ends of the
others stand in for them.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

import attrs

from govinfo_report.errors import ReadError
from govinfo_report.limits import Limits
from govinfo_report.messages import message
from govinfo_report.readers.pdf_page import Box, Rule

__all__ = ["Frame", "Slot", "frames_of", "real_frames"]

NEAR = 3.5
"""Points; lines no further apart are one, as double lines are, and ends no further apart touch."""
_GAP = 5.0
"""Points; a gap in a line that dashes leave."""
_HAIR = 0.4
_SHORTEST = 5.0
_HIGHEST_ROW = 90.0


class Slot(NamedTuple):
    """A cell of a frame: rows ``row`` to ``below`` (not with it), columns ``column`` to ``after``."""

    row: int
    column: int
    below: int
    after: int


@attrs.frozen(eq=False)
class Frame:
    """A ruled table on one page: where its lines stand, from the left and from the top, and its cells."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    slots: tuple[Slot, ...]

    @property
    def box(self) -> Box:
        """All of it."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def of(self, slot: Slot) -> Box:
        """Where ``slot`` stands on the page."""
        return Box(self.xs[slot.column], self.ys[slot.row], self.xs[slot.after], self.ys[slot.below])


def frames_of(rules: Sequence[Rule], limits: Limits) -> list[Frame]:
    """The tables that ``rules`` draw, from the top.

    Raises:
        ReadError: more cells than ``limits`` allow.
    """
    across = _merged([rule for rule in rules if rule.horizontal], _HAIR)
    along = _merged([rule for rule in rules if not rule.horizontal], _HAIR)
    if len(across) + len(along) > limits.page_lines // 4:
        raise ReadError(
            message("这一页的线条超过{limit}条；确需读取请用Limits(page_lines=…)放宽", limit=limits.page_lines // 4)
        )
    frames: list[Frame] = []
    for group in _stacked(_touching(across, along)):
        parts = (_merged([rule for rule in group if rule.horizontal == across], NEAR) for across in (True, False))
        frame = _frame([rule for part in parts for rule in part], limits)
        if frame is not None:
            frames.append(frame)
    return sorted(frames, key=lambda frame: frame.box.top)


def real_frames(pages: Sequence[Sequence[Frame]], heights: Sequence[float]) -> list[list[Frame]]:
    """The frames of each page without those of a single cell: they are a border around text.

    But a page may cut a table so that a single row is left on it: at its end, with the table on the next page, or
    at its top with the table before.
    """
    kept = []
    for at, (frames, height) in enumerate(zip(pages, heights, strict=True)):
        before = pages[at - 1][-1:] if at else ()
        after = pages[at + 1][:1] if at + 1 < len(pages) else ()
        kept.append(
            [
                frame
                for number, frame in enumerate(frames)
                if len(frame.slots) > 1
                or (number == len(frames) - 1 and frame.box.top > height / 2 and _is_rest(frame, after))
                or (number == 0 and frame.box.bottom < height / 2 and _is_rest(frame, before))
            ]
        )
    return kept


def _is_rest(frame: Frame, others: Sequence[Frame]) -> bool:
    box = frame.box
    return box.bottom - box.top < _HIGHEST_ROW and any(
        abs(box.x0 - other.box.x0) < 2 * NEAR and abs(box.x1 - other.box.x1) < 2 * NEAR for other in others
    )


def _merged(rules: Sequence[Rule], near: float) -> list[Rule]:
    """The rules with those in one line made one, which are no further apart than ``near``."""
    merged: list[Rule] = []
    for at, group in _clusters(sorted(rules, key=lambda rule: rule.at), near):
        start, end = float("inf"), float("-inf")
        pieces: list[tuple[float, float]] = []
        for rule in sorted(group, key=lambda rule: rule.start):
            if rule.start > end + _GAP and end > start:
                pieces.append((start, end))
                start, end = rule.start, rule.end
            start, end = min(start, rule.start), max(end, rule.end)
        pieces.append((start, end))
        merged.extend(Rule(group[0].horizontal, at, *piece) for piece in pieces if piece[1] - piece[0] >= _SHORTEST)
    return merged


def _clusters(rules: Sequence[Rule], near: float) -> list[tuple[float, list[Rule]]]:
    groups: list[list[Rule]] = []
    for rule in rules:
        if groups and rule.at - groups[-1][0].at <= near:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return [(sum(rule.at for rule in group) / len(group), group) for group in groups]


def _touching(across: Sequence[Rule], along: Sequence[Rule]) -> list[list[Rule]]:
    """The rules in groups that touch or cross each other."""
    rules = [*across, *along]
    leader = list(range(len(rules)))

    def find(at: int) -> int:
        while leader[at] != at:
            leader[at] = leader[leader[at]]
            at = leader[at]
        return at

    places = [rule.at for rule in along]
    for number, rule in enumerate(across):
        first, last = bisect_left(places, rule.start - NEAR), bisect_right(places, rule.end + NEAR)
        for other in range(first, last):
            if along[other].start - NEAR <= rule.at <= along[other].end + NEAR:
                leader[find(number)] = find(len(across) + other)
    groups: dict[int, list[Rule]] = {}
    for number, rule in enumerate(rules):
        groups.setdefault(find(number), []).append(rule)
    return list(groups.values())


def _stacked(groups: Sequence[list[Rule]]) -> list[list[Rule]]:
    """The groups with those made one that are parts of a table without lines at its sides.

    A row that is one wide cell has no line down through it there, so that nothing ties it to the rows below.
    """
    whole: list[list[Rule]] = []
    for group in sorted(groups, key=lambda group: _extent(group).top):
        box = _extent(group)
        fitting = (other for other in whole if _is_open(other) and _is_open(group) and _is_next(other, group))
        under = next((other for other in fitting if box.top >= _extent(other).top), None)
        if under is None:
            whole.append(group)
        else:
            under.extend(group)
    return whole


def _extent(group: Sequence[Rule]) -> Box:
    across, along = [rule for rule in group if rule.horizontal], [rule for rule in group if not rule.horizontal]
    return Box(
        min([rule.start for rule in across] + [rule.at for rule in along]),
        min([rule.at for rule in across] + [rule.start for rule in along]),
        max([rule.end for rule in across] + [rule.at for rule in along]),
        max([rule.at for rule in across] + [rule.end for rule in along]),
    )


def _is_open(group: Sequence[Rule]) -> bool:
    box = _extent(group)
    return all(rule.horizontal or box.x0 + NEAR < rule.at < box.x1 - NEAR for rule in group)


def _is_next(upper: Sequence[Rule], lower: Sequence[Rule]) -> bool:
    """Whether ``lower`` is as wide as ``upper`` and no further below than a row is high."""
    above, below = _extent(upper), _extent(lower)
    if abs(above.x0 - below.x0) > NEAR or abs(above.x1 - below.x1) > NEAR:
        return False
    places = sorted({rule.at for group in (upper, lower) for rule in group if rule.horizontal})
    steps = [after - before for before, after in itertools.pairwise(places) if after - before > NEAR]
    gap = below.top - above.bottom
    return bool(steps) and gap <= 1.2 * min(steps) + NEAR


def _frame(group: Sequence[Rule], limits: Limits) -> Frame | None:
    across, along = [rule for rule in group if rule.horizontal], [rule for rule in group if not rule.horizontal]
    if not across or not along:
        return None
    left = min(along[0].at, min(rule.start for rule in across))
    right = max(along[-1].at, max(rule.end for rule in across))
    top = min(across[0].at, min(rule.start for rule in along))
    bottom = max(across[-1].at, max(rule.end for rule in along))
    across += [Rule(True, at, left, right) for at in (top, bottom)]
    along += [Rule(False, at, top, bottom) for at in (left, right)]
    xs, ys = _places(along), _places(across)
    width, height = len(xs) - 1, len(ys) - 1
    if width < 1 or height < 1:
        return None
    limits.check_cells(width * height)
    slots = _slots(_walls(across, ys, xs), _walls(along, xs, ys), width, height)
    return Frame(tuple(xs), tuple(ys), tuple(slots))


def _places(rules: Sequence[Rule]) -> list[float]:
    return [group[0].at for _, group in _clusters(sorted(rules, key=lambda rule: rule.at), NEAR)]


def _walls(rules: Sequence[Rule], places: Sequence[float], crossing: Sequence[float]) -> list[set[int]]:
    """For each of ``places``, between which of ``crossing`` a rule runs: 0 is from the first to the second."""
    walls: list[set[int]] = [set() for _ in places]
    for rule in rules:
        at = max(bisect_right(places, rule.at) - 1, 0)
        first = bisect_left(crossing, rule.start - NEAR)
        last = bisect_right(crossing, rule.end + NEAR) - 1
        walls[at].update(range(first, last))
    return walls


def _slots(floors: Sequence[set[int]], sides: Sequence[set[int]], width: int, height: int) -> list[Slot]:
    """The cells between the walls; an area that is no rectangle, for a wall is broken, is left in its single cells."""
    area = [-1] * (width * height)
    slots: list[Slot] = []
    for start in range(width * height):
        if area[start] >= 0:
            continue
        found, waiting = [start], [start]
        area[start] = start
        while waiting:
            row, column = divmod(waiting.pop(), width)
            beside = (
                (column + 1 < width and row not in sides[column + 1], row, column + 1),
                (column > 0 and row not in sides[column], row, column - 1),
                (row + 1 < height and column not in floors[row + 1], row + 1, column),
                (row > 0 and column not in floors[row], row - 1, column),
            )
            for is_open, near_row, near_column in beside:
                at = near_row * width + near_column
                if is_open and area[at] < 0:
                    area[at] = start
                    found.append(at)
                    waiting.append(at)
        rows, columns = [at // width for at in found], [at % width for at in found]
        slot = Slot(min(rows), min(columns), max(rows) + 1, max(columns) + 1)
        if len(found) == (slot.below - slot.row) * (slot.after - slot.column):
            slots.append(slot)
        else:
            slots.extend(Slot(row, column, row + 1, column + 1) for row, column in zip(rows, columns, strict=True))
    return sorted(slots)
