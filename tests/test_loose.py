"""Figures in lines of their own between the rows of a table: the row beside them that lacks one is not blank."""

from __future__ import annotations

import pytest

import govinfo_report as gr

TITLE = "某市商务局2022年政府信息公开工作年度报告"
HEADS = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]
ISSUED = "disclosure.{}.issued"


def read(rows: list[list[str]], *, page: bool) -> gr.Report:
    """A report whose 表二 has ``rows``, as a web page or as text with tabs."""
    table = [["第二十条第（一）项", "", "", ""], HEADS, *rows]
    if page:
        cells = ("".join(f"<td>{text}</td>" for text in row) for row in table)
        body = "".join(f"<tr>{row}</tr>" for row in cells)
        return gr.reads(f"<h1>{TITLE}</h1><p>二、主动公开政府信息情况</p><table>{body}</table>", format="html")
    lines = "\n".join("\t".join(row) for row in table)
    return gr.reads(f"{TITLE}\n二、主动公开政府信息情况\n{lines}\n三、收到和处理政府信息公开申请情况\n")


def unread(report: gr.Report) -> dict[str, str]:
    return {note.path: note.text for note in report.notes if note.code == "unread" and note.path}


@pytest.mark.parametrize("page", [True, False])
def test_parts_above_and_below_are_of_the_row_that_lacks_a_figure(page: bool) -> None:
    report = read(
        [["规章", "4", "5", "6"], ["", "1", "", ""], ["行政规范性文件", "", "8", "9"], ["", "057", "", ""]], page=page
    )
    assert unread(report) == {ISSUED.format("normative_documents"): "1 … 057"}
    assert report.cells()[ISSUED.format("regulations")] == 4


def test_a_figure_with_parts_above_and_below_may_be_one_with_them() -> None:
    report = read(
        [["规章", "4", "5", "6"], ["", "1", "", ""], ["行政规范性文件", "7", "8", "9"], ["", "2", "", ""]], page=True
    )
    assert unread(report) == {ISSUED.format("normative_documents"): "1 7 2"}


@pytest.mark.parametrize("page", [True, False])
def test_rows_that_have_all_their_figures_keep_them(page: bool) -> None:
    report = read([["规章", "4", "5", "6"], ["", "1", "", ""], ["行政规范性文件", "7", "8", "9"]], page=page)
    assert unread(report) == {}
    assert report.cells()[ISSUED.format("normative_documents")] == 7
    assert [note.code for note in report.notes if note.text == "1"] == ["unplaced"]


@pytest.mark.parametrize("page", [True, False])
def test_a_figure_between_two_rows_that_lack_one_may_be_of_either(page: bool) -> None:
    report = read([["规章", "", "5", "6"], ["", "1", "", ""], ["行政规范性文件", "", "8", "9"]], page=page)
    assert unread(report) == {ISSUED.format("regulations"): "1", ISSUED.format("normative_documents"): "1"}
