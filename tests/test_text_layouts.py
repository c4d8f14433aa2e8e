"""Reports in the layouts of the wild, damaged: every figure right or named, none wrong, none lost."""

from __future__ import annotations

from functools import cache
from random import Random
from typing import Literal

import pytest

import govinfo_report as gr
from tests.damages import DAMAGES, damaged
from tests.honesty import kept_in
from tests.layouts import distinct
from tests.tabledamages import TABLE_DAMAGES
from tests.textlayouts import LAYOUTS, Layout, document_of, lines_in

Edition = Literal["2019", "2021"]

EDITIONS: tuple[Edition, ...] = ("2019", "2021")
LOSES_BLANKS = {"cell per line", "cell per line, rows apart", "cell per line, all apart", "single spaces"}
"""Layouts in which a blank cell leaves nothing, so that the others of its row cannot be told apart."""
NARROW = "columns, narrow"


@cache
def original(edition: Edition) -> gr.Report:
    return distinct(edition)


def thinned(edition: Edition, share: float, random: Random) -> gr.Report:
    report = original(edition)
    return report.with_cells({path: None for path in report.cells() if random.random() < share})


def drawn_from(names: list[str], random: Random) -> Layout:
    return lambda grid: LAYOUTS[random.choice(names)](grid)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_figure_of_a_full_report(layout: str, edition: Edition) -> None:
    report = gr.reads("\n".join(lines_in(document_of(original(edition)), LAYOUTS[layout])))
    cells = report.cells()
    printed = original(edition).cells()
    if layout == NARROW:  # the heads of 表四 are wrapped under heads that stand over several
        cells = {path: value for path, value in cells.items() if not path.startswith("disputes")}
        printed = {path: value for path, value in printed.items() if not path.startswith("disputes")}
    assert cells == printed
    assert {note.code for note in report.notes} <= ({"unread"} if layout == NARROW else set())


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("layout", sorted(set(LAYOUTS) - LOSES_BLANKS))
def test_blanks_shift_no_figure(layout: str, edition: Edition) -> None:
    for seed in range(3):
        report = thinned(edition, 0.4, Random(seed))
        read = gr.reads("\n".join(lines_in(document_of(report), LAYOUTS[layout])))
        printed = report.cells()
        assert {path: value for path, value in read.cells().items() if value not in (None, printed[path])} == {}
        unsure = read.unread | {note.path for note in read.notes if note.code == "missing" and note.path}
        right = [path for path in printed if read.cells()[path] == printed[path] and path not in unsure]
        assert len(right) > 0.8 * len(printed)


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_damage_makes_a_figure_wrong_or_loses_it(layout: str, damage: str) -> None:
    if (layout, damage) == ("markdown, padded", "a cell lost"):
        pytest.skip("rows are filled up with blanks at their end, so that nothing tells a lost cell from a blank one")
    for seed in range(4):
        random = Random(f"{layout} {damage} {seed}")
        report = thinned(EDITIONS[seed % 2], (0, 0.2, 0, 0.6)[seed], random)
        text = "\n".join(lines_in(damaged(document_of(report), [damage], random), LAYOUTS[layout]))
        read = gr.reads(text)
        printed = report.cells()
        wrong = {
            path: value for path, value in read.cells().items() if value is not None and value != printed.get(path)
        }
        assert wrong == {}, seed
        if damage in TABLE_DAMAGES:
            continue  # what is not printed any more, or in parts, cannot be kept whole: tests.honesty tells what is lost
        if not (layout == NARROW and damage == "dressed figures"):  # figures broken over lines are kept in two
            assert {str(value) for value in printed.values() if value is not None} <= kept_in(read), seed


def test_each_table_may_have_a_layout_of_its_own() -> None:
    names = sorted(set(LAYOUTS) - {NARROW})
    for seed in range(30):
        random = Random(seed)
        report = original(EDITIONS[seed % 2])
        text = "\n".join(lines_in(document_of(report), drawn_from(names, random)))
        read = gr.reads(text)
        printed = report.cells()
        assert {path: value for path, value in read.cells().items() if value not in (None, printed.get(path))} == {}, (
            seed
        )
        assert {str(value) for value in printed.values()} <= kept_in(read), seed
