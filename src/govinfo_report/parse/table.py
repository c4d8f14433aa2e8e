"""From the rows of one table to the cells of one form.

Figures go by the labels of their row and column.  Where the number of figures in a row does not fit its
columns, or the columns are not known, nothing is guessed: the cells stay blank and a note keeps what stood
there.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from govinfo_report.compiled import Block, Form, Labels
from govinfo_report.content import ExtraCell
from govinfo_report.document import Cell, Position
from govinfo_report.messages import message
from govinfo_report.note import Note
from govinfo_report.parse.apart import common_path, tell_apart
from govinfo_report.parse.columns import Column, columns_of, overlapping
from govinfo_report.parse.rows import Row, is_value
from govinfo_report.parse.vocabulary import Vocabulary
from govinfo_report.quantity import Figure, Printed, read_figure
from govinfo_report.wording import is_page_mark, normalise, one_line

__all__ = ["TableReader"]


class TableReader:
    """Reads the rows of one table by the vocabulary of one form; :meth:`feed` them in order, then :meth:`finish`."""

    def __init__(self, words: Vocabulary) -> None:
        self.words = words
        self.form: Form = words.form
        self.values: list[Figure] = [None] * len(self.form.cells)
        self.found: dict[int, list[str]] = {}
        """What was printed in each cell that was met, blanks left out."""
        self.open: set[int] = set()
        """Cells that were met and could not be read."""
        self.extras: dict[tuple[Labels, Labels], ExtraCell] = {}
        self.notes: list[Note] = []
        self._block: Block | None = self.form.blocks[0] if len(self.form.blocks) == 1 else None
        self._heads: list[Row] = []
        self._columns: dict[str | None, tuple[Column, ...] | None] = {}
        self._heads_open = False
        self._odd: list[list[Cell]] = []
        self._doubtful: list[Cell] = []
        self._filled: set[str] = set()
        """The labels of columns beyond the form that hold a figure."""
        self._runs: dict[tuple[int, ...], list[Cell]] = {}
        """By the cells of a row the digits that ran together there, in each view of them."""

    def feed(self, row: Row) -> None:
        """Take the next row."""
        if row.structure == "joined":
            self._joined(row)
            return
        labels = [normalise(cell.text) for cell in row.cells]
        for label in labels:
            if label in self.words.titles:
                self._block = self.words.titles[label]
                self._start_heads()
        rest: list[tuple[Cell, str]] = []
        for cell, label in zip(row.cells, labels, strict=True):
            if is_page_mark(cell.text):
                self.notes.append(Note("page-mark", text=_shown(cell), position=cell.position))
            elif label not in self.words.titles:
                rest.append((cell, label))
        if self.form.label_depth and not any(cell.text.strip() for cell, _ in rest):
            return
        if any(label in self.words.rows for _, label in rest):
            self._data(row, rest)
        elif any(label in self.words.columns or label in self.words.furniture for _, label in rest) or (
            self._heads_open and self.form.label_depth and not any(_is_figure(cell) for cell, _ in rest)
        ):
            self._head(row, rest)
        else:
            self._data(row, rest)

    def _head(self, row: Row, rest: Sequence[tuple[Cell, str]]) -> None:
        """A row of column heads; figures behind them are a row of their own."""
        if not self._heads_open:
            self._start_heads()
        last = max(at for at, (cell, _) in enumerate(rest) if cell.text.strip() and not _is_figure(cell))
        heads, tail = [cell for cell, _ in rest[: last + 1]], rest[last + 1 :]
        figures = [cell for cell in heads if _is_figure(cell)]
        self._heads.append(attrs.evolve(row, cells=tuple(cell for cell in heads if cell not in figures)))
        if figures:
            self._unplaced(figures)
        self._doubtful.extend(cell for cell in heads if self._may_hold_figure(cell))
        if any(_is_figure(cell) for cell, _ in tail):
            if self.form.label_depth:
                self._unplaced([cell for cell, _ in tail])
            else:
                self._data(row, tail)

    def _may_hold_figure(self, cell: Cell) -> bool:
        """A head that is none of the form's and has digits in it: a figure may have run into it."""
        return (
            any(map(str.isdigit, cell.text)) and not is_value(cell.text) and normalise(cell.text) not in self.words.all
        )

    def _unplaced(self, cells: Sequence[Cell]) -> None:
        shown = [cell for cell in cells if cell.text.strip()]
        self.notes.append(Note("unplaced", text=" ".join(map(_shown, shown)), position=shown[0].position))

    def _start_heads(self) -> None:
        self._heads = []
        self._columns = {}
        self._heads_open = True

    def _data(self, row: Row, rest: Sequence[tuple[Cell, str]]) -> None:
        self._heads_open = False
        at, labels = 0, []
        for position, (cell, label) in enumerate(rest):
            if label in self.words.rows:
                labels.append(cell)
                at = position + 1
            elif cell.text.strip():
                break
        figures = [cell for cell, _ in rest[at:]]
        leaf = self._leaf(labels)
        if not self.form.label_depth:
            self._only_row(figures, row)
        elif leaf is not None:
            self._official(*leaf, figures, row)
        else:
            self._local(row, labels, figures)

    def _leaf(self, labels: Sequence[Cell]) -> tuple[Block, int] | None:
        """The row of the form that the last of ``labels`` names: its block and its place there."""
        leaves = self.words.leaves.get(normalise(labels[-1].text), ()) if labels else ()
        in_block = [found for found in leaves if found[0] is self._block]
        return in_block[0] if in_block else leaves[0] if len(leaves) == 1 else None

    def _joined(self, row: Row) -> None:
        """A row whose figures ran together; they are told apart when the whole table is there."""
        figures = [cell for cell in row.cells if not cell.header]
        named = [(cell, normalise(cell.text)) for cell in row.cells if cell.header]
        for _, label in named:
            if label in self.words.titles:
                self._block = self.words.titles[label]
                self._start_heads()
        named = [(cell, label) for cell, label in named if label not in self.words.titles]
        labels = [cell for cell, label in named if label in self.words.rows]
        others = [cell for cell, label in named if label not in self.words.rows]
        if not labels and not figures:
            if any(label in self.words.columns or label in self.words.furniture for _, label in named):
                self._head(row, named)
            elif others:
                self._unplaced(others)
            return
        self._heads_open = False
        leaf = self._leaf(labels) if self.form.label_depth else (self.form.blocks[0], 0)
        if leaf is None:
            if figures or others:
                self._local(row, labels, [*others, *figures])
            return
        block, place = leaf
        self._block = block
        indices = tuple(index for index in block.cells[place] if index is not None)
        if not others and indices in self._runs and _texts(self._runs[indices]) == _texts(figures):
            return
        columns = self._columns_for(block)
        if others or columns is None:
            self._leave_row(indices, [*others, *figures])
            return
        parts = figures[0].text.split() if len(figures) == 1 else []
        official = [column.place for column in columns] == list(range(len(indices)))
        if len(parts) == len(columns) and all(map(is_value, parts)):
            self._official(block, place, [figures[0]._replace(text=part) for part in parts], row)
        elif official and indices not in self._runs:
            self._runs[indices] = figures
        else:
            self._leave_row(indices, figures)

    def _tell_apart(self) -> None:
        """Read the rows whose figures ran together; those with a cell that stands elsewhere too contradict it."""
        again = {cells for cells in self._runs if any(index in self.found for index in cells)}
        for cells in again:
            self._leave_row(cells, self._runs.pop(cells)[:1])
        known = {index: self.values[index] for index in self.found if index not in self.open}
        apart = tell_apart(self.form, self._runs, known)
        for index, (text, value) in apart.read.items():
            self.found[index] = [text] if text else []
            self.values[index] = value
        for index, (text, position) in apart.left.items():
            self._leave(index, text, position)
        self.notes.extend(apart.notes)

    def _columns_for(self, block: Block) -> tuple[Column, ...] | None:
        if block.title not in self._columns:
            self._columns[block.title] = columns_of(self._heads, block, self.words)
        return self._columns[block.title]

    def _only_row(self, figures: list[Cell], row: Row) -> None:
        """The row of a table whose rows have no labels; a row of another length is kept until the right one fails to come."""
        columns = self._columns_for(self.form.blocks[0])
        if columns is not None and self._match(columns, figures, row) is not None:
            self._official(self.form.blocks[0], 0, figures, row)
        elif any(cell.text.strip() for cell in figures):
            self._odd.append(figures)

    def _official(self, block: Block, place: int, figures: list[Cell], row: Row) -> None:
        self._block = block
        columns = self._columns_for(block)
        indices = block.cells[place]
        placed = self._match(columns, figures, row) if columns else None
        if row.structure == "cells" and figures and not is_value(figures[-1].text):
            placed = None  # the last may be no cell at all, and then another is lacking
        if columns is None or placed is None:
            self._leave_row([index for index in indices if index is not None], figures)
            return
        chain = block.rows[place]
        for column, cell in zip(columns, placed, strict=True):
            index = None if column.place is None else indices[column.place]
            if index is not None:
                if cell is not None:
                    self._store(index, cell)
            elif cell is not None:
                self._extra(self._row_chain(block, chain), column.chain, cell)

    def _leave_row(self, indices: Sequence[int], figures: Sequence[Cell]) -> None:
        """A row whose figures cannot be told apart: blank where all of them are, else left to be looked up."""
        if any(cell.text.strip() for cell in figures):
            text = " ".join(_shown(cell) if cell.text.strip() else "␣" for cell in figures)
            for index in indices:
                self._leave(index, text, figures[0].position)
        elif figures:
            for index in indices:
                self.found.setdefault(index, [])

    def _local(self, row: Row, labels: list[Cell], figures: list[Cell]) -> None:
        """A row that the form lacks: extra cells under their own label."""
        shown = [cell for cell in figures if cell.text.strip()]
        own = list(labels)
        while figures and (not figures[0].text.strip() or not is_value(figures[0].text)):
            cell = figures.pop(0)
            if cell.text.strip():
                own.append(cell)
        block = self._block
        columns = self._columns_for(block) if block is not None else None
        placed = self._match(columns, figures, row) if columns else None
        if block is None or columns is None or placed is None or not own or not figures:
            if labels or shown:
                self._unplaced([*labels, *shown])
            return
        printed = tuple(one_line(cell.text) for cell in (*_covering(row, self.words), *own))
        known = {normalise(label): label for chain in block.rows for label in chain}
        chain = tuple(known.get(normalise(label), label) for label in printed)
        for column, figure in zip(columns, placed, strict=True):
            if figure is not None:
                self._extra(self._row_chain(block, chain), column.chain, figure)

    @staticmethod
    def _row_chain(block: Block, chain: Labels) -> Labels:
        return (block.title, *chain) if block.title else chain

    def _store(self, index: int, cell: Cell) -> None:
        """Take the figure of a cell; the same figure twice is no news, a blank says nothing against a figure."""
        spec = self.form.cells[index]
        printed = read_figure(cell.text, spec.kind)
        seen = self.found.setdefault(index, [])
        if printed.status == "blank":
            return
        if seen:
            if index in self.open or printed.status == "unreadable" or printed.value != self.values[index]:
                self._dispute(index, _shown(cell), cell.position)
            return
        if printed.status == "plain":
            seen.append(cell.text)
            self.values[index] = printed.value
            return
        seen.append(_shown(cell))
        if printed.status == "unreadable":
            self.open.add(index)
            self.notes.append(Note("unread", spec.path, _shown(cell), cell.position))
            return
        self.values[index] = printed.value
        self._dress(printed, spec.path, cell)

    def _dress(self, printed: Printed, path: str, cell: Cell) -> None:
        if printed.status == "mark":
            self.notes.append(Note("blank-mark", path, _shown(cell), cell.position))
        elif printed.status == "rewritten":
            self.notes.append(Note("as-printed", path, _shown(cell), cell.position))

    def _leave(self, index: int, text: str, position: Position | None) -> None:
        """A cell whose row could not be told apart stays blank."""
        seen = self.found.setdefault(index, [])
        if seen:
            self._dispute(index, text, position)
            return
        seen.append(text)
        self.open.add(index)
        self.notes.append(Note("unread", self.form.cells[index].path, text, position))

    def _dispute(self, index: int, text: str, position: Position | None) -> None:
        """A cell that stands in the source twice, and not the same."""
        path = self.form.cells[index].path
        self.values[index] = None
        self.open.add(index)
        self.found[index].append(text)
        both = " / ".join(self.found[index])
        self.notes = [note for note in self.notes if note.path != path]
        self.notes.append(Note("conflict", path, both, position))
        self.notes.append(Note("unread", path, both, position))

    def _extra(self, row: Labels, column: Labels, cell: Cell) -> None:
        """A figure beyond the form; a blank one says nothing and is not kept."""
        printed = _read_any(cell.text)
        if printed.status == "blank":
            return
        label = " × ".join("/".join(chain) for chain in (row, column) if chain)
        key = (row, column)
        if printed.value is None or (key in self.extras and printed.value != self.extras[key].value):
            code = "unplaced" if printed.status != "mark" else "blank-mark"
            self.notes.append(Note(code, text=f"{label} {_shown(cell)}", position=cell.position))
        elif key not in self.extras:
            self._filled.update(column)
            self.extras[key] = ExtraCell(self.form.name, row, column, printed.value)
            self.notes.append(Note("extra", text=_shown(cell), position=cell.position, details=(("label", label),)))

    def _match(self, columns: Sequence[Column], figures: Sequence[Cell], row: Row) -> list[Cell | None] | None:
        """The cell of each column, ``None`` in place of all where it cannot be told."""
        same_grid = row.structure == "aligned" and bool(self._heads) and self._heads[-1].grid == row.grid
        if len(figures) == len(columns):
            in_line = not same_grid or all(at in overlapping(columns, cell) for at, cell in enumerate(figures))
            return list(figures) if in_line else None
        if same_grid:
            return _by_overlap(columns, figures)
        trimmed = list(figures)
        while len(trimmed) > len(columns) and not trimmed[-1].text.strip():
            trimmed.pop()
        return list(trimmed) if len(trimmed) == len(columns) else None

    def finish(self) -> None:
        """Note the cells that the source lacks: a row at a time, or cell by cell where a row has some."""
        self._tell_apart()
        for cell in self._doubtful:
            if one_line(cell.text) not in self._filled:
                self._unplaced([cell])
        for figures in self._odd:
            if self.found:
                self._unplaced(figures)
            else:
                self._leave_row(range(len(self.form.cells)), figures)
        for block in self.form.blocks:
            for chain, indices in zip(block.rows, block.cells, strict=True):
                cells = [index for index in indices if index is not None]
                lacking = [index for index in cells if index not in self.found]
                if lacking and len(lacking) == len(cells):
                    path = common_path([self.form.cells[index].path for index in cells])
                    label = (
                        "/".join(self._row_chain(block, chain)) or message("表{number}", number=self.form.number).text()
                    )
                    self.notes.append(Note("missing", path, details=(("label", label),)))
                else:
                    for index in lacking:
                        lost = self.form.cells[index]
                        self.notes.append(Note("missing", lost.path, details=(("label", lost.label),)))


def _texts(cells: Sequence[Cell]) -> list[str]:
    return ["".join(cell.text.split()) for cell in cells]


def _is_figure(cell: Cell) -> bool:
    return bool(cell.text.strip()) and is_value(cell.text)


def _by_overlap(columns: Sequence[Column], figures: Sequence[Cell]) -> list[Cell | None] | None:
    placed: list[Cell | None] = [None] * len(columns)
    for cell in figures:
        over = overlapping(columns, cell)
        if not cell.text.strip():
            for at in over:
                placed[at] = placed[at] or cell
        elif len(over) != 1 or (placed[over[0]] is not None):
            return None
        else:
            placed[over[0]] = cell
    return placed


def _covering(row: Row, words: Vocabulary) -> list[Cell]:
    """The label cells from further up that reach into ``row``."""
    first = min((cell.column for cell in row.cells), default=0)
    return [cell for cell in row.covering if cell.column < first and normalise(cell.text) in words.rows]


def _read_any(text: str) -> Printed:
    """A figure whose kind no form tells: a whole number, else an amount."""
    whole = read_figure(text, "change")
    return whole if whole.status != "unreadable" else read_figure(text, "amount")


def _shown(cell: Cell) -> str:
    """The text of ``cell`` in one line, its own lines apart."""
    return " ".join(cell.text.split()) or cell.text
