"""From the cells of a page's table to their text and what else is in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Final

import attrs

from govinfo_report.limits import Limits
from govinfo_report.readers.html_tables import Row, Written
from govinfo_report.readers.html_text import BREAK, clean, lines_of

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

__all__ = ["KINDS", "NESTED", "Cells", "count"]

_PICTURE: Final = "\ufffc"
_FEW_CELLS: Final = 24
NESTED: Final = 10
"""For how many elements a table inside another counts: reading one calls itself."""
_ONE: Final = (1, 1)

_SKIPPED: Final = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "title",
        "meta",
        "link",
        "base",
        "select",
        "datalist",
        "button",
        "textarea",
        "iframe",
        "object",
        "embed",
        "audio",
        "video",
        "canvas",
        "svg",
        "area",
        "map",
        "dialog",
        "progress",
        "meter",
        "col",
        "colgroup",
    ]
)
_BOXES: Final = frozenset(
    ["div", "section", "article", "main", "header", "footer", "aside", "form", "center", "ul", "ol", "dl", "td", "body"]
)
_BLOCKS: Final = frozenset(
    [
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "dt",
        "dd",
        "blockquote",
        "pre",
        "address",
        "figure",
        "figcaption",
        "fieldset",
        "legend",
        "details",
        "summary",
        "hr",
    ]
)
KINDS: Final = {
    **dict.fromkeys(_SKIPPED, "skipped"),
    **dict.fromkeys(_BOXES, "box"),
    **dict.fromkeys(_BLOCKS, "block"),
    "-text": "text",
    "-comment": "skipped",
    "br": "break",
    "a": "link",
    "nav": "aside",
    "table": "table",
    "img": "field",
    "input": "field",
}
_WRAPPERS: Final = frozenset(["p", "span", "div", "font", "b", "strong", "u", "em", "i", "o:p", "a"])


@attrs.define(eq=False)
class Cells:
    """Reads the tables of one page.

    Attributes:
        hidden: the elements that are not shown.
        spans: of the cells that have any, rows and columns.
        count: of all cells so far.
    """

    limits: Limits
    hidden: set[int] = attrs.field(factory=set)
    spans: dict[int, tuple[int, int]] = attrs.field(factory=dict)
    count: int = 0

    def rows(self, table: LexborNode, depth: int) -> tuple[list[Row], str]:
        """The rows of ``table`` as written, those of its foot last, and its caption."""
        self.limits.check_depth(depth)
        groups: list[list[Row]] = [[]]
        foot: list[Row] = []
        caption = ""
        for part in _children(table):
            if part.mem_id in self.hidden:
                continue
            if part.tag == "tr":
                groups[-1].append(self._row(part, depth, False))
            elif part.tag in ("tbody", "thead", "tfoot"):
                header = part.tag == "thead"
                rows = [
                    self._row(row, depth, header)
                    for row in _children(part)
                    if row.tag == "tr" and row.mem_id not in self.hidden
                ]
                if part.tag == "tfoot":
                    foot = rows
                else:
                    groups.append(rows)
            elif part.tag == "caption":
                caption = lines_of(self._inside(part, depth)[0]).replace("\n", "")
        groups.append(foot)
        rows = []
        for group in groups:
            end = len(rows) + len(group)
            for row in group:
                row.end = end
            rows.extend(group)
        return rows, caption

    def _row(self, row: LexborNode, depth: int, header: bool) -> Row:
        cells: list[Written] = []
        for node in _children(row):
            tag = node.tag
            if tag != "td" and tag != "th":
                continue
            place = node.mem_id
            if place in self.hidden:
                continue
            rowspan, colspan = self.spans.get(place, _ONE)
            text = _only_text(node)
            if text is not None and not self.hidden:
                cells.append(Written(node, clean(text), rowspan, colspan, header or tag == "th"))
            else:
                cells.extend(self._cell(node, rowspan, colspan, depth, header or tag == "th"))
        self.count += len(cells)
        self.limits.check_cells(self.count)
        return Row(cells)

    def _cell(self, node: LexborNode, rowspan: int, colspan: int, depth: int, header: bool) -> Iterator[Written]:
        text, tables = self._inside(node, depth)
        text = lines_of(text)
        if _PICTURE in text:
            text = text.replace(_PICTURE, "") or "[图]"
        nested: list[LexborNode] = []
        for table in tables:
            rows, _ = self.rows(table, depth + NESTED) if _own_cells(table, _FEW_CELLS + 1) <= _FEW_CELLS else ([], "")
            if not text and len(tables) == 1 and len(rows) == max(rowspan, 1) == 1 and _covers(rows[0], colspan):
                yield from rows[0].cells
                return
            if rows and not _has_labels(rows):
                text = "\n".join(filter(None, (text, *(cell.text for row in rows for cell in row.cells))))
            else:
                nested.append(table)
        yield Written(node, text, rowspan, colspan, header, tuple(nested))

    def _inside(self, root: LexborNode, depth: int) -> tuple[str, tuple[LexborNode, ...]]:
        """The text inside a cell, breaks between its lines, and the tables in it that are more than one cell."""
        parts: list[str] = []
        nested: list[LexborNode] = []
        stack: list[tuple[LexborNode | None, bool]] = []
        node = root.child
        while True:
            if node is None:
                if not stack:
                    return "".join(parts), tuple(nested)
                node, ends = stack.pop()
                if ends:
                    parts.append(BREAK)
                continue
            kind = KINDS.get(node.tag or "", "inline")
            if kind == "text":
                parts.append(node.text_content or "")
            elif kind == "break":
                parts.append(BREAK)
            elif kind == "field":
                parts.append(_field(node))
            elif kind == "table" and _own_cells(node, 2) > 1:
                nested.append(node)
            elif kind != "skipped" and node.mem_id not in self.hidden:
                block = kind not in ("inline", "link")
                if block and parts:
                    parts.append(BREAK)
                stack.append((node.next, block))
                self.limits.check_depth(depth + len(stack))
                node = node.child
                continue
            node = node.next


def _only_text(cell: LexborNode) -> str | None:
    """The text of a cell with nothing in it but one text, however wrapped; ``None`` for any other."""
    node = cell.child
    while node is not None:
        following = node.next
        if following is not None and not (
            following.tag == "o:p" and following.child is None and following.next is None
        ):
            return None
        tag = node.tag
        if tag == "-text":
            return node.text_content
        if tag not in _WRAPPERS:
            return None
        node = node.child
    return ""


def _own_cells(table: LexborNode, most: int) -> int:
    """How many cells a table has, those of tables inside it left out; counted to ``most``."""
    rows = (row for part in _children(table) for row in ((part,) if part.tag == "tr" else _children(part)))
    cells = (cell for row in rows if row.tag == "tr" for cell in _children(row) if cell.tag in ("td", "th"))
    return sum(1 for _ in islice(cells, most))


def _covers(row: Row, colspan: int) -> bool:
    """Whether the only row of a nested table stands for the columns of the cell around it."""
    return sum(cell.colspan for cell in row.cells) == colspan and all(not cell.nested for cell in row.cells)


def _has_labels(rows: Sequence[Row]) -> bool:
    """Whether a nested table says itself what its figures are, or holds more tables."""
    cells = [cell for row in rows for cell in row.cells]
    return any(cell.nested or (cell.text and not any(map(str.isdecimal, cell.text))) for cell in cells)


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        yield child
        child = child.next


def count(value: str | None) -> int:
    """A span as HTML reads it: leading digits, 1 where there are none; what is absurd is cut later."""
    match = re.match(r"\s*\+?(\d{1,9})", value or "", re.ASCII)
    return int(match.group(1)) if match else 1


def _field(node: LexborNode) -> str:
    """What stands in the place of an input or a picture: its value, its description, or that there is a picture."""
    attributes = node.attributes
    if node.tag == "input":
        kind = (attributes.get("type") or "text").lower()
        return (attributes.get("value") or "") if kind in ("text", "number") else ""
    small = {attributes.get("width"), attributes.get("height")} & {"0", "1", "2", "0px", "1px", "2px"}
    return "" if small else attributes.get("alt") or _PICTURE
