"""Reader of web pages: the report in a page, its tables with their spans, and what the page says of it."""

from __future__ import annotations

import email
import email.policy
from typing import Final

from govinfo_report.document import Block, Document, Heading, Paragraph
from govinfo_report.errors import ReadError
from govinfo_report.formats import Reader
from govinfo_report.limits import Limits
from govinfo_report.messages import message
from govinfo_report.readers.charset import decode_page
from govinfo_report.readers.extras import needs_extra
from govinfo_report.readers.html_lines import lines_as_paragraphs
from govinfo_report.readers.html_marks import show_marks, styles_in
from govinfo_report.readers.html_metadata import of_head, settle
from govinfo_report.readers.html_own import read_own
from govinfo_report.readers.html_scope import Scope, scope_of
from govinfo_report.readers.html_tables import opens_section
from govinfo_report.readers.html_walk import Line, hides, walk
from govinfo_report.readers.markup import is_mime, likeness, tame, unescaped

__all__ = ["READER"]

_MOST_PARTS: Final = 64


def _read(source: bytes | str, limits: Limits) -> Document:
    try:
        from selectolax.lexbor import LexborHTMLParser, SelectolaxError
    except ImportError:
        raise needs_extra("HTML", "html") from None
    if isinstance(source, bytes):
        source = _page_in_message(source) if is_mime(source) else decode_page(source)
    try:
        data = tame(lines_as_paragraphs(unescaped(source.removeprefix("\ufeff"))), limits)
        parser = LexborHTMLParser(data)
        lowered = data.lower()
        styles = styles_in(lowered)
        show_marks(parser, styles)
        own = read_own(parser, limits)
        if own is not None:
            return own
        page = walk(parser, limits, hides(lowered, styles))
    except SelectolaxError as error:
        raise ReadError(message("网页无法解析：{reason}", reason=str(error))) from None
    scope = scope_of(page)
    return Document(_blocks(scope), tuple(settle(of_head(parser), scope.particulars, scope.title)))


def _page_in_message(source: bytes) -> str:
    """The page in a message of several parts, as browsers and Word save one with its pictures (MHTML)."""
    if source.lower().count(b"boundary=") > _MOST_PARTS:
        raise ReadError(message("MHTML文件的结构过于复杂；请另存为普通网页（HTML）"))
    for part in email.message_from_bytes(source, policy=email.policy.compat32).walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and content.strip():
                return decode_page(content, str(part.get_param("charset", "")))
    raise ReadError(message("MHTML文件中没有网页；请另存为普通网页（HTML）"))


def _blocks(scope: Scope) -> tuple[Block, ...]:
    """The blocks of a document: headings by their rank among those that occur, the title's own left out."""
    lines = [item for item in scope.items if isinstance(item, Line)]
    head = lines[0] if lines and scope.title and lines[0].level else None
    levels = sorted({line.level for line in lines if line.level and line is not head})
    blocks: list[Block] = []
    for item in scope.items:
        if not isinstance(item, Line):
            blocks.append(item.grid)
        elif item is head:
            blocks.append(Heading(item.text, 0))
        elif item.level:
            level = 1 if opens_section(item.text) else levels.index(item.level) + 1
            blocks.append(Heading(item.text, level))
        else:
            blocks.append(Paragraph(item.text, align="right" if item.right else "left"))
    return tuple(blocks)


READER = Reader(
    name="html",
    extensions=(".html", ".htm", ".xhtml", ".shtml", ".mht", ".mhtml", ".jsp", ".aspx", ".php"),
    sniff=likeness,
    read=_read,
)
