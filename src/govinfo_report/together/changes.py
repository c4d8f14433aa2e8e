"""What differs between two reports: cell by cell, and sentence by sentence within each part of the narrative."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import groupby
from math import sqrt
from typing import Final, Literal, TypeAlias

import attrs

from govinfo_report.compiled import compile_form
from govinfo_report.forms.sections import PARTS
from govinfo_report.narrative import sentences_in
from govinfo_report.quantity import Amount, Figure
from govinfo_report.report import Report

__all__ = [
    "CellChange",
    "ComparedSentence",
    "ParagraphChange",
    "PartChange",
    "compare_cells",
    "compare_figures",
    "compare_parts",
    "repeated_share",
    "weight",
]

_SPACE: Final = re.compile(r"\s+")
_TEN_THOUSAND: Final = "万元"
_EXACT: Final = 60
"""Digits that a difference of amounts may need, whatever the precision of the caller's decimals."""
_DAMPING: Final = 10
"""What keeps a change from 0 to 1 from standing out."""

ChangeKind: TypeAlias = Literal["same", "changed", "filled", "blanked", "only-before", "only-after", "unit-differs"]

Place: TypeAlias = Literal["before", "after"]


@attrs.frozen
class CellChange:
    """One cell in two reports.

    Attributes:
        path: of the cell.
        before: its figure in the first report; an ``Amount`` as printed.
        after: its figure in the second.
        kind: ``"same"``; ``"changed"``; ``"filled"`` (no figure before) and ``"blanked"`` (none after); ``"only-before"`` and
            ``"only-after"`` where the other report has no such cell; ``"unit-differs"`` where an amount was printed with
            a unit in one of them alone and the form names none, so that they cannot be compared.
        unit: of the difference, for amounts; ``None`` for counts and for bare numbers.
        unread: in which of the reports something stood in the cell that could not be read with certainty: it is ``None``
            there, and yet no blank.
    """

    path: str
    before: Figure
    after: Figure
    kind: ChangeKind
    unit: str | None = None
    unread: tuple[Place, ...] = ()

    @property
    def change(self) -> int | Decimal | None:
        """After minus before, exact, for amounts in the unit of the change; ``None`` unless both are figures that can be compared."""
        pair = self._numbers()
        if pair is None:
            return None
        with localcontext(prec=_EXACT):
            return pair[1] - pair[0]

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
class ComparedSentence:
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
class ParagraphChange:
    """One paragraph of the second text.

    Attributes:
        number: its place in its part, from 0.
        sentences: in order.
    """

    number: int
    sentences: tuple[ComparedSentence, ...]

    @property
    def repeated_share(self) -> Fraction:
        """How much of it stands word for word in the same part of the first, by characters."""
        return repeated_share(self.sentences) or Fraction(0)


@attrs.frozen
class PartChange:
    """One part of the narrative in two reports.

    Attributes:
        part: ``overview``, ``problems`` …
        before: its sentences in the first report, in order.
        after: its sentences in the second, in order.
    """

    part: str
    before: tuple[ComparedSentence, ...]
    after: tuple[ComparedSentence, ...]

    @property
    def repeated_share(self) -> Fraction | None:
        """How much of the second text stands word for word in the same part of the first, by characters; ``None`` for an empty one."""
        return repeated_share(self.after)

    @property
    def paragraphs(self) -> tuple[ParagraphChange, ...]:
        """The paragraphs of the second text that have sentences, in order."""
        grouped = groupby(self.after, key=lambda sentence: sentence.paragraph)
        return tuple(ParagraphChange(number, tuple(sentences)) for number, sentences in grouped)


def compare_parts(before: Report, after: Report) -> tuple[PartChange, ...]:
    """Every part of the narrative that one of the reports has, in order."""
    parts = []
    for part in PARTS:
        one, other = tuple(_sentences(before, part)), tuple(_sentences(after, part))
        if one or other:
            parts.append(PartChange(part, _marked(one, other), _marked(other, one)))
    return tuple(parts)


def compare_cells(before: Report, after: Report) -> tuple[CellChange, ...]:
    """Every cell that one of the reports has, those of the first in its order, then those of the second alone."""
    one, other = _figures(before), _figures(after)
    units = {**_units(after), **_units(before)}
    changes = (
        _change(path, one, other, units.get(path)) for path in (*one, *(path for path in other if path not in one))
    )
    unread: dict[str, tuple[Place, ...]] = dict.fromkeys(before.unread, ("before",))
    for path in after.unread:
        unread[path] = (*unread.get(path, ()), "after")
    return tuple(
        attrs.evolve(change, unread=unread[change.path]) if change.path in unread else change for change in changes
    )


def _change(path: str, one: dict[str, Figure], other: dict[str, Figure], unit: str | None) -> CellChange:
    left, right = one.get(path), other.get(path)
    if path not in other:
        return CellChange(path, left, None, "only-before")
    if path not in one:
        return CellChange(path, None, right, "only-after")
    return compare_figures(path, left, right, unit)


def compare_figures(path: str, left: Figure, right: Figure, unit: str | None) -> CellChange:
    """The change of a cell that both reports have, and whose form names ``unit`` for amounts."""
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
        for words, end in sentences_in(paragraph.text):
            yield words + end, number


def _marked(own: tuple[tuple[str, int], ...], other: tuple[tuple[str, int], ...]) -> tuple[ComparedSentence, ...]:
    """``own`` with those marked that ``other`` has too, each as often as it stands there."""
    left = Counter(_SPACE.sub("", text) for text, _ in other)
    marked = []
    for text, paragraph in own:
        key = _SPACE.sub("", text)
        marked.append(ComparedSentence(text, paragraph, left[key] > 0))
        left[key] -= 1
    return tuple(marked)


def repeated_share(sentences: tuple[ComparedSentence, ...]) -> Fraction | None:
    """How much of ``sentences`` the other report has word for word, by characters; ``None`` where there are none."""
    total = sum(len(_SPACE.sub("", sentence.text)) for sentence in sentences)
    repeated = sum(len(_SPACE.sub("", sentence.text)) for sentence in sentences if sentence.repeated)
    return Fraction(repeated, total) if total else None


def weight(cell: CellChange) -> float:
    """How much a change stands out: its size over √(before + after + 10), 0 where there is none.

    So neither 0 → 1 nor 5000 → 5100 comes before 40 → 80.  What was or became blank is weighed as a change from or to
    0, amounts are weighed in 万元; cells of one report alone, and those that could not be read, weigh nothing.
    """
    if cell.kind not in ("changed", "filled", "blanked") or cell.unread:
        return 0.0
    before, after = _weighed(cell.before), _weighed(cell.after)
    return abs(after - before) / sqrt(abs(before) + abs(after) + _DAMPING)


def _weighed(figure: Figure) -> float:
    return float(figure.to(_TEN_THOUSAND)) if isinstance(figure, Amount) else float(figure or 0)
