"""Rules and findings by name: ids, their beginnings, patterns; and findings set aside by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

import attrs

from govinfo_report.errors import ValueRefused, shown
from govinfo_report.messages import Joined, message

if TYPE_CHECKING:
    from govinfo_report.finding import Finding

__all__ = ["names_rule", "one_or_several", "set_aside"]


def names_rule(name: str, id: str) -> bool:
    """Whether ``name`` means the rule called ``id``: its id, the beginning of it, or a pattern (``*.row-sum``)."""
    return id == name or id.startswith(f"{name}.") or fnmatchcase(id, name)


def one_or_several(value: str | Iterable[str] | None, known: Iterable[str] = ()) -> frozenset[str] | None:
    """``value`` as a set.

    Raises:
        ValueRefused: one of it is not among ``known``, where that is given.
    """
    wanted = None if value is None else frozenset((value,) if isinstance(value, str) else value)
    known = tuple(known)
    if wanted is not None and known and not wanted.issubset(known):
        odd = sorted(map(str, wanted.difference(known)))[0]
        raise ValueRefused(message("没有“{name}”，可用的有：{choices}", name=odd, choices=Joined(known, "、")))
    return wanted


def set_aside(findings: Iterable[Finding], reasons: Mapping[str, str]) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """The findings, those that failed or are incomplete and are named among ``reasons`` suppressed; and the names that met none.

    Raises:
        ValueRefused: a reason that is no text, or blank.
    """
    for name, reason in reasons.items():
        if not isinstance(reason, str) or not reason.strip():
            raise ValueRefused(message("“{name}”的理由应为文字，而不是{value}", name=name, value=shown(reason)))
    used: set[str] = set()
    kept = []
    for finding in findings:
        own = _named(finding, reasons) if finding.status in ("failed", "incomplete") else None
        if own is None:
            kept.append(finding)
        else:
            used.add(own)
            kept.append(attrs.evolve(finding, status="suppressed", reason=reasons[own]))
    return tuple(kept), tuple(name for name in reasons if name not in used)


def _named(finding: Finding, reasons: Mapping[str, str]) -> str | None:
    """The name by which ``finding`` is meant: its own id, that of its rule, or the first pattern."""
    names = (finding.id, finding.rule.id)
    exact = next((name for name in names if name in reasons), None)
    return exact or next((name for name in reasons if any(fnmatchcase(own, name) for own in names)), None)
