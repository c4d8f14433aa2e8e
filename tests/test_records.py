"""JSON of others with a report in it: which string is read, what the record says of it, what is refused."""

from __future__ import annotations

import json

import pytest

import govinfo_report as gr
from govinfo_report.limits import Limits
from govinfo_report.readers.radicals import without_radicals
from govinfo_report.readers.records import read_record
from tests.strange.figures import CITY, COUNTY
from tests.strange.tables import shown_rows, tables
from tests.strange.text_parts import report_text
from tests.strange.writing import page, report_html

TEXT = report_text(CITY, ["\n".join("\t".join(row) for row in shown_rows(table)) for table in tables(CITY)])
BODY = report_html(CITY, title=False)


def _cells(record: object) -> dict[str, object]:
    return dict(gr.reads(json.dumps(record, ensure_ascii=False)).cells())


@pytest.mark.parametrize(
    "record",
    [
        {"content": BODY},
        [{"content": BODY, "summary": "年报"}],
        {"text": TEXT},
        {"raw_text": " ".join(TEXT.split()), "text": TEXT},
        {"html": page(report_html(CITY), CITY), "text": TEXT},
        {"data": {"list": [{"title": "通知"}, {"body": {"rendered": BODY}}]}},
        {"data": json.dumps({"content": BODY})},
        {"content": "# 年报\n\n" + TEXT.replace("\t", " | ")},
    ],
)
def test_the_report_in_a_record_is_read(record: object) -> None:
    assert _cells(record) == CITY.truth()


def test_what_a_record_says_of_the_text_is_told() -> None:
    record = {
        "article_title": f"{CITY.title}-岚川市人民政府网",
        "publish-time": "2024-01-19 08:00",
        "URL": "http://www.example.gov.cn/1.html",
        "source": "岚川市人民政府办公室",
        "hits": 3,
        "content": BODY,
    }
    report = gr.reads(json.dumps(record))
    assert (report.title, report.agency, report.year) == (CITY.title, "岚川市人民政府", 2023)
    told = {note.code: note.text for note in report.notes}
    assert told["published"] == "2024-01-19"
    assert told["source-address"] == "http://www.example.gov.cn/1.html"


def test_what_the_page_itself_says_goes_before() -> None:
    own = '<meta name="PubDate" content="2024-01-20">'
    record = {"date": "2024-03-01", "content": page(report_html(CITY), CITY, head=own)}
    report = gr.reads(json.dumps(record))
    assert [note.text for note in report.notes if note.code == "published"] == ["2024-01-20"]


def test_several_records_are_refused() -> None:
    records = [{"content": BODY}, {"content": report_html(COUNTY)}]
    with pytest.raises(gr.ReadError, match="2条带正文的记录"):
        gr.reads(json.dumps(records))
    with pytest.raises(gr.ReadError, match="2条带正文的记录"):
        gr.reads("\n".join(map(json.dumps, records)))


@pytest.mark.parametrize(
    "source",
    [
        "{}",
        '{"content": "短"}',
        '{"a": [1, 2, null]}',
        "{不是JSON",
        '{"a": 1}\n{坏',
        "[" * 100_000,
        '["' + "长" * 500 + '"]',
    ],
)
def test_json_without_a_long_string_in_a_record_is_none(source: str) -> None:
    assert read_record(source, Limits()) is None


def test_the_librarys_own_json_is_no_record() -> None:
    report = gr.reads(TEXT)
    assert gr.reads(report.to_json()) == report
    with pytest.raises(gr.GovinfoReportError):
        gr.reads('{"title": "没有正文"}')


def test_radicals_are_characters() -> None:
    assert without_radicals("⼈⺠政府⼯作年报，⾏政⻓") == "人民政府工作年报，行政长"
    assert without_radicals("人民政府") == "人民政府"
