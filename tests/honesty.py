"""What comes of the cells of reports in many layouts and with many damages.

    python -m tests.honesty [DOCUMENTS] [SEED] [--write] [--only TEXT] [--faults FOLDER]

Every document is a report with distinct figures, some of its cells blank, in one of the layouts of
:mod:`tests.filelayouts`, with up to two of the damages of :mod:`tests.damages`.  ``--write`` puts the table where the
documentation finds it; ``--only`` takes the layouts with this in their name; ``--faults`` keeps the documents in
which a figure is wrong or lost, and tells of each.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random
from typing import Final, Literal, TypeAlias

import attrs

import govinfo_report as gr
from govinfo_report.document import Document, Grid
from tests.damages import DAMAGES, damaged
from tests.filelayouts import FORMATS, SHARES
from tests.layouts import distinct

__all__ = ["Case", "cases", "drawn", "kept_in", "outcomes"]

RESULTS = Path(__file__).parent.parent / "docs" / "reading-results.md"
BLANK: Final = (0, 0, 0.2, 0.6)
"""Shares of the cells that are blank."""
HYBRID: Final = 0.15
"""How often the tables of a report are of both editions."""

LOSES_BLANKS: Final = (
    "cell per line",
    "cell per line, rows apart",
    "cell per line, all apart",
    "single spaces",
    "page, cell per paragraph",
    "page, row per paragraph",
    "page, div for cells",
    "Word, cell per paragraph",
)
"""Layouts in which a blank may leave nothing.

There, a report with a blank and a figure broken in two, or the number of a page, is printed as one is that has neither:
no reader can tell.
"""

Outcome: TypeAlias = Literal["right", "noted", "lost", "wrong"]
_DIGITS: Final = {0xFF10 + digit: 0x30 + digit for digit in range(10)}


@attrs.frozen(eq=False)
class Case:
    """A damaged document and what it was made from."""

    layout: str
    number: int
    report: gr.Report
    damages: tuple[str, ...]
    document: Document
    source: str | bytes

    @property
    def text(self) -> str:
        """Every cell of its tables, one after the other, in plain digits."""
        cells = (cell.text for block in self.document.blocks if isinstance(block, Grid) for cell in block.cells)
        return _plain("\t".join("".join(text.split("\n")) for text in cells))


@cache
def _original(edition: Literal["2019", "2021"]) -> gr.Report:
    return distinct(edition)


def drawn(layout: str, seed: int, number: int) -> Case:
    """The document ``number`` of ``layout``, the same for the same ``seed``."""
    random = Random(f"{layout} {seed} {number}")
    report = _original("2019" if number % 2 else "2021")
    if random.random() < HYBRID:
        report = attrs.evolve(report, applications=_original("2021" if number % 2 else "2019").applications)
    damages = tuple(random.sample(sorted(DAMAGES), random.choice((0, 1, 1, 2, 2))))
    filled = layout in LOSES_BLANKS and not {"figures broken", "a page number"}.isdisjoint(damages)
    share = 0 if filled else random.choice(BLANK)
    report = report.with_cells({path: None for path in report.cells() if random.random() < share})
    if layout == "markdown, padded":  # filled up at its end, a row that lost a cell is as one whose last is blank
        damages = tuple(damage for damage in damages if damage != "a cell lost")
    document = damaged(report.to_document(), damages, random)
    settings = {name: setting for named in FORMATS.values() for name, setting in named.items()}
    return Case(layout, number, report, damages, document, settings[layout](document, random))


def outcomes(case: Case, read: gr.Report) -> Iterator[tuple[str, Outcome]]:
    """What came of every cell of ``case`` in ``read``: its path, and whether it is right, blank in a note, lost or wrong."""
    noted = {note.path for note in read.notes if note.path}
    doubted = {note.path for note in read.notes if note.code == "many-digits"}
    kept = kept_in(read)
    together = [number for number in kept if len(number) > 8]
    together += [_plain(note.text) for note in read.notes if note.code == "many-digits"]
    cells = read.cells()
    printed = case.text
    for path, value in case.report.cells().items():
        got = cells.get(path)
        if got == value:
            yield path, "right"
        elif got is not None:
            yield path, "noted" if path in doubted else "wrong"
        elif (
            any(path == one or path.startswith(f"{one}.") for one in noted)
            or str(value) in kept
            or any(str(value) in number for number in together)
            or str(value) not in printed
        ):
            yield path, "noted"
        else:
            yield path, "lost"


def kept_in(report: gr.Report) -> set[str]:
    """Every number that is in a cell, an extra cell, a note or a paragraph."""
    texts = [str(value) for value in report.cells().values()]
    texts += [str(cell.value) for cell in report.extras]
    texts += [note.text for note in report.notes]
    texts += [section.text for section in report.sections.values()]
    return set(re.findall(r"\d+(?:\.\d+)?", _plain(" ".join(texts))))


def _plain(text: str) -> str:
    return re.sub(r"(?<=\d),(?=\d{3})", "", text.translate(_DIGITS))


def cases(documents: int, only: str = "") -> dict[str, int]:
    """How many documents each layout has where there are ``documents`` of text."""
    each = -(-documents // len(FORMATS["text"]))
    return {
        layout: max(1, round(each * SHARES[name]))
        for name, layouts in FORMATS.items()
        for layout in layouts
        if only in layout
    }


def count(layout: str, seed: int, start: int, stop: int, faults: Path | None = None) -> Counter[str]:
    """The outcomes of the cells of the documents from ``start`` to ``stop`` in ``layout``."""
    found: Counter[str] = Counter()
    for number in range(start, stop):
        case = drawn(layout, seed, number)
        found["documents"] += 1
        try:
            told = list(outcomes(case, gr.reads(case.source)))
        except gr.ReadError as error:
            found["refused"] += 1
            told = []
            if faults is not None:
                print(layout, seed, number, *case.damages, error, sep=" | ")
        found.update(outcome for _, outcome in told)
        amiss: list[tuple[str, Outcome]] = [one for one in told if one[1] in ("wrong", "lost")]
        if amiss and faults is not None:
            _keep(case, seed, amiss, faults)
    return found


def _keep(case: Case, seed: int, amiss: Sequence[tuple[str, Outcome]], faults: Path) -> None:
    name = f"{re.sub(r'[^a-zA-Z]+', '-', case.layout)}-{seed}-{case.number}"
    source = case.source if isinstance(case.source, bytes) else case.source.encode()
    (faults / name).write_bytes(source)
    path, outcome = amiss[0]
    value: int | Decimal | None = case.report.cells()[path]
    print(name, case.layout, ", ".join(case.damages), f"{outcome} {path} ({value})", len(amiss), sep=" | ", flush=True)


def table(found: dict[str, Counter[str]]) -> str:
    """The outcomes by layout and in all."""
    total = sum(found.values(), Counter[str]())
    lines = [
        "| layout | documents | refused | cells right | blank, in a note | lost | wrong |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for name, one in {**found, "**all**": total}.items():
        cells = sum(one[outcome] for outcome in ("right", "noted", "lost", "wrong")) or 1
        shares = f"{one['right'] / cells:.2%} | {one['noted'] / cells:.2%} | {one['lost']} | {one['wrong']}"
        lines.append(f"| {name} | {one['documents']:,} | {one['refused']} | {shares} |")
    return "\n".join(lines) + "\n"


def main(documents: int, seed: int, only: str = "", faults: Path | None = None) -> str:
    """The table."""
    wanted = cases(documents, only)
    parts = [
        (layout, seed, at, min(at + 50, number), faults)
        for layout, number in wanted.items()
        for at in range(0, number, 50)
    ]
    found = {layout: Counter[str]() for layout in wanted}
    with ProcessPoolExecutor(2) as pool:
        for (layout, *_), counted in zip(parts, pool.map(count, *zip(*parts, strict=True)), strict=True):
            found[layout] += counted
    return table(found)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.honesty")
    parser.add_argument("documents", type=int, nargs="?", default=10_000)
    parser.add_argument("seed", type=int, nargs="?", default=0)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--only", default="")
    parser.add_argument("--faults", type=Path)
    given = parser.parse_args()
    made = main(given.documents, given.seed, given.only, given.faults)
    print(made)
    if given.write:
        RESULTS.write_text(made, encoding="utf-8")
