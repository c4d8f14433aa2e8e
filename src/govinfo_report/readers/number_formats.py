"""Numbers of a spreadsheet: what is stored, and what is shown of it.

A sheet may show something else than it holds: rounded, scaled, as a date, or nothing at all.  Where both are
the same number, that is the figure; where they differ, both are given in one text, which no one can take for
a figure.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import lru_cache
from math import ulp
from typing import Final

import attrs

__all__ = ["exact", "shown"]

_DIGITS: Final = 15
"""How many digits a spreadsheet shows of a number, which it keeps as a binary fraction."""

_ARTEFACT: Final = 4
"""How far, in units of the last binary place, sums of fractions stray from the number that is meant."""

_CONDITION = re.compile(r"\[(?:[<>=]|DBNum)", re.IGNORECASE)
_DRESS = re.compile(r'\[[^\]]*\]|"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.')
_PLACES = re.compile(r"(?P<whole>[#0?,]*)(?:\.(?P<fraction>[#0?]*))?")
_GENERAL: Final = ("general", "@", "通用格式")


def exact(number: int | float | Decimal, written: str | None = None) -> int | Decimal:
    """The number that is meant by what is stored; ``written`` is how the file has it, where that is long.

    A binary fraction that strays from a number of 15 digits by what adding up brings about is that number.
    """
    if isinstance(number, int):
        return number
    value = _decimal(written) if written is not None else None
    value = Decimal(repr(number)) if value is None else value
    if len(value.as_tuple().digits) > _DIGITS:
        near = float(f"{number:.{_DIGITS}g}")
        if abs(near - float(number)) <= _ARTEFACT * ulp(float(number)):
            value = Decimal(repr(near))
    whole = value == value.to_integral_value()
    return int(value) if whole else _trimmed(value)


def _decimal(written: str) -> Decimal | None:
    try:
        value = Decimal(written.strip())
    except ArithmeticError:
        return None
    return value if value.is_finite() and abs(value.adjusted()) < 40 else None


def _trimmed(value: Decimal) -> Decimal:
    """``value`` without zeros at its end."""
    text = f"{value:f}"
    return Decimal(text.rstrip("0")) if "." in text else value


@attrs.frozen
class _Format:
    """One section of a format of numbers: how many places it shows, and what stands around them."""

    before: str
    after: str
    places: int | None
    """Of the fraction; ``None`` shows every one."""
    hides_zero: bool = False


def shown(
    number: int | Decimal, format: str, *, zeros: bool = True, trailing: bool = False
) -> tuple[str, int | Decimal | None]:
    """The text of a cell that holds ``number`` under ``format``, and the figure, ``None`` where it is not certain.

    Args:
        number: as :func:`exact` gives it.
        format: the sheet's code, as ``#,##0.00``.
        zeros: whether the sheet shows zeros.
        trailing: whether the zeros that the format puts behind the point are kept.
    """
    plain = f"{number:f}" if isinstance(number, Decimal) else str(number)
    if number == 0 and not zeros:
        return _differs(plain, ""), None
    section = _section(format, (number > 0) - (number < 0))
    if section is None:
        percent = format.strip().rstrip("%")
        if format.strip().endswith("%") and not percent.strip("0.#"):
            return f"{_trimmed(Decimal(number) * 100):f}%", None
        return f"{plain}（{format}）", None
    if section.places is not None and _rounded(number, section.places) != number:
        return _differs(plain, f"{section.before}{_rounded(number, section.places):f}{section.after}"), None
    if trailing and section.places:
        number = _rounded(number, section.places)
        plain = f"{number:f}"
    if section.hides_zero and number == 0:
        return _differs(plain, section.before + section.after), None
    if section.before or section.after:
        return section.before + plain + section.after, None
    return plain, number


def _differs(stored: str, text: str) -> str:
    return f"{text.strip() or '␣'}（{stored}）"


def _rounded(number: int | Decimal, places: int) -> Decimal:
    with localcontext() as context:
        context.prec = 60
        return Decimal(number).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


@lru_cache(maxsize=256)
def _section(format: str, sign: int) -> _Format | None:
    """The section of ``format`` for numbers of ``sign``; ``None`` for one that shows something else than the number."""
    if format.strip().lower() in _GENERAL:
        return _Format("", "", None)
    if _CONDITION.search(format) or len(format) > 255:
        return None
    sections = _split(format)
    at = 0 if sign > 0 or len(sections) < 2 else 1 if sign < 0 else 2 if len(sections) > 2 else 0
    code = sections[at]
    if code.strip().lower() in _GENERAL:
        return _Format("", "", None)
    pieces: list[str] = []
    rest = _DRESS.sub(lambda match: _kept(match, pieces), code)
    found = [match for match in _PLACES.finditer(rest) if match.group()]
    if len(found) != 1:
        return _Format("", _text(rest, pieces), 0, hides_zero=True) if not found and sign == 0 else None
    whole, fraction = found[0].group("whole") or "", found[0].group("fraction") or ""
    before, after = rest[: found[0].start()], rest[found[0].end() :]
    if whole.endswith(",") or re.search(r"[A-Za-z%/@]", before + after):
        return None
    left, right = _text(before, pieces), _text(after, pieces)
    if sign < 0 and at == 1:
        if "-" not in left and not (left.endswith("(") and right.startswith(")")):
            return None  # a negative number that shows no sign
        left, right = left.replace("-", "", 1).removesuffix("("), right.removeprefix(")")
    return _Format(left.strip(), right.strip(), len(fraction), hides_zero="0" not in whole + fraction)


def _split(format: str) -> list[str]:
    """The sections of ``format``, which semicolons part that stand outside quotes."""
    sections, quoted, at = [""], False, 0
    while at < len(format):
        character = format[at]
        if character == "\\" and not quoted:
            sections[-1] += format[at : at + 2]
            at += 2
            continue
        quoted ^= character == '"'
        if character == ";" and not quoted:
            sections.append("")
        else:
            sections[-1] += character
        at += 1
    return sections


def _kept(match: re.Match[str], pieces: list[str]) -> str:
    """A mark in place of literal text, so that digits in it are not taken for places."""
    text = match.group("quoted") or match.group("escaped") or ""
    if not text:
        return ""
    pieces.append(text)
    return chr(0xE000 + len(pieces) - 1)


def _text(rest: str, pieces: list[str]) -> str:
    """The literal text that ``rest`` stands for."""
    return "".join(
        pieces[ord(character) - 0xE000] if 0 <= ord(character) - 0xE000 < len(pieces) else character
        for character in rest
    ).strip()
