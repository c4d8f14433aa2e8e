"""表四 政府信息公开行政复议、行政诉讼情况: the same 15 cells in both editions."""

from __future__ import annotations

from govinfo_report.form import Table, count, part, record, table

__all__ = ["Disputes", "Litigation", "Results"]


@record
class Results:
    """How cases ended, in 件; a suit with the reviewing organ as co-defendant counts for the original organ only."""

    upheld: int | None = count("结果维持")
    corrected: int | None = count("结果纠正")
    other: int | None = count("其他结果")
    pending: int | None = count("尚未审结")
    total: int | None = count("总计", total="block-sum")


@record
class Litigation:
    """行政诉讼."""

    direct: Results = part("未经复议直接起诉", axis="column")
    after_reconsideration: Results = part("复议后起诉", axis="column")


@table(name="disputes", edition="2019/2021", number="四")
class Disputes(Table):
    """表四 of both editions (国办公开办函〔2019〕60号, 〔2021〕30号)."""

    reconsideration: Results = part("行政复议", axis="column")
    litigation: Litigation = part("行政诉讼", axis="column")
