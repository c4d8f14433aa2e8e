"""What ``parse`` finds and ``layout`` sets out: the plain values of a report, without its methods."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import attrs

from govinfo_report.compiled import Form
from govinfo_report.errors import ValueRefused, shown
from govinfo_report.messages import message
from govinfo_report.narrative import Section, check_line
from govinfo_report.note import Note
from govinfo_report.quantity import MAX_COUNT, Amount, Figure

__all__ = ["Content", "ExtraCell", "TableValues"]

TableValues: TypeAlias = tuple[Form, tuple[Figure, ...]]


def _labels(values: tuple[str, ...]) -> tuple[str, ...]:
    if isinstance(values, str):
        raise ValueRefused(message("标签应为一组文字，而不是一段文字{value}", value=shown(values)))
    return tuple(check_line(value) for value in values)


def _check_extra(_instance: object, _attribute: object, value: int | Amount) -> None:
    if isinstance(value, Amount) and (value.unit is not None or "." in str(value)):
        return
    if type(value) is int and abs(value) <= MAX_COUNT:
        return
    raise ValueRefused(
        message("附加单元格应为整数，或者带单位或小数的Amount（空白的不记），而不是{value}", value=shown(value))
    )


@attrs.frozen
class ExtraCell:
    """A cell that a table prints beyond the form: in a 小计 column, or in a local row.

    Attributes:
        table: the name of the table, as ``applications``.
        row: the labels of its row, the outermost first (the line that opens the block counts as one).
        column: the labels of its column, likewise.
        value: what it holds; a whole number is an ``int``, anything else an ``Amount``.
    """

    table: str = attrs.field(converter=check_line)
    row: tuple[str, ...] = attrs.field(converter=_labels)
    column: tuple[str, ...] = attrs.field(converter=_labels)
    value: int | Amount = attrs.field(validator=_check_extra)

    @property
    def key(self) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
        """What tells it from the other cells of a report."""
        return self.table, self.row, self.column


@attrs.frozen
class Content:
    """The parts of a report as plain values.

    Attributes:
        sections: by the name of the part (``overview``); parts that the report lacks are left out.
        tables: each table's form and its figures, in the order of the form's cells.
    """

    title: str | None
    agency: str | None
    year: int | None
    sections: Mapping[str, Section]
    tables: tuple[TableValues, ...]
    extras: tuple[ExtraCell, ...] = ()
    notes: tuple[Note, ...] = ()
