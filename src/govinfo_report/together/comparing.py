"""Two reports side by side: what changed cell by cell, and what the narrative repeats word for word."""

from __future__ import annotations

from fractions import Fraction

import attrs

from govinfo_report.messages import SOURCE_LOCALE, resolve_locale
from govinfo_report.report import Report
from govinfo_report.together.changes import CellChange, PartChange, compare_cells, compare_parts, repeated_share, weight
from govinfo_report.together.comparison_page import comparison_page
from govinfo_report.together.extra_changes import ExtraChange, compare_extras
from govinfo_report.together.given import given_report
from govinfo_report.together.problems import Problem, problems_of

__all__ = ["Comparison", "diff"]


@attrs.frozen
class Comparison:
    """What :func:`diff` finds.

    Attributes:
        before: the first report.
        after: the second.
        cells: every cell that one of them has, in the order of the form.
        parts: every part of the narrative that one of them has, in order.
        extras: every cell beyond the form (小计, a local row) that one of them prints.
    """

    before: Report
    after: Report
    cells: tuple[CellChange, ...]
    parts: tuple[PartChange, ...]
    extras: tuple[ExtraChange, ...] = ()

    @property
    def changed(self) -> tuple[CellChange, ...]:
        """The cells that are not the same."""
        return tuple(cell for cell in self.cells if cell.kind != "same")

    @property
    def changed_extras(self) -> tuple[ExtraChange, ...]:
        """The cells beyond the form that are not the same."""
        return tuple(one for one in self.extras if one.cell.kind != "same")

    @property
    def numbers(self) -> dict[str, str]:
        """The numbers of the tables of both reports (``"三"``) by name."""
        tables = (*self.before.tables, *self.after.tables)
        return {table.spec.name: table.spec.number for table in tables}

    def largest(self, count: int = 10) -> tuple[CellChange, ...]:
        """The changes that stand out most, the largest first.

        A change is weighed by its size over √(before + after + 10), so that neither 0 → 1 nor 5000 → 5100 comes before
        40 → 80; what was or became blank is weighed as a change from or to 0, cells of one report alone never come.
        """
        weighed = [(cell, heavy) for cell in self.cells if (heavy := weight(cell))]
        return tuple(cell for cell, _ in sorted(weighed, key=lambda one: -one[1])[:count])

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What checking finds wrong in either report and between their years, the gravest first; worked out anew each time."""
        return problems_of(self.before, self.after)

    @property
    def repeated_share(self) -> Fraction | None:
        """How much of the second narrative stands word for word in the same part of the first, by characters."""
        return repeated_share(tuple(sentence for part in self.parts for sentence in part.after))

    def to_html(self, *, locale: str = SOURCE_LOCALE, fragment: bool = False, folded: bool = False) -> str:
        """A web page, or a ``fragment`` to put into one; ``folded`` lets its parts be opened one by one.

        Problems come first, then the largest changes, every change by table, the narrative side by side.
        """
        return comparison_page(self, resolve_locale(locale), fragment=fragment, folded=folded)

    def _repr_html_(self) -> str:
        return self.to_html(fragment=True, folded=True)

    def __repr__(self) -> str:
        names = [f"{report.agency or '?'} {report.year or '?'}" for report in (self.before, self.after)]
        share = self.repeated_share
        repeated = "" if share is None else f", {float(share):.0%} of the text repeated"
        return f"<Comparison {' → '.join(names)}: {len(self.changed)} of {len(self.cells)} cells differ{repeated}>"


def diff(before: Report, after: Report) -> Comparison:
    """Compare two reports: every cell by its path, extra cells by their labels, and the narrative sentence by sentence within each part.

    Raises:
        ValueRefused: something that is no report.
    """
    cells = compare_cells(given_report(before), given_report(after))
    return Comparison(before, after, cells, compare_parts(before, after), compare_extras(before, after))
