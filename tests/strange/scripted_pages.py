"""Pages that a script shows, figures with marks nobody sees, and an overview of other figures before the report's own."""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import Final

from tests.strange.figures import CITY, COUNTY, OLD
from tests.strange.page_parts import three_parts
from tests.strange.tables import Cell
from tests.strange.writing import Strange, cell_html, page, report_html, table_html

__all__ = ["BUILDERS"]


def article() -> Strange:
    """An account's article: all of it hidden until it is loaded."""
    body = (
        f'<h1 id="name">{CITY.title}</h1><div>原创 <em>2024-01-25 17:30</em></div>'
        f'<div style="visibility: hidden; opacity: 0; ">{report_html(CITY, title=False)}</div>'
        "<p>扫一扫关注</p>"
    )
    return Strange("shown by a script", page(body, CITY), CITY.truth(), "html", 200)


def panels() -> Strange:
    """Panels of which one at a time is shown, none of them yet."""
    shown = report_html(COUNTY, title=False).replace("<p>三、", '</div><div style="display: none"><p>三、')
    body = f'<h1>{COUNTY.title}</h1><ul><li>概述</li><li>申请</li></ul><div style="display:none">{shown}</div>'
    return Strange("panels of a page", page(body, COUNTY), COUNTY.truth(), "html", 200)


def marks_of_direction() -> Strange:
    """Marks of direction and of joining, left by a copy from elsewhere, in every figure."""

    def cell(c: Cell) -> str:
        return cell_html(c, inner="\u200e" + "\u2060".join(c.text) + "\u202c" if c.figure else None)

    return Strange(
        "marks of direction", page(report_html(CITY, three_parts(CITY, cell)), CITY), CITY.truth(), "html", 200
    )


def turned_round() -> Strange:
    """A mark that shows 123 as 321: no figure is taken from such a cell."""

    def cell(c: Cell) -> str:
        return cell_html(c, inner="\u202e" + html.escape(c.text) if c.figure and len(c.text) > 1 else None)

    return Strange("marks that turn digits round", page(report_html(CITY, three_parts(CITY, cell)), CITY), CITY.truth())


_OVERVIEW: Final = (
    ("指标", "数量"),
    ("主动公开信息（条）", "1234"),
    ("本年新收政府信息公开申请数量", "98765"),
    ("行政复议", "771"),
    ("行政许可", "55555"),
    ("总计", "31"),
)


def overview_first() -> Strange:
    """A small table of figures that the report's own tables give otherwise, or count otherwise."""
    table = table_html([[Cell(text) for text in row] for row in _OVERVIEW])
    body = report_html(CITY).replace("<p>二、", f"{table}<p>二、", 1)
    return Strange("an overview before", page(body, CITY), CITY.truth(), "html", 200)


def overview_last() -> Strange:
    """The same behind a report of the older form."""
    table = table_html([[Cell(text) for text in row] for row in _OVERVIEW])
    return Strange("an overview behind", page(report_html(OLD) + table, OLD), OLD.truth(), "html", 197)


BUILDERS: Final[tuple[Callable[[], Strange], ...]] = (
    article,
    panels,
    marks_of_direction,
    turned_round,
    overview_first,
    overview_last,
)
