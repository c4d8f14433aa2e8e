"""From files, bytes and text to reports: which reader takes a source, and what comes of it."""

from __future__ import annotations

import os
from pathlib import PurePath
from typing import BinaryIO

from govinfo_report.document import Position, Serialized
from govinfo_report.errors import ReadError, SerializationError
from govinfo_report.formats import Reader
from govinfo_report.limits import Limits
from govinfo_report.messages import Joined, message
from govinfo_report.readers.unreadable import DOCUMENTS, advise
from govinfo_report.registry import Registry
from govinfo_report.report import Report

__all__ = ["choose_reader", "extensions_in_folders", "read", "reads"]


def read(
    source: str | os.PathLike[str] | BinaryIO,
    *,
    format: str | None = None,
    limits: Limits | None = None,
    registry: Registry | None = None,
) -> Report:
    """Read a report from a file.

    Args:
        source: a path, or a file opened for reading bytes.
        format: the name of a reader; found out from the content and the name when ``None``.
        limits: bounds that are checked before the costly work.
        registry: the plug-ins to work with, those installed when ``None``.

    Raises:
        ReadError: it is no report that can be read; the message says what, where, and what was expected.
        OSError: the file cannot be opened or read.
    """
    limits = limits or Limits()
    if isinstance(source, (str, os.PathLike)):
        name = os.fspath(source)
        data = _bytes_of(name, limits)
    elif not hasattr(source, "read"):
        raise TypeError(f"gr.read() takes a path or a file opened in binary mode, not {type(source).__name__}")
    else:
        data = source.read(limits.bytes + 1)
        name = str(getattr(source, "name", "") or "")
        if not isinstance(data, bytes):
            raise TypeError("gr.read() takes a path or a file opened in binary mode; for text use gr.reads()")
    try:
        return _read(data, name, format, limits, registry or Registry.installed())
    except SerializationError as error:
        raise SerializationError(error.faults, PurePath(name).name or None) from None
    except ReadError as error:
        raise ReadError(error.message, error.position, PurePath(name).name or None) from None


def _bytes_of(name: str | bytes, limits: Limits) -> bytes:
    try:
        with open(name, "rb") as file:
            return file.read(limits.bytes + 1)
    except OSError:
        if "\n" in os.fsdecode(name):
            raise TypeError("gr.read() takes a path, and this is text; for text use gr.reads()") from None
        raise


def reads(
    source: str | bytes, *, format: str | None = None, limits: Limits | None = None, registry: Registry | None = None
) -> Report:
    """Read a report from text or bytes; as :func:`read`, which opens files.

    Raises:
        ReadError: it is no report that can be read.
    """
    if not isinstance(source, (str, bytes)):
        raise TypeError(f"gr.reads() takes str or bytes, not {type(source).__name__}")
    registry = registry or Registry.installed()
    try:
        return _read(source, "", format, limits or Limits(), registry)
    except ReadError:
        if isinstance(source, str) and _is_name(source, registry):
            raise ReadError(message("这像是文件名，而不是报告的内容；读文件请用gr.read")) from None
        raise


def extensions_in_folders(registry: Registry, format: str | None = None) -> frozenset[str]:
    """The extensions of the files that are taken from folders: those of the reader ``format``.

    Of all readers where none is named, and of documents and archives that none takes: what the content does not make
    readable is an error with advice, for a report that is passed over would be missing without a word.

    Raises:
        PluginError: a format that does not exist.
    """
    if format is not None:
        return frozenset(registry.readers.get(format).extensions)
    return DOCUMENTS.union(*(reader.extensions for reader in registry.readers))


def _is_name(source: str, registry: Registry) -> bool:
    """Whether ``source`` looks like the name of a file: one line with an extension of a reader."""
    extension = PurePath(source.strip()).suffix.lower()
    return len(source.splitlines()) == 1 and any(extension in reader.extensions for reader in registry.readers)


def _read(source: str | bytes, name: str, format: str | None, limits: Limits, registry: Registry) -> Report:
    limits.check_bytes(len(source))
    if isinstance(source, str):
        _refuse_surrogates(source)
    if not source.strip():
        raise ReadError(message("来源是空的"))
    reader = registry.readers.get(format) if format is not None else choose_reader(source, name, registry)
    found = reader.read(source, limits)
    if isinstance(found, Serialized):
        return Report.from_json(found.text, registry=registry)
    return Report.from_document(found, limits=limits, registry=registry)


def _refuse_surrogates(text: str) -> None:
    """Half a surrogate pair is what a wrong decoding leaves behind; no file can hold it."""
    try:
        text.encode("utf-16-le")  # the fastest that refuses them
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        raise ReadError(message("文字中有不成对的代理码位，是错误解码留下的"), Position(line=line)) from None


def choose_reader(source: str | bytes, name: str, registry: Registry) -> Reader:
    """The reader that is surest of ``source``; between equals the extension of ``name`` decides.

    Raises:
        ReadError: none knows it; the message says what it is where that can be told.
    """
    extension = PurePath(name).suffix.lower()
    scored = [(reader.sniff(source), extension in reader.extensions, reader) for reader in registry.readers]
    sure, _, best = max(scored, key=lambda entry: (entry[0], entry[1]))
    if sure == 0:
        known = advise(source) if isinstance(source, bytes) else None
        if known is not None:
            raise known
        names = Joined(registry.readers.names, "、")
        raise ReadError(message("认不出来源的格式；能读的格式有：{names}", names=names))
    return best
