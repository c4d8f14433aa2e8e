"""Web pages in other encodings, with other things on them, or twice."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Final

import attrs

from tests.strange.figures import CITY, COUNTY, TOWN, Value
from tests.strange.page_parts import one_page, three_parts
from tests.strange.tables import Cell, applications, disclosure, tables
from tests.strange.writing import Strange, cell_html, page, report_html, table_html

__all__ = ["BUILDERS"]


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

    return one_page("traditional, half-width brackets", CITY, three_parts(CITY, cell))


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

    return one_page("digits in pieces", CITY, three_parts(CITY, cell))


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

    return one_page("vertical labels", CITY, three_parts(CITY, cell))


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
    return one_page(
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
    return one_page(
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
    return one_page("total first", CITY, [table_html(two), table_html(rows), table_html(four)])


def footnote_marks() -> Strange:
    """Footnote signs, raised, on figures."""
    state = {"n": 0}

    def cell(c: Cell) -> str:
        state["n"] += 1
        if c.figure and state["n"] % 5 == 0:
            mark = ["<sup>1</sup>", "<sup>[2]</sup>", "①", "<sup>*</sup>", "²"][state["n"] // 5 % 5]
            return cell_html(c, inner=c.text + mark)
        return cell_html(c)

    return one_page("footnote marks on figures", CITY, three_parts(CITY, cell), least=150)


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

    return one_page("struck figures", CITY, three_parts(CITY, cell), least=150)


def inputs() -> Strange:
    """Figures in fields of a form."""
    cell = lambda c: cell_html(c, inner=f'<input type="text" value="{c.text}" readonly/>') if c.figure else cell_html(c)  # noqa: E731
    return one_page("figures in input fields", CITY, three_parts(CITY, cell), least=0)


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
    return one_page("last year beside", CITY, [table_html(two), table_html(three), table_html(four)])


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
    return one_page("pre with spaces", CITY, parts, least=150)


def line_breaks() -> Strange:
    """No elements but line breaks and nbsp."""
    lines = []
    for t in tables(CITY):
        lines.append("<br>".join("&nbsp;&nbsp;&nbsp;".join(c.text for c in row) for row in t))
    return one_page("lines and nbsp", CITY, [f"<div>{line}</div>" for line in lines], least=150)


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
    return one_page("unclosed tags", CITY, parts)


def paragraph_per_cell() -> Strange:
    """The editor lost the table: a p for every cell."""
    parts = ["".join(f"<p>{c.text or '&nbsp;'}</p>" for row in t for c in row) for t in tables(CITY)]
    return one_page("a paragraph for each cell", CITY, parts, least=190)


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
    return one_page("all noughts", figures, [table_html(t) for t in tables(figures)])


def entity_digits() -> Strange:
    """Digits as character references, tags between."""
    cell = lambda c: cell_html(c, inner="".join(f"&#{ord(x)};" for x in c.text))  # noqa: E731
    return one_page("character references", CITY, three_parts(CITY, cell))


def decimals() -> Strange:
    """Counts with decimals that mean nothing."""

    def write(value: Value) -> str:
        return f"{value:.2f}"

    return one_page("counts with two decimals", CITY, [table_html(t) for t in tables(CITY, write)], least=0)


BUILDERS: Final[tuple[Callable[[], Strange], ...]] = (
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
