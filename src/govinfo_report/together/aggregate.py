"""Adding up (逐级汇总): the report of a whole from the reports of its parts, cell by cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal, localcontext
from typing import Any, Final, Literal, TypeAlias

import attrs

from govinfo_report.accepted import BUILT_IN
from govinfo_report.compiled import Form, compile_form
from govinfo_report.content import ExtraCell
from govinfo_report.errors import ValueRefused, shown
from govinfo_report.form import Table
from govinfo_report.forms.sections import SECTIONS
from govinfo_report.messages import Joined, Message, message
from govinfo_report.narrative import Section
from govinfo_report.note import Note
from govinfo_report.placing import title_of
from govinfo_report.quantity import MAX_COUNT, Amount, Figure, Unit
from govinfo_report.report import Edition, Report
from govinfo_report.together.comparing import CellChange, compare_cells
from govinfo_report.together.editions import Conversion, to_edition

__all__ = ["Aggregate", "BlankRule", "CellSum", "aggregate"]

BlankRule: TypeAlias = Literal["skip", "blank"]

_NAMED: Final = 5
"""Of more names than this the first stand for all."""

_EXACT: Final = 60
"""Digits that a sum of amounts may need: 15 before the point, 8 behind it, shifted by 8, and room for a great many parts."""


@attrs.frozen
class CellSum:
    """How the figure of one cell came about.

    Attributes:
        path: of the cell.
        value: the sum, ``None`` where there is none.
        given: how many parts have a figure there.
        blank: the numbers (from 0) of the parts that have the table but left the cell blank.
        trouble: why there is no sum although there are figures; ``None`` otherwise.
    """

    path: str
    value: Figure
    given: int
    blank: tuple[int, ...] = ()
    trouble: Message | None = None


@attrs.frozen
class Aggregate:
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
        return tuple(one for one in compare_cells(self.report, published) if one.kind != "same")


def aggregate(
    reports: Iterable[Report],
    *,
    agency: str | None = None,
    year: int | None = None,
    edition: Edition | None = None,
    blanks: BlankRule = "skip",
) -> Aggregate:
    """Add up ``reports`` cell by cell.

    Every cell of the form is added on its own; a total is the sum of the totals, never of the cells beside it, so what
    does not add up in a part stays visible in the whole.  A table that a part does not have adds nothing.

    A blank beside a number: with ``"skip"`` the numbers are added, and a note ``sum-of-given`` names the parts that
    left the cell blank; with ``"blank"`` the cell stays blank.  All blank is blank.  Amounts are added in the unit that
    they are all printed in; where units differ, in the unit of the form, and in 元 where it has none; bare
    numbers beside numbers with a unit are not added where the form has no unit, nor what no cell can hold (note
    ``sum-impossible``).  An extra cell is kept when every part with the table prints it (else a note ``extra-left-out``).

    Args:
        reports: the parts; none of them twice.
        agency: the organ of the whole.
        year: of all the parts; taken from them where it is not given.
        edition: the edition to add up in; needed where the parts' tables are of several.
        blanks: what a blank beside a number does.

    Raises:
        ValueRefused: parts of different years, two parts of one organ, or tables of several editions while none was
            asked for.
    """
    given = tuple(reports)
    if blanks not in ("skip", "blank"):
        raise ValueRefused(message("blanks应为skip或blank，而不是{value}", value=shown(blanks)))
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
        cells = [_cell(form, index, rows, blanks) for index in range(len(form.cells))]
        built[name] = form.build([cell.value for cell in cells])
        sums |= {cell.path: cell for cell in cells}
    own: dict[str, Any] = {name: table for name, table in built.items() if name in BUILT_IN}
    headings: dict[str, Any] = {spec.part: Section(spec.heading) for spec in SECTIONS if spec.table in own}
    extras, left_out = _extras(parts)
    whole = Report(
        title=title_of(agency, year),
        agency=agency,
        year=year,
        other_tables=tuple(table for name, table in built.items() if name not in BUILT_IN),
        extras=extras,
        notes=(*_notes(sums, given), *left_out),
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
    counted = Counter(part.agency for part in parts if part.agency is not None)
    twice = [agency for agency, count in counted.items() if count > 1]
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


def _cell(form: Form, index: int, rows: Sequence[tuple[int, Sequence[Figure]]], blanks: BlankRule) -> CellSum:
    cell = form.cells[index]
    given = [figures[index] for _, figures in rows if figures[index] is not None]
    blank = tuple(at for at, figures in rows if figures[index] is None)
    value, trouble = _sum(given, cell.unit)
    if blank and blanks == "blank":
        value = None
    return CellSum(cell.path, value, len(given), blank if given else (), trouble)


def _sum(figures: Sequence[Figure], unit: str | None) -> tuple[Figure, Message | None]:
    """What ``figures``, none of them blank, add up to in a cell whose form names ``unit``; or why they do not."""
    if not figures:
        return None, None
    if all(isinstance(figure, int) for figure in figures):
        total = sum(figure for figure in figures if isinstance(figure, int))
        if abs(total) > MAX_COUNT:
            return None, message("合计超出可以表示的范围（{high}）", high=MAX_COUNT)
        return total, None
    bare = [figure.value if isinstance(figure, Amount) else Decimal(figure or 0) for figure in figures]
    units: set[Unit | None] = {figure.unit if isinstance(figure, Amount) else None for figure in figures}
    common: Unit | None
    if len(units) == 1:
        common, numbers = units.pop(), bare
    elif unit is None and None in units:
        return None, message("有的印有单位，有的没有，无法相加")
    else:
        common = None if unit else "元"
        numbers = [figure.to(unit) for figure in figures if isinstance(figure, Amount)]
    with localcontext() as context:
        context.prec = _EXACT
        total_amount = sum(numbers, Decimal(0))
    try:
        return Amount(total_amount, common), None
    except ValueRefused as refused:
        return None, refused.message


def _extras(parts: Sequence[Report]) -> tuple[tuple[ExtraCell, ...], list[Note]]:
    """The extra cells that every part with the table prints, added up; a note for each of the others."""
    having = Counter(table.spec.name for part in parts for table in part.tables)
    by_key: dict[tuple[str, tuple[str, ...], tuple[str, ...]], list[ExtraCell]] = {}
    for part in parts:
        for cell in part.extras:
            by_key.setdefault(cell.key, []).append(cell)
    kept, notes = [], []
    for key, cells in by_key.items():
        total, trouble = _sum([cell.value for cell in cells], None) if len(cells) == having[key[0]] else (None, None)
        if total is None:
            label = " × ".join(("/".join(key[1]), "/".join(key[2])))
            details = (("label", label), ("count", str(len(cells))), ("parts", str(having[key[0]])))
            notes.append(Note("extra-left-out", key[0], "" if trouble is None else trouble.text(), details=details))
        else:
            kept.append(attrs.evolve(cells[0], value=total))
    return tuple(kept), notes


def _notes(sums: dict[str, CellSum], parts: Sequence[Report]) -> list[Note]:
    notes = []
    for cell in sums.values():
        if cell.trouble is not None:
            notes.append(Note("sum-impossible", cell.path, cell.trouble.text()))
        elif cell.blank:
            names = [parts[at].agency or f"#{at + 1}" for at in cell.blank]
            shortened = "、".join(names[:_NAMED]) + ("…" if len(names) > _NAMED else "")
            counts = (("given", str(cell.given)), ("blank", str(len(cell.blank))))
            notes.append(Note("sum-of-given", cell.path, shortened, details=counts))
    return notes
