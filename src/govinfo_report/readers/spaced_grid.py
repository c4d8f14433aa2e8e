"""The grid that lines show whose columns are told by where they stand.

Figures show the columns: what stands under each other is one.  A column of the grid is a column of the text.  Heads are put over the columns that they
reach.  Labels keep their lines and columns; a label that is wrapped stands on several lines.  Figures whose column cannot be told are put behind the last.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Final

from govinfo_report.document import Cell, Grid
from govinfo_report.readers.lining import figures_in, head_spans, is_leaf, strays, united
from govinfo_report.readers.spaced_parts import Measure, Part, parts_of, without_ordinals
from govinfo_report.readers.spaced_splits import set_apart
from govinfo_report.readers.text_source import PAGE_END
from govinfo_report.textformat import width

__all__ = ["read_spaced"]

_STOP: Final = 8
"""Columns from one stop of a tab to the next."""
_FEWEST: Final = 12
"""Cells behind others; fewer may stand at such places by chance."""


def read_spaced(lines: Sequence[str], first_line: int) -> Grid:
    """The grid that ``lines`` show; ``first_line`` is the number of the first, counted from 1."""
    rows = _measured(lines, first_line)
    depth = max(1, *(sum(not part.figure for part in row) for row in rows if any(part.figure for part in row)))
    beyond = depth + max(part.end for row in rows for part in row)
    cells: list[Cell] = []
    stops = _at_stops(rows)
    for section in _sections(rows):
        cells.extend(_section(section, len({cell.row for cell in cells}), depth, beyond, stops=stops))
    return Grid(tuple(cells), structure="spaced")


def _measured(lines: Sequence[str], first_line: int) -> list[list[Part]]:
    """The parts of ``lines``, with a wide character for two columns, or for one where fewer rows stray from their heads then.

    As much must stand under each other, too: where figures are few, they may stand under some head by chance.
    """
    by_width = _parts(lines, first_line, width)
    straying = _straying(by_width)
    if not straying:
        return by_width
    by_length = _parts(lines, first_line, len)
    better = _straying(by_length) < straying and _under_each_other(by_length) >= _under_each_other(by_width)
    return by_length if better else by_width


def _parts(lines: Sequence[str], first_line: int, measure: Measure) -> list[list[Part]]:
    pages = accumulate(PAGE_END in line for line in lines)
    found = (
        parts_of(line, at, measure, page) for at, (line, page) in enumerate(zip(lines, pages, strict=True), first_line)
    )
    rows = [parts for parts in found if parts]
    return set_apart(_sections(without_ordinals(rows)), measure)


def _straying(rows: Sequence[list[Part]]) -> int:
    """How many rows have figures that do not surely stand under their heads."""
    return sum(len(strays(section)) for section in _sections(rows))


def _under_each_other(rows: Sequence[Sequence[Part]]) -> int:
    """How many parts, be they figures or not, have an edge in common with one in the row before of their kind."""
    figures = [found for row in rows if (found := figures_in(row))]
    heads = [row for row in rows if len(row) > 1 and not figures_in(row)]
    return sum(
        any(part.start == other.start or part.end == other.end for other in above)
        for above, below in (*pairwise(figures), *pairwise(heads))
        for part in below
    )


def _sections(rows: Sequence[list[Part]]) -> list[list[list[Part]]]:
    """The rows cut before every row of heads that follows figures."""
    sections: list[list[list[Part]]] = [[]]
    figures = False
    for row in rows:
        has = any(part.figure or part.tail for part in row[1:]) or all(part.figure for part in row)
        if figures and not has and len(row) >= 2 and _stands_apart(row, sections[-1]):
            before: list[list[Part]] = []
            while sections[-1] and len(sections[-1][-1]) >= 2 and not any(part.figure for part in sections[-1][-1]):
                before.insert(0, sections[-1].pop())
            sections.append(before)
            figures = False
        figures = figures or has
        sections[-1].append(row)
    return [section for section in sections if section]


def _stands_apart(row: Sequence[Part], before: Sequence[Sequence[Part]]) -> bool:
    """Whether ``row`` reaches into where the figures before it stand."""
    zone = min(
        (part.start for one in before for at, part in enumerate(one) if part.figure and (at or len(one) > 3)), default=0
    )
    return row[-1].end > zone


def _at_stops(rows: Sequence[list[Part]]) -> bool:
    """Whether tabs were turned into spaces up to the next stop, so that what stands under a head does so by chance."""
    behind = [part for row in rows for part in row[1:] if part.figure]
    return len(behind) > _FEWEST and not any(part.start % _STOP for part in behind) and _straying(rows) > 0


def _section(rows: Sequence[list[Part]], first_row: int, depth: int, beyond: int, *, stops: bool) -> list[Cell]:
    apart = (
        {at: list[Part | None](found) for at, row in enumerate(rows) if (found := figures_in(row))}
        if stops
        else strays(rows)
    )
    lined = [[part for part in row if not part.figure] if at in apart else row for at, row in enumerate(rows)]
    bands = _bands(lined) or (head_spans(rows) if apart else [])
    cells: list[Cell] = []
    met = False
    for offset, row in enumerate(rows):
        met = met or any(part.figure for part in row)
        if offset in apart:
            cells.extend(_apart(row, apart[offset], first_row + offset, beyond))
            continue
        free = set(range(len(bands))) if met else set()
        labels = [part for part in row if not bands or (part.end <= bands[0][0] and not part.figure)]
        heading = not any(part.figure or part.tail for part in row)
        cells.extend(_labels(labels, first_row + offset))
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


def _labels(labels: Sequence[Part], row: int) -> Iterator[Cell]:
    return (Cell(part.text, row, part.start, 1, part.end - part.start, part.line) for part in labels)


def _apart(row: Sequence[Part], figures: Sequence[Part | None], number: int, beyond: int) -> Iterator[Cell]:
    """The cells of a row whose figures stand under no heads: put behind the last column."""
    first = min(part.start for part in figures if part is not None)
    yield from _labels([part for part in row if part.start < first], number)
    behind = [part for part in row if part.start >= first]
    whole = all(part in figures for part in behind)  # of what is no figure, nothing tells the column either
    for at, part in enumerate(figures if whole else behind, beyond):
        yield Cell(part.text if part is not None else "", number, at, line=row[0].line)


def _bands(rows: Sequence[list[Part]]) -> list[tuple[int, int]]:
    """The columns: where figures stand under each other, and heads that stand over no figure."""
    spans = sorted((part.start, part.end) for row in rows for part in figures_in(row))
    bands = united(spans)
    if not bands:
        return []
    heads = [row for row in rows if len(row) >= 2 and not any(part.figure for part in row)]
    lone = [
        (part.start, part.end)
        for row in heads
        for part in row
        if part.start >= bands[0][0] - (part.end - part.start)
        and not _reached(part, bands)
        and is_leaf(part, heads)
        and not _goes_on(part, heads, bands)
    ]
    return united(sorted([*bands, *(span for span in lone if span[1] > bands[0][0])]))


def _goes_on(part: Part, heads: Sequence[list[Part]], bands: Sequence[tuple[int, int]]) -> bool:
    """Whether ``part`` is a line of a head that stands over one column of figures with another of its lines."""
    return any(
        other.start < part.end and part.start < other.end and len(_reached(other, bands)) == 1 and is_leaf(other, heads)
        for row in heads
        for other in row
    )


def _reached(part: Part, bands: Sequence[tuple[int, int]]) -> list[int]:
    return [at for at, (start, end) in enumerate(bands) if start < part.end and part.start < end]


def _under(part: Part, bands: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The columns that ``part`` stands in; those between its ends, or the nearest."""
    over = _reached(part, bands)
    if over:
        return over[0], over[-1] + 1
    middle = (part.start + part.end) / 2
    edges = [(one[1] + other[0]) / 2 for one, other in pairwise(bands)]
    at = sum(middle > edge for edge in edges)
    return at, at + 1
