"""Where a text has tables whose columns are told by where they stand, as a PDF's text has them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from govinfo_report.readers.spaced_parts import parts_of
from govinfo_report.textformat import MARK, gaps, is_spaced_row, width

__all__ = ["find_spaced", "may_be_spaced"]

_GAP_AND_FIGURE = re.compile(
    r"\S(?: [ \xa0\u2002\u2003]|[\xa0\u2002\u2003\u3000])[ \xa0\u2002\u2003\u3000]*[\d０-９+＋/／\\╱无—－–-]"
)
_RUN = re.compile(r"\s*\d+(?:\.\d+)?(?: \d+(?:\.\d+)?){2,}\s*")
_REACH = 9
"""Within how many lines that are not blank the next row of figures must stand."""
_LONGEST_LABEL = 72
"""The columns that a part of a line may take and still be a label."""


def may_be_spaced(text: str) -> bool:
    """Whether ``text`` has anything that looks like a figure behind a gap."""
    return _GAP_AND_FIGURE.search(text) is not None


def find_spaced(lines: Sequence[str]) -> dict[int, int]:
    """The first line of every part of ``lines`` that is such a table, and the end of it."""
    rows = [
        at
        for at, line in enumerate(lines)
        if (is_spaced_row(line) and _may_belong(line)) or (_RUN.fullmatch(line) and _under_gaps(lines, at))
    ]
    found: dict[int, int] = {}
    at = 0
    while at < len(rows):
        last = at
        while last + 1 < len(rows) and _joined(lines, rows[last], rows[last + 1]):
            last += 1
        figures = [sum(part.figure for part in parts_of(lines[row], row)) for row in rows[at : last + 1]]
        if len(figures) >= 2 or max(figures) >= 3:
            start, end = _widened(lines, rows[at], rows[last] + 1)
            found[max(start, max(found.values(), default=0))] = end
        at = last + 1
    return found


def _under_gaps(lines: Sequence[str], at: int) -> bool:
    """Whether a line of figures with one space between them stands under lines with gaps."""
    above = [line for line in lines[max(0, at - _REACH) : at] if line.strip()]
    return len(above) > 1 and all(gaps(line.strip()) and _may_belong(line) for line in above[-2:])


def _may_belong(line: str) -> bool:
    if line.startswith((MARK, "\t")) or "|" in line or "。" in line or "；" in line:
        return False
    return all(part.end - part.start <= _LONGEST_LABEL for part in parts_of(line, 0))


def _joined(lines: Sequence[str], one: int, other: int) -> bool:
    between = [line for line in lines[one + 1 : other] if line.strip()]
    return len(between) < _REACH and all(map(_may_belong, between))


def _widened(lines: Sequence[str], start: int, end: int) -> tuple[int, int]:
    """From the first row of figures up to the heads over it, and from the last down to what its label goes on with."""
    top = start
    for at in range(start - 1, max(-1, start - 2 * _REACH), -1):
        line = lines[at]
        if not line.strip():
            continue
        if not _may_belong(line) or (len(gaps(line.strip())) == 0 and width(line) - width(line.lstrip()) < 6):
            break
        top = at
    for at in range(end, min(len(lines), end + 4)):
        line = lines[at].strip()
        if line and (not gaps(line) or not _is_rest(lines[at])) and _ends_table(line):
            break
        if line:
            end = at + 1
    return top, end


def _is_rest(line: str) -> bool:
    """Whether nothing but figures, parts of them and units stand on ``line``: the rest of a row whose cells are narrow."""
    return all(part.figure or part.tail for part in parts_of(line, 0))


def _ends_table(line: str) -> bool:
    """Whether ``line`` is no further line of a label."""
    return bool(width(line) > 24 or gaps(line) or any(mark in line for mark in "，。：；") or line[1:2] == "、")
