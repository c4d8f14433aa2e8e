"""The command ``show``: its options and their help."""

from pathlib import Path
from typing import Annotated, Literal

from govinfo_report.cli.asking import Asked
from govinfo_report.cli.formats import format_names
from govinfo_report.cli.program import PROGRAM, Program
from govinfo_report.cli.show import show
from govinfo_report.messages import message

__all__ = ["add"]


def add(program: Program) -> None:
    """Declare the command."""

    @program.app.command(
        name="show",
        help=program.say(message("按统一格式显示报告。")),
        usage=f"{PROGRAM} show [OPTIONS] PATH…",
    )
    def _show(
        paths: Annotated[list[Path], program.path],
        /,
        *,
        format: Annotated[
            str | None,
            program.option(
                "--format",
                message("输出这种格式的原文，如markdown、html、json；不给出则在终端上画表。"),
                choices=format_names(),
                metavar="FORMAT",
            ),
        ] = None,
        notes: Annotated[bool, program.listed] = False,
        findings: Annotated[bool, program.found] = False,
        only: Annotated[list[str] | None, program.chosen] = None,
        without: Annotated[list[str] | None, program.left_out] = None,
        severity: Annotated[Literal["error", "warning", "hint"] | None, program.least] = None,
        suppress: Annotated[Path | None, program.explained] = None,
        table: Annotated[
            list[str] | None,
            program.option(
                "--table", message("只显示某表：disclosure、applications、disputes，或二、三、四。"), metavar="NAME"
            ),
        ] = None,
        width: Annotated[int | None, program.number("--width", message("表格的宽度，40至1000列。"), "COLUMNS")] = None,
        json: Annotated[bool, program.as_json] = False,
        from_: Annotated[str | None, program.source] = None,
        locale_: Annotated[str | None, program.language] = None,  # noqa: ARG001 - taken before; for help and completion
    ) -> int:
        return show(
            program.screen,
            program.locale,
            paths,
            format=format,
            reader=from_,
            as_json=json,
            notes=notes,
            findings=findings,
            asked=Asked.of(only, without, severity, suppress),
            width=width,
            tables=table or (),
        )
