"""Damage to sources, each kind as deep as a format goes: bytes, lines, markup, JSON values, parts of packages, objects of a PDF."""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from collections.abc import Callable
from random import Random
from typing import Final

__all__ = ["mutated"]

Change = Callable[[bytes, Random], bytes]

_PIECES: Final = (b"0", b"<td>", b"\t", b"|", b"\n", b"</table>", b"\xff", b"-1", b"&#0;", b"\\u0000", b"\0", b"9" * 40)
_NUMBERS: Final = (b"0", b"-1", b"1", b"2", b"7", b"65536", b"999999999999", b"1e9", b"0.5", b"", b"NaN", b"1" * 400)
_LINES: Final = (
    "",
    "|",
    "\t\t\t",
    "│  │",
    "0",
    "１２",
    "(一)",
    "一、总体情况",
    "—",
    "=" * 90,
    "1,2,3",
    "\u200b",
    "总计",
)
_TAGS: Final = (
    "td",
    "tr",
    "table",
    "div",
    "p",
    "b",
    "span",
    "h2",
    "li",
    "thead",
    "caption",
    "svg",
    "select",
    "script",
    "pre",
)
_VALUES: Final[tuple[object, ...]] = (
    None,
    True,
    -1,
    0,
    1.5,
    2**53,
    2**70,
    "",
    "12",
    "NaN",
    [],
    {},
    [[]],
    "一" * 300,
    float("inf"),
)


def mutated(source: bytes, kind: str, random: Random, others: list[bytes]) -> bytes:
    """``source``, of the format ``kind``, with some damage; ``others`` are what it may be spliced with."""
    if random.random() < (0.1 if kind in ("docx", "xlsx") else 0.3):
        return _bytes(source, random)
    if random.random() < 0.05:
        other = random.choice(others)
        return source[: random.randrange(len(source) + 1)] + other[random.randrange(len(other) + 1) :]
    made = source
    for _ in range(random.choice((1, 1, 1, 2, 5))):
        made = _CHANGES[kind](made, random)
    return made


def _bytes(source: bytes, random: Random) -> bytes:
    """A few bytes changed, dropped, doubled, swapped, or the end cut off."""
    made = bytearray(source)
    for _ in range(random.choice((1, 1, 2, 4, 16))):
        if not made:
            break
        at, length = random.randrange(len(made)), random.choice((1, 1, 3, 9, 90))
        piece = bytes(made[at : at + length])
        changed = (
            random.randbytes(len(piece)),
            b"",
            piece * random.choice((2, 3, 50)),
            piece[::-1],
            random.choice(_PIECES),
        )
        made[at : at + length] = random.choice(changed)
    return bytes(made[: random.randrange(len(made) + 1)] if random.random() < 0.1 else made)


def _text(source: bytes, random: Random) -> bytes:
    """Lines dropped, doubled, swapped, joined, cut or put in; another encoding; figures changed."""
    lines = source.decode("utf-8", "replace").split("\n")
    at, other = random.randrange(len(lines)), random.randrange(len(lines))
    match random.randrange(9):
        case 0:
            del lines[at : at + random.choice((1, 3, 20))]
        case 1:
            lines[at:at] = lines[other : other + random.choice((1, 5, 60))] * random.choice((1, 1, 9))
        case 2:
            lines[at], lines[other] = lines[other], lines[at]
        case 3:
            lines[at : at + 3] = ["".join(lines[at : at + 3])]
        case 4:
            cut = random.randrange(len(lines[at]) + 1)
            lines[at : at + 1] = [lines[at][:cut], lines[at][cut:]]
        case 5:
            lines.insert(at, random.choice(_LINES))
        case 6:
            return "\n".join(lines).encode(random.choice(("gb18030", "utf-16", "utf-8-sig", "big5")), "replace")
        case 7:
            mark = random.choice(("\t", " ", "  ", "|", "", "\r", ",", "\u3000", "\x0b"))
            lines[at : at + 40] = [mark.join(lines[at : at + 40])]
        case _:
            return _numbers("\n".join(lines).encode(), random)
    return "\n".join(lines).encode()


def _numbers(source: bytes, random: Random) -> bytes:
    """A number, or all of one kind, made another."""
    found = list(re.finditer(rb"\d+", source))
    if not found:
        return _bytes(source, random)
    one = random.choice(found)
    value = random.choice(_NUMBERS)
    if random.random() < 0.2:
        return source.replace(one.group(), value)
    return source[: one.start()] + value + source[one.end() :]


def _markup(source: bytes, random: Random) -> bytes:
    """Tags dropped, doubled, moved, renamed; attributes put in or changed."""
    tags = list(re.finditer(rb"<[^<>]*>", source))
    if not tags:
        return _bytes(source, random)
    one, two = sorted(random.sample(tags, 2), key=re.Match.start) if len(tags) > 1 else (tags[0], tags[0])
    start, end = one.span()
    name = random.choice(_TAGS).encode()
    match random.randrange(9):
        case 0:
            return source[:start] + source[end:]
        case 1:
            inside = source[start : two.end()][:20_000]
            return source[:end] + inside * random.choice((1, 1, 4)) + source[end:]
        case 2:
            return source[:start] + source[two.end() :] if two.end() - start < len(source) // 3 else source[:end]
        case 3:
            return (
                source[:start]
                + source[two.start() : two.end()]
                + source[end : two.start()]
                + one.group()
                + source[two.end() :]
            )
        case 4:
            kind = random.choice((b"rowspan", b"colspan", b"style", b"hidden", b"class", b"width", b"align", b"w:val"))
            value = random.choice((*_NUMBERS, b"display:none", b"right", b"2", b"3"))
            return source[: end - 1] + b" " + kind + b'="' + value + b'"' + source[end - 1 :]
        case 5:
            return (
                source[:start]
                + b"<"
                + name
                + b">"
                + source[start : two.start()]
                + b"</"
                + name
                + b">"
                + source[two.start() :]
            )
        case 6:
            return (
                source[:start]
                + random.choice((b"<!--", b"-->", b"<![CDATA[", b"<!DOCTYPE x>", b"&#xD800;", b"&lt;"))
                + source[start:]
            )
        case 7:
            old = re.match(rb"</?([\w:-]+)", one.group())
            other = re.match(rb"</?([\w:-]+)", two.group())
            if old and other:
                return source[:start] + one.group().replace(old.group(1), other.group(1)) + source[end:]
            return _bytes(source, random)
        case _:
            return _numbers(source, random)


def _json(source: bytes, random: Random) -> bytes:
    """Values of another kind, keys dropped, added, doubled."""
    try:
        root = json.loads(source)
    except ValueError:
        return _bytes(source, random)
    places: list[tuple[dict[str, object] | list[object], str | int]] = []
    stack: list[object] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, dict):
            places.extend((node, key) for key in node)
            stack.extend(node.values())
        elif isinstance(node, list):
            places.extend((node, at) for at in range(len(node)))
            stack.extend(node)
    if not places:
        return _bytes(source, random)
    holder, key = random.choice(places)
    value = random.choice((*_VALUES, random.choice(places)[0]))
    match random.randrange(4):
        case 0 if isinstance(holder, dict):
            del holder[str(key)]
        case 1 if isinstance(holder, dict):
            holder[random.choice(("x", "notes", "agency", "path", "position", "format"))] = value
        case _:
            holder[key] = value  # type: ignore[index]
    try:
        return json.dumps(root, ensure_ascii=random.random() < 0.3).encode()
    except (ValueError, RecursionError):  # it holds itself
        return source.replace(b'"', b"'", 1)


def _package(source: bytes, random: Random) -> bytes:
    """A part of a package changed, dropped, doubled or renamed; packed again."""
    try:
        with zipfile.ZipFile(io.BytesIO(source)) as archive:
            parts = [(one.filename, archive.read(one)) for one in archive.infolist()]
    except (zipfile.BadZipFile, ValueError, OSError, zlib.error, NotImplementedError):
        return _bytes(source, random)
    if not parts:
        return source
    weights = [15 if re.search(r"document\.xml|sheet\d|sharedS|numbering", name) else 1 for name, _ in parts]
    at = random.choices(range(len(parts)), weights)[0]
    name, data = parts[at]
    match random.randrange(12):
        case 0:
            del parts[at]
        case 1:
            parts[at] = (name + "x", data)
        case 2:
            parts[at] = (name, random.choice(parts)[1])
        case 3:
            parts[at] = (name, _bytes(data, random))
        case 4:
            parts[at] = (name, _text(data, random))
        case _:
            for _ in range(random.choice((1, 1, 3))):
                data = random.choice((_markup, _elements, _elements, _elements, _numbers, _attributes, _attributes))(
                    data, random
                )
            parts[at] = (name, data)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for one in {name: (name, data) for name, data in parts}.values():
            archive.writestr(*one)
    return packed.getvalue()


def _elements(source: bytes, random: Random) -> bytes:
    """Whole elements dropped, doubled, swapped or put inside another: the markup stays well formed."""
    found = list(re.finditer(rb"<([\w:]+)(?: [^<>]*)?(?:/>|>(?:(?!<\1[ >]).){0,4000}?</\1>)", source, re.DOTALL))
    if len(found) < 2:
        return _bytes(source, random)
    one, two = sorted(random.sample(found, 2), key=re.Match.start)
    start, end = one.span()
    match random.randrange(5):
        case 0:
            return source[:start] + source[end:]
        case 1:
            return source[:end] + one.group() * random.choice((1, 1, 7)) + source[end:]
        case 2:
            return source[:start] + two.group() + source[end : two.start()] + one.group() + source[two.end() :]
        case 3:
            return source[: two.end()] + one.group() + source[two.end() :]
        case _:
            inside = two.group().find(b">") + 1
            return source[: two.start() + inside] + one.group() + source[two.start() + inside :]


def _attributes(source: bytes, random: Random) -> bytes:
    """The value of an attribute made another's, or something else."""
    found = list(re.finditer(rb'="([^"]*)"', source))
    if not found:
        return _bytes(source, random)
    one = random.choice(found)
    value = random.choice((*_NUMBERS, random.choice(found).group(1), b"A1:ZZZ99999", b"rId99", b"true", b"restart"))
    return source[: one.start(1)] + value + source[one.end(1) :]


def _pdf(source: bytes, random: Random) -> bytes:
    """Numbers, names and references of objects changed, objects dropped or swapped, and what streams draw."""
    choice = random.randrange(7)
    objects = list(re.finditer(rb"\d+ \d+ obj.*?endobj", source, re.DOTALL))
    if choice < 3 and (streams := list(re.finditer(rb"stream\r?\n(.*?)endstream", source, re.DOTALL))):
        return _stream(source, random.choice(streams), random)
    if choice < 5 and len(objects) > 1:
        one, two = sorted(random.sample(objects, 2), key=re.Match.start)
        head = re.match(rb"\d+ \d+ obj", one.group())
        inside = one.group()[head.end() :] if head else b""
        dropped = source[: one.start()] + source[one.end() :]
        doubled = source[: two.end()] + b"\n" + one.group() + source[two.end() :]
        renamed = source[: two.start()] + (head.group() if head else b"") + inside + source[two.end() :]
        return random.choice((dropped, doubled, renamed))
    if choice == 5 and (names := list(re.finditer(rb"/[A-Za-z]+", source))):
        one, two = random.choice(names), random.choice(names)
        return source[: one.start()] + two.group() + source[one.end() :]
    return _numbers(source, random)


def _stream(source: bytes, stream: re.Match[bytes], random: Random) -> bytes:
    """What a stream holds, unfolded where it can be, changed, and put back as it is."""
    inside = stream.group(1)
    head = source.rfind(b"<<", 0, stream.start())
    filters = source[head : stream.start()]
    try:
        plain = zlib.decompress(_ascii85(inside) if b"ASCII85" in filters else inside)
    except (ValueError, zlib.error):
        return source[: stream.start(1)] + _bytes(inside, random) + source[stream.end(1) :]
    lines = plain.split(b"\n")
    at, other = random.randrange(len(lines)), random.randrange(len(lines))
    match random.randrange(6):
        case 0:
            lines[at:at] = lines[other : other + 40] * random.choice((1, 1, 20))
        case 1:
            del lines[at : at + 30]
        case 2:
            lines[at], lines[other] = lines[other], lines[at]
        case 3:
            lines = _bytes(plain, random).split(b"\n")
        case 4:
            lines.insert(
                at,
                random.choice(
                    (
                        b"q " * 999,
                        b"Q Q Q",
                        b"BT",
                        b"ET",
                        b"0 0 0 0 0 0 cm",
                        b"1 0 0 1 9e9 -9e9 cm",
                        b"/Im Do",
                        b"1e30 0 0 1 re f",
                    )
                ),
            )
        case _:
            lines = _numbers(plain, random).split(b"\n")
    packed = zlib.compress(b"\n".join(lines))
    rest = source[stream.end(1) :]
    made = re.sub(rb"/Filter\s*(?:\[[^\]]*\]|/\w+)", b"/Filter /FlateDecode", filters)
    made = re.sub(rb"/Length\s+\d+", b"/Length %d" % len(packed), made)
    return source[:head] + made + source[stream.start() : stream.start(1)] + packed + b"\n" + rest


def _ascii85(inside: bytes) -> bytes:
    import base64

    return base64.a85decode(inside.strip().removesuffix(b"~>"))


_CHANGES: Final[dict[str, Change]] = {
    "text": _text,
    "html": _markup,
    "json": _json,
    "docx": _package,
    "xlsx": _package,
    "pdf": _pdf,
}
