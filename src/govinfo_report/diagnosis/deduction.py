"""What blanks must be: where the identities, and counts being no less than 0, leave one value, or an interval."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import Any, Final

import attrs

from govinfo_report.compiled import Form
from govinfo_report.diagnosis.explanation import cell_place, identity_id, identity_places
from govinfo_report.diagnosis.simplex import CONSTANT, Simplex
from govinfo_report.diagnosis.system import Coefficients, Row, coefficients, counted, lowest, residual
from govinfo_report.messages import SOURCE_LOCALE, message, translate
from govinfo_report.quantity import MAX_COUNT, Figure

__all__ = ["Conflict", "Deduction", "Deductions", "contradictions", "deduce", "possible"]

_FIRST: Final = CONSTANT - 1
"""The key of the identity at index 0 in an equation."""


@attrs.frozen
class Deduction:
    """What a blank can be, never put into the report; unpacks into lower and upper.

    Attributes:
        path: of the cell.
        lower: the least.
        upper: the greatest, ``None`` where nothing bounds it.
    """

    path: str
    lower: int
    upper: int | None
    form: Form = attrs.field(repr=False)

    @property
    def value(self) -> int | None:
        """What it must be, ``None`` where several values are possible."""
        return self.lower if self.lower == self.upper else None

    def text(self, locale: str = SOURCE_LOCALE) -> str:
        """Where, and what it must be or lie between."""
        place = cell_place(self.form, self.form.cells[self.form.index[self.path]], locale)
        if self.value is not None:
            return message("{place}：空白，按勾稽关系应为{value}", place=place, value=self.value).text(locale)
        if self.upper is None:
            return message("{place}：空白，按勾稽关系不少于{lower}", place=place, lower=self.lower).text(locale)
        return message(
            "{place}：空白，按勾稽关系在{lower}至{upper}之间", place=place, lower=self.lower, upper=self.upper
        ).text(locale)

    def __iter__(self) -> Iterator[int | None]:
        return iter((self.lower, self.upper))

    def to_dict(self, locale: str = SOURCE_LOCALE) -> dict[str, Any]:
        """Plain data for machines."""
        bounds = {"lower": self.lower, "upper": self.upper, "value": self.value}
        return {"path": self.path, **bounds, "text": self.text(locale)}

    def __str__(self) -> str:
        return self.text()


@attrs.frozen
class Conflict:
    """Why nothing follows for a part of a table: these identities cannot all hold, whatever its blanks are.

    Attributes:
        table: the name of the table.
        identities: the ids of the findings.
    """

    table: str
    identities: tuple[str, ...]
    form: Form = attrs.field(repr=False)

    def text(self, locale: str = SOURCE_LOCALE) -> str:
        """Which rows and columns contradict each other."""
        places = identity_places(self.form, self.identities, locale)
        return message(
            "无法推算空白单元格，因为以下勾稽关系不能同时成立：{places}", places=translate("、", locale).join(places)
        ).text(locale)

    def to_dict(self, locale: str = SOURCE_LOCALE) -> dict[str, Any]:
        """Plain data for machines."""
        return {"table": self.table, "identities": list(self.identities), "text": self.text(locale)}

    def __str__(self) -> str:
        return self.text()


@attrs.frozen(eq=True)
class Deductions(Mapping[str, Deduction]):
    """By path what each blank can be, in the order of the form; blanks that no identity speaks of are left out.

    Attributes:
        conflicts: the parts of tables for which nothing follows, because their figures contradict each other.
    """

    found: tuple[Deduction, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    _by_path: dict[str, Deduction] = attrs.field(init=False, repr=False, eq=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        self._by_path.update((one.path, one) for one in self.found)

    @property
    def certain(self) -> dict[str, int]:
        """The blanks that can be but one value, with that value."""
        return {one.path: one.value for one in self.found if one.value is not None}

    def text(self, locale: str = SOURCE_LOCALE) -> str:
        """A line per conflict and per blank; a sentence where there is neither."""
        conflicts = [one.text(locale) for one in self.conflicts]
        lines = [*conflicts, *(one.text(locale) for one in self.found)]
        return "\n".join(lines) if lines else message("没有可推算的空白单元格").text(locale)

    def to_dict(self, locale: str = SOURCE_LOCALE) -> dict[str, Any]:
        """Plain data for machines."""
        return {
            "deductions": [one.to_dict(locale) for one in self.found],
            "conflicts": [one.to_dict(locale) for one in self.conflicts],
        }

    def __getitem__(self, path: str) -> Deduction:
        return self._by_path[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_path)

    def __len__(self) -> int:
        return len(self.found)

    def __str__(self) -> str:
        return self.text()


def deduce(tables: Iterable[tuple[Form, Sequence[Figure]]]) -> Deductions:
    """What follows for the blanks of ``tables``."""
    found: list[Deduction] = []
    conflicts: list[Conflict] = []
    for form, values in tables:
        own: list[Deduction] = []
        for part in _parts(form):
            outcome = _of_part(form, values, part)
            if isinstance(outcome, Conflict):
                conflicts.append(outcome)
            else:
                own += outcome
        found += sorted(own, key=lambda one: form.index[one.path])
    return Deductions(tuple(found), tuple(conflicts))


def possible(form: Form, values: Sequence[Figure], ignored: Set[int]) -> bool:
    """Whether the blanks of ``values`` can be filled so that all identities but those ``ignored`` hold."""
    rows = [row for row in _equations(form, values, set(range(len(form.identities))) - ignored) if _unknowns(row)]
    return Simplex(rows).contradiction is None


def contradictions(form: Form, values: Sequence[Figure], ignored: Set[int]) -> Iterator[Row]:
    """Rows that fail whatever the blanks are, each from other identities; none from those ``ignored``.

    The identities are combined so that what remains of the blanks could only make up for the opposite difference;
    the row takes the blanks for 0.
    """
    left = {at for at, _ in counted(form)} - ignored
    while True:
        rows = [row for row in _equations(form, values, left) if _unknowns(row)]
        if Simplex(rows).contradiction is None:
            return
        rows = _least(rows)
        proof = Simplex(rows).contradiction or {}
        named = sorted(_named(key for row in rows for key in row))
        left.difference_update(named)
        known: Coefficients = {}
        for at in named:
            for cell, factor in coefficients(form.identities[at]).items():
                if values[cell] is not None:
                    known[cell] = known.get(cell, 0) + factor * proof.get(_FIRST - at, 0)
        factors = {cell: factor for cell, factor in known.items() if factor}
        yield Row(sum(1 << cell for cell in factors), factors, tuple(named))


def _parts(form: Form) -> list[set[int]]:
    """The identities that are linked by cells."""
    parts: list[tuple[set[int], set[int]]] = []
    for at, identity in counted(form):
        cells, members = {*identity.left, *identity.right}, {at}
        for part in [part for part in parts if part[0] & cells]:
            parts.remove(part)
            cells |= part[0]
            members |= part[1]
        parts.append((cells, members))
    return [members for _, members in parts]


def _equations(form: Form, values: Sequence[Figure], part: Set[int]) -> list[Coefficients]:
    """An equation per identity of ``part``, its unknowns the blanks, counted from the least that they can be."""
    made = []
    for at, identity in counted(form):
        if at in part:
            factors = coefficients(identity)
            blank = {cell: factor for cell, factor in factors.items() if values[cell] is None}
            constant = residual(factors, values) + sum(f * lowest(form, cell) for cell, f in blank.items())
            row = {**blank, _FIRST - at: 1}
            made.append({**row, CONSTANT: constant} if constant else row)
    return made


def _unknowns(row: Coefficients) -> bool:
    return any(key >= 0 for key in row)


def _of_part(form: Form, values: Sequence[Figure], part: Set[int]) -> list[Deduction] | Conflict:
    rows = _equations(form, values, part)
    blanks = sorted({key for row in rows for key in row if key >= 0})
    if not blanks:
        return []
    wrong = [row for row in rows if CONSTANT in row and not _unknowns(row)]
    if wrong:
        return _conflict(form, [key for row in wrong for key in row])
    solver = Simplex(row for row in rows if _unknowns(row))
    if solver.contradiction is not None:
        proof = solver.contradiction.keys()
        needed = _least([row for row in rows if any(key in proof for key in row if key <= _FIRST)])
        return _conflict(form, [key for row in needed for key in row])
    found = []
    for cell in blanks:
        least, shift = solver.least(cell), lowest(form, cell)
        greatest = solver.greatest(cell)
        upper = None if greatest is None else min(greatest + shift, MAX_COUNT)
        found.append(Deduction(form.cells[cell].path, least + shift, upper, form))
    return found


def _least(rows: list[Coefficients]) -> list[Coefficients]:
    """Those of ``rows``, which contradict each other, that the contradiction needs."""
    for row in list(rows):
        rest = [other for other in rows if other is not row]
        if Simplex(rest).contradiction is not None:
            rows = rest
    return rows


def _named(keys: Iterable[int]) -> set[int]:
    """The identities that ``keys`` of an equation name."""
    return {_FIRST - key for key in keys if key <= _FIRST}


def _conflict(form: Form, keys: Iterable[int]) -> Conflict:
    return Conflict(form.name, tuple(identity_id(form, form.identities[at]) for at in sorted(_named(keys))), form)
