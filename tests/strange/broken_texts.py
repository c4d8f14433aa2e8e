"""Plain text whose labels and figures were torn apart, with figures beside the figures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import attrs

from tests.strange.figures import CITY, COUNTY, Value
from tests.strange.tables import applications, disclosure, plain, shown_rows, tables
from tests.strange.text_parts import by_row, copied_but, one_text
from tests.strange.writing import Strange

__all__ = ["BUILDERS"]


def figures_first() -> Strange:
    """A line for each cell, the figures of a row before its label, as some PDF tools give them."""
    lines = [text for labels, values in by_row(applications(CITY)) for text in (*values, *labels)]
    two = [text for labels, values in by_row(disclosure(CITY)) for text in (*values, *labels)]
    return one_text("figures before labels", CITY, copied_but(CITY, "\n".join(two), "\n".join(lines)))


def figures_first_in_lines() -> Strange:
    """A line of figures above the line of their label."""
    lines = [
        line for labels, values in by_row(applications(CITY)) for line in (" ".join(values), "".join(labels)) if line
    ]
    two = [line for labels, values in by_row(disclosure(CITY)) for line in (" ".join(values), " ".join(labels)) if line]
    return one_text("a line of figures, then its label", CITY, copied_but(CITY, "\n".join(two), "\n".join(lines)))


def column_by_column() -> Strange:
    """All labels, then the figures of each column from top to bottom."""
    rows = by_row(applications(CITY))
    labels = ["".join(one) for one, values in rows if values]
    heads = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    columns = [line for at, head in enumerate(heads) for line in (head, *(values[at] for _, values in rows if values))]
    return one_text("column by column", CITY, copied_but(CITY, None, "\n".join([*labels, *columns])))


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
    return one_text("labels of two rows, then their figures", CITY, copied_but(CITY, "\n".join(lines)))


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
    return one_text("heads behind their figures", CITY, copied_but(CITY, "\n".join(lines)))


def columns_in_another_order() -> Strange:
    """Copied from a browser; the columns of table 三 in another order, under their heads."""
    order = [6, 5, 4, 3, 2, 1, 0]
    rows: list[str] = []
    for n, (labels, values) in enumerate(by_row(applications(CITY))):
        if n == 1:
            labels = ["总计", "法人或其他组织", "自然人"]
        elif n == 2:
            labels = labels[::-1]
        rows.append("\t".join([*labels, *(values[at] for at in order if values)]))
    return one_text("columns in another order", CITY, copied_but(CITY, None, "\n".join(rows)))


def a_cell_lost() -> Strange:
    """A line for each cell; one figure of a row was lost (a nought that looked like nothing)."""
    lines: list[str] = []
    lost = False
    for labels, values in by_row(applications(CITY)):
        kept = list(values)
        if any("部分公开" in label for label in labels) and not lost:
            kept.remove("0")
            lost = True
        lines += [*labels, *kept]
    truth = dict(CITY.truth())
    return one_text("a figure lost", CITY, copied_but(CITY, None, "\n".join(lines)), 0, truth)


def last_digit_below() -> Strange:
    """A narrow column broke the long figures: their last digit stands on a line of its own."""
    lines: list[str] = []
    for labels, values in by_row(applications(CITY)):
        lines += labels
        for value in values:
            lines += [value[:-1], value[-1:]] if len(value) > 3 else [value]
    return one_text("last digit on a line below", CITY, copied_but(CITY, None, "\n".join(lines)))


def row_numbers() -> Strange:
    """Copied from a browser, a number before each row, and a row of column numbers."""
    rows: list[str] = []
    for n, (labels, values) in enumerate(by_row(applications(CITY))):
        rows.append("\t".join([*([str(n - 2)] if values else []), *labels, *values]))
        if n == 2:
            rows.append("\t".join(["栏次", "甲", *map(str, range(1, 8))]))
    return one_text("row numbers copied", CITY, copied_but(CITY, None, "\n".join(rows)))


def year_beside() -> Strange:
    """Each row of table 二 has last year's figure too, set in brackets."""
    d = CITY.disclosure

    def both(value: Value) -> str:
        return f"{plain(value)}（上年{int(value or 0) + 3}）"

    parts = copied_but(
        CITY, "\n".join("\t".join(row) for row in shown_rows(disclosure(attrs.evolve(CITY, disclosure=d), both)))
    )
    return one_text("last year in brackets", CITY, parts)


def footnote_behind() -> Strange:
    """Footnotes as digits in brackets behind figures, the notes below."""

    def write(value: Value) -> str:
        return f"{plain(value)}[1]" if value in (128, 48119) else plain(value)

    parts = copied_but(
        CITY, "\n".join("\t".join(row) for row in shown_rows(disclosure(CITY, write))) + "\n[1] 含委托机关 12 件。"
    )
    return one_text("footnotes in brackets", CITY, parts, 190)


def blanks_and_total() -> Strange:
    """Only the column 总计 is filled, one line per cell, blank lines for blanks."""
    rows = attrs.evolve(
        COUNTY, applications=tuple((None, None, None, None, None, None, row[-1]) for row in COUNTY.applications)
    )
    lines = [text for row in shown_rows(applications(rows)) for text in row]
    return one_text("totals alone, a line each", rows, copied_but(rows, None, "\n".join(lines)))


def totals_alone_in_lines() -> Strange:
    """Only totals, a row in a line, blanks leaving nothing."""
    rows = attrs.evolve(
        COUNTY, applications=tuple((None, None, None, None, None, None, row[-1]) for row in COUNTY.applications)
    )
    lines = ["  ".join(text for text in row if text) for row in shown_rows(applications(rows))]
    return one_text("totals alone, in lines", rows, copied_but(rows, None, "\n".join(lines)))


def natural_persons_alone() -> Strange:
    """Only natural persons and totals are filled in, the other cells blank: tabs tell."""
    rows = attrs.evolve(
        COUNTY, applications=tuple((row[0], None, None, None, None, None, row[0]) for row in COUNTY.applications)
    )
    return one_text("two columns filled, tabs", rows, copied_but(rows), 150)


def wrapped_figures() -> Strange:
    """Copied from a browser whose cells hold a figure in two paragraphs: 12 and below it （其中 3）."""

    def write(value: Value) -> str:
        return f"{plain(value)}\n（其中线上3）" if value in (215307, 3962) else plain(value)

    parts = copied_but(CITY, "\n".join("\t".join(row) for row in shown_rows(disclosure(CITY, write))))
    return one_text("a remark below the figure", CITY, parts, 185)


def sums_written_out() -> Strange:
    """A figure written as a sum."""

    def write(value: Value) -> str:
        return "100+28" if value == 128 else "48000+119=48119" if value == 48119 else plain(value)

    parts = copied_but(CITY, "\n".join("\t".join(row) for row in shown_rows(disclosure(CITY, write))))
    return one_text("figures as sums", CITY, parts, 190)


def about() -> Strange:
    """Rounded figures and ranges."""

    def write(value: Value) -> str:
        return {215307: "21.53万", 48119: "4.8万余", 3962: "近4000", 128: "120-130", 31: "31（件）", 17: "共17"}.get(
            int(value or 0), plain(value)
        )

    parts = copied_but(CITY, "\n".join("\t".join(row) for row in shown_rows(disclosure(CITY, write))))
    return one_text("rounded figures", CITY, parts, 180)


def dates_in_rows() -> Strange:
    """A date and a telephone number at the end of the tables."""
    parts = ["\n".join("\t".join(row) for row in shown_rows(t)) for t in tables(CITY)]
    parts[1] += "\n填表人\t王某\t电话\t05551234567\t日期\t2024\t1\t20"
    parts[2] += "\n填表人\t王某\t电话\t05551234567"
    return one_text("fillers in the tables", CITY, parts, 180)


BUILDERS: Final[tuple[Callable[[], Strange], ...]] = (
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
