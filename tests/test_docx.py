"""Word files: every shape that a report has in them, and what befalls its tables."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import govinfo_report as gr
from govinfo_report.document import Document, Grid, Heading, Paragraph, Position
from govinfo_report.limits import Limits
from govinfo_report.readers.docx import READER
from govinfo_report.readers.word_numbers import numeral
from tests.conftest import CORPUS
from tests.office_files import (
    Damage,
    DocxStyle,
    W,
    befallen,
    damages,
    dishonest,
    docx_of,
    docx_with,
    filled,
    narrated,
    repacked,
    takes_figures,
)

STYLES = st.builds(
    DocxStyle,
    split=st.none() | st.integers(1, 30),
    numbered=st.booleans(),
    wrapped=st.booleans(),
    nested=st.booleans(),
    tracked=st.booleans(),
    pieces=st.booleans(),
)


def read(body: str, **parts: str) -> Document:
    found = READER.read(docx_with(body, **parts), Limits())
    assert isinstance(found, Document)
    return found


def texts(document: Document) -> list[str]:
    return [
        text
        for block in document.blocks
        for text in ([cell.text for cell in block.cells] if isinstance(block, Grid) else [block.text])
    ]


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(run(text))}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


@given(filled(), STYLES.map(lambda style: attrs.evolve(style, split=None)))
def test_every_report_in_every_shape(report: gr.Report, style: DocxStyle) -> None:
    found = gr.reads(docx_of(report, style))
    assert found == report
    assert not found.unread


@given(filled(), STYLES)
def test_tables_cut_in_two(report: gr.Report, style: DocxStyle) -> None:
    assert dishonest(report, gr.reads(docx_of(report, style))) == []


@given(filled(), STYLES, damages())
def test_nothing_wrong_and_nothing_lost_whatever_befalls_a_table(
    report: gr.Report, style: DocxStyle, damage: Damage
) -> None:
    read = gr.reads(docx_of(report, style, damage))
    assert dishonest(befallen(report, damage), read, gone=takes_figures(report, damage)) == []


@given(filled(), st.sampled_from(("tabs", "lines")), st.booleans())
def test_tables_that_lost_their_lines(report: gr.Report, layout: str, pieces: bool) -> None:
    plain = attrs.evolve(report, extras=())
    found = gr.reads(docx_of(plain, DocxStyle(layout="tabs" if layout == "tabs" else "lines", pieces=pieces)))
    assert dishonest(plain, found) == []


def test_a_full_report_in_lines_with_tabs() -> None:
    assert gr.reads(docx_of(narrated(), DocxStyle(layout="tabs"))) == narrated()


def test_the_official_template_is_blank() -> None:
    path = CORPUS / "official-template-2021.docx"
    if not path.is_file():
        pytest.skip("the corpus of real reports is not beside this checkout (../shared/corpus)")
    report = gr.read(path)
    assert list(report.cells().values()) == [None] * 200
    assert {note.code for note in report.notes} == {"title-unknown", "agency-unknown", "year-unknown"}
    assert [section.heading for section in report.sections.values()][1:] == [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    ]


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        (run("1") + run("2"), "12"),
        (run("12") + "<w:r><w:br/></w:r>" + run("13"), "12\n13"),
        (run("1") + '<w:r><w:br w:type="page"/></w:r>' + run("2"), "12"),
        (run("12", "<w:vanish/>") + run("13"), "13"),
        (run("12", '<w:vanish w:val="0"/>') + run("13"), "1213"),
        (run("12", '<w:rStyle w:val="Ghost"/>') + run("13"), "13"),
        (run("12") + run("1", '<w:vertAlign w:val="superscript"/>'), "12¹"),
        (run("12") + run("1", '<w:vertAlign w:val="subscript"/>'), "12₁"),
        (run("12", "<w:strike/>") + run("13"), "~~12~~13"),
        (run("12", "<w:dstrike/>") + run("13"), "~~12~~13"),
        (f'<w:ins w:id="1">{run("12")}</w:ins><w:del w:id="2"><w:r><w:delText>9</w:delText></w:r></w:del>', "12"),
        (f'<w:moveFrom w:id="1">{run("12")}</w:moveFrom><w:moveTo w:id="2">{run("13")}</w:moveTo>', "13"),
        (f"<w:hyperlink>{run('12')}</w:hyperlink>", "12"),
        (f'<w:fldSimple w:instr=" =SUM(LEFT) ">{run("12")}</w:fldSimple>', "12"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>' + run("12"), "\ufffd12"),
        ('<w:r><w:sym w:char="0031"/></w:r>' + run("2"), "12"),
        ('<w:r><w:sym w:char="?"/></w:r>' + run("2"), "\ufffd2"),
        (run("1") + "<w:r><w:noBreakHyphen/><w:softHyphen/></w:r>" + run("2"), "1-2"),
        ("<w:r><w:ruby><w:rt>" + run("x") + "</w:rt><w:rubyBase>" + run("字") + "</w:rubyBase></w:ruby></w:r>", "字"),
        ("<!-- a comment -->" + run("12"), "12"),
        (
            '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:f><m:num><m:r><m:t>1</m:t>'
            "</m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f><m:r><m:t>x</m:t></m:r></m:oMath>",
            "1/2x",
        ),
        ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("12"), "12"),
        (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("9") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            "",
        ),
        ('<w:r><w:fldChar w:fldCharType="end"/></w:r>' + run("12"), "12"),
        (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF</w:instrText></w:r>'
            + run("7")
            + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            + run("12")
            + '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            "12",
        ),
    ],
)
def test_what_a_cell_shows(runs: str, text: str) -> None:
    styles = '<w:style w:styleId="Ghost"><w:rPr><w:vanish/></w:rPr></w:style>'
    body = f"<w:tbl><w:tr><w:tc>{paragraph(runs)}</w:tc>{cell('x')}</w:tr></w:tbl>"
    assert texts(read(body, styles=styles)) == [text, "x"]


def test_paragraphs_are_cut_at_line_breaks_and_joined_where_their_end_was_deleted() -> None:
    body = (
        paragraph(run("一") + "<w:r><w:br/></w:r>" + run("二"))
        + paragraph(run("三"), properties='<w:rPr><w:del w:id="1"/></w:rPr>')
        + paragraph(run("四"))
        + paragraph(run("五"), properties='<w:rPr><w:del w:id="1"/></w:rPr>')
    )
    assert texts(read(body)) == ["一", "二", "三四", "五"]


def test_merges_are_real() -> None:
    body = table(
        cell("a", '<w:gridSpan w:val="2"/>') + cell("b", '<w:vMerge w:val="restart"/>'),
        cell("c") + cell("d") + cell("", "<w:vMerge/>"),
        cell("e") + cell("", "<w:vMerge/>") + cell("f", '<w:vMerge w:val="continue"/>'),
        cell("g", '<w:hMerge w:val="restart"/>') + cell("", "<w:hMerge/>") + cell("h"),
    )
    (grid,) = read(body).blocks
    assert isinstance(grid, Grid)
    assert [(one.text, one.row, one.column, one.rowspan, one.colspan) for one in grid.cells] == [
        ("a", 0, 0, 1, 2),
        ("b\nf", 0, 2, 3, 1),
        ("c", 1, 0, 1, 1),
        ("d", 1, 1, 1, 1),
        ("e", 2, 0, 1, 1),
        ("", 2, 1, 1, 1),
        ("g", 3, 0, 1, 2),
        ("h", 3, 2, 1, 1),
    ]
    assert grid.cells[2].position == Position(table=1, row=2, column=1)


def test_rows_may_begin_later_and_hidden_or_deleted_rows_are_left_out() -> None:
    rows = [
        f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{cell("a")}{cell("b")}</w:tr>',
        f"<w:tr><w:trPr><w:hidden/></w:trPr>{cell('x')}</w:tr>",
        f'<w:tr><w:trPr><w:del w:id="1"/></w:trPr>{cell("y")}</w:tr>',
        f'<w:tr><w:trPr><w:ins w:id="1"/></w:trPr>{cell("c")}{cell("d")}{cell("e")}</w:tr>',
    ]
    (grid,) = read(f"<w:tbl>{''.join(rows)}</w:tbl>").blocks
    assert isinstance(grid, Grid)
    assert [(one.text, one.row, one.column) for one in grid.cells] == [
        ("a", 0, 1),
        ("b", 0, 2),
        ("c", 1, 0),
        ("d", 1, 1),
        ("e", 1, 2),
    ]


def test_a_table_in_a_cell_stands_for_itself() -> None:
    inner = table(cell("a") + cell("b"))
    body = table(
        cell("over") + cell("it"),
        f"<w:tc>{paragraph(run('before'))}{inner}{paragraph(run('behind'))}</w:tc>",
        cell("under") + cell("it"),
    )
    kinds = [(type(block).__name__, text) for block, text in zip(read(body).blocks, range(9), strict=False)]
    assert [kind for kind, _ in kinds] == ["Grid", "Paragraph", "Grid", "Paragraph", "Grid"]
    assert texts(read(body)) == ["over", "it", "before", "a", "b", "behind", "under", "it"]


def test_a_table_of_one_cell_in_a_cell_is_its_text() -> None:
    inner = table(cell("12"))
    assert texts(read(table(cell("a") + f"<w:tc>{inner}<w:p/></w:tc>"))) == ["a", "12"]


def test_a_page_in_one_cell_is_paragraphs() -> None:
    page = "".join(paragraph(run(text)) for text in ("一、总体情况", "全年无事。", "二、其他"))
    assert all(isinstance(block, Paragraph) for block in read(table(f"<w:tc>{page}</w:tc>")).blocks)


def test_text_boxes_and_footnotes_stand_behind_what_they_hang_on() -> None:
    box = f"<w:txbxContent>{paragraph(run('in the box'))}{table(cell('c') + cell('d'))}</w:txbxContent>"
    drawn = (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    noted = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    twice = noted * 2
    body = (
        paragraph(run("text"), drawn)
        + table(f"<w:tc>{paragraph(run('12'), twice)}</w:tc>" + cell("x"))
        + paragraph(run("z"))
    )
    notes = f'<w:footnote w:id="2">{paragraph(run("a note"))}</w:footnote><w:footnote w:id="3">{paragraph(run("none"))}</w:footnote>'
    assert texts(read(body, notes=notes)) == ["text", "in the box", "c", "d", "12", "x", "a note", "z"]
    assert texts(read(body)) == ["text", "in the box", "c", "d", "12", "x", "z"]


def test_alignment_and_contents() -> None:
    styles = (
        '<w:style w:styleId="S"><w:name w:val="Signature"/><w:basedOn w:val="R"/></w:style>'
        '<w:style w:styleId="R"><w:basedOn w:val="S"/><w:pPr><w:jc w:val="end"/></w:pPr></w:style>'
        '<w:style w:styleId="T"><w:name w:val="TOC 1"/></w:style>'
    )
    body = (
        paragraph(run("一、总体情况\t3"), properties='<w:pStyle w:val="T"/>')
        + paragraph(run("某局"), properties='<w:pStyle w:val="S"/>')
        + paragraph(run("左"), properties='<w:pStyle w:val="S"/><w:jc w:val="left"/>')
    )
    assert read(body, styles=styles).blocks == (Paragraph("某局", align="right"), Paragraph("左"))


def test_headings_by_their_style_where_words_do_not_tell() -> None:
    styles = "".join(
        f'<w:style w:styleId="H{level}"><w:pPr><w:outlineLvl w:val="{level}"/></w:pPr></w:style>' for level in (0, 1, 2)
    )

    def styled(text: str, level: int) -> str:
        return paragraph(run(text), properties=f'<w:pStyle w:val="H{level}"/>')

    body = (
        styled("某局2024年政府信息公开工作年度报告", 0)
        + paragraph(run("很长的一段话，" * 10))
        + styled("总体情况", 1)
        + styled("公开的情况", 2)
        + styled("（一）编了号的", 2)
    )
    found = read(body, styles=styles).blocks
    assert found[0] == Paragraph("某局2024年政府信息公开工作年度报告")
    assert found[2:] == (Heading("总体情况", 1), Heading("公开的情况", 2), Paragraph("（一）编了号的"))


@pytest.mark.parametrize(
    ("value", "format", "text"),
    [
        (1, "chineseCounting", "一"),
        (10, "chineseCounting", "十"),
        (12, "japaneseCounting", "十二"),
        (20, "chineseCountingThousand", "二十"),
        (105, "chineseCountingThousand", "一百零五"),
        (1010, "chineseCounting", "一千零一十"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (20, "ideographDigital", "二〇"),
        (3, "decimalFullWidth", "３"),
        (3, "decimalZero", "03"),
        (3, "decimalEnclosedCircle", "③"),
        (33, "decimalEnclosedCircle", "33"),
        (3, "decimalEnclosedParen", "（3）"),
        (11, "ideographTraditional", "甲"),
        (2, "ideographZodiac", "丑"),
        (27, "lowerLetter", "aa"),
        (2, "upperLetter", "B"),
        (4, "upperRoman", "IV"),
        (1999, "lowerRoman", "mcmxcix"),
        (5, "bullet", ""),
        (0, "decimal", "0"),
        (10_000, "chineseCounting", "10000"),
        (7, "somethingElse", "7"),
    ],
)
def test_numerals(value: int, format: str, text: str) -> None:
    assert numeral(value, format) == text


NUMBERING = f"""<w:numbering {W}>
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2"/></w:lvl>
<w:lvl w:ilvl="2"><w:numFmt w:val="decimal"/><w:lvlRestart w:val="0"/><w:lvlText w:val="%3."/></w:lvl>
<w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="*"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="L"/>
<w:lvl w:ilvl="0"><w:start w:val="4"/><w:lvlText w:val="(%1)"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="L"/></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="99"/></w:num></w:numbering>"""


def test_lists_count_as_word_does() -> None:
    def item(text: str, number: int, level: int = 0) -> str:
        return paragraph(
            run(text), properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        )

    styles = '<w:style w:styleId="N"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>'
    body = (
        item("a", 1)
        + item("b", 1, 1)
        + item("c", 1, 1)
        + item("d", 1, 2)
        + item("e", 1)
        + item("f", 1, 1)
        + item("g", 1, 2)
        + item("h", 1, 3)
        + item("i", 2)
        + item("j", 2)
        + paragraph(run("k"), properties='<w:pStyle w:val="N"/>')
        + item("l", 3)
        + item("m", 4)
        + item("n", 0)
        + item("o", 1, 99)
    )
    assert texts(read(body, numbering=NUMBERING, styles=styles)) == [
        "一、a",
        "1.1 b",
        "1.2 c",
        "1.d",
        "二、e",
        "2.1 f",
        "2.g",
        "h",
        "五、i",
        "六、j",
        "(4)k",
        "(5)l",
        "m",
        "n",
        "o",
    ]


def test_parts_in_other_files_are_refused() -> None:
    with pytest.raises(gr.ReadError, match="嵌在另一个文件"):
        read(paragraph(run("x")) + "<w:altChunk/>")


def test_a_word_file_without_a_body() -> None:
    with pytest.raises(gr.ReadError, match="没有正文"):
        gr.reads(repacked(docx_with(""), {"word/document.xml": f"<w:document {W}/>"}))


def test_what_a_damaged_file_makes_of_the_library_is_told() -> None:
    broken = repacked(docx_with(""), {"_rels/.rels": "<Relationships/>"})
    with pytest.raises(gr.ReadError, match="Word文件已损坏"):
        gr.reads(broken)


def test_the_properties_of_the_file_are_no_title() -> None:
    found = READER.read(docx_of(narrated()), Limits())
    assert isinstance(found, Document)
    assert found.metadata == ()
