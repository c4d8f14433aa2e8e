"""Records of crawlers and answers of interfaces: JSON with the page or the text of a report in one of its strings."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Final

import attrs

from govinfo_report.document import Document
from govinfo_report.errors import ReadError
from govinfo_report.limits import Limits
from govinfo_report.messages import message
from govinfo_report.readers import html, markdown, text
from govinfo_report.readers.html_metadata import settle
from govinfo_report.readers.markup import has_tags, unescaped

__all__ = ["read_record"]

_LEAST: Final = 400
"""Characters of the shortest string that may be a report."""
_LEAST_CUT: Final = 5
"""Lines with cells that a text with its tables has."""
_ENCODED: Final = re.compile(r"\s*[\[{]")
_KEYS: Final = {
    "title": ("title", "articletitle", "doctitle", "newstitle", "infotitle", "headline", "subject"),
    "published": ("publishtime", "publishdate", "pubdate", "pubtime", "releasetime", "releasedate", "date"),
    "publisher": ("source", "contentsource", "publisher", "publishorg", "author", "sitename"),
    "address": ("url", "link", "href", "docurl", "articleurl", "sourceurl"),
}
"""What records say of a text, and the names that it bears, without marks between their words."""
_KIND_OF: Final = {name: kind for kind, names in _KEYS.items() for name in names}


@attrs.frozen
class _Record:
    """An object with long strings in it."""

    strings: Sequence[str]
    told: Mapping[str, str]


def read_record(source: str, limits: Limits) -> Document | None:
    """The report in the only record of ``source`` that has a long string; ``None`` where none has.

    Raises:
        ReadError: several records have one, or the string cannot be read.
    """
    found: list[_Record] = []
    for value in _values(source):
        found.extend(_records(value))
    if not found:
        return None
    if len(found) > 1:
        raise ReadError(message("JSON中有{count}条带正文的记录，请分开后逐条读取", count=len(found)))
    record = found[0]
    whole = max(map(len, record.strings))
    best = max((one for one in record.strings if 2 * len(one) >= whole), key=_worth)
    document = _document(best, limits)
    known = {key for key, _ in document.metadata}
    more = [pair for pair in settle(dict(record.told), (), False) if pair[0] not in known]
    return attrs.evolve(document, metadata=(*document.metadata, *more))


def _values(source: str) -> list[object]:
    """The value of ``source``, or those of its lines; none where it is no JSON."""
    try:
        return [json.loads(source)]
    except (ValueError, RecursionError):
        pass
    try:
        return [json.loads(line) for line in source.splitlines() if line.strip()]
    except (ValueError, RecursionError):
        return []


def _records(value: object) -> list[_Record]:
    """The innermost objects, and lists outside of objects, that hold long strings."""
    found: list[_Record] = []
    above: dict[str, str] = {}
    stack: list[tuple[object, Mapping[str, str]]] = [(value, above)]
    while stack:
        one, told = stack.pop()
        if isinstance(one, str) and _ENCODED.match(one):
            stack.extend((inner, told) for inner in _values(one) if not isinstance(inner, str))
        elif isinstance(one, dict):
            own = {
                **told,
                **{
                    kind: item.strip()
                    for key, item in one.items()
                    if isinstance(item, str) and len(item) < _LEAST and (kind := _KIND_OF.get(_plain(key)))
                },
            }
            strings = [joined for item in one.values() if (joined := _long(item))]
            if strings:
                found.append(_Record(strings, own))
            stack.extend((item, own) for item in reversed(one.values()) if not _long(item))
        elif isinstance(one, list):
            stack.extend((item, told) for item in reversed(one))
    return found


def _long(value: object) -> str:
    """A long string, or the strings of a list of paragraphs; empty for anything else, encoded values among them."""
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        value = "\n".join(value)
    return value if isinstance(value, str) and len(value) >= _LEAST and not _ENCODED.match(value) else ""


def _plain(key: str) -> str:
    return key.lower().replace("_", "").replace("-", "")


def _worth(text: str) -> tuple[bool, bool, int]:
    """Of several strings that may be the same text the one that shows most of how it is set out."""
    cut = sum("|" in line or "\t" in line for line in text.splitlines()) >= _LEAST_CUT
    return has_tags(unescaped(text)), cut, text.count("\n")


def _document(content: str, limits: Limits) -> Document:
    if has_tags(unescaped(content)):
        reader = html.READER
    else:
        reader = max(text.READER, markdown.READER, key=lambda one: one.sniff(content))
    made = reader.read(content, limits)
    assert isinstance(made, Document)
    return made
