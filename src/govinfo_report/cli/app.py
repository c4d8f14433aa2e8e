"""The command line: its commands, their options and their help, in the language that was asked for."""

import os
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from attrs import evolve
from cyclopts import App, CycloptsError, Group, Parameter
from cyclopts.help import DefaultFormatter, HelpPanel
from rich.console import Console, ConsoleOptions
from rich.text import Text

from govinfo_report.cli.check import check
from govinfo_report.cli.convert import convert, format_names, options_of
from govinfo_report.cli.drafting import add_draft
from govinfo_report.cli.language import FLAG, VARIABLE, split_locale
from govinfo_report.cli.rules import rules
from govinfo_report.cli.screen import Screen
from govinfo_report.cli.show import show
from govinfo_report.cli.sources import STANDARD, UNREADABLE, WELL
from govinfo_report.cli.table import table
from govinfo_report.cli.usage import explain_usage
from govinfo_report.errors import GovinfoReportError
from govinfo_report.messages import SOURCE_LOCALE, Joined, Message, available_locales, message, translate
from govinfo_report.options import Option
from govinfo_report.registry import Registry

__all__ = ["build", "run"]

PROGRAM: Final = "govinfo-report"
_INTERRUPTED, _PIPE_CLOSED = 130, 141
"""As shells report SIGINT and SIGPIPE."""


def run(arguments: Sequence[str], screen: Screen | None = None) -> int:
    """Run a command line; the exit code is what it returns."""
    screen = screen or Screen.standard()
    locale = SOURCE_LOCALE
    try:
        locale, tokens = split_locale(arguments, os.environ)
        code = _dispatch(tokens, locale, screen)
        screen.out.file.flush()
    except BrokenPipeError:  # whoever read the output has seen enough
        _close_quietly()
        return _PIPE_CLOSED
    except KeyboardInterrupt:
        screen.complain(message("已中断").text(locale))
        return _INTERRUPTED
    except GovinfoReportError as error:
        screen.complain(error.text(locale))
        return UNREADABLE
    except OSError as error:  # a full disk
        screen.complain(message("无法写出（{reason}）", reason=str(error.strerror or error)).text(locale))
        _close_quietly()
        return UNREADABLE
    return code


def _dispatch(tokens: Sequence[str], locale: str, screen: Screen) -> int:
    app = build(locale, screen)
    if not tokens:
        app.help_print([], console=screen.out)
        return UNREADABLE
    try:
        code = app(
            [STANDARD if token == "-" else token for token in tokens], console=screen.out, error_console=screen.err
        )
    except CycloptsError as error:
        commands = tuple(name for name in app if not name.startswith("-"))
        for sentence in explain_usage(error, PROGRAM, commands):
            screen.complain(sentence.text(locale).replace(STANDARD, "-"))
        return UNREADABLE
    return code if isinstance(code, int) else WELL


def _close_quietly() -> None:
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):  # no stream of the system stands behind it
        return


def build(locale: str, screen: Screen) -> App:
    """The commands, with their help in ``locale``."""

    def say(sentence: Message) -> str:
        return sentence.text(locale)

    def option(names: str | tuple[str, ...], help: Message, **more: Any) -> Parameter:
        return Parameter(name=names, help=say(help), group=options, **more)

    arguments, options, commands, rest = (
        Group(say(title), sort_key=at)
        for at, title in enumerate((message("参数"), message("选项"), message("命令"), message("其他")), 1)
    )
    app = App(
        name=PROGRAM,
        help=say(message("读取、核对、转换政府信息公开工作年度报告。")),
        usage=f"{PROGRAM} show|check|convert|table PATH…",
        help_epilogue=say(
            message(
                "{flag}或环境变量{variable}选择语言：{locales}。\n"
                "退出码：0为无误，1为有不符，2为有文件无法读取或写出。",
                flag=FLAG,
                variable=VARIABLE,
                locales=Joined(available_locales(), "、"),
            )
        ),
        help_format="plaintext",
        help_formatter=_Formatter(say(message("用法："))),
        version=lambda: f"{PROGRAM} {version('govinfo_report')}",
        version_format="plaintext",
        default_parameter=Parameter(negative="", show_default=False, show_choices=False),
        group_arguments=arguments,
        group_parameters=options,
        group_commands=commands,
        result_action="return_value",
        exit_on_error=False,
        print_error=False,
        suppress_keyboard_interrupt=False,
        verbose=False,
    )
    for flag, help in (("--help", message("显示用法。")), ("--version", message("显示版本。"))):
        app[flag].help = say(help)
        app[flag].group = (rest,)

    path = Parameter(
        name="PATH",
        help=say(message("文件或文件夹，-为标准输入。")),
        converter=_as_paths(say(message("路径是空的"))),
        group=arguments,
    )
    source = option("--from", message("来源的格式，不给出则自动识别。"), choices=_readers(), metavar="FORMAT")
    as_json = option("--json", message("输出JSON，供程序读取。"))
    listed = option("--notes", message("列出读取说明：位置、单元格和内容。"))
    found = option("--findings", message("在单元格处标出不符的核对结果。"))
    language = option(FLAG, message("语言：zh_CN或en。"), choices=available_locales(), metavar="LOCALE")

    chosen = option("--only", message("只用这些规则：id或其开头，可给多次。"), metavar="RULE")
    left_out = option("--without", message("不用这些规则：id或其开头，可给多次。"), metavar="RULE")
    least = option("--severity", message("只用至少这样严重的规则：error、warning或hint。"), metavar="LEVEL")

    @app.command(
        name="show",
        help=say(message("按统一格式显示报告。")),
        usage=f"{PROGRAM} show [OPTIONS] PATH…",
    )
    def _show(
        paths: Annotated[list[Path], path],
        /,
        *,
        notes: Annotated[bool, listed] = False,
        findings: Annotated[bool, found] = False,
        table: Annotated[
            list[str] | None,
            option(
                "--table", message("只显示某表：disclosure、applications、disputes，或二、三、四。"), metavar="NAME"
            ),
        ] = None,
        width: Annotated[int | None, option("--width", message("表格的宽度，40至1000列。"), metavar="COLUMNS")] = None,
        json: Annotated[bool, as_json] = False,
        from_: Annotated[str | None, source] = None,
        locale_: Annotated[str | None, language] = None,  # noqa: ARG001 - taken before; for help and completion
    ) -> int:
        return show(
            screen,
            locale,
            paths,
            reader=from_,
            as_json=json,
            notes=notes,
            findings=findings,
            width=width,
            tables=table or (),
        )

    @app.command(
        name="check",
        help=say(message("核对报告的勾稽关系。")),
        usage=f"{PROGRAM} check [OPTIONS] PATH…",
    )
    def _check(
        paths: Annotated[list[Path], path],
        /,
        *,
        notes: Annotated[bool, listed] = False,
        all: Annotated[bool, option("--all", message("列出每一项核对，包括相符的和因空白无法核对的。"))] = False,
        only: Annotated[list[str] | None, chosen] = None,
        without: Annotated[list[str] | None, left_out] = None,
        severity: Annotated[Literal["error", "warning", "hint"] | None, least] = None,
        suppress: Annotated[
            Path | None,
            option("--suppress", message("已知的不符及其理由：JSON或TOML文件，id对应理由。"), metavar="FILE"),
        ] = None,
        json: Annotated[bool, as_json] = False,
        from_: Annotated[str | None, source] = None,
        locale_: Annotated[str | None, language] = None,  # noqa: ARG001 - taken before; for help and completion
    ) -> int:
        return check(
            screen,
            locale,
            paths,
            reader=from_,
            as_json=json,
            notes=notes,
            everything=all,
            only=only or (),
            without=without or (),
            severity=severity,
            suppress=suppress,
        )

    @app.command(
        name="rules",
        help=say(message("列出核对的规则：严重程度、题名和依据。")),
        usage=f"{PROGRAM} rules [OPTIONS]",
    )
    def _rules(
        *,
        only: Annotated[list[str] | None, chosen] = None,
        without: Annotated[list[str] | None, left_out] = None,
        severity: Annotated[Literal["error", "warning", "hint"] | None, least] = None,
        json: Annotated[bool, as_json] = False,
        locale_: Annotated[str | None, language] = None,  # noqa: ARG001 - taken before; for help and completion
    ) -> int:
        return rules(screen, locale, only=only or (), without=without or (), severity=severity, as_json=json)

    @app.command(
        name="convert",
        help=say(message("把报告写成另一种格式。")),
        usage=f"{PROGRAM} convert [OPTIONS] PATH… --to FORMAT",
        help_epilogue=_formats(locale),
    )
    def _convert(
        paths: Annotated[list[Path], path],
        /,
        *,
        to: Annotated[
            str | None,
            option("--to", message("写成的格式，不给出则看-o的扩展名。"), choices=format_names(), metavar="FORMAT"),
        ] = None,
        output: Annotated[
            Path | None,
            option(
                ("--output", "-o"),
                message("写到哪个文件或文件夹，不给出则写到标准输出。"),
                converter=_as_output,
            ),
        ] = None,
        settings: Annotated[
            list[str] | None, option("--option", message("格式的选项，写作“名称=值”，可给多次。"), metavar="KEY=VALUE")
        ] = None,
        force: Annotated[bool, option("--force", message("覆盖已有的文件。"))] = False,
        findings: Annotated[bool, found] = False,
        notes: Annotated[bool, option("--notes", message("在单元格处标出读取说明。"))] = False,
        from_: Annotated[str | None, source] = None,
        locale_: Annotated[str | None, language] = None,  # noqa: ARG001 - taken before; for help and completion
    ) -> int:
        into = output is not None and output.name == _INTO
        return convert(
            screen,
            locale,
            paths,
            to=to,
            output=output.parent if output is not None and into else output,
            into=into,
            options=settings or (),
            force=force,
            reader=from_,
            findings=findings,
            notes=notes,
        )

    @app.command(
        name="table",
        help=say(message("把许多报告写成数据表（Parquet文件），中断后可以继续。")),
        usage=f"{PROGRAM} table [OPTIONS] PATH… --to FOLDER",
    )
    def _table(
        paths: Annotated[list[Path], path],
        /,
        *,
        to: Annotated[Path, option("--to", message("写到哪个文件夹：新的、空的，或此命令写过的。"), metavar="FOLDER")],
        workers: Annotated[
            int | None, option("--workers", message("用几个进程读取，不给出则与处理器数目相同。"), metavar="N")
        ] = None,
        json: Annotated[bool, as_json] = False,
        from_: Annotated[str | None, source] = None,
        locale_: Annotated[str | None, language] = None,  # noqa: ARG001 - taken before; for help and completion
    ) -> int:
        return table(screen, locale, paths, to=to, workers=workers, reader=from_, as_json=json)

    add_draft(app, PROGRAM, screen, locale, path=path, as_json=as_json, source=source, language=language)

    @app.command(
        name="completion",
        help=say(message("输出或安装命令行补全。")),
        usage=f"{PROGRAM} completion bash|zsh|fish [--install]",
        group=rest,
    )
    def _completion(
        shell: Annotated[
            Literal["bash", "zsh", "fish"],
            Parameter(name="SHELL", help=say(message("bash、zsh或fish。")), group=arguments),
        ],
        /,
        *,
        install: Annotated[bool, option("--install", message("安装到当前用户的目录，而不是输出。"))] = False,
        locale_: Annotated[str | None, language] = None,  # noqa: ARG001 - taken before; for help and completion
    ) -> int:
        if install:
            path = app.install_completion(shell=shell)
            screen.line(say(message("补全已写入{path}，新开的终端中生效", path=str(path))))
        else:
            screen.write(app.generate_completion(prog_name=PROGRAM, shell=shell))
        return WELL

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
