"""Text in which programs have set out tables in ways of their own, put into the ways that text is read in: line by line, none more or less."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from govinfo_report.readers.blank_lines import blanks_as_cells
from govinfo_report.readers.boxes import in_light
from govinfo_report.readers.gaps import gaps_as_tabs, tabs_halved
from govinfo_report.readers.listed import lists_as_rows
from govinfo_report.readers.separated import is_pipes, with_plain_bars, without_wiki
from govinfo_report.textformat import MARK

__all__ = ["is_piped", "plain"]

_HEAVY: Final = re.compile("[┃║╭╒╞]")
"""Of each way to draw a table but the plain one, what no table so drawn can lack."""
_GRID_RULE: Final = re.compile(r"\+(?:[-=:]{2,}\+)+")
"""The rule between two rows of a table drawn with ``+``, ``-`` and ``|``."""


def plain(lines: Sequence[str]) -> Sequence[str]:
    """``lines`` without rules, heavy bars and the marks of wikis and lists; gaps and blank lines that are cells as tabs."""
    whole = "\n".join(lines)
    if "-+" in whole or "=+" in whole:
        lines = ["" if _GRID_RULE.fullmatch(line.strip()) else line for line in lines]
    if _HEAVY.search(whole):
        lines = in_light(lines)
    if "{|" in whole:
        lines = without_wiki(lines)
    if "['" in whole or '["' in whole:
        lines = lists_as_rows(lines) or lines
    if "｜" in whole:
        lines = with_plain_bars(lines)
    if ("  " in whole or "\u3000\u3000" in whole) and not _has_tabs(lines):
        lines = gaps_as_tabs(lines) or lines
    if any("\t\t" in line for line in lines):
        lines = tabs_halved(lines) or lines
    if "\xa0" in whole and not _has_tabs(lines) and not is_piped(lines):
        lines = blanks_as_cells(lines) or lines
    return lines


def _has_tabs(lines: Sequence[str]) -> bool:
    return any("\t" in line for line in lines)


def is_piped(lines: Sequence[str]) -> bool:
    """Whether three lines in a row have bars between their cells, so that a bar is no character of the prose."""
    run = 0
    for line in lines:
        if MARK not in line and line.strip():
            run = run + 1 if "|" in line and not is_pipes(line) else 0
        if run == 3:
            return True
    return False
