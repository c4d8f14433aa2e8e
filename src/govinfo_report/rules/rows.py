"""Cells of a row side by side: what the rules about the figures of a table share."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import cache
from typing import NamedTuple, TypeAlias, cast

from govinfo_report.compiled import compile_form
from govinfo_report.findings import Finding
from govinfo_report.form import Table
from govinfo_report.messages import Message, message
from govinfo_report.rulebook import Rule

__all__ = ["Cells", "Judged", "apart", "cells_of", "column_label", "named", "settle"]

Judged: TypeAlias = "tuple[bool, Message, int, int]"
"""Whether it holds, the words, the left side and the right."""
Sides: TypeAlias = "tuple[int | None, int | None]"


class Cells(NamedTuple):
    """Cells that a rule compares.

    Attributes:
        label: of their row.
        names: of each its column.
        paths: of each.
        values: of each; ``None`` for a blank.
        years: of the reports in which they stand, where these are several.
    """

    label: Message
    names: tuple[Message, ...]
    paths: tuple[str, ...]
    values: tuple[int | None, ...]
    years: tuple[int, ...] = ()


def cells_of(table: Table, row: str, columns: tuple[str, ...]) -> Cells:
    """The cells of ``row`` (as ``regulations``) in ``columns``, by their names in the table."""
    part, kind = getattr(table, row), cast("Hashable", type(table))
    return Cells(*_words(kind, row, columns), tuple([getattr(part, column) for column in columns]))


@cache
def _words(table: Hashable, row: str, columns: tuple[str, ...]) -> tuple[Message, tuple[Message, ...], tuple[str, ...]]:
    """The label of ``row``, the names of ``columns``, and the paths of the cells."""
    form = compile_form(cast("type[Table]", table))
    paths = tuple(f"{form.name}.{row}.{column}" for column in columns)
    cells = [form.cells[form.index[path]] for path in paths]
    return Message(cells[0].row_name[-1]), tuple(Message(cell.column_name[-1]) for cell in cells), paths


def column_label(table: Table, path: str) -> Message:
    """The short name of the column in which ``path`` stands."""
    form = compile_form(type(table))
    return Message(form.cells[form.index[path]].column_name[-1])


def settle(
    own: Rule,
    cells: Cells,
    blank: Callable[[Rule, Cells], Message],
    judge: Callable[..., Judged],
    sides: Sides = (None, None),
) -> Finding:
    """What ``judge`` says of ``cells`` and their figures; where one is blank it stays open, as ``blank`` says, with ``sides``."""
    known = [value for value in cells.values if value is not None]
    complete = len(known) == len(cells.values)
    holds, words, left, right = judge(cells, *known) if complete else (None, blank(own, cells), *sides)
    if cells.years:
        return own.finding(holds, words, cells.paths, left, right, years=cells.years)
    return own.finding(holds, words, cells.paths, left, right)


def named(name: Message, value: int) -> Message:
    """A figure behind its name."""
    return message("{name}（{value}）", name=name, value=value)


def apart(words: Message, left: int, right: int) -> Message:
    """``words``, and by how much both sides differ."""
    return words if left == right else message("{what}，相差 {difference}", what=words, difference=abs(left - right))
