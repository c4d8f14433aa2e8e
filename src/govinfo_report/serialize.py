"""To plain dicts and JSON, and back, without loss and without leniency.

The format is the attributes of a report under their own names, in their own order, every key present, a
blank as ``null``.  ``format`` and ``format_version`` come first, and in a table its ``edition``.  On the way
back everything that is not exactly so is a :class:`~govinfo_report.errors.Fault` with its path, and all
faults are reported together.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from importlib.util import find_spec
from operator import eq
from typing import TYPE_CHECKING, Any, Final, get_args

import attrs
from cattrs import Converter
from cattrs.errors import ClassValidationError
from cattrs.fns import identity

from govinfo_report.compiled import Form, compile_form
from govinfo_report.errors import Fault, GovinfoReportError, SerializationError, shown
from govinfo_report.form import Table
from govinfo_report.forms.sections import PARTS
from govinfo_report.jsontext import doubled_keys, faults_of, load, text_of
from govinfo_report.messages import Joined, message
from govinfo_report.narrative import Section
from govinfo_report.note import Note
from govinfo_report.quantity import Amount
from govinfo_report.quick import REFUSED, count_keys, names_each_key_once, read_section, read_table
from govinfo_report.strict import (
    RefusedError,
    as_amount,
    as_choice,
    as_details,
    as_extra_value,
    as_object,
    as_text,
    as_whole,
    at_field,
    class_hook,
    holds_table,
    is_any_table,
    is_choice,
    is_optional_class,
    is_table,
    is_tuple,
    optional,
    optional_class_hook,
    table_writer,
    together,
    tuple_hook,
    write_amount,
    write_note,
    write_section,
)

if TYPE_CHECKING:
    from govinfo_report.fast import FastWay

__all__ = ["FORMAT", "FORMAT_VERSION", "MIGRATIONS", "Serializer", "serializer"]

FORMAT: Final = "govinfo_report"
FORMAT_VERSION: Final = 1
_ENVELOPE_KEYS: Final = 2

MIGRATIONS: Final[dict[int, Callable[[dict[str, Any]], dict[str, Any]]]] = {}
"""From each older format version to the next: a function that takes the whole dict and returns the new one.

A newer version of the format than :data:`FORMAT_VERSION` is refused, for nothing in it may be lost."""


class Serializer:
    """Turns reports of one class, with the tables of some forms, into plain data and back."""

    def __init__(self, report: type[Any], forms: Sequence[Form]) -> None:
        self.report = report
        self.by_table: dict[str, dict[str, type[Table]]] = {}
        for form in forms:
            self.by_table.setdefault(form.name, {})[form.edition] = form.table
        self.converter = self._converter()
        attrs.resolve_types(report)
        types = {field.name: field.type for field in attrs.fields(report)}
        self._keys = types.keys()
        self._lists = {name: types[name] for name in ("other_tables", "extras", "notes")}
        self._built_in = {
            name: {member.spec.edition: compile_form(member) for member in get_args(kind) if is_table(member)}
            for name, kind in types.items()
            if holds_table(kind)
        }

        self._fast = self._fast_way()

    def _fast_way(self) -> FastWay | None:
        """The shortest way, where msgspec is installed."""
        if find_spec("msgspec") is None:
            return None
        from govinfo_report.fast import FastWay

        lists = {name: partial(self.converter.structure, cl=kind) for name, kind in self._lists.items()}
        head = {"format": FORMAT, "format_version": FORMAT_VERSION}
        return FastWay(self.report, head, self._built_in, lists)

    def _converter(self) -> Converter:
        converter = Converter(
            forbid_extra_keys=True, detailed_validation=True, unstruct_collection_overrides={tuple: list}
        )
        converter.register_structure_hook(str, as_text)
        converter.register_structure_hook(int, as_whole)
        for plain in (int, str):  # by itself cattrs asks of every value of an optional what it is
            converter.register_unstructure_hook_func(partial(eq, plain | None), identity)
        converter.register_unstructure_hook(Amount, write_amount)
        converter.register_structure_hook_func(lambda kind: kind == str | None, optional(as_text))
        converter.register_structure_hook_func(lambda kind: kind == int | None, optional(as_whole))
        converter.register_structure_hook_func(lambda kind: kind == int | Amount, as_extra_value)
        converter.register_structure_hook_factory(is_tuple, partial(tuple_hook, converter))
        converter.register_structure_hook_factory(attrs.has, partial(class_hook, converter))
        converter.register_structure_hook_factory(is_optional_class, partial(optional_class_hook, converter))
        converter.register_structure_hook_func(holds_table, self._table)
        converter.register_structure_hook_func(is_any_table, self._other_table)
        converter.register_unstructure_hook_factory(is_table, partial(table_writer, converter))
        converter.register_unstructure_hook(Note, write_note)
        converter.register_unstructure_hook(Section, write_section)
        converter.register_unstructure_hook_func(is_any_table, self._write_other_table)
        converter.register_structure_hook_func(lambda kind: kind == tuple[tuple[str, str], ...], as_details)
        converter.register_structure_hook_func(is_choice, as_choice)
        return converter

    def to_dict(self, report: object) -> dict[str, Any]:
        """``report`` as plain dicts, lists, strings, integers and ``None``."""
        fields: dict[str, Any] = self.converter.unstructure(report)
        return {"format": FORMAT, "format_version": FORMAT_VERSION, **fields}

    def to_json(self, report: object, indent: int | None = None) -> str:
        """``report`` as JSON text, Chinese as it is."""
        data = self.to_dict(report)
        if indent is None and self._fast is not None:
            return self._fast.dumps(data)
        separators = (",", ":") if indent is None else (",", ": ")
        return json.dumps(data, ensure_ascii=False, indent=indent, separators=separators, allow_nan=False)

    def from_dict(self, data: object) -> Any:
        """The report in ``data``.

        Raises:
            SerializationError: with every fault that it has.
        """
        fields = self._versioned(data)
        made, _ = self._quickly(fields)
        return self._carefully(fields) if made is None else made

    def _quickly(self, fields: dict[str, Any]) -> tuple[Any, int]:
        """The report by the short way, ``None`` where the data is out of the ordinary; and how many keys it has."""
        if fields.keys() != self._keys:
            return None, 0
        given = dict(fields)
        keys = len(fields)
        try:
            for part in PARTS:
                given[part], more = read_section(fields[part])
                keys += more
            for name, forms in self._built_in.items():
                given[name], more = read_table(fields[name], forms, as_amount)
                keys += more
            for name, kind in self._lists.items():
                if fields[name] != []:
                    given[name] = self.converter.structure(fields[name], kind)
                    keys += count_keys(fields[name])
            return self.report(**given), keys
        except (*REFUSED, GovinfoReportError, ClassValidationError):
            return None, 0

    def _carefully(self, fields: dict[str, Any]) -> Any:
        """The report by the long way, which finds every fault."""
        faults = list(doubled_keys(fields, "$"))
        try:
            report = self.converter.structure(fields, self.report)
        except ClassValidationError as error:
            raise SerializationError([*faults, *faults_of(error, "$")]) from None
        except GovinfoReportError as error:
            raise SerializationError([*faults, Fault("$", error.message)]) from None
        if faults:
            raise SerializationError(faults)
        return report

    def from_json(self, source: str | bytes) -> Any:
        """The report in a JSON text.

        Raises:
            SerializationError: with every fault that it has.
        """
        if not isinstance(source, (str, bytes)):
            raise TypeError(f"from_json() takes str or bytes, not {type(source).__name__}")
        if self._fast is not None and (made := self._fast.read(source)) is not None:
            return made
        text = text_of(source)
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            data = None
        if type(data) is dict and data.get("format_version") == FORMAT_VERSION:
            made, keys = self._quickly(self._versioned(data))
            if made is not None and names_each_key_once(text, keys + _ENVELOPE_KEYS):
                return made
        return self._carefully(self._versioned(load(text)))

    def _versioned(self, data: object) -> dict[str, Any]:
        try:
            fields = dict(as_object(data)) if type(data) is dict else as_object(data)
        except RefusedError as refused:
            raise SerializationError([Fault("$", refused.message)]) from None
        if fields.get("format") != FORMAT:
            raise SerializationError(
                [
                    Fault(
                        "$.format",
                        message(
                            "应为“{format}”，这不是本库的JSON格式；按标签写的JSON（labels）只供阅读，不能读回",
                            format=FORMAT,
                        ),
                    )
                ]
            )
        version = fields.get("format_version")
        if type(version) is not int or version < 1:
            raise SerializationError(
                [Fault("$.format_version", message("应为1至{version}的整数", version=FORMAT_VERSION))]
            )
        if version > FORMAT_VERSION:
            what = message(
                "数据的格式版本为{found}，本库只认得到{version}为止的版本，请升级govinfo_report",
                found=version,
                version=FORMAT_VERSION,
            )
            raise SerializationError([Fault("$.format_version", what)])
        for older in range(version, FORMAT_VERSION):
            fields = MIGRATIONS[older](fields)
        del fields["format"], fields["format_version"]
        return fields

    def _table(self, value: object, kind: Any) -> Table | None:
        if value is None:
            return None
        classes = {member.spec.edition: member for member in get_args(kind) or (kind,) if member is not type(None)}
        fields = dict(as_object(value)) if type(value) is dict else as_object(value)
        edition = fields.pop("edition", None)
        if type(edition) is not str or edition not in classes:
            what = message(
                "应为{editions}之一，而不是{value}", editions=Joined(tuple(classes), "、"), value=shown(edition)
            )
            raise together([at_field(RefusedError(what), "edition", str)], Table)
        return self._made(fields, classes[edition])

    def _write_other_table(self, table: Table) -> dict[str, Any]:
        fields = dict(self.converter.unstructure(table, type(table)))
        return {"edition": fields.pop("edition"), "table": table.spec.name, **fields}

    def _made(self, fields: dict[str, Any], kind: type[Table]) -> Table:
        made = self.converter.structure(fields, kind)
        assert isinstance(made, Table)
        return made

    def _other_table(self, value: object, _type: object) -> Table:
        fields = dict(as_object(value)) if type(value) is dict else as_object(value)
        name, edition = fields.pop("table", None), fields.pop("edition", None)
        editions = self.by_table.get(name, {}) if isinstance(name, str) else {}
        if edition not in editions:
            what = message(
                "没有名为{name}、版本为{edition}的表格；须安装定义它的扩展包", name=shown(name), edition=shown(edition)
            )
            raise together([at_field(RefusedError(what), "table", str)], Table)
        return self._made(fields, editions[edition])


@lru_cache(maxsize=16)
def serializer(report: type[Any], forms: tuple[Form, ...]) -> Serializer:
    """The serializer for ``report`` and ``forms``; made once."""
    return Serializer(report, forms)
