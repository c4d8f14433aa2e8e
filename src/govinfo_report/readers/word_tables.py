"""Tables of Word as grids, with the merges that they really have."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

import attrs

from govinfo_report.document import Block, Cell, Grid, Position
from govinfo_report.limits import Limits
from govinfo_report.readers.word_markup import Node, W, content, is_on, number_of

__all__ = ["Tables"]

_LONG_CELL: Final = 60
_MANY_PARAGRAPHS: Final = 3

Say = Callable[[Node], str]
"""The text of a paragraph."""
Tell = Callable[[Node], Sequence[Block]]
"""The blocks of what holds paragraphs and tables."""


@attrs.define
class _Cell:
    """A cell while its table is read."""

    text: str
    row: int
    column: int
    colspan: int
    header: bool
    rowspan: int = 1


@attrs.define
class Tables:
    """Reads the tables of one document.

    Attributes:
        say: reads a paragraph inside a cell.
        tell: reads what stands in a cell that holds more than a cell does: a table, or many paragraphs.
    """

    limits: Limits
    say: Say
    tell: Tell
    tables: int = 0
    cells: int = 0

    def read(self, table: Node) -> list[Block]:
        """``table`` as a grid; as several blocks where other tables, or a whole page, stand in its cells."""
        self.tables += 1
        number, blocks = self.tables, list[Block]()
        rows: list[list[_Cell]] = []
        open_cells: dict[int, _Cell] = {}
        first = 0
        for at, row in enumerate(_rows(table)):
            parts = [cell for cell in content(row) if cell.tag == f"{W}tc"]
            if _is_frame(parts):
                blocks.extend(_grid(rows, number, first))
                for cell in parts:
                    blocks.extend(self.tell(cell))
                rows, open_cells, first = [], {}, at + 1
                continue
            open_cells = self._row(row, parts, open_cells, rows)
        blocks.extend(_grid(rows, number, first))
        return blocks

    def _row(
        self, row: Node, parts: Sequence[Node], above: dict[int, _Cell], rows: list[list[_Cell]]
    ) -> dict[int, _Cell]:
        """Add ``row`` to ``rows``; the cells that the next row may go on with, by their column."""
        properties = row.find(f"{W}trPr")
        column = max(number_of(properties, f"{W}gridBefore") or 0, 0)
        header = bool(is_on(properties, "tblHeader"))
        made: list[_Cell] = []
        below: dict[int, _Cell] = {}
        for part in parts:
            cell = part.find(f"{W}tcPr")
            span = max(number_of(cell, f"{W}gridSpan") or 1, 1)
            self.limits.check_columns(column + span)
            text = "\n".join(filter(None, map(self.say, _paragraphs(part))))
            if made and _merge(cell, "hMerge") == "continue":
                made[-1].colspan += span
                made[-1].text = _joined(made[-1].text, text)
            elif (
                _merge(cell, "vMerge") == "continue"
                and (anchor := above.get(column)) is not None
                and anchor.colspan == span
            ):
                anchor.rowspan = len(rows) + 1 - anchor.row
                anchor.text = _joined(anchor.text, text)
                below[column] = anchor
            else:
                made.append(_Cell(text, len(rows), column, span, header))
                self.cells += 1
                if _merge(cell, "vMerge") is not None:
                    below[column] = made[-1]
            column += span
        self.limits.check_cells(self.cells)
        rows.append(made)
        return below


def _rows(table: Node) -> Iterator[Node]:
    """The rows of ``table`` that are shown."""
    for row in content(table):
        if row.tag == f"{W}tr":
            properties = row.find(f"{W}trPr")
            if properties is None or (properties.find(f"{W}del") is None and not is_on(properties, "hidden")):
                yield row


def _paragraphs(node: Node) -> Iterator[Node]:
    """The paragraphs of a cell, those of a table of one cell inside it among them."""
    for child in content(node):
        if child.tag == f"{W}p":
            yield child
        elif child.tag in (f"{W}tbl", f"{W}tr", f"{W}tc"):
            yield from _paragraphs(child)


def _is_frame(parts: Sequence[Node]) -> bool:
    """Whether a row holds other tables, or is one cell with a piece of the page in it."""
    for part in parts:
        for child in part.iter(f"{W}tbl"):
            if sum(1 for _ in child.iter(f"{W}tc")) > 1:
                return True
    if len(parts) != 1:
        return False
    lengths = [length for child in _paragraphs(parts[0]) if (length := _length(child))]
    return len(lengths) >= _MANY_PARAGRAPHS or (len(lengths) > 1 and sum(lengths) > _LONG_CELL)


def _length(paragraph: Node) -> int:
    """About how long the text of ``paragraph`` is."""
    return sum(len((text.text or "").strip()) for text in paragraph.iter(f"{W}t"))


def _merge(cell: Node | None, name: str) -> str | None:
    """``"restart"`` or ``"continue"`` where ``cell`` is part of a merge, else ``None``."""
    found = cell.find(W + name) if cell is not None else None
    return None if found is None else "restart" if found.get(f"{W}val") == "restart" else "continue"


def _joined(one: str, other: str) -> str:
    """What two parts of one cell hold; Word shows the first alone, but nothing may be lost."""
    return "\n".join(filter(None, (one, other)))


def _grid(rows: Sequence[Sequence[_Cell]], number: int, first: int) -> Iterator[Grid]:
    cells = tuple(
        Cell(
            cell.text,
            cell.row,
            cell.column,
            cell.rowspan,
            cell.colspan,
            place=Position(table=number, row=first + cell.row + 1, column=cell.column + 1),
            header=cell.header,
        )
        for row in rows
        for cell in row
    )
    if cells:
        yield Grid(cells)
