"""The command ``completion``: what it writes, and where."""

from typing import Annotated, Literal

from cyclopts import Parameter

from govinfo_report.cli.program import PROGRAM, Program
from govinfo_report.cli.sources import WELL
from govinfo_report.messages import message

__all__ = ["add"]


def add(program: Program) -> None:
    """Declare the command."""

    @program.app.command(
        name="completion",
        help=program.say(message("输出或安装命令行补全。")),
        usage=f"{PROGRAM} completion bash|zsh|fish [--install]",
        group=program.rest,
    )
    def _completion(
        shell: Annotated[
            Literal["bash", "zsh", "fish"],
            Parameter(name="SHELL", help=program.say(message("bash、zsh或fish。")), group=program.arguments),
        ],
        /,
        *,
        install: Annotated[bool, program.option("--install", message("安装到当前用户的目录，而不是输出。"))] = False,
        locale_: Annotated[str | None, program.language] = None,  # noqa: ARG001 - taken before; for help and completion
    ) -> int:
        if install:
            path = program.app.install_completion(shell=shell)
            program.screen.line(program.say(message("补全已写入{path}，新开的终端中生效", path=str(path))))
        else:
            program.screen.write(program.app.generate_completion(prog_name=PROGRAM, shell=shell))
        return WELL
