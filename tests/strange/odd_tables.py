"""Web pages whose tables are laid out otherwise: merged figures, blocks side by side, other tables among them."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping
from typing import Final

import attrs

from tests.strange.figures import CITY, COUNTY, OLD, TOWN, Figures, Value
from tests.strange.tables import RESULTS, Cell, Table, applications, disclosure, disputes, plain, tables
from tests.strange.writing import Strange, cell_html, page, report_html, table_html

__all__ = ["BUILDERS"]


def _page(
    name: str,
    figures: Figures,
    two: str | None = None,
    three: str | None = None,
    four: str | None = None,
    *,
    least: int = 0,
    truth: Mapping[str, Value] | None = None,
) -> Strange:
    parts = [
        table_html(t) if given is None else given for t, given in zip(tables(figures), (two, three, four), strict=True)
    ]
    return Strange(
        name, page(report_html(figures, parts), figures), figures.truth() if truth is None else truth, "html", least
    )


def _changed(table: Table, change: Callable[[Cell], str]) -> str:
    return table_html(table, lambda c: cell_html(c, inner=change(c)))


def _without(truth: Mapping[str, Value], *starts: str) -> dict[str, Value]:
    return {path: value for path, value in truth.items() if not path.startswith(starts)}


def two_lines_in_a_cell() -> Strange:
    """Two figures below each other in a cell: nobody can tell whether they are one."""
    three = _changed(
        applications(CITY),
        lambda c: "<br/>".join(c.text) if c.figure and c.text in ("12", "19", "287") else html.escape(c.text),
    )
    return _page("two lines of digits in a cell", CITY, None, three, least=170)


def two_paragraphs_in_a_cell() -> Strange:
    """Two paragraphs, a figure each: of the organ, and of its branches."""
    three = _changed(
        applications(TOWN), lambda c: f"<p>{c.text}</p><p>1</p>" if c.figure and c.text == "3" else html.escape(c.text)
    )
    truth = {p: v for p, v in TOWN.truth().items() if not (p.startswith("applications") and v == 3)}
    return _page("two paragraphs of digits in a cell", TOWN, None, three, truth=truth, least=150)


def figure_over_rows() -> Strange:
    """Noughts of two rows are merged into one cell."""
    three = applications(TOWN)
    at = next(n for n, row in enumerate(three) if any("2.重复申请" in c.text for c in row))
    three[at] = [attrs.evolve(c, down=2) if c.figure else c for c in three[at]]
    three[at + 1] = [c for c in three[at + 1] if not c.figure]
    return _page("a figure over two rows", TOWN, None, table_html(three), least=180)


def figure_over_columns() -> Strange:
    """The five kinds of organisations are merged into one nought in each row."""
    rows = []
    for row in applications(TOWN):
        figures = [c for c in row if c.figure]
        rows.append(
            [*(c for c in row if not c.figure), figures[0], Cell("0", 5, figure=True), figures[6]] if figures else row
        )
    return _page("a nought over five columns", TOWN, None, table_html(rows), least=25)


def organisations_in_one() -> Strange:
    """The five kinds of organisations were counted together: the sum stands in a merged cell."""
    rows = []
    for row, values in zip(applications(CITY)[3:], CITY.applications, strict=True):
        numbers = [int(v or 0) for v in values]
        rows.append(
            [
                *(c for c in row if not c.figure),
                Cell(str(numbers[0])),
                Cell(str(sum(numbers[1:6])), 5),
                Cell(str(numbers[6])),
            ]
        )
    truth = {
        p: v
        for p, v in CITY.truth().items()
        if not p.startswith("applications") or p.endswith((".natural_person", ".total"))
    }
    return _page(
        "organisations counted together",
        CITY,
        None,
        table_html([*applications(CITY)[:3], *rows]),
        truth=truth,
        least=25,
    )


def pairs_side_by_side() -> Strange:
    """Table 二 in pairs: two matters in each row."""
    d = [plain(v) for v in CITY.disclosure]
    rows = [
        ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数", "信息内容", "本年处理决定数量"],
        ["规章", *d[:3], "行政许可", d[6]],
        ["行政规范性文件", *d[3:6], "行政处罚", d[7]],
        ["", "", "", "", "行政强制", d[8]],
    ]
    fees = [["信息内容", "本年收费金额（单位：万元）"], ["行政事业性收费", d[9]]]
    two = table_html([[Cell(x) for x in r] for r in rows]) + table_html([[Cell(x) for x in r] for r in fees])
    return _page("two matters in a row", CITY, two, least=185)


def pairs_of_decisions() -> Strange:
    """The decisions of penalties and compulsion in one row."""
    d = [plain(v) for v in CITY.disclosure]
    rows = disclosure(CITY)[:7]
    more = [
        ["信息内容", "本年处理决定数量", "信息内容", "本年处理决定数量"],
        ["行政处罚", d[7], "行政强制", d[8]],
        ["信息内容", "本年收费金额（单位：万元）", "", ""],
        ["行政事业性收费", d[9], "", ""],
    ]
    return _page("two decisions in a row", CITY, table_html([*rows, *([Cell(x) for x in r] for r in more)]), least=185)


def one_wide_head() -> Strange:
    """Table 二 under one row of heads, a row for each matter."""
    d = [plain(v) for v in CITY.disclosure]
    rows = [
        ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数", "本年处理决定数量", "本年收费金额（单位：万元）"],
        ["规章", *d[:3], "", ""],
        ["行政规范性文件", *d[3:6], "", ""],
        ["行政许可", "", "", "", d[6], ""],
        ["行政处罚", "", "", "", d[7], ""],
        ["行政强制", "", "", "", d[8], ""],
        ["行政事业性收费", "", "", "", "", d[9]],
    ]
    return _page("one row of heads for all", CITY, table_html([[Cell(x) for x in r] for r in rows]), least=190)


def matters_as_columns() -> Strange:
    """Table 二 turned: a column for each matter."""
    d = [plain(v) for v in CITY.disclosure]
    heads = ["信息内容", "规章", "行政规范性文件", "行政许可", "行政处罚", "行政强制", "行政事业性收费"]
    rows = [
        heads,
        ["本年制发件数", d[0], d[3], "/", "/", "/", "/"],
        ["本年废止件数", d[1], d[4], "/", "/", "/", "/"],
        ["现行有效件数", d[2], d[5], "/", "/", "/", "/"],
        ["本年处理决定数量", "/", "/", d[6], d[7], d[8], "/"],
        ["本年收费金额（万元）", "/", "/", "/", "/", "/", d[9]],
    ]
    return _page("matters as columns", CITY, table_html([[Cell(x) for x in r] for r in rows]), least=190)


def litigation_first() -> Strange:
    """Table 四 with 行政诉讼 before 行政复议."""
    e = [plain(v) for v in CITY.disputes]
    four: Table = [
        [Cell("行政诉讼", 10), Cell("行政复议", 5)],
        [Cell("未经复议直接起诉", 5), Cell("复议后起诉", 5), *(Cell(x, 1, 2) for x in RESULTS)],
        [Cell(x) for x in RESULTS * 2],
        [Cell(x) for x in (*e[5:], *e[:5])],
    ]
    return _page("litigation first", CITY, four=table_html(four), least=200)


def disputes_in_two() -> Strange:
    """Table 四 in two tables."""
    e = [plain(v) for v in CITY.disputes]
    one: Table = [[Cell("行政复议", 5)], [Cell(x) for x in RESULTS], [Cell(x) for x in e[:5]]]
    other: Table = [
        [Cell("行政诉讼", 10)],
        [Cell("未经复议直接起诉", 5), Cell("复议后起诉", 5)],
        [Cell(x) for x in RESULTS * 2],
        [Cell(x) for x in e[5:]],
    ]
    return _page("table 四 in two", CITY, four=table_html(one) + table_html(other), least=185)


def disputes_of_two_organs() -> Strange:
    """Table 四 with a row for the organ and one for its departments."""
    e = [plain(v) for v in CITY.disputes]
    heads = disputes(CITY)[:3]
    heads[0].insert(0, Cell("单位", 1, 3))
    four = [*heads, [Cell("市政府本级"), *map(Cell, e)], [Cell("市直部门"), *(Cell(str(int(x) + 2)) for x in e)]]
    return _page(
        "two rows of table 四", CITY, four=table_html(four), truth=_without(CITY.truth(), "disputes"), least=185
    )


def disputes_bare() -> Strange:
    """Table 四 without its first two head rows."""
    return _page(
        "table 四 without its upper heads",
        CITY,
        four=table_html([[Cell(x) for x in RESULTS * 3], disputes(CITY)[3]]),
        least=185,
    )


def old_other_row() -> Strange:
    """The form of 2021 with （六）其他处理 as one row, as in 2019; no decisions on services."""
    values = list(CITY.applications)
    rows = applications(attrs.evolve(CITY, edition="2019", applications=(*values[:20], values[22], *values[23:])))
    truth = _without(CITY.truth(), "applications.outcomes.other")
    for kind, value in zip(
        (
            "natural_person",
            "commercial_enterprise",
            "research_institution",
            "public_interest_organization",
            "legal_service_organization",
            "other",
            "total",
        ),
        values[22],
        strict=True,
    ):
        truth[f"applications.outcomes.other.{kind}"] = value
    return _page("rows of 2019 in a report of 2021", CITY, None, table_html(rows), truth=truth, least=175)


def nearly_another() -> Strange:
    """Labels retyped so that they come near another row's."""
    words = {
        "4.无正当理由大量反复申请": "4.无正当理由大量重复申请",
        "2.没有现成信息需要另行制作": "2.没有现成的政府信息，需要另行制作",
        "1.本机关不掌握相关政府信息": "1.不掌握相关政府信息、没有现成信息",
        "5.属于三类内部事务信息": "5.属于内部信息",
        "6.属于四类过程性信息": "6.属于过程信息",
        "3.补正后申请内容仍不明确": "3.申请内容不明确，补正后仍不明确",
        "8.属于行政查询事项": "8.属于行政执法查询事项",
    }
    three = _changed(applications(CITY), lambda c: html.escape(words.get(c.text, c.text)))
    return _page("labels near another row's", CITY, None, three, least=150)


def swapped_labels() -> Strange:
    """Two rows stand in another order, ordinals retyped."""
    three = applications(CITY)
    at = next(n for n, row in enumerate(three) if any("5.属于三类" in c.text for c in row))
    three[at], three[at + 1] = three[at + 1], three[at]
    words = {"5.属于三类内部事务信息": "6.属于三类内部事务信息", "6.属于四类过程性信息": "5.属于四类过程性信息"}
    return _page(
        "rows in another order",
        CITY,
        None,
        _changed(three, lambda c: html.escape(words.get(c.text, c.text))),
        least=186,
    )


def one_more_cell() -> Strange:
    """A row has a cell too many, another one too few."""
    three = applications(CITY)
    at = next(n for n, row in enumerate(three) if any("（一）予以公开" in c.text for c in row))
    three[at].append(Cell("9"))
    three[at + 1].pop()
    return _page("a cell too many and one too few", CITY, None, table_html(three), least=150)


def sum_row_between() -> Strange:
    """Subtotals under each group of outcomes, and a row 小计 with figures."""
    rows: Table = []
    for row in applications(CITY):
        rows.append([attrs.evolve(c, down=c.down + 4) if c.text.startswith("三、") else c for c in row])
        last = next((c.text for c in row if c.text.startswith(("8.", "3.补", "5.要", "3.其"))), None)
        if last:
            rows.append([Cell("小计", 2), *(Cell(str(n + 3), figure=True) for n in range(7))])
    return _page("subtotals below groups", CITY, None, table_html(rows), least=190)


def group_with_figures() -> Strange:
    """The line of a group (（三）不予公开) has its own figures: the sum of its rows."""
    rows: Table = []
    for row in applications(CITY):
        group = next(
            (c for c in row if c.text.startswith(("（三）", "（四）", "（五）", "（六）")) and not c.figure), None
        )
        shown = [attrs.evolve(c, down=c.down + 4) if c.text.startswith("三、") else c for c in row]
        if group is not None:
            rows.append([Cell(group.text, 2), *(Cell(str(40 + n), figure=True) for n in range(7))])
            shown = [Cell("其中", 1, group.down) if c.text == group.text else c for c in shown]
        rows.append(shown)
    return _page("groups with figures of their own", CITY, None, table_html(rows), least=100)


def anonymous_spans() -> Strange:
    """Zero-size spans hold other digits (against copying)."""
    three = _changed(
        applications(CITY),
        lambda c: f'{c.text[:1]}<span style="font-size:0">7</span>{c.text[1:]}' if c.figure else html.escape(c.text),
    )
    return _page("digits of no size", CITY, None, three)


def shares() -> Strange:
    """Each figure with its share in brackets."""
    three = _changed(applications(CITY), lambda c: f"{c.text}（{len(c.text)}5%）" if c.figure else html.escape(c.text))
    return _page("shares in brackets", CITY, None, three)


def of_which() -> Strange:
    """Figures with 其中."""
    two = _changed(
        disclosure(CITY), lambda c: f"{c.text}件（其中涉企{len(c.text)}件）" if c.figure else html.escape(c.text)
    )
    return _page("figures with a part of them", CITY, two, least=185)


def negative_brackets() -> Strange:
    """Changes in brackets, and with arrows."""
    two = _changed(
        disclosure(OLD), lambda c: {"-3": "(3)", "2": "↑2", "1": "增1", "-1": "▼1"}.get(c.text, html.escape(c.text))
    )
    return _page("changes with arrows and brackets", OLD, two, least=175)


def fees_in_yuan() -> Strange:
    """The head says 元, the figure is in 元."""
    two = _changed(
        disclosure(CITY), lambda c: html.escape(c.text.replace("单位：万元", "单位：元").replace("8214.57", "82145700"))
    )
    truth = CITY.truth()
    return _page("fees in yuan by their head", CITY, two, truth=truth)


def fees_unit_in_row() -> Strange:
    """The unit stands in the label of the row: 行政事业性收费（元）."""
    two = _changed(
        disclosure(CITY),
        lambda c: html.escape(
            c.text.replace("本年收费金额（单位：万元）", "本年收费金额")
            .replace("行政事业性收费", "行政事业性收费（元）")
            .replace("8214.57", "82145700")
        ),
    )
    return _page("fees in yuan by the label of the row", CITY, two)


def counts_in_ten_thousands() -> Strange:
    """The head of decisions says 万件."""
    two = _changed(
        disclosure(CITY),
        lambda c: html.escape(
            {
                "215307": "21.5307",
                "本年处理决定数量": "本年处理决定数量（万件）",
                "48119": "4.8119",
                "3962": "0.3962",
            }.get(c.text, c.text)
        ),
    )
    return _page("decisions in ten thousands", CITY, two)


def whole_ten_thousands() -> Strange:
    """The head of decisions says 万件, and the figures are whole."""
    figures = attrs.evolve(CITY, disclosure=(*CITY.disclosure[:6], 210000, 50000, 40000, *CITY.disclosure[9:]))
    two = _changed(
        disclosure(figures),
        lambda c: html.escape(
            {"210000": "21", "本年处理决定数量": "本年处理决定数量（单位：万件）", "50000": "5", "40000": "4"}.get(
                c.text, c.text
            )
        ),
    )
    return _page("whole ten thousands", figures, two)


def other_tables_between() -> Strange:
    """Tables of other matters between: meetings, channels, a table of contents."""
    other = table_html(
        [
            [Cell(x) for x in r]
            for r in (
                ["公开渠道", "数量"],
                ["门户网站", "1203"],
                ["微信公众号", "655"],
                ["其他", "12"],
                ["总计", "1870"],
            )
        ]
    )
    parts = [
        other + table_html(disclosure(CITY)),
        table_html(applications(CITY)) + other,
        table_html(disputes(CITY)) + other,
    ]
    return Strange("other tables between", page(report_html(CITY, parts), CITY), CITY.truth(), "html", 190)


def last_year_too() -> Strange:
    """Table 三 of this year, and last year's below with the year as its caption."""
    parts = [table_html(t) for t in tables(COUNTY)]
    parts[1] = "<p>2024年：</p>" + parts[1] + "<p>2023年：</p>" + table_html(applications(CITY))
    return Strange("last year's table below", page(report_html(COUNTY, parts), COUNTY), COUNTY.truth(), "html", 0, True)


def several_organs_as_rows() -> Strange:
    """Table 二 with a row for each organ (a county's list of its offices)."""
    heads = ["单位", "规章制发", "行政许可", "行政处罚"]
    rows = [heads, ["教育局", "0", "15", "2"], ["水务局", "0", "33", "41"], ["合计", "0", "48", "43"]]
    return _page(
        "organs as rows",
        CITY,
        table_html([[Cell(x) for x in r] for r in rows]),
        truth=_without(CITY.truth(), "disclosure"),
        least=190,
    )


def blank_table() -> Strange:
    """Table 三 blank: 本年度未收到申请 merged over all rows."""
    truth = dict.fromkeys((p for p in TOWN.truth() if p.startswith("applications")), None)
    rows = [[c for c in row if not c.figure] for row in applications(TOWN)]
    rows[3].append(Cell("本年度未收到政府信息公开申请", 7, 25))
    return _page("a sentence over the table", TOWN, None, table_html(rows), truth={**TOWN.truth(), **truth})


def fractions() -> Strange:
    """Halves in counts, and an amount with both units."""
    two = _changed(
        disclosure(CITY),
        lambda c: {"31": "31.5", "8214.57": "8214.57万元（82145700元）", "128": "128/130"}.get(
            c.text, html.escape(c.text)
        ),
    )
    truth: dict[str, Value] = {**CITY.truth()}
    return _page("halves and two units", CITY, two, truth=truth)


BUILDERS: Final[tuple[Callable[[], Strange], ...]] = (
    two_lines_in_a_cell,
    two_paragraphs_in_a_cell,
    figure_over_rows,
    figure_over_columns,
    organisations_in_one,
    pairs_side_by_side,
    pairs_of_decisions,
    one_wide_head,
    matters_as_columns,
    litigation_first,
    disputes_in_two,
    disputes_of_two_organs,
    disputes_bare,
    old_other_row,
    nearly_another,
    swapped_labels,
    one_more_cell,
    sum_row_between,
    group_with_figures,
    anonymous_spans,
    shares,
    of_which,
    negative_brackets,
    fees_in_yuan,
    fees_unit_in_row,
    counts_in_ten_thousands,
    whole_ten_thousands,
    other_tables_between,
    last_year_too,
    several_organs_as_rows,
    blank_table,
    fractions,
)
