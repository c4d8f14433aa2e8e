"""Which years there are reports of, and whose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Final

from govinfo_report.findings import Finding
from govinfo_report.folding import SIMPLIFIED
from govinfo_report.messages import Joined, message
from govinfo_report.rulebook import series_rule

if TYPE_CHECKING:
    from govinfo_report.report import Report

__all__ = ["RULES", "consecutive", "organ_key", "same_organ"]

_ARTICLE: Final = message("《政府信息公开条例》第四十九条、第五十条：每年公布上一年度的报告")
_GOVERNMENT: Final = ("人民政府", "政府", "管理委员会", "管委会")
_SPACES: Final = dict.fromkeys(map(ord, " \t\xa0\u3000（）()"))


def same_organ(one: str | None, other: str | None) -> bool:
    """Whether two names may be those of one organ: alike but for spaces, or with and without 人民政府; or not known."""
    return one is None or other is None or organ_key(one) == organ_key(other)


def organ_key(name: str) -> str:
    """What the names of one organ have in common: no spaces, simplified, without 人民政府."""
    plain = name.translate(_SPACES).translate(SIMPLIFIED)
    for ending in _GOVERNMENT:
        if plain.endswith(ending) and len(plain) > len(ending):
            return plain.removesuffix(ending)
    return plain


def consecutive(reports: Sequence[Report]) -> Iterator[tuple[Report, int, Report, int]]:
    """Each report of a known year with that of the year before, of the same organ; of several of a year the last given."""
    by_year = {report.year: report for report in reports if report.year is not None}
    for year, report in by_year.items():
        before = by_year.get(year - 1)
        if before is not None and same_organ(before.agency, report.agency):
            yield before, year - 1, report, year


@series_rule(
    id="series.organ",
    title=message("各年度报告出自同一机关"),
    severity="error",
    citation=_ARTICLE,
    reads="agency",
)
def organ(reports: Sequence[Report]) -> Iterator[Finding]:
    """One finding for all: figures of different organs cannot follow from each other."""
    known = [report for report in reports if report.agency is not None]
    if len(reports) < 2:
        return
    names: dict[str, str] = {}
    for report in known:
        names.setdefault(organ_key(report.agency or ""), report.agency or "")
    years = tuple(dict.fromkeys(report.year for report in known if report.year is not None))
    if len(names) > 1:
        listed = Joined(tuple(names.values()), "、")
        words = message("报告出自不同的机关：{names}；不同机关的数字不相比较", names=listed)
        yield organ.finding(False, words, (), place="all", years=years)
    elif len(known) < len(reports):
        words = message("有{count}份报告的机关不明，无法核对是否同一机关", count=len(reports) - len(known))
        yield organ.finding(None, words, (), place="all", years=years)
    else:
        words = message("报告都出自{name}", name=known[0].agency or "")
        yield organ.finding(True, words, (), place="all", years=years)


@series_rule(
    id="series.gaps",
    title=message("各年度连续，没有缺失"),
    severity="warning",
    citation=_ARTICLE,
    reads="year",
)
def gaps(reports: Sequence[Report]) -> Iterator[Finding]:
    """A finding for each year between the first and the last of which there is no report."""
    years = sorted({report.year for report in reports if report.year is not None})
    unknown = sum(report.year is None for report in reports)
    if unknown:
        words = message("有{count}份报告的年度不明，没有与其他年度核对", count=unknown)
        yield gaps.finding(None, words, (), place="unknown")
    for earlier, later in pairwise(years):
        if later - earlier > _MOST_MISSING:
            words = message(
                "{first}年度至{last}年度之间缺少{count}份报告", first=earlier, last=later, count=later - earlier - 1
            )
            yield gaps.finding(False, words, (), years=(earlier, later))
            continue
        for year in range(earlier + 1, later):
            yield gaps.finding(False, message("缺少{year}年度的报告", year=year), (), years=(year,))
    if len(years) > 1 and years[-1] - years[0] == len(years) - 1:
        words = message("{first}年度至{last}年度没有缺失", first=years[0], last=years[-1])
        yield gaps.finding(True, words, (), place="all", years=tuple(years))


_MOST_MISSING: Final = 50
"""Years that are named one by one."""


@series_rule(
    id="series.duplicates",
    title=message("每个年度只有一份报告"),
    severity="warning",
    citation=_ARTICLE,
    reads="year",
)
def duplicates(reports: Sequence[Report]) -> Iterator[Finding]:
    """A finding for each year; of several reports of one year the last given is compared with other years."""
    for year, group in groupby(reports, key=lambda report: report.year):
        if year is None:
            continue
        several = list(group)
        if len(several) == 1:
            yield duplicates.finding(True, message("{year}年度有一份报告", year=year), (), years=(year,))
        elif all(report == several[0] for report in several):
            words = message("{year}年度有{count}份相同的报告", year=year, count=len(several))
            yield duplicates.finding(False, words, (), years=(year,))
        else:
            words = message(
                "{year}年度有{count}份不同的报告；与其他年度核对的是最后一份", year=year, count=len(several)
            )
            yield duplicates.finding(False, words, (), years=(year,))


RULES: Final = (organ, gaps, duplicates)
