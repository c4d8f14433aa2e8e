"""The parts of a line between its gaps, with the columns that they take."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import attrs

from govinfo_report.textformat import gaps, is_figure_like, is_unit, width

__all__ = ["Measure", "Part", "parts_of"]

Measure: TypeAlias = Callable[[str], int]
"""The columns that a text takes: by its width where it was set out for the eye, by its characters where a tool did."""


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
            figure = all(map(is_figure_like, shown.split(" ")))
            parts.append(Part(shown, left, left + measure(shown), number, figure, page))
        at += measure(body[start:end])
        before = end
    return parts
