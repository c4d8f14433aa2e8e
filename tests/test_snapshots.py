"""Snapshots of what the library shows; ``pytest --snapshot-update`` renews them."""

from __future__ import annotations

import json
from decimal import Decimal

import attrs
import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

import govinfo_report as gr
from govinfo_report.compiled import compile_form
from govinfo_report.textformat import width


class TextFile(SingleFileSnapshotExtension):
    _write_mode = WriteMode.TEXT
    file_extension = "txt"


@pytest.fixture
def text_file(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(TextFile)


def filled(disclosure: str, applications: str) -> gr.Report:
    """A report with a figure of its own in every cell, so that no two can be taken for each other."""
    editions = {"disclosure": disclosure, "applications": applications, "disputes": "2021"}
    blank = gr.Report.blank(editions, agency="某市商务局", year=2022)
    cells: dict[str, int | Decimal | gr.Amount | None] = {}
    for table in blank.tables:
        for cell in compile_form(type(table)).cells:
            number = len(cells) + 1
            cells[cell.path] = Decimal(f"{number}.50") if cell.kind == "amount" else number
    return blank.with_cells(cells)


EDITIONS = [("2019", "2019"), ("2021", "2021"), ("2021", "2019"), ("2019", "2021")]


@pytest.mark.parametrize(("disclosure", "applications"), EDITIONS)
def test_text_of_a_filled_report(text_file: SnapshotAssertion, disclosure: str, applications: str) -> None:
    text = filled(disclosure, applications).render()
    assert isinstance(text, str)
    assert max(map(width, text.splitlines())) <= 100
    assert text == text_file


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_text_of_a_blank_form(text_file: SnapshotAssertion, edition: gr.Edition) -> None:
    text = gr.Report.blank(edition).render(width=80)
    assert isinstance(text, str)
    assert max(map(width, text.splitlines())) <= 80
    assert text == text_file


def test_text_with_extra_cells_and_narrative(text_file: SnapshotAssertion) -> None:
    report = gr.Report(
        title="某市商务局2022年政府信息公开工作年度报告",
        agency="某市人民政府",
        year=2022,
        preamble=gr.Section.of(None, "本报告依据有关规定编制。"),
        overview=gr.Section.of("一、总体情况", "（一）主动公开\n全年公开12条。\n一、总体情况", "规章"),
        disclosure=filled("2021", "2021").disclosure,
        problems=gr.Section.of("五、问题与打算", "| 规章 | 0 | 0 | 0 |"),
        closing=gr.Section.of(None, "某市商务局\n2023年1月12日"),
        extras=[
            gr.ExtraCell("disclosure", ("第二十条第（一）项", "其他文件"), ("现行有效件数",), 7),
            gr.ExtraCell("disclosure", ("第二十条第（六）项", "行政处罚"), ("其中：听证",), 3),
        ],
    )
    text = report.render()
    assert gr.reads(text) == report
    assert text == text_file


@pytest.mark.parametrize("locale", ["zh_CN", "en"])
def test_text_of_findings(text_file: SnapshotAssertion, locale: str) -> None:
    report = filled("2021", "2021").with_cells({"applications.carried_out.natural_person": None})
    assert report.check().text(locale) == text_file


def test_json_of_a_filled_report(text_file: SnapshotAssertion) -> None:
    assert json.dumps(filled("2019", "2021").to_dict(), ensure_ascii=False, indent=1) == text_file


def test_the_schema(text_file: SnapshotAssertion) -> None:
    assert json.dumps(gr.json_schema(), ensure_ascii=False, indent=1) == text_file


class Page(SingleFileSnapshotExtension):
    _write_mode = WriteMode.TEXT
    file_extension = "html"


class Markdown(SingleFileSnapshotExtension):
    _write_mode = WriteMode.TEXT
    file_extension = "md"


def looked_at(edition: gr.Edition) -> gr.Report:
    """A report with extra cells, narrative, a note, and sums that fail."""
    table = gr.Report.blank(edition, agency="某市商务局", year=2022)
    cells = dict.fromkeys((path for path in table.cells() if path.startswith("disputes")), 0)
    report = table.with_cells({**cells, "disputes.reconsideration.total": 2, "disputes.litigation.direct.upheld": 1})
    return attrs.evolve(
        report,
        overview=gr.Section.of("一、总体情况", "（一）主动公开\n全年公开12条 <b>&amp;</b> *重点*。"),
        closing=gr.Section.of(None, "某市商务局\n2023年1月12日"),
        extras=[gr.ExtraCell("applications", ("其中：网上申请",), ("总计",), 7)],
        notes=[gr.Note("unread", "applications.received.total", "1?")],
    )


@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize("locale", ["zh_CN", "en"])
def test_page_of_a_report_looked_at(snapshot: SnapshotAssertion, edition: gr.Edition, locale: str) -> None:
    page = looked_at(edition).render("html", fragment=True, style=False, findings=True, notes=True, locale=locale)
    assert page == snapshot.use_extension(Page)


@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize("locale", ["zh_CN", "en"])
def test_markdown_of_a_report_looked_at(snapshot: SnapshotAssertion, edition: gr.Edition, locale: str) -> None:
    text = looked_at(edition).render("markdown", findings=True, notes=True, locale=locale)
    assert text == snapshot.use_extension(Markdown)


@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize("locale", ["zh_CN", "en"])
def test_text_of_a_report_looked_at(text_file: SnapshotAssertion, edition: gr.Edition, locale: str) -> None:
    assert looked_at(edition).render(findings=True, notes=True, locale=locale) == text_file
