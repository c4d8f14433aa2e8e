"""From one edition of the form to the other, as far as the figures go, and what did not go along.

Where meaning is equal the path is equal.  The one place where the editions differ in shape is （六）其他处理 of 表三:
one row in 2019, three in 2021.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any, Final

import attrs

from govinfo_report.accepted import BUILT_IN
from govinfo_report.compiled import Form, compile_form
from govinfo_report.content import ExtraCell
from govinfo_report.errors import shown
from govinfo_report.note import Note
from govinfo_report.placing import form_of_edition
from govinfo_report.quantity import Amount, Figure
from govinfo_report.report import Edition, Report
from govinfo_report.together.given import given_report

__all__ = ["Conversion", "LostCell", "joined_cells", "joined_path", "to_edition"]

_SPLIT_ROW: Final = "applications.outcomes.other."
_SPLIT_LABEL: Final = "其他处理"


def joined_path(path: str) -> str:
    """The path under which a cell is followed over both editions.

    It is the path itself but for the three rows of （六）其他处理 in the 2021 edition, whose cells stand together under
    the path of the one row of 2019, as their sum.
    """
    steps = path.removeprefix(_SPLIT_ROW).split(".")
    return _SPLIT_ROW + steps[1] if path.startswith(_SPLIT_ROW) and len(steps) == 2 else path


def joined_cells(report: Report) -> dict[str, int | Decimal | None]:
    """Every cell of ``report`` by its :func:`joined_path`, in the order of the form and the units of ``report.cells()``.

    Where three rows stand together, one blank leaves their sum ``None``.
    """
    found: dict[str, int | Decimal | None] = {}
    for path, value in report.cells().items():
        place = joined_path(path)
        if place in found:
            before = found[place]
            found[place] = None if value is None or before is None else before + value
        else:
            found[place] = value
    return found


@attrs.frozen
class LostCell:
    """A figure that the other edition has no cell for.

    Attributes:
        path: of the cell in the edition that was left.
        value: what it held.
    """

    path: str
    value: int | Amount


@attrs.frozen
class Conversion:
    """A report in another edition, and what that could not carry.

    Attributes:
        report: its tables in the edition that was asked for; cells that have no counterpart are blank.
        lost: the figures left behind, in the order of the form.
        lost_extras: the extra cells left behind.
    """

    report: Report
    lost: tuple[LostCell, ...]
    lost_extras: tuple[ExtraCell, ...]

    def __repr__(self) -> str:
        return f"<Conversion {self.report!r}: {len(self.lost)} cells and {len(self.lost_extras)} extra cells lost>"


def to_edition(report: Report, edition: Edition) -> Conversion:
    """``report`` with 表二 and 表三 in ``edition``; tables that are in it already, and the narrative, stay as they are.

    A cell is carried where the other edition has the same path.  The three rows of （六）其他处理 become one by adding
    up, when none of them is blank; the one row becomes three only when it is 0, for how else it is made up nobody
    knows.  Nothing else is filled in: the rest is blank there, or left behind and listed.

    Raises:
        ValueRefused: an edition that there is not, or something that is no report.
    """
    form_of_edition("disclosure", edition)
    given_report(report)
    made: dict[str, Any] = {}
    lost: list[LostCell] = []
    dropped: set[str] = set()
    gone: set[str] = set()
    places: dict[str, tuple[str, ...]] = {}
    for table in report.tables:
        if table.spec.name not in BUILT_IN or edition in table.spec.edition.split("/"):
            continue
        source, target = compile_form(type(table)), form_of_edition(table.spec.name, edition)
        figures = source.values(table)
        carried, used = _carried(source, figures, target)
        places |= _places(source, target)
        made[source.name] = target.build(carried)
        dropped.add(source.name)
        for cell, value in zip(source.cells, figures, strict=True):
            if cell.path not in used:
                gone.add(cell.path)
                if value is not None:
                    lost.append(LostCell(cell.path, value))
    kept = tuple(cell for cell in report.extras if cell.table not in dropped or _stays(cell))
    return Conversion(
        attrs.evolve(
            report,
            **made,
            extras=kept,
            notes=tuple(made for note in report.notes for made in _noted(note, places, gone)),
        ),
        tuple(lost),
        tuple(cell for cell in report.extras if cell not in kept),
    )


def _carried(source: Form, figures: tuple[Figure, ...], target: Form) -> tuple[list[Figure], set[str]]:
    """The figures for the cells of ``target``, and the paths of ``source`` that need not be listed as lost."""
    values: list[Figure] = []
    used: set[str] = set()
    for parts, whole in _routes(source, target):
        told = [figures[at] for at in parts]
        if parts:
            value = told[0] if len(told) == 1 else _sum(told)
            used.update(source.cells[at].path for at in parts if value is not None or figures[at] is None)
        elif whole is not None and figures[whole] == 0:
            value = 0
            used.add(source.cells[whole].path)
        else:
            value = None
        values.append(value)
    return values, used


@cache
def _routes(source: Form, target: Form) -> tuple[tuple[tuple[int, ...], int | None], ...]:
    """For each cell of ``target`` the cells of ``source`` that make it up, and else the one that it is a part of."""
    return tuple(
        (
            tuple(at for path, at in source.index.items() if cell.path in (path, joined_path(path))),
            source.index.get(joined_path(cell.path)),
        )
        for cell in target.cells
    )


def _places(source: Form, target: Form) -> dict[str, tuple[str, ...]]:
    """The cells of ``target`` that stand in the place of each cell of ``source`` that it has not, where there are such."""
    stand: dict[str, list[str]] = {}
    for cell in target.cells:
        stand.setdefault(joined_path(cell.path), []).append(cell.path)
    return {
        cell.path: tuple(stand[joined_path(cell.path)])
        for cell in source.cells
        if cell.path not in target.index and joined_path(cell.path) in stand
    }


def _noted(note: Note, places: dict[str, tuple[str, ...]], gone: set[str]) -> Iterator[Note]:
    """``note``, unless its cell was left behind; what was not read is not read in what stands in its place."""
    if note.code == "unread" and note.path in places:
        yield from (attrs.evolve(note, path=path) for path in places[note.path])
    elif note.path not in gone:
        yield note


def _sum(figures: list[Figure]) -> int | None:
    total = 0
    for figure in figures:
        if figure is None:
            return None
        assert isinstance(figure, int), shown(figure)
        total += figure
    return total


def _stays(cell: ExtraCell) -> bool:
    """Whether the row or column of an extra cell means the same in the other edition."""
    return cell.table == "applications" and not any(_SPLIT_LABEL in label for label in cell.row)
