"""Whether a report was published in time, as far as its date and the level of its organ are known.

Under article 49 of the 政府信息公开条例 departments from the county upwards publish by 31 January, and governments by
31 March.  The edition of 2021 asks earlier dates of the governments of counties and cities, and 31 January of towns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from govinfo_report.agency import AgencyLevel, agency_level
from govinfo_report.findings import Finding
from govinfo_report.messages import message
from govinfo_report.rulebook import Rule, rule

if TYPE_CHECKING:
    from govinfo_report.report import Report

__all__ = ["RULES"]

_DATE: Final = re.compile(r"(\d{4})\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})", re.ASCII)
_JANUARY, _MARCH = (1, 31), (3, 31)
_BY_NOTICE: Final = {"county": (2, 20), "city": (3, 10), "province": _MARCH, "nation": _MARCH}
_VERTICAL: Final = re.compile("海关|税务|气象|地震|海事|邮政管理|烟草|国家统计局|调查队|中国人民银行|金融监督|证券监督")
"""Systems led from above, which publish by 31 March where they sum up."""

_GENERAL_OFFICE: Final = re.compile("政府办公[厅室]$")
"""Under whose name a government reports what it does itself; no date of its own is set for that."""


@rule(
    id="structure.deadline",
    title=message("在法定期限内公布"),
    severity="warning",
    citation=message("《政府信息公开条例》第四十九条：部门1月31日前，本级政府3月31日前"),
    reads=("agency", "year"),
)
def deadline(report: Report) -> Iterator[Finding]:
    """Between the two dates, an organ of which it is not known whether it is a department stays open."""
    published = _published(report)
    if published is None:
        return
    if report.year is None:
        words = message("公布日期{date}；年度不明，无法核对期限", date=published.isoformat())
        yield deadline.finding(None, words, (), place="report")
        return
    organ = None if report.agency is None else agency_level(report.agency)
    due = _due(report.agency or "", organ)
    if due is not None:
        yield _by(deadline, report.year, published, due)
    elif _in_time(report.year, published, _JANUARY) or not _in_time(report.year, published, _MARCH):
        yield _by(deadline, report.year, published, _MARCH)
    else:
        words = message("公布日期{date}；机关的类别不明，无法核对期限", date=published.isoformat())
        yield deadline.finding(None, words, (), place="report")


@rule(
    id="structure.deadline-by-level",
    title=message("在逐级汇总的期限内公布"),
    severity="hint",
    citation=message(
        "《政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）二：县级政府2月20日前，地市级3月10日前，省级3月31日前，乡镇1月31日前"
    ),
    reads=("agency", "year"),
)
def deadline_by_level(report: Report) -> Iterator[Finding]:
    """For governments, since the report on 2021."""
    published = _published(report)
    organ = None if report.agency is None else agency_level(report.agency)
    if published is None or report.year is None or report.year < 2021 or organ is None or organ.kind != "government":
        return
    due = _JANUARY if organ.level == "town" else _BY_NOTICE.get(organ.level or "")
    if due is not None:
        yield _by(deadline_by_level, report.year, published, due)
    else:
        words = message("公布日期{date}；政府的层级不明，无法核对期限", date=published.isoformat())
        yield deadline_by_level.finding(None, words, (), place="report")


def _due(agency: str, organ: AgencyLevel | None) -> tuple[int, int] | None:
    """Month and day by which the organ must have published; ``None`` where that is not certain."""
    if organ is None or _GENERAL_OFFICE.search(agency) or (organ.kind == "department" and _VERTICAL.search(agency)):
        return None
    if organ.level == "nation" or (organ.kind == "government" and organ.level in ("province", "city", "county")):
        return _MARCH
    return _JANUARY if organ.kind == "department" and organ.level is not None else None


def _by(own: Rule, year: int, published: date, due: tuple[int, int]) -> Finding:
    words = message(
        "公布日期{date}，期限{due}",
        date=published.isoformat(),
        due=f"{year + 1:04}-{due[0]:02}-{due[1]:02}",
    )
    if not _in_time(year, published, due):
        words = message("{what}，已过期限", what=words)
    return own.finding(_in_time(year, published, due), words, (), place="report")


def _in_time(year: int, published: date, due: tuple[int, int]) -> bool:
    return (published.year, published.month, published.day) <= (year + 1, *due)


def _published(report: Report) -> date | None:
    """When the source says that it was published, ``None`` where it does not."""
    for note in report.notes:
        found = _DATE.search(note.text) if note.code == "published" else None
        if found is not None:
            try:
                return date(*map(int, found.groups()))
            except ValueError:  # no day of any calendar
                continue
    return None


RULES: Final = (deadline, deadline_by_level)
