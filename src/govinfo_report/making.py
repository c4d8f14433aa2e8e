"""How a table is made out of its figures: functions put together once for each class that declares one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import attrs

from govinfo_report.errors import PluginError
from govinfo_report.form import FIELD, FieldSpec
from govinfo_report.messages import message
from govinfo_report.quantity import Figure
from govinfo_report.unchecked import maker

__all__ = ["builder", "declared"]


def declared(cls: type) -> Iterator[tuple[str, FieldSpec, Any]]:
    """The fields of a table or of a part of one: name, what was declared, and type."""
    for field in attrs.fields(cls):
        yield field.name, field.metadata[FIELD], field.type


def builder(cls: type, start: int) -> tuple[Callable[[Sequence[Figure]], Any], int]:
    """A function that builds a ``cls`` out of the values from ``start`` on, and where they end."""
    names: list[str] = []
    parts: list[Callable[[Sequence[Figure]], Any]] = []
    end = start
    for name, spec, kind in declared(cls):
        names.append(name)
        if spec.kind is None:
            part, end = builder(kind, end)
            parts.append(part)
        else:
            end += 1
    if parts and len(parts) != len(names):
        raise PluginError(message("{name}的字段应全为单元格或全为部分", name=cls.__qualname__))
    return _maker(cls, names, parts, slice(start, end)), end


def _maker(
    cls: Any, names: Sequence[str], parts: Sequence[Callable[[Sequence[Figure]], Any]], own: slice
) -> Callable[[Sequence[Figure]], Any]:
    """A function that makes a ``cls`` past its checks: the figures were checked on their way here.

    Rows of nothing but zeros, or of nothing but blanks, are most of a table; they are one value each.
    """
    make = maker(cls)
    if parts:
        return lambda values: make(*[part(values) for part in parts])
    if hasattr(cls, "__attrs_post_init__") or any(spec.kind == "amount" for _, spec, _ in declared(cls)):
        return lambda values: make(*values[own])
    shared = [(row, make(*row)) for row in ([0] * len(names), [None] * len(names))]

    def of_counts(values: Sequence[Figure]) -> Any:
        mine = values[own]
        for row, made in shared:
            if mine == row:
                return made
        return make(*mine)

    return of_counts
