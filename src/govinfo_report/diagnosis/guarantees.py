"""What the identities of a form notice, and what no sum can see; computed from the identities themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from time import monotonic
from typing import Any, Final, TypeAlias

import attrs

from govinfo_report.compiled import Form, compile_form
from govinfo_report.diagnosis.search import Problem, search
from govinfo_report.diagnosis.system import System, counted, system
from govinfo_report.form import Table
from govinfo_report.messages import SOURCE_LOCALE, message, translate

__all__ = ["Guarantees", "guarantees"]

_NODES: Final = 200_000
_SECONDS: Final = 20.0
_MOST: Final = 100_000

_Shape: TypeAlias = tuple[object, ...]


@attrs.frozen
class Guarantees:
    """What checking a table can promise.

    Attributes:
        table: the name of the table.
        edition: of the table.
        cells: how many it has.
        tied: how many of them stand in an identity.
        identities: how many there are between whole numbers.
        rank: how many of those do not follow from the others.
        smallest: the least number of cells that can be wrong with every identity holding; ``None`` where no error can.
        unnoticed: how many sets of so few cells there are.
        examples: the paths of some such sets, one of each shape (two rows by two columns, and so on).
        located: how many cells are the only one that explains their being wrong alone.
        rows: the label chains of rows that can be interchanged, or shifted into each other, with every identity holding.
        columns: likewise of columns.
    """

    table: str
    edition: str
    cells: int
    tied: int
    identities: int
    rank: int
    smallest: int | None
    unnoticed: int
    examples: tuple[tuple[str, ...], ...]
    located: int
    rows: tuple[tuple[tuple[str, ...], ...], ...]
    columns: tuple[tuple[tuple[str, ...], ...], ...]

    @property
    def noticed(self) -> int | None:
        """So many wrong cells, wherever they are, always fail an identity; ``None`` for any number."""
        return None if self.smallest is None else self.smallest - 1

    def text(self, locale: str = SOURCE_LOCALE) -> str:
        """In a sentence each: the identities, what they notice, what they locate."""
        lines = [
            message(
                "{cells}个单元格，{identities}项勾稽关系，秩为{rank}", **self._counts("cells", "identities", "rank")
            )
        ]
        if self.smallest is None:
            lines.append(message("任何错误都能发现"))
        elif self.smallest == 1:
            lines.append(message("有{count}个单元格的错误无从发现", count=self.cells - self.tied))
        else:
            lines.append(
                message(
                    "任意{noticed}个单元格以内的错误都能发现，{smallest}个单元格同时有错时可能发现不了（共{unnoticed}种位置）",
                    noticed=self.smallest - 1,
                    **self._counts("smallest", "unnoticed"),
                )
            )
        lines.append(message("单独出错即可定位的单元格有{located}个", located=self.located))
        return translate("；", locale).join(line.text(locale) for line in lines)

    def to_dict(self) -> dict[str, Any]:
        """Plain data for machines."""
        return attrs.asdict(self)

    def _counts(self, *names: str) -> dict[str, int]:
        return {name: getattr(self, name) for name in names}

    def __str__(self) -> str:
        return self.text()


def guarantees(form: Form | type[Table]) -> Guarantees:
    """What the identities of ``form``, or of the form that a table class declares, notice and what they cannot."""
    return _guarantees(form if isinstance(form, Form) else compile_form(form))


@cache
def _guarantees(form: Form) -> Guarantees:
    frame = system(form, frozenset())
    cells = sorted({at for row in frame.rows for at in row.factors})
    sets = _unnoticed(form, frame, cells)
    columns = [
        tuple((at, row.factors[cell]) for at, row in enumerate(frame.rows) if cell in row.factors) for cell in cells
    ]
    turned = [tuple((at, -factor) for at, factor in column) for column in columns]
    both = [*columns, *turned]
    return Guarantees(
        table=form.name,
        edition=form.edition,
        cells=len(form.cells),
        tied=len(cells),
        identities=len(frame.rows),
        rank=len(frame.rows) - len(frame.dependencies),
        smallest=len(sets[0]) if sets else None,
        unnoticed=len(sets),
        examples=_examples(form, sets),
        located=sum(both.count(column) == 1 for column in columns),
        rows=tuple(_interchangeable(form, rows=True)),
        columns=tuple(_interchangeable(form, rows=False)),
    )


def _unnoticed(form: Form, frame: System, cells: Sequence[int]) -> list[tuple[int, ...]]:
    """The smallest sets of cells that can change together with every identity holding."""
    if len(cells) < len(form.cells):
        return [(at,) for at in range(len(form.cells)) if at not in set(cells)]
    best: list[tuple[int, ...]] = []
    weight = dict.fromkeys(cells, 1.0)
    closed = 0
    for cell in cells:
        closed |= 1 << cell
        residuals = [row.factors.get(cell, 0) for row in frame.rows]
        problem = Problem(frame.rows, residuals, weight, lambda changes: True, lambda at: 0, closed)  # noqa: ARG005
        heaviest = len(best[0]) - 1 if best else len(cells)
        until = monotonic() + _SECONDS
        found = search(problem, slack=0, heaviest=heaviest, nodes=_NODES, until=until, most=_MOST)
        made = [tuple(sorted((cell, *changes))) for changes in found.sets]
        if made and best and len(made[0]) < len(best[0]):
            best = []
        best += made
    return best


def _examples(form: Form, sets: Sequence[tuple[int, ...]]) -> tuple[tuple[str, ...], ...]:
    """The first set of each shape: how many rows and columns it touches, and in which identities its cells stand."""
    shapes: dict[_Shape, tuple[str, ...]] = {}
    for cells in sets:
        rows = {form.cells[at].row for at in cells}
        columns = {form.cells[at].column for at in cells}
        kinds = sorted(
            tuple(sorted(one.rule for _, one in counted(form) if at in (*one.left, *one.right))) for at in cells
        )
        shapes.setdefault((len(rows), len(columns), *kinds), tuple(form.cells[at].path for at in cells))
    return tuple(shapes.values())


def _interchangeable(form: Form, *, rows: bool) -> Iterator[tuple[tuple[str, ...], ...]]:
    """Lines (rows or columns) of a block that stand in the same identities with the same sign, two or more at a time.

    Identities within one line are compared by the places of their cells in it.
    """
    for block in form.blocks:
        grid = block.cells if rows else tuple(zip(*block.cells, strict=True))
        labels = block.rows if rows else block.columns
        alike: dict[_Shape, list[tuple[str, ...]]] = {}
        for label, line in zip(labels, grid, strict=True):
            alike.setdefault(_standing(form, line), []).append(label)
        yield from (tuple(found) for shape, found in alike.items() if len(found) > 1 and any(shape))


def _standing(form: Form, line: Sequence[int | None]) -> _Shape:
    places = {at: place for place, at in enumerate(line) if at is not None}
    shape: list[object] = [frozenset[object]() for _ in line]
    within: list[object] = []
    found: dict[int, set[object]] = {}
    for index, identity in counted(form):
        sides = [[places.get(at) for at in side] for side in (identity.left, identity.right)]
        if all(place is not None for side in sides for place in side):
            within.append(tuple(frozenset(side) for side in sides))
            continue
        for sign, side in zip((1, -1), sides, strict=True):
            for place in side:
                if place is not None:
                    found.setdefault(place, set()).add((index, sign))
    for place, standing in found.items():
        shape[place] = frozenset(standing)
    return (*shape, *within)
