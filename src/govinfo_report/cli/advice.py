"""What to write instead: the diagnosis of a report in a few lines that can be acted on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

import attrs
from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from govinfo_report.cli.folding import Folded
from govinfo_report.cli.screen import printable
from govinfo_report.diagnosis.explanation import Explanation
from govinfo_report.findings import Findings
from govinfo_report.messages import message
from govinfo_report.report import Report

__all__ = ["Advice", "explained"]

_FEW: Final = 5
"""Of more explanations of one failure than this the best are shown."""

_MARGINS: Final = (2, 4, 7)
_HANGS: Final = (2, 3, 2)
"""By how deep a line stands: the columns before it, and before its further lines."""


def explained(report: Report, findings: Findings) -> tuple[Explanation, ...]:
    """How to mend what failed among ``findings``: nothing that was not asked for, or that is explained, is to be mended."""
    if not findings.failed:
        return ()
    explanations = report.diagnose()
    open_ids = {finding.id for finding in (*findings.failed, *findings.incomplete)}
    wanted = {one.component for one in explanations if not open_ids.isdisjoint(one.mends)}
    return tuple(one for one in explanations if one.component in wanted)


@attrs.frozen
class Advice:
    """The corrections that mend what failed, each failure by itself.

    Attributes:
        explanations: of one report, by component and rank, as :meth:`Report.diagnose` gives them.
        locale: of the lines.
    """

    explanations: tuple[Explanation, ...]
    locale: str

    def lines(self) -> Iterator[str]:
        """Plain text; what belongs to a line above is set in."""
        for depth, text in self._told():
            yield "  " * depth + text

    def drawings(self) -> Iterator[RenderableType]:
        """The same for a terminal."""
        for depth, text in self._told():
            line = Text(printable(text), style="bold" if depth == 0 else "")
            line.highlight_regex(r"(?<=应为)\d+|(?<=应分别为)\d+和\d+|(?<=should be )\d+", "bold green")
            yield Padding(Folded(line, " " * _HANGS[depth]), (0, 0, 0, _MARGINS[depth]), expand=False)

    def _told(self) -> Iterator[tuple[int, str]]:
        if not self.explanations:
            return
        yield 0, message("改正建议（请对照原始台账核实后再改）：").text(self.locale)
        groups = groupby(self.explanations, key=lambda one: one.component)
        for number, (_, group) in enumerate(groups, 1):
            yield from self._component(number, tuple(group))

    def _component(self, number: int, group: tuple[Explanation, ...]) -> Iterator[tuple[int, str]]:
        best = group[0]
        if len(group) == 1:
            yield 1, f"{number}. {best.text(self.locale)}"
            return
        head = message("以下{count}种改法中只有一种符合实际，最可能的在前：", count=best.count)
        yield 1, f"{number}. {head.text(self.locale)}"
        yield from ((2, f"- {text}") for text in self._choices(group[:_FEW]))
        if best.count > _FEW:
            yield 2, message("另有{count}种，用--json查看", count=best.count - _FEW).text(self.locale)
        yield 2, best.why(self.locale)
        if best.bound is not None:
            yield 2, best.bound.text(self.locale)

    def _choices(self, group: Iterable[Explanation]) -> Iterator[str]:
        return (one.what(self.locale) for one in group)
