"""What the reports of one organ, among the files of one run, say of each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import attrs
from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from govinfo_report.checking import Selection
from govinfo_report.cli.folding import Folded
from govinfo_report.cli.screen import printable
from govinfo_report.cli.sentences import SIGNS, STYLES, drawn_list, sentence, worst
from govinfo_report.cli.sources import FOUND, WELL, Run
from govinfo_report.counting import counted
from govinfo_report.findings import GRAVITY, Finding, Findings
from govinfo_report.messages import Joined, message
from govinfo_report.report import Report
from govinfo_report.rules.years import organ_key
from govinfo_report.together.consistency import check_series
from govinfo_report.together.diagnosing import SeriesFault, diagnose_series

__all__ = ["Across"]

_MOST: Final = 1000
"""Reports that are kept to be compared; of more files none are, for they would fill the memory."""


@attrs.define
class Across:
    """The reports of one run, by organ.

    Attributes:
        selection: the rules that are asked for.
        reasons: suppressions, by what they name.
        used: those that met something; more are added.
    """

    selection: Selection
    reasons: Mapping[str, str]
    used: set[str]
    count: int = attrs.field(default=0, init=False)
    organs: dict[str, list[Report]] = attrs.field(factory=dict, init=False)

    def add(self, report: Report) -> None:
        """Keep a report, where its organ and its year are known."""
        if report.agency is None or report.year is None:
            return
        self.count += 1
        if self.count > _MOST:
            self.organs.clear()
            return
        self.organs.setdefault(organ_key(report.agency), []).append(report)

    def tell(self, run: Run) -> int:
        """Say what was found of each organ of which there are reports of several years; the exit code."""
        if self.count > _MOST:
            what = message("报告超过{most}份，没有作跨年度核对；请按机关分批核对", most=_MOST)
            run.screen.complain(what.text(run.locale))
            return WELL
        code = WELL
        for reports in self.organs.values():
            if len({report.year for report in reports}) > 1:
                code = max(code, self._organ(run, reports))
        return code

    def _organ(self, run: Run, reports: Sequence[Report]) -> int:
        asked = self.selection
        findings = check_series(reports, rules=asked.rules, without=asked.without, severity=asked.severity)
        findings = findings.suppress(self.reasons) if self.reasons else findings
        self.used.update(name for name in self.reasons if name not in findings.unused)
        if not len(findings):
            return WELL
        failed = {finding.id for finding in findings.failed}
        faults = tuple(one for one in (diagnose_series(reports) if failed else ()) if failed.intersection(one.ties))
        told = _Told(reports, findings, faults, run.locale)
        if run.records is not None:
            run.records.add(told.record())
        elif run.screen.drawn:
            run.screen.draw(*told.drawings())
        else:
            run.screen.write("".join(f"{printable(line)}\n" for line in told.lines()))
        return WELL if findings.ok else FOUND


@attrs.frozen
class _Told:
    """What is said of one organ."""

    reports: Sequence[Report]
    findings: Findings
    faults: tuple[SeriesFault, ...]
    locale: str

    @property
    def years(self) -> list[int]:
        return sorted({report.year for report in self.reports if report.year is not None})

    def lines(self) -> Iterator[str]:
        yield self._title()
        for finding in self._shown():
            yield f"  {sentence(finding, self.locale)}"
        for depth, line in self._advice():
            yield "  " * (depth + 1) + line

    def drawings(self) -> Iterator[RenderableType]:
        gravest = worst(self.findings)
        yield Folded(Text.assemble((f"{SIGNS[gravest]} ", STYLES[gravest]), (printable(self._title()), "bold")), "    ")
        yield from drawn_list(self._shown(), self.locale)
        for depth, line in self._advice():
            text = Text(printable(line), style="bold" if depth == 0 else "")
            text.highlight_regex(r"(?<=应为)\d+|(?<=should be )\d+", "bold green")
            yield Padding(Folded(text, "  "), (0, 0, 0, 2 + 2 * depth), expand=False)

    def record(self) -> dict[str, Any]:
        return {
            "agency": self._agency(),
            "years": self.years,
            "ok": self.findings.ok,
            "series": [finding.to_dict(self.locale) for finding in self.findings],
            "faults": [fault.to_dict(self.locale) for fault in self.faults],
        }

    def _agency(self) -> str:
        return max(self.reports, key=lambda report: report.year or 0).agency or ""

    def _title(self) -> str:
        findings = self.findings
        told = message(
            "{agency}{years}年度之间：核对{total}项",
            agency=self._agency(),
            years=Joined(tuple(map(str, self.years)), "、"),
            total=len(findings),
        )
        if len(findings.passed) == len(findings):
            return message("{what}，全部相符", what=told).text(self.locale)
        return message("{what}，{rest}", what=told, rest=counted(findings)).text(self.locale)

    def _shown(self) -> list[Finding]:
        return sorted(self.findings.failed, key=lambda finding: GRAVITY[finding.rule.severity])

    def _advice(self) -> Iterator[tuple[int, str]]:
        if self.faults:
            yield 0, message("哪一年度有误（请对照原始台账核实后再改）：").text(self.locale)
        for number, fault in enumerate(self.faults, 1):
            for at, line in enumerate(fault.lines(self.locale)):
                yield (1, f"{number}. {line}") if at == 0 else (2, line)
