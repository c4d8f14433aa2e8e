"""The reports of one organ over the years, checked against each other."""

from __future__ import annotations

import random
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import govinfo_report as gr
from govinfo_report.testing import reports

COUNTY = "临江县人民政府"


def report(year: int | None, cells: dict[str, int | None] | None = None, **fields: Any) -> gr.Report:
    edition: gr.Edition = "2021" if year is None or year > 2020 else "2019"
    blank = gr.Report.blank(edition, agency=COUNTY, year=year)
    zeros = blank.with_cells(dict.fromkeys(blank.cells(), 0)).with_cells(cells or {})
    return attrs.evolve(zeros, **fields)


def found(rule: str, *years: gr.Report) -> dict[str, str]:
    """The statuses of what one rule finds, by the ids of the findings without that of the rule."""
    findings = gr.check_series(years, rules=rule)
    return {finding.id.partition("@")[2]: finding.status for finding in findings}


CARRIED_OUT, CARRIED_IN = "applications.carried_out.natural_person", "applications.carried_in.natural_person"


@pytest.mark.parametrize("first", [2019, 2020, 2022])
@pytest.mark.parametrize(("out", "into", "status"), [(3, 3, "passed"), (3, 2, "failed"), (3, None, "incomplete")])
def test_what_is_carried_in_was_carried_out(first: int, out: int, into: int | None, status: str) -> None:
    before, after = report(first, {CARRIED_OUT: out}), report(first + 1, {CARRIED_IN: into})
    statuses = found("series.carried", after, before)  # in whatever order
    assert len(statuses) == 7
    assert statuses[f"{CARRIED_IN}@{first + 1}"] == status
    finding = gr.check_series([before, after], rules="series.carried")[0]
    assert finding.paths == (CARRIED_OUT, CARRIED_IN)
    assert finding.years == (first, first + 1)
    assert (finding.left, finding.right) == (out, into)
    assert found("series.carried", before, attrs.evolve(after, applications=None)) == {}


@pytest.mark.parametrize(("now", "status"), [(41, "passed"), (40, "failed"), (None, "incomplete")])
def test_documents_in_force_follow_from_the_year_before(now: int | None, status: str) -> None:
    row = "disclosure.normative_documents"
    before = report(2022, {f"{row}.in_force": 37})
    after = report(2023, {f"{row}.issued": 6, f"{row}.repealed": 2, f"{row}.in_force": now})
    assert found("series.in-force", before, after)[f"{row}.in_force@2023"] == status
    finding = gr.check_series([before, after], rules="series.in-force").at(f"{row}.in_force")[0]
    assert finding.years == (2022, 2023, 2023, 2023)
    assert found("series.in-force", report(2020), report(2021)) == {}
    if status == "failed":
        assert finding.text() == (
            "表二 行政规范性文件：2022年度现行有效件数（37）＋2023年度本年制发件数（6）－2023年度本年废止件数（2）＝41，"
            "2023年度现行有效件数（40），相差 1"
        )


@pytest.mark.parametrize(("now", "status"), [(7, "passed"), (8, "failed"), (None, "incomplete")])
def test_items_follow_from_the_year_before(now: int | None, status: str) -> None:
    row = "disclosure.licensing"
    before = report(2019, {f"{row}.previous_items": 10, f"{row}.change": -3})
    after = report(2020, {f"{row}.previous_items": now})
    assert found("series.items", before, after)[f"{row}.previous_items@2020"] == status
    assert found("series.items", after, report(2021)) == {}


@pytest.mark.parametrize(("now", "status"), [(12, "passed"), (13, "failed"), (None, "incomplete")])
def test_what_is_public_follows_from_the_year_before(now: int | None, status: str) -> None:
    row = "disclosure.normative_documents"
    before = report(2019, {f"{row}.total_published": 10})
    after = report(2020, {f"{row}.published": 2, f"{row}.total_published": now})
    assert found("series.published", before, after)[f"{row}.total_published@2020"] == status
    assert found("series.published", after, report(2021)) == {}


def test_years_that_are_missing() -> None:
    assert found("series.gaps", report(2021), report(2022)) == {"all": "passed"}
    assert found("series.gaps", report(2019), report(2023), report(2021)) == {"2020": "failed", "2022": "failed"}
    assert found("series.gaps", report(2022), report(None)) == {"unknown": "incomplete"}
    assert list(found("series.gaps", report(1), report(9999))) == ["9999"]
    assert found("series.gaps") == {}


def test_two_reports_of_one_year() -> None:
    one, other = report(2022), report(2022, {CARRIED_OUT: 5})
    assert found("series.duplicates", one, report(2023), report(None)) == {"2022": "passed", "2023": "passed"}
    assert found("series.duplicates", one, other) == {"2022": "failed"}
    assert found("series.duplicates", one, one) == {"2022": "failed"}
    texts = [gr.check_series(pair, rules="series.duplicates")[0].text() for pair in ((one, one), (one, other))]
    assert "相同" in texts[0]
    assert "不同" in texts[1]
    last = report(2023, {CARRIED_IN: 5})
    assert found("series.carried", one, other, last)[f"{CARRIED_IN}@2023"] == "passed"


def test_reports_of_different_organs() -> None:
    mixed = [report(2022, {CARRIED_OUT: 5}), report(2023, agency="临江县教育局")]
    assert found("series.organ", *mixed) == {"all": "failed"}
    assert not gr.check_series(mixed).ok
    assert found("series.carried", *mixed) == {}
    assert found("series.organ", report(2022), report(2023, agency="临江 縣")) == {"all": "passed"}
    assert found("series.organ", report(2022), report(2023, agency=None)) == {"all": "incomplete"}
    assert found("series.organ", report(2022)) == {}


SENTENCES = (
    "个别栏目更新偏慢，有两个栏目空了一个季度",
    "答复书的用语不够统一，引起一件复议被纠正",
    "窗口人员对申请渠道不够熟悉，需要加强培训",
    "解读材料偏晚，最长的一份晚了三周才上网",
)


@pytest.mark.parametrize(("kept", "status"), [(4, "failed"), (2, "failed"), (1, "passed"), (0, "passed")])
def test_narrative_of_the_year_before(kept: int, status: str) -> None:
    old = gr.Section.of("五、问题", "；".join(SENTENCES) + "。")
    fresh = [f"新的问题之{numeral}与往年完全不一样的说法和做法" for numeral in "甲乙丙丁"]
    new = gr.Section.of("五、问题", "。".join([*SENTENCES[:kept], *fresh[kept:]]))
    statuses = found("series.repeated", report(2022, problems=old), report(2023, problems=new))
    assert statuses == {"overview@2023": "incomplete", "problems@2023": status}


def test_figures_do_not_make_a_sentence_new() -> None:
    texts = ["全年主动公开政府信息共计3865条，其中政府网站公开了2100条，两微平台公开了1765条", "2022年" + "好" * 30]
    old, new = (
        gr.Section.of("一、总体情况", "。".join(texts).replace("3", digit).replace("2022", year))
        for digit, year in (("4", "2022"), ("7", "2023"))
    )
    finding = gr.check_series([report(2022, overview=old), report(2023, overview=new)], rules="series.repeated")[0]
    assert finding.status == "failed"
    assert "100%" in finding.text()
    assert "…”" in finding.text()


@given(st.lists(reports(), max_size=4), st.integers(0, 9))
@settings(max_examples=20)
def test_no_rule_raises_on_any_reports(drawn: list[gr.Report], seed: int) -> None:
    findings = gr.check_series(drawn)
    assert len({finding.id for finding in findings}) == len(findings)
    assert all(finding.text() and finding.text("en") for finding in findings)
    distinct = {one.year: one for one in drawn}
    if len(distinct) == len(drawn):
        shuffled = random.Random(seed).sample(drawn, len(drawn))
        assert {one.id for one in gr.check_series(shuffled)} == {one.id for one in findings}


def test_what_is_no_report_is_refused() -> None:
    with pytest.raises(gr.ValueRefused, match="应为Report，而不是'x'"):
        gr.check_series(["x"])  # type: ignore[list-item]
    with pytest.raises(gr.PluginError, match=r"没有“series\.no”.*series\.carried"):
        gr.check_series([], rules="series.no")


def test_findings_of_a_series_are_asked_by_year_and_path() -> None:
    findings = gr.check_series([report(2021), report(2022), report(2023)], tables="applications")
    assert {finding.rule.id for finding in findings} == {"series.carried"}
    assert len(findings.where(year=2021)) == 7
    assert len(findings.at("applications.carried_in")) == 14
