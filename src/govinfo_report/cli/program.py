"""What the commands are declared with: the program, the options that several share, the words of its help."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from attrs import evolve
from cyclopts import App, Group, Parameter
from cyclopts.help import DefaultFormatter, HelpPanel
from rich.console import Console, ConsoleOptions
from rich.text import Text

from govinfo_report.cli.language import FLAG, VARIABLE
from govinfo_report.cli.screen import Screen
from govinfo_report.messages import Joined, Message, available_locales, message
from govinfo_report.registry import Registry

__all__ = ["PROGRAM", "Program"]

PROGRAM: Final = "govinfo-report"


class Program:
    """The program to which each command's room adds its command.

    Attributes:
        locale: of the help.
        screen: what the commands write to.
        app: what commands are added to.
        arguments: the group of arguments in the help.
        options: likewise of options.
        rest: what stands last in the help.
        path: the files that a command reads.
        source: ``--from``, the reader.
        as_json: ``--json``.
        listed: ``--notes`` of commands that list them.
        found: ``--findings`` of commands that mark them.
        language: ``--locale``, which is taken before; declared for help and completion.
        chosen: ``--only`` of commands that work with rules.
        left_out: ``--without``, likewise.
        least: ``--severity``, likewise.
        explained: ``--suppress``, likewise.
    """

    def __init__(self, locale: str, screen: Screen) -> None:
        self.locale: Final = locale
        self.screen: Final = screen
        self.arguments, self.options, commands, self.rest = (
            Group(self.say(title), sort_key=at)
            for at, title in enumerate((message("参数"), message("选项"), message("命令"), message("其他")), 1)
        )
        self.app: Final = self._app(commands)
        self.path: Final = Parameter(
            name="PATH",
            help=self.say(message("文件或文件夹，-为标准输入。")),
            converter=_as_paths(self.say(message("路径是空的"))),
            group=self.arguments,
        )
        self.source: Final = self.option(
            "--from", message("来源的格式，不给出则自动识别。"), choices=_readers(), metavar="FORMAT"
        )
        self.as_json: Final = self.option("--json", message("输出JSON，供程序读取。"))
        self.listed: Final = self.option("--notes", message("列出读取说明：位置、单元格和内容。"))
        self.found: Final = self.option("--findings", message("在单元格处标出不相符的核对结果；--only等选其中一部分。"))
        self.language: Final = self.option(
            FLAG, message("语言：zh_CN或en。"), choices=available_locales(), metavar="LOCALE"
        )
        self.chosen: Final = self.option("--only", message("只用这些规则：id或其开头，可给多次。"), metavar="RULE")
        self.left_out: Final = self.option("--without", message("不用这些规则：id或其开头，可给多次。"), metavar="RULE")
        self.least: Final = self.option(
            "--severity", message("只用至少这样严重的规则：error、warning或hint。"), metavar="LEVEL"
        )
        self.explained: Final = self.option(
            "--suppress", message("已知的不符及其理由：JSON或TOML文件，id对应理由。"), metavar="FILE"
        )

    def say(self, sentence: Message) -> str:
        """``sentence`` in the language of the help."""
        return sentence.text(self.locale)

    def option(self, names: str | tuple[str, ...], help: Message, **more: Any) -> Parameter:
        """An option with its help; ``more`` as cyclopts' ``Parameter`` takes it."""
        return Parameter(name=names, help=self.say(help), group=self.options, **more)

    def number(self, name: str, help: Message, metavar: str) -> Parameter:
        """An option whose value is a whole number."""
        return self.option(name, help, metavar=metavar, converter=_whole)

    def _app(self, commands: Group) -> App:
        app = App(
            name=PROGRAM,
            help=self.say(message("读取、核对、转换政府信息公开工作年度报告。")),
            usage=f"{PROGRAM} show|check|rules|convert|draft|diff|aggregate|coverage|table PATH…",
            help_epilogue=self.say(
                message(
                    "{flag}或环境变量{variable}选择语言：{locales}。\n"
                    "退出码：0为没有错误，1为核对出错误，2为有文件无法读取或写出。",
                    flag=FLAG,
                    variable=VARIABLE,
                    locales=Joined(available_locales(), "、"),
                )
            ),
            help_format="plaintext",
            help_formatter=_Formatter(self.say(message("用法："))),
            version=lambda: f"{PROGRAM} {version('govinfo_report')}",
            version_format="plaintext",
            default_parameter=Parameter(negative="", show_default=False, show_choices=False),
            group_arguments=self.arguments,
            group_parameters=self.options,
            group_commands=commands,
            result_action="return_value",
            exit_on_error=False,
            print_error=False,
            suppress_keyboard_interrupt=False,
            verbose=False,
        )
        for flag, help in (("--help", message("显示用法。")), ("--version", message("显示版本。"))):
            app[flag].help = self.say(help)
            app[flag].group = (self.rest,)
        return app


def _readers() -> tuple[str, ...]:
    return Registry.installed().readers.names


def _as_paths(refusal: str) -> Any:
    """A converter that refuses the empty path, which would stand for the working folder."""

    def paths(_kind: object, tokens: Sequence[Any]) -> list[Path]:
        if not all(token.value for token in tokens):
            raise ValueError(refusal)
        return [Path(token.value) for token in tokens]

    return paths


def _whole(_kind: object, tokens: Sequence[Any]) -> int:
    """A converter for whole numbers; cyclopts would round 2023.5."""
    if not tokens[-1].value.strip().lstrip("+-").isdecimal():
        raise ValueError
    return int(tokens[-1].value)


class _Formatter(DefaultFormatter):
    """The help of cyclopts with its own words in the language that was asked for."""

    def __init__(self, usage: str) -> None:
        super().__init__()
        self._usage = usage

    def render_usage(self, console: Console, options: ConsoleOptions, usage: Any) -> None:  # noqa: ARG002 - as it is called
        """One line behind the word for usage."""
        console.print(Text(self._usage, style="bold") + Text(str(usage)))

    def __call__(self, console: Console, options: ConsoleOptions, panel: HelpPanel) -> None:
        """A panel without the marks that only English explains."""
        entries = [evolve(entry, required=False) for entry in panel.entries]
        super().__call__(console, options, panel.copy(entries=entries))
