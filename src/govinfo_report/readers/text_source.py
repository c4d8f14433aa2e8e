"""The lines of a text, and what stands above them: the same for plain text and Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence

from govinfo_report.errors import ReadError
from govinfo_report.limits import Limits
from govinfo_report.messages import message
from govinfo_report.readers.decoding import decode
from govinfo_report.readers.radicals import without_radicals
from govinfo_report.textformat import KEYS, RULE

__all__ = ["header", "lines_of"]

_HEADER_LINES = 30
_HEADER = re.compile(r"^([^:：]{1,12})[:：](.*)$")


def lines_of(source: bytes | str, limits: Limits) -> Sequence[str]:
    """The lines of ``source``.

    Raises:
        ReadError: there is nothing in it, it is no text, or it exceeds ``limits``.
    """
    text = decode(source) if isinstance(source, bytes) else source
    if not text.strip():
        raise ReadError(message("来源是空的"))
    return limits.lines_of(without_radicals(text.removeprefix("\ufeff")))


def header(lines: Sequence[str]) -> tuple[tuple[tuple[str, str], ...], int]:
    """What stands as ``key: value`` above a line of equals signs, and where the text begins."""
    for number, line in enumerate(lines[:_HEADER_LINES]):
        if not RULE.match(line.strip()):
            continue
        pairs: list[tuple[str, str]] = []
        for header in lines[:number]:
            match = _HEADER.match(header.strip())
            if match:
                key = match.group(1).strip()
                pairs.append((KEYS.get(key, key), match.group(2).strip()))
            elif header.strip() and not pairs:
                return (), 0
        return tuple(pairs), number + 1
    return (), 0
