"""Instances of frozen, slotted classes made past their checks, out of values that were checked on their way here.

A frozen class sets its fields one call at a time.  A twin with the same slots that is not frozen sets them as
fast as Python can; made so, an instance is then turned over to its class.
"""

from __future__ import annotations

from collections.abc import Callable
from inspect import ismemberdescriptor
from typing import Any, TypeVar, cast

import attrs

__all__ = ["maker"]

T = TypeVar("T")


def maker(cls: type[T]) -> Callable[..., T]:
    """A function that makes a ``cls`` out of the values of its fields, in their order; those with a default may be left out at the end.

    For a class that does something of its own after it is made, or that has no slots, it is the class itself.
    """
    kind: Any = cls
    fields = attrs.fields(kind)
    names = [field.name for field in fields]
    slots = [getattr(cls, name, None) for name in names]
    if hasattr(cls, "__attrs_post_init__") or not all(map(ismemberdescriptor, slots)):
        return lambda *values: cls(**dict(zip(names, values, strict=True)))
    if any(map(attrs.has, cls.__bases__)) or "__weakref__" in kind.__slots__:
        return _by_slots(cls, [cast("Any", slot).__set__ for slot in slots])
    own = {field.name: attrs.field(default=field.default) for field in fields}
    twin: Any = attrs.make_class(
        cls.__name__, own, bases=cls.__bases__, slots=True, weakref_slot=False, eq=False, repr=False
    )

    def make(*values: Any) -> T:
        made: Any = twin(*values)
        made.__class__ = cls
        return made  # type: ignore[no-any-return]

    return make


def _by_slots(cls: type[T], setters: list[Callable[[Any, Any], None]]) -> Callable[..., T]:
    """As :func:`maker`, for a class whose slots are not all its own."""

    def make(*values: Any) -> T:
        made = cls.__new__(cls)
        for put, value in zip(setters, values, strict=True):
            put(made, value)
        return made

    return make
