"""依申请公开: what 表三 tells."""

from __future__ import annotations

from typing import Final

from govinfo_report.drafting.telling import Teller, Told
from govinfo_report.messages import Joined, Message, message

__all__ = ["requested"]

_RECEIVED: Final = "applications.received"
_IN: Final = "applications.carried_in.total"
_DONE: Final = "applications.outcomes.total.total"
_OUT: Final = "applications.carried_out.total"
_APPLICANTS: Final = (
    ("natural_person", message("自然人")),
    ("commercial_enterprise", message("商业企业")),
    ("research_institution", message("科研机构")),
    ("public_interest_organization", message("社会公益组织")),
    ("legal_service_organization", message("法律服务机构")),
    ("other", message("其他组织")),
)
_OUTCOMES: Final = ("disclosed", "partly_disclosed", "refused", "unavailable", "not_processed", "other")


def requested(tell: Teller) -> list[Told]:
    """The paragraphs on applications: received, carried in, answered, carried out."""
    if "applications" not in tell.editions:
        return [tell.left_open(message("依申请公开情况"))]
    received, carried_in, carried_out = _received(tell), _carried_in(tell), _carried_out(tell)
    if tell.is_zero(f"{_RECEIVED}.total") and tell.is_zero(_IN) and tell.is_zero(_DONE):
        return [tell.opened([tell.sentence(received, carried_in, carried_out)])]
    first = tell.sentence(received, carried_in)
    return [tell.opened([first, tell.sentence(_answered(tell), carried_out)])]


def _received(tell: Teller) -> Told:
    total = f"{_RECEIVED}.total"
    if tell.is_zero(total):
        tell.tell(total)
        return message("未收到政府信息公开申请")
    clause = message("新收政府信息公开申请{number}件", number=tell.number(total))
    if tell.value(total) is None:
        return clause
    parts = [
        message("{what}{number}件", what=what, number=tell.number(path))
        for name, what in _APPLICANTS
        if not tell.is_zero(path := f"{_RECEIVED}.{name}")
    ]
    return _with(clause, parts)


def _carried_in(tell: Teller) -> Told:
    if tell.is_zero(_IN):
        tell.tell(_IN)
        return message("无上年结转申请")
    return message("上年结转{number}件", number=tell.number(_IN))


def _answered(tell: Teller) -> Told:
    """How many were answered, and how; parts stand beside their whole alone."""
    clause = message("办结申请{number}件", number=tell.number(_DONE))
    if not tell.value(_DONE):
        return clause
    rows = [f"applications.outcomes.{name}" for name in _OUTCOMES]
    parts = [
        message("{what}{number}件", what=tell.label(row), number=tell.number(*tell.below(row)))
        for row in rows
        if not tell.is_zero(*tell.below(row))
    ]
    return _with(clause, parts)


def _carried_out(tell: Teller) -> Told:
    if tell.is_zero(_OUT):
        tell.tell(_OUT)
        return message("无结转下年度继续办理的申请")
    return message("结转下年度继续办理{number}件", number=tell.number(_OUT))


def _with(clause: Message, parts: list[Message]) -> Message:
    return message("{whole}，其中{parts}", whole=clause, parts=Joined(tuple(parts), "、")) if parts else clause
