"""The sections of the report and their official headings, the same in both editions."""

from __future__ import annotations

from typing import Final

import attrs

__all__ = ["PARTS", "SECTIONS", "TITLE", "SectionSpec"]

TITLE: Final = "政府信息公开工作年度报告"


@attrs.frozen
class SectionSpec:
    """A section of the report.

    Attributes:
        part: the attribute of the report that holds its narrative.
        heading: the official heading, with its ordinal.
        table: the name of the table that stands in it, ``None`` for narrative alone.
        words: any of these tells a heading that is worded otherwise.
    """

    part: str
    heading: str
    table: str | None
    words: tuple[str, ...]

    @property
    def title(self) -> str:
        """The heading without its ordinal."""
        return self.heading.partition("、")[2]


SECTIONS: Final = (
    SectionSpec("overview", "一、总体情况", None, ("总体", "概述", "概况", "基本情况", "总的情况")),
    SectionSpec("disclosure_text", "二、主动公开政府信息情况", "disclosure", ("主动公开",)),
    SectionSpec(
        "applications_text",
        "三、收到和处理政府信息公开申请情况",
        "applications",
        ("公开申请", "依申请", "申请公开", "收到和处理"),
    ),
    SectionSpec("disputes_text", "四、政府信息公开行政复议、行政诉讼情况", "disputes", ("复议", "诉讼")),
    SectionSpec("problems", "五、存在的主要问题及改进情况", None, ("问题", "不足", "改进", "整改")),
    SectionSpec(
        "other_matters",
        "六、其他需要报告的事项",
        None,
        ("其他需要报告", "其他报告", "其他事项", "其它", "需要报告", "其他情况"),
    ),
)
"""In the order of the form (国办公开办函〔2021〕30号, 附件)."""

PARTS: Final = ("preamble", *(section.part for section in SECTIONS), "closing")
"""The attributes of a report that hold narrative, in the order of the page."""
