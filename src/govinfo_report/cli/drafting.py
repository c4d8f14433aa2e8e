"""``govinfo-report draft``: a first text of the narrative from the figures of the tables."""

from collections.abc import Callable, Sequence
from pathlib import Path

import attrs

from govinfo_report.cli.screen import Screen, printable
from govinfo_report.cli.sources import WELL, Run, Source
from govinfo_report.drafting import draft
from govinfo_report.messages import message
from govinfo_report.report import Report

__all__ = ["drafts"]


def drafts(
    screen: Screen, locale: str, paths: Sequence[Path], *, reader: str | None = None, as_json: bool = False
) -> int:
    """Print what is drafted for the reports at ``paths``; the exit code is what it returns."""
    with screen.records(as_json) as records:
        run = Run(screen, locale, reader, records)
        gathered = run.gather(paths)
        return run.over(gathered, _drafting(run, gathered.several))


def _drafting(run: Run, several: bool) -> Callable[[Source, Report], int]:
    begun = False

    def one(source: Source, report: Report) -> int:
        nonlocal begun
        made = draft(report, locale=run.locale)
        if run.records is not None:
            gaps = [attrs.asdict(gap) for gap in made.gaps]
            parts = {
                part: {"heading": section.heading, "paragraphs": [attrs.asdict(one) for one in section.paragraphs]}
                for part, section in made.parts
            }
            run.records.add({"path": source.name, "sections": parts, "gaps": gaps})
            return WELL
        head = f"==> {printable(source.name)} <==\n" if several else ""
        between = "\n" if begun else ""
        begun = True
        run.screen.write(f"{between}{head}{printable(made.text())}\n")
        if wrong := len(report.check(severity="error").failed):
            said = message("{path}：表格有{count}项不符，文字照表起草，宜先核对更正", path=source.name, count=wrong)
            run.screen.complain(said.text(run.locale))
        return WELL

    return one
