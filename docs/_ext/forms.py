"""Directives that draw tables from the code, so that the pages cannot drift from it.

``form-cells`` and ``form-identities`` take the name of a table class of ``govinfo_report``; ``rules-table`` lists
all rules, ``notes-table`` all codes of notes, ``guarantees-table`` what the identities of each form notice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from docutils import nodes
from docutils.parsers.rst import Directive
from sphinx.application import Sphinx

import govinfo_report
from govinfo_report.compiled import Form, Identity, compile_form, official
from govinfo_report.diagnosis.guarantees import guarantees
from govinfo_report.identities import identity_rule
from govinfo_report.messages import translate
from govinfo_report.note import NOTE_KINDS
from govinfo_report.registry import Registry

_NO_UNIT = "—"


class _FormDirective(Directive):
    required_arguments = 1
    has_content = False

    def form(self) -> Form:
        return compile_form(getattr(govinfo_report, self.arguments[0]))


class FormCells(_FormDirective):
    """A row per cell: path, official label, unit, kind."""

    def run(self) -> list[nodes.Node]:
        rows = [(_code(cell.path), cell.label, cell.unit or _NO_UNIT, cell.kind) for cell in self.form().cells]
        return [_table(("Path", "Official label", "Unit", "Kind"), (40, 40, 8, 12), rows)]


class FormIdentities(_FormDirective):
    """A row per identity: rule, place, equation."""

    def run(self) -> list[nodes.Node]:
        form = self.form()
        rows = [(_code(f"{form.name}.{one.rule}"), "·".join(one.place), *_sides(form, one)) for one in form.identities]
        rules = {one.rule: identity_rule(form.name, one.rule) for one in form.identities}
        legend = nodes.bullet_list(
            "",
            *(
                nodes.list_item(
                    "", nodes.paragraph("", "", _code(rule.id), nodes.Text(f"：{rule.title}。{rule.citation}"))
                )
                for rule in rules.values()
            ),
        )
        return [legend, _table(("Rule", "Place", "Left side", "Right side"), (20, 20, 40, 20), rows)]


class RulesTable(Directive):
    """A row per rule: id, severity, title in both languages, citation."""

    def run(self) -> list[nodes.Node]:
        registry = Registry.installed()
        rules = {
            rule.id: rule
            for form in registry.forms
            for rule in (identity_rule(form.name, identity.rule) for identity in form.identities)
        } | {rule.id: rule for rules in registry.rules for rule in rules}
        rows = [
            (_code(rule.id), rule.severity, rule.title, rule.title_in("en"), rule.citation) for rule in rules.values()
        ]
        return [_table(("Id", "Severity", "题名", "Title", "依据 (citation)"), (18, 8, 22, 22, 30), rows)]


class NotesTable(Directive):
    """A row per code: severity, sentence in both languages."""

    def run(self) -> list[nodes.Node]:
        rows = [
            (_code(kind.code), kind.severity, kind.template, translate(kind.template, "en"))
            for kind in NOTE_KINDS.values()
        ]
        return [_table(("Code", "Severity", "中文", "English"), (15, 8, 37, 40), rows)]


class GuaranteesTable(Directive):
    """A row per form: its identities, what they notice, what no sum can see."""

    def run(self) -> list[nodes.Node]:
        forms = [form for form in Registry.installed().forms if form.identities]
        rows = []
        for form in forms:
            found = guarantees(form)
            lines = [*found.rows, *found.columns]
            alike = "; ".join(f"{official(group[0][-1])} … {official(group[-1][-1])} ({len(group)})" for group in lines)
            examples = nodes.line_block("", *(nodes.line("", "", _code(path)) for path in found.examples[-1]))
            always = "any" if found.noticed is None else str(found.noticed)
            missed = f"{found.smallest} cells, in {found.unnoticed:,} places, as these:"
            cell = nodes.entry("", nodes.paragraph("", missed), examples)
            rank = f"{found.identities}, rank {found.rank}"
            located = f"{found.located} of {found.cells}"
            rows.append((f"表{form.number}, {form.edition}", rank, always, located, cell, alike))
        heads = ("Form", "Identities", "Always noticed", "Located alone", "Smallest unnoticed", "Interchangeable lines")
        return [_table(heads, (12, 12, 10, 10, 36, 20), rows)]


def _sides(form: Form, identity: Identity) -> tuple[str, str]:
    def side(members: Sequence[int]) -> str:
        cells = [form.cells[i] for i in members]
        chains = [cell.row_name if identity.by_row else cell.column_name[-1:] for cell in cells]
        return " ＋ ".join("·".join(chain[-2:]) for chain in chains)

    return side(identity.left), side(identity.right)


def _table(head: Sequence[str], widths: Sequence[int], rows: Iterable[Sequence[str | nodes.Node]]) -> nodes.table:
    group = nodes.tgroup("", *(nodes.colspec(colwidth=width) for width in widths), cols=len(widths))
    group += nodes.thead("", _row(head))
    group += nodes.tbody("", *map(_row, rows))
    return nodes.table("", group)


def _row(entries: Sequence[str | nodes.Node]) -> nodes.row:
    return nodes.row("", *(_entry(entry) for entry in entries))


def _entry(entry: str | nodes.Node) -> nodes.Node:
    return entry if isinstance(entry, nodes.entry) else nodes.entry("", nodes.paragraph("", "", _inline(entry)))


def _inline(entry: str | nodes.Node) -> nodes.Node:
    return nodes.Text(entry) if isinstance(entry, str) else entry


def _code(text: str) -> nodes.literal:
    return nodes.literal(text, text)


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_directive("form-cells", FormCells)
    app.add_directive("form-identities", FormIdentities)
    app.add_directive("rules-table", RulesTable)
    app.add_directive("notes-table", NotesTable)
    app.add_directive("guarantees-table", GuaranteesTable)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
