"""What is wrong with a command line, in words."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Literal, get_args, get_origin

from cyclopts import (
    CoercionError,
    CycloptsError,
    MissingArgumentError,
    RepeatArgumentError,
    UnknownCommandError,
    UnknownOptionError,
    UnusedCliTokensError,
)

from govinfo_report.messages import Joined, Message, message

__all__ = ["explain_usage"]


def explain_usage(error: CycloptsError, program: str, commands: tuple[str, ...]) -> tuple[Message, Message]:
    """What ``error`` says, and where help is to be had."""
    chain = " ".join((program, *(error.command_chain or ())))
    return _what(error, commands), message("用“{command} --help”查看用法", command=chain)


def _what(error: CycloptsError, commands: tuple[str, ...]) -> Message:
    if isinstance(error, UnknownCommandError):
        wrong = (error.unused_tokens or [""])[0]
        return message("没有命令“{name}”，可用的有：{choices}", name=wrong, choices=Joined(commands, "、"))
    if isinstance(error, UnknownOptionError):
        wrong = error.token.keyword or error.token.value
        names = [name for argument in error.argument_collection if argument.parse for name in argument.names]
        near = get_close_matches(wrong, [name for name in names if name.startswith("-")], n=1)
        if near:
            return message("没有选项“{name}”，是不是“{near}”？", name=wrong, near=near[0])
        return message("没有选项“{name}”", name=wrong)
    if isinstance(error, RepeatArgumentError):
        return message("“{name}”给了两次", name=error.token.keyword or error.token.value)
    if isinstance(error, UnusedCliTokensError):
        return message("多余的参数：{tokens}", tokens=" ".join(error.unused_tokens or ()))
    if isinstance(error, MissingArgumentError):
        name = error.argument.name if error.argument is not None else ""
        if error.keyword is not None:
            return message("“{name}”后面缺少值", name=error.keyword)
        return message("没有给出{name}", name=name)
    if isinstance(error, CoercionError) and error.token is not None and error.msg is None:
        name = error.token.keyword or (error.argument.name if error.argument is not None else "")
        if get_origin(error.target_type) is Literal:
            return message(
                "“{name}”的值不能是“{value}”，可用的有：{choices}",
                name=name,
                value=error.token.value,
                choices=Joined(tuple(map(str, get_args(error.target_type))), "、"),
            )
        return message("“{name}”的值不能是“{value}”", name=name, value=error.token.value)
    return message("命令行有误：{reason}", reason=str(error.msg or error))
