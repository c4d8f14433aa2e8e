"""The reports of one organ over the years, checked against each other."""

from __future__ import annotations

from collections.abc import Iterable

from govinfo_report.checking import Asked, Names, Selection, check_reports
from govinfo_report.compiled import compile_form
from govinfo_report.findings import Findings
from govinfo_report.note import Severity
from govinfo_report.registry import Registry
from govinfo_report.report import Report
from govinfo_report.together.given import given_reports

__all__ = ["check_series"]


def check_series(
    reports: Iterable[Report],
    *,
    rules: Asked = None,
    without: Names = None,
    tables: Names = None,
    severity: Severity | None = None,
    registry: Registry | None = None,
) -> Findings:
    """What the reports of one organ, in whatever order, say of each other.

    What one year carries out must be what the next carries in, documents in force follow from those of the year before,
    and so on; ``gr.list_rules()`` has them all, of scope ``"series"``.  Only consecutive years of one organ are
    compared; a finding's ``years`` say in which report each of its paths stands.  The reports themselves are checked
    by :meth:`Report.check`.

    Args:
        reports: of any years; those whose year is not known are named and left out.
        rules: as for :meth:`Report.check`, like the others.

    Raises:
        ValueRefused: something that is no report.
        PluginError: a rule that there is not; the message lists those that there are.
    """
    given = tuple(given_reports(reports))
    ordered = sorted(given, key=lambda report: (report.year is None, report.year or 0))
    forms = (compile_form(type(table)) for report in ordered for table in report.tables)
    return check_reports(ordered, forms, registry, Selection.of(rules, without, tables, severity))
