"""From outcomes and reports to frames."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import attrs
import pyarrow as pa

from govinfo_report.accepted import BUILT_IN
from govinfo_report.agency import agency_level
from govinfo_report.errors import PluginError, ValueRefused, shown
from govinfo_report.findings import Findings
from govinfo_report.frames.cells import Cells
from govinfo_report.frames.columns import Owners, plain, table_of
from govinfo_report.frames.details import (
    FindingRows,
    add_extras,
    add_notes,
    add_paragraphs,
    extras_rows,
    notes_rows,
    paragraphs_rows,
)
from govinfo_report.frames.schemas import SCHEMAS
from govinfo_report.messages import message
from govinfo_report.outcome import VERSION, Outcome, broken_off, content_hash
from govinfo_report.registry import Registry
from govinfo_report.report import Report

__all__ = ["Builder", "Frames", "checked", "from_outcomes", "from_reports", "storable"]


@attrs.frozen(kw_only=True, eq=False)
class Frames:
    """The frames of some reports; ``report`` joins them.

    Attributes:
        reports: a row per source, those that could not be read among them.
        cells: a row per cell of the forms.
        extras: a row per cell that a table prints beyond its form.
        findings: a row per rule and place.
        notes: a row per note.
        paragraphs: a row per heading and paragraph of the narrative.
    """

    reports: pa.Table
    cells: pa.Table
    extras: pa.Table
    findings: pa.Table
    notes: pa.Table
    paragraphs: pa.Table

    def tables(self) -> dict[str, pa.Table]:
        """The frames by name."""
        return {name: getattr(self, name) for name in SCHEMAS}

    def equals(self, other: Frames) -> bool:
        """Whether all frames have the same rows in the same order."""
        return all(plain(table).equals(plain(getattr(other, name))) for name, table in self.tables().items())

    def __repr__(self) -> str:
        return f"<Frames: {', '.join(f'{table.num_rows} {name}' for name, table in self.tables().items())}>"


def checked(outcome: Outcome, registry: Registry | None) -> tuple[Outcome, Findings | None]:
    """``outcome`` and what checking its report finds; where a rule of a plug-in breaks down, an outcome that failed.

    Raises:
        PluginError: plug-ins that do not go together.
    """
    if outcome.report is None:
        return outcome, None
    try:
        return outcome, outcome.report.check(registry=registry)
    except PluginError:
        raise
    except Exception as error:  # one source never stops the rest
        return broken_off(outcome, error), None


class Builder:
    """Gathers outcomes, and gives their frames when asked."""

    def __init__(self, registry: Registry | None = None) -> None:
        self._registry = registry
        self._rows: list[dict[str, Any]] = []
        self._read: list[tuple[str, str | None, int | None]] = []
        self._seen: dict[str, bool] = {}  # whether it was read
        self._cells = Cells()
        self._findings = FindingRows()
        self._extras, self._notes, self._paragraphs = extras_rows(), notes_rows(), paragraphs_rows()

    def add(self, outcome: Outcome) -> None:
        """One more source.  The content of an earlier one, or an outcome that has neither report nor error, is a duplicate."""
        self.add_checked(*checked(outcome, self._registry))

    def add_checked(self, outcome: Outcome, findings: Findings | None) -> None:
        """One more source, as :func:`checked` gives it."""
        report, identity = outcome.report, outcome.sha256
        row: dict[str, Any] = {
            "report": identity,
            "source": storable(outcome.source),
            "address": outcome.address,
            "size": outcome.size,
            "version": outcome.version,
        }
        self._rows.append(row)
        known = identity is not None and identity in self._seen and (report is None or self._seen[identity])
        if known or (report is None and outcome.error is None):
            row["status"] = "duplicate"
            return
        row["format"] = outcome.format
        if identity is not None:
            self._seen[identity] = report is not None
        if report is None:
            assert outcome.error is not None
            position = outcome.error.position
            row |= {
                "status": "failed",
                "cause": outcome.cause,
                "error": outcome.error.message.text(),
                "place": None if position is None else position.text(),
                "line": None if position is None else position.line,
            }
            return
        if identity is None:
            raise ValueRefused(message("读出的报告应有来源内容的sha256，而不是{value}", value=shown(identity)))
        assert findings is not None
        row["status"] = "read"
        self._add_report(row, identity, report, findings)

    def _add_report(self, row: dict[str, Any], identity: str, report: Report, findings: Findings) -> None:
        number = len(self._read)
        self._read.append((identity, report.agency, report.year))
        row |= _about(report, findings)
        self._cells.add(number, report)
        self._findings.add(number, findings)
        add_extras(self._extras, number, report)
        add_notes(self._notes, number, report)
        add_paragraphs(self._paragraphs, number, report)

    def finish(self) -> Frames:
        """The frames of all that was added."""
        ids, agencies, years = zip(*self._read, strict=True) if self._read else ((), (), ())
        owners = Owners(ids, agencies, years)
        columns = {name: [row.get(name) for row in self._rows] for name in SCHEMAS["reports"].names}
        return Frames(
            reports=table_of("reports", columns),
            cells=self._cells.finish(owners),
            extras=self._extras.finish(owners),
            findings=self._findings.finish(owners),
            notes=self._notes.finish(owners),
            paragraphs=self._paragraphs.finish(owners),
        )


def _about(report: Report, findings: Findings) -> dict[str, Any]:
    level = None if report.agency is None else agency_level(report.agency)
    statuses = [finding.status for finding in findings]
    return {
        "title": report.title,
        "agency": report.agency,
        "level": None if level is None else level.level,
        "year": report.year,
        **{table.spec.name: table.edition for table in report.tables if table.spec.name in BUILT_IN},
        "other_tables": len(report.other_tables),
        "extras": len(report.extras),
        "paragraphs": sum((one.heading is not None) + len(one.paragraphs) for one in report.sections.values()),
        "notes": len(report.notes),
        "passed": statuses.count("passed"),
        "failed": statuses.count("failed"),
        "incomplete": statuses.count("incomplete"),
        "ok": findings.ok,
    }


def storable(name: str) -> str:
    """A path whose bytes are no text, with these as escapes."""
    return name.encode("utf-8", "backslashreplace").decode()


def from_outcomes(outcomes: Iterable[Outcome], *, registry: Registry | None = None) -> Frames:
    """The frames of what :func:`govinfo_report.read_many` gave; what could not be read is a row of ``reports``.

    Of sources with the same content the first counts; the others have a row in ``reports`` and nothing else.

    Raises:
        ValueRefused: something that is no outcome.
    """
    builder = Builder(registry)
    for outcome in outcomes:
        if not isinstance(outcome, Outcome):
            raise ValueRefused(message("应为{expected}，而不是{value}", expected="Outcome", value=shown(outcome)))
        builder.add(outcome)
    return builder.finish()


def from_reports(reports: Iterable[Report], *, registry: Registry | None = None) -> Frames:
    """The frames of reports, which are identified by the SHA-256 of their JSON.

    Raises:
        ValueRefused: something that is no report.
    """
    builder = Builder(registry)
    for index, report in enumerate(reports):
        if not isinstance(report, Report):
            raise ValueRefused(message("应为{expected}，而不是{value}", expected="Report", value=shown(report)))
        data = report.to_json().encode()
        name = report.title or f"{index + 1}"
        outcome = Outcome(
            index=index, source=name, sha256=content_hash(data), size=len(data), version=VERSION, report=report
        )
        builder.add(outcome)
    return builder.finish()
