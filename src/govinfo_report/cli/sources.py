"""From the paths of a command line to files, and through all of them, whatever befalls one."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import Final

import attrs

from govinfo_report.cli.screen import JsonList, Screen
from govinfo_report.errors import GovinfoReportError, PluginError, ReadError, SerializationError
from govinfo_report.many.sources import Unlisted, files_below
from govinfo_report.messages import message
from govinfo_report.reading import extensions_in_folders, read
from govinfo_report.registry import Registry
from govinfo_report.report import Report

__all__ = ["FOUND", "STANDARD", "UNREADABLE", "WELL", "Gathered", "Run", "Source", "gather"]

STANDARD: Final = "\0"
"""What stands for standard input or output once the command line is taken apart; no path can be it, not even ``./-``."""

WELL: Final = 0
FOUND: Final = 1
UNREADABLE: Final = 2
"""The exit codes: all well; a finding of severity error; something could not be read or written."""


@attrs.frozen
class Source:
    """A file to work on.

    Attributes:
        name: the path as it was given or found, ``-`` for standard input.
        below: its place below the folder that was named; its name where it was named itself.
        path: ``None`` for standard input.
    """

    name: str
    below: str
    path: Path | None


@attrs.frozen
class Gathered:
    """What the paths of a command line stand for.

    Attributes:
        sources: the files in order.
        passed_over: files of folders that no reader knows by their extension, or that are no regular files.
        failed: folders that cannot be listed, or hold nothing to read: name and what the system says.
        walked: whether a folder was among the paths.
    """

    sources: tuple[Source, ...]
    passed_over: tuple[str, ...]
    failed: tuple[tuple[str, OSError | None], ...]
    walked: bool

    @property
    def skipped(self) -> int:
        """How many files were passed over."""
        return len(self.passed_over)

    @property
    def several(self) -> bool:
        """Whether a summary is of use."""
        return self.walked or len(self.sources) > 1

    def without(self, other: Path) -> Gathered:
        """These but for the file ``other``, which is read for another purpose and may lie among them."""
        if not os.path.exists(other):
            return self
        kept = tuple(
            one
            for one in self.sources
            if one.path is None or not os.path.exists(one.path) or not os.path.samefile(one.path, other)
        )
        over = tuple(one for one in self.passed_over if not os.path.exists(one) or not os.path.samefile(one, other))
        return attrs.evolve(self, sources=kept, passed_over=over)


def gather(paths: Iterable[Path], extensions: Collection[str] | None) -> Gathered:
    """The files that ``paths`` name, and those below folders, in order, that end in one of ``extensions``.

    Hidden files and folders are passed over, links to folders are not followed.
    """
    sources: list[Source] = []
    failed: list[tuple[str, OSError | None]] = []
    passed_over: list[str] = []
    walked = False
    for path in paths:
        name = f"./{path}" if str(path).startswith("-") else str(path)
        if name == STANDARD:
            sources.append(Source("-", "stdin", None))
            continue
        if not os.path.isdir(path):
            sources.append(Source(name, path.name, path))
            continue
        walked = True
        before, refused = len(sources), len(failed)
        for found in files_below(str(path)):
            if isinstance(found, Unlisted):
                failed.append((found.path, found.error))
                continue
            file = Path(found)
            odd = os.path.exists(file) and not os.path.isfile(file)  # a pipe would be waited for without end
            if odd or (extensions is not None and file.suffix.lower() not in extensions):
                passed_over.append(str(file))
            else:
                sources.append(Source(str(file), str(file.relative_to(path)), file))
        if len(sources) == before and len(failed) == refused:
            failed.append((name, None))
    return Gathered(tuple(sources), tuple(passed_over), tuple(failed), walked)


@attrs.define
class Run:
    """One run of a command over its files.

    Attributes:
        screen: where it writes.
        locale: the language in which it speaks.
        reader: the name of the reader, ``None`` where it is found out.
        records: the JSON list that is written, if one is.
        refused: names of what could not be read or worked on, and why.
    """

    screen: Screen
    locale: str
    reader: str | None = None
    records: JsonList | None = None
    refused: list[tuple[str, str]] = attrs.field(factory=list, init=False)

    @property
    def unreadable(self) -> int:
        """How many could not be read or worked on."""
        return len(self.refused)

    def gather(self, paths: Sequence[Path]) -> Gathered:
        """The files that ``paths`` stand for; a folder gives those that a reader knows, or the reader that was named.

        Documents and archives that no reader takes are among them, and refused with advice when their turn comes.
        """
        return gather(paths, extensions_in_folders(Registry.installed(), self.reader))

    def over(self, gathered: Gathered, work: Callable[[Source, Report], int]) -> int:
        """The worst of the codes of ``work`` on the report of each file; no file stops the next.

        Whatever cannot be read or worked on is complained of and counts as ``UNREADABLE``.
        """
        worst = WELL
        for name, refusal in gathered.failed:
            self.refuse(name, self._no_files(name) if refusal is None else self._explain(name, refusal))
            worst = UNREADABLE
        with self.screen.progress(len(gathered.sources)) as bar:
            for source in gathered.sources:
                if bar is not None:
                    bar.update(bar.task_ids[0], description=Path(source.name).name[:40], refresh=True)
                worst = max(worst, self._one(source, work))
                if bar is not None:
                    bar.update(bar.task_ids[0], advance=1, refresh=True)
        return worst

    def _one(self, source: Source, work: Callable[[Source, Report], int]) -> int:
        try:
            report = read(sys.stdin.buffer if source.path is None else source.path, format=self.reader)
            return work(source, report)
        except (BrokenPipeError, PluginError):
            raise  # not the fault of this file
        except Exception as error:  # one file never stops the rest, not even by a fault of a plug-in
            shown = source.name if source.path is not None else message("标准输入").text(self.locale)
            self.refuse(source.name, self._explain(shown, error))
            return UNREADABLE

    def refuse(self, name: str, sentence: str) -> None:
        """Complain that ``name`` could not be read or worked on."""
        self.refused.append((name, sentence))
        if self.records is not None:
            self.records.add({"path": name, "error": sentence})
        self.screen.complain(sentence)

    def _no_files(self, name: str) -> str:
        return message("{path}：文件夹中没有能读取的文件", path=name).text(self.locale)

    def _explain(self, name: str, error: Exception) -> str:
        if isinstance(error, SerializationError):
            return SerializationError(error.faults, name).text(self.locale)
        if isinstance(error, ReadError):
            return ReadError(error.message, error.position, name).text(self.locale)
        if isinstance(error, GovinfoReportError):
            return message("{place}：{what}", place=name, what=error.text(self.locale)).text(self.locale)
        if isinstance(error, OSError):
            return _system(name, error, self.locale)
        reason = f"{type(error).__name__}: {error}"
        return message("{path}：处理时出现意外错误（{reason}）", path=name, reason=reason).text(self.locale)


def _system(name: str, error: OSError, locale: str) -> str:
    known = {
        FileNotFoundError: message("{path}：没有这个文件", path=name),
        PermissionError: message("{path}：没有权限", path=name),
        IsADirectoryError: message("{path}：是文件夹，不是文件", path=name),
    }
    sentence = known.get(type(error)) or message(
        "{path}：无法打开（{reason}）", path=name, reason=str(error.strerror or error)
    )
    return sentence.text(locale)
