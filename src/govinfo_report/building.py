"""The attributes of a report that is made: out of what was parsed, from scratch, or with other figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from govinfo_report.accepted import BUILT_IN
from govinfo_report.compiled import Form
from govinfo_report.content import Content, TableValues
from govinfo_report.form import Table
from govinfo_report.forms.sections import SECTIONS
from govinfo_report.narrative import Section
from govinfo_report.note import Note
from govinfo_report.paths import below, no_such_cell
from govinfo_report.placing import figure_for, form_for, form_of_edition, title_of
from govinfo_report.quantity import Amount, Figure

__all__ = ["attributes", "blank_form", "figures_by_path", "filled_form", "notes_left", "with_figures"]


def blank_form(edition: str | Mapping[str, str], agency: str | None, year: int | None) -> dict[str, Any]:
    """Every section with its official heading, every table with every cell blank.

    Raises:
        ValueRefused: an edition that a table does not have.
    """
    editions = edition if isinstance(edition, Mapping) else dict.fromkeys(BUILT_IN, edition)
    forms = [form_of_edition(name, wanted) for name, wanted in editions.items()]
    tables = {form.name: form.build([None] * len(form.cells)) for form in forms}
    parts = {spec.part: Section(spec.heading) for spec in SECTIONS}
    return {"title": title_of(agency, year), "agency": agency, "year": year, **parts, **tables}


def filled_form(
    cells: Mapping[str, int | Decimal | Amount | None], edition: str | None, agency: str | None, year: int | None
) -> dict[str, Any]:
    """The tables that have one of ``cells``, each under its official heading.

    Raises:
        CellError: a path that no form has, or paths of two editions in one table.
        ValueRefused: a value that its cell cannot hold.
    """
    by_table: dict[str, dict[str, int | Decimal | Amount | None]] = {}
    for path, value in cells.items():
        by_table.setdefault(str(path).partition(".")[0], {})[path] = value
    made: dict[str, Any] = {}
    for name, given in by_table.items():
        form = form_for(name, given, edition or ("2019" if year is not None and year < 2021 else "2021"))
        values: list[Figure] = [None] * len(form.cells)
        for path, value in given.items():
            at = form.index[path]
            values[at] = figure_for(form, at, value, None)
        made[name] = form.build(values)
    for spec in SECTIONS:
        if spec.table in made:
            made.setdefault(spec.part, Section(spec.heading))
    return {"title": title_of(agency, year), "agency": agency, "year": year, **made}


def with_figures(tables: Iterable[TableValues], cells: Mapping[str, int | Decimal | Amount | None]) -> dict[str, Table]:
    """Those of ``tables`` that have one of ``cells``, by name, with these figures in place of theirs.

    Raises:
        CellError: a path that none of them has.
        ValueRefused: a value that its cell cannot hold.
    """
    tables, rest = tuple(tables), dict(cells)
    made: dict[str, Table] = {}
    for form, values in tables:
        mine = {path: rest.pop(path) for path in list(rest) if path in form.index}
        if mine:
            changed = list(values)
            for path, value in mine.items():
                at = form.index[path]
                changed[at] = figure_for(form, at, value, changed[at])
            made[form.name] = form.build(changed)
    if rest:
        raise no_such_cell(next(iter(rest)), [form for form, _ in tables])
    return made


def figures_by_path(tables: Iterable[TableValues]) -> dict[str, int | Decimal | None]:
    """Every cell of ``tables`` by its path; amounts in the form's unit, in 元 where it names none and one was printed."""
    found: dict[str, int | Decimal | None] = {}
    for form, values in tables:
        for cell, value in zip(form.cells, values, strict=True):
            found[cell.path] = value.to(cell.unit) if isinstance(value, Amount) else value
    return found


def notes_left(forms: Sequence[Form], notes: Iterable[Note], cells: Mapping[str, object]) -> tuple[Note, ...]:
    """The notes that still hold when ``cells`` have other figures: those that speak of some other cell, or of none."""
    return tuple(note for note in notes if note.path is None or not _answered(note.path, forms, cells))


def _answered(path: str, forms: Sequence[Form], cells: Mapping[str, object]) -> bool:
    """Whether every cell that a note at ``path`` speaks of is among ``cells``."""
    meant = [own for form in forms for own in form.index if below(own, path)]
    return bool(meant) and all(own in cells for own in meant)


def attributes(content: Content) -> dict[str, Any]:
    """What a report is made of, from what was parsed."""
    built = {form.name: form.build(values) for form, values in content.tables}
    return {
        "title": content.title,
        "agency": content.agency,
        "year": content.year,
        "other_tables": tuple(table for name, table in built.items() if name not in BUILT_IN),
        "extras": content.extras,
        "notes": content.notes,
        **content.sections,
        **{name: table for name, table in built.items() if name in BUILT_IN},
    }
