"""Reader of Markdown: as plain text is read, less the marks and backslashes that Markdown puts into it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Final

from govinfo_report.document import Document, Grid
from govinfo_report.formats import Reader
from govinfo_report.limits import Limits
from govinfo_report.readers import text, text_source
from govinfo_report.readers.markdown_tables import find_own, own_grid

__all__ = ["READER"]

_FENCE: Final = "---"
_FIRST_LINE: Final = re.compile(r"\ufeff?(?:[ \t]*\r?\n)*+(?:# \S|---[ \t]*\r?\n(?=[a-z]+:))")
_DIVIDER: Final = re.compile(r"^\|?[ \t]*:?-{2,}:?[ \t]*\|[ \t|:-]*$", re.MULTILINE)
_PAIR: Final = re.compile(r"([a-z]{1,20}):[ \t]*(.*)")
_MOST: Final = 40


def _sniff(source: bytes | str) -> int:
    likeness = text.READER.sniff(source)
    if not likeness:
        return 0
    head = source[:4096]
    shown = head.decode("latin-1").removeprefix("\xef\xbb\xbf") if isinstance(head, bytes) else head
    surely = _FIRST_LINE.match(shown) or _DIVIDER.search(shown)
    return likeness + 1 if surely else likeness - 1  # what is in doubt is plain text


def _read(source: bytes | str, limits: Limits) -> Document:
    lines = text_source.lines_of(source, limits)
    metadata, start = _front_matter(lines)
    if not start:
        metadata, start = text_source.header(lines)
    return text.document_of(_Blocks(lines, start).read(), metadata, own=bool(start))


class _Blocks(text.Blocks):
    """The blocks of Markdown; tables of the library's own have their spans back."""

    def __init__(self, lines: Sequence[str], at: int) -> None:
        super().__init__(lines, at, markdown=True)
        self.own = find_own(lines)
        self.others |= set(self.own)

    def other(self) -> Grid:
        """The table that begins here."""
        end = self.own.get(self.at)
        if end is None:
            return super().other()
        start, self.at = self.at, end
        return own_grid(self.lines[start:end], start + 1, self.plain)


def _front_matter(lines: Sequence[str]) -> tuple[tuple[tuple[str, str], ...], int]:
    """The pairs between two lines of dashes at the head, and where the text begins; 0 where there are none."""
    if not lines or lines[0].rstrip() != _FENCE:
        return (), 0
    pairs: list[tuple[str, str]] = []
    for number, line in enumerate(lines[1:_MOST], 1):
        if line.rstrip() == _FENCE:
            return tuple(pairs), number + 1
        match = _PAIR.fullmatch(line.rstrip())
        if match:
            pairs.append((match.group(1), _value(match.group(2))))
        elif line.strip():
            return (), 0
    return (), 0


def _value(written: str) -> str:
    """A scalar of YAML on one line: quoted as JSON has it, or plain."""
    try:
        value = json.loads(written)
    except ValueError:
        return written
    return value if isinstance(value, str) else written


READER = Reader(name="markdown", extensions=(".md", ".markdown"), sniff=_sniff, read=_read)
