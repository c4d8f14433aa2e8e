"""Which year's report is the wrong one."""

from __future__ import annotations

import itertools
from random import Random
from typing import Any, cast

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import govinfo_report as gr
from govinfo_report.compiled import Form
from govinfo_report.testing import reports
from tests.figures import mistyped, tied, years_of_applications

COUNTY = "临江县人民政府"
ROW = "disclosure.normative_documents"


def applications_of(tables: list[tuple[Form, list[int]]], edition_from: int = 2021) -> list[gr.Report]:
    return [
        gr.Report(agency=COUNTY, year=edition_from + at, applications=cast(Any, form.build(values)))
        for at, (form, values) in enumerate(tables)
    ]


def series_of(seed: int, years: int = 3) -> list[gr.Report]:
    return applications_of(years_of_applications(Random(seed), years))


def moved(report: gr.Report, change: int, *rows: str) -> gr.Report:
    """``report`` with ``rows`` of natural persons, and their totals, changed alike."""
    cells = report.cells()
    paths = [f"applications.{row}.{column}" for row in rows for column in ("natural_person", "total")]
    return report.with_cells({path: (cells[path] or 0) + change for path in paths})


def documents(year: int, issued: int | None, repealed: int, in_force: int) -> gr.Report:
    figures = {"issued": issued, "repealed": repealed, "in_force": in_force}
    blank = gr.Report.blank("2021", agency=COUNTY, year=year)
    return blank.with_cells({f"{ROW}.{name}": figure for name, figure in figures.items()})


@given(st.integers(0, 10**6))
@settings(max_examples=25, deadline=None)
def test_one_wrong_cell_is_traced_to_its_year(seed: int) -> None:
    random = Random(seed)
    tables = years_of_applications(random, random.randint(2, 4), random.choice(("2019", "2021")))
    assert gr.diagnose_series(applications_of(tables)) == ()
    at = random.randrange(len(tables))
    form, values = tables[at]
    cell = random.choice(tied(form))
    true = values[cell]
    values[cell] = mistyped(random, true)
    given = applications_of(tables)
    random.shuffle(given)
    (fault,) = gr.diagnose_series(given)
    found = [
        [(one.year, one.path, one.suggested) for one in explanation.corrections] for explanation in fault.explanations
    ]
    assert found == [[(2021 + at, form.cells[cell].path, true)]]
    assert (fault.year, fault.years) == (2021 + at, (2021 + at,))
    assert set(fault.own) == {2021 + at}
    assert {tie.partition("@")[0] for tie in fault.ties} <= {"series.carried"}
    failed = {finding.id for finding in gr.check_series(given).failed}
    assert set(fault.ties) == failed


@given(st.integers(0, 10**6))
@settings(max_examples=25, deadline=None)
def test_one_wrong_cell_among_documents_is_among_the_candidates(seed: int) -> None:
    random = Random(seed)
    in_force, figures = random.randint(0, 90), []
    for _ in range(4):
        issued = random.randint(0, 12)
        repealed = random.randint(0, in_force + issued)
        in_force += issued - repealed
        figures.append([issued, repealed, in_force])
    year, which = random.randrange(1, 4), random.randrange(3)
    true = figures[year][which]
    figures[year][which] = mistyped(random, true)
    found = gr.diagnose_series(documents(2021 + at, *row) for at, row in enumerate(figures))
    (fault,) = found
    path = f"{ROW}.{('issued', 'repealed', 'in_force')[which]}"
    candidates = [
        [(one.year, one.path, one.suggested) for one in explanation.corrections] for explanation in fault.explanations
    ]
    assert [(2021 + year, path, true)] in candidates
    if which == 2 and year < 3:
        assert fault.year == 2021 + year  # two ties fail, which only this cell shares
    assert "不经废止而失效" in fault.text()
    assert "lapse" in fault.text("en")


def test_years_that_add_up_by_themselves_cannot_be_told_apart() -> None:
    before, after, _ = series_of(8)
    later = moved(moved(after, 5, "carried_in"), -5, "received")
    (fault,) = gr.diagnose_series([before, later])
    assert fault.year is None
    assert set(fault.years) == {2021, 2022}
    assert fault.own == {}
    assert set(fault.ties) == {
        f"series.carried@applications.carried_in.{name}@2022" for name in ("natural_person", "total")
    }
    assert "自身相符，仅凭数字不能断定" in fault.text()
    for explanation in fault.explanations:
        mended = {report.year: report for report in (before, later)}
        for one in explanation.corrections:
            mended[one.year] = mended[one.year].with_cells({one.path: one.suggested})
        assert gr.check_series(mended.values(), rules="series.carried").ok
        assert all(not report.check(rules="applications").failed for report in mended.values())
        assert not gr.check_series(mended.values(), rules="series.carried").failed


def test_what_the_prose_repeats_ranks_last_and_is_said() -> None:
    first, second = documents(2022, 0, 0, 40), documents(2023, 5, 1, 43)
    told = attrs.evolve(
        second, overview=gr.Section.of("一、总体情况", "制发行政规范性文件5件，废止1件，现行有效43件。")
    )
    (plain,), (fault,) = gr.diagnose_series([first, second]), gr.diagnose_series([first, told])
    assert {one.years for one in plain.explanations} == {one.years for one in fault.explanations}
    assert fault.explanations[0].years == (2022,)
    assert [one.corrections[0].confirmed for one in fault.explanations] == [False, True, True, True]
    assert "，但该报告的文字也写作" in fault.text()
    assert fault.to_dict()["year"] is None
    assert fault.to_dict("en")["explanations"][1]["corrections"][0]["confirmed"] is True


def test_items_of_the_2019_form_follow_from_each_other() -> None:
    def items(year: int, previous: int, change: int) -> gr.Report:
        blank = gr.Report.blank("2019", agency=COUNTY, year=year)
        return blank.with_cells(
            {"disclosure.licensing.previous_items": previous, "disclosure.licensing.change": change}
        )

    (fault,) = gr.diagnose_series([items(2019, 10, -3), items(2020, 10, 0)])
    assert fault.ties == ("series.items@disclosure.licensing.previous_items@2020",)
    assert (2020, "disclosure.licensing.previous_items", 7) in [
        (one.year, one.path, one.suggested) for each in fault.explanations for one in each.corrections
    ]
    assert gr.diagnose_series([items(2018, 10, -3), items(2020, 10, 0)]) == ()  # a year is missing between them


def test_blanks_other_organs_and_gaps_tie_nothing() -> None:
    one, other = documents(2022, 0, 0, 40), documents(2023, 5, 1, 43)
    assert gr.diagnose_series([one, documents(2023, None, 1, 43)]) == ()
    assert gr.diagnose_series([one, attrs.evolve(other, agency="临江县教育局")]) == ()
    assert gr.diagnose_series([one, attrs.evolve(other, year=2024)]) == ()
    assert gr.diagnose_series([one, attrs.evolve(other, year=None)]) == ()
    assert gr.diagnose_series([one, attrs.evolve(other, disclosure=None), attrs.evolve(other, year=2024)]) == ()
    assert gr.diagnose_series([]) == ()
    (fault,) = gr.diagnose_series([one, documents(2023, None, 1, 50), documents(2024, 0, 0, 25)])
    assert fault.ties == (f"series.in-force@{ROW}.in_force@2024",)


def test_a_blank_that_no_count_can_fill_is_noticed() -> None:
    (fault,) = gr.diagnose_series([documents(2022, 0, 0, 40), documents(2023, None, 1, 20)])  # issued would be -19
    assert fault.ties == (f"series.in-force@{ROW}.in_force@2023",)
    assert all(one.path != f"{ROW}.issued" for each in fault.explanations for one in each.corrections)


def test_bounds_are_said() -> None:
    given = [documents(2022, 0, 0, 40), documents(2023, 5, 1, 43)]
    (fault,) = gr.diagnose_series(given, limit=1)
    assert (fault.complete, fault.year, len(fault.explanations)) == (False, None, 1)
    assert "只列出前1种" in fault.text()
    before, after, last = series_of(8)
    later = moved(moved(after, 5, "carried_in"), -5, "received")
    (none,) = gr.diagnose_series([before, later, last], seconds=0)
    assert none.explanations == ()
    assert none.text().startswith("各年度的数字不衔接，但未找到错在哪一年度\n查找已到时间")
    with pytest.raises(gr.ValueRefused, match="seconds"):
        gr.diagnose_series(given, seconds=-1)
    with pytest.raises(gr.ValueRefused, match="应为Report"):
        gr.diagnose_series(["x"])  # type: ignore[list-item]


@given(st.lists(reports(), max_size=3))
@settings(max_examples=15, deadline=None)
def test_nothing_is_refused(drawn: list[gr.Report]) -> None:
    for fault in gr.diagnose_series(drawn, seconds=0.2, limit=3):
        assert str(fault)
        assert fault.text("en")
        ranks = [one.rank for one in fault.explanations]
        assert ranks == list(range(1, len(ranks) + 1))
        scores = [one.score for one in fault.explanations]
        assert all(better >= worse for better, worse in itertools.pairwise(scores))
