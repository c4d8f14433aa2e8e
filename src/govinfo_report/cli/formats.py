"""The formats that a report can be written in: those that have a renderer, and the library's own JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from govinfo_report.errors import RenderError
from govinfo_report.messages import Joined, message
from govinfo_report.options import Option, OptionValue, check_options, parse_options
from govinfo_report.registry import Registry
from govinfo_report.report import Report

__all__ = [
    "JSON",
    "extension_of",
    "format_names",
    "format_of",
    "json_text",
    "options_of",
    "read_options",
    "refuse_marks",
]

JSON: Final = "json"
"""The library's own format, which is no renderer."""

_JSON_OPTIONS: Final = (Option("indent", int, 1, message("每层缩进的空格数，0为一行").template, low=0, high=16),)


def format_names() -> tuple[str, ...]:
    """Every format that can be written."""
    return tuple(dict.fromkeys((*Registry.installed().renderers.names, JSON)))


def extension_of(format: str) -> str:
    """The extension of the files that hold ``format``, with the dot."""
    return ".json" if format == JSON else Registry.installed().renderers.get(format).extension


def options_of(format: str) -> tuple[Option, ...]:
    """The options of ``format``."""
    return _JSON_OPTIONS if format == JSON else Registry.installed().renderers.get(format).options


def format_of(output: Path | None) -> str:
    """The format that the name of the output tells.

    Raises:
        RenderError: none, or several.
    """
    names = format_names()
    told = [name for name in names if output is not None and output.suffix.lower() == extension_of(name)]
    if len(told) != 1:
        if output is not None and output.suffix:
            raise RenderError(
                message(
                    "{path}：没有扩展名为“{suffix}”的格式，要用--to指定，可用的有：{names}",
                    path=str(output),
                    suffix=output.suffix,
                    names=Joined(names, "、"),
                )
            )
        raise RenderError(message("要用--to指定格式，可用的有：{names}", names=Joined(names, "、")))
    return told[0]


def read_options(format: str, given: Sequence[str]) -> dict[str, OptionValue]:
    """What pairs of ``key=value`` stand for as options of ``format``.

    Raises:
        RenderError: one that is no pair, a key twice, or an option or value that the format does not have.
    """
    texts: dict[str, str] = {}
    for pair in given:
        key, sign, value = pair.partition("=")
        key = key.strip().replace("-", "_")
        if not sign or not key:
            raise RenderError(message("选项应写作“名称=值”，而不是“{pair}”", pair=pair))
        if key in texts:
            raise RenderError(message("选项“{name}”给了两次", name=key))
        texts[key] = value.strip()
    return parse_options(format, options_of(format), texts)


def refuse_marks(format: str, *asked: bool) -> None:
    """Refuse to mark in ``format`` what was ``asked`` for, where nothing can be marked.

    Raises:
        RenderError: the library's own JSON holds the report alone.
    """
    if format == JSON and any(asked):
        raise RenderError(message("{format}格式不显示核对结果；核对结果用check --json输出", format=format))


def json_text(report: Report, options: Mapping[str, object]) -> str:
    """``report`` in the library's own format."""
    indent = check_options(JSON, _JSON_OPTIONS, options)["indent"]
    assert isinstance(indent, int)
    return report.to_json(indent=indent or None) + "\n"
