"""The first text of the narrative: what it says agrees with the tables, by the library's own reading of prose."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Final

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

import govinfo_report as gr
from govinfo_report.compiled import Form, compile_form
from govinfo_report.forms.disclosure import Disclosure2019, Disclosure2021
from govinfo_report.prose import compared
from govinfo_report.prose.readings import readings, table_of
from govinfo_report.testing import reports
from tests.figures import applications, disputes

EXAMPLE: Final = "examples/linjiang-2023.txt"
NARRATIVE: Final = (
    "preamble",
    "overview",
    "disclosure_text",
    "applications_text",
    "disputes_text",
    "problems",
    "other_matters",
    "closing",
)
UNREADABLE: Final = (".previous_items", ".change", ".other_services.decisions", ".received.other", ".procurement.")
"""What the 2019 edition counts beside documents and decisions, and 其他组织: no claim is found in such words."""


def bare(report: gr.Report) -> gr.Report:
    return attrs.evolve(report, **dict.fromkeys(NARRATIVE))


def agrees(report: gr.Report) -> gr.Draft:
    """The draft of ``report``, against which nothing is found."""
    made = gr.draft(report)
    told = made.into(bare(report))
    assert told.cells() == report.cells()
    assert told.tables == report.tables
    found = told.check(rules="narrative")
    assert [finding.text() for finding in found.failed] == []
    return made


def found_again(report: gr.Report) -> None:
    """Every figure that the draft of ``report`` tells is claimed of the very cells that it came from."""
    made = agrees(report)
    forms: dict[str, Form] = {table.spec.name: compile_form(type(table)) for table in report.tables}
    cells = report.cells()
    claims = compared(made.into(bare(report)))
    assert {one.status for one in claims} <= {"passed"}
    said = {
        (paths, one.claim.low)
        for one in claims
        for paths in readings(one.claim.kind, one.claim.loose, forms[table_of(one.claim.kind)])
    }
    sums = [one for one in claims if one.claim.kind == "disclosure.fees.amount"]
    for paths in made.told:
        if any(part in paths[0] for part in UNREADABLE):
            continue
        if paths == ("disclosure.fees.amount",):
            assert len(sums) == 1
            continue
        value = sum(int(cells[path] or 0) for path in paths)
        assert (paths, value) in said, paths


@st.composite
def complete(draw: st.DrawFn) -> gr.Report:
    """A report as an office fills it in, of either edition, with every cell filled and every sum of 表三 and 表四 right."""
    random = Random(draw(st.integers(0, 2**32)))
    edition = draw(st.sampled_from(("2019", "2021")))
    form, values = applications(random, edition)
    other, results = disputes(random)
    if draw(st.booleans()):
        results = [0] * len(results)
    disclosed = compile_form(Disclosure2019 if edition == "2019" else Disclosure2021)
    cells: dict[str, int | Decimal | gr.Amount | None] = {}
    for one, figures in ((form, values), (other, results)):
        cells.update({cell.path: value for cell, value in zip(one.cells, figures, strict=True)})
    for cell in disclosed.cells:
        figure = random.choice((0, 0, 1, random.randint(2, 5000)))
        if cell.kind == "amount":
            unit = random.choice(("元", "万元", None))
            cells[cell.path] = gr.Amount(Decimal(figure) / random.choice((1, 100)), unit)
        else:
            cells[cell.path] = -figure if cell.kind == "change" and random.random() < 0.5 else figure
    year = draw(st.sampled_from((None, 2019, 2023)))
    agency = draw(st.sampled_from((None, "临江县人民政府", "某市司法局")))
    return gr.Report.from_cells(cells, edition=edition, year=year, agency=agency)


@settings(max_examples=60)
@given(complete())
def test_every_figure_that_is_told_is_found_again_in_the_text(report: gr.Report) -> None:
    found_again(report)


@settings(max_examples=60)
@given(complete(), st.randoms(use_true_random=False))
def test_blanks_are_left_open_and_never_taken_for_0(report: gr.Report, random: Random) -> None:
    cells = report.cells()
    blanks = random.sample(sorted(cells), random.randint(1, len(cells)))
    holed = report.with_cells(dict.fromkeys(blanks))
    made = agrees(holed)
    assert not {path for paths in made.told for path in paths} & set(blanks)


@settings(max_examples=40)
@given(reports())
def test_no_rule_of_the_narrative_finds_anything_against_any_draft(report: gr.Report) -> None:
    made = agrees(report)
    assert made == gr.draft(bare(report))
    whole = made.into(report)
    assert whole.cells() == report.cells()
    for part in NARRATIVE:
        before, after = getattr(report, part), getattr(whole, part)
        if before is not None and before.paragraphs:
            assert after == before
        elif before is not None and before.heading is not None:
            assert after.heading == before.heading
    for locale in ("zh_CN", "en"):
        told = gr.draft(report, locale=locale)
        for gap in told.gaps:
            text = told.sections[gap.part].paragraphs[gap.paragraph].text
            assert text[gap.start : gap.end] == gap.text
        words = told.text()
        assert words.count("〔" if locale == "zh_CN" else "[") == len(told.gaps)


@pytest.mark.parametrize("locale", ["zh_CN", "en"])
def test_the_text_of_an_example(snapshot: SnapshotAssertion, locale: str) -> None:
    report = gr.read(EXAMPLE)
    assert gr.draft(report, locale=locale).text() == snapshot
    found_again(report)
