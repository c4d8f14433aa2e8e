"""Web pages: every cell right, or left out with a note; the report told from the page around it."""

from __future__ import annotations

import builtins
import contextlib
import random
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import govinfo_report as gr
from govinfo_report.compiled import compile_form
from govinfo_report.document import Document, Grid, Heading, Paragraph
from govinfo_report.forms.sections import SECTIONS
from govinfo_report.limits import Limits
from govinfo_report.readers import markup as taming
from govinfo_report.readers.html import READER
from govinfo_report.testing import reports
from tests.conftest import truth
from tests.html_pages import Grid as Rows
from tests.html_pages import Look, Span, grid_of, page_of, table_html
from tests.layouts import distinct

LOOKS = st.builds(
    Look,
    word=st.booleans(),
    nested=st.integers(0, 3),
    split=st.integers(0, 40),
    repeated=st.booleans(),
    chrome=st.booleans(),
    bare_rows=st.booleans(),
    tbody=st.booleans(),
    headings=st.sampled_from(["p", "h2", "h3", "strong", "div"]),
    charset=st.sampled_from(["utf-8", "gbk"]),
)
EDITIONS = st.sampled_from(["2019", "2021"])


def full(edition: str) -> gr.Report:
    """A report whose figures all differ, with every part of the narrative."""
    report = distinct("2019" if edition == "2019" else "2021")
    story = {
        spec.part: gr.Section(spec.heading, (gr.Paragraph(f"本局办理第{at}部分的事项共{at}件，按期办结率100%。"),))
        for at, spec in enumerate(SECTIONS, 1)
    }
    return attrs.evolve(
        report,
        preamble=gr.Section(None, (gr.Paragraph("本报告所列数据的统计期限自1月1日起至12月31日止。"),)),
        overview=story["overview"],
        disclosure_text=story["disclosure_text"],
        applications_text=story["applications_text"],
        disputes_text=story["disputes_text"],
        problems=story["problems"],
        other_matters=story["other_matters"],
        closing=gr.Section(None, (gr.Paragraph("某市商务局"), gr.Paragraph("2024年1月19日"))),
    )


def document(page: str | bytes) -> Document:
    made = READER.read(page, Limits())
    assert isinstance(made, Document)
    return made


def nothing_silently_wrong(report: gr.Report, cells: Mapping[str, object]) -> None:
    """Every cell of ``report`` is right, or blank with a note on it or on the row that it is in."""
    noted = {note.path for note in report.notes if note.path and note.code in ("unread", "missing", "no-table")}
    read = report.cells()
    for path, value in cells.items():
        found = read.get(path)
        if found != value:
            assert found is None, f"{path}: {found} for {value}"
            assert any(path == one or path.startswith(f"{one}.") for one in noted), f"{path}: lost in silence"


# --- layouts


@given(EDITIONS, LOOKS)
def test_every_layout_is_read_whole(edition: str, look: Look) -> None:
    report = full(edition)
    read = gr.reads(page_of(report, look))
    assert read == report
    assert {note.code for note in read.notes} <= {"published", "document-number", "source-address"}


@given(reports(carried_by="text"), LOOKS)
def test_any_report_keeps_its_figures(report: gr.Report, look: Look) -> None:
    told = "".join(f"{section.heading}{section.text}" for section in report.sections.values())
    assume("年度报告" not in told)  # that is two reports in one
    page = page_of(report, attrs.evolve(look, charset="utf-8"))
    try:
        read = gr.reads(page)
    except gr.ReadError:  # a page with neither a heading of the form nor a figure tells nothing
        assert set(report.cells().values()) <= {None}
        return
    nothing_silently_wrong(read, report.cells())
    assert {path for path, value in read.cells().items() if value is not None} >= {
        path for path, value in report.cells().items() if value is not None
    } - {note.path for note in read.notes}


def test_one_table_may_hold_the_whole_report() -> None:
    report = full("2021")
    page = page_of(report)
    assert isinstance(page, str)
    inside = page[page.index("<body>") + 6 : page.index("</body>")]
    for wrapped in (
        f"<table><tr><td>{inside}</td></tr></table>",
        f"<table><tr><td><ul><li><a href=x>栏目</a></ul></td><td>{inside}</td></tr></table>",
        f"<center><font><form><table><tr><td>标志</td></tr><tr><td>{inside}</td></tr></table></form></font></center>",
    ):
        assert gr.reads(f"<html><body>{wrapped}</body></html>") == report


def test_prose_in_a_row_of_the_table_is_prose() -> None:
    report = full("2021")
    assert report.disputes is not None
    rows, _ = grid_of(compile_form(type(report.disputes)), report.disputes)
    inner = table_html(
        [[Span("四、政府信息公开行政复议、行政诉讼情况", colspan=15)], *rows, [Span("说" * 90, colspan=15)]]
    )
    page = page_of(report, tables={"disputes": [inner]})
    assert isinstance(page, str)
    page = re.sub(r"<p><b>四、.*?</p>\n.*?</p>", "", page)
    read = gr.reads(page)
    assert read.disputes == report.disputes
    assert read.disputes_text == gr.Section("四、政府信息公开行政复议、行政诉讼情况", (gr.Paragraph("说" * 90),))


def _nested_cell(inner: str, colspan: int = 1) -> str:
    """A table whose second row has its figures in a table of its own."""
    return (
        "<table><tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>"
        "<tr><td>规章</td><td>11</td><td>12</td><td>13</td></tr>"
        f"<tr><td>行政规范性文件</td><td colspan={colspan}>{inner}</td>{'<td>22</td><td>23</td>' if colspan == 1 else ''}</tr></table>"
    )


@pytest.mark.parametrize(
    "table",
    [
        _nested_cell("<table><tr><td>21</td></tr></table>"),
        _nested_cell("<table><tr><td>21</td><td>22</td><td>23</td></tr></table>", 3),
    ],
)
def test_a_table_within_a_cell(table: str) -> None:
    read = gr.reads(f"<p>某局2022年政府信息公开工作年度报告</p><p>一、总体情况</p><p>好。</p>{table}")
    found = [read.cells()[f"disclosure.normative_documents.{name}"] for name in ("issued", "repealed", "in_force")]
    assert found == [21, 22, 23]


def test_figures_in_a_nested_table_that_fits_no_columns_are_noted() -> None:
    inner = "<table><tr><td>21</td></tr><tr><td>22</td></tr></table>"
    read = gr.reads(f"<p>某局2022年政府信息公开工作年度报告</p><p>一、总体情况</p>{_nested_cell(inner, 3)}")
    assert read.cells()["disclosure.normative_documents.issued"] is None
    assert any("21" in note.text and "22" in note.text for note in read.notes)


def test_lines_of_preformatted_text_are_lines() -> None:
    report = full("2021")
    text = "\n".join(line for line in str(report.render()).splitlines())
    blocks = document(f"<html><body><pre>{text}</pre></body></html>").blocks
    shown = [block.text for block in blocks if isinstance(block, Paragraph)]
    assert "一、总体情况" in shown


# --- damages


def _figure_cells(rows: Rows) -> list[tuple[int, int]]:
    return [(at, n) for at, row in enumerate(rows) for n, cell in enumerate(row) if cell.path]


def _absurd(rows: Rows, draw: random.Random) -> None:
    cell = draw.choice([cell for row in rows for cell in row])
    name, value = draw.choice(["rowspan", "colspan"]), draw.choice([0, 2, 3, 4, 7, 50, 1_000_000_000])
    setattr(cell, name, value)


def _one_less(rows: Rows, draw: random.Random) -> None:
    cell = draw.choice([cell for row in rows for cell in row if cell.rowspan > 1 or cell.colspan > 1])
    cell.rowspan, cell.colspan = draw.choice([(1, cell.colspan), (cell.rowspan, 1), (1, 1)])


def _drop_cell(rows: Rows, draw: random.Random) -> None:
    row, at = draw.choice(_figure_cells(rows))
    del rows[row][at]


def _add_cell(rows: Rows, draw: random.Random) -> None:
    row, at = draw.choice(_figure_cells(rows))
    rows[row].insert(at, Span(draw.choice(["", "77777"])))


def _drop_row(rows: Rows, draw: random.Random) -> None:
    row, _ = draw.choice(_figure_cells(rows))
    del rows[row]


DAMAGES: dict[str, Callable[[Rows, random.Random], None]] = {
    "absurd": _absurd, "less": _one_less, "drop": _drop_cell, "add": _add_cell, "row": _drop_row,
}  # fmt: skip


@given(
    EDITIONS,
    st.sampled_from(["disclosure", "applications", "disputes"]),
    st.sampled_from(sorted(DAMAGES)),
    st.integers(0, 10**6),
    LOOKS,
)
def test_no_damage_makes_a_figure_wrong_without_a_note(
    edition: str, name: str, damage: str, seed: int, look: Look
) -> None:
    report = full(edition)
    table = getattr(report, name)
    rows, _ = grid_of(compile_form(type(table)), table)
    DAMAGES[damage](rows, random.Random(seed))
    look = attrs.evolve(look, split=0, nested=0)
    read = gr.reads(page_of(report, look, {name: [table_html(rows, look)]}))
    nothing_silently_wrong(read, report.cells())


@pytest.mark.parametrize(
    "spans", ["colspan=1000000000", "rowspan=1000000000", "colspan=0", "rowspan=-3", 'colspan="abc"']
)
def test_absurd_spans_in_the_title_of_a_table_change_nothing(spans: str) -> None:
    page = page_of(full("2021"))
    assert isinstance(page, str)
    changed = re.sub(r"<td colspan=\d>第二十条", f"<td {spans}>第二十条", page)
    assert changed != page
    nothing_silently_wrong(gr.reads(changed), full("2021").cells())


# --- the page around the report


def test_what_surrounds_the_report_is_no_narrative() -> None:
    made = document(page_of(full("2021"), Look(chrome=True)))
    assert dict(made.metadata) == {
        "publisher": "某市商务局",
        "published": "2024-01-19",
        "number": "某商〔2024〕3号",
        "address": "https://www.example.gov.cn/nb/2023.html",
    }
    texts = [block.text for block in made.blocks if not isinstance(block, Grid)]
    assert made.blocks[0] == Heading("某市商务局2022年政府信息公开工作年度报告", 0)
    assert texts[-1] == "2024年1月19日"
    assert not [text for text in texts if "热点" in text or "ICP" in text or "打印" in text or "首页" in text]


def test_the_title_of_the_page_serves_where_the_text_has_none() -> None:
    page = (
        "<title>某县2023年政府信息公开工作年度报告_年报_某县人民政府</title><meta name=ContentSource content=某县人民政府办公室>"
        "<p>一、总体情况</p><p>好。</p><p>五、存在的主要问题及改进情况</p><p>无。</p>"
    )
    read = gr.reads(page)
    assert (read.title, read.agency, read.year) == ("某县2023年政府信息公开工作年度报告", "某县", 2023)


def test_the_publisher_serves_where_no_title_names_an_organ() -> None:
    page = (
        "<meta name=ContentSource content=某县财政局><p>2023年政府信息公开工作年度报告</p><p>发布日期：2024-01-31</p>"
        "<p>一、总体情况</p><p>好。</p>"
    )
    read = gr.reads(page)
    assert (read.agency, read.year) == ("某县财政局", 2023)
    assert dict(document(page).metadata)["published"] == "2024-01-31"
    assert read.preamble is None


def test_a_title_over_several_lines_is_one() -> None:
    page = "<div>网站</div><div><p>某市商务局</p><p>2023年政府信息公开</p><p>工作年度报告</p><p>一、总体情况</p><p>好。</p></div>"
    assert gr.reads(page).title == "某市商务局2023年政府信息公开工作年度报告"


@pytest.mark.parametrize(
    "hidden",
    [
        '<p style="display:none">三、隐藏</p>', "<p hidden>隐藏</p>", "<script>隐藏</script>", "<style>隐藏</style>",
        "<noscript>隐藏</noscript>", "<template><p>隐藏</p></template>", "<!-- <p>隐藏</p> -->",
        '<div style="VISIBILITY: hidden"><b>隐藏</b></div>', "<p style='display&#58;none'>隐藏</p>", "<p HIDDEN=''>隐藏</p>",
        "<p style=display:none>隐藏</p>", "<!--[if gte mso 9]><p>隐藏</p><![endif]-->",
    ],
)  # fmt: skip
def test_hidden_things_stay_out(hidden: str) -> None:
    cell = "<td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td>"
    page = (
        f"<p>某局2022年政府信息公开工作年度报告</p><p>一、总体情况</p><p>好。{hidden}</p>"
        f"<table><tr>{cell}</tr><tr><td>规章</td><td>1{hidden}</td><td>2</td><td style='display:none'>9</td><td>3</td></tr></table>"
    )
    read = gr.reads(page)
    assert "隐藏" not in read.to_json()
    assert [read.cells()[f"disclosure.regulations.{name}"] for name in ("issued", "repealed", "in_force")] == [1, 2, 3]


TABLE = "<table><tr><td>甲</td><td>1</td></tr></table>"


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        (f"<p>短</p><div style='visibility:hidden'><p>长长长长</p>{TABLE}</div>", True),
        (f"<p>长长长长长长长长长长</p><div style='visibility:hidden'>{TABLE}</div>", False),
        (f"<p>短</p>{TABLE}<div style='display:none'><p>长长长长</p>{TABLE}</div>", False),
        (f"<script>{'很长' * 50}</script><div hidden><p>长长长长</p>{TABLE}<p hidden>内</p></div>", True),
        (f"<p>短</p><div hidden>长长长长{TABLE}</div>" + "<p hidden>隐</p>" * 200, False),
        ("<p>短</p><div hidden>长长长长长</div>", False),
    ],
)
def test_what_a_script_shows_is_read_where_it_is_nearly_all_of_the_page(page: str, shown: bool) -> None:
    blocks = document(page).blocks
    assert any(isinstance(block, Grid) for block in blocks) == (shown or page.startswith("<p>短</p><table"))
    assert (Paragraph("长长长长") in blocks) is shown
    assert Paragraph("内") not in blocks


def test_text_is_as_a_browser_shows_it() -> None:
    shown = document(
        "<p>某局2022年政府信息公开工作年度报告<p>一、总体情况<p>全年&nbsp;&nbsp;公开\n信息\u200b12件，<b>其</b>中 A\n B &lt;3件。<br>第二行<p align=right>2023年1月5日</p>"
    ).blocks
    assert shown[2:] == (
        Paragraph("全年 公开信息12件，其中 A B <3件。"),
        Paragraph("第二行"),
        Paragraph("2023年1月5日", align="right"),
    )


def test_a_picture_or_a_field_in_a_cell_is_no_blank() -> None:
    table = (
        "<table><tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>"
        "<tr><td>规章</td><td><img src=1.png></td><td><input value=7></td><td><img width=1 src=s.gif></td></tr></table>"
    )
    read = gr.reads(f"<p>某局2022年政府信息公开工作年度报告</p><p>一、总体情况</p><p>好。</p>{table}")
    assert "disclosure.regulations.issued" in read.unread
    assert read.cells()["disclosure.regulations.repealed"] == 7
    assert "disclosure.regulations.in_force" not in read.unread


# --- encodings


@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "GBK", "gb18030", "big5", "no-such", None])
@pytest.mark.parametrize("actual", ["utf-8", "gb18030", "utf-8-sig", "utf-16"])
def test_the_bytes_tell_the_encoding(declared: str | None, actual: str) -> None:
    page = page_of(full("2021"))
    assert isinstance(page, str)
    charset = f'charset="{declared}"' if declared else ""
    if declared == "big5" and actual == "gb18030":
        pytest.skip("two encodings that both fit: the page's own word is taken")
    assert gr.reads(page.replace('charset="utf-8"', charset).encode(actual)) == full("2021")
    assert gr.reads(page.replace('charset="utf-8"', charset)) == full("2021")


def test_a_page_in_big5_is_read_as_declared() -> None:
    page = "<meta charset=big5><p>某局2022年政府信息公開工作年度報告</p><p>一、總體情況</p>"
    assert document(page.encode("big5hkscs")).blocks[0] == Paragraph("某局2022年政府信息公開工作年度報告")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_character_cut_in_the_head_is_no_reason_to_refuse(encoding: str) -> None:
    page = page_of(full("2021"))
    assert isinstance(page, str)
    head, tail = page.split("</title>")
    broken = head.encode(encoding) + "政".encode(encoding)[:-1] + b"</title>" + tail.encode(encoding)
    assert gr.reads(broken) == full("2021")


def test_text_in_no_encoding_is_refused() -> None:
    with pytest.raises(gr.ReadError, match="GB18030"):
        gr.reads(b"<html><p>" + bytes(range(128, 256)) * 8)


# --- the choice of format


@pytest.mark.parametrize("name", ["report.doc", "report.html", "report.txt", "report.xls", "report"])
def test_a_page_is_a_page_whatever_its_name(tmp_path: Path, name: str) -> None:
    page = page_of(full("2021"), Look(word=True))
    assert isinstance(page, str)
    (tmp_path / name).write_text(page, encoding="utf-8")
    assert gr.read(tmp_path / name) == full("2021")


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (OLE + "WordDocument".encode("utf-16-le"), "旧版Word文档.*另存为DOCX"),
        (OLE + "Workbook".encode("utf-16-le"), "旧版Excel工作簿.*XLSX"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "加密"),
        (OLE, "旧版Office或WPS"),
        (b"PK\x03\x04" + b"\0" * 40 + b"OFD.xml", "OFD.*PDF"),
        (b"PK\x03\x04" + b"\0" * 40 + b"a/b.txt", "压缩包.*解压"),
        (b"Rar!\x1a\x07\x01\x00" + b"\0" * 40, "压缩包"),
        (b"7z\xbc\xaf\x27\x1c" + b"\0" * 40, "压缩包"),
        (b"\x1f\x8b\x08\x00" + b"\0" * 40, "压缩包"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "图片"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 40, "图片"),
        (b"GIF89a" + b"\0" * 40, "图片"),
        (b"BM\x36\x10\0\0\0\0\0\0\x36" + b"\0" * 40, "图片"),
        (b"RIFF\x36\x10\0\0WEBPVP8 " + b"\0" * 40, "图片"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 40, "图片"),
        (b"RIFF\x36\x10\0\0WAVEfmt " + b"\0" * 40, "认不出来源的格式"),
        (b"{\\rtf1\\ansi x}", "RTF.*DOCX"),
    ],
)  # fmt: skip
def test_other_formats_are_refused_with_advice(data: bytes, said: str) -> None:
    with pytest.raises(gr.ReadError, match=said) as caught:
        gr.reads(data)
    assert caught.value.text("en") != caught.value.text()


def test_without_its_library_the_reader_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    imported = builtins.__import__

    def refuse(name: str, *args: object, **options: object) -> ModuleType:
        if name.startswith("selectolax"):
            raise ImportError(name)
        return imported(name, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(gr.ReadError, match=r"govinfo_report\[html\]"):
        gr.reads("<html><body><p>一、总体情况</p></body></html>")


def _message(content_type: str, body: bytes, encoding: str = "8bit") -> bytes:
    head = "From: <Saved by Word>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=cut\n\n--cut\n"
    return (
        f"{head}Content-Type: {content_type}\nContent-Transfer-Encoding: {encoding}\n\n".encode()
        + body
        + b"\n--cut--\n"
    )


def test_a_page_saved_with_its_pictures_is_read() -> None:
    page = page_of(full("2021"), Look(word=True))
    assert isinstance(page, str)
    body = page.replace('<meta charset="utf-8">', "").encode("gb18030")
    assert gr.reads(_message('text/html; charset="gb2312"', body)) == full("2021")


def test_a_message_without_a_page_is_refused() -> None:
    with pytest.raises(gr.ReadError, match="没有网页"):
        gr.reads(_message("text/plain", b"x"))
    with pytest.raises(gr.ReadError, match="过于复杂"):
        gr.reads(_message("text/html", b"x") + b"boundary=x\n" * 99)


# --- hostile input


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("<div>" * 100_000, "个元素，上限"),
        ("<div>" * 5_000, "嵌套超过"),
        ("<table><tr><td>" * 5_000, "嵌套超过"),
        ("<table><tr><td>a<td>b" + "<table><tr><td>a<td>" * 300, "嵌套超过"),
        ("".join(f"<font color={at}>" for at in range(9_000)) + "<p>x" * 9_000, "嵌套超过"),
        ("<p " + " ".join(f"a{at}" for at in range(100_000)) + ">", "属性"),
        ("<table>" + "<tr>" * 200 + "<td rowspan=60000 colspan=90>1<td>2" * 2_000 + "<tr>" * 500, "单元格"),
        ("<p>" + "汉" * 1_100_000, "个字符，上限"),
        ("<pre>" + "汉\n" * 110_000, "行，上限"),
        ("<p>" * 11_000_000, "字节"),
    ],
)  # fmt: skip
def test_hostile_pages_are_refused(page: str, said: str) -> None:
    with pytest.raises(gr.ReadError, match=said):
        gr.reads(f"<html>{page}")


@pytest.mark.parametrize("most", [0, 500_000])
def test_elements_that_would_be_opened_again_in_every_paragraph_change_no_text(
    most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taming, "_MOST_REOPENED", most)
    opened = "".join(f"<font size={at}><B><em>" for at in range(3))
    page = f"<p>某局2022年政府信息公开工作年度报告<p>一、总体情况{opened}<p>公开<strong>12</strong>件，<strike>8</strike>1项。<p>好。"
    section = gr.reads(page).overview
    assert section is not None
    assert [one.text for one in section.paragraphs] == ["公开12件，~~8~~1项。", "好。"]


@given(EDITIONS, st.data())
def test_truncated_pages_lose_nothing_in_silence(edition: str, data: st.DataObject) -> None:
    report = full(edition)
    page = page_of(report, Look(word=data.draw(st.booleans())))
    assert isinstance(page, str)
    end = data.draw(st.integers(0, len(page)))
    try:
        read = gr.reads(page[:end].encode())
    except gr.ReadError:
        return
    for path, value in read.cells().items():
        assert value in (None, report.cells()[path]) or str(report.cells()[path]).startswith(str(value))


@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"<html>", b"<table><tr><td>", b"MIME-Version: 1.0\n", b"\xff\xfe<\0"]),
)
def test_random_bytes_raise_nothing_but_read_errors(data: bytes, head: bytes) -> None:
    with pytest.raises(gr.ReadError):
        gr.reads(head + data, format="html")


MARKUP = st.lists(
    st.sampled_from(
        [
            "<table>",
            "</table>",
            "<tr>",
            "<td>",
            "</td>",
            "<td_rowspan=0>",
            "<td_colspan=3>",
            "<td_rowspan=2>",
            "<p>",
            "</p>",
            "<div>",
            "<br>",
            "<ul>",
            "<li>",
            "<h2>",
            "<a>",
            "</a>",
            "<b>",
            "</b>",
            "<caption>",
            "<tfoot>",
            "<thead>",
            "<pre>",
            "<nav>",
            "<select>",
            "<svg>",
            "<title>",
            "<!--",
            "-->",
            "<template>",
            "一、总体情况",
            "规章",
            "12",
            "某局2022年政府信息公开工作年度报告",
            "（一）予以公开",
            "总计",
            "自然人",
            "&nbsp;",
            "&#0;",
            "]]>",
            "<![CDATA[",
        ]
    ),
    max_size=60,
)


@given(MARKUP)
def test_any_markup_is_read_or_refused(parts: list[str]) -> None:
    with contextlib.suppress(gr.ReadError):
        assert gr.reads("".join(part.replace("_", " ") for part in parts), format="html").title != ""


# --- real pages


def test_shanghai_every_figure(corpus: Path) -> None:
    read = gr.read(corpus / "shanghai-office-2019.html")
    assert read.cells() == truth(corpus, "shanghai-office-2019")
    assert sum(value is None for value in read.cells().values()) == 135
    assert (read.title, read.agency, read.year) == (
        "2019年上海市人民政府办公厅政府信息公开工作年度报告", "上海市人民政府办公厅", 2019,
    )  # fmt: skip
    assert [len(section.paragraphs) for section in read.sections.values()] == [1, 22, 0, 0, 0, 4, 1]
    assert dict(document((corpus / "shanghai-office-2019.html").read_bytes()).metadata) == {"published": "2020-01-31"}


def test_shanghai_amount_keeps_its_unit(corpus: Path) -> None:
    """What stands in the cell is the business of the values' own tests; here, that the document gives it whole."""
    page = (corpus / "shanghai-office-2019.html").read_bytes()
    cells = [cell for block in document(page).blocks if isinstance(block, Grid) for cell in block.cells]
    found = [cell for cell in cells if "251000" in cell.text]
    assert [cell.text for cell in found] == ["251000元"]
    assert found[0].position is not None and found[0].position.table == 1


@pytest.mark.parametrize("written", ["{}=''", '{}="1"', "={} ", "/{}"])
def test_a_tag_of_endless_attributes_is_refused(written: str) -> None:
    page = "<html><p " + "".join(written.format(f"a{at}") for at in range(60_000)) + ">"
    with pytest.raises(gr.ReadError, match="成千上万个属性"):
        gr.reads(page)


@pytest.mark.parametrize("name", ["track", "thx", "tdx", "x<td"])
def test_what_begins_as_a_cell_is_called_is_none(name: str) -> None:
    rows = "".join(f"<tr><td>规章<td>{at}<{name}> </{name}>" for at in (1, 2))
    found = document(f"<html><h1>某局2023年政府信息公开工作年度报告</h1><table>{rows}</table>")
    texts = [cell.text for block in found.blocks if isinstance(block, Grid) for cell in block.cells]
    assert texts == ["规章", "1", "规章", "2"]


def test_the_first_canonical_link_is_the_address_and_meta_elements_go_before_it() -> None:
    head = '<head><link rel="canonical" href=" /a.html "><link rel="canonical" href="/b.html">{}</head>'
    body = "<p>县政府2023年政府信息公开工作年度报告</p>"
    assert dict(document(head.format("") + body).metadata)["address"] == "/a.html"
    named = head.format('<meta name="Url" content="/c.html">')
    assert dict(document(named + body).metadata)["address"] == "/c.html"
