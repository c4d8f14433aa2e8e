"""Numbers of rows and columns (行次, 序号, 栏次) that a table prints beside its labels: they are no figures.

A column is one of row numbers where its head says so, or where it stands before the labels and counts, or where it
stands between labels and figures, has no head of the form, counts 1, 2, 3 … in every row, and all figures of the form
stand behind it.  What is left out is named in a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, islice, takewhile
from typing import Final

import attrs

from govinfo_report.document import Cell
from govinfo_report.note import Note
from govinfo_report.parse.cells import shown
from govinfo_report.parse.numbered import (
    LEAST_BEFORE,
    ORDINAL,
    SAYING,
    WHOLE,
    Known,
    counts,
    known_labels,
    last_label,
    leads_figures,
    numbers_in,
    rises,
    says_numbers,
)
from govinfo_report.parse.numbered_rows import framing, ragged, streamed
from govinfo_report.parse.row import Row
from govinfo_report.parse.vocabulary import Vocabulary
from govinfo_report.wording import normalise

__all__ = ["without_numbering"]

_MAY_SAY: Final = re.compile(r"[序编行栏次]\s*[号次]")
_COLUMN: Final = re.compile(r"(\d{1,2})(?:\s*=[\d\s+=-]*)?")
_LEAST_BETWEEN: Final = 5
"""So many rows do not count 1, 2, 3 … by chance, in a column that no head claims."""
_MOST_TRIED: Final = 6


def without_numbering(rows: Sequence[Row], words: Vocabulary) -> tuple[Sequence[Row], tuple[Note, ...]]:
    """``rows`` of a table without the numbers of its rows and columns, and a note that names these."""
    known = known_labels(words)
    says = _MAY_SAY.search("\x00".join([cell.text for row in rows for cell in row.cells])) is not None
    gone = {id(cell): cell for cell in framing(rows)}
    if not says and not gone and not _leads(rows, known):
        return rows, ()
    headed = _is_headed(rows, known)
    last = 0
    loose: list[Row] = []
    for (structure, _), found in groupby(rows, lambda row: (row.structure, row.grid)):
        if structure == "joined":
            continue
        group = [row for row in found if not row.cells or id(row.cells[0]) not in gone]
        if not group:
            continue  # a frame, and no more of this grid
        if structure == "cells":
            last = streamed(group, known, last, gone)
            continue
        for row in group:
            if _numbers_columns(row):
                gone.update((id(cell), cell) for cell in row.cells)
        before = len(gone)
        last = _leave_out(group, known, last, gone, headed=headed)
        if structure == "rows" and len(gone) == before:
            loose.extend(group)
    if loose:
        ragged(loose, known, gone, headed=headed)
    if not gone:
        return rows, ()
    kept = [attrs.evolve(row, cells=tuple(cell for cell in row.cells if id(cell) not in gone)) for row in rows]
    printed = [cell for row in rows for cell in row.cells if id(cell) in gone and _may_number(cell.text.strip())]
    note = Note("row-numbers", words.form.name, " ".join(map(shown, printed)), printed[0].position)
    return [row for row, was in zip(kept, rows, strict=True) if row.cells or not was.cells], (note,)


def _leads(rows: Sequence[Row], known: Known) -> bool:
    """Whether a number stands before the label of the first row that has one, or right behind it; cheap."""
    for row in rows:
        shown_there = [cell for cell in row.cells if cell.text.strip()]
        at = last_label(shown_there, known)
        if at is not None:
            beside = shown_there[: at + 2]
            return any(ORDINAL.fullmatch(cell.text.strip()) for cell in beside if normalise(cell.text) not in known.all)
    return False


def _numbers_columns(row: Row) -> bool:
    """Whether a row has nothing but 1, 2, 3 … behind a word that says that these number the columns."""
    texts = [text for cell in row.cells if (text := cell.text.strip())]
    said = list(takewhile(says_numbers, texts))
    numbers = [_COLUMN.fullmatch(text) for text in texts[len(said) :]] if said else []
    counted = [int(number[1]) for number in numbers if number is not None]
    return len(counted) == len(numbers) >= LEAST_BEFORE and counted == list(range(1, len(counted) + 1))


def _is_headed(rows: Sequence[Row], known: Known) -> bool:
    """Whether every column of figures has its head somewhere, so that none is left for a column without one."""
    seen = {normalise(cell.text) for row in rows for cell in row.cells}
    return all(seen.issuperset(known.leaves[label]) for label in seen if label in known.leaves)


def _leave_out(rows: Sequence[Row], known: Known, last: int, gone: dict[int, Cell], *, headed: bool) -> int:
    """Add to ``gone`` the row numbers of one grid, which may go on from ``last``; the number with which they end."""
    several = {len(row.cells) for row in rows if len(row.cells) > 1}
    if rows[0].structure == "aligned" or len(several) == 1:
        for column in _columns(rows, known, gone):
            if _numbers_rows(column, rows, known, last, headed=headed):
                gone.update((id(cell), cell) for cell in _with_repeats(column, rows, known))
                last = max(column.numbers, default=last)
    return last


@attrs.frozen(eq=False)
class _Column:
    """A column in which nothing stands but numbers, ordinals, and what says that they are."""

    start: int
    end: int
    cells: Sequence[Cell]

    @property
    def said(self) -> bool:
        return any(normalise(cell.text) in SAYING for cell in self.cells)

    @property
    def numbers(self) -> list[int]:
        return numbers_in(self.cells)

    @property
    def counts(self) -> list[Cell]:
        return [cell for cell in self.cells if ORDINAL.fullmatch(cell.text.strip())]


def _columns(rows: Sequence[Row], known: Known, gone: Mapping[int, Cell]) -> Iterator[_Column]:
    """The columns of a grid that may be of row numbers, from the left; a few at most."""
    places: dict[tuple[int, int], list[Cell]] = {}
    others: set[tuple[int, int]] = set()
    for row in rows:
        for cell in row.cells:
            place = (cell.column, cell.column + cell.colspan)
            text = cell.text.strip()
            if text and id(cell) not in gone and not (_may_number(text) or _is_repeated(cell, row, known)):
                others.add(place)
            elif place not in others:
                places.setdefault(place, []).append(cell)
    tried = ((place, cells) for place, cells in sorted(places.items()) if place not in others)
    counting = (_Column(*place, cells) for place, cells in tried)
    yield from islice((column for column in counting if column.counts), _MOST_TRIED)


def _may_number(text: str) -> bool:
    return ORDINAL.fullmatch(text) is not None or WHOLE.fullmatch(text) is not None or says_numbers(text)


def _is_repeated(cell: Cell, row: Row, known: Known) -> bool:
    """Whether a cell stands for one over everything, whose span is lost: it is repeated beside it, or left blanks."""
    return row.structure == "rows" and normalise(cell.text) in known.over


def _with_repeats(column: _Column, rows: Sequence[Row], known: Known) -> Iterator[Cell]:
    """The cells of ``column``; of what stood over it and has lost its span, one place the less."""
    mine = {id(cell) for cell in column.cells}
    for row in rows:
        for at, cell in enumerate(row.cells):
            if id(cell) not in mine:
                continue
            beside = row.cells[max(at - 1, 0) : at] + row.cells[at + 1 : at + 2]
            if not _is_repeated(cell, row, known) or any(other.text == cell.text for other in beside):
                yield cell
            elif not beside[-1].text.strip():
                yield beside[-1]


def _numbers_rows(column: _Column, rows: Sequence[Row], known: Known, last: int, *, headed: bool) -> bool:
    """Whether ``column`` is one of row numbers."""
    numbered = {at for cell in column.counts for at in range(cell.row, cell.row + cell.rowspan)}
    width = max(cell.column + cell.colspan for row in rows for cell in row.cells)
    before = behind = there = 0
    for row in rows:
        for cell in row.cells:
            start, end = cell.column, cell.column + cell.colspan
            if start < column.end and column.start < end and (start, end) != (column.start, column.end):
                wide = start <= column.start and column.end <= end
                if cell.text.strip() and not (wide and _may_cover(cell, width, known)):
                    return False
        label = last_label(row.cells, known)
        if label is None:
            continue
        if not leads_figures(row.cells, label, known):
            return False
        there += row.cells[label].row in numbered
        if row.cells[label].column >= column.end:
            before += 1
            continue
        behind += 1
        figures = [cell for cell in row.cells if cell.column >= column.end]
        if not column.said and (
            row.cells[0].row not in numbered or len(figures) < len(known.leaves[normalise(row.cells[label].text)])
        ):
            return False
    if before and behind:
        return False
    if behind and not (column.said or headed):
        return False
    if behind:
        least, follows = (1, rises(column.numbers)) if column.said else (_LEAST_BETWEEN, counts(column.numbers, last))
        return follows and len(column.numbers) == len(column.counts) and there == behind >= least
    if before:
        enough = column.said or len(column.counts) >= LEAST_BEFORE
        return enough and (column.said or there * 2 >= before) and rises(column.numbers, again=True)
    return bool(known.columns) and column.said and rises(column.numbers)


def _may_cover(cell: Cell, width: int, known: Known) -> bool:
    """Whether a wide cell may stand over row numbers: the corner, the line of a block, or one over everything."""
    label = normalise(cell.text)
    if label in known.over or (label in known.rows and label not in known.leaves):
        return True
    return label not in known.all and cell.column == 0 and cell.colspan >= width
