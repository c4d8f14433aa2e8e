"""``govinfo-report draft``: a first text of the narrative from the figures of the tables."""

# The annotations of a command are looked up when it is declared, so they are no strings here.
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Final

import attrs
from cyclopts import App, Parameter

from govinfo_report.cli.screen import Screen, printable
from govinfo_report.cli.sources import WELL, Run, Source
from govinfo_report.drafting import draft
from govinfo_report.messages import message
from govinfo_report.report import Report

__all__ = ["add_draft", "drafts"]

_USAGE: Final = "draft [OPTIONS] PATH…"


def add_draft(
    app: App,
    program: str,
    screen: Screen,
    locale: str,
    *,
    path: Parameter,
    as_json: Parameter,
    source: Parameter,
    language: Parameter,
) -> None:
    """Declare the command to ``app``; the parameters are those that all commands share."""

    @app.command(
        name="draft",
        help=message("根据表格起草文字部分，待填之处写作〔待填：…〕。").text(locale),
        usage=f"{program} {_USAGE}",
    )
    def _draft(
        paths: Annotated[list[Path], path],
        /,
        *,
        json: Annotated[bool, as_json] = False,
        from_: Annotated[str | None, source] = None,
        locale_: Annotated[str | None, language] = None,  # noqa: ARG001 - taken before; for help and completion
    ) -> int:
        return drafts(screen, locale, paths, reader=from_, as_json=json)


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
