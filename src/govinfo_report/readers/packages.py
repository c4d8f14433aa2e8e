"""The room of formats that are zip files of markup (DOCX, XLSX): what one is, and that it is safe to open.

Everything is checked before a library opens the package: how many files, how large they are by their own word
and in fact, how far they are compressed, that none is encrypted, and that no markup declares entities, nests
without end, or has elements beyond counting.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Final, Literal
from xml.parsers import expat

from govinfo_report.errors import ReadError
from govinfo_report.limits import Limits
from govinfo_report.messages import message
from govinfo_report.readers.damage import reason_of

__all__ = ["DEEPEST", "Kind", "kind_of", "unpack"]

Kind = Literal["docx", "xlsx"]

DEEPEST: Final = 200
"""How deep elements may nest; what Word and Excel write stays below 60, and libxml2 ends at 256."""

_MAGIC: Final = b"PK\x03\x04"
_END: Final = b"PK\x05\x06"
_ENTRY: Final = b"PK\x01\x02"
_LONGEST_TAIL: Final = 65_557
_ATTRIBUTES: Final = 500
_RATIO: Final = 300
_SMALL: Final = 2_000_000
"""Up to this size, in bytes, a file may be compressed as far as it likes: a blank table repeats itself."""

_FOLDERS: Final[Mapping[bytes, Kind]] = {b"word": "docx", b"xl": "xlsx"}
_LOCAL_NAME = re.compile(
    rb"PK\x03\x04.{26}(?:(word|xl)/|(\[Content_Types\]\.xml|_rels/|docProps/|customXml/))", re.DOTALL
)
_LABELS: Final[Mapping[Kind, str]] = {"docx": "Word（.docx）", "xlsx": "Excel（.xlsx）"}


def kind_of(source: bytes | str) -> Kind | None:
    """What ``source`` is by the names of the files in it, ``None`` where it is neither; it never raises."""
    if not isinstance(source, bytes) or not source.startswith(_MAGIC):
        return None
    names = list(_names(source))
    if names:
        if b"[Content_Types].xml" not in names:
            return None
        return next((_FOLDERS[folder] for name in names if (folder := name.partition(b"/")[0]) in _FOLDERS), None)
    if _LOCAL_NAME.match(source) is None:
        return None  # the end is missing, and what is there does not begin as a package does
    found = (match.group(1) for match in _LOCAL_NAME.finditer(source))
    return next((_FOLDERS[folder] for folder in found if folder), None)


def _names(source: bytes) -> Iterator[bytes]:
    """The names in the directory at the end of ``source``, the first few thousand; none where it is damaged."""
    tail = source.rfind(_END, max(0, len(source) - _LONGEST_TAIL))
    if tail < 0 or tail + 22 > len(source):
        return
    size, at = struct.unpack_from("<II", source, tail + 12)
    at = tail - size if size <= tail else at
    for _ in range(4_000):
        if source[at : at + 4] != _ENTRY or at + 46 > len(source):
            return
        name, extra, comment = struct.unpack_from("<HHH", source, at + 28)
        yield source[at + 46 : at + 46 + name]
        at += 46 + name + extra + comment


def unpack(source: bytes | str, kind: Kind, limits: Limits) -> dict[str, bytes]:
    """The markup in the package ``source``, by the names of its files, all of it checked.

    Raises:
        ReadError: it is no package of this ``kind``, is damaged, encrypted, or exceeds ``limits``.
    """
    label = _LABELS[kind]
    if not isinstance(source, bytes):
        raise ReadError(message("{label}文件是字节，不是文字", label=label))
    if not source.startswith(_MAGIC):
        raise ReadError(message("这不是{label}文件：开头不是zip压缩包", label=label))
    if source.count(_ENTRY) > limits.members:
        raise _too_many(limits)
    try:
        with zipfile.ZipFile(BytesIO(source)) as archive:
            markup = dict(_members(archive, label, limits))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OverflowError, OSError) as error:
        raise ReadError(
            message("{label}文件不完整或已损坏，请重新下载：{reason}", label=label, reason=reason_of(error))
        ) from None
    if kind_of(source) != kind:
        raise ReadError(message("这个压缩包不是{label}文件，请先解压", label=label))
    return markup


def _too_many(limits: Limits) -> ReadError:
    return ReadError(message("压缩包里的文件多于{limit}个；确需读取请用Limits(members=…)放宽", limit=limits.members))


def _too_large(limits: Limits) -> ReadError:
    return ReadError(message("压缩包解开后超过{limit}字节；确需读取请用Limits(unpacked=…)放宽", limit=limits.unpacked))


def _members(archive: zipfile.ZipFile, label: str, limits: Limits) -> Iterator[tuple[str, bytes]]:
    """The files of ``archive`` that are markup; every one is measured before any is read."""
    entries = archive.infolist()
    if len(entries) > limits.members:
        raise _too_many(limits)
    if len({entry.filename for entry in entries}) < len(entries):
        raise ReadError(
            message("{label}文件不完整或已损坏，请重新下载：{reason}", label=label, reason=message("有重名的文件"))
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise ReadError(message("{label}文件有密码，请去掉密码后再读", label=label))
    if sum(entry.file_size for entry in entries) > limits.unpacked:
        raise _too_large(limits)
    for entry in entries:
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise ReadError(message("{label}文件用了罕见的压缩方法，请另存一次再读", label=label))
        if entry.file_size > max(_SMALL, _RATIO * entry.compress_size):
            raise ReadError(
                message(
                    "压缩包里的“{name}”解开后是压缩时的{ratio}倍以上，不像文档", name=entry.filename[:80], ratio=_RATIO
                )
            )
    room, markup = limits.unpacked, _Markup(limits)
    for entry in entries:
        with archive.open(entry) as file:
            head = file.read(64)
            if not _is_markup(head):
                room -= entry.file_size
                continue
            data = head + file.read(room + 1)
        room -= len(data)
        if room < 0:
            raise _too_large(limits)
        try:
            markup.check(entry.filename, data)
        except _Broken as broken:
            if entry.filename.endswith((".xml", ".rels")):
                raise ReadError(
                    message("“{name}”从第{line}行起不是合格的XML，文件已损坏", name=markup.name, line=broken.line)
                ) from None
            continue  # drawings for old programs and pieces of web pages are not what is read
        yield entry.filename, data


def _is_markup(head: bytes) -> bool:
    """Whether a file that begins so can be XML, in any encoding that a parser takes."""
    bare = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0")
    return bare.startswith(b"<") or b"<\0" in head[:4] or b"\0<" in head[:4]


class _Broken(Exception):
    """Markup that is not well formed, from ``line`` on."""

    def __init__(self, line: int) -> None:
        self.line = line


class _Markup:
    """Counts the elements of all markup in a package."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.left = limits.package_elements
        self.depth = 0
        self.name = ""

    def check(self, name: str, data: bytes) -> None:
        """Raise ``ReadError`` for markup that declares a document type or is endless, ``_Broken`` where it is not well formed."""
        self.name, self.depth = name[:80], 0
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        try:
            parser.Parse(data, True)
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise _Broken(getattr(error, "lineno", 1)) from None

    def _doctype(self, *_: object) -> None:
        raise ReadError(message("“{name}”声明了文档类型或实体，正常的文件没有这些，不予读取", name=self.name))

    def _start(self, _tag: str, attributes: Mapping[str, str]) -> None:
        self.left -= 1
        self.depth += 1
        if self.left < 0:
            raise ReadError(
                message(
                    "标记多于{limit}个元素；确需读取请用Limits(package_elements=…)放宽",
                    limit=self.limits.package_elements,
                )
            )
        if self.depth > DEEPEST or len(attributes) > _ATTRIBUTES:
            raise ReadError(message("“{name}”中的元素嵌套过深或属性过多，不像文档", name=self.name))

    def _end(self, _tag: str) -> None:
        self.depth -= 1
