"""Numbers of rows where no grid tells the column that they stand in: only the order of a row's cells is known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from govinfo_report.document import Cell
from govinfo_report.parse.numbered import (
    LEAST_BEFORE,
    ORDINAL,
    SAYING,
    WHOLE,
    Known,
    counts,
    last_label,
    leads_figures,
    numbers_in,
    rises,
    says_numbers,
)
from govinfo_report.parse.row import Row
from govinfo_report.quantity import is_value
from govinfo_report.wording import normalise

__all__ = ["framing", "ragged", "streamed"]

_UNNAMED = re.compile(r"Unnamed: \d+(?:_level_\d+)?")
_LEAST_FRAMED = 2
"""Rows and columns that a frame must have."""


def ragged(rows: Sequence[Row], known: Known, gone: dict[int, Cell], *, headed: bool) -> None:
    """As the columns of a grid, where only the order of a row's cells is known: behind the labels, a head must say so."""
    says = [cell for row in rows for cell in row.cells if normalise(cell.text) in SAYING and id(cell) not in gone]
    labelled = [
        (row, at) for row in rows if (at := last_label(row.cells, known)) is not None and id(row.cells[0]) not in gone
    ]
    before = [_leading(row.cells[:at], known) for row, at in labelled]
    grouped = [one or _begins(row, known) for one, (row, _) in zip(before, labelled, strict=True)]
    between = [_behind(row.cells, at, known) for row, at in labelled]
    if not all(leads_figures(row.cells, at, known) for row, at in labelled):
        return
    if not labelled and known.columns and says:
        leading = [row.cells[0] for row in rows if _is_numbered_row(row, known)]
        found = leading if leading and rises([int(cell.text) for cell in leading]) else []
    elif labelled and before[0] and all(grouped) and (says or len(before) >= LEAST_BEFORE):
        found = [cell for row in rows if (cell := _leading(row.cells, known)) is not None]
        found = found if rises(numbers_in(found), again=True) else []
    elif labelled and says and all(between) and headed and _has_no_strangers(rows, known):
        found = [cell for cell in between if cell is not None]
        found = found if rises(numbers_in(found)) else []
    else:
        found = []
    if found:
        gone.update((id(cell), cell) for cell in (*says, *found))


def framing(rows: Sequence[Row]) -> Iterator[Cell]:
    """The cells that a data frame writes about a table: 0, 1, 2 … over its columns, and the same before its rows."""
    for (structure, _), found in groupby(rows, lambda row: (row.structure, row.grid)):
        if structure not in ("rows", "aligned"):
            continue
        filled = (row.cells for row in found if any(cell.text.strip() for cell in row.cells))
        first = next(filled, None)
        if first is None:
            continue
        names = [cell.text.strip() for cell in first]
        cornered = names[:1] == [""]
        del names[:cornered]
        if len(names) < _LEAST_FRAMED or not all(
            name == str(at) or _UNNAMED.fullmatch(name) for at, name in enumerate(names)
        ):
            continue
        rest = list(filled)
        if len(rest) < _LEAST_FRAMED:
            continue
        indexed = cornered or first[0].column > rest[0][0].column  # a sheet leaves the corner out
        index = [cells[0] for cells in rest if indexed]
        if [cell.text.strip() for cell in index] == [str(at) for at in range(len(index))]:
            yield from (*first, *index)


def streamed(rows: Sequence[Row], known: Known, last: int, gone: dict[int, Cell]) -> int:
    """As the columns of a grid, where cells follow each other: a head must say so, and every row have one figure too many."""
    says = [cell for row in rows for cell in row.cells if normalise(cell.text) in SAYING]
    labelled = [(place, at) for place, row in enumerate(rows) if (at := last_label(row.cells, known)) is not None]
    if not says or not labelled or not _has_no_strangers(rows, known):
        return last
    due = [len(known.leaves[normalise(rows[place].cells[at].text)]) for place, at in labelled]
    between = [_behind(rows[place].cells, at, known) for place, at in labelled]
    before = [rows[place - 1].cells[-1] for place, _ in labelled if place]
    numbers_before = set(map(id, before))
    kept = [sum(id(cell) not in numbers_before for cell in rows[place].cells[at + 1 :]) for place, at in labelled]
    if all(between):
        found = [cell for cell in between if cell is not None]
    else:
        found = before if kept == due and len(before) == len(due) else []
    numbers = numbers_in(found)
    if len(numbers) != len(due) or not counts(numbers, last):
        return last
    gone.update((id(cell), cell) for cell in (*says, *found))
    return numbers[-1]


def _has_no_strangers(rows: Sequence[Row], known: Known) -> bool:
    """Whether every text is a label of the form or says that numbers follow: no column of the organ's own may be about."""
    texts = (cell.text for row in rows for cell in row.cells if not is_value(cell.text))
    return all(normalise(text) in known.all or says_numbers(text.strip()) for text in texts)


def _leading(cells: Sequence[Cell], known: Known) -> Cell | None:
    """The number with which ``cells`` begin, where a text follows."""
    printed = [cell for cell in cells if cell.text.strip()]
    first, behind = (printed[0] if printed else None), printed[1:2]
    if first is None or normalise(first.text) in known.all or not ORDINAL.fullmatch(first.text.strip()):
        return None
    return None if behind and is_value(behind[0].text) else first


def _begins(row: Row, known: Known) -> bool:
    """Whether a row begins with a label, the number of its group having been printed further up."""
    first = next((cell for cell in row.cells if cell.text.strip()), None)
    return first is not None and normalise(first.text) in known.rows


def _behind(cells: Sequence[Cell], label: int, known: Known) -> Cell | None:
    """The number that follows the label at once, where figures enough for the row stand behind it."""
    number = next((at for at in range(label + 1, len(cells)) if cells[at].text.strip()), None)
    if number is None or not WHOLE.fullmatch(cells[number].text.strip()):
        return None
    enough = len(cells) - number - 1 == len(known.leaves[normalise(cells[label].text)])
    return cells[number] if enough else None


def _is_numbered_row(row: Row, known: Known) -> bool:
    """Whether a row without a label has a number before its figures."""
    values = len(row.cells) == known.columns + 1 and all(is_value(cell.text) for cell in row.cells)
    return values and WHOLE.fullmatch(row.cells[0].text.strip()) is not None
