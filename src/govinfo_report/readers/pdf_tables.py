"""From the ruled tables of a page and its characters to cells with text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import attrs

from govinfo_report.readers.pdf_frames import Frame, Slot
from govinfo_report.readers.pdf_lines import lines_of, text_of
from govinfo_report.readers.pdf_page import Box, Char, Page

__all__ = ["Filled", "PageTable", "fill"]

_MARGINS = 11.0
"""Points: what is left free at both sides of a cell."""


@attrs.frozen(eq=False)
class Filled:
    """A cell with what it shows.

    Attributes:
        full: its last line reaches the right side of the cell, so that the text may go on elsewhere.
    """

    slot: Slot
    text: str
    full: bool = False
    page: int = 1


@attrs.frozen(eq=False)
class PageTable:
    """A table, or the part of one that stands on a page."""

    frame: Frame
    cells: tuple[Filled, ...]
    page: int


def fill(frames: Sequence[Frame], page: Page) -> tuple[list[PageTable], list[Char]]:
    """The tables of ``page`` with their text, in the order of ``frames``, and the characters that stand in none."""
    owners = sorted(range(len(frames)), key=lambda at: _area(frames[at].box))
    inside: list[list[Char]] = [[] for _ in frames]
    outside: list[Char] = []
    for char in page.chars:
        x, y = (char.x0 + char.x1) / 2, (char.top + char.bottom) / 2
        owner = next((at for at in owners if _holds(frames[at].box, x, y)), None)
        (outside if owner is None else inside[owner]).append(char)
    return [_filled(frame, chars, page.number) for frame, chars in zip(frames, inside, strict=True)], outside


def _area(box: Box) -> float:
    return (box.x1 - box.x0) * (box.bottom - box.top)


def _holds(box: Box, x: float, y: float) -> bool:
    return box.x0 <= x <= box.x1 and box.top <= y <= box.bottom


def _filled(frame: Frame, chars: Sequence[Char], page: int) -> PageTable:
    at: dict[tuple[int, int], int] = {}
    for number, slot in enumerate(frame.slots):
        for row in range(slot.row, slot.below):
            at.update(((row, column), number) for column in range(slot.column, slot.after))
    held: list[list[Char]] = [[] for _ in frame.slots]
    for word in _words(chars):
        places = [
            at[_step(frame.ys, (char.top + char.bottom) / 2), _step(frame.xs, (char.x0 + char.x1) / 2)] for char in word
        ]
        if len(set(places)) > 1 and _runs_over(word, places):
            places = [places[0]] * len(word)
        for char, place in zip(word, places, strict=True):
            held[place].append(char)
    cells = []
    for slot, inside in zip(frame.slots, held, strict=True):
        text = text_of(inside)
        cells.append(Filled(slot, text, bool(text) and _is_full(inside, frame.of(slot)), page))
    return PageTable(frame, tuple(cells), page)


def _step(places: Sequence[float], at: float) -> int:
    return min(max(bisect_right(places, at) - 1, 0), len(places) - 2)


def _words(chars: Sequence[Char]) -> list[list[Char]]:
    """Characters that were drawn one behind the other without a gap."""
    words: list[list[Char]] = []
    for char in chars:
        last = words[-1][-1] if words else None
        if (
            last is not None
            and not char.turned
            and abs(char.top - last.top) < 0.2 * char.size
            and -0.2 * char.size < char.x0 - last.x1 < 0.2 * char.size
        ):
            words[-1].append(char)
        else:
            words.append([char])
    return words


def _runs_over(word: Sequence[Char], places: Sequence[int]) -> bool:
    """Whether a word was written past the side of its cell: drawn at one go, and not two that stand side by side."""
    return all(
        before.run == char.run or before_place == place
        for before, char, before_place, place in zip(word, word[1:], places, places[1:], strict=False)
    )


def _is_full(chars: Sequence[Char], box: Box) -> bool:
    """Whether no further character fits on the last line, between margins as word processors leave them."""
    lines = lines_of(chars)
    return bool(lines) and box.x1 - lines[-1].box.x1 + lines[-1].box.x0 - box.x0 < lines[-1].size + _MARGINS
