"""Text with its tables alone in markup: its lines are paragraphs; pages are left as they are."""

from __future__ import annotations

import pytest

import govinfo_report as gr
from govinfo_report.readers.html_lines import lines_as_paragraphs
from tests.strange.figures import CITY
from tests.strange.tables import tables
from tests.strange.text_parts import report_text
from tests.strange.writing import PROSE, report_html, table_html

TABLE = "<table><tr><td>规章</td><td>3</td></tr></table>"


@pytest.mark.parametrize("frame", ["{}", "<html><body>{}</body></html>", "<div>\n{}\n</div>"])
@pytest.mark.parametrize("long", [0, 3000])
def test_a_text_with_tables_in_markup_is_read_line_by_line(frame: str, long: int) -> None:
    parts = [frame.format(table_html(table)) for table in tables(CITY)]
    text = report_text(CITY, parts, title=f"# {CITY.title}").replace(
        "一、总体情况", f"**一、总体情况**\n\n{'好' * long}"
    )
    text = text.replace("六、其他", "![](pictures/1.png)\n## 六、其他")
    report = gr.reads(text)
    assert report.cells() == CITY.truth()
    assert report.title == CITY.title
    assert report.other_matters is not None
    assert report.other_matters.heading == "六、其他需要报告的事项"
    assert [paragraph.text for paragraph in report.other_matters.paragraphs] == list(PROSE[6])
    assert report.overview is not None
    assert [paragraph.text for paragraph in report.overview.paragraphs][bool(long) :] == list(PROSE[1])


@pytest.mark.parametrize(
    "text",
    [
        "一\n二\n三",  # no table
        f"一\n二\n{TABLE}",  # too few lines
        f"<p>一\n二\n三</p>{TABLE}",  # a page
        f"<b>一</b>\n<i>二</i>\n三\n{TABLE}",  # tags in most lines
        f"一\n二\n三\n<table><tr><td>{TABLE}</td></tr></table>",  # a table in another
        "一\n二\n三\n<table><tr><td>规章",  # no end
        report_html(CITY),
    ],
)
def test_other_text_is_left(text: str) -> None:
    assert lines_as_paragraphs(text) == text
