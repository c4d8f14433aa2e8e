"""Plain text copied from a browser or a messenger, columns of a PDF, recognised scans."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Final

import attrs

from tests.strange.figures import CITY, COUNTY, TOWN, Value
from tests.strange.tables import applications, disclosure, plain, shown_rows, tables
from tests.strange.text_parts import one_text, padded, pdf_columns, pdf_heads
from tests.strange.writing import Strange

__all__ = ["BUILDERS"]


def browser_copy() -> Strange:
    """innerText: cells set apart by tabs, rows by lines, spans leave nothing."""
    parts = ["\n".join("\t".join(row) for row in shown_rows(t)) for t in tables(CITY)]
    return one_text("copied from a browser", CITY, parts, 200)


def browser_copy_paragraphs() -> Strange:
    """innerText of cells that hold paragraphs: a tab and blank lines between."""
    parts = ["\n".join("\t\n".join(f"{text}\n" for text in row) for row in shown_rows(t)) for t in tables(CITY)]
    return one_text("copied, paragraphs in cells", CITY, parts, 190)


def browser_copy_blanks() -> Strange:
    """innerText where noughts were left blank: tabs alone tell the place."""
    blank = attrs.evolve(
        COUNTY, applications=tuple(tuple(None if v == 0 else v for v in row) for row in COUNTY.applications)
    )
    parts = ["\n".join("\t".join(row) for row in shown_rows(t)) for t in tables(blank)]
    return one_text("copied, noughts blank", blank, parts, 150)


def phone_copy() -> Strange:
    """Each cell a line and a blank line, as long articles of a messenger are copied."""
    parts = ["\n\n".join(text for row in shown_rows(t) for text in row if text) for t in tables(CITY)]
    return one_text("copied from a messenger", CITY, parts, 200)


def phone_copy_blanks() -> Strange:
    """The same with blank cells that left nothing."""
    blank = attrs.evolve(
        COUNTY, applications=tuple(tuple(None if v == 0 else v for v in row) for row in COUNTY.applications)
    )
    parts = ["\n".join(text for row in shown_rows(t) for text in row if text) for t in tables(blank)]
    return one_text("a line each, blanks gone", blank, parts)


def layout() -> Strange:
    """Columns of a PDF set apart by spaces, labels wrapped around their figures."""
    two, three, four = tables(CITY)
    d = ["  ".join(padded(c.text, 18) for c in row) for row in two]
    four_lines = [
        "     行政复议                     行政诉讼",
        "",
        "结果 结果 其他 尚未 总计  未经复议直接起诉           复议后起诉",
        "维持 纠正 结果 审结       结果 结果 其他 尚未 总计  结果 结果 其他 尚未 总计",
        "                          维持 纠正 结果 审结       维持 纠正 结果 审结",
        "",
        "  ".join(c.text for c in four[-1]),
    ]
    return one_text(
        "pdf columns",
        CITY,
        ["\n".join(d), "\n".join(pdf_heads() + pdf_columns(three[3:])), "\n".join(four_lines)],
        150,
    )


def layout_pages() -> Strange:
    """The same with page numbers, running heads and form feeds inside the table."""
    _, three, four = tables(CITY)
    lines = pdf_columns(three[3:])
    out = list(pdf_heads())
    for n, line in enumerate(lines):
        out.append(line)
        if n in (14, 41):
            out += [
                "",
                "                                     - 4 -" if n == 14 else "                        第 5 页 共 7 页",
                "\f岚川市人民政府 2023 年政府信息公开工作年度报告",
                "",
            ]
    d = ["  ".join(padded(c.text, 18) for c in row) for row in disclosure(CITY)]
    return one_text(
        "pdf columns over pages", CITY, ["\n".join(d), "\n".join(out), "\t".join(c.text for c in four[-1])], 150
    )


def page_number_alone() -> Strange:
    """A cell a line, a lone page number between the cells of a row."""
    parts = []
    for number, t in enumerate(tables(CITY)):
        cells = [text for row in shown_rows(t) for text in row]
        if number == 1:
            cells.insert(60, "4")
            cells.insert(140, "5")
        parts.append("\n".join(cells))
    return one_text("page number among the cells", CITY, parts, 100)


def page_number_end() -> Strange:
    """A cell a line, a lone page number after the last cell of a row of noughts (could be its figure)."""
    cells: list[str] = []
    for row in applications(TOWN):
        cells += [c.text for c in row]
        if any("2.重复申请" in c.text for c in row):
            cells.append("4")
    two, _, four = tables(TOWN)
    lines = ["\n".join(text for row in shown_rows(t) for text in row) for t in (two, four)]
    return one_text("page number after a row", TOWN, [lines[0], "\n".join(cells), lines[1]], 190)


def raw() -> Strange:
    """``pdftotext`` without layout: vertical label broken by letters, wrapped labels on lines of their own."""
    cells: list[str] = []
    for row in applications(CITY):
        for c in row:
            if c.text.startswith("三、"):
                cells += ["三、", "本", "年", "度", "办", "理", "结", "果"]
            elif not c.figure and len(c.text) > 11:
                cells += [c.text[i : i + 11] for i in range(0, len(c.text), 11)]
            else:
                cells.append(c.text)
    two, _, four = tables(CITY)
    lines = ["\n".join(text for row in shown_rows(t) for text in row) for t in (two, four)]
    return one_text("raw text of a pdf", CITY, [lines[0], "\n".join(cells), lines[1]], 190)


def raw_rows() -> Strange:
    """Figures of a row in one line, the label above in several."""
    lines: list[str] = []
    for row in applications(CITY):
        labels = "".join(c.text for c in row if not c.figure)
        figures = " ".join(c.text for c in row if c.figure)
        lines += [labels[i : i + 12] for i in range(0, len(labels), 12)]
        if figures:
            lines.append(figures)
    two, _, four = tables(CITY)
    return one_text(
        "label lines, then a line of figures",
        CITY,
        [
            "\n".join(" ".join(r) for r in shown_rows(two)),
            "\n".join(lines),
            "\n".join(" ".join(r) for r in shown_rows(four)),
        ],
        150,
    )


def recognised() -> Strange:
    """A recognised scan: letters for digits, look-alike characters in labels."""
    dice = random.Random(3)
    swaps = {"1": "lI|", "0": "OoＯ〇", "5": "S"}
    letters = str.maketrans({"本": "木", "已": "己", "未": "末", "处": "处", "类": "类"})

    def write(value: Value) -> str:
        text = plain(value)
        return "".join(dice.choice(swaps[c]) if c in swaps and dice.random() < 0.3 else c for c in text)

    parts = ["\n".join("\t".join(row).translate(letters) for row in shown_rows(t)) for t in tables(CITY, write)]
    return one_text("recognised scan", CITY, parts, 60)


def recognised_joined() -> Strange:
    """A recognised scan that lost a column border: two neighbouring figures stand in one cell."""
    rows = []
    for row in applications(CITY):
        labels = [c.text for c in row if not c.figure]
        f = [c.text for c in row if c.figure]
        rows.append("\t".join([*labels, *([f[0], f[1] + f[2], *f[3:]] if f else [])]))
    two, _, four = tables(CITY)
    return one_text(
        "two figures stuck together",
        CITY,
        [
            "\n".join("\t".join(r) for r in shown_rows(two)),
            "\n".join(rows),
            "\n".join("\t".join(r) for r in shown_rows(four)),
        ],
        25,
    )


def two_columns() -> Strange:
    """Two printed columns side by side in table 二."""
    d = [plain(v) for v in CITY.disclosure]
    left = [
        "信息内容  本年制发件数  本年废止件数  现行有效件数",
        f"规章  {d[0]}  {d[1]}  {d[2]}",
        f"行政规范性文件  {d[3]}  {d[4]}  {d[5]}",
    ]
    right = ["信息内容  本年处理决定数量", f"行政许可  {d[6]}", f"行政处罚  {d[7]}"]
    lines = [padded(a, 60) + b for a, b in zip(left, right, strict=True)] + [
        padded(f"行政强制  {d[8]}", 60) + f"行政事业性收费（万元）  {d[9]}"
    ]
    parts = ["\n".join("\t".join(r) for r in shown_rows(t)) for t in tables(CITY)]
    return one_text("two columns of rows", CITY, ["\n".join(lines), parts[1], parts[2]], 190)


BUILDERS: Final[tuple[Callable[[], Strange], ...]] = (
    browser_copy,
    browser_copy_paragraphs,
    browser_copy_blanks,
    phone_copy,
    phone_copy_blanks,
    layout,
    layout_pages,
    page_number_alone,
    page_number_end,
    raw,
    raw_rows,
    recognised,
    recognised_joined,
    two_columns,
)
