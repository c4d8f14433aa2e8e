"""What a finding looks like on a line: its sign, its words, its colours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from rich.table import Table
from rich.text import Text

from govinfo_report.cli.folding import Folded
from govinfo_report.cli.screen import printable
from govinfo_report.findings import GRAVITY, Finding, Findings
from govinfo_report.messages import message

__all__ = ["SIGNS", "STYLES", "drawn_list", "sentence", "styled", "worst"]

STYLES: Final = {
    "error": "bold red",
    "warning": "yellow",
    "hint": "cyan",
    "passed": "green",
    "incomplete": "dim",
    "suppressed": "dim",
}
SIGNS: Final = {"error": "✗", "warning": "!", "hint": "·", "passed": "✓", "incomplete": "?", "suppressed": "–"}


def worst(findings: Findings) -> str:
    """The gravest kind among them."""
    failed = sorted((finding.rule.severity for finding in findings.failed), key=GRAVITY.__getitem__)
    return failed[0] if failed else "incomplete" if findings.incomplete or not len(findings) else "passed"


def sentence(finding: Finding, locale: str) -> str:
    """The sentence; what is no error says so."""
    text = finding.text(locale)
    kind = finding.kind
    if kind == "warning":
        return message("注意：{what}", what=text).text(locale)
    if kind == "hint":
        return message("提示：{what}", what=text).text(locale)
    if finding.reason is not None:
        return message("{what}（已说明理由：{reason}）", what=text, reason=finding.reason).text(locale)
    return text


def styled(finding: Finding, locale: str) -> Text:
    """The sentence for a terminal, what matters in it set off."""
    text = Text(printable(sentence(finding, locale)), style="dim" if finding.status != "failed" else "")
    if finding.status == "failed":
        text.highlight_regex(r"^[^：:]+(?=[：:])", "bold")
        text.highlight_regex(r"(?<=[（(])[1-9]\d*(?:\.\d+)?(?=[）)])", "cyan")
        text.highlight_regex(r"[，;,]\s*[^，;,]*$", STYLES[finding.rule.severity])
    return text


def drawn_list(findings: Sequence[Finding], locale: str) -> Iterator[Table]:
    """The findings for a terminal, each behind its sign; nothing where there are none."""
    if not findings:
        return
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=3, justify="right", no_wrap=True)
    grid.add_column()
    for finding in findings:
        kind = finding.kind
        grid.add_row(Text(SIGNS[kind], style=STYLES[kind]), Folded(styled(finding, locale)))
    yield grid
