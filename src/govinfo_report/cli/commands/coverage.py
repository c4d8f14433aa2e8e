"""The command ``coverage``: its options and their help."""

from pathlib import Path
from typing import Annotated

from govinfo_report.cli.missing import missing
from govinfo_report.cli.program import PROGRAM, Program
from govinfo_report.messages import message

__all__ = ["add"]


def add(program: Program) -> None:
    """Declare the command."""

    @program.app.command(
        name="coverage",
        help=program.say(message("哪些机关还没有公开报告。")),
        usage=f"{PROGRAM} coverage [OPTIONS] PATH… --agencies FILE --years YEARS",
    )
    def _coverage(
        paths: Annotated[list[Path], program.path],
        /,
        *,
        agencies: Annotated[
            Path, program.option("--agencies", message("机关名单：文本文件，每行一个机关。"), metavar="FILE")
        ],
        years: Annotated[str, program.option("--years", message("年度，如2020-2023或2021,2023。"), metavar="YEARS")],
        json: Annotated[bool, program.as_json] = False,
        from_: Annotated[str | None, program.source] = None,
        locale_: Annotated[str | None, program.language] = None,  # noqa: ARG001 - taken before; for help and completion
    ) -> int:
        return missing(
            program.screen, program.locale, paths, agencies=agencies, years=years, reader=from_, as_json=json
        )
