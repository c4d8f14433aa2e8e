"""PDF: tables over pages, page numbers, cut cells, columns without rules; scans, locks and hostile files."""

from __future__ import annotations

import io
import os
import random
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

import govinfo_report as gr
from govinfo_report.document import Cell, Document, Grid, Paragraph
from govinfo_report.forms.applications import Applications2021
from govinfo_report.forms.disclosure import Disclosure2021
from govinfo_report.forms.disputes import Disputes
from govinfo_report.readers.pdf import READER
from govinfo_report.testing import tables
from tests.conftest import truth
from tests.layouts import distinct
from tests.pdfs import Print, Rules, print_document, printed

LONG = "本部门认真落实各项要求，加强组织领导，完善工作机制，规范公开程序，全年工作平稳有序，各项任务按期完成，没有发生失密泄密事件。"
SHORT = "下一步继续加强学习。"
DOCUMENTS = int(os.environ.get("GOVINFO_PDF_DOCUMENTS", "16"))
"""How many printed reports a test reads; CI takes a sample."""
TOTAL = "disputes.litigation.after_reconsideration.total"
ALIGNS: tuple[Literal["left", "center", "right"], ...] = ("left", "center", "right")
RULES: tuple[Rules, ...] = ("lines", "rects", "thin", "double", "dashed", "dots", "open")


def report(edition: str = "2021", start: int = 0) -> gr.Report:
    made = distinct("2021" if edition == "2021" else "2019", start=start)
    return attrs.evolve(
        made,
        title=f"某市商务局{int(edition) + 1}年政府信息公开工作年度报告",
        overview=gr.Section.of("一、总体情况", LONG, SHORT),
        problems=gr.Section.of("五、存在的主要问题及改进情况", LONG, SHORT),
        other_matters=gr.Section.of("六、其他需要报告的事项", "没有其他需要报告的事项。"),
    )


def texts(read: gr.Report) -> dict[str, list[str]]:
    return {part: [paragraph.text for paragraph in section.paragraphs] for part, section in read.sections.items()}


def document_of(data: bytes) -> Document:
    found = READER.read(data, gr.Limits())
    assert isinstance(found, Document)
    return found


def grids_of(data: bytes) -> list[Grid]:
    return [block for block in document_of(data).blocks if isinstance(block, Grid)]


def assert_nothing_wrong(printed_one: gr.Report, read: gr.Report, style: Print) -> None:
    """Every cell is right, or blank with a note of it."""
    found = read.cells()
    noted = [note.path for note in read.notes if note.path]
    for path, value in printed_one.cells().items():
        if found.get(path) is not None:
            assert found[path] == value, (path, style)
        elif value is not None:
            assert any(path == note or path.startswith(f"{note}.") for note in noted), (path, style)


def styles(chance: random.Random, rules: tuple[Rules, ...] = RULES) -> Print:
    return Print(
        lead=chance.randrange(0, 600),
        size=chance.choice([8, 9, 10.5]),
        labels=chance.choice([4, 6, 8]),
        row_height=chance.choice([0, 0, 20, 28]),
        cut=chance.random() < 0.7,
        closed=chance.random() < 0.6,
        late=chance.random() < 0.3,
        repeat=chance.random() < 0.3,
        number=chance.choice(["- {} -", "{}", "第{}页", "第{}页 共{all}页", "{}/{all}", None]),
        running=chance.choice([None, None, "某市商务局政府信息公开年报"]),
        rules=chance.choice(rules),
        align=chance.choice(ALIGNS),
        by_char=chance.random() < 0.4,
        turn=chance.choice([0, 0, 0, 90, 180, 270]),
        shown=chance.choice([0, 0, 0, 90, 180, 270]),
        watermark=chance.choice([None, None, "内部资料"]),
    )


@pytest.mark.parametrize("seed", range(4))
def test_ruled_tables_are_read_right_wherever_pages_cut_them(seed: int) -> None:
    chance = random.Random(f"ruled {seed}")
    for _ in range(DOCUMENTS // 4):
        one = report(chance.choice(["2019", "2021"]), chance.choice([0, 100]))
        style = styles(chance)
        read = gr.reads(printed(one, style))
        assert_nothing_wrong(one, read, style)
        blank = sum(value is None for value in read.cells().values())
        assert blank <= 21, style  # a row that a page cut, at the most a few
        assert (read.title, read.agency, read.year) == (one.title, one.agency, one.year)
        kept = texts(read)
        assert {part: kept.get(part) for part in ("overview", "problems", "other_matters")} == {
            part: texts(one)[part] for part in ("overview", "problems", "other_matters")
        }, style


def test_columns_without_rules_are_never_read_wrong() -> None:
    chance = random.Random("columns")
    for _ in range(DOCUMENTS // 4):
        one = report(chance.choice(["2019", "2021"]), chance.choice([0, 100, 1001]))
        style = styles(chance, ("none",))
        assert_nothing_wrong(one, gr.reads(printed(one, style)), style)


def test_columns_without_rules_are_read() -> None:
    one = report()
    read = gr.reads(printed(one, Print(rules="none", labels=8, row_height=28, size=8)))
    assert sum(read.cells()[path] == value for path, value in one.cells().items()) > 150


@given(tables(Disclosure2021), tables(Applications2021), tables(Disputes), st.integers(0, 10_000))
@settings(max_examples=max(6, DOCUMENTS // 6), deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_figures_are_right_or_noted(
    disclosure: Disclosure2021, applications: Applications2021, disputes: Disputes, seed: int
) -> None:
    one = attrs.evolve(report(), disclosure=disclosure, applications=applications, disputes=disputes)
    style = styles(random.Random(seed))
    assert_nothing_wrong(one, gr.reads(printed(one, style)), style)


@pytest.mark.parametrize("blank", [False, True])
def test_a_figure_wider_than_its_cell_is_not_read_by_half_where_a_page_cuts_it(blank: bool) -> None:
    whole = report()
    blanks = dict.fromkeys(path for path in whole.cells() if path.startswith("disputes")) if blank else {}
    one = whole.with_cells({**blanks, TOTAL: 27858584})
    title, *_, heading, grid = one.to_document().blocks[: 1 + max(_tables_at(one))]
    style = Print(lead=555, size=8, labels=4, rules="dashed", late=True)
    read = gr.reads(print_document(Document((title, heading, grid)), style))
    assert read.cells()[TOTAL] is None
    assert [note.text for note in read.notes if note.path == TOTAL] == ["278585 … 84"]


def test_half_a_figure_is_none_beside_a_label_that_a_page_cuts_too() -> None:
    path = "applications.outcomes.disclosed.research_institution"
    one = report().with_cells({path: 6227020800})
    read = gr.reads(
        printed(one, Print(lead=108, size=8, labels=8, rules="dots", align="left", closed=False, late=True))
    )
    assert read.cells()[path] is None
    assert any(note.path == path and "20800" in note.text for note in read.notes)


@pytest.mark.parametrize("wide", [None, 23692647749011])
def test_a_row_whose_label_a_page_cuts_before_a_word_that_is_a_unit_too_is_one(wide: int | None) -> None:
    """8.属于行政查询事, and 项 on the next page, with the figures beside it or half of one above."""
    group = "applications.outcomes.refused.administrative_inquiry"
    lower = {
        "applications.outcomes.disclosed.research_institution": 6227020800,
        "applications.outcomes.refused.state_secret.public_interest_organization": 14314383787525,
    }
    one = report().with_cells({**lower, **({f"{group}.research_institution": wide} if wide else {})})
    style = Print(lead=506, size=9, labels=4, late=True, rules="double", align="left")
    read = gr.reads(printed(one, style))
    assert_nothing_wrong(one, read, style)
    own = {path: (value, read.cells()[path]) for path, value in one.cells().items() if path.startswith(group)}
    assert [path for path, (value, found) in own.items() if value != found] == (
        [f"{group}.research_institution"] if wide else []
    )


def test_blanks_between_columns_without_rules_are_told_by_where_figures_stand() -> None:
    whole = report()
    paths = [path for at, path in enumerate(whole.cells()) if path.startswith("applications") and at % 4 == 0]
    one = whole.with_cells(dict.fromkeys(paths))
    read = gr.reads(printed(one, Print(rules="none", labels=8, row_height=28, size=8)))
    assert sum(read.cells()[path] == value for path, value in one.cells().items()) > 170
    assert_nothing_wrong(one, read, Print())


def _tables_at(one: gr.Report) -> list[int]:
    return [at for at, block in enumerate(one.to_document().blocks) if isinstance(block, Grid)]


def test_a_cell_that_a_page_cuts_comes_out_as_one() -> None:
    found: set[bool] = set()
    for lead in range(0, 600, 75):
        one = report()
        for grid in grids_of(printed(one, Print(lead=lead, labels=4, repeat=bool(lead % 2)))):
            shown = ["".join(cell.text.split()) for cell in grid.cells]
            for label in ("（四）无法提供", "三、本年度办理结果"):
                if any(label[:3] in text for text in shown):
                    assert label in shown, lead
                    place = next(cell for cell in grid.cells if "".join(cell.text.split()) == label)
                    pages = {cell.position.page for cell in grid.cells if cell.position}
                    found.add(len(pages) > 1 and place.rowspan > 1)
    assert True in found


def test_cells_know_their_place() -> None:
    grid = grids_of(printed(report()))[0]
    place = grid.cells[5].position
    assert place is not None
    assert (place.page, place.table, place.row, place.column) == (1, 1, grid.cells[5].row + 1, grid.cells[5].column + 1)
    first = document_of(printed(report())).blocks[0]
    assert isinstance(first, Paragraph)
    assert first.position is not None and first.position.page == 1


def test_a_figure_cut_by_a_page_is_not_put_together_by_guess() -> None:
    canvas, out = _canvas()
    for first, second in (("规章", "1"), ("", "7")):
        y0, y1 = (60, 120) if first else (760, 800)
        for x0, x1, text in ((72, 200, first), (200, 300, second)):
            canvas.rect(x0, y0, x1 - x0, y1 - y0)
            canvas.drawString(x0 + 4, y0 + 20, text)
        if first:
            canvas.drawString(72, 700, "这里是一段足够长的文字，使文件不被当作扫描件。")
        canvas.showPage()
    canvas.save()
    (grid,) = grids_of(out.getvalue())
    assert [cell.text for cell in grid.cells] == ["规章", "1\n…\n7"]


def test_digits_over_each_other_are_not_a_figure() -> None:
    canvas, out = _canvas()
    canvas.drawString(72, 700, "这里是一段足够长的文字，使文件不被当作扫描件。")
    for x0, text in ((72, "规章"), (200, "5")):
        canvas.rect(x0, 600, 128 if x0 == 72 else 100, 30)
        canvas.drawString(x0 + 4, 610, text)
    canvas.drawString(205, 610, "8")
    canvas.save()
    (grid,) = grids_of(out.getvalue())
    assert "\ufffd" in grid.cells[1].text


def test_a_field_that_was_filled_in_is_read() -> None:
    canvas, out = _canvas()
    canvas.drawString(72, 700, "这里是一段足够长的文字，使文件不被当作扫描件。")
    canvas.acroForm.textfield(name="count", value="4711", x=100, y=500, width=100, height=20)
    canvas.save()
    assert any("4711" in block.text for block in document_of(out.getvalue()).blocks if isinstance(block, Paragraph))


def test_a_scan_is_refused_with_advice() -> None:
    canvas, out = _canvas()
    canvas.showPage()
    canvas.save()
    with pytest.raises(gr.ReadError, match="OCR"):
        gr.reads(out.getvalue())


def test_a_scanned_page_among_others_is_not_lost_in_silence() -> None:
    canvas, out = _canvas()
    for page in range(3):
        if page == 1:
            canvas.drawInlineImage(Image.new("L", (4, 4)), 0, 0, 595, 842)
        else:
            canvas.setFont("STSong-Light", 12)
            canvas.drawString(72, 700, "这里是一段足够长的文字，使文件不被当作扫描件。")
        canvas.showPage()
    canvas.save()
    with pytest.raises(gr.ReadError, match=r"第2页：.*OCR"):
        document_of(out.getvalue())


def test_heads_that_were_shuffled_are_not_guessed_at() -> None:
    heads = ["法人或其他组织", "自然人", "总计", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]
    rows = [["申请人情况"], heads, ["一、本年新收政府信息公开申请数量", *map(str, range(1, 8))]]
    cells = tuple(Cell(text, row, column) for row, texts in enumerate(rows) for column, text in enumerate(texts))
    read = gr.Report.from_document(Document((Grid(cells, structure="rows"),)))
    assert read.cells()["applications.received.natural_person"] is None
    assert "applications.received.natural_person" in read.unread


@pytest.mark.parametrize(("user", "refused"), [("geheim", True), ("", False)])
def test_a_locked_file_is_refused_in_a_sentence(user: str, refused: bool) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption(user, "owner", canPrint=0))
    canvas.setFont("STSong-Light", 12)
    canvas.drawString(72, 700, "某市商务局2021年政府信息公开工作年度报告")
    canvas.drawString(72, 660, "一、总体情况")
    canvas.drawString(72, 620, "没有其他需要报告的事项。")
    canvas.save()
    if refused:
        with pytest.raises(gr.ReadError, match="已加密"):
            gr.reads(out.getvalue())
    else:
        assert gr.reads(out.getvalue()).year == 2021


def test_text_is_no_pdf() -> None:
    with pytest.raises(gr.ReadError, match="二进制"):
        gr.reads("%PDF-1.7", format="pdf")
    assert READER.sniff("%PDF-1.7") == 0
    assert READER.sniff(b"\n" * 900 + b"%PDF-1.4") == 100
    assert READER.sniff(b"\n" * 1024 + b"%PDF-1.4") == 0


def test_without_pypdfium2_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(gr.ReadError, match=r"govinfo_report\[pdf\]"):
        gr.reads(b"%PDF-1.7")


def _canvas() -> tuple[Canvas, io.BytesIO]:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.setFont("STSong-Light", 12)
    return canvas, out


def _pdf(objects: dict[int, bytes]) -> bytes:
    out = b"%PDF-1.7\n"
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    last = max(objects) + 1
    table = b"".join(b"%010d 00000 n \n" % places.get(number, 0) for number in range(1, last))
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n" % last
        + table
        + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (last, len(out))
    )


def _stream(data: bytes, head: bytes = b"", filters: bytes = b"/FlateDecode", packed: bool = True) -> bytes:
    data = zlib.compress(data) if packed else data
    return b"<<%s/Filter[%s]/Length %d>>\nstream\n" % (head, filters, len(data)) + data + b"\nendstream"


def _page(content: bytes, resources: bytes = b"", **more: bytes) -> bytes:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<%s>>>>" % resources
    objects = {1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>", 3: page, 4: content}
    return _pdf({**objects, **{int(key[1:]): value for key, value in more.items()}})


def _form(number: int, last: int) -> bytes:
    inner = b"/X%d Do " % (number + 1) * 10 if number < last else b"0 0 m 9 9 l S"
    head = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X%d %d 0 R>>>>" % (number + 1, number + 1)
    return _stream(inner, head)


def hostile() -> Iterator[tuple[str, bytes]]:
    yield "lines", _page(_stream(b"0 0 m 9 9 l S\n" * 1_000_000))
    yield "rules", _page(_stream(b"0 0 m 900 0 l S\n" * 30_000))
    yield (
        "grid",
        _page(_stream(b"".join(b"%d 0 m %d 800 l S 0 %d m 800 %d l S " % (x, x, x, x) for x in range(0, 40_000, 9)))),
    )
    yield "spaces", _page(_stream(b" " * 30_000_000))
    yield "saves", _page(_stream(b"q " * 2_000_000))
    yield "marks", _page(_stream(b"/A BMC " * 500_000))
    calls = {f"o{number}": _form(number, 14) for number in range(5, 15)}
    yield "calls", _page(_stream(b"/X5 Do " * 10), b"/XObject<</X5 5 0 R>>", **calls)
    yield "twice packed", _page(_stream(zlib.compress(b" " * 30_000_000), filters=b"/FlateDecode/FlateDecode"))
    yield "lzw", _page(_stream(b"\x80" * 100_000, filters=b"/LZWDecode", packed=False))
    yield "run lengths", _page(_stream(b"\x81 " * 500_000, filters=b"/RunLengthDecode", packed=False))
    hexed = zlib.compress(b" " * 30_000_000).hex().encode() + b">"
    yield "hex", _page(_stream(hexed, filters=b"/ASCIIHexDecode/FlateDecode", packed=False))
    yield "font", _page(_stream(b""), b"", o5=_stream(b" " * 30_000_000))
    text = b"BT /F1 1 Tf 0 0 Td (" + b"8" * 30_000 + b") Tj ET"
    yield "characters", _page(_stream(text), b"/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>")
    kids = b" ".join(b"%d 0 R" % number for number in range(3, 5003))
    leaf = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"
    pages = {1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Count 5000/Kids[" + kids + b"]>>"}
    yield "pages", _pdf({**pages, **dict.fromkeys(range(3, 5003), leaf)})
    tree = {number: b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (number + 1) for number in range(2, 20_000)}
    yield "tree", _pdf({1: b"<</Type/Catalog/Pages 2 0 R>>", **tree, 20_000: leaf})
    yield "brackets", b"%PDF-1.4\n1 0 obj\n" + b"[" * 1_000_000
    index = zlib.compress(b"0 " * 40_000_000)
    yield "index", b"%PDF-1.5\n1 0 obj\n<</Type/ObjStm/N 9/First 9/Filter/FlateDecode>>\nstream\n" + index


def test_hostile_files_are_refused() -> None:
    accepted = []
    for name, data in hostile():
        try:
            gr.reads(data)
        except gr.ReadError:
            continue
        accepted.append(name)
    assert accepted == []


def test_damaged_files_raise_nothing_but_read_errors() -> None:
    chance = random.Random("damage")
    whole = printed(report(), Print(by_char=True))
    for _ in range(DOCUMENTS):
        data = bytearray(whole)
        for _ in range(chance.randrange(1, 30)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        if chance.random() < 0.4:
            del data[chance.randrange(len(data)) :]
        try:
            gr.reads(bytes(data), format="pdf")
        except gr.ReadError:
            continue


def test_random_bytes_are_refused() -> None:
    chance = random.Random("bytes")
    for size in (1, 100, 10_000):
        with pytest.raises(gr.ReadError):
            gr.reads(b"%PDF-1.4\n" + chance.randbytes(size))


def test_huaian_2024(corpus: Path) -> None:
    read = gr.read(corpus / "huaian-2024.pdf")
    assert read.cells() == truth(corpus, "huaian-2024")
    assert (read.agency, read.year, read.notes) == ("淮安市人民政府", 2024, ())
    assert read.check().ok
    counts = {part: len(paragraphs) for part, paragraphs in texts(read).items() if paragraphs}
    assert counts == {"preamble": 1, "overview": 6, "problems": 2, "other_matters": 1}
