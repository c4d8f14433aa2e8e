"""The parts of a line between its gaps, with the columns that they take."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

import attrs

from govinfo_report.textformat import gaps, is_figure_like, is_unit, width

__all__ = ["Measure", "Part", "overlap", "parts_of", "without_ordinals", "words_of"]

Measure: TypeAlias = Callable[[str], int]
"""The columns that a text takes: by its width where it was set out for the eye, by its characters where a tool did."""


_ORDINAL: Final = re.compile(r"\d{1,2}[.．、,，]")
_FARTHEST: Final = 2
"""Lines from the number of a label to the rest of it."""


@attrs.frozen(eq=False)
class Part:
    """What stands between two gaps.

    Attributes:
        text: without white space around it.
        start: the first of its columns.
        end: one past the last.
        line: the number of its line.
        figure: whether it may be a figure, a mark for none, or several with a space between.
        page: how many pages end before it, as form feeds tell.
    """

    text: str
    start: int
    end: int
    line: int
    figure: bool
    page: int = 0

    @property
    def tail(self) -> bool:
        """Whether it is a unit whose figure stands on the line before."""
        return is_unit(self.text)


def words_of(text: str) -> list[str]:
    """What single spaces part in ``text``; a unit goes with the figure before it."""
    made: list[str] = []
    for word in text.split(" "):
        if made and not is_figure_like(word) and is_figure_like(f"{made[-1]} {word}"):
            made[-1] += f" {word}"
        else:
            made.append(word)
    return made


def parts_of(line: str, number: int, measure: Measure = width, page: int = 0) -> list[Part]:
    """The parts of ``line``, which is the line ``number``, behind the end of ``page`` pages."""
    body = line.rstrip()
    parts: list[Part] = []
    before, at = 0, 0
    for start, end in (*gaps(body), (len(body), len(body))):
        text = body[before:start]
        left = at + measure(text) - measure(text.lstrip())
        at += measure(text)
        if shown := text.strip():
            figure = all(map(is_figure_like, words_of(shown)))
            parts.append(Part(shown, left, left + measure(shown), number, figure, page))
        at += measure(body[start:end])
        before = end
    return parts


def without_ordinals(rows: Sequence[list[Part]]) -> list[list[Part]]:
    """``rows`` with what is the number of a label, as ``3.``, told from figures: text and no figure stands under it."""
    made = [list(row) for row in rows]
    for at, row in enumerate(made):
        for place, part in enumerate(row):
            if part.figure and _ORDINAL.fullmatch(part.text):
                below = (one for under in rows[at + 1 : at + 1 + _FARTHEST] for one in under if overlap(part, one))
                first = next(below, None)
                if first is not None and not first.figure and not first.tail:
                    row[place] = attrs.evolve(part, figure=False)
    return made


def overlap(one: Part, other: Part) -> bool:
    """Whether some column is of both parts."""
    return one.start < other.end and other.start < one.end
