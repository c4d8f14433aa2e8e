"""From the rows of one table to the cells of one form, rows whose figures ran together among them."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import partial

from govinfo_report.compiled import Block
from govinfo_report.document import Cell
from govinfo_report.parse.ahead import Ahead
from govinfo_report.parse.apart import tell_apart
from govinfo_report.parse.joined_rows import runs_on
from govinfo_report.parse.row import Row
from govinfo_report.parse.rowwise import RowReader
from govinfo_report.parse.shapes import key_of
from govinfo_report.parse.streamed import Streamed
from govinfo_report.parse.together import is_alone, is_bare, most_alone, ran_together, set_apart
from govinfo_report.parse.vocabulary import Vocabulary
from govinfo_report.quantity import is_value
from govinfo_report.wording import normalise

__all__ = ["TableReader"]


class TableReader(RowReader):
    """As :class:`RowReader`; digits that ran together are told apart when the whole table is there."""

    def __init__(self, words: Vocabulary) -> None:
        super().__init__(words)
        self._runs: dict[tuple[int, ...], list[Cell]] = {}
        """By the cells of a row the digits that ran together there, in each view of them."""
        self._gathered: set[tuple[int, ...]] = set()
        """The rows among them that did so in a cell of a real table."""
        self._ahead = Ahead()
        self.alone: dict[Hashable, int] = {}
        """Of the cells that stood alone in their rows, by their keys: how many digits make no other table of it."""
        self._by_length = False
        """What became of a figure alone in its row hung on how many digits that has."""

    @property
    def by_shape(self) -> bool:
        """As in any table, and no row held one figure alone that may be several."""
        return super().by_shape and not self._by_length

    def feed(self, row: Row) -> None:
        """Take the next row."""
        if row.structure == "joined":
            self._joined(row)
        else:
            super().feed(set_apart(row, self.words))

    def _official(self, block: Block, place: int, figures: list[Cell], row: Row) -> None:
        """As in any table; where one cell seems to hold what belongs to several, sums may tell its figures apart."""
        columns_there = len(block.columns)
        if row.structure == "joined" or not is_alone(figures, columns_there):
            super()._official(block, place, figures, row)
            return
        together = ran_together(figures, columns_there)
        if together is None:
            self.alone.update((key_of(cell), most_alone(columns_there)) for cell in figures if cell.text.strip())
            super()._official(block, place, figures, row)
            return
        self._by_length = True
        spare = self.form.label_depth - len(block.rows[place])
        if figures.index(together) > spare and is_value(together.text):
            # no label with a span left the blanks before it
            self._as_printed(block, place, figures, row, together)
            return
        self._block = block
        indices = tuple(index for index in block.cells[place] if index is not None)
        columns = self._columns_for(block)
        official = columns is not None and [one.place for one in columns] == list(range(len(indices)))
        tied = any(set(indices) & {*one.left, *one.right} for one in self.form.identities)
        whole = row.structure == "aligned" and len(figures) >= columns_there and is_value(together.text)
        if whole and not tied:
            self._as_printed(block, place, figures, row, together)
        elif official and is_bare(together) and indices not in self._runs:
            self._runs[indices] = [together]
            self._gathered.add(indices)
        else:
            self.cells.leave_row(indices, [together])

    def _as_printed(self, block: Block, place: int, figures: list[Cell], row: Row, together: Cell) -> None:
        """A row that has all its cells, one of them with many digits and the others blank."""
        super()._official(block, place, figures, row)
        self._later.append(partial(self.cells.doubt, together))

    def finish(self) -> None:
        """Tell apart what ran together, settle what waited, and note the cells that the source lacks."""
        self._tell_apart()
        for indices, figures in self._ahead.doubtful():
            self.cells.withdraw(self.cells.read_of(indices), figures)
        super().finish()

    def _joined(self, row: Row) -> None:
        """A row whose figures ran together."""
        figures = [cell for cell in row.cells if not cell.header]
        named = [(cell, normalise(cell.text)) for cell in row.cells if cell.header]
        for _, label in named:
            if label in self.words.titles:
                self._block = self.words.titles[label]
                self._start_heads()
                self._ahead.heads()
        named = [(cell, label) for cell, label in named if label not in self.words.titles]
        labels = [cell for cell, label in named if label in self.words.rows]
        others = [cell for cell, label in named if label not in self.words.rows]
        if not labels and not figures:
            known = any(label in self.words.columns or label in self.words.furniture for _, label in named)
            if known or (others and self._heads_open):
                self._head(row, named)
                self._ahead.heads()
            elif others:
                self.cells.unplaced(others)
            return
        self._heads_open = False
        if self.form.label_depth and self._leaf(labels) is None:
            if not labels and not others:
                self._ahead.loose(figures)
            if figures or others:
                self._local(row, labels, [*others, *figures])
            return
        self._run(row, labels, others, figures)

    def _run(self, row: Row, labels: Sequence[Cell], others: list[Cell], figures: list[Cell]) -> None:
        """The digits of an official row: kept for the end, unless something sets them apart."""
        block, place = self._leaf(labels) or (self.form.blocks[0], 0)
        self._block = block
        indices = tuple(index for index in block.cells[place] if index is not None)
        self._ahead.row(indices, figures)
        if not others and indices in self._runs and _texts(self._runs[indices]) == _texts(figures):
            return
        columns = self._columns_for(block)
        if others or columns is None:
            self.cells.leave_row(indices, [*others, *figures])
            return
        parts = figures[0].text.split() if len(figures) == 1 else []
        if len(parts) > 1:
            cells = [figures[0]._replace(text=part) for part in parts]
            self._streamed.append(Streamed(block, place, cells, len(columns)))
        official = [column.place for column in columns] == list(range(len(indices)))
        if len(parts) == len(columns) and all(map(is_value, parts)) and not runs_on(figures[0].text):
            self._official(block, place, [figures[0]._replace(text=part) for part in parts], row)
        elif official and indices not in self._runs:
            self._runs[indices] = figures
        else:
            self.cells.leave_row(indices, figures)

    def _tell_apart(self) -> None:
        """Read the rows whose figures ran together; those with a cell that stands elsewhere too contradict it."""
        if not self._runs:
            return
        cells = self.cells
        for again in {indices for indices in self._runs if any(index in cells.found for index in indices)}:
            cells.leave_row(again, self._runs.pop(again)[:1])
        known = {index: cells.values[index] for index in cells.found if index not in cells.open}
        blanks = None in known.values()  # where they are met, some may have left no trace among the digits
        for indices in [one for one in sorted(self._gathered) if one in self._runs]:
            if blanks:
                cells.leave_row(indices, self._runs.pop(indices))
        apart = tell_apart(self.form, self._runs, known)
        for indices in [one for one in sorted(self._gathered) if one in self._runs and set(one) & apart.left.keys()]:
            apart = apart.without(indices)
            cells.leave_row(indices, self._runs.pop(indices))
        for index, (text, value) in apart.read.items():
            cells.found[index] = [text] if text else []
            cells.values[index] = value
        for index, (text, position) in apart.left.items():
            cells.leave(index, text, position)
        cells.notes.extend(apart.notes)


def _texts(cells: Sequence[Cell]) -> list[str]:
    return ["".join(cell.text.split()) for cell in cells]
