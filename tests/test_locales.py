"""Numbers and dates of several locales, there and back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import govinfo_report as gr

LOCALES = ["zh_CN", "en", "de", "fr", "hi", "ru", "de-CH", "sv"]


@pytest.mark.parametrize(
    ("value", "locale", "written"),
    [
        (3119, "zh_CN", "3,119"),
        (3119, "en", "3,119"),
        (Decimal("3119.50"), "zh_CN", "3,119.50"),
        (Decimal("-96171.6"), "de", "-96.171,6"),
        (Decimal("4166.241619"), "en", "4,166.241619"),
        (1234567, "hi", "12,34,567"),
        (0, "en", "0"),
        (Decimal("1E+3"), "en", "1,000"),
    ],
)
def test_numbers_keep_every_digit(value: int | Decimal, locale: str, written: str) -> None:
    assert gr.format_number(value, locale) == written
    assert gr.parse_number(written, locale) == value


def test_a_number_without_groups() -> None:
    assert gr.format_number(Decimal("1234567.250"), "de", grouping=False) == "1234567,250"
    assert gr.format_number(1234567, grouping=False) == "1234567"


@pytest.mark.parametrize("text", ["３，１１９", " 3,119 ", "3119", "+3119"])
def test_numbers_in_another_dress(text: str) -> None:
    assert gr.parse_number(text) == 3119
    assert type(gr.parse_number(text)) is int


@pytest.mark.parametrize(
    "text",
    [
        "",
        "31,19",
        "3_119",
        "1e5",
        "NaN",
        "inf",
        "3.",
        ".5",
        "3,1190",
        "1.2.3",
        "0,003,119",
        "三",
        "--3",
        "9" * 65,
        "1,2,3",
    ],
)
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(gr.ValueRefused, match=r"3,119\.5"):
        gr.parse_number(text)


@pytest.mark.parametrize("value", [1.5, True, Decimal("NaN"), Decimal("Infinity"), "3", None])
def test_only_exact_numbers_are_written(value: object) -> None:
    with pytest.raises(gr.ValueRefused, match="Decimal"):
        gr.format_number(value)  # type: ignore[arg-type]


@given(
    st.one_of(
        st.integers(-(2**53), 2**53),
        st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**14), max_value=10**14),
    ),
    st.sampled_from(LOCALES),
    st.booleans(),
)
def test_every_number_comes_back(value: int | Decimal, locale: str, grouping: bool) -> None:
    back = gr.parse_number(gr.format_number(value, locale, grouping=grouping), locale)
    assert back == value
    assert str(back) == (f"{value:f}" if isinstance(value, Decimal) else str(value)) or value == 0


@given(st.dates(date(1949, 10, 1), date(2199, 12, 31)), st.sampled_from(LOCALES))
def test_every_date_comes_back(value: date, locale: str) -> None:
    assert gr.parse_date(gr.format_date(value, locale), locale) == value
    assert gr.parse_date(value.isoformat(), locale) == value


@pytest.mark.parametrize(
    "text",
    [
        "2024年1月31日",
        "2024 年 1 月 31 日",
        "２０２４年０１月３１日",
        "二〇二四年一月三十一日",
        "二○二四年一月三十一号",
        "2024/1/31",
        "2024.01.31",
        " 2024-01-31 ",
    ],
)
def test_dates_as_reports_write_them(text: str) -> None:
    assert gr.parse_date(text) == date(2024, 1, 31)
    assert gr.parse_date(text, "en") == date(2024, 1, 31)


@pytest.mark.parametrize(
    ("text", "day"), [("二零二三年十月十日", (2023, 10, 10)), ("2023年十二月二十日", (2023, 12, 20))]
)
def test_chinese_numerals_in_dates(text: str, day: tuple[int, int, int]) -> None:
    assert gr.parse_date(text) == date(*day)


@pytest.mark.parametrize("text", ["January 31, 2024", "31 January 2024", "Jan. 31, 2024", "31 jan 2024"])
def test_english_dates(text: str) -> None:
    assert gr.parse_date(text, "en") == date(2024, 1, 31)


@pytest.mark.parametrize(
    "text",
    ["", "3/4/2024", "2024年2月30日", "2024-13-01", "January 2024", "31 Janvier 2024", "May 5 6 2024", "x" * 100, "2024年十十月1日"],
)
def test_what_is_no_date_or_two_is_refused(text: str) -> None:
    with pytest.raises(gr.ValueRefused, match="2024"):
        gr.parse_date(text, "en")


def test_an_unknown_locale_is_named() -> None:
    for call in (
        lambda: gr.format_number(1, "xx"),
        lambda: gr.parse_number("1", "no such"),
        lambda: gr.format_date(date(2024, 1, 31), ""),
        lambda: gr.parse_date("2024-01-31", "_"),
    ):
        with pytest.raises(gr.GovinfoReportError, match="区域"):
            call()
