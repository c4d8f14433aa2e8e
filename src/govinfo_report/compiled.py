"""The form as plain data: what every engine works on instead of the classes.

A :class:`Form` is one table of one edition: its cells in order, the blocks in which they stand, and the
identities that tie them.  It is compiled once from the class that declares it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from operator import attrgetter
from typing import Any, TypeAlias, cast

import attrs

from govinfo_report.errors import PluginError
from govinfo_report.form import Table
from govinfo_report.making import builder, declared
from govinfo_report.messages import message
from govinfo_report.quantity import Figure, Kind

__all__ = ["Block", "Form", "FormCell", "Identity", "compile_form", "official", "short"]

Labels: TypeAlias = tuple[str, ...]
_BRACED = re.compile(r"\{(.*)\}")


def official(label: str) -> str:
    """The label as the form prints it."""
    return label.replace("{", "").replace("}", "")


def short(label: str) -> str:
    """The words by which people call what ``label`` names."""
    braced = _BRACED.search(label)
    return braced.group(1) if braced else label


@attrs.frozen
class FormCell:
    """One cell of a form.

    Attributes:
        path: ``applications.received.total``: attribute names, JSON keys and the key of ``cells()`` alike.
        block: the line that opens its block, ``None`` where the table is one block.
        row: labels of its row, the outermost first; empty where the table has no row labels.
        column: labels of its column, the outermost first.
        kind: ``"count"``, ``"change"`` or ``"amount"``.
        unit: as the form names it, ``None`` where it names none.
        row_name: as ``row``, in short.
        column_name: as ``column``, in short.
    """

    path: str
    block: str | None
    row: Labels
    column: Labels
    kind: Kind
    unit: str | None
    row_name: Labels
    column_name: Labels

    @property
    def label(self) -> str:
        """All labels in one line, ``行 × 列`` in a cross table, else joined by ``/``."""
        if self.row and self.block is None:
            return f"{'/'.join(self.row)} × {'/'.join(self.column)}"
        return "/".join((*((self.block,) if self.block else ()), *self.row, *self.column))


@attrs.frozen
class Block:
    """A part of a table with column heads of its own.

    Attributes:
        title: the line that opens it, ``None`` where the table is one block.
        rows: the label chains of its rows, in order; one empty chain where rows have no labels.
        columns: the label chains of its columns, in order.
        cells: per row and column the index of the cell in the form, ``None`` where there is none.
    """

    title: str | None
    rows: tuple[Labels, ...]
    columns: tuple[Labels, ...]
    cells: tuple[tuple[int | None, ...], ...]


@attrs.frozen
class Identity:
    """An equation between cells: the ``left`` cells add up to what the ``right`` cells add up to.

    Attributes:
        rule: ``row-sum``, ``outcome-sum``, ``balance``, ``block-sum``, or a third party's.
        place: the row, column or block that it speaks of, in short names.
        left: indices of cells in the form.
        right: likewise.
        by_row: the cells differ in their rows and share a column (else the other way round).
        paths: of the cells, left before right.
    """

    rule: str
    place: Labels
    left: tuple[int, ...]
    right: tuple[int, ...]
    by_row: bool
    paths: tuple[str, ...]


@attrs.frozen(eq=False)
class Form:
    """One table of one edition of the form.

    Attributes:
        name: of the table, the first step of its paths (``applications``).
        edition: ``2019``, ``2021``, ``2019/2021``, or a third party's.
        number: ``三`` for 表三.
        corner: what stands in the head of the label columns, ``None`` for nothing.
        header: what stands over all columns, ``None`` for nothing.
        cells: in the order of the form.
        blocks: in order.
        identities: in order.
        table: the class that it was compiled from.
        index: of each path in ``cells``.
        label_depth: the number of label columns.
        odd: the indices of cells that hold no counts.
        keys: how many attributes there are at all depths, from which its JSON has its keys.
        pick: takes the figures out of a table; see :meth:`values`.
        make: puts figures into a table; see :meth:`build`.
    """

    name: str
    edition: str
    number: str
    corner: str | None
    header: str | None
    cells: tuple[FormCell, ...]
    blocks: tuple[Block, ...]
    identities: tuple[Identity, ...]
    table: type[Table]
    index: Mapping[str, int]
    label_depth: int
    odd: frozenset[int]
    keys: int
    pick: Callable[[object], tuple[Figure, ...]]
    make: Callable[[Sequence[Figure]], Table]

    def values(self, table: Table) -> tuple[Figure, ...]:
        """The figures of ``table``, in the order of ``cells``."""
        return self.pick(table)

    def build(self, values: Sequence[Figure]) -> Table:
        """The table that holds ``values``, in the order of ``cells``; each must be one that its cell can hold."""
        return self.make(values if type(values) is list else list(values))

    def __reduce__(self) -> tuple[Callable[[type[Table]], Form], tuple[type[Table]]]:
        return compile_form, (self.table,)


def compile_form(table: type[Table]) -> Form:
    """The form that ``table`` declares; compiled once.

    Raises:
        PluginError: the class was not made with :func:`govinfo_report.form.table`.
    """
    kind: Any = table
    return _compiled(kind)


@cache
def _compiled(table: Any) -> Form:
    spec = getattr(table, "spec", None)
    if spec is None or not attrs.has(table):
        raise PluginError(message("{name}不是用@table声明的表格类", name=getattr(table, "__qualname__", repr(table))))
    cells = tuple(_walk(table, spec.name, None, (), (), (), ()))
    index = {cell.path: position for position, cell in enumerate(cells)}
    identities = (*_totals(table, spec.name, cells), *_balances(spec.balances, spec.name, cells))
    paths = [cell.path.partition(".")[2] for cell in cells]
    getter = cast("Callable[[object], Any]", attrgetter(*paths))
    return Form(
        name=spec.name,
        edition=spec.edition,
        number=spec.number,
        corner=spec.corner,
        header=spec.header,
        cells=cells,
        blocks=tuple(_blocks(cells)),
        odd=frozenset(at for at, cell in enumerate(cells) if cell.kind != "count"),
        keys=_count_fields(table),
        label_depth=max((len(cell.row) for cell in cells), default=0),
        identities=identities,
        table=cast("type[Table]", table),
        index=index,
        pick=getter if len(paths) > 1 else lambda value: (getter(value),),
        make=builder(table, 0)[0],
    )


def _count_fields(cls: type) -> int:
    return sum(1 + (_count_fields(kind) if spec.kind is None else 0) for _, spec, kind in declared(cls))


def _walk(
    cls: type, path: str, block: str | None, row: Labels, column: Labels, row_name: Labels, column_name: Labels
) -> Iterator[FormCell]:
    for name, spec, kind in declared(cls):
        above = (spec.under,) if spec.under else ()
        labels, names = (*above, official(spec.label)), (*above, short(spec.label))
        if spec.axis == "row":
            place = (row + labels, column, row_name + names, column_name)
        else:
            place = (row, column + labels, row_name, column_name + names)
        if spec.kind is None:
            yield from _walk(kind, f"{path}.{name}", spec.block or block, *place)
        else:
            yield FormCell(f"{path}.{name}", block, place[0], place[1], spec.kind, spec.unit, place[2], place[3])


def _blocks(cells: Sequence[FormCell]) -> Iterator[Block]:
    for title in dict.fromkeys(cell.block for cell in cells):
        members = [(position, cell) for position, cell in enumerate(cells) if cell.block == title]
        rows = tuple(dict.fromkeys(cell.row for _, cell in members))
        columns = tuple(dict.fromkeys(cell.column for _, cell in members))
        where = {(cell.row, cell.column): position for position, cell in members}
        yield Block(title, rows, columns, tuple(tuple(where.get((row, column)) for column in columns) for row in rows))


def _totals(cls: type, path: str, cells: Sequence[FormCell]) -> Iterator[Identity]:
    """The sums that fields marked as totals promise, below ``path``, the innermost first."""
    specs = list(declared(cls))
    for name, spec, kind in specs:
        if spec.kind is None:
            yield from _totals(kind, f"{path}.{name}", cells)
    for name, spec, _ in specs:
        if spec.total is None:
            continue
        siblings = tuple(f"{path}.{other}" for other, other_spec, _ in specs if other_spec.total is None)
        addends = [(i, cell) for i, cell in enumerate(cells) if _below(cell.path, siblings)]
        for i, total in enumerate(cells):
            if not _below(total.path, (f"{path}.{name}",)):
                continue
            if spec.kind is None:
                left = tuple(j for j, cell in addends if cell.column == total.column)
                yield _identity(spec.total, total.column_name[-1:], left, (i,), cells, by_row=True)
            else:
                place = total.row_name or total.column_name[:-1]
                yield _identity(spec.total, place, tuple(j for j, _ in addends), (i,), cells, by_row=False)


def _balances(
    balances: Sequence[tuple[str, tuple[str, ...], tuple[str, ...]]], name: str, cells: Sequence[FormCell]
) -> Iterator[Identity]:
    for rule, left, right in balances:
        sides = [
            [i for i, cell in enumerate(cells) if _below(cell.path, tuple(f"{name}.{part}" for part in side))]
            for side in (left, right)
        ]
        for column in dict.fromkeys(cells[i].column for i in sides[0]):
            of_column = [tuple(i for i in side if cells[i].column == column) for side in sides]
            yield _identity(
                rule, cells[of_column[0][0]].column_name[-1:], of_column[0], of_column[1], cells, by_row=True
            )


def _identity(
    rule: str, place: Labels, left: tuple[int, ...], right: tuple[int, ...], cells: Sequence[FormCell], *, by_row: bool
) -> Identity:
    return Identity(rule, place, left, right, by_row, tuple(cells[i].path for i in (*left, *right)))


def _below(path: str, prefixes: tuple[str, ...]) -> bool:
    return any(path == prefix or path.startswith(prefix + ".") for prefix in prefixes)
