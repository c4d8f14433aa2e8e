"""Text with several signs for each tab: spaces, or tabs, as many wherever a cell ends, so that nothing stands under anything."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

__all__ = ["gaps_as_tabs", "tabs_halved"]

_GAPS: Final = {space: re.compile(rf"{space}{{2,}}") for space in (" ", "\u3000")}
_TABS: Final = re.compile(r"\t+")
_LEAST_GAPS: Final = 12
_LEAST_ROWS: Final = 5


def gaps_as_tabs(lines: Sequence[str]) -> list[str] | None:
    """``lines`` with a tab for each so many spaces, be they narrow or wide; ``None`` where their gaps are not so.

    All gaps must be once, twice, three times the narrowest, and most of them just that: columns that stand under
    each other have gaps of any width, for what stands in them is of any width.
    """
    for space, pattern in _GAPS.items():
        rows = {at: gaps for at, line in enumerate(lines) if (gaps := _inner(line, space, pattern))}
        inner = [gap for gaps in rows.values() for gap in gaps]
        if len(rows) < _LEAST_ROWS or len(inner) < _LEAST_GAPS:
            continue
        one = min(inner)
        every = [len(gap) for at in rows for gap in pattern.findall(lines[at])]
        if not any(gap % one for gap in every) and 2 * inner.count(one) > len(inner):
            return [
                line.replace(space * one, "\t") if at in rows or _ends_blank(line, space * one) else line
                for at, line in enumerate(lines)
            ]
    return None


def tabs_halved(lines: Sequence[str]) -> list[str] | None:
    """``lines`` with one tab for two, where every cell ends with two; ``None`` where some end with one.

    A blank cell between two tabs and two would have an odd number beside it somewhere: in the heads at least.
    """
    runs = [len(run) for line in lines if "\t" in line for run in _TABS.findall(line.strip(" \t"))]
    if len(runs) < _LEAST_GAPS or any(run % 2 for run in runs) or 2 * runs.count(2) <= len(runs):
        return None
    return [line.replace("\t\t", "\t") for line in lines]


def _ends_blank(line: str, gap: str) -> bool:
    """Whether ``line`` is a label alone, the cells behind it blank."""
    return line.endswith(gap) and "\t" not in line and "。" not in line and bool(line.strip())


def _inner(line: str, space: str, pattern: re.Pattern[str]) -> list[int]:
    """The widths of the gaps between what stands on a line that may be a row."""
    if 2 * space not in line or "\t" in line or "|" in line or "。" in line:
        return []
    return [len(gap) for gap in pattern.findall(line.strip())]
