"""The compiled forms against the official ones, and what is derived from them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from govinfo_report.compiled import Form, compile_form
from govinfo_report.errors import PluginError
from govinfo_report.forms.applications import Applications2019, Applications2021
from govinfo_report.forms.disclosure import Disclosure2019, Disclosure2021
from govinfo_report.forms.disputes import Disputes
from govinfo_report.registry import Registry
from tests.conftest import FORMS_CSV

KINDS = (Disclosure2019, Disclosure2021, Applications2019, Applications2021, Disputes)
FORMS = [compile_form(kind) for kind in KINDS]


def test_every_cell_stands_under_its_path_label_and_unit() -> None:
    if not FORMS_CSV.is_file():
        pytest.skip("the list of official cells is not beside this checkout (../shared/forms.csv)")
    with FORMS_CSV.open(encoding="utf-8") as file:
        official = [tuple(row.values()) for row in csv.DictReader(file)]
    ours = [(form.edition, form.name, cell.path, cell.label, cell.unit or "") for form in FORMS for cell in form.cells]
    assert ours == official


@pytest.mark.parametrize(
    ("form", "cells", "identities"),
    list(zip(FORMS, (22, 10, 161, 175, 15), (0, 0, 37, 39, 3), strict=True)),
    ids=lambda value: f"{value.name}-{value.edition}" if isinstance(value, Form) else None,
)
def test_cells_and_identities_are_counted(form: Form, cells: int, identities: int) -> None:
    assert len(form.cells) == cells == len(form.index)
    assert len(form.identities) == identities


def test_the_identities_of_applications_have_the_stated_rank() -> None:
    form = compile_form(Applications2021)
    rows = []
    for identity in form.identities:
        row = [0] * len(form.cells)
        for i in identity.left:
            row[i] += 1
        for i in identity.right:
            row[i] -= 1
        rows.append(row)
    assert _rank(rows) == 37


def _rank(rows: list[list[int]]) -> int:
    """The rank over a prime field large enough not to lie about matrices of 0, 1 and -1."""
    prime, rank = 2_147_483_647, 0
    matrix = [[value % prime for value in row] for row in rows]
    for column in range(len(matrix[0])):
        pivot = next((at for at in range(rank, len(matrix)) if matrix[at][column]), None)
        if pivot is None:
            continue
        matrix[rank], matrix[pivot] = matrix[pivot], matrix[rank]
        inverse = pow(matrix[rank][column], -1, prime)
        matrix[rank] = [value * inverse % prime for value in matrix[rank]]
        for at, row in enumerate(matrix):
            if at != rank and row[column]:
                matrix[at] = [(a - row[column] * b) % prime for a, b in zip(row, matrix[rank], strict=True)]
        rank += 1
    return rank


@pytest.mark.parametrize("form", FORMS, ids=lambda form: f"{form.name}-{form.edition}")
def test_values_and_build_are_inverse(form: Form) -> None:
    marked = [None if cell.kind == "amount" else at for at, cell in enumerate(form.cells)]
    assert list(form.values(form.build(marked))) == marked


def test_no_label_stands_twice_in_the_source() -> None:
    source = "".join(
        path.read_text(encoding="utf-8") for path in Path(compile_form.__code__.co_filename).parent.glob("forms/*.py")
    )
    quoted = [line for line in source.split('"') if any("一" <= character <= "鿿" for character in line)]
    labels = [text for text in quoted if 1 < len(text) < 60 and "\n" not in text]
    shared = {"总计", "其他"}  # 总计 and 其他 head columns of two tables, each named once in its own
    counted = {text for text in labels if labels.count(text) > 1} - shared
    assert not counted


def test_the_installed_forms_are_these() -> None:
    assert {(form.name, form.edition) for form in Registry.installed().forms} == {
        (form.name, form.edition) for form in FORMS
    }


def test_what_is_no_table_is_refused() -> None:
    with pytest.raises(PluginError, match="@table"):
        compile_form(int)  # type: ignore[arg-type]
