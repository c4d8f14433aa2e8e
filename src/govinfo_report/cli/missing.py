"""``govinfo-report coverage``: of a list of organs and years, who has not published."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from rich.table import Table
from rich.text import Text

from govinfo_report.cli.folding import Folded
from govinfo_report.cli.screen import Screen, printable
from govinfo_report.cli.sources import FOUND, WELL, Gathered, Run, Source
from govinfo_report.errors import ReadError
from govinfo_report.messages import Joined, message
from govinfo_report.readers.decoding import decode
from govinfo_report.report import Report
from govinfo_report.together.alike import alike, alike_names
from govinfo_report.together.coverage import Coverage, coverage

__all__ = ["agencies_of", "missing", "years_of"]

_YEARS: Final = re.compile(r"(\d{4})(?:\s*[-–—~～至]\s*(\d{4}))?")
_MOST_YEARS: Final = 200
_ABREAST: Final = 8
"""Years that a terminal shows abreast; more stand below each other."""

_NAMED: Final = 5
"""Of more files than this the first stand for all."""


def missing(
    screen: Screen,
    locale: str,
    paths: Sequence[Path],
    *,
    agencies: Path,
    years: str,
    reader: str | None = None,
    as_json: bool = False,
) -> int:
    """Say which of the organs listed in the file ``agencies`` lack a report on one of ``years``; the exit code.

    Raises:
        ReadError: the list cannot be read or is empty, or ``years`` says no years.
    """
    names, wanted = agencies_of(agencies), years_of(years)
    run = Run(screen, locale, reader)
    reports: list[Report] = []

    def keep(_source: Source, report: Report) -> int:
        reports.append(Report(title=report.title, agency=report.agency, year=report.year))
        return WELL

    gathered = run.gather(paths).without(agencies)
    code = run.over(gathered, keep)
    found = coverage(names, wanted, reports)
    others = _others(found, locale)
    unread = run.unreadable + gathered.skipped
    if unread and found.missing:
        told = message(
            "有{count}个文件没有读出，所缺的报告可能就在其中：{names}", count=unread, names=_named(run, gathered)
        )
        others.append(told.text(locale))
    if as_json:
        with screen.records(True) as records:
            assert records is not None
            for (agency, year), count in found.published.items():
                records.add({"agency": agency, "year": year, "reports": count})
        for line in others:
            screen.complain(printable(line))
    elif screen.drawn:
        _draw(screen, found, others, locale)
    else:
        for line in (*found.text(locale).splitlines(), *others):
            screen.line(printable(line))
    return max(code, FOUND if found.missing else WELL)


def _named(run: Run, gathered: Gathered) -> Joined:
    """The first of the files that could not be read, and of those that no reader knows."""
    return _first([*(name for name, _ in run.refused), *gathered.passed_over])


def _first(names: Sequence[str]) -> Joined:
    """The first of ``names``, and that there are more."""
    return Joined((*names[:_NAMED], *(("…",) if len(names) > _NAMED else ())), "、")


def _draw(screen: Screen, found: Coverage, others: Sequence[str], locale: str) -> None:
    for start in range(0, len(found.years), _ABREAST):
        years = found.years[start : start + _ABREAST]
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
        table.add_column(message("机关").text(locale))
        for year in years:
            table.add_column(str(year), justify="center", no_wrap=True)
        for agency in found.agencies:
            marks = [_mark(found.published[agency, year]) for year in years]
            table.add_row(Folded(Text(printable(agency))), *marks)
        screen.draw(table)
    screen.draw(Folded(Text(found.text(locale).splitlines()[0], style="bold")))
    screen.draw(*(Folded(Text(printable(line), style="yellow")) for line in others))


def _mark(count: int) -> Text:
    if not count:
        return Text("✗", style="red")
    return Text("✓" if count == 1 else f"✓{count}", style="green" if count == 1 else "yellow")


def _others(found: Coverage, locale: str) -> list[str]:
    """What is there more than once, and what nobody asked for."""
    lines = [
        message("{agency}{year}年有多份报告", agency=agency, year=str(year)).text(locale)
        for agency, year in found.doubled
    ]
    lines.extend(_alike(found, locale))
    if found.unexpected:
        count = len(found.unexpected)
        agency, year = found.unexpected[0]
        named = f"{agency or '?'} {year or '?'}"
        lines.append(message("另有{count}份不在所问之列，如{name}", count=count, name=named).text(locale))
    return lines


def _alike(found: Coverage, locale: str) -> Iterator[str]:
    """Of each organ that lacks a year, reports on that year of organs with names that are alike."""
    for year in found.years:
        missing = [agency for agency in found.agencies if not found.published[agency, year]]
        there = dict.fromkeys(name for name, when in found.unexpected if name is not None and when == year)
        groups = alike_names((*missing, *there))
        for agency in missing:
            near = {name for group in groups if agency in group for name in group if alike(agency, name)}
            names = tuple(name for name in there if name in near)
            if names:
                told = message(
                    "缺{agency}{year}年的，而有名称相近的，请核实是否同一机关：{names}",
                    agency=agency,
                    year=str(year),
                    names=_first(names),
                )
                yield told.text(locale)


def agencies_of(path: Path) -> list[str]:
    """The organs that a text file lists, one a line; blank lines and those behind ``#`` are passed over.

    Raises:
        ReadError: it cannot be read, is no text, or lists none.
    """
    try:
        lines = decode(path.read_bytes()).splitlines()
    except OSError as error:
        reason = str(error.strerror or error)
        raise ReadError(message("机关名单无法读取（{reason}）", reason=reason), source=str(path)) from error
    except ReadError as error:
        raise ReadError(error.message, error.position, str(path)) from None
    names = [name for line in lines if (name := line.partition("#")[0].strip())]
    if not names:
        raise ReadError(message("机关名单中没有机关，应每行一个"), source=str(path))
    return names


def years_of(text: str) -> list[int]:
    """The years of ``2020-2023,2025``.

    Raises:
        ReadError: it says no years, or more than 200.
    """
    years: list[int] = []
    for part in re.split(r"[,，、\s]+", text.strip()):
        match = _YEARS.fullmatch(part)
        if match is None:
            raise ReadError(message("年度应写作2023或2020-2023，可用逗号隔开，而不是“{text}”", text=text))
        first, last = int(match.group(1)), int(match.group(2) or match.group(1))
        if not 0 <= last - first < _MOST_YEARS:
            raise ReadError(message("年度应写作2023或2020-2023，可用逗号隔开，而不是“{text}”", text=text))
        years.extend(range(first, last + 1))
    return years
