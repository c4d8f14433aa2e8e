"""What comes of the cells of reports in many layouts and with many damages.

    python -m tests.honesty [DOCUMENTS] [SEED] [--write]

Every document is a report with distinct figures, some of its cells blank, in one of the layouts of
:mod:`tests.textlayouts`, with one or two of the damages of :mod:`tests.damages`.  ``--write`` puts the table where the
documentation finds it.
"""

from __future__ import annotations

import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from random import Random

import govinfo_report as gr
from tests.damages import DAMAGES, damaged
from tests.layouts import distinct
from tests.test_text_layouts import kept_in
from tests.textlayouts import LAYOUTS, document_of, lines_in

RESULTS = Path(__file__).parent.parent / "docs" / "reading-results.md"
SHARES = (0, 0, 0.2, 0.6)
"""Of the cells that are blank."""


def outcome(layout: str, seed: int, documents: int) -> Counter[str]:
    """The cells of ``documents`` reports in ``layout``: right, left blank with a note, wrong, lost without a note."""
    found: Counter[str] = Counter()
    for number in range(documents):
        random = Random(f"{layout} {seed} {number}")
        report = distinct("2019" if number % 2 else "2021")
        share = random.choice(SHARES)
        report = report.with_cells({path: None for path in report.cells() if random.random() < share})
        damages = sorted(random.sample(sorted(DAMAGES), random.choice((0, 1, 1, 2))), key="dressed figures".__eq__)
        read = gr.reads("\n".join(lines_in(damaged(document_of(report), damages, random), LAYOUTS[layout])))
        noted = {note.path for note in read.notes if note.path}
        kept = kept_in(read)
        cells = read.cells()
        found["documents"] += 1
        for path, value in report.cells().items():
            got = cells.get(path)
            if got == value:
                found["right"] += 1
            elif got is not None:
                found["wrong"] += 1
            elif any(path == one or path.startswith(f"{one}.") for one in noted) or str(value) in kept:
                found["noted"] += 1
            else:
                found["lost"] += 1
    return found


def main(documents: int, seed: int) -> str:
    """The table."""
    each = -(-documents // len(LAYOUTS))
    with ProcessPoolExecutor(2) as pool:
        found = dict(
            zip(LAYOUTS, pool.map(outcome, LAYOUTS, [seed] * len(LAYOUTS), [each] * len(LAYOUTS)), strict=True)
        )
    total = sum(found.values(), Counter[str]())
    lines = [
        "| layout | documents | cells right | blank, in a note | lost | wrong |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for name, one in {**found, "**all**": total}.items():
        cells = one.total() - one["documents"]
        shares = f"{one['right'] / cells:.2%} | {one['noted'] / cells:.2%} | {one['lost']} | {one['wrong']}"
        lines.append(f"| {name} | {one['documents']:,} | {shares} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:] if argument.isdecimal()]
    made = main(*(numbers + [10_000, 0][len(numbers) :]))
    print(made)
    if "--write" in sys.argv:
        RESULTS.write_text(made, encoding="utf-8")
