"""The command ``convert``: its options and their help, the formats among it."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from govinfo_report.cli.asking import Asked
from govinfo_report.cli.convert import convert
from govinfo_report.cli.formats import format_names, options_of
from govinfo_report.cli.program import PROGRAM, Program
from govinfo_report.messages import message, translate
from govinfo_report.options import Option

__all__ = ["add"]


def add(program: Program) -> None:
    """Declare the command."""

    @program.app.command(
        name="convert",
        help=program.say(message("把报告写成另一种格式。")),
        usage=f"{PROGRAM} convert [OPTIONS] PATH… --to FORMAT",
        help_epilogue=_formats(program.locale),
    )
    def _convert(
        paths: Annotated[list[Path], program.path],
        /,
        *,
        to: Annotated[
            str | None,
            program.option(
                "--to", message("写成的格式，不给出则看-o的扩展名。"), choices=format_names(), metavar="FORMAT"
            ),
        ] = None,
        output: Annotated[
            Path | None,
            program.option(
                ("--output", "-o"),
                message("写到哪个文件或文件夹，不给出则写到标准输出。"),
                converter=_as_output,
            ),
        ] = None,
        settings: Annotated[
            list[str] | None,
            program.option("--option", message("格式的选项，写作“名称=值”，可给多次。"), metavar="KEY=VALUE"),
        ] = None,
        force: Annotated[bool, program.option("--force", message("覆盖已有的文件。"))] = False,
        findings: Annotated[bool, program.found] = False,
        only: Annotated[list[str] | None, program.chosen] = None,
        without: Annotated[list[str] | None, program.left_out] = None,
        severity: Annotated[Literal["error", "warning", "hint"] | None, program.least] = None,
        suppress: Annotated[Path | None, program.explained] = None,
        notes: Annotated[bool, program.option("--notes", message("在单元格处标出读取说明。"))] = False,
        from_: Annotated[str | None, program.source] = None,
        locale_: Annotated[str | None, program.language] = None,  # noqa: ARG001 - taken before; for help and completion
    ) -> int:
        into = output is not None and output.name == _INTO
        return convert(
            program.screen,
            program.locale,
            paths,
            to=to,
            output=output.parent if output is not None and into else output,
            into=into,
            options=settings or (),
            force=force,
            reader=from_,
            findings=findings,
            asked=Asked.of(only, without, severity, suppress),
            notes=notes,
        )


_INTO: Final = "\1"
"""What stands behind a path that ends in a slash, which ``Path`` would forget."""


def _as_output(_kind: object, tokens: Sequence[Any]) -> Path:
    value = tokens[0].value
    return Path(value) / _INTO if value.endswith(("/", os.sep)) else Path(value)


def _formats(locale: str) -> str:
    """The formats that can be written, each with its options."""
    lines = [message("格式及其选项：").text(locale)]
    for name in format_names():
        lines.append(f"  {name}")
        lines.extend(f"    {_described(option, locale)}" for option in options_of(name))
    return "\n".join(lines)


def _described(option: Option, locale: str) -> str:
    """One line: what it does, what it may be, what holds without it."""
    told = message("{text}；{expected}", text=translate(option.description, locale), expected=option.expected)
    if option.default not in (None, ""):
        default = str(option.default).lower() if option.type is bool else str(option.default)
        told = message("{text}，默认{default}", text=told, default=default)
    return f"{option.name}={told.text(locale)}"
