"""From lines to paragraphs: a line that fills the width goes on in the next, an indented one begins anew."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median

import attrs

from govinfo_report.document import Paragraph, Position
from govinfo_report.readers.pdf_lines import Line
from govinfo_report.readers.pdf_page import Page

__all__ = ["Measure", "Placed", "measure_of", "paragraphs_of", "placed"]

_OPENS = re.compile(r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.．、](?!\d))")
_OFTEN = 3
_ENDS = tuple("。！？；：:;”")


@attrs.frozen(eq=False)
class Placed:
    """A line and the page on which it stands."""

    line: Line
    page: Page
    em: float
    """The width of a character."""


@attrs.frozen
class Measure:
    """How the text of a document is set.

    Attributes:
        left: where most lines begin, in points.
        right: where lines end that are full.
        indented: paragraphs begin with an indent.
        pitch: from one line to the next within a paragraph.
    """

    left: float
    right: float
    indented: bool
    pitch: float


def placed(line: Line, page: Page) -> Placed:
    """``line`` on ``page`` with the width of its characters."""
    wide = [char.x1 - char.x0 for char in line.chars if not char.text.isascii()]
    return Placed(line, page, median(wide) if wide else line.size * 0.8)


def measure_of(lines: Sequence[Placed]) -> Measure:
    """The measure of ``lines``, all those of a document that stand in no table."""
    lefts = Counter(round(one.line.box.x0 / 3) for one in lines)
    often = [at for at, count in lefts.items() if count > 1] or list(lefts) or [0]
    left = 3.0 * min(often)
    ends = Counter(round(one.line.box.x1 / 3) for one in lines)
    right = 3.0 * max(ends, key=lambda at: (ends[at], at), default=0)
    if ends[round(right / 3)] < _OFTEN and lines:
        widest = max(one.page.width for one in lines)  # too few lines tell: margins are about as wide at both sides
        right = max(max(one.line.box.x1 for one in lines), widest - left - 3 * lines[0].em)
    indents = sum(1.2 * one.em < one.line.box.x0 - left < 3.2 * one.em for one in lines)
    steps = [
        below.line.middle - above.line.middle
        for above, below in itertools.pairwise(lines)
        if above.page is below.page and below.line.middle > above.line.middle
    ]
    return Measure(left, right, indents >= 2 or indents * 5 > len(lines), median(steps) if steps else 0.0)


def paragraphs_of(lines: Sequence[Placed], measure: Measure) -> Iterator[Paragraph]:
    """The paragraphs that ``lines`` make, which stand below each other without a table between."""
    text = ""
    first: Placed | None = None
    before: Placed | None = None
    for one in lines:
        if before is not None and first is not None:
            if _goes_on(before, one, measure):
                text = _joined(text, one.line.text)
                before = one
                continue
            yield _paragraph(text, first, before is first, measure)
        text, first, before = one.line.text, one, one
    if first is not None:
        yield _paragraph(text, first, before is first, measure)


def _goes_on(above: Placed, below: Placed, measure: Measure) -> bool:
    em = above.em
    if abs(above.em - below.em) > 0.12 * max(above.em, below.em):
        return False
    if above.page is below.page and below.line.middle - above.line.middle > 1.8 * measure.pitch:
        return False
    if above.line.box.x1 < measure.right - (2.6 if measure.indented else 1.7) * em:
        return False
    if below.line.box.x0 > measure.left + 0.9 * em or above.line.box.x0 > measure.left + 3.2 * em:
        return False
    return measure.indented or not (above.line.text.endswith(_ENDS) and _OPENS.match(below.line.text))


def _joined(text: str, more: str) -> str:
    between = " " if text[-1].isascii() and text[-1].isalpha() and more[0].isascii() and more[0].isalpha() else ""
    return text + between + more


def _paragraph(text: str, first: Placed, single: bool, measure: Measure) -> Paragraph:
    box = first.line.box
    at_right = single and box.x0 > 0.5 * first.page.width and box.x1 > measure.right - 6 * first.em
    return Paragraph(text, Position(page=first.page.number), "right" if at_right else "left")
