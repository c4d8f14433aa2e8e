"""A sample of ``python -m tests.honesty``, and what it found: layouts and damages in which a figure was wrong or lost."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import cycle
from random import Random

import attrs
import pytest

import govinfo_report as gr
from govinfo_report.document import Cell, Document, Grid
from govinfo_report.textformat import width
from tests.damages import DAMAGES, damaged
from tests.figures import applications
from tests.filelayouts import FORMATS, page
from tests.honesty import cases, drawn, kept_in, main, outcomes
from tests.html_pages import Span, table_html
from tests.layouts import distinct
from tests.office_files import DocxStyle, docx_from
from tests.textlayouts import LAYOUTS, Columns, aligned_columns, lines_in, reworded

_TEXT = [(layout, number) for layout in FORMATS["text"] for number in range(2)]
_FILES = [(layout, 0) for name, layouts in FORMATS.items() if name not in ("text", "PDF") for layout in layouts]


@pytest.mark.parametrize(("layout", "number"), [*_TEXT, *_FILES, ("PDF, lines", 0)])
def test_no_figure_is_wrong_or_lost(layout: str, number: int) -> None:
    case = drawn(layout, 0, number)
    told = dict(outcomes(case, gr.reads(case.source)))
    assert {path for path, outcome in told.items() if outcome in ("wrong", "lost")} == set(), case.damages


def test_the_same_numbers_draw_the_same_documents() -> None:
    assert drawn("markdown", 3, 4).source == drawn("markdown", 3, 4).source
    assert drawn("markdown", 3, 4).source != drawn("markdown", 4, 4).source


@pytest.mark.parametrize("damage", sorted(DAMAGES))
def test_a_damage_changes_the_document_and_no_other_grid_overlaps(damage: str) -> None:
    original = distinct("2021").to_document()
    made = [damaged(original, [damage], Random(seed)) for seed in range(6)]
    assert damage in ("none", "marks for blanks") or any(document != original for document in made)
    for document in made:
        for grid in document.blocks:
            if isinstance(grid, Grid):
                assert _places(grid) == len(set(_taken(grid))), damage


def _taken(grid: Grid) -> list[tuple[int, int]]:
    return [
        (row, column)
        for cell in grid.cells
        for row in range(cell.row, cell.row + cell.rowspan)
        for column in range(cell.column, cell.column + cell.colspan)
    ]


def _places(grid: Grid) -> int:
    return sum(cell.rowspan * cell.colspan for cell in grid.cells)


def _wrong(report: gr.Report, read: gr.Report) -> dict[str, object]:
    printed = report.cells()
    return {path: value for path, value in read.cells().items() if value not in (None, printed.get(path))}


def _without(report: gr.Report, *paths: str) -> gr.Report:
    return report.with_cells(dict.fromkeys(paths, None))


def _text(report: gr.Report, layout: str, words: dict[str, str] | None = None) -> str:
    text = "\n".join(lines_in(report.to_document(), LAYOUTS[layout]))
    for old, new in (words or {}).items():
        assert old in text
        text = text.replace(old, new, 1)
    return text


@pytest.mark.parametrize("printed", ["信息", "信息内", "信 空"])
@pytest.mark.parametrize("layout", ["commas, spans left blank", "markdown, spans filled", "tabs, spans left blank"])
def test_a_first_head_that_is_none_of_the_forms_heads_no_column(layout: str, printed: str) -> None:
    report = _without(distinct("2019"), "disclosure.fees.previous_items")
    text = _text(report, layout)
    at = text.index("第二十条第（八）项")
    at = text.index("信息内容", at)
    read = gr.reads(text[:at] + printed + text[at + 4 :])
    assert _wrong(report, read) == {}
    assert "1020" in kept_in(read)


def test_a_head_over_all_columns_cut_short_heads_none_of_them() -> None:
    report = _without(distinct("2021"), "applications.outcomes.partly_disclosed.natural_person")
    read = gr.reads(_text(report, "markdown, padded", {"申请人情况": "申"}))
    assert _wrong(report, read) == {}


def test_a_row_that_lost_its_label_does_not_go_on_with_the_one_before() -> None:
    report = _without(
        distinct("2019"),
        "disclosure.penalties.change",
        "disclosure.penalties.decisions",
        "disclosure.compulsion.previous_items",
    )
    for layout in ("single spaces", "cell per line", "cell per line, all apart"):
        read = gr.reads(_text(report, layout, {"行政强制 " if layout == "single spaces" else "行政强制\n": ""}))
        assert _wrong(report, read) == {}, layout
        assert {"1013", "1017", "1018"} <= kept_in(read)


@pytest.mark.parametrize("row", ["- / \\ 1047 &nbsp; 1049 ╱", "1114 —— - ╱ 1118 1119 1120", "1124 1125 1126 1128 1129"])
def test_no_figure_is_cut_that_spaces_set_apart(row: str) -> None:
    text = _text(distinct("2021"), "single spaces")
    at = text.index("（二）部分公开")
    at = text.index(" ", at) + 1
    end = text.index("\n", at)
    read = gr.reads(text[:at] + row + text[end:])
    assert {v for p, v in read.cells().items() if "partly_disclosed" in p} <= {None, *range(1114, 1130)}


def test_a_blank_of_the_table_above_begins_no_head() -> None:
    for seed, damage in ((1, "stray spaces"), (2, "dressed figures")):
        case = drawn("columns, centred", seed, 0)
        document = damaged(case.report.to_document(), [damage], Random(seed))
        read = gr.reads("\n".join(lines_in(document, LAYOUTS["columns, narrow"])))
        assert _wrong(case.report, read) == {}


def _grid(report: gr.Report, row: str, texts: list[str]) -> str:
    """A page on which the cells behind the label ``row`` hold ``texts``."""

    def table(grid: Grid) -> str:
        rows = [[Span(cell.text, cell.rowspan, cell.colspan) for cell in cells] for cells in grid.rows()]
        for cells in rows:
            at = next((at for at, cell in enumerate(cells) if cell.text == row), None)
            if at is not None:
                cells[at + 1 :] = [Span(text) for text in texts]
        return table_html(rows)

    made = page(report.to_document(), table)
    assert isinstance(made, str)
    return made


@pytest.mark.parametrize(
    "texts",
    [
        ["100410051006", "", ""],
        ["1004 1005 1006", "", ""],
        ["1004\n1005\n1006"],
        ["1004/1005", "", ""],
        ["100410051006"],
    ],
)
def test_figures_in_one_cell_are_left_where_no_sum_tells_them_apart(texts: list[str]) -> None:
    report = distinct("2021")
    read = gr.reads(_grid(report, "行政规范性文件", texts))
    lost = {path for path in report.cells() if ".normative_documents." in path}
    assert {path for path, value in read.cells().items() if value != report.cells()[path]} == lost
    # what may be one figure of many digits, in a row that has all its cells, is read so, with a note
    assert lost <= read.unread or [note.code for note in read.notes if note.path in lost] == ["many-digits"]


@pytest.mark.parametrize("behind", ["5845546", " 58 45 546", "５８４５５４６", "3件"])
def test_figures_behind_their_label_in_its_cell_are_left(behind: str) -> None:
    made = _grid(distinct("2021"), "行政规范性文件", ["", "", ""]).replace(
        "行政规范性文件<", f"行政规范性文件{behind}<"
    )
    read = gr.reads(made)
    assert {path for path in distinct("2021").cells() if ".normative_documents." in path} <= read.unread
    assert all(v is None for path, v in read.cells().items() if ".normative_documents." in path)
    assert behind.strip() in " ".join(note.text for note in read.notes)


def test_sums_tell_figures_in_one_cell_apart() -> None:
    form, values = applications(Random(5))
    report = gr.Report.blank("2021", year=2022)
    report = report.with_cells({cell.path: value for cell, value in zip(form.cells, values, strict=True)})
    rows = {path.rsplit(".", 1)[0] for path in report.cells() if path.startswith("applications.outcomes.disclosed.")}
    figures = [str(report.cells()[path]) for path in report.cells() if path.rsplit(".", 1)[0] in rows]
    read = gr.reads(_grid(report, "（一）予以公开", ["".join(figures), *[""] * 6]))
    assert _wrong(report, read) == {}
    paths = [path for path in report.cells() if path.rsplit(".", 1)[0] in rows]
    told = {note.path for note in read.notes if note.code in ("decoded", "unread")}
    assert {path for path in paths if path in told} == set(paths)
    assert any(read.cells()[path] is not None for path in paths)


@pytest.mark.parametrize("layout", ["commas, spans left blank", "page, spans left blank", "page, spans"])
@pytest.mark.parametrize("filled", [0, 1])
def test_figures_in_one_cell_behind_the_blank_that_a_span_left_are_not_read_as_one(layout: str, filled: int) -> None:
    report = distinct("2021")
    row = {path: value for path, value in report.cells().items() if path.startswith("applications.outcomes.total.")}
    blank = report.with_cells(dict.fromkeys(row))
    together = "117311751176"
    document = reworded(blank.with_cells({list(row)[filled]: 999_999}).to_document(), {"999999": together})
    read = gr.reads({**FORMATS["text"], **FORMATS["HTML"]}[layout](document, Random(0)))
    doubted = {note.path for note in read.notes if note.code in ("unread", "many-digits")}
    assert doubted >= {path for path in row if read.cells()[path] is not None}
    assert together in " ".join(note.text for note in read.notes)


def test_a_plain_figure_alone_in_its_row_is_read() -> None:
    report = distinct("2019")
    read = gr.reads(_grid(report, "行政事业性收费", ["12", ""]))
    assert read.cells()["disclosure.fees.previous_items"] == 12
    read = gr.reads(_grid(report, "（一）予以公开", ["123456", "", "", "", "", "", ""]))
    assert read.cells()["applications.outcomes.disclosed.natural_person"] == 123456


@pytest.mark.parametrize(
    "layout", ["cell per line, tabs", "lone pipes", "lone pipes, spans left blank", "columns, left"]
)
def test_a_figure_broken_in_its_cell_is_left_and_moves_no_other(layout: str) -> None:
    for broken in ("1\n037", "10\n37", "103\n7"):
        report = _without(distinct("2021"), "applications.outcomes.unavailable.not_held.total")
        document = report.to_document()
        blocks = tuple(
            attrs.evolve(block, cells=tuple(_broken(cell, broken) for cell in block.cells))
            if isinstance(block, Grid)
            else block
            for block in document.blocks
        )
        made: Document = attrs.evolve(document, blocks=blocks)
        read = gr.reads("\n".join(lines_in(made, LAYOUTS[layout])))
        assert _wrong(report, read) == {}


def _broken(cell: Cell, text: str) -> Cell:
    return cell._replace(text=text) if cell.text == "1037" else cell


@pytest.mark.parametrize(
    "layout", ["tabs", "single spaces", "cell per line, tabs", "lone pipes, spans left blank", "commas"]
)
def test_a_head_of_its_own_over_the_last_column_stands_before_the_others(layout: str) -> None:
    report = distinct("2021")
    document = report.to_document()
    made = DAMAGES["a subtotal column"]
    for seed in range(12):
        read = gr.reads("\n".join(lines_in(made(document, Random(seed)), LAYOUTS[layout])))
        assert _wrong(report, read) == {}, seed


def test_breaks_in_the_cells_of_markdown_make_no_page_of_it() -> None:
    text = _text(distinct("2021"), "markdown", {"行政规范性文件": "行政规范<br>性文件", "自然人": "自然<br>人"})
    assert gr.reads(text).cells() == distinct("2021").cells()


def test_a_cell_of_two_lines_outside_any_table_is_a_paragraph_of_one() -> None:
    read = gr.reads(_text(distinct("2021"), "lone pipes") + "\n\n甲\n|\n1072\n1073\n|\n乙\n|\n丙\n|\n")
    assert "1072 1073" in " ".join(section.text for section in read.sections.values())


def test_the_table_of_outcomes_counts_every_layout() -> None:
    wanted = cases(1, "commas")
    assert wanted == {"commas": 1, "commas, spans left blank": 1}
    made = main(1, 0, "commas")
    assert made.splitlines()[-1].startswith("| **all** | 2 | 0 |")


_TABBED = DocxStyle(layout="tabs")


def _one_broken(report: gr.Report, figure: str, broken: str) -> Document:
    document = report.to_document()
    blocks = tuple(
        attrs.evolve(
            block,
            cells=tuple(cell._replace(text=broken) if cell.text == figure else cell for cell in block.cells),
        )
        if isinstance(block, Grid)
        else block
        for block in document.blocks
    )
    return attrs.evolve(document, blocks=blocks)


@pytest.mark.parametrize(
    ("figure", "broken"),
    [("1155", "1\n155"), ("1155", "115\n5"), ("1155", "11\n55件"), ("1012", "10\n12"), ("1015", "1\n015")],
)
def test_the_last_figure_of_a_row_of_word_that_a_break_cuts_is_left(figure: str, broken: str) -> None:
    report = distinct("2019")
    read = gr.reads(docx_from(_one_broken(report, figure, broken), _TABBED))
    path = next(path for path, value in report.cells().items() if str(value) == figure)
    assert _wrong(report, read) == {}
    assert path in read.unread
    assert broken.replace("\n", " ") in " ".join(note.text for note in read.notes)


def test_the_first_part_of_a_broken_figure_beside_its_label_is_not_read() -> None:
    # the rest of the row, the last of it blank, stands on the second line of the label
    for layout, seed, number in (("columns, right, blank lines", 1, 76), ("columns, narrow", 5, 145)):
        case = drawn(layout, seed, number)
        assert {
            path for path, outcome in outcomes(case, gr.reads(case.source)) if outcome in ("wrong", "lost")
        } == set()


def test_a_wrapped_label_whose_figures_ran_into_its_last_line_is_not_blank() -> None:
    for layout, seed, number in (("columns, centred", 1, 243), ("columns, narrow", 5, 104)):
        case = drawn(layout, seed, number)
        assert {
            path for path, outcome in outcomes(case, gr.reads(case.source)) if outcome in ("wrong", "lost")
        } == set()


@pytest.mark.parametrize(
    ("layout", "seed", "number"),
    [
        ("columns, centred", 1, 368),  # few figures that stand under other heads where a wide character counts once
        ("columns, narrow", 1, 166),
        ("columns, right, blank lines", 1, 188),  # heads whose parts were set apart
        ("columns, each part its own", 1, 334),
        ("PDF, open at the sides", 1, 1),  # a page cuts a figure from its unit
        ("PDF, no rules", 1, 0),  # figures broken all over the table
        ("PDF, no rules", 1, 8),
        ("PDF, no rules", 1, 35),
        ("PDF, no rules", 3, 25),  # figures of three columns below each other in one
        ("PDF, no rules", 2, 36),  # marks for blanks that stand in no column
        ("single spaces", 8, 325),  # a local row alike one that is blank
        ("columns, centred", 8, 311),  # a head with a space in it, the first part of which stands over no column
        ("PDF, no rules", 4, 30),  # a broken figure beside the label of a group
        ("PDF, no rules", 8, 32),  # columns of the blocks above and below, under none of the heads between
    ],
)
def test_what_was_once_wrong_is_left_or_right(layout: str, seed: int, number: int) -> None:
    case = drawn(layout, seed, number)
    assert {path for path, outcome in outcomes(case, gr.reads(case.source)) if outcome in ("wrong", "lost")} == set()


@pytest.mark.parametrize("broken", ["1\n022.5", "102\n2.5", "1,02\n2.5万元"])
def test_an_amount_broken_between_lone_pipes_is_left(broken: str) -> None:
    report = distinct("2019")
    document = _one_broken(report, "1022.5", broken)
    read = gr.reads("\n".join(lines_in(document, LAYOUTS["lone pipes, spans left blank"])))
    assert _wrong(report, read) == {}
    assert "disclosure.procurement.amount" in read.unread


def test_the_number_of_a_page_before_a_row_without_labels_moves_no_figure() -> None:
    report = _without(distinct("2021"), "disputes.litigation.after_reconsideration.total")
    text = _text(report, "cell per line, tabs")
    read = gr.reads(text.replace("\t1186\n", "\t4\n\t1186\n"))
    assert _wrong(report, read) == {}
    assert {str(number) for number in range(1186, 1200)} <= kept_in(read)


def _alternating(ways: Iterator[Columns], grid: Grid) -> list[str]:
    return aligned_columns(grid, next(ways))


_OTHER_WIDTHS = [Columns(narrow=5, wide=16), Columns(narrow=8, wide=24), Columns(narrow=14, wide=30, align="right")]


@pytest.mark.parametrize("how", _OTHER_WIDTHS)
@pytest.mark.parametrize("align", ["left", "center", "right"])
@pytest.mark.parametrize("blank", [0.0, 0.3, 0.8])
def test_columns_that_shift_below_a_cut_are_read_where_they_are_full_and_left_where_not(
    how: Columns, align: str, blank: float
) -> None:
    for seed in range(3):
        random = Random(seed)
        full = distinct("2021" if seed % 2 else "2019")
        report = full.with_cells({path: None for path in full.cells() if random.random() < blank})
        heads = cycle([attrs.evolve(how, narrow=how.narrow + 3, align=align), how])
        cut = damaged(report.to_document(), ["a table cut in two"], random)
        read = gr.reads("\n".join(lines_in(cut, partial(_alternating, heads))))
        assert {path for path, value in read.cells().items() if value not in (None, report.cells()[path])} == set()
        named = read.unread | {note.path for note in read.notes}
        lost = [path for path, value in report.cells().items() if value is not None and read.cells().get(path) is None]
        assert all(any(path == one or path.startswith(f"{one}.") for one in named if one) for path in lost)
        assert blank or len(lost) < 0.1 * len(report.cells())


def _by_characters(grid: Grid) -> list[str]:
    """Columns as tools have them that count every character as one."""
    starts = [0, 4, 12, *range(40, 200, 9)]
    lines: list[str] = []
    for row in grid.rows():
        line = ""
        for cell in row:
            line = f"{line:<{max(starts[cell.column], len(line) + (3 if line else 0))}}{cell.text}"
        lines.append(line)
    return lines


def test_columns_are_counted_in_characters_where_figures_then_stand_under_each_other() -> None:
    report = distinct("2021")
    read = gr.reads("\n".join(lines_in(report.to_document(), _by_characters)))
    assert read.cells() == report.cells()


def test_a_head_in_two_lines_with_others_between_them_is_one() -> None:
    text = "\n".join(lines_in(distinct("2021").to_document(), LAYOUTS["columns, left"]))
    assert "社会公益" in text
    lines = text.split("\n")
    at = next(at for at, line in enumerate(lines) if line.split() == ["组织", "机构"])
    lines.insert(at, " " * 8 + "(说明)")
    assert gr.reads("\n".join(lines)).cells()["applications.received.total"] == 1017


@pytest.mark.parametrize("part", ["本", "（三）不", "结"])
def test_a_part_of_the_label_of_a_group_beside_that_of_a_row_is_none_of_its_own(part: str) -> None:
    report = distinct("2021")
    lines = lines_in(report.to_document(), LAYOUTS["columns, left"])
    at = next(at for at, line in enumerate(lines) if line.strip().startswith("4.保护第三方"))
    lines[at] = part + lines[at][width(part) :]
    read = gr.reads("\n".join(lines))
    assert read.cells() == report.cells()
    assert read.extras == ()


def test_heads_beside_the_label_of_a_block_count_as_columns_where_figures_run_on() -> None:
    document = reworded(distinct("2019").to_document(), {})
    lines = lines_in(document, LAYOUTS["single spaces"])
    at = next(at for at, line in enumerate(lines) if line == "第二十条第（一）项")
    lines[at] += " 小计"
    lines[at + 2 : at + 4] = ["规章 1 2 3", "规范性文件 4 5 6"]
    cells = gr.reads("\n".join(lines)).cells()
    assert {cells[path] for path in cells if path.split(".")[1] in ("regulations", "normative_documents")} == {None}


def test_a_lone_figure_before_the_one_row_is_no_row_where_a_head_is_lost() -> None:
    report = distinct("2021")
    document = FORMATS["HTML"]["page, spans left blank"](report.to_document(), Random(0))
    assert isinstance(document, str)
    row = document.index("<tr", document.rindex("复议后起诉"))
    row = document.rindex("<tr", 0, document.index("1186" if "1186" in document else "1187"))
    blanks = "<td></td>" * 14
    made = document[:row] + f"<tr><td>4</td>{blanks}</tr>" + document[row:].replace("结果纠正", "", 1)
    made = made.replace("结果纠正", "", 1)
    read = gr.reads(made)
    assert {path: value for path, value in read.cells().items() if value not in (None, report.cells()[path])} == {}


def test_figures_in_one_cell_that_break_over_lines_beside_a_broken_label_are_left() -> None:
    lines = lines_in(distinct("2019").to_document(), LAYOUTS["columns, left"])
    at = next(at for at, line in enumerate(lines) if line.startswith("行政事业性收费"))
    lines[at : at + 1] = [f"{'行政事':<29}1019 102", f"{'业性收费':<28}0"]
    read = gr.reads("\n".join(lines))
    fees = {path for path in read.cells() if ".fees." in path}
    assert fees <= read.unread
    assert {read.cells()[path] for path in fees} == {None}
    assert "1019 102 0" in {note.text for note in read.notes}


@pytest.mark.parametrize("strange", ["&nbsp;", "见附件"])
def test_what_is_no_figure_keeps_its_place_among_figures_that_stand_under_no_heads(strange: str) -> None:
    report = distinct("2021")
    lines = lines_in(report.to_document(), LAYOUTS["columns, left"])
    at = next(at for at, line in enumerate(lines) if line.startswith("四、结转下年度"))
    row = [f"{value}" for path, value in report.cells().items() if path.startswith("applications.carried_out.")]
    lines[at] = "四、结转下年度继续办理" + " " * 77 + "      ".join([row[0], strange, *row[2:]])
    read = gr.reads("\n".join(lines))
    assert _wrong(report, read) == {}
    assert read.cells()["applications.carried_out.commercial_enterprise"] is None
    assert read.cells()["applications.carried_out.total"] in (None, int(row[-1]))


def test_a_record_with_commas_whose_figures_break_over_many_lines_is_read_to_its_end() -> None:
    report = distinct("2021")
    lines = lines_in(report.to_document(), LAYOUTS["commas"])
    at = next(at for at, line in enumerate(lines) if line.endswith(",1200"))
    fields = lines[at].split(",")
    lines[at] = ",".join([*(f'"{field[:3]}\n{field[3:]}"' for field in fields[:6]), *fields[6:-1], '"120\n0"'])
    read = gr.reads("\n".join(lines))
    assert _wrong(report, read) == {}
    assert "disputes.litigation.after_reconsideration.total" in read.unread


@pytest.mark.parametrize(
    ("title", "corner"), [("第二十\n条第（八）项", "信息内容"), ("第二十条第（八）项", "信息\n内容")]
)
def test_a_local_head_beside_one_that_is_wrapped_counts_as_a_column(title: str, corner: str) -> None:
    text = (
        "某市商务局2020年政府信息公开工作年度报告\n二、主动公开政府信息情况\n"
        f"{title}\n小计\n{corner}\n上一年项目数量\n本年增/减\n行政事业性收费\n1019\n\n8014\n"
        "第二十条第（九）项\n信息内容\n采购项目数量\n采购总金额\n政府集中采购\n31\n1200\n"
    )
    report = gr.reads(text)
    assert report.cells()["disclosure.fees.change"] is None
    assert {"disclosure.fees.previous_items", "disclosure.fees.change"} <= report.unread
    assert report.cells()["disclosure.procurement.projects"] == 31
