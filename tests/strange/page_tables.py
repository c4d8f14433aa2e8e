"""Web pages whose tables are cut, joined, turned, hidden or pictures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import attrs

from tests.strange.figures import CITY, COUNTY
from tests.strange.page_parts import one_page, three_parts
from tests.strange.tables import Cell, Table, applications, disclosure, disputes, expanded, plain, tables
from tests.strange.writing import HEADINGS, Strange, cell_html, page, report_html, table_html

__all__ = ["BUILDERS"]


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
    return one_page(
        "two rows missing",
        CITY,
        [table_html(disclosure(CITY)), table_html(kept), table_html(disputes(CITY))],
        least=186,
        truth=truth,
    )


def spacer_columns() -> Strange:
    """An empty narrow cell beside each cell."""
    return one_page(
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
    return one_page("hidden cells and rows", CITY, parts)


def hidden_by_class() -> Strange:
    """A style sheet of the page hides the cells."""
    cell = lambda c: cell_html(c) + ('<td class="tpl">77</td>' if c.figure else "")  # noqa: E731
    head = '<meta charset="utf-8"><style>.tpl{display:none} td{padding:2px}</style>'
    return Strange(
        "hidden by a class",
        page(report_html(CITY, three_parts(CITY, cell)), CITY, head=head),
        CITY.truth(),
        "html",
        150,
    )


def hidden_attribute() -> Strange:
    """The attribute hidden, and visibility."""
    cell = lambda c: cell_html(c) + ("<td hidden>77</td>" if c.figure else "")  # noqa: E731
    return one_page("hidden attribute", CITY, three_parts(CITY, cell))


def comments() -> Strange:
    """Old cells, and the table of the year before, left in comments."""
    cell = lambda c: f"<!-- <td>{c.text}9</td> -->" + cell_html(c)  # noqa: E731
    old = "<!--" + table_html(applications(COUNTY)) + "-->"
    parts = three_parts(CITY, cell)
    parts[1] = old + parts[1]
    return one_page("comments", CITY, parts)


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


def split_inthree_parts() -> Strange:
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
    return one_page("table 三 in three pieces", CITY, parts)


def split_with_heads() -> Strange:
    """Table 三 in three pieces, each with its headers; 三、 is printed in the first alone."""
    three = applications(CITY)
    grid = expanded(three, repeat=False)
    head = grid[:3]

    def piece(rows: list[list[str]]) -> str:
        return table_html([[Cell(text) for text in row] for row in rows])

    three_html = piece(grid[:10]) + piece(head + grid[10:19]) + piece(head + grid[19:])
    return one_page(
        "table 三 in three, heads each", CITY, [table_html(disclosure(CITY)), three_html, table_html(disputes(CITY))]
    )


def no_heads() -> Strange:
    """Table 三 without its header rows."""
    two, three, four = tables(CITY)
    return one_page("no header rows", CITY, [table_html(two), table_html(three[3:]), table_html(four)], least=25)


def picture() -> Strange:
    """Table 三 is a picture."""
    two, _, four = tables(CITY)
    truth = {p: v for p, v in CITY.truth().items() if not p.startswith("applications")}
    return one_page(
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
    return one_page(
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
    return one_page("table 四 transposed", CITY, [table_html(two), table_html(three), table_html(four)], least=185)


def transposed_applications() -> Strange:
    """Table 三 turned: applicants as rows, outcomes as columns."""
    grid = expanded(applications(CITY))
    turned = [[Cell(text) for text in column] for column in zip(*grid, strict=True)]
    two, _, four = tables(CITY)
    return one_page("table 三 turned", CITY, [table_html(two), table_html(turned), table_html(four)], least=25)


BUILDERS: Final[tuple[Callable[[], Strange], ...]] = (
    missing_rows,
    spacer_columns,
    hidden_cells,
    hidden_by_class,
    hidden_attribute,
    comments,
    one_table,
    everything_in_a_table,
    split_with_heads,
    no_heads,
    picture,
    as_list,
    transposed,
    transposed_applications,
)
