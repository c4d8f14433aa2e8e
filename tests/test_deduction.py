"""What blanks must be."""

from __future__ import annotations

import json
from collections.abc import Sequence
from random import Random

import pytest

import govinfo_report as gr
from govinfo_report.compiled import Form, compile_form
from govinfo_report.diagnosis.deduction import deduce
from govinfo_report.diagnosis.simplex import CONSTANT, Simplex
from govinfo_report.quantity import Figure
from tests.figures import applications, disputes, tied

TOTALS = {"natural_person": 2, "commercial_enterprise": 3, "total": 5}


def blanked(random: Random, form: Form, values: Sequence[int], share: float) -> list[Figure]:
    blank = {at for at in tied(form) if random.random() < share}
    return [None if at in blank else value for at, value in enumerate(values)]


@pytest.mark.parametrize("share", [0.01, 0.1, 0.3, 0.6, 0.9, 1.0])
def test_the_truth_lies_in_every_interval(share: float) -> None:
    random = Random(str(share))
    for form, values in (applications(random), disputes(random)):
        left = blanked(random, form, values, share)
        found = deduce([(form, left)])
        assert not found.conflicts
        assert list(found) == [cell.path for cell, value in zip(form.cells, left, strict=True) if value is None]
        for path, one in found.items():
            value = values[form.index[path]]
            assert one.lower <= value
            assert one.upper is None or value <= one.upper
            assert one.value in (None, value)


def test_one_blank_is_always_certain() -> None:
    form, values = applications(Random(1))
    for at in tied(form):
        left = [None if other == at else value for other, value in enumerate(values)]
        assert deduce([(form, left)]).certain == {form.cells[at].path: values[at]}


def test_the_intervals_are_as_narrow_as_can_be() -> None:
    highspy = pytest.importorskip("highspy", reason="needs the extra solve")
    random = Random(7)
    for share in (0.05, 0.3, 0.7):
        form, values = applications(random)
        left = blanked(random, form, values, share)
        blanks = [at for at, value in enumerate(left) if value is None]
        column = {at: place for place, at in enumerate(blanks)}
        found = deduce([(form, left)])
        for path in random.sample(list(found), min(6, len(found))):
            for sign in (1, -1):
                model = highspy.Highs()
                model.silent()
                model.addVars(len(blanks), [0.0] * len(blanks), [1e6] * len(blanks))
                for one in form.identities:
                    sides = [*((at, 1) for at in one.left), *((at, -1) for at in one.right)]
                    known = sum(factor * values[at] for at, factor in sides if at not in column)
                    unknown = {column[at]: float(factor) for at, factor in sides if at in column}
                    model.addRow(-known, -known, len(unknown), list(unknown), list(unknown.values()))
                model.changeColCost(column[form.index[path]], float(sign))
                model.run()
                extreme = round(model.getSolution().col_value[column[form.index[path]]])
                upper = found[path].upper
                if sign < 0 and upper is None:
                    assert extreme > 10**5
                else:
                    assert extreme == (found[path].lower if sign > 0 else upper)


def test_counts_are_no_less_than_nothing() -> None:
    paths = [f"disputes.reconsideration.{name}" for name in ("upheld", "corrected", "other", "pending", "total")]
    report = gr.Report.from_cells({paths[0]: 4, paths[4]: 4})
    assert report.deduce().certain == dict.fromkeys(paths[1:4], 0)
    report = gr.Report.from_cells({paths[0]: 4, paths[4]: 9})
    found = report.deduce()
    assert {path: (one.lower, one.upper, one.value) for path, one in found.items() if path in paths} == dict.fromkeys(
        paths[1:4], (0, 5, None)
    )
    lower, upper = found["disputes.litigation.direct.total"]
    assert (lower, upper) == (0, None)
    assert found[paths[1]].text() == "表四“行政复议·结果纠正”：空白，按勾稽关系在0至5之间"
    assert "不少于0" in found["disputes.litigation.direct.total"].text()
    assert str(gr.Report.from_cells({paths[0]: 4, paths[4]: 4}).deduce()).startswith(
        "表四“行政复议·结果纠正”：空白，按勾稽关系应为0\n"
    )
    assert found[paths[1]].text("en").endswith("it lies between 0 and 5")
    assert str(found[paths[1]]) == found[paths[1]].text()
    assert report.cells()[paths[1]] is None


def test_a_contradiction_is_named_and_nothing_follows_there() -> None:
    report = gr.Report.from_cells(
        {
            "disputes.reconsideration.upheld": 3,
            "disputes.reconsideration.total": 1,
            "disputes.litigation.direct.upheld": 2,
            "disputes.litigation.direct.total": 2,
        }
    )
    found = report.deduce()
    (conflict,) = found.conflicts
    assert conflict.identities == ("disputes.block-sum@disputes.reconsideration.total",)
    assert str(conflict) == "无法推算空白单元格，因为以下勾稽关系不能同时成立：表四 行政复议"
    assert not [path for path in found if path.startswith("disputes.reconsideration.")]
    assert found.certain["disputes.litigation.direct.corrected"] == 0
    data = json.loads(json.dumps(found.to_dict("en")))
    assert data["conflicts"][0]["identities"] == list(conflict.identities)
    assert "cannot all hold" in found.text("en")
    assert {one["path"]: one["value"] for one in data["deductions"]} == {p: one.value for p, one in found.items()}


def test_a_sum_that_fails_elsewhere_in_the_table_is_a_contradiction() -> None:
    form, values = applications(Random(2))
    left: list[Figure] = list(values)
    left[form.index["applications.received.other"]] = None
    left[form.index["applications.outcomes.refused.state_secret.total"]] = 10**6
    found = deduce([(form, left)])
    assert not found
    assert any("state_secret" in one for one in found.conflicts[0].identities)


def test_a_contradiction_over_several_rows_and_columns_is_found() -> None:
    form = compile_form(gr.Applications2021)
    refused, done = "applications.outcomes.refused", "applications.outcomes.total"
    cells = {
        **{f"{row}.{kind}": n for row in (done, "applications.received") for kind, n in TOTALS.items()},
        f"{refused}.enforcement_file.natural_person": 2,
        f"{refused}.enforcement_file.total": 2,
        f"{refused}.state_secret.commercial_enterprise": 3,
        f"{refused}.state_secret.total": 3,
    }
    values: list[Figure] = [cells.get(cell.path, 0) for cell in form.cells]
    for path in (
        "enforcement_file.natural_person",
        "state_secret.natural_person",
        "state_secret.commercial_enterprise",
    ):
        values[form.index[f"{refused}.{path}"]] = None
    assert sorted(deduce([(form, values)]).certain.values()) == [0, 2, 3]
    values[form.index[f"{refused}.enforcement_file.total"]] = 3
    values[form.index[f"{refused}.state_secret.total"]] = 2
    found = deduce([(form, values)])
    assert not found
    assert found.conflicts[0].identities in (
        (f"applications.row-sum@{refused}.enforcement_file.total", f"applications.outcome-sum@{done}.natural_person"),
        (
            f"applications.row-sum@{refused}.state_secret.total",
            f"applications.outcome-sum@{done}.commercial_enterprise",
        ),
    )


def test_nothing_blank_and_no_identity_deduce_nothing() -> None:
    form, values = applications(Random(2))
    assert deduce([(form, values)]) == gr.Deductions()
    assert not gr.Report.blank({"disclosure": "2021"}).deduce()
    assert len(gr.Report.blank("2021").deduce()) == 190
    with pytest.raises(KeyError):
        gr.Deductions()["no such path"]


def test_extremes_of_equations() -> None:
    # 2x + 3y = 12, x + z = 4
    solver = Simplex([{0: 2, 1: 3, CONSTANT: -12}, {0: 1, 2: 1, CONSTANT: -4}])
    assert solver.contradiction is None
    assert [(solver.least(at), solver.greatest(at)) for at in range(3)] == [(0, 4), (2, 4), (0, 4)]
    # an equation said twice, and one that nothing bounds
    solver = Simplex([{0: 1, 1: -1}, {0: -2, 1: 2}])
    assert (solver.least(0), solver.greatest(0)) == (0, None)
    assert (solver.least(9), solver.greatest(9)) == (0, None)
    solver = Simplex([{0: 1, 1: 1, CONSTANT: 3, -2: 1}, {2: 1, CONSTANT: -1, -3: 1}])
    assert solver.contradiction is not None
    assert [key for key in solver.contradiction if key < CONSTANT] == [-2]


def test_too_much_work_leaves_an_interval_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("govinfo_report.diagnosis.simplex._PIVOTS", 0)
    solver = Simplex([{0: 1, CONSTANT: -3}])
    assert solver.exhausted
    assert solver.contradiction is None
    assert (solver.least(0), solver.greatest(0)) == (0, None)


def test_of_nothing_blank_that_is_said() -> None:
    full = gr.Report.from_cells(dict.fromkeys(gr.Report.blank("2021").cells(), 0), year=2023).deduce()
    assert len(full) == 0
    assert str(full) == "没有可推算的空白单元格"
    assert full.text("en") == "no blank cell that could be worked out"
