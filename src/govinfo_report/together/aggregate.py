"""Adding up (逐级汇总): the report of a whole from the reports of its parts, cell by cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, Final

import attrs

from govinfo_report.accepted import BUILT_IN
from govinfo_report.compiled import Form, compile_form
from govinfo_report.errors import ValueRefused, shown
from govinfo_report.form import Table
from govinfo_report.forms.sections import SECTIONS
from govinfo_report.messages import Joined, message
from govinfo_report.narrative import Section
from govinfo_report.placing import form_of_edition, title_of
from govinfo_report.report import Edition, Report
from govinfo_report.rules.years import organ_key
from govinfo_report.together.adding import BlankRule, CellSum, sum_cell, sum_extras
from govinfo_report.together.changes import CellChange, compare_cells
from govinfo_report.together.editions import Conversion, to_edition
from govinfo_report.together.given import given_report, given_reports
from govinfo_report.together.sum_notes import part_name, sum_notes
from govinfo_report.together.tabled import Grid, Tabled

__all__ = ["Aggregate", "BlankRule", "CellSum", "aggregate"]

_NAMED: Final = 5
"""Of more names than this the first stand for all."""


@attrs.frozen
class Aggregate(Tabled):
    """The sum of several reports, and what went into it.

    Attributes:
        report: title, organ and year, the official headings without narrative, and the summed tables; its notes name
            every cell that is not simply the sum of all parts.
        parts: the reports that were added up, in the order given.
        conversions: of the parts that were turned into another edition, by the number of the part.
        cells: by path, in the order of the form.
    """

    report: Report
    parts: tuple[Report, ...]
    conversions: dict[int, Conversion]
    cells: dict[str, CellSum]

    @property
    def incomplete(self) -> tuple[CellSum, ...]:
        """The cells that some part left blank, or that could not be added up."""
        return tuple(cell for cell in self.cells.values() if cell.blank or cell.trouble is not None)

    def compare(self, published: Report) -> tuple[CellChange, ...]:
        """The cells in which ``published`` differs from the sum; ``before`` is the sum, ``after`` what was published."""
        return tuple(one for one in compare_cells(self.report, given_report(published)) if one.kind != "same")

    def omitted(self, published: Report) -> tuple[int, ...]:
        """The numbers (from 0) of the parts each of which, left out by itself, makes the sum what was published.

        Exact: that part's figures are the differences, in every cell.  Empty where nothing differs.
        """
        missing: dict[str, int | Decimal] = {}
        for one in self.compare(published):
            change = one.change
            if change is None:
                return ()
            missing[one.path] = change.copy_negate() if isinstance(change, Decimal) else -change
        if not missing:
            return ()
        found = []
        for at, part in enumerate(self.parts):
            given = self.conversions[at].report if at in self.conversions else part
            figures = {path: value for path, value in given.cells().items() if value}
            if figures == missing:
                found.append(at)
        return tuple(found)

    def _grid(self) -> Grid:
        """A row per part: its organ, how many of its cells are blank, how many of its sums fail."""
        rows = []
        for at, part in enumerate(self.parts):
            blank = sum(value is None for value in part.cells().values())
            rows.append((part_name(self.parts, at), str(blank), str(len(part.check(severity="error").failed))))
        title = message(
            "{agency}{year}年：{count}份报告的合计",
            agency=self.report.agency or "",
            year=str(self.report.year or "?"),
            count=len(self.parts),
        )
        return Grid(title, (message("报告机关"), message("空白格"), message("不符项")), rows)

    def _repr_html_(self) -> str:
        return super()._repr_html_() + self.report._repr_html_()

    def __repr__(self) -> str:
        tables = ", ".join(f"{table.spec.name} {table.spec.edition}" for table in self.report.tables) or "no tables"
        place = f"{self.report.agency or '?'} {self.report.year or '?'}"
        return f"<Aggregate {place}: {len(self.parts)} reports, {tables}, {len(self.incomplete)} cells incomplete>"


def aggregate(
    reports: Iterable[Report],
    *,
    agency: str | None = None,
    year: int | None = None,
    edition: Edition | None = None,
    blanks: BlankRule = "skip",
) -> Aggregate:
    """Add up ``reports`` cell by cell; the sum of none is a report without tables, which adds nothing to another.

    Every cell of the form is added on its own; a total is the sum of the totals, never of the cells beside it, so what
    does not add up in a part stays visible in the whole.  A table that a part does not have adds nothing.

    A blank beside a number: with ``"skip"`` the numbers are added, and a note ``sum-of-given`` names the parts that
    left the cell blank; with ``"blank"`` the cell stays blank (``sum-left-blank``).  All blank is blank.  Amounts are added in the unit that
    they are all printed in; where units differ, in the unit of the form, and in 元 where it has none; bare
    numbers beside numbers with a unit are not added where the form has no unit, nor what no cell can hold (note
    ``sum-impossible``).  A part that bears the name of the whole is added, with a note ``part-named-as-whole``, for it may
    be the published total of the others; so are parts whose names are alike (教育局, 临江县教育局), with a note ``names-alike``.  An extra cell is kept when every part with the table prints it (else a note ``extra-left-out``).

    Args:
        reports: the parts; none of them twice.
        agency: the organ of the whole.
        year: of all the parts; taken from them where it is not given.
        edition: the edition to add up in; needed where the parts' tables are of several.
        blanks: what a blank beside a number does.

    Raises:
        ValueRefused: parts of different years, two parts of one organ (names are compared as :func:`series` does), an
            edition that there is not, or tables of several editions while none was asked for.
    """
    given = tuple(given_reports(reports))
    if blanks not in ("skip", "blank"):
        raise ValueRefused(message("blanks应为skip或blank，而不是{value}", value=shown(blanks)))
    if year is not None and type(year) is not int:
        raise ValueRefused(message("年度应为整数，而不是{value}", value=shown(year)))
    parts, conversions = _converted(given, edition)
    year = _year(given, year)
    _check_agencies(given)
    tables: dict[str, list[tuple[int, Table]]] = {}
    for at, part in enumerate(parts):
        for table in part.tables:
            tables.setdefault(table.spec.name, []).append((at, table))
    built: dict[str, Table] = {}
    sums: dict[str, CellSum] = {}
    for name in sorted(tables, key=_order):
        form = _one_form(name, [type(table) for _, table in tables[name]])
        rows = [(at, form.values(table)) for at, table in tables[name]]
        cells = [sum_cell(form, index, rows, blanks) for index in range(len(form.cells))]
        built[name] = form.build([cell.value for cell in cells])
        sums |= {cell.path: cell for cell in cells}
    own: dict[str, Any] = {name: table for name, table in built.items() if name in BUILT_IN}
    headings: dict[str, Any] = {spec.part: Section(spec.heading) for spec in SECTIONS if spec.table in own}
    extras, left_out = sum_extras(parts)
    numbers = {name: table.spec.number for name, table in built.items()}
    notes = sum_notes(sums.values(), given, numbers, conversions, edition, blanks, agency)
    whole = Report(
        title=title_of(agency, year),
        agency=agency,
        year=year,
        other_tables=tuple(table for name, table in built.items() if name not in BUILT_IN),
        extras=extras,
        notes=(*notes, *left_out),
        **own,
        **headings,
    )
    return Aggregate(whole, given, conversions, sums)


def _order(name: str) -> tuple[int, str]:
    names = list(BUILT_IN)
    return (names.index(name), "") if name in BUILT_IN else (len(names), name)


def _converted(given: Sequence[Report], edition: Edition | None) -> tuple[list[Report], dict[int, Conversion]]:
    """The parts in ``edition``, and the conversions of those that were in another."""
    if edition is None:
        return list(given), {}
    form_of_edition("disclosure", edition)
    conversions: dict[int, Conversion] = {}
    parts = []
    for at, report in enumerate(given):
        conversion = to_edition(report, edition)
        if conversion.report.tables != report.tables:
            conversions[at] = conversion
        parts.append(conversion.report)
    return parts, conversions


def _year(parts: Sequence[Report], year: int | None) -> int | None:
    years = sorted({known for known in (year, *(part.year for part in parts)) if known is not None})
    if len(years) > 1:
        raise ValueRefused(message("各份报告应为同一年度，而不是{years}年", years=Joined(tuple(map(str, years)), "、")))
    return years[0] if years else None


def _check_agencies(parts: Sequence[Report]) -> None:
    organs: dict[str, list[str]] = {}
    for part in parts:
        if part.agency is not None:
            organs.setdefault(organ_key(part.agency), []).append(part.agency)
    twice = [name for names in organs.values() if len(names) > 1 for name in dict.fromkeys(names)]
    if twice:
        raise ValueRefused(
            message("同一机关的报告只能计入一次，出现多次的是：{names}", names=Joined(tuple(twice[:_NAMED]), "、"))
        )


def _one_form(name: str, kinds: Sequence[type[Table]]) -> Form:
    forms = list(dict.fromkeys(compile_form(kind) for kind in kinds))
    if len(forms) > 1:
        raise ValueRefused(
            message(
                "各份报告的{name}版本不同（{editions}），要用edition指定按哪一版汇总",
                name=name,
                editions=Joined(tuple(sorted(form.edition for form in forms)), "、"),
            )
        )
    return forms[0]
