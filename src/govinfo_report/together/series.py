"""One organ over the years: every cell followed across both editions, gaps visible."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

import attrs

from govinfo_report.compiled import compile_form
from govinfo_report.errors import CellError, ValueRefused, shown
from govinfo_report.messages import SOURCE_LOCALE, Joined, Message, message
from govinfo_report.paths import no_such_cell
from govinfo_report.quantity import Amount, write_figure
from govinfo_report.report import Report
from govinfo_report.rules.years import organ_key
from govinfo_report.together.editions import joined_cells, joined_path
from govinfo_report.together.given import given_reports
from govinfo_report.together.tabled import Grid, Tabled
from govinfo_report.together.telling import joined_places

__all__ = ["Series", "series"]

_NAMED: Final = 5
"""Of more organs or years than this the first are named."""


_MOST_GAPS: Final = 20
"""Of more years without a report than this a table says how many; the year of one of the reports may be wrong."""


@attrs.frozen
class Series(Tabled):
    """The reports of one organ in the order of their years.

    Attributes:
        reports: by year.
        gaps: the years between the first and the last of which there is no report.
    """

    reports: dict[int, Report]
    gaps: tuple[int, ...]
    _cells: dict[int, dict[str, int | Decimal | None]] = attrs.field(repr=False, eq=False)

    @property
    def agency(self) -> str | None:
        """The organ, as the latest report names it."""
        return next((name for report in reversed(self.reports.values()) if (name := report.agency) is not None), None)

    @property
    def years(self) -> tuple[int, ...]:
        """The years of which there is a report."""
        return tuple(self.reports)

    @property
    def paths(self) -> tuple[str, ...]:
        """Every path that one of the reports has, in the order of the form; see :func:`joined_path`."""
        return tuple(dict.fromkeys(path for cells in self._cells.values() for path in cells))

    def __getitem__(self, path: str) -> dict[int, int | Decimal | None]:
        """The figures of one cell by year; years whose edition lacks the cell are left out, a blank is ``None``.

        Raises:
            CellError: a path that no report of the series has.
        """
        found = {year: cells[path] for year, cells in self._cells.items() if path in cells}
        joined = joined_path(path)
        if not found and joined != path:
            raise CellError(path, message("{path}在序列中与同组各行相加，路径是{joined}", path=path, joined=joined))
        if not found:
            forms = [compile_form(type(table)) for report in self.reports.values() for table in report.tables]
            raise no_such_cell(path, forms)
        return found

    def __repr__(self) -> str:
        gaps = (
            f", without {', '.join(map(str, self.gaps[:_NAMED]))}{'…' if len(self.gaps) > _NAMED else ''}"
            if self.gaps
            else ""
        )
        years = f"{self.years[0]}–{self.years[-1]}" if len(self.years) > 1 else "".join(map(str, self.years)) or "empty"
        return f"<Series {self.agency or '?'} {years}: {len(self)} reports{gaps}>"

    def _grid(self) -> Grid:
        """The totals by year, those that are nought in all years left out; years without a report have columns, too, where they are few.

        Amounts stand as they were printed, the unit of the form with the name of the row.
        """
        places = joined_places(self, SOURCE_LOCALE)
        printed = {year: _amounts(report) for year, report in self.reports.items()}
        few = len(self.gaps) <= _MOST_GAPS
        years = tuple(sorted((*self.years, *self.gaps))) if few else self.years
        rows = []
        tables = list(dict.fromkeys(path.partition(".")[0] for path in self.paths))
        for path in sorted(self.paths, key=lambda path: tables.index(path.partition(".")[0])):
            found = self[path]
            if any(found.values()) and (path.endswith(".total") or not path.startswith(("applications.", "disputes."))):
                figures = (printed[year].get(path, _shown(found[year])) if year in found else "—" for year in years)
                rows.append((places[path], *figures))
        title = message(
            "{agency}：{count}份报告，历年总计（全为0或空白的略去）", agency=self.agency or "?", count=len(self)
        )
        if not few:
            title = message("{what}；中间有{count}年没有报告，不列出", what=title, count=len(self.gaps))
        return Grid(title, (message("单元格"), *map(str, years)), rows)

    def __iter__(self) -> Iterator[Report]:
        return iter(self.reports.values())

    def __len__(self) -> int:
        return len(self.reports)


def _shown(value: int | Decimal | None) -> str:
    return "" if value is None else str(value)


def _amounts(report: Report) -> dict[str, str]:
    """The amounts of a report as printed, by path."""
    figures = ((compile_form(type(table)), table) for table in report.tables)
    return {
        path: write_figure(value)
        for form, table in figures
        for path, value in zip(form.index, form.values(table), strict=True)
        if isinstance(value, Amount)
    }


def series(reports: Iterable[Report], *, renamed: bool | Iterable[str] = False) -> Series:
    """The reports of one organ in the order of their years.

    Args:
        reports: in any order; a report whose organ is not known goes with any.
        renamed: whether reports under several names are those of one organ all the same: ``True`` for any names, or the
            names that it has had.

    Names are compared but for spaces, width, traditional characters, and a 人民政府 at their end.

    Raises:
        ValueRefused: reports of several organs, a report without a year, or two of one year.
    """
    by_year: dict[int, Report] = {}
    for report in given_reports(reports):
        if report.year is None:
            raise ValueRefused(message("{report}没有年度，不能排入序列", report=report.title or repr(report)))
        if report.year in by_year:
            raise ValueRefused(message("{year}年有两份报告，只能各取一份", year=str(report.year)))
        by_year[report.year] = report
    ordered = {year: by_year[year] for year in sorted(by_year)}
    _check_organs(ordered.values(), renamed)
    years = list(ordered)
    gaps = tuple(year for year in range(years[0], years[-1]) if year not in ordered) if years else ()
    return Series(ordered, gaps, {year: joined_cells(report) for year, report in ordered.items()})


def _check_organs(reports: Iterable[Report], renamed: bool | Iterable[str]) -> None:
    if renamed is True:
        return
    if isinstance(renamed, str) or not (renamed is False or isinstance(renamed, Iterable)):
        raise ValueRefused(message("renamed应为True、False或一组机关名称，而不是{value}", value=shown(renamed)))
    names = tuple(renamed or ())
    if not all(isinstance(name, str) for name in names):
        raise ValueRefused(message("renamed应为True、False或一组机关名称，而不是{value}", value=shown(names)))
    one = {organ_key(name) for name in names}
    found: dict[str, Message] = {}
    for report in reports:
        if report.agency is not None:
            key = organ_key(report.agency)
            place = message("{agency}（{year}年）", agency=report.agency, year=str(report.year))
            found.setdefault("" if key in one else key, place)
    if len(found) > 1:
        listed = tuple(found.values())
        more = ("…",) if len(listed) > _NAMED else ()
        raise ValueRefused(
            message(
                "报告出自不同的机关：{names}；如果是同一机关改了名称，用renamed=True，或用renamed列出它的名称",
                names=Joined((*listed[:_NAMED], *more), "、"),
            )
        )
