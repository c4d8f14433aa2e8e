"""Rows whose figures may be those of the row below, told by how many stand before the first label."""

from __future__ import annotations

import pytest

from govinfo_report.document import Cell
from govinfo_report.parse.ahead import Ahead


def figures(*texts: str) -> list[Cell]:
    return [Cell(text, 0, at, 1, 1) for at, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("before", "rows", "doubtful"),
    [
        ([], [2, 2], []),
        (["1 2"], [2, 0], [0]),  # each label is followed by the figures of the next row, the last by none
        (["1 2"], [2, 2], []),  # every row has its own, what stands before is something else
        (["1 2"], [2, 1], []),
        (["1"], [2, 1], [0, 1]),
        (["1", "2"], [2, 0], [0]),
    ],
)
def test_rows_are_doubtful_where_they_have_none_to_spare(
    before: list[str], rows: list[int], doubtful: list[int]
) -> None:
    ahead = Ahead()
    ahead.heads()
    for text in before:
        ahead.loose(figures(text))
    given = [((2 * at, 2 * at + 1), figures(" ".join("7" * count)) if count else []) for at, count in enumerate(rows)]
    for cells, behind in given:
        ahead.row(cells, behind)
    assert list(ahead.doubtful()) == [given[at] for at in doubtful]


def test_figures_behind_the_first_row_or_under_other_heads_are_none_of_these() -> None:
    ahead = Ahead()
    row = ((0, 1), figures("7 8"))
    ahead.row(*row)
    ahead.loose(figures("1 2"))
    ahead.row((2, 3), [])
    assert list(ahead.doubtful()) == []
    ahead.loose(figures("1 2"))
    ahead.heads()
    ahead.row((4, 5), figures("7"))
    assert list(ahead.doubtful()) == []
