"""Numbers of rows and columns (行次, 序号, 栏次) that a table prints beside its labels: they are no figures.

A column is one of row numbers where its head says so, or where it stands before the labels and counts, or where it
stands between labels and figures, has no head of the form, counts 1, 2, 3 … in every row, and all figures of the form
stand behind it.  What is left out is named in a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby, islice, pairwise, takewhile
from typing import Final

import attrs

from govinfo_report.document import Cell
from govinfo_report.note import Note
from govinfo_report.parse.cells import shown
from govinfo_report.parse.row import Row
from govinfo_report.parse.vocabulary import Vocabulary
from govinfo_report.quantity import is_value
from govinfo_report.wording import normalise

__all__ = ["without_numbering"]

_SAYING: Final = frozenset(
    map(normalise, ("序号", "行次", "编号", "栏次", "行号", "栏号", "项次", "项目编号", "顺序号"))
)
_LETTERS: Final = frozenset("甲乙丙丁戊")
"""How statistical tables number the columns that hold no figures."""
_MAY_SAY: Final = re.compile(r"[序编行栏次]\s*[号次]")
_WHOLE: Final = re.compile(r"0{0,2}([1-9]\d{0,2})")
_ORDINAL: Final = re.compile(
    r"[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]?[.．、]?|[①-⑳]|\d{1,2}(?:[.．—-]\d{1,2}){1,3}[.．、]?"
)
_COLUMN: Final = re.compile(r"(\d{1,2})(?:\s*=[\d\s+=-]*)?")
_LEAST_BEFORE: Final = 3
_LEAST_BETWEEN: Final = 5
"""So many rows do not count 1, 2, 3 … by chance, in a column that no head claims."""
_MOST_TRIED: Final = 6


@attrs.frozen(eq=False)
class _Known:
    """The labels of one form.

    Attributes:
        rows: of rows and groups of rows.
        leaves: the heads of the columns of figures behind each label of a row of cells.
        over: what may stand over a column that is none of figures: the corner, and the lines that open a block.
        all: every label.
        columns: how many a row without a label has; 0 where rows have labels.
    """

    rows: frozenset[str]
    leaves: Mapping[str, tuple[str, ...]]
    over: frozenset[str]
    all: frozenset[str]
    columns: int


@lru_cache(maxsize=32)
def _known(words: Vocabulary) -> _Known:
    form = words.form
    leaves = {
        label: max((tuple(normalise(chain[-1]) for chain in block.columns) for block, _ in found), key=len)
        for label, found in words.leaves.items()
    }
    corner = [normalise(form.corner)] if form.corner else []
    over = frozenset[str]([*words.titles, *corner])
    columns = 0 if form.label_depth else len(form.blocks[0].columns)
    return _Known(frozenset(words.rows), leaves, over, words.all, columns)


def without_numbering(rows: Sequence[Row], words: Vocabulary) -> tuple[Sequence[Row], tuple[Note, ...]]:
    """``rows`` of a table without the numbers of its rows and columns, and a note that names these."""
    known = _known(words)
    says = _MAY_SAY.search("\x00".join([cell.text for row in rows for cell in row.cells])) is not None
    if not says and not _leads(rows, known):
        return rows, ()
    gone: dict[int, Cell] = {}
    headed = _is_headed(rows, known)
    last = 0
    ragged: list[Row] = []
    for (structure, _), found in groupby(rows, lambda row: (row.structure, row.grid)):
        if structure == "joined":
            continue
        group = list(found)
        if structure == "cells":
            last = _streamed(group, known, last, gone)
            continue
        for row in group:
            if _numbers_columns(row):
                gone.update((id(cell), cell) for cell in row.cells)
        before = len(gone)
        last = _leave_out(group, known, last, gone, headed=headed)
        if structure == "rows" and len(gone) == before:
            ragged.extend(group)
    if ragged:
        _ragged(ragged, known, gone, headed=headed)
    if not gone:
        return rows, ()
    kept = [attrs.evolve(row, cells=tuple(cell for cell in row.cells if id(cell) not in gone)) for row in rows]
    printed = [cell for row in rows for cell in row.cells if id(cell) in gone and _may_number(cell.text.strip())]
    note = Note("row-numbers", words.form.name, " ".join(map(shown, printed)), printed[0].position)
    return [row for row, was in zip(kept, rows, strict=True) if row.cells or not was.cells], (note,)


def _leads(rows: Sequence[Row], known: _Known) -> bool:
    """Whether a number stands before the label of the first row that has one, or right behind it; cheap."""
    for row in rows:
        shown_there = [cell for cell in row.cells if cell.text.strip()]
        at = _last_label(shown_there, known)
        if at is not None:
            beside = shown_there[: at + 2]
            return any(
                _ORDINAL.fullmatch(cell.text.strip()) for cell in beside if normalise(cell.text) not in known.all
            )
    return False


def _last_label(cells: Sequence[Cell], known: _Known) -> int | None:
    """The place of the label of a row of cells among ``cells``, ``None`` where there is none."""
    return next((at for at in range(len(cells) - 1, -1, -1) if normalise(cells[at].text) in known.leaves), None)


def _leads_figures(cells: Sequence[Cell], label: int, known: _Known) -> bool:
    """Whether no figure can stand before the label: it is no second one in its row, nor the last cell there."""
    others = (normalise(cell.text) for cell in cells[:label])
    own = normalise(cells[label].text)
    return label < len(cells) - 1 and all(other == own or other not in known.leaves for other in others)


def _numbers_columns(row: Row) -> bool:
    """Whether a row has nothing but 1, 2, 3 … behind a word that says that these number the columns."""
    texts = [text for cell in row.cells if (text := cell.text.strip())]
    said = list(takewhile(_says, texts))
    numbers = [_COLUMN.fullmatch(text) for text in texts[len(said) :]] if said else []
    counted = [int(number[1]) for number in numbers if number is not None]
    return len(counted) == len(numbers) >= _LEAST_BEFORE and counted == list(range(1, len(counted) + 1))


def _is_headed(rows: Sequence[Row], known: _Known) -> bool:
    """Whether every column of figures has its head somewhere, so that none is left for a column without one."""
    seen = {normalise(cell.text) for row in rows for cell in row.cells}
    return all(seen.issuperset(known.leaves[label]) for label in seen if label in known.leaves)


def _leave_out(rows: Sequence[Row], known: _Known, last: int, gone: dict[int, Cell], *, headed: bool) -> int:
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
        return any(normalise(cell.text) in _SAYING for cell in self.cells)

    @property
    def numbers(self) -> list[int]:
        return [int(match[1]) for cell in self.cells if (match := _WHOLE.fullmatch(cell.text.strip()))]

    @property
    def counts(self) -> list[Cell]:
        return [cell for cell in self.cells if _ORDINAL.fullmatch(cell.text.strip())]


def _columns(rows: Sequence[Row], known: _Known, gone: Mapping[int, Cell]) -> Iterator[_Column]:
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
    return _ORDINAL.fullmatch(text) is not None or _WHOLE.fullmatch(text) is not None or _says(text)


def _is_repeated(cell: Cell, row: Row, known: _Known) -> bool:
    """Whether a cell stands for one over everything, whose span is lost: it is repeated beside it, or left blanks."""
    return row.structure == "rows" and normalise(cell.text) in known.over


def _with_repeats(column: _Column, rows: Sequence[Row], known: _Known) -> Iterator[Cell]:
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


def _says(text: str) -> bool:
    return text in _LETTERS or normalise(text) in _SAYING


def _numbers_rows(column: _Column, rows: Sequence[Row], known: _Known, last: int, *, headed: bool) -> bool:
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
        label = _last_label(row.cells, known)
        if label is None:
            continue
        if not _leads_figures(row.cells, label, known):
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
        least, follows = (1, _rises(column.numbers)) if column.said else (_LEAST_BETWEEN, _counts(column.numbers, last))
        return follows and len(column.numbers) == len(column.counts) and there == behind >= least
    if before:
        enough = column.said or len(column.counts) >= _LEAST_BEFORE
        return enough and (column.said or there * 2 >= before) and _rises(column.numbers, again=True)
    return bool(known.columns) and column.said and _rises(column.numbers)


def _may_cover(cell: Cell, width: int, known: _Known) -> bool:
    """Whether a wide cell may stand over row numbers: the corner, the line of a block, or one over everything."""
    label = normalise(cell.text)
    if label in known.over or (label in known.rows and label not in known.leaves):
        return True
    return label not in known.all and cell.column == 0 and cell.colspan >= width


def _rises(numbers: Sequence[int], *, again: bool = False) -> bool:
    """Whether each number is more than the one before, or begins anew; or stands there ``again``."""
    return all(two > one or two == 1 or (again and two == one) for one, two in pairwise(numbers))


def _counts(numbers: Sequence[int], last: int) -> bool:
    """Whether the numbers are 1, 2, 3 … or go on so from ``last``."""
    return bool(numbers) and numbers[0] in (1, last + 1) and all(two == one + 1 for one, two in pairwise(numbers))


def _ragged(rows: Sequence[Row], known: _Known, gone: dict[int, Cell], *, headed: bool) -> None:
    """As :func:`_leave_out`, where only the order of a row's cells is known: behind the labels, a head must say so."""
    says = [cell for row in rows for cell in row.cells if normalise(cell.text) in _SAYING and id(cell) not in gone]
    labelled = [
        (row, at) for row in rows if (at := _last_label(row.cells, known)) is not None and id(row.cells[0]) not in gone
    ]
    before = [_leading(row.cells[:at], known) for row, at in labelled]
    grouped = [one or _begins(row, known) for one, (row, _) in zip(before, labelled, strict=True)]
    between = [_behind(row.cells, at, known) for row, at in labelled]
    if not all(_leads_figures(row.cells, at, known) for row, at in labelled):
        return
    if not labelled and known.columns and says:
        leading = [row.cells[0] for row in rows if _is_numbered_row(row, known)]
        found = leading if leading and _rises([int(cell.text) for cell in leading]) else []
    elif labelled and before[0] and all(grouped) and (says or len(before) >= _LEAST_BEFORE):
        found = [cell for row in rows if (cell := _leading(row.cells, known)) is not None]
        found = found if _rises(_numbers(found), again=True) else []
    elif labelled and says and all(between) and headed and _has_no_strangers(rows, known):
        found = [cell for cell in between if cell is not None]
        found = found if _rises(_numbers(found)) else []
    else:
        found = []
    if found:
        gone.update((id(cell), cell) for cell in (*says, *found))


def _streamed(rows: Sequence[Row], known: _Known, last: int, gone: dict[int, Cell]) -> int:
    """As :func:`_leave_out`, where cells follow each other: a head must say so, and every row have one figure too many."""
    says = [cell for row in rows for cell in row.cells if normalise(cell.text) in _SAYING]
    labelled = [(place, at) for place, row in enumerate(rows) if (at := _last_label(row.cells, known)) is not None]
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
    numbers = _numbers(found)
    if len(numbers) != len(due) or not _counts(numbers, last):
        return last
    gone.update((id(cell), cell) for cell in (*says, *found))
    return numbers[-1]


def _numbers(cells: Sequence[Cell]) -> list[int]:
    return [int(match[1]) for cell in cells if (match := _WHOLE.fullmatch(cell.text.strip()))]


def _has_no_strangers(rows: Sequence[Row], known: _Known) -> bool:
    """Whether every text is a label of the form or says that numbers follow: no column of the organ's own may be about."""
    texts = (cell.text for row in rows for cell in row.cells if not is_value(cell.text))
    return all(normalise(text) in known.all or _says(text.strip()) for text in texts)


def _leading(cells: Sequence[Cell], known: _Known) -> Cell | None:
    """The number with which ``cells`` begin, where a text follows."""
    printed = [cell for cell in cells if cell.text.strip()]
    first, behind = (printed[0] if printed else None), printed[1:2]
    if first is None or normalise(first.text) in known.all or not _ORDINAL.fullmatch(first.text.strip()):
        return None
    return None if behind and is_value(behind[0].text) else first


def _begins(row: Row, known: _Known) -> bool:
    """Whether a row begins with a label, the number of its group having been printed further up."""
    first = next((cell for cell in row.cells if cell.text.strip()), None)
    return first is not None and normalise(first.text) in known.rows


def _behind(cells: Sequence[Cell], label: int, known: _Known) -> Cell | None:
    """The number that follows the label at once, where figures enough for the row stand behind it."""
    number = next((at for at in range(label + 1, len(cells)) if cells[at].text.strip()), None)
    if number is None or not _WHOLE.fullmatch(cells[number].text.strip()):
        return None
    enough = len(cells) - number - 1 == len(known.leaves[normalise(cells[label].text)])
    return cells[number] if enough else None


def _is_numbered_row(row: Row, known: _Known) -> bool:
    """Whether a row without a label has a number before its figures."""
    values = len(row.cells) == known.columns + 1 and all(is_value(cell.text) for cell in row.cells)
    return values and _WHOLE.fullmatch(row.cells[0].text.strip()) is not None
