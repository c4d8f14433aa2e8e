"""Rows as a program prints its lists, one on a line: ``['规章', '0', None, '3']``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

__all__ = ["lists_as_rows"]

_ITEM: Final = re.compile(
    r"""\s*(?:'((?:[^'\\]|\\.)*+)'|"((?:[^"\\]|\\.)*+)"|([+-]?\d+(?:\.\d+)?|None|nan))\s*(?:,|(?=\]))"""
)
_ESCAPE: Final = re.compile(r"\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|(.))")
_BREAKS: Final = {"n": "", "t": " ", "r": ""}
_LEAST: Final = 3
"""Lists that a text must have for them to be rows."""


def lists_as_rows(lines: Sequence[str]) -> list[str] | None:
    """``lines`` with the cells of each list set apart by tabs; ``None`` where there are few lists."""
    rows = {at: row for at, line in enumerate(lines) if line[:1] == "[" and (row := _row(line.rstrip())) is not None}
    return [rows.get(at, line) for at, line in enumerate(lines)] if len(rows) >= _LEAST else None


def _row(text: str) -> str | None:
    """The row that a list is; ``None`` where ``text`` is none, or anything besides."""
    cells: list[str] = []
    at = 1
    while match := _ITEM.match(text, at):
        cells.append(_plain(match))
        at = match.end()
    return "\t".join(cells) if cells and text[at:] == "]" else None


def _plain(item: re.Match[str]) -> str:
    written = item[3]
    if written is not None:
        return "" if written in ("None", "nan") else written
    text = item[1] if item[1] is not None else item[2]
    return _ESCAPE.sub(_unescaped, text).replace("\t", " ") if "\\" in text else text


def _unescaped(escape: re.Match[str]) -> str:
    code = escape[1] or escape[2]
    return chr(int(code, 16)) if code else _BREAKS.get(escape[3], escape[3])
