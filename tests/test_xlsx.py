"""Excel files: every shape that a report has in them, and what a sheet may show of what it holds."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from decimal import Decimal
from typing import Any

import attrs
import jsonschema
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Font

import govinfo_report as gr
from govinfo_report.document import Cell, Document, Grid, Paragraph, Position
from govinfo_report.limits import Limits
from govinfo_report.readers.number_formats import exact
from govinfo_report.readers.number_formats import shown as shown_of
from govinfo_report.readers.xlsx import READER
from tests.office_files import (
    Damage,
    XlsxStyle,
    befallen,
    changed,
    damages,
    dishonest,
    filled,
    narrated,
    shared,
    takes_figures,
    xlsx_of,
    xlsx_with,
)

STYLES = st.builds(
    XlsxStyle,
    sheets=st.sampled_from(("one", "several")),
    numbers=st.booleans(),
    merged=st.booleans(),
    gaps=st.integers(0, 3),
    offset=st.integers(0, 3),
    borders=st.booleans(),
    shared=st.booleans(),
)


def read(source: bytes) -> Document:
    found = READER.read(source, Limits())
    assert isinstance(found, Document)
    return found


def cells_of(source: bytes) -> list[Cell]:
    return [cell for block in read(source).blocks if isinstance(block, Grid) for cell in block.cells]


def second(value: Any, format: str = "General", **fields: Any) -> Cell:
    """The cell behind a label, as it is read, that holds ``value``."""

    def change(sheet: Any) -> None:
        sheet["B1"].number_format = format
        for name, field in fields.items():
            setattr(sheet["B1"], name, field)

    return cells_of(xlsx_with([["规章", value]], change))[1]


@given(filled(), STYLES)
def test_every_report_in_every_shape(report: gr.Report, style: XlsxStyle) -> None:
    found = gr.reads(xlsx_of(report, style))
    assert found == report
    assert not found.unread


@given(filled(), STYLES, damages(fixed=True))
def test_nothing_wrong_and_nothing_lost_whatever_befalls_a_table(
    report: gr.Report, style: XlsxStyle, damage: Damage
) -> None:
    read = gr.reads(xlsx_of(report, style, damage))
    assert dishonest(befallen(report, damage), read, gone=takes_figures(report, damage)) == []


@given(filled(), STYLES)
def test_tables_alone(report: gr.Report, style: XlsxStyle) -> None:
    found = gr.reads(xlsx_of(report, attrs.evolve(style, narrative=False)))
    assert found.cells() == report.cells()
    assert found.extras == report.extras
    assert found.title is None


@pytest.mark.parametrize(
    ("value", "format", "text", "figure"),
    [
        (12, "General", "12", 12),
        (12.0, "General", "12", 12),
        (-3, "General", "-3", -3),
        (0, "General", "0", 0),
        (2**53 - 1, "General", "9007199254740991", 2**53 - 1),
        (0.1 + 0.2, "General", "0.3", Decimal("0.3")),
        (4166.241619, "General", "4166.241619", Decimal("4166.241619")),
        (3119, "#,##0", "3119", 3119),
        (3119, "0.00", "3119", 3119),
        (-5, "0_);(0)", "-5", -5),
        (-5, "0;[Red]-0", "-5", -5),
        (12, '_ * #,##0_ ;_ * \\-#,##0_ ;_ * "-"??_ ;_ @_ ', "12", 12),
        (12, "@", "12", 12),
        (12, "[Red]0", "12", 12),
        (10.84, '0.00"万元"', "10.84万元", None),
        (12, '0"件"', "12件", None),
        (12, "0\\件", "12件", None),
        (12, '"共0"0', "共012", None),
        (10.8365, "0.00", "10.84（10.8365）", None),
        (0.12, "0%", "12%", None),
        (0.125, "0.0%", "12.5%", None),
        (3119, "#,##0,", "3119（#,##0,）", None),
        (0, "#", "␣（0）", None),
        (0, '0;-0;"-"', "-（0）", None),
        (0, "0;-0;", "␣（0）", None),
        (0, '_ * #,##0_ ;_ * \\-#,##0_ ;_ * "-"??_ ;_ @_ ', "-（0）", None),
        (12, ";;;", "12（;;;）", None),
        (-12, "0;0", "-12（0;0）", None),
        (12, "[DBNum1]0", "12（[DBNum1]0）", None),
        (12, "[>10]0;0.0", "12（[>10]0;0.0）", None),
        (12, "0.00E+00", "12（0.00E+00）", None),
        (12, "# ?/?", "12（# ?/?）", None),
        (12, "0" * 300, f"12（{'0' * 300}）", None),
        (12, "0;;General", "12", 12),
        (0, "0;;General", "0", 0),
    ],
)
def test_a_number_is_a_figure_where_it_is_shown_as_it_is_stored(
    value: float, format: str, text: str, figure: int | Decimal | None
) -> None:
    found = shown_of(exact(value), format)
    assert found == (text, figure)
    assert type(found[1]) is type(figure)


@pytest.mark.parametrize(
    ("number", "written", "meant"),
    [
        (0.30000000000000004, "0.30000000000000004", Decimal("0.3")),
        (1.1 * 3, "3.3000000000000003", Decimal("3.3")),
        (123456789012345.12, "123456789012345.12", Decimal("123456789012345.12")),
        (1.2345678901234567e30, "nonsense", 1234567890123456700000000000000),
        (1e300, "1e300", int(Decimal("1e300"))),
        (2.5, "2.500000000000000000", Decimal("2.5")),
    ],
)
def test_what_is_meant_by_a_binary_fraction(number: float, written: str, meant: int | Decimal) -> None:
    assert exact(number, written) == meant


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("12", "12"),
        ("３１１９件", "３１１９件"),
        (True, "TRUE"),
        (datetime.date(2024, 3, 1), "2024年3月1日"),
        (datetime.datetime(2024, 3, 1, 8, 30), "2024-03-01 08:30:00"),
        ("a_x000D_\nb_x0031_c_x0007_", "a\n\nb1c"),
        ("#N/A", "#N/A"),
        (1e40, "1e+40"),
        (datetime.time(8, 30), "08:30:00"),
    ],
)
def test_what_else_a_cell_shows(value: object, text: str) -> None:
    found = cells_of(xlsx_with([["规章", value]]))[1]
    assert (found.text, found.value) == (text, None)


def test_numbers_carry_their_figure_and_their_place() -> None:
    found = second(12.5)
    assert (found.text, found.value, found.position) == (
        "12.5",
        Decimal("12.5"),
        Position(None, None, 1, 1, 2, "Sheet"),
    )


def test_a_note_says_which_sheet_and_cell() -> None:
    report = narrated()
    sheet_of = {"disclosure": "二、主动公开政府信息情况", "disputes": "四、政府信息公开行政复议、行政诉讼情况"[:20]}
    source = xlsx_of(report, XlsxStyle(sheets="several", numbers=False))
    for table, sheet in sheet_of.items():
        path = next(path for path, value in report.cells().items() if path.startswith(table) and value)
        old = f"<t>{report.cells()[path]}</t>"
        read = gr.reads(changed(source, "xl/sharedStrings.xml", old, "<t>约7</t>"))
        note = next(note for note in read.notes if note.code == "unread" and note.path == path)
        assert note.position is not None
        assert note.position.sheet == sheet
        assert re.match(f"工作表“{sheet}” 单元格[A-Z]\\d+ ", str(note))
        assert f"sheet “{sheet}” cell " in note.position.text("en")
        assert gr.Report.from_json(read.to_json()).notes == read.notes
        jsonschema.validate(read.to_dict(), gr.json_schema())


def test_columns_have_the_names_that_spreadsheets_give_them() -> None:
    names = {1: "A1", 26: "Z1", 27: "AA1", 702: "ZZ1", 703: "AAA1"}
    assert {column: str(Position(row=1, column=column, sheet="一"))[10:] for column in names} == names


def test_json_of_before_sheets_had_names_is_read() -> None:
    data = gr.reads(xlsx_of(narrated(), XlsxStyle(numbers=False))).to_dict()
    position = {"line": None, "page": None, "table": 1, "row": 2, "column": 3}
    data["notes"] = [
        {"code": "unread", "path": None, "text": "x", "position": position, "severity": "error", "details": {}}
    ]
    note = gr.Report.from_dict(data).notes[0]
    assert note.position == Position(table=1, row=2, column=3)
    assert gr.Report.from_dict(data).to_dict() == data
    data["notes"][0]["position"] = {**position, "sheet": 3}
    with pytest.raises(gr.SerializationError, match="sheet"):
        gr.Report.from_dict(data)


def test_digits_in_another_dress_are_no_figure() -> None:
    assert second(12, font=Font(strike=True)).text == "~~12~~"
    assert second(12, font=Font(vertAlign="superscript")).value is None
    rich = CellRichText("12", TextBlock(InlineFont(vertAlign="superscript"), "1"), TextBlock(InlineFont(b=True), "3"))
    found = cells_of(_rich(rich))[1]
    assert (found.text, found.value) == ("12~~1~~3", None)


def _rich(text: CellRichText) -> bytes:
    runs = "".join(
        f"<r><rPr><vertAlign val='superscript'/></rPr><t>{run}</t></r>"
        if isinstance(run, TextBlock) and run.font.vertAlign
        else f"<r><t>{run}</t></r>"
        for run in text
    )
    return changed(shared(xlsx_with([["规章", "mark"]])), "xl/sharedStrings.xml", "<t>mark</t>", runs)


SHEET = "xl/worksheets/sheet1.xml"


def test_inline_runs_that_are_raised_are_no_figure() -> None:
    made = xlsx_with([["规章", 99]])
    runs = "<is><r><t>12</t></r><r><rPr><vertAlign val='superscript'/></rPr><t>1</t></r></is>"
    source = changed(made, SHEET, '<c r="B1" t="n"><v>99</v></c>', f'<c r="B1" t="inlineStr">{runs}</c>')
    assert cells_of(source)[1].text == "~~121~~"


@pytest.mark.parametrize(
    ("cell", "text", "value"),
    [
        ('<c r="B1"><f>1+1</f><v>2</v></c>', "2", 2),
        ('<c r="B1"><f>1+1</f><v></v></c>', "（公式没有存储结果）", None),
        ('<c r="B1"><f>1+1</f><v/></c>', "（公式没有存储结果）", None),
        ('<c r="B1"><f>1+1</f></c>', "（公式没有存储结果）", None),
        ('<c r="B1" t="str"><f>IF(A1=1,1,"")</f><v></v></c>', "", None),
        ('<c r="B1" t="str"><f>"12"</f><v>12</v></c>', "12", None),
        ('<c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "#DIV/0!", None),
        (
            '<c r="B1"><v>123456789012345.12345678</v></c>',
            "123456789012345.12345678",
            Decimal("123456789012345.12345678"),
        ),
        ("<c><v>7</v></c>", "7", 7),
    ],
)
def test_what_is_stored(cell: str, text: str, value: int | Decimal | None) -> None:
    made = xlsx_with([["规章", 99, "x"]])
    found = cells_of(changed(made, SHEET, '<c r="B1" t="n"><v>99</v></c>', cell))
    shown = [(one.text, one.value) for one in found[:-3] if one.position and one.position.column == 2]
    assert shown == ([(text, value)] if text else [])


def test_formulas_without_results_leave_their_cells_unread() -> None:
    report = narrated()
    source = xlsx_of(report, XlsxStyle(sheets="one"))
    book = openpyxl.load_workbook(io.BytesIO(source))
    sheet = book.worksheets[0]
    total = next(cell for row in sheet.iter_rows() for cell in row if cell.value == 1014)
    total.value = "=SUM(A1:A2)"
    out = io.BytesIO()
    book.save(out)
    found = gr.reads(out.getvalue())
    path = next(path for path, value in report.cells().items() if value == 1014)
    assert found.unread == {path}
    assert found.cells() == {**report.cells(), path: None}


def test_zeros_that_a_sheet_does_not_show() -> None:
    def change(sheet: Any) -> None:
        sheet.sheet_view.showZeros = False

    found = cells_of(xlsx_with([["规章", 0, 1]], change))
    assert [(cell.text, cell.value) for cell in found[:3]] == [("规章", None), ("␣（0）", None), ("1", 1)]


def test_hidden_rows_and_columns_are_read_and_hidden_sheets_are_not() -> None:
    def change(sheet: Any) -> None:
        sheet.row_dimensions[1].hidden = True
        sheet.column_dimensions["B"].hidden = True
        other = sheet.parent.create_sheet("other")
        other.append(["规章", 99])
        other.sheet_state = "hidden"

    assert [cell.text for cell in cells_of(xlsx_with([["规章", 12]], change))][:2] == ["规章", "12"]


def test_a_hidden_sheet_is_read_where_nothing_else_shows_anything() -> None:
    def change(sheet: Any) -> None:
        other = sheet.parent.create_sheet("other")
        other.append(["规章", 99])
        other.sheet_state = "hidden"

    assert [cell.text for cell in cells_of(xlsx_with([], change))][:2] == ["规章", "99"]


def test_merges_gaps_and_what_lies_under_a_merge() -> None:
    def change(sheet: Any) -> None:
        sheet["C3"], sheet["D3"], sheet["C4"], sheet["D4"], sheet["H9"] = "a", "under", "b", 4, "far"
        sheet.merge_cells("E3:F4")
        sheet.merge_cells("A20:XFD30")

    made = xlsx_with([], change)
    source = changed(made, SHEET, 'count="2">', 'count="4"><mergeCell ref="C3:D3"/><mergeCell ref="D3:E3"/>')
    found = [(one.text, one.row, one.column, one.rowspan, one.colspan) for one in cells_of(source) if one.text]
    assert found == [("a\nunder", 0, 0, 1, 2), ("b", 1, 0, 1, 1), ("4", 1, 1, 1, 1), ("far", 3, 4, 1, 1)]


def test_a_sheet_without_tables_is_paragraphs() -> None:
    def change(sheet: Any) -> None:
        sheet["A3"].alignment = Alignment(horizontal="right")
        sheet["A5"] = 12
        sheet["A5"].alignment = Alignment(horizontal="right")

    found = read(xlsx_with([["一、总体情况"], ["第一行\n\n 第二行 "], ["某局"]], change)).blocks
    assert [(block.text, block.align) for block in found if isinstance(block, Paragraph)] == [
        ("一、总体情况", "left"),
        ("第一行", "left"),
        ("第二行", "left"),
        ("某局", "right"),
        ("12", "left"),
    ]


def test_a_book_that_lost_a_sheet() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx_with([["a", 1]]))) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            if name != SHEET:
                new.writestr(name, old.read(name))
    with pytest.raises(gr.ReadError, match="应有1个工作表，只找到0个"):
        gr.reads(made.getvalue())


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>2</v></c></row>',
        '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
        '<row r="1"><c r="A2"><v>1</v></c></row>',
        '<row r="1"><c r="ZZZ1"><v>1</v></c></row>',
        '<row r="9999999"><c r="A9999999"><v>1</v></c></row>',
        '<row r="x"><c><v>1</v></c></row>',
        '<row r="1"><c r="1A"><v>1</v></c></row>',
    ],
)
def test_cells_out_of_order_are_refused_and_not_lost(rows: str) -> None:
    made = xlsx_with([[99]])
    source = changed(made, SHEET, '<row r="1"><c r="A1" t="n"><v>99</v></c></row>', rows)
    with pytest.raises(gr.ReadError, match="位置错误"):
        gr.reads(source)


def test_a_merge_that_is_none_is_refused() -> None:
    made = xlsx_with([["a", "b"]], lambda sheet: sheet.merge_cells("C1:D1"))
    with pytest.raises(gr.ReadError, match="位置错误"):
        gr.reads(changed(made, SHEET, 'ref="C1:D1"', 'ref="D1:C1"'))


def test_nothing_is_read_of_an_empty_book() -> None:
    assert read(xlsx_with([])).blocks == ()


def test_a_workbook_without_a_default_style_warns_nobody() -> None:
    made = xlsx_with([["规章", 1]])
    assert [cell.text for cell in cells_of(changed(made, "xl/styles.xml", 'name="Normal"', 'name="Other"'))][:2] == [
        "规章",
        "1",
    ]


def test_a_workbook_that_lacks_a_style_is_refused_and_nothing_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    made = changed(xlsx_with([["规章", 1]]), "xl/styles.xml", 'xfId="0" builtinId', 'xfId="7" builtinId')
    with pytest.raises(gr.ReadError, match="Excel"):
        read(made)
    assert capsys.readouterr() == ("", "")


def test_a_signature_in_two_fonts_stands_at_the_right_all_the_same() -> None:
    def fill(sheet: Any) -> None:
        sheet["A1"] = CellRichText(TextBlock(InlineFont(rFont="仿宋"), "2023"), "年1月20日")
        sheet["A1"].alignment = Alignment(horizontal="right")

    (block,) = read(xlsx_with([["x"]], fill)).blocks
    assert isinstance(block, Paragraph)
    assert (block.text, block.align) == ("2023年1月20日", "right")
