"""Claims beside the figures of the tables: does one of the readings that the words allow fit?

A blank is no zero.  Where one stands in the way a claim is left open, unless the figures that are printed already add
up to more than it says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from operator import itemgetter
from typing import Any, Final, TypeAlias, cast

import attrs

from govinfo_report.compiled import Form
from govinfo_report.content import TableValues
from govinfo_report.findings import Status
from govinfo_report.prose.claim import Claim
from govinfo_report.prose.readings import Reading, readings, table_of
from govinfo_report.quantity import Amount, Figure
from govinfo_report.unchecked import maker

__all__ = ["Compared", "compare", "plain_reading"]

Number: TypeAlias = int | Decimal
_Add: TypeAlias = Callable[[Sequence[Any]], "Number | None"]

_ANSWERED: Final = "applications.outcomes.total"
_MONEY: Final = "disclosure.fees.amount"


@attrs.frozen(weakref_slot=False)
class Compared:
    """A claim beside its table.

    Attributes:
        claim: what the prose says.
        form: of the table; ``numbers`` are its figures.
        status: whether a reading fits, none does, or a blank leaves it open.
        paths: of the reading that fits, else of the plain one.
        value: what these cells add up to, ``None`` where one is blank.
        printed: what is printed in the rows of blank totals, where that is what is known.
        contrary: whether ``paths`` are other results than the one that all had, says the claim.
    """

    claim: Claim
    form: Form
    status: Status
    paths: Reading
    value: Number | None
    printed: Number | None = None
    contrary: bool = False


_compared: Final = maker(Compared)


def plain_reading(kind: str, loose: bool, tables: Mapping[str, TableValues]) -> Reading:
    """The cells that the plain reading of ``kind`` adds up, none where ``tables`` have none."""
    table = tables.get(table_of(kind))
    plans = _plans(kind, loose, table[0]) if table else ()
    return plans[0][0] if plans else ()


def compare(claims: Sequence[Claim], tables: Mapping[str, TableValues]) -> Iterator[Compared]:
    """Each claim that is about cells of ``tables`` (by name), in order."""
    for claim in claims:
        if claim.paths:
            form, values = tables[table_of(claim.kind)]
            yield _judged(claim, form, values)


def _judged(claim: Claim, form: Form, values: Sequence[Figure]) -> Compared:
    low, high = claim.low, claim.high
    plans = _plans(claim.kind, claim.loose, form)
    if claim.kind == _MONEY:
        return _money(claim, form, values, plans[0][0])
    blank = False
    for paths, add in plans:
        value = add(values)
        if value is None:
            blank = True
        elif (low is None or low <= value) and (high is None or value <= high):
            return _compared(claim, form, "passed", paths, value, None, False)
    paths, add = plans[0]
    if not blank:
        return _compared(claim, form, "failed", paths, add(values), None, False)
    open_ones = [paths for paths, add in plans if add(values) is None]
    if claim.implied and (others := _others(form, values, plans[0][0])):
        return _compared(claim, form, "failed", others, _printed(form, values, others), None, True)
    leasts = [_printed(form, values, paths) for paths in open_ones]
    possible = high is None or min(leasts) <= high
    if claim.kind == _ANSWERED and not claim.loose and low is not None and (total := plans[0][1](values)) is not None:
        possible = possible and low <= total  # the other reading leaves rows of that total out
    if possible or open_ones[0] is plans[0][0]:
        return _compared(claim, form, "incomplete" if possible else "failed", open_ones[0], None, leasts[0], False)
    return _compared(claim, form, "failed", plans[0][0], plans[0][1](values), None, False)


@lru_cache(maxsize=1024)
def _plans(kind: str, loose: bool, form: Form) -> tuple[tuple[Reading, _Add], ...]:
    """The readings of ``kind``, each with what adds up its cells: ``None`` where one is blank."""
    return tuple((paths, _adder([form.index[path] for path in paths])) for paths in readings(kind, loose, form))


def _adder(at: list[int]) -> _Add:
    take: Callable[[Sequence[Any]], Any] = itemgetter(*at)
    if len(at) == 1:
        return cast("_Add", take)

    def add(values: Sequence[Any]) -> Number | None:
        try:
            return cast("Number", sum(take(values)))
        except TypeError:  # what a blank adds up to
            return None

    return add


def _printed(form: Form, values: Sequence[Figure], paths: Reading) -> int:
    """The least that ``paths`` can add up to: a blank total has at least what its row prints."""
    least = 0
    for path in paths:
        value = values[form.index[path]]
        if isinstance(value, int):
            least += value
        elif form.name == "applications" and path.endswith(".total"):
            row = path.removesuffix(".total")
            cells = (form.index[one] for one in form.index if one.rpartition(".")[0] == row)
            least += sum(figure for at in cells if isinstance(figure := values[at], int))
    return least


def _others(form: Form, values: Sequence[Figure], paths: Reading) -> Reading:
    """The cells with other results than ``paths`` that are not 0, in the same blocks of 表四."""
    blocks = {path.rpartition(".")[0] for path in paths}
    return tuple(
        path
        for path, at in form.index.items()
        if path.rpartition(".")[0] in blocks and path not in paths and not path.endswith(".total") and values[at]
    )


def _money(claim: Claim, form: Form, values: Sequence[Figure], paths: Reading) -> Compared:
    """A sum of money, in 元; the table may have been rounded to the digits that it prints."""
    amount = values[form.index[paths[0]]]
    if not isinstance(amount, Amount):
        return _compared(claim, form, "incomplete", paths, None, 0, False)
    unit = form.cells[form.index[paths[0]]].unit
    value = (amount if amount.unit or unit is None else Amount(amount.value, cast("Any", unit))).to("元")
    printed = amount.value.as_tuple().exponent
    size = Amount(Decimal(1), amount.unit or cast("Any", unit)).to("元")
    half = size.scaleb(int(printed)) / 2
    low, high = claim.low, claim.high
    fits = (low is None or low <= value + half) and (high is None or value - half <= high)
    return _compared(claim, form, "passed" if fits else "failed", paths, value, None, False)
