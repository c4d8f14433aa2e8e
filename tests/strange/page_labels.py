"""Web pages whose labels and figures are printed in other ways."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Final

import attrs

from tests.strange.figures import CITY, COUNTY, Value
from tests.strange.page_parts import one_page, three_parts
from tests.strange.tables import Cell, applications, expanded, plain, tables
from tests.strange.writing import Strange, cell_html, table_html

__all__ = ["BUILDERS"]


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
    return one_page("unit rows and footnotes", COUNTY, parts)


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
    return one_page("row and column numbers", CITY, [table_html(two), table_html(rows), table_html(four)], least=150)


def number_column_between() -> Strange:
    """The row numbers stand between labels and figures (行次), as in statistical forms."""
    three = applications(CITY)
    rows: list[list[Cell]] = []
    for n, row in enumerate(three):
        cut = 1 if n == 0 else 0 if n < 3 else len(row) - 7
        extra = [Cell("行次", 1, 3)] if n == 0 else [Cell(str(n - 2))] if n > 2 else []
        rows.append([*row[:cut], *extra, *row[cut:]])
    two, _, four = tables(CITY)
    return one_page("row numbers between", CITY, [table_html(two), table_html(rows), table_html(four)], least=50)


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
    return one_page("ordinals in other styles", CITY, three_parts(CITY, cell))


def no_ordinals() -> Strange:
    """No ordinals at all."""

    def cell(c: Cell) -> str:
        return cell_html(c if c.figure else attrs.evolve(c, text=re.sub(r"^(（.）|\d\.|[一二三四]、)", "", c.text)))

    return one_page("no ordinals", CITY, three_parts(CITY, cell))


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
    return one_page("labels abbreviated", CITY, three_parts(CITY, cell), least=150)


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
    return one_page("rows doubled", CITY, [table_html(two), table_html(rows), table_html(four)], least=190, truth=truth)


def with_units() -> Strange:
    """Each figure with its unit."""

    def write(value: Value) -> str:
        return f"{value:f}万元" if isinstance(value, Decimal) else f"{value} 件" if value else "0件"

    return one_page("units in the cells", CITY, [table_html(t) for t in tables(CITY, write)])


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

    content = three_parts(COUNTY, cell)
    state["n"] = 0
    truth: dict[str, Value] = {}
    for p, v in COUNTY.truth().items():
        if v == 0:
            state["n"] += 1
            truth[p] = 0 if marks[state["n"] % len(marks)] == "0.00" else None
        else:
            truth[p] = v
    return one_page("marks of nothing", COUNTY, content, truth=truth, least=180)


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

    return one_page("figures dressed up", CITY, [table_html(t) for t in tables(CITY, write)])


def spaced_thousands() -> Strange:
    """Thousands set apart by a (no-break, thin) space or an apostrophe."""
    marks = ["\u00a0", "\u2009", " ", "\u202f", "'"]

    def write(value: Value) -> str:
        return f"{value:,}".replace(",", marks[int(value or 0) % 5])

    return one_page("thousands spaced", CITY, [table_html(t) for t in tables(CITY, write)], least=170)


BUILDERS: Final[tuple[Callable[[], Strange], ...]] = (
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
)
