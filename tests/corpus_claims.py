"""What a person finds in the prose of each report of the corpus, written down before anything was built to find it.

One row per figure that the tables hold, too: part, paragraph, what stands there (the figure and the characters beside
it), the kind of claim, the number, and what comparing it with the figures that can be read gives.  A claim without
cells is about what no table holds.
"""

from __future__ import annotations

from typing import Final, NamedTuple

__all__ = ["READINGS", "Seen"]


class Seen(NamedTuple):
    """One claim that a person found."""

    part: str
    paragraph: int
    beside: str
    kind: str
    number: int
    verdict: str


_IN, _OUT, _GOT = "applications.carried_in", "applications.carried_out", "applications.received"
_DONE = "applications.outcomes"
_RECONSIDERED, _SUED = "disputes.reconsideration", "disputes.litigation"
_NORMS, _RULES = "disclosure.normative_documents", "disclosure.regulations"
_BOTH = f"{_DONE}.disclosed+{_DONE}.partly_disclosed"

READINGS: Final[dict[str, list[Seen]]] = {
    "hegang-commerce-2019.txt": [
        Seen("overview", 2, "文件3条", f"{_NORMS}.published", 3, "passed"),
        Seen("overview", 4, "未收到", _GOT, 0, "passed"),
        Seen("overview", 8, "未发生", f"{_RECONSIDERED}.total", 0, "passed"),
        Seen("overview", 8, "未发生", f"{_SUED}.total", 0, "passed"),
    ],
    "huaian-2024.pdf": [
        Seen("overview", 1, "规章1件", f"{_RULES}.published", 1, "passed"),
        Seen("overview", 2, "3119件", _GOT, 3119, "passed"),
        Seen("overview", 2, "3050件", f"{_DONE}.total", 3050, "passed"),
        Seen("overview", 2, "申请34件", _IN, 34, "passed"),
        Seen("overview", 2, "103件", _OUT, 103, "passed"),
        Seen("overview", 2, "351件", f"{_RECONSIDERED}.total", 351, "passed"),
        Seen("overview", 2, "维持72件", f"{_RECONSIDERED}.upheld", 72, "passed"),
        Seen("overview", 2, "纠正64件", f"{_RECONSIDERED}.corrected", 64, "passed"),
        Seen("overview", 2, "178件", f"{_RECONSIDERED}.other", 178, "passed"),
        Seen("overview", 2, "审结37件", f"{_RECONSIDERED}.pending", 37, "passed"),
        Seen("overview", 2, "诉讼46件", f"{_SUED}.total", 46, "passed"),
        Seen("overview", 2, "维持25件", f"{_SUED}.upheld", 25, "passed"),
        Seen("overview", 2, "纠正5件", f"{_SUED}.corrected", 5, "passed"),
        Seen("overview", 2, "结果9件", f"{_SUED}.other", 9, "passed"),
        Seen("overview", 2, "审结7件", f"{_SUED}.pending", 7, "passed"),
        Seen("other_matters", 0, "3940元", "processing_fee", 3940, "none"),
    ],
    "pingtan-2019.txt": [],
    "pingtan-2022.txt": [
        Seen("overview", 0, "698件", f"{_NORMS}.in_force", 698, "incomplete"),
        Seen("overview", 0, "文件88件", f"{_NORMS}.issued", 88, "incomplete"),
        Seen("overview", 0, "申请75件", _GOT, 75, "passed"),
        Seen("overview", 0, "自然人72件", f"{_GOT}.natural_person", 72, "passed"),
        Seen("overview", 0, "企业3件", f"{_GOT}.commercial_enterprise", 3, "passed"),
        Seen("overview", 0, "案件1件", f"{_SUED}.total", 1, "passed"),
        Seen("overview", 0, "案件2件", f"{_RECONSIDERED}.total", 2, "passed"),
        Seen("other_matters", 0, "无收取", "processing_fee", 0, "none"),
    ],
    "pingtan-2023.txt": [
        Seen("overview", 0, "393件", f"{_NORMS}.in_force", 393, "incomplete"),
        Seen("overview", 0, "文件77件", f"{_NORMS}.issued", 77, "incomplete"),
        Seen("overview", 0, "共计81件", _GOT, 81, "passed"),
        Seen("overview", 0, "自然人80件", f"{_GOT}.natural_person", 80, "passed"),
        Seen("overview", 0, "企业1件", f"{_GOT}.commercial_enterprise", 1, "passed"),
        Seen("overview", 0, "公开81件", f"{_DONE}.total", 81, "passed"),
        Seen("overview", 0, "公开42件", _BOTH, 42, "passed"),
        Seen("overview", 0, "公开5件", f"{_DONE}.refused", 5, "passed"),
        Seen("overview", 0, "提供31件", f"{_DONE}.unavailable", 31, "passed"),
        Seen("overview", 0, "处理1件", f"{_DONE}.not_processed", 1, "passed"),
        Seen("overview", 0, "处理2件", f"{_DONE}.other", 2, "passed"),
        Seen("overview", 0, "案件2件", f"{_RECONSIDERED}.total", 2, "passed"),
        Seen("overview", 0, "案件7件", f"{_SUED}.total", 7, "passed"),
        Seen("other_matters", 0, "无收取", "processing_fee", 0, "none"),
    ],
    "shanghai-office-2019.html": [
        Seen("overview", 2, "规章13件", f"{_RULES}.published", 13, "passed"),
        Seen("overview", 2, "文件60件", f"{_NORMS}.published", 60, "passed"),
        Seen("overview", 9, "859件", _GOT, 859, "passed"),
        Seen("overview", 9, "805件", f"{_DONE}.total", 805, "passed"),
        Seen("overview", 9, "申请18件", _IN, 18, "passed"),
        Seen("overview", 9, "72件", _OUT, 72, "passed"),
        # The totals of these rows are blank; the figures printed in them add up to 275, 35, 337, 158 and 0.
        Seen("overview", 9, "258件", _BOTH, 258, "failed"),
        Seen("overview", 9, "公开35件", f"{_DONE}.refused", 35, "incomplete"),
        Seen("overview", 9, "265件", f"{_DONE}.unavailable", 265, "failed"),
        Seen("overview", 9, "158件", f"{_DONE}.not_processed", 158, "incomplete"),
        Seen("overview", 9, "处理0件", f"{_DONE}.other", 0, "incomplete"),
        Seen("overview", 9, "复议7件", f"{_RECONSIDERED}.total", 7, "passed"),
        # Of the two kinds of suits one is blank, the other has 9.
        Seen("overview", 9, "诉讼9件", f"{_SUED}.total", 9, "incomplete"),
        # All of them upheld, says the prose; the table has 2 and 1 of them pending.
        Seen("overview", 9, "维持", f"{_RECONSIDERED}.upheld", 7, "failed"),
        Seen("overview", 9, "维持", f"{_SUED}.upheld", 9, "failed"),
    ],
}

TRUE_FIGURES: Final = {
    # Figures that ran together and were not decoded, put in by hand: two agree with the prose, one does not.
    "pingtan-2022.txt": [("698件", "passed"), ("文件88件", "passed")],
    "pingtan-2023.txt": [("393件", "failed"), ("文件77件", "passed")],
}
