"""The command line: what was asked for is found and run, in the language that was asked for."""

import os
import sys
from collections.abc import Sequence

from cyclopts import App, CycloptsError

from govinfo_report.cli.commands import COMMANDS
from govinfo_report.cli.language import split_locale
from govinfo_report.cli.program import PROGRAM, Program
from govinfo_report.cli.screen import Screen, printable
from govinfo_report.cli.sources import STANDARD, UNREADABLE, WELL
from govinfo_report.cli.usage import explain_usage
from govinfo_report.errors import GovinfoReportError
from govinfo_report.messages import SOURCE_LOCALE, message

__all__ = ["build", "run"]

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
        told = message("无法写出（{reason}）", reason=str(error.strerror or error))
        if isinstance(error.filename, str):
            told = message("{place}：{what}", place=error.filename, what=told)
        screen.complain(printable(told.text(locale)))
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
    program = Program(locale, screen)
    for add in COMMANDS:
        add(program)
    return program.app
