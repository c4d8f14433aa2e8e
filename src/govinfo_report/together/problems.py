"""What checking finds wrong in two reports that are compared, and between their years."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias

import attrs

from govinfo_report.findings import GRAVITY, Finding
from govinfo_report.report import Report
from govinfo_report.rules.years import same_organ
from govinfo_report.together.consistency import check_series

__all__ = ["Problem", "problems_of"]

Place: TypeAlias = Literal["before", "after", "between"]

_ABOUT_THE_RUN = ("series.organ", "series.gaps", "series.duplicates")
"""Rules on which reports there are: two that somebody compares are the right two."""


@attrs.frozen
class Problem:
    """Something that failed.

    Attributes:
        place: ``"before"`` and ``"after"``, in one of the reports; ``"between"``, where their years do not agree.
        finding: what failed.
    """

    place: Place
    finding: Finding


def problems_of(before: Report, after: Report) -> tuple[Problem, ...]:
    """What failed in either report, and between them where they are of one organ and of two years; the gravest first."""
    found = [Problem(place, finding) for place, finding in _failed(before, after)]
    return tuple(sorted(found, key=lambda one: GRAVITY[one.finding.rule.severity]))


def _failed(before: Report, after: Report) -> Iterator[tuple[Place, Finding]]:
    if before.year != after.year and same_organ(before.agency, after.agency):
        for finding in check_series((before, after), without=_ABOUT_THE_RUN).failed:
            yield "between", finding
    for finding in after.check().failed:
        yield "after", finding
    if before != after:
        for finding in before.check().failed:
            yield "before", finding
