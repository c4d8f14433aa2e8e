"""Plain text: copied pages, columns of a PDF, recognised scans, exports."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Sequence
from typing import Final

import attrs

from tests.strange.figures import CITY, COUNTY, OLD, TOWN, Figures, Value
from tests.strange.tables import Table, applications, disclosure, expanded, plain, shown_rows, tables
from tests.strange.writing import HEADINGS, PROSE, Strange

__all__ = ["BUILDERS"]


def report_text(figures: Figures, parts: Sequence[str], *, title: str | None = None) -> str:
    """Title, headings, prose and the three parts."""
    pieces = [title or figures.title, ""]
    for number, heading in enumerate(HEADINGS, 1):
        pieces.append(heading)
        pieces += [parts[number - 2]] if 2 <= number <= 4 else PROSE[number]
    return "\n".join(pieces) + "\n"


def _text(
    name: str, figures: Figures, parts: Sequence[str], least: int = 0, truth: dict[str, Value] | None = None
) -> Strange:
    return Strange(name, report_text(figures, parts), truth or figures.truth(), None, least)


def width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def padded(text: str, size: int) -> str:
    return text + " " * max(size - width(text), 0)


def browser_copy() -> Strange:
    """innerText: cells set apart by tabs, rows by lines, spans leave nothing."""
    parts = ["\n".join("\t".join(row) for row in shown_rows(t)) for t in tables(CITY)]
    return _text("copied from a browser", CITY, parts, 200)


def browser_copy_paragraphs() -> Strange:
    """innerText of cells that hold paragraphs: a tab and blank lines between."""
    parts = ["\n".join("\t\n".join(f"{text}\n" for text in row) for row in shown_rows(t)) for t in tables(CITY)]
    return _text("copied, paragraphs in cells", CITY, parts, 190)


def browser_copy_blanks() -> Strange:
    """innerText where noughts were left blank: tabs alone tell the place."""
    blank = attrs.evolve(
        COUNTY, applications=tuple(tuple(None if v == 0 else v for v in row) for row in COUNTY.applications)
    )
    parts = ["\n".join("\t".join(row) for row in shown_rows(t)) for t in tables(blank)]
    return _text("copied, noughts blank", blank, parts, 150)


def phone_copy() -> Strange:
    """Each cell a line and a blank line, as long articles of a messenger are copied."""
    parts = ["\n\n".join(text for row in shown_rows(t) for text in row if text) for t in tables(CITY)]
    return _text("copied from a messenger", CITY, parts, 200)


def phone_copy_blanks() -> Strange:
    """The same with blank cells that left nothing."""
    blank = attrs.evolve(
        COUNTY, applications=tuple(tuple(None if v == 0 else v for v in row) for row in COUNTY.applications)
    )
    parts = ["\n".join(text for row in shown_rows(t) for text in row if text) for t in tables(blank)]
    return _text("a line each, blanks gone", blank, parts)


def _columns(table: Table, sizes: int = 9, label: int = 24) -> list[str]:
    """As ``pdftotext -layout``: labels wrapped in their column, the figures level with the middle line."""
    lines = []
    for row in table:
        figures = [c.text for c in row if c.figure]
        labels = [c.text for c in row if not c.figure]
        text = " ".join(labels)
        pieces = [""]
        for char in text:
            if width(pieces[-1]) + width(char) > label:
                pieces.append("")
            pieces[-1] += char
        middle = len(pieces) // 2
        for n, piece in enumerate(pieces):
            cells = "".join(padded(f, sizes) for f in figures) if n == middle else ""
            lines.append(("      " + padded(piece, label + 4) + cells).rstrip())
        lines.append("")
    return lines


def _layout_heads() -> list[str]:
    return [
        "                                                        申请人情况",
        "",
        "（本列数据的勾稽关系为：第一项加第二项之和，                    法人或其他组织",
        "等于第三项加第四项之和）              自然人                                              总计",
        "                                          商业    科研    社会公   法律服   其他",
        "                                          企业    机构    益组织   务机构",
        "",
    ]


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
    return _text(
        "pdf columns",
        CITY,
        ["\n".join(d), "\n".join(_layout_heads() + _columns(three[3:])), "\n".join(four_lines)],
        150,
    )


def layout_pages() -> Strange:
    """The same with page numbers, running heads and form feeds inside the table."""
    _, three, four = tables(CITY)
    lines = _columns(three[3:])
    out = list(_layout_heads())
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
    return _text(
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
    return _text("page number among the cells", CITY, parts, 100)


def page_number_end() -> Strange:
    """A cell a line, a lone page number after the last cell of a row of noughts (could be its figure)."""
    cells: list[str] = []
    for row in applications(TOWN):
        cells += [c.text for c in row]
        if any("2.重复申请" in c.text for c in row):
            cells.append("4")
    two, _, four = tables(TOWN)
    lines = ["\n".join(text for row in shown_rows(t) for text in row) for t in (two, four)]
    return _text("page number after a row", TOWN, [lines[0], "\n".join(cells), lines[1]], 190)


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
    return _text("raw text of a pdf", CITY, [lines[0], "\n".join(cells), lines[1]], 190)


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
    return _text(
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
    return _text("recognised scan", CITY, parts, 60)


def recognised_joined() -> Strange:
    """A recognised scan that lost a column border: two neighbouring figures stand in one cell."""
    rows = []
    for row in applications(CITY):
        labels = [c.text for c in row if not c.figure]
        f = [c.text for c in row if c.figure]
        rows.append("\t".join([*labels, *([f[0], f[1] + f[2], *f[3:]] if f else [])]))
    two, _, four = tables(CITY)
    return _text(
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
    return _text("two columns of rows", CITY, ["\n".join(lines), parts[1], parts[2]], 190)


def commas() -> Strange:
    """Exported with commas, thousands quoted."""

    def field(text: str) -> str:
        return f'"{text}"' if "," in text else text

    def write(value: Value) -> str:
        return f"{value:,}"

    parts = ["\n".join(",".join(map(field, row)) for row in expanded(t, repeat=False)) for t in tables(CITY, write)]
    return _text("comma separated", CITY, parts, 200)


def semicolons() -> Strange:
    """Exported with semicolons."""
    parts = ["\n".join(";".join(row) for row in expanded(t, repeat=False)) for t in tables(CITY)]
    return _text("semicolon separated", CITY, parts, 150)


def markdown_lost_spans() -> Strange:
    """Markdown by a crawler that knows no spans: rows of unequal length."""
    parts = []
    for t in tables(CITY):
        rows = shown_rows(t)
        size = max(map(len, rows))
        parts.append(
            "\n".join(
                [
                    "| " + " | ".join(rows[0]) + " |",
                    "|" + " --- |" * size,
                    *("| " + " | ".join(r) + " |" for r in rows[1:]),
                ]
            )
        )
    return _text("markdown without spans", CITY, parts, 200)


def markdown_repeated() -> Strange:
    """Markdown by a tool that repeats the text of spans."""
    parts = []
    for t in tables(CITY):
        rows = expanded(t)
        parts.append(
            "\n".join(
                [
                    "| " + " | ".join(rows[0]) + " |",
                    "|" + " --- |" * len(rows[0]),
                    *("| " + " | ".join(r) + " |" for r in rows[1:]),
                ]
            )
        )
    return _text("markdown, spans repeated", CITY, parts, 200)


def markdown_bold() -> Strange:
    """Markdown with emphasis, escapes and line breaks in cells."""
    parts = []
    for t in tables(CITY):
        rows = [
            [c.text if c.figure else f"**{c.text.replace('.', chr(92) + '.')}**".replace("（", "<br>（") for c in r]
            for r in t
        ]
        size = max(map(len, rows))
        parts.append(
            "\n".join(
                [
                    "| " + " | ".join(rows[0]) + " |",
                    "|" + ":---:|" * size,
                    *("| " + " | ".join(r) + " |" for r in rows[1:]),
                ]
            )
        )
    heads = report_text(CITY, parts)
    for h in HEADINGS:
        heads = heads.replace("\n" + h + "\n", f"\n## {h}\n\n")
    return Strange("markdown with emphasis", "# " + heads, CITY.truth(), None, 150)


def grid_table() -> Strange:
    """Pandoc's grid tables."""
    parts = []
    for t in tables(CITY):
        rows = expanded(t, repeat=False)
        sizes = [max(width(r[i]) for r in rows) + 2 for i in range(len(rows[0]))]
        rule = "+" + "+".join("-" * s for s in sizes) + "+"
        parts.append(
            "\n".join(
                [
                    rule,
                    *(
                        line
                        for r in rows
                        for line in (
                            "|" + "|".join(padded(" " + x, s) for x, s in zip(r, sizes, strict=True)) + "|",
                            rule,
                        )
                    ),
                ]
            )
        )
    return _text("grid table", CITY, parts, 190)


def as_sentences() -> Strange:
    """Table 二 as numbered sentences, table 四 too."""
    d = [plain(v) for v in CITY.disclosure]
    e = [plain(v) for v in CITY.disputes]
    two = f"1.规章：本年制发{d[0]}件，本年废止{d[1]}件，现行有效{d[2]}件。\n2.行政规范性文件：本年制发{d[3]}件，本年废止{d[4]}件，现行有效{d[5]}件。\n3.行政许可本年处理决定{d[6]}件。\n4.行政处罚{d[7]}件，行政强制{d[8]}件。\n5.行政事业性收费{d[9]}万元。"
    four = f"行政复议：结果维持{e[0]}件，结果纠正{e[1]}件，其他结果{e[2]}件，尚未审结{e[3]}件，总计{e[4]}件。"
    three = "\n".join("\t".join(r) for r in shown_rows(applications(CITY)))
    truth = {p: v for p, v in CITY.truth().items() if "litigation" not in p}
    return _text("sentences for tables", CITY, [two, three, four], 170, truth)


def wide_spaces() -> Strange:
    """Columns set apart by ideographic spaces."""
    parts = ["\n".join("\u3000\u3000".join(row) for row in shown_rows(t)) for t in tables(CITY)]
    return _text("ideographic spaces", CITY, parts, 150)


def single_spaces() -> Strange:
    """One space between all cells."""
    parts = ["\n".join(" ".join(row) for row in shown_rows(t)) for t in tables(CITY)]
    return _text("single spaces", CITY, parts, 150)


def short_rows() -> Strange:
    """Noughts left out, nothing tells where: rows have fewer figures than columns."""
    rows = []
    for row in applications(COUNTY):
        rows.append("  ".join(c.text for c in row if not (c.figure and c.text == "0")))
    two, _, four = tables(COUNTY)
    truth: dict[str, Value] = {
        p: (None if v == 0 and p.startswith("applications") else v) for p, v in COUNTY.truth().items()
    }
    return _text(
        "rows of fewer figures",
        COUNTY,
        [
            "\n".join("\t".join(r) for r in shown_rows(two)),
            "\n".join(rows),
            "\n".join("\t".join(r) for r in shown_rows(four)),
        ],
        0,
        truth,
    )


def label_after() -> Strange:
    """A wrapped label: figures stand at the end of its first line, its rest below."""
    lines = []
    for row in applications(CITY):
        labels = "  ".join(c.text for c in row if not c.figure)
        figures = "   ".join(c.text for c in row if c.figure)
        if figures and len(labels) > 16:
            lines += [labels[:16] + "   " + figures, labels[16:]]
        else:
            lines.append((labels + "   " + figures).rstrip())
    two, _, four = tables(CITY)
    return _text(
        "rest of the label below",
        CITY,
        [
            "\n".join("  ".join(r) for r in shown_rows(two)),
            "\n".join(lines),
            "\n".join("  ".join(r) for r in shown_rows(four)),
        ],
        150,
    )


def spaced_digits() -> Strange:
    """Justified text: a space between the digits of a number, two between cells."""

    def write(value: Value) -> str:
        return " ".join(plain(value))

    parts = ["\n".join("   ".join(row) for row in shown_rows(t)) for t in tables(COUNTY, write)]
    return _text("spaces between digits", COUNTY, parts, 0)


def markers() -> Strange:
    """A word processor's plain text: bullets, a BOM, CRLF, tabs before."""
    parts = ["\r\n".join("\t" + "\t|\t".join(row) for row in shown_rows(t)) for t in tables(CITY)]
    text = report_text(CITY, parts).replace("\r\n", "\n").replace("\n", "\r\n")
    return Strange("tabs and lone pipes, crlf", ("\ufeff" + text).encode(), CITY.truth(), None, 190)


def old_form_copied() -> Strange:
    """The form of 2019, copied; amounts with units, changes with signs in words."""

    def write(value: Value) -> str:
        return "减3" if value == -3 else "-1" if value == -1 else "+2" if value == 2 else plain(value)

    parts = ["\n".join("\t".join(row) for row in shown_rows(t)) for t in tables(OLD, write)]
    return _text("form of 2019 copied", OLD, parts, 190)


def amounts_in_yuan() -> Strange:
    """The amount printed in 元 below a head of 万元, with thousands."""
    parts = ["\n".join("\t".join(row) for row in shown_rows(t)) for t in tables(CITY)]
    parts[0] = parts[0].replace("8214.57", "82,145,700.00元")
    return _text("amount in yuan", CITY, parts, 200)


def chinese_numerals() -> Strange:
    """Small figures in Chinese numerals."""
    names = "〇一二三四五六七八九"

    def write(value: Value) -> str:
        return names[int(value)] if isinstance(value, int) and value < 10 else "十二" if value == 12 else plain(value)

    parts = ["\n".join("\t".join(row) for row in shown_rows(t)) for t in tables(TOWN, write)]
    return _text("chinese numerals", TOWN, parts, 0)


def two_reports() -> Strange:
    """Two reports in one file."""
    parts = ["\n".join("\t".join(row) for row in shown_rows(t)) for t in tables(CITY)]
    other = ["\n".join("\t".join(row) for row in shown_rows(t)) for t in tables(COUNTY)]
    return Strange("two reports", report_text(CITY, parts) + "\n\n" + report_text(COUNTY, other), {}, None, 0, True)


def swapped_sections() -> Strange:
    """Table 四 stands before table 三, under its own heading."""
    parts = ["\n".join("\t".join(row) for row in shown_rows(t)) for t in tables(CITY)]
    pieces = [
        CITY.title,
        HEADINGS[0],
        *PROSE[1],
        HEADINGS[1],
        parts[0],
        HEADINGS[3],
        parts[2],
        HEADINGS[2],
        parts[1],
        HEADINGS[4],
        *PROSE[5],
    ]
    return Strange("sections in another order", "\n".join(pieces), CITY.truth(), None, 200)


def no_headings() -> Strange:
    """Tables alone: no title, no heading."""
    parts = ["\n".join("\t".join(row) for row in shown_rows(t)) for t in tables(CITY)]
    return Strange("tables alone", "\n\n".join(parts), CITY.truth(), None, 200)


def prose_with_figures_in_lines() -> Strange:
    """Prose lines of the overview that read like rows."""
    parts = ["\n".join("\t".join(row) for row in shown_rows(t)) for t in tables(CITY)]
    text = report_text(CITY, parts).replace(
        PROSE[1][0], "规章 5 件\n行政许可 12 件\n本年新收政府信息公开申请数量 88 件\n" + PROSE[1][0]
    )
    return Strange("prose that reads like rows", text, CITY.truth(), None, 150)


def dots() -> Strange:
    """Leaders of dots between label and figure in table 二."""
    d = [plain(v) for v in CITY.disclosure]
    two = "\n".join(
        [
            "信息内容",
            "规章",
            f"  本年制发件数……………{d[0]}",
            f"  本年废止件数……………{d[1]}",
            f"  现行有效件数……………{d[2]}",
            "行政规范性文件",
            f"  本年制发件数……………{d[3]}",
            f"  本年废止件数……………{d[4]}",
            f"  现行有效件数……………{d[5]}",
            f"行政许可 本年处理决定数量……………{d[6]}",
            f"行政处罚 本年处理决定数量……………{d[7]}",
            f"行政强制 本年处理决定数量……………{d[8]}",
            f"行政事业性收费 本年收费金额（单位：万元）……………{d[9]}",
        ]
    )
    parts = ["\n".join("\t".join(row) for row in shown_rows(t)) for t in tables(CITY)]
    return _text("leaders of dots", CITY, [two, parts[1], parts[2]], 190)


def _others(figures: Figures, two: str | None = None, three: str | None = None, four: str | None = None) -> list[str]:
    """The three parts copied from a browser, but for those that are given."""
    copied = ["\n".join("\t".join(row) for row in shown_rows(t)) for t in tables(figures)]
    return [copied[at] if part is None else part for at, part in enumerate((two, three, four))]


def _by_row(table: Table) -> list[tuple[list[str], list[str]]]:
    return [([c.text for c in row if not c.figure], [c.text for c in row if c.figure]) for row in table]


def figures_first() -> Strange:
    """A line for each cell, the figures of a row before its label, as some PDF tools give them."""
    lines = [text for labels, values in _by_row(applications(CITY)) for text in (*values, *labels)]
    two = [text for labels, values in _by_row(disclosure(CITY)) for text in (*values, *labels)]
    return _text("figures before labels", CITY, _others(CITY, "\n".join(two), "\n".join(lines)))


def figures_first_in_lines() -> Strange:
    """A line of figures above the line of their label."""
    lines = [
        line for labels, values in _by_row(applications(CITY)) for line in (" ".join(values), "".join(labels)) if line
    ]
    two = [
        line for labels, values in _by_row(disclosure(CITY)) for line in (" ".join(values), " ".join(labels)) if line
    ]
    return _text("a line of figures, then its label", CITY, _others(CITY, "\n".join(two), "\n".join(lines)))


def column_by_column() -> Strange:
    """All labels, then the figures of each column from top to bottom."""
    rows = _by_row(applications(CITY))
    labels = ["".join(one) for one, values in rows if values]
    heads = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    columns = [line for at, head in enumerate(heads) for line in (head, *(values[at] for _, values in rows if values))]
    return _text("column by column", CITY, _others(CITY, None, "\n".join([*labels, *columns])))


def labels_then_figures() -> Strange:
    """The labels of two rows, then the figures of both."""
    d = [plain(v) for v in CITY.disclosure]
    lines = [
        "第二十条第（一）项",
        "信息内容",
        "本年制发件数",
        "本年废止件数",
        "现行有效件数",
        "规章",
        "行政规范性文件",
        *d[:6],
    ]
    lines += [
        "第二十条第（五）项",
        "信息内容",
        "本年处理决定数量",
        "行政许可",
        d[6],
        "第二十条第（六）项",
        "信息内容",
        "本年处理决定数量",
    ]
    lines += [
        "行政处罚",
        "行政强制",
        d[7],
        d[8],
        "第二十条第（八）项",
        "信息内容",
        "本年收费金额（单位：万元）",
        "行政事业性收费",
        d[9],
    ]
    return _text("labels of two rows, then their figures", CITY, _others(CITY, "\n".join(lines)))


def heads_behind() -> Strange:
    """The heads of table 二 stand behind their figures."""
    d = [plain(v) for v in CITY.disclosure]
    lines = [
        "第二十条第（六）项",
        "行政处罚",
        d[7],
        "行政强制",
        d[8],
        "信息内容",
        "本年处理决定数量",
        "第二十条第（五）项",
        "行政许可",
        d[6],
        "信息内容",
        "本年处理决定数量",
    ]
    lines += [
        "第二十条第（一）项",
        "规章",
        *d[:3],
        "行政规范性文件",
        *d[3:6],
        "信息内容",
        "本年制发件数",
        "本年废止件数",
        "现行有效件数",
    ]
    lines += ["第二十条第（八）项", "信息内容", "本年收费金额（单位：万元）", "行政事业性收费", d[9]]
    return _text("heads behind their figures", CITY, _others(CITY, "\n".join(lines)))


def columns_in_another_order() -> Strange:
    """Copied from a browser; the columns of table 三 in another order, under their heads."""
    order = [6, 5, 4, 3, 2, 1, 0]
    rows: list[str] = []
    for n, (labels, values) in enumerate(_by_row(applications(CITY))):
        if n == 1:
            labels = ["总计", "法人或其他组织", "自然人"]
        elif n == 2:
            labels = labels[::-1]
        rows.append("\t".join([*labels, *(values[at] for at in order if values)]))
    return _text("columns in another order", CITY, _others(CITY, None, "\n".join(rows)))


def a_cell_lost() -> Strange:
    """A line for each cell; one figure of a row was lost (a nought that looked like nothing)."""
    lines: list[str] = []
    lost = False
    for labels, values in _by_row(applications(CITY)):
        kept = list(values)
        if any("部分公开" in label for label in labels) and not lost:
            kept.remove("0")
            lost = True
        lines += [*labels, *kept]
    truth = dict(CITY.truth())
    return _text("a figure lost", CITY, _others(CITY, None, "\n".join(lines)), 0, truth)


def last_digit_below() -> Strange:
    """A narrow column broke the long figures: their last digit stands on a line of its own."""
    lines: list[str] = []
    for labels, values in _by_row(applications(CITY)):
        lines += labels
        for value in values:
            lines += [value[:-1], value[-1:]] if len(value) > 3 else [value]
    return _text("last digit on a line below", CITY, _others(CITY, None, "\n".join(lines)))


def row_numbers() -> Strange:
    """Copied from a browser, a number before each row, and a row of column numbers."""
    rows: list[str] = []
    for n, (labels, values) in enumerate(_by_row(applications(CITY))):
        rows.append("\t".join([*([str(n - 2)] if values else []), *labels, *values]))
        if n == 2:
            rows.append("\t".join(["栏次", "甲", *map(str, range(1, 8))]))
    return _text("row numbers copied", CITY, _others(CITY, None, "\n".join(rows)))


def year_beside() -> Strange:
    """Each row of table 二 has last year's figure too, set in brackets."""
    d = CITY.disclosure

    def both(value: Value) -> str:
        return f"{plain(value)}（上年{int(value or 0) + 3}）"

    parts = _others(
        CITY, "\n".join("\t".join(row) for row in shown_rows(disclosure(attrs.evolve(CITY, disclosure=d), both)))
    )
    return _text("last year in brackets", CITY, parts)


def footnote_behind() -> Strange:
    """Footnotes as digits in brackets behind figures, the notes below."""

    def write(value: Value) -> str:
        return f"{plain(value)}[1]" if value in (128, 48119) else plain(value)

    parts = _others(
        CITY, "\n".join("\t".join(row) for row in shown_rows(disclosure(CITY, write))) + "\n[1] 含委托机关 12 件。"
    )
    return _text("footnotes in brackets", CITY, parts, 190)


def blanks_and_total() -> Strange:
    """Only the column 总计 is filled, one line per cell, blank lines for blanks."""
    rows = attrs.evolve(
        COUNTY, applications=tuple((None, None, None, None, None, None, row[-1]) for row in COUNTY.applications)
    )
    lines = [text for row in shown_rows(applications(rows)) for text in row]
    return _text("totals alone, a line each", rows, _others(rows, None, "\n".join(lines)))


def totals_alone_in_lines() -> Strange:
    """Only totals, a row in a line, blanks leaving nothing."""
    rows = attrs.evolve(
        COUNTY, applications=tuple((None, None, None, None, None, None, row[-1]) for row in COUNTY.applications)
    )
    lines = ["  ".join(text for text in row if text) for row in shown_rows(applications(rows))]
    return _text("totals alone, in lines", rows, _others(rows, None, "\n".join(lines)))


def natural_persons_alone() -> Strange:
    """Only natural persons and totals are filled in, the other cells blank: tabs tell."""
    rows = attrs.evolve(
        COUNTY, applications=tuple((row[0], None, None, None, None, None, row[0]) for row in COUNTY.applications)
    )
    return _text("two columns filled, tabs", rows, _others(rows), 150)


def wrapped_figures() -> Strange:
    """Copied from a browser whose cells hold a figure in two paragraphs: 12 and below it （其中 3）."""

    def write(value: Value) -> str:
        return f"{plain(value)}\n（其中线上3）" if value in (215307, 3962) else plain(value)

    parts = _others(CITY, "\n".join("\t".join(row) for row in shown_rows(disclosure(CITY, write))))
    return _text("a remark below the figure", CITY, parts, 185)


def sums_written_out() -> Strange:
    """A figure written as a sum."""

    def write(value: Value) -> str:
        return "100+28" if value == 128 else "48000+119=48119" if value == 48119 else plain(value)

    parts = _others(CITY, "\n".join("\t".join(row) for row in shown_rows(disclosure(CITY, write))))
    return _text("figures as sums", CITY, parts, 190)


def about() -> Strange:
    """Rounded figures and ranges."""

    def write(value: Value) -> str:
        return {215307: "21.53万", 48119: "4.8万余", 3962: "近4000", 128: "120-130", 31: "31（件）", 17: "共17"}.get(
            int(value or 0), plain(value)
        )

    parts = _others(CITY, "\n".join("\t".join(row) for row in shown_rows(disclosure(CITY, write))))
    return _text("rounded figures", CITY, parts, 180)


def dates_in_rows() -> Strange:
    """A date and a telephone number at the end of the tables."""
    parts = ["\n".join("\t".join(row) for row in shown_rows(t)) for t in tables(CITY)]
    parts[1] += "\n填表人\t王某\t电话\t05551234567\t日期\t2024\t1\t20"
    parts[2] += "\n填表人\t王某\t电话\t05551234567"
    return _text("fillers in the tables", CITY, parts, 180)


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
    commas,
    semicolons,
    markdown_lost_spans,
    markdown_repeated,
    markdown_bold,
    grid_table,
    as_sentences,
    wide_spaces,
    single_spaces,
    short_rows,
    label_after,
    spaced_digits,
    markers,
    old_form_copied,
    amounts_in_yuan,
    chinese_numerals,
    two_reports,
    swapped_sections,
    no_headings,
    prose_with_figures_in_lines,
    dots,
    figures_first,
    figures_first_in_lines,
    column_by_column,
    labels_then_figures,
    heads_behind,
    columns_in_another_order,
    a_cell_lost,
    last_digit_below,
    row_numbers,
    year_beside,
    footnote_behind,
    blanks_and_total,
    totals_alone_in_lines,
    natural_persons_alone,
    wrapped_figures,
    sums_written_out,
    about,
    dates_in_rows,
)
