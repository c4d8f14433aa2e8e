"""From the bytes of a web page to its text: what the bytes are counts for more than what the page says of itself."""

from __future__ import annotations

import codecs
import re
from typing import Final

from govinfo_report.errors import ReadError
from govinfo_report.messages import message
from govinfo_report.readers.decoding import decode, looks_binary

__all__ = ["decode_page"]

_DECLARED: Final = re.compile(
    rb"""<meta\b[^>]*?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml\b[^>]*?encoding\s*=\s*["']([\w.:-]+)""", re.IGNORECASE
)
_DECLARATION_ROOM: Final = 4096
_OTHERS: Final = {"big5": "big5hkscs", "big5-hkscs": "big5hkscs", "utf-16": "utf-16-le", "utf-16le": "utf-16-le"}
"""Encodings that only a declaration tells, beside the two that the bytes tell."""
_BAD_ONE_IN: Final = 500


def decode_page(source: bytes, declared: str = "") -> str:
    """The text of a page.

    Text that is valid UTF-8 is UTF-8 whatever the page declares; else it is what the page declares if that is
    possible, else GB18030, which holds GBK and GB2312.  Of a page with a few bytes that are in no encoding,
    as a title cut in the middle of a character leaves them, those bytes become U+FFFD.

    Args:
        source: the bytes.
        declared: the encoding that its envelope names, where it has one.

    Raises:
        ReadError: it is binary, or in no encoding that is known; with the line of the first bad byte.
    """
    if source.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return decode(source)
    if source.startswith(b"<\0"):
        source = codecs.BOM_UTF16_LE + source
        return decode(source)
    if looks_binary(source[:4096]):
        raise ReadError(message("这不是文本，也不是认得的文件格式"))
    match = _DECLARED.search(source[:_DECLARATION_ROOM])
    named = (match.group(1) or match.group(2)).decode("ascii", "replace") if match else declared
    choices = ["utf-8", "gb18030"]
    if named.lower() in _OTHERS:
        choices.insert(1, _OTHERS[named.lower()])
    for encoding in choices:
        try:
            return source.decode(encoding)
        except UnicodeDecodeError:
            continue
    return _nearly(source)


def _nearly(source: bytes) -> str:
    """The text with its few bad bytes replaced, in the encoding that leaves the fewer."""
    tries = [source.decode(encoding, "replace") for encoding in ("utf-8", "gb18030")]
    best = min(tries, key=lambda text: text.count("\ufffd"))
    return best if best.count("\ufffd") * _BAD_ONE_IN <= len(source) else decode(source)
