"""What the cells of 表二 mean together.

The form prints no sums for 表二, so nothing here is an error: what cannot be is a warning, what can be but seldom is,
a hint.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from govinfo_report.agency import AgencyLevel, agency_level
from govinfo_report.findings import Finding
from govinfo_report.forms.disclosure import Disclosure2019, Disclosure2021, Documents2019
from govinfo_report.messages import Message, message
from govinfo_report.rulebook import Rule, rule

if TYPE_CHECKING:
    from govinfo_report.report import Report

__all__ = ["RULES"]

_DOCUMENTS: Final = {"regulations": message("规章"), "normative_documents": message("规范性文件")}
_ITEMS: Final = {
    "licensing": message("行政许可"),
    "other_services": message("其他对外管理服务事项"),
    "penalties": message("行政处罚"),
    "compulsion": message("行政强制"),
    "fees": message("行政事业性收费"),
}
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
    table = report.disclosure
    if not isinstance(table, Disclosure2021):
        return
    for name, label in _DOCUMENTS.items():
        row = getattr(table, name)
        paths = (f"disclosure.{name}.issued", f"disclosure.{name}.repealed", f"disclosure.{name}.in_force")
        issued, repealed, remaining = row.issued, row.repealed, row.in_force
        if issued is None or repealed is None or remaining is None:
            yield in_force.finding(None, _blank(in_force, label), paths)
            continue
        words = message(
            "表二 {label}：本年制发（{issued}）－本年废止（{repealed}）＝{rest}，现行有效（{remaining}）",
            label=label,
            issued=issued,
            repealed=repealed,
            rest=issued - repealed,
            remaining=remaining,
        )
        holds = remaining >= issued - repealed
        yield in_force.finding(
            holds,
            words if holds else message("{what}，不应更少", what=words),
            paths,
            issued - repealed,
            remaining,
        )


@rule(
    id="disclosure.short-lived",
    title=message("现行有效件数不少于本年制发件数"),
    severity="hint",
    citation=_OF_2021,
    reads="disclosure",
)
def short_lived(report: Report) -> Iterator[Finding]:
    """Less in force than was issued means that some of this year's were repealed within the year."""
    table = report.disclosure
    if not isinstance(table, Disclosure2021):
        return
    for name, label in _DOCUMENTS.items():
        row = getattr(table, name)
        paths = (f"disclosure.{name}.issued", f"disclosure.{name}.in_force")
        yield _not_more(short_lived, label, _ISSUED, row.issued, _IN_FORCE, row.in_force, paths)


_ISSUED: Final = message("本年制发件数")
_IN_FORCE: Final = message("现行有效件数")
_MADE: Final = message("本年新制作数量")
_PUBLISHED: Final = message("本年新公开数量")
_TOTAL: Final = message("对外公开总数量")


@rule(
    id="disclosure.published-total",
    title=message("对外公开总数量不少于本年新公开数量"),
    severity="warning",
    citation=_OF_2019,
    reads="disclosure",
)
def published_total(report: Report) -> Iterator[Finding]:
    """What was published this year is among what is public."""
    table = report.disclosure
    if not isinstance(table, Disclosure2019):
        return
    for name, label in _DOCUMENTS.items():
        row = getattr(table, name)
        paths = (f"disclosure.{name}.published", f"disclosure.{name}.total_published")
        yield _not_more(published_total, label, _PUBLISHED, row.published, _TOTAL, row.total_published, paths)


@rule(
    id="disclosure.published-made",
    title=message("本年新公开数量不多于本年新制作数量"),
    severity="hint",
    citation=_OF_2019,
    reads="disclosure",
)
def published_made(report: Report) -> Iterator[Finding]:
    """More published than made is possible: documents of earlier years may be published now."""
    table = report.disclosure
    if not isinstance(table, Disclosure2019):
        return
    for name, label in _DOCUMENTS.items():
        row = getattr(table, name)
        paths = (f"disclosure.{name}.published", f"disclosure.{name}.made")
        yield _not_more(published_made, label, _PUBLISHED, row.published, _MADE, row.made, paths)


@rule(
    id="disclosure.items",
    title=message("上一年项目数量与本年增减相加不小于零"),
    severity="warning",
    citation=_OF_2019,
    reads="disclosure",
)
def items(report: Report) -> Iterator[Finding]:
    """There cannot be fewer than no items; who enters a change of decisions there is noticed so."""
    table = report.disclosure
    if not isinstance(table, Disclosure2019):
        return
    for name, label in _ITEMS.items():
        row = getattr(table, name)
        paths = (f"disclosure.{name}.previous_items", f"disclosure.{name}.change")
        previous, change = row.previous_items, row.change
        if previous is None or change is None:
            yield items.finding(None, _blank(items, label), paths)
            continue
        words = message(
            "表二 {label}：上一年项目数量（{previous}），本年增/减（{change}），相加为{sum}",
            label=label,
            previous=previous,
            change=change,
            sum=previous + change,
        )
        yield items.finding(previous + change >= 0, words, paths, previous + change, 0)


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
    row = table.regulations
    names: tuple[str, ...]
    figures: tuple[int | None, ...]
    if isinstance(row, Documents2019):
        names, figures = ("made",), (row.made,)
    else:
        names, figures = ("issued", "repealed", "in_force"), (row.issued, row.repealed, row.in_force)
    paths = tuple(f"disclosure.regulations.{name}" for name in names)
    most = max((figure for figure in figures if figure is not None), default=0)
    if most:
        words = message("表二 规章：{agency}不制定规章，而表中有{count}件", agency=report.agency, count=most)
        yield own.finding(False, words, paths, most, 0)
    elif None in figures:
        yield own.finding(None, _blank(own, _DOCUMENTS["regulations"]), paths)
    else:
        yield own.finding(True, message("表二 规章：{agency}没有制定规章", agency=report.agency), paths, 0, 0)


def _not_more(
    own: Rule,
    label: Message,
    lesser_name: Message,
    lesser: int | None,
    greater_name: Message,
    greater: int | None,
    paths: tuple[str, ...],
) -> Finding:
    """The finding that ``lesser`` is not more than ``greater``."""
    if lesser is None or greater is None:
        return own.finding(None, _blank(own, label), paths)
    first = message("{name}（{value}）", name=lesser_name, value=lesser)
    second = message("{name}（{value}）", name=greater_name, value=greater)
    if lesser <= greater:
        words = message("表二 {label}：{first}不多于{second}", label=label, first=first, second=second)
    else:
        words = message("表二 {label}：{first}多于{second}", label=label, first=first, second=second)
    return own.finding(lesser <= greater, words, paths, lesser, greater)


def _blank(own: Rule, label: Message) -> Message:
    """Says which rule is left open, for several speak of the same row."""
    return message("表二 {label}：有单元格空白，无法核对“{rule}”", label=label, rule=Message(own.title))


RULES: Final = (
    in_force,
    short_lived,
    published_total,
    published_made,
    items,
    regulations,
    regulations_of_departments,
)
