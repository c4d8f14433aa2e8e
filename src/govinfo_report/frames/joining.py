"""Frames of several batches as one, the same content once."""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa

from govinfo_report.frames.arrow import compute as pc
from govinfo_report.frames.building import Frames
from govinfo_report.frames.checks import check
from govinfo_report.frames.schemas import SCHEMAS

__all__ = ["concat"]

_OF_A_DUPLICATE = ("report", "source", "address", "size", "version")


def concat(several: Iterable[Frames]) -> Frames:
    """The frames of several batches, in their order; content that was in an earlier one becomes a duplicate.

    What failed in an earlier one, as where a worker died, and was read in a later one stays read.

    Raises:
        FrameError: a frame that is not of the schema.
    """
    seen: dict[str, bool] = {}
    tables: dict[str, list[pa.Table]] = {name: [SCHEMAS[name].empty_table()] for name in SCHEMAS}
    for frames in several:
        for name, table in _without(frames, seen).items():
            check(table, name)
            tables[name].append(table.cast(SCHEMAS[name]))
    return Frames(**{name: pa.concat_tables(parts).unify_dictionaries() for name, parts in tables.items()})


def _without(frames: Frames, seen: dict[str, bool]) -> dict[str, pa.Table]:
    """The frames without what the reports in ``seen``, each with whether it was read, have already; these grow."""
    ids = frames.reports.column("report").to_pylist()
    statuses = frames.reports.column("status").to_pylist()
    again = [
        status != "duplicate" and one in seen and (status == "failed" or seen[one])
        for one, status in zip(ids, statuses, strict=True)
    ]
    for one, status in zip(ids, statuses, strict=True):
        if one is not None and status != "duplicate":
            seen[one] = status == "read" or seen.get(one, False)
    if not any(again):
        return frames.tables()
    read_again = [one for one, status, twice in zip(ids, statuses, again, strict=True) if twice and status == "read"]
    repeated = pa.array(read_again, pa.string())
    tables = {
        name: table if name == "reports" else table.filter(pc.invert(_is_in(table, repeated)))
        for name, table in frames.tables().items()
    }
    return tables | {"reports": _marked(frames.reports, again)}


def _is_in(table: pa.Table, ids: pa.Array) -> pa.ChunkedArray:
    return pc.is_in(table.column("report").cast(pa.string()), ids)


def _marked(reports: pa.Table, again: list[bool]) -> pa.Table:
    """The rows of ``again`` as those of duplicates."""
    rows = reports.to_pylist()
    for row, twice in zip(rows, again, strict=True):
        if twice:
            row.update({name: None for name in row if name not in _OF_A_DUPLICATE}, status="duplicate")
    return pa.Table.from_pylist(rows, reports.schema)
