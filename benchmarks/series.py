"""How often one wrong figure among several years' reports is traced to its year.

    python benchmarks/series.py [SERIES]

In each of SERIES generated series (200 when not given; three to five years of 表三, what one year carries out carried in
by the next) one cell of one year is mistyped as Scholtus (2009) saw figures mistyped, once any cell, once one of those
carried over.
"""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from tests.figures import mistyped, tied, years_of_applications  # noqa: E402

import govinfo_report as gr  # noqa: E402


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    for label, carried in (("any cell", False), ("a cell carried over", True)):
        first = only = listed = 0
        times = []
        for seed in range(count):
            random = Random(seed)
            tables = years_of_applications(random, random.randint(3, 5))
            at = random.randrange(len(tables))
            form, values = tables[at]
            cells = [cell for cell in tied(form) if not carried or ".carried_" in form.cells[cell].path]
            cell = random.choice(cells)
            true = values[cell]
            values[cell] = mistyped(random, true)
            reports = [
                gr.Report(year=2021 + year, applications=one.build(figures))
                for year, (one, figures) in enumerate(tables)
            ]
            start = perf_counter()
            faults = gr.diagnose_series(reports)
            times.append(perf_counter() - start)
            sets = [[(c.year, c.path, c.suggested) for c in one.corrections] for one in faults[0].explanations]
            truth = [(2021 + at, form.cells[cell].path, true)]
            listed += truth in sets
            first += sets[0] == truth
            only += len(faults) == 1 and sets == [truth] and faults[0].year == 2021 + at
        print(
            f"{label}: only explanation {only / count:.1%}, first {first / count:.1%}, listed {listed / count:.1%}, "
            f"median {median(times) * 1000:.1f} ms, longest {max(times) * 1000:.0f} ms"
        )


if __name__ == "__main__":
    main()
