"""What the cells of 表二 mean together.

The form prints no sums for 表二, so nothing here is an error: what cannot be is a warning, what can be but seldom is,
a hint.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Final

from govinfo_report.agency import AgencyLevel, agency_level
from govinfo_report.findings import Finding
from govinfo_report.forms.disclosure import Disclosure2019, Disclosure2021
from govinfo_report.messages import Message, message
from govinfo_report.rulebook import Rule, rule
from govinfo_report.rules.rows import Cells, Judged, cells_of, named, settle

if TYPE_CHECKING:
    from govinfo_report.form import Table
    from govinfo_report.report import Report

__all__ = ["RULES"]

_DOCUMENTS: Final = ("regulations", "normative_documents")
_ITEMS: Final = ("licensing", "other_services", "penalties", "compulsion", "fees")
_OF_2019: Final = message("《政府信息公开工作年度报告格式（试行）》（国办公开办函〔2019〕60号）表二各栏的名称")
_OF_2021: Final = message("《政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）表二各栏的名称")

_POWER: Final = message("《立法法》关于规章制定权限的规定；表二“规章”一栏")


@rule(
    id="disclosure.in-force",
    title=message("现行有效件数不少于本年制发减去本年废止"),
    severity="warning",
    citation=_OF_2021,
    reads="disclosure",
)
def in_force(report: Report) -> Iterator[Finding]:
    """What was issued and not repealed is in force; it may have expired by itself, so this is no error."""
    for cells in _rows(report, Disclosure2021, _DOCUMENTS, "issued", "repealed", "in_force"):
        yield settle(in_force, cells, _blank, _remaining)


@rule(
    id="disclosure.short-lived",
    title=message("现行有效件数不少于本年制发件数"),
    severity="hint",
    citation=_OF_2021,
    reads="disclosure",
)
def short_lived(report: Report) -> Iterator[Finding]:
    """Less in force than was issued means that some of this year's were repealed within the year."""
    for cells in _rows(report, Disclosure2021, _DOCUMENTS, "issued", "in_force"):
        yield settle(short_lived, cells, _blank, _not_more)


@rule(
    id="disclosure.published-total",
    title=message("对外公开总数量不少于本年新公开数量"),
    severity="warning",
    citation=_OF_2019,
    reads="disclosure",
)
def published_total(report: Report) -> Iterator[Finding]:
    """What was published this year is among what is public."""
    for cells in _rows(report, Disclosure2019, _DOCUMENTS, "published", "total_published"):
        yield settle(published_total, cells, _blank, _not_more)


@rule(
    id="disclosure.published-made",
    title=message("本年新公开数量不多于本年新制作数量"),
    severity="hint",
    citation=_OF_2019,
    reads="disclosure",
)
def published_made(report: Report) -> Iterator[Finding]:
    """More published than made is possible: documents of earlier years may be published now."""
    for cells in _rows(report, Disclosure2019, _DOCUMENTS, "published", "made"):
        yield settle(published_made, cells, _blank, _not_more)


@rule(
    id="disclosure.items",
    title=message("上一年项目数量与本年增减相加不小于零"),
    severity="warning",
    citation=_OF_2019,
    reads="disclosure",
)
def items(report: Report) -> Iterator[Finding]:
    """There cannot be fewer than no items; who enters a change of decisions there is noticed so."""
    for cells in _rows(report, Disclosure2019, _ITEMS, "previous_items", "change"):
        yield settle(items, cells, _blank, _at_least_none)


@rule(
    id="disclosure.regulations",
    title=message("没有规章制定权的机关不制定规章"),
    severity="warning",
    citation=_POWER,
    reads="disclosure",
)
def regulations(report: Report) -> Iterator[Finding]:
    """Regulations are made by ministries, and by the governments of provinces and of cities with districts."""
    yield from _powerless(regulations, report, _has_no_power)


@rule(
    id="disclosure.regulations-of-departments",
    title=message("地方政府部门自身不制定规章"),
    severity="hint",
    citation=_POWER,
    reads="disclosure",
)
def regulations_of_departments(report: Report) -> Iterator[Finding]:
    """A department of a province or a city may count those of its government that it drafted or carries out."""
    yield from _powerless(regulations_of_departments, report, _is_a_department)


def _has_no_power(organ: AgencyLevel) -> bool:
    return organ.level in ("county", "town")


def _is_a_department(organ: AgencyLevel) -> bool:
    return organ.level in ("province", "city") and organ.kind == "department"


_GENERAL_OFFICE: Final = re.compile("政府办公[厅室]$")
"""Under whose name a government reports what it does itself."""


def _powerless(own: Rule, report: Report, meant: Callable[[AgencyLevel], bool]) -> Iterator[Finding]:
    table = report.disclosure
    organ = None if table is None or report.agency is None else agency_level(report.agency)
    if table is None or report.agency is None or organ is None or not meant(organ):
        return
    if own is regulations_of_departments and _GENERAL_OFFICE.search(report.agency):
        return
    columns = ("made",) if isinstance(table, Disclosure2019) else ("issued", "repealed", "in_force")
    cells = cells_of(table, "regulations", columns)
    figures, paths = cells.values, cells.paths
    most = max((figure for figure in figures if figure is not None), default=0)
    if most:
        words = message("表二 规章：{agency}不制定规章，而表中有{count}件", agency=report.agency, count=most)
        yield own.finding(False, words, paths, most, 0)
    elif None in figures:
        yield own.finding(None, _blank(own, cells), paths)
    else:
        yield own.finding(True, message("表二 规章：{agency}没有制定规章", agency=report.agency), paths, 0, 0)


def _rows(report: Report, edition: type[Table], rows: Iterable[str], *columns: str) -> Iterator[Cells]:
    """Of each of ``rows`` the cells in ``columns``, where the report's 表二 is of ``edition``."""
    table = report.disclosure
    if isinstance(table, edition):
        for row in rows:
            yield cells_of(table, row, columns)


def _remaining(cells: Cells, issued: int, repealed: int, remaining: int) -> Judged:
    rest = issued - repealed
    words = message(
        "表二 {label}：本年制发（{issued}）－本年废止（{repealed}）＝{rest}，现行有效（{remaining}）",
        label=cells.label,
        issued=issued,
        repealed=repealed,
        rest=rest,
        remaining=remaining,
    )
    return remaining >= rest, words if remaining >= rest else message("{what}，不应更少", what=words), rest, remaining


def _not_more(cells: Cells, lesser: int, greater: int) -> Judged:
    first, second = named(cells.names[0], lesser), named(cells.names[1], greater)
    if lesser <= greater:
        words = message("表二 {label}：{first}不多于{second}", label=cells.label, first=first, second=second)
    else:
        words = message("表二 {label}：{first}多于{second}", label=cells.label, first=first, second=second)
    return lesser <= greater, words, lesser, greater


def _at_least_none(cells: Cells, previous: int, change: int) -> Judged:
    words = message(
        "表二 {label}：上一年项目数量（{previous}），本年增/减（{change}），相加为{sum}",
        label=cells.label,
        previous=previous,
        change=change,
        sum=previous + change,
    )
    return previous + change >= 0, words, previous + change, 0


def _blank(own: Rule, cells: Cells) -> Message:
    """Says which rule is left open, for several speak of the same row."""
    return message("表二 {label}：有单元格空白，无法核对“{rule}”", label=cells.label, rule=Message(own.title))


RULES: Final = (
    in_force,
    short_lived,
    published_total,
    published_made,
    items,
    regulations,
    regulations_of_departments,
)
