"""The report as a value: made, changed, compared, copied, shown; what no report can hold is refused."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from decimal import Decimal, localcontext
from typing import Any

import attrs
import pytest
from hypothesis import given, settings

import govinfo_report as gr
from govinfo_report.compiled import compile_form
from govinfo_report.document import Position
from govinfo_report.testing import reports
from tests.layouts import distinct

TOTAL = "applications.received.total"
NATURAL = "applications.received.natural_person"
FEES = "disclosure.fees.amount"
PROCUREMENT = "disclosure.procurement.amount"
EXTRA = gr.ExtraCell("applications", ("其中：网上",), ("总计",), 5)


def noted(*notes: gr.Note) -> gr.Report:
    return attrs.evolve(distinct("2021"), notes=notes)


# --- a value ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_pickle(protocol: int) -> None:
    report = attrs.evolve(distinct("2019"), extras=(EXTRA,), notes=(gr.Note("unread", TOTAL, "x", Position(line=3)),))
    again = pickle.loads(pickle.dumps(report, protocol))
    assert again == report
    assert again.notes == report.notes
    assert hash(again) == hash(report)
    assert again.to_json() == report.to_json()


@given(reports())
@settings(max_examples=30, deadline=None)
def test_copies_are_equal(report: gr.Report) -> None:
    for again in (copy.copy(report), copy.deepcopy(report), pickle.loads(pickle.dumps(report)), attrs.evolve(report)):
        assert again == report
        assert again.notes == report.notes
        assert hash(again) == hash(report)
    assert len(repr(report)) < 200 or len(report.agency or "") > 60


@pytest.mark.parametrize("error", ["read", "serialization", "cell", "value", "render", "plugin"])
def test_errors_can_be_pickled(error: str) -> None:
    acts: dict[str, Callable[[], object]] = {
        "read": lambda: gr.reads("没有报告\n"),
        "serialization": lambda: gr.Report.from_dict({"format": "x"}),
        "cell": lambda: gr.Report.blank().with_cells({"x.y": 1}),
        "value": lambda: gr.Report(year=0),
        "render": lambda: gr.Report.blank().render("text", width=5),
        "plugin": lambda: gr.Report.blank().render("nonsense"),
    }
    with pytest.raises(gr.GovinfoReportError) as caught:
        acts[error]()
    again = pickle.loads(pickle.dumps(caught.value))
    assert type(again) is type(caught.value)
    assert str(again) == str(caught.value) != ""


def test_nothing_can_be_changed() -> None:
    report = distinct("2021")
    objects: list[Any] = [report, report.applications, report.overview, EXTRA, gr.Note("unread"), gr.Amount(Decimal(1))]
    objects.append(report.applications.received if report.applications else None)
    for one in objects:
        name = attrs.fields(type(one))[0].name
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(one, name, None)
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            delattr(one, name)
        with pytest.raises((AttributeError, TypeError)):
            one.something_else = 1
        hash(one)


def test_equality_ignores_notes_and_nothing_else() -> None:
    report = distinct("2021")
    other = noted(gr.Note("unread", TOTAL))
    assert other == report
    assert hash(other) == hash(report)
    assert {report, other} == {report}
    changed: list[dict[str, Any]] = [
        {"title": "题"},
        {"agency": "别局"},
        {"year": 2023},
        {"year": None},
        {"overview": None},
        {"overview": gr.Section.of("一、总体情况", "好")},
        {"closing": gr.Section.of(None, "好")},
        {"disputes": None},
        {"extras": (EXTRA,)},
    ]
    for fields in changed:
        assert attrs.evolve(report, **fields) != report
    for path in (TOTAL, FEES, "disputes.reconsideration.upheld"):
        assert report.with_cells({path: None}) != report
    other_kind: object = "report"
    assert report != other_kind
    assert gr.Amount(Decimal("1.0")) == gr.Amount(Decimal("1.0"))
    assert gr.Amount(Decimal(1), "元") != gr.Amount(Decimal(1), "万元")


def test_order_of_extras_does_not_matter() -> None:
    other = gr.ExtraCell("applications", ("其中：来信",), ("总计",), 7)
    one, two = (attrs.evolve(distinct("2021"), extras=cells) for cells in ((EXTRA, other), (other, EXTRA)))
    assert one == two
    assert hash(one) == hash(two)
    assert one.extras == two.extras


def test_reprs_are_short() -> None:
    assert len(repr(distinct("2021"))) < 200
    assert len(repr(gr.Report())) < 200
    assert len(repr(noted(*[gr.Note("unread", TOTAL)] * 500))) < 200
    assert len(repr(attrs.evolve(distinct("2021"), agency="局" * 10_000))) < 300


# --- made -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_blank(edition: Any) -> None:
    report = gr.Report.blank(edition, agency="某市商务局", year=2022)
    assert report.title == "某市商务局2022年政府信息公开工作年度报告"
    assert set(report.cells().values()) == {None}
    assert len(report.cells()) == {"2019": 198, "2021": 200}[edition]
    assert list(report.cells()) == list(distinct(edition).cells())
    assert [section.heading for section in report.sections.values()][:2] == ["一、总体情况", "二、主动公开政府信息情况"]
    assert report.notes == ()
    assert report.unread == frozenset()
    assert report.check().ok


def test_blank_with_an_edition_for_each_table() -> None:
    report = gr.Report.blank({"disclosure": "2021", "applications": "2019"})
    assert isinstance(report.disclosure, gr.Disclosure2021)
    assert isinstance(report.applications, gr.Applications2019)
    assert report.disputes is None
    assert report.title is None


@pytest.mark.parametrize(
    "edition", ["2020", "", "2019/2021", {"applications": "2020"}, {"nonsense": "2021"}, {"disputes": ""}]
)
def test_blank_refuses_editions_that_there_are_not(edition: Any) -> None:
    with pytest.raises(gr.ValueRefused):
        gr.Report.blank(edition)


@pytest.mark.parametrize("edition", [2021, None, ["2021"], {"applications": 2021}, {"applications": None}])
def test_blank_refuses_editions_of_a_wrong_type(edition: Any) -> None:
    with pytest.raises((gr.ValueRefused, TypeError)):
        gr.Report.blank(edition)


@pytest.mark.parametrize("agency", ["", " ", "a\nb", 5, " 局"])
def test_blank_refuses_agencies_that_are_no_line(agency: Any) -> None:
    with pytest.raises(gr.ValueRefused):
        gr.Report.blank(agency=agency, year=2022)


@pytest.mark.parametrize("year", [0, -1, 10000, True, 2022.0, "2022"])
def test_blank_refuses_years_that_are_none(year: Any) -> None:
    with pytest.raises(gr.ValueRefused):
        gr.Report.blank(agency="某局", year=year)


def test_from_cells() -> None:
    for edition in ("2019", "2021"):
        report = distinct(edition)
        again = gr.Report.from_cells(report.cells(), year=report.year, agency=report.agency)
        assert again.cells() == report.cells()
        assert again.tables == report.tables


def test_from_cells_takes_only_the_tables_that_are_given() -> None:
    report = gr.Report.from_cells({NATURAL: 3})
    assert report.cells()[NATURAL] == 3
    assert [value for value in report.cells().values() if value is not None] == [3]
    assert report.disclosure is None
    assert report.disputes is None
    assert list(report.sections) == ["applications_text"]
    assert gr.Report.from_cells({}) == gr.Report()


@pytest.mark.parametrize(
    ("year", "edition", "table"),
    [
        (None, None, gr.Applications2021),
        (2019, None, gr.Applications2019),
        (2020, None, gr.Applications2019),
        (2021, None, gr.Applications2021),
        (2021, "2019", gr.Applications2019),
        (2019, "2021", gr.Applications2021),
    ],
)
def test_from_cells_chooses_the_edition(year: int | None, edition: Any, table: type[gr.Table]) -> None:
    assert type(gr.Report.from_cells({NATURAL: 1}, year=year, edition=edition).applications) is table
    telling = {"applications.outcomes.other.fee_unpaid.total": 1, NATURAL: 1}
    assert type(gr.Report.from_cells(telling, year=year).applications) is gr.Applications2021


@pytest.mark.parametrize(
    "paths",
    [
        ("nonsense",),
        ("",),
        ("applications",),
        ("applications.",),
        (".",),
        ("applications.received",),
        ("applications.received.total.x",),
        ("Applications.received.total",),
        (" applications.received.total",),
        ("overview.text",),
        ("disclosure.regulations.made", "disclosure.regulations.issued"),
        (NATURAL, "applications.outcomes.other.total", "applications.outcomes.other.fee_unpaid.total"),
    ],
)
def test_from_cells_refuses_paths_that_no_form_has(paths: tuple[str, ...]) -> None:
    with pytest.raises(gr.CellError) as caught:
        gr.Report.from_cells(dict.fromkeys(paths, 1))
    assert isinstance(caught.value, LookupError)
    assert any(caught.value.path in (path, path.partition(".")[0]) for path in paths)
    assert str(caught.value)


def test_an_empty_path_is_named_in_the_error() -> None:
    with pytest.raises(gr.CellError) as caught:
        gr.Report.from_cells({"applications.": 1})
    assert caught.value.path == "applications."


@pytest.mark.parametrize("value", [True, -1, 1.0, "1", Decimal(1), 2**53, float("nan"), [1], gr.Amount(Decimal(1))])
def test_counts_that_no_report_can_hold_are_refused(value: Any) -> None:
    with pytest.raises(gr.ValueRefused, match="applications.received.total"):
        gr.Report.from_cells({TOTAL: value})
    with pytest.raises(gr.ValueRefused, match="applications.received.total"):
        gr.Report.blank().with_cells({TOTAL: value})
    assert issubclass(gr.ValueRefused, ValueError)


def test_a_huge_count_is_refused_with_a_message_that_can_be_shown() -> None:
    for value in (10**6000, -(10**6000)):
        with pytest.raises(gr.ValueRefused) as caught:
            gr.Report.from_cells({TOTAL: value})
        assert len(str(caught.value)) < 1000


@pytest.mark.parametrize(
    "value",
    [
        True,
        1.5,
        "1.5",
        Decimal("NaN"),
        Decimal("Infinity"),
        Decimal("sNaN"),
        Decimal("1e15"),
        Decimal("1e-9"),
        10**15,
        [1],
        Decimal("1e999999"),
        Decimal("1e-999999"),
        Decimal("0.123456789"),
        Decimal("1E+3000000"),
        10**6000,
    ],
    ids=lambda value: str(value)[:12] if not isinstance(value, int) or value < 10**20 else "huge",
)
def test_amounts_that_no_report_can_hold_are_refused_with_their_path(value: Any) -> None:
    with pytest.raises(gr.ValueRefused, match=r"disclosure\.fees\.amount") as caught:
        gr.Report.from_cells({FEES: value})
    assert len(str(caught.value)) < 1000


@pytest.mark.parametrize(
    "value", [Decimal("-0"), Decimal("-0.00"), Decimal("0E+3"), Decimal("1E+3"), Decimal("1.50"), -5, 0]
)
def test_amounts_in_odd_shapes_round_trip(value: Any) -> None:
    report = gr.Report.from_cells({FEES: value})
    assert report.cells()[FEES] == value
    again = gr.Report.from_json(report.to_json())
    assert again == report
    assert hash(again) == hash(report)
    assert again.to_json() == report.to_json()
    text = report.render()
    assert isinstance(text, str)
    assert gr.reads(text).cells() == report.cells()


# --- changed ----------------------------------------------------------------------------------------------------


def test_with_cells_changes_those_and_no_others() -> None:
    report = distinct("2021")
    changed = report.with_cells({TOTAL: 5, FEES: Decimal("2.50"), "disputes.reconsideration.upheld": None})
    assert changed.cells() == {
        **report.cells(),
        TOTAL: 5,
        FEES: Decimal("2.50"),
        "disputes.reconsideration.upheld": None,
    }
    assert report == distinct("2021")
    assert report.with_cells({}) == report
    assert report.with_cells(report.cells()) == report
    assert list(changed.cells()) == list(report.cells())


def test_with_cells_refuses_unknown_paths_and_names_the_nearest() -> None:
    for path in (
        "applications.received.totl",
        "",
        "applications",
        "x",
        "applications.received",
        "disclosure.regulations.made",
    ):
        with pytest.raises(gr.CellError) as caught:
            distinct("2021").with_cells({path: 1, TOTAL: 2})
        assert caught.value.path == path
    with pytest.raises(gr.CellError, match=r"applications\.received\.total"):
        distinct("2021").with_cells({"applications.received.totl": 1})


def test_with_cells_refuses_cells_of_an_absent_table() -> None:
    report = attrs.evolve(distinct("2021"), disputes=None)
    assert not any(path.startswith("disputes.") for path in report.cells())
    with pytest.raises(gr.CellError):
        report.with_cells({"disputes.reconsideration.total": 1})
    with pytest.raises(gr.CellError):
        gr.Report().with_cells({TOTAL: 1})


def test_with_cells_refuses_paths_that_are_no_strings() -> None:
    paths: Any = {5: 1}
    with pytest.raises((gr.CellError, TypeError)):
        gr.Report.blank().with_cells(paths)


def test_notes_on_changed_cells_go_and_others_stay() -> None:
    kept = (
        gr.Note("unread", NATURAL, "x"),
        gr.Note("title-unknown"),
        gr.Note("unread", "applications.received.total_of_something", "x"),
        gr.Note("blank-mark", text="/"),
    )
    report = noted(gr.Note("unread", TOTAL, "0123"), gr.Note("conflict", TOTAL, "1 / 2"), *kept)
    changed = report.with_cells({TOTAL: 123})
    assert changed.notes == kept
    assert report.unread - changed.unread == {TOTAL}
    assert report.with_cells({}).notes == report.notes


def test_a_note_on_a_whole_row_stays_for_the_cells_that_are_still_blank() -> None:
    report = attrs.evolve(
        gr.Report.blank(), notes=(gr.Note("missing", "applications.received", details=(("label", "x"),)),)
    )
    changed = report.with_cells({TOTAL: 5})
    assert changed.notes_at(NATURAL) != ()


def test_notes_at_a_path_are_those_on_it_and_on_its_parts() -> None:
    row, cell, other = gr.Note("missing", "applications.received"), gr.Note("unread", TOTAL), gr.Note("unread", NATURAL)
    report = noted(row, cell, other)
    assert report.notes_at(TOTAL) == (row, cell)
    with pytest.raises(gr.CellError, match=r"没有单元格“applications\.received_x”；最接近的是“applications\.received"):
        report.notes_at("applications.received_x")
    assert report.notes_at("applications.received") == (row,)
    assert report.notes_at("overview") == ()
    assert report.unread == {TOTAL, NATURAL}


# --- amounts ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "amount", "value"),
    [
        (PROCUREMENT, gr.Amount(Decimal(251000), "元"), "251000"),
        (PROCUREMENT, gr.Amount(Decimal("25.1"), "万元"), "251000"),
        (PROCUREMENT, gr.Amount(Decimal("1.00000001"), "亿元"), "100000001"),
        (PROCUREMENT, gr.Amount(Decimal("8040")), "8040"),
        (PROCUREMENT, gr.Amount(Decimal("-0.5"), "元"), "-0.5"),
        (FEES, gr.Amount(Decimal(251000), "元"), "25.1"),
        (FEES, gr.Amount(Decimal("103.3879"), "万元"), "103.3879"),
        (FEES, gr.Amount(Decimal("1.5"), "亿元"), "15000"),
        (FEES, gr.Amount(Decimal("103.3879")), "103.3879"),
        (FEES, gr.Amount(Decimal("999999999999999.99999999"), "元"), "99999999999.999999999999"),
        (FEES, gr.Amount(Decimal("999999999999999.99999999"), "亿元"), "9999999999999999999.9999"),
        (FEES, gr.Amount(Decimal("0.00000001"), "元"), "0.000000000001"),
    ],
)
def test_cells_gives_amounts_in_the_form_unit_exactly(path: str, amount: gr.Amount, value: str) -> None:
    edition: Any = "2019" if path == PROCUREMENT else "2021"
    with localcontext() as context:
        context.prec = 3
        report = gr.Report.blank(edition).with_cells({path: amount})
        assert report.cells()[path] == Decimal(value)
        assert report.with_cells({path: report.cells()[path]}) == report
        again = gr.Report.from_json(report.to_json())
    assert again == report
    held = [
        figure for table in again.tables for figure in compile_form(type(table)).values(table) if figure is not None
    ]
    assert held == [amount]


def test_with_cells_keeps_the_unit_that_was_printed() -> None:
    report = gr.Report.blank("2019").with_cells({PROCUREMENT: gr.Amount(Decimal(251000), "元")})
    assert report.with_cells({PROCUREMENT: Decimal(251000)}) == report
    changed = report.with_cells({PROCUREMENT: Decimal(5)})
    assert changed.disclosure is not None
    assert changed.cells()[PROCUREMENT] == 5


def test_integers_for_amounts_are_amounts() -> None:
    report = gr.Report.from_cells({FEES: 5})
    assert report.disclosure == gr.Report.from_cells({FEES: gr.Amount(Decimal(5))}).disclosure
    assert gr.Report.from_cells({FEES: None}).cells()[FEES] is None


@pytest.mark.parametrize("value", [5, 5.0, "5", None, True])
def test_an_amount_is_made_of_a_decimal(value: Any) -> None:
    with pytest.raises(gr.ValueRefused):
        gr.Amount(value)


@pytest.mark.parametrize("unit", ["美元", "", 5, True, ["元"]])
def test_an_amount_has_a_known_unit(unit: Any) -> None:
    with pytest.raises(gr.ValueRefused):
        gr.Amount(Decimal(5), unit)


# --- what no report can hold --------------------------------------------------------------------------------------


def test_extras_are_checked() -> None:
    report = distinct("2021")
    refused: list[Any] = [
        (EXTRA, EXTRA),
        (EXTRA, attrs.evolve(EXTRA, value=6)),
        ("x",),
        (None,),
        (attrs.evolve(EXTRA, table="nonsense"),),
    ]
    for extras in refused:
        with pytest.raises(gr.ValueRefused):
            attrs.evolve(report, extras=extras)
    with pytest.raises(gr.ValueRefused):
        attrs.evolve(report, extras=(EXTRA,), applications=None)


@pytest.mark.parametrize("value", [None, True, 1.5, "5", 2**53, -(2**53), gr.Amount(Decimal(5)), Decimal(5)])
def test_an_extra_cell_has_a_figure(value: Any) -> None:
    with pytest.raises(gr.ValueRefused):
        gr.ExtraCell("applications", ("a",), ("b",), value)


@pytest.mark.parametrize("labels", [("",), ("a\nb",), (" a",), (5,), (None,), "其中", None, 5])
def test_an_extra_cell_has_labels(labels: Any) -> None:
    with pytest.raises((gr.ValueRefused, TypeError)):
        gr.ExtraCell("applications", labels, ("b",), 5)
    with pytest.raises((gr.ValueRefused, TypeError)):
        gr.ExtraCell("applications", ("a",), labels, 5)


def test_an_extra_cell_that_stands_in_the_form_is_refused_or_written() -> None:
    official = gr.ExtraCell("applications", ("一、本年新收政府信息公开申请数量",), ("自然人",), 5)
    try:
        report = attrs.evolve(distinct("2021"), extras=(official,))
    except gr.ValueRefused:
        return
    with pytest.raises(gr.RenderError):
        report.render()


@pytest.mark.parametrize(
    "fields",
    [
        {"title": ""},
        {"title": 5},
        {"title": "a\nb"},
        {"title": "坏\ud800"},
        {"overview": "text"},
        {"overview": gr.Section(None)},
        {"preamble": gr.Section("标题")},
        {"closing": gr.Section("标题")},
        {"closing": gr.Section(None, (gr.Paragraph("一", 1),))},
        {"disclosure": "x"},
        {"disclosure": distinct("2021").disputes},
        {"applications": distinct("2021").disclosure},
        {"disputes": 5},
        {"other_tables": ("x",)},
        {"other_tables": (distinct("2021").disputes,)},
        {"notes": ("x",)},
        {"notes": (None,)},
    ],
)
def test_fields_that_no_report_can_hold_are_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(gr.ValueRefused):
        gr.Report(**fields)


@pytest.mark.parametrize(
    "fields", [{"notes": None}, {"extras": None}, {"other_tables": None}, {"extras": 5}, {"nonsense": 1}]
)
def test_fields_of_a_wrong_type_are_refused(fields: dict[str, Any]) -> None:
    with pytest.raises((gr.ValueRefused, TypeError)):
        gr.Report(**fields)


def test_a_report_takes_no_positional_arguments() -> None:
    report: Any = gr.Report
    with pytest.raises(TypeError):
        report("title")


@pytest.mark.parametrize("code", [None, 5, ""])
def test_a_note_has_a_code(code: Any) -> None:
    try:
        report = noted(gr.Note(code))
    except (gr.ValueRefused, TypeError):
        return
    assert gr.Report.from_json(report.to_json()).notes == report.notes


@pytest.mark.parametrize(
    "fields",
    [
        {"path": 5},
        {"text": None},
        {"text": 5},
        {"severity": "fatal"},
        {"position": 3},
        {"details": {"a": "b"}},
        {"details": (("a", 1),)},
        {"details": (("a", "b"), ("a", "c"))},
        {"text": "\ud800"},
    ],
    ids=str,
)
def test_what_a_report_accepts_as_a_note_it_can_write_and_read_back(fields: dict[str, Any]) -> None:
    try:
        report = noted(gr.Note(**{"code": "unread", **fields}))
    except (gr.ValueRefused, TypeError):
        return
    again = gr.Report.from_json(report.to_json().encode())
    assert again.notes == report.notes


def test_a_table_refuses_what_it_cannot_hold() -> None:
    table = distinct("2021").applications
    assert isinstance(table, gr.Applications2021)
    evolve: Any = attrs.evolve
    for value in (-1, True, 1.5, "1", 2**53):
        with pytest.raises(gr.ValueRefused):
            evolve(table.received, total=value)
    with pytest.raises(gr.ValueRefused):
        evolve(table, received=None)
    make: Any = gr.Disputes
    with pytest.raises(TypeError):
        make()


def test_options_of_a_renderer_are_checked() -> None:
    report = gr.Report.blank()
    refused: list[dict[str, Any]] = [{"width": 5}, {"width": True}, {"width": "80"}, {"nonsense": 1}]
    for options in refused:
        with pytest.raises(gr.RenderError):
            report.render("text", **options)
    with pytest.raises(gr.GovinfoReportError):
        report.render("text", locale="xx_YY_nonsense")


def test_an_edition_that_is_a_number_is_told_from_one_that_there_is_not() -> None:
    for edition in (2021, {"applications": 2021}):
        with pytest.raises(gr.ValueRefused, match=r"^版本应为文字，如'2021'，而不是2021$"):
            gr.Report.blank(edition)  # type: ignore[arg-type]
