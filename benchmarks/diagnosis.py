"""How well a diagnosis finds errors that were put in on purpose, and how long it takes.

    python benchmarks/diagnosis.py [TABLES] [--write]

Errors are put into generated tables (``tests/figures.py``) and, where they stand beside the checkout, into the real
ones of ``../shared/corpus``; TABLES (200 when not given) tables per number of errors.  ``--write`` puts the result
where the documentation finds it.
"""

from __future__ import annotations

import json
import platform
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

from measure import table

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from tests.figures import applications, disputes, mistype, tied  # noqa: E402

import govinfo_report as gr  # noqa: E402
from govinfo_report.compiled import Form, compile_form  # noqa: E402
from govinfo_report.diagnosis.engine import Bounds, diagnose  # noqa: E402
from govinfo_report.diagnosis.solver import solver_installed  # noqa: E402

RESULTS = HERE / "diagnosis_results.md"
TRUTH = HERE.parent.parent / "shared" / "corpus" / "truth"

Cells = dict[str, int]


class Outcome:
    """What was found of one table, and how long it took."""

    def __init__(self, form: Form, values: Sequence[int], true: Cells) -> None:
        start = perf_counter()
        found = diagnose([(form, values)], {}, Bounds())
        self.seconds = perf_counter() - start
        sets: dict[int, list[Cells]] = {}
        for one in found:
            sets.setdefault(one.component, []).append({each.path: each.suggested for each in one.corrections})
        self.noticed = bool(found)
        self.only = list(sets.values()) == [[true]]
        self.complete = all(one.complete for one in found)
        self.count = len(found)
        self.first = _joined([part[0] for part in sets.values()]) == true
        inside = [[one for one in part if one and one.items() <= true.items()] for part in sets.values()]
        self.among = all(inside) and _joined([part[0] for part in inside]) == true


def _joined(parts: Sequence[Cells]) -> Cells:
    return {path: value for part in parts for path, value in part.items()}


def real_tables() -> Iterator[tuple[Form, list[int]]]:
    """The real tables without a blank whose identities hold."""
    for path in sorted(TRUTH.glob("*.json")):
        cells = {key: value for key, value in json.loads(path.read_text("utf-8")).items() if type(value) is int}
        report = gr.Report.from_cells(cells)
        for one in (report.applications, report.disputes):
            if one is not None:
                form = compile_form(type(one))
                values = [value for value in form.values(one) if isinstance(value, int)]
                if len(values) == len(form.cells) and not diagnose([(form, values)], {}, Bounds()):
                    yield form, values


def generated_tables(random: Random, count: int) -> Iterator[tuple[Form, list[int]]]:
    for _ in range(count):
        yield applications(random, "2019")
        yield applications(random, "2021")
        yield disputes(random)


def near(value: int) -> list[int]:
    """±1, a digit replaced, dropped or added, and 0."""
    digits = str(value)
    made = {value + 1, value - 1, int(digits[:-1] or 0), int(digits + "7"), int(digits[:-1] + str(9 - value % 10)), 0}
    return sorted(one for one in made if one >= 0 and one != value)


def single(tables: Sequence[tuple[Form, list[int]]]) -> Iterator[tuple[str, ...]]:
    """A row per form: every cell wrong in turn."""
    for name, title in (("applications", "表三"), ("disputes", "表四")):
        outcomes = [
            Outcome(form, [*values[:at], wrong, *values[at + 1 :]], {form.cells[at].path: values[at]})
            for form, values in tables
            if form.name == name
            for at in tied(form)
            for wrong in near(values[at])
        ]
        micro = 1e6 * median(one.seconds for one in outcomes)
        shares = [percent(getattr(one, what) for one in outcomes) for what in ("noticed", "only", "first", "among")]
        yield title, str(sum(form.name == name for form, _ in tables)), f"{len(outcomes):,}", *shares, f"{micro:.0f} µs"


def seeded(count: int, tables: int, real: Sequence[tuple[Form, list[int]]] = ()) -> tuple[str, ...]:
    random = Random(f"diagnosis {count}")
    outcomes = []
    for _ in range(tables):
        form, values = random.choice(real) if real else applications(random, random.choice(("2019", "2021")))
        wrong, true = mistype(random, form, values, count)
        outcomes.append(Outcome(form, wrong, {form.cells[at].path: value for at, value in true.items()}))
    return (f"{count} wrong{', real tables' if real else ''}", *summary(outcomes))


def swapped(tables: int) -> tuple[str, ...]:
    random = Random("swapped")
    outcomes = []
    for _ in range(tables):
        form, values = applications(random, random.choice(("2019", "2021")))
        while True:
            one, other = (at or 0 for at in random.sample(random.choice(form.blocks[0].cells), 2))
            if values[one] != values[other]:
                break
        wrong = list(values)
        wrong[one], wrong[other] = wrong[other], wrong[one]
        outcomes.append(Outcome(form, wrong, {form.cells[at].path: values[at] for at in (one, other)}))
    return ("two of a row swapped", *summary(outcomes))


def summary(outcomes: Sequence[Outcome]) -> tuple[str, ...]:
    times = sorted(1e3 * one.seconds for one in outcomes)
    counts = sorted(one.count for one in outcomes)
    middle, high = len(times) // 2, len(times) * 19 // 20
    shares = [percent(getattr(one, what) for one in outcomes) for what in ("first", "among", "complete")]
    return (*shares, str(counts[middle]), f"{times[middle]:.2f} ms", f"{times[high]:.1f} ms")


def percent(flags: Iterator[bool]) -> str:
    every = list(flags)
    return f"{100 * sum(every) / len(every):.4g}%"


def main(tables: int) -> str:
    real = list(real_tables())
    kinds = [*real, *generated_tables(Random("single"), 10)]
    heads = ("one wrong cell", "tables", "changes", "noticed", "only explanation", "first", "listed", "median")
    alone = table(list(single(kinds)), heads)
    heads = ("表三", "first", "listed", "searched to the end", "explanations", "median", "95th percentile")
    rows = [*(seeded(count, tables) for count in range(1, 6)), swapped(tables)]
    if large := [one for one in real if one[0].name == "applications"]:
        rows += [seeded(count, tables, large) for count in range(1, 6)]
    several = table(rows, heads)
    where = f"{platform.python_implementation()} {platform.python_version()}"
    extra = "with" if solver_installed() else "without"
    note = (
        f"{where}, {extra} the extra `solve`; {len(real)} real and 30 generated tables above, {tables} per row below."
    )
    return f"{alone}\n\n{several}\n\n{note}\n"


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:] if argument.isdecimal()]
    result = main(numbers[0] if numbers else 200)
    print(result)
    if "--write" in sys.argv:
        RESULTS.write_text(result, encoding="utf-8")
