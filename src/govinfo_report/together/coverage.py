"""Who has published: of a list of organs and years, the reports that are there and those that are not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

import attrs

from govinfo_report.errors import ValueRefused, shown
from govinfo_report.folding import FOLD
from govinfo_report.messages import SOURCE_LOCALE, Joined, Message, message
from govinfo_report.report import Report
from govinfo_report.rules.years import organ_key
from govinfo_report.together.given import given_reports
from govinfo_report.together.tabled import Grid, Tabled

__all__ = ["Coverage", "coverage"]

T = TypeVar("T")


@attrs.frozen
class Coverage(Tabled):
    """What :func:`coverage` finds.

    Attributes:
        agencies: the organs that were asked for, in order, each once.
        years: the years that were asked for, in order.
        published: how many reports there are for each organ and year asked for; 0 for a missing one.
        unexpected: organ and year of the reports that nobody asked for, ``None`` where one is not known.
    """

    agencies: tuple[str, ...]
    years: tuple[int, ...]
    published: dict[tuple[str, int], int]
    unexpected: tuple[tuple[str | None, int | None], ...]

    @property
    def missing(self) -> tuple[tuple[str, int], ...]:
        """Organ and year of what has not been published, in the order that was asked for."""
        return tuple(place for place, count in self.published.items() if not count)

    @property
    def doubled(self) -> tuple[tuple[str, int], ...]:
        """Organ and year of which there are several reports."""
        return tuple(place for place, count in self.published.items() if count > 1)

    @property
    def _counted(self) -> Message:
        return message(
            "应有{asked}份，已公开{there}份，缺{missing}份",
            asked=len(self.published),
            there=len(self.published) - len(self.missing),
            missing=len(self.missing),
        )

    def _grid(self) -> Grid:
        """A row per organ, a column per year: a tick, a cross, and how many reports where there are several."""
        marks = {0: "✗", 1: "✓"}
        rows = [
            (agency, *(marks.get(count := self.published[agency, year], f"✓{count}") for year in self.years))
            for agency in self.agencies
        ]
        return Grid(self._counted, (message("机关"), *map(str, self.years)), rows)

    def text(self, locale: str = SOURCE_LOCALE) -> str:
        """A line that counts, then a line per organ that lacks a year."""
        lines = [self._counted.text(locale)]
        for agency in self.agencies:
            years = tuple(str(year) for year in self.years if not self.published[agency, year])
            if years:
                lines.append(message("{agency}：缺{years}年", agency=agency, years=Joined(years, "、")).text(locale))
        return "\n".join(lines)

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        there = len(self.published) - len(self.missing)
        more = f", {len(self.unexpected)} unexpected" if self.unexpected else ""
        return f"<Coverage: {there} of {len(self.published)} published, {len(self.missing)} missing{more}>"


def coverage(agencies: Iterable[str], years: int | Iterable[int], reports: Iterable[Report]) -> Coverage:
    """Who of ``agencies`` has published a report on which of ``years``, going by ``reports``.

    Names are compared without regard to width, spaces, brackets, traditional characters of offices (縣, 財), and a 人民政府
    or 管委会 at their end; an organ that was renamed is another one, and stands in ``unexpected``.  Reports may be an iterator; none is kept.

    Args:
        agencies: the organs that ought to publish.
        years: one year, or several.
        reports: what there is.

    Raises:
        ValueRefused: organs that are no texts, years that are no whole numbers, or something that is no report.
    """
    names: dict[str, str] = {}
    for name in _listed(agencies, str, message("机关应为一组名称（如列表），而不是{value}", value=shown(agencies))):
        names.setdefault(_folded(name), name)
    asked = tuple(names.values())
    refusal = message("年度应为整数，或一组整数（如range(2020, 2024)），而不是{value}", value=shown(years))
    wanted = tuple(sorted(set((years,) if type(years) is int else _listed(years, int, refusal))))
    published = dict.fromkeys(((agency, year) for agency in asked for year in wanted), 0)
    unexpected: list[tuple[str | None, int | None]] = []
    for report in given_reports(reports):
        known = names.get(_folded(report.agency or ""))
        if known is not None and report.year in wanted:
            published[known, report.year] += 1
        else:
            unexpected.append((report.agency, report.year))
    return Coverage(asked, wanted, published, tuple(unexpected))


def _listed(values: object, kind: type[T], refusal: Message) -> list[T]:
    """``values`` one by one, each exactly of ``kind``; else ``refusal`` is raised."""
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise ValueRefused(refusal)
    listed = list(values)
    if any(type(value) is not kind for value in listed):
        raise ValueRefused(refusal)
    return listed


def _folded(name: str) -> str:
    return organ_key(name.translate(FOLD))
