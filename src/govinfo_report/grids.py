"""The grid of a table: merged heads, label columns, figures, and what a report prints beyond the form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TypeAlias

from govinfo_report.compiled import Block, Form, Labels
from govinfo_report.content import ExtraCell
from govinfo_report.document import Cell, Grid
from govinfo_report.errors import RenderError
from govinfo_report.messages import SOURCE_LOCALE, Message, message, translate
from govinfo_report.quantity import Amount, Figure, write_figure

__all__ = ["table_grid"]

_Beyond: TypeAlias = Mapping[tuple[Labels, Labels], int | Amount]


def table_grid(form: Form, values: Sequence[Figure], extras: Sequence[ExtraCell], locale: str = SOURCE_LOCALE) -> Grid:
    """The table as the official form prints it; extra columns and rows stand behind their nearest kin.

    The cells of the form are named by their paths.

    Raises:
        RenderError: an extra cell that has no place: no block of its name, or labels that the form has.
    """
    skeleton = _skeleton(form, locale) if not extras else _drawn(form, tuple(extras), locale)
    cells: list[Cell] = []
    for cell, figure in skeleton:
        if figure is None:
            cells.append(cell)
            continue
        value = values[figure] if isinstance(figure, int) else figure[0]
        number = value.value if isinstance(value, Amount) else value
        _, row, column, rowspan, colspan, *_, name = cell
        cells.append(Cell(write_figure(value, locale), row, column, rowspan, colspan, None, None, number, False, name))
    caption = message("表{number}", number=Message(form.number)).text(locale)
    return Grid(tuple(cells), caption=caption, name=form.name)


_Slot: TypeAlias = "tuple[Cell, int | tuple[int | Amount | None] | None]"
"""A cell and where its figure comes from: ``None`` for a label, an index of the form's cells, or the figure itself."""


@lru_cache(maxsize=64)
def _skeleton(form: Form, locale: str) -> tuple[_Slot, ...]:
    return _drawn(form, (), locale)


def _drawn(form: Form, extras: Sequence[ExtraCell], locale: str) -> tuple[_Slot, ...]:
    plans = [_Plan(form, block, extras) for block in form.blocks]
    placed = sum(len(plan.beyond) for plan in plans)
    if placed != len(extras):
        lost = next(cell for cell in extras if not any(plan.holds(cell) for plan in plans))
        label = " × ".join(("/".join(lost.row), "/".join(lost.column)))
        raise RenderError(
            message("附加单元格“{label}”在表{number}中没有位置", label=label, number=Message(form.number))
        )
    depth = max(plan.depth for plan in plans)
    span = max(len(plan.columns) for plan in plans)
    slots: list[_Slot] = []
    row = 0
    for plan in plans:
        made = list(plan.slots(row, depth, span, locale))
        slots.extend(made)
        row = max(cell.row + cell.rowspan for cell, _ in made)
    return tuple(sorted(slots, key=lambda slot: (slot[0].row, slot[0].column)))


class _Plan:
    """Where everything of one block goes."""

    def __init__(self, form: Form, block: Block, extras: Sequence[ExtraCell]) -> None:
        self.form, self.block = form, block
        prefix = (block.title,) if block.title else ()
        official = {(row, column) for row in block.rows for column in block.columns}
        self.beyond: dict[tuple[Labels, Labels], int | Amount] = {}
        for cell in extras:
            row = cell.row[len(prefix) :]
            in_block = cell.row[: len(prefix)] == prefix and bool(row) == bool(form.label_depth)
            if in_block and cell.column and (row, cell.column) not in official:
                self.beyond[row, cell.column] = cell.value
        self.prefix = prefix
        self.rows = _merged(block.rows, [row for row, _ in self.beyond])
        self.columns = _merged(block.columns, [column for _, column in self.beyond])
        self.depth = max(len(row) for row in self.rows)

    def holds(self, cell: ExtraCell) -> bool:
        return (
            cell.row[: len(self.prefix)] == self.prefix and (cell.row[len(self.prefix) :], cell.column) in self.beyond
        )

    def slots(self, top: int, depth: int, span: int, locale: str) -> Iterator[_Slot]:
        """The cells from row ``top`` on, with ``depth`` label columns and ``span`` columns of figures."""
        if self.block.title:
            yield Cell(translate(self.block.title, locale), top, 0, 1, depth + span, header=True), None
            top += 1
        levels = max(map(len, self.columns)) + bool(self.form.header)
        if depth:
            yield Cell(translate(self.form.corner or "", locale), top, 0, levels, depth, header=True), None
        if self.form.header:
            yield Cell(translate(self.form.header, locale), top, depth, 1, span, header=True), None
            top += 1
        widths = [1] * (len(self.columns) - 1) + [span - len(self.columns) + 1]
        starts = [depth + sum(widths[:at]) for at in range(len(widths))]
        height = max(map(len, self.columns))
        for first, last, level, leaf in _branches(self.columns):
            colspan = sum(widths[first : last + 1])
            label = translate(self.columns[first][level], locale)
            yield Cell(label, top + level, starts[first], height - level if leaf else 1, colspan, header=True), None
        top += height
        for first, last, level, leaf in _branches(self.rows):
            colspan = depth - level if leaf else 1
            yield (
                Cell(
                    translate(self.rows[first][level], locale),
                    top + first,
                    level,
                    last - first + 1,
                    colspan,
                    header=True,
                ),
                None,
            )
        for at, row in enumerate(self.rows):
            for place, column in enumerate(self.columns):
                figure = self._figure(row, column)
                name = self.form.cells[figure].path if isinstance(figure, int) else None
                yield Cell("", top + at, starts[place], 1, widths[place], name=name), figure

    def _figure(self, row: Labels, column: Labels) -> int | tuple[int | Amount | None]:
        if row in self.block.rows and column in self.block.columns:
            index = self.block.cells[self.block.rows.index(row)][self.block.columns.index(column)]
            if index is not None:
                return index
        return (self.beyond.get((row, column)),)


def _merged(official: Sequence[Labels], others: Sequence[Labels]) -> list[Labels]:
    """``official`` with ``others`` put in, each behind the last chain that shares most of its labels."""
    chains = list(official)
    for chain in dict.fromkeys(others):
        if chain in chains:
            continue
        shared = [_shared(chain, other) for other in chains]
        at = len(chains) - 1 - shared[::-1].index(max(shared))
        chains.insert(at + 1, chain)
    return chains


def _shared(one: Labels, other: Labels) -> int:
    count = 0
    for mine, theirs in zip(one[:-1], other[:-1], strict=False):
        if mine != theirs:
            break
        count += 1
    return count


def _branches(chains: Sequence[Labels]) -> Iterator[tuple[int, int, int, bool]]:
    """The heads over ``chains``: first and last chain, level, and whether it heads a single one."""
    for level in range(max(map(len, chains))):
        at = 0
        while at < len(chains):
            chain = chains[at]
            if len(chain) <= level:
                at += 1
                continue
            leaf = len(chain) == level + 1
            last = at
            if not leaf:
                while (
                    last + 1 < len(chains)
                    and len(chains[last + 1]) > level + 1
                    and chains[last + 1][: level + 1] == chain[: level + 1]
                ):
                    last += 1
            yield at, last, level, leaf
            at = last + 1
