"""``govinfo-report aggregate``: the reports of departments added up, and a published total compared with the sum."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

import attrs

from govinfo_report.cli.formats import JSON, format_of
from govinfo_report.cli.screen import Screen
from govinfo_report.cli.sources import FOUND, STANDARD, UNREADABLE, WELL, Run, Source
from govinfo_report.cli.sum_shown import draw, lines, record
from govinfo_report.cli.summed import Part, Published, Summed
from govinfo_report.cli.writing import put
from govinfo_report.errors import RenderError, ValueRefused
from govinfo_report.messages import Joined, Message, message
from govinfo_report.report import Edition, Report
from govinfo_report.rules.years import organ_key
from govinfo_report.together.adding import BlankRule
from govinfo_report.together.aggregate import Aggregate, aggregate
from govinfo_report.together.editions import to_edition

__all__ = ["add_up"]

_NEW_FORM: Final = 2021
"""The first year that is reported in the form of 2021."""


def add_up(
    screen: Screen,
    locale: str,
    paths: Sequence[Path],
    *,
    agency: str,
    year: int,
    published: Path | None = None,
    edition: Edition | None = None,
    blanks: BlankRule = "skip",
    output: Path | None = None,
    to: str | None = None,
    force: bool = False,
    notes: bool = False,
    everything: bool = False,
    reader: str | None = None,
    as_json: bool = False,
) -> int:
    """Add up the reports at ``paths``; the exit code is what it returns.

    What cannot be read or counted is complained of and left out of the sum.

    Raises:
        RenderError: places, formats or options that do not go together.
        ValueRefused: reports that cannot be added up.
    """
    if output == Path(STANDARD):
        raise RenderError(message("-o应是文件名：合计要写成文件"))
    if to is not None and output is None:
        raise RenderError(message("要用-o指定文件，--to才有用"))
    if published is not None and os.path.isdir(published):
        raise RenderError(message("--published应是一个文件，而不是文件夹{path}", path=str(published)))
    agency = agency.strip()
    _accepted("--agency", lambda: Report(agency=agency))
    _accepted("--year", lambda: Report(year=year))
    format = None if output is None else to or format_of(output)
    if output is not None and os.path.exists(output) and not force:
        raise RenderError(message("{target}已经存在，用--force覆盖", target=str(output)))
    run = Run(screen, locale, reader)
    counting = _Counting(run, agency, year)
    gathered = run.gather(paths) if published is None else run.gather(paths).without(published)
    code = run.over(gathered, counting.one)
    parts = counting.parts()
    code = UNREADABLE if run.refused else code
    if not parts:
        screen.complain(message("没有可以汇总的报告").text(locale))
        return UNREADABLE
    reports = [part.report for part in parts]
    mixed = _editions(reports)
    asked = edition or (_of_year(year) if mixed else None)
    whole = aggregate(reports, agency=agency, year=year, edition=asked, blanks=blanks)
    left_out = tuple(run.refused)
    total = None if published is None else _read(run, published, whole, (agency, year))
    summed = Summed(
        whole=whole,
        parts=tuple(parts),
        left_out=left_out,
        passed_over=gathered.passed_over,
        doubled=counting.doubled,
        mixed=mixed,
        edition=asked,
        published=total,
        unread=tuple(why for _, why in run.refused[len(left_out) :]),
        locale=locale,
        everything=everything,
    )
    if format is not None and output is not None:
        refused = _write(whole.report, format, output, locale, force=force, notes=notes)
        if refused is not None:
            screen.complain(refused.text(locale))
            return UNREADABLE
    if as_json:
        screen.json(record(summed))
    elif screen.drawn:
        draw(screen, summed, tables=output is None, notes=notes)
    else:
        screen.write("".join(f"{line}\n" for line in lines(summed, tables=output is None, notes=notes)))
    if output is not None and not as_json:
        screen.line(message("合计写在{target}", target=str(output)).text(locale))
    found = FOUND if total is not None and total.changes else WELL
    return UNREADABLE if run.refused else max(code, found)


def _accepted(option: str, make: Callable[[], Report]) -> None:
    """Refuse what no report can bear before anything is read."""
    try:
        make()
    except ValueRefused as refused:
        raise RenderError(message("{place}：{what}", place=option, what=refused.message)) from None


@attrs.define
class _Counting:
    """The reports that are counted; what cannot be is refused, and stops nothing.

    Attributes:
        run: what complains.
        agency: the organ of the whole.
        year: the year of the whole.
        doubled: names of reports that another is equal to, each with the other's; they count once.
    """

    run: Run
    agency: str
    year: int
    doubled: list[tuple[str, str]] = attrs.field(factory=list, init=False)
    _read: list[Part] = attrs.field(factory=list, init=False)

    def one(self, source: Source, report: Report) -> int:
        """Take a report, unless its year or its organ speaks against that."""
        if report.year is not None and report.year != self.year:
            why = message("是{year}年度的报告，没有计入{asked}年度的合计", year=str(report.year), asked=str(self.year))
            return self._refuse(source.name, why)
        if report.agency is not None and organ_key(report.agency) == organ_key(self.agency):
            return self._refuse(
                source.name,
                message(
                    "与汇总机关同名（{agency}），像是总计而不是其中一份，没有计入；要与合计比较时用--published指定",
                    agency=report.agency,
                ),
            )
        if not report.tables:
            return self._refuse(source.name, message("没有表格，无数可加，没有计入"))
        self._read.append(Part(source.name, report))
        return WELL

    def parts(self) -> list[Part]:
        """Those to be added up; of one organ only one, and none where they differ."""
        organs: dict[str, list[Part]] = {}
        for number, part in enumerate(self._read):
            key = f"\0{number}" if part.report.agency is None else organ_key(part.report.agency)
            organs.setdefault(key, []).append(part)
        kept = []
        for several in organs.values():
            first = several[0]
            if all(one.report == first.report for one in several):
                kept.append(first)
                self.doubled.extend((one.name, first.name) for one in several[1:])
                continue
            others = Joined(tuple(one.name for one in several), "、")
            why = message(
                "{agency}有几份不同的报告（{names}），无法确定用哪一份，都没有计入",
                agency=first.report.agency or "",
                names=others,
            )
            for one in several:
                self._refuse(one.name, why)
        return kept

    def _refuse(self, name: str, why: Message) -> int:
        self.run.refuse(name, message("{place}：{what}", place=name, what=why).text(self.run.locale))
        return UNREADABLE


def _editions(reports: Sequence[Report]) -> tuple[str, ...]:
    """The editions of the tables where those of one name are of several; nothing where none are."""
    by_table: dict[str, set[str]] = {}
    for report in reports:
        for table in report.tables:
            by_table.setdefault(table.spec.name, set()).add(table.spec.edition)
    return tuple(sorted({edition for editions in by_table.values() if len(editions) > 1 for edition in editions}))


def _of_year(year: int) -> Edition:
    return "2021" if year >= _NEW_FORM else "2019"


def _read(run: Run, path: Path, whole: Aggregate, expected: tuple[str, int]) -> Published | None:
    """The published total, in the edition of the sum; ``None`` where it cannot be read."""
    found: list[Report] = []

    def keep(_source: Source, report: Report) -> int:
        found.append(report)
        return WELL

    run.over(run.gather([path]), keep)
    if not found:
        return None
    report, doubts = found[0], list[Message]()
    agency, year = expected
    if report.year is not None and report.year != year:
        doubts.append(message("公布的总计是{year}年度的，不是{asked}年度的", year=str(report.year), asked=str(year)))
    if report.agency is not None and organ_key(report.agency) != organ_key(agency):
        doubts.append(message("公布的总计是{name}的，不是{agency}的", name=report.agency, agency=agency))
    summed, own = _by_name(whole.report), _by_name(report)
    differing = next((name for name in summed if name in own and summed[name] != own[name]), None)
    wanted: dict[str, Edition] = {"2019": "2019", "2021": "2021"}
    if differing is not None and summed[differing] in wanted:
        conversion = to_edition(report, wanted[summed[differing]])
        doubts.append(
            message(
                "公布的总计换算为{edition}版后比较，其中{lost}个数值在该版没有对应的单元格",
                edition=summed[differing],
                lost=len(conversion.lost),
            )
        )
        report = conversion.report
    return Published(str(path) if str(path) != STANDARD else "-", report, tuple(doubts), whole.compare(report))


def _by_name(report: Report) -> Mapping[str, str]:
    return {table.spec.name: table.spec.edition for table in report.tables}


def _write(report: Report, format: str, target: Path, locale: str, *, force: bool, notes: bool) -> Message | None:
    content = report.to_json(indent=1) + "\n" if format == JSON else report.render(format, locale=locale, notes=notes)
    return put(target, content, force=force)
