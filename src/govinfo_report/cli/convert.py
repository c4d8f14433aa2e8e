"""``govinfo-report convert``: reports in another format."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import attrs

from govinfo_report.cli.screen import Screen
from govinfo_report.cli.sources import STANDARD, UNREADABLE, WELL, Run, Source
from govinfo_report.cli.writing import put
from govinfo_report.errors import RenderError
from govinfo_report.messages import Joined, Message, message
from govinfo_report.options import Option, OptionValue, check_options, parse_options
from govinfo_report.registry import Registry
from govinfo_report.report import Report

__all__ = ["JSON", "convert", "extension_of", "format_names", "format_of", "options_of", "read_options"]

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


def convert(
    screen: Screen,
    locale: str,
    paths: Sequence[Path],
    *,
    to: str | None,
    output: Path | None,
    into: bool = False,
    options: Sequence[str] = (),
    force: bool = False,
    reader: str | None = None,
    findings: bool = False,
    notes: bool = False,
) -> int:
    """Write the reports at ``paths`` in another format; the exit code is what it returns.

    ``output`` is standard output where it is ``None``, and a folder where it is one, or ``into`` says so.

    Raises:
        RenderError: formats, options or places that do not go together.
        PluginError: no such format.
    """
    run = Run(screen, locale, reader)
    output = None if output == Path(STANDARD) else output
    format = to or format_of(output)
    parsed = read_options(format, options)
    if format == JSON and (findings or notes):
        raise RenderError(message("{format}格式不显示核对结果；核对结果用check --json输出", format=format))
    gathered = run.gather(paths)
    folder = output is not None and (into or os.path.isdir(output))
    if gathered.several and not folder:
        if output is None:
            raise RenderError(message("有多个文件时，要用-o指定存放的文件夹"))
        if os.path.exists(output):
            raise RenderError(message("{path}：是文件，有多个文件时要用-o指定文件夹", path=str(output)))
        if output.suffix.lower() in map(extension_of, format_names()):
            what = message("{path}：像是文件名，有多个文件时要用-o指定文件夹，格式用--to指定", path=str(output))
            raise RenderError(what)
        folder = True
    converting = _Convert(run, format, parsed, output, folder, force, findings, notes)
    code = run.over(gathered, converting.one)
    if gathered.several:
        counted = message(
            "写出{written}个文件；无法读取或写出{unreadable}个，跳过{skipped}个",
            written=len(converting.written),
            unreadable=run.unreadable,
            skipped=gathered.skipped,
        )
        screen.line(counted.text(locale))
    return code


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


@attrs.define
class _Convert:
    run: Run
    format: str
    options: Mapping[str, Any]
    output: Path | None
    folder: bool
    force: bool
    findings: bool
    notes: bool
    written: dict[Path, str] = attrs.field(factory=dict, init=False)

    def one(self, source: Source, report: Report) -> int:
        """Write one report."""
        content = self._made(report)
        screen = self.run.screen
        if self.output is None:
            if isinstance(content, str) and screen.drawn:
                screen.write(content)
            elif screen.drawn:
                return self._refuse(source, message("{format}格式不能显示在终端，要用-o指定文件", format=self.format))
            else:
                screen.data(content.encode() if isinstance(content, str) else content)
            return WELL
        target = self.output / self._name(source) if self.folder else self.output
        if target in self.written:
            what = message("{target}已由{other}写出", target=str(target), other=self.written[target])
            return self._refuse(source, what)
        refused = put(target, content, force=self.force, into=self.folder)
        if refused is not None:
            return self._refuse(source, refused)
        self.written[target] = source.name
        return WELL

    def _name(self, source: Source) -> Path:
        """Where below the output folder it goes: its own place there, with the extension of the format."""
        below = Path(source.below)
        known = {extension for reader in Registry.installed().readers for extension in reader.extensions}
        stem = below.stem if below.suffix.lower() in known else below.name
        return below.with_name(stem + extension_of(self.format))

    def _made(self, report: Report) -> str | bytes:
        if self.format == JSON:
            indent = check_options(JSON, _JSON_OPTIONS, self.options)["indent"]
            assert isinstance(indent, int)
            return report.to_json(indent=indent or None) + "\n"
        return report.render(
            self.format, locale=self.run.locale, findings=self.findings, notes=self.notes, **self.options
        )

    def _refuse(self, source: Source, why: Message) -> int:
        self.run.refuse(source.name, message("{place}：{what}", place=source.name, what=why).text(self.run.locale))
        return UNREADABLE
