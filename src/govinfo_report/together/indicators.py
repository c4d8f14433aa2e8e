"""Indicators: the shares and rates that evaluators read off a report, each with its formula, exact and blank-safe."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal, TypeAlias

import attrs
from babel.numbers import format_percent

from govinfo_report.errors import ValueRefused
from govinfo_report.locales import format_number
from govinfo_report.messages import SOURCE_LOCALE, Joined, Message, message, resolve_locale, translate
from govinfo_report.report import Report
from govinfo_report.together.editions import joined_cells
from govinfo_report.together.given import given_report
from govinfo_report.together.tabled import Grid, Tabled

__all__ = ["INDICATORS", "Indicator", "IndicatorValue", "Indicators", "indicators"]

Unit: TypeAlias = Literal["%", "1"]

_FEW: Final = 2
"""Of more cells than this a table of indicators says how many."""

_DONE: Final = "applications.outcomes.total.total"
_REFUSED: Final = tuple(
    f"applications.outcomes.refused.{reason}.total"
    for reason in (
        "state_secret",
        "prohibited_by_law",
        "security_and_stability",
        "third_party_rights",
        "internal_affairs",
        "deliberative_process",
        "enforcement_file",
        "administrative_inquiry",
    )
)
_UNAVAILABLE: Final = tuple(
    f"applications.outcomes.unavailable.{reason}.total" for reason in ("not_held", "requires_creation", "still_unclear")
)
_NOT_PROCESSED: Final = tuple(
    f"applications.outcomes.not_processed.{reason}.total"
    for reason in ("petition_or_complaint", "repeated", "published_material", "excessive", "reconfirmation")
)
_SUITS: Final = ("disputes.litigation.direct", "disputes.litigation.after_reconsideration")
_DECIDED: Final = ("upheld", "corrected", "other")


@attrs.frozen
class Indicator:
    """A share or a rate: one sum of cells over another.

    Attributes:
        id: stable, as ``disclosure_rate``.
        title: in Chinese; :meth:`title_in` translates it.
        formula: in words, in Chinese; :meth:`formula_in` translates it.
        above: the cells whose sum is divided, by the path under which both editions are followed.
        below: the cells whose sum it is divided by.
        unit: ``"%"`` for a share, ``"1"`` for a plain ratio.
        source: the lines of the form that it is made of, in Chinese.
    """

    id: str
    title: str
    formula: str
    above: tuple[str, ...]
    below: tuple[str, ...]
    unit: Unit
    source: str

    def title_in(self, locale: str = SOURCE_LOCALE) -> str:
        """The title in ``locale``."""
        return translate(self.title, locale)

    def formula_in(self, locale: str = SOURCE_LOCALE) -> str:
        """The formula in ``locale``."""
        return translate(self.formula, locale)

    def source_in(self, locale: str = SOURCE_LOCALE) -> str:
        """The source in ``locale``."""
        return translate(self.source, locale)

    def of(self, report: Report) -> IndicatorValue:
        """What it is for ``report``."""
        return self._of(joined_cells(report))

    def __repr__(self) -> str:
        return f"<Indicator {self.id}: {self.title_in('en')}, {self.unit}>"

    def _of(self, cells: Mapping[str, int | Decimal | None]) -> IndicatorValue:
        paths = tuple(dict.fromkeys((*self.above, *self.below)))  # what is divided may stand in what it is divided by
        absent = tuple(path for path in paths if path not in cells)
        blank = tuple(path for path in paths if path in cells and cells[path] is None)
        if absent or blank:
            return IndicatorValue(self, None, None, absent, blank)
        above, below = (sum(int(cells[path] or 0) for path in side) for side in (self.above, self.below))
        return IndicatorValue(self, above, below)


@attrs.frozen
class IndicatorValue:
    """An indicator of one report.

    Attributes:
        indicator: which.
        above: the number that is divided, in 件; ``None`` where a cell is missing or blank.
        below: what it is divided by, likewise.
        absent: the cells that the report's tables do not have.
        blank: the cells that are blank; a blank is not taken for 0.
    """

    indicator: Indicator
    above: int | None
    below: int | None
    absent: tuple[str, ...] = ()
    blank: tuple[str, ...] = ()

    @property
    def value(self) -> Fraction | None:
        """Exact; ``None`` where a cell is missing or blank, or where it would be divided by 0."""
        return Fraction(self.above, self.below) if self.above is not None and self.below else None

    @property
    def why_not(self) -> Message | None:
        """Why there is no value; ``None`` where there is one."""
        if self.absent:
            return message("报告中没有这些单元格：{paths}", paths=Joined(self.absent, "、"))
        if self.blank:
            return message("这些单元格为空白：{paths}", paths=Joined(self.blank, "、"))
        return None if self.below else message("分母为0")

    def text(self, locale: str = SOURCE_LOCALE) -> str:
        """Title, value and the two numbers; or why there is no value."""
        title, value = self.indicator.title_in(locale), self.value
        if value is None:
            assert self.why_not is not None
            return message("{title}：无（{why}）", title=title, why=self.why_not).text(locale)
        return message(
            "{title}：{value}（{above}÷{below}）",
            title=title,
            value=_shown(value, self.indicator.unit, locale),
            above=format_number(self.above or 0, locale),
            below=format_number(self.below or 0, locale),
        ).text(locale)

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        if self.value is None:
            why = "cells missing" if self.absent else "cells blank" if self.blank else "nothing to divide by"
            return f"<{self.indicator.id}: none, {why}>"
        return f"<{self.indicator.id}: {_shown(self.value, self.indicator.unit, 'en')} ({self.above}/{self.below})>"


class Indicators(dict[str, IndicatorValue], Tabled):
    """The indicators of a report by id."""

    __slots__ = ()

    def _grid(self) -> Grid:
        """A row per indicator: its title, its value or why there is none, and the two numbers."""
        return Grid(
            message("指标{count}项", count=len(self)),
            (message("指标"), message("数值"), message("分子"), message("分母"), message("计算方法")),
            [_row(one) for one in self.values()],
        )


def _row(one: IndicatorValue) -> tuple[str, ...]:
    value, figures = (
        one.value,
        ("" if one.above is None else str(one.above), "" if one.below is None else str(one.below)),
    )
    told = _why_in_short(one) if value is None else _shown(value, one.indicator.unit, SOURCE_LOCALE)
    return (one.indicator.title, told, *figures, one.indicator.formula)


def _why_in_short(one: IndicatorValue) -> str:
    """Why there is no value; of more cells than a few, how many they are."""
    cells = one.absent or one.blank
    if len(cells) <= _FEW:
        return str(one.why_not)
    if one.absent:
        return message("报告中没有其中{count}个单元格", count=len(cells)).text()
    return message("其中{count}个单元格为空白", count=len(cells)).text()


def _shown(value: Fraction, unit: Unit, locale: str) -> str:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    if unit == "%":
        return str(format_percent(exact, format="0.0%", locale=resolve_locale(locale)))
    return format_number(round(exact, 3), locale)


def _make(
    id: str,
    title: Message,
    formula: Message,
    above: tuple[str, ...],
    below: tuple[str, ...],
    source: Message,
    unit: Unit = "%",
) -> Indicator:
    return Indicator(id, title.template, formula.template, above, below, unit, source.template)


def _reasons() -> tuple[Indicator, ...]:
    titles = (
        message("不予公开中“属于国家秘密”的比例"),
        message("不予公开中“其他法律行政法规禁止公开”的比例"),
        message("不予公开中“危及三安全一稳定”的比例"),
        message("不予公开中“保护第三方合法权益”的比例"),
        message("不予公开中“属于三类内部事务信息”的比例"),
        message("不予公开中“属于四类过程性信息”的比例"),
        message("不予公开中“属于行政执法案卷”的比例"),
        message("不予公开中“属于行政查询事项”的比例"),
    )
    formula = message("该项÷不予公开8项之和")
    return tuple(
        _make(f"refusal_share_{path.split('.')[3]}", title, formula, (path,), _REFUSED, message("表三 三（三）"))
        for title, path in zip(titles, _REFUSED, strict=True)
    )


INDICATORS: Final[tuple[Indicator, ...]] = (
    _make(
        "disclosure_rate",
        message("公开率"),
        message("（予以公开＋部分公开）÷办理结果总计"),
        ("applications.outcomes.disclosed.total", "applications.outcomes.partly_disclosed.total"),
        (_DONE,),
        message("表三 三（一）（二）（七）"),
    ),
    _make(
        "refusal_rate",
        message("不予公开率"),
        message("不予公开8项之和÷办理结果总计"),
        _REFUSED,
        (_DONE,),
        message("表三 三（三）（七）"),
    ),
    _make(
        "unavailable_rate",
        message("无法提供率"),
        message("无法提供3项之和÷办理结果总计"),
        _UNAVAILABLE,
        (_DONE,),
        message("表三 三（四）（七）"),
    ),
    _make(
        "not_processed_rate",
        message("不予处理率"),
        message("不予处理5项之和÷办理结果总计"),
        _NOT_PROCESSED,
        (_DONE,),
        message("表三 三（五）（七）"),
    ),
    *_reasons(),
    _make(
        "carry_over_rate",
        message("结转率"),
        message("结转下年度÷（本年新收＋上年结转）"),
        ("applications.carried_out.total",),
        ("applications.received.total", "applications.carried_in.total"),
        message("表三 一、二、四"),
    ),
    _make(
        "natural_person_share",
        message("自然人申请的比例"),
        message("自然人本年新收÷本年新收总计"),
        ("applications.received.natural_person",),
        ("applications.received.total",),
        message("表三 一"),
    ),
    _make(
        "reconsideration_correction_rate",
        message("行政复议纠正率"),
        message("结果纠正÷（结果维持＋结果纠正＋其他结果），尚未审结的不计"),
        ("disputes.reconsideration.corrected",),
        tuple(f"disputes.reconsideration.{result}" for result in _DECIDED),
        message("表四 行政复议"),
    ),
    _make(
        "litigation_correction_rate",
        message("行政诉讼纠正率"),
        message("结果纠正÷（结果维持＋结果纠正＋其他结果），两类诉讼合计，尚未审结的不计"),
        tuple(f"{suit}.corrected" for suit in _SUITS),
        tuple(f"{suit}.{result}" for suit in _SUITS for result in _DECIDED),
        message("表四 行政诉讼"),
    ),
    _make(
        "disputes_per_application",
        message("每件申请引起的复议诉讼"),
        message("（行政复议总计＋行政诉讼总计）÷本年新收总计"),
        ("disputes.reconsideration.total", *(f"{suit}.total" for suit in _SUITS)),
        ("applications.received.total",),
        message("表三 一；表四"),
        "1",
    ),
)
"""Every indicator, in the order in which they are shown."""

_BY_ID: Final = {indicator.id: indicator for indicator in INDICATORS}


def indicators(report: Report, *ids: str) -> Indicators:
    """The indicators of ``report`` by id: all of them, or those that are named.

    They hold for both editions.  A blank is never taken for 0: an indicator that it stands in has no value.

    Raises:
        ValueRefused: an id that there is not (the message lists those that there are), or something that is no report.
    """
    cells = joined_cells(given_report(report))
    for id in ids:
        if id not in _BY_ID:
            raise ValueRefused(
                message("没有指标“{id}”，可用的有：{choices}", id=str(id)[:60], choices=Joined(tuple(_BY_ID), "、"))
            )
    return Indicators((one.id, one._of(cells)) for one in INDICATORS if not ids or one.id in ids)
