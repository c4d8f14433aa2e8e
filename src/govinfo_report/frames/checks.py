"""Whether a table is one of the frames: its columns, their types, and what may stand in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import pyarrow as pa

from govinfo_report.frames.arrow import ArrowTable, arrow_table
from govinfo_report.frames.arrow import compute as pc
from govinfo_report.frames.needs import FrameError
from govinfo_report.frames.schemas import KEY, SCHEMAS, STATUSES, VERSION, VERSION_KEY
from govinfo_report.messages import Joined, Message, message

__all__ = ["check"]

_SEVERITIES: Final = ("error", "warning", "hint")
_CHOICES: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "reports": {"status": STATUSES},
    "cells": {"kind": ("count", "change", "amount")},
    "findings": {"status": ("passed", "failed", "incomplete"), "severity": _SEVERITIES},
    "notes": {"severity": _SEVERITIES},
}


def check(table: ArrowTable, frame: str | None = None) -> None:
    """Refuse a table that is none of the frames.

    Names may stand as plain strings instead of dictionaries, and texts and lists with wide offsets, as engines give them.

    Args:
        table: a table or a record batch, or what gives one as an Arrow stream, as a frame of polars does.
        frame: which frame it should be; what its metadata says when ``None``, which polars, pandas and DuckDB leave out.

    Raises:
        ValueRefused: something that is no table.
        FrameError: another version, a column missing, added, out of order or of another type, a null where none may
            be, or a value that the column does not have; all faults together.
    """
    given = arrow_table(table)
    metadata = given.schema.metadata or {}
    name = frame or metadata.get(KEY, b"").decode()
    choices = Joined(tuple(SCHEMAS), "、")
    if not name:
        raise FrameError(
            message("表中没有注明是哪一个数据表；请用frame=指明，如frame='cells'（可用的有{choices}）", choices=choices)
        )
    if name not in SCHEMAS:
        raise FrameError(message("不是数据表：应为{choices}之一，而不是“{name}”", choices=choices, name=name))
    version = metadata.get(VERSION_KEY)
    if version is not None and version != str(VERSION).encode():
        raise FrameError(
            message(
                "数据表的版本为{found}，本库只认{version}版", found=version.decode(errors="replace"), version=VERSION
            )
        )
    faults = tuple(_faults(given, name))
    if faults:
        raise FrameError(message("数据表{name}不合格式：{faults}", name=name, faults=Joined(faults, "；")))


def _faults(table: pa.Table, frame: str) -> Iterator[Message]:
    schema = SCHEMAS[frame]
    if table.schema.names != schema.names:
        yield message(
            "列应为{expected}，而不是{found}",
            expected=Joined(tuple(schema.names), "、"),
            found=Joined(tuple(table.schema.names), "、"),
        )
        return
    sound = True
    for field in schema:
        column = table.column(field.name)
        if not _same(column.type, field.type):
            sound = False
            yield message(
                "{column}应为{expected}，而不是{found}",
                column=field.name,
                expected=str(field.type),
                found=str(column.type),
            )
        elif not field.nullable and column.null_count:
            yield message("{column}不能为空，但有{count}行为空", column=field.name, count=column.null_count)
    for name, choices in _CHOICES.get(frame, {}).items() if sound else ():
        values = pc.unique(table.column(name).cast(pa.string())).to_pylist()
        if odd := [value for value in values if value is not None and value not in choices]:
            yield message(
                "{column}应为{expected}，而不是{found}",
                column=name,
                expected=Joined(choices, "、"),
                found=Joined(tuple(odd), "、"),
            )
    if sound and frame == "cells":
        yield from _odd_figures(table)


def _same(found: pa.DataType, wanted: pa.DataType) -> bool:
    """Whether the types say the same: engines choose by themselves how wide the offsets of texts and lists are."""
    if pa.types.is_dictionary(wanted):
        return _is_text(found.value_type if pa.types.is_dictionary(found) else found)
    if pa.types.is_string(wanted):
        return _is_text(found)
    if pa.types.is_list(wanted):
        return _is_list(found) and _same(found.value_type, wanted.value_type)
    if pa.types.is_struct(wanted):
        alike = pa.types.is_struct(found) and [one.name for one in found] == [one.name for one in wanted]
        return alike and all(_same(one.type, other.type) for one, other in zip(found, wanted, strict=True))
    return bool(found == wanted)


def _is_text(found: pa.DataType) -> bool:
    return bool(pa.types.is_string(found) or pa.types.is_large_string(found) or pa.types.is_string_view(found))


def _is_list(found: pa.DataType) -> bool:
    return bool(pa.types.is_list(found) or pa.types.is_large_list(found))


def _odd_figures(table: pa.Table) -> Iterator[Message]:
    """Counts are whole and not negative, changes are whole."""
    value, kind = table.column("value"), table.column("kind").cast(pa.string())
    fractional = pc.not_equal(value, pc.floor(value))
    wrong = pc.or_(
        pc.and_(pc.not_equal(kind, "amount"), fractional),
        pc.and_(pc.equal(kind, "count"), pc.less(value, pa.scalar(0, pa.int64()))),
    )
    if count := pc.sum(wrong).as_py():
        yield message("有{count}个件数不是非负整数", count=count)
