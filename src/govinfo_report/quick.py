"""The short way from plain data to a report, for data that is exactly as this version writes it.

Anything out of the ordinary, and be it a missing key, ends the short way with ``None``; the long way in
:mod:`govinfo_report.serialize` then finds every fault.  The two agree on what is a report.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import attrs

from govinfo_report.compiled import Form
from govinfo_report.errors import ValueRefused
from govinfo_report.form import FIELD
from govinfo_report.narrative import Paragraph, Section
from govinfo_report.quantity import MAX_COUNT, Figure

__all__ = ["Irregular", "count_keys", "has_each_key_once", "read_section", "read_table"]

_SPACED_COLON = re.compile(r'"\s+:')


class Irregular(Exception):
    """The data is not exactly as this version writes it."""


def has_each_key_once(text: str, keys: int) -> bool:
    """Whether the JSON ``text``, whose objects hold ``keys`` different keys in all, names none of them twice.

    A quote before a colon ends a key, unless it stands in a string and is escaped.
    """
    return text.count('":') - text.count('\\":') == keys and _SPACED_COLON.search(text) is None


def count_keys(value: object) -> int:
    """How many keys all objects in ``value`` hold together."""
    total, stack = 0, [value]
    while stack:
        here = stack.pop()
        if type(here) is dict:
            total += len(here)
            stack.extend(inner for inner in here.values() if type(inner) in (dict, list))
        elif type(here) is list:
            stack.extend(inner for inner in here if type(inner) in (dict, list))
    return total


_SECTION: Final = {"heading", "paragraphs"}
_PARAGRAPH: Final = {"text", "level"}


def read_section(data: Any) -> Section | None:
    """A section, or ``None`` for ``null``.

    Raises:
        Irregular: anything else.
    """
    if data is None:
        return None
    if type(data) is not dict or data.keys() != _SECTION or type(data["paragraphs"]) is not list:
        raise Irregular
    paragraphs = []
    for item in data["paragraphs"]:
        if type(item) is not dict or item.keys() != _PARAGRAPH:
            raise Irregular
        paragraphs.append(Paragraph(item["text"], item["level"]))
    return Section(data["heading"], tuple(paragraphs))


def read_table(data: Any, forms: Mapping[str, Form], amount: Callable[[object], Figure]) -> Any:
    """A table in the edition that it names, or ``None`` for ``null``.

    Raises:
        Irregular: anything else.
    """
    if data is None:
        return None
    if type(data) is not dict or type(data.get("edition")) is not str or data["edition"] not in forms:
        raise Irregular
    form = forms[data["edition"]]
    found: list[Any] = []
    _gather(data, form.table, found, extra=1)
    _check(found, form, amount)
    return form.build(found)


_SHAPES: dict[type, tuple[tuple[str, type | None], ...]] = {}


def _shape(kind: type) -> tuple[tuple[str, type | None], ...]:
    """The keys of a record, each with the record that it holds or ``None`` for a cell."""
    if kind not in _SHAPES:
        _SHAPES[kind] = tuple(
            (field.name, field.type if field.metadata[FIELD].kind is None else None) for field in attrs.fields(kind)
        )
    return _SHAPES[kind]


def _gather(data: Any, kind: type, found: list[Any], extra: int = 0) -> None:
    shape = _shape(kind)
    if type(data) is not dict or len(data) != len(shape) + extra:
        raise Irregular
    try:
        for name, inner in shape:
            if inner is None:
                found.append(data[name])
            else:
                _gather(data[name], inner, found)
    except KeyError:
        raise Irregular from None


def _check(found: list[Any], form: Form, amount: Callable[[object], Figure]) -> None:
    for at in form.odd:
        value = found[at]
        if form.cells[at].kind == "amount":
            found[at] = None if value is None else amount(value)
        elif value is not None and (type(value) is not int or not -MAX_COUNT <= value <= MAX_COUNT):
            raise Irregular
    counts: Sequence[Any] = found
    if form.odd:
        counts = [value for at, value in enumerate(found) if at not in form.odd]
    for value in counts:
        if value is not None and (type(value) is not int or not 0 <= value <= MAX_COUNT):
            raise Irregular


REFUSED: Final = (Irregular, ValueRefused)
