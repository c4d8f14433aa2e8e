"""``govinfo-report rules``: which rules there are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from govinfo_report.checking import Selection, list_rules
from govinfo_report.cli.folding import Folded
from govinfo_report.cli.screen import Screen, printable
from govinfo_report.cli.sources import WELL
from govinfo_report.finding import KINDS
from govinfo_report.note import Severity
from govinfo_report.rulebook import Rule

__all__ = ["rules"]

_STYLES: Final = {"error": "bold red", "warning": "yellow", "hint": "cyan"}


def rules(
    screen: Screen,
    locale: str,
    *,
    only: Sequence[str] = (),
    without: Sequence[str] = (),
    severity: Severity | None = None,
    as_json: bool = False,
) -> int:
    """List the rules that are asked for; the exit code is what it returns."""
    chosen = Selection.of(only or None, without, None, severity).among(list_rules())
    with screen.records(as_json) as records:
        if records is not None:
            for rule in chosen:
                records.add(
                    {
                        "id": rule.id,
                        "title": rule.title_in(locale),
                        "severity": rule.severity,
                        "citation": rule.citation_in(locale),
                        "scope": rule.scope,
                        "reads": list(rule.reads),
                    }
                )
            return WELL
    for rule in chosen:
        if screen.drawn:
            screen.draw(*_drawings(rule, locale))
        else:
            severity_word = KINDS[rule.severity].text(locale)
            what = f"{rule.id}  [{severity_word}]  {rule.title_in(locale)}  {rule.citation_in(locale)}"
            screen.write(f"{printable(what)}\n")
    return WELL


def _drawings(rule: Rule, locale: str) -> tuple[RenderableType, RenderableType]:
    word = (f"[{KINDS[rule.severity].text(locale)}] ", _STYLES[rule.severity])
    head = Text.assemble((rule.id, "bold"), "  ", word, printable(rule.title_in(locale)))
    return Folded(head), Padding(
        Folded(Text(printable(rule.citation_in(locale)), style="dim")), (0, 0, 0, 4), expand=False
    )
