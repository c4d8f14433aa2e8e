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

__all__ = ["PAGE_END", "header", "lines_of"]

PAGE_END = "\f"
"""What programs write behind the last line of a page; a line that is nothing else, and so blank, tells of it."""

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
    text = without_radicals(text.removeprefix("\ufeff"))
    lines = limits.lines_of(text)
    if PAGE_END in text:
        lines = [line or PAGE_END if end == PAGE_END else line for line, end in zip(lines, _ends(text), strict=True)]
    return lines


def _ends(text: str) -> list[str]:
    """The last character of each line with its end."""
    return [line[-1] for line in text.splitlines(keepends=True)]


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
