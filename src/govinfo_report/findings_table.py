"""Findings as a table: for a notebook, and for a terminal through rich."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING, Final

from govinfo_report.finding import KINDS
from govinfo_report.messages import message

if TYPE_CHECKING:
    from rich.table import Table

    from govinfo_report.finding import Finding

__all__ = ["as_html", "as_rich"]

_MOST_PATHS: Final = 3
_COLOURS: Final = {
    "error": ("#c62828", "bold red"),
    "warning": ("#b26a00", "yellow"),
    "hint": ("#00728a", "cyan"),
    "incomplete": ("#777777", "dim"),
    "suppressed": ("#777777", "dim"),
    "passed": ("#2e7d32", "green"),
}
"""Of each kind of finding the colour in a notebook, readable on white and on black, and the style on a terminal."""

_CELL: Final = "text-align: left; vertical-align: top; padding: .2em .5em"
_HEADS: Final = (message("结论"), message("规则"), message("内容"), message("单元格"))


def as_html(findings: Iterable[Finding], summary: str) -> str:
    """A table of the findings but those that passed, for light and dark pages; everything in it is escaped."""
    rows = []
    for finding in findings:
        kind = finding.kind
        if kind == "passed":
            continue
        shown = finding.paths if len(finding.paths) <= _MOST_PATHS else finding.paths[-1:]
        more = "…<br>" if len(shown) < len(finding.paths) else ""
        paths = "<br>".join(map(_code, shown))
        reason = "" if finding.reason is None else f"<br><em>{escape(finding.reason)}</em>"
        rows.append(
            f'<tr><td style="{_CELL}; color: {_COLOURS[kind][0]}; font-weight: bold; white-space: nowrap">'
            f"{escape(KINDS[kind].text())}</td>"
            f'<td style="{_CELL}" title="{escape(finding.rule.citation)}">{_code(finding.rule.id)}</td>'
            f'<td style="{_CELL}; min-width: 16em">{escape(finding.text())}{reason}</td>'
            f'<td style="{_CELL}">{more}{paths}</td></tr>'
        )
    head = "".join(f'<th style="{_CELL}">{escape(title.text())}</th>' for title in _HEADS)
    body = "".join(rows)
    table = f'<table style="color: inherit"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>' if rows else ""
    return f'<div style="color: inherit">{table}<p>{escape(summary)}</p></div>'


def _code(name: str) -> str:
    """A dotted name that may be broken behind its dots, for it is longer than a column should be."""
    return f'<code style="white-space: normal">{escape(name).replace(".", ".<wbr>")}</code>'


def as_rich(findings: Iterable[Finding], summary: str) -> Table:
    """The same for a terminal; rich asks for it, and is imported then."""
    from rich.table import Table
    from rich.text import Text

    table = Table(caption=Text(summary), caption_justify="left", box=None, padding=(0, 1, 0, 0))
    for title in _HEADS[:3]:
        table.add_column(Text(title.text()), no_wrap=title is _HEADS[0], overflow="fold")
    for finding in findings:
        kind = finding.kind
        if kind != "passed":
            words = finding.text() if finding.reason is None else f"{finding.text()}（{finding.reason}）"
            table.add_row(
                Text(KINDS[kind].text(), style=_COLOURS[kind][1]),
                Text(finding.rule.id),
                Text(words),
            )
    return table
