"""``govinfo-report check``: what the sums say, problems first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import attrs
from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from govinfo_report.cli.across import Across
from govinfo_report.cli.advice import Advice, explained
from govinfo_report.cli.asking import Asked
from govinfo_report.cli.folding import Folded
from govinfo_report.cli.notes import note_text, notes_records, notes_table
from govinfo_report.cli.screen import Screen, printable
from govinfo_report.cli.sentences import SIGNS, STYLES, drawn_list, sentence, worst
from govinfo_report.cli.sources import FOUND, UNREADABLE, WELL, Gathered, Run, Source
from govinfo_report.counting import counted
from govinfo_report.findings import GRAVITY, Finding, Findings
from govinfo_report.messages import Joined, message
from govinfo_report.report import Report

__all__ = ["check"]

_FEW_BLANKS: Final = 5
_FEW_HINTS: Final = 3


def check(
    screen: Screen,
    locale: str,
    paths: Sequence[Path],
    *,
    reader: str | None = None,
    as_json: bool = False,
    notes: bool = False,
    everything: bool = False,
    asked: Asked,
) -> int:
    """Check the reports at ``paths``; the exit code is what it returns."""
    with screen.records(as_json) as records:
        run = Run(screen, locale, reader, records)
        gathered = run.gather(paths)
        checking = _Check(run, gathered, notes, everything, asked)
        code = run.over(gathered, checking.one)
        if gathered.several:
            code = max(code, checking.across.tell(run))
    if gathered.several and records is None:
        checking.summary()
    return code


@attrs.define
class _Check:
    """The state of one run: what was found so far."""

    run: Run
    gathered: Gathered
    notes: bool
    everything: bool
    asked: Asked
    read: int = attrs.field(default=0, init=False)
    worst: Counter[str] = attrs.field(factory=Counter, init=False)
    noted: int = attrs.field(default=0, init=False)
    used: set[str] = attrs.field(factory=set, init=False)
    across: Across = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.across = Across(self.asked.selection, self.asked.reasons, self.used)

    def one(self, source: Source, report: Report) -> int:
        """Check one report and say what was found."""
        run = self.run
        if not report.tables:
            what = message("{path}：报告中没有认出任何表格，无可核对", path=source.name)
            run.refuse(source.name, what.text(run.locale))
            return UNREADABLE
        findings = self.asked.check(report)
        self.used.update(name for name in self.asked.reasons if name not in findings.unused)
        self.read += 1
        if self.gathered.several:
            self.across.add(report)
        self.worst[worst(findings)] += 1
        self.noted += bool(report.notes)
        if run.records is not None:
            run.records.add(_record(source, report, findings, run.locale))
        else:
            told = _Told(report, findings, run.locale, self.notes, self.everything)
            name = source.name if self.gathered.several else None
            if run.screen.drawn:
                run.screen.draw(*told.drawings(name))
            else:
                run.screen.write("".join(f"{printable(line)}\n" for line in told.lines(name)))
        return WELL if findings.ok else FOUND

    def summary(self) -> None:
        """How many files there were, and of what kinds."""
        run = self.run
        text = message(
            "读取{read}个文件：{errors}个有错误，{warnings}个有注意而无错误，{hints}个只有提示，{noted}个有读取说明；"
            "无法读取{unreadable}个，跳过{skipped}个",
            read=self.read,
            errors=self.worst["error"],
            warnings=self.worst["warning"],
            hints=self.worst["hint"],
            noted=self.noted,
            unreadable=run.unreadable,
            skipped=self.gathered.skipped,
        ).text(run.locale)
        unused = tuple(name for name in self.asked.reasons if name not in self.used)
        lines = [*(_unused(unused, run.locale) if unused else ()), text]
        if run.screen.drawn:
            run.screen.draw(Text(), *(Folded(Text(printable(line), style="bold")) for line in lines))
        else:
            for line in lines:
                run.screen.line(printable(line))


@attrs.frozen
class _Told:
    """What is said of one report."""

    report: Report
    findings: Findings
    locale: str
    notes: bool
    everything: bool

    def lines(self, name: str | None) -> Iterator[str]:
        """The plain text; ``name`` is that of the file where there are several, which are told more shortly."""
        if name is None:
            yield self._title()
        else:
            yield message("{place}：{what}", place=name, what=self._brief()).text(self.locale)
        for finding in self._shown(name):
            yield f"  {sentence(finding, self.locale)}"
        for line in self._advice(name).lines():
            yield f"  {line}"
        for finding in self._hints():
            yield f"  {sentence(finding, self.locale)}"
        for line in self._remarks(name):
            yield f"  {line}"
        for note in self.report.notes if self.notes else ():
            yield f"  {note_text(note, self.locale)}"
        if name is None:
            yield f"  {self.findings.summary(self.locale)}"

    def drawings(self, name: str | None) -> Iterator[RenderableType]:
        """The same for a terminal."""
        gravest = worst(self.findings)
        sign = (f"{SIGNS[gravest]} ", STYLES[gravest])
        if name is None:
            yield Folded(Text(printable(self._title()), style="bold"))
        else:
            yield Folded(Text.assemble(sign, (printable(name), "bold"), f"  {self._brief()}"), "    ")
        yield from drawn_list(self._shown(name), self.locale)
        yield from self._advice(name).drawings()
        yield from drawn_list(self._hints(), self.locale)
        for line in self._remarks(name):
            yield Padding(Folded(Text(printable(line), style="yellow")), (0, 0, 0, 4), expand=False)
        if self.notes and self.report.notes:
            yield Padding(notes_table(self.report.notes, self.locale), (0, 0, 0, 4), expand=False)
        if name is None:
            yield Folded(Text.assemble(sign, (self.findings.summary(self.locale), "bold")), "  ")

    def _advice(self, name: str | None) -> Advice:
        """What to write instead, of one file alone."""
        return Advice(explained(self.report, self.findings) if name is None else (), self.locale)

    def _title(self) -> str:
        return self.report.title or self.report.agency or message("（没有标题）").text(self.locale)

    def _brief(self) -> str:
        """How it came out, for one line among those of other files."""
        findings = self.findings
        if not len(findings):
            told = message("没有可核对的内容")
        elif len(findings.passed) == len(findings):
            told = message("核对{total}项，全部相符", total=len(findings))
        else:
            told = message(
                "核对{total}项，{rest}",
                total=len(findings),
                rest=counted(findings),
            )
        if self.report.notes:
            told = message("{what}；读取说明{count}条", what=told, count=len(self.report.notes))
        return told.text(self.locale)

    def _shown(self, name: str | None) -> list[Finding]:
        """The grave first; of what blanks leave open a few, and of several files none."""
        failed = sorted(
            (finding for finding in self.findings.failed if finding.rule.severity != "hint"),
            key=lambda finding: GRAVITY[finding.rule.severity],
        )
        if self.everything:
            return [*failed, *self.findings.incomplete, *self.findings.suppressed, *self.findings.passed]
        return [*failed, *(self.findings.incomplete[:_FEW_BLANKS] if name is None else ())]

    def _hints(self) -> list[Finding]:
        """A few of them, behind what has to be put right; all on request."""
        hints = [finding for finding in self.findings.failed if finding.rule.severity == "hint"]
        return hints if self.everything else hints[:_FEW_HINTS]

    def _remarks(self, name: str | None) -> Iterator[str]:
        """What is left out, and what is missing altogether."""
        hints = sum(finding.rule.severity == "hint" for finding in self.findings.failed) - _FEW_HINTS
        if not self.everything and hints > 0:
            yield message("另有{count}条提示，用--all查看", count=hints).text(self.locale)
        left_out = len(self.findings.incomplete) - _FEW_BLANKS
        if name is None and not self.everything and left_out > 0:
            yield message("另有{count}项因空白无法核对，用--all查看", count=left_out).text(self.locale)
        if name is None and self.findings.unused:
            yield from _unused(self.findings.unused, self.locale)
        if self.notes:
            return
        for note in self.report.notes:
            if note.code == "no-table":
                yield note.message_in(self.locale)
        if self.report.notes and name is None:
            yield message("有{count}条读取说明，用--notes查看", count=len(self.report.notes)).text(self.locale)


def _unused(names: tuple[str, ...], locale: str) -> tuple[str]:
    """The line that names suppressions which met nothing."""
    return (message("这些理由没有对应的不符或空白：{names}", names=Joined(names, "、")).text(locale),)


def _record(source: Source, report: Report, findings: Findings, locale: str) -> dict[str, Any]:
    return {
        "path": source.name,
        "title": report.title,
        "agency": report.agency,
        "year": report.year,
        "ok": findings.ok,
        "unused": list(findings.unused),
        "findings": [finding.to_dict(locale) for finding in findings],
        "explanations": [one.to_dict(locale) for one in explained(report, findings)],
        "notes": notes_records(report, locale),
    }
