"""Rows as a program prints its lists, and what only looks like them."""

from __future__ import annotations

import pytest

from govinfo_report.readers.listed import lists_as_rows

ROWS = ["['规章', '0', None, 3]", '["行政许可", "1", -2.5, nan]', "['a\\n b\\t\\u3000\\x41\\'', '']"]


def test_each_list_is_a_row_with_tabs() -> None:
    assert lists_as_rows(["一、总体情况", *ROWS]) == [
        "一、总体情况",
        "规章\t0\t\t3",
        "行政许可\t1\t-2.5\t",
        "a b \u3000A'\t",
    ]


@pytest.mark.parametrize("other", ["['规章', 0", "['规章'] 0", "[规章, 0]", "[]", "['规章' '0']", " ['规章', 0]"])
def test_other_lines_are_left_and_two_lists_are_too_few(other: str) -> None:
    assert lists_as_rows([*ROWS[:2], other]) is None
    made = lists_as_rows([*ROWS, other])
    assert made is not None
    assert made[-1] == other
