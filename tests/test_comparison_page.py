"""A comparison as a page: problems first, large changes, every change by table, the narrative side by side."""

from __future__ import annotations

import json
import re
import subprocess
from fractions import Fraction
from html import unescape
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings

import govinfo_report as gr
from govinfo_report.testing import reports
from govinfo_report.together.changes import weight
from tests.test_browser import BROWSER, COMMAND

EXAMPLES = Path(__file__).parent.parent / "examples"
NEW = gr.read(EXAMPLES / "linjiang-2023.txt")
OLD = gr.read(EXAMPLES / "yunxi-commerce-2020.txt")
WRONG = gr.read(EXAMPLES / "linjiang-2022-wrong.txt")
CHINESE = re.compile(r"[\u3400-\u9fff]")


def text_of(page: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)))


def test_a_page_says_what_is_wrong_then_what_changed_most_then_everything() -> None:
    page = gr.diff(WRONG, NEW).to_html()
    heads = re.findall(r"<h2>(.*?)</h2>", page)
    assert heads == ["变化最大的10项", "表二：7项有变化", "表三：48项有变化", "表四：7项有变化", "文字部分"]
    assert page.index("核对发现的问题，共4条") < page.index("变化最大的10项")
    assert page.count('<li class="error"') == 3
    assert page.count('<li class="warning"') == 1
    assert '<span class="tag">2022</span>表四 行政复议' in page
    assert '<th scope="row" rowspan="6">本年新收</th><th scope="row">自然人</th>' in page
    assert '<td>43</td><td>57</td><td class="up">+14</td><td class="up">+32.6%</td>' in page
    assert '<td class="error" title="在不符的核对中">37</td><td>47</td>' in page
    assert '<td>10.84</td><td>12.5</td><td class="up">+1.66万元</td>' in page


def test_the_narrative_stands_side_by_side_with_what_is_repeated_marked() -> None:
    page = gr.diff(WRONG, NEW).to_html()
    assert page.count("<mark>本年度没有收取信息处理费。</mark>") == 2
    assert '<mark>本年度没有收取信息处理费。</mark> <span class="share">100.0%</span>' in page
    assert '<h3>六、其他需要报告的事项 <span class="soft">100.0%</span></h3>' in page
    gone = gr.diff(NEW, attrs.evolve(NEW, problems=None, closing=None)).to_html()
    assert gone.count('<p class="soft">没有文字</p>') == 2
    assert "<h3>五、存在的主要问题及改进情况</h3>" in gone


def test_a_fragment_is_folded_in_a_notebook() -> None:
    made = gr.diff(WRONG, NEW)._repr_html_()
    assert made.startswith("<style>")
    assert "<html" not in made
    assert "<details><summary>表三：48项有变化</summary>" in made
    assert "<h2>变化最大的10项</h2>" in made


def test_a_page_is_in_the_language_that_was_asked_for() -> None:
    page = gr.diff(WRONG.with_cells({"applications.received.total": None}), NEW).to_html(locale="en")
    assert '<html lang="en"' in page
    assert "Found by checking: " in page
    assert '<td class="words" colspan="2">was blank</td>' in page
    assert "+1.66 (10,000 yuan)" in page
    outside = re.sub(
        r'<p lang="zh-CN">.*?</p>|<header>.*?</header>|<title>.*?</title>|“[^”]*”', "", page, flags=re.DOTALL
    )
    outside = re.sub(r"<style>.*?</style>", "", outside, flags=re.DOTALL)
    assert CHINESE.findall(outside) == []


def test_equal_reports_have_nothing_to_show_but_that() -> None:
    page = gr.diff(NEW, NEW).to_html()
    assert "两份报告核对都没有不符" in page
    assert "数值0项有变化，200项相同" in page
    assert "变化最大" not in page
    assert "<tbody>" not in page
    bare = gr.diff(gr.Report(), gr.Report()).to_html()
    assert "文字部分" not in bare
    assert "? ? → ? ?" in bare


def test_reports_of_one_year_are_called_before_and_after() -> None:
    page = gr.diff(NEW, NEW.with_cells({"disputes.reconsideration.total": 9})).to_html()
    assert '<th scope="col">前</th><th scope="col">后</th>' in page
    assert '<span class="tag">后者</span>表四 行政复议' in page
    assert '<td>5</td><td class="error" title="在不符的核对中">9</td>' in page


def test_what_two_years_say_of_each_other_is_told_and_marked() -> None:
    later = attrs.evolve(NEW, year=2024, title=None)
    page = gr.diff(NEW, later).to_html()
    assert '<span class="tag">两年之间</span>' in page
    path = "applications.carried_in.commercial_enterprise"
    moved = later.with_cells({path: 7, "applications.carried_in.natural_person": 1})
    broken = gr.diff(NEW, moved.with_cells({"applications.carried_out.commercial_enterprise": 5})).to_html()
    mark = 'title="在不符的核对中"'
    assert f'<td>0</td><td class="error" {mark}>7</td>' in broken
    assert f'<td class="warning" {mark}>1</td><td class="error" {mark}>5</td>' in broken
    assert [one.place for one in gr.diff(OLD, NEW).problems] == []
    assert {one.place for one in gr.diff(NEW, attrs.evolve(later, agency="别的机关")).problems} <= {"after"}


def test_many_problems_are_folded_away_behind_the_first() -> None:
    wrong = NEW.with_cells(
        {path: 900 + at for at, path in enumerate(NEW.cells()) if path.endswith(".commercial_enterprise")}
    )
    compared = gr.diff(NEW, wrong)
    page = compared.to_html()
    assert f"<summary>另有{len(compared.problems) - 12}条</summary>" in page
    assert '<ol start="13">' in page
    gravity = [one.finding.rule.severity for one in compared.problems]
    assert gravity == sorted(gravity, key=("error", "warning", "hint").index)


def test_cells_of_one_edition_alone_have_no_change() -> None:
    page = gr.diff(OLD, NEW).to_html()
    assert '<td>—</td><td>0</td><td class="words" colspan="2">前者没有此项</td>' in page
    assert "后者没有此项" in page


def test_the_largest_changes_are_those_that_stand_out() -> None:
    path = "applications.received.total"
    licences, fines = "disclosure.licensing.decisions", "disclosure.penalties.decisions"
    before = NEW.with_cells({path: 40, licences: 5000, fines: 0, "disputes.reconsideration.total": 9})
    after = NEW.with_cells({path: 80, licences: 5100, fines: 1, "disputes.reconsideration.total": None})
    compared = gr.diff(before, after)
    assert [cell.path for cell in compared.largest()] == [path, "disputes.reconsideration.total", licences, fines]
    assert [cell.path for cell in compared.largest(1)] == [path]
    assert {weight(cell) for cell in gr.diff(OLD, NEW).cells if cell.kind.startswith("only")} == {0.0}


def test_paragraphs_say_how_much_of_them_is_repeated() -> None:
    one = gr.Report(overview=gr.Section.of("一、总体情况", "甲乙丙。", "丁戊己庚。"))
    other = gr.Report(overview=gr.Section.of("一、总体情况", "新句子。", "丁戊己庚。再一句。"))
    made = gr.diff(one, other)
    (part,) = made.parts
    assert [(paragraph.number, paragraph.repeated_share) for paragraph in part.paragraphs] == [
        (0, Fraction(0)),
        (1, Fraction(5, 9)),
    ]
    assert made.repeated_share == part.repeated_share == Fraction(5, 13)


@settings(max_examples=10)
@given(reports(), reports())
def test_any_two_reports_can_be_shown_and_nothing_in_them_is_markup(one: gr.Report, other: gr.Report) -> None:
    made = gr.diff(one, other)
    page = made.to_html(fragment=True)
    tags = set(re.findall(r"<([a-z][a-z0-9]*)", page))
    known = (
        "a aside br details div h1 h2 h3 h4 header li mark ol p section span style summary table tbody td th thead tr"
    )
    assert tags <= set(known.split())
    for part in made.parts:
        for sentence in part.after:
            if sentence.text.isalnum():
                assert sentence.text in text_of(page)


def test_what_is_no_report_is_refused() -> None:
    with pytest.raises(gr.ValueRefused, match="应为Report，而不是3"):
        gr.diff(NEW, 3)  # type: ignore[arg-type]


def test_a_comparison_is_short_in_a_console() -> None:
    assert repr(gr.diff(WRONG, NEW)) == (
        "<Comparison 临江县人民政府 2022 → 临江县人民政府 2023: 62 of 200 cells differ, 12% of the text repeated>"
    )
    assert repr(gr.diff(gr.Report(), gr.Report())) == "<Comparison ? ? → ? ?: 0 of 0 cells differ>"


@pytest.mark.skipif(not BROWSER, reason="no Chromium on this machine (.ci/run installs it)")
def test_no_comparison_is_wider_than_a_desk_or_a_phone(tmp_path: Path) -> None:
    probe = (
        "<script>addEventListener('load', () => setTimeout(() => { document.title = JSON.stringify("
        "[...document.querySelectorAll('iframe')].map((one) => one.contentDocument.documentElement.scrollWidth)) }, 300))"
        "</script>"
    )
    made = gr.diff(WRONG, NEW).to_html()
    (tmp_path / "page.html").write_text(made, encoding="utf-8")
    frames = "".join(f'<iframe width="{width}" height="800" src="page.html"></iframe>' for width in (390, 1200))
    host = tmp_path / "host.html"
    host.write_text(f'<!DOCTYPE html><meta charset="utf-8"><title>-</title>{probe}{frames}', encoding="utf-8")
    shown = subprocess.run(
        [*COMMAND, "--allow-file-access-from-files", "--virtual-time-budget=3000", "--dump-dom", host.as_uri()],
        capture_output=True,
        timeout=60,
        check=True,
    )
    title = re.search(r"<title>(.*?)</title>", shown.stdout.decode(), re.DOTALL)
    assert title is not None
    phone, desk = json.loads(unescape(title.group(1)))
    assert phone <= 390
    assert desk <= 1200
