"""What the prose of a report claims about the figures that its tables hold.

``gr.claims(report)`` finds the claims; the rules ``narrative.…`` compare them with the tables.  See
``docs/narrative.md`` for what is understood.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from govinfo_report.compiled import compile_form
from govinfo_report.narrative import unchecked_quote
from govinfo_report.prose.claim import Claim, unchecked_claim
from govinfo_report.prose.comparing import Compared, compare, plain_reading
from govinfo_report.prose.scanner import Bound, Scanner

if TYPE_CHECKING:
    from govinfo_report.content import TableValues
    from govinfo_report.report import Report

__all__ = ["Claim", "claim_weights", "claims", "compared"]

_CONFIRMED: Final = 4.0


def claims(report: Report) -> tuple[Claim, ...]:
    """The figures that the prose of ``report`` claims, in the order of the page.

    Figures of other years, shares, counts of single channels and whatever is not certainly about a cell of the form are
    passed over.
    """
    return _claims(report, _tables(report))


def _claims(report: Report, tables: dict[str, TableValues]) -> tuple[Claim, ...]:
    gathered = _Gathered(tables)
    scanner = Scanner(gathered.add, report.year, report.agency or "")
    for part, section in report.sections.items():
        gathered.part = part
        scanner.part(section.heading)
        for number, paragraph in enumerate(section.paragraphs):
            gathered.number, gathered.text = number, paragraph.text
            scanner.paragraph(paragraph.text)
    return tuple(gathered.claims)


class _Gathered:
    """Makes claims of the figures that are found, with the place where the scanner is."""

    __slots__ = ("_cells", "_tables", "claims", "number", "part", "text")

    def __init__(self, tables: dict[str, TableValues]) -> None:
        self._tables = tables
        self._cells: dict[tuple[str, bool], tuple[str, ...]] = {}
        self.claims: list[Claim] = []
        self.part, self.number, self.text = "", 0, ""

    def add(
        self,
        kind: str,
        low: Bound,
        high: Bound,
        start: int,
        end: int,
        scope: str | None,
        loose: bool,
        implied: bool,
    ) -> None:
        paths = self._cells.get((kind, loose))
        if paths is None:
            paths = self._cells[kind, loose] = plain_reading(kind, loose, self._tables)
        quote = unchecked_quote(self.part, self.number, start, end, self.text[start:end])
        self.claims.append(unchecked_claim(kind, low, high, quote, paths, scope, loose, implied))


def compared(report: Report) -> tuple[Compared, ...]:
    """Each claim about cells of the report's tables beside their figures, in the order of the page."""
    tables = _tables(report)
    return tuple(compare(_claims(report, tables), tables))


def claim_weights(report: Report) -> dict[str, float]:
    """Of each cell whose figure the prose repeats how much more speaks against its being wrong.

    For :meth:`Report.diagnose`: ``report.diagnose(weights=gr.claim_weights(report))``.  Only exact claims that name one
    cell, and none that the words leave open, count.
    """
    return {
        one.paths[0]: _CONFIRMED
        for one in compared(report)
        if one.status == "passed" and len(one.paths) == 1 and one.claim.exact and not one.claim.loose
    }


def _tables(report: Report) -> dict[str, TableValues]:
    found = {}
    for table in (report.disclosure, report.applications, report.disputes):
        if table is not None:
            form = compile_form(type(table))
            found[form.name] = (form, form.values(table))
    return found
