"""From the cells of a page's table to their text and what else is in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Final

import attrs

from govinfo_report.limits import Limits
from govinfo_report.readers.html_plain import in_order, span_of
from govinfo_report.readers.html_tables import Row
from govinfo_report.readers.html_text import BREAK, KINDS, clean, lines_of

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

__all__ = ["NESTED", "Cells"]

_PICTURE: Final = "\ufffc"
_FEW_CELLS: Final = 24
NESTED: Final = 10
"""For how many elements a table inside another counts: reading one calls itself."""
_ONE: Final = (1, 1)

_WRAPPERS: Final = frozenset(["p", "span", "div", "font", "b", "strong", "u", "em", "i", "o:p", "a"])


@attrs.define(eq=False)
class Cells:
    """Reads the tables of one page.

    Attributes:
        hidden: the elements that are not shown.
        count: of all cells so far.
    """

    parser: LexborHTMLParser
    limits: Limits
    hidden: set[int] = attrs.field(factory=set)
    count: int = 0
    _spans: dict[int, tuple[int, int]] | None = None

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
        return in_order(groups, foot), caption

    def check(self, count: int) -> None:
        """Count so many cells more; ``ReadError`` when there are too many."""
        self.count += count
        self.limits.check_cells(self.count)

    def _span(self, node: LexborNode) -> tuple[int, int]:
        if self._spans is None:
            self._spans = {}
            for one in self.parser.css("[rowspan],[colspan]"):
                attributes = one.attributes
                self._spans[one.mem_id] = (
                    span_of(attributes.get("rowspan") or ""),
                    span_of(attributes.get("colspan") or "") or 1,
                )
        return self._spans.get(node.mem_id, _ONE)

    def _row(self, node: LexborNode, depth: int, header: bool) -> Row:
        row = Row()
        for cell in _children(node):
            tag = cell.tag
            if tag != "td" and tag != "th":
                continue
            if cell.mem_id in self.hidden:
                continue
            rowspan, colspan = self._span(cell)
            text = _only_text(cell)
            if text is not None and not self.hidden:
                row.add(clean(text), rowspan, colspan, header or tag == "th")
                row.nodes.append(cell)
            else:
                self._cell(cell, row, depth, header or tag == "th")
        self.check(len(row.texts))
        return row

    def _cell(self, node: LexborNode, row: Row, depth: int, header: bool) -> None:
        """Put a cell into ``row``, or what the only row of a table in it holds."""
        text, tables = self._inside(node, depth)
        text = lines_of(text)
        if _PICTURE in text:
            text = text.replace(_PICTURE, "") or "[图]"
        rowspan, colspan = self._span(node)
        nested: list[LexborNode] = []
        for table in tables:
            rows, _ = self.rows(table, depth + NESTED) if _own_cells(table, _FEW_CELLS + 1) <= _FEW_CELLS else ([], "")
            if not text and len(tables) == 1 and len(rows) == max(rowspan, 1) == 1 and _covers(rows[0], colspan):
                inner = rows[0]
                for order, one in enumerate(inner.texts):
                    span = inner.spans.get(order)
                    row.add(one, span.rowspan if span else 1, span.colspan if span else 1, order in inner.heads)
                row.nodes += inner.nodes
                return
            if rows and not _has_labels(rows):
                text = "\n".join(filter(None, (text, *(one for inner in rows for one in inner.texts))))
            else:
                nested.append(table)
        if nested:
            row.nested[len(row.texts)] = tuple(nested)
        row.nodes.append(node)
        row.add(text, rowspan, colspan, header)

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
    """How many cells a table has, those of tables inside it left out; those are counted to ``most`` alone."""
    if len(table.css("table")) == 1:
        return len(table.css("td,th"))
    rows = (row for part in _children(table) for row in ((part,) if part.tag == "tr" else _children(part)))
    cells = (cell for row in rows if row.tag == "tr" for cell in _children(row) if cell.tag in ("td", "th"))
    return sum(1 for _ in islice(cells, most))


def _covers(row: Row, colspan: int) -> bool:
    """Whether the only row of a nested table stands for the columns of the cell around it."""
    width = len(row.texts) - len(row.spans) + sum(span.colspan for span in row.spans.values())
    return width == colspan and not row.nested


def _has_labels(rows: Sequence[Row]) -> bool:
    """Whether a nested table says itself what its figures are, or holds more tables."""
    return any(row.nested or any(text and not any(map(str.isdecimal, text)) for text in row.texts) for row in rows)


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        yield child
        child = child.next


def _field(node: LexborNode) -> str:
    """What stands in the place of an input or a picture: its value, its description, or that there is a picture."""
    attributes = node.attributes
    if node.tag == "input":
        kind = (attributes.get("type") or "text").lower()
        return (attributes.get("value") or "") if kind in ("text", "number") else ""
    small = {attributes.get("width"), attributes.get("height")} & {"0", "1", "2", "0px", "1px", "2px"}
    return "" if small else attributes.get("alt") or _PICTURE
