"""Many reports: read on several cores, and written to Parquet in a run that can be resumed.

:func:`read_many` needs nothing but the core; :func:`write` needs the extra ``frames``.  Both are loaded on first use.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from govinfo_report.many.pool import PoolError
    from govinfo_report.many.reading import Progress, Reading, read_many
    from govinfo_report.many.summary import Reason, Summary
    from govinfo_report.many.writing import write
    from govinfo_report.outcome import Outcome

__all__ = ["Outcome", "PoolError", "Progress", "Reading", "Reason", "Summary", "read_many", "write"]

_ROOMS = {
    "Outcome": "outcome",
    "PoolError": "many.pool",
    "Progress": "many.reading",
    "Reading": "many.reading",
    "Reason": "many.summary",
    "Summary": "many.summary",
    "read_many": "many.reading",
    "write": "many.writing",
}


def __getattr__(name: str) -> Any:
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if name == "write":
        import_module("govinfo_report.frames")  # says which extra is missing
    return getattr(import_module(f"govinfo_report.{_ROOMS[name]}"), name)
