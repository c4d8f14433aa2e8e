"""Word files that are rendered: the official layout, nothing active in them, the same bytes each time."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import docx
import pytest
from docx.oxml.ns import qn
from syrupy.assertion import SnapshotAssertion

import govinfo_report as gr
from govinfo_report.document import Cell, Document, Grid, Heading, Paragraph, Remark
from govinfo_report.renderers.docx import RENDERER
from tests.conftest import FORMS_CSV
from tests.layouts import distinct
from tests.office_files import repacked
from tests.test_snapshots import EDITIONS, TextFile, filled

HOSTILE = (
    '=HYPERLINK("http://example.invalid","x")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "<script>alert(1)</script>",
    "</w:t></w:r><w:r><w:fldChar w:fldCharType='begin'/>",
    'HYPERLINK "http://example.invalid" \\l',
    "{ INCLUDETEXT c:\\\\x }",
    "&amp;&#10;]]>",
    "_x0041_x000D_",
    "\u202e12\u202c 件",
    "a\tb\tc",
    "每格\u3000两格  三格",
)
"""Texts that some program takes for more than text."""


def rendered(report: gr.Report, **options: Any) -> bytes:
    made = report.render("docx", **options)
    assert isinstance(made, bytes)
    return made


def part(source: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(source)) as archive:
        return archive.read(name).decode()


Shape = tuple[int, str, str]
"""Columns, place in a vertical merge, and text of a cell."""


def shapes(source: bytes | Path) -> list[list[list[Shape]]]:
    """The cells of every row of every table, with the merges that the markup has."""
    opened = docx.Document(io.BytesIO(source) if isinstance(source, bytes) else str(source))
    return [[[_shape(cell) for cell in row.tc_lst] for row in table._tbl.tr_lst] for table in opened.tables]


def _shape(cell: Any) -> Shape:
    merge = cell.tcPr.find(qn("w:vMerge"))
    kind = "" if merge is None else merge.get(qn("w:val")) or "continue"
    span = cell.tcPr.find(qn("w:gridSpan"))
    text = "".join("".join(text.text or "" for text in cell.iter(qn("w:t"))).split())
    return int(span.get(qn("w:val"))) if span is not None else 1, kind, text


def test_the_blank_form_has_the_tables_of_the_official_template(corpus: Path) -> None:
    official = shapes(corpus / "official-template-2021.docx")
    assert len(official) == 3
    assert shapes(rendered(gr.Report.blank("2021"))) == official


def test_the_tables_are_as_wide_as_those_of_the_official_template(corpus: Path) -> None:
    def widths(source: Any) -> list[list[int]]:
        return [
            [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid.gridCol_lst]
            for table in docx.Document(source).tables
        ]

    official = widths(str(corpus / "official-template-2021.docx"))
    for own, theirs in zip(widths(io.BytesIO(rendered(gr.Report.blank("2021")))), official, strict=True):
        assert len(own) == len(theirs)
        assert sum(own) == 9740
        assert all(abs(mine - other) < 260 for mine, other in zip(own, theirs, strict=True))


@pytest.mark.skipif(
    not FORMS_CSV.is_file(), reason="the list of cells is not beside this checkout (../shared/forms.csv)"
)
@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_every_official_label_stands_in_the_tables(edition: gr.Edition) -> None:
    with FORMS_CSV.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if edition in row["form"].split("/")]
    wanted = {re.sub(r"\s", "", label) for row in rows for label in _labels(row["official_label"])}
    shown = {text for table in shapes(rendered(gr.Report.blank(edition))) for row in table for _, _, text in row}
    assert wanted <= shown
    assert len(rows) == len(gr.Report.blank(edition).cells())


def _labels(chain: str) -> list[str]:
    """The labels of a chain; the one that holds a stroke itself is kept whole."""
    return [label.replace("增减", "增/减") for label in re.split("/| × ", chain.replace("增/减", "增减"))]


def dump(source: bytes) -> str:
    """A readable copy of a Word file: paragraphs with their styles, tables with their merges."""
    opened = docx.Document(io.BytesIO(source))
    tables = iter(shapes(source))
    return "\n".join(_dumped(opened.element.body, tables)) + "\n"


def _dumped(body: Any, tables: Iterator[list[list[Shape]]]) -> Iterator[str]:
    for child in body:
        if child.tag == qn("w:p"):
            style = child.pPr.find(qn("w:pStyle")).get(qn("w:val"))
            marks = [node.get(qn("w:name")) for node in child.iter(qn("w:bookmarkStart"))]
            text = "".join(
                node.text or "" if node.tag == qn("w:t") else "⇥" for node in child.iter(qn("w:t"), qn("w:tab"))
            )
            hint = "？" if child.find(qn("w:sdt")) is not None else ""
            yield f"[{style}]{''.join(marks)}{hint} {text}".rstrip()
        elif child.tag == qn("w:tbl"):
            yield from ("  " + " | ".join(_told(cell) for cell in row) for row in next(tables))


def _told(cell: Shape) -> str:
    span, merge, text = cell
    return f"{'↑' if merge == 'continue' else text}{f'→{span}' if span > 1 else ''}{'↓' if merge == 'restart' else ''}"


@pytest.mark.parametrize(("disclosure", "applications"), EDITIONS[:2])
def test_word_of_a_filled_report(snapshot: SnapshotAssertion, disclosure: str, applications: str) -> None:
    assert dump(rendered(filled(disclosure, applications))) == snapshot.use_extension(TextFile)


def test_word_of_a_blank_form(snapshot: SnapshotAssertion) -> None:
    assert dump(rendered(gr.Report.blank("2021"))) == snapshot.use_extension(TextFile)


def test_a_page_of_a4_with_chinese_fonts_and_real_headings() -> None:
    report = attrs.evolve(distinct(), overview=gr.Section.of("一、总体情况", "（一）主动公开", "1.数量", "全年12条。"))
    source = rendered(report)
    opened = docx.Document(io.BytesIO(source))
    section = opened.sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (section.page_width.mm, section.page_height.mm) == (pytest.approx(210, abs=0.1), pytest.approx(297, abs=0.1))
    styles = [(paragraph.style.name if paragraph.style else "", paragraph.text) for paragraph in opened.paragraphs]
    assert styles[:5] == [
        ("Title", "某市商务局2022年政府信息公开工作年度报告"),
        ("Heading 1", "一、总体情况"),
        ("Heading 2", "（一）主动公开"),
        ("Heading 3", "1.数量"),
        ("Body Text", "全年12条。"),
    ]
    fonts = {
        style.name: style.element.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia"))
        for style in opened.styles
        if style.type == 1 and style.element.rPr is not None and style.element.rPr.find(qn("w:rFonts")) is not None
    }
    assert (fonts["Title"], fonts["Heading 1"], fonts["Heading 2"], fonts["Table Text"]) == (
        "宋体",
        "黑体",
        "楷体",
        "宋体",
    )
    assert 'w:eastAsia="仿宋"' in part(source, "word/styles.xml").partition("</w:docDefaults>")[0]
    assert all(f'w:name="{name}"' in part(source, "word/fontTable.xml") for name in ("仿宋", "黑体", "楷体", "宋体"))


def test_rows_are_whole_and_heads_are_repeated() -> None:
    opened = docx.Document(io.BytesIO(rendered(distinct())))
    heads = []
    for table in opened.tables:
        rows = table._tbl.tr_lst
        assert all(len(list(row.iter(qn("w:cantSplit")))) == 1 for row in rows)
        heads.append([at for at, row in enumerate(rows) if list(row.iter(qn("w:tblHeader")))])
    assert heads == [[], [0, 1, 2], [0, 1, 2]]


def test_the_same_report_is_the_same_bytes_and_tells_no_time() -> None:
    report = distinct()
    source = rendered(report)
    assert rendered(report) == source
    with zipfile.ZipFile(io.BytesIO(source)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    core = part(source, "docProps/core.xml")
    assert report.title is not None
    assert report.title in core
    assert "dcterms" not in core


@pytest.mark.parametrize("format", ["docx", "xlsx"])
def test_hostile_narrative_is_text_and_nothing_else(format: str) -> None:
    report = attrs.evolve(
        distinct(),
        title="=1+1",
        agency="<b>\t局</b>",
        overview=gr.Section("一、总体\t情况", tuple(gr.Paragraph(text) for text in HOSTILE)),
        problems=gr.Section("五、问题", tuple(gr.Paragraph(text, 2) for text in HOSTILE)),
        closing=gr.Section(None, tuple(gr.Paragraph(text) for text in HOSTILE)),
        extras=[gr.ExtraCell("applications", ("=SUM(A1:A9)",), ("<w:br/>",), 7)],
    )
    source = report.render(format, findings=True)
    assert isinstance(source, bytes)
    assert gr.reads(source) == report
    with zipfile.ZipFile(io.BytesIO(source)) as archive:
        markup = "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith((".xml", ".rels")))
    for active in ("<w:fldChar", "<w:instrText", "<w:hyperlink", "<hyperlink", "<f>", "<f ", 'TargetMode="External"'):
        assert active not in markup


@pytest.mark.parametrize("format", ["docx", "xlsx"])
@pytest.mark.parametrize("text", ["a\0b", "a\x08b", "a\x1bb", "\ufffe", "a\uffffb"])
def test_characters_that_no_markup_holds_are_refused(format: str, text: str) -> None:
    for report in (
        attrs.evolve(distinct(), other_matters=gr.Section("六、其他需要报告的事项", (gr.Paragraph("x" + text + "x"),))),
        attrs.evolve(distinct(), title="x" + text + "x"),
        attrs.evolve(distinct(), extras=[gr.ExtraCell("applications", ("x" + text + "x",), ("总计",), 7)]),
    ):
        with pytest.raises(gr.RenderError, match=r"字符U\+[0-9A-F]{4}，.*文件无法保存"):
            report.render(format)


@pytest.mark.parametrize("format", ["docx", "xlsx"])
def test_a_tab_in_a_label_is_refused(format: str) -> None:
    report = attrs.evolve(distinct(), extras=[gr.ExtraCell("applications", ("小\t计",), ("总计",), 7)])
    with pytest.raises(gr.RenderError, match=r"字符U\+0009"):
        report.render(format)


def test_a_marked_title_keeps_its_tabs() -> None:
    report = attrs.evolve(distinct(), title="0\t0")
    assert gr.reads(rendered(report)) == report


def test_remarks_are_comments_on_shaded_cells() -> None:
    report = gr.Report.blank("2021", agency="某市商务局", year=2022)
    zeros: dict[str, int] = dict.fromkeys((path for path in report.cells() if path.startswith("disputes")), 0)
    report = report.with_cells({**zeros, "disputes.reconsideration.total": 3})
    noted = attrs.evolve(report, notes=(gr.Note("year-unknown"),))
    source = rendered(noted, findings=report.check(severity="error"), notes=True)
    opened = docx.Document(io.BytesIO(source))
    failed = report.check(severity="error").failed
    assert [comment.text for comment in opened.comments] == [
        *(f"错误：{finding.text()}" for finding in failed),
        f"注意：{noted.notes[0].message}",
    ]
    assert {comment.author for comment in opened.comments} == {"govinfo_report"}
    assert "w:date" not in part(source, "word/comments.xml")
    shaded = [
        "".join(text.text or "" for text in cell.iter(qn("w:t")))
        for cell in opened.element.body.iter(qn("w:tc"))
        if (shade := cell.tcPr.find(qn("w:shd"))) is not None and shade.get(qn("w:fill")) == "F8CBAD"
    ]
    assert sorted(shaded) == ["0", "0", "0", "0", "3"]
    commented = [
        cell
        for cell in opened.element.body.iter(qn("w:tc"))
        if next(cell.iter(qn("w:commentReference")), None) is not None
    ]
    assert ["".join(text.text or "" for text in cell.iter(qn("w:t"))) for cell in commented] == ["3"]
    assert gr.reads(source) == report


def test_the_gravest_remark_gives_the_shade() -> None:
    grid = Grid((Cell("a", 0, 0, header=True), Cell("1", 0, 1, name="x")))
    remarks = (Remark("error", "1", ("x",)), Remark("hint", "2", ("x", "gone")))
    made = RENDERER.write(Document((grid,), remarks=remarks))
    assert isinstance(made, bytes)
    assert 'w:fill="F8CBAD"' in part(made, "word/document.xml")
    assert part(made, "word/document.xml").count("commentReference") == 2  # "gone" is no cell


def test_a_remark_on_a_table_is_a_comment_on_its_first_cell_and_one_on_a_part_on_the_whole() -> None:
    report = attrs.evolve(gr.Report.blank("2021", agency="某市商务局", year=2022), problems=None)
    source = rendered(report, findings=True)
    opened = docx.Document(io.BytesIO(source))
    hints = [f"提示：表{number}：全部空白；没有发生的应填0" for number in "二三四"]
    assert [comment.text for comment in opened.comments] == hints
    first = [next(table._tbl.iter(qn("w:tc"))) for table in opened.tables]
    assert [len(list(cell.iter(qn("w:commentReference")))) for cell in first] == [1, 1, 1]
    told = attrs.evolve(report, overview=gr.Section.of("一、总体情况", "全年公开信息12条。"))
    source = rendered(told, findings=told.check(rules="structure.sections"))
    opened = docx.Document(io.BytesIO(source))
    assert [comment.text for comment in opened.comments] == ["注意：没有“五、存在的主要问题及改进情况”这一部分"]
    assert len(list(opened.paragraphs[0]._p.iter(qn("w:commentReference")))) == 1


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_what_is_to_be_filled_in_is_said_and_is_no_text(edition: gr.Edition) -> None:
    blank = gr.Report.blank(edition)
    source = rendered(blank)
    assert part(source, "word/document.xml").count("<w:showingPlcHdr/>") == 6
    assert gr.reads(source) == blank
    plain = rendered(blank, hints=False)
    assert "showingPlcHdr" not in part(plain, "word/document.xml")
    assert gr.reads(plain) == blank
    assert "showingPlcHdr" not in part(rendered(distinct(edition)), "word/document.xml")
    assert "write the text" in part(rendered(blank, locale="en"), "word/document.xml")
    started = attrs.evolve(blank, title="某市商务局2023年政府信息公开工作年度报告", agency="某市商务局", year=2023)
    assert part(rendered(started), "word/document.xml").count("<w:showingPlcHdr/>") == 5


@pytest.mark.parametrize(
    ("typed", "read"),
    [("本年没有收费。", "本年没有收费。"), ("（12）", "（12）"), ("（无", "（无"), ("（另行填写）", None), ("", None)],
)
def test_a_hint_that_was_written_over_is_read(typed: str, read: str | None) -> None:
    source = rendered(gr.Report.blank("2021"))
    markup = part(source, "word/document.xml").replace(">（在此填写本部分的文字）<", f">{typed}<", 1)
    report = gr.reads(repacked(source, {"word/document.xml": markup}))
    assert report.overview == gr.Section.of("一、总体情况", *([] if read is None else [read]))
    markup = markup.replace("<w:showingPlcHdr/>", "")
    report = gr.reads(repacked(source, {"word/document.xml": markup}))
    assert report.overview == gr.Section.of("一、总体情况", typed)


def test_documents_of_other_makers() -> None:
    """Holes in a grid, tables beside each other, lines in a cell, headings of any depth, a long figure, a bare document."""
    grid = Grid(
        (
            Cell("名称", 0, 0, header=True),
            Cell("数量\n（件）", 0, 2, header=True),
            Cell("其中", 1, 0, rowspan=2, header=True),
            Cell("甲", 1, 1, header=True),
            Cell("9" * 90, 1, 2),
            Cell("Administrative-normative-documents", 2, 1, header=True),
            Cell("2", 2, 2),
        ),
        caption="<表>",
    )
    blocks = (Heading("深", 12), Paragraph("正文"), grid, grid, Heading("二", 1))
    made = RENDERER.write(Document(blocks))
    assert isinstance(made, bytes)
    text = dump(made)
    assert "[Heading9] 深" in text
    assert "  名称 |  | 数量（件）\n" in text
    assert text.count("[TableGap]") == 1
    assert text.endswith("[Heading1] 二\n[BodyText]\n")
    assert "<w:tcFitText/>" in part(made, "word/document.xml")
    assert '<w:tblCaption w:val="&lt;表&gt;"/>' in part(made, "word/document.xml")
    empty = RENDERER.write(Document(()))
    assert isinstance(empty, bytes)
    assert dump(empty) == "\n"
    headless = RENDERER.write(Document((Grid((Cell("规章", 0, 0, header=True), Cell("文件", 1, 0, header=True))),)))
    assert isinstance(headless, bytes)
    assert "tblHeader" not in part(headless, "word/document.xml")
