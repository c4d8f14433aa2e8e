"""Numbers of rows and columns beside a table's labels are no figures, and figures that count are no such numbers."""

from __future__ import annotations

import attrs
import pytest

import govinfo_report as gr
from tests.strange.figures import CITY, Figures
from tests.strange.numbered import FORMATS, written
from tests.strange.tables import Cell, Table, tables


def _counting() -> Figures:
    """A table 三 whose natural persons count 1, 2, 3 … down the rows."""
    rows = tuple((at, *row[1:]) for at, row in enumerate(CITY.applications, 1))
    return attrs.evolve(CITY, applications=rows)


def _with_column(table: Table, head: str | None) -> Table:
    """A further column at the end of table 三; ``None``: the heads of the others stand one too far left."""
    made: Table = []
    for at, row in enumerate(table):
        if at == 0:
            made.append([*row[:-1], Cell(row[-1].text, 8)])
        elif at == 1:
            made.append([*row, Cell(head or "", 1, 2)])
        else:
            made.append([*row, *([Cell("7")] if any(cell.figure for cell in row) else [])])
    return made


@pytest.mark.parametrize("writer", FORMATS)
@pytest.mark.parametrize("head", [None, "", "小计", "其中：本地"])
def test_figures_that_count_are_never_left_out(writer: str, head: str | None) -> None:
    figures = _counting()
    two, three, four = tables(figures)
    parts = [two, three if head is None else _with_column(three, head), four]
    report = gr.reads(written(writer, figures, parts).content)
    cells = report.cells()
    for path, value in figures.truth().items():
        assert cells[path] == value or (cells[path] is None and path in report.unread), path
    assert not any(note.code == "row-numbers" for note in report.notes)


@pytest.mark.parametrize("writer", FORMATS)
def test_figures_that_count_without_their_head_are_not_left_out(writer: str) -> None:
    figures = _counting()
    two, three, four = tables(figures)
    bare = [[attrs.evolve(cell, text="") if cell.text == "自然人" else cell for cell in row] for row in three]
    report = gr.reads(written(writer, figures, [two, bare, four]).content)
    cells = report.cells()
    for path, value in figures.truth().items():
        assert cells[path] in (value, None), path
    assert not any(note.code == "row-numbers" for note in report.notes)


def test_marks_of_nothing_before_figures_that_count_are_no_words() -> None:
    text = "岚川市人民政府2023年政府信息公开工作年度报告\n二、主动公开政府信息情况\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n"
    report = gr.reads(text + "规章\t1\t2\t3\n行政规范性文件\t-\t1\t2\n")
    cells = report.cells()
    assert [cells[f"disclosure.regulations.{name}"] for name in ("issued", "repealed", "in_force")] == [1, 2, 3]
    assert [cells[f"disclosure.normative_documents.{name}"] for name in ("issued", "repealed", "in_force")] == [
        None,
        1,
        2,
    ]


def test_what_is_left_out_is_named() -> None:
    page = "<p>岚川市人民政府2023年政府信息公开工作年度报告</p><p>二、主动公开政府信息情况</p><table>"
    page += "<tr><td>序号</td><td>信息内容</td><td>本年处理决定数量</td></tr>"
    page += "<tr><td>1</td><td>行政处罚</td><td>3</td></tr><tr><td>2</td><td>行政强制</td><td>4</td></tr></table>"
    report = gr.reads(page, format="html")
    assert report.cells()["disclosure.penalties.decisions"] == 3
    assert report.cells()["disclosure.compulsion.decisions"] == 4
    assert [note.text for note in report.notes if note.code == "row-numbers"] == ["序号 1 2"]
