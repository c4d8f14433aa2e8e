"""Which part of a page is the report: what stands above it, beside it and below it is the site's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import attrs

from govinfo_report.readers.furniture import is_furniture, is_imprint
from govinfo_report.readers.html_metadata import TITLE, of_grid, of_line
from govinfo_report.readers.html_tables import opens_section
from govinfo_report.readers.html_walk import Line, Page, Table

__all__ = ["Scope", "scope_of"]

_SIGNED: Final = re.compile(
    r"(?:19|20)\d{2}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日$|^二[〇○零].{2}年.{1,2}月.{1,3}日$"
    r"|(?:局|委|委员会|办公室|办公厅|人民政府|厅|部|院|处|中心|管委会|街道办事处|支队|大队|分局|公司)$"
)
_YEAR: Final = re.compile(r"(?:19|20)\d{2}|二[〇○零]")
_LONGEST_TITLE: Final = 60
_ENDS_TITLE: Final = re.compile(r"(?:报\s*告|年\s*报)(?:[(（].{0,20}[)）])?[》”\"\s]*$")
_NO_TITLE: Final = re.compile(r"[。；;！？>»]|[:：]")


@attrs.frozen
class Scope:
    """The items of a page that are the report's, and what the page says of it.

    Attributes:
        particulars: date, publisher and number, as lines and tables above the text give them.
        title: whether the items open with a title.
    """

    items: tuple[Line | Table, ...]
    particulars: tuple[dict[str, str], ...]
    title: bool


def scope_of(page: Page) -> Scope:
    """The part of ``page`` that is the report; where in doubt, text is kept."""
    items = page.items
    particulars = [of_grid(item.grid) for item in items if isinstance(item, Table) and item.particulars]
    evidence = [at for at, item in enumerate(items) if _speaks(item)]
    first = evidence[0] if evidence else len(items)
    last = evidence[-1] if evidence else len(items) - 1
    box = _common_box(page, [items[at].box for at in evidence])
    title = _title(items[:first])
    start = title[0] if title else _start(page, first, box)
    kept: list[Line | Table] = []
    opened = title[1] if title else start
    kept.extend(items[start:opened])
    for item in items[opened:first]:
        if isinstance(item, Line):
            told = of_line(item.text)
            if told is not None:
                particulars.append(told)
                continue
        if not _is_furniture(item):
            kept.append(item)
    kept.extend(items[at] for at in range(first, last + 1) if _belongs(page, items[at], box))
    kept.extend(_rest(page, last + 1, box) if evidence else [])
    return Scope(tuple(kept), tuple(particulars), title is not None)


def _speaks(item: Line | Table) -> bool:
    """Whether an item can only be the report's: a section's heading, or a table with figures that are no links."""
    if isinstance(item, Line):
        return not item.linked and opens_section(item.text)
    return (
        not item.particulars
        and (not item.linked or item.linked * 4 < sum(len(cell.text) for cell in item.grid.cells))
        and any(any(map(str.isdecimal, cell.text)) for cell in reversed(item.grid.cells))
    )


def _common_box(page: Page, boxes: Sequence[int]) -> int:
    """The innermost box around all ``boxes``; the whole page where there are fewer than two."""
    if len(boxes) < 2:
        return 0
    around = _around(page, boxes[0])
    for box in boxes[1:]:
        inside = set(_around(page, box))
        around = [one for one in around if one in inside]
    return around[0]


def _around(page: Page, box: int) -> list[int]:
    """The boxes around ``box`` from the inside out, itself among them."""
    around = [box]
    while box:
        box = page.boxes[box]
        around.append(box)
    return around


def _is_in(page: Page, item: Line | Table, box: int) -> bool:
    at = item.box
    while at > box:
        at = page.boxes[at]
    return at == box


def _belongs(page: Page, item: Line | Table, box: int) -> bool:
    """Whether an item between the first and the last that speak is the report's."""
    if isinstance(item, Table):
        return not item.particulars
    return _is_in(page, item, box) and not is_imprint(item.text)


def _title(items: Sequence[Line | Table]) -> tuple[int, int] | None:
    """The first item of the title and the one behind it: the last title above the text that names a year, else the last."""
    spans = [(begun, at + 1) for at in range(len(items)) if (begun := _title_start(items, at)) is not None]
    dated = [span for span in spans if any(_YEAR.search(_text(item)) for item in items[slice(*span)])]
    found = dated or spans
    return found[-1] if found else None


def _text(item: Line | Table) -> str:
    return item.text if isinstance(item, Line) else ""


def _title_start(items: Sequence[Line | Table], at: int) -> int | None:
    """Where the title that ends with the item at ``at`` begins; ``None`` where none does."""
    item = items[at]
    if (
        not isinstance(item, Line)
        or item.linked
        or len(item.text) > _LONGEST_TITLE
        or not _ENDS_TITLE.search(item.text)
    ):
        return None
    joined = ""
    for begun in range(at, max(at - 3, -1), -1):
        above = items[begun]
        if not isinstance(above, Line) or above.linked or above.box != item.box or _NO_TITLE.search(above.text):
            return None
        joined = re.sub(r"[\s\u3000]", "", above.text) + joined
        if len(joined) > _LONGEST_TITLE:
            return None
        if TITLE.search(joined):
            return _first_line(items, begun, at)
    return None


def _first_line(items: Sequence[Line | Table], begun: int, at: int) -> int:
    """Where a title from ``begun`` to ``at`` truly begins: a short line right above belongs to it when it lacks organ or year."""
    end = items[at]
    joined = "".join(map(_text, items[begun : at + 1]))
    while begun and at - begun < 3:
        bare = re.sub(r"[\s\u3000]|政府信息公开.*$|关于|年度|年|(?:19|20)\d{2}|二[〇○零]..", "", joined)
        above = items[begun - 1]
        if (
            (bare and _YEAR.search(joined))
            or not isinstance(above, Line)
            or above.linked
            or above.box != end.box
            or len(above.text) > 40
            or _NO_TITLE.search(above.text)
            or TITLE.search(above.text)
            or of_line(above.text) is not None
            or _is_furniture(above)
        ):
            break
        begun -= 1
        joined = above.text + joined
    return begun


def _start(page: Page, first: int, box: int) -> int:
    """Where the text of a report without a title begins: with the first item in its box that is no furniture."""
    for at in range(first):
        item = page.items[at]
        if (
            _is_in(page, item, box)
            and not _is_furniture(item)
            and isinstance(item, Line)
            and of_line(item.text) is None
        ):
            return at
    return first


def _is_furniture(item: Line | Table) -> bool:
    """Whether an item is the site's: links, a breadcrumb, buttons, a footer, particulars."""
    if isinstance(item, Table):
        return item.particulars or item.linked * 2 > sum(len(cell.text) for cell in item.grid.cells)
    return item.linked * 4 > len(item.text) * 3 or is_furniture(item.text)


def _rest(page: Page, start: int, box: int) -> list[Line | Table]:
    """What follows the last section's heading or table: to the site's furniture, or to where the box ends.

    Behind the box only sentences and a signature are still the report's.
    """
    kept: list[Line | Table] = []
    for item in page.items[start:]:
        if isinstance(item, Table) and _is_furniture(item):
            break
        if isinstance(item, Line):
            if is_furniture(item.text) or is_imprint(item.text):
                break
            if not _is_in(page, item, box) and not _may_follow(item):
                break
        kept.append(item)
    while kept and (_is_furniture(kept[-1]) or (isinstance(kept[-1], Line) and kept[-1].text.startswith("附件"))):
        kept.pop()
    return kept


def _may_follow(line: Line) -> bool:
    text = line.text
    return not line.linked and (bool(_SIGNED.search(text)) or (len(text) >= 20 and text.endswith(("。", "；"))))
