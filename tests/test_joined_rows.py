"""What is known of a row whose digits ran together, piece by piece."""

from __future__ import annotations

import pytest

from govinfo_report.compiled import Identity
from govinfo_report.parse.joined_rows import JoinedRow, Run, breaks_in, keeps, runs_on, tied_groups
from govinfo_report.parse.splits import Piece


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("1 2 3", False),
        ("1 2 3\n", False),
        ("1\n2\n3", False),
        ("1 2\n3", True),
        ("1\n2 3", True),
        ("1\n\n2 3\n", True),
    ],
)
def test_figures_run_on_over_lines_that_hold_several(text: str, on: bool) -> None:
    assert runs_on(text) is on


@pytest.mark.parametrize(
    ("cells", "texts", "even", "spaced", "certain"),
    [
        (3, ("123",), True, False, True),
        (3, ("1234",), False, False, False),
        (3, ("1234", "123"), True, False, True),
        (3, ("1 23",), False, True, False),
        (4, ("1 23",), True, True, False),
    ],
)
def test_a_row_with_a_character_for_each_cell_is_certain_unless_spaces_part_it(
    cells: int, texts: tuple[str, ...], even: bool, spaced: bool, certain: bool
) -> None:
    row = JoinedRow(Run(tuple(range(cells)), texts), texts)
    assert (row.even, row.spaced, row.certain) == (even, spaced, certain)


@pytest.mark.parametrize(
    ("printed", "breaks"),
    [
        ("12 3456", {2}),
        ("12 34 56", {2, 4}),
        ("12 34\n56", {2}),  # a line may end within a figure
        ("1234\n5 6", {5}),
        ("123456", set()),
    ],
)
def test_breaks_are_where_a_line_has_a_space(printed: str, breaks: set[int]) -> None:
    assert breaks_in(["999", printed], "".join(printed.split())) == breaks


@pytest.mark.parametrize(
    ("piece", "breaks", "kept"),
    [
        (Piece(0, 4, (12, 34)), {2}, True),
        (Piece(0, 4, (1, 234)), {2}, False),
        (Piece(0, 4, (1234,)), {2}, False),
        (Piece(0, 4, (1234,)), set(), True),
        (Piece(0, 4, (1234,)), {0, 4}, True),  # its own ends
        (Piece(2, 6, (12, 34)), {1, 4, 9}, True),
        (Piece(2, 6, (123, 4)), {1, 4, 9}, False),
        (Piece(0, 3, (None, 12)), {1}, True),  # a mark for a blank takes one character
        (Piece(0, 3, (12, None)), {1}, False),
        (Piece(0, 5, (12, 34)), {1}, True),  # printed otherwise than its figures are written: nothing is known
    ],
)
def test_no_figure_reaches_over_a_space(piece: Piece, breaks: set[int], kept: bool) -> None:
    assert keeps(piece, frozenset(breaks)) is kept


def test_rows_go_together_where_an_identity_ties_them() -> None:
    rows = [JoinedRow(Run((2 * at, 2 * at + 1), ("12",)), ("12",)) for at in range(4)]

    def tie(left: tuple[int, ...], right: tuple[int, ...]) -> Identity:
        return Identity("balance", (), left, right, True, ())

    ties = [tie((1,), (2,)), tie((8,), (9,)), tie((0,), (6,))]
    groups = [(sorted(map(rows.index, group)), mine) for group, mine in tied_groups(rows, ties)]
    assert ([2], []) in groups
    assert ([0, 1, 3], [ties[0], ties[2]]) in groups
    assert sorted(at for group, _ in groups for at in group) == [0, 1, 2, 3]
