"""Plain text with separators, in sentences, in other orders."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from tests.strange.figures import CITY, COUNTY, OLD, TOWN, Value
from tests.strange.tables import applications, expanded, plain, shown_rows, tables
from tests.strange.text_parts import one_text, padded, report_text, width
from tests.strange.writing import HEADINGS, PROSE, Strange

__all__ = ["BUILDERS"]


def commas() -> Strange:
    """Exported with commas, thousands quoted."""

    def field(text: str) -> str:
        return f'"{text}"' if "," in text else text

    def write(value: Value) -> str:
        return f"{value:,}"

    parts = ["\n".join(",".join(map(field, row)) for row in expanded(t, repeat=False)) for t in tables(CITY, write)]
    return one_text("comma separated", CITY, parts, 200)


def semicolons() -> Strange:
    """Exported with semicolons."""
    parts = ["\n".join(";".join(row) for row in expanded(t, repeat=False)) for t in tables(CITY)]
    return one_text("semicolon separated", CITY, parts, 150)


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
    return one_text("markdown without spans", CITY, parts, 200)


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
    return one_text("markdown, spans repeated", CITY, parts, 200)


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
    return one_text("grid table", CITY, parts, 190)


def as_sentences() -> Strange:
    """Table 二 as numbered sentences, table 四 too."""
    d = [plain(v) for v in CITY.disclosure]
    e = [plain(v) for v in CITY.disputes]
    two = f"1.规章：本年制发{d[0]}件，本年废止{d[1]}件，现行有效{d[2]}件。\n2.行政规范性文件：本年制发{d[3]}件，本年废止{d[4]}件，现行有效{d[5]}件。\n3.行政许可本年处理决定{d[6]}件。\n4.行政处罚{d[7]}件，行政强制{d[8]}件。\n5.行政事业性收费{d[9]}万元。"
    four = f"行政复议：结果维持{e[0]}件，结果纠正{e[1]}件，其他结果{e[2]}件，尚未审结{e[3]}件，总计{e[4]}件。"
    three = "\n".join("\t".join(r) for r in shown_rows(applications(CITY)))
    truth = {p: v for p, v in CITY.truth().items() if "litigation" not in p}
    return one_text("sentences for tables", CITY, [two, three, four], 170, truth)


def wide_spaces() -> Strange:
    """Columns set apart by ideographic spaces."""
    parts = ["\n".join("\u3000\u3000".join(row) for row in shown_rows(t)) for t in tables(CITY)]
    return one_text("ideographic spaces", CITY, parts, 150)


def spaces_for_tabs() -> Strange:
    """Tabs that an editor turned into four spaces each, blanks and all."""
    parts = ["\n".join("    ".join(row) for row in shown_rows(t)) for t in tables(CITY)]
    return one_text("spaces for tabs", CITY, parts, 198)


def single_spaces() -> Strange:
    """One space between all cells."""
    parts = ["\n".join(" ".join(row) for row in shown_rows(t)) for t in tables(CITY)]
    return one_text("single spaces", CITY, parts, 150)


def short_rows() -> Strange:
    """Noughts left out, nothing tells where: rows have fewer figures than columns."""
    rows = []
    for row in applications(COUNTY):
        rows.append("  ".join(c.text for c in row if not (c.figure and c.text == "0")))
    two, _, four = tables(COUNTY)
    truth: dict[str, Value] = {
        p: (None if v == 0 and p.startswith("applications") else v) for p, v in COUNTY.truth().items()
    }
    return one_text(
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
    return one_text(
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
    return one_text("spaces between digits", COUNTY, parts, 0)


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
    return one_text("form of 2019 copied", OLD, parts, 190)


def amounts_in_yuan() -> Strange:
    """The amount printed in 元 below a head of 万元, with thousands."""
    parts = ["\n".join("\t".join(row) for row in shown_rows(t)) for t in tables(CITY)]
    parts[0] = parts[0].replace("8214.57", "82,145,700.00元")
    return one_text("amount in yuan", CITY, parts, 200)


def chinese_numerals() -> Strange:
    """Small figures in Chinese numerals."""
    names = "〇一二三四五六七八九"

    def write(value: Value) -> str:
        return names[int(value)] if isinstance(value, int) and value < 10 else "十二" if value == 12 else plain(value)

    parts = ["\n".join("\t".join(row) for row in shown_rows(t)) for t in tables(TOWN, write)]
    return one_text("chinese numerals", TOWN, parts, 0)


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
    return one_text("leaders of dots", CITY, [two, parts[1], parts[2]], 190)


BUILDERS: Final[tuple[Callable[[], Strange], ...]] = (
    commas,
    semicolons,
    markdown_lost_spans,
    markdown_repeated,
    markdown_bold,
    grid_table,
    as_sentences,
    wide_spaces,
    spaces_for_tabs,
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
)
