"""The tables of several years as one form, so that a diagnosis sees what ties them.

Each year keeps its own identities; between consecutive years come the ties that the rules ``series.…`` check.  Cells
are named by the place of their year in the run (``1:applications.carried_in.total``), so that runs alike in shape
share one form whatever their years.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, TypeAlias

import attrs

from govinfo_report.compiled import Form, FormCell, Identity
from govinfo_report.diagnosis.explanation import identity_id

__all__ = ["TIES", "Joint", "Tie", "joint"]

_Term: TypeAlias = tuple[str, int, bool]


@attrs.frozen
class Tie:
    """An equation between two consecutive years, as a rule of the series checks it.

    Attributes:
        rule: the id of the rule.
        table: the name of the table.
        edition: which both tables must have, ``None`` for any.
        terms: path in the table, its star any one step; the year (0 the earlier, 1 the later); whether it stands on
            the left.
    """

    rule: str
    table: str
    edition: str | None
    terms: tuple[_Term, ...]


TIES: Final = (
    Tie("series.carried", "applications", None, (("carried_out.*", 0, True), ("carried_in.*", 1, False))),
    Tie(
        "series.in-force",
        "disclosure",
        "2021",
        (("*.in_force", 0, True), ("*.issued", 1, True), ("*.repealed", 1, False), ("*.in_force", 1, False)),
    ),
    Tie(
        "series.items",
        "disclosure",
        "2019",
        (("*.previous_items", 0, True), ("*.change", 0, True), ("*.previous_items", 1, False)),
    ),
)
"""Those that are as good as certain; what was published in all (``series.published``) may have been withdrawn."""


@attrs.frozen(eq=False)
class Joint:
    """Tables of consecutive years as one.

    Attributes:
        form: all cells and equations.
        own: by the id of an equation the place of its year in the run, and the id of the finding of that report.
        ties: by the id of an equation the place of the later year, the rule, and the path that the finding is named by.
    """

    form: Form
    own: dict[str, tuple[int, str]]
    ties: dict[str, tuple[int, str, str]]


@lru_cache(maxsize=32)
def joint(forms: tuple[Form, ...]) -> Joint:
    """``forms``, of one table in consecutive years, as one."""
    cells: list[FormCell] = []
    identities: list[Identity] = []
    own: dict[str, tuple[int, str]] = {}
    ties: dict[str, tuple[int, str, str]] = {}
    index: dict[str, int] = {}
    starts: list[int] = []
    name = forms[0].name

    def add(left: Sequence[int], right: Sequence[int], like: Identity | None) -> str:
        paths = tuple(cells[at].path for at in (*left, *right))
        place, by_row = (like.place, like.by_row) if like is not None else ((), True)
        made = Identity(str(len(identities)), place, tuple(left), tuple(right), by_row, paths)
        identities.append(made)
        return f"{name}.{made.rule}@{paths[-1]}"

    for at, form in enumerate(forms):
        starts.append(len(cells))
        for cell in form.cells:
            path = f"{at}:{cell.path}"
            index[path] = len(cells)
            cells.append(attrs.evolve(cell, path=path, block=f"{at}:{cell.block or ''}"))
        for one in form.identities:
            left, right = ([starts[at] + cell for cell in side] for side in (one.left, one.right))
            own[add(left, right, one)] = (at, identity_id(form, one))
    for at in range(1, len(forms)):
        for rule, terms in _tied(forms[at - 1], forms[at]):
            left, right = (
                [starts[at - 1 + year] + cell for cell, year, on_left in terms if on_left is side]
                for side in (True, False)
            )
            last, year, _ = terms[-1]
            ties[add(left, right, None)] = (at - 1 + year, rule, forms[at - 1 + year].cells[last].path)
    whole = attrs.evolve(
        forms[0], cells=tuple(cells), blocks=(), identities=tuple(identities), index=index, odd=frozenset()
    )
    return Joint(whole, own, ties)


def _tied(before: Form, after: Form) -> Iterator[tuple[str, tuple[tuple[int, int, bool], ...]]]:
    """The rule of each tie between two tables, and its terms: cell, year, whether on the left."""
    pair = (before, after)
    for tie in TIES:
        if tie.table != before.name or (tie.edition is not None and any(one.edition != tie.edition for one in pair)):
            continue
        first = tie.terms[0][0]
        for path in before.index:
            star = _star(f"{tie.table}.{first}", path)
            if star is None:
                continue
            paths = [(f"{tie.table}.{name.replace('*', star)}", year, left) for name, year, left in tie.terms]
            if all(path in pair[year].index for path, year, _ in paths):
                yield tie.rule, tuple((pair[year].index[path], year, left) for path, year, left in paths)


def _star(pattern: str, path: str) -> str | None:
    """What stands for the star of ``pattern`` in ``path``: one step."""
    head, tail = pattern.split("*")
    if not (path.startswith(head) and path.endswith(tail) and len(path) > len(head) + len(tail)):
        return None
    star = path[len(head) : len(path) - len(tail)]
    return None if "." in star else star
