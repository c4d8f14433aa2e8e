"""Figures of one cell added up: what comes of counts, of amounts in several units, of blanks beside numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal, localcontext
from typing import Final, Literal, TypeAlias

import attrs

from govinfo_report.compiled import Form
from govinfo_report.content import ExtraCell
from govinfo_report.errors import ValueRefused
from govinfo_report.messages import Message, message
from govinfo_report.note import Note
from govinfo_report.quantity import MAX_COUNT, Amount, Figure, Unit
from govinfo_report.report import Report

__all__ = ["BlankRule", "CellSum", "sum_cell", "sum_extras", "without_zeros"]

BlankRule: TypeAlias = Literal["skip", "blank"]

_EXACT: Final = 60
"""Digits that a sum of amounts may need: 15 before the point, 8 behind it, shifted by 8, and room for a great many parts."""


@attrs.frozen
class CellSum:
    """How the figure of one cell came about.

    Attributes:
        path: of the cell.
        value: the sum, ``None`` where there is none.
        given: how many parts have a figure there.
        blank: the numbers (from 0) of the parts that have the table but left the cell blank.
        trouble: why there is no sum although there are figures; ``None`` otherwise.
        units: the units that the parts printed, where they are several, ``None`` among them for a bare number; they
            were converted to ``unit``.
        unit: of the sum of an amount, whether printed or that of the form; ``None`` where nothing names one.
    """

    path: str
    value: Figure
    given: int
    blank: tuple[int, ...] = ()
    trouble: Message | None = None
    units: tuple[Unit | None, ...] = ()
    unit: str | None = None


def sum_cell(form: Form, index: int, rows: Sequence[tuple[int, Sequence[Figure]]], blanks: BlankRule) -> CellSum:
    """The cell ``index`` of ``form`` in ``rows``, pairs of the number of a part and its figures, added up."""
    cell = form.cells[index]
    given = [figures[index] for _, figures in rows if figures[index] is not None]
    blank = tuple(at for at, figures in rows if figures[index] is None)
    value, trouble = _sum(given, cell.unit)
    units: set[Unit | None] = {figure.unit for figure in given if isinstance(figure, Amount)}
    several = tuple(sorted(units, key=lambda unit: unit or "")) if len(units) > 1 else ()
    unit = (value.unit or cell.unit) if isinstance(value, Amount) else None
    if blank and blanks == "blank":
        value = None
    return CellSum(cell.path, value, len(given), blank if given else (), trouble, several, unit)


def _sum(figures: Sequence[Figure], unit: str | None) -> tuple[Figure, Message | None]:
    """What ``figures``, none of them blank, add up to in a cell whose form names ``unit``; or why they do not."""
    if not figures:
        return None, None
    if all(isinstance(figure, int) for figure in figures):
        total = sum(figure for figure in figures if isinstance(figure, int))
        if abs(total) > MAX_COUNT:
            return None, message("合计超出可以表示的范围（{high}）", high=MAX_COUNT)
        return total, None
    bare = [figure.value if isinstance(figure, Amount) else Decimal(figure or 0) for figure in figures]
    units: set[Unit | None] = {figure.unit if isinstance(figure, Amount) else None for figure in figures}
    common: Unit | None
    if len(units) == 1:
        common, numbers = units.pop(), bare
    elif unit is None and None in units:
        return None, message("有的印有单位，有的没有，无法相加")
    else:
        common = None if unit else "元"
        numbers = [_plainly(figure, unit) for figure in figures if isinstance(figure, Amount)]
    with localcontext() as context:
        context.prec = _EXACT
        total_amount = sum(numbers, Decimal(0))
    try:
        return Amount(total_amount, common), None
    except ValueRefused as refused:
        return None, refused.message


def _plainly(amount: Amount, unit: str | None) -> Decimal:
    """``amount`` in ``unit``, without the zeros that only the conversion put behind it."""
    made = amount.to(unit)
    return made if amount.unit in (None, unit) else without_zeros(made)


def without_zeros(value: Decimal) -> Decimal:
    """``value`` without zeros at the end of its decimals, exact whatever the precision of the current decimal context."""
    sign, digits, power = value.as_tuple()
    exponent = int(power)
    while exponent < 0 and not digits[-1]:
        digits, exponent = digits[:-1] or (0,), exponent + 1
    return Decimal((sign, digits, exponent))


def sum_extras(parts: Sequence[Report]) -> tuple[tuple[ExtraCell, ...], list[Note]]:
    """The extra cells that every part with the table prints, added up; a note for each of the others."""
    having = Counter(table.spec.name for part in parts for table in part.tables)
    by_key: dict[tuple[str, tuple[str, ...], tuple[str, ...]], list[ExtraCell]] = {}
    for part in parts:
        for cell in part.extras:
            by_key.setdefault(cell.key, []).append(cell)
    kept, notes = [], []
    for key, cells in by_key.items():
        total, trouble = _sum([cell.value for cell in cells], None) if len(cells) == having[key[0]] else (None, None)
        if total is None:
            label = " × ".join(("/".join(key[1]), "/".join(key[2])))
            details = (("label", label), ("count", str(len(cells))), ("parts", str(having[key[0]])))
            notes.append(Note("extra-left-out", key[0], "" if trouble is None else trouble.text(), details=details))
        else:
            kept.append(attrs.evolve(cells[0], value=total))
    return tuple(kept), notes
