"""How a form is declared, as attrs classes whose fields carry the official labels.

A table of the form is a class under :func:`table`; the groups and rows within it are classes under
:func:`record`.  ``compile_form`` (in :mod:`govinfo_report.compiled`) turns such a class once into the plain data
that every engine works on.  In a label, braces mark the words by which people call it for short:
``"一、{本年新收}政府信息公开申请数量"``.
"""

from __future__ import annotations

from collections.abc import Callable
from inspect import signature
from typing import Any, ClassVar, Final, Literal, TypeAlias, TypeVar, dataclass_transform

import attrs

from govinfo_report.display import html_of, rich_of
from govinfo_report.errors import ValueRefused, shown
from govinfo_report.messages import message
from govinfo_report.quantity import Kind, check_figure

__all__ = ["FIELD", "Axis", "FieldSpec", "Table", "TableSpec", "amount", "change", "count", "part", "record", "table"]

Axis: TypeAlias = Literal["row", "column"]
C = TypeVar("C", bound=type)
FIELD: Final = "govinfo_report"


@attrs.frozen
class FieldSpec:
    """What a field says of the form.

    Attributes:
        label: the official label, the words of its short name in braces.
        axis: whether the label heads a row or a column.
        kind: of the cell; ``None`` for a part, which holds fields of its own.
        unit: of the cell, as the form names it.
        under: a label that stands above this one and above its neighbours, without a field of its own.
        block: the line that opens the block of the table in which this part stands.
        total: the rule by which this field is the sum of its siblings, ``None`` where it is no total.
    """

    label: str
    axis: Axis
    kind: Kind | None = None
    unit: str | None = None
    under: str | None = None
    block: str | None = None
    total: str | None = None


@attrs.frozen
class TableSpec:
    """What a table class says of the form.

    Attributes:
        name: of the table; the first step of every path (``disclosure``).
        edition: of the form (``2019``).
        number: by which people call it (``二`` for 表二).
        corner: what stands in the head of the label columns.
        header: what stands over all columns.
        balances: identities between parts: rule, then the parts that add up on either side.
    """

    name: str
    edition: str
    number: str
    corner: str | None = None
    header: str | None = None
    balances: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = ()


class Table:
    """The base of every table of a form, built in or a third party's."""

    __slots__ = ()

    def _repr_html_(self) -> str | None:
        return html_of(self)

    def __rich__(self) -> object:
        return rich_of(self)

    spec: ClassVar[TableSpec]

    @property
    def edition(self) -> str:
        """The edition of the form that this table follows."""
        return self.spec.edition


def _cell(spec: FieldSpec) -> Any:  # what attrs.field returns has no type of its own
    assert spec.kind is not None
    return attrs.field(metadata={FIELD: spec})


def count(
    label: str, *, unit: str = "件", under: str | None = None, total: str | None = None, axis: Axis = "column"
) -> Any:
    """A cell that holds a count: ``int`` from 0 to 2⁵³−1, or ``None`` for a blank."""
    return _cell(FieldSpec(label, axis, "count", unit, under, total=total))


def change(label: str, *, unit: str = "项", under: str | None = None, axis: Axis = "column") -> Any:
    """A cell that holds a signed change: ``int``, or ``None`` for a blank."""
    return _cell(FieldSpec(label, axis, "change", unit, under))


def amount(label: str, *, unit: str | None, under: str | None = None, axis: Axis = "column") -> Any:
    """A cell that holds an :class:`Amount`, or ``None``; ``unit`` is the form's, ``None`` where it names none."""
    return _cell(FieldSpec(label, axis, "amount", unit, under))


def part(
    label: str, *, axis: Axis = "row", under: str | None = None, block: str | None = None, total: str | None = None
) -> Any:
    """A field that holds a :func:`record`: a row of cells, or a group of rows or columns."""
    spec = FieldSpec(label, axis, under=under, block=block, total=total)
    return attrs.field(metadata={FIELD: spec})


def _check_fields(made: object) -> None:
    """Refuse what a record cannot hold.

    Called by ``__init__`` and by nothing else, so that engines which checked their figures can go past it.
    """
    for field in attrs.fields(type(made)):  # type: ignore[arg-type]
        value, kind = getattr(made, field.name), field.metadata[FIELD].kind
        if kind is not None:
            try:
                check_figure(value, kind)
            except ValueRefused as refused:
                raise ValueRefused(message("{field}：{what}", field=field.name, what=refused.message)) from None
        elif isinstance(field.type, type) and not isinstance(value, field.type):
            raise ValueRefused(
                message(
                    "{field}：应为{expected}，而不是{value}",
                    field=field.name,
                    expected=field.type.__name__,
                    value=shown(value),
                )
            )


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(count, change, amount, part))
def record(cls: C) -> C:
    """Make ``cls`` a frozen, slotted attrs class; every field must be given by name and is checked."""
    made: Any = attrs.resolve_types(attrs.frozen(kw_only=True, slots=True, weakref_slot=False, init=False)(cls))
    fill = made.__attrs_init__

    def init(self: object, **values: object) -> None:
        fill(self, **values)
        _check_fields(self)

    init.__signature__ = signature(fill)  # type: ignore[attr-defined]
    made.__init__ = init
    return made  # type: ignore[no-any-return]


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(count, change, amount, part))
def table(
    *,
    name: str,
    edition: str,
    number: str,
    corner: str | None = None,
    header: str | None = None,
    balances: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (),
) -> Callable[[C], C]:
    """As :func:`record`, for a whole table; the arguments are those of :class:`TableSpec`."""
    spec = TableSpec(name, edition, number, corner, header, balances)

    def decorate(cls: C) -> C:
        made = record(cls)
        made.spec = spec  # type: ignore[attr-defined]
        return made

    return decorate
