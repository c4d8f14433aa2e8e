"""The command ``check``: its options and their help."""

from pathlib import Path
from typing import Annotated, Literal

from govinfo_report.cli.asking import Asked
from govinfo_report.cli.check import check
from govinfo_report.cli.program import PROGRAM, Program
from govinfo_report.messages import message

__all__ = ["add"]


def add(program: Program) -> None:
    """Declare the command."""

    @program.app.command(
        name="check",
        help=program.say(message("核对报告的勾稽关系。")),
        usage=f"{PROGRAM} check [OPTIONS] PATH…",
    )
    def _check(
        paths: Annotated[list[Path], program.path],
        /,
        *,
        notes: Annotated[bool, program.listed] = False,
        all: Annotated[
            bool, program.option("--all", message("列出每一项核对，包括相符的和因空白无法核对的。"))
        ] = False,
        only: Annotated[list[str] | None, program.chosen] = None,
        without: Annotated[list[str] | None, program.left_out] = None,
        severity: Annotated[Literal["error", "warning", "hint"] | None, program.least] = None,
        suppress: Annotated[Path | None, program.explained] = None,
        json: Annotated[bool, program.as_json] = False,
        from_: Annotated[str | None, program.source] = None,
        locale_: Annotated[str | None, program.language] = None,  # noqa: ARG001 - taken before; for help and completion
    ) -> int:
        return check(
            program.screen,
            program.locale,
            paths,
            reader=from_,
            as_json=json,
            notes=notes,
            everything=all,
            asked=Asked.of(only, without, severity, suppress),
        )
