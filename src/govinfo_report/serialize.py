"""To plain dicts and JSON, and back, without loss and without leniency.

The format is the attributes of a report under their own names, in their own order, every key present, a
blank as ``null``.  ``format`` and ``format_version`` come first, and in a table its ``edition``.  On the way
back everything that is not exactly so is a :class:`~govinfo_report.errors.Fault` with its path, and all
faults are reported together.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache, partial
from typing import Any, Final, cast, get_args, get_origin

import attrs
from cattrs import Converter, ForbiddenExtraKeysError
from cattrs.errors import AttributeValidationNote, ClassValidationError, IterableValidationNote
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from govinfo_report.compiled import Form, compile_form
from govinfo_report.errors import Fault, GovinfoReportError, SerializationError, shown
from govinfo_report.form import FIELD, Table
from govinfo_report.forms.sections import PARTS
from govinfo_report.messages import Joined, Message, message
from govinfo_report.note import Note
from govinfo_report.quantity import AMOUNT_PATTERN, YUAN, Amount, Kind, check_figure
from govinfo_report.quick import REFUSED, count_keys, has_each_key_once, read_section, read_table

_LOADS: Final[Callable[[str], Any]] = json.loads

__all__ = ["FORMAT", "FORMAT_VERSION", "MIGRATIONS", "Serializer", "serializer"]

FORMAT: Final = "govinfo_report"
FORMAT_VERSION: Final = 1

MIGRATIONS: Final[dict[int, Callable[[dict[str, Any]], dict[str, Any]]]] = {}
"""From each older format version to the next: a function that takes the whole dict and returns the new one.

A newer version of the format than :data:`FORMAT_VERSION` is refused, for nothing in it may be lost."""

_AMOUNT: Final = re.compile(AMOUNT_PATTERN, re.ASCII)
_AMOUNT_KEYS: Final = frozenset(("value", "unit"))


class _RefusedError(GovinfoReportError):
    """A value that is not of the type that its place asks for."""


def _wrong(expected: str | Joined, value: object) -> _RefusedError:
    return _RefusedError(
        message(
            "应为{expected}，而不是{value}",
            expected=expected if isinstance(expected, Joined) else Message(expected),
            value=shown(value),
        )
    )


def _object(value: object) -> dict[str, Any]:
    if type(value) is not dict and type(value) is not _Doubled:
        raise _wrong(message("对象").template, value)
    return value


def _text(value: object, _type: object = None) -> str:
    if type(value) is not str:
        raise _wrong(message("文字").template, value)
    return value


def _whole(value: object, _type: object = None) -> int:
    if type(value) is not int:
        raise _wrong(message("整数").template, value)
    return value


def _choice(value: object, kind: object) -> str:
    choices = get_args(kind)
    if type(value) is not str or value not in choices:
        raise _wrong(Joined(choices, "、"), value)
    return value


def _optional(structure: Callable[[object], Any]) -> Callable[[object, object], Any]:
    return lambda value, _type: None if value is None else structure(value)


def _amount(value: object) -> Amount:
    found = _object(value)
    if found.keys() != _AMOUNT_KEYS:
        raise _wrong(message("只有value和unit两项的对象").template, value)
    number, unit = found["value"], found["unit"]
    if type(number) is not str or not _AMOUNT.fullmatch(number):
        raise _wrong(message("写成文字的金额（整数至多15位，小数至多8位）").template, number)
    if unit is not None and (type(unit) is not str or unit not in YUAN):
        raise _wrong(message("元、万元、亿元或null").template, unit)
    return Amount(Decimal(number), unit)  # type: ignore[arg-type]


def _figure(kind: Kind, value: object, _type: object) -> Any:
    if value is None:
        return None
    return _amount(value) if kind == "amount" else check_figure(value, kind)


def _extra_value(value: object, _type: object) -> int | Amount:
    return _amount(value) if isinstance(value, dict) else _whole(value)


def _unstructure_amount(amount: Amount) -> dict[str, Any]:
    return {"value": f"{amount.value:f}", "unit": amount.unit}


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
            name: {member.spec.edition: compile_form(member) for member in get_args(kind) if _is_table(member)}
            for name, kind in types.items()
            if _holds_table(kind)
        }

    def _converter(self) -> Converter:
        converter = Converter(
            forbid_extra_keys=True, detailed_validation=True, unstruct_collection_overrides={tuple: list}
        )
        converter.register_structure_hook(str, _text)
        converter.register_structure_hook(int, _whole)
        converter.register_unstructure_hook(Amount, _unstructure_amount)
        converter.register_structure_hook_func(lambda kind: kind == str | None, _optional(_text))
        converter.register_structure_hook_func(lambda kind: kind == int | None, _optional(_whole))
        converter.register_structure_hook_func(lambda kind: kind == int | Amount, _extra_value)
        converter.register_structure_hook_factory(_is_tuple, partial(_tuple_hook, converter))
        converter.register_structure_hook_factory(attrs.has, partial(_class_hook, converter))
        converter.register_structure_hook_factory(_is_optional_class, partial(_optional_class_hook, converter))
        converter.register_structure_hook_func(_holds_table, self._table)
        converter.register_structure_hook_func(_is_any_table, self._other_table)
        converter.register_unstructure_hook_factory(_is_table, partial(_table_writer, converter))
        converter.register_unstructure_hook(Note, _write_note)
        converter.register_unstructure_hook_func(_is_any_table, self._write_other_table)
        converter.register_structure_hook_func(lambda kind: kind == tuple[tuple[str, str], ...], _details)
        converter.register_structure_hook_func(_is_choice, _choice)
        return converter

    def to_dict(self, report: object) -> dict[str, Any]:
        """``report`` as plain dicts, lists, strings, integers and ``None``."""
        fields: dict[str, Any] = self.converter.unstructure(report)
        return {"format": FORMAT, "format_version": FORMAT_VERSION, **fields}

    def from_dict(self, data: object) -> Any:
        """The report in ``data``.

        Raises:
            SerializationError: with every fault that it has.
        """
        fields = self._versioned(data)
        made = self._quickly(fields)
        return self._carefully(fields) if made is None else made

    def _quickly(self, fields: dict[str, Any]) -> Any:
        """The report by the short way, ``None`` where the data is out of the ordinary."""
        if fields.keys() != self._keys:
            return None
        given = dict(fields)
        try:
            for part in PARTS:
                given[part] = read_section(fields[part])
            for name, forms in self._built_in.items():
                given[name] = read_table(fields[name], forms, _amount)
            for name, kind in self._lists.items():
                given[name] = self.converter.structure(fields[name], kind)
            return self.report(**given)
        except (*REFUSED, GovinfoReportError, ClassValidationError):
            return None

    def _carefully(self, fields: dict[str, Any]) -> Any:
        """The report by the long way, which finds every fault."""
        faults = list(_doubled(fields, "$"))
        try:
            report = self.converter.structure(fields, self.report)
        except ClassValidationError as error:
            raise SerializationError([*faults, *_faults(error, "$")]) from None
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
        text = _text_of(source)
        try:
            data = _LOADS(text)
        except (ValueError, RecursionError):
            data = None
        if type(data) is dict and data.get("format_version") == FORMAT_VERSION:
            made = self._quickly(self._versioned(data))
            if made is not None and has_each_key_once(text, count_keys(data)):
                return made
        return self._carefully(self._versioned(_load(text)))

    def _versioned(self, data: object) -> dict[str, Any]:
        try:
            fields = dict(_object(data)) if type(data) is dict else _object(data)
        except _RefusedError as refused:
            raise SerializationError([Fault("$", refused.message)]) from None
        if fields.get("format") != FORMAT:
            raise SerializationError(
                [Fault("$.format", message("应为“{format}”，这不是本库写出的数据", format=FORMAT))]
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
        fields = dict(_object(value)) if type(value) is dict else _object(value)
        edition = fields.pop("edition", None)
        if type(edition) is not str or edition not in classes:
            what = message(
                "应为{editions}之一，而不是{value}", editions=Joined(tuple(classes), "、"), value=shown(edition)
            )
            raise _together([_at(_RefusedError(what), "edition", str)], Table)
        return self._made(fields, classes[edition])

    def _write_other_table(self, table: Table) -> dict[str, Any]:
        fields = dict(self.converter.unstructure(table, type(table)))
        return {"edition": fields.pop("edition"), "table": table.spec.name, **fields}

    def _made(self, fields: dict[str, Any], kind: type[Table]) -> Table:
        made = self.converter.structure(fields, kind)
        assert isinstance(made, Table)
        return made

    def _other_table(self, value: object, _type: object) -> Table:
        fields = dict(_object(value)) if type(value) is dict else _object(value)
        name, edition = fields.pop("table", None), fields.pop("edition", None)
        editions = self.by_table.get(name, {}) if isinstance(name, str) else {}
        if edition not in editions:
            what = message(
                "没有名为{name}、版本为{edition}的表格；须安装定义它的扩展包", name=shown(name), edition=shown(edition)
            )
            raise _together([_at(_RefusedError(what), "table", str)], Table)
        return self._made(fields, editions[edition])


@lru_cache(maxsize=16)
def serializer(report: type[Any], forms: tuple[Form, ...]) -> Serializer:
    """The serializer for ``report`` and ``forms``; made once."""
    return Serializer(report, forms)


def _together(errors: Sequence[Exception], kind: type[Any]) -> ClassValidationError:
    return ClassValidationError("", errors, kind)  # pyright: ignore[reportCallIssue]


def _at(error: Exception, name: str, kind: Any) -> Exception:
    error.add_note(AttributeValidationNote("", name, kind))
    return error


def _is_choice(kind: Any) -> bool:
    return str(get_origin(kind)) == "typing.Literal"


def _is_tuple(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _is_table(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Table) and attrs.has(kind)


def _is_any_table(kind: Any) -> bool:
    return bool(kind == Table)


def _holds_table(kind: Any) -> bool:
    members = [member for member in get_args(kind) if member is not type(None)]
    return bool(members) and get_origin(kind) is not tuple and all(map(_is_table, members))


def _is_optional_class(kind: Any) -> bool:
    members = get_args(kind)
    return len(members) == 2 and members[1] is type(None) and attrs.has(members[0]) and not _is_table(members[0])


def _optional_class_hook(converter: Converter, kind: Any) -> Callable[[object, object], Any]:
    inner = get_args(kind)[0]
    return lambda value, _type: None if value is None else converter.structure(value, inner)


def _tuple_hook(converter: Converter, kind: Any) -> Callable[[object, object], Any]:
    inner = get_args(kind)[0]

    def structure(value: object, _type: object) -> tuple[Any, ...]:
        if type(value) is not list:
            raise _wrong(message("数组").template, value)
        made: list[Any] = []
        errors: list[Exception] = []
        for index, item in enumerate(value):
            try:
                made.append(converter.structure(item, inner))
            except Exception as error:
                error.add_note(IterableValidationNote("", index, inner))
                errors.append(error)
        if errors:
            raise _together(errors, tuple)
        return tuple(made)

    return structure


def _class_hook(converter: Converter, kind: type[Any]) -> Callable[[object, object], Any]:
    overrides: dict[str, Any] = {}
    attrs.resolve_types(kind)
    for field in attrs.fields(kind):
        if FIELD not in field.metadata:
            overrides[field.name] = override(struct_hook=_checking_hook(converter, field))
        elif field.metadata[FIELD].kind is not None:
            overrides[field.name] = override(struct_hook=partial(_figure, field.metadata[FIELD].kind))
    build = make_dict_structure_fn(
        kind, converter, _cattrs_forbid_extra_keys=True, _cattrs_detailed_validation=True, **overrides
    )
    required = tuple(field.name for field in attrs.fields(kind))

    def structure(value: object, type_: object) -> Any:
        fields = _object(value)
        lacking = [name for name in required if name not in fields]
        if not lacking:
            return build(fields, type_)
        errors = [_at(_RefusedError(message("缺少这一项")), name, object) for name in lacking]
        try:
            build(fields, type_)
        except ClassValidationError as error:
            errors = [
                *errors,
                *(
                    one
                    for one in error.exceptions
                    if (_step(one) or isinstance(one, ForbiddenExtraKeysError)) and not isinstance(one, KeyError)
                ),
            ]
        raise _together(errors, kind)

    return structure


def _checking_hook(converter: Converter, field: attrs.Attribute[Any]) -> Callable[[object, object], Any]:
    """Structures one field and lets its own converter and validator speak, so that faults are found at its path."""
    structure = converter.get_structure_hook(field.type, cache_result=False)
    convert = cast("Callable[[Any], Any] | None", field.converter)

    def checked(value: object, type_: object) -> Any:
        made = structure(value, type_)
        if convert is not None:
            made = convert(made)
        if field.validator is not None:
            field.validator(None, field, made)
        return made

    return checked


def _table_writer(converter: Converter, kind: type[Table]) -> Callable[[Any], dict[str, Any]]:
    write = make_dict_unstructure_fn(kind, converter)
    edition = kind.spec.edition
    return lambda table: {"edition": edition, **write(table)}


def _write_note(note: Note) -> dict[str, Any]:
    return {
        "code": note.code,
        "path": note.path,
        "text": note.text,
        "position": None if note.position is None else attrs.asdict(note.position),
        "severity": note.severity,
        "details": dict(note.details),
    }


def _details(value: object, _type: object) -> tuple[tuple[str, str], ...]:
    return tuple((_text(name), _text(text)) for name, text in _object(value).items())


class _Doubled(dict[str, Any]):
    """An object of a JSON text in which keys stand twice."""

    names: tuple[str, ...] = ()


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    doubled = _Doubled(found)
    seen: set[str] = set()
    doubled.names = tuple(dict.fromkeys(name for name, _ in pairs if name in seen or seen.add(name)))  # type: ignore[func-returns-value]
    return doubled


def _text_of(source: str | bytes) -> str:
    try:
        return source.decode("utf-8-sig") if isinstance(source, bytes) else source.removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise SerializationError([Fault("$", message("不是UTF-8编码（第{at}字节）", at=error.start + 1))]) from None


def _load(text: str) -> object:
    try:
        return json.loads(text, object_pairs_hook=_pairs)
    except json.JSONDecodeError as error:
        what = message(
            "第{line}行第{column}列处不是有效的JSON：{reason}", line=error.lineno, column=error.colno, reason=error.msg
        )
        raise SerializationError([Fault("$", what)]) from None
    except RecursionError:
        raise SerializationError([Fault("$", message("嵌套过深"))]) from None
    except ValueError:
        raise SerializationError([Fault("$", message("有一个数长达数千位"))]) from None


def _doubled(value: object, path: str) -> Iterator[Fault]:
    """The objects in ``value`` with keys that stand twice."""
    stack: list[tuple[object, str]] = [(value, path)]
    while stack:
        here, at = stack.pop()
        if isinstance(here, _Doubled):
            yield from (Fault(f"{at}.{name}", message("同一个键出现了两次")) for name in here.names)
        if isinstance(here, dict):
            stack.extend((inner, f"{at}.{name}") for name, inner in here.items())
        elif isinstance(here, list):
            stack.extend((inner, f"{at}[{index}]") for index, inner in enumerate(here))


def _faults(error: Any, path: str) -> Iterator[Fault]:
    """The faults in what cattrs raised, each with its path."""
    if isinstance(error, ClassValidationError):
        for inner in error.exceptions:
            yield from _faults(inner, path + _step(inner))
    elif isinstance(error, ForbiddenExtraKeysError):
        for name in sorted(map(str, error.extra_fields)):
            yield Fault(f"{path}.{name}", message("没有这个键"))
    elif isinstance(error, GovinfoReportError):
        yield Fault(path, error.message)
    else:
        yield Fault(path, message("无法读取：{reason}", reason=shown(error)))


def _step(error: BaseException) -> str:
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, AttributeValidationNote):
            return f".{note.name}"
        if isinstance(note, IterableValidationNote):
            return f"[{note.index}]"
    return ""


def dump(data: Mapping[str, Any], indent: int | None) -> str:
    """``data`` as JSON text, Chinese as it is."""
    separators = (",", ":") if indent is None else (",", ": ")
    return json.dumps(data, ensure_ascii=False, indent=indent, separators=separators, allow_nan=False)
