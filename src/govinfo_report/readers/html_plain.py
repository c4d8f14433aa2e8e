"""Tables whose cells hold text alone, the most of all: read from their markup as the parser writes it out again, in one pass.

There every attribute is quoted and every ``<`` and ``>`` that is no tag is escaped, so that tags can be told by a
pattern; calling the tree for each node takes five times as long.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from govinfo_report.readers.html_tables import Row
from govinfo_report.readers.html_text import BREAK, KINDS, clean, lines_of

__all__ = ["WRAPPERS", "in_order", "plain_rows", "span_of"]

_PARTS: Final = "t(?:[dhr]|body|head|foot)|caption"
WRAPPERS: Final = "p|span|div|font|b|strong|u|em|i|o:p|a"
"""The elements that may stand around the only text of a cell."""
_TOKEN: Final = re.compile(
    rf"<({_PARTS})((?: [^>]*)?)>"
    rf"((?:\s*+<(?:{WRAPPERS})(?: [^>]*)?>)*+)([^<]*+)((?:</(?:{WRAPPERS})>\s*+|<o:p></o:p>\s*+)*+)"
    rf"([^<]*+(?:<(?!/?(?:{_PARTS}|table|col|colgroup)[ >])[^<]*+)*+)"
)
"""A part of a table, its attributes, and what is in it: the elements around its only text, the text, their ends, and more."""

_NAMES_OF: Final = {
    kind: "|".join(sorted(name for name, its_kind in KINDS.items() if its_kind == kind)) for kind in set(KINDS.values())
}
_LINES: Final = re.compile(
    f"</?(?:{'|'.join(_NAMES_OF[kind] for kind in ('box', 'block', 'aside', 'break'))})(?: [^>]*)?>"
)
_TAG: Final = re.compile("<[^>]*>")
_NOT_PLAIN: Final = re.compile(
    f"<(?:{_NAMES_OF['skipped']}|{_NAMES_OF['field']}|math|noembed|noframes|plaintext|xmp)[ >]"
)
"""In a cell: what is not shown, or is shown in another way than by its text; and what the parser does not escape."""
_BETWEEN: Final = ("<!", "<script", "<style", "<template")
"""What the parser leaves in a table outside its cells, too."""
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden| hidden=", re.IGNORECASE)
_SPANS: Final = re.compile(r' (row|col)span="([^"]*)"')
_SPAN: Final = re.compile(r"\s*\+?(\d{1,9})", re.ASCII)


def plain_rows(markup: str, hidden: bool) -> tuple[list[Row], str] | None:
    """The rows of a table, those of its foot last, and its caption; ``None`` where it is not so plain.

    Args:
        markup: of the table, as the parser writes it, no other table in it.
        hidden: whether the page holds elements that are not shown.
    """
    if markup.count("<") != markup.count(">"):  # there is one in the name of an element
        return None
    if any(one in markup for one in _BETWEEN) or (hidden and _HIDDEN.search(markup)):
        return None
    groups: list[list[Row]] = []
    foot: list[Row] = []
    caption = ""
    header = False
    rows: list[Row] = []
    row = Row()
    for tag, attributes, before, text, after, more in _TOKEN.findall(markup):
        if more and _NOT_PLAIN.search(more):
            return None
        if tag == "td" or tag == "th":
            if more:
                text = lines_of(_text(before + text + after + more))
            elif not text.isalnum():
                text = clean(_unescaped(text) if "&" in text else text)
            rowspan = colspan = 1
            if attributes and 'span="' in attributes:
                for axis, value in _SPANS.findall(attributes):
                    if axis == "row":
                        rowspan = span_of(value)
                    else:
                        colspan = span_of(value) or 1
            if header or rowspan != 1 or colspan != 1 or tag == "th":
                row.add(text, rowspan, colspan, header or tag == "th")
            else:
                row.texts.append(text)
        elif tag == "tr":
            row = Row()
            rows.append(row)
        elif tag == "caption":
            caption = lines_of(_text(before + text + after + more)).replace("\n", "")
        else:
            header = tag == "thead"
            rows = []
            if tag == "tfoot":
                foot = rows
            else:
                groups.append(rows)
    return in_order(groups, foot), caption


def in_order(groups: Sequence[list[Row]], foot: list[Row]) -> list[Row]:
    """The rows of the parts of a table, its foot last, each with where its part ends."""
    rows: list[Row] = []
    for group in (*groups, foot):
        end = len(rows) + len(group)
        for row in group:
            row.end = end
        rows.extend(group)
    return rows


def _text(markup: str) -> str:
    return _unescaped(_TAG.sub("", _LINES.sub(BREAK, markup)))


def _unescaped(text: str) -> str:
    if "&" not in text:
        return text
    return text.replace("&nbsp;", "\xa0").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def span_of(value: str) -> int:
    """A span as HTML reads it: leading digits, 1 where there are none; what is absurd is cut later."""
    match = _SPAN.match(value)
    return int(match.group(1)) if match else 1
