"""Reports printed without separators: consistent figures, layouts, damages, and what is read of them.

``python -m tests.joined 1000`` reads 1,000 such documents of every damage and prints what came of their cells.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from random import Random
from typing import Literal, TypeAlias

import attrs

import govinfo_report as gr
from govinfo_report.compiled import Form, Labels, compile_form
from govinfo_report.forms.sections import SECTIONS
from govinfo_report.parse.joined import decode
from govinfo_report.parse.joined_rows import Run
from govinfo_report.quantity import Amount, Figure

__all__ = ["DAMAGES", "Damage", "Printed", "consistent", "indistinguishable", "outcome", "write"]

Edition: TypeAlias = Literal["2019", "2021"]
Damage: TypeAlias = Literal[
    "none", "blank-marks", "short-label", "mistyped-label", "ordinal-lost", "row-lost", "local-row",
    "wrong-digit", "digit-lost", "unmarked-blanks",
]  # fmt: skip
DAMAGES: tuple[Damage, ...] = (
    "none", "blank-marks", "short-label", "mistyped-label", "ordinal-lost", "row-lost", "local-row",
    "wrong-digit", "digit-lost", "unmarked-blanks",
)  # fmt: skip
APPLICANTS = ("natural_person", "commercial_enterprise", "research_institution", "public_interest_organization",
              "legal_service_organization", "other")  # fmt: skip


@attrs.frozen
class Printed:
    """A text, the figures that it prints, and the rows of digits by their cells."""

    text: str
    cells: Mapping[str, int | Decimal | None]
    runs: Mapping[tuple[str, ...], str]


def consistent(random: Random, edition: Edition) -> gr.Report:
    """A report whose identities hold: a quiet office, a busy one, or a province, mostly zeros."""
    most = random.choice((3, 9, 30, 99, 400, 9999))
    zeros = random.choice((0.3, 0.7, 0.9, 0.97))

    def figure() -> int:
        return 0 if random.random() < zeros else random.randint(0, random.choice((9, most)))

    report = gr.Report.blank(edition, agency="临江县教育局", year=int(edition) + 1)
    cells: dict[str, int | Decimal] = {}
    paths = list(report.cells())
    rows = {path.rpartition(".")[0] for path in paths if path.startswith("applications.outcomes.")}
    for column in APPLICANTS:
        for row in rows - {"applications.outcomes.total"}:
            cells[f"{row}.{column}"] = figure()
        total = sum(int(cells[f"{row}.{column}"]) for row in rows - {"applications.outcomes.total"})
        left = figure()
        before = random.randint(0, min(total + left, max(figure(), 0)))
        cells[f"applications.outcomes.total.{column}"] = total
        cells[f"applications.carried_out.{column}"] = left
        cells[f"applications.carried_in.{column}"] = before
        cells[f"applications.received.{column}"] = total + left - before
    for row in (*rows, "applications.received", "applications.carried_in", "applications.carried_out"):
        cells[f"{row}.total"] = sum(int(cells[f"{row}.{column}"]) for column in APPLICANTS)
    for block in ("reconsideration", "litigation.direct", "litigation.after_reconsideration"):
        addends = [figure() for _ in range(4)]
        names = ("upheld", "corrected", "other", "pending", "total")
        cells.update(zip([f"disputes.{block}.{name}" for name in names], [*addends, sum(addends)], strict=True))
    for path in paths:
        if path.endswith("amount"):
            cells[path] = Decimal(random.choice(("0", "12.5", "9116.36", "103.3879")))
        elif path not in cells:
            cells[path] = figure()
    return report.with_cells(cells)


def write(report: gr.Report, random: Random, damage: Damage = "none") -> Printed:
    """``report`` in running text, in one line or a line per row, with ``damage``."""
    cells = dict(report.cells())
    forms = [compile_form(type(table)) for table in report.tables]
    rows = [(form, chain, indices) for form in forms for chain, indices in _rows(form)]
    counts = [(form, indices) for form, _, indices in rows if len(indices) > 1]
    if damage in ("blank-marks", "unmarked-blanks"):
        for form, indices in random.sample(counts, random.randint(1, 4)):
            for index in random.sample(indices, random.randint(1, len(indices))):
                cells[form.cells[index].path] = None
    strings: dict[tuple[str, ...], str] = {}
    mark = random.choice(("/", "-", "—")) if damage == "blank-marks" else ""
    for form, _, indices in rows:
        paths = tuple(form.cells[index].path for index in indices)
        strings[paths] = "".join(mark if cells[path] is None else str(cells[path]) for path in paths)
    victim_form, victim_chain, victim = random.choice([row for row in rows if row[1] and len(row[2]) > 1])
    hit = tuple(victim_form.cells[index].path for index in victim)
    if damage == "wrong-digit":
        path = random.choice(hit)
        old = str(cells[path])
        at = random.randrange(len(old))
        new = old[:at] + random.choice([digit for digit in "123456789" if digit != old[at]]) + old[at + 1 :]
        cells[path] = Decimal(new) if "." in new else int(new)
        strings[hit] = "".join(str(cells[path]) for path in hit)
    elif damage == "digit-lost":
        at = random.randrange(len(strings[hit]))
        strings[hit] = strings[hit][:at] + strings[hit][at + 1 :]
    style = _Style(random, damage, victim_chain if damage not in ("none", "wrong-digit", "digit-lost") else ())
    if damage == "row-lost":
        cells.update(dict.fromkeys(hit))
    return Printed(style.text(report, forms, strings), cells, strings)


def _rows(form: Form) -> Iterator[tuple[Labels, list[int]]]:
    for block in form.blocks:
        for chain, indices in zip(block.rows, block.cells, strict=True):
            yield chain, [index for index in indices if index is not None]


class _Style:
    """How a text is set out."""

    def __init__(self, random: Random, damage: Damage, victim: Labels) -> None:
        self.random, self.damage, self.victim = random, damage, victim
        self.lines = random.random() < 0.4
        self.glued = random.random() < 0.5
        self.point = random.choice((".", ".", "、", "．"))
        self.spaced = random.choice((0.0, 0.0, 0.5, 1.0))

    def text(self, report: gr.Report, forms: Sequence[Form], strings: Mapping[tuple[str, ...], str]) -> str:
        parts = [f"{report.title}\n", "本报告由临江县教育局编制，电话：0570-1234567。", self.end()]
        for spec in SECTIONS:
            parts.append(spec.heading + ("" if self.glued else " "))
            form = next((form for form in forms if form.name == spec.table), None)
            if form is None:
                parts += [f"{report.year}年，本局公开信息12条，行政许可35件、行政处罚2件，行政强制0件。", self.end()]
            else:
                parts += [*self.table(form, strings), self.end()]
        return "".join(parts)

    def end(self) -> str:
        return "\n" if self.lines else "" if self.glued else " "

    def table(self, form: Form, strings: Mapping[tuple[str, ...], str]) -> Iterator[str]:
        for block in form.blocks:
            yield block.title or ""
            yield from (text for text in (form.corner, form.header) if text)
            for level in range(max(map(len, block.columns))):
                seen: Labels = ()
                for chain in block.columns:
                    if len(chain) > level and chain[: level + 1] != seen:
                        seen = chain[: level + 1]
                        yield seen[-1]
            before: Labels = ()
            for chain, indices in zip(block.rows, block.cells, strict=True):
                shared = 0
                while shared < min(len(chain), len(before)) and chain[shared] == before[shared]:
                    shared += 1
                before = chain
                digits = strings[tuple(form.cells[index].path for index in indices if index is not None)]
                yield from self.row(chain, shared, digits)

    def row(self, chain: Labels, shared: int, digits: str) -> Iterator[str]:
        if self.lines:
            yield "\n"
        hurt = bool(self.victim) and chain == self.victim
        yield from chain[shared:-1]
        if chain and not (hurt and self.damage == "row-lost"):
            yield self.label(chain[-1], hurt=hurt)
        if self.random.random() < self.spaced:
            yield " "
        if not (hurt and self.damage == "row-lost"):
            yield digits
        if hurt and self.damage == "local-row":
            yield ("\n" if self.lines else "") + "其中：网上提出" + "1" * len(digits)
        if self.random.random() < self.spaced:
            yield " "

    def label(self, label: str, *, hurt: bool) -> str:
        if hurt and self.damage == "short-label" and len(label) > 6:
            label = label[:-2]
        elif hurt and self.damage == "mistyped-label" and len(label) > 6:
            label = label[:-3] + "么" + label[-2:]
        elif hurt and self.damage == "ordinal-lost" and label[:1].isdigit():
            return label[2:]
        return label[0] + self.point + label[2:] if label[:1].isdigit() else label


def outcome(printed: Printed, report: gr.Report) -> Counter[str]:
    """How many cells are right, unread or lacking with a note, wrong, or lost without a word."""
    noted = [note.path for note in report.notes if note.path and note.code in ("unread", "missing", "conflict")]
    decoded = {note.path for note in report.notes if note.code == "decoded"}
    cells = report.cells()
    found: Counter[str] = Counter()
    for path, truth in printed.cells.items():
        told = any(path == one or path.startswith(f"{one}.") for one in noted)
        if path in cells and cells[path] == truth and not (truth is None and told):
            found["right"] += 1
        elif cells.get(path) is not None:
            found["wrong, decoded" if path in decoded else "wrong"] += 1
        else:
            found["unread" if told or path not in cells else "lost"] += 1
    return found


def indistinguishable(printed: Printed, report: gr.Report) -> bool:
    """Whether what was read can be completed to tables whose sums hold and whose rows print the same digits."""
    read = report.cells()
    filled: dict[str, int | Decimal | None] = {}
    for table in report.tables:
        form = compile_form(type(table))
        rows = {
            tuple(form.index[path] for path in paths): text
            for paths, text in printed.runs.items()
            if paths[0] in form.index and any(read[path] is not None for path in paths)
        }
        known: dict[int, Figure] = {}
        while rows:
            decoding = decode(form, [Run(cells, (text,)) for cells, text in rows.items()], known)
            cells = next(iter(rows))
            text = rows.pop(cells)
            options = [
                (decoding.values[cell],) if cell in decoding.values else decoding.readings[cell] for cell in cells
            ]
            for figures in _spelling(text, options):
                chosen = known | dict(zip(cells, figures, strict=True))
                rest = decode(form, [Run(others, (text,)) for others, text in rows.items()], chosen)
                if not any(trouble == "sums-fail" for trouble, _ in rest.troubles):
                    known = chosen
                    break
            else:
                return False
        filled.update({form.cells[at].path: value for at, value in known.items() if isinstance(value, int)})
    unread = dict.fromkeys(path for path in read if path not in filled)
    return not report.with_cells(unread | filled).check(severity="error").failed


def _spelling(text: str, options: Sequence[Sequence[Figure]]) -> Iterator[tuple[Figure, ...]]:
    """The choices among ``options`` that print ``text``."""
    if not options:
        if not text:
            yield ()
        return
    for value in options[0]:
        shown = _shown(value)
        if shown and text.startswith(shown):
            yield from ((value, *rest) for rest in _spelling(text[len(shown) :], options[1:]))


def _shown(value: Figure) -> str:
    return str(value) if isinstance(value, (int, Amount)) else ""


def main(count: int) -> None:
    columns = ("right", "unread", "lost", "wrong", "wrong, decoded")
    print("| damage | documents |", " | ".join(columns), "|")
    print("|---" * (len(columns) + 2) + "|")
    for damage in DAMAGES:
        total: Counter[str] = Counter()
        for seed in range(count):
            random = Random(f"{damage} {seed}")
            report = consistent(random, random.choice(("2019", "2021")))
            printed = write(report, random, damage)
            read = gr.reads(printed.text)
            found = outcome(printed, read)
            if found["wrong, decoded"] and not indistinguishable(printed, read):
                found["wrong"] += found.pop("wrong, decoded")
            total += found
        shown = " | ".join(f"{total[column]:,}" for column in columns)
        print(f"| {damage} | {count:,} | {shown} |", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
