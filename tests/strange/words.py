"""Word files: a good document by python-docx, its markup then made strange."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Final

import docx
from docx.document import Document as WordDocument
from docx.table import Table as WordTable

from tests.strange.figures import CITY, COUNTY, OLD, Figures, Value
from tests.strange.tables import Table, expanded, plain, tables
from tests.strange.writing import HEADINGS, PROSE, Strange

__all__ = ["BUILDERS", "word_files"]


def filled(place: WordDocument, table: Table) -> WordTable:
    """The table with its merges."""
    grid = expanded(table, repeat=False)
    word: WordTable = place.add_table(len(grid), len(grid[0]))
    word.style = "Table Grid"
    cells = [list(row.cells) for row in word.rows]
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(table):
        x = 0
        for c in row:
            while (y, x) in taken:
                x += 1
            taken |= {(y + j, x + i) for j in range(c.down) for i in range(c.across)}
            cells[y][x].paragraphs[0].add_run(c.text)
            if c.across > 1 or c.down > 1:
                cells[y][x].merge(cells[y + c.down - 1][x + c.across - 1])
            x += c.across
    return word


def built(figures: Figures, parts: Sequence[Table | None], *, headings: bool = True) -> WordDocument:
    """Title, headings, prose, tables; no table where a part is ``None``."""
    document = docx.Document()
    document.add_paragraph(figures.title)
    for number, heading in enumerate(HEADINGS, 1):
        if headings:
            document.add_paragraph(heading)
        if 2 <= number <= 4:
            part = parts[number - 2]
            if part is not None:
                filled(document, part)
        else:
            for line in PROSE[number]:
                document.add_paragraph(line)
    return document


def saved(document: WordDocument) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def changed(content: bytes, change: Callable[[str], str], more: Mapping[str, str] | None = None) -> bytes:
    """The file with the markup of its body changed, and further parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                data = change(data.decode()).encode()
            new.writestr(name, data)
        for name, text in (more or {}).items():
            new.writestr(name, text)
    return out.getvalue()


RUN = re.compile(r"<w:r>(?:<w:rPr>.*?</w:rPr>)?<w:t(?: xml:space=\"preserve\")?>([^<]*)</w:t></w:r>")
FIGURE = re.compile(r"<w:r><w:t>(\d+(?:\.\d+)?)</w:t></w:r>")


def _file(
    name: str,
    figures: Figures,
    content: bytes,
    least: int,
    truth: Mapping[str, Value] | None = None,
    *,
    refused: bool = False,
) -> Strange:
    return Strange(name, content, truth or figures.truth(), None, least, refused)


@cache
def _plain(figures: Figures = CITY) -> bytes:
    return saved(built(figures, tables(figures)))


def tracked() -> Strange:
    """Figures corrected with changes tracked: the deleted one is struck, the new one stands."""

    def change(xml: str) -> str:
        return FIGURE.sub(
            lambda m: (
                '<w:del w:id="1" w:author="a"><w:r><w:delText>8</w:delText></w:r></w:del>'
                f'<w:ins w:id="2" w:author="a"><w:r><w:t>{m[1]}</w:t></w:r></w:ins>'
            ),
            xml,
        )

    return _file("word, tracked changes", CITY, changed(_plain(), change), 200)


def tracked_moves() -> Strange:
    """Moved text stands in its new place; a deleted row is still in the file."""

    def change(xml: str) -> str:
        xml = FIGURE.sub(
            lambda m: (
                f'<w:moveFrom w:id="1" w:author="a"><w:r><w:t>8</w:t></w:r></w:moveFrom><w:moveTo w:id="2" w:author="a"><w:r><w:t>{m[1]}</w:t></w:r></w:moveTo>'
            ),
            xml,
        )
        rows = re.findall(r"<w:tr>(?:(?!<w:tr>).)*?</w:tr>", xml, re.DOTALL)
        row = next(r for r in rows if "行政许可" in r)
        gone = row.replace("<w:tr>", '<w:tr><w:trPr><w:del w:id="9" w:author="a"/></w:trPr>').replace("215307", "99")
        return xml.replace(row, gone + row)

    return _file("word, moved text and a deleted row", CITY, changed(_plain(), change), 199)


def hidden_text() -> Strange:
    """Hidden runs stand in the cells; a hidden row."""

    def change(xml: str) -> str:
        return FIGURE.sub(lambda m: f"{m[0]}<w:r><w:rPr><w:vanish/></w:rPr><w:t>7</w:t></w:r>", xml)

    return _file("word, hidden text", CITY, changed(_plain(), change), 200)


def struck() -> Strange:
    """A struck figure beside the one that is meant."""

    def change(xml: str) -> str:
        return FIGURE.sub(lambda m: f"<w:r><w:rPr><w:strike/></w:rPr><w:t>8</w:t></w:r>{m[0]}", xml)

    return _file("word, struck figures", CITY, changed(_plain(), change), 0)


def raised() -> Strange:
    """Raised footnote numbers typed by hand, and real footnotes."""

    def change(xml: str) -> str:
        state = {"n": 0}

        def add(m: re.Match[str]) -> str:
            state["n"] += 1
            if state["n"] % 6 == 0:
                return m[0] + '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r>'
            if state["n"] % 6 == 3:
                return (
                    m[0] + '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
                )
            return m[0]

        return FIGURE.sub(add, xml)

    notes = '<?xml version="1.0"?><w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote w:id="2"><w:p><w:r><w:t>含上级转办5件</w:t></w:r></w:p></w:footnote></w:footnotes>'
    return _file("word, raised footnote numbers", CITY, changed(_plain(), change, {"word/footnotes.xml": notes}), 0)


def controls() -> Strange:
    """Content controls around a figure, a cell, a row; a drop-down, a placeholder."""

    def change(xml: str) -> str:
        xml = FIGURE.sub(
            lambda m: f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{m[0]}</w:sdtContent></w:sdt>", xml
        )
        rows = re.findall(r"<w:tr>(?:(?!<w:tr>).)*?</w:tr>", xml, re.DOTALL)
        for row in rows[4:8]:
            xml = xml.replace(row, f"<w:sdt><w:sdtContent>{row}</w:sdtContent></w:sdt>")
        return xml

    return _file("word, content controls", CITY, changed(_plain(), change), 200)


def fields() -> Strange:
    """Sums as fields with their last result; smart tags around figures."""

    def change(xml: str) -> str:
        state = {"n": 0}

        def add(m: re.Match[str]) -> str:
            state["n"] += 1
            if state["n"] % 3 == 0:
                return f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>=SUM(LEFT) 9</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{m[0]}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
            if state["n"] % 3 == 1:
                return f'<w:smartTag w:uri="urn:schemas-microsoft-com:office:smarttags" w:element="chmetcnv"><w:smartTagPr><w:attr w:name="SourceValue" w:val="{m[1]}"/></w:smartTagPr>{m[0]}</w:smartTag>'
            return f'<w:fldSimple w:instr=" =SUM(ABOVE) ">{m[0]}</w:fldSimple>'

        return FIGURE.sub(add, xml)

    return _file("word, fields and smart tags", CITY, changed(_plain(), change), 200)


def text_box() -> Strange:
    """A box with the office's stamp floats in a cell; alternate content repeats it for old programs."""
    box = (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="wps">'
        "<w:drawing><w:txbxContent><w:p><w:r><w:t>{0}</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice>"
        "<mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>{0}</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )

    def change(xml: str) -> str:
        state = {"n": 0}

        def add(m: re.Match[str]) -> str:
            state["n"] += 1
            return m[0] + box.format("校核3") if state["n"] == 40 else m[0]

        return FIGURE.sub(add, xml)

    return _file("word, a box in a cell", CITY, changed(_plain(), change), 199)


def tables_in_boxes() -> Strange:
    """Table 四 stands in a text box, with its alternate for old programs."""

    def change(xml: str) -> str:
        found = re.findall(r"<w:tbl>.*?</w:tbl>", xml, re.DOTALL)
        t = found[2]
        box = (
            '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="wps">'
            f"<w:drawing><w:txbxContent>{t}<w:p/></w:txbxContent></w:drawing></mc:Choice>"
            f"<mc:Fallback><w:pict><w:txbxContent>{t}<w:p/></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
        )
        return xml.replace(t, box)

    return _file("word, a table in a box", CITY, changed(_plain(), change), 185)


def nested() -> Strange:
    """Each table stands in a cell of a table of layout."""

    def change(xml: str) -> str:
        return re.sub(
            r"<w:tbl>.*?</w:tbl>",
            lambda m: (
                f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="9000"/></w:tblGrid><w:tr><w:tc><w:p/>{m[0]}<w:p/></w:tc></w:tr></w:tbl>'
            ),
            xml,
            flags=re.DOTALL,
        )

    return _file("word, tables nested", CITY, changed(_plain(), change), 200)


def numbered() -> Strange:
    """Headings get their number by numbering."""
    document = built(CITY, tables(CITY))
    names = {h: h[2:] for h in HEADINGS}
    for p in document.paragraphs:
        if p.text in names:
            p.runs[0].text = names[p.text]
            p.style = "List Number"
    return _file("word, headings by numbering", CITY, saved(document), 200)


def numbered_rows() -> Strange:
    """The ordinals of the rows are numbering too."""
    document = built(CITY, tables(CITY))
    for t in document.tables:
        for cell in t._cells:
            for p in cell.paragraphs:
                if re.match(r"\d\.\D", p.text):
                    p.runs[0].text = re.sub(r"^\d\.", "", p.text)
                    p.style = "List Number"
    return _file("word, rows by numbering", CITY, saved(document), 150)


def wrong_merges() -> Strange:
    """Vertical merges restart too early, and go on where another begins."""

    def change(xml: str) -> str:
        state = {"n": 0}

        def flip(m: re.Match[str]) -> str:
            state["n"] += 1
            return m[0] if state["n"] % 9 else '<w:vMerge w:val="restart"/>'

        return re.sub(r"<w:vMerge/>|<w:vMerge w:val=\"continue\"/>", flip, xml)

    return _file("word, merges restarted", CITY, changed(_plain(), change), 150)


def cut_by_page() -> Strange:
    """Table 三 cut in two by hand; the vertical label goes on with its rest."""
    two, three, four = tables(CITY)
    grid = expanded(three, repeat=False)
    document = docx.Document()
    document.add_paragraph(CITY.title)

    def bare(rows: list[list[str]]) -> None:
        word = document.add_table(len(rows), len(rows[0]))
        for row, texts in zip(word.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text

    first, second = [list(r) for r in grid[:14]], [list(r) for r in grid[14:]]
    first[5][0], second[0][0] = "三、本年度", "办理结果"
    first[-1][1] = ""
    for number, heading in enumerate(HEADINGS, 1):
        document.add_paragraph(heading)
        if number == 2:
            filled(document, two)
        elif number == 3:
            bare(first)
            document.add_paragraph("")
            bare(second)
        elif number == 4:
            filled(document, four)
    return _file("word, a label cut by a page", CITY, saved(document), 190)


def in_cells_of_one() -> Strange:
    """All seven figures of a row in one cell, tabs between."""
    two, three, four = tables(CITY)
    document = docx.Document()
    document.add_paragraph(CITY.title)
    for number, heading in enumerate(HEADINGS, 1):
        document.add_paragraph(heading)
        if number == 3:
            word = document.add_table(0, 2)
            for row in three[3:]:
                cells = word.add_row().cells
                cells[0].text = "\n".join(c.text for c in row if not c.figure)
                cells[1].text = "\t".join(c.text for c in row if c.figure)
        elif number in (2, 4):
            filled(document, two if number == 2 else four)
    return _file("word, figures of a row in a cell", CITY, saved(document), 25)


def one_cell_of_lines() -> Strange:
    """A column of figures in one cell, a line for each row (drawn, not tabulated)."""
    two, three, four = tables(CITY)
    document = docx.Document()
    document.add_paragraph(CITY.title)
    rows = three[3:]
    for number, heading in enumerate(HEADINGS, 1):
        document.add_paragraph(heading)
        if number == 3:
            word = document.add_table(2, 8)
            for i, text in enumerate(
                ["申请人情况", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
            ):
                word.rows[0].cells[i].text = text
            word.rows[1].cells[0].text = "\n".join("".join(c.text for c in row if not c.figure) for row in rows)
            for i in range(7):
                word.rows[1].cells[i + 1].text = "\n".join([c.text for c in row if c.figure][i] for row in rows)
        elif number in (2, 4):
            filled(document, two if number == 2 else four)
    return _file("word, a column in a cell", CITY, saved(document), 25)


def hyphens_and_symbols() -> Strange:
    """No-break hyphens for minus, soft hyphens in labels, tabs and breaks in cells, symbols."""

    def write(value: Value) -> str:
        return plain(value)

    content = saved(built(OLD, tables(OLD, write)))

    def change(xml: str) -> str:
        xml = re.sub(r"<w:t>-(\d)</w:t>", r"<w:noBreakHyphen/><w:t>\1</w:t>", xml)
        return xml.replace("予以公开", "予以</w:t><w:softHyphen/><w:t>公开").replace(
            "商业企业", "商业</w:t><w:br/><w:t>企业"
        )

    return _file("word, no-break hyphens", OLD, changed(content, change), 190)


def symbol_digits() -> Strange:
    """Some digits are symbols of a font."""

    def change(xml: str) -> str:
        state = {"n": 0}

        def add(m: re.Match[str]) -> str:
            state["n"] += 1
            return (
                f'<w:r><w:t>{m[1][:-1]}</w:t><w:sym w:font="Times New Roman" w:char="00{ord(m[1][-1]):02X}"/></w:r>'
                if state["n"] % 8 == 0
                else m[0]
            )

        return FIGURE.sub(add, xml)

    return _file("word, digits as symbols", CITY, changed(_plain(), change), 0)


def picture_for_digits() -> Strange:
    """A figure is a drawing, a chart or an equation."""
    math = '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>{}</m:t></m:r></m:oMath>'

    def change(xml: str) -> str:
        state = {"n": 0}

        def add(m: re.Match[str]) -> str:
            state["n"] += 1
            return math.format(m[1]) if state["n"] % 8 == 0 else m[0]

        return FIGURE.sub(add, xml)

    return _file("word, figures as equations", CITY, changed(_plain(), change), 0)


def comments_and_ruby() -> Strange:
    """Ruby over a label, comments on figures, bookmarks, proof errors between digits."""

    def change(xml: str) -> str:
        xml = FIGURE.sub(
            lambda m: (
                '<w:commentRangeStart w:id="0"/><w:proofErr w:type="spellStart"/>'
                + "".join(
                    f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t>{d}</w:t></w:r><w:bookmarkStart w:id="5" w:name="_GoBack"/>'
                    for d in m[1]
                )
                + '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
            ),
            xml,
        )
        return xml.replace("<w:t>重复申请", "<w:t>重复申请")

    return _file("word, comments and pieces", CITY, changed(_plain(), change), 200)


def spaces_kept() -> Strange:
    """Figures typed with tabs and spaces around, full width, thousands."""

    def write(value: Value) -> str:
        text = f"{value:,}"
        return (
            f" \t{text}\u3000"
            if len(text) % 2
            else text.translate(str.maketrans("0123456789,.", "０１２３４５６７８９，．"))
        )

    return _file("word, spaces and full width", CITY, saved(built(CITY, tables(CITY, write))), 200)


def grid_before() -> Strange:
    """Rows that begin later: gridBefore, as wide as the label above, instead of a merged label."""
    return _beginning_later("word, rows that begin later", None)


def grid_before_short() -> Strange:
    """The same, but rows below a label over several columns begin in the second: their heads stand too far left."""
    return _beginning_later("word, rows that begin too early", 1)


def _beginning_later(name: str, wide: int | None) -> Strange:

    def change(xml: str) -> str:
        state = {"n": 0}

        def row(m: re.Match[str]) -> str:
            text = m[0]
            hit = re.search(r"<w:tc><w:tcPr>(?:(?!</w:tcPr>).)*<w:vMerge/>(?:(?!</w:tc>).)*</w:tc>", text, re.DOTALL)
            if hit and text.find("<w:tc>") == hit.start():
                state["n"] += 1
                span = re.search(r'<w:gridSpan w:val="(\d+)"', hit[0])
                columns = wide or int(span[1] if span else 1)
                return text.replace(hit[0], "", 1).replace(
                    "<w:tr>", f'<w:tr><w:trPr><w:gridBefore w:val="{columns}"/></w:trPr>', 1
                )
            return text

        return re.sub(r"<w:tr>(?:(?!<w:tr>).)*?</w:tr>", row, xml, flags=re.DOTALL)

    return _file(name, CITY, changed(_plain(), change), 150)


def html_chunk() -> Strange:
    """The tables were left as an imported part (altChunk)."""

    def change(xml: str) -> str:
        found = re.findall(r"<w:tbl>.*?</w:tbl>", xml, re.DOTALL)
        return xml.replace(
            found[1],
            '<w:altChunk xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId99"/>',
        )

    truth = {p: v for p, v in CITY.truth().items() if not p.startswith("applications")}
    return _file("word, a part imported", CITY, changed(_plain(), change), 25, truth, refused=True)


def heading_in_table() -> Strange:
    """Each section heading is the first row of its table; the title stands in a table too."""
    document = docx.Document()
    box = document.add_table(1, 1)
    box.rows[0].cells[0].text = COUNTY.agency + "\n" + f"{COUNTY.year}年政府信息公开工作年度报告"
    for number, heading in enumerate(HEADINGS, 1):
        if 2 <= number <= 4:
            t = tables(COUNTY)[number - 2]
            word = filled(document, t)
            row = word.add_row()  # type: ignore[no-untyped-call]
            merged = row.cells[0].merge(row.cells[-1])
            merged.text = heading
            word._tbl.remove(row._tr)
            word.rows[0]._tr.addprevious(row._tr)
        else:
            document.add_paragraph(heading)
            for line in PROSE[number]:
                document.add_paragraph(line)
    return _file("word, headings in the tables", COUNTY, saved(document), 200)


def header_and_footer() -> Strange:
    """Header, footer, cover and contents repeat title and headings."""
    document = built(CITY, tables(CITY))
    section = document.sections[0]
    section.header.paragraphs[0].text = CITY.title
    section.footer.paragraphs[0].text = "第 1 页 共 9 页"
    first = document.paragraphs[0]
    first.insert_paragraph_before(CITY.title)
    first.insert_paragraph_before("二〇二四年三月")
    first.insert_paragraph_before("目　录")
    for n, heading in enumerate(HEADINGS, 1):
        first.insert_paragraph_before(f"{heading}\t{n + 1}")
    return _file("word, cover and contents", CITY, saved(document), 200)


BUILDERS: Final[tuple[Callable[[], Strange], ...]] = (
    tracked,
    tracked_moves,
    hidden_text,
    struck,
    raised,
    controls,
    fields,
    text_box,
    tables_in_boxes,
    nested,
    numbered,
    numbered_rows,
    wrong_merges,
    cut_by_page,
    in_cells_of_one,
    one_cell_of_lines,
    hyphens_and_symbols,
    symbol_digits,
    picture_for_digits,
    comments_and_ruby,
    spaces_kept,
    grid_before,
    grid_before_short,
    html_chunk,
    heading_in_table,
    header_and_footer,
)


def word_files() -> Iterator[tuple[str, bytes, Figures]]:
    """Good files, to be printed as PDF by another program."""
    for figures in (CITY, COUNTY, OLD):
        yield figures.agency, _plain(figures), figures
