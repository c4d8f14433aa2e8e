"""What programs take from pages: records with the page in them, the text of a whole page, blanks as spaces that do not break."""

from __future__ import annotations

import html
import json
from collections.abc import Callable
from typing import Final

import attrs

from tests.strange.figures import CITY, COUNTY, OLD, Figures, Value
from tests.strange.tables import Cell, applications, expanded, shown_rows, tables
from tests.strange.text_parts import padded, report_text
from tests.strange.writing import Strange, page, report_html, table_html

__all__ = ["ABOVE", "BELOW", "BUILDERS", "blank_noughts", "whole_page"]

ABOVE: Final = (
    "今天是2025年3月1日",
    "无障碍阅读",
    "首页",
    "走进我们",
    "政务公开",
    "当前位置：",
    "首页",
    ">>",
    "政府信息公开年报",
    "索 引 号：",
    "014200000/2024-00012",
)
BELOW: Final = (
    "分享到：",
    "微信",
    "【打印本页】",
    "【关闭窗口】",
    "上一篇：关于印发制度的通知",
    "主办单位：某单位办公室",
    "网站标识码：3208000012　苏ICP备05000001号-1",
    "您是第 1023456 位访客",
)


def blank_noughts(figures: Figures) -> Figures:
    """The figures with a blank for every nought."""

    def blank(values: tuple[Value, ...]) -> tuple[Value, ...]:
        return tuple(None if value == 0 else value for value in values)

    rows = tuple(blank(row) for row in figures.applications)
    return attrs.evolve(
        figures, disclosure=blank(figures.disclosure), applications=rows, disputes=blank(figures.disputes)
    )


def whole_page(figures: Figures, blank: str = "\xa0", *, before: str = "", behind: str = "") -> str:
    """Every text of a page on a line of its own, the site's around the report, ``blank`` for a blank cell."""
    parts = ["\n".join(c.text or blank for row in t for c in row) for t in tables(figures)]
    text = report_text(figures, parts)
    title, _, rest = text.partition("\n")
    about = (
        f"发布日期：{figures.year + 1}-01-19 10:32\n来源：{figures.agency}\n浏览次数：\n1203\n字体：[\n大\n中\n小\n]"
    )
    signed = f"{figures.agency}\n{figures.year + 1}年1月18日"
    lines = [f"{title}_{figures.agency}", *ABOVE, title, about, rest.strip(), signed, *BELOW]
    return "\n".join(f"{before}{line}{behind}" for line in "\n".join(lines).split("\n"))


def whole_text() -> Strange:
    """The texts of a page with a line feed between them, blanks and all."""
    figures = blank_noughts(COUNTY)
    return Strange("texts of a whole page", whole_page(figures), figures.truth(), None, 200)


def whole_text_spaced() -> Strange:
    """The same with a space about each, wide ones before the headings."""
    figures = blank_noughts(OLD)
    text = (
        whole_page(figures, before=" ", behind=" ")
        .replace(" 一、总", " 　　 一、总")
        .replace(" 四、政", " 　　 四、政")
    )
    return Strange("texts of a whole page, spaced", text, figures.truth(), None, 190)


def blank_lines_between() -> Strange:
    """A space that does not break between rows, too, where only some of the blank cells left one."""
    figures = blank_noughts(COUNTY)
    text = whole_page(figures)
    lines = [line for at, line in enumerate(text.split("\n")) if line != "\xa0" or at % 3]
    return Strange("texts of a whole page, some blanks lost", "\n".join(lines), figures.truth())


def two_tabs() -> Strange:
    """Two tabs behind each cell, a space that does not break in the blank ones."""
    figures = blank_noughts(OLD)
    parts = ["\n".join("\t\t".join(text or "\xa0" for text in row) for row in shown_rows(t)) for t in tables(figures)]
    return Strange("two tabs for one", report_text(figures, parts), figures.truth(), None, 190)


def two_tabs_before_one() -> Strange:
    """Cells two apart in all rows but the heads of one table: where a figure belongs its place does not tell."""
    figures = blank_noughts(OLD)
    parts = ["\n".join("\t\t".join(row) for row in shown_rows(t)) for t in tables(figures)]
    parts[1] = parts[1].replace("申请人情况", "申请人情况\t")
    return Strange("two tabs for one, but for one row", report_text(figures, parts), figures.truth())


def answer() -> Strange:
    """The answer of an interface: the page's content as markup in a field."""
    data = {"code": 0, "data": {"id": 12, "title": CITY.title, "publishTime": "2024-01-19 10:00:00"}}
    data["data"] |= {"content": report_html(CITY, title=False), "hits": 32}  # type: ignore[operator]
    return Strange("an answer with markup", json.dumps(data, ensure_ascii=False), CITY.truth(), None, 200)


def answer_escaped() -> Strange:
    """The same with the markup escaped, and the data as JSON in JSON."""
    inner = json.dumps({"articleTitle": COUNTY.title, "body": html.escape(report_html(COUNTY, title=False))})
    return Strange("an answer in an answer", json.dumps({"ok": True, "data": inner}), COUNTY.truth(), None, 200)


def crawled() -> Strange:
    """A line of a crawler's file: address, page, and the text that it took from it."""
    record = {"url": "http://www.example.gov.cn/1.html", "text": "年报 " * 300, "html": page(report_html(OLD), OLD)}
    return Strange("a line of a crawler", json.dumps(record, ensure_ascii=False) + "\n", OLD.truth(), None, 198)


def crawled_text() -> Strange:
    """A record with the paragraphs in a list."""
    parts = ["\n".join("\t".join(row) for row in shown_rows(t)) for t in tables(CITY)]
    lines = report_text(CITY, parts).split("\n")
    return Strange("paragraphs in a list", json.dumps([{"paragraphs": lines}]), CITY.truth(), None, 200)


def crawled_twice() -> Strange:
    """Two records."""
    records = [{"title": one.title, "content": report_html(one)} for one in (CITY, COUNTY)]
    text = "\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    return Strange("two lines of a crawler", text, {}, None, refused=True)


def escaped_page() -> Strange:
    """Markup that was escaped as a whole."""
    return Strange("markup escaped", html.escape(report_html(CITY)), CITY.truth(), None, 200)


def _framed(figures: Figures, blank: str) -> list[list[list[str]]]:
    """The tables as a data frame writes them: spans filled, 0, 1, 2 … above and before."""
    framed = []
    for table in tables(figures):
        rows = [[text or blank for text in row] for row in expanded(table)]
        framed.append([["", *map(str, range(len(rows[0])))], *([str(at), *row] for at, row in enumerate(rows))])
    return framed


def data_frames() -> Strange:
    """Data frames as comma separated values."""
    figures = blank_noughts(COUNTY)
    parts = ["\n".join(",".join(row) for row in rows) for rows in _framed(figures, "")]
    return Strange("data frames, comma separated", report_text(figures, parts), figures.truth(), None, 200)


def data_frames_html() -> Strange:
    """Data frames as tables of a page, blanks as the sign for no number."""
    figures = blank_noughts(COUNTY)
    parts = [table_html([[Cell(text) for text in row] for row in rows]) for rows in _framed(figures, "NaN")]
    return Strange("data frames, html", page(report_html(figures, parts), figures), figures.truth(), "html", 200)


def data_frames_without_index() -> Strange:
    """The same in Markdown, without the numbers of the rows."""
    figures = blank_noughts(COUNTY)
    parts = []
    for rows in _framed(figures, "nan"):
        lines = [f"| {' | '.join(row[1:])} |" for row in rows]
        parts.append("\n".join([lines[0], "|:--" * (len(rows[0]) - 1) + "|", *lines[1:]]))
    return Strange("data frames, markdown", report_text(figures, parts), figures.truth(), None, 200)


def not_a_frame() -> Strange:
    """Numbers over the columns that do not count."""
    rows = [[["", *"0123456789ABCDE"[: len(one[0]) - 2], "9"], *one[1:]] for one in _framed(COUNTY, "")]
    parts = ["\n".join(",".join(row) for row in one) for one in rows]
    return Strange("numbers that frame nothing", report_text(COUNTY, parts), COUNTY.truth())


def drifting() -> Strange:
    """Columns that every line sets out by itself, as a tool does that makes text of a page: no blanks, and nothing lines up."""
    heads = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    lines = [
        " " * 60 + "申请人情况",
        " " * 64 + "法人或其他组织",
        padded("", 44) + "   ".join(padded(head, 4) for head in heads),
        *(
            padded([c.text for c in row if not c.figure][-1][:20], 42)
            + "".join(padded(c.text, 7 + (at * 3 + place) % 4) for place, c in enumerate(c for c in row if c.figure))
            for at, row in enumerate(applications(CITY)[3:])
        ),
    ]
    parts = ["\n".join("\t".join(row) for row in shown_rows(t)) for t in tables(CITY)]
    parts[1] = "\n".join(lines)
    return Strange("columns that drift", report_text(CITY, parts), CITY.truth(), None, 190)


def printed_lists() -> Strange:
    """The rows of each table as a program prints its lists, what has no cell as ``None``."""
    figures = blank_noughts(OLD)
    parts = [
        "\n".join(str([text.replace("公开", "公\n开") or None for text in row]) for row in expanded(t, repeat=False))
        for t in tables(figures)
    ]
    return Strange("lists as printed", report_text(figures, parts), figures.truth(), None, 190)


_RADICALS: Final = str.maketrans("人民工行大女车长见门页黄龙", "⼈⺠⼯⾏⼤⼥⻋⻓⻅⻔⻚⻩⻰")


def radicals() -> Strange:
    """Copied from a PDF of a browser, whose fonts say radicals for characters."""
    parts = ["\n".join("\t".join(row) for row in shown_rows(t)) for t in tables(CITY)]
    return Strange("radicals for characters", report_text(CITY, parts).translate(_RADICALS), CITY.truth(), None, 200)


BUILDERS: Final[tuple[Callable[[], Strange], ...]] = (
    whole_text,
    whole_text_spaced,
    blank_lines_between,
    two_tabs,
    two_tabs_before_one,
    answer,
    answer_escaped,
    crawled,
    crawled_text,
    crawled_twice,
    escaped_page,
    radicals,
    data_frames,
    data_frames_html,
    data_frames_without_index,
    not_a_frame,
    drifting,
    printed_lists,
)
