"""What came of one source: its report, or the error with its place; never an exception."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable
from importlib.metadata import version
from pathlib import PurePath
from typing import Literal, TypeAlias

import attrs

from govinfo_report.errors import ReadError, SerializationError
from govinfo_report.limits import Limits
from govinfo_report.messages import GovinfoReportError, Message, message
from govinfo_report.reading import choose_reader, reads
from govinfo_report.registry import Registry
from govinfo_report.report import Report

__all__ = ["Cause", "How", "Outcome", "Registries", "broken_off", "content_hash", "load", "outcome_of", "unreadable"]

Cause: TypeAlias = Literal["unreadable", "system", "unexpected", "died"]
"""Why there is no report: the source is none that can be read; the system did not give it; something went wrong
that should not (a fault of a plug-in, memory that ran out); the process that read it died."""

Registries: TypeAlias = Registry | Callable[[], Registry] | None
"""The plug-ins to work with: a registry, a function that gives it, or those installed."""

VERSION = version("govinfo_report")


@attrs.frozen(kw_only=True)
class Outcome:
    """What came of one source.

    Attributes:
        index: its place among the sources, from 0.
        source: its path, or the name under which it was given.
        sha256: of its content, in hexadecimal digits; ``None`` where that could not be had.
        size: of its content in bytes, likewise.
        address: where it was published, where that was given.
        format: the name of the reader, ``None`` where none was found.
        version: of the library.
        report: ``None`` where it could not be read.
        error: why not, with the place; ``None`` where it was read.
        cause: of the error.
        duplicate_of: the earlier source with the same content.
        revises: the earlier source that gave another report of the same organ and year.
    """

    index: int
    source: str
    sha256: str | None = None
    size: int | None = None
    address: str | None = None
    format: str | None = None
    version: str = VERSION
    report: Report | None = None
    error: ReadError | None = attrs.field(default=None, eq=lambda error: error and error.text())
    cause: Cause | None = None
    duplicate_of: str | None = None
    revises: str | None = None

    def __repr__(self) -> str:
        what = repr(self.report) if self.error is None else f"{self.cause}, {self.error.message.text('en')}"
        return f"<Outcome {self.index} {self.source}: {what}>"

    def unwrap(self) -> Report:
        """The report.

        Raises:
            ReadError: it could not be read.
        """
        if self.report is None:
            assert self.error is not None
            raise self.error
        return self.report


@attrs.frozen
class How:
    """How sources are read.

    Attributes:
        format: the name of a reader; found out from content and name when ``None``.
        limits: bounds for each source.
        registry: the plug-ins to work with.
    """

    format: str | None = None
    limits: Limits = attrs.field(factory=Limits)
    registry: Registries = None

    def plugins(self) -> Registry:
        """The registry itself."""
        if self.registry is None:
            return Registry.installed()
        return self.registry if isinstance(self.registry, Registry) else self.registry()


def content_hash(data: bytes) -> str:
    """The SHA-256 of ``data`` in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def load(path: str, limits: Limits) -> bytes | Outcome:
    """The content of a file; where it cannot be had, or is larger than ``limits`` allow, the outcome that says so."""
    try:
        with open(path, "rb", opener=_without_waiting) as file:
            data = file.read(limits.bytes + 1)
            if len(data) <= limits.bytes:
                return data
            file.seek(0)
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            size = os.fstat(file.fileno()).st_size
    except OSError as error:
        return unreadable(path, _what_failed(error), "system")
    try:
        limits.check_bytes(size)
    except ReadError as error:
        return unreadable(path, error.message, "unreadable", sha256=digest, size=size)
    return unreadable(path, message("文件在读取时变短了"), "system")


def _without_waiting(path: str, flags: int) -> int:
    """Open a regular file; a pipe or a device would be waited for without end."""
    handle = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
    if not stat.S_ISREG(os.fstat(handle).st_mode) and not stat.S_ISDIR(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError("not a regular file")
    return handle


def _what_failed(error: OSError) -> Message:
    if isinstance(error, FileNotFoundError):
        return message("没有这个文件")
    if isinstance(error, PermissionError):
        return message("没有权限")
    if isinstance(error, IsADirectoryError):
        return message("文件夹无法列出")
    return message("无法打开（{reason}）", reason=str(error.strerror or error))


def outcome_of(name: str, data: bytes, how: How, *, index: int = 0) -> Outcome:
    """What comes of reading ``data``, a source called ``name``; every fault is an outcome.

    Raises:
        PluginError: the format or the plug-ins of ``how`` do not exist.
    """
    registry = how.plugins()
    told = Outcome(
        index=index,
        source=name,
        sha256=content_hash(data),
        size=len(data),
        format=how.format and registry.readers.get(how.format).name,
    )
    try:
        if told.format is None and len(data) <= how.limits.bytes and data.strip():
            told = attrs.evolve(told, format=choose_reader(data, name, registry).name)
        report = reads(data, format=told.format, limits=how.limits, registry=registry)
    except Exception as error:  # one source never stops the rest, not even by a fault of a plug-in
        return broken_off(told, error)
    return attrs.evolve(told, report=report)


def unreadable(
    name: str, why: Message, cause: Cause, *, index: int = 0, sha256: str | None = None, size: int | None = None
) -> Outcome:
    """The outcome of a source that could not be read, and no reader was found for."""
    error = ReadError(why, None, PurePath(name).name or None)
    return Outcome(index=index, source=name, sha256=sha256, size=size, error=error, cause=cause)


def broken_off(told: Outcome, error: Exception) -> Outcome:
    """``told`` without a report, because of ``error``."""
    told = attrs.evolve(told, report=None)
    short = PurePath(told.source).name or None
    if isinstance(error, SerializationError):
        return attrs.evolve(told, error=SerializationError(error.faults, short), cause="unreadable")
    if isinstance(error, ReadError):
        return attrs.evolve(told, error=ReadError(error.message, error.position, short), cause="unreadable")
    if isinstance(error, GovinfoReportError):
        return attrs.evolve(told, error=ReadError(error.message, None, short), cause="unexpected")
    reason = f"{type(error).__name__}: {error}"[:500].encode("utf-8", "backslashreplace").decode()
    what = message("处理时出现意外错误（{reason}）", reason=reason)
    return attrs.evolve(told, error=ReadError(what, None, short), cause="unexpected")
