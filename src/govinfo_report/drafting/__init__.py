"""A first text of the narrative from the figures of the tables.

``gr.draft(report)`` writes the sentences that follow from the figures; what no figure tells is left as a marked gap.
See ``docs/drafting.md``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from govinfo_report.drafting.disclosed import disclosed
from govinfo_report.drafting.disputed import disputed
from govinfo_report.drafting.requested import requested
from govinfo_report.drafting.telling import Teller, Told
from govinfo_report.drafting.value import Draft
from govinfo_report.forms.sections import SECTIONS
from govinfo_report.messages import SOURCE_LOCALE, Message, message, resolve_locale, translate
from govinfo_report.narrative import Paragraph, Quote, Section, unchecked_quote
from govinfo_report.report import Report

__all__ = ["Draft", "draft"]

_HEADINGS: Final = {section.part: section.heading for section in SECTIONS}
_SUB_HEADING: Final = 1


def draft(report: Report, *, locale: str = SOURCE_LOCALE) -> Draft:
    """A first text of the parts 一, 五 and 六 of ``report``, from the figures of its tables.

    Every figure of the text is a cell or a sum of cells, as it stands in the table; a blank one leaves a marked gap
    (``〔待填：…〕``), as does whatever the tables do not tell.  The rules ``narrative.…`` find nothing against the text.

    Args:
        report: its tables and its year are used; its narrative is not read.
        locale: ``zh_CN`` (which alone the narrative rules read) or ``en``.

    Raises:
        govinfo_report.LocaleError: no catalog serves it.
    """
    locale = resolve_locale(locale)
    tell = Teller(report)
    overview = [
        *_headed(message("（一）主动公开情况"), disclosed(tell)),
        *_headed(message("（二）依申请公开情况"), [*requested(tell), *disputed(tell)]),
        *_headed(message("（三）政府信息管理情况"), [tell.left_open(message("政府信息管理的做法和成效"))]),
        *_headed(message("（四）政府信息公开平台建设情况"), [tell.left_open(message("平台建设的做法和成效"))]),
        *_headed(message("（五）监督保障情况"), [tell.left_open(message("监督保障的做法和成效"))]),
    ]
    problems = [
        (0, tell.left_open(message("本年度存在的主要问题"))),
        (0, tell.left_open(message("改进情况和下一步打算"))),
    ]
    fees = tell.gap(message("是否发出过收费通知，如有，其件数、总金额和实际收取的总金额"))
    other_matters = [
        (0, tell.sentence(message("按照《政府信息公开信息处理费管理办法》收取信息处理费的情况：{gap}", gap=fees))),
        (0, tell.left_open(message("其他需要报告的事项，如有"))),
    ]
    parts, gaps = [], list[Quote]()
    for part, lines in (("overview", overview), ("problems", problems), ("other_matters", other_matters)):
        paragraphs = []
        for number, (level, told) in enumerate(lines):
            text = told.text(locale).strip()
            paragraphs.append(Paragraph(text, level))
            gaps += _gaps(part, number, text, [gap.text(locale) for gap in tell.gaps])
        parts.append((part, Section(translate(_HEADINGS[part], locale), tuple(paragraphs))))
    return Draft(locale, tuple(parts), tuple(gaps), tuple(tell.told))


def _headed(heading: Message, paragraphs: Iterable[Told]) -> list[tuple[int, Told]]:
    return [(_SUB_HEADING, heading), *((0, paragraph) for paragraph in paragraphs)]


def _gaps(part: str, number: int, text: str, known: Iterable[str]) -> list[Quote]:
    """Where gaps stand in ``text``, in order; each is a bracket of its own, so none contains another."""
    found = []
    for gap in dict.fromkeys(known):
        at = text.find(gap)
        while at >= 0:
            found.append(unchecked_quote(part, number, at, at + len(gap), gap))
            at = text.find(gap, at + len(gap))
    return sorted(found, key=lambda quote: quote.start)
