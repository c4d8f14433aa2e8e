"""Two reports side by side: what changed cell by cell, and what the narrative repeats word for word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal, TypeAlias

import attrs

from govinfo_report.compiled import compile_form
from govinfo_report.forms.sections import PARTS
from govinfo_report.quantity import Amount, Figure
from govinfo_report.report import Report

__all__ = ["CellChange", "Comparison", "PartChange", "Sentence", "compare_cells", "diff"]

ChangeKind: TypeAlias = Literal["same", "changed", "filled", "blanked", "only-before", "only-after", "unit-differs"]

_SENTENCE: Final = re.compile(r"[^。！？；!?;]+[。！？；!?;]*")
_SPACE: Final = re.compile(r"\s+")


@attrs.frozen
class CellChange:
    """One cell in two reports.

    Attributes:
        path: of the cell.
        before: its figure in the first report; an ``Amount`` as printed.
        after: its figure in the second.
        kind: ``"same"``; ``"changed"``; ``"filled"`` (blank before) and ``"blanked"`` (blank after); ``"only-before"`` and
            ``"only-after"`` where the other report has no such cell; ``"unit-differs"`` where an amount was printed with
            a unit in one of them alone and the form names none, so that they cannot be compared.
        unit: of the difference, for amounts; ``None`` for counts and for bare numbers.
    """

    path: str
    before: Figure
    after: Figure
    kind: ChangeKind
    unit: str | None = None

    @property
    def change(self) -> int | Decimal | None:
        """After minus before, exact, for amounts in the unit of the change; ``None`` unless both are figures that can be compared."""
        pair = self._numbers()
        return None if pair is None else pair[1] - pair[0]

    @property
    def ratio(self) -> Fraction | None:
        """The change as a part of what was before, exact; ``None`` where there is none or it was 0 before."""
        pair = self._numbers()
        if pair is None or pair[0] == 0:
            return None
        return (Fraction(pair[1]) - Fraction(pair[0])) / abs(Fraction(pair[0]))

    def _numbers(self) -> tuple[Decimal, Decimal] | tuple[int, int] | None:
        if self.kind not in ("same", "changed") or self.before is None or self.after is None:
            return None
        if isinstance(self.before, Amount) and isinstance(self.after, Amount):
            return self.before.to(self.unit), self.after.to(self.unit)
        assert isinstance(self.before, int)
        assert isinstance(self.after, int)
        return self.before, self.after


@attrs.frozen
class Sentence:
    """A sentence of the narrative.

    Attributes:
        text: as published.
        paragraph: the number of its paragraph in its part, from 0.
        repeated: the other report has it too, word for word but for white space.
    """

    text: str
    paragraph: int
    repeated: bool


@attrs.frozen
class PartChange:
    """One part of the narrative in two reports.

    Attributes:
        part: ``overview``, ``problems`` …
        before: its sentences in the first report, in order.
        after: its sentences in the second, in order.
    """

    part: str
    before: tuple[Sentence, ...]
    after: tuple[Sentence, ...]

    @property
    def repeated_share(self) -> Fraction | None:
        """How much of the second text stands word for word in the same part of the first, by characters; ``None`` for an empty one."""
        return _share(self.after)


@attrs.frozen
class Comparison:
    """What :func:`diff` finds.

    Attributes:
        before: the first report.
        after: the second.
        cells: every cell that one of them has, in the order of the form.
        parts: every part of the narrative that one of them has, in order.
    """

    before: Report
    after: Report
    cells: tuple[CellChange, ...]
    parts: tuple[PartChange, ...]

    @property
    def changed(self) -> tuple[CellChange, ...]:
        """The cells that are not the same."""
        return tuple(cell for cell in self.cells if cell.kind != "same")

    @property
    def repeated_share(self) -> Fraction | None:
        """How much of the second narrative stands word for word in the same part of the first, by characters."""
        return _share(tuple(sentence for part in self.parts for sentence in part.after))


def diff(before: Report, after: Report) -> Comparison:
    """Compare two reports: every cell by its path, and the narrative sentence by sentence within each part."""
    parts = []
    for part in PARTS:
        one, other = tuple(_sentences(before, part)), tuple(_sentences(after, part))
        if one or other:
            parts.append(PartChange(part, _marked(one, other), _marked(other, one)))
    return Comparison(before, after, compare_cells(before, after), tuple(parts))


def compare_cells(before: Report, after: Report) -> tuple[CellChange, ...]:
    """Every cell that one of the reports has, those of the first in its order, then those of the second alone."""
    one, other = _figures(before), _figures(after)
    units = {**_units(after), **_units(before)}
    return tuple(
        _change(path, one, other, units.get(path)) for path in (*one, *(path for path in other if path not in one))
    )


def _change(path: str, one: dict[str, Figure], other: dict[str, Figure], unit: str | None) -> CellChange:
    left, right = one.get(path), other.get(path)
    if path not in other:
        return CellChange(path, left, None, "only-before")
    if path not in one:
        return CellChange(path, None, right, "only-after")
    if left is None or right is None:
        kind: ChangeKind = "same" if left is right else "filled" if left is None else "blanked"
        return CellChange(path, left, right, kind)
    if isinstance(left, Amount) and isinstance(right, Amount):
        if unit is None and (left.unit is None) is not (right.unit is None):
            return CellChange(path, left, right, "unit-differs")
        common = unit or ("元" if left.unit is not None else None)
        return CellChange(path, left, right, "same" if left.to(common) == right.to(common) else "changed", common)
    return CellChange(path, left, right, "same" if left == right else "changed")


def _figures(report: Report) -> dict[str, Figure]:
    found: dict[str, Figure] = {}
    for table in report.tables:
        form = compile_form(type(table))
        found.update(zip(form.index, form.values(table), strict=True))
    return found


def _units(report: Report) -> dict[str, str | None]:
    forms = [compile_form(type(table)) for table in report.tables]
    return {cell.path: cell.unit for form in forms for cell in form.cells if cell.kind == "amount"}


def _sentences(report: Report, part: str) -> Iterator[tuple[str, int]]:
    section = report.sections.get(part)
    for number, paragraph in enumerate(section.paragraphs if section is not None else ()):
        for match in _SENTENCE.finditer(paragraph.text):
            if text := match.group().strip():
                yield text, number


def _marked(own: tuple[tuple[str, int], ...], other: tuple[tuple[str, int], ...]) -> tuple[Sentence, ...]:
    """``own`` with those marked that ``other`` has too, each as often as it stands there."""
    left = Counter(_SPACE.sub("", text) for text, _ in other)
    marked = []
    for text, paragraph in own:
        key = _SPACE.sub("", text)
        marked.append(Sentence(text, paragraph, left[key] > 0))
        left[key] -= 1
    return tuple(marked)


def _share(sentences: tuple[Sentence, ...]) -> Fraction | None:
    total = sum(len(_SPACE.sub("", sentence.text)) for sentence in sentences)
    repeated = sum(len(_SPACE.sub("", sentence.text)) for sentence in sentences if sentence.repeated)
    return Fraction(repeated, total) if total else None
