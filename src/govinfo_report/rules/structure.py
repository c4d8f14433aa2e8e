"""What the form asks of the report around its tables: its sections, what must be said in them, its edition.

A report without a single paragraph is a set of figures, not a document; of its sections nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from govinfo_report.compiled import compile_form
from govinfo_report.findings import Finding
from govinfo_report.forms.sections import SECTIONS
from govinfo_report.messages import Joined, Message, message
from govinfo_report.quantity import Figure
from govinfo_report.rulebook import rule
from govinfo_report.wording import fold, normalise

if TYPE_CHECKING:
    from govinfo_report.form import Table
    from govinfo_report.narrative import Section
    from govinfo_report.report import Report

__all__ = ["RULES"]

_FORM: Final = message("《政府信息公开工作年度报告格式》（国办公开办函〔2019〕60号、〔2021〕30号）附件：格式模板")
_FIRST_OF_2021: Final = 2021
"""The edition of September 2021 holds from the report on that year."""

_PARTS: Final = tuple(spec.part for spec in SECTIONS)
_NUMERALS: Final = "一二三四五六"
_ORDINAL: Final = re.compile(r"^([一二三四五六七八九十]|\d{1,2})\.(?!\d)")
_ALSO_OFFICIAL: Final = {
    "disclosure_text": "行政机关主动公开政府信息情况",
    "applications_text": "行政机关收到和处理政府信息公开申请情况",
    "disputes_text": "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
    "problems": "政府信息公开工作存在的主要问题及改进情况",
}
"""What the notices call these sections where they explain them."""

_NAMES: Final = {
    spec.part: frozenset(normalise(name) for name in (spec.title, _ALSO_OFFICIAL.get(spec.part, spec.title)))
    for spec in SECTIONS
}


def _has_narrative(report: Report) -> bool:
    return any(section.paragraphs for section in report.sections.values())


@rule(
    id="structure.sections",
    title=message("六个部分齐全"),
    severity="warning",
    citation=_FORM,
    reads=_PARTS,
)
def sections(report: Report) -> Iterator[Finding]:
    """A finding for each of the six sections."""
    if _has_narrative(report):
        for spec in SECTIONS:
            present = getattr(report, spec.part) is not None
            if present:
                words = message("有“{heading}”", heading=Message(spec.heading))
            else:
                words = message("没有“{heading}”这一部分", heading=Message(spec.heading))
            yield sections.finding(present, words, spec.part)


@rule(
    id="structure.headings",
    title=message("各部分的标题与格式一致"),
    severity="hint",
    citation=_FORM,
    reads=_PARTS,
)
def headings(report: Report) -> Iterator[Finding]:
    """A finding for each section that there is; spaces, width and punctuation do not count."""
    if not _has_narrative(report):
        return
    for spec in SECTIONS:
        section: Section | None = getattr(report, spec.part)
        if section is None or section.heading is None:
            continue
        name = _ORDINAL.sub("", normalise(section.heading))
        if name in _NAMES[spec.part]:
            yield headings.finding(True, message("“{heading}”与格式一致", heading=section.heading), spec.part)
        else:
            words = message(
                "标题“{heading}”，格式中为“{official}”", heading=section.heading, official=Message(spec.heading)
            )
            yield headings.finding(False, words, spec.part)


@rule(
    id="structure.order",
    title=message("各部分的序号与格式一致"),
    severity="warning",
    citation=_FORM,
    reads=_PARTS,
)
def order(report: Report) -> Iterator[Finding]:
    """A finding for the whole report; it fails where a section has another's number, and so stands elsewhere."""
    if not _has_narrative(report):
        return
    wrong, unnumbered = [], []
    for at, spec in enumerate(SECTIONS):
        section: Section | None = getattr(report, spec.part)
        if section is None or section.heading is None:
            continue
        found = _ORDINAL.match(normalise(section.heading))
        if found is None:
            unnumbered.append((spec.part, section.heading))
        elif found.group(1) not in (_NUMERALS[at], str(at + 1)):
            wrong.append((spec.part, section.heading))
    told = wrong or unnumbered
    names = Joined(tuple(message("“{heading}”", heading=heading) for _, heading in told), "、")
    paths = tuple(part for part, _ in told)
    if wrong:
        yield order.finding(False, message("序号与格式不一致：{names}", names=names), paths, place="sections")
    elif unnumbered:
        yield order.finding(None, message("没有序号，无法核对顺序：{names}", names=names), paths, place="sections")
    else:
        yield order.finding(True, message("各部分的序号与格式一致"), (), place="sections")


_LONGEST_OVERVIEW: Final = 1100
"""The form says a thousand on principle; a tenth more is let pass."""


@rule(
    id="structure.overview-length",
    title=message("总体情况不超过一千字左右"),
    severity="hint",
    citation=message("《政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）一、（一）：篇幅"),
    reads="overview",
)
def overview_length(report: Report) -> Iterator[Finding]:
    """Characters without white space, the heading left out; since the edition of 2021."""
    if report.overview is None or not report.overview.paragraphs:
        return
    follows = _follows_2021(report)
    length = sum(len("".join(paragraph.text.split())) for paragraph in report.overview.paragraphs)
    if follows is None and length > _LONGEST_OVERVIEW:
        words = message("总体情况{length}字；年度和格式版本不明，无法核对篇幅", length=length)
        yield overview_length.finding(None, words, "overview")
    elif follows:
        words = message("总体情况{length}字，格式要求一千字左右", length=length)
        yield overview_length.finding(length <= _LONGEST_OVERVIEW, words, "overview", length, 1000)


_SHORTEST_PROBLEMS: Final = 25
"""Characters in which neither a problem nor what is done about it can be said."""


@rule(
    id="structure.problems",
    title=message("存在的主要问题及改进情况有具体内容"),
    severity="warning",
    citation=message("《政府信息公开工作年度报告格式》（国办公开办函〔2019〕60号、〔2021〕30号）一、（五）：内容具体"),
    reads="problems",
)
def problems(report: Report) -> Iterator[Finding]:
    """Section five must say something; a phrase of a few characters says nothing."""
    if not _has_narrative(report):
        return
    section = report.problems
    if section is None:
        yield problems.finding(None, message("没有第五部分，无法核对其内容"), "problems")
        return
    length = sum(len("".join(paragraph.text.split())) for paragraph in section.paragraphs)
    if not length:
        words = message("第五部分没有内容，应写明存在的主要问题及改进情况")
    elif length < _SHORTEST_PROBLEMS:
        words = message("第五部分只有{length}字，应写明存在的主要问题及改进情况", length=length)
    else:
        words = message("第五部分有{length}字", length=length)
    yield problems.finding(length >= _SHORTEST_PROBLEMS, words, "problems")


_FEE: Final = re.compile("信息处理费|信息公开处理费|信息处理收费")


@rule(
    id="structure.processing-fee",
    title=message("报告收取信息处理费的情况"),
    severity="warning",
    citation=message("《政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）一、（六）：信息处理费"),
    reads="other_matters",
)
def processing_fee(report: Report) -> Iterator[Finding]:
    """Section six says what was charged for handling requests, be it nothing; since the edition of 2021."""
    if not _has_narrative(report):
        return
    follows = _follows_2021(report)
    if follows is False:
        return
    text = "" if report.other_matters is None else fold(report.other_matters.text)
    if _FEE.search(text):
        yield processing_fee.finding(True, message("第六部分写到了信息处理费"), "other_matters")
    elif follows is None:
        words = message("年度和格式版本不明，无法核对是否应报告信息处理费")
        yield processing_fee.finding(None, words, "other_matters")
    else:
        words = message("第六部分没有写到信息处理费；没有收取的也应写明")
        yield processing_fee.finding(False, words, "other_matters")


@rule(
    id="structure.edition",
    title=message("表格的版本与年度一致"),
    severity="warning",
    citation=message(
        "《政府信息公开工作年度报告格式》（国办公开办函〔2019〕60号用于2019、2020年度，〔2021〕30号自2021年度起）"
    ),
    reads=("disclosure", "applications"),
)
def edition(report: Report) -> Iterator[Finding]:
    """A finding for 表二 and 表三 each, the tables in which the editions differ."""
    for table in (report.disclosure, report.applications):
        if table is None:
            continue
        name, number, printed = table.spec.name, Message(table.spec.number), table.spec.edition
        if report.year is None:
            words = message("表{number}：{edition}版；年度不明，无法核对", number=number, edition=printed)
            yield edition.finding(None, words, name)
            continue
        due = "2021" if report.year >= _FIRST_OF_2021 else "2019"
        words = message(
            "表{number}：{edition}版，{year}年度应为{due}版",
            number=number,
            edition=printed,
            year=report.year,
            due=due,
        )
        yield edition.finding(printed == due, words, name)


@rule(
    id="structure.blanks",
    title=message("没有发生的填0，不留空白"),
    severity="hint",
    citation=_FORM,
    reads=("disclosure", "applications", "disputes"),
)
def blanks(report: Report) -> Iterator[Finding]:
    """A finding for each table; blanks that stand for what could not be read leave it open."""
    for table in (report.disclosure, report.applications, report.disputes):
        if table is not None:
            yield _blanks(table, report)


def _blanks(table: Table, report: Report) -> Finding:
    form = compile_form(type(table))
    values: tuple[Figure, ...] = form.values(table)
    name, number = form.name, Message(form.number)
    if None not in values:
        return blanks.finding(True, message("表{number}：没有空白单元格", number=number), (name,))
    blank = tuple(cell.path for cell, value in zip(form.cells, values, strict=True) if value is None)
    unread = report.unread
    paths = tuple(path for path in blank if path not in unread)
    if not paths:
        words = message("表{number}：{count}个单元格无法读取，无法核对", number=number, count=len(blank))
        return blanks.finding(None, words, blank, place=name)
    if len(paths) == len(values):
        words = message("表{number}：全部空白；没有发生的应填0", number=number)
    else:
        words = message("表{number}：{count}个单元格空白；没有发生的应填0", number=number, count=len(paths))
    return blanks.finding(False, words, paths, place=name)


def _follows_2021(report: Report) -> bool | None:
    """Whether the report is one of the edition of 2021, by its year or else by its tables; ``None`` where neither tells."""
    if report.year is not None:
        return report.year >= _FIRST_OF_2021
    editions = {table.spec.edition for table in (report.disclosure, report.applications) if table is not None}
    return editions == {"2021"} if len(editions) == 1 else None


RULES: Final = (
    sections,
    headings,
    order,
    overview_length,
    problems,
    processing_fee,
    edition,
    blanks,
)
