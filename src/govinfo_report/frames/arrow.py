"""What Arrow gives and takes: its compute functions, and tables of any engine.

The functions are made when Arrow is imported, so that no type checker knows them.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any, Final, Protocol, TypeAlias

import pyarrow as pa

from govinfo_report.errors import ValueRefused, shown
from govinfo_report.messages import message

__all__ = ["ArrowTable", "arrow_table", "compute"]

compute: Final[Any] = import_module("pyarrow.compute")


class _Stream(Protocol):
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...


ArrowTable: TypeAlias = "pa.Table | pa.RecordBatch | _Stream"
"""A table, a record batch, or what gives one as an Arrow stream: a frame of polars, a relation of DuckDB."""


def arrow_table(value: ArrowTable) -> pa.Table:
    """``value`` as a table of Arrow.

    Raises:
        ValueRefused: it is none and gives none.
    """
    if isinstance(value, pa.Table):
        return value
    if isinstance(value, pa.RecordBatch):
        return pa.Table.from_batches([value])
    own: Any = getattr(value, "to_arrow", None)
    if own is not None:  # polars streams categories of a type that few functions of Arrow take
        value = own()
    if not hasattr(value, "__arrow_c_stream__"):
        raise ValueRefused(message("应为Arrow表，而不是{value}", value=shown(value)))
    return pa.table(value)
