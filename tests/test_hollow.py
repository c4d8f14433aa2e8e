"""Columns of a grid that show nothing."""

from __future__ import annotations

import pytest

from govinfo_report.document import Cell, Grid
from govinfo_report.parse.hollow import without_hollow_columns


def grid(*cells: tuple[str, int, int, int]) -> Grid:
    """A grid of text, row, column and columns taken."""
    return Grid(tuple(Cell(text, row, column, 1, wide) for text, row, column, wide in cells))


def shape(made: Grid) -> list[tuple[str, int, int, int]]:
    return [(cell.text, cell.row, cell.column, cell.colspan) for cell in made.cells]


@pytest.mark.parametrize(
    ("given", "made"),
    [
        # a spacer between two columns
        (
            [("项目", 0, 0, 1), ("", 0, 1, 1), ("数", 0, 2, 1), ("规章", 1, 0, 1), (" ", 1, 1, 1), ("1", 1, 2, 1)],
            [("项目", 0, 0, 1), ("数", 0, 1, 1), ("规章", 1, 0, 1), ("1", 1, 1, 1)],
        ),
        # a head over a column without figures keeps it
        (
            [("项目", 0, 0, 1), ("数", 0, 1, 1), ("规章", 1, 0, 1), ("", 1, 1, 1)],
            [("项目", 0, 0, 1), ("数", 0, 1, 1), ("规章", 1, 0, 1), ("", 1, 1, 1)],
        ),
        # cells that all take the same two columns have one between them
        (
            [("项目", 0, 0, 1), ("数", 0, 1, 2), ("规章", 1, 0, 1), ("1", 1, 1, 2)],
            [("项目", 0, 0, 1), ("数", 0, 1, 1), ("规章", 1, 0, 1), ("1", 1, 1, 1)],
        ),
        # a head over two columns, of which one is hollow and one is not
        (
            [("项目", 0, 0, 1), ("数", 0, 1, 2), ("规章", 1, 0, 1), ("1", 1, 1, 1), ("", 1, 2, 1)],
            [("项目", 0, 0, 1), ("数", 0, 1, 1), ("规章", 1, 0, 1), ("1", 1, 1, 1)],
        ),
        # narrower cells come first: the wide head needs no column of its own
        (
            [("全", 0, 0, 4), ("甲", 1, 0, 2), ("乙", 1, 2, 2)],
            [("全", 0, 0, 2), ("甲", 1, 0, 1), ("乙", 1, 1, 1)],
        ),
        # a wide cell without text keeps nothing
        (
            [("甲", 0, 0, 1), ("", 0, 1, 2), ("乙", 0, 3, 1)],
            [("甲", 0, 0, 1), ("乙", 0, 1, 1)],
        ),
    ],
)
def test_columns_that_show_nothing_go(
    given: list[tuple[str, int, int, int]], made: list[tuple[str, int, int, int]]
) -> None:
    assert shape(without_hollow_columns(grid(*given))) == made


def test_a_grid_without_such_columns_is_left_as_it_is() -> None:
    given = grid(("甲", 0, 0, 1), ("乙", 0, 1, 1))
    assert without_hollow_columns(given) is given
