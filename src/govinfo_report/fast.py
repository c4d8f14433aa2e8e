"""The shortest way from JSON to a report, with msgspec, for what is exactly as this version writes it.

msgspec puts figures and paragraphs straight into their classes, but passes over unknown keys, takes the last of
doubled ones and calls no check of ours.  So the quotes of a source are counted against those that its report
must have, figures are read with the bounds of their kinds, and texts are checked together.  Anything out of the
ordinary gives ``None``; the other ways in :mod:`govinfo_report.serialize` then decide.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, Final, TypeAlias

import attrs
import msgspec
from cattrs.errors import ClassValidationError

from govinfo_report.bounded import bounded_table
from govinfo_report.compiled import Form
from govinfo_report.errors import GovinfoReportError
from govinfo_report.narrative import Section
from govinfo_report.quantity import Amount

__all__ = ["FastWay"]

_encode: Final = msgspec.json.Encoder().encode
_Lists: TypeAlias = Mapping[str, Callable[[Any], Any]]
_LEVELS: Final = frozenset(range(10))


class _Unusual(Exception):
    """The other ways must decide."""


class FastWay:
    """Reads the reports of one class.

    Args:
        report: the class.
        head: the keys that come before its own, with the values that they must have.
        forms: by field that holds a table and by edition.
        structure: by field that holds a list, what makes it out of plain data.
    """

    def __init__(
        self,
        report: type[Any],
        head: Mapping[str, object],
        forms: Mapping[str, Mapping[str, Form]],
        structure: _Lists,
    ) -> None:
        self.report = report
        self.head = tuple(head.values())
        self.forms = forms
        self.structure = structure
        self._types: dict[str, Any] = {name: type(value) for name, value in head.items()}
        self._types |= {field.name: field.type for field in attrs.fields(report)}
        self._types |= dict.fromkeys(structure, list[Any])
        self._names = tuple(self._types)[len(head) :]
        self._own_strings = sum(isinstance(value, str) for value in self.head)
        self._openings = {name: f'"{name}":{{"edition":"'.encode() for name in forms}
        self._decoders: dict[tuple[str | None, ...], msgspec.json.Decoder[Any]] = {}

    @staticmethod
    def dumps(data: Mapping[str, Any]) -> str:
        """``data`` as JSON text, the same as :mod:`json` makes."""
        return _encode(data).decode()

    def read(self, source: str | bytes) -> Any:
        """The report in ``source``, ``None`` where that is out of the ordinary."""
        try:
            source = source.encode() if isinstance(source, str) else source
        except UnicodeEncodeError:
            return None
        if b"\\" in source:
            return None
        try:
            tables = tuple(self._tables(source))
            editions = tuple([edition for edition, _ in tables])
            wire = (self._decoders.get(editions) or self._decoder(editions)).decode(source)
            return self._checked(msgspec.structs.astuple(wire), tables, source)
        except (_Unusual, msgspec.MsgspecError, GovinfoReportError, ClassValidationError, ValueError, RecursionError):
            return None

    def _tables(self, source: bytes) -> Iterator[tuple[str | None, int]]:
        """Of each table the edition that its JSON names and where that stands; ``None`` where there is none."""
        at = 0
        for name, opening in self._openings.items():
            start = source.find(opening, at)
            if start < 0:
                yield None, at
                continue
            at = start + len(opening)
            edition = source[at : source.find(b'"', at)].decode()
            if edition not in self.forms[name]:
                raise _Unusual
            yield edition, at

    def _decoder(self, editions: tuple[str | None, ...]) -> msgspec.json.Decoder[Any]:
        tables = {
            name: type(None) if edition is None else bounded_table(self.forms[name][edition]).kind
            for name, edition in zip(self.forms, editions, strict=True)
        }
        wire = msgspec.defstruct("Wire", list((self._types | tables).items()))
        self._decoders[editions] = msgspec.json.Decoder(wire)
        return self._decoders[editions]

    def _checked(self, values: Sequence[Any], tables: Sequence[tuple[str | None, int]], source: bytes) -> Any:
        if values[: len(self.head)] != self.head:
            raise _Unusual
        given = dict(zip(self._names, values[len(self.head) :], strict=True))
        sections = [value for value in given.values() if type(value) is Section]
        paragraphs = list(chain.from_iterable([section.paragraphs for section in sections]))
        texts = [paragraph.text for paragraph in paragraphs]
        texts += [section.heading for section in sections if section.heading is not None]
        texts += [value for value in given.values() if type(value) is str]
        _check_lines(texts, source)
        if not _LEVELS.issuperset([paragraph.level for paragraph in paragraphs]):
            raise _Unusual
        # every key and every string is quoted
        quoted = len(values) + self._own_strings + 2 * len(sections) + 2 * len(paragraphs) + len(texts)
        for (name, forms), (edition, at) in zip(self.forms.items(), tables, strict=True):
            if edition is not None:
                quoted += _check_table(forms[edition], given[name], source, at)
        for name, structure in self.structure.items():
            if given[name]:
                quoted += _count_quoted(given[name])
                given[name] = structure(given[name])
        if source.count(b'"') != 2 * quoted:
            raise _Unusual
        return self.report(**given)


def _count_quoted(value: Any) -> int:
    """How many keys and strings stand in ``value``."""
    if type(value) is dict:
        return len(value) + sum(map(_count_quoted, value.values()))
    if type(value) is list:
        return sum(map(_count_quoted, value))
    return type(value) is str


def _check_lines(texts: list[str], source: bytes) -> None:
    """Of what is printable, white space is the plain space alone, so what is left to see is where one stands."""
    if not all(texts) or not "".join(texts).isprintable():
        raise _Unusual
    if b" " in source and any(text[0] == " " or text[-1] == " " for text in texts):
        raise _Unusual


def _check_table(form: Form, table: Any, source: bytes, at: int) -> int:
    """Turn a table over to its class and check its amounts; how many keys and strings its JSON, which begins ``at``, has."""
    quoted = form.keys + 2  # and its edition
    bounded = bounded_table(form)
    bounded.turn_over(table)
    for amount_of in bounded.amounts:
        amount = amount_of(table)
        if amount is not None:
            at = _check_amount(amount, source, at)
            quoted += 3 + (amount.unit is not None)
    return quoted


def _check_amount(amount: Amount, source: bytes, at: int) -> int:
    """Check an amount, which must be written behind ``at`` just as the library writes it; where it ends."""
    Amount(amount.value, amount.unit)
    start = source.find(b'"value":"', at) + 9
    end = source.find(b'"', start)
    if source[start:end] != f"{amount.value:f}".encode():
        raise _Unusual
    return end
