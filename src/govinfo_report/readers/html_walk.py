"""From the tree of a page to its lines and tables, in order, each with the box of the page that it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Final

import attrs

from govinfo_report.document import Grid
from govinfo_report.limits import Limits
from govinfo_report.readers.html_metadata import is_particulars
from govinfo_report.readers.html_tables import Row, Written, grids_of, is_tabular
from govinfo_report.readers.html_text import BREAK, clean, lines_of

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

__all__ = ["Line", "Page", "Table", "walk"]


@attrs.define(eq=False)
class Line:
    """A line of text.

    Attributes:
        level: of the heading that it is, 1 to 6; 0 for none.
        right: it is set at the right margin.
        linked: how many of its characters are links.
        box: the innermost box around it.
    """

    text: str
    level: int
    right: bool
    linked: int
    box: int


@attrs.define(eq=False)
class Table:
    """A table, how many of its characters are links, and whether it only gives the page's particulars."""

    grid: Grid
    linked: int
    box: int
    particulars: bool


@attrs.define(eq=False)
class Page:
    """What a page shows; ``boxes`` gives for each box the one around it, box 0 being the whole."""

    items: list[Line | Table] = attrs.field(factory=list)
    boxes: list[int] = attrs.field(factory=lambda: [0])


_PICTURE: Final = "\ufffc"
_FEW_CELLS: Final = 24
_TABLE: Final = 10
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
_KINDS: Final = {
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
_MARKED: Final = {
    "none": '[style*="none" i]',
    "hidden": '[hidden],[style*="hidden" i]',
}
"""What a page that holds a word may have to leave out."""
_RIGHTWARD: Final = re.compile(r"(?:lign|LIGN)\s*[:=]\s*[\"']?(?:right|RIGHT|end)")
_SET_RIGHT: Final = '[align="right" i],[style*="right" i],[style*="end" i]'
_WRAPPERS: Final = frozenset(["p", "span", "div", "font", "b", "strong", "u", "em", "i", "o:p", "a"])
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_RIGHT: Final = re.compile(r"text-align\s*:\s*(?:right|end)", re.IGNORECASE)


def walk(parser: LexborHTMLParser, text: str, limits: Limits) -> Page:
    """The lines and tables of a page, ``text`` being its source.

    Raises:
        ReadError: it is nested too deep, or has too many cells.
    """
    walker = _Walker(limits)
    for word, marked in _MARKED.items():
        if word in text:
            for node in parser.css(marked):
                walker.mark(node)
    if _RIGHTWARD.search(text):
        for node in parser.css(_SET_RIGHT):
            walker.mark(node)
    for node in parser.css("[rowspan],[colspan]"):
        attributes = node.attributes
        walker.spans[node.mem_id] = (_count(attributes.get("rowspan")), _count(attributes.get("colspan")) or 1)
    body = parser.body or parser.root
    if body is not None:
        walker.walk(body, 0)
        walker.flush()
    return walker.page


@attrs.define(eq=False)
class _Walker:
    limits: Limits
    page: Page = attrs.field(factory=Page)
    hidden: set[int] = attrs.field(factory=set)
    right: set[int] = attrs.field(factory=set)
    spans: dict[int, tuple[int, int]] = attrs.field(factory=dict)
    parts: list[str] = attrs.field(factory=list)
    linked: int = 0
    links: int = 0
    box: int = 0
    level: int = 0
    at_right: bool = False
    verbatim: bool = False
    cells: int = 0
    tables: int = 0

    def mark(self, node: LexborNode) -> None:
        """Remember an element that is hidden or set to the right."""
        attributes = node.attributes
        style = attributes.get("style") or ""
        if "hidden" in attributes or _HIDDEN.search(style):
            self.hidden.add(node.mem_id)
        elif (attributes.get("align") or "").lower() == "right" or _RIGHT.search(style):
            self.right.add(node.mem_id)

    def flush(self) -> None:
        """End the line."""
        if not self.parts:
            return
        text = clean("".join(self.parts))
        if text:
            self.limits.check_line_length(len(text))
            self.limits.check_lines(len(self.page.items))
            self.page.items.append(Line(text, self.level, self.at_right, self.linked, self.box))
        self.parts.clear()
        self.linked = 0

    def walk(self, root: LexborNode, depth: int) -> None:
        """Go through what is inside ``root``."""
        stack: list[tuple[LexborNode | None, str, int, int, bool, bool]] = []
        node = root.child
        while True:
            if node is None:
                if not stack:
                    return
                node, kind, self.box, self.level, self.at_right, self.verbatim = self._leave(stack.pop())
                if kind == "link":
                    self.links -= 1
                continue
            kind = _KINDS.get(node.tag or "", "inline")
            following = node.next
            if kind == "text":
                self._text(node.text_content or "")
            elif kind == "break":
                self.flush()
            elif kind in ("skipped", "field") or node.mem_id in self.hidden:
                pass
            elif kind == "table":
                self.flush()
                self.table(node, depth + len(stack))
            elif kind != "aside" or node.css_first("table") is not None:
                stack.append((following, kind, self.box, self.level, self.at_right, self.verbatim))
                self.limits.check_depth(depth + len(stack))
                self._enter(node, kind)
                node = node.child
                continue
            node = following

    def _enter(self, node: LexborNode, kind: str) -> None:
        if kind == "link":
            self.links += 1
        elif kind != "inline":
            self.flush()
            tag = node.tag or ""
            if kind != "block":
                self.box = self._new_box()
            elif tag == "pre":
                self.verbatim = True
            elif tag[0] == "h" and tag[1:].isdecimal():
                self.level = int(tag[1:])
            if node.mem_id in self.right:
                self.at_right = True

    def _leave(
        self, entry: tuple[LexborNode | None, str, int, int, bool, bool]
    ) -> tuple[LexborNode | None, str, int, int, bool, bool]:
        if entry[1] not in ("link", "inline"):
            self.flush()
        return entry

    def _new_box(self) -> int:
        self.page.boxes.append(self.box)
        return len(self.page.boxes) - 1

    def _text(self, text: str) -> None:
        if self.verbatim and "\n" in text:
            *lines, text = text.split("\n")
            for line in lines:
                self.parts.append(line)
                self.flush()
        self.parts.append(text)
        if self.links:
            self.linked += len(text.strip())

    def table(self, node: LexborNode, depth: int) -> None:
        """Take a table: its grids, and between them what rows hold that are parts of the page."""
        self.limits.check_depth(depth + 1)
        rows, caption = self._rows(node, depth + 1)
        prose = [row.is_prose() for row in rows]
        if caption:
            self.parts.append(caption)
            self.flush()
        if not is_tabular(rows, prose):
            for row in rows:
                self._as_page(row, depth)
            return
        self.tables += 1
        linked = sum(len(link.text(deep=True)) for link in node.css("a")) if node.css_first("a") else 0
        grids = dict(grids_of(rows, prose, self.tables, self.limits))
        nested: list[LexborNode] = []
        for at, row in enumerate(rows):
            if at in grids:
                self.page.items.append(Table(grids[at], linked, self.box, is_particulars(grids[at])))
            if prose[at]:
                self._nested(nested, depth)
                self._as_page(row, depth)
            else:
                nested.extend(inner for cell in row.cells for inner in cell.nested)
        self._nested(nested, depth)

    def _nested(self, nodes: list[LexborNode], depth: int) -> None:
        for node in nodes:
            self.table(node, depth + _TABLE)
        nodes.clear()

    def _as_page(self, row: Row, depth: int) -> None:
        for cell in row.cells:
            before = self.box
            self.box = self._new_box()
            self.walk(cell.node, depth + _TABLE)
            self.flush()
            self.box = before

    def _rows(self, table: LexborNode, depth: int) -> tuple[list[Row], str]:
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
        self.cells += len(cells)
        self.limits.check_cells(self.cells)
        return Row(cells)

    def _cell(self, node: LexborNode, rowspan: int, colspan: int, depth: int, header: bool) -> Iterator[Written]:
        text, tables = self._inside(node, depth)
        text = lines_of(text)
        if _PICTURE in text:
            text = text.replace(_PICTURE, "") or "[图]"
        nested: list[LexborNode] = []
        for table in tables:
            rows, _ = self._rows(table, depth + _TABLE) if _own_cells(table, _FEW_CELLS + 1) <= _FEW_CELLS else ([], "")
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
            kind = _KINDS.get(node.tag or "", "inline")
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


def _count(value: str | None) -> int:
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
