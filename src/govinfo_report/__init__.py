"""Chinese annual open-government-information reports (政府信息公开工作年度报告) as typed values.

    >>> import govinfo_report as gr
    >>> report = gr.Report.blank("2021", agency="某市商务局", year=2023)
    >>> report.title
    '某市商务局2023年政府信息公开工作年度报告'

``gr.read`` and ``gr.reads`` read a report, ``report.check()`` checks it, ``report.diagnose()`` says
which figures must be wrong, ``report.to_json()`` and
``gr.Report.from_json`` carry it, ``report.render()`` writes it.  ``gr.read_many`` reads many,
``gr.frames`` turns reports into Arrow tables and ``gr.many.write`` into Parquet.  Everything is loaded on first use.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from govinfo_report import frames, many
    from govinfo_report.agency import AgencyLevel, agency_level
    from govinfo_report.checking import list_rules
    from govinfo_report.content import ExtraCell
    from govinfo_report.diagnosis.deduction import Conflict, Deduction, Deductions
    from govinfo_report.diagnosis.explanation import Correction, Explanation
    from govinfo_report.diagnosis.guarantees import Guarantees, guarantees
    from govinfo_report.document import Document
    from govinfo_report.drafting import Draft, draft
    from govinfo_report.errors import (
        CellError,
        CheckError,
        Fault,
        GovinfoReportError,
        PluginError,
        ReadError,
        RenderError,
        SerializationError,
        ValueRefused,
    )
    from govinfo_report.findings import Finding, Findings
    from govinfo_report.form import Table
    from govinfo_report.formats import Reader, Renderer
    from govinfo_report.forms.applications import Applications2019, Applications2021
    from govinfo_report.forms.disclosure import Disclosure2019, Disclosure2021
    from govinfo_report.forms.disputes import Disputes
    from govinfo_report.limits import Limits
    from govinfo_report.locales import format_date, format_number, parse_date, parse_number
    from govinfo_report.many.reading import Reading, read_many
    from govinfo_report.many.summary import Summary
    from govinfo_report.messages import LocaleError
    from govinfo_report.narrative import Paragraph, Quote, Section
    from govinfo_report.note import Note
    from govinfo_report.options import Option
    from govinfo_report.outcome import Outcome
    from govinfo_report.prose import Claim, claim_weights, claims
    from govinfo_report.quantity import Amount
    from govinfo_report.reading import read, reads
    from govinfo_report.registry import Registry
    from govinfo_report.report import Edition, Report
    from govinfo_report.rulebook import Rule, rule, series_rule
    from govinfo_report.schema import json_schema
    from govinfo_report.together.adding import CellSum
    from govinfo_report.together.aggregate import Aggregate, aggregate
    from govinfo_report.together.changes import CellChange
    from govinfo_report.together.comparing import Comparison, diff
    from govinfo_report.together.consistency import check_series
    from govinfo_report.together.coverage import Coverage, coverage
    from govinfo_report.together.diagnosing import (
        SeriesExplanation,
        SeriesFault,
        YearCorrection,
        diagnose_series,
    )
    from govinfo_report.together.editions import Conversion, LostCell, joined_cells, joined_path, to_edition
    from govinfo_report.together.indicators import INDICATORS, Indicator, Indicators, IndicatorValue, indicators
    from govinfo_report.together.series import Series, series

__all__ = [
    "INDICATORS",
    "AgencyLevel",
    "Aggregate",
    "Amount",
    "Applications2019",
    "Applications2021",
    "CellChange",
    "CellError",
    "CellSum",
    "CheckError",
    "Claim",
    "Comparison",
    "Conflict",
    "Conversion",
    "Correction",
    "Coverage",
    "Deduction",
    "Deductions",
    "Disclosure2019",
    "Disclosure2021",
    "Disputes",
    "Document",
    "Draft",
    "Edition",
    "Explanation",
    "ExtraCell",
    "Fault",
    "Finding",
    "Findings",
    "GovinfoReportError",
    "Guarantees",
    "Indicator",
    "IndicatorValue",
    "Indicators",
    "Limits",
    "LocaleError",
    "LostCell",
    "Note",
    "Option",
    "Outcome",
    "Paragraph",
    "PluginError",
    "Quote",
    "ReadError",
    "Reader",
    "Reading",
    "Registry",
    "RenderError",
    "Renderer",
    "Report",
    "Rule",
    "Section",
    "SerializationError",
    "Series",
    "SeriesExplanation",
    "SeriesFault",
    "Summary",
    "Table",
    "ValueRefused",
    "YearCorrection",
    "agency_level",
    "aggregate",
    "check_series",
    "claim_weights",
    "claims",
    "coverage",
    "diagnose_series",
    "diff",
    "draft",
    "format_date",
    "format_number",
    "frames",
    "guarantees",
    "indicators",
    "joined_cells",
    "joined_path",
    "json_schema",
    "list_rules",
    "many",
    "parse_date",
    "parse_number",
    "read",
    "read_many",
    "reads",
    "rule",
    "series",
    "series_rule",
    "to_edition",
]

_ROOMS = {
    "agency": ("AgencyLevel", "agency_level"),
    "checking": ("list_rules",),
    "content": ("ExtraCell",),
    "diagnosis.deduction": ("Conflict", "Deduction", "Deductions"),
    "diagnosis.explanation": ("Correction", "Explanation"),
    "diagnosis.guarantees": ("Guarantees", "guarantees"),
    "document": ("Document",),
    "drafting": ("Draft", "draft"),
    "errors": (
        "CellError",
        "CheckError",
        "Fault",
        "GovinfoReportError",
        "PluginError",
        "ReadError",
        "RenderError",
        "SerializationError",
        "ValueRefused",
    ),
    "findings": ("Finding", "Findings"),
    "form": ("Table",),
    "formats": ("Reader", "Renderer"),
    "forms.applications": ("Applications2019", "Applications2021"),
    "forms.disclosure": ("Disclosure2019", "Disclosure2021"),
    "forms.disputes": ("Disputes",),
    "limits": ("Limits",),
    "locales": ("format_date", "format_number", "parse_date", "parse_number"),
    "many.reading": ("Reading", "read_many"),
    "many.summary": ("Summary",),
    "messages": ("LocaleError",),
    "narrative": ("Paragraph", "Quote", "Section"),
    "note": ("Note",),
    "options": ("Option",),
    "outcome": ("Outcome",),
    "prose": ("Claim", "claim_weights", "claims"),
    "quantity": ("Amount",),
    "reading": ("read", "reads"),
    "registry": ("Registry",),
    "report": ("Edition", "Report"),
    "rulebook": ("Rule", "rule", "series_rule"),
    "schema": ("json_schema",),
    "together.adding": ("CellSum",),
    "together.aggregate": ("Aggregate", "aggregate"),
    "together.changes": ("CellChange",),
    "together.comparing": ("Comparison", "diff"),
    "together.consistency": ("check_series",),
    "together.coverage": ("Coverage", "coverage"),
    "together.diagnosing": ("SeriesExplanation", "SeriesFault", "YearCorrection", "diagnose_series"),
    "together.editions": ("Conversion", "LostCell", "joined_cells", "joined_path", "to_edition"),
    "together.indicators": ("INDICATORS", "Indicator", "IndicatorValue", "Indicators", "indicators"),
    "together.series": ("Series", "series"),
}
_WHOLE = ("frames", "many")
"""Rooms that are names of their own."""
_HOME = {name: room for room, names in _ROOMS.items() for name in names}


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return import_module("importlib.metadata").version("govinfo_report")
    if name in _WHOLE:
        return import_module(f"{__name__}.{name}")
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
