"""The identities of a form as linear equations, and what follows from them where cells are blank.

A :class:`Row` says that a combination of figures is 0.  A blank is an unknown: it is eliminated, so that every row
speaks of printed figures alone.  Amounts take part in no row, nor do identities with one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from math import gcd
from typing import TypeAlias

import attrs

from govinfo_report.compiled import Form, Identity
from govinfo_report.quantity import MAX_COUNT, Figure

__all__ = [
    "Coefficients",
    "Row",
    "System",
    "bits",
    "coefficients",
    "combined",
    "counted",
    "groups",
    "lowest",
    "shortfalls",
    "system",
]

Coefficients: TypeAlias = dict[int, int]
"""By the index of a cell its factor.  Keys below 0 keep account of what a row was combined from: -1-i is row i."""


@attrs.frozen(eq=False)
class Row:
    """A combination of figures that is 0 where all is right.

    Attributes:
        mask: a bit per cell.
        factors: of each cell.
        identities: indices of those that it was combined from.
    """

    mask: int
    factors: Coefficients
    identities: tuple[int, ...]


@attrs.frozen(eq=False)
class System:
    """What the identities of a form say of its printed figures.

    Attributes:
        rows: the identities without blanks as they are, the others with their blanks eliminated.
        dependencies: combinations of rows (by index) that vanish for any figures whatever.
    """

    rows: tuple[Row, ...]
    dependencies: tuple[Coefficients, ...]


def coefficients(identity: Identity) -> Coefficients:
    """The factors of the cells of ``identity``: 1 on its left side, -1 on its right."""
    factors = dict.fromkeys(identity.left, 1)
    for at in identity.right:
        factors[at] = factors.get(at, 0) - 1
    return {at: factor for at, factor in factors.items() if factor}


def counted(form: Form) -> Iterator[tuple[int, Identity]]:
    """The identities between whole numbers, with their indices."""
    for at, identity in enumerate(form.identities):
        if all(form.cells[cell].kind != "amount" for cell in (*identity.left, *identity.right)):
            yield at, identity


def lowest(form: Form, at: int) -> int:
    """The least that the cell at ``at`` can hold."""
    return 0 if form.cells[at].kind == "count" else -MAX_COUNT


def bits(mask: int) -> Iterator[int]:
    """The indices of the bits that are set."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def combined(row: Mapping[int, int], pivot: Mapping[int, int], cell: int) -> Coefficients:
    """``row`` with ``cell`` cancelled by means of ``pivot``."""
    own, other = row[cell], pivot[cell]
    if other in (1, -1):
        made, factor = dict(row), -own * other
    else:
        shared = gcd(own, other)
        made, factor = {at: value * (other // shared) for at, value in row.items()}, -own // shared
    for at, value in pivot.items():
        total = made.get(at, 0) + factor * value
        if total:
            made[at] = total
        else:
            made.pop(at, None)
    return made


def _eliminated(rows: list[Coefficients], cells: Iterable[int]) -> list[Coefficients]:
    """``rows`` without ``cells``, as far as they can be cancelled; a row that served to cancel one is gone."""
    for cell in cells:
        having = [row for row in rows if cell in row]
        if having:
            pivot = min(having, key=len)
            rows = [combined(row, pivot, cell) if cell in row else row for row in rows if row is not pivot]
    return rows


@lru_cache(maxsize=128)
def system(form: Form, blanks: frozenset[int]) -> System:
    """The system of ``form`` where the cells ``blanks`` are blank."""
    plain: list[Coefficients] = [{**coefficients(one), -1 - at: 1} for at, one in counted(form)]
    rows = []
    for factors in _eliminated(plain, sorted(blanks)):
        cells = {at: factor for at, factor in factors.items() if at >= 0}
        if cells:
            made_from = tuple(sorted(-1 - at for at in factors if at < 0))
            rows.append(Row(sum(1 << at for at in cells), cells, made_from))
    tagged: list[Coefficients] = [{**row.factors, -1 - at: 1} for at, row in enumerate(rows)]
    every = sorted({at for row in rows for at in row.factors})
    vanishing = tuple({-1 - at: factor for at, factor in row.items()} for row in _eliminated(tagged, every))
    return System(tuple(rows), vanishing)


def shortfalls(form: Form, values: Sequence[Figure]) -> Iterator[Row]:
    """A row, its blanks taken for the least they can hold, of each identity that no blank can mend.

    Two applicants (3 and 4) and a blank cannot add up to 5.
    """
    for at, identity in counted(form):
        factors = coefficients(identity)
        blank = [cell for cell in factors if values[cell] is None]
        known = {cell: factor for cell, factor in factors.items() if values[cell] is not None}
        signs = {factors[cell] > 0 for cell in blank}
        if not blank or not known or len(signs) > 1 or any(form.cells[cell].kind != "count" for cell in blank):
            continue
        over = residual(known, values)
        if (over > 0) if signs == {True} else (over < 0):
            yield Row(sum(1 << cell for cell in known), known, (at,))


def residual(factors: Mapping[int, int], values: Sequence[Figure]) -> int:
    """What the combination of printed figures comes to."""
    total = 0
    for at, factor in factors.items():
        figure = values[at]
        if isinstance(figure, int):
            total += factor * figure
    return total


def groups(rows: Sequence[Row], residuals: Sequence[int], dependencies: Sequence[Coefficients]) -> list[list[int]]:
    """The failed rows that have to be explained together, in order: indices of rows.

    Rows that share a cell belong together, and so do those that cannot fail without each other.
    """
    parts: list[tuple[int, list[int]]] = []
    for at, row in enumerate(rows):
        if not residuals[at]:
            continue
        mask, members = row.mask, [at]
        apart = []
        for other in parts:
            if other[0] & mask:
                mask, members = mask | other[0], other[1] + members
            else:
                apart.append(other)
        parts = [*apart, (mask, members)]
    lone: list[list[int]] = []
    bound: list[list[int]] = []
    for _, members in parts:
        failed = set(members)
        held = all(sum(f * residuals[at] for at, f in one.items() if at in failed) == 0 for one in dependencies)
        (lone if held else bound).append(sorted(members))
    together = [sorted(at for members in bound for at in members)] if bound else []
    return sorted(lone + together)
