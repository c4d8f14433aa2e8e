"""How much a PDF would unfold to, told from its streams before any page is interpreted.

It looks at a copy that PDFium has written anew without loading a page: there, names are spelt one way, no object
hides in a stream, and nothing is encrypted, so that what is measured here is what will be interpreted.
"""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Iterator

import attrs

from govinfo_report.errors import ReadError
from govinfo_report.limits import Limits
from govinfo_report.messages import message

__all__ = ["check_index", "check_unfolded"]

_MOST_BINARY = 64_000_000
"""Bytes of fonts and other streams that are no content, unfolded."""
_MOST_TEXT_LIKE = 8_000_000
"""Bytes of one stream that is no content and yet reads like a program, as the tables of a font's characters do."""
_MOST_NESTING = 100_000
"""Operators in one stream that save a state or open a mark; PDFium keeps up to a kilobyte for each."""
_LONGEST_LZW = 64_000
_CHUNK = 65_536

_OBJECT = re.compile(rb"(\d+) \d+ obj\r\n")
_LENGTH = re.compile(rb"/Length (\d+)")
_CONTENTS = re.compile(rb"/Contents(?: (\d+) \d+ R|\s?\[([^\]]*)\])")
_REFERENCE = re.compile(rb"(\d+) \d+ R")
_NAMED = re.compile(rb"/([^\s/<>\[\]()]+) (\d+) \d+ R")
_CALL = re.compile(rb"/([^\s/<>\[\]()]+)\s+Do\b")
_INDEX = re.compile(rb"/Type\s*/(?:ObjStm|XRef)\b")


def check_index(source: bytes) -> None:
    """Raise ``ReadError`` when a stream that lists objects grows beyond all measure; PDFium unfolds these on opening."""
    for found in _INDEX.finditer(source):
        start = source.find(b"stream", found.end())
        if start < 0:
            return
        start += 8 if source[start + 6 : start + 8] == b"\r\n" else 7
        if len(_unfolded(source[start : start + _MOST_BINARY // 4], b"", _MOST_BINARY)) > _MOST_BINARY:
            raise _too_much()


@attrs.define
class _Stream:
    head: bytes
    raw: bytes


def check_unfolded(rewritten: bytes, limits: Limits) -> None:
    """Raise ``ReadError`` when the pages of a PDF that PDFium has rewritten hold more than ``limits.page_bytes``.

    Counted is what is interpreted: a stream that is called a hundred times counts a hundred times.
    """
    streams: dict[int, _Stream] = {}
    plain: dict[int, bytes] = {}
    for number, head, raw in _objects(rewritten):
        if raw is None:
            plain[number] = head
        else:
            streams[number] = _Stream(head, raw)
    contents = [number for head in plain.values() for number in _contents(head, plain)]
    forms = {number for number, stream in streams.items() if b"/Subtype/Form" in stream.head}
    programs = {
        number: _checked(_unfolded(streams[number].raw, streams[number].head, limits.page_bytes))
        for number in {*contents, *forms}
        if number in streams
    }
    if any(len(program) > limits.page_bytes for program in programs.values()):
        raise _too_much()
    calls = _Calls(programs, forms, _names(plain, streams, forms), {}, limits.page_bytes)
    if sum(map(calls.cost, contents)) > limits.page_bytes or any(
        calls.cost(form) > limits.page_bytes for form in forms
    ):
        raise _too_much()
    rest = 0
    for number, stream in streams.items():
        if number not in programs and b"/Subtype/Image" not in stream.head:
            data = _unfolded(stream.raw, stream.head, _MOST_BINARY - rest)
            rest += len(data)
            if rest > _MOST_BINARY or (len(data) > _MOST_TEXT_LIKE and _reads_like_text(data)):
                raise _too_much()


def _too_much() -> ReadError:
    return ReadError(message("PDF解开后内容过大或嵌套过多，不会是一份报告；请重新打印成PDF再读"))


def _objects(data: bytes) -> Iterator[tuple[int, bytes, bytes | None]]:
    """Number, dictionary and raw stream (``None`` where it has none) of every object."""
    at = 0
    while (found := _OBJECT.search(data, at)) is not None:
        start = found.end()
        end = data.find(b"\r\nendobj", start)
        stream = data.find(b">>stream\r\n", start, end if end >= 0 else len(data))
        if stream < 0:
            yield int(found.group(1)), data[start : end if end >= 0 else len(data)], None
            at = end if end >= 0 else len(data)
            continue
        head, begin = data[start : stream + 2], stream + 10
        lengths = [int(length) for length in _LENGTH.findall(head)]
        at = next((begin + length for length in lengths if data.startswith(b"\r\nendstream", begin + length)), -1)
        if at < 0:
            raise ReadError(message("PDF文件已损坏；请重新打印成PDF再读"))
        yield int(found.group(1)), head, data[begin:at]


def _contents(head: bytes, plain: dict[int, bytes]) -> Iterator[int]:
    for single, several in _CONTENTS.findall(head):
        array = plain.get(int(single), b"") if single else several
        if single and not array.lstrip().startswith(b"["):
            yield int(single)
        else:
            yield from map(int, _REFERENCE.findall(array))


def _names(plain: dict[int, bytes], streams: dict[int, _Stream], forms: set[int]) -> dict[bytes, set[int]]:
    """The forms that each name stands for, wherever in the file."""
    names: dict[bytes, set[int]] = {}
    if forms:
        for head in [*plain.values(), *(stream.head for stream in streams.values())]:
            for name, number in _NAMED.findall(head):
                if int(number) in forms:
                    names.setdefault(name, set()).add(int(number))
    return names


@attrs.define
class _Calls:
    """What every program costs, the forms that it calls included."""

    programs: dict[int, bytes]
    forms: set[int]
    names: dict[bytes, set[int]]
    known: dict[int, int]
    most: int

    def cost(self, number: int, depth: int = 0) -> int:
        if number not in self.known:
            self.known[number] = 0  # a call of itself is not followed
            program = self.programs.get(number, b"")
            total = len(program) + 100
            for name in _CALL.findall(program) if self.names else ():
                if depth > 50 or total > self.most:
                    total = self.most + 1
                    break
                total += max((self.cost(form, depth + 1) for form in self.names.get(name, ())), default=0)
            self.known[number] = total
        return self.known[number]


def _checked(program: bytes) -> bytes:
    if program.count(b"q") > 4 * _MOST_NESTING or program.count(b"BMC") + program.count(b"BDC") > _MOST_NESTING:
        raise _too_much()
    return program


def _unfolded(raw: bytes, head: bytes, most: int) -> bytes:
    """The bytes that ``raw`` unfolds to, one more than ``most`` at most."""
    if b"/LZWDecode" in head and len(raw) > _LONGEST_LZW:
        raise _too_much()
    if b"/RunLengthDecode" in head and len(raw) * 64 > most:
        raise _too_much()
    data = raw
    if b"/ASCIIHexDecode" in head:
        data = _from_hex(data)
    elif b"/ASCII85Decode" in head:
        data = _from_base85(data)
    for _ in range(max(1, head.count(b"/FlateDecode"))):
        if len(data) < 2 or data[0] & 15 != 8 or (data[0] * 256 + data[1]) % 31:
            break
        data = _inflated(data, most)
    return data


def _from_hex(data: bytes) -> bytes:
    digits = re.sub(rb"[^0-9A-Fa-f]", b"", data.split(b">")[0])
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())


def _from_base85(data: bytes) -> bytes:
    try:
        return base64.a85decode(data.split(b"~")[0].strip(), ignorechars=b" \t\n\r\x0b\x0c\0")
    except ValueError:
        return data


def _inflated(data: bytes, most: int) -> bytes:
    unfold = zlib.decompressobj()
    parts: list[bytes] = []
    size = 0
    try:
        for at in range(0, len(data), _CHUNK):
            part = unfold.decompress(data[at : at + _CHUNK], most + 1 - size)
            parts.append(part)
            size += len(part)
            if size > most or unfold.eof:
                break
    except zlib.error:
        pass  # what came before the damage is what PDFium takes, too
    return b"".join(parts)


def _reads_like_text(data: bytes) -> bool:
    sample = b"".join(data[at : at + 4096] for at in range(0, len(data), len(data) // 16))
    return sum(32 <= byte < 127 or byte in b"\t\r\n" for byte in sample) > 0.9 * len(sample)
