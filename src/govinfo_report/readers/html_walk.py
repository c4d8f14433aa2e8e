"""From the tree of a page to its lines and tables, in order, each with the box of the page that it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

import attrs

from govinfo_report.document import Grid
from govinfo_report.limits import Limits
from govinfo_report.readers.html_tables import Row, Written, grids_of, is_tabular

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

__all__ = ["Line", "Page", "Table", "opens_section", "walk"]


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
    """A table, and how many of its characters are links."""

    grid: Grid
    linked: int
    box: int


@attrs.define(eq=False)
class Page:
    """What a page shows; ``boxes`` gives for each box the one around it, box 0 being the whole."""

    items: list[Line | Table] = attrs.field(factory=list)
    boxes: list[int] = attrs.field(factory=lambda: [0])


_BREAK: Final = "\x1f"
_PICTURE: Final = "\x1e"
_FEW_CELLS: Final = 64
_SPACES: Final = re.compile("[ \t\r\n\f\xa0]+")
_WRAPPED: Final = re.compile("(?<=[\u2e80-\u9fff\u3000-\u303f\uff00-\uffef])[ \t]*\r?\n[ \t]*(?=[\u2e80-\u9fff\uff00-\uffef])")
_UNSEEN: Final = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_SECTION: Final = re.compile(r"\s*(?:第[一二三四五六七八九]部分|[一二三四五六七八九]\s*[、，,.．:：])")
_LONGEST_HEADING: Final = 48

_SKIPPED: Final = frozenset(
    "script style noscript template head title meta link base select datalist button textarea iframe object embed"
    " audio video canvas svg area map dialog progress meter col colgroup".split()
)
_BOXES: Final = frozenset("div section article main header footer aside form center ul ol dl td body".split())
_BLOCKS: Final = frozenset(
    "p h1 h2 h3 h4 h5 h6 li dt dd blockquote pre address figure figcaption fieldset legend details summary hr".split()
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
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_RIGHT: Final = re.compile(r"text-align\s*:\s*(?:right|end)", re.IGNORECASE)


def opens_section(text: str) -> bool:
    """Whether ``text`` begins as the heading of a section does: 一、 or 第一部分."""
    return len(text) <= _LONGEST_HEADING and _SECTION.match(text) is not None and "。" not in text


def walk(parser: LexborHTMLParser, limits: Limits) -> Page:
    """The lines and tables of a parsed page.

    Raises:
        ReadError: it is nested too deep, or has too many cells.
    """
    walker = _Walker(limits)
    for node in parser.css("[style],[hidden],[align]"):
        walker.mark(node)
    body = parser.body or parser.root
    if body is not None:
        walker.walk(body, 0)
        walker.flush()
    return walker.page


def clean(text: str) -> str:
    """``text`` as a browser shows it: white space made one, none where a Chinese line was wrapped in the source."""
    if "\n" in text:
        text = _WRAPPED.sub("", text)
    return _SPACES.sub(" ", text).translate(_UNSEEN).strip()


def lines_of(text: str) -> str:
    """The lines that breaks and blocks cut ``text`` into, blank ones left out."""
    if _BREAK not in text:
        return clean(text)
    return "\n".join(line for line in map(clean, text.split(_BREAK)) if line)


@attrs.define(eq=False)
class _Walker:
    limits: Limits
    page: Page = attrs.field(factory=Page)
    hidden: set[int] = attrs.field(factory=set)
    right: set[int] = attrs.field(factory=set)
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
            elif kind == "skipped" or node.mem_id in self.hidden:
                pass
            elif kind == "field":
                self.parts.append(_field(node))
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
        prose = [row.is_prose(_is_heading_row(row)) for row in rows]
        if caption:
            self.parts.append(caption)
            self.flush()
        if not is_tabular(rows, prose):
            for row in rows:
                self._as_page(row, depth)
            return
        self.tables += 1
        linked = sum(len(link.text(deep=True)) for link in node.css("a")) if node.css_first("a") else 0
        grids = dict(grids_of(rows, prose, self.tables))
        nested: list[LexborNode] = []
        for at, row in enumerate(rows):
            if at in grids:
                self.page.items.append(Table(grids[at], linked, self.box))
            if prose[at]:
                self._nested(nested, depth)
                self._as_page(row, depth)
            else:
                nested.extend(inner for cell in row.cells for inner in cell.nested)
        self._nested(nested, depth)

    def _nested(self, nodes: list[LexborNode], depth: int) -> None:
        for node in nodes:
            self.table(node, depth + 3)
        nodes.clear()

    def _as_page(self, row: Row, depth: int) -> None:
        for cell in row.cells:
            before = self.box
            self.box = self._new_box()
            self.walk(cell.node, depth + 3)
            self.flush()
            self.box = before

    def _rows(self, table: LexborNode, depth: int) -> tuple[list[Row], str]:
        """The rows of ``table`` as written, those of its foot last, and its caption."""
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
            if (tag == "td" or tag == "th") and node.mem_id not in self.hidden:
                cells.extend(self._cell(node, depth, header or tag == "th"))
        self.cells += len(cells)
        self.limits.check_cells(self.cells)
        return Row(cells)

    def _cell(self, node: LexborNode, depth: int, header: bool) -> Iterator[Written]:
        attributes = node.attributes
        rowspan = _count(attributes.get("rowspan"))
        colspan = max(_count(attributes.get("colspan")), 1)
        text, tables = self._inside(node, depth)
        text = lines_of(text)
        if _PICTURE in text:
            text = text.replace(_PICTURE, "") or "[图]"
        nested: list[LexborNode] = []
        for table in tables:
            rows, _ = self._rows(table, depth + 1) if len(table.css("td,th")) <= _FEW_CELLS else ([], "")
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
                    parts.append(_BREAK)
                continue
            kind = _KINDS.get(node.tag or "", "inline")
            if kind == "text":
                parts.append(node.text_content or "")
            elif kind == "break":
                parts.append(_BREAK)
            elif kind == "field":
                parts.append(_field(node) or (_PICTURE if node.tag == "img" else ""))
            elif kind == "table" and len(node.css("td,th")) > 1:
                nested.append(node)
            elif kind != "skipped" and node.mem_id not in self.hidden:
                block = kind not in ("inline", "link")
                if block and parts:
                    parts.append(_BREAK)
                stack.append((node.next, block))
                self.limits.check_depth(depth + len(stack))
                node = node.child
                continue
            node = node.next


def _is_heading_row(row: Row) -> bool:
    shown = row.shown
    return len(row.cells) == 1 and len(shown) == 1 and opens_section(shown[0].text)


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
    return "" if small else attributes.get("alt") or ""
