"""What the functions of this room are given: reports, checked before anything is done with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from govinfo_report.errors import ValueRefused, shown
from govinfo_report.messages import message
from govinfo_report.report import Report

__all__ = ["given_report", "given_reports"]


def given_report(value: object) -> Report:
    """``value``, which must be a report.

    Raises:
        ValueRefused: it is none.
    """
    if not isinstance(value, Report):
        raise ValueRefused(message("应为{expected}，而不是{value}", expected="Report", value=shown(value)))
    return value


def given_reports(values: Iterable[Report]) -> Iterator[Report]:
    """``values`` one after the other, each of which must be a report.

    Raises:
        ValueRefused: one of them is none, or there is nothing to go through.
    """
    if not isinstance(values, Iterable):
        raise ValueRefused(message("应给出若干份报告（如列表），而不是{value}", value=shown(values)))
    for value in values:
        yield given_report(value)
