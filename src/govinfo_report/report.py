"""A report as an immutable typed value: the top of the core."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any, Literal, TypeAlias, cast

import attrs

from govinfo_report import diagnosis
from govinfo_report.accepted import (
    BUILT_IN,
    as_extras,
    as_notes,
    as_other_tables,
    check_section,
    check_table,
    check_year,
    line_or_none,
    without_empty,
)
from govinfo_report.compiled import Form, compile_form
from govinfo_report.content import Content, ExtraCell
from govinfo_report.document import Document
from govinfo_report.errors import ValueRefused
from govinfo_report.findings import Findings, collect
from govinfo_report.form import Table
from govinfo_report.forms.applications import Applications2019, Applications2021
from govinfo_report.forms.disclosure import Disclosure2019, Disclosure2021
from govinfo_report.forms.disputes import Disputes
from govinfo_report.forms.sections import PARTS, SECTIONS
from govinfo_report.identities import check_identities
from govinfo_report.layout import layout
from govinfo_report.limits import Limits
from govinfo_report.messages import SOURCE_LOCALE, message, resolve_locale
from govinfo_report.narrative import Section
from govinfo_report.note import Note
from govinfo_report.parse import parse
from govinfo_report.parse.vocabulary import lexicon
from govinfo_report.placing import figure_for, form_for, form_of_edition, no_such_cell, title_of
from govinfo_report.quantity import Amount, Figure
from govinfo_report.registry import Registry
from govinfo_report.serialize import serializer

__all__ = ["Edition", "Report"]

Edition: TypeAlias = Literal["2019", "2021"]
CellValue: TypeAlias = int | Decimal | None


@attrs.frozen(kw_only=True, slots=True)
class Report:
    """One 政府信息公开工作年度报告.

    Equality and hash are about what was published: notes are kept and serialized but not compared.

    Attributes:
        title: ``None`` where it is not known, as are ``agency`` and ``year``.
        agency: the organ that reports.
        year: the year that is reported on.
        preamble: what stands before the first section.
        overview: 一、总体情况.
        disclosure_text: the heading and narrative of 二; its figures are in ``disclosure``.
        applications_text: likewise of 三.
        disputes_text: likewise of 四.
        problems: 五、存在的主要问题及改进情况.
        other_matters: 六、其他需要报告的事项.
        closing: what stands behind the last section: organ and date.
        disclosure: 表二, in the edition that it follows; ``None`` where the report has none.
        applications: 表三, likewise.
        disputes: 表四, the same in both editions.
        other_tables: tables of a third party's form, by name.
        extras: what the tables print beyond the form, in the order of their labels.
        notes: what happened on the way from the source.

    Raises:
        ValueRefused: something that no report can hold.
    """

    title: str | None = attrs.field(default=None, converter=line_or_none)
    agency: str | None = attrs.field(default=None, converter=line_or_none)
    year: int | None = attrs.field(default=None, validator=check_year)
    preamble: Section | None = attrs.field(default=None, converter=without_empty, validator=check_section)
    overview: Section | None = attrs.field(default=None, validator=check_section)
    disclosure_text: Section | None = attrs.field(default=None, validator=check_section)
    applications_text: Section | None = attrs.field(default=None, validator=check_section)
    disputes_text: Section | None = attrs.field(default=None, validator=check_section)
    problems: Section | None = attrs.field(default=None, validator=check_section)
    other_matters: Section | None = attrs.field(default=None, validator=check_section)
    closing: Section | None = attrs.field(default=None, converter=without_empty, validator=check_section)
    disclosure: Disclosure2019 | Disclosure2021 | None = attrs.field(default=None, validator=check_table)
    applications: Applications2019 | Applications2021 | None = attrs.field(default=None, validator=check_table)
    disputes: Disputes | None = attrs.field(default=None, validator=check_table)
    other_tables: tuple[Table, ...] = attrs.field(default=(), converter=as_other_tables)
    extras: tuple[ExtraCell, ...] = attrs.field(default=(), converter=as_extras)
    notes: tuple[Note, ...] = attrs.field(default=(), converter=as_notes, eq=False)

    def __attrs_post_init__(self) -> None:
        present = {table.spec.name for table in self.tables}
        for cell in self.extras:
            if cell.table not in present:
                raise ValueRefused(message("附加单元格所在的表格“{table}”不在报告中", table=cell.table))

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables that the report has, in the order of the form."""
        own = (self.disclosure, self.applications, self.disputes)
        return (*(table for table in own if table is not None), *self.other_tables)

    @property
    def sections(self) -> dict[str, Section]:
        """The narrative by part (``preamble``, ``overview``, …), in the order of the page; absent parts left out."""
        return {part: section for part in PARTS if (section := getattr(self, part)) is not None}

    @property
    def unread(self) -> frozenset[str]:
        """The paths of cells that are blank because they could not be read with certainty."""
        return frozenset(note.path for note in self.notes if note.code == "unread" and note.path is not None)

    def notes_at(self, path: str) -> tuple[Note, ...]:
        """The notes on the cell at ``path``, or on the part that it stands in."""
        return tuple(note for note in self.notes if note.path is not None and _covers(note.path, path))

    def cells(self) -> dict[str, CellValue]:
        """Every cell by its path, in the order of the form, ``None`` for a blank.

        Amounts are in the form's unit (万元 for the fees of the 2021 edition), or in 元 where the form names
        none and one was printed.
        """
        found: dict[str, CellValue] = {}
        for form, values in self._tables():
            for cell, value in zip(form.cells, values, strict=True):
                found[cell.path] = value.to(cell.unit) if isinstance(value, Amount) else value
        return found

    def with_cells(self, cells: Mapping[str, CellValue | Amount]) -> Report:
        """This report with other figures in some cells; notes on those cells go.

        A ``Decimal`` or ``int`` for an amount is in the unit in which :meth:`cells` gives it.

        Raises:
            CellError: a path that no table of this report has.
            ValueRefused: a value that its cell cannot hold.
        """
        rest = dict(cells)
        made: dict[str, Table] = {}
        for form, values in self._tables():
            mine = {path: rest.pop(path) for path in list(rest) if path in form.index}
            if mine:
                changed = list(values)
                for path, value in mine.items():
                    at = form.index[path]
                    changed[at] = figure_for(form, at, value, changed[at])
                made[form.name] = form.build(changed)
        if rest:
            raise no_such_cell(next(iter(rest)), [form for form, _ in self._tables()])
        others = tuple(made.get(table.spec.name, table) for table in self.other_tables)
        own = cast("dict[str, Any]", {name: table for name, table in made.items() if name in BUILT_IN})
        kept = tuple(note for note in self.notes if note.path is None or not self._answered(note.path, cells))
        return attrs.evolve(self, **own, other_tables=others, notes=kept)

    def _answered(self, path: str, cells: Mapping[str, object]) -> bool:
        """Whether every cell that a note at ``path`` speaks of is among ``cells``."""
        meant = [own for form, _ in self._tables() for own in form.index if _covers(path, own)]
        return bool(meant) and all(own in cells for own in meant)

    def check(self, *, registry: Registry | None = None) -> Findings:
        """The identities of every table, then the rules that are installed; a finding per rule and place."""
        rules = (registry or Registry.installed()).rules
        return collect(
            *(check_identities(form, values) for form, values in self._tables()),
            *(rule.check(self) for several in rules for rule in several if rule.check is not None),
        )

    def diagnose(
        self, *, weights: Mapping[str, float] | None = None, seconds: float = 1.5, limit: int = 100
    ) -> tuple[diagnosis.Explanation, ...]:
        """The smallest sets of corrections that mend the identities that fail, each failure's best first.

        Blanks are unknowns, never corrected; nor are amounts.  A cell with a note is held a little likelier wrong.

        Args:
            weights: by path how much speaks against a cell's being wrong, from 0.1 to 10, 1 where nothing is known.
            seconds: when to stop searching, for all tables together.
            limit: how many explanations of one failure are given at most.

        Raises:
            CellError: a path that no table of this report has.
            ValueRefused: a weight or bound out of range.
        """
        tables = list(self._tables())
        bounds = diagnosis.Bounds(seconds, limit)
        if weights or self.notes:
            known = {path for form, _ in tables for path in form.index}
            unknown = next((path for path in weights or () if path not in known), None)
            if unknown is not None:
                raise no_such_cell(unknown, [form for form, _ in tables])
            noted = {note.path for note in self.notes if note.path is not None} & known
            return diagnosis.diagnose(tables, diagnosis.weighed(weights or {}, noted), bounds)
        return diagnosis.diagnose(tables, {}, bounds)

    def deduce(self) -> diagnosis.Deductions:
        """What the blanks must be where the identities leave one value, else the interval in which they lie.

        A result of its own: nothing is filled into the report.
        """
        return diagnosis.deduce(self._tables())

    def to_dict(self) -> dict[str, Any]:
        """Plain dicts, lists, strings, integers and ``None``, in a stable order; the JSON format of the documentation."""
        return serializer(Report, ()).to_dict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], *, registry: Registry | None = None) -> Report:
        """The report that :meth:`to_dict` gave.

        Raises:
            SerializationError: unknown, missing or doubled keys, wrong types or values, with all their paths.
        """
        return cast(Report, serializer(Report, _forms(registry)).from_dict(data))

    def to_json(self, *, indent: int | None = None) -> str:
        """JSON text; one line, or indented."""
        return serializer(Report, ()).to_json(self, indent)

    @classmethod
    def from_json(cls, source: str | bytes, *, registry: Registry | None = None) -> Report:
        """The report that :meth:`to_json` gave.

        Raises:
            SerializationError: no JSON, or as :meth:`from_dict`.
        """
        return cast(Report, serializer(Report, _forms(registry)).from_json(source))

    def to_document(self, *, locale: str = SOURCE_LOCALE, registry: Registry | None = None) -> Document:
        """The report set out in the official layout, for a renderer."""
        sections = self.sections
        content = Content(self.title, self.agency, self.year, sections, tuple(self._tables()), self.extras, self.notes)
        return layout(content, lexicon(_forms(registry)), resolve_locale(locale))

    @classmethod
    def from_document(
        cls, document: Document, *, limits: Limits | None = None, registry: Registry | None = None
    ) -> Report:
        """The report that a document shows.

        Raises:
            ReadError: it shows none, or exceeds ``limits``.
        """
        content = parse(document, _forms(registry), limits)
        built = {form.name: form.build(values) for form, values in content.tables}
        own = cast("dict[str, Any]", {name: table for name, table in built.items() if name in BUILT_IN})
        others = tuple(table for name, table in built.items() if name not in BUILT_IN)
        parts = cast("dict[str, Any]", dict(content.sections))
        return cls(
            title=content.title,
            agency=content.agency,
            year=content.year,
            other_tables=others,
            extras=content.extras,
            notes=content.notes,
            **parts,
            **own,
        )

    def render(
        self, format: str = "text", *, locale: str = SOURCE_LOCALE, registry: Registry | None = None, **options: Any
    ) -> str | bytes:
        """The report in a format: ``str`` where that is text, ``bytes`` where it is a file.

        Raises:
            PluginError: no such format; the message lists those that there are.
            RenderError: an option that the format does not have, or content that it cannot carry.
        """
        renderer = (registry or Registry.installed()).renderers.get(format)
        renderer.check_options(options)
        return renderer.render(self.to_document(locale=locale, registry=registry), **options)

    @classmethod
    def blank(
        cls, edition: Edition | Mapping[str, str] = "2021", *, agency: str | None = None, year: int | None = None
    ) -> Report:
        """The empty form: every section with its official heading, every cell blank.

        ``edition`` is one for all tables, or one per table (``{"disclosure": "2021", "applications": "2019"}``).

        Raises:
            ValueRefused: an edition that a table does not have.
        """
        editions = edition if isinstance(edition, Mapping) else dict.fromkeys(BUILT_IN, edition)
        forms = [form_of_edition(name, wanted) for name, wanted in editions.items()]
        tables = cast("dict[str, Any]", {form.name: form.build([None] * len(form.cells)) for form in forms})
        parts = cast("dict[str, Any]", {spec.part: Section(spec.heading) for spec in SECTIONS})
        return cls(title=title_of(agency, year), agency=agency, year=year, **parts, **tables)

    @classmethod
    def from_cells(
        cls,
        cells: Mapping[str, CellValue | Amount],
        *,
        edition: Edition | None = None,
        agency: str | None = None,
        year: int | None = None,
        **fields: Any,
    ) -> Report:
        """A report from figures by path.

        A table is present when one of its cells is given; its other cells are blank.  Its edition is the one
        that has all the paths; where both have them it is ``edition``, else that of ``year``, else 2021.
        Sections with tables get their official headings; ``fields`` are further attributes of the report.

        Raises:
            CellError: a path that no form has, or paths of two editions in one table.
            ValueRefused: a value that its cell cannot hold.
        """
        by_table: dict[str, dict[str, CellValue | Amount]] = {}
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
        return cls(**{"title": title_of(agency, year), "agency": agency, "year": year, **made, **fields})

    def _tables(self) -> Iterator[tuple[Form, tuple[Figure, ...]]]:
        for table in self.tables:
            form = compile_form(type(table))
            yield form, form.values(table)

    def __repr__(self) -> str:
        tables = ", ".join(f"{table.spec.name} {table.spec.edition}" for table in self.tables) or "no tables"
        notes = f", {len(self.notes)} notes" if self.notes else ""
        agency = self.agency or "?"
        agency = agency if len(agency) <= 40 else agency[:39] + "…"
        return f"<Report {agency} {self.year or '?'}: {tables}{notes}>"


def _covers(note_path: str, path: str) -> bool:
    return path == note_path or path.startswith(note_path + ".")


@lru_cache(maxsize=4)
def _all_forms(registry: Registry) -> tuple[Form, ...]:
    return tuple(registry.forms)


def _forms(registry: Registry | None) -> tuple[Form, ...]:
    return _all_forms(registry or Registry.installed())
