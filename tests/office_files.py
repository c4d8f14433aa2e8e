"""Word and Excel files of reports, in the shapes that such files have: what their readers are tested against."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Literal, cast
from xml.sax.saxutils import escape

import attrs
import docx
import openpyxl
from hypothesis import strategies as st
from openpyxl.styles import Alignment, Border, Side
from openpyxl.worksheet.worksheet import Worksheet

import govinfo_report as gr
from govinfo_report.document import Block, Cell, Document, Grid, Heading, Paragraph
from govinfo_report.forms.applications import Applications2019, Applications2021
from govinfo_report.forms.disclosure import Disclosure2019, Disclosure2021
from govinfo_report.forms.disputes import Disputes
from govinfo_report.testing import extra_cells, tables
from tests.layouts import distinct

__all__ = [
    "Damage",
    "DocxStyle",
    "W",
    "XlsxStyle",
    "changed",
    "damages",
    "dishonest",
    "docx_from",
    "docx_of",
    "docx_with",
    "filled",
    "narrated",
    "repacked",
    "shared",
    "xlsx_from",
    "xlsx_of",
    "xlsx_with",
]

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_DISCLOSURE = (Disclosure2019, Disclosure2021)
_APPLICATIONS = (Applications2019, Applications2021)


@st.composite
def filled(draw: st.DrawFn) -> gr.Report:
    """A report with any tables and extra cells, and a narrative that does not mislead."""
    disclosure = draw(st.one_of(st.none(), *map(tables, _DISCLOSURE), *map(tables, _DISCLOSURE)))
    applications = draw(st.one_of(st.none(), *map(tables, _APPLICATIONS), *map(tables, _APPLICATIONS)))
    disputes = draw(tables(Disputes) if disclosure is None and applications is None else st.none() | tables(Disputes))
    present = [table for table in (disclosure, applications, disputes) if table is not None]
    extras = {cell.key: cell for table in present for cell in draw(st.lists(extra_cells(table), max_size=1))}
    return attrs.evolve(
        narrated(),
        disclosure=disclosure,
        applications=applications,
        disputes=cast("Disputes | None", disputes),
        extras=tuple(extras.values()),
    )


def narrated() -> gr.Report:
    """A report with every table and some narrative."""
    section = gr.Section.of
    return attrs.evolve(
        distinct(),
        preamble=section(None, "根据有关规定，现公布本机关上一年度的情况。"),
        overview=section(
            "一、总体情况", "（一）主动公开", "全年公开的信息都在网站上。", "（二）依申请公开", "按期答复。"
        ),
        disclosure_text=section("二、主动公开政府信息情况"),
        applications_text=section("三、收到和处理政府信息公开申请情况"),
        disputes_text=section("四、政府信息公开行政复议、行政诉讼情况"),
        problems=section("五、存在的主要问题及改进情况", "有的栏目更新不够及时，正在改进。"),
        other_matters=section("六、其他需要报告的事项", "没有收取信息处理费。"),
        closing=section(None, "某市商务局", "2022年1月20日"),
    )


@attrs.frozen
class DocxStyle:
    """How a Word file is made.

    Attributes:
        split: tables are cut in two behind this row, their heads repeated in the second part.
        numbered: headings are numbered by Word.
        wrapped: content controls around paragraphs, rows and cells.
        nested: each table stands in the cell of another.
        tracked: deleted figures and rows stand beside the real ones, insertions are tracked.
        pieces: text is cut into runs, with hidden text, codes of fields and soft hyphens between.
        layout: a real table, lines with tabs, or a paragraph for each cell.
    """

    split: int | None = None
    numbered: bool = False
    wrapped: bool = False
    nested: bool = False
    tracked: bool = False
    pieces: bool = False
    layout: Literal["table", "tabs", "lines"] = "table"


Damage = Callable[[Grid], Grid]


def docx_of(report: gr.Report, style: DocxStyle = DocxStyle(), damage: Damage = lambda grid: grid) -> bytes:
    """``report`` as a Word file."""
    return docx_from(report.to_document(), style, damage)


def docx_from(
    document: Document, style: DocxStyle = DocxStyle(), damage: Callable[[Grid], Grid] = lambda grid: grid
) -> bytes:
    """``document`` as a Word file."""
    body: list[str] = []
    for block in document.blocks:
        if isinstance(block, Grid):
            for part in _parts(damage(block), style.split):
                body.extend(_table(part, style))
        else:
            body.append(_paragraph(block, style))
    return docx_with("".join(body), numbering=_NUMBERING if style.numbered else None)


_CHINESE = "一二三四五六七八九十"
_NUMBERING = (
    f'<w:numbering {W}><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="（%2）"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
)


def docx_with(body: str, *, numbering: str | None = None, styles: str | None = None, notes: str | None = None) -> bytes:
    """A Word file with ``body`` inside ``w:body``."""
    document = docx.Document()
    made = io.BytesIO()
    document.save(made)
    parts = {"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>"}
    if numbering is not None:
        parts["word/numbering.xml"] = numbering
    if styles is not None:
        parts["word/styles.xml"] = f"<w:styles {W}>{styles}</w:styles>"
    if notes is not None:
        parts["word/footnotes.xml"] = f"<w:footnotes {W}>{notes}</w:footnotes>"
    return repacked(made.getvalue(), parts)


_FOOTNOTES = (
    '<Relationship Id="rIdNotes" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" '
    'Target="footnotes.xml"/></Relationships>'
)


def repacked(package: bytes, parts: Mapping[str, str | bytes]) -> bytes:
    """``package`` with ``parts`` in place of those of the same name, or beside the others."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name in parts:
                continue
            if name == "word/_rels/document.xml.rels" and "word/footnotes.xml" in parts:
                data = data.replace(b"</Relationships>", _FOOTNOTES.encode())
            new.writestr(name, data)
        for name, part in parts.items():
            new.writestr(name, part)
    return made.getvalue()


def changed(package: bytes, part: str, old: str, new: str) -> bytes:
    """``package`` with ``old``, which must be there, replaced in one of its parts."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        text = archive.read(part).decode()
    assert old in text
    return repacked(package, {part: text.replace(old, new)})


def _parts(grid: Grid, split: int | None) -> list[Grid]:
    """``grid`` cut in two behind row ``split``, its first rows repeated, where no figure stands among them."""
    if split is None or not 0 < split < grid.height:
        return [grid]
    heads = next((cell.row for cell in grid.cells if not cell.header), 0)
    first = [_cut(cell, 0, split, 0) for cell in grid.cells]
    second = [_cut(cell, split, grid.height, max(heads, 0) - split) for cell in grid.cells]
    repeated = [cell for cell in grid.cells if cell.row + cell.rowspan <= heads] if split >= heads else []
    if split < heads:
        second = [_cut(cell, split, grid.height, -split) for cell in grid.cells]
    return [
        Grid(tuple(cell for cell in first if cell)),
        Grid((*repeated, *(cell for cell in second if cell))),
    ]


def _cut(cell: Cell, start: int, end: int, shift: int) -> Cell | None:
    """What of ``cell`` lies in the rows from ``start`` to ``end``; the text stays with its first row."""
    top, bottom = max(cell.row, start), min(cell.row + cell.rowspan, end)
    if top >= bottom:
        return None
    return cell._replace(row=top + shift, rowspan=bottom - top, text=cell.text if cell.row >= start else "")


def _paragraph(block: Block, style: DocxStyle) -> str:
    assert isinstance(block, (Heading, Paragraph))
    text, properties = block.text, ""
    if style.numbered and isinstance(block, Heading) and block.level == 1 and text[1:2] == "、":
        text = text[2:]
        properties = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'
    elif style.numbered and isinstance(block, Heading) and text[:1] == "（" and text[1:2] in _CHINESE:
        text = text[3:]
        properties = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr>'
    if isinstance(block, Paragraph) and block.align == "right":
        properties = '<w:jc w:val="right"/>'
    made = f"<w:p><w:pPr>{properties}</w:pPr>{_runs(text, style)}</w:p>"
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{made}</w:sdtContent></w:sdt>" if style.wrapped else made


_NOISE = (
    "<w:r><w:rPr><w:vanish/></w:rPr><w:t>77</w:t></w:r>"
    '<w:bookmarkStart w:id="1" w:name="x"/><w:r><w:softHyphen/></w:r>'
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE 8 </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def _runs(text: str, style: DocxStyle) -> str:
    lines = text.split("\n")
    made = "<w:r><w:br/></w:r>".join(_line(line, style) for line in lines)
    if style.tracked:
        deleted = '<w:del w:id="4" w:author="x"><w:r><w:delText>99</w:delText></w:r></w:del>'
        made = f'{deleted}<w:ins w:id="5" w:author="x">{made}</w:ins>'
    return made


def _line(text: str, style: DocxStyle) -> str:
    cuts = [text[:1], text[1:]] if style.pieces and len(text) > 1 else [text]
    between = _NOISE if style.pieces else ""
    return between.join(f'<w:r><w:t xml:space="preserve">{escape(piece)}</w:t></w:r>' for piece in cuts)


def _table(grid: Grid, style: DocxStyle) -> Iterator[str]:
    if style.layout != "table":
        for row in grid.rows():
            texts = [cell.text for cell in row]
            lines = ["\t".join(texts)] if style.layout == "tabs" else texts
            for line in lines:
                runs = "<w:r><w:tab/></w:r>".join(_runs(text, style) for text in line.split("\t"))
                yield f"<w:p>{runs}</w:p>"
        return
    rows = "".join(_table_rows(grid, style))
    made = f"<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl>"
    if style.nested:
        made = f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:tcPr/>{made}<w:p/></w:tc></w:tr></w:tbl>"
    yield made
    yield "<w:p/>"


def _table_rows(grid: Grid, style: DocxStyle) -> Iterator[str]:
    at = {(row, cell.column): cell for cell in grid.cells for row in range(cell.row, cell.row + cell.rowspan)}
    for row in range(grid.height):
        cells = sorted((column, cell) for (line, column), cell in at.items() if line == row)
        properties = "<w:tblHeader/>" if all(cell.header for _, cell in cells) else ""
        made: list[str] = []
        reached = 0
        for column, cell in cells:
            if column > reached and not made:
                properties += f'<w:gridBefore w:val="{column}"/>'
            span = f'<w:gridSpan w:val="{cell.colspan}"/>' if cell.colspan > 1 else ""
            merge = "" if cell.rowspan == 1 else '<w:vMerge w:val="restart"/>' if cell.row == row else "<w:vMerge/>"
            inner = _runs(cell.text, style) if cell.row == row else ""
            reached = column + cell.colspan
            piece = f"<w:tc><w:tcPr>{span}{merge}</w:tcPr><w:p>{inner}</w:p></w:tc>"
            made.append(f"<w:sdt><w:sdtContent>{piece}</w:sdtContent></w:sdt>" if style.wrapped else piece)
        line = f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(made)}</w:tr>"
        yield f"<w:sdt><w:sdtContent>{line}</w:sdtContent></w:sdt>" if style.wrapped else line
        if style.tracked and row == grid.height - 1:
            yield '<w:tr><w:trPr><w:del w:id="9" w:author="x"/></w:trPr><w:tc><w:p><w:r><w:t>规章</w:t></w:r></w:p></w:tc></w:tr>'


@attrs.frozen
class XlsxStyle:
    """How an Excel file is made.

    Attributes:
        sheets: everything in one sheet, or each section in its own.
        numbers: figures are numbers where a spreadsheet keeps them exactly, else text.
        narrative: title and narrative stand in rows over and under the tables; without them tables alone.
        merged: such rows are merged over the width of the sheet.
        gaps: how many rows are left empty between blocks.
        offset: how many rows and columns are left empty before everything.
        borders: the cells of tables have borders, the blank ones too.
        shared: text stands in the table of strings that Excel keeps, else in its cell.
    """

    sheets: Literal["one", "several"] = "one"
    numbers: bool = True
    narrative: bool = True
    merged: bool = True
    gaps: int = 0
    offset: int = 0
    borders: bool = True
    shared: bool = True


_THIN = Side(style="thin")
_BORDER = Border(_THIN, _THIN, _THIN, _THIN)
_WIDTH = 10


def xlsx_of(report: gr.Report, style: XlsxStyle = XlsxStyle(), damage: Damage = lambda grid: grid) -> bytes:
    """``report`` as an Excel file."""
    return xlsx_from(report.to_document(), style, damage)


def xlsx_from(
    document: Document, style: XlsxStyle = XlsxStyle(), damage: Callable[[Grid], Grid] = lambda grid: grid
) -> bytes:
    """``document`` as an Excel file."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    row = 1 + style.offset
    for block in document.blocks:
        if not isinstance(block, Grid):
            if not style.narrative:
                continue
            if style.sheets == "several" and isinstance(block, Heading) and block.level == 1:
                sheet, row = book.create_sheet(block.text[:20].replace("/", "")), 1 + style.offset
            first = sheet.cell(row, 1 + style.offset, block.text)
            first.data_type = "s"
            if isinstance(block, Paragraph) and block.align == "right":
                first.alignment = Alignment(horizontal="right")
            if style.merged:
                sheet.merge_cells(None, row, 1 + style.offset, row, _WIDTH + style.offset)
            row += 1 + style.gaps
            continue
        grid = damage(block)
        for cell in grid.cells:
            _write(sheet, cell, row, 1 + style.offset, style)
        row += grid.height + style.gaps
    made = io.BytesIO()
    book.save(made)
    return shared(made.getvalue()) if style.shared else made.getvalue()


_INLINE = re.compile(r't="inlineStr"><is>(.*?)</is>', re.DOTALL)
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_STRINGS = (
    '<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'spreadsheetml.sharedStrings+xml"/></Types>'
)


def shared(source: bytes) -> bytes:
    """``source``, which has no table of strings, with the text of its cells in one, as Excel itself writes it."""
    strings: list[str] = []
    parts: dict[str, str] = {}

    def moved(match: re.Match[str]) -> str:
        strings.append(match.group(1))
        return f't="s"><v>{len(strings) - 1}</v>'

    with zipfile.ZipFile(io.BytesIO(source)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/sheet"):
                parts[name] = _INLINE.sub(moved, archive.read(name).decode())
        parts["[Content_Types].xml"] = archive.read("[Content_Types].xml").decode().replace("</Types>", _STRINGS)
    parts["xl/sharedStrings.xml"] = f"<sst {_MAIN}>{''.join(f'<si>{one}</si>' for one in strings)}</sst>"
    return repacked(source, parts)


def _write(sheet: Worksheet, cell: Cell, top: int, left: int, style: XlsxStyle) -> None:
    row, column = top + cell.row, left + cell.column
    made: Any = sheet.cell(row, column)
    number = cell.value
    if style.numbers and number is not None and cell.text == str(number) and _is_kept(number):
        made.value = int(number) if number == int(number) else float(number)
    elif cell.text:
        made.value = cell.text
        made.data_type = "s"
    if style.borders:
        made.border = _BORDER
    if cell.rowspan > 1 or cell.colspan > 1:
        sheet.merge_cells(None, row, column, row + cell.rowspan - 1, column + cell.colspan - 1)


def _is_kept(number: int | Decimal) -> bool:
    """Whether a spreadsheet keeps every digit of ``number``."""
    if isinstance(number, Decimal) and number == int(number):
        return False  # 12.0 would come back as 12
    return len(Decimal(number).as_tuple().digits) <= 15 and Decimal(repr(float(number))) == number


def xlsx_with(rows: Sequence[Sequence[object]], change: Callable[[Worksheet], object] | None = None) -> bytes:
    """An Excel file of one sheet with ``rows``, then changed by ``change``."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    if change is not None:
        change(sheet)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


@st.composite
def damages(draw: st.DrawFn, *, fixed: bool = False) -> Damage:
    """Something that befalls a table on its way: a figure garbled, a cell or row lost, a line put in between.

    With ``fixed``, the cells keep their places as those of a sheet do, where one that is lost is a blank one.
    """
    kinds = ("garble", "garble", "row", "twice", "between", "label", "heads", *(() if fixed else ("cell",)))
    kind = draw(st.sampled_from(kinds))
    pick = draw(st.integers(0, 10_000))
    words = draw(st.sampled_from(("约{}", "{} {}", "{}？", "~~1~~{}", "{}/2", "¹{}", "见附件")))
    line = draw(st.sampled_from(("- 4 -", "（续表）", "注：以上数据截至上年末，由各单位报送后汇总形成。")))

    def change(grid: Grid) -> Grid:
        cells = list(grid.cells)
        figures = [at for at, cell in enumerate(cells) if cell.value is not None]
        labels = [at for at, cell in enumerate(cells) if cell.header]
        row = pick % grid.height
        if kind in ("garble", "cell") and figures:
            at = figures[pick % len(figures)]
            cell = cells[at]
            if kind == "cell":
                del cells[at]
            else:
                cells[at] = cell._replace(text=words.format(cell.text, cell.text), value=None)
        elif kind == "row" and grid.height > 1 and (not fixed or any(cell.header for cell in cells if cell.row == row)):
            cells = _without_row(cells, row)
        elif kind == "twice":
            cells = _with_rows(cells, row + 1, [cell for cell in cells if cell.row == row and cell.rowspan == 1], row)
        elif kind == "between":
            cells = _with_rows(cells, row + 1, [Cell(line, 0, 0, 1, grid.width)], 0)
        elif kind == "label" and labels:
            at = labels[pick % len(labels)]
            cells[at] = cells[at]._replace(text="")
        elif kind == "heads":
            heads = [cell for cell in cells if cell.row + cell.rowspan <= 3 and cell.header]
            for level in range(3):
                part = [cell for cell in heads if cell.row == level and cell.rowspan == 1]
                cells = _with_rows(cells, row + 1 + level, part, level)
        return Grid(tuple(cells))

    return change


def _without_row(cells: Sequence[Cell], row: int) -> list[Cell]:
    kept: list[Cell] = []
    for cell in cells:
        if cell.row > row:
            kept.append(cell._replace(row=cell.row - 1))
        elif cell.row + cell.rowspan <= row:
            kept.append(cell)
        elif cell.rowspan > 1:
            kept.append(cell._replace(rowspan=cell.rowspan - 1))
    return kept


def _with_rows(cells: Sequence[Cell], row: int, added: Sequence[Cell], source: int) -> list[Cell]:
    """``cells`` with a row of ``added``, which stood in row ``source``, put in before ``row``."""
    made: list[Cell] = []
    crossing = False
    for cell in cells:
        if cell.row >= row:
            made.append(cell._replace(row=cell.row + 1))
        elif cell.row + cell.rowspan > row:
            crossing = True
            made.append(cell._replace(rowspan=cell.rowspan + 1))
        else:
            made.append(cell)
    taken = {
        (cell.column + at) for cell in made if cell.row < row < cell.row + cell.rowspan for at in range(cell.colspan)
    }
    if crossing:
        added = [cell for cell in added if cell.column not in taken] or [
            Cell(cell.text, source, max(taken) + 1, 1, max(1, cell.colspan - max(taken) - 1)) for cell in added[:1]
        ]
    made.extend(cell._replace(row=row) for cell in added)
    return sorted(made, key=lambda cell: (cell.row, cell.column))


def befallen(report: gr.Report, damage: Damage) -> gr.Report:
    """``report`` as far as ``damage`` leaves it: a row or figure that is gone takes what is beyond the form with it."""
    before, after = _figures(report, None), _figures(report, damage)
    lost = any(after[str(cell.value)] < before[str(cell.value)] for cell in report.extras)
    return attrs.evolve(report, extras=()) if lost else report


def takes_figures(report: gr.Report, damage: Damage) -> bool:
    """Whether figures stand in fewer cells than they did."""
    return _figures(report, damage).total() < _figures(report, None).total()


def _figures(report: gr.Report, damage: Damage | None) -> Counter[str]:
    """In how many cells each figure of ``report`` stands, alone or with something else."""
    grids = [block for block in report.to_document().blocks if isinstance(block, Grid)]
    wanted = {str(cell.value) for cell in report.extras}
    wanted |= {cell.text for grid in grids for cell in grid.cells if cell.value is not None}
    texts = [cell.text for grid in grids for cell in (damage(grid) if damage else grid).cells]
    return Counter(one for text in texts for one in wanted if one in text)


def dishonest(truth: gr.Report, read: gr.Report, *, gone: bool = False) -> list[str]:
    """What ``read`` has wrong without a note, or lost without one; empty where it is honest.

    Where figures are ``gone`` from the source, no note can be asked for a cell that is blank.
    """
    paths = {note.path for note in read.notes if note.path}
    got = read.cells()
    wrong: list[str] = []
    for path, value in truth.cells().items():
        noted = any(path == one or path.startswith(f"{one}.") for one in paths)
        if got.get(path) != value and not (got.get(path) is None and (noted or gone)):
            wrong.append(f"{path}: {value} was read as {got.get(path)}, {'noted' if noted else 'not noted'}")
    told = " ".join(note.text for note in read.notes)
    shown = {(cell.table, cell.row, cell.column): cell.value for cell in read.extras}
    for cell in truth.extras:
        if cell.key not in shown and str(cell.value) not in told:
            wrong.append(f"{cell}: lost")
    made = {cell.key for cell in truth.extras}
    wrong.extend(f"{cell}: made up" for cell in read.extras if cell.key in made and cell not in truth.extras)
    return wrong
