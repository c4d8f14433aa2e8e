"""Narrative that was taken over from the report of the year before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from govinfo_report.findings import Finding
from govinfo_report.messages import Message, message
from govinfo_report.narrative import sentences_in
from govinfo_report.rulebook import series_rule
from govinfo_report.rules.years import consecutive
from govinfo_report.wording import fold

if TYPE_CHECKING:
    from govinfo_report.narrative import Section
    from govinfo_report.report import Report

__all__ = ["RULES"]

_SHORTEST: Final = 10
"""Characters that a sentence must have to count: shorter ones are phrases that every report has."""

_LEAST: Final = 40
"""Characters in such sentences that a part must have for a share to mean anything."""

_SHARE: Final = 50
_LONGEST_QUOTE: Final = 40
_FIGURES: Final = re.compile(r"\d+")
_PARTS: Final = {"overview": Message("一、总体情况"), "problems": Message("五、存在的主要问题及改进情况")}


@series_rule(
    id="series.repeated",
    title=message("各年度的叙述不雷同"),
    severity="hint",
    citation=message(
        "《政府信息公开工作年度报告格式》（国办公开办函〔2019〕60号、〔2021〕30号）一、（五）：不与往年雷同"
    ),
    reads=tuple(_PARTS),
)
def repeated(reports: Sequence[Report]) -> Iterator[Finding]:
    """The share of characters in sentences that the year before had, whatever their figures; fails from a half on."""
    for before, earlier, after, later in consecutive(reports):
        for part, label in _PARTS.items():
            old, new = _sentences(getattr(before, part)), _sentences(getattr(after, part))
            paths, years = (part, part), (earlier, later)
            whole = sum(map(len, new))
            if not old or whole < _LEAST:
                words = message(
                    "{later}年度“{part}”：文字太少，无法与{earlier}年度比较", later=later, part=label, earlier=earlier
                )
                yield repeated.finding(None, words, paths, years=years)
                continue
            same = [sentence for sentence in new if sentence in old]
            share = 100 * sum(map(len, same)) // whole
            words = message(
                "{later}年度“{part}”：{share}%的文字与{earlier}年度相同",
                later=later,
                part=label,
                share=share,
                earlier=earlier,
            )
            if share >= _SHARE:
                words = message("{what}，如“{quote}”", what=words, quote=_quoted(max(same, key=len), new))
            yield repeated.finding(share < _SHARE, words, paths, years=years)


def _quoted(sentence: str, printed: dict[str, str]) -> str:
    text = printed[sentence]
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"


@lru_cache(maxsize=64)
def _sentences(section: Section | None) -> dict[str, str]:
    """The sentences of a part but for their figures and punctuation, each with what is printed."""
    found: dict[str, str] = {}
    for paragraph in () if section is None else section.paragraphs:
        for words, _ in sentences_in(paragraph.text):
            bare = _FIGURES.sub("", fold(words))
            if len(bare) >= _SHORTEST:
                found.setdefault(bare, words)
    return found


RULES: Final = (repeated,)
