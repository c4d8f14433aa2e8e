"""Whether the figures of a table that spaces set out stand under its heads.

A table set out anew on each page, or pasted together from two, has columns that are not those of its heads from some
row on.  A figure there may stand under the head of another column by chance, so what counts is how: the figures of a
table share their left edges with their heads, or their right edges, or their middles.  Of rows that do not, only the
order of their figures is known; between two that have as many as any and stand alike, their blanks are too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise, takewhile
from typing import Final, TypeAlias

from govinfo_report.readers.spaced_parts import Part, overlap

__all__ = ["figures_in", "head_spans", "is_leaf", "strays", "united"]

_Edge: TypeAlias = Callable[[Part], int]

_EDGES: Final[tuple[tuple[_Edge, int], ...]] = (
    (lambda part: part.start, 1),
    (lambda part: part.end, 1),
    (lambda part: part.start + part.end, 2),
)
"""What figures may share with their heads, and by how much it may differ."""
_CERTAIN: Final = 3
"""So many figures of a row do not stand under heads by chance."""
_LOST: Final = 1
"""Heads that a table may have lost."""
_WHOLE: Final = 5
"""So many rows of so many figures have no blanks by chance."""
_MOST: Final = 80
"""Parts of a line; no form has as many columns, and to compare more would take long."""


def figures_in(row: Sequence[Part]) -> list[Part]:
    """The figures of ``row``; what stands alone on its line may be the number of a page."""
    return [part for part in row if part.figure] if len(row) > 1 else []


def strays(rows: Sequence[Sequence[Part]]) -> dict[int, list[Part | None]]:
    """The rows of a section whose figures do not surely stand under its heads: their figures, ``None`` for a blank."""
    figures = [figures_in(row) for row in rows]
    first = next((at for at, one in enumerate(figures) if one), len(rows))
    if first == len(rows) or max(map(len, rows)) > _MOST:
        return {}
    heads = head_spans(rows)
    if _are_whole(figures, len(heads)) or _drift(figures, len(heads)):
        return {at: list(row) for at, row in enumerate(figures) if row}
    columns = _columns(rows[:first])
    if not heads:  # which stand over the labels, if at all
        columns = [[part] for part in max(figures, key=len)]
    lined = _strictly_under(rows, figures, columns)
    if not all(lined) and (more := _with_headless(figures, columns)) is not None:
        lined = _strictly_under(rows, figures, more)
    return _with_blanks({at: row for at, row in enumerate(figures) if row and not lined[at]})


def _are_whole(figures: Sequence[Sequence[Part]], heads: int) -> bool:
    """Whether every row has as many figures as there are heads, and they do not stand under each other for all that.

    Tools that make text of a page set each line out by itself: the order of its figures is then all there is to go by.
    """
    counts = [len(row) for row in figures if row]
    if heads < _WHOLE or len(counts) < _WHOLE or set(counts) != {heads}:
        return False
    return len(_spans(figures)) != heads


def _drift(figures: Sequence[Sequence[Part]], heads: int) -> bool:
    """Whether figures stand in more columns than there are heads, or, without heads, than any row has: no place tells a column.

    One more may be that of a head that is lost.
    """
    most = heads + _LOST if heads else max(map(len, figures))
    return len(_spans(figures)) > most


def _spans(figures: Sequence[Sequence[Part]]) -> list[tuple[int, int]]:
    return united(sorted((part.start, part.end) for row in figures for part in row))


def head_spans(rows: Sequence[Sequence[Part]]) -> list[tuple[int, int]]:
    """The columns of a section that its innermost heads stand over, but for those of the labels."""
    figures = [figures_in(row) for row in rows]
    first = next((at for at, one in enumerate(figures) if one), 0)
    reach = max((part.end for part in rows[first] if part not in figures[first]), default=0)
    spans = [(column[0].start, max(part.end for part in column)) for column in _columns(rows[:first])]
    return [span for span in spans if span[0] >= reach]


def _columns(heads: Sequence[Sequence[Part]]) -> list[list[Part]]:
    """The innermost heads by the columns that they stand over, from left to right."""
    leaves = sorted((part for row in heads for part in row if is_leaf(part, heads)), key=lambda part: part.start)
    columns: list[list[Part]] = []
    end = 0
    for part in leaves:
        if columns and part.start < end:
            columns[-1].append(part)
        else:
            columns.append([part])
        end = max(end, part.end)
    return columns


def is_leaf(part: Part, heads: Sequence[Sequence[Part]]) -> bool:
    """Whether at most one head of any other line stands over or under ``part``."""
    return all(sum(overlap(part, other) for other in row) <= 1 for row in heads)


def _strictly_under(
    rows: Sequence[Sequence[Part]], figures: Sequence[Sequence[Part]], columns: Sequence[Sequence[Part]]
) -> list[bool]:
    """Whether the figures of each row share the same edge with their heads, as those of all rows before do.

    Rows of few figures at the end may do so by chance; their labels must stand where those of other rows do, and on
    their page must be heads, or a row of more figures: each page may be set out anew.
    """
    best = max((_lined(figures, columns, edge, slack) for edge, slack in _EDGES), key=len)
    wanted = min(_CERTAIN, len(columns))
    pages = {part.page for at, row in enumerate(rows) if at < len(best) and len(figures[at]) >= wanted for part in row}
    first = next(at for at, row in enumerate(figures) if row)
    pages.update(part.page for row in rows[:first] for part in row)
    certain = max((at + 1 for at, row in enumerate(best) if len(row) >= wanted), default=0)
    familiar = _familiar(rows, figures, certain) if len(best) == len(rows) else [False] * len(rows)
    return [(at < certain or familiar[at]) and rows[at][0].page in pages for at in range(len(rows))]


def _lined(
    figures: Sequence[Sequence[Part]], columns: Sequence[Sequence[Part]], edge: _Edge, slack: int
) -> list[Sequence[Part]]:
    """The rows down to the first that does not share its ``edge`` with ``columns``."""
    ruler = _ruler(columns, edge, slack)
    return list(takewhile(lambda row: _sharing(row, ruler, edge) is not None, figures))


def _familiar(rows: Sequence[Sequence[Part]], figures: Sequence[Sequence[Part]], certain: int) -> list[bool]:
    """Whether the labels of each row, or the last before it, stand where labels of ``certain`` rows or heads do.

    All of them: on a page that is set out anew, the first may stand at the same margin.
    """
    first = next(at for at, row in enumerate(figures) if row)
    heads = max((at + 1 for at, row in enumerate(rows[:first]) if len(row) > 1), default=first)
    seen: set[tuple[str, int]] = set()
    made: list[bool] = []
    known = True
    for at, row in enumerate(rows):
        labels = [_stands(part) for part in row if not part.figure]
        if labels:
            known = at < max(certain, heads) or all(label & seen for label in labels)
            seen.update(*(labels if known else ()))
        made.append(known)
    return made


def _stands(part: Part) -> set[tuple[str, int]]:
    """The edge or the middle that labels of one column share."""
    return {("left", part.start), ("middle", (part.start + part.end) // 2)}


def _with_headless(figures: Sequence[Sequence[Part]], columns: Sequence[Sequence[Part]]) -> list[Sequence[Part]] | None:
    """``columns`` with one whose head is lost: where a figure stands under none, beside enough that do."""
    for edge, slack in _EDGES:
        ruler = _ruler(columns, edge, slack)
        for row in figures:
            alone = [part for part in row if _sharing([part], ruler, edge) is None]
            rest = [part for part in row if part not in alone]
            if len(alone) != 1 or len(rest) < _CERTAIN or not _sharing(rest, ruler, edge):
                continue
            if not any(overlap(alone[0], one) for column in columns for one in column):
                return sorted([*columns, alone], key=lambda column: column[0].start)
    return None


def _ruler(columns: Sequence[Sequence[Part]], edge: _Edge, slack: int) -> dict[int, int]:
    """The column for each place where a figure's ``edge`` may stand; -1 where it may be of two."""
    found: dict[int, int] = {}
    for at, column in enumerate(columns):
        for part in column:
            for place in range(edge(part) - slack, edge(part) + slack + 1):
                found[place] = at if found.get(place, at) == at else -1
    return found


def _sharing(row: Sequence[Part], ruler: Mapping[int, int], edge: _Edge) -> tuple[int, ...] | None:
    """The column of each part of ``row``, ``None`` where one shares its ``edge`` with none, or two with one."""
    places: list[int] = []
    for part in row:
        at = ruler.get(edge(part), -1)
        if at <= (places[-1] if places else -1):
            return None
        places.append(at)
    return tuple(places)


def _with_blanks(rows: Mapping[int, Sequence[Part]]) -> dict[int, list[Part | None]]:
    """``rows`` with blanks in those between two that are as long as any and stand alike; in none where one does not fit."""
    plain: dict[int, list[Part | None]] = {at: list(row) for at, row in rows.items()}
    longest = max(map(len, rows.values()), default=0)
    made = dict(plain)
    for above, below in pairwise(at for at, row in rows.items() if len(row) == longest):
        under = [[part] for part in rows[below]]
        if not any(_sharing(rows[above], _ruler(under, edge, slack), edge) for edge, slack in _EDGES):
            continue
        columns = [list(pair) for pair in zip(rows[above], rows[below], strict=True)]
        for at in [at for at in rows if above < at < below]:
            places = _overlapping(rows[at], columns)
            if places is None:
                return plain
            shown = dict(zip(places, rows[at], strict=True))
            made[at] = [shown.get(place) for place in range(longest)]
    return made


def _overlapping(row: Sequence[Part], columns: Sequence[Sequence[Part]]) -> tuple[int, ...] | None:
    """The column that each part of ``row`` stands in, ``None`` where one stands in none or several, or two in one."""
    places: list[int] = []
    for part in row:
        over = [at for at, column in enumerate(columns) if any(overlap(part, one) for one in column)]
        if len(over) != 1 or over[0] in places:
            return None
        places.extend(over)
    return tuple(places)


def united(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """``spans`` in order of their starts, those that overlap in one."""
    made: list[tuple[int, int]] = []
    for start, end in spans:
        if made and start < made[-1][1]:
            made[-1] = made[-1][0], max(end, made[-1][1])
        else:
            made.append((start, end))
    return made
