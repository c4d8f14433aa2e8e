"""The notes of a sum: every cell that is not simply the sum of all parts, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from govinfo_report.messages import message
from govinfo_report.note import Note
from govinfo_report.report import Report
from govinfo_report.rules.years import organ_key
from govinfo_report.together.adding import BlankRule, CellSum
from govinfo_report.together.alike import alike_names
from govinfo_report.together.editions import Conversion

__all__ = ["part_name", "sum_notes"]

_NAMED: Final = 5
"""Of more names than this the first stand for all."""

_BARE: Final = message("未印单位（即表格单位）")


def part_name(parts: Sequence[Report], at: int) -> str:
    """What the part ``at`` is called: its organ, else its number from 1."""
    return parts[at].agency or f"#{at + 1}"


def sum_notes(
    sums: Iterable[CellSum],
    parts: Sequence[Report],
    tables: Mapping[str, str],
    conversions: Mapping[int, Conversion],
    edition: str | None,
    blanks: BlankRule,
    agency: str | None,
) -> list[Note]:
    """What is to be said of the sum of ``parts``: of its parts, then of its tables, then of its cells.

    Args:
        sums: of every cell, in the order of the form.
        parts: what was added up.
        tables: the number (``"三"``) of each table of the sum by its name.
        conversions: of the parts that were in another edition.
        edition: the one that was added up in.
        blanks: what a blank beside a number did.
        agency: the organ of the sum.
    """
    notes = [_converted(part_name(parts, at), one, edition or "") for at, one in conversions.items()]
    notes.extend(_named_as_whole(parts, agency))
    near = alike_names(part.agency for part in parts if part.agency is not None)
    notes.extend(Note("names-alike", None, _listed(names), severity="warning") for names in near)
    notes.extend(_lacking(parts, tables))
    for cell in sums:
        notes.extend(_of_cell(cell, parts, blanks))
    return notes


def _converted(name: str, made: Conversion, edition: str) -> Note:
    lost = len(made.lost) + len(made.lost_extras)
    details = (("edition", edition), ("lost", str(lost)))
    return Note("part-converted", None, name, severity="warning" if lost else "hint", details=details)


def _named_as_whole(parts: Sequence[Report], agency: str | None) -> Iterator[Note]:
    """A part of the organ that adds up is often its published total: all would be counted twice."""
    if agency is None or len(parts) < 2:
        return
    for part in parts:
        if part.agency is not None and organ_key(part.agency) == organ_key(agency):
            yield Note("part-named-as-whole", None, part.agency, severity="warning")


def _lacking(parts: Sequence[Report], tables: Mapping[str, str]) -> Iterator[Note]:
    for name, number in tables.items():
        without = [at for at, part in enumerate(parts) if all(table.spec.name != name for table in part.tables)]
        if without:
            details = (("count", str(len(without))), ("number", number))
            yield Note("table-lacking", name, _named(parts, without), details=details)


def _of_cell(cell: CellSum, parts: Sequence[Report], blanks: BlankRule) -> Iterator[Note]:
    if cell.trouble is not None:
        yield Note("sum-impossible", cell.path, cell.trouble.text())
        return
    if cell.blank:
        code = "sum-of-given" if blanks == "skip" else "sum-left-blank"
        counts = (("given", str(cell.given)), ("blank", str(len(cell.blank))))
        yield Note(code, cell.path, _named(parts, cell.blank), details=counts)
    if cell.units and cell.value is not None:
        units = "/".join(unit or _BARE.template for unit in cell.units)
        yield Note("units-converted", cell.path, details=(("units", units), ("unit", cell.unit or "")))


def _named(parts: Sequence[Report], numbers: Sequence[int]) -> str:
    return _listed([part_name(parts, at) for at in numbers])


def _listed(names: Sequence[str]) -> str:
    return "、".join(names[:_NAMED]) + ("…" if len(names) > _NAMED else "")
