"""Tables whose columns are told by where they stand, as a PDF's text has them: back into grids.

Figures show the columns: what stands under each other is one.  A column of the grid is a column of the text.  Heads are put over the columns that they
reach.  Labels keep the line on which they stand; a label that is wrapped stands on several.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import attrs

from govinfo_report.document import Cell, Grid
from govinfo_report.textformat import MARK, gaps, is_figure_like, is_spaced_row, is_unit, width

__all__ = ["find_spaced", "may_be_spaced", "read_spaced"]

_GAP_AND_FIGURE = re.compile(
    r"\S(?: [ \xa0\u2002\u2003]|[\xa0\u2002\u2003\u3000])[ \xa0\u2002\u2003\u3000]*[\d０-９+＋/／\\╱无—－–-]"
)
_REACH = 9
"""Within how many lines that are not blank the next row of figures must stand."""
_LONGEST_LABEL = 72
"""The columns that a part of a line may take and still be a label."""


@attrs.frozen(eq=False)
class _Part:
    text: str
    start: int
    end: int
    line: int

    @property
    def figure(self) -> bool:
        return is_figure_like(self.text)

    @property
    def tail(self) -> bool:
        """A unit whose figure stands on the line before."""
        return is_unit(self.text)


def may_be_spaced(text: str) -> bool:
    """Whether ``text`` has anything that looks like a figure behind a gap."""
    return _GAP_AND_FIGURE.search(text) is not None


def find_spaced(lines: Sequence[str]) -> dict[int, int]:
    """The first line of every part of ``lines`` that is such a table, and the end of it."""
    rows = [at for at, line in enumerate(lines) if is_spaced_row(line) and _may_belong(line)]
    found: dict[int, int] = {}
    at = 0
    while at < len(rows):
        last = at
        while last + 1 < len(rows) and _joined(lines, rows[last], rows[last + 1]):
            last += 1
        figures = [sum(part.figure for part in _parts(lines[row], row)) for row in rows[at : last + 1]]
        if len(figures) >= 2 or max(figures) >= 3:
            start, end = _widened(lines, rows[at], rows[last] + 1)
            found[max(start, max(found.values(), default=0))] = end
        at = last + 1
    return found


def _may_belong(line: str) -> bool:
    if line.startswith((MARK, "\t")) or "|" in line or "。" in line or "；" in line:
        return False
    return all(part.end - part.start <= _LONGEST_LABEL for part in _parts(line, 0))


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
        if line and (width(line) > 24 or gaps(line) or any(mark in line for mark in "，。：；") or line[1:2] == "、"):
            break
        if line:
            end = at + 1
    return top, end


def _parts(line: str, number: int) -> list[_Part]:
    """What stands between the gaps of ``line``, with the columns that it takes."""
    body = line.rstrip()
    edges = [0, *(at for gap in gaps(body) for at in gap), len(body)]
    parts: list[_Part] = []
    at = 0
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        text = body[start:end]
        left = at + width(body[len(body[:start]) - (start - (edges[edges.index(start) - 1] if start else 0)) : start])
        left += width(text) - width(text.lstrip())
        at = left + width(text.strip())
        if text.strip():
            parts.append(_Part(text.strip(), left, at, number))
    return parts


def read_spaced(lines: Sequence[str], first_line: int) -> Grid:
    """The grid that ``lines`` show; ``first_line`` is the number of the first, counted from 1."""
    rows = [parts for at, line in enumerate(lines) if (parts := _parts(line, first_line + at))]
    depth = max(1, *(sum(not part.figure for part in row) for row in rows if any(part.figure for part in row)))
    cells: list[Cell] = []
    for section in _sections(rows):
        cells.extend(_section(section, len({cell.row for cell in cells}), depth))
    return Grid(tuple(cells), structure="spaced")


def _sections(rows: Sequence[list[_Part]]) -> list[list[list[_Part]]]:
    """The rows cut before every row of heads that follows figures."""
    sections: list[list[list[_Part]]] = [[]]
    figures = False
    for row in rows:
        has = any(part.figure or part.tail for part in row[1:]) or all(part.figure for part in row)
        if figures and not has and len(row) >= 2 and _stands_apart(row, sections[-1]):
            before: list[list[_Part]] = []
            while len(sections[-1][-1]) >= 2 and not any(part.figure for part in sections[-1][-1]):
                before.insert(0, sections[-1].pop())
            sections.append(before)
            figures = False
        figures = figures or has
        sections[-1].append(row)
    return sections


def _stands_apart(row: Sequence[_Part], before: Sequence[Sequence[_Part]]) -> bool:
    """Whether ``row`` reaches into where the figures before it stand."""
    zone = min(
        (part.start for one in before for at, part in enumerate(one) if part.figure and (at or len(one) > 3)), default=0
    )
    return row[-1].end > zone


def _section(rows: Sequence[list[_Part]], first_row: int, depth: int) -> list[Cell]:
    bands = _bands(rows)
    cells: list[Cell] = []
    met = False
    for offset, row in enumerate(rows):
        met = met or any(part.figure for part in row)
        free = set(range(len(bands))) if met else set()
        labels = [part for part in row if not bands or (part.end <= bands[0][0] and not part.figure)]
        heading = not any(part.figure or part.tail for part in row)
        for at, part in enumerate(labels):
            column = max(0, depth - len(labels)) + at
            cells.append(Cell(part.text, first_row + offset, min(column, depth - 1), line=part.line))
        for part in row:
            if part not in labels:
                left, right = _under(part, bands)
                start, end = bands[left][0], bands[right - 1][1]
                if heading and right < len(bands):
                    end = bands[right][0]  # heads leave no gap between columns
                cells.append(Cell(part.text, first_row + offset, depth + start, 1, end - start, part.line))
                free.difference_update(range(left, right))
        blanks = [bands[at] for at in sorted(free)]
        cells.extend(Cell("", first_row + offset, depth + start, 1, end - start, row[0].line) for start, end in blanks)
    return cells


def _bands(rows: Sequence[list[_Part]]) -> list[tuple[int, int]]:
    """The columns: where figures stand under each other, and heads that stand over no figure."""
    spans = sorted(
        (part.start, part.end) for row in rows for at, part in enumerate(row) if part.figure and (at or len(row) > 1)
    )
    bands = _united(spans)
    if not bands:
        return []
    heads = [row for row in rows if len(row) >= 2 and not any(part.figure for part in row)]
    lone = [
        (part.start, part.end)
        for row in heads
        for part in row
        if part.start >= bands[0][0] - (part.end - part.start) and not _reached(part, bands) and _leaf(part, heads)
    ]
    return _united(sorted([*bands, *(span for span in lone if span[1] > bands[0][0])]))


def _leaf(part: _Part, heads: Sequence[list[_Part]]) -> bool:
    """Whether at most one head of any other line stands over or under ``part``."""
    return all(sum(other.start < part.end and part.start < other.end for other in row) <= 1 for row in heads)


def _united(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    united: list[tuple[int, int]] = []
    for start, end in spans:
        if united and start < united[-1][1]:
            united[-1] = united[-1][0], max(end, united[-1][1])
        else:
            united.append((start, end))
    return united


def _reached(part: _Part, bands: Sequence[tuple[int, int]]) -> list[int]:
    return [at for at, (start, end) in enumerate(bands) if start < part.end and part.start < end]


def _under(part: _Part, bands: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The columns that ``part`` stands in; those between its ends, or the nearest."""
    over = _reached(part, bands)
    if over:
        return over[0], over[-1] + 1
    middle = (part.start + part.end) / 2
    edges = [(one[1] + other[0]) / 2 for one, other in pairwise(bands)]
    at = sum(middle > edge for edge in edges)
    return at, at + 1
