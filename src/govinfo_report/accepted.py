"""What the attributes of a report accept."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any, Final

import attrs

from govinfo_report.content import ExtraCell
from govinfo_report.errors import ValueRefused, shown
from govinfo_report.form import Table
from govinfo_report.forms.applications import Applications2019, Applications2021
from govinfo_report.forms.disclosure import Disclosure2019, Disclosure2021
from govinfo_report.forms.disputes import Disputes
from govinfo_report.forms.sections import SECTIONS
from govinfo_report.messages import Joined, message
from govinfo_report.narrative import Section, check_line
from govinfo_report.note import Note
from govinfo_report.views import Notes

BUILT_IN: Final[dict[str, tuple[type[Table], ...]]] = {
    "disclosure": (Disclosure2019, Disclosure2021),
    "applications": (Applications2019, Applications2021),
    "disputes": (Disputes,),
}


def line_or_none(value: str | None) -> str | None:
    """One line of text, or ``None``."""
    return None if value is None else check_line(value)


def without_empty(section: Section | None) -> Section | None:
    """``None`` in place of a section that has neither heading nor paragraphs."""
    return None if isinstance(section, Section) and section.heading is None and not section.paragraphs else section


def check_year(_instance: object, _attribute: object, value: int | None) -> None:
    """Refuse what is no year from 1 to 9999."""
    if value is not None and (type(value) is not int or not 1 <= value <= 9999):
        raise ValueRefused(message("年度应为1至9999的整数或None，而不是{value}", value=shown(value)))


def check_section(_instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """Refuse what is no section, and a heading where none belongs or none where one does."""
    if value is None:
        return
    if not isinstance(value, Section):
        raise ValueRefused(message("{field}应为Section或None，而不是{value}", field=attribute.name, value=shown(value)))
    if attribute.name not in _OUTSIDE:
        if value.heading is None:
            raise ValueRefused(
                message("{field}应有标题，如“{heading}”", field=attribute.name, heading=_HEADINGS[attribute.name])
            )
        return
    if value.heading is not None:
        raise ValueRefused(
            message("{field}在各部分之外，不应有标题（{heading}）", field=attribute.name, heading=value.heading)
        )
    if attribute.name == "closing" and any(paragraph.level for paragraph in value.paragraphs):
        raise ValueRefused(message("落款中不应有小标题"))


_OUTSIDE: Final = frozenset(("preamble", "closing"))
_HEADINGS: Final = {spec.part: spec.heading for spec in SECTIONS}


def check_table(_instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """Refuse a table of another name."""
    expected = BUILT_IN[attribute.name]
    if value is not None and type(value) not in expected:
        names = Joined(tuple(kind.__name__ for kind in expected), "、")
        raise ValueRefused(
            message(
                "{field}应为{expected}或None，而不是{value}",
                field=attribute.name,
                expected=names,
                value=type(value).__name__,
            )
        )


def as_other_tables(values: Iterable[Table]) -> tuple[Table, ...]:
    """Tables of third parties, each name once, in the order of their names."""
    tables = tuple(values)
    if not tables:
        return ()
    for value in tables:
        if not isinstance(value, Table) or value.spec.name in BUILT_IN:
            raise ValueRefused(message("other_tables应为统一格式之外的表格，而不是{value}", value=shown(value)))
    names = [value.spec.name for value in tables]
    if len(set(names)) < len(names):
        raise ValueRefused(message("other_tables中同一个表格出现了两次"))
    return tuple(sorted(tables, key=lambda table: table.spec.name))


def as_extras(values: Iterable[ExtraCell]) -> tuple[ExtraCell, ...]:
    """Cells beyond the form, each place once, in the order of their labels."""
    cells = tuple(values)
    if not cells:
        return ()
    for cell in cells:
        if not isinstance(cell, ExtraCell):
            raise ValueRefused(message("extras应由ExtraCell组成，而不是{value}", value=shown(cell)))
    ordered = sorted(cells, key=lambda cell: cell.key)
    for one, other in pairwise(ordered):
        if one.key == other.key:
            raise ValueRefused(
                message("附加单元格“{label}”出现了两次", label=" × ".join(("/".join(one.row), "/".join(one.column))))
            )
    return tuple(ordered)


def check_extras(extras: Iterable[ExtraCell], tables: Iterable[Table]) -> None:
    """Refuse cells of a table that is not among ``tables``."""
    present = {table.spec.name for table in tables}
    for cell in extras:
        if cell.table not in present:
            raise ValueRefused(message("附加单元格所在的表格“{table}”不在报告中", table=cell.table))


def as_notes(values: Iterable[Note]) -> tuple[Note, ...]:
    """Notes as a tuple."""
    notes = tuple(values)
    for note in notes:
        if not isinstance(note, Note):
            raise ValueRefused(message("notes应由Note组成，而不是{value}", value=shown(note)))
    return Notes(notes)
