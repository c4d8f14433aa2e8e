"""The frames of findings, notes, paragraphs and cells beyond the form."""

from __future__ import annotations

from array import array
from decimal import Decimal
from typing import Any

import pyarrow as pa

from govinfo_report.findings import Findings
from govinfo_report.frames.columns import Owners, decimals, indices, table_of
from govinfo_report.quantity import Amount
from govinfo_report.report import Report

__all__ = ["FindingRows", "Rows", "add_extras", "add_notes", "add_paragraphs"]


class Rows:
    """Gathers the rows of a frame column by column."""

    def __init__(self, frame: str, *names: str) -> None:
        self.frame = frame
        self.owner = array("i")
        self._names = names
        self._columns: tuple[list[Any], ...] = tuple([] for _ in names)

    def add(self, number: int, *values: object) -> None:
        """A row of the ``number``-th report."""
        self.owner.append(number)
        for column, value in zip(self._columns, values, strict=True):
            column.append(value)

    def finish(self, owners: Owners) -> pa.Table:
        """The frame."""
        columns: dict[str, Any] = dict(zip(self._names, self._columns, strict=True))
        if "value" in columns:
            columns["value"] = decimals(columns["value"])
        return table_of(self.frame, {**owners.columns(self.owner), **columns})


def extras_rows() -> Rows:
    """For :func:`add_extras`."""
    return Rows("extras", "ordinal", "table_name", "row_labels", "column_labels", "value", "printed")


def add_extras(rows: Rows, number: int, report: Report) -> None:
    """What the tables of a report print beyond the form."""
    for order, cell in enumerate(report.extras):
        value = cell.value
        exact: int | Decimal = value.to(None) if isinstance(value, Amount) else value
        printed = str(value) if isinstance(value, Amount) else None
        rows.add(number, order, cell.table, cell.row, cell.column, exact, printed)


def notes_rows() -> Rows:
    """For :func:`add_notes`."""
    places = ("line", "page", "in_table", "in_row", "in_column", "in_sheet", "located")
    return Rows("notes", "ordinal", "code", "severity", "path", "text", *places, "details", "message")


def add_notes(rows: Rows, number: int, report: Report) -> None:
    """The notes of a report."""
    for order, note in enumerate(report.notes):
        at = note.position
        place = (None,) * 6 if at is None else (at.line, at.page, at.table, at.row, at.column, at.sheet)
        details = [{"name": name, "value": value} for name, value in note.details]
        known = at is not None
        rows.add(number, order, note.code, note.severity, note.path, note.text, *place, known, details, note.message)


def paragraphs_rows() -> Rows:
    """For :func:`add_paragraphs`."""
    return Rows("paragraphs", "part", "ordinal", "level", "text")


def add_paragraphs(rows: Rows, number: int, report: Report) -> None:
    """The narrative of a report: of each part its heading, then its paragraphs."""
    for part, section in report.sections.items():
        if section.heading is not None:
            rows.add(number, part, 0, None, section.heading)
        for order, paragraph in enumerate(section.paragraphs, 1):
            rows.add(number, part, order, paragraph.level, paragraph.text)


class FindingRows:
    """Gathers findings; what they have in common with those of other reports is laid out once."""

    def __init__(self) -> None:
        self._kinds: dict[tuple[str, str, tuple[str, ...]], int] = {}
        self._ids: list[str] = []
        self._at = array("i")
        self._owner = array("i")
        self._statuses: list[str] = []
        self._lefts: list[int | Decimal | None] = []
        self._rights: list[int | Decimal | None] = []
        self._texts: list[str | None] = []

    def add(self, number: int, findings: Findings) -> None:
        """The findings of the ``number``-th report."""
        self._owner.extend([number] * len(findings))
        for finding in findings:
            kind = (finding.rule.id, finding.rule.severity, finding.paths)
            at = self._kinds.get(kind)
            if at is None:
                at = self._kinds[kind] = len(self._kinds)
                self._ids.append(finding.id)
            self._at.append(at)
            self._statuses.append(finding.status)
            self._lefts.append(finding.left)
            self._rights.append(finding.right)
            self._texts.append(finding.text() if finding.status == "failed" else None)

    def finish(self, owners: Owners) -> pa.Table:
        """The frame."""
        at = indices(self._at)
        rules, severities, paths = zip(*self._kinds, strict=True) if self._kinds else ((), (), ())
        return table_of(
            "findings",
            {
                **owners.columns(self._owner),
                "finding": pa.array(self._ids, pa.string()).dictionary_encode().take(at),
                "rule": pa.array(rules, pa.string()).dictionary_encode().take(at),
                "severity": pa.array(severities, pa.string()).dictionary_encode().take(at),
                "status": self._statuses,
                "paths": pa.array(paths, pa.list_(pa.string())).take(at),
                "left_side": decimals(self._lefts),
                "right_side": decimals(self._rights),
                "text": self._texts,
            },
        )
