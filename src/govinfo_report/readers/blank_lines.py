"""Text with a cell on each line whose blank cells are lines of a space that does not break, as pages have it in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from govinfo_report.textformat import is_figure_like

__all__ = ["blanks_as_cells"]

_BLANK: Final = re.compile(r"[ \t]*\xa0[ \t\xa0]*")
_LEAST_ROWS: Final = 5
_WIDE: Final = 4
"""Cells from which on rows must be of one length; a table may have one row that is longer."""


def blanks_as_cells(lines: Sequence[str]) -> list[str] | None:
    """``lines`` with a tab before each line of a row of figures and such blanks; ``None`` where the rows do not bear it out.

    Such a line may also stand between rows, for the eye.  Then, and where other blanks left no line, rows are of many lengths.
    """
    runs: list[list[int]] = []
    run: list[int] = []
    for at, line in enumerate(lines):
        if _BLANK.fullmatch(line) or (line.strip() and is_figure_like(line.strip())):
            run.append(at)
        elif line.strip():
            runs.append(run)
            run = []
    runs = [run for run in (*runs, run) if run]
    wide = [run for run in runs if len(run) >= _WIDE]
    lengths = Counter(map(len, wide)).most_common()
    if not lengths or lengths[0][1] < _LEAST_ROWS or len(lengths) > 2 or (len(lengths) > 1 and lengths[1][1] > 1):
        return None
    cells: set[int] = set()
    for run in runs:
        if len(run) >= _WIDE or any(_BLANK.fullmatch(lines[at]) for at in run):
            cells.update(run)
            cells.update(next(([at] for at in range(run[0] - 1, -1, -1) if lines[at].strip()), []))  # their label
    return [f"\t{line.strip()}" if at in cells else line for at, line in enumerate(lines)]
