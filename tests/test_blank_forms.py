"""Blank forms filled in by a person, in Word or in Excel, and read back: every cell of both editions."""

from __future__ import annotations

import io
from collections.abc import Callable
from decimal import Decimal
from typing import Any, cast

import attrs
import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

import govinfo_report as gr
from govinfo_report.document import Grid
from govinfo_report.quantity import Amount
from tests.layouts import distinct

TITLE = "某市商务局2022年政府信息公开工作年度报告"


def typed(value: int | Decimal | None, at: int) -> str:
    """``value`` as people type it, each a little otherwise; one in seven is left blank."""
    text = "" if value is None else str(value)
    ways: list[Callable[[str], str]] = [
        str,
        lambda one: f" {one} ",
        lambda one: f"{one}\u3000",
        lambda one: one.translate({0x30 + digit: 0xFF10 + digit for digit in range(10)}),
        lambda one: f"\n{one}",
        lambda one: f"\xa0{one}",
    ]
    return ways[at % len(ways)](text)


def wanted(edition: gr.Edition) -> gr.Report:
    """What is to be read: figures all different, some blank, and a narrative."""
    cells = distinct(edition).cells()
    kept = {path: None if at % 7 == 6 else value for at, (path, value) in enumerate(cells.items())}
    report = gr.Report.from_cells(kept, edition=edition, agency="某市商务局", year=2022)
    section = gr.Section.of
    return attrs.evolve(
        report,
        preamble=section(None, "本报告按有关规定编制。"),
        overview=section("一、总体情况", "（一）主动公开", "全年公开12条。", "（二）依申请公开", "按期答复。"),
        problems=section("五、存在的主要问题及改进情况", "更新不够及时。"),
        other_matters=section("六、其他需要报告的事项", "=没有收费", "以上。"),
        closing=section(None, "某市商务局", "2023年1月20日"),
    )


def _opened(blank: gr.Report) -> Any:
    return openpyxl.load_workbook(io.BytesIO(cast(bytes, blank.render("xlsx"))))


def places(report: gr.Report) -> list[dict[str, tuple[int, int]]]:
    """Where each cell stands in each table, counted from 0."""
    grids = [block for block in report.to_document().blocks if isinstance(block, Grid)]
    return [{cell.name: (cell.row, cell.column) for cell in grid.cells if cell.name is not None} for grid in grids]


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_a_form_filled_in_with_word_is_the_report(edition: gr.Edition) -> None:
    blank, report = gr.Report.blank(edition), wanted(edition)
    opened = docx.Document(io.BytesIO(cast(bytes, blank.render("docx"))))
    cells = report.cells()
    for table, where in zip(opened.tables, places(blank), strict=True):
        every, width = table._cells, len(table.columns)
        for at, (path, (row, column)) in enumerate(where.items()):
            if cells[path] is not None:
                every[row * width + column].text = typed(cast("int | Decimal", cells[path]), at)
    paragraphs = {paragraph.text: paragraph for paragraph in opened.paragraphs}
    opened.paragraphs[0].text = f" {report.title}"
    paragraphs["一、总体情况"].insert_paragraph_before("本报告按有关规定编制。")
    for heading, section in (
        ("一、总体情况", report.overview),
        ("五、存在的主要问题及改进情况", report.problems),
        ("六、其他需要报告的事项", report.other_matters),
    ):
        below = _following(opened, heading)
        assert section is not None
        *first, last = section.paragraphs
        for one in first:
            below.insert_paragraph_before(f"　　{one.text}")
        below.text = last.text
    closing = [one for one in opened.paragraphs if one.style is not None and one.style.name == "Closing"]
    for paragraph, text in zip(closing, ("某市商务局", "2023年1月20日"), strict=True):
        paragraph.text = text
    saved = io.BytesIO()
    opened.save(saved)
    again = gr.reads(saved.getvalue())
    assert again == report
    assert not again.unread


def _following(opened: Any, heading: str) -> Any:
    """The paragraph below ``heading``, where the text is to be written."""
    paragraphs = opened.paragraphs
    at = next(at for at, paragraph in enumerate(paragraphs) if paragraph.text == heading)
    assert paragraphs[at + 1]._p.find(qn("w:sdt")) is not None
    return paragraphs[at + 1]


@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize("numbers", [True, False])
def test_a_form_filled_in_with_excel_is_the_report(edition: gr.Edition, numbers: bool) -> None:
    blank, report = gr.Report.blank(edition), wanted(edition)
    book = _opened(blank)
    cells = report.cells()
    assert book.sheetnames == ["正文", "表二", "表三", "表四"]
    for sheet, where in zip(book.worksheets[1:], places(blank), strict=True):
        for at, (path, (row, column)) in enumerate(where.items()):
            value = cells[path]
            if value is not None:
                sheet.cell(row + 1, column + 1).value = value if numbers else typed(value, at)
    sheet = book.worksheets[0]
    rows = {sheet.cell(row, 1).value: row for row in range(1, sheet.max_row + 1)}
    sheet.cell(1, 1).value = report.title
    last = sheet.max_row
    sheet.cell(last - 1, 1).value, sheet.cell(last, 1).value = "某市商务局", "2023年1月20日"
    sheet.cell(rows["五、存在的主要问题及改进情况"] + 1, 1).value = "更新不够及时。"
    sheet.cell(rows["六、其他需要报告的事项"] + 1, 1).value = "没有收费。"
    sheet.cell(rows["一、总体情况"] + 1, 1).value = "（一）主动公开\n全年公开12条。"
    saved = io.BytesIO()
    book.save(saved)
    again = gr.reads(saved.getvalue())
    assert again == attrs.evolve(
        report,
        preamble=None,
        overview=gr.Section.of("一、总体情况", "（一）主动公开", "全年公开12条。"),
        other_matters=gr.Section.of("六、其他需要报告的事项", "没有收费。"),
    )
    assert not again.unread


@pytest.mark.parametrize("format", ["docx", "xlsx"])
@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_a_form_that_names_organ_and_year_is_read_as_it_is(format: str, edition: gr.Edition) -> None:
    for blank in (gr.Report.blank(edition), gr.Report.blank(edition, agency="某市商务局", year=2022)):
        assert gr.reads(cast(bytes, blank.render(format))) == blank


def test_an_amount_with_its_unit_typed_into_the_form() -> None:
    blank = gr.Report.blank("2019", agency="某市商务局", year=2019)
    book = _opened(blank)
    row, column = places(blank)[0]["disclosure.procurement.amount"]
    book["表二"].cell(row + 1, column + 1).value = "86.40万元"
    saved = io.BytesIO()
    book.save(saved)
    amount = Amount(Decimal("86.40"), "万元")
    assert gr.reads(saved.getvalue()) == blank.with_cells({"disclosure.procurement.amount": amount})
