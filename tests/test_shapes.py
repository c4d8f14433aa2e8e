"""A table of a known shape is read as if it were the first: the same cells, extras and notes, whatever its figures."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random
from typing import Literal

import pytest

import govinfo_report as gr
from govinfo_report.document import Cell, Grid
from govinfo_report.parse.shapes import Shapes, shape_of, shapes_of
from govinfo_report.parse.vocabulary import Lexicon, lexicon
from govinfo_report.registry import Registry
from tests.damages import DAMAGES, damaged
from tests.html_pages import page_of
from tests.layouts import distinct
from tests.textlayouts import LAYOUTS, document_of, lines_in

EXAMPLES = Path(__file__).parent.parent / "examples"
DOCUMENTS = 2
"""Of each layout, each with four sets of figures."""
EDITIONS: tuple[Literal["2019", "2021"], ...] = ("2019", "2021")
MISLEADING = (0, 1, 3, 12, 100, 2019, 2020, 2021, 2022, 20211231, 10**14, 999_999_999_999_999, 2**53 - 1)
"""Years, page numbers, dates, ordinals, the longest."""


@cache
def words() -> Lexicon:
    return lexicon(tuple(Registry.installed().forms))


def known() -> Shapes:
    return shapes_of(words())


@pytest.fixture(autouse=True)
def _from_scratch() -> Iterator[None]:
    known().forget()
    yield
    known().forget()


def told(text: str) -> tuple[object, ...]:
    """All that is read from ``text``."""
    try:
        report = gr.reads(text)
    except gr.ReadError as error:
        return (str(error),)
    return report.to_json(), report.notes, report.sections


def anew(text: str) -> tuple[object, ...]:
    known().forget()
    return told(text)


def figures(random: Random) -> int:
    return random.choice((random.choice(MISLEADING), random.randrange(4), 5, random.randrange(3000)))


def with_figures(report: gr.Report, random: Random, style: Literal["any", "equal", "signed", "unit"]) -> gr.Report:
    """``report`` with other figures where it has some."""
    same = figures(random)
    made: dict[str, int | gr.Amount | None] = {}
    for path, value in report.cells().items():
        if value is None:
            continue
        number = same if style == "equal" else figures(random)
        if path.endswith("amount"):
            text = random.choice(("0", "12.5", "0.00", "7", "-3"))
            made[path] = gr.Amount(Decimal(text), "元" if style == "unit" else None)
        else:
            negative = style == "signed" and "change" in path and random.random() < 0.5
            made[path] = -number if negative else number
    return report.with_cells(made)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_other_figures_in_a_known_shape_are_read_as_if_it_were_new(layout: str) -> None:
    for number in range(DOCUMENTS):
        random = Random(f"{layout} {number}")
        report = distinct(random.choice(EDITIONS))
        share = random.choice((0, 0.3, 0.85))
        report = report.with_cells({path: None for path in report.cells() if random.random() < share})
        damages = sorted(random.sample(sorted(DAMAGES), number % 3))
        state = random.random()
        texts = []
        for style in ("any", "equal", "signed", "unit"):
            document = damaged(document_of(with_figures(report, random, style)), damages, Random(state))
            texts.append("\n".join(lines_in(document, LAYOUTS[layout])))
        expected = [anew(text) for text in texts]
        for first in (number % 4, (number + 1) % 4):
            known().forget()
            told(texts[first])
            assert [told(text) for text in texts] == expected, (number, damages, first)


def listed(report: gr.Report, layout: str = "tabs") -> str:
    return "\n".join(lines_in(document_of(report), LAYOUTS[layout]))


def grids(text: str) -> list[Grid]:
    reader = Registry.installed().readers.get("text")
    found = reader.read(text, gr.Limits())
    return [block for block in found.blocks if isinstance(block, Grid)]  # type: ignore[union-attr]


def is_known(grid: Grid) -> bool:
    shape = shape_of(grid)
    return shape is not None and known().recall(shape) is not None


@pytest.mark.parametrize("name", ["linjiang-2023", "yunxi-commerce-2020"])
def test_plain_tables_are_known_after_the_first(name: str) -> None:
    text = (EXAMPLES / f"{name}.txt").read_text(encoding="utf-8")
    assert not any(map(is_known, grids(text)))
    report = gr.reads(text)
    assert all(map(is_known, grids(text)))
    drawn = str(report.render())
    assert gr.reads(drawn) == gr.reads(drawn) == report
    assert all(map(is_known, grids(drawn)))


def test_a_table_with_anything_unusual_is_not_kept() -> None:
    report = distinct("2021")
    path = "applications.received.total"
    for cell, changed in (("1011", "1,011"), ("1011", "/"), ("1011", "1011\t7"), ("行政许可", "行政许何")):
        text = listed(report).replace(cell, changed)
        gr.reads(text)
        assert path in report.cells()
        assert not all(map(is_known, grids(text))), changed


def page_grids(page: str) -> list[Grid]:
    found = Registry.installed().readers.get("html").read(page, gr.Limits())
    return [block for block in found.blocks if isinstance(block, Grid)]  # type: ignore[union-attr]


def test_a_figure_alone_in_its_row_is_kept_with_how_many_digits_one_figure_has() -> None:
    report = distinct("2021").with_cells({path: None for path in distinct("2021").cells() if "received" in path})
    alone = "applications.received.natural_person"
    few, many = (str(page_of(report.with_cells({alone: value}))) for value in (1234, 1_234_567))
    assert gr.reads(few).cells()[alone] == 1234
    assert all(map(is_known, page_grids(few)))
    assert not all(map(is_known, page_grids(many)))
    assert told(many) == anew(many)


def test_a_table_with_a_blank_column_is_known_after_the_first() -> None:
    report = distinct("2021")
    page = str(page_of(report)).replace("</tr>", "<td></td></tr>")
    assert gr.reads(page).cells() == report.cells()
    assert [is_known(grid) for grid in page_grids(page)] == [False, True, True]  # rows too long are fitted
    assert gr.reads(page).cells() == report.cells()


def test_a_figure_that_its_cell_cannot_hold_is_read_as_ever() -> None:
    text = str(distinct("2021").render())
    gr.reads(text)
    first = max(grids(text), key=lambda grid: len(grid.cells))
    assert is_known(first)
    shown = next(cell.text for cell in first.cells if cell.text.isdecimal())
    for odd in ("-5", "1.5", "7元", "-0"):
        other = text.replace(shown, odd.ljust(len(shown)))
        assert told(other) == anew(other)
        assert gr.reads(other).notes


def test_the_half_of_a_table_is_no_table() -> None:
    """A grid that was whole in one report is a part of it in another."""
    text = listed(distinct("2021"))
    gr.reads(text)
    lines = text.splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith("三、"))
    end = next(at for at, line in enumerate(lines) if line.startswith("四、"))
    doubled = "\n".join([*lines[:end], "本表续前表。", *lines[start + 1 :]])
    assert told(doubled) == anew(doubled)
    other = "\n".join([*lines[:end], "本表续前表。", *(line.replace("10", "20") for line in lines[start + 1 :])])
    assert told(other) == anew(other)


def test_equal_figures_where_a_head_covers_two_places_are_not_taken_for_a_known_shape() -> None:
    """A row with more cells than columns is fitted by which of them are equal; so its shape tells nothing."""
    text = listed(distinct("2021"), "tabs, spans filled")
    gr.reads(text)
    for report in (with_figures(distinct("2021"), Random(seed), "equal") for seed in range(6)):
        other = listed(report, "tabs, spans filled")
        assert told(other) == anew(other)


def test_shapes_cannot_be_mistaken_for_each_other() -> None:
    def shape(*texts: str, structure: str = "rows") -> object:
        cells = tuple(Cell(text, 0, at) for at, text in enumerate(texts))
        found = shape_of(Grid(cells, structure))  # type: ignore[arg-type]
        return found and found.key

    assert shape("规章", "1", "2.5") == shape("规章", "30", "-7万元")
    others = [shape("规章", *rest) for rest in (("1",), ("1", ""), ("", "1"), ("01", "2"), ("1 ", "2"), ("１", "2"))]
    assert len({*others, shape("规章", "1", "2")}) == 7
    assert shape("规章", "1", structure="aligned") != shape("规章", "1")
    assert shape("规\x00章", "1") is None
    assert shape("规章", "1", structure="cells") is None
    assert shape() is None
    assert shape("规" * 30_000) is None
    assert shape_of(Grid((Cell("规章", 0, 0, 1, 2),), "rows")).key != shape("规章")  # type: ignore[union-attr]


def test_only_so_many_shapes_are_kept() -> None:
    shapes = Shapes(words())
    form = words().vocabularies[0].form
    made = [shape_of(Grid((Cell(f"标签{at}", 0, 0), Cell("1", 0, 1)), "rows")) for at in range(300)]
    for one in made:
        assert one is not None
        shapes.learn(one, words().vocabularies[0], {0: one.grid.cells[1]})
    kept = [one for one in made if one is not None and shapes.recall(one) is not None]
    assert kept == made[-256:]
    assert shapes.recall(kept[-1]) == (form, (1, *[None] * (len(form.cells) - 1)))


def test_a_way_that_leaves_a_figure_out_is_not_kept() -> None:
    shapes = Shapes(words())
    one = shape_of(Grid((Cell("标签", 0, 0), Cell("1", 0, 1), Cell("2", 0, 2)), "rows"))
    assert one is not None
    shapes.learn(one, words().vocabularies[0], {0: one.grid.cells[1]})
    assert shapes.recall(one) is None


def test_threads_read_what_one_reads() -> None:
    reports = [with_figures(distinct(edition), Random(at), "any") for at, edition in enumerate(EDITIONS * 6)]
    texts = [listed(report, layout) for report in reports for layout in ("tabs", "outer pipes", "commas")]
    expected = [anew(text) for text in texts]
    known().forget()
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(told, texts)) == expected
        assert list(pool.map(told, texts)) == expected
