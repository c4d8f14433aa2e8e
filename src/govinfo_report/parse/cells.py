"""The cells of one table while they are gathered: what was read, what was left, what was lacking."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from govinfo_report.compiled import Block, Form, Identity, Labels
from govinfo_report.content import ExtraCell
from govinfo_report.document import Cell, Position
from govinfo_report.messages import message
from govinfo_report.note import Note
from govinfo_report.quantity import Figure, Printed, read_figure

__all__ = ["MOST_DIGITS", "CellStore", "common_path", "row_chain", "shown"]

MOST_DIGITS: Final = 6
"""Digits that counts have in practice; more may be those of neighbours that ran together."""


class CellStore:
    """The figures of a table of ``form``, with notes on all that was not printed plainly, once, in its place."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.values: list[Figure] = [None] * len(form.cells)
        self.found: dict[int, list[str]] = {}
        """What was printed in each cell that was met, blanks left out."""
        self.open: set[int] = set()
        """Cells that were met and could not be read."""
        self.sources: dict[int, Cell] = {}
        """The cell of the source for each that was printed plainly."""
        self.extras: dict[tuple[Labels, Labels], ExtraCell] = {}
        self.repeated = False
        """Some cell stands in the source twice."""
        self.filled: set[str] = set()
        """The labels of columns beyond the form that hold a figure."""
        self.notes: list[Note] = []

    def store(self, index: int, cell: Cell) -> None:
        """Take the figure of a cell; the same figure twice is no news, a blank says nothing against a figure."""
        spec = self.form.cells[index]
        printed = read_figure(cell.text, spec.kind)
        seen = self.found.setdefault(index, [])
        if printed.status == "blank":
            return
        if seen:
            self.repeated = True
            if index in self.open or printed.status == "unreadable" or printed.value != self.values[index]:
                self._dispute(index, shown(cell), cell.position)
            return
        if printed.status == "plain":
            seen.append(cell.text)
            self.values[index] = printed.value
            self.sources[index] = cell
            return
        seen.append(shown(cell))
        if printed.status == "unreadable":
            self.open.add(index)
            self.notes.append(Note("unread", spec.path, shown(cell), cell.position))
            return
        self.values[index] = printed.value
        self._dress(printed, spec.path, cell)

    def _dress(self, printed: Printed, path: str, cell: Cell) -> None:
        if printed.status == "mark":
            self.notes.append(Note("blank-mark", path, shown(cell), cell.position))
        elif printed.status == "rewritten":
            self.notes.append(Note("as-printed", path, shown(cell), cell.position))

    def read_of(self, indices: Iterable[int | None]) -> list[int]:
        """Those of ``indices`` that hold a figure."""
        return [index for index in indices if index is not None and self.values[index] is not None]

    def printed_at(self, index: int, like: Cell) -> Cell:
        """The cell that ``index`` was read from; where that is no single one, one ``like`` another with what was found."""
        return self.sources.get(index) or like._replace(text=" ".join(self.found[index]))

    def holds(self, identity: Identity) -> bool:
        """Whether both sides of a sum are whole and add up to the same."""
        left, right = ([self.values[index] for index in side] for side in (identity.left, identity.right))
        numbers = [value for value in (*left, *right) if isinstance(value, int)]
        whole = len(numbers) == len(left) + len(right)
        return whole and sum(numbers[: len(left)]) == sum(numbers[len(left) :])

    def withdraw(self, indices: Sequence[int], figures: Sequence[Cell]) -> None:
        """Leave what was read of a row, for its figures may belong to another."""
        text = " ".join(shown(cell) if cell.text.strip() else "␣" for cell in figures)
        for index in indices:
            path = self.form.cells[index].path
            self.notes = [note for note in self.notes if note.path != path]
            self.values[index] = None
            self.found[index] = [text]
            self.open.add(index)
            self.notes.append(Note("unread", path, text, figures[0].position))

    def leave_row(self, indices: Sequence[int], figures: Sequence[Cell]) -> None:
        """A row whose figures cannot be told apart: blank where all of them are, else left to be looked up."""
        if any(cell.text.strip() for cell in figures):
            text = " ".join(shown(cell) if cell.text.strip() else "␣" for cell in figures)
            for index in indices:
                self.leave(index, text, figures[0].position)
        elif len(figures) >= len(indices):
            for index in indices:
                self.found.setdefault(index, [])

    def leave(self, index: int, text: str, position: Position | None) -> None:
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

    def extra(self, row: Labels, column: Labels, cell: Cell) -> None:
        """A figure beyond the form; a blank one says nothing and is not kept."""
        printed = _read_any(cell.text)
        if printed.status == "blank":
            return
        label = " × ".join("/".join(chain) for chain in (row, column) if chain)
        key = (row, column)
        if printed.value is None or (key in self.extras and printed.value != self.extras[key].value):
            code = "unplaced" if printed.status != "mark" else "blank-mark"
            self.notes.append(Note(code, text=f"{label} {shown(cell)}", position=cell.position))
        elif key not in self.extras:
            self.filled.update(column)
            self.extras[key] = ExtraCell(self.form.name, row, column, printed.value)
            self.notes.append(Note("extra", text=shown(cell), position=cell.position, details=(("label", label),)))

    def doubt(self, cell: Cell) -> None:
        """Note that a figure, read where it stands, alone in its row, has many digits for one."""
        for index in [index for index, source in self.sources.items() if source is cell]:
            self.notes.append(Note("many-digits", self.form.cells[index].path, shown(cell), cell.position))

    def doubt_long(self) -> None:
        """Note the figures with more digits than one has in practice, unless sums prove them or no blank is near them."""
        told = {note.path for note in self.notes if note.code in ("many-digits", "decoded")}
        long = [index for index, one in enumerate(self.values) if type(one) is int and abs(one) >= 10**MOST_DIGITS]
        for index in long:
            path = self.form.cells[index].path
            if path not in told and not self._is_settled(index):
                cell = self.sources.get(index)
                text = shown(cell) if cell is not None else " ".join(self.found[index])
                self.notes.append(Note("many-digits", path, text, cell.position if cell is not None else None))

    def _is_settled(self, index: int) -> bool:
        """Whether a sum holds that the figure is part of; where there is none, whether its block has no blank beside it."""
        sums = [one for one in self.form.identities if index in (*one.left, *one.right)]
        if sums:
            return any(map(self.holds, sums))
        block = next(one for one in self.form.blocks if any(index in row for row in one.cells))
        return all(self.values[at] is not None for row in block.cells for at in row if at is not None)

    def unplaced(self, cells: Sequence[Cell]) -> None:
        """Name ``cells`` that have no place; at least one of them holds something."""
        printed = [cell for cell in cells if cell.text.strip()]
        self.notes.append(Note("unplaced", text=" ".join(map(shown, printed)), position=printed[0].position))

    def note_missing(self) -> None:
        """Note the cells that the source lacks: a row at a time, or cell by cell where a row has some."""
        for block in self.form.blocks:
            for chain, indices in zip(block.rows, block.cells, strict=True):
                cells = [index for index in indices if index is not None]
                lacking = [index for index in cells if index not in self.found]
                if lacking and len(lacking) == len(cells):
                    path = common_path([self.form.cells[index].path for index in cells])
                    label = "/".join(row_chain(block, chain)) or message("表{number}", number=self.form.number).text()
                    self.notes.append(Note("missing", path, details=(("label", label),)))
                else:
                    for index in lacking:
                        lost = self.form.cells[index]
                        self.notes.append(Note("missing", lost.path, details=(("label", lost.label),)))


def row_chain(block: Block, chain: Labels) -> Labels:
    """The labels of a row, the line that opens its block first."""
    return (block.title, *chain) if block.title else chain


def shown(cell: Cell) -> str:
    """The text of ``cell`` in one line, its own lines apart."""
    return " ".join(cell.text.split()) or cell.text


def _read_any(text: str) -> Printed:
    """A figure whose kind no form tells: a whole number, else an amount."""
    whole = read_figure(text, "change")
    return whole if whole.status != "unreadable" else read_figure(text, "amount")


def common_path(paths: Sequence[str]) -> str:
    """The part of a table in which all of ``paths`` lie."""
    steps = [path.split(".") for path in paths]
    shared = 0
    while all(len(step) > shared and step[shared] == steps[0][shared] for step in steps):
        shared += 1
    return ".".join(steps[0][:shared])
