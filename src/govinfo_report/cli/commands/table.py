"""The command ``table``: its options and their help."""

from pathlib import Path
from typing import Annotated

from govinfo_report.cli.program import PROGRAM, Program
from govinfo_report.cli.table import table
from govinfo_report.messages import message

__all__ = ["add"]


def add(program: Program) -> None:
    """Declare the command."""

    @program.app.command(
        name="table",
        help=program.say(message("把许多报告写成数据表（Parquet文件），中断后可以继续。")),
        usage=f"{PROGRAM} table [OPTIONS] PATH… --to FOLDER",
    )
    def _table(
        paths: Annotated[list[Path], program.path],
        /,
        *,
        to: Annotated[
            Path, program.option("--to", message("写到哪个文件夹：新的、空的，或此命令写过的。"), metavar="FOLDER")
        ],
        workers: Annotated[
            int | None, program.number("--workers", message("用几个进程读取，不给出则与处理器数目相同。"), "N")
        ] = None,
        json: Annotated[bool, program.as_json] = False,
        from_: Annotated[str | None, program.source] = None,
        locale_: Annotated[str | None, program.language] = None,  # noqa: ARG001 - taken before; for help and completion
    ) -> int:
        return table(program.screen, program.locale, paths, to=to, workers=workers, reader=from_, as_json=json)
