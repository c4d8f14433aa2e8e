"""Excel files that are rendered: a sheet per table, numbers as numbers, text as text, the same bytes each time."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import attrs
import openpyxl
import pytest
from syrupy.assertion import SnapshotAssertion

import govinfo_report as gr
from govinfo_report.document import Cell, Document, Grid, Heading, Paragraph
from govinfo_report.officeformat import mark_of
from govinfo_report.quantity import Amount, Unit
from govinfo_report.renderers.xlsx import RENDERER
from govinfo_report.renderers.xlsx_tables import as_number
from tests.layouts import distinct
from tests.test_render_docx import HOSTILE
from tests.test_snapshots import EDITIONS, TextFile, filled


def rendered(report: gr.Report, **options: Any) -> bytes:
    made = report.render("xlsx", **options)
    assert isinstance(made, bytes)
    return made


def opened(source: bytes | str) -> Any:
    assert isinstance(source, bytes)
    return openpyxl.load_workbook(io.BytesIO(source))


def dump(source: bytes) -> str:
    """A readable copy of an Excel file: its sheets with their rows, what is merged, what kind of value it is."""
    return "\n".join(line for sheet in opened(source).worksheets for line in _dumped(sheet)) + "\n"


def _dumped(sheet: Any) -> Iterator[str]:
    spans = {(area.min_row, area.min_col): (area.size["rows"], area.size["columns"]) for area in sheet.merged_cells}
    yield f"== {sheet.title} (frozen {sheet.freeze_panes}, heads {sheet.print_title_rows})"
    for row in sheet.rows:
        told = []
        for cell in row:
            if type(cell).__name__ == "MergedCell":
                continue
            rows, columns = spans.get((cell.row, cell.column), (1, 1))
            kind = f" #{cell.number_format}" if cell.data_type == "n" and cell.value is not None else ""
            told.append(
                f"{'' if cell.value is None else cell.value}{kind}{f'→{columns}' if columns > 1 else ''}{f'↓{rows}' if rows > 1 else ''}"
            )
        yield "  " + " | ".join(told)


@pytest.mark.parametrize(("disclosure", "applications"), EDITIONS[:2])
def test_excel_of_a_filled_report(snapshot: SnapshotAssertion, disclosure: str, applications: str) -> None:
    assert dump(rendered(filled(disclosure, applications))) == snapshot.use_extension(TextFile)


def test_excel_of_a_blank_form(snapshot: SnapshotAssertion) -> None:
    assert dump(rendered(gr.Report.blank("2021"))) == snapshot.use_extension(TextFile)


def test_the_sheets_print_on_a4() -> None:
    book = opened(rendered(distinct()))
    assert book.sheetnames == ["正文", "表二", "表三", "表四"]
    assert opened(rendered(distinct(), locale="en")).sheetnames == ["narrative", "Table 2", "Table 3", "Table 4"]
    for sheet in book.worksheets:
        assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (9, 1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert [sheet.freeze_panes for sheet in book.worksheets] == [None, "B1", "D4", "A4"]


@pytest.mark.parametrize(
    ("number", "unit", "value", "format"),
    [
        ("10.84", None, 10.84, "0.00"),
        ("10.50", "万元", 10.5, '0.00"万元"'),
        ("12.00", None, 12, "0.00"),
        ("12", "元", 12, '0"元"'),
        ("-3.2", None, -3.2, "0.0"),
        ("0.00000001", None, 1e-08, "0.00000000"),
        ("0", None, 0, "0"),
        ("999999999999999", None, 999999999999999, "0"),
        ("123456789012345.1", None, None, None),
        ("-0", None, None, None),
    ],
)
def test_amounts_are_numbers_where_they_are_exact(
    number: str, unit: Unit | None, value: float | None, format: str | None
) -> None:
    amount = Amount(Decimal(number), unit)
    report = distinct("2019").with_cells({"disclosure.procurement.amount": amount})
    source = rendered(report)
    grid = next(block for block in report.to_document().blocks if isinstance(block, Grid))
    place = next(cell for cell in grid.cells if cell.name == "disclosure.procurement.amount")
    cell = opened(source)["表二"].cell(place.row + 1, place.column + 1)
    if value is None:
        assert (cell.data_type, cell.value) == ("s", str(amount))
    else:
        assert (cell.data_type, cell.value, cell.number_format) == ("n", value, format)
    again = gr.reads(source)
    assert again == report
    assert again.to_json() == report.to_json()


def test_counts_of_sixteen_digits_are_text() -> None:
    report = distinct().with_cells({"applications.received.total": 2**53 - 1})
    source = rendered(report)
    assert opened(source)["表三"]["J4"].value == str(2**53 - 1)
    assert gr.reads(source) == report
    assert as_number(Cell("12", 0, 0)) is None
    assert as_number(Cell("约12", 0, 0, value=12)) is None


def test_a_narrative_that_looks_like_formulas_stays_text() -> None:
    report = attrs.evolve(
        distinct(), overview=gr.Section("一、总体情况", tuple(gr.Paragraph(text) for text in HOSTILE))
    )
    source = rendered(report)
    cells = {row[0].value: row[0] for row in opened(source)["正文"].rows}
    for text in HOSTILE[:4]:
        assert (cells[text].data_type, cells[text].quotePrefix) == ("s", True)
    assert gr.reads(source) == report
    for text in ("_x005F_", "__x0041_x0042_", "#REF!", "_x000d_"):
        other = attrs.evolve(distinct(), overview=gr.Section.of("一、总体情况", text))
        assert gr.reads(rendered(other)) == other


def test_a_text_longer_than_a_cell_is_refused() -> None:
    fits = attrs.evolve(distinct(), overview=gr.Section.of("一、总体情况", "文" * 32_767))
    assert gr.reads(rendered(fits)) == fits
    for text in ("文" * 32_768, "_x0041_" * 4_000):
        report = attrs.evolve(distinct(), overview=gr.Section.of("一、总体情况", text))
        with pytest.raises(gr.RenderError, match="最多32767字"):
            report.render("xlsx")


def test_the_same_report_is_the_same_bytes_and_tells_no_time() -> None:
    report = distinct()
    source = rendered(report, findings=True)
    assert rendered(report, findings=True) == source
    with zipfile.ZipFile(io.BytesIO(source)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert report.title is not None
    assert report.title in core
    assert "dcterms:created" not in core
    assert "openpyxl" not in core


def test_remarks_are_comments_on_coloured_cells() -> None:
    report = gr.Report.blank("2021", agency="某市商务局", year=2022)
    zeros: dict[str, int] = dict.fromkeys((path for path in report.cells() if path.startswith("disputes")), 0)
    report = report.with_cells({**zeros, "disputes.reconsideration.total": 3})
    noted = attrs.evolve(report, notes=(gr.Note("year-unknown"),))
    source = rendered(noted, findings=report.check(severity="error"), notes=True)
    sheets = opened(source)
    told = {cell.coordinate: cell.comment.text for row in sheets["表四"].rows for cell in row if cell.comment}
    assert list(told) == ["A4", "B4", "C4", "D4", "E4"]
    assert set(told.values()) == {f"错误：{finding.text()}" for finding in report.check(severity="error").failed}
    assert {sheets["表四"][place].fill.fgColor.rgb for place in told} == {"00F8CBAD"}
    assert sheets["正文"]["A1"].comment.text == f"注意：{noted.notes[0].message}"
    assert gr.reads(source) == report


def test_a_remark_on_a_table_is_a_comment_on_its_first_cell_and_one_on_a_part_on_the_book() -> None:
    report = gr.Report.blank("2021", agency="某市商务局", year=2022)
    told = attrs.evolve(report, problems=None, overview=gr.Section.of("一、总体情况", "全年公开信息12条。"))
    sheets = opened(rendered(told, findings=told.check(rules=["structure.sections", "structure.blanks"])))
    comments = {
        (sheet.title, cell.coordinate): cell.comment.text
        for sheet in sheets
        for row in sheet.rows
        for cell in row
        if cell.comment
    }
    assert comments == {
        ("正文", "A1"): "注意：没有“五、存在的主要问题及改进情况”这一部分",
        **{(f"表{number}", "A1"): f"提示：表{number}：全部空白；没有发生的应填0" for number in "二三四"},
    }
    assert not any(cell.fill.fgColor.rgb == "00DDEBF7" for sheet in sheets for row in sheet.rows for cell in row)


def test_of_a_book_without_narrative_the_first_cell_says_what_is_said_of_the_whole_and_of_its_table() -> None:
    zero = gr.Report.from_cells({"disputes.litigation.direct.other": 0})
    none: dict[str, Any] = dict.fromkeys(zero.sections)
    bare = attrs.evolve(zero, **none, notes=(gr.Note("year-unknown"),))
    (sheet,) = opened(rendered(bare, findings=True, notes=True))
    assert sheet["A1"].comment.text == "提示：表四：14个单元格空白；没有发生的应填0\n注意：标题中没有报告年度"


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_what_is_to_be_filled_in_is_said_when_a_cell_is_chosen(edition: gr.Edition) -> None:
    blank = gr.Report.blank(edition)
    book = opened(rendered(blank))
    prompts = [one.prompt for one in book["正文"].data_validations.dataValidation]
    assert len(prompts) == 9
    for sheet in book.worksheets[1:]:
        (expected,) = sheet.data_validations.dataValidation
        assert (expected.type, expected.errorStyle, expected.error) == ("decimal", "warning", "这一格应填数字")
    plain = opened(rendered(blank, hints=False))
    assert not any(sheet.data_validations.dataValidation for sheet in plain.worksheets)
    assert gr.reads(rendered(blank, hints=False)) == blank
    english = opened(rendered(blank, locale="en"))
    assert "The date of publication" in [one.prompt for one in english["narrative"].data_validations.dataValidation]


def test_documents_of_other_makers() -> None:
    grid = Grid((Cell("甲", 0, 0, header=True), Cell("Long words of a label", 1, 0, header=True), Cell("约1", 1, 1)))
    titled = (Heading("题", 0), Heading("一", 1), Paragraph("文"), Heading("二", 1))
    many = tuple(attrs.evolve(grid, caption=caption) for caption in ("a/b:c", "AB C", "", "[x]", "x" * 40, "x" * 40))
    book = opened(RENDERER.write(Document((*titled, *many))))
    assert book.sheetnames == ["正文", "abc", "AB C", "表格", "x", "x" * 31, "x" * 26 + " 2"]
    assert [row[0].value for row in book["正文"].rows] == ["题", "一", "文", "二"]
    assert opened(RENDERER.write(Document(()))).sheetnames == ["正文"]
    assert opened(RENDERER.write(Document((grid,)))).sheetnames == ["表格"]
    heads = Grid((Cell("甲", 0, 0, header=True), Cell("乙", 1, 0, header=True)))
    assert opened(RENDERER.write(Document((heads,))))["表格"]["A2"].value == "乙"


def test_names_of_others_are_no_marks() -> None:
    assert [mark_of(name) for name in ("_govinfo_12_3", "_govinfo_0_1", "_govinfo_x_1", "_Toc12", "")] == [
        12,
        0,
        None,
        None,
        None,
    ]


def test_without_openpyxl_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(gr.RenderError, match=r"govinfo_report\[xlsx\]"):
        distinct().render("xlsx")
