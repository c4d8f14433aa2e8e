"""The command ``rules``: its options and their help."""

from typing import Annotated, Literal

from govinfo_report.cli.program import PROGRAM, Program
from govinfo_report.cli.rules import rules
from govinfo_report.messages import message

__all__ = ["add"]


def add(program: Program) -> None:
    """Declare the command."""

    @program.app.command(
        name="rules",
        help=program.say(message("列出核对的规则：严重程度、题名和依据。")),
        usage=f"{PROGRAM} rules [OPTIONS]",
    )
    def _rules(
        *,
        only: Annotated[list[str] | None, program.chosen] = None,
        without: Annotated[list[str] | None, program.left_out] = None,
        severity: Annotated[Literal["error", "warning", "hint"] | None, program.least] = None,
        json: Annotated[bool, program.as_json] = False,
        locale_: Annotated[str | None, program.language] = None,  # noqa: ARG001 - taken before; for help and completion
    ) -> int:
        return rules(
            program.screen, program.locale, only=only or (), without=without or (), severity=severity, as_json=json
        )
