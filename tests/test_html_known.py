"""A table of a markup that was met before is read as if it were the first."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Final

import pytest

import govinfo_report as gr
from govinfo_report.document import Document, Grid
from govinfo_report.parse.shapes import shapes_of
from govinfo_report.parse.vocabulary import lexicon
from govinfo_report.readers import html_known
from govinfo_report.readers.html import READER
from govinfo_report.readers.html_known import MET
from govinfo_report.registry import Registry
from tests.html_pages import Look, page_of
from tests.test_shapes import with_figures

EXAMPLES = Path(__file__).parent.parent / "examples"
LOOKS: Final = {
    "lean": Look(),
    "Word": Look(word=True),
    "split, head repeated": Look(split=7, repeated=True),
    "site, nested": Look(chrome=True, nested=2),
    "bare rows, GBK": Look(bare_rows=True, charset="gbk", tbody=False),
}


def _forget() -> None:
    MET.forget()
    shapes_of(lexicon(tuple(Registry.installed().forms))).forget()


@pytest.fixture(autouse=True)
def _from_scratch() -> Iterator[None]:
    _forget()
    yield
    _forget()


def renumbered(report: gr.Report, random: Random) -> gr.Report:
    """``report`` with other plain figures where it has some."""
    made: dict[str, int | gr.Amount] = {}
    for path, value in report.cells().items():
        if value is not None:
            amount = gr.Amount(Decimal(random.choice(("0", "12.5", "7.00"))))
            made[path] = amount if path.endswith("amount") else random.choice((0, 1, 7, 12, 2022, 999_999))
    return report.with_cells(made)


def document(page: str | bytes) -> Document:
    found = READER.read(page, gr.Limits())
    assert isinstance(found, Document)
    return found


def grids(page: str | bytes) -> list[Grid]:
    return [block for block in document(page).blocks if isinstance(block, Grid)]


def told(page: str | bytes) -> tuple[object, ...]:
    """All that is read from ``page``."""
    report = gr.reads(page)
    return document(page), report.to_json(), report.notes, report.sections


def anew(page: str | bytes) -> tuple[object, ...]:
    _forget()
    return told(page)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", ["linjiang-2023", "yunxi-commerce-2020"])
def test_other_figures_in_a_known_markup_are_read_as_if_it_were_new(look: str, name: str) -> None:
    random = Random(f"{look} {name}")
    report = gr.read(EXAMPLES / f"{name}.txt")
    reports = [with_figures(report, random, style) for style in ("any", "equal", "signed")]
    reports += [renumbered(report, random) for _ in range(2)]
    pages = [page_of(one, LOOKS[look]) for one in reports]
    expected = [anew(page) for page in pages]
    for first in (pages[0], pages[3]):
        _forget()
        for _ in range(2):  # a markup is kept when it is met again
            told(first)
        assert [told(page) for page in pages] == expected
    assert any(grid.met is not None for grid in grids(pages[4]))


def test_the_third_page_is_known_and_so_is_its_shape() -> None:
    report = gr.read(EXAMPLES / "linjiang-2023.txt")
    pages = [page_of(renumbered(report, Random(seed))) for seed in range(4)]
    tokens = [[grid.met and grid.met[0] for grid in grids(page)] for page in pages]
    assert tokens[0] == tokens[1] == [None] * 3
    assert None not in tokens[2]
    assert tokens[2] == tokens[3]
    shapes = shapes_of(lexicon(tuple(Registry.installed().forms)))
    for page in pages:  # the first by its labels, the second by its shape
        gr.reads(page)
    assert all(shapes.recall_met(grid) is not None for grid in grids(pages[2]))
    assert grids(pages[0])[0] == grids(pages[0])[0]


def page(*rows: str, around: str = "{}") -> str:
    return f"<body>{around.format('<table>' + ''.join(f'<tr>{row}</tr>' for row in rows) + '</table>')}</body>"


HEAD: Final = "<th>规章</th><th>甲</th><th>乙</th>"
TRAPS: Final = {
    "a figure beside text": page(HEAD, "<td>甲<b>{}</b></td><td>&nbsp;12</td><td>{}</td>"),
    "figures in pieces": page(HEAD, "<td>合计</td><td><b>{}</b><b>{}</b></td><td>{}</td>"),
    "lines in a cell": page(HEAD, "<td>合计</td><td>{}<br>{}</td><td>{}</td>"),
    "a foot above": page(HEAD, "<td>合计</td><td>{}</td><td>{}</td>").replace(
        "<table>", "<table><tfoot><tr><td>尾</td><td>{}</td><td>{}</td></tr></tfoot>"
    ),
    "a figure for a caption": page(HEAD, "<td>合计</td><td>{}</td><td>{}</td>").replace(
        "<table>", "<table><caption>{}</caption>"
    ),
    "links": page(HEAD, "<td>合计</td><td><a href=x>{}</a></td><td>{}</td>"),
    "a label too long": page("<td rowspan=3>{}</td><td>甲</td><td>{}</td>", "<td>乙</td><td>{}</td>", "<td>丙</td><td>丁</td><td>{}</td>"),
    "white space": page(HEAD, "<td>合计</td><td>\n {}\t</td><td> {} </td>"),
    "hidden beside": page(HEAD, "<td>合计</td><td>{}</td><td>{}</td>", around='<p style="display:none">无</p>{}'),
    "hidden in it": page(HEAD, "<td>合计</td><td>{}</td><td style='display:none'>{}</td><td>{}</td>"),
    "heads": page("<th>{}</th><th>{}</th>", "<td>合计</td><td>{}</td>"),
}  # fmt: skip


@pytest.mark.parametrize("trap", TRAPS)
@pytest.mark.parametrize("figures", [("7", "8"), ("12", "3.50"), ("0", "007"), ("2019", "-1"), ("0", "1"), ("", "5")])
def test_figures_are_not_mistaken_for_each_other(trap: str, figures: tuple[str, str]) -> None:
    template = TRAPS[trap]
    places = template.count("{}")
    others = [template.format(*(figures[at % 2] for at in range(places))), template.format(*range(1, places + 1))]
    expected: list[Document] = []
    for other in others:
        MET.forget()
        expected.append(document(other))
    for first in ("12", "0"):
        MET.forget()
        for _ in range(2):
            document(template.format(*[first] * places))
        assert [document(other) for other in others] == expected


def test_a_page_with_hidden_elements_is_another() -> None:
    table = page(HEAD, "<td>合计</td><td>1</td><td>2</td>")
    for _ in range(2):
        grids(table)
    assert grids(table)[0].met is not None
    assert grids(table.replace("<body>", "<body><p hidden>无</p>"))[0].met is None


def test_limits_hold_for_known_tables() -> None:
    table = page("<td rowspan=3>合计</td><td>1</td>", "<td>2</td>", "<td>3</td>")
    for _ in range(2):
        grids(table)
    assert grids(table)[0].met is not None
    for cells in (2, 3):
        with pytest.raises(gr.ReadError, match="单元格"):
            READER.read(table, gr.Limits(cells=cells))
    assert READER.read(table, gr.Limits(cells=4))


def test_what_is_long_or_long_ago_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_known, "_MOST", 2)
    pages = [page(HEAD, f"<td>{label}</td><td>1</td><td>2</td>") for label in "甲乙丙"]
    for each in (*pages, *pages):
        grids(each)
    assert [grids(each)[0].met is not None for each in (*pages[1:], pages[0])] == [True, True, False]
    monkeypatch.setattr(html_known, "_MOST_ONCE", 1)
    for each in pages[:2] * 2:  # none is remembered until it is met again
        grids(each.replace("规章", "规则"))
    assert grids(pages[0].replace("规章", "规则"))[0].met is None
    monkeypatch.setattr(html_known, "_LONGEST", 20)
    assert grids(pages[0])[0].met is None
