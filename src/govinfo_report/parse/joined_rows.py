"""Rows whose digits ran together: what is printed for their cells, and the readings that it has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from govinfo_report.compiled import Identity
from govinfo_report.parse.passes import Step, survivors
from govinfo_report.parse.splits import Budget, Piece, TooManyError
from govinfo_report.quantity import Figure, write_figure

__all__ = ["JoinedRow", "Run", "breaks_in", "is_plain", "keeps", "linked", "only_reading", "runs_on", "tied_groups"]


@attrs.frozen
class Run:
    """The cells of one row and what stands for them.

    Attributes:
        cells: their indices in the form, in order.
        texts: the digits behind the label; several where the source allows more than one view of which digits
            are the row's.
    """

    cells: tuple[int, ...]
    texts: tuple[str, ...]


def runs_on(text: str) -> bool:
    """Whether the figures of a row run on over lines that hold several: the next line may be a row that lost its label."""
    lines = text.strip().splitlines()
    return len(lines) > 1 and any(len(line.split()) > 1 for line in lines)


@attrs.define
class JoinedRow:
    """A run that has to be cut: its texts without spaces, and per segment its cells and their readings."""

    run: Run
    texts: tuple[str, ...]
    segments: list[tuple[tuple[int, ...], list[Piece]]] = attrs.Factory(list)

    @property
    def even(self) -> bool:
        """Whether it has as many characters as cells."""
        return any(len(text) == len(self.run.cells) for text in self.texts)

    @property
    def certain(self) -> bool:
        """Whether it has as many characters as cells, and no space says otherwise."""
        return self.even and not self.spaced

    @property
    def spaced(self) -> bool:
        """Whether spaces set some of it apart, so that a cut elsewhere needs a proof: a sum, and none goes over a mark."""
        return any(len(text.split()) > 1 for text in self.run.texts)


def linked(
    segments: list[tuple[tuple[int, ...], list[Piece]]], budget: Budget
) -> list[tuple[tuple[int, ...], list[Piece]]]:
    """``segments`` with only those readings that reach from the row's first digit to its last."""
    steps = [
        Step(tuple(one.start for one in found), tuple(one.end for one in found), ((),) * len(found))
        for _, found in segments
    ]
    kept, exact = survivors(steps, (), budget)
    if not exact:
        raise TooManyError
    return [
        (part, [found[reading] for reading in sorted(left)]) for (part, found), left in zip(segments, kept, strict=True)
    ]


def breaks_in(printed: Sequence[str], text: str) -> frozenset[int]:
    """The places in ``text`` where one of ``printed``, which it is without its spaces, has a space within a line."""
    whole = next(one for one in printed if "".join(one.split()) == text)
    found: set[int] = set()
    at = 0
    for line in whole.splitlines():
        for part in line.split():
            at += len(part)
            found.add(at)
        found.discard(at)  # a line may end within a figure
    return frozenset(found)


def keeps(piece: Piece, breaks: frozenset[int]) -> bool:
    """Whether no figure of ``piece`` reaches over a space."""
    at = piece.start
    ends = {at}
    for value in piece.values:
        at += len(write_figure(value)) or 1
        ends.add(at)
    return at != piece.end or all(place in ends for place in breaks if piece.start < place < piece.end)


def is_plain(text: str) -> bool:
    """Whether ``text`` is digits and nothing else."""
    return text.isascii() and text.isdecimal()


def only_reading(row: JoinedRow) -> tuple[Figure, ...] | None:
    """The one reading of ``row``, ``None`` where it has none or several."""
    if not row.segments or any(len(found) != 1 for _, found in row.segments):
        return None
    return tuple(value for _, found in row.segments for value in found[0].values)


def tied_groups(
    rows: Sequence[JoinedRow], identities: Sequence[Identity]
) -> Iterator[tuple[list[JoinedRow], list[Identity]]]:
    """The rows in groups that no identity ties to each other, each with its identities."""
    groups: list[tuple[list[JoinedRow], list[Identity]]] = [([row], []) for row in rows]
    for identity in identities:
        members = {*identity.left, *identity.right}
        tied = [group for group in groups if any(cell in members for row in group[0] for cell in row.run.cells)]
        groups = [group for group in groups if group not in tied]
        groups.append(([row for one, _ in tied for row in one], [*(one for _, mine in tied for one in mine), identity]))
    return iter(groups)
