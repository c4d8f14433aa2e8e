"""From the rows of one table to the cells of one form.

Figures go by the labels of their row and column.  Where the number of figures in a row does not fit its
columns, or the columns are not known, nothing is guessed: the cells stay blank and a note keeps what stood
there.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

import attrs

from govinfo_report.compiled import Block
from govinfo_report.document import Cell
from govinfo_report.note import Note
from govinfo_report.parse.cells import CellStore, row_chain, shown
from govinfo_report.parse.columns import columns_of
from govinfo_report.parse.fitting import Placed, without_blanks_around
from govinfo_report.parse.loose import LooseFigures, is_part
from govinfo_report.parse.placing import Placing
from govinfo_report.parse.row import Row
from govinfo_report.parse.streamed import Streamed, withdraw_uncertain
from govinfo_report.parse.vocabulary import Vocabulary
from govinfo_report.quantity import is_value
from govinfo_report.wording import is_page_mark, normalise, one_line

__all__ = ["RowReader"]

_SHORTEST_PART: Final = 6
"""Characters of a part of a label that is no label of the organ's own."""
_LONGEST_PAGE: Final = 3
"""Digits of the number of a page."""


class RowReader(Placing):
    """Reads the rows of one table by the vocabulary of one form; :meth:`feed` them in order, then :meth:`finish`."""

    def __init__(self, words: Vocabulary) -> None:
        super().__init__(words)
        self.cells = CellStore(words.form)
        self._heads_open = False
        self._only: list[tuple[list[Cell], Row, list[Row]]] = []
        """The rows that may be the one row of a table whose rows have no labels, with the heads over each."""
        self._odd: list[list[Cell]] = []
        self._doubtful: list[Cell] = []
        self._streamed: list[Streamed] = []
        self._loose = LooseFigures()

    def feed(self, row: Row) -> None:
        """Take the next row."""
        labels = [normalise(cell.text) for cell in row.cells]
        for label in labels:
            if label in self.words.titles:
                self._block = self.words.titles[label]
                self._start_heads()
        rest: list[tuple[Cell, str]] = []
        alone = row.structure == "cells" or sum(bool(cell.text.strip()) for cell in row.cells) == 1
        for cell, label in zip(row.cells, labels, strict=True):
            if alone and is_page_mark(cell.text):
                self.cells.notes.append(Note("page-mark", text=shown(cell), position=cell.position))
            elif label not in self.words.titles:
                rest.append((cell, label))
        if not any(cell.text.strip() for cell, _ in rest) and not self._blank_row(rest):
            return
        if any(label in self.words.rows for _, label in rest):
            self._data(row, rest)
        elif any(label in self.words.columns or label in self.words.furniture for _, label in rest) or (
            self._heads_open and self.form.label_depth and not any(_is_figure(cell) for cell, _ in rest)
        ):
            self._head(row, rest)
        else:
            self._data(row, rest)

    @property
    def by_shape(self) -> bool:
        """Whether labels, blanks and places alone decided what is read, every figure being printed plainly."""
        cells = self.cells
        return not (cells.notes or cells.extras or cells.repeated or self._compared or self._odd)

    def _blank_row(self, rest: Sequence[tuple[Cell, str]]) -> bool:
        """Whether blanks alone are the row of a table whose rows have no labels, not what spans in its heads left."""
        columns = None if self.form.label_depth else columns_of(self._heads, self.form.blocks[0], self.words)
        return columns is not None and len(rest) >= len(columns)

    def finish(self) -> None:
        """Settle what waited, and note the cells that the source lacks."""
        printed = [_printed(figures) for figures, *_ in self._only]
        several = any(one and not _alike(one) for one in [*printed, *map(_printed, self._odd)])
        for (figures, row, heads), shown_there in zip(self._only, printed, strict=True):
            if _alike(shown_there) and several:
                self.cells.unplaced(shown_there)  # as like the number of a page as a figure of another row
            else:
                if heads is not self._heads:
                    self._heads, self._columns = heads, {}
                self._official(self.form.blocks[0], 0, figures, row)
        for settle in self._later:
            settle()
        withdraw_uncertain(self._streamed, self.cells)
        self._loose.settle(self.cells)
        for cell in self._doubtful:
            if one_line(cell.text) not in self.cells.filled:
                self.cells.unplaced([cell])
        for figures in self._odd:
            if any(self.cells.found.values()):
                self.cells.unplaced(figures)
            else:
                self.cells.leave_row(range(len(self.form.cells)), figures)
        self.cells.doubt_long()
        self.cells.note_missing()

    def _head(self, row: Row, rest: Sequence[tuple[Cell, str]]) -> None:
        """A row of column heads; figures behind them are a row of their own."""
        if not self._heads_open:
            self._start_heads()
        last = max((at for at, (cell, _) in enumerate(rest) if cell.text.strip() and not _is_figure(cell)), default=-1)
        heads, tail = [cell for cell, _ in rest[: last + 1]], rest[last + 1 :]
        figures = [cell for cell in heads if _is_figure(cell)]
        self._heads.append(attrs.evolve(row, cells=tuple(cell for cell in heads if cell not in figures)))
        if figures:
            self.cells.unplaced(figures)
        self._doubtful.extend(cell for cell in heads if self._may_hold_figure(cell))
        if any(_is_figure(cell) for cell, _ in tail):
            if self.form.label_depth:
                self.cells.unplaced([cell for cell, _ in tail])
            else:
                self._data(row, tail)

    def _may_hold_figure(self, cell: Cell) -> bool:
        """A head that is none of the form's and has digits in it: a figure may have run into it."""
        return (
            any(map(str.isdigit, cell.text)) and not is_value(cell.text) and normalise(cell.text) not in self.words.all
        )

    def _start_heads(self) -> None:
        self._heads = []
        self._columns = {}
        self._heads_open = True
        self._loose.heads()

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

    def _only_row(self, figures: list[Cell], row: Row) -> None:
        """The row of a table whose rows have no labels; a row of another length is kept until the right one fails to come."""
        block = self.form.blocks[0]
        columns = self._columns_for(block)
        printed = figures
        if columns is not None and not self._same_grid(row):
            figures = without_blanks_around(figures, len(columns))
        if row.structure == "cells" and len(figures) < len(printed) and _may_number_page(printed[0]):
            self._odd.append(printed)  # with the number of a page before it, a row whose last is blank is as long
        elif columns is not None and self._fits(columns, figures, row):
            self._only.append((figures, row, self._heads))
        elif any(cell.text.strip() for cell in figures):
            self._odd.append(figures)

    def _official(self, block: Block, place: int, figures: list[Cell], row: Row) -> None:
        self._block = block
        self._loose.row(block, place, drawn=self._same_grid(row))
        columns = self._columns_for(block)
        indices = block.cells[place]
        if row.structure == "cells" and figures:
            self._streamed.append(Streamed(block, place, self._whole(figures), len(block.columns), row.trailed))
        if row.doubtful and not any(cell.text.strip() for cell in figures):
            return  # its figures may stand further down

        def settle(placed: Placed | None) -> None:
            if columns is None or placed is None:
                self.cells.leave_row([index for index in indices if index is not None], figures)
                return
            for column, cell in zip(columns, placed, strict=True):
                index = None if column.place is None else indices[column.place]
                if cell is not None and index is not None:
                    self.cells.store(index, cell)
                elif cell is not None and column.place is None:
                    self.cells.extra(row_chain(block, block.rows[place]), column.chain, cell)
                elif cell is not None and cell.text.strip():
                    self.cells.unplaced([cell])

        if columns is None or row.doubtful or (row.structure == "cells" and figures and not is_value(figures[-1].text)):
            settle(None)  # the last may be no cell at all, and then another is lacking
        else:
            self._place(columns, figures, row, len(block.rows[place]), settle)

    def _local(self, row: Row, labels: list[Cell], figures: list[Cell]) -> None:
        """A row that the form lacks: extra cells under their own label."""
        printed = list(figures)
        printed_figures = _printed(figures)
        own = list(labels)
        blanks: list[Cell] = []
        while figures and (not figures[0].text.strip() or not is_value(figures[0].text)):
            cell = figures.pop(0)
            if cell.text.strip():
                own.append(cell)
                blanks = []
            else:
                blanks.append(cell)
        if figures and self._same_grid(row):
            figures = [*blanks, *figures]
        block = self._block
        columns = self._columns_for(block) if block is not None else None
        words = [cell for cell in own if not is_part(cell.text)]
        if columns is not None and all(map(self._is_of_group, words)):
            beside = [cell for cell in printed if all(cell is not word for word in words)]
            self._loose.line(beside, columns, drawn=self._same_grid(row))
        if printed_figures and (cut := self._cut_up(words)):
            self._later.append(partial(self._leave_rest, cut, printed_figures))
        unknown = [cell for cell in own if normalise(cell.text) not in self.words.rows]
        if not figures and not unknown:
            return  # the label of a group, its rows elsewhere

        def settle(placed: Placed | None) -> None:
            if block is None or placed is None:
                self.cells.unplaced([*labels, *printed_figures])
                return
            said = tuple(one_line(cell.text) for cell in (*_covering(row, self.words), *own))
            known = {normalise(label): label for chain in block.rows for label in chain}
            chain = row_chain(block, tuple(known.get(normalise(label), label) for label in said))
            for column, figure in zip(columns or (), placed, strict=True):
                if figure is not None:
                    self.cells.extra(chain, column.chain, figure)

        if block is None or columns is None or not own or not figures or row.doubtful:
            if labels or printed_figures:
                self.cells.unplaced([*labels, *printed_figures])
        else:
            self._place(columns, figures, row, self.form.label_depth, settle)

    def _is_of_group(self, cell: Cell) -> bool:
        """Whether ``cell`` is the label of a group of rows, or a part of one that is written beside them."""
        label = normalise(cell.text)
        return any(label in group for group in self.words.rows if group not in self.words.leaves)

    def _cut_up(self, words: Sequence[Cell]) -> list[tuple[Block, int]]:
        """The rows of the form a part of whose label ``words`` are: they stand beside a row's figures, in lines of their own."""
        parts = [part for cell in words if len(part := normalise(cell.text)) >= _SHORTEST_PART]
        leaves = self.words.leaves.items()
        return [one for part in parts for label, found in leaves if part != label and part in label for one in found]

    def _leave_rest(self, rows: Sequence[tuple[Block, int]], figures: Sequence[Cell]) -> None:
        """Leave what was read of ``rows``, some of whose ``figures`` stand elsewhere."""
        for block, place in rows:
            indices = self.cells.read_of(block.cells[place])
            own = [self.cells.printed_at(one, figures[0]) for one in indices]
            self.cells.withdraw(indices, [*own, *figures])


def _is_figure(cell: Cell) -> bool:
    return bool(cell.text.strip()) and is_value(cell.text)


def _printed(figures: Sequence[Cell]) -> list[Cell]:
    return [cell for cell in figures if cell.text.strip()]


def _alike(figures: Sequence[Cell]) -> bool:
    """Whether there is one figure, though it may be repeated in every place that its cell covers."""
    return len({cell.text.strip() for cell in figures}) == 1


def _covering(row: Row, words: Vocabulary) -> list[Cell]:
    """The label cells from further up that reach into ``row``."""
    first = min((cell.column for cell in row.cells), default=0)
    return [cell for cell in row.covering if cell.column < first and normalise(cell.text) in words.rows]


def _may_number_page(cell: Cell) -> bool:
    return cell.text.strip().isdecimal() and len(cell.text.strip()) <= _LONGEST_PAGE
