"""Labels that are not printed as the form has them: read where they can be told, refused where not."""

from __future__ import annotations

from functools import cache
from typing import Literal

import pytest

import govinfo_report as gr
from govinfo_report.compiled import Form, compile_form
from govinfo_report.parse.likeness import bare_words, closeness
from govinfo_report.parse.vocabulary import vocabulary
from govinfo_report.wording import normalise
from tests.layouts import distinct
from tests.textlayouts import LAYOUTS, document_of, lines_in, reworded

Edition = Literal["2019", "2021"]
BARE = "cell per line"


@cache
def original(edition: Edition) -> gr.Report:
    return distinct(edition)


def read(edition: Edition, words: dict[str, str], layout: str = BARE, *, among: str | None = None) -> gr.Report:
    document = reworded(document_of(original(edition)), words, among=among)
    return gr.reads("\n".join(lines_in(document, LAYOUTS[layout])) + "\n")


def codes(report: gr.Report) -> set[str]:
    return {note.code for note in report.notes}


def wrong(report: gr.Report, edition: Edition) -> dict[str, object]:
    printed = original(edition).cells()
    return {path: value for path, value in report.cells().items() if value is not None and value != printed.get(path)}


_READ: list[tuple[Edition, str, str]] = [
    ("2021", "2.其他法律行政法规禁止公开", "2.其他法律行政止公开"),
    ("2021", "行政复议", "行政法复议"),
    ("2021", "一、本年新收政府信息公开申请数量", "一、本年新"),
    ("2021", "一、本年新收政府信息公开申请数量", "一、本年新收政府信息公开申请"),
    ("2021", "一、本年新收政府信息公开申请数量", "本年新收"),
    ("2021", "现行有效件数", "现行有效件"),
    ("2021", "行政规范性文件", "规范性文件"),
    ("2021", "自然人", "自然人（件）"),
    ("2021", "（三）不予公开", "（三）不予公幵"),
    ("2021", "本年处理决定数量", "本年处理决定"),
    ("2021", "本年收费金额（单位：万元）", "本年收费金额"),
    ("2021", "3.其他", "其他"),
    ("2021", "（七）总计", "总计"),
    ("2021", "（一）予以公开", "予以公开"),
    ("2021", "2.重复申请", "3.重复申请"),
    ("2021", "信息内容", "信息内空"),
    ("2021", "申请人情况", "申请情况"),
    ("2019", "法人或其他组织", "法人或其余组织"),
    ("2019", "本年新制作数量", "本年新制做数量"),
]


@pytest.mark.parametrize(("edition", "official", "printed"), _READ)
@pytest.mark.parametrize("layout", [BARE, "outer pipes", "tabs, spans left blank"])
def test_a_label_with_an_error_is_read_with_a_note(layout: str, edition: Edition, official: str, printed: str) -> None:
    report = read(edition, {official: printed}, layout)
    assert report.cells() == original(edition).cells()
    assert codes(report) == {"label-read"}
    assert {note.text for note in report.notes} == {printed}
    assert all(note.position is not None and official in note.message for note in report.notes)


@pytest.mark.parametrize(
    "printed",
    ["1、属于国家秘密", "1．属于国家秘密", "（1）属于国家秘密", "1）属于国家秘密", "①属于国家秘密", "⒈属于国家秘密",
     "⑴属于国家秘密", "1.屬於國家秘密", "1 .属 于国家秘密", "１．属于国家秘密"],
)  # fmt: skip
def test_another_dress_of_a_label_is_the_label(printed: str) -> None:
    report = read("2021", {"1.属于国家秘密": printed})
    assert report.cells() == original("2021").cells()
    assert report.notes == ()


@pytest.mark.parametrize(
    ("edition", "official", "printed"),
    [
        ("2021", "行政许可", "行政处理"),
        ("2021", "行政许可", "行政检查"),
        ("2021", "规章", "规章制度"),
        ("2021", "结果维持", "维持"),
        ("2021", "商业企业", "企业"),
        ("2021", "本年收费金额（单位：万元）", "本年收费金额（单位：元）"),
        ("2021", "（七）总计", "（六）总计划"),
        ("2021", "3.其他", "4.其他"),
    ],
)
@pytest.mark.parametrize("layout", [BARE, "outer pipes", "tabs, spans left blank"])
def test_what_may_be_another_label_is_not_read(layout: str, edition: Edition, official: str, printed: str) -> None:
    report = read(edition, {official: printed}, layout)
    assert wrong(report, edition) == {}
    assert report.cells() != original(edition).cells()
    assert codes(report) & {"missing", "unread"}


def test_a_label_that_may_be_two_is_named_and_refused() -> None:
    words = {"第二十条第（一）项": "第二十条第（七）项", "第二十条第（五）项": "第二十条第（十）项"}
    report = read("2021", words)
    assert wrong(report, "2021") == {}
    unsure = [note for note in report.notes if note.code == "label-unsure"]
    assert unsure == [] or all("、" in dict(note.details)["label"] for note in unsure)


@pytest.mark.parametrize(
    "label", ["其中：网上申请", "小计", "其中：街道", "行政处理", "行政检查", "合计", "4.其他", "规章制度"]
)
@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_a_row_of_the_organ_itself_is_no_row_of_the_form(edition: Edition, label: str) -> None:
    lines = lines_in(document_of(original(edition)), LAYOUTS["outer pipes"])
    at = next(number for number, line in enumerate(lines) if line.startswith("| 二、上年结转"))
    lines.insert(at, f"| {label} | 9001 | 9002 | 9003 | 9004 | 9005 | 9006 | 9007 |")
    report = gr.reads("\n".join(lines))
    assert report.cells() == original(edition).cells()
    assert {cell.value for cell in report.extras} == set(range(9001, 9008))
    assert {cell.row[-1] for cell in report.extras} == {label}


def _forms() -> list[Form]:
    kinds = (gr.Disclosure2019, gr.Disclosure2021, gr.Applications2019, gr.Applications2021, gr.Disputes)
    return [compile_form(kind) for kind in kinds]


def _mutants(label: str) -> list[str]:
    strange = "数其0（"
    out = [label[:at] + label[at + 1 :] for at in range(len(label))]
    other = [label[:at] + sign + label[at + 1 :] for at in range(len(label)) for sign in strange]
    new = [label[:at] + sign + label[at:] for at in range(len(label) + 1) for sign in strange]
    swapped = [label[:at] + label[at + 1] + label[at] + label[at + 2 :] for at in range(len(label) - 1)]
    return [*out, *other, *new, *swapped]


@pytest.mark.parametrize("form", _forms(), ids=lambda form: f"{form.name} {form.edition}")
def test_no_label_with_one_error_is_more_like_another(form: Form) -> None:
    labels = sorted(vocabulary(form).all)
    for label in labels:
        for mutant in map(normalise, _mutants(label)):
            if mutant in labels or not mutant:
                continue
            own = closeness(mutant, label)
            for other in labels:
                same = bare_words(other) == bare_words(label)  # 总计 heads a row and a column: refused, not likened
                far = closeness(mutant, other) if not same else None
                assert far is None or (own is not None and own <= far), (label, mutant, other)


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_a_page_that_repeats_the_heads_changes_nothing(edition: Edition) -> None:
    lines = lines_in(document_of(original(edition)), LAYOUTS["outer pipes"])
    head = next(number for number, line in enumerate(lines) if line.startswith("| （本列数据"))
    at = next(number for number, line in enumerate(lines) if "2.重复申请" in line)
    lines[at:at] = ["- 3 -", *lines[head : head + 3]]
    report = gr.reads("\n".join(lines))
    assert report.cells() == original(edition).cells()
    assert codes(report) <= {"page-mark"}


def test_the_2021_form_with_words_of_2019_keeps_its_edition() -> None:
    report = read("2021", {"行政规范性文件": "规范性文件"})
    assert isinstance(report.disclosure, gr.Disclosure2021)


def test_a_number_broken_where_none_ends_is_made_whole() -> None:
    lines = lines_in(document_of(original("2021")), LAYOUTS[BARE])
    at = lines.index("1010.5")
    report = gr.reads("\n".join([*lines[:at], "1010.", "5", *lines[at + 1 :]]))
    assert report.cells() == original("2021").cells()
    assert codes(report) == {"as-printed"}


def test_a_number_broken_anywhere_is_left_unread() -> None:
    lines = lines_in(document_of(original("2021")), LAYOUTS[BARE])
    at = lines.index("1012")
    report = gr.reads("\n".join([*lines[:at], "10", "12", *lines[at + 1 :]]))
    assert wrong(report, "2021") == {}
    assert "10 12" in " ".join(note.text for note in report.notes)


@pytest.mark.parametrize(
    ("official", "word"),
    [
        ("总计", "合计"), ("总计", "共计"), ("其他", "其它"), ("自然人", "公民"), ("商业企业", "工商企业"),
        ("科研机构", "科研院所"), ("社会公益组织", "社会组织"), ("法律服务机构", "法律机构"), ("（七）总计", "（七）合计"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("layout", ["markdown", "tabs, spans left blank"])
def test_the_other_common_word_for_a_label_is_read(layout: str, official: str, word: str) -> None:
    assert read("2021", {official: word}, layout).cells() == original("2021").cells()


def test_a_column_called_by_the_word_for_a_total_that_is_there_is_not_taken_for_it() -> None:
    read_there = read("2021", {"法律服务机构": "合计"}, "tabs, spans left blank")
    assert not wrong(read_there, "2021")
    assert "label-read" not in codes(read_there)
