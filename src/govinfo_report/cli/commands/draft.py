"""The command ``draft``: its options and their help."""

from pathlib import Path
from typing import Annotated

from govinfo_report.cli.drafting import drafts
from govinfo_report.cli.program import PROGRAM, Program
from govinfo_report.messages import message

__all__ = ["add"]


def add(program: Program) -> None:
    """Declare the command."""

    @program.app.command(
        name="draft",
        help=program.say(message("根据表格起草文字部分，待填之处写作〔待填：…〕。")),
        usage=f"{PROGRAM} draft [OPTIONS] PATH…",
    )
    def _draft(
        paths: Annotated[list[Path], program.path],
        /,
        *,
        json: Annotated[bool, program.as_json] = False,
        from_: Annotated[str | None, program.source] = None,
        locale_: Annotated[str | None, program.language] = None,  # noqa: ARG001 - taken before; for help and completion
    ) -> int:
        return drafts(program.screen, program.locale, paths, reader=from_, as_json=json)
