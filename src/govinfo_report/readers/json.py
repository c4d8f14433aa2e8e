"""Reader of the library's own JSON, and of that of others with the page or text of a report in it."""

from __future__ import annotations

import re

from govinfo_report.document import Document, Serialized
from govinfo_report.formats import Reader
from govinfo_report.limits import Limits
from govinfo_report.readers.decoding import decode
from govinfo_report.readers.records import read_record

__all__ = ["READER"]

_OPENING = re.compile(r"[ \t\r\n]*(?:\{(?!\\rtf)|\[[ \t\r\n]*\{)")
_OWN = re.compile(r'"format"\s*:\s*"govinfo_report"')


def _sniff(source: bytes | str) -> int:
    head = source[:64]
    if isinstance(head, bytes):
        head = head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")
    return 60 if _OPENING.match(head) else 0


def _read(source: bytes | str, limits: Limits) -> Document | Serialized:
    text = decode(source) if isinstance(source, bytes) else source
    found = None if _OWN.search(text) else read_record(text.removeprefix("\ufeff"), limits)
    return found or Serialized(text)


READER = Reader(name="json", extensions=(".json", ".jsonl"), sniff=_sniff, read=_read)
