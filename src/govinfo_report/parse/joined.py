"""Cells whose digits ran together: which figures they must be, by the identities of the form.

``58`` + ``45`` + ``546`` printed without a separator is ``5845546``, and nothing in these digits tells where a
figure ends.  What tells is the form: every cell holds a figure without leading zeros, rows add up to their
total, outcomes to theirs, what came in to what went out.  All ways to cut all rows that satisfy every identity
at once are the *solutions*; a cell is read when it is the same in all of them.  If the source printed every
cell and its sums hold, then what it meant is among the solutions, so what is read is right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final, Literal, TypeAlias

import attrs

from govinfo_report.compiled import Form, Identity
from govinfo_report.parse.joined_rows import (
    JoinedRow,
    Run,
    breaks_in,
    is_plain,
    keeps,
    linked,
    only_reading,
    runs_on,
    tied_groups,
)
from govinfo_report.parse.passes import EDGE, Step, survivors
from govinfo_report.parse.splits import Budget, Piece, TooManyError, pieces
from govinfo_report.parse.ties import adds, constant, cuts, equation
from govinfo_report.quantity import Figure, read_figure

__all__ = ["Decoding", "Trouble", "decode"]

Trouble: TypeAlias = Literal["sums-fail", "too-many-readings", "unmarked-blanks"]

_ROW_STEPS: Final = 60_000
_STEPS: Final = 500_000
_PLACES: Final = 1 << 20
"""More than any text has characters: keeps the places of alternative texts apart."""


@attrs.frozen
class Decoding:
    """What is known of the cells of some runs.

    Attributes:
        values: of the cells that are read.
        split: those of them whose digits had to be told from their neighbours'.
        readings: of the cells that are not read, what they may be; empty where no reading holds.
        troubles: what stood in the way, and in which cells.
    """

    values: Mapping[int, Figure]
    split: frozenset[int]
    readings: Mapping[int, tuple[Figure, ...]]
    troubles: tuple[tuple[Trouble, tuple[int, ...]], ...]


def decode(form: Form, runs: Sequence[Run], known: Mapping[int, Figure]) -> Decoding:
    """Read ``runs``, rows of one table of ``form``; ``known`` are the cells read elsewhere, ``None`` for blanks.

    Bounded: beyond some half a million steps the remaining cells are left with the trouble
    ``too-many-readings``.
    """
    work = _Work(form, dict(known))
    rows = [row for row in (work.plain(run) for run in runs) if row is not None]
    if work.gappy:
        work.leave_gappy(rows)
    else:
        work.solve(rows)
    return Decoding(work.values, frozenset(work.split), work.readings, tuple(work.troubles))


@attrs.define
class _Work:
    form: Form
    known: dict[int, Figure]
    values: dict[int, Figure] = attrs.Factory(dict)
    split: set[int] = attrs.Factory(set)
    readings: dict[int, tuple[Figure, ...]] = attrs.Factory(dict)
    troubles: list[tuple[Trouble, tuple[int, ...]]] = attrs.Factory(list)
    gappy: bool = False
    """Somewhere less is printed than there are cells: blanks have left no trace."""
    short: list[int] = attrs.Factory(list)
    """The cells of rows in which that shows."""

    def plain(self, run: Run) -> JoinedRow | None:
        """``run`` as a row to be cut, ``None`` where it can be read, or not, without that."""
        texts = tuple(dict.fromkeys("".join(text.split()) for text in run.texts))
        if texts == ("",):
            self.gappy = True
            self._take(run, (None,) * len(run.cells))
            return None
        if len(texts) == 1:
            parts = run.texts[0].split()
            if len(parts) == len(run.cells) and not runs_on(run.texts[0]):
                printed = [
                    read_figure(part, self.form.cells[at].kind) for at, part in zip(run.cells, parts, strict=True)
                ]
                if all(one.status != "unreadable" for one in printed):
                    self._take(run, tuple(one.value for one in printed))
                    return None
            if len(parts) > len(run.cells) or len(run.cells) == 1:
                self._leave(run)
                return None
        if all(len(text) < len(run.cells) for text in texts):
            self.gappy = True
            self.short.extend(run.cells)
            self._leave(run)
            return None
        return JoinedRow(run, texts)

    def leave_gappy(self, rows: Sequence[JoinedRow]) -> None:
        """Where blanks have left no trace, only as many zeros as cells are sure."""
        left = list(self.short)
        for row in rows:
            if len(row.texts) == 1 and row.even and set(row.texts[0]) == {"0"}:
                self._take(row.run, (0,) * len(row.run.cells), cut=True)
            else:
                self._leave(row.run)
                left.extend(row.run.cells)
        if left:
            self.troubles.append(("unmarked-blanks", tuple(left)))

    def solve(self, rows: Sequence[JoinedRow]) -> None:
        budget = Budget(_STEPS)
        marked = [row for row in rows if any(not is_plain(text) for text in row.texts) and self._has_marks(row)]
        for row in marked:
            self._fill(row, (), budget)
            sure = only_reading(row)
            if sure is not None and not row.spaced and (row.even or not self._stands_alone(row)):
                self._take(row.run, sure, cut=True)
            else:
                self._leave_row(row)
        rest = [row for row in rows if row not in marked]
        identities = self._usable(rest)
        for row in rest:
            self._fill(row, identities, budget)
        for row in [row for row in rest if row.segments and not row.certain and self._stands_alone(row)]:
            self._leave_row(row)  # that it has one reading proves nothing: a blank that left no trace has others
            rest.remove(row)
        over = [row for row in rest if not row.segments]
        if over:
            self._report("too-many-readings", over)
            rest = [row for row in rest if row.segments]
            identities = self._usable(rest)
        for group, tied in tied_groups(rest, identities):
            self._join(group, tied, budget)

    def _has_marks(self, row: JoinedRow) -> bool:
        return any(read_figure(character, "count").status == "mark" for text in row.texts for character in text)

    def _stands_alone(self, row: JoinedRow) -> bool:
        """Whether the form has no identity for any cell of ``row``."""
        cells = set(row.run.cells)
        return not any(cells & {*one.left, *one.right} for one in self.form.identities)

    def _usable(self, rows: Sequence[JoinedRow]) -> list[Identity]:
        """The identities whose every cell is a number, known or to be cut."""
        free = {cell for row in rows for cell in row.run.cells}
        return [
            identity
            for identity in self.form.identities
            if all(
                self.form.cells[at].kind != "amount" and (at in free or isinstance(self.known.get(at), int))
                for at in (*identity.left, *identity.right)
            )
            and any(at in free for at in (*identity.left, *identity.right))
        ]

    def _fill(self, row: JoinedRow, identities: Sequence[Identity], budget: Budget) -> None:
        """Find the readings of ``row`` that its own identities allow; none at all where there are too many."""
        own = Budget(min(_ROW_STEPS, budget.left))
        cells = row.run.cells
        inner = [one for one in identities if {*one.left, *one.right} <= set(cells)]
        try:
            row.segments = linked(self._segments(row, inner, own), own)
        except TooManyError:
            row.segments = []
        budget.left -= min(_ROW_STEPS, budget.left) - max(own.left, 0)

    def _segments(
        self, row: JoinedRow, inner: Sequence[Identity], budget: Budget
    ) -> list[tuple[tuple[int, ...], list[Piece]]]:
        cells = row.run.cells
        places = cuts(cells, inner)
        starts = [{0} for _ in row.texts]
        segments: list[tuple[tuple[int, ...], list[Piece]]] = []
        for first, stop in pairwise(places):
            part = cells[first:stop]
            equations = [equation(one, part) for one in inner if any(at in part for at in (*one.left, *one.right))]
            found: list[Piece] = []
            for at, text in enumerate(row.texts):
                base = at * _PLACES
                options = pieces(
                    text,
                    [self.form.cells[cell].kind for cell in part],
                    equations,
                    first,
                    len(cells) - stop,
                    sorted(starts[at]),
                    budget,
                )
                if breaks := breaks_in(row.run.texts, text):
                    options = [one for one in options if keeps(one, breaks)]
                starts[at] = {one.end for one in options}
                found.extend(
                    Piece(
                        EDGE if first == 0 else base + one.start,
                        EDGE if stop == len(cells) else base + one.end,
                        one.values,
                    )
                    for one in options
                )
            segments.append((part, found))
        return segments

    def _join(self, rows: Sequence[JoinedRow], identities: Sequence[Identity], budget: Budget) -> None:
        """Read rows that are tied to each other by ``identities``."""
        free = {cell for row in rows for cell in row.run.cells}
        cross = [one for one in identities if not any({*one.left, *one.right} <= set(row.run.cells) for row in rows)]
        steps = [
            Step(
                tuple(piece.start for piece in found),
                tuple(piece.end for piece in found),
                tuple(tuple(adds(one, part, piece) for one in cross) for piece in found),
            )
            for row in rows
            for part, found in row.segments
        ]
        constants = tuple(constant(one, free, self.known) for one in cross)
        kept, exact = survivors(steps, constants, budget)
        if exact and all(kept):
            remaining = iter(kept)
            for row in rows:
                self._accept(row, [next(remaining) for _ in row.segments])
            return
        self._report("too-many-readings" if not exact else "sums-fail", rows)

    def _accept(self, row: JoinedRow, kept: Sequence[frozenset[int]]) -> None:
        """Take the cells of ``row`` that are the same in all readings that are left."""
        for (part, found), left in zip(row.segments, kept, strict=True):
            for place, cell in enumerate(part):
                options = dict.fromkeys(found[reading].values[place] for reading in sorted(left))
                if len(options) == 1:
                    self.values[cell] = next(iter(options))
                    self.split.add(cell)
                else:
                    self.readings[cell] = tuple(options)

    def _report(self, trouble: Trouble, rows: Sequence[JoinedRow]) -> None:
        """Take the rows with as many digits as cells whose own sums hold, and leave the others."""
        left: list[int] = []
        for row in rows:
            sure = only_reading(row)
            if sure is not None and row.even and all(len(text) <= len(row.run.cells) for text in row.texts):
                self._take(row.run, sure, cut=True)
            else:
                self._leave_row(row)
                left.extend(row.run.cells)
        if left:
            self.troubles.append((trouble, tuple(left)))

    def _take(self, run: Run, figures: Sequence[Figure], *, cut: bool = False) -> None:
        found = dict(zip(run.cells, figures, strict=True))
        self.values.update(found)
        self.known.update(found)
        if cut:
            self.split.update(run.cells)

    def _leave(self, run: Run) -> None:
        self.readings.update(dict.fromkeys(run.cells, ()))

    def _leave_row(self, row: JoinedRow) -> None:
        self._leave(row.run)
        for part, found in row.segments:
            for place, cell in enumerate(part):
                self.readings[cell] = tuple(dict.fromkeys(piece.values[place] for piece in found))
