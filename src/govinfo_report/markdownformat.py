"""The conventions of Markdown that its reader and its renderer share."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["DEEPEST", "divider", "escape", "escape_line", "is_own_divider", "label_columns", "unescape"]

DEEPEST: Final = 6

_SPECIAL: Final = re.compile(r"[\\`*_{}\[\]<>|~$&^#@]|(?<=[Ww])\.|:(?=[\w/+-])|=(?==)|(?<==)=")
_OPENING: Final = re.compile(r"[-+:=]|(\d{1,9})([.)])")
_ESCAPED: Final = re.compile(r"\\([!-/:-@\[-`{-~])|<U\+([0-9A-F]{4})>")
_HAZARD: Final = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


_LABEL, _FIGURE = ":--", "--:"
_DIVIDER: Final = re.compile(rf"\| (?:{_LABEL} \| )*{_FIGURE} \|(?: {_FIGURE} \|)*")


def divider(labels: int, width: int) -> str:
    """The line below the head of a table with so many columns of labels among ``width``; by it its reader knows it."""
    return "| " + " | ".join(_LABEL if column < labels else _FIGURE for column in range(width)) + " |"


def is_own_divider(line: str) -> bool:
    """Whether :func:`divider` wrote ``line``."""
    return line.startswith("| ") and _DIVIDER.fullmatch(line.rstrip()) is not None


def label_columns(line: str) -> int:
    """How many columns of labels a divider tells of."""
    return line.count(_LABEL)


def escape(text: str) -> str:
    """``text`` so that nothing in it is markup; characters that would act on a browser show their code."""
    if _SPECIAL.search(text) is not None:
        text = _SPECIAL.sub(r"\\\g<0>", text)
    return text if text.isprintable() else _HAZARD.sub(_code, text)


def escape_line(text: str) -> str:
    """:func:`escape` for what stands at the beginning of a line, where more is markup."""
    escaped = escape(text)
    match = _OPENING.match(escaped)
    if match is None:
        return escaped
    at = match.start(2) if match.group(2) else 0
    return f"{escaped[:at]}\\{escaped[at:]}"


def unescape(text: str) -> str:
    """What :func:`escape` or :func:`escape_line` was given."""
    return _ESCAPED.sub(_plain, text) if "\\" in text or "<" in text else text


def _code(match: re.Match[str]) -> str:
    return f"<U+{ord(match.group()):04X}>"


def _plain(match: re.Match[str]) -> str:
    if match.group(1):
        return match.group(1)
    character = chr(int(match.group(2), 16))
    return character if _HAZARD.fullmatch(character) and character.splitlines() == [character] else match.group()
