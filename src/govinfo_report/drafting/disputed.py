"""复议诉讼: what 表四 tells."""

from __future__ import annotations

from typing import Final

from govinfo_report.drafting.telling import Teller, Told
from govinfo_report.messages import Joined, Message, message

__all__ = ["disputed"]

_RESULTS: Final = (
    ("upheld", message("结果维持")),
    ("corrected", message("结果纠正")),
    ("other", message("其他结果")),
    ("pending", message("尚未审结")),
)
_REVIEWED: Final = "disputes.reconsideration"
_DIRECT: Final = "disputes.litigation.direct"
_AFTER: Final = "disputes.litigation.after_reconsideration"


def disputed(tell: Teller) -> list[Told]:
    """The paragraphs on reconsiderations and suits; each kind in its own, those of which there were none together."""
    if "disputes" not in tell.editions:
        return [tell.left_open(message("行政复议、行政诉讼情况"))]
    some = [_cases(tell, block) for block in (_REVIEWED, _DIRECT, _AFTER) if not tell.is_zero(f"{block}.total")]
    none = _none(tell)
    paragraphs = [*some, tell.sentence(*none)] if none else some
    return [tell.opened([paragraphs[0]]), *paragraphs[1:]]


def _cases(tell: Teller, block: str) -> Told:
    """The cases of one kind and how they ended; results stand beside their total alone."""
    total = f"{block}.total"
    number = tell.number(total)
    if block == _REVIEWED:
        clause = message("发生政府信息公开行政复议{number}件", number=number)
    elif block == _DIRECT:
        clause = message("因政府信息公开未经复议直接提起行政诉讼{number}件", number=number)
    else:
        clause = message("因政府信息公开复议后提起行政诉讼{number}件", number=number)
    if tell.value(total) is None:
        return tell.sentence(clause)
    parts = [
        message("{what}{number}件", what=what, number=tell.number(path))
        for name, what in _RESULTS
        if not tell.is_zero(path := f"{block}.{name}")
    ]
    if not parts:
        return tell.sentence(clause)
    return tell.sentence(message("{whole}，其中{parts}", whole=clause, parts=Joined(tuple(parts), "、")))


def _none(tell: Teller) -> list[Message]:
    """Of what there were no cases."""
    reviewed, direct, after = (tell.is_zero(f"{block}.total") for block in (_REVIEWED, _DIRECT, _AFTER))
    clauses = []
    if reviewed:
        tell.tell(f"{_REVIEWED}.total")
    if direct and after:
        tell.tell(f"{_DIRECT}.total", f"{_AFTER}.total")
        if reviewed:
            return [message("未发生政府信息公开行政复议、行政诉讼")]
        return [message("未发生政府信息公开行政诉讼")]
    if reviewed:
        clauses.append(message("未发生政府信息公开行政复议"))
    if direct:
        tell.tell(f"{_DIRECT}.total")
        clauses.append(message("没有未经复议直接提起行政诉讼的案件"))
    if after:
        tell.tell(f"{_AFTER}.total")
        clauses.append(message("没有复议后提起行政诉讼的案件"))
    return clauses
