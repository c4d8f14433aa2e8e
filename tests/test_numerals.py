"""Whole numbers in Chinese numerals, and figures in other dress."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govinfo_report.numerals import read_numeral
from govinfo_report.quantity import Amount, read_figure

_DIGITS = "零一二三四五六七八九"


def spelled(value: int) -> str:
    """``value`` below 100,000,000 in numerals, by another way than the library's."""
    if value < 10_000:
        text = ""
        for name, digit in zip("千百十 ", f"{value:04}", strict=True):
            text += f"{_DIGITS[int(digit)]}{name.strip()}" if digit != "0" else "零"
        while "零零" in text:
            text = text.replace("零零", "零")
        text = text.strip("零")
        return text.removeprefix("一") if text.startswith("一十") else text
    high, low = divmod(value, 10_000)
    rest = spelled(low)
    rest = f"一{rest}" if rest.startswith("十") else rest
    return spelled(high) + "万" + ("零" if 0 < low < 1000 else "") + rest


@given(st.integers(1, 99_999_999))
def test_every_number_is_read_back(value: int) -> None:
    text = spelled(value)
    read = read_numeral(text)
    assert read is None or read == value
    if "零十" not in text:
        assert read == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("十二", 12), ("〇", 0), ("零", 0), ("两", 2), ("三百零五", 305), ("两千两百", 2200), ("二〇二三", 2023),
     ("一十", 10), ("一万零五", 10005), ("贰拾", 20), ("一亿", 10**8)],
)  # fmt: skip
def test_numerals(text: str, value: int) -> None:
    assert read_numeral(text) == value


@pytest.mark.parametrize(
    "text", ["", "一百二", "十十", "百", "零五", "一二", "三三", "万", "一千五", "三个", "一" * 30]
)
def test_what_is_no_numeral(text: str) -> None:
    assert read_numeral(text) is None


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("5 件", "count", 5),
        ("十二", "count", 12),
        ("十二件", "count", 12),
        ("〇", "count", 0),
        ("3,\n119", "count", 3119),
        ("减3", "change", -3),
        ("减少了3", "change", -3),
        ("下降3", "change", -3),
        ("增加5", "change", 5),
        ("上升三", "change", 3),
        ("减三", "change", -3),
        ("+22", "change", 22),
        ("＋22", "change", 22),
        ("--253", "change", -253),
        ("－18", "change", -18),
        ("103.3879 万元", "amount", Amount(Decimal("103.3879"), "万元")),
        ("103.3879\n万元", "amount", Amount(Decimal("103.3879"), "万元")),
        ("12.5（万元）", "amount", Amount(Decimal("12.5"), "万元")),
        ("3(件)", "count", 3),
        ("4166.\n24", "amount", Amount(Decimal("4166.24"))),
        ("4166\n.24", "amount", Amount(Decimal("4166.24"))),
    ],
)
def test_figures_in_other_dress(text: str, kind: Literal["count", "change", "amount"], value: object) -> None:
    read = read_figure(text, kind)
    assert (read.value, read.status) == (value, "rewritten")


@pytest.mark.parametrize(
    "text", ["/", "-", "—", "－", "——", "\\", "╱", "／", "无", "無", "&nbsp;", "暂无", "N/A", "NaN", "None"]
)
def test_marks_for_blanks(text: str) -> None:
    kinds: tuple[Literal["count", "change", "amount"], ...] = ("count", "change", "amount")
    assert {read_figure(text, kind).status for kind in kinds} == {"mark"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [("12\n34", "count"), ("约100", "count"), ("100余", "count"), ("减3", "count"), ("三个半", "count"),
     ("+3", "count"), ("0.5", "change"), ("十二", "amount"), ("103万", "amount"), ("￥12", "amount"), ("3（元）", "count"), ("3（件", "count"), ("3（1）", "count")],
)  # fmt: skip
def test_what_says_no_figure_for_certain(text: str, kind: Literal["count", "change", "amount"]) -> None:
    assert read_figure(text, kind).status == "unreadable"
