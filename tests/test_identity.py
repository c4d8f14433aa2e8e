"""Which report it is: title, organ and year from all that says so, and several reports in one source."""

from __future__ import annotations

import pytest

import govinfo_report as gr

TABLE = "第二十条第（一）项\n信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n规章\n1\n2\n3\n"
SECTIONS = (
    f"一、总体情况\n好。\n二、主动公开政府信息情况\n{TABLE}三、收到和处理政府信息公开申请情况\n本年度未收到申请。\n"
)
TITLE = "某市商务局2022年政府信息公开工作年度报告"


def told(report: gr.Report, code: str) -> list[tuple[str | None, str]]:
    return [(note.path, note.text) for note in report.notes if note.code == code]


def test_a_year_in_numerals() -> None:
    report = gr.reads(f"某市商务局二〇二三年度政府信息公开工作年度报告\n{SECTIONS}")
    assert (report.agency, report.year) == ("某市商务局", 2023)


def test_a_title_in_traditional_characters() -> None:
    report = gr.reads(f"某縣商務局2022年政府信息公開工作年度報告\n{SECTIONS}")
    assert (report.title, report.agency, report.year) == (
        "某縣商務局2022年政府信息公開工作年度報告",
        "某縣商務局",
        2022,
    )


@pytest.mark.parametrize("place", ["", "　　年", "年", "____年", "_____年度", "20  年", "20××年", "＿＿＿＿年"])
def test_a_place_left_for_the_year_is_no_part_of_the_organ(place: str) -> None:
    report = gr.reads(f"临江县体育局{place}政府信息公开工作年度报告\n{SECTIONS}")
    assert (report.agency, report.year) == ("临江县体育局", None)


def test_a_place_left_for_the_organ_names_none() -> None:
    report = gr.reads(f"________2022年政府信息公开工作年度报告\n{SECTIONS}")
    assert (report.agency, report.year) == (None, 2022)


def test_the_preamble_and_the_signature_tell_what_the_title_does_not() -> None:
    preamble = "本报告根据条例编制，数据统计期限为2022年1月1日至2022年12月31日。\n"
    report = gr.reads(f"政府信息公开工作年度报告\n{preamble}{SECTIONS}某市商务局\n2023年1月20日\n")
    assert (report.agency, report.year) == ("某市商务局", 2022)
    assert told(report, "inferred") == [("agency", "某市商务局"), ("year", "2022")]


def test_the_preamble_names_the_organ() -> None:
    report = gr.reads(f"政府信息公开工作年度报告\n现公布某县教育局2023年度政府信息公开工作年度报告。\n{SECTIONS}")
    assert (report.agency, report.year) == ("某县教育局", 2023)


def test_laws_and_notices_in_the_preamble_tell_no_year() -> None:
    preamble = "根据2019年修订的条例和国办公开办函〔2021〕30号编制。\n"
    report = gr.reads(f"某市商务局政府信息公开工作年度报告\n{preamble}{SECTIONS}")
    assert report.year is None
    assert [note.code for note in report.notes].count("year-unknown") == 1


def test_the_title_wins_over_the_preamble_and_the_contradiction_is_named() -> None:
    report = gr.reads(f"{TITLE}\n统计期限为2023年1月1日至2023年12月31日。\n{SECTIONS}")
    assert report.year == 2022
    assert told(report, "contradiction") == [("year", "2022 / 2023")]


def test_the_signature_of_another_organ_is_named() -> None:
    report = gr.reads(f"{TITLE}\n{SECTIONS}某县教育局\n2023年1月20日\n")
    assert report.agency == "某市商务局"
    assert told(report, "contradiction") == [("agency", "某市商务局 / 某县教育局")]
    office = gr.reads(f"{TITLE}\n{SECTIONS}某市商务局办公室\n2023年1月20日\n")
    assert told(office, "contradiction") == []


def test_what_the_source_says_of_itself() -> None:
    header = "标题：某市商务局2023年政府信息公开工作年度报告\n发布日期：2023-01-20\n文号：某商〔2023〕1号\n原文链接：https://example.org/1\n====\n"
    report = gr.reads(f"{header}{TITLE}\n{SECTIONS}")
    assert report.title == TITLE
    assert [path for path, _ in told(report, "contradiction")] == ["title"]
    assert told(report, "published") == [(None, "2023-01-20")]
    assert told(report, "document-number") == [(None, "某商〔2023〕1号")]
    assert told(report, "source-address") == [(None, "https://example.org/1")]
    assert gr.reads(report.render()) == report


def test_lines_about_the_page_above_the_title_are_kept() -> None:
    report = gr.reads(f"索引号：123\n发布日期：2023-01-20\n{TITLE}\n{SECTIONS}")
    assert report.title == TITLE
    assert report.preamble is not None
    assert [paragraph.text for paragraph in report.preamble.paragraphs] == ["索引号：123", "发布日期：2023-01-20"]
    assert gr.reads(report.render()) == report
    assert gr.Report.from_document(report.to_document()) == report


def test_a_section_in_prose_is_kept_and_its_table_is_none() -> None:
    report = gr.reads(f"{TITLE}\n{SECTIONS}")
    assert report.applications is None
    assert report.applications_text is not None
    assert [paragraph.text for paragraph in report.applications_text.paragraphs] == ["本年度未收到申请。"]
    assert ("applications", "") in told(report, "no-table")


@pytest.mark.parametrize(
    "other", ["某县教育局2022年政府信息公开工作年度报告", "某市商务局2021年政府信息公开工作年度报告"]
)
def test_several_reports_are_refused_by_name(other: str) -> None:
    with pytest.raises(gr.ReadError, match="2份") as caught:
        gr.reads(f"{TITLE}\n{SECTIONS}\n{other}\n{SECTIONS}")
    assert TITLE in str(caught.value)
    assert other in str(caught.value)
    assert caught.value.position is not None
    assert caught.value.position.line is not None


def test_titles_over_two_lines_are_named_whole() -> None:
    with pytest.raises(gr.ReadError, match="某县教育局2022年政府信息公开工作年度报告"):
        gr.reads(f"{TITLE}\n{SECTIONS}\n某县教育局\n2022年政府信息公开工作年度报告\n{SECTIONS}")


def test_a_report_that_quotes_the_title_of_another_is_one() -> None:
    quoted = "某县教育局2022年政府信息公开工作年度报告"
    report = gr.reads(
        f"{TITLE}\n一、总体情况\n{quoted}\n二、主动公开政府信息情况\n{TABLE}五、存在的主要问题及改进情况\n无。\n"
    )
    assert report.title == TITLE


def test_a_title_said_again_is_no_second_report() -> None:
    contents = "一、总体情况\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n"
    report = gr.reads(f"{TITLE}\n{contents}{TITLE}\n{SECTIONS}")
    assert report.disclosure is not None


def test_what_stands_behind_labels_is_no_title() -> None:
    report = gr.reads(f"索引号：\n014200000/2023-00012\n组配分类：\n政府信息公开年报\n{SECTIONS}")
    assert report.title is None
    assert report.year is None
