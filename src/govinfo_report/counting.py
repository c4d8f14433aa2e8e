"""How many findings there are of each kind, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from govinfo_report.finding import Finding
from govinfo_report.messages import Joined, message

__all__ = ["counted"]


def counted(findings: Iterable[Finding]) -> Joined:
    """How many do not hold, errors and warnings apart, how many are hints, open, or explained.

    A hint is no contradiction, so it never counts among what does not hold.
    """
    kinds = Counter(finding.kind for finding in findings)
    errors, warnings = kinds["error"], kinds["warning"]
    if errors or warnings:
        both = message(
            "不符{failed}项（错误{errors}项，注意{warnings}项）",
            failed=errors + warnings,
            errors=errors,
            warnings=warnings,
        )
    else:
        both = message("不符0项")
    parts = [both]
    if kinds["hint"]:
        parts.append(message("提示{count}项", count=kinds["hint"]))
    parts.append(message("因空白无法核对{count}项", count=kinds["incomplete"]))
    if kinds["suppressed"]:
        parts.append(message("已说明理由{count}项", count=kinds["suppressed"]))
    return Joined(tuple(parts), "，")
