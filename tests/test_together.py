"""Reports taken together: added up, compared, converted, followed over years."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, localcontext
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any, Literal

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import govinfo_report as gr
from govinfo_report.content import ExtraCell
from govinfo_report.testing import reports, tables
from govinfo_report.together.changes import compare_cells
from govinfo_report.together.extra_changes import extra_place
from tests.figures import applications, disputes

EXAMPLES = Path(__file__).parent.parent / "examples"
NEW = gr.read(EXAMPLES / "linjiang-2023.txt")
OLD = gr.read(EXAMPLES / "yunxi-commerce-2020.txt")
WRONG = gr.read(EXAMPLES / "linjiang-2022-wrong.txt")

Edition = Literal["2019", "2021"]
KINDS = {
    "2019": (gr.Disclosure2019, gr.Applications2019, gr.Disputes),
    "2021": (gr.Disclosure2021, gr.Applications2021, gr.Disputes),
}


@st.composite
def parts(draw: st.DrawFn, edition: Edition = "2021") -> gr.Report:
    """A report of one edition, of no organ that could be there twice."""
    names = ("disclosure", "applications", "disputes")
    fields: dict[str, Any] = {
        name: draw(tables(kind)) if draw(st.booleans()) else None
        for name, kind in zip(names, KINDS[edition], strict=True)
    }
    return gr.Report(year=2023, **fields)


def holding(seed: int) -> gr.Report:
    """A report whose sums all hold."""
    random = Random(seed)
    made = {
        str(name): form.build(values)
        for name, (form, values) in (("applications", applications(random)), ("disputes", disputes(random)))
    }
    return gr.Report(**made)  # type: ignore[arg-type]


# aggregate


@settings(max_examples=25)
@given(st.lists(parts(), max_size=5), st.randoms(use_true_random=False))
def test_a_sum_does_not_depend_on_the_order_and_a_report_without_tables_adds_nothing(
    several: list[gr.Report], random: Any
) -> None:
    whole = gr.aggregate(several).report
    shuffled = list(several)
    random.shuffle(shuffled)
    assert gr.aggregate(shuffled).report == whole
    assert gr.aggregate(reversed(several)).report == whole
    assert gr.aggregate([*several, gr.Report()]).report == whole


@settings(max_examples=25)
@given(parts())
def test_the_sum_of_one_report_is_its_figures(report: gr.Report) -> None:
    whole = gr.aggregate([report])
    assert whole.report.cells() == report.cells()
    assert whole.report.tables == report.tables
    assert whole.incomplete == ()


@settings(max_examples=15)
@given(st.lists(st.integers(0, 2**32), min_size=1, max_size=5))
def test_identities_that_all_parts_keep_hold_for_the_whole(seeds: list[int]) -> None:
    whole = gr.aggregate(holding(seed) for seed in seeds).report
    assert len(whole.check()) > 0
    assert all(finding.status == "passed" for finding in whole.check() if finding.rule.severity == "error")


@settings(max_examples=15)
@given(st.integers(0, 2**32), st.integers(1, 6))
def test_parts_that_a_whole_was_split_into_add_up_to_it(seed: int, count: int) -> None:
    random, whole = Random(seed), holding(seed)
    shares: list[dict[str, int]] = [{} for _ in range(count)]
    for path, value in whole.cells().items():
        assert isinstance(value, int)
        marks = sorted(random.randint(0, value) for _ in range(count - 1))
        for share, low, high in zip(shares, [0, *marks], [*marks, value], strict=True):
            share[path] = high - low
    summed = gr.aggregate([whole.with_cells(share) for share in shares])
    assert summed.report.cells() == whole.cells()
    assert summed.compare(whole) == ()


_IN_TEN_THOUSANDS = {None: Fraction(1), "元": Fraction(1, 10_000), "万元": Fraction(1), "亿元": Fraction(10_000)}


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(st.decimals(0, 10**6, places=2), st.sampled_from(tuple(_IN_TEN_THOUSANDS))), min_size=1, max_size=6
    )
)
def test_amounts_in_any_units_and_any_order_add_up_to_what_fractions_say(amounts: list[tuple[Decimal, Any]]) -> None:
    path = "disclosure.fees.amount"
    parts = [gr.Report.from_cells({path: gr.Amount(*one)}, year=2023, edition="2021") for one in amounts]
    expected = sum(Fraction(value) * _IN_TEN_THOUSANDS[unit] for value, unit in amounts)
    for several in (parts, parts[::-1]):
        found = gr.aggregate(several).report.cells()[path]
        assert found is not None
        assert Fraction(found) == expected


def test_a_blank_beside_a_number_is_named_or_leaves_the_cell_blank() -> None:
    path = "disclosure.licensing.decisions"
    one, two, three = (
        gr.Report.from_cells({path: value, "disclosure.penalties.decisions": None}, agency=agency, year=2023)
        for agency, value in (("甲局", 3), ("乙局", None), ("丙局", 4))
    )
    whole = gr.aggregate([one, two, three], agency="某县人民政府")
    assert whole.report.cells()[path] == 7
    assert whole.report.title == "某县人民政府2023年政府信息公开工作年度报告"
    assert whole.cells[path].blank == (1,)
    assert [cell.path for cell in whole.incomplete] == [path]
    (note,) = whole.report.notes
    assert (note.code, note.path) == ("sum-of-given", path)
    assert note.message == "合计只含有数值的2份报告；留空或未读出的1份未计入：乙局"
    assert gr.aggregate([one, two, three], blanks="blank").report.cells()[path] is None
    assert whole.report.cells()["disclosure.penalties.decisions"] is None


def test_a_published_total_is_compared_cell_by_cell() -> None:
    path = "disputes.reconsideration.total"
    summed = gr.aggregate([NEW])
    (found,) = summed.compare(NEW.with_cells({path: 9}))
    assert (found.path, found.before, found.after, found.change) == (path, 5, 9, 4)


def test_amounts_are_added_exactly_in_the_unit_that_they_share_or_that_of_the_form() -> None:
    def part(value: str, unit: Any = None) -> gr.Report:
        return gr.Report.from_cells({"disclosure.fees.amount": gr.Amount(Decimal(value), unit)})

    def summed(*reports: gr.Report) -> Any:
        report = gr.aggregate(reports).report
        assert report.disclosure is not None
        assert isinstance(report.disclosure, gr.Disclosure2021)
        return report.disclosure.fees.amount

    assert summed(part("0.1"), part("0.2")) == gr.Amount(Decimal("0.3"))
    assert summed(part("251000", "元"), part("1", "元")) == gr.Amount(Decimal("251001"), "元")
    assert summed(part("1.5"), part("251000", "元"), part("2", "万元")) == gr.Amount(Decimal("28.6"))
    assert summed(part("999999999999999"), part("0.00000001")) == gr.Amount(Decimal("999999999999999.00000001"))


def test_sums_that_no_cell_can_hold_are_left_blank_and_named() -> None:
    def bought(value: str, unit: Any = None) -> gr.Report:
        return gr.Report.from_cells({"disclosure.procurement.amount": gr.Amount(Decimal(value), unit)}, edition="2019")

    path = "disclosure.procurement.amount"
    mixed = gr.aggregate([bought("8040"), bought("3", "万元")])
    assert mixed.report.cells()[path] is None
    assert [(note.code, note.text) for note in mixed.report.notes] == [
        ("sum-impossible", "有的印有单位，有的没有，无法相加")
    ]
    assert gr.aggregate([bought("1", "元"), bought("3", "万元")]).report.cells()[path] == 30001
    large = gr.aggregate([bought("999999999999999"), bought("1")])
    assert large.report.notes[0].code == "sum-impossible"
    counts = [gr.Report.from_cells({"disputes.reconsideration.total": 2**53 - 1}) for _ in range(2)]
    assert gr.aggregate(counts).report.notes[0].code == "sum-impossible"
    assert gr.aggregate(counts).incomplete[0].given == 2


def test_extra_cells_are_added_when_every_part_prints_them() -> None:
    def part(*extras: gr.ExtraCell) -> gr.Report:
        return gr.Report(disputes=NEW.disputes, applications=NEW.applications, extras=extras)

    def subtotal(value: Any) -> gr.ExtraCell:
        return gr.ExtraCell("applications", ("本年新收",), ("法人或其他组织", "小计"), value)

    assert gr.aggregate([part(subtotal(2)), part(subtotal(3))]).report.extras == (subtotal(5),)
    half = gr.Amount(Decimal("0.5"))
    assert gr.aggregate([part(subtotal(half)), part(subtotal(half))]).report.extras == (
        subtotal(gr.Amount(Decimal("1.0"))),
    )
    assert gr.aggregate([part(subtotal(2)), part(subtotal(half))]).report.extras == (
        subtotal(gr.Amount(Decimal("2.5"))),
    )
    whole = gr.aggregate([part(subtotal(2)), part()]).report
    assert whole.extras == ()
    assert whole.notes[0].code == "extra-left-out"
    assert "本年新收 × 法人或其他组织/小计" in whole.notes[0].message
    without_table = gr.Report(disputes=NEW.disputes)
    assert gr.aggregate([part(subtotal(2)), without_table]).report.extras == (subtotal(2),)


def test_parts_that_do_not_go_together_are_refused() -> None:
    with pytest.raises(gr.ValueRefused, match="各份报告应为同一年度，而不是2020、2023年"):
        gr.aggregate([NEW, OLD])
    with pytest.raises(gr.ValueRefused, match="而不是2022、2023年"):
        gr.aggregate([NEW], year=2022)
    with pytest.raises(gr.ValueRefused, match="出现多次的是：临江县人民政府"):
        gr.aggregate([NEW, NEW])
    with pytest.raises(gr.ValueRefused, match=r"disclosure版本不同（2019、2021），要用edition指定"):
        gr.aggregate([attrs.evolve(NEW, year=None), attrs.evolve(OLD, year=None)])
    with pytest.raises(gr.ValueRefused, match="blanks应为skip或blank"):
        gr.aggregate([NEW], blanks="zero")  # type: ignore[arg-type]
    with pytest.raises(gr.ValueRefused, match="出现多次的是：临江县人民政府、临江县 人民政府"):
        gr.aggregate([NEW, attrs.evolve(NEW, agency="临江县 人民政府")])
    for year in ("2023", 2023.0, True):
        with pytest.raises(gr.ValueRefused, match="年度应为整数"):
            gr.aggregate([NEW], year=year)  # type: ignore[arg-type]
    with pytest.raises(gr.ValueRefused, match="“2020”版"):
        gr.aggregate([], edition="2020")  # type: ignore[arg-type]


def test_amounts_are_exact_whatever_the_precision_of_the_caller() -> None:
    path = "disclosure.fees.amount"
    parts = [
        gr.Report.from_cells({path: gr.Amount(Decimal(value))}, agency=agency, year=2023, edition="2021")
        for agency, value in (("甲局", "12345.67"), ("乙局", "0.01"))
    ]
    with localcontext(prec=3):
        whole = gr.aggregate(parts)
        (change,) = gr.diff(*parts).changed
        found = (whole.report.cells()[path], change.change, [whole.omitted(part) for part in parts])
    assert found == (Decimal("12345.68"), Decimal("-12345.66"), [(1,), (0,)])


def test_parts_of_several_editions_are_converted_on_request() -> None:
    several = [attrs.evolve(NEW, year=None), attrs.evolve(OLD, year=None)]
    whole = gr.aggregate(several, edition="2019")
    assert list(whole.conversions) == [0]
    assert whole.parts == tuple(several)
    path = "applications.outcomes.other.total"
    assert whole.report.cells()[path] == gr.to_edition(NEW, "2019").report.cells()[path] + OLD.cells()[path]  # type: ignore[operator]
    path = "disclosure.normative_documents.made"
    assert whole.report.cells()[path] == OLD.cells()[path]
    assert whole.cells[path].blank == (0,)


# editions


@settings(max_examples=25)
@given(reports(), st.sampled_from(("2019", "2021")))
def test_what_a_conversion_keeps_is_the_same_and_the_rest_is_listed(report: gr.Report, edition: Edition) -> None:
    made = gr.to_edition(report, edition)
    before, after = report.cells(), made.report.cells()
    lost = {cell.path for cell in made.lost}
    assert all(edition in table.spec.edition for table in made.report.tables)
    assert made.report.sections == report.sections
    assert set(made.report.extras) | set(made.lost_extras) == set(report.extras)
    for path, value in before.items():
        if path in after:
            assert after[path] == value
        elif value is None:
            assert path not in lost
        elif path not in lost:
            assert path.startswith("applications.outcomes.other.")
    assert gr.to_edition(made.report, edition).report == made.report
    made.report.to_document()


def test_three_rows_become_one_and_one_becomes_three_only_when_it_is_0() -> None:
    stem = "applications.outcomes.other"
    full = NEW.with_cells({f"{stem}.{row}.total": 2 for row in ("not_corrected_in_time", "fee_unpaid", "other")})
    assert gr.to_edition(full, "2019").report.cells()[f"{stem}.total"] == 6
    blank = gr.to_edition(full.with_cells({f"{stem}.fee_unpaid.total": None}), "2019")
    assert blank.report.cells()[f"{stem}.total"] is None
    assert [cell.path for cell in blank.lost if cell.path.startswith(stem)] == [
        f"{stem}.not_corrected_in_time.total",
        f"{stem}.other.total",
    ]
    none = gr.to_edition(OLD.with_cells({f"{stem}.total": 0}), "2021").report.cells()
    assert [none[f"{stem}.{row}.total"] for row in ("not_corrected_in_time", "fee_unpaid", "other")] == [0, 0, 0]
    some = gr.to_edition(OLD.with_cells({f"{stem}.total": 3}), "2021")
    assert some.report.cells()[f"{stem}.other.total"] is None
    assert gr.LostCell(f"{stem}.total", 3) in some.lost


def test_what_was_not_read_is_not_read_in_the_other_edition() -> None:
    stem = "applications.outcomes.other"
    new = attrs.evolve(
        NEW.with_cells({f"{stem}.fee_unpaid.total": None}), notes=(gr.Note("unread", f"{stem}.fee_unpaid.total"),)
    )
    made = gr.to_edition(new, "2019").report
    assert made.unread == {f"{stem}.total"}
    assert made.cells()[f"{stem}.total"] is None
    old = attrs.evolve(OLD.with_cells({f"{stem}.total": None}), notes=(gr.Note("unread", f"{stem}.total"),))
    made = gr.to_edition(old, "2021").report
    assert made.unread == {f"{stem}.{row}.total" for row in ("not_corrected_in_time", "fee_unpaid", "other")}
    kept = attrs.evolve(OLD, notes=(gr.Note("unread", "applications.received.total"), gr.Note("published")))
    assert gr.to_edition(kept, "2021").report.notes == kept.notes
    lost = attrs.evolve(OLD, notes=(gr.Note("unread", "disclosure.regulations.made"),))
    assert gr.to_edition(lost, "2021").report.notes == ()


def test_an_edition_that_there_is_not_is_refused() -> None:
    with pytest.raises(gr.ValueRefused, match="2008"):
        gr.to_edition(NEW, "2008")  # type: ignore[arg-type]


# diff


@settings(max_examples=25)
@given(reports())
def test_a_report_does_not_differ_from_itself(report: gr.Report) -> None:
    same = gr.diff(report, report)
    assert same.changed == ()
    assert len(same.cells) == len(report.cells())
    assert same.repeated_share in (None, 1)
    assert all(sentence.repeated for part in same.parts for sentence in (*part.before, *part.after))


def test_cells_are_compared_with_absolute_and_relative_change() -> None:
    path = "disputes.reconsideration.total"
    found = {cell.path: cell for cell in gr.diff(WRONG, NEW).cells}
    assert found[path].kind == "same"
    assert (found[path].change, found[path].ratio) == (0, Fraction(0))
    raised = gr.diff(NEW, NEW.with_cells({path: 8})).changed
    assert [(cell.path, cell.change, cell.ratio) for cell in raised] == [(path, 3, Fraction(3, 5))]
    (filled,) = gr.diff(NEW.with_cells({path: None}), NEW).changed
    assert (filled.kind, filled.change, filled.ratio) == ("filled", None, None)
    (blanked,) = gr.diff(NEW, NEW.with_cells({path: None})).changed
    assert blanked.kind == "blanked"
    (from_zero,) = gr.diff(NEW.with_cells({path: 0}), NEW).changed
    assert (from_zero.change, from_zero.ratio) == (5, None)


def test_what_was_not_read_is_told_apart_from_blanks_and_stands_out_nowhere() -> None:
    path = "disclosure.licensing.decisions"
    text = (EXAMPLES / "linjiang-2023.txt").read_text(encoding="utf-8")
    unread, blank = (gr.reads(text.replace("\n5210\n", f"\n{sign}\n")) for sign in ("约5210", "/"))
    for before, after, places in ((NEW, unread, ("after",)), (unread, NEW, ("before",)), (NEW, blank, ())):
        compared = gr.diff(before, after)
        (change,) = compared.changed
        assert (change.path, change.unread) == (path, places)
        assert bool(compared.largest(10)) is not bool(places)
    assert {cell.path: cell.unread for cell in gr.diff(unread, unread).cells if cell.unread} == {
        path: ("before", "after")
    }


def test_cells_of_one_report_alone_are_told_apart_from_blanks() -> None:
    kinds = {cell.path: cell.kind for cell in gr.diff(OLD, NEW).cells}
    assert kinds["disclosure.regulations.made"] == "only-before"
    assert kinds["disclosure.regulations.issued"] == "only-after"
    assert kinds["applications.received.total"] == "changed"


def test_amounts_are_compared_across_units_where_that_can_be() -> None:
    def paid(value: str, unit: Any, edition: Edition = "2021") -> gr.Report:
        name = "disclosure.fees.amount" if edition == "2021" else "disclosure.procurement.amount"
        return gr.Report.from_cells({name: gr.Amount(Decimal(value), unit)}, edition=edition)

    def found(one: gr.Report, other: gr.Report) -> Any:
        return next(cell for cell in compare_cells(one, other) if cell.path.endswith("amount"))

    assert found(paid("25.1", None), paid("251000", "元")).kind == "same"
    assert found(paid("1", None), paid("20000", "元")).change == 1
    assert found(paid("8040", None, "2019"), paid("8040", "元", "2019")).kind == "unit-differs"
    assert found(paid("8040", None, "2019"), paid("8040", "元", "2019")).change is None
    assert found(paid("1", "万元", "2019"), paid("10000", "元", "2019")).kind == "same"
    assert found(paid("1", None, "2019"), paid("3", None, "2019")).ratio == 2


def test_what_is_printed_beyond_the_form_is_compared_by_its_labels() -> None:
    def extra(row: str, value: Any, table: str = "applications") -> ExtraCell:
        return ExtraCell(table, (row,) if row else (), ("总计",), value)

    paid = gr.Amount(Decimal("2.5"), None)
    before = attrs.evolve(NEW, extras=(extra("a", 1), extra("b", 2), extra("c", 2), extra("d", 5, "disputes")))
    after = attrs.evolve(NEW, extras=(extra("a", 1), extra("b", 3), extra("c", paid), extra("", 7, "disputes")))
    compared = gr.diff(before, after)
    assert compared.changed == ()
    assert [(one.row, one.cell.kind, one.cell.change) for one in compared.extras] == [
        (("a",), "same", 0),
        (("b",), "changed", 1),
        (("c",), "changed", Decimal("0.5")),
        (("d",), "only-before", None),
        ((), "only-after", None),
    ]
    assert [extra_place(one, compared.numbers, "zh_CN") for one in compared.changed_extras][2:] == [
        "表四“d”行“总计”列",
        "表四“总计”",
    ]
    page = compared.to_html(locale="en")
    assert "Beyond the official form: 4" in page
    assert "Beyond the official form" not in gr.diff(before, before).to_html(locale="en")


def test_sentences_are_found_again_each_as_often_as_it_stands() -> None:
    one = gr.Report(overview=gr.Section.of("一、总体情况", "甲乙丙。丁戊！", "己庚"))
    other = gr.Report(overview=gr.Section.of("一、总体情况", "甲 乙丙。甲乙丙。新句。"), problems=None)
    (part,) = gr.diff(one, other).parts
    assert [(sentence.text, sentence.repeated) for sentence in part.after] == [
        ("甲 乙丙。", True),
        ("甲乙丙。", False),
        ("新句。", False),
    ]
    assert [(sentence.text, sentence.paragraph, sentence.repeated) for sentence in part.before] == [
        ("甲乙丙。", 0, True),
        ("丁戊！", 0, False),
        ("己庚", 1, False),
    ]
    assert part.repeated_share == Fraction(4, 11)
    assert gr.diff(one, gr.Report()).repeated_share is None


# series, coverage, indicators


def test_cells_are_followed_across_both_editions_and_gaps_are_visible() -> None:
    followed = gr.series([NEW, OLD, attrs.evolve(WRONG, title=None)], renamed=True)
    assert (followed.years, followed.gaps, len(followed), followed.agency) == (
        (2020, 2022, 2023),
        (2021,),
        3,
        "临江县人民政府",
    )
    assert [report.year for report in followed] == [2020, 2022, 2023]
    stem = "applications.outcomes.other"
    assert list(followed[f"{stem}.total"]) == [2020, 2022, 2023]
    assert list(followed["disclosure.regulations.issued"]) == [2022, 2023]
    assert f"{stem}.total" in followed.paths
    with pytest.raises(gr.CellError, match=f"路径是{stem}.total"):
        followed[f"{stem}.fee_unpaid.total"]
    with pytest.raises(gr.CellError, match="最接近的是"):
        followed["applications.recieved.total"]
    assert gr.series([]).gaps == ()
    assert gr.series([]).agency is None


def test_reports_without_a_year_or_of_one_year_are_no_series() -> None:
    with pytest.raises(gr.ValueRefused, match="没有年度"):
        gr.series([attrs.evolve(NEW, year=None)])
    with pytest.raises(gr.ValueRefused, match="2023年有两份报告"):
        gr.series([NEW, NEW])


def test_a_part_that_bears_the_name_of_the_whole_is_named() -> None:
    """The published total among its parts would count everything twice."""
    part = attrs.evolve(NEW, agency="临江县教育局")
    notes = gr.aggregate([part, NEW], agency="临江县").report.notes
    assert [(note.code, note.text) for note in notes] == [("part-named-as-whole", "临江县人民政府")]
    assert notes[0].message == "与汇总机关同名，像是总计而不是其中一份，请核实：临江县人民政府"
    assert gr.aggregate([NEW], agency="临江县").report.notes == ()
    assert gr.aggregate([part, NEW]).report.notes == ()
    assert gr.aggregate([part, NEW], agency="临江县水利局").report.notes == ()


@pytest.mark.parametrize(
    ("names", "groups"),
    [
        (("市政府办", "市人民政府办公室", "市人民政府"), [("市政府办", "市人民政府办公室")]),
        (("临江县教育局", "教育局", "云溪市教育局"), [("教育局", "临江县教育局", "云溪市教育局")]),
        (("甲县卫健委", "甲县卫生健康委员会"), []),
        (("甲县卫生健康委", "甲县卫生健康委员会"), [("甲县卫生健康委", "甲县卫生健康委员会")]),
        (("甲县财政局（国资局）", "甲县财政局"), [("甲县财政局（国资局）", "甲县财政局")]),
        (("甲市财政局", "乙市财政局", "甲市教育局", "甲市财政局"), []),
        (("政局", "民政局"), []),
    ],
)
def test_parts_whose_names_are_alike_are_named_and_not_merged(
    names: tuple[str, ...], groups: list[tuple[str, ...]]
) -> None:
    parts = [gr.Report.from_cells({"disclosure.licensing.decisions": 1}, agency=one) for one in dict.fromkeys(names)]
    whole = gr.aggregate(parts)
    assert whole.report.cells()["disclosure.licensing.decisions"] == len(parts)
    notes = [note for note in whole.report.notes if note.code == "names-alike"]
    assert [note.text for note in notes] == ["、".join(group) for group in groups]


def test_coverage_knows_an_organ_by_its_short_name() -> None:
    """A name without its 人民政府, or with 管委会 for 管理委员会, must not make an organ one that has not published."""
    park = attrs.evolve(NEW, agency="某（高新区）管委会")
    found = gr.coverage(["临江县", "某高新区管理委员会"], 2023, [NEW, park])
    assert (found.missing, found.unexpected) == ((), ())
    assert gr.coverage(["临江县人民政府办公室"], 2023, [NEW]).missing == (("临江县人民政府办公室", 2023),)


def test_coverage_names_who_has_not_published() -> None:
    found = gr.coverage(
        ["临江县人民政府", "云溪市　商务局", "临江县人民政府"], (2020, 2023, 2020), [NEW, NEW, OLD, WRONG]
    )
    assert found.agencies == ("临江县人民政府", "云溪市　商务局")
    assert found.missing == (("临江县人民政府", 2020), ("云溪市　商务局", 2023))
    assert found.doubled == (("临江县人民政府", 2023),)
    assert found.unexpected == (("临江县人民政府", 2022),)
    assert str(found) == "应有4份，已公开2份，缺2份\n临江县人民政府：缺2020年\n云溪市　商务局：缺2023年"


def test_indicators_are_exact_and_blank_safe() -> None:
    cells = NEW.cells()
    found = gr.indicators(NEW)
    given_out = sum(int(cells[f"applications.outcomes.{row}.total"] or 0) for row in ("disclosed", "partly_disclosed"))
    assert found["disclosure_rate"].value == Fraction(given_out, int(cells["applications.outcomes.total.total"] or 0))
    assert list(gr.indicators(NEW, "carry_over_rate")) == ["carry_over_rate"]
    blank = gr.indicators(NEW.with_cells({"applications.carried_out.total": None}), "carry_over_rate")[
        "carry_over_rate"
    ]
    assert blank.value is None
    assert str(blank) == "结转率：无（这些单元格为空白：applications.carried_out.total）"
    zero = gr.Report.from_cells({path: 0 for path in cells if path.startswith("disputes.")})
    assert str(gr.indicators(zero)["reconsideration_correction_rate"]) == "行政复议纠正率：无（分母为0）"
    assert "没有这些单元格" in str(gr.indicators(zero)["disclosure_rate"])
    with pytest.raises(gr.ValueRefused, match="没有指标“rate”，可用的有：disclosure_rate、"):
        gr.indicators(NEW, "rate")


def test_every_blank_of_an_indicator_is_named_once() -> None:
    blank = gr.indicators(gr.Report.blank("2021"), "reconsideration_correction_rate")
    found = blank["reconsideration_correction_rate"]
    assert found.blank == tuple(f"disputes.reconsideration.{name}" for name in ("corrected", "upheld", "other"))
    assert "其中3个单元格为空白" in blank._repr_html_()
    assert len(gr.indicators(gr.Report())["refusal_share_state_secret"].absent) == 8


def test_indicators_say_their_value_and_its_two_numbers() -> None:
    report = gr.Report.from_cells(
        {
            "applications.received.total": 3000,
            "applications.outcomes.disclosed.total": 1,
            "applications.outcomes.partly_disclosed.total": 1,
            "applications.outcomes.total.total": 3000,
            "disputes.reconsideration.total": 500,
            "disputes.litigation.direct.total": 0,
            "disputes.litigation.after_reconsideration.total": 500,
        },
        edition="2021",
    )
    found = gr.indicators(report)
    assert found["disclosure_rate"].text() == "公开率：0.1%（2÷3,000）"
    assert found["disclosure_rate"].text("en").startswith("Disclosure rate: 0.1%")
    assert found["disputes_per_application"].text() == "每件申请引起的复议诉讼：0.333（1,000÷3,000）"


@settings(max_examples=25)
@given(reports())
def test_indicators_never_raise_and_hold_for_both_editions(report: gr.Report) -> None:
    for value in gr.indicators(report).values():
        assert (value.value is None) is (value.why_not is not None)
        assert value.text("en")


def test_every_indicator_is_translated() -> None:
    for indicator in gr.INDICATORS:
        assert indicator.title_in("en") != indicator.title
        assert indicator.formula_in("en") != indicator.formula
        assert indicator.source_in("en") != indicator.source


# what is shown in a console, what is refused


def test_values_are_short_in_a_console() -> None:
    followed = gr.series([NEW, WRONG])
    assert repr(followed) == "<Series 临江县人民政府 2022–2023: 2 reports>"
    assert repr(gr.series([])) == "<Series ? empty: 0 reports>"
    assert repr(gr.series([NEW])) == "<Series 临江县人民政府 2023: 1 reports>"
    long = gr.series([NEW, attrs.evolve(NEW, year=2015)])
    assert repr(long) == "<Series 临江县人民政府 2015–2023: 2 reports, without 2016, 2017, 2018, 2019, 2020…>"
    assert repr(gr.aggregate([NEW], agency="某市")) == (
        "<Aggregate 某市 2023: 1 reports, disclosure 2021, applications 2021, disputes 2019/2021, 0 cells incomplete>"
    )
    found = gr.indicators(NEW, "disclosure_rate")["disclosure_rate"]
    assert repr(found) == "<disclosure_rate: 54.4% (31/57)>"
    assert repr(found.indicator) == "<Indicator disclosure_rate: Disclosure rate, %>"
    rate = "reconsideration_correction_rate"
    without = gr.indicators(gr.Report(), rate)[rate]
    blank = gr.indicators(NEW.with_cells({"disputes.reconsideration.upheld": None}), rate)[rate]
    zero = gr.indicators(gr.Report.from_cells(dict.fromkeys(_DISPUTES, 0)), rate)[rate]
    assert [repr(one).rpartition(", ")[2] for one in (without, blank, zero)] == [
        "cells missing>",
        "cells blank>",
        "nothing to divide by>",
    ]
    assert repr(gr.coverage(["云溪市商务局"], 2020, [OLD, NEW])) == (
        "<Coverage: 1 of 1 published, 0 missing, 1 unexpected>"
    )
    assert repr(gr.coverage(["云溪市商务局"], 2021, [])) == "<Coverage: 0 of 1 published, 1 missing>"
    assert repr(gr.to_edition(OLD, "2021")).endswith(": 19 cells and 0 extra cells lost>")


_DISPUTES = tuple(path for path in NEW.cells() if path.startswith("disputes."))


def test_the_sum_of_nothing_is_a_report_without_tables_that_adds_nothing() -> None:
    nothing = gr.aggregate([])
    assert (nothing.report, nothing.parts, nothing.cells) == (gr.Report(), (), {})
    assert nothing.compare(NEW) == gr.aggregate([gr.Report()]).compare(NEW)
    alone = gr.aggregate([NEW]).report
    assert gr.aggregate([NEW, nothing.report]).report == alone
    assert repr(nothing) == "<Aggregate ? ?: 0 reports, no tables, 0 cells incomplete>"


def test_a_series_of_two_organs_is_refused_unless_it_was_renamed() -> None:
    with pytest.raises(
        gr.ValueRefused, match="不同的机关：云溪市商务局（2020年）、临江县人民政府（2023年）；"
    ) as refused:
        gr.series([NEW, OLD])
    assert "云溪市商务局 (2020), 临江县人民政府 (2023)" in refused.value.text("en")
    assert gr.series([NEW, OLD], renamed=True).years == (2020, 2023)
    assert gr.series([NEW, OLD], renamed=["云溪市商务局", "临江县人民政府"]).years == (2020, 2023)
    with pytest.raises(gr.ValueRefused, match="不同的机关"):
        gr.series([NEW, OLD], renamed=["云溪市商务局", "云溪市商务与粮食局"])
    assert gr.series([NEW, attrs.evolve(WRONG, agency="临江县")]).years == (2022, 2023)
    assert gr.series([NEW, attrs.evolve(OLD, agency=None)]).years == (2020, 2023)
    many = [attrs.evolve(OLD, agency=f"{at}局", year=2000 + at) for at in range(7)]
    with pytest.raises(gr.ValueRefused, match="4局（2004年）、…；"):
        gr.series(many)
    for wrong in ("临江县", 3, [3]):
        with pytest.raises(gr.ValueRefused, match="renamed应为"):
            gr.series([NEW], renamed=wrong)  # type: ignore[arg-type]


def test_what_is_no_report_no_year_and_no_organ_is_refused() -> None:
    functions: tuple[Callable[[Any], object], ...] = (gr.aggregate, gr.series, gr.check_series)
    no_reports: tuple[Any, ...] = (3, None)
    texts: list[Any] = ["a"]
    for function in functions:
        for several in no_reports:
            with pytest.raises(gr.ValueRefused, match="应给出若干份报告"):
                function(several)
        with pytest.raises(gr.ValueRefused, match="应为Report，而不是'a'"):
            function(texts)
    with pytest.raises(gr.ValueRefused, match="应为Report"):
        gr.aggregate([NEW]).compare(3)  # type: ignore[arg-type]
    with pytest.raises(gr.ValueRefused, match="应为Report"):
        gr.indicators(3)  # type: ignore[arg-type]
    with pytest.raises(gr.ValueRefused, match="应为Report"):
        gr.to_edition(3, "2021")  # type: ignore[arg-type]
    assert gr.coverage(iter(["临江县人民政府"]), 2023, [NEW]).missing == ()
    for agencies in ("临江县", 3, [3]):
        with pytest.raises(gr.ValueRefused, match="机关应为一组名称"):
            gr.coverage(agencies, 2023, [NEW])  # type: ignore[arg-type]
    for years in ("2023", None, [True], [2023.0]):
        with pytest.raises(gr.ValueRefused, match="年度应为整数"):
            gr.coverage(["临江县"], years, [NEW])  # type: ignore[arg-type]
    with pytest.raises(gr.ValueRefused, match="应给出若干份报告"):
        gr.coverage(["临江县"], 2023, 3)  # type: ignore[arg-type]


def test_a_sum_says_of_every_decision_what_it_was() -> None:
    fees, licences = "disclosure.fees.amount", "disclosure.licensing.decisions"

    def part(agency: str | None, unit: Any, count: int | None, **fields: Any) -> gr.Report:
        cells = {fees: gr.Amount(Decimal("2.50"), unit), licences: count}
        return gr.Report.from_cells(cells, agency=agency, year=2023, edition="2021", **fields)

    parts = [part("甲局", None, 1, disputes=NEW.disputes), part("乙局", "元", None), part("丙局", "亿元", 2)]
    whole = gr.aggregate(parts, blanks="blank")
    assert [(note.code, note.path) for note in whole.report.notes] == [
        ("table-lacking", "disputes"),
        ("sum-left-blank", licences),
        ("units-converted", fees),
    ]
    assert [note.message for note in whole.report.notes] == [
        "2份报告没有表四，此表的合计不含：乙局、丙局",
        "2份报告有数值，1份留空或未读出，按要求不作合计：乙局",
        "各份报告所印单位不同（未印单位（即表格单位）/亿元/元），换算为万元后相加",
    ]
    silent = gr.aggregate([*parts[1:], part("丁局", "元", 3).with_cells({fees: None})], blanks="blank")
    assert silent.report.cells()[fees] is None
    assert [note.code for note in silent.report.notes if note.path == fees] == ["sum-left-blank"]
    assert (whole.cells[fees].units, whole.cells[fees].unit) == ((None, "亿元", "元"), "万元")
    assert str(whole.report.disclosure.fees.amount) == "25002.50025"  # type: ignore[union-attr]
    zero = gr.aggregate([part("甲局", "元", 1), part("乙局", "万元", 2)]).report
    assert str(zero.disclosure.fees.amount) == "2.50025"  # type: ignore[union-attr]
    assert "no unit printed (that of the form)" in whole.report.notes[2].message_in("en")
    none = gr.Report.from_cells({fees: gr.Amount(Decimal(0), "元")}, year=2023, edition="2021")
    assert str(gr.aggregate([none, part("甲局", None, 1)]).report.disclosure.fees.amount) == "2.50"  # type: ignore[union-attr]


def test_a_part_that_a_published_total_leaves_out_is_found() -> None:
    parts = [attrs.evolve(holding(seed), agency=f"{seed}局") for seed in range(3)]
    whole = gr.aggregate(parts)
    for at in range(3):
        published = gr.aggregate([part for number, part in enumerate(parts) if number != at]).report
        assert whole.omitted(published) == (at,)
        path = next(path for path, value in published.cells().items() if value)
        assert whole.omitted(published.with_cells({path: None})) == ()
        assert whole.omitted(published.with_cells({path: 10**9})) == ()
    assert whole.omitted(whole.report) == ()
    mixed = gr.aggregate([attrs.evolve(NEW, year=None), attrs.evolve(OLD, year=None)], edition="2021")
    assert mixed.omitted(gr.aggregate([attrs.evolve(OLD, year=None)], edition="2021").report) == ()
    disputed = gr.aggregate(
        [gr.Report(applications=NEW.applications), gr.Report(applications=OLD.applications)], edition="2021"
    )
    assert disputed.omitted(NEW) == ()
