"""The laws of the library, as properties over every report that the strategies draw."""

from __future__ import annotations

import copy
import json
import pickle
from decimal import Decimal

import attrs
import jsonschema
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import govinfo_report as gr
from govinfo_report.compiled import compile_form
from govinfo_report.quantity import Amount, Kind, Unit, read_figure, write_figure
from govinfo_report.testing import amounts, figures, reports

VALIDATOR = jsonschema.Draft202012Validator(gr.json_schema())


@given(reports())
def test_law_1_parse_undoes_layout(report: gr.Report) -> None:
    document = report.to_document()
    if report.tables:
        assert gr.Report.from_document(document) == report
        return
    try:
        assert gr.Report.from_document(document) == report
    except gr.ReadError:
        assert not report.tables


@given(reports(carried_by="text"), st.integers(40, 140))
def test_law_2_text_is_read_back(report: gr.Report, width: int) -> None:
    text = report.render(width=width)
    assert isinstance(text, str)
    assert gr.reads(text) == report
    assert gr.reads(text.encode()) == report


@given(reports())
def test_law_2_json_is_read_back(report: gr.Report) -> None:
    again = gr.Report.from_json(report.to_json())
    assert again == report
    assert again.notes == report.notes
    assert gr.reads(report.to_json(indent=2)) == report
    assert gr.Report.from_dict(report.to_dict()) == report
    assert again.to_json() == report.to_json()


@given(reports())
def test_every_output_validates_against_the_schema(report: gr.Report) -> None:
    VALIDATOR.validate(json.loads(report.to_json()))


@given(reports(carried_by="text"))
def test_law_3_reading_what_was_rendered_leaves_nothing_unread(report: gr.Report) -> None:
    again = gr.reads(report.render())
    assert not again.unread
    assert {note.code for note in again.notes} <= {
        "title-unknown", "agency-unknown", "year-unknown", "no-table", "extra", "edition-assumed",
        "contradiction", "many-digits",
    }  # fmt: skip


@given(amounts())
def test_law_4_amounts_keep_every_digit(amount: Amount) -> None:
    printed = read_figure(write_figure(amount), "amount")
    assert printed.value == amount
    assert str(printed.value) == str(amount)


@given(st.sampled_from(["元", "万元", "亿元"]), amounts(), st.sampled_from(["元", "万元", "亿元"]))
def test_conversion_of_amounts_is_exact(unit: Unit, amount: Amount, target: Unit) -> None:
    powers = {"元": 0, "万元": 4, "亿元": 8}
    converted = attrs.evolve(amount, unit=unit).to(target)
    sign, digits, exponent = converted.as_tuple()
    assert isinstance(exponent, int)
    back = Decimal((sign, digits, exponent + powers[target] - powers[unit]))
    assert back == amount.value


@given(reports(), st.data())
def test_law_5_a_blank_is_not_a_zero(report: gr.Report, data: st.DataObject) -> None:
    cells = report.cells()
    assume(cells)
    path = data.draw(st.sampled_from(sorted(cells)))
    blank = report.with_cells({path: None})
    zero = report.with_cells({path: 0})
    assert blank != zero
    assert blank.cells()[path] is None
    assert zero.cells()[path] == 0
    assert gr.Report.from_json(blank.to_json()).cells()[path] is None


@given(reports())
def test_law_6_broken_sums_are_findings(report: gr.Report) -> None:
    findings = report.check(rules=("*.row-sum", "*.outcome-sum", "*.balance", "*.block-sum"))
    identities = sum(len(compile_form(type(table)).identities) for table in report.tables)
    assert len(findings) == identities
    assert len(findings.passed) + len(findings.failed) + len(findings.incomplete) == identities
    cells = report.cells()
    for finding in findings:
        blank = any(cells[path] is None for path in finding.paths)
        assert (finding.status == "incomplete") == blank
        assert finding.text()
        if finding.status == "failed":
            assert finding.difference != 0


@given(reports())
def test_law_7_equality_is_about_what_was_published(report: gr.Report) -> None:
    noted = attrs.evolve(report, notes=(*report.notes, gr.Note("unread", text="x")))
    assert noted == report
    assert hash(noted) == hash(report)


@given(reports())
def test_reports_pickle_and_copy(report: gr.Report) -> None:
    for again in (pickle.loads(pickle.dumps(report)), copy.copy(report), copy.deepcopy(report)):
        assert again == report
        assert again.notes == report.notes


@given(reports())
def test_cells_given_back_change_nothing(report: gr.Report) -> None:
    assert report.with_cells(report.cells()) == report


@given(figures("change"))
def test_changes_are_read_as_written(value: int | None) -> None:
    assert read_figure(write_figure(value), "change").value == value


@pytest.mark.parametrize("kind", ["count", "change", "amount"])
@given(text=st.text(max_size=30))
def test_reading_a_figure_never_raises_and_never_makes_up_digits(kind: Kind, text: str) -> None:
    printed = read_figure(text, kind)
    if printed.value is not None:
        shown = "".join(str(int(c)) for c in text if c.isdecimal())
        if not shown:
            assert set("〇○零一二两三四五六七八九十百千万") & set(text), "a figure out of nothing"
            return
        assert str(printed.value).translate({ord(c): None for c in "-.元万亿"}) == shown
