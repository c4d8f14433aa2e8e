"""Whole numbers in Chinese numerals: 十二, 三百零五, 二〇二三."""

from __future__ import annotations

from typing import Final

__all__ = ["read_numeral"]

_DIGITS: Final = "零一二三四五六七八九"
_FORMAL: Final = str.maketrans("〇○壹贰貳叁參肆伍陆陸柒捌玖拾佰仟萬億", "零零一二二三三四五六六七八九十百千万亿")
_SCALES: Final = (("亿", 10**8), ("万", 10**4))
_STEPS: Final = (("千", 1000), ("百", 100), ("十", 10))
_LONGEST: Final = 24


def read_numeral(text: str) -> int | None:
    """The number that ``text`` writes out, ``None`` where it writes none as it is written.

    Digits in a row (二〇二三) are read where a 〇 among them shows that they stand for places.
    """
    if not text or len(text) > _LONGEST:
        return None
    plain = text.translate(_FORMAL)
    if plain == "两":
        return 2
    if all(character in _DIGITS for character in plain):
        if len(plain) == 1 or ("零" in plain and plain[0] != "零"):
            return int("".join(str(_DIGITS.index(character)) for character in plain))
        return None
    plain = plain.replace("两百", "二百").replace("两千", "二千").replace("两万", "二万").replace("两亿", "二亿")
    value = _value(plain)
    return value if value is not None and plain in (_written(value), f"一{_written(value)}") else None


def _value(plain: str) -> int | None:
    """What the characters add up to, whether or not it is written so."""
    total = part = digit = 0
    for character in plain:
        step = dict(_STEPS).get(character)
        scale = dict(_SCALES).get(character)
        if character in _DIGITS:
            digit = _DIGITS.index(character)
        elif step is not None:
            part, digit = part + (digit or 1) * step, 0
        elif scale is not None:
            total, part, digit = total + (part + digit) * scale, 0, 0
        else:
            return None
    return total + part + digit


def _written(value: int) -> str:
    """``value`` in numerals, 一 before a leading 十 left out."""
    parts = []
    rest = value
    for name, size in (*_SCALES, ("", 1)):
        group, rest = divmod(rest, size)
        parts.append((_group(group) + name if group else "", group))
    text = ""
    for part, group in parts:
        gap = bool(text) and bool(part) and group < 1000
        text += ("零" if gap else "") + part
    return text.removeprefix("一") if text.startswith("一十") else text


def _group(value: int) -> str:
    """A number below 10,000, or above it as far as 亿 goes."""
    if value >= 10_000:
        return _written(value)
    text, zero = "", False
    rest = value
    for name, size in (*_STEPS, ("", 1)):
        digit, rest = divmod(rest, size)
        if digit:
            text += ("零" if zero and text else "") + _DIGITS[digit] + name
            zero = False
        else:
            zero = True
    return text
