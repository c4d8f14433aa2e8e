"""A strange document, and the plain ways of writing one that the strange ones start from."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping, Sequence

import attrs

from tests.strange.figures import Figures, Value
from tests.strange.tables import Cell, Table, tables

__all__ = ["HEADINGS", "PROSE", "Strange", "cell_html", "page", "report_html", "table_html"]

HEADINGS = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)
PROSE = {
    1: ("本年我单位按照上级部署做好公开工作，各项任务按时完成。", "工作人员参加培训，答复更加及时。"),
    5: ("目录编排还不够细，下一步将重新梳理栏目，指定专人维护。",),
    6: ("本年没有收取信息处理费。",),
}


@attrs.frozen
class Strange:
    """A document and what a person reads in it.

    Attributes:
        name: of the test.
        content: the document; bytes are sniffed.
        truth: every path with what is printed; a path that is missing is not printed at all.
        format: the format told to the reader, ``None`` to find it out.
        least: how many cells must be read rightly, at least.
        refused: whether refusal is as good as reading.
    """

    name: str
    content: str | bytes
    truth: Mapping[str, Value]
    format: str | None = None
    least: int = 0
    refused: bool = False


def cell_html(cell: Cell, *, tag: str = "td", inner: str | None = None, attributes: str = "") -> str:
    """A cell as a plain ``td``."""
    spans = (f' colspan="{cell.across}"' if cell.across > 1 else "") + (
        f' rowspan="{cell.down}"' if cell.down > 1 else ""
    )
    return f"<{tag}{spans}{attributes}>{html.escape(cell.text) if inner is None else inner}</{tag}>"


def table_html(
    table: Table, cell: Callable[[Cell], str] = cell_html, *, attributes: str = ' border="1"', row: str = "<tr>"
) -> str:
    """A table as plain markup, each cell by ``cell``."""
    return f"<table{attributes}>" + "".join(row + "".join(map(cell, cells)) + "</tr>\n" for cells in table) + "</table>"


def report_html(
    figures: Figures,
    parts: Sequence[str] | None = None,
    *,
    paragraph: str = "<p>{}</p>",
    headings: Sequence[str] = HEADINGS,
    title: bool = True,
) -> str:
    """Title, headings, prose and the three parts; the tables as plain markup where no parts are given."""
    shown = [table_html(table) for table in tables(figures)] if parts is None else parts
    pieces = [f'<h1 align="center">{figures.title}</h1>'] if title else []
    for number, heading in enumerate(headings, 1):
        pieces.append(paragraph.format(heading))
        pieces += [shown[number - 2]] if 2 <= number <= 4 else [paragraph.format(line) for line in PROSE[number]]
    return "\n".join(pieces)


def page(body: str, figures: Figures, *, head: str = '<meta charset="utf-8">') -> str:
    """A whole page around ``body``."""
    return (
        f"<!DOCTYPE html><html><head>{head}<title>{figures.title}_{figures.agency}</title></head>"
        f"<body>{body}</body></html>"
    )
