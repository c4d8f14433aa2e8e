"""Packages that are no documents, or want to do harm: refused with one sentence, in bounded work."""

from __future__ import annotations

import io
import random
import re
import struct
import sys
import zipfile
from collections.abc import Callable

import pytest

import govinfo_report as gr
from govinfo_report.limits import Limits
from govinfo_report.readers.docx import READER as DOCX
from govinfo_report.readers.packages import DEEPEST, kind_of, unpack
from govinfo_report.readers.xlsx import READER as XLSX
from tests.office_files import W, changed, docx_of, docx_with, narrated, repacked, shared, xlsx_of, xlsx_with

DOCUMENT = "word/document.xml"
SHEET = "xl/worksheets/sheet1.xml"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LONG_ROW = '<row><c t="s"><v>0</v></c></row>'
BOMB = "<!DOCTYPE x [" + "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12)) + '<!ENTITY e0 "x">]>'


def zipped(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return made.getvalue()


def word(body: str) -> str:
    return f"<w:document {W}><w:body>{body}</w:body></w:document>"


def sheet(rows: str, more: str = "") -> bytes:
    return repacked(xlsx_with([]), {SHEET: f"<worksheet {MAIN}><sheetData>{rows}</sheetData>{more}</worksheet>"})


def test_a_package_is_told_by_what_is_in_it() -> None:
    word_file, excel_file = docx_of(narrated()), xlsx_of(narrated())
    assert (kind_of(word_file), kind_of(excel_file)) == ("docx", "xlsx")
    assert (kind_of(word_file[:9000]), kind_of(excel_file[:1500])) == ("docx", "xlsx")
    assert kind_of(word_file[:60]) is None
    assert kind_of("PK") is None
    assert kind_of(b"PK\x03\x04") is None
    assert kind_of(zipped({"a.docx": word_file}, zipfile.ZIP_STORED)) is None
    assert kind_of(zipped({"a.docx": word_file}, zipfile.ZIP_STORED)[:9000]) is None
    assert kind_of(zipped({"[Content_Types].xml": b"<a/>", "ppt/x.xml": b"<a/>"})) is None
    assert gr.reads(word_file) == gr.reads(excel_file) == narrated()
    assert (DOCX.sniff(excel_file), XLSX.sniff(word_file)) == (0, 0)


@pytest.mark.parametrize("make", [docx_of, xlsx_of])
def test_truncated_and_garbled_files_are_refused(make: Callable[[gr.Report], bytes]) -> None:
    whole = make(narrated())
    chance = random.Random(7)
    for _ in range(40):
        with pytest.raises(gr.ReadError):
            gr.reads(whole[: chance.randrange(4, len(whole) - 1)])


@pytest.mark.parametrize("make", [docx_of, xlsx_of])
def test_mutated_files_are_refused_or_read(make: Callable[[gr.Report], bytes]) -> None:
    whole = make(narrated())
    chance = random.Random(11)
    outcomes = set()
    for _ in range(60):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 3, 20))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            gr.reads(bytes(data))
            outcomes.add("read")
        except gr.ReadError:
            outcomes.add("refused")
    assert "refused" in outcomes


@pytest.mark.parametrize(("make", "part"), [(docx_of, DOCUMENT), (xlsx_of, SHEET)])
def test_mutated_markup_is_refused_or_read(make: Callable[[gr.Report], bytes], part: str) -> None:
    whole = make(narrated())
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        text = archive.read(part).decode()
    pieces = text.replace("<", "\0<").split("\0")
    chance = random.Random(13)
    outcomes = set()
    for _ in range(60):
        mixed = list(pieces)
        for _ in range(chance.choice((1, 3))):
            at = chance.randrange(1, len(mixed))
            comment = mixed[at].replace("<", "<!--x--><")
            mixed[at] = chance.choice(("", mixed[at] * 2, mixed[at].replace("1", "999"), comment, comment))
        try:
            gr.reads(repacked(whole, {part: "".join(mixed)}))
            outcomes.add("read")
        except gr.ReadError:
            outcomes.add("refused")
    assert outcomes == {"read", "refused"}


@pytest.mark.parametrize("name", ["x.docx", "x.xlsx"])
def test_random_bytes_under_the_name_of_a_document(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    path = tmp_path_factory.mktemp("random") / name
    chance = random.Random(17)
    for head in (b"", b"PK\x03\x04", b"PK\x03\x04" + b"\0" * 26 + b"word/", b"PK\x05\x06"):
        for size in (0, 20, 400, 5000):
            path.write_bytes(head + chance.randbytes(size))
            with pytest.raises(gr.ReadError):
                gr.read(path)


@pytest.mark.parametrize("reader", [DOCX, XLSX])
@pytest.mark.parametrize("source", ["text", b"text", b"PK\x03\x04", b"PK\x03\x04" + b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_package(reader: gr.Reader, source: bytes | str) -> None:
    with pytest.raises(gr.ReadError):
        reader.read(source, Limits())


def test_each_reader_refuses_the_other_kind() -> None:
    with pytest.raises(gr.ReadError, match="不是Excel"):
        XLSX.read(docx_of(narrated()), Limits())
    with pytest.raises(gr.ReadError, match="不是Word"):
        DOCX.read(xlsx_of(narrated()), Limits())


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "a bomb as a picture": (
        lambda: repacked(docx_with(""), {"word/media/a.png": b"\0" * 70_000_000}),
        "超过64000000字节",
    ),
    "a bomb as the document": (lambda: repacked(docx_with(""), {DOCUMENT: word(" " * 3_000_000)}), "300倍"),
    "a bomb as a sheet": (lambda: repacked(xlsx_with([]), {SHEET: " " * 3_000_000}), "300倍"),
    "entities in a document": (lambda: repacked(docx_with(""), {DOCUMENT: BOMB + word("&e11;")}), "文档类型或实体"),
    "entities in UTF-16": (
        lambda: repacked(docx_with(""), {DOCUMENT: (BOMB + word("&e11;")).encode("utf-16")}),
        "文档类型或实体",
    ),
    "entities in styles": (lambda: repacked(docx_with(""), {"word/styles.xml": BOMB + "<a/>"}), "文档类型或实体"),
    "entities under another name": (lambda: repacked(docx_with(""), {"word/x.bin": BOMB + "<a/>"}), "文档类型或实体"),
    "entities in a sheet": (lambda: repacked(xlsx_with([]), {SHEET: BOMB + "<a/>"}), "文档类型或实体"),
    "nesting in a document": (lambda: docx_with("<w:sdt>" * 100_000), "嵌套过深"),
    "nesting in a sheet": (lambda: sheet("<a>" * 100_000), "嵌套过深"),
    "attributes": (lambda: docx_with("<w:p " + " ".join(f'a{n}="1"' for n in range(900)) + "/>"), "属性过多"),
    "a span": (lambda: docx_with(_cell('<w:gridSpan w:val="1000000000"/>')), "1000000000列"),
    "a row that begins far out": (
        lambda: docx_with(
            '<w:tbl><w:tr><w:trPr><w:gridBefore w:val="1000000000"/></w:trPr><w:tc><w:p/></w:tc></w:tr></w:tbl>'
        ),
        "1000000001列",
    ),
    "a merge over a sheet": (
        lambda: sheet(
            '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
            '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        ),
        "17179869184个单元格",
    ),
    "rows of far cells": (
        lambda: sheet("".join(f'<row r="{n}"><c r="XFD{n}"><v>{n}</v></c></row>' for n in range(1, 400))),
        "相隔太远",
    ),
    "a million merges": (
        lambda: sheet(
            '<row r="1"><c r="A1"><v>1</v></c></row>',
            "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 6000)),
        ),
        "处合并",
    ),
    "a million rows": (lambda: sheet("".join(f'<row r="{n}" x="{n}"/>' for n in range(1, 60_000))), "50000行"),
    "a long text many times": (
        lambda: repacked(
            changed(shared(xlsx_with([["long"]])), "xl/sharedStrings.xml", "long", "长" * 30_000),
            {SHEET: f"<worksheet {MAIN}><sheetData>{LONG_ROW * 200}</sheetData></worksheet>"},
        ),
        "超过4000000字",
    ),
    "a number without end": (lambda: sheet(f'<row r="1"><c r="A1"><v>{"9" * 9000}</v></c></row>'), "Excel文件已损坏"),
    "a broken document": (lambda: repacked(docx_with(""), {DOCUMENT: "<w:document>"}), "不是合格的XML"),
    "too many files": (lambda: repacked(docx_with(""), {f"word/{n}": b"" for n in range(3000)}), "多于2000个"),
    "a method that is rare": (
        lambda: zipped({"[Content_Types].xml": b"<a/>", "word/a": b"x"}, zipfile.ZIP_BZIP2),
        "罕见",
    ),
}


def _cell(properties: str) -> str:
    return f"<w:tbl><w:tr><w:tc><w:tcPr>{properties}</w:tcPr><w:p/></w:tc></w:tr></w:tbl>"


@pytest.mark.parametrize("name", REFUSED)
def test_harm_is_refused(name: str) -> None:
    make, words = REFUSED[name]
    with pytest.raises(gr.ReadError, match=words):
        gr.reads(make())


def test_a_dimension_says_nothing() -> None:
    source = xlsx_of(narrated())
    assert gr.reads(changed(source, SHEET, "<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>')) == narrated()


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        (Limits(members=3), "Limits\\(members"),
        (Limits(unpacked=5000), "Limits\\(unpacked"),
        (Limits(package_elements=50), "Limits\\(package_elements"),
        (Limits(columns=3), "Limits\\(columns"),
        (Limits(cells=20), "Limits\\(cells"),
        (Limits(bytes=100), "Limits\\(bytes"),
    ],
)
@pytest.mark.parametrize("make", [docx_of, xlsx_of])
def test_limits_can_be_moved(make: Callable[[gr.Report], bytes], limits: Limits, words: str) -> None:
    with pytest.raises(gr.ReadError, match=words):
        gr.reads(make(narrated()), limits=limits)


def test_nesting_is_allowed_as_far_as_it_says() -> None:
    depth = (DEEPEST - 8) // 2
    assert DOCX.read(
        docx_with("<w:sdt><w:sdtContent>" * depth + "<w:p/>" + "</w:sdtContent></w:sdt>" * depth), Limits()
    )


def test_a_password_and_doubled_names_are_told() -> None:
    source = bytearray(docx_of(narrated()))
    source[source.find(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(gr.ReadError, match="有密码"):
        gr.reads(bytes(source))
    twice = zipped({"[Content_Types].xml": b"<a/>", "word/a.xml": b"<a/>", "word/b.xml": b"<a/>"})
    with pytest.raises(gr.ReadError, match="有重名的文件"):
        gr.reads(twice.replace(b"word/b.xml", b"word/a.xml"))


def test_files_that_lie_about_their_size() -> None:
    source = bytearray(repacked(docx_with(""), {"word/x.xml": "<a>" + "x" * 5000 + "</a>"}))
    at = source.rfind(b"PK\x01\x02")
    struct.pack_into("<I", source, at + 24, 10)
    with pytest.raises(gr.ReadError):
        gr.reads(bytes(source))


def test_pieces_that_are_not_quite_markup_do_no_harm() -> None:
    source = repacked(docx_of(narrated()), {"word/old.vml": "<v:shape><br></v:shape>"})
    assert gr.reads(source) == narrated()


def test_markup_is_given_by_its_name() -> None:
    parts = unpack(docx_with("", notes="<w:footnote/>"), "docx", Limits())
    assert parts["word/document.xml"].startswith(b"<w:document")
    assert "word/footnotes.xml" in parts


@pytest.mark.parametrize(
    ("make", "module", "extra"), [(docx_of, "docx.package", "docx"), (xlsx_of, "openpyxl", "xlsx")]
)
def test_a_missing_library_is_named_with_its_extra(
    monkeypatch: pytest.MonkeyPatch, make: Callable[[gr.Report], bytes], module: str, extra: str
) -> None:
    source = make(narrated())
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(gr.ReadError, match=rf"govinfo_report\[{extra}\]"):
        gr.reads(source)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: docx_with("")[:-200], "its end is missing"),
        (lambda: zipped({"[Content_Types].xml": b"<a/>", "word/document.xml": b"<a/>"}), "break|missing"),
        (
            lambda: repacked(docx_with(""), {"word/_rels/document.xml.rels": "<a>"}),
            "“word/_rels/document.xml.rels”.*line 1",
        ),
        (lambda: _without(docx_with(""), DOCUMENT), "“word/document.xml” is missing"),
        (lambda: docx_with("").replace(b"PK\x01\x02", b"PK\x01\x03", 1), "does not match"),
        (lambda: _flipped(docx_with("<w:p/>" * 50)), "checksum|unpacked"),
    ],
)
def test_what_is_damaged_is_said_in_one_language(make: Callable[[], bytes], words: str) -> None:
    with pytest.raises(gr.ReadError) as caught:
        gr.reads(make(), format="docx")
    assert re.search(words, caught.value.text("en"))
    assert not re.search(r"[\u4e00-\u9fff]", caught.value.text("en"))
    assert not re.search(r"[a-z]+ [a-z]+ [a-z]+", caught.value.text())


def _without(package: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return zipped({one: archive.read(one) for one in archive.namelist() if one != name})


def _flipped(package: bytes) -> bytes:
    """``package`` with a byte of its document changed, which the checksum notices."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        at = archive.getinfo(DOCUMENT).header_offset + 30 + len(DOCUMENT) + 60
    return package[:at] + bytes([package[at] ^ 255]) + package[at + 1 :]
