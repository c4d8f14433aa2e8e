"""Web pages."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Final

import attrs

from tests.strange.figures import CITY, COUNTY, OLD, TOWN, Figures, Value
from tests.strange.tables import Cell, Table, applications, disclosure, disputes, expanded, plain, tables
from tests.strange.writing import HEADINGS, Strange, cell_html, page, report_html, table_html

__all__ = ["BUILDERS"]


def _simple(
    name: str, figures: Figures, parts: list[str], *, least: int = 200, truth: dict[str, Value] | None = None
) -> Strange:
    return Strange(name, page(report_html(figures, parts), figures), truth or figures.truth(), "html", least)


def _three(figures: Figures, cell: object = None) -> list[str]:
    return [table_html(table, cell) for table in tables(figures)]  # type: ignore[arg-type]


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

    return _simple("css tables of div", CITY, [table(t) for t in tables(CITY)], least=150)


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

    return _simple("div grid", COUNTY, [table(t) for t in tables(COUNTY)], least=150)


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
    return _simple("colgroup thead th tfoot", CITY, [table(two, 1), table(three, 3), table(four, 3)])


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
    return _simple("tfoot before tbody", CITY, [table_html(disclosure(CITY)), three, table_html(disputes(CITY))])


def _spanned(figures: Figures, down: int) -> list[str]:
    three = applications(figures)
    changed = [[attrs.evolve(c, down=c.down + down) if c.text.startswith("三、") else c for c in row] for row in three]
    return [table_html(disclosure(figures)), table_html(changed), table_html(disputes(figures))]


def rowspan_short() -> Strange:
    """The row span of 三、 ends three rows early."""
    return _simple("rowspan too short", CITY, _spanned(CITY, -3), least=150)


def rowspan_long() -> Strange:
    """The row span of 三、 reaches below the table's end."""
    return _simple("rowspan too long", CITY, _spanned(CITY, 5), least=150)


def no_spans() -> Strange:
    """Every merged cell taken apart: its text stands in the first, the others are blank."""
    return _simple(
        "spans taken apart",
        CITY,
        [table_html([[Cell(text) for text in row] for row in expanded(t, repeat=False)]) for t in tables(CITY)],
    )


def spans_repeated() -> Strange:
    """Every merged cell taken apart, its text in each."""
    return _simple(
        "spans repeated",
        CITY,
        [table_html([[Cell(text) for text in row] for row in expanded(t)]) for t in tables(CITY)],
    )


def missing_rows() -> Strange:
    """Two rows are not there; the spans know it."""
    three = applications(CITY)
    gone = ("2.重复申请", "5.属于三类内部事务信息")
    kept = []
    for row in three:
        if any(c.text in gone for c in row):
            continue
        kept.append(
            [
                attrs.evolve(c, down=c.down - (2 if c.text.startswith("三、") else 1))
                if c.text.startswith(("三、", "（三）", "（五）"))
                else c
                for c in row
            ]
        )
    truth = {p: v for p, v in CITY.truth().items() if "not_processed.repeated" not in p and "internal_affairs" not in p}
    return _simple(
        "two rows missing",
        CITY,
        [table_html(disclosure(CITY)), table_html(kept), table_html(disputes(CITY))],
        least=186,
        truth=truth,
    )


def spacer_columns() -> Strange:
    """An empty narrow cell beside each cell."""
    return _simple(
        "spacer columns",
        CITY,
        [
            "<table>"
            + "".join(
                "<tr>"
                + "".join(
                    cell_html(attrs.evolve(c, across=2 * c.across - 1)) + f'<td width="1" rowspan="{c.down}"></td>'
                    for c in row
                )
                + "</tr>"
                for row in t
            )
            + "</table>"
            for t in tables(CITY)
        ],
        least=150,
    )


def hidden_cells() -> Strange:
    """Cells and rows that no browser shows."""
    parts = []
    for t in tables(CITY):
        rows = []
        for row in t:
            cells = "".join(cell_html(c) + ('<td style="display: none;">77</td>' if c.figure else "") for c in row)
            rows.append(f"<tr>{cells}</tr>")
            if all(c.figure for c in row[-3:]):
                rows.append(
                    '<tr style="display:none">'
                    + "".join(
                        cell_html(attrs.evolve(c, text="66") if c.figure else attrs.evolve(c, down=1)) for c in row
                    )
                    + "</tr>"
                )
        parts.append("<table>" + "".join(rows) + "</table>")
    return _simple("hidden cells and rows", CITY, parts)


def hidden_by_class() -> Strange:
    """A style sheet of the page hides the cells."""
    cell = lambda c: cell_html(c) + ('<td class="tpl">77</td>' if c.figure else "")  # noqa: E731
    head = '<meta charset="utf-8"><style>.tpl{display:none} td{padding:2px}</style>'
    return Strange(
        "hidden by a class", page(report_html(CITY, _three(CITY, cell)), CITY, head=head), CITY.truth(), "html", 150
    )


def hidden_attribute() -> Strange:
    """The attribute hidden, and visibility."""
    cell = lambda c: cell_html(c) + ("<td hidden>77</td>" if c.figure else "")  # noqa: E731
    return _simple("hidden attribute", CITY, _three(CITY, cell))


def comments() -> Strange:
    """Old cells, and the table of the year before, left in comments."""
    cell = lambda c: f"<!-- <td>{c.text}9</td> -->" + cell_html(c)  # noqa: E731
    old = "<!--" + table_html(applications(COUNTY)) + "-->"
    parts = _three(CITY, cell)
    parts[1] = old + parts[1]
    return _simple("comments", CITY, parts)


def one_table() -> Strange:
    """The three tables in one, headings as rows."""
    rows: list[str] = []
    for heading, t in zip(HEADINGS[1:4], tables(CITY), strict=True):
        width = len(expanded(t)[0])
        scale = 60 // width
        rows.append(f'<tr><td colspan="60"><b>{heading}</b></td></tr>')
        rows += [
            "<tr>" + "".join(cell_html(attrs.evolve(c, across=c.across * scale)) for c in row) + "</tr>" for row in t
        ]
    body = report_html(CITY, ["", "", ""])
    table = "<table>" + "".join(rows) + "</table>"
    body = body.replace(f"<p>{HEADINGS[1]}</p>\n\n<p>{HEADINGS[2]}</p>\n\n<p>{HEADINGS[3]}</p>\n", table)
    assert table in body
    return Strange("three tables in one", page(body, CITY), CITY.truth(), "html", 200)


def everything_in_a_table() -> Strange:
    """Prose too stands in the one table."""
    rows = [f'<tr><td colspan="60" align="center">{CITY.title}</td></tr>']
    for number, heading in enumerate(HEADINGS, 1):
        rows.append(f'<tr><td colspan="60"><b>{heading}</b></td></tr>')
        if 2 <= number <= 4:
            t = tables(CITY)[number - 2]
            scale = 60 // len(expanded(t)[0])
            rows += [
                "<tr>" + "".join(cell_html(attrs.evolve(c, across=c.across * scale)) for c in row) + "</tr>"
                for row in t
            ]
        else:
            rows.append(
                '<tr><td colspan="60"><p>按照要求完成了公开工作，主动公开信息 512 条。</p><p>没有其他事项。</p></td></tr>'
            )
    return Strange(
        "everything in one table", page("<table>" + "".join(rows) + "</table>", CITY), CITY.truth(), "html", 200
    )


def split_in_three() -> Strange:
    """Table 三 in three pieces, headers over the first alone, spans cut where the pieces end."""
    three = applications(CITY)
    grid = expanded(three)

    def piece(rows: list[list[str]]) -> str:
        return table_html([[Cell(text) for text in row] for row in rows])

    parts = [
        table_html(disclosure(CITY)),
        piece(grid[:9]) + "<p>&nbsp;</p>" + piece(grid[9:18]) + "<p>（续表）</p>" + piece(grid[18:]),
        table_html(disputes(CITY)),
    ]
    return _simple("table 三 in three pieces", CITY, parts)


def split_with_heads() -> Strange:
    """Table 三 in three pieces, each with its headers; 三、 is printed in the first alone."""
    three = applications(CITY)
    grid = expanded(three, repeat=False)
    head = grid[:3]

    def piece(rows: list[list[str]]) -> str:
        return table_html([[Cell(text) for text in row] for row in rows])

    three_html = piece(grid[:10]) + piece(head + grid[10:19]) + piece(head + grid[19:])
    return _simple(
        "table 三 in three, heads each", CITY, [table_html(disclosure(CITY)), three_html, table_html(disputes(CITY))]
    )


def no_heads() -> Strange:
    """Table 三 without its header rows."""
    two, three, four = tables(CITY)
    return _simple("no header rows", CITY, [table_html(two), table_html(three[3:]), table_html(four)], least=25)


def picture() -> Strange:
    """Table 三 is a picture."""
    two, _, four = tables(CITY)
    truth = {p: v for p, v in CITY.truth().items() if not p.startswith("applications")}
    return _simple(
        "a picture for table 三",
        CITY,
        [table_html(two), '<p><img src="W0202403285.png" alt="表3" width="600"/></p>', table_html(four)],
        least=25,
        truth=truth,
    )


def as_list() -> Strange:
    """Table 二 as a list."""
    d = CITY.disclosure
    items = [
        f"规章：本年制发件数 {d[0]}，本年废止件数 {d[1]}，现行有效件数 {d[2]}",
        f"行政规范性文件：本年制发件数 {d[3]}，本年废止件数 {d[4]}，现行有效件数 {d[5]}",
        f"行政许可：本年处理决定数量 {d[6]}",
        f"行政处罚：本年处理决定数量 {d[7]}",
        f"行政强制：本年处理决定数量 {d[8]}",
        f"行政事业性收费：本年收费金额（单位：万元） {d[9]}",
    ]
    _, three, four = tables(CITY)
    return _simple(
        "table 二 as a list",
        CITY,
        ["<ul>" + "".join(f"<li>{i}</li>" for i in items) + "</ul>", table_html(three), table_html(four)],
        least=190,
    )


def transposed() -> Strange:
    """Table 四 with a row for each block; table 二 with a column for each matter."""
    d = [plain(v) for v in CITY.disputes]
    blocks = [
        ("行政复议", "行政复议", d[:5]),
        ("行政诉讼", "未经复议直接起诉", d[5:10]),
        ("行政诉讼", "复议后起诉", d[10:]),
    ]
    heads = ["", "", "结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    four: Table = [[Cell(h) for h in heads], *([Cell(a), Cell(b), *map(Cell, v)] for a, b, v in blocks)]
    two, three, _ = tables(CITY)
    return _simple("table 四 transposed", CITY, [table_html(two), table_html(three), table_html(four)], least=185)


def transposed_applications() -> Strange:
    """Table 三 turned: applicants as rows, outcomes as columns."""
    grid = expanded(applications(CITY))
    turned = [[Cell(text) for text in column] for column in zip(*grid, strict=True)]
    two, _, four = tables(CITY)
    return _simple("table 三 turned", CITY, [table_html(two), table_html(turned), table_html(four)], least=25)


def units_and_notes() -> Strange:
    """Rows for the unit, footnotes in the table, a filler-in and a date below."""
    parts = []
    for t in tables(COUNTY):
        width = len(expanded(t)[0])
        above = [Cell("单位：件", width)]
        below = [
            [Cell("注：1.本表由办公室填报；2.金额单位为万元。", width)],
            [Cell("填报人：王某　审核人：李某　填报日期：2025年1月20日", width)],
        ]
        parts.append(table_html([above, *t, *below]))
    return _simple("unit rows and footnotes", COUNTY, parts)


def index_column() -> Strange:
    """A column of row numbers before the labels of table 三, and a row of column numbers below its heads."""
    three = applications(CITY)
    rows: list[list[Cell]] = []
    for n, row in enumerate(three):
        first = [Cell("行次", 1, 3)] if n == 0 else [Cell(str(n - 2))] if n > 2 else []
        rows.append([*first, *row])
        if n == 2:
            rows.append([Cell("栏次"), Cell("甲", 3), *(Cell(str(i)) for i in range(1, 8))])
    two, _, four = tables(CITY)
    return _simple("row and column numbers", CITY, [table_html(two), table_html(rows), table_html(four)], least=150)


def number_column_between() -> Strange:
    """The row numbers stand between labels and figures (行次), as in statistical forms."""
    three = applications(CITY)
    rows: list[list[Cell]] = []
    for n, row in enumerate(three):
        cut = 1 if n == 0 else 0 if n < 3 else len(row) - 7
        extra = [Cell("行次", 1, 3)] if n == 0 else [Cell(str(n - 2))] if n > 2 else []
        rows.append([*row[:cut], *extra, *row[cut:]])
    two, _, four = tables(CITY)
    return _simple("row numbers between", CITY, [table_html(two), table_html(rows), table_html(four)], least=50)


def ordinals() -> Strange:
    """Ordinals in other styles."""

    def other(text: str) -> str:
        for a, b in (("一、", "1."), ("二、", "2."), ("三、", "3."), ("四、", "4.")):
            if text.startswith(a):
                return b + text[2:]
        if m := re.match(r"（(.)）", text):
            return f"{'一二三四五六七'.index(m[1]) + 1}）" + text[3:]
        if m := re.match(r"(\d)\.", text):
            return "①②③④⑤⑥⑦⑧"[int(m[1]) - 1] + text[2:]
        return text

    cell = lambda c: cell_html(c if c.figure else attrs.evolve(c, text=other(c.text)))  # noqa: E731
    return _simple("ordinals in other styles", CITY, _three(CITY, cell))


def no_ordinals() -> Strange:
    """No ordinals at all."""

    def cell(c: Cell) -> str:
        return cell_html(c if c.figure else attrs.evolve(c, text=re.sub(r"^(（.）|\d\.|[一二三四]、)", "", c.text)))

    return _simple("no ordinals", CITY, _three(CITY, cell))


def abbreviated() -> Strange:
    """Labels in fewer or other words, as offices retype them."""
    words = {
        "一、本年新收政府信息公开申请数量": "一、本年新收申请数",
        "二、上年结转政府信息公开申请数量": "二、上年结转申请数",
        "三、本年度办理结果": "三、办理结果",
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形）": "（二）部分公开",
        "2.其他法律行政法规禁止公开": "2.法律法规禁止公开",
        "3.危及“三安全一稳定”": "3.危及三安全一稳定",
        "4.保护第三方合法权益": "4.涉及第三方合法权益",
        "5.属于三类内部事务信息": "5.内部事务信息",
        "6.属于四类过程性信息": "6.过程性信息",
        "7.属于行政执法案卷": "7.行政执法案卷",
        "8.属于行政查询事项": "8.行政查询事项",
        "1.本机关不掌握相关政府信息": "1.不掌握相关信息",
        "2.没有现成信息需要另行制作": "2.需要另行制作",
        "3.补正后申请内容仍不明确": "3.补正后仍不明确",
        "1.信访举报投诉类申请": "1.信访投诉举报类",
        "3.要求提供公开出版物": "3.公开出版物",
        "4.无正当理由大量反复申请": "4.大量反复申请",
        "5.要求行政机关确认或重新出具已获取信息": "5.确认或重新出具已获取信息",
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请": "1.逾期不补正",
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请": "2.逾期未缴费",
        "（七）总计": "（七）合计",
        "四、结转下年度继续办理": "四、结转下年",
        "总计": "合计",
        "社会公益组织": "公益组织",
        "法律服务机构": "法律机构",
        "本年制发件数": "制发数",
        "本年废止件数": "废止数",
        "现行有效件数": "有效数",
        "本年处理决定数量": "处理决定数",
        "行政规范性文件": "规范性文件",
    }
    cell = lambda c: cell_html(attrs.evolve(c, text=words.get(c.text, c.text)))  # noqa: E731
    return _simple("labels abbreviated", CITY, _three(CITY, cell), least=150)


def doubled_rows() -> Strange:
    """A row pasted twice, alike; another twice, with other figures the second time."""
    rows: list[list[Cell]] = []
    changed = "8.属于行政查询事项"
    for row in applications(CITY):
        rows.append([attrs.evolve(c, down=c.down + 2) if c.text.startswith(("三、", "（三）")) else c for c in row])
        if any(c.text == "6.属于四类过程性信息" for c in row):
            rows.append(list(row))
        if any(c.text == changed for c in row):
            rows.append([attrs.evolve(c, text=str(int(c.text) + 1)) if c.figure else c for c in row])
    two, _, four = tables(CITY)
    truth = {p: v for p, v in CITY.truth().items() if "administrative_inquiry" not in p}
    return _simple("rows doubled", CITY, [table_html(two), table_html(rows), table_html(four)], least=190, truth=truth)


def with_units() -> Strange:
    """Each figure with its unit."""

    def write(value: Value) -> str:
        return f"{value:f}万元" if isinstance(value, Decimal) else f"{value} 件" if value else "0件"

    return _simple("units in the cells", CITY, [table_html(t) for t in tables(CITY, write)])


def blank_marks() -> Strange:
    """Zeros printed as marks of nothing."""
    marks = ["——", "无", "/", "-", "\\", "－", "", "&nbsp;", "—", "／", "∕", "--", "0.00"]
    state = {"n": 0}

    def cell(c: Cell) -> str:
        if c.figure and c.text == "0":
            state["n"] += 1
            mark = marks[state["n"] % len(marks)]
            return cell_html(c, inner=mark)
        return cell_html(c)

    content = _three(COUNTY, cell)
    state["n"] = 0
    truth: dict[str, Value] = {}
    for p, v in COUNTY.truth().items():
        if v == 0:
            state["n"] += 1
            truth[p] = 0 if marks[state["n"] % len(marks)] == "0.00" else None
        else:
            truth[p] = v
    return _simple("marks of nothing", COUNTY, content, truth=truth, least=180)


def dressed() -> Strange:
    """Thousands, full width, soft hyphens, zero-width and no-break spaces."""

    def write(value: Value) -> str:
        text = plain(value)
        if isinstance(value, Decimal):
            return f"{value:,}"
        n = int(text)
        kind = n % 6
        if kind == 0:
            return f"{n:,}"
        if kind == 1:
            return text.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
        if kind == 2:
            return "\u200b" + text + "\ufeff"
        if kind == 3:
            return "\u00a0\u3000" + text + "\u2002"
        if kind == 4:
            return "\u00ad".join(text)
        return f"{n:,}".replace(",", "，")

    return _simple("figures dressed up", CITY, [table_html(t) for t in tables(CITY, write)])


def spaced_thousands() -> Strange:
    """Thousands set apart by a (no-break, thin) space or an apostrophe."""
    marks = ["\u00a0", "\u2009", " ", "\u202f", "'"]

    def write(value: Value) -> str:
        return f"{value:,}".replace(",", marks[int(value or 0) % 5])

    return _simple("thousands spaced", CITY, [table_html(t) for t in tables(CITY, write)], least=170)


def gbk_undeclared() -> Strange:
    """GBK that declares nothing."""
    return Strange("gbk undeclared", page(report_html(CITY), CITY, head="").encode("gbk"), CITY.truth(), None, 200)


def gbk_declared_utf8() -> Strange:
    """GBK that says it is UTF-8."""
    return Strange("gbk declared as utf-8", page(report_html(CITY), CITY).encode("gbk"), CITY.truth(), None, 200)


def big5() -> Strange:
    """Big5 and traditional characters would be of another place; UTF-16 with its mark is Word's choice."""
    return Strange("utf-16", page(report_html(CITY), CITY, head="").encode("utf-16"), CITY.truth(), None, 200)


TRADITIONAL = str.maketrans(
    "总计结维纠尚审诉讼议经复规范数废发许处罚强业费额单万办书属于国家过执卷询这项开关请获确认机构组织务师为类开关体报请书内",
    "總計結維糾尚審訴訟議經復規範數廢發許處罰強業費額單萬辦書屬於國家過執卷詢這項開關請獲確認機構組織務師為類開關體報請書內",
)


def traditional() -> Strange:
    """Traditional characters and brackets of half width."""

    def cell(c: Cell) -> str:
        return cell_html(
            attrs.evolve(c, text=c.text.translate(TRADITIONAL).replace("（", "(").replace("）", ")").replace("、", ","))
        )

    return _simple("traditional, half-width brackets", CITY, _three(CITY, cell))


def other_years_linked() -> Strange:
    """Links to the reports of other years and organs around."""
    links = "".join(
        f'<li><a href="/{y}.html">岚川市{o}{y}年政府信息公开工作年度报告</a><span>{y + 1}-01-2{i}</span></li>'
        for i, (y, o) in enumerate([(2022, "人民政府"), (2021, "人民政府"), (2023, "财政局"), (2023, "教育局")])
    )
    body = f'<div class="crumb">首页 &gt; 政府信息公开年报 &gt; 2023年</div><div class="article">{report_html(CITY)}</div><div class="rel"><h3>相关信息</h3><ul>{links}</ul></div><div class="prev">上一篇：<a>岚川市财政局2023年政府信息公开工作年度报告</a></div>'
    return Strange("other reports linked", page(body, CITY), CITY.truth(), "html", 200)


def digits_in_pieces() -> Strange:
    """A number's digits in several elements, wrapped by the editor."""

    def cell(c: Cell) -> str:
        if c.figure and len(c.text) > 1:
            inner = "".join(f"<span><font face='Times New Roman'>{d}</font></span>" for d in c.text)
            return cell_html(c, inner=f"<p>{inner}</p>")
        return cell_html(c)

    return _simple("digits in pieces", CITY, _three(CITY, cell))


def excel_saved() -> Strange:
    """Saved by Excel: what is shown is rounded and grouped, x:num has the rest; blank cells ignored by span."""

    def cell(c: Cell) -> str:
        if c.figure:
            return cell_html(
                c,
                inner=f"{Decimal(c.text):,}",
                attributes=f' class=xl66 align=right style="border-top:none" x:num="{c.text}"',
            )
        return cell_html(c, attributes=" class=xl65 height=19 style='height:14.25pt'")

    head = '<meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=ProgId content=Excel.Sheet><style>td{mso-style-parent:style0;} .xl66{mso-number-format:"#\\,##0";}</style>'
    parts = [
        table_html(t, cell, attributes=" border=0 cellpadding=0 x:str").replace(
            "</table>",
            "<![if supportMisalignedColumns]><tr height=0 style='display:none'>"
            + "<td width=72 style='width:54pt'></td>" * 10
            + "</tr><![endif]></table>",
        )
        for t in tables(CITY)
    ]
    return Strange("excel saved", page(report_html(CITY, parts), CITY, head=head), CITY.truth(), "html", 200)


def vertical() -> Strange:
    """Labels one character a line."""

    def cell(c: Cell) -> str:
        return (
            cell_html(c, inner="<br/>".join(c.text))
            if c.down > 1 or (not c.figure and 3 < len(c.text) < 7)
            else cell_html(c)
        )

    return _simple("vertical labels", CITY, _three(CITY, cell))


def responsive() -> Strange:
    """Each cell repeats its heads for small screens, unseen on large ones."""
    heads = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    rows = []
    for row in applications(CITY):
        figures = [c for c in row if c.figure]
        cells = [cell_html(c) for c in row if not c.figure]
        cells += [
            cell_html(c, inner=f'<span class="visible-xs">{h}</span>{c.text}', attributes=f' data-label="{h}"')
            for c, h in zip(figures, heads, strict=False)
        ]
        rows.append("<tr>" + "".join(cells) + "</tr>")
    two, _, four = tables(CITY)
    return _simple(
        "heads repeated in cells",
        CITY,
        [table_html(two), "<table>" + "".join(rows) + "</table>", table_html(four)],
        least=25,
    )


def copied_for_phones() -> Strange:
    """The same report twice on the page, one for telephones, hidden."""
    body = (
        f'<div class="pc">{report_html(CITY)}</div><div class="mobile" style="display:none">{report_html(CITY)}</div>'
    )
    return Strange("twice for phones", page(body, CITY), CITY.truth(), "html", 200)


def one_cell_for_a_row() -> Strange:
    """Rows without figures have one merged cell with a nought."""
    rows = []
    truth = COUNTY.truth()
    for row in applications(COUNTY):
        figures = [c for c in row if c.figure]
        if figures and all(c.text == "0" for c in figures):
            rows.append([*(c for c in row if not c.figure), Cell("0", 7)])
        else:
            rows.append(row)
    two, _, four = tables(COUNTY)
    return _simple(
        "a nought over seven columns",
        COUNTY,
        [table_html(two), table_html(rows), table_html(four)],
        truth=truth,
        least=50,
    )


def total_first() -> Strange:
    """The column 总计 stands first."""
    rows = []
    for n, row in enumerate(applications(CITY)):
        if n == 1:
            rows.append([row[2], row[0], row[1]])
        elif n > 2:
            rows.append([*(c for c in row if not c.figure), row[-1], *row[-7:-1]])
        else:
            rows.append(row)
    two, _, four = tables(CITY)
    return _simple("total first", CITY, [table_html(two), table_html(rows), table_html(four)])


def footnote_marks() -> Strange:
    """Footnote signs, raised, on figures."""
    state = {"n": 0}

    def cell(c: Cell) -> str:
        state["n"] += 1
        if c.figure and state["n"] % 5 == 0:
            mark = ["<sup>1</sup>", "<sup>[2]</sup>", "①", "<sup>*</sup>", "²"][state["n"] // 5 % 5]
            return cell_html(c, inner=c.text + mark)
        return cell_html(c)

    return _simple("footnote marks on figures", CITY, _three(CITY, cell), least=150)


def struck() -> Strange:
    """A corrected figure beside the struck one."""
    state = {"n": 0}

    def cell(c: Cell) -> str:
        state["n"] += 1
        if c.figure and state["n"] % 7 == 0:
            return cell_html(
                c,
                inner=[
                    f"<del>8</del>{c.text}",
                    f"<s>8</s><ins>{c.text}</ins>",
                    f'<span style="text-decoration:line-through">8</span>{c.text}',
                ][state["n"] // 7 % 3],
            )
        return cell_html(c)

    return _simple("struck figures", CITY, _three(CITY, cell), least=150)


def inputs() -> Strange:
    """Figures in fields of a form."""
    cell = lambda c: cell_html(c, inner=f'<input type="text" value="{c.text}" readonly/>') if c.figure else cell_html(c)  # noqa: E731
    return _simple("figures in input fields", CITY, _three(CITY, cell), least=0)


def last_year_column() -> Strange:
    """Table 二 with the year before beside each figure."""
    two = []
    for row in disclosure(CITY):
        new: list[Cell] = []
        for c in row:
            if c.figure:
                new += [c, Cell(str(int(Decimal(c.text)) + 5), c.across)]
            elif c.across == 4:
                new.append(attrs.evolve(c, across=7))
            elif c.text.startswith(("本年", "现行")):
                new += [c, attrs.evolve(c, text="上年" + c.text[2:])]
            else:
                new.append(c)
        two.append(new)
    _, three, four = tables(CITY)
    return _simple("last year beside", CITY, [table_html(two), table_html(three), table_html(four)])


def whole_county_too() -> Strange:
    """Two tables 三: of the organ and of the whole county."""
    parts = [table_html(t) for t in tables(COUNTY)]
    parts[1] += "<p>全县汇总情况：</p>" + table_html(applications(CITY))
    return Strange("two tables 三", page(report_html(COUNTY, parts), COUNTY), COUNTY.truth(), "html", 0, True)


def blank_form_first() -> Strange:
    """A blank table 三 of the template stands before the filled one."""
    blank = table_html([[attrs.evolve(c, text="") if c.figure else c for c in row] for row in applications(CITY)])
    parts = [table_html(t) for t in tables(CITY)]
    parts[1] = blank + parts[1]
    return Strange("a blank form before", page(report_html(CITY, parts), CITY), CITY.truth(), "html", 0)


def preformatted() -> Strange:
    """Tables in pre, set apart by spaces."""
    parts = ["<pre>" + "\n".join("    ".join(c.text for c in row) for row in t) + "</pre>" for t in tables(CITY)]
    return _simple("pre with spaces", CITY, parts, least=150)


def line_breaks() -> Strange:
    """No elements but line breaks and nbsp."""
    lines = []
    for t in tables(CITY):
        lines.append("<br>".join("&nbsp;&nbsp;&nbsp;".join(c.text for c in row) for row in t))
    return _simple("lines and nbsp", CITY, [f"<div>{line}</div>" for line in lines], least=150)


def unclosed() -> Strange:
    """No end tag, upper case, attributes without quotes."""
    parts = []
    for t in tables(CITY):
        rows = "".join(
            "<TR>"
            + "".join(
                f"<TD{f' COLSPAN={c.across}' if c.across > 1 else ''}{f' ROWSPAN={c.down}' if c.down > 1 else ''}>{c.text}"
                for c in row
            )
            for row in t
        )
        parts.append(f"<TABLE BORDER>{rows}</TABLE>")
    return _simple("unclosed tags", CITY, parts)


def paragraph_per_cell() -> Strange:
    """The editor lost the table: a p for every cell."""
    parts = ["".join(f"<p>{c.text or '&nbsp;'}</p>" for row in t for c in row) for t in tables(CITY)]
    return _simple("a paragraph for each cell", CITY, parts, least=190)


def old_wording() -> Strange:
    """A report of a school, headings worded its own way, no section 六."""
    figures = attrs.evolve(TOWN, agency="松原路实验中学", year=2021)
    headings = (
        "一、学校信息公开概况",
        "二、主动公开信息情况",
        "三、依申请公开办理情况",
        "四、因信息公开申请行政复议、提起行政诉讼情况",
        "五、存在问题和改进措施",
        "六、其他事项",
    )
    title = "<h2>松原路实验中学<br/>2021年度政府信息公开工作报告</h2>"
    return Strange(
        "headings of a school",
        page(title + report_html(figures, headings=headings, title=False), figures),
        figures.truth(),
        "html",
        200,
    )


def all_zero() -> Strange:
    """Nothing but noughts, table 四 in one row without its second heads."""
    figures = attrs.evolve(TOWN, disclosure=(0,) * 10, applications=((0,) * 7,) * 25)
    return _simple("all noughts", figures, [table_html(t) for t in tables(figures)])


def entity_digits() -> Strange:
    """Digits as character references, tags between."""
    cell = lambda c: cell_html(c, inner="".join(f"&#{ord(x)};" for x in c.text))  # noqa: E731
    return _simple("character references", CITY, _three(CITY, cell))


def decimals() -> Strange:
    """Counts with decimals that mean nothing."""

    def write(value: Value) -> str:
        return f"{value:.2f}"

    return _simple("counts with two decimals", CITY, [table_html(t) for t in tables(CITY, write)], least=0)


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
    missing_rows,
    spacer_columns,
    hidden_cells,
    hidden_by_class,
    hidden_attribute,
    comments,
    one_table,
    everything_in_a_table,
    split_in_three,
    split_with_heads,
    no_heads,
    picture,
    as_list,
    transposed,
    transposed_applications,
    units_and_notes,
    index_column,
    number_column_between,
    ordinals,
    no_ordinals,
    abbreviated,
    doubled_rows,
    with_units,
    blank_marks,
    dressed,
    spaced_thousands,
    gbk_undeclared,
    gbk_declared_utf8,
    big5,
    traditional,
    other_years_linked,
    digits_in_pieces,
    excel_saved,
    vertical,
    responsive,
    copied_for_phones,
    one_cell_for_a_row,
    total_first,
    footnote_marks,
    struck,
    inputs,
    last_year_column,
    whole_county_too,
    blank_form_first,
    preformatted,
    line_breaks,
    unclosed,
    paragraph_per_cell,
    old_wording,
    all_zero,
    entity_digits,
    decimals,
)
