"""Layouts and damages beyond the first ones: a sample of ``python -m tests.honesty --further``, and what it found."""

from __future__ import annotations

from random import Random

import attrs
import pytest

import govinfo_report as gr
from govinfo_report.content import ExtraCell
from govinfo_report.document import Document, Grid
from govinfo_report.readers.even_gaps import read_even
from tests.damages import damaged
from tests.filelayouts import FORMATS, page
from tests.furtherdamages import CELL_DAMAGES
from tests.furtherlayouts import FURTHER_FORMATS, FURTHER_LAYOUTS
from tests.furthertables import SHAPE_DAMAGES
from tests.honesty import FURTHER_DAMAGES, cases, drawn, kept_in, main, outcomes
from tests.html_pages import Span, table_html
from tests.layouts import distinct
from tests.textlayouts import LAYOUTS, lines_in

_ALL = {**LAYOUTS, **FURTHER_LAYOUTS}
_LAYOUTS = [layout for layouts in FURTHER_FORMATS.values() for layout in layouts]


@pytest.mark.parametrize("layout", [*_LAYOUTS, "tabs", "lone pipes, spans left blank", "page, spans", "columns, left"])
def test_no_figure_is_wrong_or_lost(layout: str) -> None:
    case = drawn(layout, 0, 1, further=True)
    told = dict(outcomes(case, gr.reads(case.source)))
    assert {path for path, outcome in told.items() if outcome in ("wrong", "lost")} == set(), case.damages


@pytest.mark.parametrize("damage", sorted(FURTHER_DAMAGES))
def test_a_damage_changes_the_document_and_no_other_grid_overlaps(damage: str) -> None:
    original = _thinned(distinct("2021")).to_document()
    made = [damaged(original, [damage], Random(seed), FURTHER_DAMAGES) for seed in range(6)]
    assert any(document != original for document in made)
    for document in made:
        for grid in document.blocks:
            if isinstance(grid, Grid):
                taken = [
                    (row, column)
                    for cell in grid.cells
                    for row in range(cell.row, cell.row + cell.rowspan)
                    for column in range(cell.column, cell.column + cell.colspan)
                ]
                assert len(taken) == len(set(taken)), damage


def test_no_damage_is_one_of_two_kinds_and_the_table_counts_further_layouts() -> None:
    assert not CELL_DAMAGES.keys() & SHAPE_DAMAGES.keys()
    assert cases(1, "semicolons", further=True) == dict.fromkeys(
        ("semicolons", "semicolons, spans left blank", "wide semicolons"), 1
    )
    assert main(1, 0, "wide semicolons", further=True).splitlines()[-1].startswith("| **all** | 1 | 0 |")
    assert {line.split(" | ")[1] for line in main(3, 0, "tabs, spans filled", by_damage=True).splitlines()[2:]} == {"1"}


def _thinned(report: gr.Report) -> gr.Report:
    return report.with_cells({path: None for at, path in enumerate(report.cells()) if at % 11 in (3, 4)})


def _wrong(report: gr.Report, read: gr.Report) -> dict[str, object]:
    printed = report.cells()
    return {path: value for path, value in read.cells().items() if value not in (None, printed.get(path))}


def _text(layout: str, words: dict[str, str] | None = None, report: gr.Report | None = None) -> str:
    text = "\n".join(lines_in((report or distinct("2021")).to_document(), _ALL[layout]))
    for old, new in (words or {}).items():
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


@pytest.mark.parametrize(
    "layout",
    [
        "semicolons",
        "semicolons, spans left blank",
        "wide semicolons",
        "wide bars",
        "wide spaces",
        "two spaces",
        "boxes",
        "ruled with plus and minus",
        "drawn bars",
        "spaces for tabs",
        "tab behind each cell",
        "doubled pipes",
    ],
)
def test_every_figure_of_a_full_report(layout: str) -> None:
    assert gr.reads(_text(layout)).cells() == distinct("2021").cells()


@pytest.mark.parametrize("layout", ["semicolons", "wide semicolons", "wide bars", "wide spaces"])
def test_blanks_move_no_figure(layout: str) -> None:
    report = _thinned(distinct("2021"))
    read = gr.reads(_text(layout, report=report))
    assert _wrong(report, read) == {}
    assert sum(value is not None for value in read.cells().values()) > 50


def test_wide_spaces_of_any_number_tell_no_column() -> None:
    text = [
        "信息内容　　本年制发件数　本年废止件数",
        "规章　　　12　　　",
        "行政规范性文件　3　　　　4",
        "行政许可　　　5",
    ]
    grid = read_even(text, 1)
    assert grid is not None
    assert [[cell.text for cell in row] for row in grid.rows()][1:] == [
        ["规章", "12"],
        ["行政规范性文件", "3", "4"],
        ["行政许可", "5"],
    ]
    assert read_even(["规章   12", "许可      3  4", "处罚    5  6"], 1) is None


def test_bars_in_prose_are_kept() -> None:
    read = gr.reads(
        "某市商务局2022年政府信息公开工作年度报告\n一、总体情况\n甲｜乙\n" + _text("tabs").split("\n", 2)[2]
    )
    assert "甲｜乙" in str(read.overview)


@pytest.mark.parametrize(
    ("row", "cells"),
    [("（一）予以公开", ["10251026", "", "1027", "1028", "1029", "1030", "1031"]), ("规章", ["1001", "", "10021003"])],
)
def test_figures_of_neighbours_in_one_cell_are_noted(row: str, cells: list[str]) -> None:
    read = gr.reads(_page({row: cells}))
    (note,) = [note for note in read.notes if note.code == "many-digits"]
    assert note.text in cells
    assert note.path in {path for path, value in read.cells().items() if value == int(note.text)}


def test_long_figures_that_sums_prove_or_that_have_no_blank_beside_them_are_not_noted() -> None:
    report = distinct("2021").with_cells({"disclosure.penalties.decisions": 3985758})
    read = gr.reads(_text("tabs", report=report))
    assert read.notes == ()
    again = gr.reads(_text("tabs", report=report))
    assert again.notes == read.notes
    total = {
        "applications.received.natural_person": 1234567,
        "applications.received.total": 1234567 + 1012 + 1013 + 1014 + 1015 + 1016,
    }
    proven = distinct("2021").with_cells(total)
    assert gr.reads(_text("tabs", report=proven)).notes == ()
    half = proven.with_cells({"applications.received.other": None})
    assert {note.code for note in gr.reads(_text("tabs", report=half)).notes} == {"many-digits"}


def _page(rows: dict[str, list[str]]) -> str:
    """A page on which the cells behind some labels hold other texts."""

    def table(grid: Grid) -> str:
        made = [[Span(cell.text, cell.rowspan, cell.colspan) for cell in cells] for cells in grid.rows()]
        for cells in made:
            for at, cell in enumerate(cells):
                if cell.text in rows:
                    cells[at + 1 :] = [Span(text) for text in rows[cell.text]]
                    break
        return table_html(made)

    made = page(distinct("2021").to_document(), table)
    assert isinstance(made, str)
    return made


def test_the_label_of_two_rows_is_that_of_neither() -> None:
    text = _text("markdown", {"| 规章 | 1001 | 1002 | 1003 |\n| 行政规范性文件 |": "| 规章<br>行政规范性文件 |"})
    read = gr.reads(text)
    rows = {
        path: value
        for path, value in read.cells().items()
        if path.split(".")[1] in ("regulations", "normative_documents")
    }
    assert set(rows.values()) == {None}
    assert {"1004", "1005", "1006"} <= kept_in(read)


def test_a_point_behind_a_count_joins_it_to_no_other() -> None:
    report = distinct("2021")
    text = _text("markdown, spans left blank", {"| 1011 | 1012": "| 1011. | 1012", "| 1014 | 1015": "| 1014. | 1015"})
    read = gr.reads(text)
    assert _wrong(report, read) == {}


@pytest.mark.parametrize(
    "strange", ["1001注1", "100?", "10O1", "1001（其中网上3）", "1001①", "1001¹", "l00l", "1001余件"]
)
def test_what_touches_a_figure_leaves_its_row(strange: str) -> None:
    for layout, space in (("single spaces", " "), ("page, lines and spaces", "&nbsp;&nbsp;&nbsp;")):
        made = {**FORMATS["text"], **FURTHER_FORMATS["HTML"]}[layout](distinct("2021").to_document(), Random(0))
        assert isinstance(made, str)
        text = made.replace(f"规章{space}1001", f"规章{space}{strange}")
        read = gr.reads(text)
        assert _wrong(distinct("2021"), read) == {}, layout
        assert text != made


@pytest.mark.parametrize("mark", ["\ufeff", "\u200b", "\u00ad", "\u2060"])
def test_marks_that_show_nothing_hide_no_break(mark: str) -> None:
    report = distinct("2021")
    text = _text("cell per line, tabs, spans left blank", {"\t1080\n": f"\t1{mark}\n080\n"})
    assert _wrong(report, gr.reads(text)) == {}
    figures = gr.reads(_text("columns, left", {"1033": f"10{mark}33", "1080": f"108{mark}0"}))
    assert figures.cells() == report.cells()


def test_a_label_whose_cells_are_blank_ends_no_table_whose_tabs_are_spaces() -> None:
    blank = distinct("2021")
    for paths in (("reconfirmation.",), ("received.natural", "total"), ("carried_out.",)):
        report = blank.with_cells({path: None for path in blank.cells() if any(part in path for part in paths)})
        read = gr.reads(_text("spaces for tabs", report=report))
        assert _wrong(report, read) == {}


def test_tabs_that_reach_to_the_next_stop_put_nothing_under_a_head() -> None:
    for seed in range(6):
        full, random = distinct("2019" if seed % 2 else "2021"), Random(seed)
        report = full.with_cells({path: None for path in full.cells() if random.random() < 0.5})
        assert _wrong(report, gr.reads(_text("tabs expanded", report=report))) == {}


@pytest.mark.parametrize("strange", ["lolb", "不详", "约1016"])
def test_a_figure_that_nobody_can_read_makes_its_row_no_shorter(strange: str) -> None:
    report = distinct("2021")
    read = gr.reads(_text("lone pipes, spans left blank", {"1016": strange}))
    assert _wrong(report, read) == {}
    assert set(report.cells()) & read.unread >= {path for path in report.cells() if ".received." in path}
    last = gr.reads(_text("lone pipes, spans left blank", {"\n1177\n": f"\n{strange}\n", "\n1178\n": "\n<空>\n"}))
    assert _wrong(report, last) == {}


def test_a_figure_with_a_space_in_it_is_not_set_apart_from_its_rest() -> None:
    report = distinct("2021").with_cells({"disclosure.regulations.in_force": None})
    text = _text("columns, right, blank lines", {"    1001": "   1 001"}, report)
    assert _wrong(report, gr.reads(text)) == {}


def test_a_local_head_and_one_with_a_unit_are_two() -> None:
    document = damaged(distinct("2021").to_document(), ["a subtotal column"], Random(3))
    for seed in range(4):
        document = damaged(distinct("2021").to_document(), ["a subtotal column"], Random(seed))
        text = "\n".join(lines_in(document, LAYOUTS["outer pipes, spans left blank"]))
        text = text.replace("法人或其他组织", "法人或其他组织（单位：件）").replace("自然人", "自然人（单位：件）")
        assert _wrong(distinct("2021"), gr.reads(text)) == {}


def test_a_broken_figure_alone_in_a_table_of_one_row_is_one() -> None:
    row = "<table><tr><td>行政事业性收费</td><td></td><td>102<br>0</td></tr></table>"
    heads = "<table><tr><td>信息内容</td><td>上一年项目数量</td><td>本年增/减</td></tr></table>"
    title = "<h1>某市商务局2020年政府信息公开工作年度报告</h1><p>二、主动公开政府信息情况</p>"
    read = gr.reads(
        f"{title}<p>第二十条第（八）项</p>{heads}{row}<p>三、收到和处理政府信息公开申请情况</p>", format="html"
    )
    assert read.disclosure is None or {read.cells()[path] for path in read.cells() if ".fees." in path} == {None}


@pytest.mark.parametrize(
    "lines",
    [
        ["行政复议　　　　行政诉讼", "结果维持  结果纠正  总计", "1 2 3  4", "5", "1 2 3  4", "", "7"],
        ["信息内容   本年  现行", "规章   12 13  14", "4", "文件   1 2  3"],
        ["结\n果", "维   持    正   件", "12   3件    4", "件    件", "维  持    纠  正", "件    3"],
    ],
)
def test_lines_with_columns_of_any_kind_are_read(lines: list[str]) -> None:
    text = (
        "某市商务局2022年政府信息公开工作年度报告\n二、主动公开政府信息情况\n"
        + "\n".join(lines)
        + "\n五、存在的主要问题\n"
    )
    assert gr.reads(text).year == 2022


def test_no_head_without_words_breaks_the_reading() -> None:
    document: Document = damaged(distinct("2021").to_document(), ["blanks of programs"], Random(2), FURTHER_DAMAGES)
    text = "\n".join(lines_in(document, LAYOUTS["single spaces"]))
    for sign in ("无", "/", "-"):
        assert gr.reads(text.replace("结果维持", sign)).year == 2022


def test_each_half_of_a_table_without_labels_stands_under_its_own_heads() -> None:
    title = "<h1>某市商务局2022年政府信息公开工作年度报告</h1><p>四、政府信息公开行政复议、行政诉讼情况</p>"
    names = "".join(f"<td>{name}</td>" for name in ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计"))
    first = f"<tr><td colspan=5>行政复议</td></tr><tr>{names}</tr><tr>{''.join(f'<td>{at}</td>' for at in range(1, 6))}</tr>"
    second = (
        "<tr><td colspan=10>行政诉讼</td></tr><tr><td colspan=5>未经复议直接起诉</td><td colspan=5>复议后起诉</td></tr>"
        f"<tr>{names * 2}</tr><tr>{''.join(f'<td>{at}</td>' for at in range(6, 16))}</tr>"
    )
    both = gr.reads(f"{title}<table>{first}</table><table>{second}</table>", format="html")
    assert list(both.cells().values()) == list(range(1, 16))
    bare = first.replace("<tr><td colspan=5>行政复议</td></tr>", "<tr><td>行政复议</td></tr>")
    read = gr.reads(f"{title}<table>{bare}{second}</table>", format="html")
    printed = dict(zip(both.cells(), range(1, 16), strict=True))
    assert {path: value for path, value in read.cells().items() if value not in (None, printed[path])} == {}


@pytest.mark.parametrize(("row", "head"), [("行政事业性收费", ":"), ("规章", "本"), ("规章", "件数")])
def test_a_head_of_the_organs_own_that_is_like_a_part_of_another_is_its_own_where_all_others_are_there(
    row: str, head: str
) -> None:
    block = "第二十条第（八）项" if row == "行政事业性收费" else "第二十条第（一）项"
    report = attrs.evolve(gr.Report.blank("2021"), extras=(ExtraCell("disclosure", (block, row), (head,), 5),))
    for form in ("text", "html", "markdown"):
        read = gr.reads(report.render(form))
        assert read.extras == report.extras
        assert not read.unread
