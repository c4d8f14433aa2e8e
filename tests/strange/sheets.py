"""Excel files."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from typing import Final

import attrs
from openpyxl import Workbook
from openpyxl.cell.cell import Cell as Square
from openpyxl.worksheet.worksheet import Worksheet

from tests.strange.figures import CITY, COUNTY, OLD, Figures, Value
from tests.strange.tables import Cell, Table, applications, disclosure, disputes, expanded, tables
from tests.strange.writing import HEADINGS, PROSE, Strange

__all__ = ["BUILDERS"]


def square(sheet: Worksheet, row: int, column: int) -> Square:
    """A cell of the sheet that is not covered by another."""
    found = sheet.cell(row, column)
    assert isinstance(found, Square)
    return found


Put = Callable[[Worksheet, int, int, Cell], None]


def number(sheet: Worksheet, row: int, column: int, cell: Cell) -> None:
    """Figures as numbers."""
    place = square(sheet, row, column)
    if cell.figure and cell.text:
        place.value = float(cell.text) if "." in cell.text else int(cell.text)
    else:
        place.value = cell.text or None


def laid(sheet: Worksheet, table: Table, top: int = 1, left: int = 1, put: Put = number) -> int:
    """Put the table, merged; the row below it."""
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(table):
        x = 0
        for c in row:
            while (y, x) in taken:
                x += 1
            taken |= {(y + j, x + i) for j in range(c.down) for i in range(c.across)}
            put(sheet, top + y, left + x, c)
            if c.across > 1 or c.down > 1:
                sheet.merge_cells(
                    start_row=top + y,
                    start_column=left + x,
                    end_row=top + y + c.down - 1,
                    end_column=left + x + c.across - 1,
                )
            x += c.across
    return top + len(table)


def book(figures: Figures, put: Put = number) -> tuple[Workbook, Worksheet]:
    """Everything in one sheet."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    square(sheet, 1, 1).value = figures.title
    row = 2
    for n, heading in enumerate(HEADINGS, 1):
        square(sheet, row, 1).value = heading
        row += 1
        if 2 <= n <= 4:
            row = laid(sheet, tables(figures)[n - 2], row, 1, put)
        else:
            for line in PROSE[n]:
                square(sheet, row, 1).value = line
                row += 1
    return workbook, sheet


def saved(workbook: Workbook) -> bytes:
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def changed(content: bytes, change: Callable[[str, str], str]) -> bytes:
    """The file with the markup of its sheets changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name.endswith(".xml"):
                data = change(name, data.decode()).encode()
            new.writestr(name, data)
    return out.getvalue()


def _file(name: str, figures: Figures, content: bytes, least: int, truth: Mapping[str, Value] | None = None) -> Strange:
    return Strange(name, content, truth or figures.truth(), None, least)


def several_sheets() -> Strange:
    """A sheet for each table, named by it; a cover; a sheet of last year hidden."""
    workbook = Workbook()
    cover = workbook.worksheets[0]
    cover.title = "封面"
    cover["B3"] = CITY.title
    for name, t in zip(("主动公开", "依申请公开", "复议诉讼"), tables(CITY), strict=True):
        laid(workbook.create_sheet(name), t, 2, 2)
    hidden = workbook.create_sheet("2022年")
    laid(hidden, applications(COUNTY))
    hidden.sheet_state = "hidden"
    return _file("excel, several sheets and a hidden one", CITY, saved(workbook), 200)


def formulas() -> Strange:
    """Totals are formulas with their last values."""
    workbook, _ = book(CITY)

    def change(name: str, xml: str) -> str:
        if "sheet1" not in name:
            return xml
        return re.sub(r'<c r="J(\d+)"([^>]*)><v>(\d+)</v></c>', r'<c r="J\1"\2><f>SUM(D\1:I\1)</f><v>\3</v></c>', xml)

    return _file("excel, formulas with values", CITY, changed(saved(workbook), change), 200)


def formulas_unsaved() -> Strange:
    """Totals are formulas that no program has reckoned."""

    def put(sheet: Worksheet, row: int, column: int, cell: Cell) -> None:
        number(sheet, row, column, cell)
        if cell.figure and column == 10:
            square(sheet, row, column).value = f"=SUM(D{row}:I{row})"

    workbook, _ = book(CITY, put)
    return _file("excel, formulas without values", CITY, saved(workbook), 150)


def formula_errors() -> Strange:
    """A formula gave an error."""

    def put(sheet: Worksheet, row: int, column: int, cell: Cell) -> None:
        number(sheet, row, column, cell)
        if cell.figure and column == 10:
            square(sheet, row, column).value = "#REF!"

    workbook, _ = book(CITY, put)
    return _file("excel, errors", CITY, saved(workbook), 150)


def texts() -> Strange:
    """Numbers as text, some with an apostrophe, a space, a unit."""

    def put(sheet: Worksheet, row: int, column: int, cell: Cell) -> None:
        square(sheet, row, column).value = (
            ["{}", " {} ", "{}件", "{}\n"][column % 4].format(cell.text) if cell.figure else cell.text
        ) or None

    workbook, _ = book(CITY, put)
    return _file("excel, numbers as text", CITY, saved(workbook), 190)


def _formatted(
    name: str, fmt: str, figures: Figures = CITY, least: int = 0, truth: Mapping[str, Value] | None = None
) -> Strange:
    def put(sheet: Worksheet, row: int, column: int, cell: Cell) -> None:
        number(sheet, row, column, cell)
        if cell.figure:
            square(sheet, row, column).number_format = fmt

    workbook, _ = book(figures, put)
    return _file(name, figures, saved(workbook), least, truth)


def with_unit_format() -> Strange:
    """The format adds the unit."""
    return _formatted(
        "excel, unit by format", '#,##0"件"', attrs.evolve(CITY, disclosure=(*CITY.disclosure[:9], 8214)), 0
    )


def zeros_hidden() -> Strange:
    """The format shows nothing for nought; a reader sees blanks (the value in the cell is 0)."""
    return _formatted(
        "excel, noughts not shown", "0;-0;;@", attrs.evolve(COUNTY, disclosure=(*COUNTY.disclosure[:9], 120)), 90
    )


def dashes_for_zero() -> Strange:
    """The accounting format shows a dash for nought."""
    return _formatted(
        "excel, accounting format",
        '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ',
        attrs.evolve(COUNTY, disclosure=(*COUNTY.disclosure[:9], 120)),
        90,
    )


def in_ten_thousands() -> Strange:
    """The amount is kept in yuan and shown in ten thousands by its format."""

    def put(sheet: Worksheet, row: int, column: int, cell: Cell) -> None:
        number(sheet, row, column, cell)
        if cell.text == "8214.57":
            square(sheet, row, column).value = 82145700
            square(sheet, row, column).number_format = "0!.0000"

    workbook, _ = book(CITY, put)
    return _file("excel, scaled by format", CITY, saved(workbook), 199)


def rounded() -> Strange:
    """The amount has more digits than are shown; computed values carry binary noise."""

    def put(sheet: Worksheet, row: int, column: int, cell: Cell) -> None:
        number(sheet, row, column, cell)
        if cell.text == "8214.57":
            square(sheet, row, column).value = 8214.569999999998
            square(sheet, row, column).number_format = "0.00"

    workbook, _ = book(CITY, put)
    return _file("excel, rounded by format", CITY, saved(workbook), 200)


def noise() -> Strange:
    """Counts that are not whole by a hair."""

    def put(sheet: Worksheet, row: int, column: int, cell: Cell) -> None:
        number(sheet, row, column, cell)
        if cell.figure and column == 10:
            square(sheet, row, column).value = int(cell.text) + 2e-12

    workbook, _ = book(CITY, put)
    return _file("excel, noise behind the point", CITY, saved(workbook), 150)


def dates() -> Strange:
    """Small numbers that got the format of a date."""

    def put(sheet: Worksheet, row: int, column: int, cell: Cell) -> None:
        number(sheet, row, column, cell)
        if cell.figure and column == 4:
            square(sheet, row, column).number_format = "yyyy/m/d"

    workbook, _ = book(CITY, put)
    return _file("excel, dates", CITY, saved(workbook), 100)


def hidden_lines() -> Strange:
    """A hidden column of last year's figures after each; a hidden row of old figures."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet["A1"] = CITY.title
    two, three, four = tables(CITY)
    row = laid(sheet, two, 3)
    top = row + 1
    grid = expanded(three, repeat=False)
    for y, texts in enumerate(grid):
        for x, text in enumerate(texts):
            column = x + 1 if x < 4 else x + 2
            square(sheet, top + y, column).value = int(text) if text.isdigit() else text or None
        if y > 2:
            square(sheet, top + y, 5).value = 77
    sheet.column_dimensions["E"].hidden = True
    sheet.insert_rows(top + 5)
    for x in range(4, 12):
        square(sheet, top + 5, x).value = 66
    square(sheet, top + 5, 1).value = "二、上年结转政府信息公开申请数量"
    sheet.row_dimensions[top + 5].hidden = True
    laid(sheet, four, top + len(grid) + 2, 1)
    return _file("excel, hidden rows and columns", CITY, saved(workbook), 25)


def merged_wrong() -> Strange:
    """Nothing merged: labels centred across blank cells; spacer columns."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet["A1"] = CITY.title
    row = 3
    for t in tables(CITY):
        for texts in expanded(t, repeat=False):
            for x, text in enumerate(texts):
                square(sheet, row, 2 + 2 * x).value = (
                    (float(text) if "." in text else int(text)) if re.fullmatch(r"\d+(\.\d+)?", text) else text or None
                )
            row += 1
        row += 1
    return _file("excel, spacer columns", CITY, saved(workbook), 150)


def side_by_side() -> Strange:
    """The tables stand beside each other."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet["A1"] = CITY.title
    laid(sheet, disclosure(CITY), 3, 1)
    laid(sheet, disputes(CITY), 20, 1)
    laid(sheet, applications(CITY), 3, 18)
    return _file("excel, tables side by side", CITY, saved(workbook), 150)


def beside_turned() -> Strange:
    """Table 三 before table 二, the third in a sheet of its own."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    square(sheet, 1, 1).value = COUNTY.title
    laid(sheet, applications(COUNTY), 3, 1)
    laid(sheet, disclosure(COUNTY), 3, 12)
    laid(workbook.create_sheet("复议诉讼"), disputes(COUNTY))
    return _file("excel, tables beside, the other way", COUNTY, saved(workbook), 150)


def spaced_and_beside() -> Strange:
    """Tables beside each other, one of them with a blank column before its figures: no blank column is known to part them."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    square(sheet, 1, 1).value = OLD.title
    laid(sheet, disclosure(OLD), 3, 1)
    laid(sheet, applications(OLD), 3, 9)
    sheet.insert_cols(12)
    return _file("excel, tables beside and spaced", OLD, saved(workbook), 0)


def remarks_beside() -> Strange:
    """Last year's figures beside the table, behind a blank column, each with a word before it."""
    workbook, sheet = book(CITY)
    last = sheet.max_column
    for row in range(1, sheet.max_row + 1):
        if isinstance(sheet.cell(row, last if sheet.cell(row, last).value is not None else 10).value, int):
            square(sheet, row, last + 2).value = "上年"
            square(sheet, row, last + 3).value = row
    return _file("excel, last year beside", CITY, saved(workbook), 150)


def many_organs() -> Strange:
    """A sheet for each of several organs."""
    workbook = Workbook()
    for n, figures in enumerate((CITY, COUNTY)):
        sheet = workbook.worksheets[0] if n == 0 else workbook.create_sheet()
        sheet.title = figures.agency
        sheet["A1"] = figures.title
        row = 2
        for t in tables(figures):
            row = laid(sheet, t, row + 1)
    return Strange("excel, a sheet for each organ", saved(workbook), {}, None, 0, True)


def percent() -> Strange:
    """The counts have a column of shares after the total."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet["A1"] = CITY.title
    row = laid(sheet, disclosure(CITY), 3)
    top = row + 1
    row = laid(sheet, applications(CITY), top)
    square(sheet, top, 11).value = "占比"
    for y in range(top + 3, row):
        square(sheet, y, 11).value = 0.125
        square(sheet, y, 11).number_format = "0.0%"
    laid(sheet, disputes(CITY), row + 1)
    return _file("excel, a column of shares", CITY, saved(workbook), 200)


def units_and_filler() -> Strange:
    """Unit rows, row numbers, a filler-in and check formulas beside the table."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet["A1"] = CITY.title
    row = 3
    for t in tables(CITY):
        square(sheet, row, 1).value = "单位：件、万元"
        top = row + 1
        row = laid(sheet, t, top)
        square(sheet, row, 1).value = "填报人：赵某"
        square(sheet, row, 5).value = "联系电话：0555-1234567"
        row += 2
    return _file("excel, unit rows and fillers", CITY, saved(workbook), 198)


def check_column() -> Strange:
    """A column of checks stands beside table 三, two columns off."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet["A1"] = CITY.title
    row = laid(sheet, disclosure(CITY), 3)
    top = row + 1
    row = laid(sheet, applications(CITY), top)
    square(sheet, top, 13).value = "校验"
    for y in range(top + 3, row):
        square(sheet, y, 13).value = 0
    laid(sheet, disputes(CITY), row + 1)
    return _file("excel, a column of checks", CITY, saved(workbook), 190)


def old_amounts() -> Strange:
    """The form of 2019: changes with a plus in the format."""

    def put(sheet: Worksheet, row: int, column: int, cell: Cell) -> None:
        number(sheet, row, column, cell)
        if cell.figure and column == 3 and row < 25:
            square(sheet, row, column).number_format = "+0;-0;0"

    workbook, _ = book(OLD, put)
    return _file("excel, signs by format", OLD, saved(workbook), 190)


def rich_text() -> Strange:
    """Text of cells in pieces, a raised number among them."""
    workbook, _ = book(CITY)

    def change(name: str, xml: str) -> str:
        if "sheet1" not in name:
            return xml
        return re.sub(
            r'<c r="J(\d+)"([^>]*?)(?: t="n")?><v>(\d+)</v></c>',
            r'<c r="J\1"\2 t="inlineStr"><is><r><t>\3</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r></is></c>',
            xml,
        )

    return _file("excel, raised numbers", CITY, changed(saved(workbook), change), 150)


def phonetic() -> Strange:
    """Phonetic runs in shared strings."""
    workbook, _ = book(CITY)

    def change(name: str, xml: str) -> str:
        return (
            xml.replace("<t>规章</t>", '<t>规章</t><rPh sb="0" eb="2"><t>guizhang</t></rPh>')
            if "sharedStrings" in name
            else xml
        )

    return _file("excel, phonetic runs", CITY, changed(saved(workbook), change), 200)


def struck() -> Strange:
    """A struck figure before the one that is meant."""
    workbook, _ = book(CITY)

    def change(name: str, xml: str) -> str:
        if "sheet1" not in name:
            return xml
        return re.sub(
            r'<c r="J(\d+)"([^>]*?)(?: t="n")?><v>(\d+)</v></c>',
            r'<c r="J\1"\2 t="inlineStr"><is><r><rPr><strike/></rPr><t>8</t></r><r><t>\3</t></r></is></c>',
            xml,
        )

    return _file("excel, struck figures", CITY, changed(saved(workbook), change), 150)


BUILDERS: Final[tuple[Callable[[], Strange], ...]] = (
    several_sheets,
    formulas,
    formulas_unsaved,
    formula_errors,
    texts,
    with_unit_format,
    zeros_hidden,
    dashes_for_zero,
    in_ten_thousands,
    rounded,
    noise,
    dates,
    hidden_lines,
    merged_wrong,
    side_by_side,
    beside_turned,
    spaced_and_beside,
    remarks_beside,
    many_organs,
    percent,
    units_and_filler,
    check_column,
    old_amounts,
    rich_text,
    phonetic,
    struck,
)
