"""Cells with no separator: the solver against brute force, running text in many layouts, and damages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product
from pathlib import Path
from random import Random
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import govinfo_report as gr
from govinfo_report.compiled import Form, compile_form
from govinfo_report.document import Cell, Document, Grid, Paragraph
from govinfo_report.form import Table, change, count, part, record, table
from govinfo_report.forms.applications import Applications2021
from govinfo_report.forms.disclosure import Disclosure2021
from govinfo_report.forms.disputes import Disputes
from govinfo_report.parse import runs
from govinfo_report.parse.joined import decode
from govinfo_report.parse.joined_rows import Run
from govinfo_report.parse.run_tokens import run_of, tokens_in
from govinfo_report.parse.runs import holds_run, loosen
from govinfo_report.parse.vocabulary import lexicon
from govinfo_report.parse.wordlist import wordlist
from govinfo_report.quantity import Figure
from tests.conftest import truth
from tests.joined import DAMAGES, Damage, consistent, indistinguishable, outcome, write

MISPRINTS: tuple[Damage, ...] = ("wrong-digit", "digit-lost", "unmarked-blanks")
"""What can make the digits of a row those of another row."""

FORMS = tuple(compile_form(kind) for kind in (Disclosure2021, Applications2021, Disputes))
WORDS = lexicon(FORMS)
EDITIONS: st.SearchStrategy[Literal["2019", "2021"]] = st.sampled_from(("2019", "2021"))


@record
class Channel:
    """One row of a small table."""

    asked: int | None = count("受理数量")
    answered: int | None = count("答复数量")
    all: int | None = count("数量合计", total="channel-sum")


@table(name="hotline", edition="local", number="五", corner="渠道", balances=(("flow", ("telephone",), ("letter",)),))
class Hotline(Table):
    """Three rows tied by their own sums, a column sum and a balance."""

    telephone: Channel = part("电话咨询")
    letter: Channel = part("来信咨询")
    total: Channel = part("咨询合计", total="hotline-sum")


@record
class ChangeRow:
    """Before, change, after."""

    before: int | None = count("原有数量")
    change: int | None = change("增减数量")
    after: int | None = count("现有数量")


@table(name="changes", edition="local", number="六", corner="事项")
class Changes(Table):
    """A row with a signed cell."""

    item: ChangeRow = part("调整事项")


SMALL = compile_form(Hotline)
ROWS = [tuple(index for index in cells if index is not None) for cells in SMALL.blocks[0].cells]


def splits(text: str, cells: int) -> Iterator[tuple[int, ...]]:
    for cuts in combinations(range(1, len(text)), cells - 1):
        parts = [text[start:end] for start, end in zip((0, *cuts), (*cuts, len(text)), strict=True)]
        if all(part == "0" or part[0] != "0" for part in parts):
            yield tuple(map(int, parts))


def solutions(form: Form, runs: Sequence[Run]) -> list[dict[int, int]]:
    """Every assignment of figures for which all identities hold, by trying everything."""
    found = []
    for choice in product(*(list(splits(run.texts[0], len(run.cells))) for run in runs)):
        cells = {
            cell: value for run, values in zip(runs, choice, strict=True)
            for cell, value in zip(run.cells, values, strict=True)
        }  # fmt: skip
        usable = [one for one in form.identities if all(at in cells for at in (*one.left, *one.right))]
        if all(sum(cells[at] for at in one.left) == sum(cells[at] for at in one.right) for one in usable):
            found.append(cells)
    return found


@given(st.lists(st.text("0123456789", min_size=3, max_size=7), min_size=1, max_size=3), st.booleans())
def test_the_solver_finds_what_brute_force_finds(texts: list[str], small: bool) -> None:
    texts = [text.translate({ord("7"): "1", ord("8"): "2", ord("9"): "0"}) if small else text for text in texts]
    runs = [Run(cells, (text,)) for cells, text in zip(ROWS, texts, strict=False)]
    _agrees(runs)


@given(st.lists(st.integers(0, 30), min_size=2, max_size=2), st.data())
def test_the_solver_finds_every_consistent_table(figures: list[int], data: st.DataObject) -> None:
    asked, answered = figures
    row = (asked, answered, asked + answered)
    table_rows = (row, row, tuple(2 * one for one in row))
    kept = data.draw(st.sets(st.sampled_from((0, 1, 2)), min_size=1).map(sorted))
    runs = [Run(ROWS[at], ("".join(map(str, table_rows[at])),)) for at in kept]
    decoding = _agrees(runs)
    for at in kept:
        for cell, value in zip(ROWS[at], table_rows[at], strict=True):
            assert decoding[cell] in (value, None)


def _agrees(runs: Sequence[Run]) -> dict[int, Figure]:
    found = solutions(SMALL, runs)
    decoding = decode(SMALL, runs, {})
    cells = [cell for run in runs for cell in run.cells]
    if found:
        options = {cell: {solution[cell] for solution in found} for cell in cells}
        assert {cell for cell in cells if len(options[cell]) == 1} == set(decoding.values)
        for cell in cells:
            if cell in decoding.values:
                assert options[cell] == {decoding.values[cell]}
            else:
                assert options[cell] == set(decoding.readings[cell])
        assert decoding.troubles == ()
    else:
        assert [trouble for trouble, _ in decoding.troubles] == ["sums-fail"] * len(decoding.troubles)
        for run in runs:
            if run.cells[0] in decoding.values:
                assert len(run.texts[0]) == len(run.cells)
    return {cell: decoding.values.get(cell) for cell in cells}


@given(st.randoms(use_true_random=False), EDITIONS)
def test_nothing_wrong_where_sums_hold(random: Random, edition: Literal["2019", "2021"]) -> None:
    report = consistent(random, edition)
    assert not report.check(severity="error").failed
    printed = write(report, random)
    found = gr.reads(printed.text)
    assert set(outcome(printed, found)) <= {"right", "unread"}
    assert found.title == report.title
    assert [type(one) for one in found.tables] == [type(one) for one in report.tables]
    assert "行政许可35件、行政处罚2件" in str(found.overview)
    assert found.other_matters is not None
    assert not any(note.code == "unplaced" for note in found.notes)
    noted = {note.path for note in found.notes if note.code == "unread"}
    assert noted == found.unread


@pytest.mark.parametrize("damage", [one for one in DAMAGES if one not in ("none", *MISPRINTS)])
@given(st.randoms(use_true_random=False), EDITIONS)
def test_nothing_wrong_whatever_the_layout_lost(
    damage: Damage, random: Random, edition: Literal["2019", "2021"]
) -> None:
    printed = write(consistent(random, edition), random, damage)
    assert set(outcome(printed, gr.reads(printed.text))) <= {"right", "unread"}


@pytest.mark.parametrize("damage", MISPRINTS)
@given(st.randoms(use_true_random=False), EDITIONS)
def test_a_misprint_goes_wrong_only_where_nothing_shows_it(
    damage: Damage, random: Random, edition: Literal["2019", "2021"]
) -> None:
    printed = write(consistent(random, edition), random, damage)
    report = gr.reads(printed.text)
    found = outcome(printed, report)
    assert not found["wrong"]
    assert not found["lost"]
    if found["wrong, decoded"]:
        assert indistinguishable(printed, report)


def test_a_misprint_that_reads_as_another_table_is_told_as_such() -> None:
    random = Random(0)
    report = consistent(random, "2021").with_cells({"disclosure.licensing.decisions": 12})
    printed = write(report, random)
    assert indistinguishable(printed, gr.reads(printed.text))


@pytest.mark.parametrize("text", ["1" * 7, "1" * 20, "1" * 60, "1" * 200, "0" * 40, "1234567890" * 4, "9" * 112])
@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_hostile_digits_take_bounded_work(form: Form, text: str) -> None:
    runs = [
        Run(tuple(index for index in cells if index is not None), (text,))
        for block in form.blocks
        for cells in block.cells
    ]
    decoding = decode(form, runs, {})
    assert set(decoding.values) | set(decoding.readings) == {cell for run in runs for cell in run.cells}
    if form.name != "disclosure":
        assert decoding.troubles
        assert not decoding.values


def test_too_many_joint_states_leave_everything_unread() -> None:
    digits = ("12345678", "87654321", "31415926", "27182818", "16180339", "14142135")
    cells = FORMS[1].blocks[0].cells
    rows = [tuple(index for index in row if index is not None) for row in cells]
    texts = ["".join(digits[(at + step) % 6][: 3 + step % 3] for step in range(6)) + "1" for at in range(len(rows))]
    decoding = decode(FORMS[1], [Run(row, (text,)) for row, text in zip(rows, texts, strict=True)], {})
    assert not decoding.values
    assert decoding.troubles


def test_known_cells_join_as_fixed_values() -> None:
    telephone, letter, total = ROWS
    runs = [Run(letter, ("11112",)), Run(total, ("22224",))]
    alone = decode(SMALL, runs, {})
    known: dict[int, Figure] = dict(zip(telephone, (1, 111, 112), strict=True))
    assert decode(SMALL, [Run(letter, ("1111112",))], known).values == dict(zip(letter, (1, 111, 112), strict=True))
    assert set(alone.values) | set(alone.readings) == {*letter, *total}
    contradicted = decode(SMALL, [Run(letter, ("213",))], known)
    assert contradicted.values == dict(zip(letter, (2, 1, 3), strict=True))
    doubtful = decode(SMALL, [Run(letter, ("2133",))], known)
    assert [trouble for trouble, _ in doubtful.troubles] == ["sums-fail"]


def test_views_of_where_the_digits_end() -> None:
    telephone = ROWS[0]
    assert decode(SMALL, [Run(telephone, ("1232", "123"))], {}).values == dict(zip(telephone, (1, 2, 3), strict=True))
    undecided = decode(SMALL, [Run(telephone, ("123", "101121"))], {})
    assert set(undecided.readings) == set(telephone)


def test_signs_and_blank_marks_inside() -> None:
    form = compile_form(Changes)
    signed = decode(form, [Run((0, 1, 2), ("39+1857",))], {})
    assert signed.values == {}  # no sum ties the row, and a blank may have left no trace
    assert set(signed.readings[0]) == {39}
    assert set(signed.readings[1]) == {1, 18, 185}
    doubtful = decode(form, [Run((0, 1, 2), ("3-25",))], {})
    assert doubtful.values == {}
    assert set(doubtful.readings[1]) == {None, -2}
    for text, figures in (("3/3", (3, None, 3)), ("12/34", (12, None, 34)), ("///", (None, None, None))):
        blanks = decode(SMALL, [Run(ROWS[0], (text,))], {})
        assert blanks.values == dict(zip(ROWS[0], figures, strict=True))
        assert blanks.split == set(ROWS[0])


def test_figures_set_apart_by_spaces_need_no_sums() -> None:
    decoding = decode(SMALL, [Run(ROWS[0], ("12 3 4",))], {})
    assert decoding.values == dict(zip(ROWS[0], (12, 3, 4), strict=True))
    assert not decoding.split
    assert decode(SMALL, [Run(ROWS[0], ("1 2 3 4",))], {}).readings == dict.fromkeys(ROWS[0], ())


def test_where_blanks_left_no_trace_only_zeros_are_sure() -> None:
    runs = [Run(ROWS[0], ("1000001",)), Run(ROWS[1], ("000",)), Run(ROWS[2], ("12",))]
    decoding = decode(SMALL, runs, {})
    assert decoding.values == dict.fromkeys(ROWS[1], 0)
    assert [trouble for trouble, _ in decoding.troubles] == ["unmarked-blanks"]
    blank = decode(SMALL, [Run(ROWS[0], ("",)), Run(ROWS[1], ("123",))], {})
    assert blank.values == dict.fromkeys(ROWS[0])


TABLE_2 = (
    "第二十条第（一）项信息内容本年制发件数本年废止件数现行有效件数规章000行政规范性文件5845546"
    "第二十条第（五）项信息内容本年处理决定数量行政许可106第二十条第（六）项信息内容本年处理决定数量行政处罚21行政强制0"
    "第二十条第（八）项信息内容本年收费金额（单位：万元）行政事业性收费9116.36"
)
TABLE_4 = (
    "行政复议行政诉讼结果维持结果纠正其他结果尚未审结总计未经复议直接起诉复议后起诉"
    "结果维持结果纠正其他结果尚未审结总计结果维持结果纠正其他结果尚未审结总计"
)


def read(*paragraphs: str) -> gr.Report:
    return gr.reads("临江县教育局2022年政府信息公开工作年度报告\n" + "\n".join(paragraphs))


def test_rows_of_one_cell_and_rows_with_as_many_digits_as_cells() -> None:
    report = read(TABLE_2)
    cells = report.cells()
    assert [cells[f"disclosure.{path}"] for path in ("licensing.decisions", "penalties.decisions")] == [106, 21]
    assert cells["disclosure.regulations.in_force"] == 0
    assert str(cells["disclosure.fees.amount"]) == "9116.36"
    assert report.unread == {f"disclosure.normative_documents.{name}" for name in ("issued", "repealed", "in_force")}
    note = next(note for note in report.notes if note.path == "disclosure.normative_documents.in_force")
    assert note.text == "5845546 → 6 | 46 | 546 | 5546 | 45546"
    decoded = {note.path for note in report.notes if note.code == "decoded"}
    assert decoded == {f"disclosure.regulations.{name}" for name in ("issued", "repealed", "in_force")}


def test_a_row_on_each_line_with_a_page_between() -> None:
    lines = TABLE_2.replace("行政", "\n行政").replace("第二十", "\n第二十").split("\n")
    report = read(*[line for line in lines[:6] if line], "- 4 -", *lines[6:])
    assert report.cells() == read(TABLE_2).cells()
    assert not report.disclosure_text


@pytest.mark.parametrize(
    "behind", ["", " 五、存在的主要问题及改进情况", "\n2022年，没有收费。", " 2022年，没有收费。", " 12月没有收费。"]
)
@pytest.mark.parametrize("figures", ["000000000000000", "\n000000000000000", "0 0 0 0 0 0 0 0 0 0 0 0 0 0 0"])
def test_what_follows_the_last_row(behind: str, figures: str) -> None:
    report = read(
        "二、主动公开政府信息情况" + TABLE_2 + "四、政府信息公开行政复议、行政诉讼情况" + TABLE_4 + figures + behind
    )
    assert (
        report.disputes
        == gr.Report.from_cells({path: 0 for path in report.cells() if path.startswith("disputes")}).disputes
    )
    if "年" in behind or "月" in behind:
        assert behind.strip() in str(report.disputes_text)


def test_a_figure_glued_to_the_prose_behind_it_is_not_taken_over() -> None:
    report = read(TABLE_2.replace("9116.36", "92022年没有收费，其他情况良好。"))
    assert report.cells()["disclosure.fees.amount"] is None
    assert "92022年没有收费" in str(report.preamble)


def test_a_point_behind_the_digits_may_be_part_of_them_or_of_an_ordinal() -> None:
    assert read(TABLE_2.replace("9116.36", "12. ")).cells()["disclosure.fees.amount"] is None
    other = read(TABLE_2.replace("规章000", "规章0004.其他文件123"))
    assert other.cells()["disclosure.regulations.in_force"] == 0
    assert any(note.code == "unplaced" and "其他文件" in note.text for note in other.notes)
    assert read(TABLE_2.replace("规章000", "规章000其中文件123")).cells()["disclosure.regulations.in_force"] == 0


def test_an_added_column_leaves_rows_unread_unless_they_are_apart() -> None:
    wider = TABLE_2.replace("现行有效件数", "现行有效件数备案件数")
    report = read(wider)
    assert report.cells()["disclosure.regulations.issued"] is None
    assert report.unread >= {"disclosure.regulations.issued", "disclosure.normative_documents.issued"}
    apart = read(wider.replace("规章000", "规章1 2 3 4").replace("5845546", "5 6 7 8"))
    assert apart.cells()["disclosure.regulations.in_force"] == 3
    assert [cell.value for cell in apart.extras] == [8, 4]


def test_a_row_that_stands_twice() -> None:
    again = read(TABLE_2 + "规章000")
    assert again.cells() == read(TABLE_2).cells()
    report = read(TABLE_2 + "规章123")
    assert report.cells()["disclosure.regulations.issued"] is None
    assert {note.code for note in report.notes if note.path == "disclosure.regulations.issued"} == {
        "conflict",
        "unread",
    }
    mixed = read(TABLE_2 + "规章1 2 3")
    assert mixed.cells()["disclosure.regulations.issued"] is None


def test_digits_without_end() -> None:
    report = read(TABLE_2.replace("5845546", "123" * 500))
    assert report.cells()["disclosure.normative_documents.issued"] is None
    assert any("123" * 500 in note.text for note in report.notes if note.code == "unplaced")
    assert all(len(note.text) < 60 for note in report.notes if note.code == "unread")


def test_a_table_without_heads_stays_unread() -> None:
    report = read("规章000行政规范性文件123行政许可4行政处罚5行政强制6")
    assert all(value is None for value in report.cells().values())
    assert "disclosure.regulations.issued" in report.unread


def test_a_form_of_a_third_party() -> None:
    registry = gr.Registry.installed().adding(forms={"hotline": SMALL})
    text = "渠道受理数量答复数量数量合计电话咨询12618来信咨询12618咨询合计241236"
    report = gr.reads("临江县教育局2022年政府信息公开工作年度报告\n六、其他需要报告的事项\n" + text, registry=registry)
    assert list(report.cells().values()) == [12, 6, 18, 12, 6, 18, 24, 12, 36]
    assert str(report.other_matters) == "六、其他需要报告的事项"


@pytest.mark.parametrize(
    "text",
    [
        "全年办理行政许可12件、行政处罚3件、行政强制0件，制定规章2件，规范性文件15件。",
        "自然人12 商业企业3 科研机构0 其他1 总计16",
        "行政许可12行政处罚3",
        "行政许可12",
        "规章、行政规范性文件、行政许可、行政处罚等信息2022条",
        "（一）予以公开12件；（二）部分公开3件；（七）总计15件。",
    ],
)
def test_prose_stays_prose(text: str) -> None:
    blocks = (Paragraph(text), Paragraph("本年度共办理12件。"))
    assert loosen(blocks, WORDS, marked=False) == blocks


@given(
    st.lists(
        st.sampled_from(
            [
                "规章",
                "行政许可",
                "行政处罚",
                "（七）总计",
                "2.其他",
                "自然人",
                "12",
                "0",
                "１２３４５",
                " ",
                "\n",
                "。",
                "；",
                "，",
                "和",
                "第12条。",
            ]
        ),
        max_size=24,
    )
)
def test_prose_is_passed_over_only_where_no_table_is(parts: list[str]) -> None:
    paragraphs = [Paragraph(line) for line in "".join(parts).split("\n") if line]
    run, known = run_of(paragraphs), wordlist(WORDS)
    tables = runs._chains(tokens_in(run, known), run, WORDS)
    assert runs._may_hold_chain(run.text, known) or not tables


def test_marked_paragraphs_and_headings_stay() -> None:
    blocks = (Paragraph(TABLE_2, mark=1), Paragraph(TABLE_2, align="right"))
    assert loosen(blocks, WORDS, marked=False) == blocks
    kept = loosen((Paragraph("前言。一、总体情况"), Paragraph(TABLE_2)), WORDS, marked=True)
    assert kept[0] == Paragraph("前言。一、总体情况")
    cut = loosen((Paragraph("前言。一、总体情况"), Paragraph(TABLE_2), Paragraph("后", mark=1)), WORDS, marked=False)
    assert cut[:2] == (Paragraph("前言。"), Paragraph("一、总体情况"))


def test_a_paragraph_that_reads_as_a_table_is_told_from_one() -> None:
    assert holds_run(TABLE_2, WORDS)
    assert holds_run("规章000", WORDS)
    assert not holds_run("全年制定规章2件，公开信息12条。", WORDS)
    paragraphs = ("规章000", "行政规范性文件123", "行政许可4", "行政处罚5", TABLE_2)
    report = gr.Report.blank("2021", agency="临江县教育局", year=2022)
    report = gr.Report.from_cells(
        report.cells(), agency="临江县教育局", year=2022, overview=gr.Section.of("一、总体情况", *paragraphs)
    )
    assert gr.reads(report.render()) == report
    assert gr.Report.from_document(report.to_document()) == report


def test_joined_rows_that_no_form_explains_come_out_as_paragraphs() -> None:
    cells = (Cell("别的行", 0, 0, header=True), Cell("123", 0, 1))
    report = gr.Report.from_document(Document((Grid(cells, structure="joined"), Paragraph(TABLE_2))))
    assert [str(paragraph) for paragraph in report.preamble or ()] == ["别的行", "123"]


FIGURES: Mapping[str, tuple[int, int]] = {
    "pingtan-2019": (179, 19),
    "pingtan-2022": (197, 3),
    "pingtan-2023": (197, 3),
}


@pytest.mark.parametrize("name", FIGURES)
def test_real_reports_without_separators(corpus: Path, name: str) -> None:
    expected = truth(corpus, name)
    report = gr.read(corpus / f"{name}.txt")
    cells = report.cells()
    assert sum(cells[path] == value for path, value in expected.items()) == FIGURES[name][0]
    assert len(report.unread) == FIGURES[name][1]
    assert {path for path, value in cells.items() if value is None} == report.unread
    assert all(path.startswith("disclosure") for path in report.unread)
    assert not report.check(severity="error").failed
    assert report.agency == "平潭综合实验区"
    assert [section.heading for section in report.sections.values()][-1] == "六、其他需要报告的事项"
    assert len(report.sections) == 7
    for section in (report.disclosure_text, report.applications_text, report.disputes_text):
        assert section is not None
        assert not section.paragraphs
    assert gr.reads(report.render()) == report
