"""The markup of Word: its names, what stands inside its wrappers, and what its styles say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Protocol, TypeVar, overload

import attrs

from govinfo_report.errors import ReadError
from govinfo_report.messages import message

__all__ = ["Node", "Style", "Styles", "W", "content", "is_on", "number_of", "value_of"]

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

T = TypeVar("T")


class Node(Protocol):
    """What is used of an element of lxml."""

    @property
    def tag(self) -> str:
        """Its name, with its namespace in braces."""
        ...

    @property
    def text(self) -> str | None:
        """What stands in it before its first child."""
        ...

    @overload
    def get(self, key: str) -> str | None: ...
    @overload
    def get(self, key: str, default: str) -> str: ...
    def find(self, path: str) -> Node | None:
        """The first at ``path``, ``None`` where there is none."""
        ...

    def iter(self, tag: str) -> Iterator[Node]:
        """All of a name in it, however deep."""
        ...

    def __iter__(self) -> Iterator[Node]: ...


def value_of(node: Node | None, path: str) -> str | None:
    """The ``w:val`` of what stands at ``path`` under ``node``."""
    found = node.find(path) if node is not None else None
    return found.get(f"{W}val") if found is not None else None


def number_of(node: Node | None, path: str) -> int | None:
    """The ``w:val`` of what stands at ``path`` under ``node`` as a whole number, ``None`` where it is none."""
    text = value_of(node, path)
    return int(text) if text and len(text) < 12 and text.removeprefix("-").isdecimal() else None


def is_on(node: Node | None, name: str) -> bool | None:
    """Whether the switch ``name`` among the properties ``node`` is on; ``None`` where it is not there."""
    found = node.find(W + name) if node is not None else None
    return None if found is None else found.get(f"{W}val", "true") not in ("0", "false", "off", "none")


_GONE: Final = frozenset(W + name for name in ("del", "moveFrom"))
_WRAPPERS: Final = frozenset(W + name for name in ("ins", "moveTo", "customXml", "smartTag", "sdtContent", "sdt"))
_ELSEWHERE: Final = frozenset(W + name for name in ("altChunk", "subDoc"))


def content(node: Node) -> Iterator[Node]:
    """The children of ``node`` that are shown, those inside content controls and tracked insertions among them.

    Raises:
        ReadError: a part of the document lies in another file.
    """
    for child in node:
        tag = child.tag
        if tag in _WRAPPERS:
            if tag != f"{W}sdt" or not _is_hint(child):
                yield from content(child)
        elif tag == f"{MC}AlternateContent":
            chosen = child.find(f"{MC}Choice")
            chosen = child.find(f"{MC}Fallback") if chosen is None else chosen
            if chosen is not None:
                yield from content(chosen)
        elif tag in _ELSEWHERE:
            raise ReadError(message("文档的一部分嵌在另一个文件里，读不到；请在Word中打开，另存为.docx再读"))
        elif tag not in _GONE:
            yield child


def _is_hint(control: Node) -> bool:
    """Whether a content control shows no text but what to write there: words in brackets, without a figure."""
    if not is_on(control.find(f"{W}sdtPr"), "showingPlcHdr"):
        return False
    shown = "".join(text.text or "" for text in control.iter(f"{W}t"))
    return shown[:1] in ("（", "(") and shown[-1] in ("）", ")") and not any(map(str.isdigit, shown))


@attrs.frozen
class Style:
    """What a style, and those it is based on, say about a paragraph or its characters; ``None`` is nothing."""

    name: str = ""
    right: bool | None = None
    outline: int | None = None
    number: str | None = None
    level: int | None = None
    hidden: bool | None = None
    struck: bool | None = None
    raised: str | None = None


@attrs.define
class Styles:
    """The styles of a document, by their identifiers."""

    _nodes: dict[str, Node]
    _made: dict[str, Style] = attrs.field(factory=dict, init=False)

    @classmethod
    def of(cls, root: Node | None) -> Styles:
        """The styles in the part ``root``."""
        nodes = root.iter(f"{W}style") if root is not None else ()
        return cls({name: node for node in nodes if (name := node.get(f"{W}styleId")) is not None})

    def get(self, name: str | None) -> Style:
        """The style ``name``, with what it takes from those it is based on."""
        if name is None:
            return _PLAIN
        made = self._made.get(name)
        if made is None:
            self._made[name] = _PLAIN  # for styles that are based on themselves
            made = self._made[name] = self._make(name)
        return made

    def _make(self, name: str) -> Style:
        chain: list[Node] = []
        at: str | None = name
        while at in self._nodes and len(chain) < 20:
            chain.append(self._nodes[at])
            at = value_of(chain[-1], f"{W}basedOn")
        own = [described(node.find(f"{W}pPr"), node.find(f"{W}rPr")) for node in chain]
        title = value_of(chain[0], f"{W}name") or "" if chain else ""
        return Style(
            title.lower(),
            _first([style.right for style in own]),
            _first([style.outline for style in own]),
            _first([style.number for style in own]),
            _first([style.level for style in own]),
            _first([style.hidden for style in own]),
            _first([style.struck for style in own]),
            _first([style.raised for style in own]),
        )


_PLAIN: Final = Style()


def _first(found: list[T | None]) -> T | None:
    return next((one for one in found if one is not None), None)


def described(paragraph: Node | None, run: Node | None) -> Style:
    """What the properties of a paragraph and of characters say by themselves."""
    side = value_of(paragraph, f"{W}jc")
    struck = is_on(run, "strike")
    return Style(
        right=None if side is None else side in ("right", "end"),
        outline=number_of(paragraph, f"{W}outlineLvl"),
        number=value_of(paragraph, f"{W}numPr/{W}numId"),
        level=number_of(paragraph, f"{W}numPr/{W}ilvl"),
        hidden=is_on(run, "vanish"),
        struck=is_on(run, "dstrike") if struck is None else struck,
        raised=value_of(run, f"{W}vertAlign"),
    )
