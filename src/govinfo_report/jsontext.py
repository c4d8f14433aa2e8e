"""JSON text into plain data, with the keys that stand twice remembered; and the faults that cattrs found."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from cattrs import ForbiddenExtraKeysError
from cattrs.errors import AttributeValidationNote, ClassValidationError, IterableValidationNote

from govinfo_report.errors import Fault, GovinfoReportError, SerializationError, shown
from govinfo_report.messages import message

__all__ = ["Doubled", "doubled_keys", "faults_of", "load", "step_of", "text_of"]


class Doubled(dict[str, Any]):
    """An object of a JSON text in which keys stand twice."""

    names: tuple[str, ...] = ()


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    doubled = Doubled(found)
    seen: set[str] = set()
    doubled.names = tuple(dict.fromkeys(name for name, _ in pairs if name in seen or seen.add(name)))  # type: ignore[func-returns-value]
    return doubled


def text_of(source: str | bytes) -> str:
    """The text of a JSON source in UTF-8, with or without its mark."""
    try:
        return source.decode("utf-8-sig") if isinstance(source, bytes) else source.removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise SerializationError([Fault("$", message("不是UTF-8编码（第{at}字节）", at=error.start + 1))]) from None


def load(text: str) -> object:
    """Plain data out of a JSON text; objects with doubled keys are :class:`Doubled`."""
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


def doubled_keys(value: object, path: str) -> Iterator[Fault]:
    """The objects in ``value`` with keys that stand twice."""
    stack: list[tuple[object, str]] = [(value, path)]
    while stack:
        here, at = stack.pop()
        if isinstance(here, Doubled):
            yield from (Fault(f"{at}.{name}", message("同一个键出现了两次")) for name in here.names)
        if isinstance(here, dict):
            stack.extend((inner, f"{at}.{name}") for name, inner in here.items())
        elif isinstance(here, list):
            stack.extend((inner, f"{at}[{index}]") for index, inner in enumerate(here))


def faults_of(error: Any, path: str) -> Iterator[Fault]:
    """The faults in what cattrs raised, each with its path."""
    if isinstance(error, ClassValidationError):
        for inner in error.exceptions:
            yield from faults_of(inner, path + step_of(inner))
    elif isinstance(error, ForbiddenExtraKeysError):
        for name in sorted(map(str, error.extra_fields)):
            yield Fault(f"{path}.{name}", message("没有这个键"))
    elif isinstance(error, GovinfoReportError):
        yield Fault(path, error.message)
    else:
        yield Fault(path, message("无法读取：{reason}", reason=shown(error)))


def step_of(error: BaseException) -> str:
    """The step of the path that cattrs noted on ``error``; empty where it noted none."""
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, AttributeValidationNote):
            return f".{note.name}"
        if isinstance(note, IterableValidationNote):
            return f"[{note.index}]"
    return ""
