"""The short way from plain data to a report, for data that is exactly as this version writes it.

Anything out of the ordinary, and be it a missing key, ends the short way with ``None``; the long way in
:mod:`govinfo_report.serialize` then finds every fault.  The two agree on what is a report.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Any, Final

import attrs

from govinfo_report.compiled import Form
from govinfo_report.errors import ValueRefused
from govinfo_report.form import FIELD
from govinfo_report.narrative import Section, check_line, unchecked_paragraph, unchecked_section
from govinfo_report.quantity import MAX_COUNT, Figure

__all__ = ["Irregular", "check_counts", "count_keys", "names_each_key_once", "read_section", "read_table"]

_SPACES: Final = (" ", "\t", "\n", "\r")
_END_OF_KEY = re.compile(r'(?<!\\)(?:\\\\)*":')
_SPACED_COLON = re.compile(r'"\s+:')


class Irregular(Exception):
    """The data is not exactly as this version writes it."""


def names_each_key_once(text: str, keys: int) -> bool:
    """Whether the JSON ``text``, whose objects hold ``keys`` different keys in all, names none of them twice.

    A quote before a colon ends a key, unless it stands in a string and is escaped.
    """
    named = text.count('":') if "\\" not in text else sum(1 for _ in _END_OF_KEY.finditer(text))
    return named == keys and not (any(map(text.__contains__, _SPACES)) and _SPACED_COLON.search(text))


def count_keys(value: object) -> int:
    """How many keys all objects in ``value`` hold together."""
    total, stack = 0, [value]
    while stack:
        here = stack.pop()
        if type(here) is dict:
            total += len(here)
            stack.extend(here.values())
        elif type(here) is list:
            stack.extend(here)
    return total


def read_section(data: Any) -> tuple[Section | None, int]:
    """A section, or ``None`` for ``null``; and how many keys it has.

    Raises:
        Irregular: anything else.
        ValueRefused: a text that is no line.
    """
    if data is None:
        return None, 0
    try:
        heading, items = data["heading"], data["paragraphs"]
        if type(data) is not dict or len(data) != 2 or type(items) is not list:
            raise Irregular
        paragraphs = []
        for item in items:
            text, level = item["text"], item["level"]
            if type(item) is not dict or len(item) != 2 or type(level) is not int or not 0 <= level <= 9:
                raise Irregular
            paragraphs.append(unchecked_paragraph(check_line(text), level))
    except (KeyError, TypeError):
        raise Irregular from None
    if heading is not None:
        check_line(heading)
    return unchecked_section(heading, tuple(paragraphs)), 2 + 2 * len(paragraphs)


def read_table(data: Any, forms: Mapping[str, Form], amount: Callable[[object], Figure]) -> tuple[Any, int]:
    """A table in the edition that it names, or ``None`` for ``null``; and how many keys it has.

    Raises:
        Irregular: anything else.
        GovinfoReportError: an amount that is none.
    """
    if data is None:
        return None, 0
    if type(data) is not dict or type(data.get("edition")) is not str or data["edition"] not in forms:
        raise Irregular
    form = forms[data["edition"]]
    found: list[Any] = []
    keys = _gather(data, form.table, found, extra=1)
    amounts = 0
    for at in form.odd:
        value = found[at]
        if form.cells[at].kind == "amount":
            if value is not None:
                found[at] = amount(value)
                amounts += 1
        elif value is not None and (type(value) is not int or not -MAX_COUNT <= value <= MAX_COUNT):
            raise Irregular
    check_counts([value for at, value in enumerate(found) if at not in form.odd] if form.odd else found)
    return form.build(found), keys + 2 * amounts


_COUNT_TYPES: Final = frozenset((int, type(None)))


def check_counts(values: Sequence[Any]) -> None:
    """Raise ``Irregular`` unless ``values`` are counts and blanks."""
    if not _COUNT_TYPES.issuperset(map(type, values)):
        raise Irregular
    there = [value for value in values if value]
    if there and (min(there) < 0 or max(there) > MAX_COUNT):
        raise Irregular


@cache
def _shape(kind: type) -> tuple[int, Callable[[Any], Any], tuple[type, ...] | None]:
    """How many keys a record has, a function that takes their values, and the records that these are, if any."""
    fields = attrs.fields(kind)
    names = [field.name for field in fields]
    held = tuple(field.type for field in fields if field.metadata[FIELD].kind is None)
    take = itemgetter(*names) if len(names) > 1 else lambda data: (data[names[0]],)
    return len(names), take, held or None


def _gather(data: Any, kind: type, found: list[Any], extra: int = 0) -> int:
    """Append the cells of ``data`` to ``found``; how many keys there are."""
    keys, take, held = _shape(kind)
    keys += extra
    if type(data) is not dict or len(data) != keys:
        raise Irregular
    try:
        values = take(data)
    except KeyError:
        raise Irregular from None
    if held is None:
        found.extend(values)
    else:
        for value, inner in zip(values, held, strict=True):
            keys += _gather(value, inner, found)
    return keys


REFUSED: Final = (Irregular, ValueRefused)
