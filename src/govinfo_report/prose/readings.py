"""Which cells a claim may mean: the readings that its words allow, the plain one first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import product
from typing import Final, TypeAlias

from govinfo_report.compiled import Form

__all__ = ["Reading", "readings", "table_of"]

Reading: TypeAlias = tuple[str, ...]
"""Paths whose figures add up to the claim."""

_LEGAL: Final = (
    "commercial_enterprise",
    "research_institution",
    "public_interest_organization",
    "legal_service_organization",
    "other",
)
_COLUMNS: Final = frozenset({"natural_person", *_LEGAL[:-1], "legal_persons"})
_OUTCOMES: Final = ("disclosed", "partly_disclosed", "refused", "unavailable", "not_processed")
_SUITS: Final = ("direct", "after_reconsideration")
_LOOSE: Final = (
    "applications.received",
    "applications.received+applications.carried_in",
    "applications.outcomes.total",
)
_WIDER: Final[Mapping[str, tuple[str, ...]]] = {
    "applications.received": ("applications.received+applications.carried_in",),
    "applications.outcomes.total": ("+".join(f"applications.outcomes.{name}" for name in _OUTCOMES),),
    "applications.outcomes.disclosed": ("applications.outcomes.disclosed+applications.outcomes.partly_disclosed",),
}
"""Besides the plain one: received may count what was carried in, answered leave out （六）其他处理."""

_DOCUMENTS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "2019": {
        "issued": ("made",),
        "published": ("published", "made", "total_published"),
        "in_force": (),
        "repealed": (),
    },
    "2021": {
        "issued": ("issued",),
        "published": ("issued", "in_force"),
        "in_force": ("in_force",),
        "repealed": ("repealed",),
    },
}


def table_of(kind: str) -> str:
    """The table that a claim of ``kind`` is about; ``processing_fee`` is about none."""
    return kind.partition(".")[0]


@lru_cache(maxsize=1024)
def readings(kind: str, loose: bool, form: Form) -> tuple[Reading, ...]:
    """The sums of cells of ``form`` that a claim of ``kind`` may mean; none where the form has no such cells."""
    if form.name == "applications":
        found = list(_of_applications(kind, loose))
    elif form.name == "disputes":
        found = list(_of_disputes(kind))
    else:
        found = list(_of_disclosure(kind, form.edition))
    made = dict.fromkeys(tuple(_cells(paths, form)) for paths in found)
    return tuple(paths for paths in made if paths and all(path in form.index for path in paths))


def _of_applications(kind: str, loose: bool) -> Iterable[tuple[str, ...]]:
    last = kind.rpartition(".")[2]
    column = last if last in _COLUMNS else None
    if column is not None:
        kind = "+".join(one.removesuffix(f".{column}") for one in kind.split("+"))
    columns = _LEGAL if column == "legal_persons" else (column or "total",)
    plain = [kind, *_WIDER.get(kind, ())]
    if loose or (column is not None and kind == "applications.received"):
        plain += _LOOSE
    for rows in plain:
        yield tuple(f"{row}.*.{name}" for row in rows.split("+") for name in columns)


def _of_disputes(kind: str) -> Iterable[tuple[str, ...]]:
    """``disputes.upheld`` may be of reconsiderations, of suits, or of both."""
    if kind.count(".") == 1:
        result = kind.partition(".")[2]
        both = (f"disputes.reconsideration.{result}", f"disputes.litigation.{result}")
        choices: tuple[str, ...] = (*both, "+".join(both))
    else:
        choices = (kind,)
    for choice in choices:
        yield tuple(path for one in choice.split("+") for path in _suits(one))


def _suits(kind: str) -> tuple[str, ...]:
    table, _, rest = kind.partition(".litigation.")
    if not rest or rest.partition(".")[0] in _SUITS:
        return (kind,)
    return tuple(f"{table}.litigation.{suit}.{rest}" for suit in _SUITS)


def _of_disclosure(kind: str, edition: str) -> Iterable[tuple[str, ...]]:
    choices: list[list[str]] = []
    for one in kind.split("+"):
        row, _, what = one.rpartition(".")
        meant = _DOCUMENTS[edition].get(what) if edition in _DOCUMENTS else None
        choices.append([f"{row}.{name}" for name in ((what,) if meant is None else meant)])
    if len({len(names) for names in choices}) == 1:
        yield from zip(*choices, strict=True)
    else:
        yield from product(*choices)


def _cells(paths: Iterable[str], form: Form) -> Iterable[str]:
    """``paths``, a row with several rows below it as these."""
    for path in paths:
        row, star, column = path.partition(".*.")
        if not star:
            yield path
        elif f"{row}.{column}" in form.index:
            yield f"{row}.{column}"
        else:
            yield from (one for one in form.index if one.startswith(f"{row}.") and one.endswith(f".{column}"))
