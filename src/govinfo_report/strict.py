"""Strict hooks for cattrs: each takes just what its place asks for, and says what it was given instead.

cattrs' own hooks would turn ``"12"`` into 12, ``1.9`` into 1 and ``True`` into 1 without a word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial
from typing import Any, Final, cast, get_args, get_origin

import attrs
from cattrs import Converter, ForbiddenExtraKeysError
from cattrs.errors import AttributeValidationNote, ClassValidationError, IterableValidationNote
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from govinfo_report.document import LATER
from govinfo_report.errors import GovinfoReportError, shown
from govinfo_report.form import FIELD, Table
from govinfo_report.jsontext import Doubled, step_of
from govinfo_report.messages import Joined, Message, message
from govinfo_report.narrative import Section
from govinfo_report.note import Note
from govinfo_report.quantity import AMOUNT_PATTERN, YUAN, Amount, Kind, check_figure

_AMOUNT: Final = re.compile(AMOUNT_PATTERN, re.ASCII)
_AMOUNT_KEYS: Final = frozenset(("value", "unit"))


class RefusedError(GovinfoReportError):
    """A value that is not of the type that its place asks for."""


def wrong(expected: str | Joined, value: object) -> RefusedError:
    """The refusal of ``value`` where ``expected`` should stand."""
    return RefusedError(
        message(
            "应为{expected}，而不是{value}",
            expected=expected if isinstance(expected, Joined) else Message(expected),
            value=shown(value),
        )
    )


def as_object(value: object) -> dict[str, Any]:
    """A JSON object."""
    if type(value) is not dict and type(value) is not Doubled:
        raise wrong(message("对象").template, value)
    return value


def as_text(value: object, _type: object = None) -> str:
    """A string."""
    if type(value) is not str:
        raise wrong(message("文字").template, value)
    return value


def as_whole(value: object, _type: object = None) -> int:
    """A whole number; neither a bool nor a float."""
    if type(value) is not int:
        raise wrong(message("整数").template, value)
    return value


def as_choice(value: object, kind: object) -> str:
    """One of the values of a ``Literal``."""
    choices = get_args(kind)
    if type(value) is not str or value not in choices:
        raise wrong(Joined(choices, "、"), value)
    return value


def optional(structure: Callable[[object], Any]) -> Callable[[object, object], Any]:
    """``structure``, or ``None`` for ``null``."""
    return lambda value, _type: None if value is None else structure(value)


def as_amount(value: object) -> Amount:
    """An amount, its number as a string."""
    found = as_object(value)
    if found.keys() != _AMOUNT_KEYS:
        raise wrong(message("只有value和unit两项的对象").template, value)
    number, unit = found["value"], found["unit"]
    if type(number) is not str or not _AMOUNT.fullmatch(number):
        raise wrong(message("写成文字的金额（整数至多15位，小数至多8位）").template, number)
    if unit is not None and (type(unit) is not str or unit not in YUAN):
        raise wrong(message("元、万元、亿元或null").template, unit)
    return Amount(Decimal(number), unit)  # type: ignore[arg-type]


def as_figure(kind: Kind, value: object, _type: object) -> Any:
    """What a cell of ``kind`` holds."""
    if value is None:
        return None
    return as_amount(value) if kind == "amount" else check_figure(value, kind)


def as_extra_value(value: object, _type: object) -> int | Amount:
    """What a cell beyond the form holds."""
    return as_amount(value) if isinstance(value, dict) else as_whole(value)


def write_amount(amount: Amount) -> dict[str, Any]:
    """An amount as plain data, every digit kept."""
    return {"value": f"{amount.value:f}", "unit": amount.unit}


def together(errors: Sequence[Exception], kind: type[Any]) -> ClassValidationError:
    """Several errors as the one that cattrs passes on."""
    return ClassValidationError("", errors, kind)  # pyright: ignore[reportCallIssue]


def at_field(error: Exception, name: str, kind: Any) -> Exception:
    """``error`` with a note of the field where it arose."""
    error.add_note(AttributeValidationNote("", name, kind))
    return error


def is_choice(kind: Any) -> bool:
    """Whether ``kind`` is a ``Literal``."""
    return str(get_origin(kind)) == "typing.Literal"


def is_tuple(kind: Any) -> bool:
    """Whether ``kind`` is a tuple."""
    return get_origin(kind) is tuple


def is_table(kind: Any) -> bool:
    """Whether ``kind`` is the class of a table."""
    return isinstance(kind, type) and issubclass(kind, Table) and attrs.has(kind)


def is_any_table(kind: Any) -> bool:
    """Whether ``kind`` stands for whatever table."""
    return bool(kind == Table)


def holds_table(kind: Any) -> bool:
    """Whether ``kind`` is a union of classes of tables."""
    members = [member for member in get_args(kind) if member is not type(None)]
    return bool(members) and get_origin(kind) is not tuple and all(map(is_table, members))


def is_optional_class(kind: Any) -> bool:
    """Whether ``kind`` is a class or ``None``."""
    members = get_args(kind)
    return len(members) == 2 and members[1] is type(None) and attrs.has(members[0]) and not is_table(members[0])


def optional_class_hook(converter: Converter, kind: Any) -> Callable[[object, object], Any]:
    """Structures a class or ``None``."""
    inner = get_args(kind)[0]
    return lambda value, _type: None if value is None else converter.structure(value, inner)


def tuple_hook(converter: Converter, kind: Any) -> Callable[[object, object], Any]:
    """Structures an array, all faults of its items together."""
    inner = get_args(kind)[0]

    def structure(value: object, _type: object) -> tuple[Any, ...]:
        if type(value) is not list:
            raise wrong(message("数组").template, value)
        made: list[Any] = []
        errors: list[Exception] = []
        for index, item in enumerate(value):
            try:
                made.append(converter.structure(item, inner))
            except Exception as error:
                error.add_note(IterableValidationNote("", index, inner))
                errors.append(error)
        if errors:
            raise together(errors, tuple)
        return tuple(made)

    return structure


def class_hook(converter: Converter, kind: type[Any]) -> Callable[[object, object], Any]:
    """Structures an object with just the keys of a class, all faults together."""
    overrides: dict[str, Any] = {}
    attrs.resolve_types(kind)
    for field in attrs.fields(kind):
        if FIELD not in field.metadata:
            overrides[field.name] = override(struct_hook=_checking_hook(converter, field))
        elif field.metadata[FIELD].kind is not None:
            overrides[field.name] = override(struct_hook=partial(as_figure, field.metadata[FIELD].kind))
    build = make_dict_structure_fn(
        kind, converter, _cattrs_forbid_extra_keys=True, _cattrs_detailed_validation=True, **overrides
    )
    required = tuple(field.name for field in attrs.fields(kind) if LATER not in field.metadata)

    def structure(value: object, type_: object) -> Any:
        fields = as_object(value)
        lacking = [name for name in required if name not in fields]
        if not lacking:
            return build(fields, type_)
        errors = [at_field(RefusedError(message("缺少这一项")), name, object) for name in lacking]
        try:
            build(fields, type_)
        except ClassValidationError as error:
            errors = [
                *errors,
                *(
                    one
                    for one in error.exceptions
                    if (step_of(one) or isinstance(one, ForbiddenExtraKeysError)) and not isinstance(one, KeyError)
                ),
            ]
        raise together(errors, kind)

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


def table_writer(converter: Converter, kind: type[Table]) -> Callable[[Any], dict[str, Any]]:
    """Writes a table, its edition first."""
    write = make_dict_unstructure_fn(kind, converter)
    edition = kind.spec.edition
    return lambda table: {"edition": edition, **write(table)}


def _is_written(field: attrs.Attribute[Any], value: object) -> bool:
    return value is not None or LATER not in field.metadata


def write_note(note: Note) -> dict[str, Any]:
    """A note as plain data."""
    return {
        "code": note.code,
        "path": note.path,
        "text": note.text,
        "position": None if note.position is None else attrs.asdict(note.position, filter=_is_written),
        "severity": note.severity,
        "details": dict(note.details),
    }


def write_section(section: Section) -> dict[str, Any]:
    """A section as plain data."""
    paragraphs = [{"text": paragraph.text, "level": paragraph.level} for paragraph in section.paragraphs]
    return {"heading": section.heading, "paragraphs": paragraphs}


def as_details(value: object, _type: object) -> tuple[tuple[str, str], ...]:
    """The further words of a note."""
    return tuple((as_text(name), as_text(text)) for name, text in as_object(value).items())
