"""The command ``aggregate``: its options and their help."""

from pathlib import Path
from typing import Annotated, Literal

from govinfo_report.cli.aggregating import add_up
from govinfo_report.cli.formats import format_names
from govinfo_report.cli.program import PROGRAM, Program
from govinfo_report.messages import message

__all__ = ["add"]


def add(program: Program) -> None:
    """Declare the command."""

    @program.app.command(
        name="aggregate",
        help=program.say(message("逐级汇总：把各部门的报告逐格相加，可与公布的总计核对。")),
        usage=f"{PROGRAM} aggregate [OPTIONS] PATH… --agency NAME --year YEAR",
    )
    def _aggregate(
        paths: Annotated[list[Path], program.path],
        /,
        *,
        agency: Annotated[str, program.option("--agency", message("汇总机关的名称。"), metavar="NAME")],
        year: Annotated[int, program.number("--year", message("报告年度；其他年度的报告不计入。"), "YEAR")],
        published: Annotated[
            Path | None,
            program.option("--published", message("公布的总计：一份报告，与各份之和逐格比较。"), metavar="FILE"),
        ] = None,
        edition: Annotated[
            Literal["2019", "2021"] | None,
            program.option(
                "--edition",
                message("按哪一版格式汇总，不给出则用各份报告的版本，有几版时用当年的版本。"),
                metavar="EDITION",
            ),
        ] = None,
        blanks: Annotated[
            Literal["skip", "blank"],
            program.option(
                "--blanks", message("有的报告留空时：skip只加有数值的（默认），blank则合计也留空。"), metavar="RULE"
            ),
        ] = "skip",
        output: Annotated[
            Path | None,
            program.option(("--output", "-o"), message("把合计写到哪个文件，不给出则显示表格。")),
        ] = None,
        to: Annotated[
            str | None,
            program.option(
                "--to", message("写成的格式，不给出则看-o的扩展名。"), choices=format_names(), metavar="FORMAT"
            ),
        ] = None,
        force: Annotated[bool, program.option("--force", message("覆盖已有的文件。"))] = False,
        notes: Annotated[
            bool, program.option("--notes", message("逐格列出汇总说明；写文件时在单元格处标出。"))
        ] = False,
        all: Annotated[bool, program.option("--all", message("与公布的总计比较时，也列出相同的数值。"))] = False,
        json: Annotated[bool, program.as_json] = False,
        from_: Annotated[str | None, program.source] = None,
        locale_: Annotated[str | None, program.language] = None,  # noqa: ARG001 - taken before; for help and completion
    ) -> int:
        return add_up(
            program.screen,
            program.locale,
            paths,
            agency=agency,
            year=year,
            published=published,
            edition=edition,
            blanks=blanks,
            output=output,
            to=to,
            force=force,
            notes=notes,
            everything=all,
            reader=from_,
            as_json=json,
        )
