"""Many reports: read on several cores, and written to Parquet in a run that can be resumed.

:func:`read_many` needs nothing but the core; :func:`write` needs the extra ``frames``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from govinfo_report.many.reading import Progress, Reading, read_many
from govinfo_report.many.summary import Reason, Summary
from govinfo_report.outcome import Outcome

if TYPE_CHECKING:
    from govinfo_report.many.writing import write

__all__ = ["Outcome", "Progress", "Reading", "Reason", "Summary", "read_many", "write"]


def __getattr__(name: str) -> Any:
    if name == "write":
        return import_module("govinfo_report.many.writing").write
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
