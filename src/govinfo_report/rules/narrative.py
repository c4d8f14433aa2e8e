"""The figures that the prose claims, against those of the tables."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

import attrs

from govinfo_report.compiled import FormCell
from govinfo_report.findings import Finding
from govinfo_report.forms.sections import SECTIONS
from govinfo_report.messages import SOURCE_LOCALE, message, translate
from govinfo_report.narrative import Section
from govinfo_report.note import Severity
from govinfo_report.prose import compared
from govinfo_report.prose.claim import Claim
from govinfo_report.prose.comparing import Compared
from govinfo_report.prose.readings import table_of
from govinfo_report.rulebook import Rule
from govinfo_report.unchecked import maker

if TYPE_CHECKING:
    from govinfo_report.report import Report

__all__ = ["RULES"]

_CITATION: Final = message(
    "《政府信息公开条例》第五十条：年度报告应当包括的各项情况，文字与表格所述为同一年度的同一事实"
)
_LONGEST: Final = 60
_PARTS: Final = {section.part: section.heading for section in SECTIONS} | {
    "preamble": message("正文之前").template,
    "closing": message("正文之后").template,
}
_FEW: Final = 3


def _findings(report: Report) -> dict[str, list[Finding]]:
    """The findings of every rule of this room."""
    found: dict[str, list[Finding]] = {rule.id: [] for rule in RULES}
    all_of_them = compared(report)
    sections = report.sections
    for one in all_of_them:
        rule = _rule_for(one, all_of_them)
        if rule is not None:
            claim = one.claim
            left = claim.low if claim.exact else None
            found[rule.id].append(
                _finding(
                    rule,
                    one.status,
                    one.paths,
                    left,
                    one.value,
                    _said(one, sections[claim.quote.part]),
                    quotes=(claim.quote,),
                )
            )
    return found


def _check(rule: str, report: Report) -> list[Finding]:
    return _findings(report)[rule]


def _rule(name: str, title: str, severity: Severity, *tables: str) -> Rule:
    id = f"narrative.{name}"
    reads = (*tables, *_PARTS)
    return Rule(id, title, severity, _CITATION.template, partial(_check, id), reads=reads, together=_findings)


_TABLES: Final = ("applications", "disputes", "disclosure")
_APPLICATIONS: Final = _rule("applications", message("文字所述申请件数与表三相符").template, "warning", "applications")
_DISPUTES: Final = _rule("disputes", message("文字所述复议、诉讼件数与表四相符").template, "warning", "disputes")
_DISCLOSURE: Final = _rule("disclosure", message("文字所述主动公开数据与表二相符").template, "warning", "disclosure")
_SCOPE: Final = _rule("scope", message("文字另有统计口径的数字与表格相符").template, "hint", *_TABLES)
_WORDING: Final = _rule("wording", message("文字含义较宽的说法与表格相符").template, "hint", *_TABLES)

RULES: Final = (_APPLICATIONS, _DISPUTES, _DISCLOSURE, _SCOPE, _WORDING)
"""``narrative.scope`` takes the claims that fail and name their scope, ``narrative.wording`` those whose words are wide."""

_OF_TABLE: Final = {"applications": _APPLICATIONS, "disputes": _DISPUTES, "disclosure": _DISCLOSURE}


def _rule_for(one: Compared, others: Sequence[Compared]) -> Rule | None:
    """The rule that a claim falls under; none where another scope, which agrees, explains it."""
    claim = one.claim
    if claim.implied or claim.kind.endswith(".published"):
        return _WORDING
    if one.status == "failed":
        agreeing = [other for other in others if other.status == "passed" and other.claim.kind == claim.kind]
        if claim.scope is not None:
            return None if agreeing else _SCOPE
        if any(other.claim.scope is not None for other in agreeing):
            return _SCOPE
    return _OF_TABLE[table_of(claim.kind)]


@attrs.frozen(weakref_slot=False)
class _Said:
    """What was compared, in words when asked."""

    one: Compared
    section: Section

    def text(self, locale: str = SOURCE_LOCALE) -> str:
        one, claim = self.one, self.one.claim
        place = self._place(locale)
        cells = _cells(one, locale)
        if one.status == "passed":
            return message("{place}：{cells}为{value}，相符", place=place, cells=cells, value=str(one.value)).text(
                locale
            )
        if one.status == "incomplete":
            if one.printed:
                return message(
                    "{place}：{cells}有空白，已印出的合计{value}，无法核对",
                    place=place,
                    cells=cells,
                    value=str(one.printed),
                ).text(locale)
            return message("{place}：{cells}为空白，无法核对", place=place, cells=cells).text(locale)
        if one.contrary:
            return message(
                "{place}：{cells}为{value}，而文字称全部是另一种结果，不符",
                place=place,
                cells=cells,
                value=str(one.value),
            ).text(locale)
        if one.value is None:
            return message(
                "{place}：{cells}有空白，已印出的合计{value}，超过文字所述的{claimed}",
                place=place,
                cells=cells,
                value=str(one.printed),
                claimed=_figure(claim, locale),
            ).text(locale)
        return message(
            "{place}：{cells}为{value}，而文字为{claimed}{scope}，不符，应当一致",
            place=place,
            cells=cells,
            value=str(one.value),
            claimed=_figure(claim, locale),
            scope=message("（口径：{scope}）", scope=claim.scope) if claim.scope else "",
        ).text(locale)

    def _place(self, locale: str) -> str:
        """Part, paragraph as the reader of a page counts them, and words."""
        quote = self.one.claim.quote
        part, words = translate(_PARTS[quote.part], locale), _short(quote.text)
        number = self.section.paragraph_number(quote.paragraph)
        if number is None:
            return message("{part} 小标题“{quote}”", part=part, quote=words).text(locale)
        return message("{part} 第{number}段“{quote}”", part=part, number=number, quote=words).text(locale)


_finding: Final = Finding
_said: Final = maker(_Said)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"…{text[-_LONGEST:]}"


def _figure(claim: Claim, locale: str) -> str:
    if claim.exact or claim.low == claim.high:
        return str(claim.low)
    if claim.high is None:
        return message("至少{low}", low=str(claim.low)).text(locale)
    if not claim.low:
        return message("至多{high}", high=str(claim.high)).text(locale)
    return message("{low}至{high}", low=str(claim.low), high=str(claim.high)).text(locale)


def _cells(one: Compared, locale: str) -> str:
    """The cells of the reading in words, many of one group as one."""
    form = one.form
    cells = [form.cells[form.index[path]] for path in one.paths]
    names = list(dict.fromkeys(_name(cell, len(cells) > _FEW, locale) for cell in cells))
    table = message("表{number}", number=translate(form.number, locale)).text(locale)
    return message("{table} {name}", table=table, name=translate("＋", locale).join(names)).text(locale)


def _name(cell: FormCell, of_many: bool, locale: str) -> str:
    row = [translate(name, locale) for name in cell.row_name]
    column = [translate(name, locale) for name in cell.column_name]
    if of_many and len(row) == _FEW:
        group = message("{group}各项", group=row[1]).text(locale)
        return translate("·", locale).join((group, column[-1]))
    return translate("·", locale).join((*row[-2:], *column))
