"""JSON whose keys are the labels of the form: every figure under the labels that the form prints over it."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from syrupy.assertion import SnapshotAssertion

import govinfo_report as gr
from govinfo_report.document import Cell, Document, Grid
from govinfo_report.renderers.chains import chains
from govinfo_report.renderers.labels import RENDERER
from govinfo_report.testing import reports
from tests.conftest import FORMS_CSV
from tests.layouts import distinct
from tests.test_snapshots import TextFile, filled


def rendered(report: gr.Report, **options: Any) -> Any:
    text = report.render("labels", **options)
    assert isinstance(text, str)
    assert text.endswith("}\n")
    return json.loads(text)


@pytest.mark.skipif(
    not FORMS_CSV.is_file(), reason="the list of cells is not beside this checkout (../shared/forms.csv)"
)
@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_every_figure_stands_under_its_official_labels(edition: gr.Edition) -> None:
    with FORMS_CSV.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if edition in row["form"].split("/")]
    official = {row["path"]: row["official_label"].replace(" × ", "/") for row in rows}
    grids = [block for block in gr.Report.blank(edition).to_document().blocks if isinstance(block, Grid)]
    told = {cell.name: "/".join(chain) for grid in grids for cell, chain in chains(grid)}
    assert told == official


def test_json_by_labels(snapshot: SnapshotAssertion) -> None:
    report = attrs.evolve(
        filled("2019", "2021"), overview=gr.Section.of("一、总体情况", "（一）主动公开", "全年12条。")
    )
    assert report.render("labels") == snapshot.use_extension(TextFile)


def leaves(value: Any) -> int:
    return sum(map(leaves, value.values())) if isinstance(value, dict) and set(value) != {"数值", "单位"} else 1


@settings(max_examples=15)
@given(reports())
def test_every_figure_of_any_report_is_there(report: gr.Report) -> None:
    made = rendered(report)
    grids = [block for block in report.to_document().blocks if isinstance(block, Grid)]
    figures = sum(not cell.header for grid in grids for cell in grid.cells)
    assert leaves(made["表格"]) == figures
    assert made["标题"] == report.title
    told = [line for lines in made["正文"].values() for line in lines]
    assert sorted(told) == sorted(one.text for section in report.sections.values() for one in section.paragraphs)


def test_figures_are_numbers_amounts_have_units_and_blanks_are_null() -> None:
    report = distinct("2019").with_cells(
        {
            "disclosure.procurement.amount": gr.Amount(Decimal("86.40"), "万元"),
            "disclosure.regulations.made": None,
            "disclosure.licensing.change": -3,
        }
    )
    made = rendered(report)["表格"]["表二"]
    assert made["第二十条第（九）项"]["政府集中采购"]["采购总金额"] == {"数值": 86.4, "单位": "万元"}
    assert made["第二十条第（一）项"]["规章"]["本年新制作数量"] is None
    assert made["第二十条第（五）项"]["行政许可"]["本年增/减"] == -3
    exact = report.with_cells({"disclosure.procurement.amount": Decimal("123456789012345.12345678")})
    amount = rendered(exact)["表格"]["表二"]["第二十条第（九）项"]["政府集中采购"]["采购总金额"]
    assert amount == {"数值": "123456789012345.12345678", "单位": "元"}


def test_in_english_and_in_one_line() -> None:
    report = attrs.evolve(distinct(), agency="某市人民政府", year=None)
    text = report.render("labels", locale="en", indent=0, findings=True)
    assert isinstance(text, str)
    assert text.count("\n") == 1
    made = json.loads(text)
    assert list(made) == ["title", "organ", "year", "narrative", "tables", "remarks"]
    assert (made["organ"], made["year"]) == ("某市人民政府", None)
    assert (
        made["tables"]["Table 3"]["I. Applications for information received this year"]["Total"]
        == (report.cells()["applications.received.total"])
    )
    assert len(made["remarks"]) == len(report.check().failed)


def test_equal_labels_are_kept_apart() -> None:
    report = gr.Report(
        title="x",
        preamble=gr.Section.of(None, "在前"),
        overview=gr.Section.of("一、情况", "甲"),
        problems=gr.Section.of("一、情况", "乙"),
        closing=gr.Section.of(None, "某局"),
    )
    made = rendered(report)
    assert made["正文"] == {"前言": ["在前"], "一、情况": ["甲"], "一、情况（2）": ["乙"], "落款": ["某局"]}
    grid = Grid(
        (
            Cell("甲", 0, 0, header=True),
            Cell("1", 0, 1),
            Cell("甲", 1, 0, header=True),
            Cell("无", 1, 1),
            Cell("", 2, 1),
            Cell("3", 2, 2, value=3),
        )
    )
    under = Grid((Cell("乙", 0, 1, header=True), Cell("甲", 1, 0, header=True), Cell("5", 1, 1, value=5)))
    text = RENDERER.write(Document((grid, under, Grid(()))))
    assert isinstance(text, str)
    assert json.loads(text)["表格"] == {
        "表格": {"甲": "1", "甲（2）": "无", "": None, "（2）": 3},
        "表格（2）": {"甲": {"乙": 5}},
        "表格（3）": {},
    }
    clash = Grid(
        (
            Cell("甲", 0, 0, header=True),
            Cell("1", 0, 2, value=1),
            Cell("甲", 1, 0, header=True),
            Cell("丙", 1, 1, header=True),
            Cell("2", 1, 2, value=2),
        )
    )
    text = RENDERER.write(Document((clash,)))
    assert isinstance(text, str)
    assert json.loads(text)["表格"]["表格"] == {"甲": 1, "甲（2）": {"丙": 2}}
