"""From paths, folders and content in memory to single sources, one after the other."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, TypeAlias, cast

import attrs

from govinfo_report.errors import ValueRefused, shown
from govinfo_report.messages import message

__all__ = ["Given", "Item", "Sources", "Unlisted", "files_below"]

Given: TypeAlias = "str | os.PathLike[str] | tuple[str, bytes]"
"""A file, a folder, or the name and the content of a source."""

Sources: TypeAlias = "Given | Iterable[Given]"

_HIDDEN: Final = (".", "~$")
"""How names of hidden files begin; Office keeps who has a file open in one that begins with the second."""


@attrs.frozen
class Item:
    """One source to read.

    Attributes:
        index: its place among the sources, from 0.
        name: its path or name.
        data: its content; ``None`` where that is still to be read from the path.
    """

    index: int
    name: str
    data: bytes | None


@attrs.define
class Listing:
    """The single sources that ``sources`` stand for, in order; a folder gives the files that a reader knows.

    Hidden files and folders are passed over, links to folders are not followed but skipped.  A folder that cannot be
    listed, and a link to nothing, is a source of its own, which cannot be read.

    Attributes:
        sources: a path or several things given.
        extensions: of the files that are taken from folders, with the dot, in lower case.
        skipped: how many files of folders were passed over so far because no reader knows their extension, links to
            folders among them.
    """

    sources: Sources
    extensions: frozenset[str]
    skipped: int = attrs.field(default=0, init=False)

    def __iter__(self) -> Iterator[Item]:
        self.skipped = 0
        index = 0
        for given in self._given():
            if isinstance(given, tuple):
                name, data = _checked(given)
                yield Item(index, name, data)
                index += 1
                continue
            if not isinstance(path := os.fspath(given) if isinstance(given, os.PathLike) else given, str):
                raise ValueRefused(message("应为路径或（名称, 字节），而不是{value}", value=shown(given)))
            for file in self._files(path):
                yield Item(index, file, None)
                index += 1

    def count(self) -> int | None:
        """How many there are, by looking; ``None`` where the sources can be gone through only once."""
        if isinstance(self.sources, Iterator):
            return None
        found = sum(1 for _ in self)
        self.skipped = 0
        return found

    def _given(self) -> Iterable[Given]:
        sources = self.sources
        if isinstance(sources, (str, os.PathLike)):
            return (sources,)
        if isinstance(sources, tuple) and len(sources) == 2 and isinstance(sources[1], bytes):
            return (cast("Given", sources),)
        if isinstance(sources, (bytes, bytearray)) or not isinstance(sources, Iterable):
            raise ValueRefused(
                message("来源应为路径、文件夹或（名称, 字节）的序列，而不是{value}", value=shown(sources))
            )
        return cast("Iterable[Given]", sources)

    def _files(self, path: str) -> Iterator[str]:
        if not os.path.isdir(path):
            yield path
            return
        for found in files_below(path):
            if isinstance(found, Unlisted):
                yield found.path  # reading it says why it cannot be
            elif Path(found).suffix.lower() in self.extensions and (os.path.isfile(found) or not os.path.exists(found)):
                yield found
            else:
                self.skipped += 1


@attrs.frozen
class Unlisted:
    """A folder that the system does not list.

    Attributes:
        path: of the folder.
        error: what the system says.
    """

    path: str
    error: OSError


def files_below(folder: str) -> Iterator[str | Unlisted]:
    """The files below ``folder`` in the order of their names, folder by folder, and the folders that cannot be listed.

    Hidden files and folders are passed over.  Links to folders are not followed; they stand among the files.
    """
    refused: list[OSError] = []
    for root, folders, files in os.walk(folder, onerror=refused.append):
        yield from _unlisted(refused)
        links = [name for name in folders if os.path.islink(os.path.join(root, name))]
        folders[:] = sorted(name for name in folders if not name.startswith(_HIDDEN))
        yield from (os.path.join(root, name) for name in sorted((*files, *links)) if not name.startswith(_HIDDEN))
    yield from _unlisted(refused)


def _unlisted(refused: list[OSError]) -> Iterator[Unlisted]:
    """Those of ``refused``, which is empty then."""
    while refused:
        error = refused.pop(0)
        yield Unlisted(str(error.filename), error)


def _checked(given: tuple[str, bytes]) -> tuple[str, bytes]:
    if len(given) != 2 or not isinstance(given[0], str) or not isinstance(given[1], bytes):
        raise ValueRefused(message("应为（名称, 字节），而不是{value}", value=shown(given)))
    return given
