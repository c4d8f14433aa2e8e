"""A report as an immutable typed value: the top of the core."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Literal, TypeAlias, cast

import attrs

from govinfo_report import diagnosis
from govinfo_report.accepted import (
    BUILT_IN,
    as_extras,
    as_notes,
    as_other_tables,
    check_extras,
    check_section,
    check_table,
    check_year,
    line_or_none,
    without_empty,
)
from govinfo_report.building import attributes, blank_form, figures_by_path, filled_form, notes_left, with_figures
from govinfo_report.checking import Asked, Names, Selection, check_report, diagnose_report
from govinfo_report.compiled import Form, compile_form
from govinfo_report.content import Content, ExtraCell
from govinfo_report.document import Document
from govinfo_report.exchange import Exchanged
from govinfo_report.findings import Findings
from govinfo_report.form import Table
from govinfo_report.forms.applications import Applications2019, Applications2021
from govinfo_report.forms.disclosure import Disclosure2019, Disclosure2021
from govinfo_report.forms.disputes import Disputes
from govinfo_report.forms.sections import PARTS
from govinfo_report.layout import layout
from govinfo_report.limits import Limits
from govinfo_report.messages import SOURCE_LOCALE, resolve_locale
from govinfo_report.narrative import Section
from govinfo_report.note import Note, Severity
from govinfo_report.parse import parse
from govinfo_report.parse.vocabulary import lexicon
from govinfo_report.paths import below, check_path
from govinfo_report.quantity import Amount, Figure
from govinfo_report.registry import Registry, forms_of
from govinfo_report.remarks import with_remarks
from govinfo_report.views import Explanations, Shown

__all__ = ["Edition", "Report"]

Edition: TypeAlias = Literal["2019", "2021"]
CellValue: TypeAlias = int | Decimal | None


@attrs.frozen(kw_only=True, slots=True)
class Report(Exchanged, Shown):
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
        check_extras(self.extras, self.tables)

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
        """The notes on the cell at ``path``, or on the part that it stands in.

        Raises:
            CellError: a path that is neither a cell or group of this report's tables nor a part (``overview``).
        """
        check_path(path, [form for form, _ in self._tables()], [note.path for note in self.notes if note.path])
        return tuple(note for note in self.notes if note.path is not None and below(path, note.path))

    def cells(self) -> dict[str, CellValue]:
        """Every cell by its path, in the order of the form, ``None`` for a blank.

        Amounts are in the form's unit (万元 for the fees of the 2021 edition), or in 元 where the form names
        none and one was printed.
        """
        return figures_by_path(self._tables())

    def with_cells(self, cells: Mapping[str, CellValue | Amount]) -> Report:
        """This report with other figures in some cells; notes on those cells go.

        A ``Decimal`` or ``int`` for an amount is in the unit in which :meth:`cells` gives it.

        Raises:
            CellError: a path that no table of this report has.
            ValueRefused: a value that its cell cannot hold.
        """
        made = with_figures(tuple(self._tables()), cells)
        others = tuple(made.get(table.spec.name, table) for table in self.other_tables)
        own = cast("dict[str, Any]", {name: table for name, table in made.items() if name in BUILT_IN})
        kept = notes_left([form for form, _ in self._tables()], self.notes, cells)
        return attrs.evolve(self, **own, other_tables=others, notes=kept)

    def check(
        self,
        *,
        rules: Asked = None,
        without: Names = None,
        tables: Names = None,
        severity: Severity | None = None,
        registry: Registry | None = None,
    ) -> Findings:
        """The identities of every table, then the rules that are installed; a finding per rule and place.

        Args:
            rules: these alone: ids (``"applications.balance"``), their beginnings (``"applications"``), patterns
                (``"*.row-sum"``), or rules themselves, installed or not.
            without: ids, beginnings or patterns of rules to leave out.
            tables: only rules that read one of these tables or parts (``"disclosure"``, ``"overview"``).
            severity: only rules at least as grave.

        Raises:
            PluginError: a rule that there is not; the message lists those that there are.
        """
        selection = Selection.of(rules, without, tables, severity)
        return check_report(self, tuple(self._tables()), registry, selection)

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
        found = diagnose_report(tuple(self._tables()), self.notes, weights or {}, diagnosis.Bounds(seconds, limit))
        return Explanations(found)

    def deduce(self) -> diagnosis.Deductions:
        """What the blanks must be where the identities leave one value, else the interval in which they lie.

        A result of its own: nothing is filled into the report.
        """
        return diagnosis.deduce(self._tables())

    def to_document(
        self,
        *,
        locale: str = SOURCE_LOCALE,
        findings: Findings | bool | None = None,
        notes: bool = False,
        registry: Registry | None = None,
    ) -> Document:
        """The report set out in the official layout, for a renderer.

        Args:
            locale: of labels, figures and remarks; the narrative is as it is.
            findings: those that failed become remarks, in order; ``True`` checks the report first.
            notes: the notes become remarks, too, behind the findings.
            registry: the forms and rules to work with.
        """
        sections = self.sections
        content = Content(self.title, self.agency, self.year, sections, tuple(self._tables()), self.extras, self.notes)
        locale = resolve_locale(locale)
        document = layout(content, lexicon(forms_of(registry)), locale)
        found = self.check(registry=registry) if findings is True else findings or None
        return with_remarks(document, found, self.notes if notes else (), locale)

    @classmethod
    def from_document(
        cls, document: Document, *, limits: Limits | None = None, registry: Registry | None = None
    ) -> Report:
        """The report that a document shows.

        Raises:
            ReadError: it shows none, or exceeds ``limits``.
        """
        return cls(**attributes(parse(document, forms_of(registry), limits)))

    def render(
        self,
        format: str = "text",
        *,
        locale: str = SOURCE_LOCALE,
        findings: Findings | bool | None = None,
        notes: bool = False,
        registry: Registry | None = None,
        **options: Any,
    ) -> str | bytes:
        """The report in a format: ``str`` where that is text, ``bytes`` where it is a file.

        With ``findings`` or ``notes`` (see :meth:`to_document`) it is to be looked at, not to be read back.

        Raises:
            PluginError: no such format; the message lists those that there are.
            RenderError: an option that the format does not have or a value that it does not allow, or content
                that the format cannot carry.
        """
        renderer = (registry or Registry.installed()).renderers.get(format)
        document = self.to_document(locale=locale, findings=findings, notes=notes, registry=registry)
        return renderer.write(document, **options)

    @classmethod
    def blank(
        cls, edition: Edition | Mapping[str, str] = "2021", *, agency: str | None = None, year: int | None = None
    ) -> Report:
        """The empty form: every section with its official heading, every cell blank.

        ``edition`` is one for all tables, or one per table (``{"disclosure": "2021", "applications": "2019"}``).

        Raises:
            ValueRefused: an edition that a table does not have.
        """
        return cls(**blank_form(edition, agency, year))

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
        return cls(**{**filled_form(cells, edition, agency, year), **fields})

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
