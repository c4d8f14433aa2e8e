"""The cell frame: the columns that a form fixes are laid out once, and a report adds only its figures."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

import pyarrow as pa

from govinfo_report.compiled import Form, FormCell, compile_form
from govinfo_report.frames.columns import Owners, decimals, indices, scattered, table_of
from govinfo_report.note import Note
from govinfo_report.quantity import Amount
from govinfo_report.report import Report
from govinfo_report.together.editions import joined_path

__all__ = ["Cells"]

_GRAVITY: Final = {"error": 0, "warning": 1, "hint": 2}
_FIXED: Final = ("table_name", "edition", "path", "joined_path", "row_label", "column_label", "kind", "unit")


class Cells:
    """Gathers the cells of reports."""

    def __init__(self) -> None:
        self._fixed: list[tuple[str | None, ...]] = []
        self._starts: dict[type, int] = {}
        self._bare: dict[int, int] = {}
        self._at = array("i")
        self._owner = array("i")
        self._values: list[int | None] = []
        self._amounts: dict[int, Amount] = {}
        self._units: dict[int, str | None] = {}
        self._marks: dict[int, str] = {}

    def add(self, number: int, report: Report) -> None:
        """The cells of a report, which is the ``number``-th."""
        for table in report.tables:
            form = compile_form(type(table))
            start = self._starts.get(form.table)
            if start is None:
                start = self._starts[form.table] = self._lay_out(form)
            first = len(self._values)
            values = list(form.values(table))
            for place in form.odd:
                if isinstance(amount := values[place], Amount):
                    self._amounts[first + place] = amount
                    self._units[first + place] = form.cells[place].unit
                    values[place] = None
            self._values += values  # type: ignore[arg-type]
            self._at.extend(range(start, start + len(values)))
            self._owner.extend([number] * len(values))
            for place, amount in ((place, self._amounts.get(first + place)) for place in form.odd):
                if amount is not None and amount.unit is not None and form.cells[place].unit is None:
                    self._at[first + place] = self._bare[start + place]
            if report.notes:
                self._mark(form, first, report.notes)

    def finish(self, owners: Owners) -> pa.Table:
        """The frame."""
        length = len(self._values)
        at = indices(self._at)
        fixed = {
            name: pa.array([row[place] for row in self._fixed], pa.string()).dictionary_encode().take(at)
            for place, name in enumerate(_FIXED)
        }
        exact = {place: amount.to(self._units[place]) for place, amount in self._amounts.items()}
        return table_of(
            "cells",
            {
                **owners.columns(self._owner),
                **fixed,
                "value": _with_amounts(self._values, exact),
                "printed": scattered(length, {place: str(amount) for place, amount in self._amounts.items()}),
                "mark": scattered(length, self._marks),
            },
        )

    def _lay_out(self, form: Form) -> int:
        """Add what the form fixes of its cells; a cell without a unit a second time, for figures printed with one."""
        start = len(self._fixed)
        self._fixed += [_fixed(form, cell, cell.unit) for cell in form.cells]
        for place in sorted(form.odd):
            if form.cells[place].unit is None:
                self._bare[start + place] = len(self._fixed)
                self._fixed.append(_fixed(form, form.cells[place], "元"))
        return start

    def _mark(self, form: Form, first: int, notes: Sequence[Note]) -> None:
        for note in sorted(notes, key=lambda note: _GRAVITY[note.severity]):
            if note.path is None:
                continue
            if note.path in form.index:
                self._marks.setdefault(first + form.index[note.path], note.code)
            elif note.code == "missing":
                for path, place in form.index.items():
                    if path.startswith(f"{note.path}."):
                        self._marks.setdefault(first + place, note.code)


def _fixed(form: Form, cell: FormCell, unit: str | None) -> tuple[str | None, ...]:
    row = "/".join(cell.row) or None
    return (form.name, form.edition, cell.path, joined_path(cell.path), row, "/".join(cell.column), cell.kind, unit)


def _with_amounts(values: Sequence[int | None], amounts: dict[int, Decimal]) -> pa.Array:
    whole = decimals(values)
    if not amounts:
        return whole
    places = sorted(amounts)
    order = array("i", range(len(values)))
    for number, place in enumerate(places):
        order[place] = len(values) + number
    exact = decimals([amounts[place] for place in places])
    return pa.concat_arrays([whole, exact]).take(indices(order))
