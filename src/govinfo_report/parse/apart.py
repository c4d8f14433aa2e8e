"""From the joined rows of one table to its cells, with a note for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import attrs

from govinfo_report.compiled import Form
from govinfo_report.document import Cell, Position
from govinfo_report.note import Note
from govinfo_report.parse.cells import common_path
from govinfo_report.parse.joined import decode
from govinfo_report.parse.joined_rows import Run
from govinfo_report.quantity import Figure, write_figure

__all__ = ["Apart", "tell_apart"]

_LONGEST: Final = 26
"""Characters of a figure with all that may stand in its cell."""

_READINGS: Final = 8


@attrs.frozen
class Apart:
    """What came of joined rows.

    Attributes:
        read: per cell the digits of its row and its figure.
        left: per cell that is not read what is to be noted: the digits and what it may be, and where they stand.
        notes: on cells that are read, and on what stood in the way.
    """

    read: Mapping[int, tuple[str, Figure]]
    left: Mapping[int, tuple[str, Position | None]]
    notes: tuple[Note, ...]

    def without(self, indices: Sequence[int]) -> Apart:
        """What came of the other rows."""
        gone = set(indices)
        return attrs.evolve(
            self,
            read={index: what for index, what in self.read.items() if index not in gone},
            left={index: what for index, what in self.left.items() if index not in gone},
        )


def tell_apart(form: Form, rows: Mapping[tuple[int, ...], Sequence[Cell]], known: Mapping[int, Figure]) -> Apart:
    """Read ``rows``: by their cells the digits behind their label, in each view of them, none where it is blank.

    Args:
        form: of the table.
        rows: joined rows.
        known: the figures of other cells of the table.
    """
    read: dict[int, tuple[str, Figure]] = {}
    left: dict[int, tuple[str, Position | None]] = {}
    notes: list[Note] = []
    runs: list[Run] = []
    source: dict[int, tuple[str, Position | None]] = {}
    for cells, views in rows.items():
        text = " ".join(max((view.text for view in views), key=len, default="").split())
        position = views[0].position if views else None
        if len(text) > _LONGEST * len(cells):
            notes.append(Note("unplaced", text=text, position=position))
            left.update(dict.fromkeys(cells, (f"{text[:_LONGEST]}…", position)))
            continue
        runs.append(Run(cells, tuple(cell.text for cell in views) or ("",)))
        source.update(dict.fromkeys(cells, (text, position)))
    decoding = decode(form, runs, known)
    for index in sorted(source):
        text, position = source[index]
        if index not in decoding.values:
            left[index] = (" → ".join((text, *_listed(decoding.readings[index]))), position)
            continue
        value = decoding.values[index]
        read[index] = (text, value)
        if index in decoding.split:
            notes.append(Note("decoded", form.cells[index].path, text, position))
        if value is None and text:
            notes.append(Note("blank-mark", form.cells[index].path, text, position))
    for trouble, cells in decoding.troubles:
        path = common_path([form.cells[index].path for index in cells])
        notes.append(Note(trouble, path, position=source[cells[0]][1]))
    return Apart(read, left, tuple(notes))


def _listed(readings: Sequence[Figure]) -> list[str]:
    """What a cell may be in one line, the first of it where that is much; nothing where no reading holds."""
    shown = [write_figure(value) or "␣" for value in readings[:_READINGS]]
    return [" | ".join((*shown, *(["…"] if len(readings) > _READINGS else [])))] if shown else []
