"""What a hostile stranger gives to ``gr.read``: nothing but ``ReadError``, and never a wrong figure."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Literal, TypeAlias

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import govinfo_report as gr
from govinfo_report.document import Grid
from govinfo_report.quantity import read_figure
from tests.layouts import OTHER_HEADINGS, Line, Style, distinct, lines_of, text_of, write

Edition: TypeAlias = Literal["2019", "2021"]
Cells: TypeAlias = Mapping[str, int | Decimal | None]

EDITIONS: tuple[Edition, ...] = ("2019", "2021")
BARE = Style(tab=False, blank_lines=False)
TABBED = Style()
LAYOUTS = {
    "tabs and blank lines": TABBED,
    "tabs": Style(blank_lines=False),
    "blank lines": Style(tab=False),
    "bare": BARE,
    "spans as empty cells": Style(spanned=True),
    "wrapped labels, bare": Style(tab=False, blank_lines=False, wrap=True),
    "wrapped labels, tabs": Style(blank_lines=False, wrap=True),
    "wrapped labels, tabs and blank lines": Style(wrap=True),
    "spaces in labels": Style(spaces=True),
    "full-width digits": Style(wide=True),
    "thousands separators": Style(grouped=True),
    "1、": Style(ordinal="、"),
    "1．": Style(ordinal="．"),
    "other headings": Style(other_headings=True),
    "no section six": Style(section_six=False),
    "everything": Style(
        tab=False,
        blank_lines=False,
        wrap=True,
        spaces=True,
        wide=True,
        grouped=True,
        ordinal="、",
        other_headings=True,
        section_six=False,
    ),
}
HEAD = "某市商务局2022年政府信息公开工作年度报告\n一、总体情况\n好。\n二、主动公开政府信息情况\n"


@cache
def original(edition: Edition) -> gr.Report:
    return distinct(edition)


@cache
def written(edition: Edition, style: Style) -> tuple[Line, ...]:
    return tuple(write(original(edition), style))


@cache
def drawn(edition: Edition, width: int = 100) -> tuple[str, ...]:
    text = original(edition).render("text", width=width)
    assert isinstance(text, str)
    return tuple(text.splitlines())


def joined(lines: Iterable[str]) -> str:
    return "\n".join(lines) + "\n"


def read_or_refuse(text: str | bytes) -> gr.Report | None:
    try:
        return gr.reads(text)
    except gr.ReadError as error:
        message = str(error)
    assert message
    return None


def wrong_figures(report: gr.Report, printed: Cells) -> dict[str, object]:
    return {path: value for path, value in report.cells().items() if value is not None and value != printed.get(path)}


def lost_figures(report: gr.Report, text: str) -> list[str]:
    """The figures of ``text`` (all of them distinct, from 1001 on) that are in no cell, extra cell, note or paragraph."""
    kept = [str(value) for value in report.cells().values() if value is not None]
    kept += [str(cell.value) for cell in report.extras]
    kept += [note.text for note in report.notes]
    kept += [section.text for section in report.sections.values()]
    numbers = set(re.findall(r"\d+(?:\.\d+)?", " ".join(kept)))
    return [number for number in re.findall(r"\b[1-9]\d{3}(?:\.\d+)?\b(?!年)", text) if number not in numbers]


def assert_honest(text: str, printed: Cells, *, where: object = "") -> None:
    """Law 3: no figure is wrong, none is lost."""
    report = read_or_refuse(text)
    if report is None:
        return
    assert wrong_figures(report, printed) == {}, where
    assert lost_figures(report, text) == [], where


# --- layouts -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_reads_with_all_figures_right(layout: str, edition: Edition) -> None:
    style = LAYOUTS[layout]
    report = gr.reads(text_of(written(edition, style)))
    assert report.cells() == original(edition).cells()
    assert [note for note in report.notes if note.code != "as-printed"] == []
    assert report.extras == ()
    assert (report.agency, report.year) == ("某市商务局", int(edition) + 1)
    headings = [section.heading for section in report.sections.values()]
    official = [section.heading for section in original(edition).sections.values()]
    wanted = list(OTHER_HEADINGS) if style.other_headings else official
    assert headings == (wanted if style.section_six else wanted[:-1])


@pytest.mark.parametrize("separator", ["outer pipes", "tabs", "inner pipes"])
@pytest.mark.parametrize("edition", EDITIONS)
def test_rows_with_separators_read_with_all_figures_right(separator: str, edition: Edition) -> None:
    lines: list[str] = []
    for block in original(edition).to_document().blocks:
        if not isinstance(block, Grid):
            lines.append(block.text)
            continue
        for row in block.rows():
            texts = [cell.text for cell in row]
            inner = "\t".join(texts) if separator == "tabs" else " | ".join(texts)
            lines.append(f"| {inner} |" if separator == "outer pipes" else inner)
    assert gr.reads(joined(lines)).cells() == original(edition).cells()


def test_page_numbers_between_rows_change_nothing() -> None:
    lines = written("2021", BARE)
    for at, line in enumerate(lines):
        if at and line.role == "label" and lines[at - 1].role == "value":
            report = gr.reads(joined([*lines_of(lines[:at]), "- 4 -", *lines_of(lines[at:])]))
            assert report.cells() == original("2021").cells(), at


# --- no report at all --------------------------------------------------------------------------------------


@pytest.mark.parametrize("source", ["", " \n\t\n", "\ufeff", b"", b" \n", b"\xef\xbb\xbf", b"\xff\xfe", "\u3000\n\xa0"])
def test_nothing_is_refused(source: str | bytes) -> None:
    with pytest.raises(gr.ReadError):
        gr.reads(source)


@pytest.mark.parametrize(
    "source",
    [
        b"\0" * 100,
        bytes(range(256)) * 20,
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj",
        b"PK\x03\x04\x14\0\0\0",
        b"\x89PNG\r\n\x1a\n\0\0",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"\xff\xd8\xff\xe0\0\x10JFIF",
        "<html><body><table><tr><td>规章</td></tr></table></body></html>".encode(),
        "今天天气很好。\n我们去公园。\n".encode(),
        "a\0b",
        "1\n2\n3\n" * 100,
        "规章\n",
        "[1, 2, 3]",
        "{",
        "{}",
        "null",
    ],
)
def test_what_is_no_report_is_refused(source: str | bytes) -> None:
    with pytest.raises(gr.ReadError) as caught:
        gr.reads(source)
    assert str(caught.value)
    with pytest.raises(gr.ReadError):
        gr.read(io.BytesIO(source if isinstance(source, bytes) else source.encode()))


def test_a_report_from_before_the_form_is_refused_by_name() -> None:
    text = (
        "某市商务局2017年政府信息公开工作年度报告\n一、概述\n本局认真做好工作。\n二、主动公开政府信息情况\n公开12条。\n"
    )
    with pytest.raises(gr.ReadError, match="2017.*2019"):
        gr.reads(text)


@given(st.binary(max_size=300))
@settings(max_examples=200, deadline=None)
def test_random_bytes_are_refused(source: bytes) -> None:
    read_or_refuse(source)


@given(st.text(max_size=200), st.integers(0, 3))
@settings(max_examples=200, deadline=None)
def test_random_text_around_a_report_raises_only_read_errors(noise: str, place: int) -> None:
    head = HEAD.splitlines(keepends=True)
    read_or_refuse("".join((*head[:place], noise, "\n", *head[place:])))


_ODD_LINES = st.sampled_from(
    (
        *("│", "├", "└──┘", "┌──┬──┐", "├──┼──┤", "│ 规章 │ 1 │ 2 │ 3 │", "│ 规章 │ 1 │", "│─│", "└", "│ │", "─"),
        *("|", "||", "| |", "|||", "| 规章 | 1 | 2 | 3 |", "|---|---|", "规章|1|2|3", "\t", "\t\t\t", "\t规章", "\t1"),
        *(
            "规章",
            "行政许可",
            "信息内容",
            "本年制发件数",
            "总计",
            "其他",
            "自然人",
            "第二十条第（一）项",
            "1",
            "",
            "0123",
        ),
        *(
            "====",
            "标题：",
            "\u2060\u2063x",
            "\u2060",
            "二、主动公开政府信息情况",
            "六、其他需要报告的事项",
            "2021年1月20日",
        ),
        *("本年处理决定数量", "行政复议", "结果维持", "未经复议直接起诉", "\u200b", "\x0c", "\x1c", "\u2028", "\x85"),
    )
)


@given(st.lists(_ODD_LINES, max_size=25))
@settings(max_examples=400, deadline=None)
def test_odd_lines_raise_only_read_errors(lines: list[str]) -> None:
    report = read_or_refuse(HEAD + joined(lines))
    if report is not None:
        assert gr.Report.from_json(report.to_json()) == report


# --- cut, deleted, doubled, swapped: one line at a time, all of them ------------------------------------------

_SOME_LAYOUTS = {"bare": BARE, "tabs": Style(blank_lines=False), "tabs and blank lines": TABBED}


def _edits(kind: str, lines: Sequence[Line]) -> Iterable[tuple[object, list[str]]]:
    texts = lines_of(lines)
    for at, line in enumerate(lines):
        if kind == "cut":
            yield at, texts[:at]
        elif kind == "tail":
            yield at, texts[at:]
        elif kind == "deleted" and line.role != "prose":
            yield (at, line.text), texts[:at] + texts[at + 1 :]
        elif kind == "doubled":
            yield (at, line.text), texts[:at] + texts[at : at + 1] + texts[at:]
        elif kind == "swapped" and at + 1 < len(lines) and line.role != lines[at + 1].role:
            yield (at, line.text), [*texts[:at], texts[at + 1], texts[at], *texts[at + 2 :]]
        elif kind == "page number":
            yield (at, line.text), [*texts[:at], "- 4 -", *texts[at:]]
        elif kind == "bare page number":
            yield (at, line.text), [*texts[:at], "4", *texts[at:]]


@cache
def _judged(edition: Edition, layout: str, kind: str) -> tuple[list[object], list[object]]:
    """The edits of a text, or of a drawn table, after which a figure is wrong; those after which one is lost."""
    lines = written(edition, _SOME_LAYOUTS[layout]) if layout in _SOME_LAYOUTS else _drawn_lines(edition, layout)
    wrong: list[object] = []
    lost: list[object] = []
    for where, texts in _edits(kind, lines):
        text = joined(texts)
        report = read_or_refuse(text)
        if report is None:
            continue
        if wrong_figures(report, original(edition).cells()):
            wrong.append(where)
        if lost_figures(report, text):
            lost.append(where)
    return wrong, lost


def _drawn_lines(edition: Edition, layout: str) -> tuple[Line, ...]:
    return tuple(Line(text, "head") for text in drawn(edition, int(layout.removeprefix("drawn "))))


_KINDS = ("cut", "tail", "deleted", "doubled", "swapped", "page number", "bare page number")
_CASES: list[tuple[Edition, str, str]] = [
    *(("2019", layout, kind) for layout in _SOME_LAYOUTS for kind in _KINDS),
    *(("2021", layout, kind) for layout in _SOME_LAYOUTS for kind in _KINDS),
    *(("2021", f"drawn {width}", kind) for width in (60, 100) for kind in _KINDS if kind != "swapped"),
]


@pytest.mark.parametrize(("edition", "layout", "kind"), _CASES)
def test_one_edit_of_lines_makes_no_figure_wrong(edition: Edition, layout: str, kind: str) -> None:
    assert _judged(edition, layout, kind)[0] == []


@pytest.mark.parametrize(("edition", "layout", "kind"), _CASES)
def test_one_edit_of_lines_loses_no_figure(edition: Edition, layout: str, kind: str) -> None:
    assert _judged(edition, layout, kind)[1] == []


def test_a_text_cut_within_a_line_never_gives_a_wrong_whole() -> None:
    printed = original("2021").cells()
    lines = written("2021", BARE)
    values = {line.text: line.path for line in lines if line.path}
    text = text_of(lines)
    for at in range(0, len(text), 13):
        cut = text[:at]
        report = read_or_refuse(cut)
        if report is None:
            continue
        last = cut.rpartition("\n")[2]  # a figure cut in two is what is printed there
        off = {path: value for path, value in wrong_figures(report, printed).items() if str(value) != last}
        assert off == {}, (at, values.get(last))


# --- figures in cells ------------------------------------------------------------------------------------------

_NATURAL = "applications.received.natural_person"


def _with_text(style: Style, path: str, text: str, edition: Edition = "2021") -> gr.Report:
    lines = [attrs.evolve(line, text=("\t" if style.tab else "") + text) if line.path == path else line
             for line in written(edition, style)]  # fmt: skip
    return gr.reads(text_of(lines))


def assert_same_or_left(report: gr.Report, expected: Mapping[str, object], style: Style) -> None:
    """Where nothing but the order of the figures is known, rows whose own sums fail (here all do) may be left."""
    found = report.cells()
    doubtful = report.unread if not style.blank_lines else frozenset()
    assert {path: value for path, value in found.items() if path not in doubtful} == {
        path: value for path, value in expected.items() if path not in doubtful
    }


_UNREADABLE = (
    *(
        "0123",
        "00",
        "-5",
        "+5",
        "1 001",
        "1 0 0 1",
        "1.0",
        "0.0",
        "1e5",
        "1,00",
        "1_000",
        "1001.",
        "NaN",
        "∞",
        "½",
        "²",
    ),
    *("٣", "一百二", "约1001", "1001*", "1001①", "1001人", "1001-1002", "1001/2", "O", "l001", "9007199254740992"),
    *("9" * 16, "9" * 70, "9" * 5000, "5元", "12万元", "--", "0x1F", "１，０", "1001 1002"),
)


@pytest.mark.parametrize("style", [BARE, TABBED], ids=["bare", "tabs and blank lines"])
@pytest.mark.parametrize("text", _UNREADABLE, ids=lambda text: text[:20])
def test_what_is_no_count_is_left_blank_and_named(text: str, style: Style) -> None:
    report = _with_text(style, _NATURAL, text)
    cells, printed = report.cells(), original("2021").cells()
    assert cells[_NATURAL] is None
    assert wrong_figures(report, printed) == {}
    named = " ".join(note.text for note in report.notes)
    assert text in named
    row = {path for path in cells if path.startswith("applications.received.")}
    assert_same_or_left(report, {**printed, **{path: cells[path] for path in row}}, style)


@pytest.mark.parametrize(
    ("text", "value"),
    [("9007199254740991", 2**53 - 1), ("3,119", 3119), ("３１１９", 3119), ("5件", 5), ("0", 0), ("３，１１９", 3119)],
)
def test_what_is_a_count_in_another_dress_is_read(text: str, value: int) -> None:
    for style in (BARE, TABBED):
        report = _with_text(style, _NATURAL, text)
        assert report.cells()[_NATURAL] == value
        assert report.unread == frozenset()


@pytest.mark.parametrize("text", ["/", "-", "—", "－", "无", "--", "\\"])
def test_a_mark_is_a_blank_and_never_a_zero(text: str) -> None:
    for style in (BARE, TABBED):
        report = _with_text(style, _NATURAL, text)
        assert report.cells() == {**original("2021").cells(), _NATURAL: None}
        assert [note.text for note in report.notes_at(_NATURAL)] == [text]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("96171.6", gr.Amount(Decimal("96171.6"))),
        ("251000元", gr.Amount(Decimal(251000), "元")),
        ("103.3879万元", gr.Amount(Decimal("103.3879"), "万元")),
        ("4166.241619", gr.Amount(Decimal("4166.241619"))),
        ("1,234.50", gr.Amount(Decimal("1234.50"))),
    ],
)
def test_an_amount_keeps_digits_and_unit(text: str, amount: gr.Amount) -> None:
    report = _with_text(TABBED, "disclosure.fees.amount", text)
    assert isinstance(report.disclosure, gr.Disclosure2021)
    assert report.disclosure.fees.amount == amount
    assert report.disclosure.fees.amount is not None
    assert str(report.disclosure.fees.amount.value) == str(amount.value)


@pytest.mark.parametrize("text", ["0.123456789", "1" * 16, "1e3", "12千元", "12美元", "1.2.3", "01.5", ".5", "5."])
def test_what_is_no_amount_is_left_blank_and_named(text: str) -> None:
    report = _with_text(TABBED, "disclosure.fees.amount", text)
    assert report.cells() == {**original("2021").cells(), "disclosure.fees.amount": None}
    assert report.unread == {"disclosure.fees.amount"}


# --- rows and columns -----------------------------------------------------------------------------------------


def _row_paths(row: str) -> set[str]:
    return {path for path in original("2021").cells() if path.startswith(row + ".")}


@pytest.mark.parametrize("style", [BARE, TABBED], ids=["bare", "tabs and blank lines"])
@pytest.mark.parametrize(
    "row", ["applications.outcomes.refused.state_secret", "disclosure.regulations", "applications.carried_out"]
)
@pytest.mark.parametrize("kind", ["too few", "too many"])
def test_a_row_with_other_than_its_figures_is_unread_and_its_figures_named(style: Style, row: str, kind: str) -> None:
    lines = list(written("2021", style))
    paths = _row_paths(row)
    at = [index for index, line in enumerate(lines) if line.path in paths]
    if kind == "too few":
        del lines[at[1]]
    else:
        lines.insert(at[1], Line(lines[at[1]].text.replace(lines[at[1]].text.strip(), "7777"), "value"))
    report = gr.reads(text_of(lines))
    assert_same_or_left(report, {**original("2021").cells(), **dict.fromkeys(paths, None)}, style)
    assert paths <= report.unread
    shown = [line.text.strip() for line in lines if line.path in paths]
    for path in paths:
        assert all(any(figure in note.text for note in report.notes_at(path)) for figure in shown)


def test_swapped_rows_go_by_their_labels() -> None:
    groups = _groups(written("2021", TABBED))
    a, b = (next(g for g in groups if g[0].text.strip() == label) for label in ("2.重复申请", "3.要求提供公开出版物"))
    at, to = groups.index(a), groups.index(b)
    groups[at], groups[to] = b, a
    assert gr.reads(text_of([line for group in groups for line in group])).cells() == original("2021").cells()


def _groups(lines: Sequence[Line]) -> list[list[Line]]:
    groups: list[list[Line]] = [[]]
    for line in lines:
        groups[-1].append(line)
        if line.role == "space":
            groups.append([])
    return groups


def test_a_row_printed_twice_alike_is_no_news() -> None:
    groups = _groups(written("2021", TABBED))
    at = next(index for index, group in enumerate(groups) if group[0].text.strip() == "2.重复申请")
    groups.insert(at, groups[at])
    report = gr.reads(text_of([line for group in groups for line in group]))
    assert report.cells() == original("2021").cells()


@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("layout", _SOME_LAYOUTS)
def test_a_table_repeated_with_other_figures_is_a_conflict(layout: str, times: int) -> None:
    style = _SOME_LAYOUTS[layout]
    other = [line for line in write(distinct("2021", start=5001), style) if line.table == "applications"]
    again = [line for line in written("2021", style) if line.table == "applications"] if times == 2 else []
    report = gr.reads(text_of([*written("2021", style), *other, *again]))
    cells = report.cells()
    assert all(value is None for path, value in cells.items() if path.startswith("applications."))
    printed = original("2021").cells()
    assert all(value == printed[path] for path, value in cells.items() if not path.startswith("applications."))
    for path in cells:
        if path.startswith("applications."):
            assert {note.code for note in report.notes_at(path)} == {"conflict", "unread"}


@pytest.mark.parametrize("style", [Style(blank_lines=False), TABBED], ids=["tabs", "tabs and blank lines"])
def test_permuted_columns_go_by_their_labels(style: Style) -> None:
    lines = list(written("2021", style))
    heads = {
        line.text.strip(): at for at, line in enumerate(lines) if line.table == "disclosure" and line.role == "head"
    }
    one, other = heads["本年制发件数"], heads["现行有效件数"]
    lines[one], lines[other] = lines[other], lines[one]
    cells, printed = gr.reads(text_of(lines)).cells(), original("2021").cells()
    for row in ("regulations", "normative_documents"):
        assert cells[f"disclosure.{row}.issued"] == printed[f"disclosure.{row}.in_force"]
        assert cells[f"disclosure.{row}.in_force"] == printed[f"disclosure.{row}.issued"]
        assert cells[f"disclosure.{row}.repealed"] == printed[f"disclosure.{row}.repealed"]


@pytest.mark.parametrize("missing", ["自然人", "法人或其他组织", "商业企业", "其他", "总计"])
@pytest.mark.parametrize("style", [BARE, TABBED], ids=["bare", "tabs and blank lines"])
def test_a_missing_column_head_leaves_the_table_unread(style: Style, missing: str) -> None:
    lines = [line for line in written("2021", style)
             if not (line.table == "applications" and line.role == "head" and line.text.strip() == missing)]  # fmt: skip
    report = gr.reads(text_of(lines))
    printed = original("2021").cells()
    assert wrong_figures(report, printed) == {}
    assert lost_figures(report, text_of(lines)) == []


def test_heads_missing_altogether_leave_the_table_unread() -> None:
    lines = [line for line in written("2021", BARE) if not (line.table == "applications" and line.role == "head")]
    report = gr.reads(text_of(lines))
    assert wrong_figures(report, original("2021").cells()) == {}
    assert lost_figures(report, text_of(lines)) == []


def test_a_local_row_becomes_extra_cells() -> None:
    lines = list(written("2021", TABBED))
    at = next(index for index, line in enumerate(lines) if line.text.strip() == "行政规范性文件")
    local = [Line(f"\t{text}", "value") for text in ("其中：乡镇文件", "7", "8", "9")]
    lines[at:at] = [*local, Line("", "space")]
    report = gr.reads(text_of(lines))
    assert report.cells() == original("2021").cells()
    assert [(cell.row[-1], cell.column, cell.value) for cell in report.extras] == [
        ("其中：乡镇文件", ("本年制发件数",), 7),
        ("其中：乡镇文件", ("本年废止件数",), 8),
        ("其中：乡镇文件", ("现行有效件数",), 9),
    ]


@pytest.mark.parametrize(
    "style", [BARE, TABBED, Style(blank_lines=False)], ids=["bare", "tabs and blank lines", "tabs"]
)
def test_a_subtotal_column_becomes_extra_cells(style: Style) -> None:
    tab = "\t" if style.tab else ""
    lines: list[Line] = []
    for line in written("2021", style):
        lines.append(line)
        if line.table != "applications":
            continue
        if line.role == "head" and line.text.strip() == "其他":
            lines.append(Line(f"{tab}小计", "head"))
        if (line.path and line.path.endswith(".other") and not line.path.endswith("other.other.other")) or (
            line.path and line.path.endswith("other.other.other")
        ):
            lines.append(Line(f"{tab}{int(line.text) + 6000}", "value"))
    report = gr.reads(text_of(lines))
    assert_same_or_left(report, original("2021").cells(), style)
    assert len(report.extras) == 25
    assert {cell.column for cell in report.extras} == {("法人或其他组织", "小计")}


def test_figures_beside_heads_are_not_lost() -> None:
    text = HEAD + "\t第二十条第（八）项\n\n\t信息内容\n\t本年收费金额（单位：万元）\n\t12.5\n\n\t行政事业性收费\n\n\t\n"
    report = gr.reads(text)
    assert report.cells()["disclosure.fees.amount"] in (None, Decimal("12.5"))
    assert "12.5" in " ".join([*(note.text for note in report.notes), *(str(v) for v in report.cells().values())])


def test_two_lines_of_digits_in_one_drawn_cell_are_not_glued_in_silence() -> None:
    lines = list(drawn("2021"))
    at = next(index for index, line in enumerate(lines) if "│ 1186 │" in line)
    report = read_or_refuse(joined([*lines[:at], lines[at], *lines[at:]]))
    assert report is not None
    assert report.cells()["disputes.reconsideration.upheld"] is None


def test_a_line_that_a_bar_opens_is_not_lost() -> None:
    report = gr.reads(HEAD + "├ 本局今年表现良好\n")
    assert "本局今年表现良好" in "".join(section.text for section in report.sections.values())


# --- encodings ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(encoding: str) -> None:
    text = text_of(written("2021", TABBED))
    assert gr.reads(text.encode(encoding)) == gr.reads(text)
    assert gr.reads(text.replace("\n", "\r\n").encode(encoding)) == gr.reads(text)


def test_utf_16_of_either_order() -> None:
    text = text_of(written("2021", TABBED))
    assert gr.reads(b"\xfe\xff" + text.encode("utf-16-be")).cells() == original("2021").cells()
    assert gr.reads(b"\xff\xfe" + text.encode("utf-16-le")).cells() == original("2021").cells()


def test_broken_bytes_are_refused_with_their_line() -> None:
    lines = text_of(written("2021", BARE)).encode().split(b"\n")
    lines[6] = b"\xff\xff\xff\xff"
    with pytest.raises(gr.ReadError, match="第7行") as caught:
        gr.reads(b"\n".join(lines))
    assert caught.value.position is not None
    assert caught.value.position.line == 7


def test_utf_16_cut_in_two_is_refused() -> None:
    with pytest.raises(gr.ReadError):
        gr.reads(text_of(written("2021", BARE)).encode("utf-16")[:-1])


def test_half_a_surrogate_pair_raises_only_a_read_error() -> None:
    with pytest.raises(gr.ReadError):
        gr.reads(HEAD + "坏\ud800字\n")


def test_nul_within_a_report_raises_only_read_errors() -> None:
    sources: tuple[str | bytes, ...] = (HEAD.replace("好", "\0"), HEAD.encode().replace("好".encode(), b"\0"))
    for at, source in enumerate(sources):
        assert read_or_refuse(source) is not None or at == 1


# --- limits ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(lambda: b"1" * 100_000_000, id="100 MB of one line"),
        pytest.param(lambda: HEAD + "规" * 2_000_000, id="2 million characters in a line"),
        pytest.param(lambda: HEAD + "规章\n" * 1_000_000, id="a million lines"),
        pytest.param(lambda: HEAD + "\t1\n" * 99_000, id="a hundred thousand cells"),
        pytest.param(lambda: HEAD + "│ 1 │ 2 │\n" * 90_000, id="ninety thousand drawn lines"),
        pytest.param(lambda: HEAD + "规章\n" * 90_000, id="ninety thousand labels"),
        pytest.param(lambda: HEAD + "规章\n1\n" * 45_000, id="labels and figures by turns"),
        pytest.param(lambda: HEAD + "二、主动公开政府信息情况\n" * 3_000, id="three thousand headings"),
        pytest.param(lambda: HEAD + "|" * 900_000, id="pipes"),
        pytest.param(lambda: HEAD + "│" * 900_000, id="bars"),
        pytest.param(lambda: HEAD + "\t" * 900_000, id="tabs"),
        pytest.param(lambda: "\u2060" * 900_000, id="marks"),
        pytest.param(lambda: "=" * 900_000, id="rules"),
        pytest.param(lambda: HEAD + " " * 900_000 + "x", id="spaces"),
    ],
)
def test_too_much_is_refused_or_read(source: Callable[[], str | bytes]) -> None:
    # No clock here: what is quadratic in any of these takes minutes, and the run does not come to its end.
    read_or_refuse(source())


def test_a_file_is_not_read_beyond_the_limit() -> None:
    class Endless(io.RawIOBase):
        asked = 0

        def read(self, size: int = -1, /) -> bytes:
            assert 0 < size <= 1001
            self.asked += size
            return b"1" * size

    with pytest.raises(gr.ReadError):
        gr.read(Endless(), limits=gr.Limits(bytes=1000))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


# --- properties -------------------------------------------------------------------------------------------------

_slow = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def _edited(draw: st.DrawFn, lines: Sequence[str]) -> list[str]:
    texts = list(lines)
    for _ in range(draw(st.integers(1, 8))):
        if not texts:
            break
        at = draw(st.integers(0, len(texts) - 1))
        kind = draw(st.sampled_from(("delete", "double", "swap", "mutate", "insert", "drop", "join")))
        to = draw(st.integers(0, len(texts) - 1))
        place = draw(st.integers(0, max(len(texts[at]) - 1, 0)))
        if kind == "delete":
            del texts[at : at + draw(st.integers(1, 5))]
        elif kind == "double":
            texts[to:to] = [texts[at]]
        elif kind == "swap":
            texts[at], texts[to] = texts[to], texts[at]
        elif kind == "join":
            texts[at : at + 2] = ["".join(texts[at : at + 2])]
        else:
            new = draw(st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("0 \t|│─└├，,./-（）\n")))
            texts[at] = texts[at][:place] + ("" if kind == "drop" else new) + texts[at][place + (kind != "insert") :]
    return texts


@given(st.data())
@_slow
def test_edits_of_a_text_raise_only_read_errors(data: st.DataObject) -> None:
    edition = data.draw(st.sampled_from(EDITIONS))
    style = data.draw(st.sampled_from((BARE, TABBED, Style(blank_lines=False, spanned=True))))
    report = read_or_refuse(joined(data.draw(_edited(lines_of(written(edition, style))))))
    if report is not None:
        assert gr.Report.from_dict(report.to_dict()) == report


@given(st.data())
@_slow
def test_edits_of_a_drawn_text_raise_only_read_errors(data: st.DataObject) -> None:
    edition = data.draw(st.sampled_from(EDITIONS))
    report = read_or_refuse(joined(data.draw(_edited(drawn(edition, data.draw(st.sampled_from((60, 100))))))))
    if report is not None:
        assert gr.Report.from_dict(report.to_dict()) == report


@given(st.data())
@_slow
def test_deleting_figures_never_gives_a_cell_another_figure(data: st.DataObject) -> None:
    """However many figures are gone, as long as every label stands."""
    edition = data.draw(st.sampled_from(EDITIONS))
    lines = written(edition, data.draw(st.sampled_from((BARE, TABBED, Style(blank_lines=False)))))
    values = [at for at, line in enumerate(lines) if line.role == "value"]
    gone = data.draw(st.sets(st.sampled_from(values), max_size=60))
    assert_honest(text_of([line for at, line in enumerate(lines) if at not in gone]), original(edition).cells())


@given(st.data())
@_slow
def test_a_mutated_label_never_gives_a_cell_another_figure(data: st.DataObject) -> None:
    edition = data.draw(st.sampled_from(EDITIONS))
    lines = written(edition, data.draw(st.sampled_from((BARE, TABBED, Style(blank_lines=False)))))
    labels = [at for at, line in enumerate(lines) if line.role in ("label", "head")]
    at = data.draw(st.sampled_from(labels))
    text = lines[at].text
    place = data.draw(st.integers(text.count("\t"), len(text) - 1))
    new = data.draw(st.one_of(st.just(""), st.characters(exclude_categories=["Cs", "Nd"])))
    mutated = [*lines_of(lines[:at]), text[:place] + new + text[place + 1 :], *lines_of(lines[at + 1 :])]
    assert_honest(joined(mutated), original(edition).cells())


@given(st.data())
@_slow
def test_a_mutated_figure_is_what_it_says_or_blank(data: st.DataObject) -> None:
    edition = data.draw(st.sampled_from(EDITIONS))
    style = data.draw(st.sampled_from((BARE, TABBED, Style(blank_lines=False))))
    lines = written(edition, style)
    at = data.draw(st.sampled_from([at for at, line in enumerate(lines) if line.role == "value"]))
    path, text = lines[at].path, lines[at].text
    assert path is not None
    place = data.draw(st.integers(text.count("\t"), len(text)))
    new = data.draw(
        st.one_of(st.sampled_from("0123456789,.+-件元/ "), st.characters(exclude_categories=["Cs", "Zl", "Zp", "Cc"]))
    )
    mutated = text[:place] + new + text[place:]
    report = read_or_refuse(joined([*lines_of(lines[:at]), mutated, *lines_of(lines[at + 1 :])]))
    assert report is not None
    printed = original(edition).cells()
    assert {key: value for key, value in wrong_figures(report, printed).items() if key != path} == {}
    value = report.cells()[path]
    if value is not None:
        kinds: tuple[Literal["count", "change", "amount"], ...] = ("count", "change", "amount")
        says = [read_figure(mutated.strip(), kind).value for kind in kinds]
        assert value in [one.to(None) if isinstance(one, gr.Amount) else one for one in says] or "元" in mutated


def test_a_name_where_a_report_belongs_is_told() -> None:
    with pytest.raises(gr.ReadError, match=r"读文件请用gr\.read$"):
        gr.reads("reports/linjiang.txt")
    with pytest.raises(gr.ReadError, match="这不是政府信息公开工作年度报告"):
        gr.reads("linjiang")


@pytest.mark.parametrize("text", ["一行\n两行", "很长的报告" * 200 + "\n"])
def test_text_where_a_name_belongs_is_told(text: str) -> None:
    with pytest.raises(TypeError, match=r"for text use gr\.reads\(\)"):
        gr.read(text)
    with pytest.raises(FileNotFoundError):
        gr.read("no-such-report.txt")
