"""How values show themselves in notebooks and terminals."""

from __future__ import annotations

import io
import pickle
import re
from pathlib import Path

import attrs
import pytest
from rich.console import Console

import govinfo_report as gr
from govinfo_report.display import html_of, rich_of
from govinfo_report.renderers import html as page
from tests.test_renderers import HOSTILE, hostile

EXAMPLES = Path(__file__).parent.parent / "examples"


@pytest.fixture(scope="module")
def wrong() -> gr.Report:
    return gr.read(EXAMPLES / "linjiang-2022-wrong.txt")


def drawn(value: object, width: int = 100) -> str:
    console = Console(file=io.StringIO(), width=width)
    console.print(value)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_a_report_opens_as_a_summary(wrong: gr.Report) -> None:
    text = drawn(wrong)
    assert len(text.splitlines()) < 20
    assert "临江县人民政府" in text
    assert wrong.check().summary() in text
    assert "175格，空白0格" in text


def test_a_report_in_a_notebook_is_folded(wrong: gr.Report) -> None:
    html = wrong._repr_html_()
    assert html.count("<details>") == len([part for part in wrong.sections.values() if part.heading])
    before = html[: html.index("<details>")]
    assert "<td" not in before[before.index("<article") :]
    assert wrong.check().summary() in html
    assert wrong.check().failed[0].text() in html
    assert gr.reads(html, format="html") == wrong


def test_two_reports_in_one_notebook_have_anchors_of_their_own(wrong: gr.Report) -> None:
    other = gr.read(EXAMPLES / "linjiang-2023.txt")
    both = wrong._repr_html_() + other._repr_html_()
    names = re.findall(r'\bid="([^"]+)"', both)
    assert len(names) == len(set(names)) > 400


def test_a_table_shows_itself(wrong: gr.Report) -> None:
    assert wrong.disputes is not None
    html = wrong.disputes._repr_html_()
    assert html is not None
    assert "未经复议直接起诉" in html
    for width in (30, 100, 400):
        text = drawn(wrong.disputes, width)
        assert "行政诉讼" in text
        assert sorted(re.findall(r"[1-9]", text)) == ["1", "1", "1", "1", "2", "5"], "nothing is cut off"


def test_notes_and_explanations_show_themselves(wrong: gr.Report) -> None:
    noted = attrs.evolve(
        wrong, notes=[gr.Note("unread", "disputes.reconsideration.total", f"{at}?") for at in range(50)]
    )
    html = noted.notes._repr_html_()  # type: ignore[attr-defined]
    assert html.count("<tr>") == 51
    assert "<details><summary>读取说明50条" in html
    assert gr.Report().diagnose()._repr_html_() == "<p>可能的解释0种</p>"  # type: ignore[attr-defined]
    assert "另有10条" in drawn(noted.notes)
    assert "读取说明50条" in drawn(noted.notes)
    one = noted.notes[0]
    assert "<details open>" in str(one._repr_html_())
    assert "0?" in drawn(one)
    explained = wrong.diagnose()
    assert explained[0].text() in explained._repr_html_()  # type: ignore[attr-defined]
    assert "可能的解释6种" in drawn(explained)
    assert "可能的解释1种" in drawn(explained[0])
    assert "可能的解释1种" in str(explained[0]._repr_html_())


def test_notes_and_explanations_are_still_tuples(wrong: gr.Report) -> None:
    explained = wrong.diagnose()
    assert explained == tuple(explained)
    noted = attrs.evolve(wrong, notes=(gr.Note("year-unknown"),))
    again = pickle.loads(pickle.dumps(noted))
    assert again.notes == (gr.Note("year-unknown"),)
    assert "没有报告年度" in drawn(again.notes)


def test_what_is_hostile_stays_text() -> None:
    report = attrs.evolve(hostile(*HOSTILE), notes=[gr.Note("x", None, text) for text in HOSTILE])
    for html in (report._repr_html_(), report.notes._repr_html_()):  # type: ignore[attr-defined]
        own = re.sub(r'<h2>[^<]*</h2>|<a href="#[\w.-]+"(?: data-signs="[\d,]+")?>', "", html)
        assert not re.search(r"<(script|img|iframe|b|a|h2)\b(?! data)", own)
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", html)
    assert "\x1b" not in drawn(report.notes) + drawn(report)


def test_what_nothing_is_known_of_shows_its_repr() -> None:
    assert html_of(3) is None
    assert rich_of("x") == "'x'"


def _luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(one * 2 for one in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_every_text_stands_out_from_what_is_behind_it_in_light_and_dark() -> None:
    themes = [
        dict(re.findall(r"--([\w-]+): (#\w+)", block))
        for block in re.findall(r"\{[^{}]*--ink: #[^{}]*\}", page.style())
    ]
    assert len(themes) == 2
    pairs = [("ink", "paper", 7.0), ("ink", "head", 7.0), ("soft", "paper", 4.5)]
    pairs += [(kind, f"on-{kind}", 4.5) for kind in ("error", "warning", "hint")]
    pairs += [(kind, "paper", 4.5) for kind in ("error", "warning", "hint")] + [("line", "paper", 3.0)]
    for theme in themes:
        for ink, paper, least in pairs:
            light, dark = sorted((_luminance(theme[ink]), _luminance(theme[paper])), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= least, (ink, paper)


def test_reports_over_years_show_their_totals_and_their_gaps(wrong: gr.Report) -> None:
    old = gr.read(EXAMPLES / "yunxi-commerce-2020.txt")
    followed = gr.series([old, attrs.evolve(wrong, agency=old.agency)])
    html = followed._repr_html_()
    heads = re.findall(r"<th[^>]*>([^<]*)</th>", html)
    assert heads == ["单元格", "2020", "2021", "2022"]
    rows = [re.findall(r"<td[^>]*>([^<]*)</td>", row) for row in html.split("<tr>")[2:]]
    received = [str(report.cells()["applications.received.total"]) for report in (old, wrong)]
    assert ["表三“本年新收”行“总计”列", received[0], "—", received[1]] in rows
    assert ["表二“第二十条第（一）项·规范性文件”行“对外公开总数量”列", "17", "—", "—"] in rows
    assert [row[0][:2] for row in rows] == sorted((row[0][:2] for row in rows), key="表二 表三 表四".index)
    assert all(any(value not in ("", "0", "—") for value in row[1:]) for row in rows)
    assert "表三“本年新收”行“总计”列" in drawn(followed)


def test_no_figure_of_a_terminal_goes_over_two_lines(wrong: gr.Report) -> None:
    """Many years stand below each other in tables of their own, each with the names of the cells."""
    years = range(2012, 2023)
    path = "disclosure.licensing.decisions"
    followed = gr.series(attrs.evolve(wrong, year=year).with_cells({path: 1234567 + year}) for year in years)
    told = drawn(followed, 80)
    for year in years:
        assert told.count(f" {1234567 + year} ") == 1
    assert told.count("11份报告，历年总计") == 2
    assert [line.split()[1:] for line in told.splitlines() if "2017" in line or "2018" in line] == [
        [str(year) for year in years[:6]],
        [str(year) for year in years[6:]],
    ]
    one = drawn(gr.coverage(["临江县人民政府"], 2022, [wrong]), 80)
    assert "✓" in one


def test_years_without_a_report_are_counted_where_they_are_many(wrong: gr.Report) -> None:
    html = gr.series([wrong, attrs.evolve(wrong, year=2203)])._repr_html_()
    assert re.findall(r"<th[^>]*>([^<]*)</th>", html) == ["单元格", "2022", "2203"]
    assert "；中间有180年没有报告，不列出</summary>" in html


def test_rows_followed_together_bear_the_name_of_their_group_and_amounts_their_unit(wrong: gr.Report) -> None:
    """The three rows of （六）其他处理 are one figure; none of them lends its own name to it."""
    figures = {"applications.outcomes.other.fee_unpaid.total": 2, "applications.outcomes.other.other.total": 3}
    html = gr.series([wrong.with_cells(figures)])._repr_html_()
    rows = [re.findall(r"<td[^>]*>([^<]*)</td>", row) for row in html.split("<tr>")[2:]]
    assert ["表三“办理结果·其他处理”行“总计”列", "5"] in rows
    assert "不补正" not in html
    assert ["表二“第二十条第（八）项·行政事业性收费”行“本年收费金额”列（万元）", "10.84"] in rows
    old = gr.read(EXAMPLES / "yunxi-commerce-2020.txt")
    assert "<td>86.4万元</td>" in re.sub(r"<td[^>]*>", "<td>", gr.series([old])._repr_html_())


def test_coverage_is_a_table_of_organs_and_years(wrong: gr.Report) -> None:
    found = gr.coverage(["临江县人民政府", "临江县教育局"], [2021, 2022], [wrong, wrong])
    assert found._repr_html_().startswith("<details open><summary>应有4份，已公开1份，缺3份</summary>")
    assert [line.split() for line in drawn(found).splitlines() if line.startswith(" 临江")] == [
        ["临江县人民政府", "✗", "✓2"],
        ["临江县教育局", "✗", "✗"],
    ]


def test_indicators_are_a_table(wrong: gr.Report) -> None:
    figures = {"applications.received.total": None, "disputes.reconsideration.corrected": 1}
    found = gr.indicators(wrong.with_cells(figures), "natural_person_share", "reconsideration_correction_rate")
    share, rate = found.values()
    rows = [re.findall(r"<td[^>]*>([^<]*)</td>", row) for row in found._repr_html_().split("<tr>")[2:]]
    assert rows[0][:4] == ["自然人申请的比例", "这些单元格为空白：applications.received.total", "", ""]
    assert rows[1][:4] == ["行政复议纠正率", rate.text()[8:].partition("（")[0], "1", str(rate.below)]
    assert share.value is None
    empty = gr.indicators(gr.Report.blank("2021"), "refusal_rate")._repr_html_()
    assert "其中9个单元格为空白" in empty
    assert "报告中没有其中9个单元格" in gr.indicators(gr.Report(), "refusal_rate")._repr_html_()
    assert "行政复议纠正率" in drawn(found)


def test_a_sum_shows_its_parts_and_its_tables(wrong: gr.Report) -> None:
    parts = [attrs.evolve(wrong, agency=name) for name in ("临江县教育局", "临江县民政局")]
    whole = gr.aggregate(parts, agency="临江县人民政府")
    html = whole._repr_html_()
    assert html.startswith("<details open><summary>临江县人民政府2022年：2份报告的合计</summary>")
    failed = len(wrong.check(severity="error").failed)
    assert [line.split() for line in drawn(whole).splitlines() if line.startswith(" 临江")] == [
        ["临江县教育局", "0", str(failed)],
        ["临江县民政局", "0", str(failed)],
    ]
    assert whole.report._repr_html_() in html
