"""The figures of a report: counts, signed changes and amounts; how they are read and how they are written.

A count is an ``int`` from 0 to 2⁵³−1, a change a signed ``int`` within ±(2⁵³−1), an amount an
:class:`Amount`.  ``None`` is a blank and never zero.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final, Literal, TypeAlias

import attrs
from babel import Locale
from babel.numbers import get_decimal_symbol, get_minus_sign_symbol

from govinfo_report.errors import ValueRefused, shown
from govinfo_report.messages import message
from govinfo_report.numerals import read_numeral

__all__ = [
    "AMOUNT_PATTERN",
    "LONE_UNITS",
    "MAX_COUNT",
    "Amount",
    "Figure",
    "Kind",
    "Printed",
    "Unit",
    "check_figure",
    "is_value",
    "read_figure",
    "seen",
    "write_figure",
]

MAX_COUNT: Final = 2**53 - 1
"""The largest count: what every JSON reader keeps exact."""

Kind: TypeAlias = Literal["count", "change", "amount"]
Unit: TypeAlias = Literal["元", "万元", "亿元"]

YUAN: Final[dict[str, int]] = {"元": 0, "万元": 4, "亿元": 8}
"""The units of money as powers of ten of one 元."""

AMOUNT_PATTERN: Final = r"-?(0|[1-9]\d{0,14})(\.\d{1,8})?"
_AMOUNT = re.compile(AMOUNT_PATTERN, re.ASCII)


def _plain_decimal(value: Decimal) -> Decimal:
    if type(value) is not Decimal:
        raise ValueRefused(
            message("金额应为Decimal，而不是{kind}（{value}）", kind=type(value).__name__, value=shown(value))
        )
    if not value.is_finite() or value.adjusted() > 14 or not _AMOUNT.fullmatch(f"{value:f}"):
        raise ValueRefused(
            message("金额应为有限数，整数部分至多15位，小数部分至多8位，而不是{value}", value=str(value)[:40])
        )
    return value


def _known_unit(unit: Unit | None) -> Unit | None:
    if unit is not None and (type(unit) is not str or unit not in YUAN):
        raise ValueRefused(message("金额单位应为元、万元、亿元或None，而不是{unit}", unit=shown(unit)))
    return unit


@attrs.frozen
class Amount:
    """A sum of money as printed.

    Attributes:
        value: exact, with at most 15 digits before and 8 behind the point; digits are kept as printed.
        unit: the unit printed beside it, ``None`` where the cell has the bare number.

    Raises:
        ValueRefused: not a ``Decimal``, not finite, too long, or an unknown unit.
    """

    value: Decimal = attrs.field(converter=_plain_decimal)
    unit: Unit | None = attrs.field(default=None, converter=_known_unit)

    def to(self, unit: str | None) -> Decimal:
        """The exact value in ``unit``; in 元 when that is ``None`` and a unit was printed.

        A number printed without a unit is taken to be in ``unit`` already, as the form's heading says.
        """
        if self.unit is None:
            return self.value
        shift = YUAN[self.unit] - YUAN[unit or "元"]
        return _shifted(self.value, shift) if shift else self.value

    def __str__(self) -> str:
        return f"{self.value:f}{self.unit or ''}"


def _shifted(value: Decimal, places: int) -> Decimal:
    """``value`` × 10^places, exact whatever the precision of the current decimal context."""
    sign, digits, exponent = value.as_tuple()
    power = int(exponent) + places
    return Decimal((sign, digits + (0,) * max(power, 0), min(power, 0)))


Figure: TypeAlias = int | Amount | None
"""What a cell holds: ``int`` for counts and changes, ``Amount`` for money, ``None`` for a blank."""


def check_figure(value: object, kind: Kind) -> Figure:
    """``value`` if a cell of ``kind`` can hold it.

    Raises:
        ValueRefused: a bool, float, string, negative count, or anything else that no report can hold.
    """
    if value is None:
        return None
    if kind == "amount":
        if isinstance(value, Amount):
            return value
        raise ValueRefused(message("应为Amount或None，而不是{value}", value=shown(value)))
    if type(value) is not int:
        raise ValueRefused(message("应为整数或None，而不是{value}", value=shown(value)))
    if not (0 if kind == "count" else -MAX_COUNT) <= value <= MAX_COUNT:
        low = 0 if kind == "count" else -MAX_COUNT
        raise ValueRefused(message("应在{low}与{high}之间，而不是{value}", low=low, high=MAX_COUNT, value=shown(value)))
    return value


@attrs.frozen
class Printed:
    """What the text of a cell says.

    ``status`` is ``"plain"`` (the figure and nothing else), ``"rewritten"`` (a figure in another dress, as
    ``3,119`` or ``３件``), ``"blank"``, ``"mark"`` (a sign for a blank, as ``/``) or ``"unreadable"``.
    """

    value: Figure
    status: Literal["plain", "rewritten", "blank", "mark", "unreadable"]


_BLANK = Printed(None, "blank")
_MARK = Printed(None, "mark")
_UNREADABLE = Printed(None, "unreadable")

_INVISIBLE = dict.fromkeys(
    map(
        ord,
        "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202c\u2060\u2061\u2062\u2063\u2064\u2066\u2068\u2069\ufe0e\ufe0f\ufeff",
    )
)
"""Marks of joining and of direction that leave digits in their order; those that turn it round are left in, to be looked up."""
_WIDE = (
    {0xFF01 + offset: 0x21 + offset for offset in range(94)}
    | dict.fromkeys(map(ord, "−—–‐‑―─━﹣"), "-")
    | dict.fromkeys(map(ord, "∕⁄⧸"), "/")
)
_MARKS = frozenset(
    [
        "/",
        "//",
        "-",
        "--",
        "---",
        "----",
        "\\",
        "╱",
        "无",
        "無",
        "*",
        "空",
        "空白",
        "暂无",
        "没有",
        "&nbsp;",
        "N/A",
        "n/a",
        "NaN",
        "nan",
        "None",
        "<NA>",
    ]
)
_COUNTERS = "件|项|条|宗|起|个|次|份|部"
LONE_UNITS: Final = frozenset(("件", "元", "万元", "亿元"))
"""What may stand on a line of its own behind a figure, in a narrow column."""
_SIGNS = "[+-]|--|(?:减少?|增加?|新增|上升|下降)了?"
_NUMBER = re.compile(
    rf"(?P<sign>{_SIGNS})?\s*(?P<digits>0|[1-9]\d*|[1-9]\d{{0,2}}(?:,\d{{3}})+)(?P<point>\.\d+)?\s*(?:(?P<unit>{_COUNTERS}|[万亿]?元)|\((?P<set_off>[万亿]?元|{_COUNTERS})\))?",
    re.ASCII,
)
_SPELLED = re.compile(
    rf"(?P<sign>{_SIGNS})?\s*(?P<digits>[零〇○一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]+)\s*(?P<unit>{_COUNTERS})?"
)
_BROKEN = re.compile(r"(?<=\d[.,])\s*\n\s*(?=\d)|(?<=\d)\s*\n\s*(?=[.,]\d)")
"""A number broken over lines where it cannot end: at its point or at a comma."""


def seen(text: str) -> str:
    """``text`` without marks that show nothing, as they stand between digits that were copied from a page."""
    return text if text.isascii() else text.translate(_INVISIBLE)


@lru_cache(maxsize=8192)
def read_figure(text: str, kind: Kind) -> Printed:
    """What ``text``, as printed in a cell of ``kind``, says; never a guess.

    Full-width digits, thousands separators, a counter or unit behind the number, signs and their words,
    Chinese numerals, and a number broken over lines at its point or comma are understood.  Leading zeros,
    broken grouping, a decimal point in a count, a sign on a count and two lines of digits are ``"unreadable"``.
    """
    bare = seen(text).strip()
    if not bare:
        return _BLANK
    if len(bare) > 64:
        return _UNREADABLE
    plain = bare.translate(_WIDE)
    if plain in _MARKS:
        return _MARK
    match = _NUMBER.fullmatch(_BROKEN.sub("", plain) if "\n" in plain else plain)
    if match is None:
        return _spelled(plain, kind)
    sign, digits, point, unit, set_off = match.group("sign", "digits", "point", "unit", "set_off")
    unit = unit or set_off
    digits = digits.replace(",", "")
    if len(digits) > 16:
        return _UNREADABLE
    if kind == "amount":
        return _amount(text, sign, digits + (point or ""), unit)
    if point or (unit and unit in YUAN):
        return _UNREADABLE
    number = int(digits)
    negative = sign is not None and (sign[0] in "-减下")
    if number > MAX_COUNT or (sign and kind == "count"):
        return _UNREADABLE
    value = -number if negative else number
    return Printed(value, "plain" if text == str(value) else "rewritten")


def _spelled(plain: str, kind: Kind) -> Printed:
    """A count or a change in Chinese numerals."""
    match = _SPELLED.fullmatch(plain)
    number = read_numeral(match.group("digits")) if match and kind != "amount" else None
    if match is None or number is None or number > MAX_COUNT:
        return _UNREADABLE
    sign = match.group("sign")
    if sign and kind == "count":
        return _UNREADABLE
    return Printed(-number if sign and sign[0] in "-减下" else number, "rewritten")


@lru_cache(maxsize=4096)
def is_value(text: str) -> bool:
    """Whether ``text`` reads as a figure, a blank or a mark for one, in whatever kind of cell."""
    return read_figure(text, "change").status != "unreadable" or read_figure(text, "amount").status != "unreadable"


def _amount(text: str, sign: str | None, number: str, unit: str | None) -> Printed:
    if sign not in (None, "-") or (unit and unit not in YUAN):
        return _UNREADABLE
    number = ("-" if sign else "") + number
    if not _AMOUNT.fullmatch(number):
        return _UNREADABLE
    amount = Amount(Decimal(number), next((known for known in _UNITS if known == unit), None))
    return Printed(amount, "plain" if text == str(amount) else "rewritten")


_UNITS: Final[tuple[Unit, ...]] = ("元", "万元", "亿元")


@lru_cache(maxsize=16)
def _symbols(locale: str) -> tuple[str, str]:
    parsed = Locale.parse(locale)
    return get_decimal_symbol(parsed, numbering_system="latn"), get_minus_sign_symbol(parsed, numbering_system="latn")


def write_figure(value: Figure, locale: str = "zh_CN") -> str:
    """``value`` as a cell prints it: every digit, no grouping, the point and the minus of ``locale``.

    Published tables print their digits ungrouped, and a reader of another locale must not take a group
    for a decimal.  A blank is the empty string.
    """
    if value is None:
        return ""
    point, minus = _symbols(locale)
    if type(value) is int:
        return str(value) if value >= 0 else f"{minus}{-value}"
    text = str(value)
    if text[0] == "-":
        text = minus + text[1:]
    return text.replace(".", point)
