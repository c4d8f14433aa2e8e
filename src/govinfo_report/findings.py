"""All that checking a report finds."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import attrs

from govinfo_report.compiled import Form
from govinfo_report.counting import counted
from govinfo_report.errors import CheckError
from govinfo_report.finding import GRAVITY, ORDER, Finding, Status, unchecked_finding
from govinfo_report.findings_table import as_html, as_rich
from govinfo_report.messages import SOURCE_LOCALE, Joined, Sentence, message
from govinfo_report.naming import names_rule, one_or_several, set_aside
from govinfo_report.note import Severity
from govinfo_report.paths import below, check_path

if TYPE_CHECKING:
    from rich.table import Table

__all__ = ["GRAVITY", "Finding", "Findings", "Sentence", "Status", "unchecked_finding"]


_FEW = 10
"""Findings that are told when they are printed."""


def _as_tuple(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(findings)


@attrs.frozen
class Findings:
    """All findings for a report, or for the reports of several years, in the order of the rules.

    Attributes:
        findings: all of them.
        unused: the suppressions that met nothing; see :meth:`suppress`.
        forms: of the tables that were checked, in which :meth:`at` looks up paths.
    """

    findings: tuple[Finding, ...] = attrs.field(converter=_as_tuple, default=())
    unused: tuple[str, ...] = ()
    forms: tuple[Form, ...] = attrs.field(default=(), eq=False, repr=False)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def __getitem__(self, index: int) -> Finding:
        return self.findings[index]

    @property
    def passed(self) -> tuple[Finding, ...]:
        """The findings that hold."""
        return self._of("passed")

    @property
    def failed(self) -> tuple[Finding, ...]:
        """The findings that do not hold and are not suppressed."""
        return self._of("failed")

    @property
    def incomplete(self) -> tuple[Finding, ...]:
        """The findings that a blank leaves open."""
        return self._of("incomplete")

    @property
    def suppressed(self) -> tuple[Finding, ...]:
        """The findings that were set aside, each with its reason."""
        return self._of("suppressed")

    @property
    def counts(self) -> dict[str, int]:
        """How many there are of each status."""
        return {status: len(self._of(status)) for status in ("passed", "failed", "incomplete", "suppressed")}

    @property
    def severities(self) -> dict[str, int]:
        """How many failed of each severity; hints are no contradiction, only worth a look."""
        return {severity: sum(one.rule.severity == severity for one in self.failed) for severity in GRAVITY}

    @property
    def ok(self) -> bool:
        """Nothing of severity ``error`` failed."""
        return not any(finding.rule.severity == "error" for finding in self.failed)

    def at(self, path: str) -> Findings:
        """The findings that speak of the cell at ``path``, of a cell below it, or of the part of that name.

        Raises:
            CellError: no table that was checked has such a path.
        """
        check_path(path, self.forms, (one for finding in self.findings for one in finding.paths))
        return self._keeping(finding for finding in self.findings if any(below(one, path) for one in finding.paths))

    def where(
        self,
        *,
        status: Status | Iterable[Status] | None = None,
        severity: Severity | Iterable[Severity] | None = None,
        rule: str | Iterable[str] | None = None,
        table: str | Iterable[str] | None = None,
        year: int | None = None,
    ) -> Findings:
        """The findings that are of all the kinds that are named.

        Args:
            status: one or several of ``"passed"``, ``"failed"``, ``"incomplete"``, ``"suppressed"``.
            severity: one or several of ``"error"``, ``"warning"``, ``"hint"``.
            rule: ids of rules, their beginnings (``"applications"``) or patterns (``"*.row-sum"``).
            table: names of tables or parts that a finding speaks of, or else that its rule reads.
            year: that a finding over several years speaks of.

        Raises:
            ValueRefused: a status or severity that there is none of.
        """
        statuses, severities = one_or_several(status, ORDER), one_or_several(severity, GRAVITY)
        patterns, tables = one_or_several(rule), one_or_several(table)
        return self._keeping(
            finding
            for finding in self.findings
            if (statuses is None or finding.status in statuses)
            and (severities is None or finding.rule.severity in severities)
            and (patterns is None or any(names_rule(pattern, finding.rule.id) for pattern in patterns))
            and (tables is None or not tables.isdisjoint(_tables_of(finding)))
            and (year is None or year in finding.years)
        )

    def worst_first(self) -> Findings:
        """What failed, the gravest first; then what is left open, what was suppressed, and what passed."""
        return self._keeping(
            sorted(self.findings, key=lambda finding: (ORDER[finding.status], GRAVITY[finding.rule.severity]))
        )

    def suppress(self, reasons: Mapping[str, str]) -> Findings:
        """These findings, with some set aside that are known and explained.

        What failed or is left open and is named gets the status ``"suppressed"`` and its reason; it no longer counts
        for ``ok``.  What passes stays as it is.  Names that met nothing are in ``unused``.

        Args:
            reasons: why, by the id of a finding (``"applications.row-sum@applications.received.total"``), by that of
                a rule (``"structure.blanks"``), or by a pattern for either (``"*.row-sum@disputes.*"``).

        Raises:
            ValueRefused: a reason that is no text, or blank.
        """
        findings, unused = set_aside(self.findings, reasons)
        return attrs.evolve(self, findings=findings, unused=(*self.unused, *unused))

    def raise_for_errors(self) -> None:
        """Do nothing where :attr:`ok` is true.

        Raises:
            CheckError: something of severity ``error`` failed; it names them all.
        """
        errors = [finding for finding in self.failed if finding.rule.severity == "error"]
        if errors:
            told = Joined(tuple(_told(finding) for finding in errors), "\n")
            what = message("{count}项核对不符：\n{findings}", count=len(errors), findings=told)
            raise CheckError(what, tuple(finding.id for finding in errors))

    def to_dict(self, locale: str = SOURCE_LOCALE) -> dict[str, Any]:
        """Plain data for machines: ``ok``, ``counts`` by status, ``severities`` of what failed, ``unused`` suppressions, all findings."""
        return {
            "ok": self.ok,
            "counts": self.counts,
            "severities": self.severities,
            "unused": list(self.unused),
            "findings": [finding.to_dict(locale) for finding in self.findings],
        }

    def to_json(self, *, indent: int | None = None, locale: str = SOURCE_LOCALE) -> str:
        """:meth:`to_dict` as JSON text; one line, or indented."""
        return json.dumps(self.to_dict(locale), ensure_ascii=False, indent=indent)

    def text(self, locale: str = SOURCE_LOCALE) -> str:
        """A line per finding that failed, is incomplete or suppressed, then a line that counts them all."""
        told = (*self.failed, *self.incomplete, *self.suppressed)
        return "\n".join([*(_told(finding).text(locale) for finding in told), *self._tail(locale)])

    def summary(self, locale: str = SOURCE_LOCALE) -> str:
        """One line: how many passed, failed (errors and warnings), are hints, and are incomplete."""
        what = message("核对{total}项：通过{passed}项", total=len(self), passed=len(self.passed))
        return message("{what}，{rest}", what=what, rest=counted(self.findings)).text(locale)

    def _tail(self, locale: str) -> Iterator[str]:
        if self.unused:
            names = Joined(self.unused, "、")
            yield message("这些理由没有对应的不符或空白：{names}", names=names).text(locale)
        yield self.summary(locale)

    def __str__(self) -> str:
        told = [finding for finding in self.worst_first() if finding.status != "passed"]
        *unused, summary = self._tail(SOURCE_LOCALE)
        lines = [summary, *unused, *(_told(finding).text() for finding in told[:_FEW])]
        if len(told) > _FEW:
            lines.append(message("另有{count}项，用findings.text()看全部", count=len(told) - _FEW).text())
        return "\n".join(lines)

    def __repr__(self) -> str:
        more = f", {len(self.suppressed)} suppressed" if self.suppressed else ""
        return (
            f"<Findings: {len(self.passed)} passed, {len(self.failed)} failed, {len(self.incomplete)} incomplete{more}>"
        )

    def _repr_html_(self) -> str:
        return as_html(self.worst_first(), self.summary())

    def __rich__(self) -> Table:
        return as_rich(self.worst_first(), self.summary())

    def _of(self, status: str) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.status == status)

    def _keeping(self, findings: Iterable[Finding]) -> Findings:
        return attrs.evolve(self, findings=tuple(findings))


def _told(finding: Finding) -> Sentence:
    if finding.reason is None:
        return finding.sentence
    return message("{what}（已说明理由：{reason}）", what=finding.sentence, reason=finding.reason)


def _tables_of(finding: Finding) -> frozenset[str]:
    return frozenset(path.partition(".")[0] for path in finding.paths or finding.rule.reads)
