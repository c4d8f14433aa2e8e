"""The options of a renderer: typed, described, checked in one place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias

import attrs

from govinfo_report.errors import PluginError, RenderError, shown
from govinfo_report.messages import Argument, Joined, Message, message

__all__ = ["Option", "OptionValue", "check_options", "parse_options"]

OptionValue: TypeAlias = bool | int | str | None

_RESERVED: Final = frozenset(("document", "findings", "format", "locale", "notes", "registry"))
"""Words of ``report.render`` itself."""

_WORDS: Final = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


@attrs.frozen
class Option:
    """An option of a renderer.

    Attributes:
        name: as it is given by keyword.
        type: ``bool``, ``int`` or ``str``.
        default: what holds where it is not given; with ``None`` it may be given as ``None``, too.
        description: one line on what it does, in Chinese where the catalogs translate it.
        choices: the texts that it may be, any where there are none.
        low: the smallest number that it may be.
        high: the largest.

    Raises:
        PluginError: a name that no keyword can have or that ``report.render`` has itself, another type, or a
            default that the option does not allow.
    """

    name: str
    type: type[bool] | type[int] | type[str]
    default: OptionValue
    description: str
    choices: tuple[str, ...] = ()
    low: int | None = None
    high: int | None = None

    def __attrs_post_init__(self) -> None:
        if not self.name.isidentifier() or self.name in _RESERVED:
            raise PluginError(message("选项不能叫“{name}”", name=self.name))
        if self.type not in (bool, int, str) or not self.allows(self.default):
            raise PluginError(message("选项{name}的类型或默认值不对：{value}", name=self.name, value=shown(self)))

    def allows(self, value: object) -> bool:
        """Whether ``value`` may be given for it; a truth value is no number."""
        if value is None:
            return self.default is None
        if type(value) is not self.type:
            return False
        if isinstance(value, str):
            return not self.choices or value in self.choices
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)

    @property
    def expected(self) -> Message:
        """What it may be, in words."""
        if self.type is bool:
            return message("true或false")
        if self.type is str:
            return message("{choices}之一", choices=Joined(self.choices, "、")) if self.choices else message("文字")
        if self.low is not None and self.high is not None:
            return message("{low}至{high}的整数", low=self.low, high=self.high)
        if self.low is not None:
            return message("不小于{low}的整数", low=self.low)
        return message("整数") if self.high is None else message("不大于{high}的整数", high=self.high)

    def parse(self, text: str) -> OptionValue:
        """The value that ``text``, as written in a command, stands for.

        Raises:
            RenderError: none that the option allows.
        """
        value: object = text
        if self.type is bool:
            value = _WORDS.get(text.lower(), text)
        elif self.type is int and re.fullmatch(r"[+-]?[0-9]{1,18}", text):
            value = int(text)
        return self.checked(value, text)

    def checked(self, value: object, written: str | None = None) -> OptionValue:
        """``value`` if the option allows it; an error quotes it as it was ``written``.

        Raises:
            RenderError: it does not.
        """
        if value is None or isinstance(value, (bool, int, str)):
            if self.allows(value):
                return value
        quoted = shown(value) if written is None else written[:80]
        raise RenderError(
            message("{name}应为{expected}，而不是{value}", name=self.name, expected=self.expected, value=quoted)
        )


def check_options(format: str, options: Iterable[Option], given: Mapping[str, object]) -> dict[str, OptionValue]:
    """Every one of ``options`` with what was given for it, else its default.

    Raises:
        RenderError: an option that ``format`` does not have, or a value that one does not allow.
    """
    known = {option.name: option for option in options}
    for name in given:
        if name not in known:
            raise _unknown(format, known, name)
    return {name: option.checked(given[name]) if name in given else option.default for name, option in known.items()}


def parse_options(format: str, options: Iterable[Option], given: Mapping[str, str]) -> dict[str, OptionValue]:
    """What the texts of a command stand for.

    Raises:
        RenderError: as :func:`check_options`.
    """
    known = {option.name: option for option in options}
    for name in given:
        if name not in known:
            raise _unknown(format, known, name)
    return {name: known[name].parse(text) for name, text in given.items()}


def _unknown(format: str, known: Iterable[str], name: str) -> RenderError:
    choices: Argument = Joined(tuple(known), "、") if known else "—"
    return RenderError(
        message("{format}格式没有选项“{name}”，可用的有：{choices}", format=format, name=name, choices=choices)
    )
