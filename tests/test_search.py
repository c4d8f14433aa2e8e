"""The exact search and the solver, on equations made by hand."""

from __future__ import annotations

from itertools import combinations
from random import Random
from time import monotonic

import attrs
import pytest

import govinfo_report as gr
from govinfo_report.compiled import compile_form
from govinfo_report.diagnosis import solver
from govinfo_report.diagnosis.explanation import cell_place
from govinfo_report.diagnosis.search import Changes, Found, Problem, search
from govinfo_report.diagnosis.solver import solve
from govinfo_report.diagnosis.system import Coefficients, Row
from govinfo_report.quantity import MAX_COUNT

SOON = float("inf")


def problem(rows: list[tuple[Coefficients, int]], figures: dict[int, int], **weights: float) -> Problem:
    made = [Row(sum(1 << at for at in factors), factors, (index,)) for index, (factors, _) in enumerate(rows)]
    weight = {at: weights.get(f"w{at}", 1.0) for at in figures}

    def fits(changes: Changes) -> bool:
        return all(figures[at] + change >= 0 for at, change in changes.items())

    return Problem(made, [left for _, left in rows], weight, fits, figures.__getitem__)


def found(one: Problem, slack: float = 0.0, **bounds: float) -> Found:
    limits = {"heaviest": 9.0, "nodes": 1000, "until": SOON, "most": 100, **bounds}
    return search(one, slack=slack, **limits)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def everything(one: Problem, size: int) -> list[Changes]:
    """All explanations of ``size`` cells, each changing by at most 6, by trying."""
    cells = sorted(one.weight)
    made: list[Changes] = []
    for chosen in combinations(cells, size):
        options: list[Changes] = [{}]
        for at in chosen:
            options = [{**option, at: change} for option in options for change in range(-6, 7) if change]
        made += [changes for changes in options if mends(one, changes) and one.fits(changes)]
    return made


def mends(one: Problem, changes: Changes) -> bool:
    return not any(
        left + sum(row.factors.get(at, 0) * change for at, change in changes.items())
        for row, left in zip(one.rows, one.residuals, strict=True)
    )


def square(random: Random) -> Problem:
    """Two rows and two columns with totals, some figures wrong."""
    figures = {at: random.randint(0, 3) for at in range(4)}
    figures |= {4: figures[0] + figures[1], 5: figures[2] + figures[3], 6: figures[0] + figures[2]}
    figures |= {7: figures[1] + figures[3]}
    for at in random.sample(range(8), random.randint(1, 3)):
        figures[at] = max(0, figures[at] + random.choice((-2, -1, 1, 2)))
    sums: list[Coefficients] = [{0: 1, 1: 1, 4: -1}, {2: 1, 3: 1, 5: -1}, {0: 1, 2: 1, 6: -1}, {1: 1, 3: 1, 7: -1}]
    return problem([(row, sum(f * figures[at] for at, f in row.items())) for row in sums], figures)


@pytest.mark.parametrize("seed", range(40))
def test_the_search_finds_all_that_trying_finds(seed: int) -> None:
    one = square(Random(seed))
    if not any(one.residuals):
        assert found(one).sets == [{}]
        return
    least = next(size for size in range(1, 4) if everything(one, size))
    tried = everything(one, least)
    supports = [frozenset(changes) for changes in tried]
    determined = [changes for changes in tried if supports.count(frozenset(changes)) == 1]
    result = found(one)
    assert result.complete
    assert sorted(map(sorted, (one.items() for one in result.sets))) == sorted(
        map(sorted, (one.items() for one in determined))
    )


def test_factors_other_than_one() -> None:
    # 2x + 3y = z and x + y = u, printed x=3 y=2 z=10 u=5
    one = problem([({0: 2, 1: 3, 2: -1}, 2), ({0: 1, 1: 1, 3: -1}, 0)], {0: 3, 1: 2, 2: 10, 3: 5})
    assert found(one).sets == [{2: 2}]
    one = problem([({0: 2, 1: 3, 2: -1}, 2), ({0: 1, 1: 1, 3: -1}, 1)], {0: 3, 1: 2, 2: 10, 3: 4})
    assert found(one).sets == [{0: -1}]
    one = problem([({0: 2, 1: 4}, 3)], {0: 9, 1: 9})
    assert found(one) == Found([], True, 2.0)
    one = problem([({0: 2, 1: 3, 2: -1}, 7), ({0: 3, 1: 2, 3: -1}, 8)], dict.fromkeys(range(4), 20))
    assert {0: -2, 1: -1} in found(one).sets
    one = problem([({0: 4, 1: 3}, 11), ({0: 6, 1: 2}, 14)], {0: 9, 1: 9})
    assert found(one).sets == [{0: -2, 1: -1}]


def test_slack_takes_in_the_slightly_heavier() -> None:
    one = problem([({0: 1, 1: 1, 2: -1}, 1)], {0: 5, 1: 5, 2: 9}, w0=0.5, w1=0.9, w2=1.2)
    assert [sorted(changes) for changes in found(one).sets] == [[0]]
    assert [sorted(changes) for changes in found(one, 0.5).sets] == [[0], [1]]
    assert [sorted(changes) for changes in found(one, 0.8).sets] == [[0], [1], [2]]


def test_bounds_of_the_search() -> None:
    one = problem([({0: 1, 1: 1, 2: -1}, 1)], {0: 5, 1: 5, 2: 9}, w0=0.5, w1=0.9, w2=1.2)
    assert not found(one, heaviest=0.2).complete
    assert found(one, until=monotonic() - 1) == Found([], False, 0.0)
    assert found(one, 0.8, most=2) == Found([{0: -1}, {1: -1}], False, 0.5)
    two = problem([({0: 1, 1: 1}, 1), ({2: 1, 3: 1}, 1)], dict.fromkeys(range(4), 5))
    assert found(two, nodes=0) == Found([], False, 0.0)
    assert len(found(two, most=3).sets) == 3
    assert len(found(two).sets) == 4
    closed = attrs.evolve(two, closed=0b11)
    assert found(closed) == Found([], True, 0.0)


class TestSolver:
    @pytest.fixture(autouse=True)
    def needs_the_extra(self) -> None:
        pytest.importorskip("highspy", reason="needs the extra solve")

    nothing = Found([], False, 0.0)

    @pytest.mark.parametrize("seed", range(8))
    def test_it_finds_what_the_search_finds(self, seed: int) -> None:
        one = square(Random(seed))
        if any(one.residuals):
            by_solver = solve(one, self.nothing, 0.0, SOON, 100)
            assert by_solver.complete
            searched = found(one).sets
            assert all(changes in by_solver.sets for changes in searched)
            assert all(mends(one, changes) for changes in by_solver.sets)

    def test_bounds(self) -> None:
        one = problem([({0: 1, 1: 1, 2: -1}, 1)], {0: 5, 1: 5, 2: 9})
        assert len(solve(one, self.nothing, 0.0, monotonic() + 60, 100).sets) == 3
        two = solve(one, self.nothing, 0.0, monotonic() + 60, 2)
        assert (len(two.sets), two.complete) == (2, False)
        assert solve(one, self.nothing, 0.0, monotonic() - 1, 2) is self.nothing
        large = attrs.evolve(one, residuals=[10**9])
        assert solve(large, self.nothing, 0.0, SOON, 2) is self.nothing

    def test_another_model_of_the_process_may_have_taken_more_threads(self) -> None:
        highspy = pytest.importorskip("highspy")
        for threads in (2, 3):
            other = highspy.Highs()
            other.silent()
            other.setOptionValue("threads", threads)
            other.addVars(2, [0.0, 0.0], [5.0, 5.0])
            other.run()
            one = problem([({0: 1, 1: 1, 2: -1}, 1)], {0: 5, 1: 5, 2: 9})
            assert len(solve(one, self.nothing, 0.0, monotonic() + 60, 100).sets) == 3

    def test_no_time_left_between_two_answers(self, monkeypatch: pytest.MonkeyPatch) -> None:
        one = problem([({0: 1, 1: 1, 2: -1}, 1)], {0: 5, 1: 5, 2: 9})
        clock = iter([0.0, 0.5, 2.0])
        monkeypatch.setattr(solver, "monotonic", lambda: next(clock))
        got = solve(one, self.nothing, 0.0, 1.0, 100)
        assert (len(got.sets), got.complete) == (1, False)

    def test_an_answer_that_is_not_exact_or_not_optimal_is_not_given(self, monkeypatch: pytest.MonkeyPatch) -> None:
        one = problem([({0: 1, 1: 1, 2: -1}, 1)], {0: 5, 1: 5, 2: 9})
        with monkeypatch.context() as context:
            context.setattr(solver, "_mends", lambda *_: False)
            assert solve(one, self.nothing, 0.0, SOON, 100) == self.nothing
        with monkeypatch.context() as context:
            context.setattr("highspy.Highs.getModelStatus", lambda _: None)
            assert solve(one, self.nothing, 0.0, SOON, 100) == self.nothing

    def test_figures_that_cannot_be_are_passed_over(self) -> None:
        one = problem([({0: 1, 1: 1, 2: -1}, 1)], {0: 5, 1: 5, 2: 9})
        picky = attrs.evolve(one, fits=lambda changes: 2 in changes and len(changes) == 1)
        assert solve(picky, self.nothing, 0.0, monotonic() + 60, 100).sets == [{2: 1}]


def test_figures_that_nothing_determines_are_said_to_be_so() -> None:
    paths = [f"disputes.reconsideration.{name}" for name in ("upheld", "corrected", "other", "pending", "total")]
    report = gr.Report.from_cells(dict(zip(paths, (MAX_COUNT, MAX_COUNT, 0, 0, 0), strict=True)))
    (found,) = report.diagnose()
    assert found.corrections == ()
    assert not found.complete
    assert "没有哪一组改动能由勾稽关系唯一确定" in found.text()


def test_a_cell_in_a_block_is_named_with_it() -> None:
    form = compile_form(gr.Disclosure2021)
    cell = form.cells[form.index["disclosure.normative_documents.issued"]]
    assert cell_place(form, cell, "zh_CN") == "表二“第二十条第（一）项·行政规范性文件”行“本年制发件数”列"
