"""``govinfo-report convert``: reports in another format."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

from govinfo_report.cli.asking import Asked
from govinfo_report.cli.formats import (
    JSON,
    extension_of,
    format_names,
    format_of,
    json_text,
    read_options,
    refuse_marks,
)
from govinfo_report.cli.screen import Screen
from govinfo_report.cli.sources import STANDARD, UNREADABLE, WELL, Run, Source
from govinfo_report.cli.writing import put
from govinfo_report.errors import RenderError
from govinfo_report.messages import Message, message
from govinfo_report.reading import extensions_in_folders
from govinfo_report.registry import Registry
from govinfo_report.report import Report

__all__ = ["convert"]


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
    asked: Asked,
    notes: bool = False,
) -> int:
    """Write the reports at ``paths`` in another format; the exit code is what it returns.

    ``output`` is standard output where it is ``None``, and a folder where it is one, or ``into`` says so.  What is
    ``asked`` of findings is marked with ``findings``, or where anything is.

    Raises:
        RenderError: formats, options or places that do not go together.
        PluginError: no such format.
    """
    run = Run(screen, locale, reader)
    output = None if output == Path(STANDARD) else output
    format = to or format_of(output)
    parsed = read_options(format, options)
    findings = findings or asked.anything
    refuse_marks(format, findings, notes)
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
    converting = _Convert(run, format, parsed, output, folder, force, asked, findings, notes)
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


@attrs.define
class _Convert:
    run: Run
    format: str
    options: Mapping[str, Any]
    output: Path | None
    folder: bool
    force: bool
    asked: Asked
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
        known = extensions_in_folders(Registry.installed())
        stem = below.stem if below.suffix.lower() in known else below.name
        return below.with_name(stem + extension_of(self.format))

    def _made(self, report: Report) -> str | bytes:
        if self.format == JSON:
            return json_text(report, self.options)
        findings = self.asked.check(report) if self.findings else None
        return report.render(self.format, locale=self.run.locale, findings=findings, notes=self.notes, **self.options)

    def _refuse(self, source: Source, why: Message) -> int:
        self.run.refuse(source.name, message("{place}：{what}", place=source.name, what=why).text(self.run.locale))
        return UNREADABLE
