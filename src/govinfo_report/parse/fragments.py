"""A table of the form beside small tables of other things that name a few of its rows, as overviews do."""

from __future__ import annotations

from collections.abc import Sequence

from govinfo_report.note import Note
from govinfo_report.parse.cells import shown
from govinfo_report.parse.row import Row, TableRows
from govinfo_report.parse.vocabulary import Vocabulary
from govinfo_report.quantity import read_figure
from govinfo_report.wording import normalise

__all__ = ["without_fragments"]

_NEARLY_ALL = 0.8
"""Of the rows, and of the columns, of a form: what a table must have that is called whole."""
_FEW = 3
"""A fragment has at most one in so many of the labels of the whole."""


def without_fragments(parts: Sequence[TableRows], editions: Sequence[Vocabulary]) -> tuple[list[Row], list[Note]]:
    """The rows of the ``parts`` of one table, and notes on those that are none of it.

    Where one part is nearly the whole table, with figures, a part of another place that has few of its labels, none
    beyond them, and figures of its own is no piece of it: it gives other figures of the same names.
    """
    rows = [row for part in parts for row in part.rows]
    if len(parts) < 2:
        return rows, []
    labels = [_labels(part) for part in parts]
    whole = [
        at for at, part in enumerate(parts) if any(_is_whole(labels[at], one) for one in editions) and _filled(part)
    ]
    if len(whole) != 1:
        return rows, []
    official = labels[whole[0]]
    number = parts[whole[0]].rows[0].grid
    apart = [
        part
        for part, own in zip(parts, labels, strict=True)
        if (known := {label for label in own if any(label in one.all for one in editions)})
        and known <= official
        and _FEW * len(known) <= len(official)
        and all(row.grid != number for row in part.rows)
        and _filled(part)
    ]
    notes = [
        Note("unplaced", text=" ".join(map(shown, printed)), position=printed[0].position)
        for part in apart
        for row in part.rows
        if (printed := [cell for cell in row.cells if cell.text.strip()])
    ]
    return [row for part in parts if part not in apart for row in part.rows], notes


def _labels(part: TableRows) -> frozenset[str]:
    return frozenset(label for row in part.rows for cell in row.cells if (label := normalise(cell.text)))


def _is_whole(labels: frozenset[str], words: Vocabulary) -> bool:
    return all(
        len(labels & known.keys()) >= _NEARLY_ALL * len(known) for known in (words.leaves, words.columns)
    ) and bool(labels)


def _filled(part: TableRows) -> bool:
    return any(
        cell.text.strip() and read_figure(cell.text, "amount").value is not None
        for row in part.rows
        for cell in row.cells
    )
