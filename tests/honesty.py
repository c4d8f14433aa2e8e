"""What comes of the cells of reports in many layouts and with many damages.

    python -m tests.honesty [DOCUMENTS] [SEED] [--further] [--write] [--only TEXT] [--faults FOLDER] [--by-damage]

Every document is a report with distinct figures, some of its cells blank, in one of the layouts of
:mod:`tests.filelayouts`, with up to two of the damages of :mod:`tests.damages`.  With ``--further`` the layouts of
:mod:`tests.furtherlayouts` are among them, and a damage of :mod:`tests.furtherdamages`, :mod:`tests.furthertables` or :mod:`tests.furthercolumns`
befalls most documents.  ``--write`` puts the table where the documentation finds it; ``--only`` takes the layouts with
this in their name; ``--faults`` keeps the documents in which a figure is wrong or lost, and tells of each;
``--by-damage`` counts the documents of each damage, or pair of them, instead of those of each layout.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random
from typing import Final, Literal, TypeAlias

import attrs

import govinfo_report as gr
from govinfo_report.document import Document, Grid
from tests.damages import DAMAGES, Damage, damaged
from tests.filelayouts import FORMATS, SHARES, Setting
from tests.furtherdamages import CELL_DAMAGES
from tests.furtherlayouts import FURTHER_FORMATS, FURTHER_LOSE_BLANKS
from tests.furthertables import SHAPE_DAMAGES
from tests.layouts import distinct

__all__ = ["Case", "cases", "drawn", "kept_in", "outcomes"]

RESULTS = Path(__file__).parent.parent / "docs" / "reading-results.md"
FURTHER_RESULTS = RESULTS.with_name("reading-results-further.md")
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
    *FURTHER_LOSE_BLANKS,
)
"""Layouts in which a blank may leave nothing.

There, a report with a blank and a figure broken in two, or the number of a page, is printed as one is that has neither:
no reader can tell.
"""

FURTHER_DAMAGES: Final[Mapping[str, Damage]] = {**CELL_DAMAGES, **SHAPE_DAMAGES}

_ADDS: Final = frozenset(
    (
        "figures broken",
        "a page number",
        "digits apart",
        "two cells in one",
        "two rows in one",
        "a running head",
        "a table cut by a running head",
        "a caption in the table",
        "a column of remarks",
        "lines around tables",
        "words around figures",
        "footnotes of figures",
        "other thousands",
        "letters for digits",
    )
)
"""Damages after which a row may have a figure more than it had, where spaces or lines tell its figures apart."""
_SHORTENS: Final = frozenset(("a cell lost", "blanks merged", "two cells in one", "a column of remarks"))
"""Damages after which a row may have a cell less than the others."""

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
    def shown(self) -> dict[str, str]:
        """By its figure what each cell shows that has one of its own."""
        cells = (cell for block in self.document.blocks if isinstance(block, Grid) for cell in block.cells)
        return {str(cell.value): cell.text for cell in cells if cell.value is not None}

    @property
    def text(self) -> str:
        """Every cell of its tables, one after the other, in plain digits."""
        cells = (cell.text for block in self.document.blocks if isinstance(block, Grid) for cell in block.cells)
        return _plain("\t".join("".join(text.split("\n")) for text in cells))


@cache
def _original(edition: Literal["2019", "2021"]) -> gr.Report:
    return distinct(edition)


def drawn(layout: str, seed: int, number: int, *, further: bool = False) -> Case:
    """The document ``number`` of ``layout``, the same for the same ``seed``; with ``further`` damages or without."""
    random = Random(f"{layout} {seed} {number}" + (" further" if further else ""))
    report = _original("2019" if number % 2 else "2021")
    if random.random() < HYBRID:
        report = attrs.evolve(report, applications=_original("2021" if number % 2 else "2019").applications)
    damages = tuple(random.sample(sorted(DAMAGES), random.choice((0, 1, 1, 2, 2))))
    if further:
        damages = (*damages[:1], *random.sample(sorted(FURTHER_DAMAGES), random.choice((0, 1, 1, 1, 2))))
    adding = _ADDS if further else {"figures broken", "a page number"}
    filled = layout in LOSES_BLANKS and not adding.isdisjoint(damages)
    filled = filled or (layout.startswith("columns") and "digits apart" in damages)  # 102 3 may be two cells
    share = 0 if filled else random.choice(BLANK)
    report = report.with_cells({path: None for path in report.cells() if random.random() < share})
    if layout in (
        "markdown, padded",
        "ruled with plus and minus",
        "tabs expanded",
    ):  # filled up at its end, a row that lost a cell is as one whose last is blank
        damages = tuple(damage for damage in damages if damage not in _SHORTENS)
    document = damaged(report.to_document(), damages, random, FURTHER_DAMAGES)
    return Case(layout, number, report, damages, document, _settings()[layout](document, random))


@cache
def _settings() -> dict[str, Setting]:
    formats = (*FORMATS.values(), *FURTHER_FORMATS.values())
    return {name: setting for layouts in formats for name, setting in layouts.items()}


def outcomes(case: Case, read: gr.Report) -> Iterator[tuple[str, Outcome]]:
    """What came of every cell of ``case`` in ``read``: its path, and whether it is right, blank in a note, lost or wrong."""
    noted = {note.path for note in read.notes if note.path}
    doubted = {note.path for note in read.notes if note.code == "many-digits"}
    kept = kept_in(read)
    together = [number for number in kept if len(number) > 7]
    together += [_plain(note.text) for note in read.notes if note.code == "many-digits"]
    cells = read.cells()
    printed = case.text
    shown = case.shown
    said = [_squeezed(_plain(text)) for text in _texts(read)]
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
            or (str(value) not in shown and str(value) not in printed)
            or any(_squeezed(_plain(shown.get(str(value), str(value)))) in one for one in said)
        ):
            yield path, "noted"
        else:
            yield path, "lost"


def kept_in(report: gr.Report) -> set[str]:
    """Every number that is in a cell, an extra cell, a note or a paragraph."""
    return set(re.findall(r"\d+(?:\.\d+)?", _plain(" ".join(_texts(report)))))


def _texts(report: gr.Report) -> list[str]:
    texts = [str(value) for value in report.cells().values()]
    texts += [str(cell.value) for cell in report.extras]
    texts += [note.text for note in report.notes]
    return [*texts, *(section.text for section in report.sections.values())]


def _squeezed(text: str) -> str:
    """``text`` without its spaces and marks."""
    return re.sub(r"[\W_]", "", text)


def _plain(text: str) -> str:
    return re.sub(r"(?<=\d),(?=\d{3})", "", text.translate(_DIGITS))


def cases(documents: int, only: str = "", *, further: bool = False) -> dict[str, int]:
    """How many documents each layout has where there are ``documents`` of text."""
    formats = [*FORMATS.items(), *(FURTHER_FORMATS.items() if further else ())]
    each = -(-documents // sum(len(layouts) for name, layouts in formats if name == "text"))
    return {
        layout: max(1, round(each * SHARES[name])) for name, layouts in formats for layout in layouts if only in layout
    }


def count(
    layout: str,
    seed: int,
    start: int,
    stop: int,
    faults: Path | None = None,
    further: bool = False,
    by_damage: bool = False,
) -> dict[str, Counter[str]]:
    """The outcomes of the cells of the documents from ``start`` to ``stop`` in ``layout``, by its name or by damages."""
    every: dict[str, Counter[str]] = {}
    for number in range(start, stop):
        case = drawn(layout, seed, number, further=further)
        found = every.setdefault(" + ".join(sorted(case.damages)) if by_damage else layout, Counter())
        found["documents"] += 1
        try:
            told = list(outcomes(case, gr.reads(case.source)))
        except gr.ReadError as error:
            found["refused"] += 1
            told = []
            if faults is not None:
                print(layout, seed, number, *case.damages, error, sep=" | ")
        except Exception as error:
            found["wrong"] += 1
            told = []
            print("BROKEN", layout, seed, number, *case.damages, repr(error), sep=" | ", flush=True)
        found.update(outcome for _, outcome in told)
        amiss: list[tuple[str, Outcome]] = [one for one in told if one[1] in ("wrong", "lost")]
        if amiss and faults is not None:
            _keep(case, seed, amiss, faults)
    return every


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


def main(
    documents: int,
    seed: int,
    only: str = "",
    faults: Path | None = None,
    *,
    further: bool = False,
    by_damage: bool = False,
) -> str:
    """The table."""
    wanted = cases(documents, only, further=further)
    parts = [
        (layout, seed, at, min(at + 50, number), faults, further, by_damage)
        for layout, number in wanted.items()
        for at in range(0, number, 50)
    ]
    found: dict[str, Counter[str]] = {}
    with ProcessPoolExecutor(2) as pool:
        for counted in pool.map(count, *zip(*parts, strict=True)):
            for name, outcomes_there in counted.items():
                found.setdefault(name, Counter()).update(outcomes_there)
    return table(dict(sorted(found.items(), key=lambda one: -one[1]["noted"])) if by_damage else found)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.honesty")
    parser.add_argument("documents", type=int, nargs="?", default=10_000)
    parser.add_argument("seed", type=int, nargs="?", default=0)
    parser.add_argument("--further", action="store_true")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--only", default="")
    parser.add_argument("--faults", type=Path)
    parser.add_argument("--by-damage", action="store_true")
    given = parser.parse_args()
    made = main(given.documents, given.seed, given.only, given.faults, further=given.further, by_damage=given.by_damage)
    print(made)
    if given.write:
        (FURTHER_RESULTS if given.further else RESULTS).write_text(made, encoding="utf-8")
