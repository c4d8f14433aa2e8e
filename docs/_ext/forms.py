"""Directives that draw the tables of form.md from the compiled forms, so that they cannot drift from the code.

``form-cells`` and ``form-identities`` take the name of a table class of ``govinfo_report``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from docutils import nodes
from docutils.parsers.rst import Directive
from sphinx.application import Sphinx

import govinfo_report
from govinfo_report.compiled import Form, Identity, compile_form
from govinfo_report.identities import identity_rule

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
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", _inline(entry))) for entry in entries))


def _inline(entry: str | nodes.Node) -> nodes.Node:
    return nodes.Text(entry) if isinstance(entry, str) else entry


def _code(text: str) -> nodes.literal:
    return nodes.literal(text, text)


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_directive("form-cells", FormCells)
    app.add_directive("form-identities", FormIdentities)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
