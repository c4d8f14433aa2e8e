"""Rows whose cells one and the same gap parts: a separator, which tells the order of cells and no column.

Wide spaces are told from columns likewise: as many as it takes to reach a place, nobody sets.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from govinfo_report.document import Cell, Grid
from govinfo_report.textformat import gaps, is_figure_like

__all__ = ["read_even"]

_FEWEST: Final = 3
"""Lines with gaps; fewer may be columns whose cells are as wide by chance."""
_GAPS: Final = re.compile(r"\u3000+|  ")
_WIDE: Final = "\u3000"


def read_even(lines: Sequence[str], first_line: int) -> Grid | None:
    """The rows that ``lines`` show, the first of which is ``first_line``; ``None`` where places may tell columns."""
    bare = [line.strip() for line in lines]
    found = [gaps(line) for line in bare]
    kinds = {line[start:end] for line, spans in zip(bare, found, strict=True) for start, end in spans}
    wide = all(kind.strip(_WIDE) == "" for kind in kinds)
    if sum(map(bool, found)) < _FEWEST or not (wide or kinds == {"  "}):
        return None
    separator = _WIDE if wide else "  "
    ruled = not wide or _is_ruled(lines, found)
    rows = [
        (number, [text.strip() for text in line.split(separator)] if spans and ruled else _GAPS.split(line.strip()))
        for number, (line, spans) in enumerate(zip(lines, found, strict=True), first_line)
        if line.strip()
    ]
    return Grid(
        tuple(
            Cell(text, at, column, line=number)
            for at, (number, texts) in enumerate(rows)
            for column, text in enumerate(texts)
        ),
        structure="rows",
    )


def _is_ruled(lines: Sequence[str], found: Sequence[Sequence[tuple[int, int]]]) -> bool:
    """Whether two wide spaces in a row have a blank between: rows are then as long as those without."""
    counts: dict[bool, set[int]] = {True: set(), False: set()}
    for line, spans in zip(lines, found, strict=True):
        texts = line.split(_WIDE)
        if spans and any(map(is_figure_like, filter(None, map(str.strip, texts)))):
            counts[all(map(str.strip, texts))].add(len(texts))
    return counts[False] <= counts[True]
