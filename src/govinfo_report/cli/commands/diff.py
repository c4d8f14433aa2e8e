"""The command ``diff``: its options and their help."""

from pathlib import Path
from typing import Annotated

from govinfo_report.cli.comparing import compare
from govinfo_report.cli.program import PROGRAM, Program
from govinfo_report.messages import message

__all__ = ["add"]


def add(program: Program) -> None:
    """Declare the command."""

    @program.app.command(
        name="diff",
        help=program.say(message("比较两份报告：数值的变化，文字逐字相同的比例。")),
        usage=f"{PROGRAM} diff [OPTIONS] PATH PATH",
    )
    def _diff(
        paths: Annotated[list[Path], program.path],
        /,
        *,
        all: Annotated[bool, program.option("--all", message("也列出相同的数值和每一句文字。"))] = False,
        output: Annotated[
            Path | None, program.option(("--output", "-o"), message("把比较写成网页：扩展名为.html的文件。"))
        ] = None,
        force: Annotated[bool, program.option("--force", message("覆盖已有的文件。"))] = False,
        json: Annotated[bool, program.as_json] = False,
        from_: Annotated[str | None, program.source] = None,
        locale_: Annotated[str | None, program.language] = None,  # noqa: ARG001 - taken before; for help and completion
    ) -> int:
        return compare(
            program.screen,
            program.locale,
            paths,
            output=output,
            force=force,
            reader=from_,
            as_json=json,
            everything=all,
        )
