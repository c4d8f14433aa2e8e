"""Figures as prose writes them: 3,119件, 十二件, 400余条, 近百件, 3.2万件, 3940元."""

from __future__ import annotations

import re
from decimal import Decimal
from math import ceil, floor
from typing import Final, TypeAlias

from govinfo_report.numerals import read_numeral
from govinfo_report.prose.vocabulary import CHINESE

__all__ = ["Range", "read_count", "read_money"]

Range: TypeAlias = "tuple[int | Decimal | None, int | Decimal | None]"
"""The least and the most that a figure allows, ``None`` where it sets no bound."""

_PARTS: Final = re.compile(
    rf"(?P<bound>\D*?)(?P<number>\d[\d,，]*(?:\.\d+)?|[{CHINESE}]+)(?P<odd>[余多]?)(?P<scale>[万亿]?)(?P<more>[余多]?)"
    r"(?P<unit>[^余多左上以]*)(?P<around>.*)"
)
_SCALES: Final = {"": 0, "万": 4, "亿": 8}
_AT_LEAST: Final = frozenset({"超", "超过", "逾", "多达", "至少", "不少于", "余", "多", "以上"})
_AT_MOST: Final = frozenset({"近", "将近", "不足", "不到", "不超过", "以下", "以内"})
_ABOUT: Final = frozenset({"约", "大约", "左右", "上下"})
_TENTH: Final = Decimal("0.1")


def read_count(text: str) -> Range | None:
    """The count that ``text`` (with its unit) gives; ``None`` where it cannot be told.

    余, 多, 超过 and the like leave the figure open above, 近 and the like below, 约 allows a tenth on either side,
    and a decimal of 万 half of its last digit.
    """
    plain = text[:-1]
    if plain.isdecimal():
        value = int(plain)
        return (value, value) if value < 2**53 else None
    read = _read(text)
    if read is None:
        return None
    low, high = read
    return None if low is None else floor(low), None if high is None else ceil(high)


def read_money(text: str) -> Range | None:
    """The sum of money that ``text`` (with its unit) gives, in 元; otherwise as :func:`read_count`."""
    return _read(text)


def _read(text: str) -> tuple[Decimal | None, Decimal | None] | None:
    match = _PARTS.fullmatch(text)
    if match is None:
        return None
    bound, number, odd, scale, more, around = match.group("bound", "number", "odd", "scale", "more", "around")
    value = _number(number)
    if value is None or value >= 2**53:
        return None
    size = Decimal(10) ** _SCALES[scale]
    half = Decimal(0)
    if scale and number[0].isdecimal():
        exponent = value.as_tuple().exponent
        half = size * Decimal(10) ** int(exponent) / 2
    value *= size
    marks = {bound.strip(), odd, more, around} - {""}
    if marks & _AT_LEAST:
        return value, None
    if marks & _AT_MOST:
        return Decimal(0), value
    if marks & _ABOUT:
        half = max(half, value * _TENTH)
    return value - half, value + half


def _number(text: str) -> Decimal | None:
    if text[0].isdecimal():
        return Decimal(text.replace(",", "").replace("，", ""))
    value = read_numeral(text)
    return None if value is None else Decimal(value)
