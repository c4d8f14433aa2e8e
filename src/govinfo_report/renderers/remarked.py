"""Which cells remarks speak of, and how grave it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from govinfo_report.document import Remark

__all__ = ["shades_of"]

_GRAVEST = ("hint", "warning", "error")


def shades_of(remarks: Iterable[Remark], shades: Mapping[str, str]) -> dict[str, str]:
    """The shade of each cell that ``remarks`` name: that of the gravest of them."""
    gravest: dict[str, int] = {}
    for remark in remarks:
        rank = _GRAVEST.index(remark.severity)
        for name in remark.cells:
            gravest[name] = max(gravest.get(name, 0), rank)
    return {name: shades[_GRAVEST[rank]] for name, rank in gravest.items()}
