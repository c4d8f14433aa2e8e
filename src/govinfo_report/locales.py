"""Numbers and dates as the people of a locale write them, by babel's data, and back without leniency."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.dates import format_date as babel_date
from babel.dates import get_month_names
from babel.numbers import format_decimal, get_decimal_symbol, get_group_symbol

from govinfo_report.errors import ValueRefused, shown
from govinfo_report.messages import SOURCE_LOCALE, LocaleError, message

__all__ = ["format_date", "format_number", "parse_date", "parse_number"]

_FOLD: Final = {0xFF10 + digit: 0x30 + digit for digit in range(10)} | {
    ord("，"): ",",
    ord("．"): ".",
    ord("－"): "-",
    0x2212: "-",
    0xA0: " ",
    0x202F: " ",
}
_LONGEST: Final = 64


def format_number(value: int | Decimal, locale: str = SOURCE_LOCALE, *, grouping: bool = True) -> str:
    """``value`` as ``locale`` writes it, every digit kept: ``3,119.50`` in zh_CN and en, ``3.119,50`` in de.

    Raises:
        govinfo_report.LocaleError: babel knows no such locale.
        ValueRefused: a float or bool, which hold no published figure, or no finite number.
    """
    known = _locale(locale)
    if type(value) not in (int, Decimal) or (isinstance(value, Decimal) and not value.is_finite()):
        raise ValueRefused(message("应为整数或有限的Decimal，而不是{value}", value=shown(value)))
    whole = str(known.decimal_formats[None].pattern).partition(".")[0]
    decimals = len(f"{value:f}".partition(".")[2]) if isinstance(value, Decimal) else 0
    pattern = f"{whole}.{'0' * decimals}" if decimals else whole
    return format_decimal(value, pattern, locale=known, group_separator=grouping)


def parse_number(text: str, locale: str = SOURCE_LOCALE) -> int | Decimal:
    """The number that ``text`` writes in ``locale``: an ``int`` where it has no decimals, else a ``Decimal``.

    Full-width digits and signs are understood.  Groups, where there are any, must stand where the locale puts
    them, for ``31,19`` may be a slip for 3119 as well as for 31.19.

    Raises:
        govinfo_report.LocaleError: babel knows no such locale.
        ValueRefused: no number, an exponent, or digits grouped otherwise.
    """
    known = _locale(locale)
    point, group = get_decimal_symbol(known), get_group_symbol(known).translate(_FOLD)
    plain = text.translate(_FOLD).strip()
    number = re.compile(rf"([+-]?)(\d+|\d{{1,3}}(?:{re.escape(group)}\d+)+)(?:{re.escape(point)}(\d+))?", re.ASCII)
    match = number.fullmatch(plain) if len(plain) <= _LONGEST else None
    if match is not None:
        sign, whole, decimals = match.groups()
        bare = whole.replace(group, "")
        if whole == bare or format_number(int(bare), locale).translate(_FOLD) == whole:
            return Decimal(f"{sign}{bare}.{decimals}") if decimals else int(sign + bare)
    raise ValueRefused(
        message(
            "应为{locale}写法的数字，如{example}，而不是{value}",
            locale=locale,
            example=format_number(Decimal("3119.5"), locale),
            value=shown(text),
        )
    )


def format_date(value: date, locale: str = SOURCE_LOCALE) -> str:
    """``value`` as ``locale`` writes it in full: ``2024年1月31日``, ``January 31, 2024``.

    Raises:
        govinfo_report.LocaleError: babel knows no such locale.
        ValueRefused: no date.
    """
    if not isinstance(value, date):
        raise ValueRefused(message("应为datetime.date，而不是{value}", value=shown(value)))
    return babel_date(value, "long", _locale(locale))


_ISO: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", re.ASCII)
_CHINESE: Final = re.compile(
    r"([\d〇○零一二三四五六七八九]{4})年([\d一二三四五六七八九十]{1,3})月([\d一二三四五六七八九十]{1,3})[日号]"
)
_NUMERALS: Final = {numeral: digit for digit, numeral in enumerate("〇一二三四五六七八九")} | {"○": 0, "零": 0}
_BETWEEN_WORDS: Final = re.compile(r"[\s,]+")


def parse_date(text: str, locale: str = SOURCE_LOCALE) -> date:
    """The day that ``text`` names.

    The order year, month, day is understood everywhere (``2024-01-31``, ``2024/1/31``), and so is Chinese
    (``2024年1月31日``, ``二〇二四年一月三十一日``); else the month must be spelt in the words of ``locale``
    (``January 31, 2024``), for ``3/4/2024`` is two days.

    Raises:
        govinfo_report.LocaleError: babel knows no such locale.
        ValueRefused: no date, no such day, or one that can be read in two ways.
    """
    known = _locale(locale)
    plain = text.translate(_FOLD).strip()[: _LONGEST + 1]
    try:
        if match := _ISO.fullmatch(plain):
            return date(*map(int, match.groups()))
        if match := _CHINESE.fullmatch("".join(plain.split())):
            year, month, day = match.groups()
            digits = "".join(str(_NUMERALS.get(figure, figure)) for figure in year)
            return date(int(digits), _small(month), _small(day))
        words = [word.rstrip(".").casefold() for word in _BETWEEN_WORDS.split(plain)]
        months = [_months(known)[word] for word in words if word in _months(known)]
        numbers = [int(word) for word in words if word.isascii() and word.isdecimal()]
        years, days = [n for n in numbers if n > 31], [n for n in numbers if n <= 31]
        if len(plain) <= _LONGEST and len(months) == len(years) == len(days) == 1:
            return date(years[0], months[0], days[0])
    except (ValueError, KeyError):
        pass  # no such day, or numerals that are no number
    raise ValueRefused(
        message(
            "应为日期，如{example}，而不是{value}", example=format_date(date(2024, 1, 31), locale), value=shown(text)
        )
    )


def _small(text: str) -> int:
    """A number under 100 in digits or as 三十一."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    return (_NUMERALS[tens] if tens else 1 if ten else 0) * 10 + (_NUMERALS[ones] if ones else 0)


@lru_cache(maxsize=64)
def _months(locale: Locale) -> dict[str, int]:
    return {
        name.rstrip(".").casefold(): number
        for width in ("wide", "abbreviated")
        for context in ("format", "stand-alone")
        for number, name in get_month_names(width, context, locale).items()
    }


@lru_cache(maxsize=64)
def _locale(name: str) -> Locale:
    try:
        return Locale.parse(name.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        raise LocaleError(message("没有“{locale}”这个区域", locale=name)) from None
