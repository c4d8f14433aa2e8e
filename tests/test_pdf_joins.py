"""Tables over pages put together, from parts drawn by hand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from govinfo_report.document import Position
from govinfo_report.readers.pdf_frames import Frame, Slot
from govinfo_report.readers.pdf_joins import WholeTable
from govinfo_report.readers.pdf_tables import Filled, PageTable

XS = (50.0, 150.0, 200.0, 250.0)


def part(page: int, *rows: Sequence[str], xs: Sequence[float] = XS) -> PageTable:
    """The part of a table on ``page``; a text that ends in ``!`` fills its cell, one of only ``<`` widens the one before."""
    cells: list[Filled] = []
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            if text == "<":
                slot = cells[-1].slot
                wider = Slot(slot.row, slot.column, slot.below, column + 1)
                cells[-1] = Filled(wider, cells[-1].text, cells[-1].full, page)
            else:
                cells.append(Filled(Slot(at, column, at + 1, column + 1), text.rstrip("!"), text.endswith("!"), page))
    frame = Frame(tuple(xs), tuple(20.0 * y for y in range(len(rows) + 1)), tuple(cell.slot for cell in cells))
    return PageTable(frame, tuple(cells), page)


def joined(upper: PageTable, lower: PageTable) -> list[list[str]]:
    """The rows of both parts, put together."""
    whole = WholeTable(upper)
    assert whole.add(lower)
    grid = whole.grid(1)
    rows: list[list[str]] = [[] for _ in range(grid.height)]
    for cell in grid.cells:
        rows[cell.row].append(cell.text)
    return [row for row in rows if row]


def both(above: Sequence[str], below: Sequence[str]) -> list[list[str]]:
    """What becomes of the last row of a page and the first of the next."""
    return joined(part(1, ["项目", "一", "二"], above), part(2, below))[1:]


@pytest.mark.parametrize(
    ("above", "below", "made"),
    [
        (["8.属于行政查询事!", "", "12"], ["项", "5", ""], ["8.属于行政查询事\n项", "5", "12"]),
        (["8.属于行政查询事!", "7", "1234!"], ["项", "", "5"], ["8.属于行政查询事\n项", "7", "1234\n…\n5"]),
        (["8.属于行政查询事!", "", "1234!"], ["项", "7", "5"], ["8.属于行政查询事\n项", "7", "1234\n…\n5"]),
        (["规章", "7", "1234!"], ["", "", "5"], ["规章", "7", "1234\n…\n5"]),
        (["", "", "1234!"], ["", "", "5"], ["", "", "1234\n…\n5"]),
        (["规章", "7", "3"], ["", "", ""], ["规章", "7", "3"]),
    ],
)
def test_halves_of_a_row_are_one(above: list[str], below: list[str], made: list[str]) -> None:
    assert both(above, below) == [made]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (["规章", "7", "3"], ["规范性文件", "1", "2"]),
        (["行政规范性文件!", "7", "3"], ["行政许可", "1", "2"]),
        (["8.属于行政查询事!", "7", "3"], ["9.其他", "1", "2"]),
        (["8.属于行政查询事", "", ""], ["项", "1", "2"]),
        (["", "7", "3"], ["规章", "1", "2"]),
        (["", "7", "3"], ["", "1", "2"]),
        (["", "7", "1234!"], ["规章", "1", "2"]),
        (["规章!", "", "1234!"], ["9.许可", "7", ""]),
        (["", "7", "3"], ["规章", "", ""]),
        (["规章!", "7", "3"], ["4", "", ""]),
        (["规章!", "7", ""], ["4", "", ""]),
        (["3", "7", "1"], ["规章", "1", "2"]),
        (["规章!", "7", "3"], ["4", "1", "2"]),
    ],
)
def test_rows_of_their_own_stay_apart(above: list[str], below: list[str]) -> None:
    assert both(above, below) == [[text.rstrip("!") for text in row] for row in (above, below)]


def test_the_label_of_a_group_goes_on_beside_rows_that_are_whole() -> None:
    upper = part(1, ["（三）不予", "1.国家秘密", "4"])
    made = joined(upper, part(2, ["公开", "2.法律禁止", "5"]))
    assert made == [["（三）不予", "1.国家秘密", "4"], ["公开", "2.法律禁止", "5"]]
    upper = part(1, ["（三）不予!", "1.国家秘密", "4"])
    made = joined(upper, part(2, ["公开", "2.法律禁止", "5"]))
    assert made == [["（三）不予\n公开", "1.国家秘密", "4"], ["2.法律禁止", "5"]]


def test_a_column_that_a_page_alone_has_is_made_where_it_stands() -> None:
    whole = WholeTable(part(1, ["项目", "一", "二"]))
    assert whole.add(part(2, ["规章", "1", "2", "3"], xs=(50.0, 150.0, 175.0, 200.0, 250.0)))
    places = {cell.text: (cell.row, cell.column, cell.rowspan, cell.colspan) for cell in whole.grid(1).cells}
    assert places["一"] == (0, 1, 1, 2)
    assert places["二"] == (0, 3, 1, 1)
    assert [places[text] for text in ("规章", "1", "2", "3")] == [
        (1, 0, 1, 1),
        (1, 1, 1, 1),
        (1, 2, 1, 1),
        (1, 3, 1, 1),
    ]


def test_lines_of_another_page_may_stand_a_little_aside() -> None:
    whole = WholeTable(part(1, ["项目", "一", "二"]))
    assert whole.add(part(2, ["规章", "1", "2"], xs=(50.0, 158.0, 192.0, 250.0)))
    assert whole.add(part(3, ["许可", "<", "2"], xs=(50.0, 153.0, 204.0, 250.0)))
    assert [(cell.text, cell.column, cell.colspan) for cell in whole.grid(1).cells][3:] == [
        ("规章", 0, 1),
        ("1", 1, 1),
        ("2", 2, 1),
        ("许可", 0, 2),
        ("2", 2, 1),
    ]


def test_cells_say_where_they_stand() -> None:
    whole = WholeTable(part(1, ["项目", "一", "二"]))
    assert whole.add(part(2, ["规章", "1", "2"]))
    places = [cell.place for cell in whole.grid(3).cells]
    assert [(one.page, one.table, one.row, one.column) for one in places if isinstance(one, Position)] == [
        (1, 3, 1, 1),
        (1, 3, 1, 2),
        (1, 3, 1, 3),
        (2, 3, 2, 1),
        (2, 3, 2, 2),
        (2, 3, 2, 3),
    ]


def test_a_cell_over_columns_keeps_its_width() -> None:
    whole = WholeTable(part(1, ["第二十条", "<", "<"]))
    assert whole.add(part(2, ["规章", "1", "2"]))
    assert [(cell.text, cell.colspan) for cell in whole.grid(1).cells][:2] == [("第二十条", 3), ("规章", 1)]


def test_a_table_of_another_width_or_place_is_another() -> None:
    whole = WholeTable(part(1, ["项目", "一", "二"]))
    assert not whole.add(part(2, ["规章", "1", "2"], xs=(50.0, 150.0, 200.0, 290.0)))
    assert not whole.add(part(2, ["规章", "1", "2"], xs=(80.0, 180.0, 230.0, 280.0)))
    assert whole.add(part(2, ["规章", "1", "2"], xs=(60.0, 160.0, 210.0, 260.0)))


def test_a_head_that_a_page_repeats_is_left_out() -> None:
    upper = part(1, ["项目", "一", "二"], ["规章", "1", "2"])
    assert joined(upper, part(2, ["项目", "一", "二"], ["许可", "3", "4"]))[1:] == [
        ["规章", "1", "2"],
        ["许可", "3", "4"],
    ]
    assert joined(part(1, ["规章", "1", "2"]), part(2, ["规章", "1", "2"])) == [["规章", "1", "2"], ["规章", "1", "2"]]
