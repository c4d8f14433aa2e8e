"""What figures are about where the sentence itself does not say: 从答复情况看, in a paragraph on applications."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

__all__ = ["leans_on_the_last", "opens_on_answers"]

_ANSWERS: Final = re.compile(
    r"\s*(?:从|按)(?:(?:本年度?|全年|今年)的?)?(?:答复|回复|办理|处理|办结)的?(?:情况|结果|类型|方式)"
    r"(?:上?来?看|来?分析?|分类|划分|统计)"
)
_SUBJECT: Final = re.compile(
    r"(申请)|建议|提案|议案|咨询|热线|工单|信访|留言|来信|来电|来访|投诉|举报|诉求|信箱|案件|许可|处罚|公文|属性"
)
_OUTCOME: Final = re.compile("予以公开|部分公开|不予公开|无法提供|不予处理|其他处理")
_OF_REQUESTS_ALONE: Final = frozenset(("部分公开", "无法提供", "不予处理"))
_LEANING: Final = re.compile(
    r"\s*(?:其中|从|按|上述|以上|这些|该|结果|均|全部|予以公开|部分公开|不予公开|无法提供|不予处理|其他处理)"
)


def leans_on_the_last(sentence: str) -> bool:
    """Whether ``sentence`` goes on with the figures of the one before it: 其中…, 予以公开…."""
    return _LEANING.match(sentence) is not None


def opens_on_answers(sentence: str, paragraph: str, at: int, before: Sequence[str]) -> bool:
    """Whether ``sentence`` opens on how applications were answered, as 从答复情况看.

    It does where applications were spoken of last, in its ``paragraph`` up to ``at`` or in the texts ``before`` that, or,
    where nothing else was, by outcomes that only applications have.
    """
    if _ANSWERS.match(sentence) is None:
        return False
    for text in (paragraph[:at], *reversed(before)):
        subjects = _SUBJECT.findall(text)
        if subjects:
            return bool(subjects[-1])
    outcomes = set(_OUTCOME.findall(sentence))
    return len(outcomes) > 1 and not _OF_REQUESTS_ALONE.isdisjoint(outcomes)
