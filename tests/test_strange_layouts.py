"""Reports as strangers lay them out: every figure is read as printed, or blank with a note that tells of it.

``python -m tests.strange [part of a name …]`` prints what comes of each.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Final

import pytest

import govinfo_report as gr
from tests.strange.all import BUILDERS
from tests.strange.judging import Verdict, judged
from tests.strange.writing import Strange

_LEFT: Final = {
    "page_tables.hidden_by_class": "a page's style sheet is not followed, so cells that it hides are as good as shown",
    "copied_texts.layout": "labels wrapped around the line of their figures, heads over several lines",
    "copied_texts.layout_pages": "labels wrapped around the line of their figures, heads over several lines",
    "copied_texts.raw_rows": "a label of several lines above a line of figures",
    "plain_texts.label_after": "the rest of a label below its figures",
    "plain_texts.markers": "a tab before and lone pipes between the cells of one line",
    "words.grid_before_short": "heads that begin in an earlier column than the figures under them",
}
"""What a person reads at a glance and the library leaves, with notes: by the builder, why."""


def _name(make: Callable[[], Strange]) -> str:
    return f"{make.__module__.rpartition('.')[2]}.{make.__name__}"


@cache
def _read(make: Callable[[], Strange]) -> tuple[Strange, Verdict | None]:
    """The document, and what came of it; ``None`` where it was refused."""
    strange = make()
    try:
        report = gr.reads(strange.content, format=strange.format)
    except gr.ReadError:
        return strange, None
    return strange, judged(report, strange.truth)


@pytest.mark.parametrize("make", BUILDERS, ids=_name)
def test_no_figure_is_wrong_or_lost_without_a_note(make: Callable[[], Strange]) -> None:
    strange, verdict = _read(make)
    if verdict is None:
        assert strange.refused
    else:
        assert verdict.wrong == ()
        assert verdict.lost == ()


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(
            make,
            id=_name(make),
            marks=[pytest.mark.xfail(strict=True, reason=_LEFT[_name(make)])] if _name(make) in _LEFT else [],
        )
        for make in BUILDERS
    ],
)
def test_what_a_person_reads_at_a_glance_is_read(make: Callable[[], Strange]) -> None:
    strange, verdict = _read(make)
    if verdict is None:
        pytest.skip("refusing it is as good")
    assert len(verdict.right) >= strange.least


def test_what_is_left_names_builders() -> None:
    assert set(map(_name, BUILDERS)) >= set(_LEFT)


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("<td><s>8</s>12</td>", None),
        ("<td><STRIKE><b>8</b></STRIKE>12</td>", None),
        ('<td style="text-decoration: line-through">12</td>', None),
        ('<td><span style="TEXT-DECORATION: underline line-through">8</span>12</td>', None),
        ("<td>12<sup><span>1</span></sup></td>", None),
        ("<td>12<sub>1</sub></td>", None),
        ('<td>12<span style="vertical-align:super">1</span></td>', None),
        ('<td>12<span style="font-size:0px">1</span></td>', 12),
        ('<td><span style="font-size:0">-</span><span style="font-size:0.8em">12</span></td>', 12),
        ('<td style="vertical-align:middle">12<del></del></td>', 12),
        ("<td>12<sup>*</sup></td>", None),
    ],
)
@pytest.mark.parametrize("tags", [0, 3000])
def test_what_is_struck_raised_or_of_no_size_makes_no_other_figure(cell: str, read: int | None, tags: int) -> None:
    page = (
        f"<p>岚川市人民政府2023年政府信息公开工作年度报告</p><p>二、主动公开政府信息情况</p>{'<i></i>' * tags}<table>"
    )
    page += "<tr><td>信息内容</td><td>本年处理决定数量</td></tr><tr><td>行政许可</td>" + cell
    page += "</tr><tr><td>行政处罚</td><td>3</td></tr><tr><td>行政强制</td><td>4</td></tr></table>"
    report = gr.reads(page, format="html")
    cells = report.cells()
    assert cells["disclosure.licensing.decisions"] == read
    assert cells["disclosure.penalties.decisions"] == 3
    assert ("disclosure.licensing.decisions" in report.unread) == (read is None)


def test_more_struck_digits_than_are_looked_into_are_struck_all_the_same() -> None:
    row = "<tr><td>行政许可</td><td>1<sup>2</sup></td></tr><tr><td>行政处罚</td><td><del>3</del>4</td></tr>"
    page = "<p>岚川市人民政府2023年政府信息公开工作年度报告</p><p>一、总体情况</p>" + "<p>x<sup>2</sup></p>" * 2001
    page += f"<p>二、主动公开政府信息情况</p><table><tr><td>信息内容</td><td>本年处理决定数量</td></tr>{row}</table>"
    report = gr.reads(page, format="html")
    assert {"disclosure.licensing.decisions", "disclosure.penalties.decisions"} <= report.unread


def test_lines_above_a_whole_title_are_no_part_of_it() -> None:
    text = next(make for make in BUILDERS if make.__name__ == "browser_copy")().content
    assert isinstance(text, str)
    assert gr.reads("打印时间 2024/3/1\n首页 概况\n" + text).agency == "岚川市人民政府"
    split = gr.reads("岚川市人民政府\n" + text.removeprefix("岚川市人民政府"))
    assert split.title == "岚川市人民政府2023年政府信息公开工作年度报告"


def test_a_name_above_a_whole_title_stays_with_it() -> None:
    text = next(make for make in BUILDERS if make.__name__ == "browser_copy")().content
    assert isinstance(text, str)
    assert gr.reads("岚川市\n江北区教育局" + text.removeprefix("岚川市人民政府")).agency == "岚川市江北区教育局"


def test_the_period_in_the_overview_tells_the_year_that_no_title_does() -> None:
    text = next(make for make in BUILDERS if make.__name__ == "browser_copy")().content
    assert isinstance(text, str)
    untold = text.replace("岚川市人民政府2023年", "岚川市人民政府").replace(
        "一、总体情况\n", "一、总体情况\n本报告统计期限为2023年1月1日至2023年12月31日。\n"
    )
    report = gr.reads(untold)
    assert report.year == 2023
    assert [note.text for note in report.notes if note.code == "inferred"] == ["2023"]
