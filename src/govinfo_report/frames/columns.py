"""Columns of Arrow out of what was gathered in Python, exact and fast."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

import pyarrow as pa

from govinfo_report.frames.arrow import compute as pc
from govinfo_report.frames.needs import FrameError
from govinfo_report.frames.schemas import DECIMAL, SCHEMAS, plain_schema
from govinfo_report.messages import message

__all__ = ["Owners", "decimals", "indices", "plain", "scattered", "table_of"]

_WHOLE: Final = {int, type(None)}


def indices(numbers: array[int]) -> pa.Array:
    """Whole numbers of 32 bits, as they lie in memory."""
    return pa.Array.from_buffers(pa.int32(), len(numbers), [None, pa.py_buffer(numbers)])


def decimals(values: Sequence[int | Decimal | None]) -> pa.Array:
    """Figures as decimals.

    Raises:
        FrameError: one that has more digits than the frames hold.
    """
    try:
        if set(map(type, values)) <= _WHOLE:  # pyarrow would cut off the places of a Decimal among integers
            return pa.array(values, pa.int64()).cast(DECIMAL)
    except (OverflowError, pa.ArrowInvalid):
        pass
    try:
        return pa.array([None if value is None else Decimal(value) for value in values], DECIMAL)
    except pa.ArrowInvalid as error:
        raise FrameError(
            message("数值的位数超出数据表所能容纳的（小数点前26位、后12位）：{reason}", reason=str(error))
        ) from None


def scattered(length: int, values: Mapping[int, str]) -> list[str | None]:
    """A column with a value here and there."""
    column: list[str | None] = [None] * length
    for at, value in values.items():
        column[at] = value
    return column


class Owners:
    """The reports that the rows of a frame belong to: identity, organ and year."""

    def __init__(self, ids: Sequence[str], agencies: Sequence[str | None], years: Sequence[int | None]) -> None:
        self._ids = pa.array(ids, pa.string())
        self._agencies = pa.array(agencies, pa.string()).dictionary_encode()
        self._years = pa.array(years, pa.int32())

    def columns(self, owner: array[int]) -> dict[str, pa.Array]:
        """The three columns for rows whose reports have the numbers ``owner``."""
        at = indices(owner)
        return {
            "report": pa.DictionaryArray.from_arrays(at, self._ids),
            "agency": self._agencies.take(at),
            "year": self._years.take(at),
        }


def table_of(frame: str, columns: Mapping[str, object]) -> pa.Table:
    """A frame out of its columns, each an Arrow array or a list."""
    schema = SCHEMAS[frame]
    arrays = []
    for field in schema:
        column: Any = columns[field.name]
        if not isinstance(column, pa.Array):
            column = pa.array(column, field.type)
        arrays.append(column if column.type == field.type else pc.cast(column, field.type))
    return pa.Table.from_arrays(arrays, schema=schema)


def plain(table: pa.Table) -> pa.Table:
    """``table`` with names as plain strings instead of dictionaries."""
    return table.cast(plain_schema(table.schema))
