"""What differs between two reports beyond the form: the cells of 小计 columns and local rows."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import attrs

from govinfo_report.messages import message, translate
from govinfo_report.quantity import Amount, Figure
from govinfo_report.report import Report
from govinfo_report.together.changes import CellChange, compare_figures

__all__ = ["ExtraChange", "compare_extras", "extra_place"]


@attrs.frozen
class ExtraChange:
    """One cell beyond the form in two reports.

    Attributes:
        table: the name of the table.
        row: the labels of its row, the outermost first.
        column: the labels of its column, likewise.
        cell: its figures and how they differ; the path is the name of the table.
    """

    table: str
    row: tuple[str, ...]
    column: tuple[str, ...]
    cell: CellChange


def compare_extras(before: Report, after: Report) -> tuple[ExtraChange, ...]:
    """Every extra cell that one of the reports prints, by table and labels: those of the first, then those of the second alone."""
    one, other = ({cell.key: cell.value for cell in report.extras} for report in (before, after))
    made = []
    for key in dict.fromkeys((*one, *other)):
        left, right = one.get(key), other.get(key)
        if isinstance(left, Amount) is not isinstance(right, Amount):
            left, right = _amount(left), _amount(right)
        cell = compare_figures(key[0], left, right, None)
        kind = "only-before" if key not in other else "only-after" if key not in one else cell.kind
        made.append(ExtraChange(*key, attrs.evolve(cell, kind=kind)))
    return tuple(made)


def extra_place(change: ExtraChange, numbers: Mapping[str, str], locale: str) -> str:
    """Where an extra cell stands, in words; ``numbers`` are those of the tables (``"三"``) by name."""
    table = message("表{number}", number=translate(numbers[change.table], locale)).text(locale)
    row, column = "·".join(change.row), "·".join(change.column)
    if not row:
        return message("{table}“{column}”", table=table, column=column).text(locale)
    return message("{table}“{row}”行“{column}”列", table=table, row=row, column=column).text(locale)


def _amount(value: Figure) -> Figure:
    return Amount(Decimal(value), None) if isinstance(value, int) else value
