"""Digits of a page that are struck out, raised, lowered or of no size do not run into the figure beside them."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

import govinfo_report as gr
from govinfo_report.readers.html_marks import show_marks, styles_in

MANY = 2100
TITLE = "某市商务局2022年政府信息公开工作年度报告"


def shown(markup: str) -> str:
    """The text of a page once its marks are written in."""
    page = f"<body>{markup}</body>"
    parser = LexborHTMLParser(page)
    show_marks(parser, styles_in(page.lower().encode()))
    assert parser.body is not None
    return parser.body.text(deep=True)


def figure(cell: str) -> tuple[int | None, bool]:
    """What is read of a cell of 表二, and whether a note is of it."""
    rows = "<tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>"
    table = f"<table><tr><td colspan=4>第二十条第（一）项</td></tr>{rows}<tr><td>规章</td><td>{cell}</td><td>2</td><td>3</td></tr></table>"
    report = gr.reads(
        f"<html><body><h1>{TITLE}</h1><p>二、主动公开政府信息情况</p>{table}</body></html>", format="html"
    )
    path = "disclosure.regulations.issued"
    value = report.cells()[path]
    assert value is None or isinstance(value, int)
    return value, any(note.path == path for note in report.notes)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("1<sup>2</sup>", "1²"),
        ("1<sub>2</sub>", "1₂"),
        ('1<span style="vertical-align: SUPER">2<b>3</b></span>', "1²³"),
        ('1<span style="vertical-align:sub">2</span>', "1₂"),
        ('1<span style="vertical-align:middle">2</span>', "12"),
        ("1<sup>注</sup>", "1注"),
        ('1<span style="font-size:0">2</span>', "1"),
        ('1<span style="font-size:0.9em">2</span>', "12"),
        ('1<span style="font-size:0">2<b>3</b></span>', "123"),
        ('1<span style="opacity:0">2</span>', "1"),
    ],
)
def test_marks_are_written_into_the_text(markup: str, text: str) -> None:
    assert shown(markup) == text


def test_of_more_marks_than_are_looked_into_each_still_parts_its_digits() -> None:
    text = shown("".join(f"<p>{at}<sup>2</sup></p>" for at in range(MANY)))
    assert "1999²" in text
    assert "2000^2" in text


def test_of_more_struck_words_than_are_looked_into_each_is_marked() -> None:
    few, many = (shown("<p>1<del>无</del></p>" * count) for count in (MANY - 200, MANY))
    assert few == "1无" * (MANY - 200)
    assert many == "1无" * 2000 + "1~~无~~" * (MANY - 2000)


@pytest.mark.parametrize(
    "cell",
    [
        "<s>8</s>1",
        "<del>8</del>1",
        "<strike>8</strike>1",
        '<span style="text-decoration: underline line-through">8</span>1',
        '<span style="TEXT-DECORATION: LINE-THROUGH">8</span>1',
        '<span style="Text-Decoration: Line-Through">8</span>1',
        '1<span style="VERTICAL-ALIGN: Super">2</span>',
        "1<sup>2</sup>",
        '1<span style="vertical-align:super">2</span>',
        "1<span style = 'vertical-align:super'>2</span>",
        '1<span title="style=\'" style=vertical-align:super>2</span>',
        '1<span style="vertical-align&#58;super">2</span>',
    ],
)
def test_no_mark_becomes_a_digit_of_a_figure(cell: str) -> None:
    assert figure(cell) == (None, True)


@pytest.mark.parametrize("cell", ["1", "1<s></s>", '<span style="text-decoration:underline">1</span>', "<u>1</u>"])
def test_what_is_no_mark_changes_nothing(cell: str) -> None:
    assert figure(cell) == (1, False)
