"""Which cell is wrong, and what it must have been."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import get_type_hints

import pytest

import govinfo_report as gr
from govinfo_report import diagnosis
from govinfo_report.compiled import Form, compile_form
from govinfo_report.diagnosis import engine, solver
from govinfo_report.diagnosis.deduction import deduce
from govinfo_report.diagnosis.engine import Bounds, diagnose
from govinfo_report.diagnosis.slips import KINDS, SLIPS, likelihood, slip
from govinfo_report.quantity import MAX_COUNT, Figure
from tests.conftest import ROOT, truth
from tests.figures import applications, disputes, mistype, tied

WRONG = ROOT / "examples" / "linjiang-2022-wrong.txt"
REAL = ["hegang-commerce-2019", "huaian-2024", "pingtan-2022", "pingtan-2023", "shanghai-office-2019", "suqian-2023"]


def said(form: Form, values: Sequence[Figure]) -> list[dict[str, int]]:
    return [{one.path: one.suggested for one in each.corrections} for each in diagnose([(form, values)], {}, Bounds())]


def slightly_wrong(value: int) -> Iterator[int]:
    """±1, a digit replaced, dropped or added, and 0."""
    digits = str(value)
    near = {value + 1, value - 1, 0, int(digits[:-1] or 0), int(digits + "7"), int(digits[:-1] + str(9 - value % 10))}
    yield from sorted(one for one in near if 0 <= one <= MAX_COUNT and one != value)


def complete_tables(corpus: Path) -> Iterator[tuple[Form, tuple[int, ...]]]:
    """The real tables without a blank whose identities hold."""
    for name in REAL:
        report = gr.Report.from_cells(truth(corpus, name))
        for table in (report.applications, report.disputes):
            assert table is not None
            form = compile_form(type(table))
            values = form.values(table)
            whole = tuple(value for value in values if isinstance(value, int))
            if len(whole) == len(values) and not said(form, values):
                yield form, whole


def every_single_error_is_found(form: Form, values: Sequence[int]) -> int:
    """Each cell wrong in turn; in 表三 it is the one explanation, in 表四 one of those that the equation allows."""
    tried = 0
    for at in tied(form):
        path = form.cells[at].path
        for wrong in slightly_wrong(values[at]):
            changed = [*values[:at], wrong, *values[at + 1 :]]
            tried += 1
            if form.name == "applications":
                assert said(form, changed) == [{path: values[at]}]
                continue
            (identity,) = (one for one in form.identities if path in one.paths)
            difference = sum(changed[i] for i in identity.left) - changed[identity.right[0]]
            mended = {i: changed[i] - difference for i in identity.left} | {
                identity.right[0]: changed[identity.right[0]] + difference
            }
            possible = [{form.cells[i].path: must} for i, must in mended.items() if must >= 0]
            found = said(form, changed)
            assert {path: values[at]} in found
            assert len(found) == len(possible) and all(one in found for one in possible)
    return tried


def test_a_single_error_in_a_real_table_is_found(corpus: Path) -> None:
    tables = list(complete_tables(corpus))
    assert {form.name for form, _ in tables} == {"applications", "disputes"}
    assert len(tables) >= 6
    assert sum(every_single_error_is_found(form, values) for form, values in tables) > 2000


@pytest.mark.parametrize("seed", range(3))
def test_a_single_error_in_a_generated_table_is_found(seed: int) -> None:
    random = Random(seed)
    for form, values in (applications(random, "2019"), applications(random, "2021"), disputes(random)):
        assert said(form, values) == []
        assert every_single_error_is_found(form, values) > len(values)


def test_all_five_cells_of_an_equation_are_listed_and_the_likeliest_slip_is_first() -> None:
    cells = {"upheld": 81, "corrected": 44, "other": 52, "pending": 66, "total": 234}
    report = gr.Report.from_cells({f"disputes.reconsideration.{name}": value for name, value in cells.items()})
    found = report.diagnose()
    assert found[0].corrections == (gr.Correction("disputes.reconsideration.total", 234, 243, "digits-swapped"),)
    assert [one.rank for one in found] == [1, 2, 3, 4, 5]
    assert {c.path.rpartition(".")[2]: c.suggested for one in found for c in one.corrections} == {
        "upheld": 72,
        "corrected": 35,
        "other": 43,
        "pending": 57,
        "total": 243,
    }


def test_seeded_errors_are_found_and_first() -> None:
    """A small share of what benchmarks/diagnosis.py measures."""
    random = Random(11)
    for count, least in ((1, 30), (2, 29), (3, 29), (4, 28), (5, 25)):
        first = among = 0
        for _ in range(30):
            form, values = applications(random)
            wrong, true = mistype(random, form, values, count)
            want = {form.cells[at].path: value for at, value in true.items()}
            components: dict[int, list[dict[str, int]]] = {}
            for one in diagnose([(form, wrong)], {}, Bounds(seconds=60)):
                corrected = {each.path: each.suggested for each in one.corrections}
                components.setdefault(one.component, []).append(corrected)
            best: dict[str, int] = {}
            for found in components.values():
                best |= found[0]
            first += best == want
            among += all(any(one.items() <= want.items() for one in found) for found in components.values())
        assert first >= least, count
        assert among >= 29, count


def test_two_figures_of_a_row_swapped_are_one_explanation() -> None:
    random = Random(2)
    first = 0
    for _ in range(60):
        form, values = applications(random)
        while True:
            row = random.choice(form.blocks[0].cells)
            one, other = (at or 0 for at in random.sample(row, 2))
            if values[one] != values[other]:
                break
        wrong = list(values)
        wrong[one], wrong[other] = wrong[other], wrong[one]
        want = {form.cells[at].path: values[at] for at in sorted((one, other))}
        found = diagnose([(form, wrong)], {}, Bounds())
        (right,) = (each for each in found if {c.path: c.suggested for c in each.corrections} == want)
        assert right.kind == "values-swapped"
        assert "两个数值填反" in right.text()
        first += right.rank == 1
    assert first >= 50


def test_what_the_example_says() -> None:
    report = gr.read(WRONG)
    only, *others = report.diagnose()
    assert only.corrections == (
        gr.Correction("applications.outcomes.partly_disclosed.natural_person", 6, 5, "digit-replaced"),
    )
    path, published, suggested = only.corrections[0]
    assert (path, published, suggested) == ("applications.outcomes.partly_disclosed.natural_person", 6, 5)
    assert (only.component, only.table, only.rank, only.count, only.complete) == (1, "applications", 1, 1, True)
    assert [finding.id for finding in report.check().failed[:2]] == list(only.mends)
    assert (
        str(only)
        == only.text()
        == (
            "表三“办理结果·部分公开”行“自然人”列：印作6，应为5（写错一位数字）；"
            "改正后2项勾稽关系成立：表三 办理结果·部分公开行、表三 自然人列；除此之外没有改动同样少的解释"
        )
    )
    assert only.text("en").startswith("Table 3 row “Outcomes · Partly disclosed” column “Natural person”: printed 6")
    assert [one.component for one in others] == [2] * 5
    assert [one.rank for one in others] == [1, 2, 3, 4, 5]
    assert others[0].corrections[0] == gr.Correction("disputes.reconsideration.total", 5, 4, "digit-replaced")
    assert "可能应为" in others[0].text()
    data = json.loads(json.dumps([one.to_dict("en") for one in report.diagnose()]))
    assert data[0]["corrections"][0]["suggested"] == 5
    assert data[0]["bound"] is None
    assert pickle.loads(pickle.dumps(report.diagnose())) == report.diagnose()
    assert len(set(report.diagnose())) == 6
    mended = report.with_cells({c.path: c.suggested for one in (only, others[0]) for c in one.corrections})
    assert mended.check().ok
    assert mended.diagnose() == ()


def test_failures_that_share_no_cell_are_explained_apart() -> None:
    form, values = applications(Random(4))
    one, other = "applications.received.natural_person", "applications.outcomes.refused.state_secret.other"
    wrong = list(values)
    for path in (one, other):
        wrong[form.index[path]] += 3
    found = diagnose([(form, wrong)], {}, Bounds())
    assert [(each.component, each.corrections[0].path) for each in found] == [(1, one), (2, other)]
    assert not set(found[0].mends) & set(found[1].mends)


def test_errors_that_hide_each_other_in_a_row_are_explained_together() -> None:
    form, values = applications(Random(6))
    paths = [f"applications.outcomes.disclosed.{kind}" for kind in ("natural_person", "research_institution")]
    wrong = list(values)
    wrong[form.index[paths[0]]] += 41
    wrong[form.index[paths[1]]] += 500
    wrong[form.index["applications.outcomes.disclosed.total"]] += 541
    found = diagnose([(form, wrong)], {}, Bounds())
    want = {path: values[form.index[path]] for path in (*paths, "applications.outcomes.disclosed.total")}
    assert {each.component for each in found} == {1}
    assert want in [{c.path: c.suggested for c in each.corrections} for each in found]


def test_a_correction_is_never_negative_nor_beyond_the_largest_count() -> None:
    report = gr.Report.from_cells(
        {
            "disputes.reconsideration.upheld": MAX_COUNT,
            "disputes.reconsideration.corrected": 1,
            "disputes.reconsideration.other": 0,
            "disputes.reconsideration.pending": 0,
            "disputes.reconsideration.total": MAX_COUNT,
        }
    )
    assert [(c.path, c.suggested) for one in report.diagnose() for c in one.corrections] == [
        ("disputes.reconsideration.corrected", 0),
        ("disputes.reconsideration.upheld", MAX_COUNT - 1),
    ]


def test_the_kinds_of_errors() -> None:
    form, _ = applications(Random(8))
    index = form.index
    # a carry-over of 1 in 12 requests forgotten, in the total as well
    base = [0] * len(form.cells)
    for path, value in {"received": 12, "outcomes.disclosed": 8, "outcomes.total": 8, "carried_out": 4}.items():
        for kind in ("natural_person", "total"):
            base[index[f"applications.{path}.{kind}"]] = value
    assert said(form, base) == []
    wrong = list(base)
    wrong[index["applications.carried_out.natural_person"]] = 0
    (found,) = diagnose([(form, wrong)], {}, Bounds())
    assert found.kind == "carry-over-forgotten"
    wrong = list(base)
    wrong[index["applications.outcomes.partly_disclosed.natural_person"]] += 123
    wrong[index["applications.outcomes.partly_disclosed.total"]] += 123
    wrong[index["applications.outcomes.total.natural_person"]] += 123
    wrong[index["applications.received.natural_person"]] += 123
    wrong[index["applications.received.total"]] += 123
    (found,) = diagnose([(form, wrong)], {}, Bounds())
    assert (found.corrections[0].path, found.kind) == ("applications.outcomes.total.total", "total-not-updated")
    wrong = list(base)
    wrong[index["applications.received.total"]] = 987_654
    (found,) = diagnose([(form, wrong)], {}, Bounds())
    assert found.kind == "other"
    wrong[index["applications.received.natural_person"]] = 13
    found = diagnose([(form, wrong)], {}, Bounds())[0]
    assert found.kind == "several"
    assert {c.kind for c in found.corrections} == {"other", "digit-replaced"}
    assert found.text().startswith("须同时改正2处：")


@pytest.mark.parametrize(
    ("true", "printed", "kind"),
    [
        (5, 6, "digit-replaced"),
        (123, 183, "digit-replaced"),
        (123, 13, "digit-dropped"),
        (123, 1234, "digit-added"),
        (123, 132, "digits-swapped"),
        (110, 101, "digits-swapped"),
        (10, 0, "digit-dropped"),
        (123, 321, None),
        (123, 1, None),
        (1, 123, None),
        (7, 7, None),
        (-3, 3, None),
    ],
)
def test_slips_of_the_pen(true: int, printed: int, kind: str | None) -> None:
    found = slip(true, printed)
    assert (found and found[0]) == kind
    assert likelihood(true, printed, None)[0] == (kind or "other")


@pytest.mark.parametrize("true", [0, 7, 10, 11, 305, 4411])
def test_the_slips_of_a_figure_are_no_more_than_all(true: int) -> None:
    assert sum(SLIPS.values()) == 152
    shares = [found[1] for printed in range(60_000) if (found := slip(true, printed))]
    assert 0.7 < sum(shares) <= 1 + 1e-9
    assert set(SLIPS) < set(KINDS)


def test_blanks_are_unknowns() -> None:
    form, values = applications(Random(21))
    wrong: list[Figure] = list(values)
    at = form.index["applications.outcomes.disclosed.natural_person"]
    wrong[at] = values[at] + 20
    for path in ("received.natural_person", "outcomes.refused.state_secret.other", "carried_out.total"):
        wrong[form.index[f"applications.{path}"]] = None
    assert said(form, wrong) == [{form.cells[at].path: values[at]}]
    # two blanks cancel out: the row and the column that share them contradict each other
    report = gr.Report.from_cells({"disputes.reconsideration.upheld": 3, "disputes.reconsideration.total": 1})
    (low, high) = report.diagnose()
    assert {c.path: c.suggested for c in low.corrections} == {"disputes.reconsideration.total": 3}
    assert {c.path: c.suggested for c in high.corrections} == {"disputes.reconsideration.upheld": 1}
    assert gr.Report.blank("2021").diagnose() == ()
    assert gr.Report.from_cells({"disclosure.licensing.decisions": 1}).diagnose() == ()


def test_a_row_without_its_total_still_shows_an_error_through_the_column() -> None:
    form, values = applications(Random(5))
    wrong: list[Figure] = list(values)
    at = form.index["applications.outcomes.refused.enforcement_file.natural_person"]
    wrong[at] = values[at] + 9
    wrong[form.index["applications.outcomes.refused.enforcement_file.total"]] = None
    found = diagnose([(form, wrong)], {}, Bounds())
    assert {form.cells[at].path: values[at]} in [{c.path: c.suggested for c in one.corrections} for one in found]
    for one in found:
        filled = list(wrong)
        for correction in one.corrections:
            filled[form.index[correction.path]] = correction.suggested
        assert not gr.Report(applications=form.build(filled)).check(severity="error").failed  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize("seed", range(12))
def test_what_contradicts_itself_is_explained_and_nothing_else(seed: int) -> None:
    """However many cells are blank: ``deduce`` sees a contradiction just where ``diagnose`` has something to say."""
    random = Random(f"blanks {seed}")
    form, values = applications(random)
    wrong: list[Figure] = list(mistype(random, form, values, random.choice((0, 1, 1, 2, 5)))[0])
    share = random.choice((0.05, 0.3, 0.6))
    for at in tied(form):
        if random.random() < share:
            wrong[at] = None
    found = diagnose([(form, wrong)], {}, Bounds())
    assert bool(found) == bool(deduce([(form, wrong)]).conflicts)
    if {one.component for one in found} == {1}:
        for one in found:
            mended = list(wrong)
            for each in one.corrections:
                mended[form.index[each.path]] = each.suggested
            assert not one.corrections or not deduce([(form, mended)]).conflicts


def test_blanks_that_would_have_to_be_negative_over_several_rows_are_noticed() -> None:
    form = compile_form(gr.Applications2021)
    values: list[Figure] = [0] * len(form.cells)
    column = "applications.outcomes.total.natural_person"
    for row in ("received", "outcomes.total"):
        values[form.index[f"applications.{row}.natural_person"]] = 2
        values[form.index[f"applications.{row}.total"]] = 2
    for row in ("state_secret", "enforcement_file"):
        values[form.index[f"applications.outcomes.refused.{row}.natural_person"]] = None
        values[form.index[f"applications.outcomes.refused.{row}.total"]] = None
    values[form.index["applications.outcomes.refused.state_secret.total"]] = 3
    values[form.index["applications.outcomes.total.total"]] = None
    values[form.index["applications.received.total"]] = None
    report = gr.Report(applications=form.build(values))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    assert not report.check(severity="error").failed
    found = diagnose([(form, values)], {}, Bounds())
    assert {one.path: one.suggested for one in found[0].corrections} == {
        "applications.outcomes.refused.state_secret.total": 2
    }
    assert f"applications.outcome-sum@{column}" in found[0].mends


def test_notes_and_weights_bear_on_the_order() -> None:
    paths = [f"disputes.reconsideration.{name}" for name in ("upheld", "corrected", "other", "pending", "total")]
    report = gr.Report.from_cells(dict(zip(paths, (1, 1, 1, 1, 5), strict=True)))
    assert report.diagnose()[0].corrections[0].path == paths[4]
    noted = gr.Report.from_cells(dict(zip(paths, (1, 1, 1, 1, 5), strict=True)), notes=(gr.Note("decoded", paths[2]),))
    assert noted.diagnose()[0].corrections[0].path == paths[2]
    assert len(noted.diagnose()) == 5
    weighed = noted.diagnose(weights={paths[1]: 0.6})
    assert weighed[0].corrections[0].path == paths[1]
    assert weighed[0].complete
    heavy = report.diagnose(weights=dict.fromkeys(paths[:4], 3))
    assert [one.corrections[0].path for one in heavy] == paths[4:]


def test_weights_decide_between_few_heavy_cells_and_many_light_ones() -> None:
    form, values = applications(Random(9))
    at = form.index["applications.received.natural_person"]
    wrong = list(values)
    wrong[at] += 4
    (found,) = diagnose([(form, wrong)], {form.cells[at].path: 1.25}, Bounds())
    assert found.corrections[0].path == form.cells[at].path
    found = diagnose([(form, wrong)], {form.cells[at].path: 9.5}, Bounds())[0]
    assert len(found.corrections) == 3
    assert form.cells[at].path not in [c.path for c in found.corrections]


@pytest.mark.parametrize("weight", [0, -1, 11, True, "1", float("nan")])
def test_weights_out_of_range_are_refused(weight: float) -> None:
    with pytest.raises(gr.ValueRefused, match=r"权重应为0\.1至10"):
        gr.read(WRONG).diagnose(weights={"disputes.reconsideration.total": weight})


def test_bounds_and_paths_out_of_range_are_refused() -> None:
    report = gr.read(WRONG)
    with pytest.raises(gr.CellError, match="最接近的是"):
        report.diagnose(weights={"disputes.reconsideration.totl": 2})
    for seconds in (-1, "2", float("nan")):
        with pytest.raises(gr.ValueRefused, match="seconds"):
            report.diagnose(seconds=seconds)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    for limit in (0, 1.0, True):
        with pytest.raises(gr.ValueRefused, match="limit"):
            report.diagnose(limit=limit)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def test_the_engines_load_late() -> None:
    script = (
        "import sys, govinfo_report as gr; gr.Report.blank().check(); "
        "assert not {'engine', 'search', 'solver', 'simplex', 'locate', 'deduction', 'system'}"
        " & {name.removeprefix('govinfo_report.diagnosis.') for name in sys.modules}; "
        "gr.Report.blank().diagnose(); assert 'highspy' not in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
    assert get_type_hints(gr.Report.deduce)["return"] is gr.Deductions
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        diagnosis.nothing_of_the_kind  # pyright: ignore[reportAttributeAccessIssue]


def test_a_limit_that_is_hit_is_said() -> None:
    found = gr.read(WRONG).diagnose(limit=2)
    assert [one.component for one in found] == [1, 2, 2]
    assert found[0].complete
    assert not found[1].complete
    assert found[1].count == 5
    assert "有5种，只列出前2种" in found[1].text()


def tangled(count: int = 7) -> tuple[Form, list[int], dict[int, int]]:
    form, values = applications(Random(3))
    wrong, true = mistype(Random(3), form, values, count)
    return form, wrong, true


def test_time_that_runs_out_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    form, wrong, _ = tangled()
    monkeypatch.setattr(engine, "solver_installed", lambda: False)
    monkeypatch.setattr(solver, "solver_installed", lambda: False)
    monkeypatch.setattr(engine, "_NODES", 100)
    found = diagnose([(form, wrong)], {}, Bounds())
    assert [one.corrections for one in found] == [()]
    assert not found[0].complete
    text = found[0].text()
    assert "未找到错在何处" in text
    assert "个以内单元格的解释已全部排除" in text
    assert "govinfo_report[solve]" in text
    assert found[0].to_dict("en")["bound"] in found[0].text("en")
    data = diagnose([(form, wrong)], {}, Bounds(seconds=0))
    assert not data[-1].complete


def test_the_solver_finds_what_the_search_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("highspy", reason="needs the extra solve")
    random = Random(13)
    for count in (1, 2, 2, 3, 3):
        form, values = applications(random)
        wrong: list[Figure] = list(mistype(random, form, values, count)[0])
        for at in random.sample(tied(form), random.choice((0, 3))):
            wrong[at] = None
        own = diagnose([(form, wrong)], {form.cells[0].path: 1.0}, Bounds(seconds=60))
        with monkeypatch.context() as context:
            context.setattr(engine, "_NODES", 0)
            by_solver = diagnose([(form, wrong)], {form.cells[0].path: 1.0}, Bounds(seconds=60))
        assert all(one.complete for one in own)
        assert [one.corrections for one in by_solver] == [one.corrections for one in own]


def test_the_solver_goes_on_where_the_search_gives_up() -> None:
    pytest.importorskip("highspy", reason="needs the extra solve")
    form, wrong, true = tangled(9)
    found = diagnose([(form, wrong)], {}, Bounds(seconds=20))
    mended = list(wrong)
    for component in {one.component for one in found}:
        best = next(one for one in found if one.component == component)
        for correction in best.corrections:
            mended[form.index[correction.path]] = correction.suggested
    assert said(form, mended) == []
    assert sum(len(one.corrections) for one in found if one.rank == 1) <= len(true)


def test_figures_beyond_the_solvers_exactness_are_left_to_the_search(monkeypatch: pytest.MonkeyPatch) -> None:
    form, values = applications(Random(3))
    wrong = list(values)
    for kind, much in (("natural_person", 10**12), ("commercial_enterprise", 10**11)):
        wrong[form.index[f"applications.outcomes.disclosed.{kind}"]] += much
    (found,) = diagnose([(form, wrong)], {}, Bounds())
    assert found.complete
    assert len(found.corrections) == 2
    monkeypatch.setattr(engine, "_NODES", 0)
    (found,) = diagnose([(form, wrong)], {}, Bounds())
    assert found.corrections == ()
    assert not found.complete


def test_a_hostile_table_takes_no_longer_than_allowed() -> None:
    random = Random(1)
    form, _ = applications(random)
    wrong = [random.randrange(MAX_COUNT) for _ in form.cells]
    found = diagnose([(form, wrong)], {}, Bounds(seconds=0.5))
    assert not found[0].complete
    assert "上限" in found[0].text()
