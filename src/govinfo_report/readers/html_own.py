"""Pages that this library wrote: every block as it was, where nobody has rebuilt the page since."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from govinfo_report.document import Block, Document, Grid, Heading, Paragraph
from govinfo_report.htmlformat import CODE, DEEPEST, HAZARD, KEY, LEVEL, MARK, RIGHT, ROOT, VERSION
from govinfo_report.limits import Limits
from govinfo_report.readers.html_plain import span_of
from govinfo_report.readers.html_tables import Row, grids_of

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

__all__ = ["read_own"]

_AROUND: Final = frozenset(["section", "details", "summary", "div"])
_HARMLESS: Final = frozenset(
    ["class", "id", "headers", "scope", "lang", "role", "tabindex", "title", "href", "open", "rowspan", "colspan",
     "aria-labelledby", "aria-describedby", "data-signs", MARK, LEVEL, KEY, CODE, "style"]
)  # fmt: skip
_CHINESE: Final = "[\u2e80-\u9fff\u3000-\u303f\uff00-\uffef]"
_WRAPPED: Final = re.compile(f"(?<={_CHINESE})[ \t]*\n[ \t]*(?={_CHINESE})")
_OTHER_LINE_END: Final = re.compile("[\x0b\x0c\r\x1c-\x1e\x85\u2028\u2029]")
_LINE_END: Final = re.compile("[ \t]*\n[ \t]*")


class _ForeignError(Exception):
    """Something that the renderer does not write."""


def read_own(parser: LexborHTMLParser, limits: Limits) -> Document | None:
    """What the library's own page in ``parser`` shows; ``None`` where there is none, several, or it was changed.

    Raises:
        ReadError: it exceeds ``limits``.
    """
    roots = parser.css(f"article[{ROOT}]")
    if len(roots) != 1 or roots[0].attributes.get(ROOT) != VERSION:
        return None
    reading = _Reading(limits)
    try:
        blocks = tuple(reading.blocks(roots[0], 0))
    except _ForeignError:
        return None
    return Document(blocks, tuple(reading.metadata), marks_headings=True)


class _Reading:
    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.metadata: list[tuple[str, str]] = []
        self.tables = 0
        self.cells = 0
        self.lines = 0

    def blocks(self, around: LexborNode, depth: int) -> Iterator[Block]:
        """The blocks in ``around``, in order."""
        self.limits.check_depth(depth)
        for node in _children(around):
            tag = node.tag or ""
            if tag == "table":
                yield from self.grids(node)
            elif tag in _AROUND:
                yield from self.blocks(node, depth + 1)
            elif tag == "dl":
                self.about(node)
            elif tag == "p":
                align = node.attributes.get("style")
                if align not in (None, RIGHT):
                    raise _ForeignError
                yield Paragraph(self.text(node), align="right" if align else "left", mark=_number(node, MARK, 0))
            elif len(tag) == 2 and tag[0] == "h" and tag[1].isdecimal():
                depth_shown = int(tag[1])
                level = _number(node, LEVEL, depth_shown - 1)
                if min(level + 1, DEEPEST) != depth_shown:
                    raise _ForeignError
                yield Heading(self.text(node), level, mark=_number(node, MARK, 0))
            else:
                raise _ForeignError

    def text(self, node: LexborNode) -> str:
        """The text of a block, which is never blank."""
        self.lines += 1
        self.limits.check_lines(self.lines)
        text = _text(node)
        if not text:
            raise _ForeignError
        self.limits.check_line_length(len(text))
        return text

    def about(self, node: LexborNode) -> None:
        """The list of what the report is."""
        for item in _children(node):
            key = item.attributes.get(KEY)
            if item.tag == "dd" and key in ("title", "agency", "year"):
                self.metadata.append((key, _text(item)))
            elif item.tag != "dt":
                raise _ForeignError

    def grids(self, table: LexborNode) -> Iterator[Grid]:
        """A table, which is one grid."""
        self.tables += 1
        rows: list[Row] = []
        for part in _children(table):
            if part.tag in ("thead", "tbody"):
                own = [self.row(row) for row in _children(part)]
                for row in own:
                    row.end = len(rows) + len(own)
                rows.extend(own)
            elif part.tag != "caption":
                raise _ForeignError
        for _, grid in grids_of(rows, [False] * len(rows), self.tables, self.limits):
            yield grid

    def row(self, row: LexborNode) -> Row:
        """A row of a table."""
        if row.tag != "tr":
            raise _ForeignError
        made = Row()
        for node in _children(row):
            if node.tag not in ("td", "th"):
                raise _ForeignError
            down, across = (span_of(node.attributes.get(name) or "") for name in ("rowspan", "colspan"))
            made.add(_text(node), down, across or 1, node.tag == "th")
        self.cells += len(made.texts)
        self.limits.check_cells(self.cells)
        return made


def _children(node: LexborNode) -> Iterator[LexborNode]:
    """The elements in ``node``; text between them, and what the renderer does not write, is foreign."""
    child = node.child
    while child is not None:
        if child.tag == "-text":
            if (child.text_content or "").strip():
                raise _ForeignError
        elif not _HARMLESS.issuperset(child.attributes):
            raise _ForeignError
        else:
            yield child
        child = child.next


def _text(node: LexborNode) -> str:
    """The text in ``node`` exactly; lines into which its source was broken are joined."""
    text = "".join(_pieces(node)).strip(" \t\n")
    if _OTHER_LINE_END.search(text):
        raise _ForeignError
    if "\n" in text:
        text = _LINE_END.sub(" ", _WRAPPED.sub("", text))
    return text


def _pieces(node: LexborNode) -> Iterator[str]:
    child = node.child
    while child is not None:
        if child.tag == "-text":
            yield child.text_content or ""
        elif child.tag == "a" and node.tag == "td" and "data-signs" in child.attributes:
            yield from _pieces(child)
        elif child.tag == "span" and (code := child.attributes.get(CODE) or ""):
            yield _character(code)
        else:
            raise _ForeignError
        child = child.next


def _character(code: str) -> str:
    if not re.fullmatch("[0-9A-F]{4}", code) or not HAZARD.fullmatch(chr(int(code, 16))):
        raise _ForeignError
    return chr(int(code, 16))


def _number(node: LexborNode, name: str, default: int) -> int:
    value = node.attributes.get(name)
    if value is None:
        return default
    if not re.fullmatch("[0-9]{1,2}", value):
        raise _ForeignError
    return int(value)
