"""Tables as real offices fill them: a few rows hold most requests, most cells are 0, and every sum holds."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Final

from govinfo_report.compiled import Form, compile_form
from govinfo_report.forms.applications import Applications2019, Applications2021
from govinfo_report.forms.disputes import Disputes

__all__ = ["applications", "disputes", "mistype", "mistyped", "tied", "years_of_applications"]

_COMMON: Final = ("disclosed", "partly_disclosed", "not_held", "requires_creation", "internal_affairs", "petition")


def applications(
    random: Random, edition: str = "2021", before: tuple[Form, Sequence[int]] | None = None
) -> tuple[Form, list[int]]:
    """A 表三 in balance: natural persons hold most of it, and a handful of outcomes nearly all.

    What ``before``, the table of the year before, carried out is carried in.
    """
    form = compile_form(Applications2021 if edition == "2021" else Applications2019)
    kinds = len(form.blocks[0].columns) - 1
    values = [0] * len(form.cells)
    size = random.choice((3, 8, 20, 45, 90, 180, 400, 1500, 4000))
    rows = [row for row in form.blocks[0].cells if _outcome(form, row)]
    liking = [
        3 ** sum(word in form.cells[row[0] or 0].path for word in _COMMON) * random.paretovariate(0.8) for row in rows
    ]
    people = [random.uniform(6, 20), random.uniform(0.5, 4), *(random.choice((0, 0.02, 0.2)) for _ in range(kinds - 2))]
    for _ in range(random.randint(size // 2, size) + 1):
        row = random.choices(rows, liking)[0]
        values[row[random.choices(range(kinds), people)[0]] or 0] += 1
    received, carried_in, total, carried_out = (
        _row(form, path) for path in ("received", "carried_in", "outcomes.total", "carried_out")
    )
    for column in range(kinds):
        values[total[column]] = done = sum(values[row[column] or 0] for row in rows)
        values[carried_out[column]] = sum(random.random() < 0.06 for _ in range(done))
        handled = done + values[carried_out[column]]
        if before is None:
            values[carried_in[column]] = min(handled, sum(random.random() < 0.06 for _ in range(done)))
        else:
            values[carried_in[column]] = came = before[1][_row(before[0], "carried_out")[column]]
            if came > handled:
                values[carried_out[column]] += came - handled
                handled = came
        values[received[column]] = handled - values[carried_in[column]]
    for line in form.blocks[0].cells:
        *parts, whole = (at for at in line if at is not None)
        values[whole] = sum(values[at] for at in parts)
    return form, values


def years_of_applications(random: Random, years: int, edition: str = "2021") -> list[tuple[Form, list[int]]]:
    """表三 of consecutive years, what one carries out carried in by the next."""
    found = [applications(random, edition)]
    while len(found) < years:
        found.append(applications(random, edition, found[-1]))
    return found


def disputes(random: Random) -> tuple[Form, list[int]]:
    """A 表四 in balance, most of its results 0."""
    form = compile_form(Disputes)
    values = [random.choice((0, 0, 0, 1, 2, random.randint(3, 60))) for _ in form.cells]
    for identity in form.identities:
        values[identity.right[0]] = sum(values[at] for at in identity.left)
    return form, values


def _outcome(form: Form, row: Sequence[int | None]) -> bool:
    path = form.cells[row[0] or 0].path
    return ".outcomes." in path and ".total." not in path


def _row(form: Form, path: str) -> list[int]:
    return [at for at, cell in enumerate(form.cells) if cell.path.startswith(f"applications.{path}.")]


def tied(form: Form) -> list[int]:
    """The cells that stand in an identity."""
    return sorted({at for one in form.identities for at in (*one.left, *one.right)})


def mistyped(random: Random, true: int) -> int:
    """``true`` with one slip of the pen, in the proportions of Scholtus (2009)."""
    digits = str(true)
    while True:
        kind = random.choices(("replaced", "dropped", "swapped", "added"), (112, 15, 14, 11))[0]
        at = random.randrange(len(digits))
        if kind == "replaced":
            made = digits[:at] + random.choice("0123456789") + digits[at + 1 :]
        elif kind == "dropped":
            made = digits[:at] + digits[at + 1 :]
        elif kind == "swapped":
            made = digits[:at] + digits[at + 1 : at + 2] + digits[at] + digits[at + 2 :]
        else:
            at = random.randrange(len(digits) + 1)
            made = digits[:at] + random.choice("0123456789") + digits[at:]
        if made and made != digits and (made == "0" or made[0] != "0"):
            return int(made)


def mistype(random: Random, form: Form, values: Sequence[int], count: int) -> tuple[list[int], dict[int, int]]:
    """``values`` with ``count`` cells mistyped, and what those cells were."""
    wrong = list(values)
    chosen = random.sample(tied(form), count)
    for at in chosen:
        wrong[at] = mistyped(random, values[at])
    return wrong, {at: values[at] for at in chosen}
