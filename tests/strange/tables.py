"""The three tables of the form as rows of cells, before anything strange is done to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final

import attrs

from tests.strange.figures import Figures, Value

__all__ = ["Cell", "Table", "applications", "disclosure", "disputes", "expanded", "plain", "shown_rows", "tables"]

Write = Callable[[Value], str]


@attrs.frozen
class Cell:
    """A cell: its text, its spans, whether it is a figure."""

    text: str
    across: int = 1
    down: int = 1
    figure: bool = False


Table = list[list[Cell]]


def plain(value: Value) -> str:
    """A figure as it is usually printed; a blank leaves nothing."""
    return "" if value is None else format(value, "f") if isinstance(value, Decimal) else str(value)


def _figures(values: Sequence[Value], write: Write, across: int = 1) -> list[Cell]:
    return [Cell(write(value), across, figure=True) for value in values]


def _group(title: str, heads: Sequence[str], rows: Sequence[tuple[str, Sequence[Value]]], write: Write) -> Table:
    across = {3: 1, 2: 1, 1: 3}[len(heads)]
    return [
        [Cell(title, 4)],
        [Cell("信息内容"), *(Cell(head, across) for head in heads)],
        *([Cell(label), *_figures(values, write, across)] for label, values in rows),
    ]


def disclosure(figures: Figures, write: Write = plain) -> Table:
    """Table 二 of the figures' edition."""
    d = figures.disclosure
    if figures.edition == "2021":
        one = ["本年处理决定数量"]
        return [
            *_group(
                "第二十条第（一）项",
                ["本年制发件数", "本年废止件数", "现行有效件数"],
                [("规章", d[0:3]), ("行政规范性文件", d[3:6])],
                write,
            ),
            *_group("第二十条第（五）项", one, [("行政许可", d[6:7])], write),
            *_group("第二十条第（六）项", one, [("行政处罚", d[7:8]), ("行政强制", d[8:9])], write),
            *_group("第二十条第（八）项", ["本年收费金额（单位：万元）"], [("行政事业性收费", d[9:10])], write),
        ]
    three = ["上一年项目数量", "本年增/减", "处理决定数量"]
    return [
        *_group(
            "第二十条第（一）项",
            ["本年新制作数量", "本年新公开数量", "对外公开总数量"],
            [("规章", d[0:3]), ("规范性文件", d[3:6])],
            write,
        ),
        *_group("第二十条第（五）项", three, [("行政许可", d[6:9]), ("其他对外管理服务事项", d[9:12])], write),
        *_group("第二十条第（六）项", three, [("行政处罚", d[12:15]), ("行政强制", d[15:18])], write),
        *_group("第二十条第（八）项", three[:2], [("行政事业性收费", d[18:20])], write),
        *_group("第二十条第（九）项", ["采购项目数量", "采购总金额"], [("政府集中采购", d[20:22])], write),
    ]


REFUSED: Final = (
    "1.属于国家秘密",
    "2.其他法律行政法规禁止公开",
    "3.危及“三安全一稳定”",
    "4.保护第三方合法权益",
    "5.属于三类内部事务信息",
    "6.属于四类过程性信息",
    "7.属于行政执法案卷",
    "8.属于行政查询事项",
)
UNAVAILABLE: Final = ("1.本机关不掌握相关政府信息", "2.没有现成信息需要另行制作", "3.补正后申请内容仍不明确")
NOT_PROCESSED: Final = (
    "1.信访举报投诉类申请",
    "2.重复申请",
    "3.要求提供公开出版物",
    "4.无正当理由大量反复申请",
    "5.要求行政机关确认或重新出具已获取信息",
)
OTHER: Final = (
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "3.其他",
)
KIND_LABELS: Final = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")


def heads() -> Table:
    """The three header rows of table 三."""
    return [
        [
            Cell("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3),
            Cell("申请人情况", 7),
        ],
        [Cell("自然人", 1, 2), Cell("法人或其他组织", 5), Cell("总计", 1, 2)],
        [Cell(label) for label in KIND_LABELS],
    ]


def applications(figures: Figures, write: Write = plain) -> Table:
    """Table 三 of the figures' edition."""
    values = iter(figures.applications)

    def row(*labels: Cell) -> list[Cell]:
        return [*labels, *_figures(next(values), write)]

    def group(label: str, lines: Sequence[str]) -> Table:
        first = row(Cell(label, 1, len(lines)), Cell(lines[0]))
        return [first, *(row(Cell(line)) for line in lines[1:])]

    rows = [
        *heads(),
        row(Cell("一、本年新收政府信息公开申请数量", 3)),
        row(Cell("二、上年结转政府信息公开申请数量", 3)),
    ]
    results: Table = [
        row(Cell("（一）予以公开", 2)),
        row(Cell("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", 2)),
        *group("（三）不予公开", REFUSED),
        *group("（四）无法提供", UNAVAILABLE),
        *group("（五）不予处理", NOT_PROCESSED),
        *(group("（六）其他处理", OTHER) if figures.edition == "2021" else [row(Cell("（六）其他处理", 2))]),
        row(Cell("（七）总计", 2)),
    ]
    results[0].insert(0, Cell("三、本年度办理结果", 1, len(results)))
    return [*rows, *results, row(Cell("四、结转下年度继续办理", 3))]


RESULTS: Final = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")


def disputes(figures: Figures, write: Write = plain) -> Table:
    """Table 四."""
    return [
        [Cell("行政复议", 5), Cell("行政诉讼", 10)],
        [*(Cell(label, 1, 2) for label in RESULTS), Cell("未经复议直接起诉", 5), Cell("复议后起诉", 5)],
        [Cell(label) for label in RESULTS * 2],
        _figures(figures.disputes, write),
    ]


def tables(figures: Figures, write: Write = plain) -> tuple[Table, Table, Table]:
    """The three tables."""
    return disclosure(figures, write), applications(figures, write), disputes(figures, write)


def expanded(table: Table, *, repeat: bool = True) -> list[list[str]]:
    """Every grid position; a span's text stands in each of its positions, or in the first alone."""
    taken: dict[tuple[int, int], str] = {}
    for row, cells in enumerate(table):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            for y in range(cell.down):
                for x in range(cell.across):
                    taken[row + y, column + x] = cell.text if repeat or (x, y) == (0, 0) else ""
            column += cell.across
    width = 1 + max(x for _, x in taken)
    return [[taken.get((row, x), "") for x in range(width)] for row in range(len(table))]


def shown_rows(table: Table) -> list[list[str]]:
    """The cells of each row, spans leaving nothing: what a browser copies."""
    return [[cell.text for cell in row] for row in table]
