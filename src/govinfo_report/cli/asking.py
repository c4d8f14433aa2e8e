"""Which findings are asked for: by the rules that are chosen, less what is explained."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import attrs

from govinfo_report.checking import Selection, list_rules
from govinfo_report.cli.suppressions import read_suppressions
from govinfo_report.findings import Findings
from govinfo_report.note import Severity
from govinfo_report.report import Report

__all__ = ["Asked"]


@attrs.frozen
class Asked:
    """What ``--only``, ``--without``, ``--severity`` and ``--suppress`` say.

    Attributes:
        selection: the rules.
        reasons: why findings are set aside, by their names.
        anything: whether any of the options was given.
    """

    selection: Selection
    reasons: Mapping[str, str]
    anything: bool

    @classmethod
    def of(
        cls,
        only: Sequence[str] | None,
        without: Sequence[str] | None,
        severity: Severity | None,
        suppress: Path | None,
    ) -> Asked:
        """What the options say, each of which may be left out.

        Raises:
            PluginError: a rule that there is not; nothing has been read by then.
            ReadError: a file of reasons that cannot be read.
        """
        selection = Selection.of(only or None, without or (), None, severity)
        selection.among(list_rules())
        reasons = {} if suppress is None else read_suppressions(suppress)
        return cls(selection, reasons, bool(only or without or severity or suppress))

    def check(self, report: Report) -> Findings:
        """What checking ``report`` finds."""
        asked = self.selection
        findings = report.check(rules=asked.rules, without=asked.without, severity=asked.severity)
        return findings.suppress(self.reasons) if self.reasons else findings
