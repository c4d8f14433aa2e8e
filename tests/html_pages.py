"""Reports as web pages: the layouts and the damages of the wild, written from a report whose every cell is known."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from typing import Literal

import attrs

import govinfo_report as gr
from govinfo_report.compiled import Block, Form, Labels, compile_form
from govinfo_report.form import Table
from govinfo_report.forms.sections import SECTIONS
from govinfo_report.quantity import write_figure

__all__ = ["Grid", "Look", "Span", "grid_of", "page_of", "table_html"]


@attrs.define
class Span:
    """A cell of a page's table: its text, how far it reaches, and the path of the figure in it."""

    text: str
    rowspan: int = 1
    colspan: int = 1
    path: str | None = None


Grid = list[list[Span]]


@attrs.frozen
class Look:
    """How a page is written.

    Attributes:
        word: as Word saves it: a paragraph, spans and ``o:p`` in every cell.
        nested: how many layout tables stand around the tables of the report.
        split: the row at which a table is cut in two; 0 for not at all.
        repeated: the second half repeats the head.
        chrome: navigation, particulars, sidebars and a footer stand around the report.
        bare_rows: end tags of cells and rows are left out.
        breaks: paragraphs are lines with ``br`` between.
        headings: the tag of section headings.
    """

    word: bool = False
    nested: int = 0
    split: int = 0
    repeated: bool = False
    chrome: bool = False
    bare_rows: bool = False
    tbody: bool = True
    breaks: bool = False
    headings: Literal["p", "h2", "h3", "strong", "div"] = "p"
    charset: Literal["utf-8", "gbk", "gb2312"] = "utf-8"


def grid_of(form: Form, table: Table) -> tuple[Grid, int]:
    """The rows of the official layout with their spans, and how many of them are the head of the first block."""
    rows: Grid = []
    values = form.values(table)
    heads = 0
    depth = max(form.label_depth, 1) if form.label_depth else 0
    for block in form.blocks:
        width = depth + len(block.columns)
        if block.title:
            rows.append([Span(block.title, colspan=width)])
        rows.extend(_heads(form, block, depth))
        heads = heads or len(rows)
        rows.extend(_body(form, block, depth, [write_figure(value) for value in values]))
    return rows, heads


def _heads(form: Form, block: Block, depth: int) -> Iterator[list[Span]]:
    levels = max(map(len, block.columns))
    height = levels + bool(form.header)
    first = [Span(form.corner or "", height, depth)] if depth else []
    if form.header:
        yield [*first, Span(form.header, colspan=len(block.columns))]
        first = []
    for level in range(levels):
        row, first = first, []
        at = 0
        while at < len(block.columns):
            chain = block.columns[at]
            if len(chain) <= level:
                at += 1
                continue
            end = at
            while end < len(block.columns) and block.columns[end][: level + 1] == chain[: level + 1]:
                end += 1
            last = len(chain) == level + 1
            row.append(Span(chain[level], levels - level if last else 1, end - at))
            at = end
        yield row


def _body(form: Form, block: Block, depth: int, values: Sequence[str]) -> Iterator[list[Span]]:
    before: Labels = ()
    for at, (chain, indices) in enumerate(zip(block.rows, block.cells, strict=True)):
        row: list[Span] = []
        shared = 0
        while shared < min(len(chain), len(before)) and chain[shared] == before[shared]:
            shared += 1
        for level in range(shared, len(chain)):
            following = block.rows[at:]
            reach = next(
                (n for n, one in enumerate(following) if one[: level + 1] != chain[: level + 1]), len(following)
            )
            last = level == len(chain) - 1
            row.append(Span(chain[level], 1 if last else reach, depth - level if last else 1))
        before = chain
        for index in indices:
            row.append(Span("") if index is None else Span(values[index], path=form.cells[index].path))
        yield row


def table_html(rows: Grid, look: Look = Look()) -> str:
    """``rows`` as a table, or as two where the look cuts it."""
    out = ["<table border=1 cellspacing=0>", "<tbody>" if look.tbody else ""]
    for row in rows:
        out.append("<tr>")
        for cell in row:
            spans = "".join(
                f" {name}={value}"
                for name, value in (("rowspan", cell.rowspan), ("colspan", cell.colspan))
                if value != 1
            )
            out.append(f"<td{spans}>{_content(cell.text, look)}{'' if look.bare_rows else '</td>'}")
        out.append("" if look.bare_rows else "</tr>")
    out.append("</tbody></table>" if look.tbody else "</table>")
    made = "\n".join(out)
    for _ in range(look.nested):
        made = f"<table width=100%><tr><td valign=top>{made}</td></tr></table>"
    return made


def _content(text: str, look: Look) -> str:
    shown = html.escape(text).replace("\n", "<br>") or "&nbsp;"
    if not look.word:
        return shown
    return (
        "<p class=MsoNormal align=center style='margin-right:1pt;text-align:center;mso-pagination:widow-orphan'>"
        f"<span lang=EN-US style='font-size:10.5pt;font-family:宋体;mso-bidi-font-family:宋体'>{shown}<o:p></o:p></span></p>"
    )


def _halves(rows: Grid, heads: int, look: Look) -> list[Grid]:
    """The rows cut in two where no cell reaches over the cut, the head on both where the look wants it."""
    free = [at for at in range(heads + 1, len(rows)) if not _is_crossed(rows, at)]
    if not look.split or not free:
        return [rows]
    at = free[look.split % len(free)]
    several = sum(row[0].text.startswith("第二十条") for row in rows) > 1  # the head of one says nothing about the next
    return [rows[:at], [*(rows[:heads] if look.repeated and not several else []), *rows[at:]]]


def _is_crossed(rows: Grid, at: int) -> bool:
    return any(row + cell.rowspan > at for row in range(at) for cell in rows[row])


_ABOVE = """<div class="top"><a href="/">首页</a> | <a href="/zwgk">政务公开</a> <input type=hidden value=3></div>
<nav><ul><li><a href="/a">要闻动态</a><li><a href="/b">互动交流</a></ul></nav>
<div class="place">您现在的位置：<a href="/">首页</a> &gt; <a href="/nb">政府信息公开年报</a></div>
<table class="xxgk"><tr><td>索引号：</td><td>01425-2023-00017</td><td>信息分类：</td><td>年度报告</td></tr>
<tr><td>发布机构：</td><td>某市商务局</td><td>发布日期：</td><td>2024-01-19</td></tr>
<tr><td>文号：</td><td>某商〔2024〕3号</td><td>有效性：</td><td>有效</td></tr></table>"""
_BELOW = """<div class="share">分享到：<a href="#">微信</a></div><div><a href="javascript:print()">打印</a> <a href="#">关闭</a></div>
<div>上一篇：<a href="/1.html">2022年政府信息公开工作年度报告</a></div></div>
<div class="side"><h3>热点信息</h3><ul><li><a href="/2">关于2023年招商工作的通知 2024-01-02</a></ul>
<table><tr><td><a href="/3">县区</a></td><td><a href="/4">部门 12</a></td></tr><tr><td><a>街道</a></td><td><a>乡镇 7</a></td></tr></table></div>
<div class="foot">主办单位：某市人民政府 网站标识码：3205000001 苏ICP备05000001号-1 苏公网安备 32050802010001号</div>
<script>var t = "<table><tr><td>1</td></tr></table>";</script>"""


def page_of(report: gr.Report, look: Look = Look(), tables: dict[str, list[str]] | None = None) -> str | bytes:
    """``report`` as a page; ``tables`` gives the markup of tables by name where it is not the official one."""
    body: list[str] = []
    if report.title:
        body.append(f"<h1>{html.escape(report.title)}</h1>" if look.chrome else _text(report.title, look))
    if look.chrome:
        body.append(
            "<div class=info>发布日期：2024-01-19 09:12　来源：某市商务局　浏览次数：<span>83</span>　字体：[<a>大</a> 中 小]</div>"
        )
    parts = {spec.part: spec for spec in SECTIONS}
    for part, section in report.sections.items():
        spec = parts.get(part)
        if section.heading is not None:
            body.append(_heading(section.heading, look))
        paragraphs = [_text(one.text, look) for one in section.paragraphs]
        body.append("<br>".join(one.text for one in section.paragraphs) if look.breaks else "\n".join(paragraphs))
        if spec is not None and spec.table:
            body.extend(_tables(report, spec.table, look, tables or {}))
    for spec in SECTIONS:
        if spec.table and spec.part not in report.sections:
            body.extend(_tables(report, spec.table, look, tables or {}))
    inside = "\n".join(body)
    if look.chrome:
        inside = f"{_ABOVE}<div class=wrap><div id=zoom class=TRS_Editor>{inside}</div>{_BELOW}"
    page = (
        f'<!DOCTYPE html>\n<html><head><meta charset="{look.charset}"><title>政府信息公开年报_某市人民政府网站</title>'
        '<meta name="SiteName" content="某市人民政府网站"><meta name="PubDate" content="2024-01-19 09:12:33">'
        '<meta name="Url" content="https://www.example.gov.cn/nb/2023.html"><style>.a{color:red}</style></head>\n'
        f"<body>\n{inside}\n</body></html>\n"
    )
    return page if look.charset == "utf-8" else page.encode("gb18030")


def _tables(report: gr.Report, name: str, look: Look, given: dict[str, list[str]]) -> list[str]:
    if name in given:
        return given[name]
    table: Table | None = getattr(report, name)
    if table is None:
        return []
    rows, heads = grid_of(compile_form(type(table)), table)
    return [table_html(part, look) for part in _halves(rows, heads, look)]


def _heading(text: str, look: Look) -> str:
    tag = look.headings
    inner = f"<b>{html.escape(text)}</b>" if tag == "p" else html.escape(text)
    return f"<p><strong>{inner}</strong></p>" if tag == "strong" else f"<{tag}>{inner}</{tag}>"


def _text(text: str, look: Look) -> str:
    shown = html.escape(text)
    if look.word:
        return (
            "<p class=MsoNormal style='text-indent:24.0pt'><span style='font-size:12.0pt'>&nbsp;&nbsp;&nbsp;&nbsp;"
            f"{shown}<span lang=EN-US><o:p></o:p></span></span></p>"
        )
    return f"<p>　　{shown}</p>"
