"""Blanks in tables without rules: which columns the figures of a row stand in that has fewer than others.

The figures of a column share their left edges, their right edges or their middles.  Where all those of a table do, a
row has blanks in the columns where it has none; in any other table only the order of the figures in a row is known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise, takewhile
from typing import Final, NamedTuple, TypeAlias

from govinfo_report.readers.pdf_heads import Blob, stands_over_any

__all__ = ["Row", "with_blanks"]

_EDGES: Final[tuple[Callable[[Blob], float], ...]] = (
    lambda blob: blob.box.x0,
    lambda blob: blob.box.x1,
    lambda blob: (blob.box.x0 + blob.box.x1) / 2,
)
_OFF: Final = 1.6
"""Points by which such an edge may differ within a column."""
_APART: Final = 5.0
"""Points between two columns, at least."""
_FEWEST: Final = 2
"""Figures of a column; one alone may stand anywhere."""

Filled: TypeAlias = list[Blob | None]


class Row(NamedTuple):
    """A row of cells, from the left, on a page."""

    page: int
    blobs: list[Blob]

    @property
    def figures(self) -> list[Blob]:
        """Those of its cells that are figures."""
        return [blob for blob in self.blobs if blob.figure]


def with_blanks(rows: Sequence[Row]) -> Iterator[tuple[int, Filled]]:
    """The page and the cells of each of ``rows``, with ``None`` for a blank among its figures."""
    section: list[Row] = []
    for row in rows:
        if section and _is_head(row, section):
            yield from _filled(section)
            section = []
        section.append(row)
    yield from _filled(section)


def _is_head(row: Row, section: Sequence[Row]) -> bool:
    """Whether what is no figure stands where the figures of ``section`` do: other columns may follow."""
    left = min((blob.box.x0 for one in section for blob in one.figures), default=float("inf"))
    return not row.figures and any(blob.box.x1 > left for blob in row.blobs)


def _filled(section: Sequence[Row]) -> Iterator[tuple[int, Filled]]:
    figures = [blob for row in section for blob in row.figures]
    found = ((columns, edge) for edge in _EDGES if (columns := _columns([edge(blob) for blob in figures])))
    columns, edge = min(found, key=lambda pair: len(pair[0]), default=((), _EDGES[0]))
    if columns and _contradict(_heads(section), columns):
        columns = ()
    for row in section:
        yield row.page, _spread(row, columns, edge)


def _heads(section: Sequence[Row]) -> list[Blob]:
    """What stands above the first figures of ``section``, over where figures do, each with none of its like below it."""
    left = min(blob.box.x0 for row in section for blob in row.figures)
    above = [blob for row in takewhile(lambda row: not row.figures, section) for blob in row.blobs]
    return [blob for blob in above if blob.box.x1 > left and not stands_over_any(blob, above)]


def _contradict(heads: Sequence[Blob], columns: Sequence[float]) -> bool:
    """Whether a head stands over none of ``columns`` and one of these under no head: some are another block's."""
    lone = any(not any(head.box.x0 <= at <= head.box.x1 for at in columns) for head in heads)
    return lone and any(not any(head.box.x0 <= at <= head.box.x1 for head in heads) for at in columns)


def _columns(edges: Sequence[float]) -> Sequence[float]:
    """Where the columns stand that share ``edges``; none where one of them may be chance."""
    groups: list[list[float]] = []
    for at in sorted(edges):
        if groups and at - groups[-1][0] <= _OFF:
            groups[-1].append(at)
        else:
            groups.append([at])
    close = any(below[0] - above[-1] < _APART for above, below in pairwise(groups))
    if close or any(len(group) < _FEWEST for group in groups):
        return ()
    return [(group[0] + group[-1]) / 2 for group in groups]


def _spread(row: Row, columns: Sequence[float], edge: Callable[[Blob], float]) -> Filled:
    """The cells of ``row`` with its figures in ``columns``; as it is where two of them stand in one."""
    if not row.figures or len(row.figures) >= len(columns):
        return list(row.blobs)
    shown: dict[int, Blob] = {}
    for blob in row.figures:
        shown.setdefault(min(range(len(columns)), key=lambda at: abs(columns[at] - edge(blob))), blob)
    if len(shown) < len(row.figures):
        return list(row.blobs)
    labels = [blob for blob in row.blobs if not blob.figure]
    return [*labels, *(shown.get(at) for at in range(len(columns)))]
