"""Spaces that stand for tabs, and those that do not."""

from __future__ import annotations

import pytest

import govinfo_report as gr
from govinfo_report.readers.gaps import gaps_as_tabs
from tests.layouts import distinct
from tests.textlayouts import LAYOUTS, lines_in

ROWS = [
    ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
    ["规章", "", "7", "31"],
    ["许可", "120", "", "4"],
] * 3


@pytest.mark.parametrize("tab", ["  ", "   ", "    ", " " * 8, "\u3000\u3000", "\u3000" * 3])
def test_gaps_of_one_width_and_its_multiples_are_tabs(tab: str) -> None:
    lines = ["　　本年度公开较好。", *(tab.join(row) for row in ROWS), "", "    二、主动公开"]
    made = gaps_as_tabs(lines)
    assert made == [lines[0], *("\t".join(row) for row in ROWS), "", lines[-1]]


@pytest.mark.parametrize(
    "lines",
    [
        [f"{row[0]:<8}{row[1]:>9}{row[2]:>9}{row[3]:>9}" for row in ROWS],  # columns that stand under each other
        ["    ".join(row) for row in ROWS[:3]],  # too few rows to tell
        ["    ".join(row[:1]) + "    " for row in ROWS * 5],  # spaces at the ends of lines
        [("    " if at % 2 else "     ").join(row) for at, row in enumerate(ROWS)],
        ["        ".join(row) + "    " for row in ROWS],  # most are wider than the narrowest
    ],
)
def test_other_gaps_are_none(lines: list[str]) -> None:
    assert gaps_as_tabs(lines) is None


@pytest.mark.parametrize("tab", ["  ", "    ", "\u3000\u3000"])
@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_a_report_with_spaces_for_tabs_is_read_as_with_tabs(edition: str, tab: str) -> None:
    one = distinct("2019" if edition == "2019" else "2021")
    with_tabs = lines_in(one.to_document(), LAYOUTS["tabs, spans left blank"])
    read, spaced = (
        gr.reads("\n".join(lines)) for lines in (with_tabs, [line.replace("\t", tab) for line in with_tabs])
    )
    assert spaced.cells() == read.cells() == one.cells()
