"""What the identities notice, and what they cannot."""

from __future__ import annotations

import json
from decimal import Decimal
from itertools import combinations
from random import Random

import pytest

import govinfo_report as gr
from govinfo_report.compiled import Form, compile_form
from govinfo_report.diagnosis.engine import Bounds, diagnose
from govinfo_report.diagnosis.locate import differences
from govinfo_report.form import Table, amount, change, count, part, record, table
from tests.figures import applications, tied


@record
class Pair:
    one: int | None = count("甲")
    other: int | None = count("乙")
    total: int | None = count("总计", total="row-sum")


@table(name="pairs", edition="x", number="九")
class Pairs(Table):
    """Two rows, each with its own total, and nothing that ties them."""

    upper: Pair = part("上")
    lower: Pair = part("下")


@table(name="loose", edition="x", number="九")
class Loose(Table):
    """No identity."""

    upper: int | None = count("上")
    lower: int | None = count("下")


@pytest.mark.parametrize(
    ("kind", "cells", "identities", "rank", "unnoticed"),
    [(gr.Applications2019, 161, 37, 35, 19 * 18 // 2 * 21 + 3 * 21), (gr.Applications2021, 175, 39, 37, 4473)],
)
def test_table_three(kind: type[Table], cells: int, identities: int, rank: int, unnoticed: int) -> None:
    found = gr.guarantees(kind)
    assert (found.cells, found.tied, found.identities, found.rank) == (cells, cells, identities, rank)
    assert (found.smallest, found.noticed, found.unnoticed, found.located) == (4, 3, unnoticed, cells)
    form = compile_form(kind)
    for example in found.examples:
        rows = {path.rpartition(".")[0] for path in example}
        columns = {path.rpartition(".")[2] for path in example}
        assert (len(example), len(rows), len(columns)) == (4, 2, 2)
        assert changeable(form, example)
    assert [len(group) for group in found.rows] == [2, cells // 7 - 4]
    assert [len(group) for group in found.columns] == [6]


def changeable(form: Form, paths: tuple[str, ...]) -> bool:
    """Whether these cells can change by 1 each, up or down, with every identity holding."""
    for signs in range(2 ** len(paths)):
        values = [100] * len(form.cells)
        for identity in form.identities:
            values[identity.right[-1]] = 0
        before = differences(form, values)
        for bit, path in enumerate(paths):
            values[form.index[path]] += 1 if signs >> bit & 1 else -1
        if differences(form, values) == before:
            return True
    return False


def test_three_wrong_cells_are_always_noticed() -> None:
    random = Random(5)
    form, values = applications(random)
    for _ in range(3000):
        wrong = list(values)
        for at in random.sample(tied(form), random.randint(1, 3)):
            wrong[at] += random.choice((-1, 1, 7))
        assert differences(form, wrong)


def test_interchanged_rows_and_columns_go_unnoticed() -> None:
    form, values = applications(Random(5))
    found = gr.guarantees(form)
    block = form.blocks[0]
    where = {row: [at or 0 for at in line] for row, line in zip(block.rows, block.cells, strict=True)}
    for group in found.rows:
        for one, other in combinations(group, 2):
            wrong = list(values)
            for a, b in zip(where[one], where[other], strict=True):
                wrong[a], wrong[b] = values[b], values[a]
            assert differences(form, wrong) == {}
    assert differences(form, values) == {}


def test_table_four_and_table_two() -> None:
    found = gr.guarantees(gr.Disputes)
    assert (found.cells, found.identities, found.rank, found.smallest, found.unnoticed) == (15, 3, 3, 2, 30)
    assert found.located == 0
    assert [len(group) for group in found.columns] == [4, 4, 4]
    assert found.rows == ()
    found = gr.guarantees(gr.Disclosure2021)
    assert (found.tied, found.identities, found.smallest, found.noticed, found.unnoticed) == (0, 0, 1, 0, 10)


def test_a_form_of_ones_own() -> None:
    found = gr.guarantees(Pairs)
    assert (found.cells, found.identities, found.rank, found.smallest, found.unnoticed) == (6, 2, 2, 2, 6)
    assert gr.guarantees(Loose).smallest == 1
    assert gr.guarantees(Loose).rows == ()
    assert json.loads(json.dumps(found.to_dict()))["smallest"] == 2


def form_of(name: str, balances: object, *fields: str) -> type[Table]:
    space = {"__annotations__": dict.fromkeys(fields, "int | None"), "__doc__": name, "__module__": __name__}
    made = type(name, (Table,), {**space, **{field: count(field, axis="row") for field in fields}})
    return table(name=name, edition="x", number="九", balances=balances)(made)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def test_identities_that_leave_no_error_unnoticed() -> None:
    kind = form_of("strict", (("same", ("a",), ("b",)), ("nothing", ("a", "b"), ("a",))), "a", "b")
    found = gr.guarantees(kind)
    assert (found.rank, found.smallest, found.noticed, found.unnoticed) == (2, None, None, 0)
    assert "任何错误都能发现" in found.text()


def test_the_smallest_change_may_leave_the_first_cell_alone() -> None:
    kind = form_of("uneven", (("one", ("a", "b"), ("c",)), ("other", ("a", "d"), ("e",))), "a", "b", "c", "d", "e")
    found = gr.guarantees(kind)
    assert (found.smallest, found.unnoticed) == (2, 2)
    assert found.examples[0] == ("uneven.b", "uneven.c")


def test_failures_of_one_cells_pattern_by_different_amounts_are_two() -> None:
    kind = form_of("forked", (("one", ("a", "b"), ("c",)), ("other", ("a", "d"), ("e",))), "a", "b", "c", "d", "e")
    found = diagnose([(compile_form(kind), (5, 1, 7, 1, 8))], {}, Bounds())
    assert found
    assert all(len(one.corrections) > 1 for one in found)
    assert {c.path: c.suggested for one in found for c in one.corrections if len(one.corrections) == 2}
    (alone,) = diagnose([(compile_form(kind), (5, 1, 7, 1, 7))], {}, Bounds())
    assert alone.corrections[0].suggested == 6


@table(name="priced", edition="x", number="九", balances=(("sum", ("upper", "lower"), ("total",)),))
class Priced(Table):
    """A total of amounts, which no diagnosis touches."""

    upper: gr.Amount | None = amount("上", axis="row", unit=None)
    lower: gr.Amount | None = amount("下", axis="row", unit=None)
    total: gr.Amount | None = amount("总计", axis="row", unit=None)


def test_amounts_take_no_part() -> None:
    one, two = gr.Amount(Decimal(1)), gr.Amount(Decimal(2))
    report = gr.Report(other_tables=(Priced(upper=one, lower=one, total=one),))
    assert len(report.check().failed) == 1
    assert report.diagnose() == ()
    assert not gr.Report(other_tables=(Priced(upper=one, lower=None, total=two),)).deduce()
    assert gr.guarantees(Priced).identities == 0


@table(name="signed", edition="x", number="九", balances=(("sum", ("before", "growth"), ("after",)),))
class Signed(Table):
    """A stock, its growth, which may be negative, and the stock after."""

    before: int | None = count("年初", axis="row")
    growth: int | None = change("增减", axis="row")
    after: int | None = count("年末", axis="row")


def test_a_blank_change_may_be_negative() -> None:
    report = gr.Report(other_tables=(Signed(before=5, growth=None, after=2),))
    assert report.diagnose() == ()
    assert report.deduce().certain == {"signed.growth": -3}
    report = gr.Report(other_tables=(Signed(before=5, growth=3, after=2),))
    assert {one.corrections[0].path: one.corrections[0].suggested for one in report.diagnose()} == {
        "signed.growth": -3,
        "signed.after": 8,
    }


def test_in_words() -> None:
    assert str(gr.guarantees(gr.Disputes)) == (
        "15个单元格，3项勾稽关系，秩为3；任意1个单元格以内的错误都能发现，2个单元格同时有错时可能发现不了（共30种位置）；"
        "单独出错即可定位的单元格有0个"
    )
    assert "cannot be noticed" in gr.guarantees(gr.Disclosure2021).text("en")
