"""Commas that part thousands where others part cells."""

from __future__ import annotations

import pytest

from govinfo_report.readers.thousands import mend_thousands

HEADS = [["", "甲", "乙", "丙"], ["一", "1", "2", "3"], ["二", "", "0", "70"]]


@pytest.mark.parametrize(
    ("record", "mended"),
    [
        (["三", "2", "402", "5", "70"], ["三", "2,402", "5", "70"]),
        (["三", "1", "234", "567.5", "0", "6"], ["三", "1,234,567.5", "0", "6"]),
        (["三", "1", "002", "", "3", "004"], ["三", "1,002", "", "3,004"]),
        (["三", "2", "402", "018", "5"], ["三", "2 402 018", "2 402 018", "5"]),
        (["三", "2", "402", "5"], ["三", "2", "402", "5"]),
        (["三", "2", "402"], ["三", "2", "402"]),
        (["三", "1", "2", "3", "4"], ["三", "1", "2", "3", "4"]),
    ],
)
def test_a_record_is_as_wide_as_the_others_or_holds_no_figure_in_doubt(record: list[str], mended: list[str]) -> None:
    assert mend_thousands([*HEADS, record]) == [*HEADS, mended]


def test_other_tables_and_too_few_records_tell_no_width() -> None:
    record = ["三", "2", "402", "5", "70"]
    assert mend_thousands([*HEADS, ["标题"], record]) == [*HEADS, ["标题"], record]
    assert mend_thousands([*HEADS[:2], record]) == [*HEADS[:2], record]
    uneven = [["a", "b"], ["a"] * 3, ["a"] * 4, record]
    assert mend_thousands(uneven) == uneven
    assert mend_thousands(HEADS) == HEADS
