"""Reports as JSON and plain data: the part of a report that puts it down and takes it up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, cast

from govinfo_report.compiled import Form
from govinfo_report.registry import Registry, forms_of
from govinfo_report.serialize import Serializer, serializer

__all__ = ["Exchanged"]


def _serializer(report: Any, forms: tuple[Form, ...] = ()) -> Serializer:
    return serializer(report, forms)


class Exchanged:
    """What can be put down as JSON; made by the class that has the attributes."""

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """Plain dicts, lists, strings, integers and ``None``, in a stable order; the JSON format of the documentation."""
        return _serializer(type(self)).to_dict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], *, registry: Registry | None = None) -> Self:
        """The report that :meth:`to_dict` gave.

        Raises:
            SerializationError: unknown, missing or doubled keys, wrong types or values, with all their paths.
        """
        return cast(Self, _serializer(cls, forms_of(registry)).from_dict(data))

    def to_json(self, *, indent: int | None = None) -> str:
        """JSON text; one line, or indented."""
        return _serializer(type(self)).to_json(self, indent)

    @classmethod
    def from_json(cls, source: str | bytes, *, registry: Registry | None = None) -> Self:
        """The report that :meth:`to_json` gave.

        Raises:
            SerializationError: no JSON, or as :meth:`from_dict`.
        """
        return cast(Self, _serializer(cls, forms_of(registry)).from_json(source))
