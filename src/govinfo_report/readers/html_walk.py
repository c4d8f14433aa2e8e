"""From the tree of a page to its lines and tables, in order, each with the box of the page that it stands in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import attrs

from govinfo_report.document import Grid
from govinfo_report.limits import Limits
from govinfo_report.readers.html_cells import NESTED, Cells
from govinfo_report.readers.html_known import MET, Known, stencil_of
from govinfo_report.readers.html_metadata import is_particulars
from govinfo_report.readers.html_plain import plain_rows
from govinfo_report.readers.html_revealed import without_revealed
from govinfo_report.readers.html_tables import Row, grids_of, is_tabular, places_of
from govinfo_report.readers.html_text import KINDS, clean

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

__all__ = ["Line", "Page", "Table", "hides", "walk"]


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


_MARKED: Final = '[hidden],[style*="hidden" i],[style*="none" i]'
"""What may have to be left out."""
_UNSHOWN: Final = re.compile(b"hidden")
"""A pattern, for it is found in half the time that ``in`` takes."""
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_RIGHT: Final = re.compile(r"text-align\s*:\s*(?:right|end)", re.IGNORECASE)


def hides(lowered: bytes, styles: str) -> bool:
    """Whether a page may hide elements, by its source and the ``styles`` in it, both in small letters."""
    return _UNSHOWN.search(lowered) is not None or _HIDDEN.search(styles) is not None


def walk(parser: LexborHTMLParser, limits: Limits, hides: bool) -> Page:
    """The lines and tables of a page.

    Args:
        parser: has the tree.
        limits: bound it.
        hides: whether elements are to be looked for that are not shown.

    Raises:
        ReadError: it is nested too deep, or has too many cells.
    """
    walker = _Walker(limits, Cells(parser, limits), nests=parser.css_first("table table") is not None)
    body = parser.body or parser.root
    hidden = [node for node in parser.css(_MARKED) if _is_hidden(node)] if hides else []
    if hidden and body is not None:
        walker.cells.hidden.update(node.mem_id for node in without_revealed(hidden, body))
    if body is not None:
        walker.walk(body, 0)
        walker.flush()
    return walker.page


def _is_hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    return "hidden" in attributes or _HIDDEN.search(attributes.get("style") or "") is not None


def _is_at_right(node: LexborNode) -> bool:
    attributes = node.attributes
    style = attributes.get("style") or ""
    return (attributes.get("align") or "").lower() == "right" or _RIGHT.search(style) is not None


@attrs.define(eq=False)
class _Walker:
    limits: Limits
    cells: Cells
    nests: bool
    """The page has tables in tables."""
    page: Page = attrs.field(factory=Page)
    parts: list[str] = attrs.field(factory=list)
    linked: int = 0
    links: int = 0
    box: int = 0
    level: int = 0
    at_right: bool = False
    verbatim: bool = False
    tables: int = 0

    def flush(self) -> None:
        """End the line."""
        if not self.parts:
            return
        self._line("".join(self.parts), self.linked)
        self.parts.clear()
        self.linked = 0

    def _line(self, text: str, linked: int) -> None:
        text = clean(text)
        if text:
            self.limits.check_line_length(len(text))
            self.limits.check_lines(len(self.page.items))
            self.page.items.append(Line(text, self.level, self.at_right, linked, self.box))

    def walk(self, root: LexborNode, depth: int) -> None:
        """Go through what is inside ``root``."""
        stack: list[tuple[LexborNode | None, str, int, int, bool, bool]] = []
        hidden = self.cells.hidden
        deepest = self.limits.depth - depth
        node = root.child
        while True:
            if node is None:
                if not stack:
                    return
                if stack[-1][1] not in ("link", "inline"):
                    self.flush()
                node, kind, self.box, self.level, self.at_right, self.verbatim = stack.pop()
                self.links -= kind == "link"
                continue
            kind = KINDS.get(node.tag or "", "inline")
            following = node.next
            if kind == "text":
                self._text(node.text_content or "")
            elif kind == "break":
                self.flush()
            elif kind == "skipped" or kind == "field" or (hidden and node.mem_id in hidden):
                pass
            elif kind == "table":
                self.flush()
                self.table(node, depth + len(stack))
            elif kind != "aside" or node.css_first("table") is not None:
                stack.append((following, kind, self.box, self.level, self.at_right, self.verbatim))
                if len(stack) > deepest:
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
            if _is_at_right(node):
                self.at_right = True

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
        hidden = bool(self.cells.hidden)
        markup = None if self.nests and len(node.css("table")) > 1 else node.html or ""
        stencil = stencil_of(markup, self.tables + 1, hidden) if markup is not None else None
        known = MET.recall(stencil) if stencil is not None else None
        if known is not None:
            self._known(known)
            return
        rows, caption = (plain_rows(markup, hidden) if markup is not None else None) or ([], "")
        prose = [row.is_prose() for row in rows]
        if rows and True not in prose and is_tabular(rows, prose):
            self.cells.check(sum(len(row.texts) for row in rows))
            plain = tabular = True
        else:  # what is no cell is asked of the tree
            rows, caption = self.cells.rows(node, depth + 1)
            prose = [row.is_prose() for row in rows]
            plain, tabular = False, is_tabular(rows, prose)
        self._caption(caption)
        if not tabular:
            for row in rows:
                self._as_page(row, depth)
            return
        self.tables += 1
        linked = sum(len(link.text(deep=True)) for link in node.css("a")) if node.css_first("a") else 0
        grids = {
            at: Table(grid, linked, self.box, is_particulars(grid))
            for at, grid in grids_of(rows, prose, self.tables, self.limits)
        }
        nested: list[LexborNode] = []
        for at, row in enumerate(rows):
            if at in grids:
                self.page.items.append(grids[at])
            if prose[at]:
                self._nested(nested, depth)
                self._as_page(row, depth)
            else:
                nested.extend(inner for tables in row.nested.values() for inner in tables)
        self._nested(nested, depth)
        if plain and len(grids) == 1 and not linked and stencil is not None and stencil.figures and MET.again(stencil):
            cells = sum(len(row.texts) for row in rows)
            MET.learn(stencil, Known(grids[0].grid, grids[0].particulars, caption, cells, places_of(rows)))

    def _known(self, table: Known) -> None:
        """Take a table that was met before."""
        self.cells.check(table.cells)
        self.limits.check_cells(table.places)
        self._caption(table.caption)
        self.tables += 1
        self.page.items.append(Table(table.grid, 0, self.box, table.particulars))

    def _caption(self, text: str) -> None:
        if text:
            self.parts.append(text)
            self.flush()

    def _nested(self, nodes: list[LexborNode], depth: int) -> None:
        for node in nodes:
            self.table(node, depth + NESTED)
        nodes.clear()

    def _as_page(self, row: Row, depth: int) -> None:
        for cell in row.nodes:
            before = self.box
            self.box = self._new_box()
            self.walk(cell, depth + NESTED)
            self.flush()
            self.box = before
