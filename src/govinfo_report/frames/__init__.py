"""Reports as Arrow tables, with one schema on every route, and back.

Needs the extra ``frames`` (pyarrow); polars, pandas and DuckDB take the tables as they are.
"""

from __future__ import annotations

try:
    import pyarrow as _pyarrow  # noqa: F401
except ImportError as _error:  # pragma: no cover - the tests have it
    from govinfo_report.frames.needs import arrow as _arrow

    raise _arrow() from _error

from govinfo_report.frames.back import to_reports
from govinfo_report.frames.batch import map_in_arrow, read_batch
from govinfo_report.frames.building import Frames, from_outcomes, from_reports
from govinfo_report.frames.checks import check
from govinfo_report.frames.columns import plain
from govinfo_report.frames.joining import concat
from govinfo_report.frames.needs import FrameError
from govinfo_report.frames.schemas import SCHEMAS, SOURCES, VERSION
from govinfo_report.frames.stored import dataset, load
from govinfo_report.frames.sums import NEEDED, identities
from govinfo_report.together.editions import joined_path

__all__ = [
    "NEEDED",
    "SCHEMAS",
    "SOURCES",
    "VERSION",
    "FrameError",
    "Frames",
    "check",
    "concat",
    "dataset",
    "from_outcomes",
    "from_reports",
    "identities",
    "joined_path",
    "load",
    "map_in_arrow",
    "plain",
    "read_batch",
    "to_reports",
]
