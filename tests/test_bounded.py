"""Tables whose figures have bounds that msgspec keeps."""

from __future__ import annotations

from typing import Any

import attrs
import msgspec
import pytest

import govinfo_report as gr
from govinfo_report.bounded import bounded_table
from govinfo_report.compiled import Form, compile_form
from govinfo_report.form import FIELD, Table, count, part, record, table
from govinfo_report.forms.applications import Applications2019, Applications2021
from govinfo_report.forms.disclosure import Disclosure2019, Disclosure2021
from govinfo_report.forms.disputes import Disputes
from govinfo_report.quantity import MAX_COUNT


@record
class Row:
    """A row."""

    one: int | None = count("甲")


@table(name="single", edition="1", number="附")
class SinglePart(Table):
    """A table of one part."""

    row: Row = part("行")


FORMS = [
    compile_form(kind)
    for kind in (Applications2019, Applications2021, Disclosure2019, Disclosure2021, Disputes, SinglePart)
]


def decoded(form: Form, data: object) -> Any:
    return msgspec.json.decode(msgspec.json.encode(data), type=bounded_table(form).kind)


def plain(form: Form, place: int, value: object) -> dict[str, Any]:
    """The data of a table that is blank but for one figure."""
    data: dict[str, Any] = {}
    for at, cell in enumerate(form.cells):
        *steps, last = cell.path.split(".")[1:]
        here = data
        for step in steps:
            here = here.setdefault(step, {})
        here[last] = value if at == place else None
    return data


def classes(value: Any) -> list[type]:
    """The classes of a table and of all records in it."""
    inner = [getattr(value, field.name) for field in attrs.fields(type(value)) if field.metadata[FIELD].kind is None]
    return [type(value), *(kind for one in inner for kind in classes(one))]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.table.__name__)
def test_every_figure_keeps_its_bounds(form: Form) -> None:
    for place, cell in enumerate(form.cells):
        if cell.kind == "amount":
            continue
        low = 0 if cell.kind == "count" else -MAX_COUNT
        for value in (low, MAX_COUNT):
            made = decoded(form, plain(form, place, value))
            bounded_table(form).turn_over(made)
            assert form.values(made)[place] == value
        for wrong in (low - 1, MAX_COUNT + 1, True, 1.5, "1"):
            with pytest.raises(msgspec.ValidationError):
                decoded(form, plain(form, place, wrong))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.table.__name__)
def test_nothing_of_the_subclasses_is_left(form: Form) -> None:
    expected = form.build([None] * len(form.cells))
    made = decoded(form, plain(form, 0, None))
    assert made != expected
    bounded_table(form).turn_over(made)
    assert made == expected
    assert hash(made) == hash(expected)
    assert classes(made) == classes(expected)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(made, attrs.fields(type(made))[0].name, None)


def test_a_report_read_with_msgspec_holds_the_classes_themselves() -> None:
    for edition in ("2019", "2021"):
        report = gr.Report.blank(edition)
        again = gr.Report.from_json(report.to_json())
        assert [classes(one) for one in again.tables] == [classes(one) for one in report.tables]
