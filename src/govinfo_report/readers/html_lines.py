"""Text with nothing but its tables in markup, as recognition programs and converters to Markdown write it: its lines are paragraphs."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["lines_as_paragraphs"]

_TABLE: Final = re.compile(r"(<table\b.*?</table\s*>)", re.IGNORECASE | re.DOTALL)
_PAGE: Final = re.compile(r"<(?:!doctype|\?xml|head|title|meta|script|style|p|br)\b", re.IGNORECASE)
_HEAD: Final = 2048
_LINED: Final = re.compile(
    r"<(?:!doctype|\?xml|head|title|meta|script|style|p|br|hr|h[1-6]|pre|ul|ol|dl|tr|td|section|article|form)\b",
    re.IGNORECASE,
)
"""What makes lines, or a page."""
_TAG: Final = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_FRAME: Final = re.compile(r"</?(?:html|body)\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_LONGEST: Final = 1_000_000
_MOST_TABLES: Final = 40
_LEAST: Final = 3
"""Lines outside the tables."""
_HASHES: Final = re.compile(r"#{1,6}\s+(.*?)(?:\s+#+)?")
_PICTURE: Final = re.compile(r"!\[[^\]]*\]\([^)]*\)")


def lines_as_paragraphs(text: str) -> str:
    """``text`` with an element around each line outside its tables; as it is where other markup makes lines, or most have tags."""
    if len(text) > _LONGEST or _PAGE.search(text, 0, _HEAD):
        return text
    tables = text.lower().count("<table")
    if not 0 < tables <= _MOST_TABLES:
        return text
    parts = _TABLE.split(text)
    if len(parts) // 2 != tables:
        return text  # there is one in another, or without an end
    outside = [_FRAME.sub("\n", part) for part in parts[::2]]
    shown = [line for part in outside for line in part.split("\n") if _TAG.sub("", line).strip()]
    if any(map(_LINED.search, outside)) or len(shown) < _LEAST or 2 * sum(map(_has_tag, shown)) > len(shown):
        return text
    parts[::2] = ["".join(map(_element, filter(str.strip, part.split("\n")))) for part in outside]
    return "".join(parts)


def _has_tag(line: str) -> bool:
    return _TAG.search(line) is not None


def _element(line: str) -> str:
    """A line as a paragraph, but for one of tags alone."""
    return f"<p>{_bare(line)}</p>\n" if _TAG.sub("", line).strip() else f"{line}\n"


def _bare(line: str) -> str:
    """A line without what Markdown puts around headings, and without pictures."""
    line = _PICTURE.sub("", line).strip()
    heading = _HASHES.fullmatch(line)
    line = heading[1] if heading else line
    return line[2:-2] if len(line) > 4 and line[:2] == line[-2:] == "**" else line
