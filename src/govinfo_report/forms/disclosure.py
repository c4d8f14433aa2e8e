"""表二 主动公开政府信息情况: what article 20 of the 政府信息公开条例 has organs publish.

The 2019 edition covers items （一）（五）（六）（八）（九） of the article, the 2021 edition （一）（五）（六）（八）;
in the latter decisions count all, public or lawfully unpublished, as of 31 December.
"""

from __future__ import annotations

from govinfo_report.form import Table, amount, change, count, part, record, table
from govinfo_report.quantity import Amount

__all__ = [
    "Decisions2021",
    "Disclosure2019",
    "Disclosure2021",
    "Documents2019",
    "Documents2021",
    "FeeItems2019",
    "Fees2021",
    "Items2019",
    "Procurement2019",
]

_CLAUSE_1 = "第二十条第（一）项"
_CLAUSE_5 = "第二十条第（五）项"
_CLAUSE_6 = "第二十条第（六）项"
_CLAUSE_8 = "第二十条第（八）项"
_CLAUSE_9 = "第二十条第（九）项"
_CORNER = "信息内容"
_REGULATIONS = "规章"
_LICENSING = "行政许可"
_PENALTIES = "行政处罚"
_COMPULSION = "行政强制"
_FEES = "行政事业性收费"


@record
class Documents2019:
    """规章 or 规范性文件, 2019 edition."""

    made: int | None = count("本年新制作数量")
    published: int | None = count("本年新公开数量")
    total_published: int | None = count("对外公开总数量")


@record
class FeeItems2019:
    """行政事业性收费, 2019 edition: items, not money."""

    previous_items: int | None = count("上一年项目数量", unit="项")
    change: int | None = change("本年增/减")


@record
class Items2019(FeeItems2019):
    """Items of the 2019 edition on which decisions are made."""

    decisions: int | None = count("处理决定数量")


@record
class Procurement2019:
    """政府集中采购; the form names no unit for the amount."""

    projects: int | None = count("采购项目数量", unit="项")
    amount: Amount | None = amount("采购总金额", unit=None)


@table(name="disclosure", edition="2019", number="二", corner=_CORNER)
class Disclosure2019(Table):
    """表二 of the 2019 edition (国办公开办函〔2019〕60号): 22 cells."""

    regulations: Documents2019 = part(_REGULATIONS, block=_CLAUSE_1)
    normative_documents: Documents2019 = part("规范性文件", block=_CLAUSE_1)
    licensing: Items2019 = part(_LICENSING, block=_CLAUSE_5)
    other_services: Items2019 = part("其他对外管理服务事项", block=_CLAUSE_5)
    penalties: Items2019 = part(_PENALTIES, block=_CLAUSE_6)
    compulsion: Items2019 = part(_COMPULSION, block=_CLAUSE_6)
    fees: FeeItems2019 = part(_FEES, block=_CLAUSE_8)
    procurement: Procurement2019 = part("政府集中采购", block=_CLAUSE_9)


@record
class Documents2021:
    """规章 or 行政规范性文件, 2021 edition."""

    issued: int | None = count("本年制发件数")
    repealed: int | None = count("本年废止件数")
    in_force: int | None = count("现行有效件数")


@record
class Decisions2021:
    """行政许可, 行政处罚 or 行政强制, 2021 edition."""

    decisions: int | None = count("本年处理决定数量")


@record
class Fees2021:
    """行政事业性收费, 2021 edition, in 万元."""

    amount: Amount | None = amount("{本年收费金额}（单位：万元）", unit="万元")


@table(name="disclosure", edition="2021", number="二", corner=_CORNER)
class Disclosure2021(Table):
    """表二 of the 2021 edition (国办公开办函〔2021〕30号): 10 cells."""

    regulations: Documents2021 = part(_REGULATIONS, block=_CLAUSE_1)
    normative_documents: Documents2021 = part("行政规范性文件", block=_CLAUSE_1)
    licensing: Decisions2021 = part(_LICENSING, block=_CLAUSE_5)
    penalties: Decisions2021 = part(_PENALTIES, block=_CLAUSE_6)
    compulsion: Decisions2021 = part(_COMPULSION, block=_CLAUSE_6)
    fees: Fees2021 = part(_FEES, block=_CLAUSE_8)
