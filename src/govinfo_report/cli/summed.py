"""What ``govinfo-report aggregate`` says of a sum: its parts, what was decided, what was published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import Final

import attrs

from govinfo_report.cli.screen import printable
from govinfo_report.compiled import compile_form
from govinfo_report.messages import Joined, Message, message
from govinfo_report.note import Note
from govinfo_report.report import Report
from govinfo_report.together.aggregate import Aggregate
from govinfo_report.together.changes import CellChange, compare_cells
from govinfo_report.together.extra_changes import compare_extras
from govinfo_report.together.sum_notes import part_name
from govinfo_report.together.telling import change_words, figures_of, places_of, signed

__all__ = ["Part", "Published", "Summed"]

_NAMED: Final = 5
"""Of more files than this the first stand for all."""


@attrs.frozen
class Part:
    """A report that is counted, and the name of its file."""

    name: str
    report: Report

    @property
    def blank(self) -> int:
        """How many of its cells are blank, whether or not something stood there."""
        return sum(value is None for value in self.report.cells().values())

    @property
    def failed(self) -> int:
        """How many of its sums and rules of severity error do not hold."""
        return len(self.report.check(severity="error").failed)


@attrs.frozen
class Published:
    """The published total.

    Attributes:
        name: of its file.
        report: in the edition of the sum.
        doubts: what speaks against comparing it.
        changes: where it differs from the sum; ``before`` is the sum.
    """

    name: str
    report: Report
    doubts: tuple[Message, ...]
    changes: tuple[CellChange, ...]


@attrs.define
class Summed:
    """A sum, and all that is to be said of it.

    Attributes:
        whole: the sum.
        parts: what was counted, in the order of the parts of ``whole``.
        left_out: names of what was not, and why.
        passed_over: names of files in folders that no reader knows.
        doubled: names of what is equal to another that was counted, each with that.
        mixed: the editions of the tables where they are several.
        edition: the one that they were added up in, where it was chosen.
        published: the published total, ``None`` where there is none.
        unread: why there is none although one was named.
        locale: the language.
        everything: whether cells that agree are listed, too.
    """

    whole: Aggregate
    parts: tuple[Part, ...]
    left_out: tuple[tuple[str, str], ...]
    passed_over: tuple[str, ...]
    doubled: list[tuple[str, str]]
    mixed: tuple[str, ...]
    edition: str | None
    published: Published | None
    unread: tuple[str, ...]
    locale: str
    everything: bool

    def say(self, sentence: Message) -> str:
        """``sentence`` in the language of the run, fit for a terminal."""
        return printable(sentence.text(self.locale))

    @property
    def title(self) -> str:
        """The organ, the year, how many were counted, and how many were not."""
        report = self.whole.report
        told = message(
            "{agency}{year}年：{count}份报告的合计",
            agency=report.agency or "",
            year=str(report.year),
            count=len(self.parts),
        )
        if self.left_out:
            told = message("{what}，另有{count}份没有计入", what=told, count=len(self.left_out))
        return self.say(told)

    @cached_property
    def places(self) -> dict[str, str]:
        """Where each cell stands, in words."""
        published = () if self.published is None else (self.published.report,)
        return places_of((self.whole.report, *published), self.locale)

    def not_counted(self) -> Iterator[str]:
        """What is not in the sum, and why; the files that no reader knows in one line."""
        yield from (printable(why) for _, why in self.left_out)
        if self.passed_over:
            names = (*self.passed_over[:_NAMED], *(("…",) if len(self.passed_over) > _NAMED else ()))
            told = message(
                "文件夹中有{count}个文件没有读（扩展名不认得，或不是文件而是链接等）：{names}",
                count=len(self.passed_over),
                names=Joined(names, "、"),
            )
            yield self.say(told)

    def rows(self) -> Iterator[tuple[str, str, str, str]]:
        """Of each part its organ, its file, and how many cells are blank and how many sums fail; ``""`` for none."""
        for at, part in enumerate(self.parts):
            name = part_name(self.whole.parts, at)
            yield name, part.name, str(part.blank or ""), str(part.failed or "")

    def decisions(self) -> Iterator[str]:
        """What was decided where the parts do not simply go together."""
        notes = self.whole.report.notes
        if self.mixed:
            told = message(
                "版本：各份报告的表格有{editions}版，一律按{edition}版汇总",
                editions=Joined(self.mixed, "、"),
                edition=self.edition or "",
            )
            yield self.say(told)
        yield from self._blanks()
        yield from (self._note(note) for note in notes if note.code not in ("sum-of-given", "sum-left-blank"))
        yield from self._doubts()
        for name, other in self.doubled:
            yield self.say(message("{path}与{other}是同一份报告，只计入一次", path=name, other=other))
        failed = len(self.whole.report.check(severity="error").failed)
        if failed:
            yield self.say(
                message("合计中有{count}项勾稽关系不成立：分项有不符或留空，合计照加，没有改动", count=failed)
            )

    def _doubts(self) -> Iterator[str]:
        """Of single parts: figures that could not be read, a year that is not known, and what may be in the sum twice."""
        unnamed: dict[str, str] = {}
        for at, part in enumerate(self.parts):
            name, report = part_name(self.whole.parts, at), part.report
            if report.unread:
                told = message(
                    "{name}：有{count}格印有内容而不能确定数值，按留空处理", name=name, count=len(report.unread)
                )
                yield self.say(told)
            if report.year is None:
                yield self.say(
                    message("{name}：没有年度，按{year}年度计入", name=name, year=str(self.whole.report.year))
                )
            if report.agency is None:
                other = unnamed.setdefault(report.to_json(), part.name)
                if other == part.name:
                    told = message("{path}：没有机关名称，无法看出是否与其他报告重复，请核实", path=part.name)
                    yield self.say(told)
                else:
                    told = message(
                        "{path}与{other}内容相同而都没有机关名称，各计了一次，请核实", path=part.name, other=other
                    )
                    yield self.say(told)

    def noted(self) -> Iterator[str]:
        """Every note of the sum with its cell in words; those that say the same of several cells in one line."""
        alike: dict[str, list[Note]] = {}
        for note in self.whole.report.notes:
            alike.setdefault(note.message_in(self.locale), []).append(note)
        for notes in alike.values():
            places = tuple(place for note in notes if (place := self.places.get(note.path or "")))
            if len(places) < 2:
                yield from map(self._note, notes)
                continue
            told = message(
                "{count}格：{what}——{places}",
                count=len(places),
                what=notes[0].message_in(self.locale),
                places=Joined(places, "；"),
            )
            yield self.say(told)

    def _note(self, note: Note) -> str:
        place, sentence = self.places.get(note.path or ""), note.message_in(self.locale)
        if note.code == "extra-left-out":
            numbers = {table.spec.name: table.spec.number for table in self.whole.report.tables}
            place = message("表{number}", number=Message(numbers[note.path or ""])).text(self.locale)
        return self.say(message("{place}：{what}", place=place, what=sentence)) if place else printable(sentence)

    def _blanks(self) -> Iterator[str]:
        cells = [cell for cell in self.whole.cells.values() if cell.blank and cell.trouble is None]
        if not cells:
            return
        counted = Counter(at for cell in cells for at in cell.blank)
        names = [self._blanks_of(at, count) for at, count in counted.most_common()]
        by = Joined(tuple(names), "、")
        if any(note.code == "sum-of-given" for note in self.whole.report.notes):
            yield self.say(
                message(
                    "空白：有{count}格，一些报告有数值而另一些留空，合计只加有数值的；留空的是{names}",
                    count=len(cells),
                    names=by,
                )
            )
        else:
            yield self.say(
                message(
                    "空白：有{count}格，一些报告有数值而另一些留空，合计也留空；留空的是{names}",
                    count=len(cells),
                    names=by,
                )
            )

    def _blanks_of(self, at: int, count: int) -> Message:
        name = part_name(self.whole.parts, at)
        if at in self.whole.conversions:
            return message("{name}（{count}格，含换算后没有对应数值的）", name=name, count=count)
        return message("{name}（{count}格）", name=name, count=count)

    def absent(self, published: Published) -> Iterator[tuple[str, int]]:
        """The numbers of the tables that the sum has and the published total has not, each with how many cells."""
        there = {table.spec.name for table in published.report.tables}
        for table in self.whole.report.tables:
            if table.spec.name not in there:
                yield table.spec.number, len(compile_form(type(table)).cells)

    def compared(self, published: Published) -> list[tuple[str, str, str, str]]:
        """Of each cell that differs, or of all, its place, the sum, what was published, and what is to be said."""
        there = {table.spec.name for table in published.report.tables}
        shown = [one for one in published.changes if one.path.partition(".")[0] in there]
        shown.sort(key=lambda one: one.kind != "changed")
        if self.everything:
            differing = {one.path for one in published.changes}
            same = (one for one in _same(self.whole, published) if one.path not in differing)
            shown.extend(same)
        return [(self.places[one.path], *figures_of(one, self.locale), self._said(one)) for one in shown]

    def _said(self, one: CellChange) -> str:
        words = {
            "filled": message("合计为空白"),
            "blanked": message("公布的没有读出") if one.unread else message("公布为空白"),
            "only-before": message("公布的没有此项"),
            "only-after": message("合计没有此项"),
        }
        told = words[one.kind].text(self.locale) if one.kind in words else _difference(one, self.locale)
        summed = self.whole.cells.get(one.path)
        if summed is None or not summed.blank or one.kind == "same":
            return told
        names = Joined(tuple(part_name(self.whole.parts, at) for at in summed.blank[:3]), "、")
        more = (
            message("{names}留空", names=names)
            if len(summed.blank) <= 3
            else message("{names}等{count}份留空", names=names, count=len(summed.blank))
        )
        return message("{what}；{more}", what=told, more=more).text(self.locale)

    def verdict(self, published: Published) -> Iterator[str]:
        """What the comparison comes to."""
        yield from map(self.say, published.doubts)
        for number, count in self.absent(published):
            yield self.say(
                message("公布的总计没有表{number}，其中{count}格没有比较", number=Message(number), count=count)
            )
        extras = [one for one in compare_extras(self.whole.report, published.report) if one.cell.kind != "same"]
        if extras:
            yield self.say(message("统一格式之外有{count}格不同或只有一方有，没有列出", count=len(extras)))
        whole = [one for one in self.whole.report.cells() if one.partition(".")[0] in _names(published.report)]
        differing = [one for one in published.changes if one.path.partition(".")[0] in _names(published.report)]
        if not published.changes:
            yield self.say(message("公布的总计与合计逐格相同，共{count}格", count=len(whole)))
            return
        same = len(whole) - sum(one.kind != "only-after" for one in differing)
        yield self.say(message("公布的总计与合计有{count}格不同，{same}格相同", count=len(differing), same=same))
        for at in self.whole.omitted(published.report):
            name = part_name(self.whole.parts, at)
            yield self.say(message("差额逐格等于{name}的数值：公布的总计可能没有计入它", name=name))
        if left_out := len(self.left_out) + len(self.passed_over):
            yield self.say(message("有{count}个文件没有计入合计，差额可能由此而来", count=left_out))


def _difference(one: CellChange, locale: str) -> str:
    """What was published less the sum, or why that cannot be said."""
    return (
        change_words(one, locale)
        if one.change is None
        else f"{signed(one.change) if one.change else ''}{one.unit or ''}"
    )


def _names(report: Report) -> set[str]:
    return {table.spec.name for table in report.tables}


def _same(whole: Aggregate, published: Published) -> Iterator[CellChange]:
    yield from (one for one in compare_cells(whole.report, published.report) if one.kind == "same")
