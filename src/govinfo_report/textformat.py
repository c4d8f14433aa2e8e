"""The conventions of plain text that its reader and its renderer share."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from govinfo_report.quantity import LONE_UNITS, seen

__all__ = [
    "BARS",
    "INDENT",
    "KEYS",
    "MARK",
    "RIGHT_MARGIN",
    "RULE",
    "SEPARATOR",
    "gaps",
    "is_figure_like",
    "is_spaced_row",
    "is_structural",
    "is_unit",
    "split_mark",
    "splits_into_cells",
    "width",
    "with_mark",
]

MARK: Final = "\u2060"
_MARK_END: Final = "\u2063"
_MARKED: Final = re.compile(f"({MARK}{{1,99}}){_MARK_END}(.+)", re.DOTALL)

INDENT: Final = "\u3000\u3000"
RIGHT_MARGIN: Final = 16
"""Columns of white space from which on a line counts as set at the right margin."""

SEPARATOR: Final = "=" * 20
RULE: Final = re.compile(r"^={4,}\s*(?:正文)?\s*=*$")

KEYS: Final = {
    "标题": "title",
    "报告机关": "agency",
    "报告年度": "year",
    "发布机构": "publisher",
    "发布时间": "published",
    "发布日期": "published",
    "文号": "number",
    "原文链接": "address",
}
"""What stands before the text of a report: the words for a document's metadata."""

BARS: Final = "│├┤┼┬┴┌┐└┘"
_BOX: Final = frozenset(BARS + "─")
_BAR_ROW = re.compile(r"^\|.*\|$")


def with_mark(text: str, mark: int) -> str:
    """``text`` behind ``mark`` invisible characters, how many telling what it is; as it is for 0."""
    return f"{MARK * mark}{_MARK_END}{text}" if mark else text


def split_mark(line: str) -> tuple[int, str]:
    """The mark that ``line`` bears, 0 for none, and the text behind it."""
    if line[:1] != MARK:
        return 0, line
    match = _MARKED.match(line)
    return (len(match.group(1)), match.group(2)) if match else (0, line)


def splits_into_cells(line: str) -> bool:
    """Whether ``line`` (without the white space around it) is a row of cells with separators between them."""
    return "\t" in line or ("|" in line and (bool(_BAR_ROW.match(line)) or line.count("|") >= 3))


def is_structural(text: str) -> bool:
    """Whether ``text``, alone on a line, would be read as part of a table or of the header."""
    return (
        text[0] in _BOX
        or "|" in text
        or "\t" in text
        or bool(_MARKED.match(text))
        or bool(RULE.match(text))
        or ("," in text and any(map(is_figure_like, text.split(",")[1:])))
        or is_spaced_row(text)
    )


_FIGURE_LIKE = re.compile(
    r"[-+－＋]?[\d０-９][\d０-９,，.．]*\s?(?:件|项|条|宗|起|个|[万亿]?元)?|[-—－–/／\\╱无]{1,3}|NaN|nan|None|<NA>"
)
_GAP = re.compile(r"(?:[ \u2002\u2003\xa0]{2,}|\u3000[ \u3000\xa0]*| +\u3000+ *)")


def is_figure_like(text: str) -> bool:
    """Whether ``text`` may be the figure of a cell or a mark for none, whatever is asked for there."""
    return len(text) < 32 and _FIGURE_LIKE.fullmatch(seen(text).strip()) is not None


def is_unit(text: str) -> bool:
    """Whether ``text`` is what stands behind a figure, alone."""
    return text.strip() in LONE_UNITS


def gaps(line: str) -> list[tuple[int, int]]:
    """Where in ``line`` two and more spaces, or a wide one, part what stands there."""
    return [match.span() for match in _GAP.finditer(line)]


def is_spaced_row(line: str) -> bool:
    """Whether ``line`` is a row of a table whose columns are told by where they stand: figures behind gaps."""
    text = line.strip()
    if "  " not in text and "\u3000" not in text and "\u2003" not in text and "\xa0" not in text:
        return False
    return any(all(map(is_figure_like, part.split(" "))) for part in _GAP.split(text)[1:])


@lru_cache(maxsize=16384)
def width(text: str) -> int:
    """The columns that ``text`` takes in a terminal: two for what is wide in East Asian type, none for marks."""
    if text.isascii():
        return len(text)
    total = 0
    for character in text:
        if unicodedata.east_asian_width(character) in "WF":
            total += 2
        elif unicodedata.category(character) not in ("Mn", "Me", "Cf"):
            total += 1
    return total
