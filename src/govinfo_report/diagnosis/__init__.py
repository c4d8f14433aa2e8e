"""Which figures must be wrong, what they must have been, and what blanks must be; worked out from the identities.

Most reports add up, and most programs never ask: the rooms are loaded on first use.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from govinfo_report.diagnosis.deduction import Deductions, deduce
    from govinfo_report.diagnosis.engine import Bounds, diagnose, weighed
    from govinfo_report.diagnosis.explanation import Explanation

__all__ = ["Bounds", "Deductions", "Explanation", "deduce", "diagnose", "weighed"]

_HOME: Final = {
    "Bounds": "engine",
    "Deductions": "deduction",
    "Explanation": "explanation",
    "deduce": "deduction",
    "diagnose": "engine",
    "weighed": "engine",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value
