"""The tables of a form with the bounds of their figures, as msgspec understands them.

msgspec reads a bound out of an annotation, where the core, which does without msgspec, has none.  So it is given
subclasses that add nothing but annotations; what it made is then turned over to the classes themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from operator import attrgetter
from typing import Annotated, Any, Final

import attrs
import msgspec

from govinfo_report.compiled import Form
from govinfo_report.form import FIELD
from govinfo_report.quantity import MAX_COUNT, Amount

__all__ = ["BoundedTable", "bounded_table"]

_COUNT: Final[Any] = Annotated[int, msgspec.Meta(ge=0, le=MAX_COUNT)]
_CHANGE: Final[Any] = Annotated[int, msgspec.Meta(ge=-MAX_COUNT, le=MAX_COUNT)]
_TYPES: Final[dict[str, Any]] = {
    "count": _COUNT | None,
    "change": _CHANGE | None,
    "amount": Amount | None,
}
# Both, else Python asks the class itself whenever an attribute is set.
_NOT_FROZEN: Final = {"__setattr__": object.__setattr__, "__delattr__": object.__delattr__}


@attrs.frozen
class BoundedTable:
    """A table whose figures have bounds.

    Attributes:
        kind: the subclass for msgspec to decode into.
        own: the class that it stands for.
        records: what takes all records out of a table, each before those in it.
        kinds: the classes that these must have.
        amounts: what takes each amount out of a table.
    """

    kind: type[Any]
    own: type[Any]
    records: Callable[[object], tuple[Any, ...]]
    kinds: tuple[type[Any], ...]
    amounts: tuple[Callable[[object], Any], ...]

    def turn_over(self, table: Any) -> None:
        """Make what msgspec made of :attr:`kind` an instance of the class for which that stands, at every depth."""
        for record, kind in zip(self.records(table), self.kinds, strict=True):
            record.__class__ = kind
        table.__class__ = self.own


@cache
def bounded_table(form: Form) -> BoundedTable:
    """The table of ``form`` with bounds; made once."""
    own: Any = form.table
    records = dict(_records(own, ""))
    amounts = [attrgetter(cell.path.partition(".")[2]) for cell in form.cells if cell.kind == "amount"]
    return BoundedTable(_bounded(own), own, _taking(tuple(records)), tuple(records.values()), tuple(amounts))


@cache
def _bounded(record: Any) -> type[Any]:
    fields = [(field, field.metadata[FIELD].kind) for field in attrs.fields(record)]
    types = {field.name: _TYPES[kind] if kind else _bounded(field.type) for field, kind in fields}
    return type(record.__name__, (record,), {"__slots__": (), "__annotations__": types, **_NOT_FROZEN})


def _records(record: Any, path: str) -> Iterator[tuple[str, type[Any]]]:
    for field in attrs.fields(record):
        if field.metadata[FIELD].kind is None:
            kind: Any = field.type
            yield path + field.name, kind
            yield from _records(kind, f"{path}{field.name}.")


def _taking(paths: tuple[str, ...]) -> Callable[[object], tuple[Any, ...]]:
    """What takes the attributes at ``paths`` out of an object."""
    if len(paths) > 1:
        return attrgetter(*paths)
    return lambda value: tuple(attrgetter(path)(value) for path in paths)
