"""Parts of lines that look like figures: numbers of labels on a line of their own are none, a unit behind a space belongs to one."""

from __future__ import annotations

import re
from typing import Literal

import attrs
import pytest

import govinfo_report as gr
from govinfo_report.document import Cell, Document, Grid
from govinfo_report.parse.ordinals import with_ordinals
from govinfo_report.parse.vocabulary import lexicon
from govinfo_report.quantity import is_value
from govinfo_report.readers.spaced_parts import parts_of, without_ordinals, words_of
from govinfo_report.registry import Registry
from tests.layouts import distinct
from tests.textlayouts import LAYOUTS, lines_in

COLUMNS = [name for name in LAYOUTS if name.startswith("columns")]
WORDS = lexicon(tuple(Registry.installed().forms))


def broken_behind_numbers(document: Document) -> Document:
    """``document`` with every label broken behind its number in digits."""

    def broken(cell: Cell) -> Cell:
        head, point, rest = cell.text.partition(".")
        return cell._replace(text=f"{head}.\n{rest}") if point and head.isdecimal() and not rest.isdecimal() else cell

    blocks = tuple(
        attrs.evolve(block, cells=tuple(map(broken, block.cells))) if isinstance(block, Grid) else block
        for block in document.blocks
    )
    return attrs.evolve(document, blocks=blocks)


@pytest.mark.parametrize("layout", COLUMNS)
@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_labels_broken_behind_their_numbers_are_read(layout: str, edition: Literal["2019", "2021"]) -> None:
    report = distinct(edition)
    document = broken_behind_numbers(report.to_document())
    read = gr.reads("\n".join(lines_in(document, LAYOUTS[layout])))
    cells = report.cells()
    for path, value in read.cells().items():
        assert value in (None, cells[path])
    assert read.cells().items() >= {(path, value) for path, value in cells.items() if "outcomes" in path}


def rows(*texts: tuple[str, ...]) -> list[list[Cell]]:
    """Rows of texts, each in the column of its place; what is blank is no cell."""
    return [[Cell(text, row, at) for at, text in enumerate(one) if text] for row, one in enumerate(texts)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([("2.", "5", "6"), ("重复申请",)], [("2.重复申请", "5", "6"), ()]),
        ([("2.",), ("重复申请", "5", "6")], [(), ("2.重复申请", "5", "6")]),
        ([("2、",), ("", "5"), ("重复申请",)], [(), ("", "5"), ("2、重复申请",)]),
        ([("2.", "5"), ("重复申请", "6")], None),  # both have figures: whose is the label
        ([("2.", "5"), ("重复收费", "")], None),
        ([("7.", "5"), ("重复申请", "")], None),  # another number than that of the form
        ([("2.", "5"), ("12", "6"), ("重复申请",)], None),
        ([("5", "2."), ("", "重复申请")], None),  # behind a figure
        ([("2.", "5"), (), (), (), ("重复申请",)], None),
    ],
)
def test_a_number_goes_with_the_label_that_it_begins(
    before: list[tuple[str, ...]], after: list[tuple[str, ...]] | None
) -> None:
    made = rows(*before)
    with_ordinals(made, WORDS, lambda cell: is_value(cell.text) or cell.text[:1].isdigit())
    expected = before if after is None else after
    assert [[cell.text for cell in row] for row in made] == [[text for text in row if text] for row in expected]


def test_what_looks_like_a_number_of_a_label_is_a_figure_where_none_stands_under_it() -> None:
    lines = ["标签      1.    2.", "          5     件", "3.        4.    6.", "其他      无说明"]
    made = without_ordinals([parts_of(line, at) for at, line in enumerate(lines)])
    assert [[part.figure for part in row if part.text[-1] == "."] for row in made] == [
        [True, True],
        [],
        [False, False, True],
        [],
    ]


def test_a_unit_behind_a_space_goes_with_its_figure() -> None:
    assert words_of("1116 件 12 3.5 万元 件") == ["1116 件", "12", "3.5 万元", "件"]
    [label, one, two] = parts_of("规章      1116 件  1 2 件", 1)
    assert [label.figure, one.figure, two.figure] == [False, True, True]


@pytest.mark.parametrize("layout", COLUMNS)
def test_figures_with_units_behind_a_space_are_read(layout: str) -> None:
    report = distinct("2021")
    lines = lines_in(report.to_document(), LAYOUTS[layout])
    spaced = [
        re.sub(r"(?<= )(1\d\d3)    ", r"\1 件 ", re.sub(r"(?<= )(1\d\d7)    ", r"\1 件 ", line)) for line in lines
    ]
    assert spaced != lines
    read = gr.reads("\n".join(spaced)).cells()
    assert {path: read[path] for path in report.cells() if read[path] is not None} == report.cells()
