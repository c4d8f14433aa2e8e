"""Web pages in the markup of Word, editors and layouts."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Final

import attrs

from tests.strange.figures import CITY, COUNTY, OLD, Figures
from tests.strange.page_parts import one_page
from tests.strange.tables import Cell, Table, applications, disclosure, disputes, expanded, tables
from tests.strange.writing import Strange, cell_html, page, report_html, table_html

__all__ = ["BUILDERS"]


def word_saved() -> Strange:
    """Saved by Word: styles in each cell, a last row without height, blanks as nbsp, a vertical label."""

    def cell(c: Cell) -> str:
        spans = (f" colspan={c.across}" if c.across > 1 else "") + (f" rowspan={c.down}" if c.down > 1 else "")
        runs = re.split(r"(\d+)", c.text)
        text = (
            "".join(
                f"<span lang=EN-US style='font-size:9.0pt;mso-font-kerning:0pt'>{run}<o:p></o:p></span>"
                if run.isdigit()
                else f"<span style='font-size:9.0pt;font-family:宋体;mso-ascii-font-family:\"Times New Roman\"'>{html.escape(run)}</span>"
                for run in runs
                if run
            )
            or "<span lang=EN-US><o:p>&nbsp;</o:p></span>"
        )
        return (
            f"\n  <td width=76{spans} valign=top style='width:57.1pt;border:solid windowtext 1.0pt;\n  mso-border-alt:solid windowtext .5pt'>"
            f"\n  <p class=MsoNormal align=center style='text-align:center;line-height:\n  12.0pt;mso-line-height-rule:exactly'>{text}</p>\n  </td>"
        )

    parts = []
    for table in tables(OLD):
        width = len(expanded(table)[0])
        last = (
            "<![if !supportMisalignedColumns]>\n <tr height=0>"
            + "<td width=49 style='border:none'></td>" * width
            + "</tr>\n <![endif]>"
        )
        parts.append(
            table_html(
                table,
                cell,
                attributes=" class=MsoNormalTable border=0 cellspacing=0 style='border-collapse:collapse;mso-yfti-tbllook:1184'",
            ).replace("</table>", last + "</table>")
        )
    body = report_html(
        OLD,
        parts,
        paragraph="<p class=MsoNormal style='text-indent:32.0pt;mso-char-indent-count:2.0'><span style='font-size:16.0pt'>{}<span lang=EN-US><o:p></o:p></span></span></p>",
    )
    head = (
        '<meta http-equiv=Content-Type content="text/html; charset=gb2312"><meta name=Generator content="Microsoft Word 15">'
        "<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->"
        "<style><!-- p.MsoNormal {mso-style-unhide:no; margin:0cm;} @page WordSection1 {size:595.3pt 841.9pt;} --></style>"
    )
    return Strange(
        "word saved, gb2312",
        page(f"<div class=WordSection1>{body}</div>", OLD, head=head).encode("gb18030"),
        OLD.truth(),
        None,
        198,
    )


def css_tables() -> Strange:
    """No table at all: div elements with display:table."""

    def cell(c: Cell) -> str:
        return f'<div class="td" style="display:table-cell">{html.escape(c.text)}</div>'

    def table(t: Table) -> str:
        return (
            '<div style="display:table">'
            + "".join('<div style="display:table-row">' + "".join(map(cell, row)) + "</div>" for row in t)
            + "</div>"
        )

    return one_page("css tables of div", CITY, [table(t) for t in tables(CITY)], least=150)


def div_grid() -> Strange:
    """A grid of flex boxes by class, every position its own box."""

    def table(t: Table) -> str:
        rows = expanded(t, repeat=False)
        return (
            '<div class="grid">'
            + "".join(
                '<div class="line">' + "".join(f'<div class="box">{html.escape(text)}</div>' for text in row) + "</div>"
                for row in rows
            )
            + "</div>"
        )

    return one_page("div grid", COUNTY, [table(t) for t in tables(COUNTY)], least=150)


def ueditor() -> Strange:
    """What UEditor writes, in the frame of a usual content system."""

    def cell(c: Cell) -> str:
        inner = (
            f'<p style="text-align:center;line-height:150%"><strong><span style="font-family: 宋体, SimSun;">{html.escape(c.text)}</span></strong></p>'
            if c.text
            else "<p><br/></p>"
        )
        return cell_html(
            c,
            inner=inner,
            attributes=' width="82" style="word-break: break-all; border-width: 1px;" valign="middle" align="center"',
        )

    blanked = attrs.evolve(
        CITY, applications=tuple(tuple(None if value == 0 else value for value in row) for row in CITY.applications)
    )
    parts = [
        table_html(table, cell, attributes=' class="noBorderTable" cellspacing="0"').replace(
            "<tr>", '<tr class="firstRow">', 1
        )
        for table in tables(blanked)
    ]
    head = (
        '<meta charset="utf-8"><meta name="SiteName" content="岚川市人民政府门户网站"><meta name="ArticleTitle" content="'
        f'{CITY.title}"><meta name="PubDate" content="2024-03-28 10:22"><meta name="ContentSource" content="市政府办公室">'
    )
    body = (
        '<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li></ul></div>'
        '<table class="xxgk"><tr><td>索引号：</td><td>LC0001/2024-00317</td><td>发布机构：</td><td>市政府办公室</td></tr>'
        "<tr><td>发文日期：</td><td>2024-03-28</td><td>有效性：</td><td>有效</td></tr></table>"
        '<div class="info">发布时间：2024-03-28 10:22　浏览次数：<span id="hits">1532</span>次　字体：[大 中 小]</div>'
        f'<div id="zoom" class="TRS_UEDITOR">{report_html(blanked, parts)}</div>'
        '<div class="footer">主办：岚川市人民政府办公室　电话：0555-1234567　备案号：皖ICP备05001234号 网站标识码：3405000001</div>'
    )
    return Strange("ueditor in its frame", page(body, CITY, head=head), blanked.truth(), "html", 200)


def nested_layout() -> Strange:
    """Everything in tables of layout, three deep."""
    inner = report_html(
        COUNTY,
        [
            f"<table width=100%><tr><td><table><tr><td>{table_html(t)}</td></tr></table></td></tr></table>"
            for t in tables(COUNTY)
        ],
    )
    body = (
        "<table width=1000><tr><td><table><tr><td>首页</td><td>概况</td><td>2024</td></tr></table></td></tr>"
        f"<tr><td width=200><table><tr><td>栏目</td></tr><tr><td>年报 12</td></tr></table></td><td><table><tr><td>{inner}</td></tr></table></td></tr>"
        "<tr><td colspan=2>版权所有 2024 访问量 88123</td></tr></table>"
    )
    return Strange("tables nested for layout", page(body, COUNTY), COUNTY.truth(), "html", 200)


def sections_of_table() -> Strange:
    """colgroup, caption, thead, th with scope, tfoot with a footnote and the unit."""

    def table(t: Table, heads: int) -> str:
        width = len(expanded(t)[0])
        cell = lambda c: cell_html(c, tag="td" if c.figure else "th", attributes="" if c.figure else ' scope="col"')  # noqa: E731
        return (
            "<table><caption>（单位：件）</caption><colgroup>"
            + '<col span="2" style="width:80px"/>'
            + "<col/>" * (width - 2)
            + "</colgroup><thead>"
            + "".join("<tr>" + "".join(map(cell, row)) + "</tr>" for row in t[:heads])
            + "</thead><tbody>"
            + "".join("<tr>" + "".join(map(cell, row)) + "</tr>" for row in t[heads:])
            + f'</tbody><tfoot><tr><td colspan="{width}">注：以上数据截至2023年12月31日，共3张表。</td></tr></tfoot></table>'
        )

    two, three, four = tables(CITY)
    return one_page("colgroup thead th tfoot", CITY, [table(two, 1), table(three, 3), table(four, 3)])


def tfoot_first() -> Strange:
    """The old order: tfoot (with the last row of the table) written before tbody, but shown below."""
    rows = applications(CITY)

    def tr(cells: list[Cell]) -> str:
        return "<tr>" + "".join(map(cell_html, cells)) + "</tr>"

    three = (
        "<table><thead>"
        + "".join(map(tr, rows[:3]))
        + "</thead><tfoot>"
        + tr(rows[-1])
        + "</tfoot><tbody>"
        + "".join(map(tr, rows[3:-1]))
        + "</tbody></table>"
    )
    return one_page("tfoot before tbody", CITY, [table_html(disclosure(CITY)), three, table_html(disputes(CITY))])


def _spanned(figures: Figures, down: int) -> list[str]:
    three = applications(figures)
    changed = [[attrs.evolve(c, down=c.down + down) if c.text.startswith("三、") else c for c in row] for row in three]
    return [table_html(disclosure(figures)), table_html(changed), table_html(disputes(figures))]


def rowspan_short() -> Strange:
    """The row span of 三、 ends three rows early."""
    return one_page("rowspan too short", CITY, _spanned(CITY, -3), least=150)


def rowspan_long() -> Strange:
    """The row span of 三、 reaches below the table's end."""
    return one_page("rowspan too long", CITY, _spanned(CITY, 5), least=150)


def no_spans() -> Strange:
    """Every merged cell taken apart: its text stands in the first, the others are blank."""
    return one_page(
        "spans taken apart",
        CITY,
        [table_html([[Cell(text) for text in row] for row in expanded(t, repeat=False)]) for t in tables(CITY)],
    )


def spans_repeated() -> Strange:
    """Every merged cell taken apart, its text in each."""
    return one_page(
        "spans repeated",
        CITY,
        [table_html([[Cell(text) for text in row] for row in expanded(t)]) for t in tables(CITY)],
    )


BUILDERS: Final[tuple[Callable[[], Strange], ...]] = (
    word_saved,
    css_tables,
    div_grid,
    ueditor,
    nested_layout,
    sections_of_table,
    tfoot_first,
    rowspan_short,
    rowspan_long,
    no_spans,
    spans_repeated,
)
