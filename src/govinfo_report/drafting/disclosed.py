"""主动公开: what 表二 tells."""

from __future__ import annotations

from typing import Final

from govinfo_report.drafting.telling import Teller, Told, is_nothing
from govinfo_report.messages import Argument, Joined, Message, message

__all__ = ["disclosed"]

_DOCUMENTS: Final = {
    "2019": (("regulations", message("规章")), ("normative_documents", message("规范性文件"))),
    "2021": (("regulations", message("规章")), ("normative_documents", message("行政规范性文件"))),
}
_DECISIONS: Final = (
    ("licensing", message("行政许可")),
    ("penalties", message("行政处罚")),
    ("compulsion", message("行政强制")),
)
_OTHER_SERVICES: Final = ("other_services", message("其他对外管理服务事项"))
_ITEMS: Final = (_DECISIONS[0], _OTHER_SERVICES, *_DECISIONS[1:], ("fees", message("行政事业性收费")))
_FEES: Final = "disclosure.fees.amount"


def disclosed(tell: Teller) -> list[Told]:
    """The paragraphs on what was published on the organ's own account."""
    edition = tell.editions.get("disclosure")
    if edition is None:
        return [tell.left_open(message("主动公开情况"))]
    documents = _documents_2019 if edition == "2019" else _documents_2021
    first = [tell.sentence(*documents(tell, f"disclosure.{row}", what)) for row, what in _DOCUMENTS[edition]]
    decisions = _decisions(tell)
    if edition == "2021":
        second = [tell.sentence(*decisions), tell.sentence(_fees(tell))]
    else:
        second = [
            tell.sentence(*decisions, _other_decisions(tell)),
            tell.sentence(*(_items(tell, row, what) for row, what in _ITEMS)),
            tell.sentence(*_procurement(tell)),
        ]
    return [tell.opened(first), Joined(tuple(second), "")]


def _documents_2021(tell: Teller, row: str, what: Message) -> list[Told]:
    """Documents issued, repealed, and in force; named again where the clause before gives no figure of them."""
    issued, repealed, in_force = (f"{row}.{name}" for name in ("issued", "repealed", "in_force"))
    clauses: list[Told] = []
    named = False
    if tell.is_zero(issued) and tell.is_zero(repealed):
        tell.tell(issued)
        tell.tell(repealed)
        clauses.append(message("未制发、废止{what}", what=what))
    else:
        if tell.is_zero(issued):
            tell.tell(issued)
            clauses.append(message("未制发{what}", what=what))
        else:
            clauses.append(message("制发{what}{number}件", what=what, number=tell.number(issued)))
        named = tell.value(issued) is not None
        if tell.is_zero(repealed):
            tell.tell(repealed)
            clauses.append(message("未废止{what}", what=what))
        elif named:
            clauses.append(message("废止{number}件", number=tell.number(repealed)))
        else:
            clauses.append(message("废止{what}{number}件", what=what, number=tell.number(repealed)))
        named = tell.value(repealed) is not None
    if tell.is_zero(in_force):
        tell.tell(in_force)
        clauses.append(message("年末无现行有效的{what}", what=what))
    elif named:
        clauses.append(message("年末现行有效{number}件", number=tell.number(in_force)))
    else:
        clauses.append(message("年末现行有效{what}{number}件", what=what, number=tell.number(in_force)))
    return clauses


def _documents_2019(tell: Teller, row: str, what: Message) -> list[Told]:
    """Documents made, published, and published in all."""
    made, published, total = (f"{row}.{name}" for name in ("made", "published", "total_published"))
    if tell.is_zero(made):
        tell.tell(made)
        first = message("未制作{what}", what=what)
    else:
        first = message("新制作{what}{number}件", what=what, number=tell.number(made))
    return [
        first,
        message("新公开{what}{number}件", what=what, number=tell.number(published)),
        message("对外公开{what}总数为{number}件", what=what, number=tell.number(total)),
    ]


def _decisions(tell: Teller) -> list[Told]:
    """Decisions made, those of which there were none together."""
    some: list[Told] = []
    none: list[Message] = []
    for row, what in _DECISIONS:
        path = f"disclosure.{row}.decisions"
        if tell.is_zero(path):
            tell.tell(path)
            none.append(what)
        else:
            some.append(message("{what}决定{number}件", what=what, number=tell.number(path)))
    clauses: list[Told] = []
    if some:
        clauses.append(message("作出{items}", items=Joined(tuple(some), "、")))
    if none:
        clauses.append(message("未作出{items}决定", items=Joined(tuple(none), "、")))
    return clauses


def _other_decisions(tell: Teller) -> Told:
    path, what = f"disclosure.{_OTHER_SERVICES[0]}.decisions", _OTHER_SERVICES[1]
    if tell.is_zero(path):
        tell.tell(path)
        return message("未作出{what}的处理决定", what=what)
    return message("作出{what}的处理决定{number}件", what=what, number=tell.number(path))


def _fees(tell: Teller) -> Told:
    amount = tell.amount(_FEES)
    if is_nothing(amount):
        tell.tell(_FEES)
        return message("未收取行政事业性收费")
    return message("收取行政事业性收费{amount}", amount=tell.sum_of_money(_FEES))


def _items(tell: Teller, row: str, what: Message) -> Told:
    """The items of one row of the 2019 edition: how many there were, and how many more or fewer there are."""
    return message(
        "{what}项目上一年{number}项，本年{change}",
        what=what,
        number=tell.number(f"disclosure.{row}.previous_items"),
        change=_change(tell, f"disclosure.{row}.change"),
    )


def _change(tell: Teller, path: str) -> Argument:
    change = tell.value(path)
    if change is None:
        return message("增减{number}项", number=tell.number(path))
    tell.tell(path)
    if not change:
        return message("无增减")
    if change > 0:
        return message("增加{number}项", number=str(change))
    return message("减少{number}项", number=str(-change))


def _procurement(tell: Teller) -> list[Told]:
    projects, amount = "disclosure.procurement.projects", "disclosure.procurement.amount"
    if tell.is_zero(projects):
        tell.tell(projects)
        first = message("未实施政府集中采购项目")
    else:
        first = message("实施政府集中采购项目{number}项", number=tell.number(projects))
    if is_nothing(tell.amount(amount)):
        tell.tell(amount)
        return [first, message("采购总金额为0元")]
    return [first, message("采购总金额为{amount}", amount=tell.sum_of_money(amount))]
