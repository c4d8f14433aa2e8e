"""The heads of columns without rules: which stands over which, so that they come branch by branch.

A head over several others stands in the middle of them; one without any below it heads a column itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import attrs

from govinfo_report.readers.pdf_lines import Line
from govinfo_report.readers.pdf_page import Box

__all__ = ["Blob", "heads_in_order", "stands_over_any"]

_MOST_BESIDE = 4
_MOST_COLUMNS = 40
_OFF = 0.4
"""Of the height of the characters: by how much a head may miss the place that its leaves give it."""
_LEVEL = 0.3
"""Of the same: by how much the middles of heads on one level may differ."""
_BELOW = 0.65
"""Of the way down to the lowest heads: what stands deeper is under a head, what stands higher reaches up beside it."""


@attrs.define(eq=False)
class Blob:
    """A cell: lines close below each other."""

    lines: list[Line]
    page: int
    figure: bool

    @property
    def box(self) -> Box:
        """Where it stands."""
        boxes = [line.box for line in self.lines]
        return Box(
            min(box.x0 for box in boxes), boxes[0].top, max(box.x1 for box in boxes), max(box.bottom for box in boxes)
        )

    @property
    def middle(self) -> float:
        """Its middle, from the top."""
        return (self.lines[0].middle + self.lines[-1].middle) / 2


def heads_in_order(blobs: Sequence[Blob]) -> list[list[Blob]]:
    """Rows of ``blobs``, which stand above a row of figures: what stands alone above all others, then the rest.

    In the rest, a head comes before those that stand under it, and these come from the left.
    """
    rest = sorted(blobs, key=lambda blob: blob.middle)
    rows: list[list[Blob]] = []
    while len(rest) > 1 and rest[0].box.bottom <= min(blob.box.top for blob in rest[1:]):
        rows.append([rest.pop(0)])
    if not rest:
        return rows
    leaves = sorted((blob for blob in rest if not stands_over_any(blob, rest)), key=lambda blob: blob.box.x0)
    first: dict[int, list[Blob]] = {}
    over = [blob for blob in rest if all(blob is not leaf for leaf in leaves)]
    while over:
        level = [blob for blob in over if blob.middle - over[0].middle < 0.5 * blob.lines[0].size]
        over = [blob for blob in over if all(blob is not other for other in level)]
        level.sort(key=lambda blob: blob.box.x0)
        top, lowest = level[-1].middle, max(leaf.middle for leaf in leaves)
        last = _run([lowest - leaf.middle < _LEVEL * leaf.lines[0].size for leaf in leaves])
        deep = [leaf for leaf in leaves if leaf.middle - top > _BELOW * (lowest - top)]
        below = [leaf for leaf in leaves if leaf.box.top >= level[-1].box.bottom - 1]
        for blob, start in zip(level, _starts(level, leaves[last], deep, below), strict=False):
            first.setdefault(id(start), []).append(blob)
    return [*rows, [blob for leaf in leaves for blob in (*first.pop(id(leaf), ()), leaf)]]


def stands_over_any(blob: Blob, others: Sequence[Blob]) -> bool:
    """Whether one of ``others`` stands below ``blob``."""
    box = blob.box
    return any(
        other is not blob and other.box.top >= box.bottom - 1 and other.box.x0 < box.x1 and box.x0 < other.box.x1
        for other in others
    )


def _run(chosen: Sequence[bool]) -> slice:
    """Those that are chosen, if they follow each other."""
    first, count = chosen.index(True), sum(chosen)
    return slice(first, first + count) if all(chosen[first : first + count]) else slice(0)


def _starts(level: Sequence[Blob], lowest: Sequence[Blob], deep: Sequence[Blob], below: Sequence[Blob]) -> list[Blob]:
    """The first leaf for each of ``level``, whose leaves are the ``lowest``, all that stand ``deep``, or all ``below``."""
    fits = [
        fit
        for leaves in (lowest, deep, below)
        for fit in (_middle(level, leaves), _left(level, leaves), _right(level, leaves))
        if fit is not None
    ]
    if not fits:
        return list(deep)
    good = (starts for off, starts in fits if off <= _OFF * level[0].lines[0].size * len(level))
    return next(good, (_middle(level, deep) or fits[0])[1])


def _left(level: Sequence[Blob], leaves: Sequence[Blob]) -> tuple[float, list[Blob]] | None:
    """The leaf that begins where each of ``level`` does, and by how much they differ."""
    if len(level) > len(leaves):
        return None
    nearest = [min(leaves, key=lambda leaf: abs(leaf.box.x0 - blob.box.x0)) for blob in level]
    off = sum(abs(leaf.box.x0 - blob.box.x0) for leaf, blob in zip(nearest, level, strict=True))
    return (off, nearest) if len({id(leaf) for leaf in nearest}) == len(level) else None


def _right(level: Sequence[Blob], leaves: Sequence[Blob]) -> tuple[float, list[Blob]] | None:
    """The same where each ends with the last of its leaves, which follow each other."""
    if len(level) > len(leaves):
        return None
    last = [min(range(len(leaves)), key=lambda at: abs(leaves[at].box.x1 - blob.box.x1)) for blob in level]
    off = sum(abs(leaves[at].box.x1 - blob.box.x1) for at, blob in zip(last, level, strict=True))
    firsts = [0, *(at + 1 for at in last[:-1])]
    return (off, [leaves[at] for at in firsts]) if last == sorted(set(last)) else None


def _middle(level: Sequence[Blob], under: Sequence[Blob]) -> tuple[float, list[Blob]] | None:
    """The first of ``under`` for each of ``level``, cut so that each stands in the middle of its own, and how far off."""
    if not under or len(level) > min(_MOST_BESIDE, len(under)) or len(under) > _MOST_COLUMNS:
        return None
    best: tuple[float, tuple[int, ...]] = (float("inf"), ())
    for cuts in combinations(range(1, len(under)), len(level) - 1):
        edges = (0, *cuts, len(under))
        off = 0.0
        for blob, start, end in zip(level, edges, edges[1:], strict=False):
            off += abs(under[start].box.x0 + under[end - 1].box.x1 - blob.box.x0 - blob.box.x1)
        best = min(best, (off, edges[:-1]))
    return best[0], [under[start] for start in best[1]]
