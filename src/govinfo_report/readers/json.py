"""Reader of the library's own JSON."""

from __future__ import annotations

from govinfo_report.document import Serialized
from govinfo_report.formats import Reader
from govinfo_report.limits import Limits
from govinfo_report.readers.decoding import decode

__all__ = ["READER"]


def _sniff(source: bytes | str) -> int:
    head = source[:64]
    if isinstance(head, bytes):
        head = head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")
    head = head.lstrip(" \t\r\n")
    return 60 if head.startswith("{") and not head.startswith("{\\rtf") else 0


def _read(source: bytes | str, limits: Limits) -> Serialized:  # noqa: ARG001 - what every reader takes
    return Serialized(decode(source) if isinstance(source, bytes) else source)


READER = Reader(name="json", extensions=(".json",), sniff=_sniff, read=_read)
