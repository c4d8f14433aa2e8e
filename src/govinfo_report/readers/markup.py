"""What can be told of markup before it is parsed: that it is some, and that parsing it will not take for ever."""

from __future__ import annotations

import codecs
import html
import re
from typing import Final

from govinfo_report.errors import ReadError
from govinfo_report.limits import Limits
from govinfo_report.messages import message

__all__ = ["has_tags", "is_mime", "likeness", "tame", "unescaped"]

_OPENING: Final = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*+"
    r"<(?:!doctype\s+html|html|head|body|title|meta|base|link|style|script|center|article|section|main|header|form"
    r"|table|tbody|tr|td|div|p|span|font|h[1-6]|br|ul|ol|strong|b)(?=[\s/>])",
    re.IGNORECASE | re.DOTALL,
)
_ENDED: Final = r"/(?:p|div|td|tr|table|span|h[1-6]|body|html)\s*"
_CLOSING: Final = re.compile(f"<{_ENDED}>", re.IGNORECASE)
_ESCAPED: Final = re.compile(f"&lt;{_ENDED}&gt;", re.IGNORECASE)
"""The end tag of an element in markup that was escaped as a whole."""
_BREAK: Final = re.compile(r"<br\s*/?>", re.IGNORECASE)
_PIPED: Final = re.compile(r"^\s*\|.*\|\s*$", re.MULTILINE)
_MIME: Final = re.compile(r"(?:[\w-]+:[^\n]*\n(?:[ \t]+[^\n]*\n)*)*?MIME-Version:", re.IGNORECASE)
_HEAD: Final = 2048

_FORMATTING: Final = re.compile(
    rb"<(/?)(?=[bcefinstuBCEFINSTU])(?![sS][pP])"
    rb"([bB](?:[iI][gG])?|[cC][oO][dD][eE]|[eE][mM]|[fF][oO][nN][tT]|[iI]|[nN][oO][bB][rR]|[uU]|[tT][tT]"
    rb"|[sS](?:[mM][aA][lL][lL]|[tT][rR](?:[iI][kK][eE]|[oO][nN][gG]))?)(?=[\s/>])"
)
"""b, big, code, em, font, i, nobr, s, small, strike, strong, tt, u."""
_SPAN: Final = {b"": b"<span", b"/": b"</span"}
_STRUCK: Final = re.compile(rb"[sS](?:[tT][rR][iI][kK][eE])?")
_DEL: Final = {b"": b"<del", b"/": b"</del"}
_LIKE_FORMATTING: Final = re.compile(rb"<[bBcCeEfFiInNsStTuU][iImMoOtT>\s/]")
"""What begins as one of them does; ``span``, ``section``, ``td``, ``tr`` and ``br`` do not."""
_MOST_REOPENED: Final = 500_000
"""Elements that those left open may make: one of each in every other, so at most a quarter of all squared."""
_MANY_ATTRIBUTES: Final = re.compile(
    r"""<[a-zA-Z][^\s/>]*+(?:[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+){24,}+"""
)
_SHORT: Final = 100_000
_COMPARISONS: Final = 100_000_000
_SEPARATORS: Final = b" \t\r\n\f/\"'"
"""What parts the attributes of a tag."""


def likeness(source: bytes | str) -> int:
    """How sure it is, from 0 to 100, that ``source`` is HTML; it looks at the beginning, and for tables."""
    tables = b"</table>" in source if isinstance(source, bytes) else "</table>" in source
    likely = _likeness(source[:_HEAD])
    return max(40, likely) if tables else likely  # a text may have its tables alone in markup, wherever they begin


def _likeness(head: bytes | str) -> int:
    if isinstance(head, bytes):
        if head.startswith((codecs.BOM_UTF16_LE, b"<\0")):
            head = head.decode("utf-16-le", "replace")
        elif head.startswith(codecs.BOM_UTF16_BE):
            head = head.decode("utf-16-be", "replace")
        else:
            head = head.removeprefix(codecs.BOM_UTF8).decode("latin-1")
    head = head.removeprefix("\ufeff")
    if "\0" in head:
        return 0
    if _OPENING.match(head):
        return 80
    if _MIME.match(head):
        return 70
    breaks = 0 if _PIPED.search(head) else len(_BREAK.findall(head))  # a table in Markdown has breaks in its cells
    return 40 if len(_CLOSING.findall(head)) + breaks + len(_ESCAPED.findall(head)) >= 2 else 0


def has_tags(text: str) -> bool:
    """Whether ``text`` has elements of a page in it."""
    return _CLOSING.search(text) is not None or _OPENING.match(text) is not None


def unescaped(text: str) -> str:
    """``text`` as markup where it was escaped as a whole (``&lt;p&gt;``), as fields of records and feeds are."""
    return html.unescape(text) if not _CLOSING.search(text) and len(_ESCAPED.findall(text[:_SHORT])) > 1 else text


def is_mime(text: bytes) -> bool:
    """Whether ``text`` is a message of several parts, as Word saves a page in one file."""
    return _MIME.match(text[:_HEAD].decode("latin-1")) is not None


def tame(text: str, limits: Limits) -> bytes:
    """``text`` in UTF-8, so that the time to parse it is bounded by its size.

    A parser needs time by the square of the nesting, and by the square of a tag's attributes; and it opens
    formatting elements that were left open anew in every paragraph, so that a small text makes millions.
    They carry no meaning here and are renamed to ``span``, which is opened once; what is struck becomes ``del``.

    Raises:
        ReadError: it has more elements than ``limits`` allow, or a tag has thousands of attributes.
    """
    tags = text.count("<")
    if tags > limits.elements:
        limits.check_elements(tags - text.count("</"))
    data = text.encode()
    if len(text) > _SHORT and _may_be_slow(text, data):
        work = 0
        for match in _MANY_ATTRIBUTES.finditer(text):
            work += _words(match.group()) ** 2
            if work > _COMPARISONS:
                raise ReadError(message("网页中有的标签带有成千上万个属性，不会是一份报告"))
    if tags**2 <= 4 * _MOST_REOPENED or len(_LIKE_FORMATTING.findall(data)) * tags <= _MOST_REOPENED:
        return data
    return _FORMATTING.sub(_renamed, data)


def _renamed(tag: re.Match[bytes]) -> bytes:
    return (_DEL if _STRUCK.fullmatch(tag[2]) else _SPAN)[tag[1]]


def _may_be_slow(text: str, data: bytes) -> bool:
    """Whether there is all that is needed for a tag of too many attributes: first by what is the faster to count."""
    if (len(data) - len(data.translate(None, _SEPARATORS))) ** 2 <= _COMPARISONS:
        return False
    return (len(text.split()) + text.count("/") + _quoted(text)) ** 2 > _COMPARISONS


def _words(tag: str) -> int:
    return sum(map(tag.count, " \t\r\n\f/")) + _quoted(tag)


def _quoted(text: str) -> int:
    """How many attributes there can be with nothing but the end of a quoted value before them."""
    return (text.count('"') + text.count("'")) // 2
