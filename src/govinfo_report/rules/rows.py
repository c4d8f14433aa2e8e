"""Cells of a row side by side: what the rules about the figures of a table share."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeAlias

import attrs

from govinfo_report.compiled import Form, compile_form
from govinfo_report.findings import Finding
from govinfo_report.form import Table
from govinfo_report.messages import Message, message
from govinfo_report.rulebook import Rule

__all__ = ["Cells", "Judged", "apart", "cells_of", "column_label", "named", "settle"]

Judged: TypeAlias = "tuple[bool, Message, int, int]"
"""Whether it holds, the words, the left side and the right."""
Sides: TypeAlias = "tuple[int | None, int | None]"


@attrs.frozen
class Cells:
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


def cells_of(row: str, *places: tuple[Table, str]) -> Cells:
    """The cells of ``row`` (as ``regulations``), each of a table and by the name of its column."""
    labels = [_labels(compile_form(type(table)), f"{table.spec.name}.{row}.{column}") for table, column in places]
    return Cells(
        labels[-1][0],
        tuple(name for _, name, _ in labels),
        tuple(path for _, _, path in labels),
        tuple(getattr(getattr(table, row), column) for table, column in places),
    )


@lru_cache(maxsize=1024)
def _labels(form: Form, path: str) -> tuple[Message, Message, str]:
    cell = form.cells[form.index[path]]
    row = cell.row_name or cell.column_name
    return Message(row[-1]), Message(cell.column_name[-1]), path


def column_label(table: Table, path: str) -> Message:
    """The short name of the column in which ``path`` stands."""
    return _labels(compile_form(type(table)), path)[1]


def settle(
    own: Rule, cells: Cells, blank: Message, judge: Callable[..., Judged], sides: Sides = (None, None)
) -> Finding:
    """What ``judge`` says of ``cells`` and their figures; where one is blank it stays open, as ``blank`` says, with ``sides``."""
    known = [value for value in cells.values if value is not None]
    more: dict[str, Any] = {"years": cells.years} if cells.years else {}
    if len(known) < len(cells.values):
        return own.finding(None, blank, cells.paths, *sides, **more)
    holds, words, left, right = judge(cells, *known)
    return own.finding(holds, words, cells.paths, left, right, **more)


def named(name: Message, value: int) -> Message:
    """A figure behind its name."""
    return message("{name}（{value}）", name=name, value=value)


def apart(words: Message, left: int, right: int) -> Message:
    """``words``, and by how much both sides differ."""
    return words if left == right else message("{what}，相差 {difference}", what=words, difference=abs(left - right))
