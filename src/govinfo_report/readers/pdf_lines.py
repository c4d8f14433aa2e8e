"""From characters to lines of text: what stands side by side, from the left, and what stands below."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence

import attrs

from govinfo_report.readers.pdf_page import Box, Char

__all__ = ["Line", "lines_of", "text_of"]

_WORD_GAP = 0.3
"""Of the height of the characters: a gap between letters or figures that parts them."""
_WIDE_GAP = 0.7
"""The same between other characters, which justification draws apart."""
_SAME_PLACE = 0.15
_COLLIDES = 0.5
_TIGHT = 0.1
"""Of the height of the characters: gaps of a line that is not drawn apart are smaller."""
_MOSTLY = 0.5
_OPEN = frozenset("，。、；：！？·（）《》“”‘’〔〕,.;:()…—-")
"""Marks that may leave a gap at a side."""


@attrs.frozen(eq=False)
class Line:
    """A line of text on a page.

    Attributes:
        chars: from the left, without spaces.
        text: with spaces where there are some, none at its ends.
    """

    chars: tuple[Char, ...]
    text: str

    @property
    def box(self) -> Box:
        """Where it stands."""
        return Box(
            self.chars[0].x0,
            min(char.top for char in self.chars),
            max(char.x1 for char in self.chars),
            max(char.bottom for char in self.chars),
        )

    @property
    def size(self) -> float:
        """The height of most of its characters."""
        sizes = sorted(char.size for char in self.chars)
        return sizes[len(sizes) // 2]

    @property
    def middle(self) -> float:
        """Where most of its characters have their middle, from the top."""
        middles = sorted((char.top + char.bottom) / 2 for char in self.chars)
        return middles[len(middles) // 2]

    def pieces(self, gap: float) -> list[Line]:
        """The line cut where the distance between characters is ``gap`` times their height or more.

        Half of that is enough before a digit, and a little more where all others stand close to each other.
        """
        gaps = [(after.x0 - before.x1) / max(after.size, 1) for before, after in itertools.pairwise(self.chars)]
        close = sum(one < _TIGHT for one in gaps) >= _MOSTLY * len(gaps)
        cuts = [
            at
            for at, one in enumerate(gaps, 1)
            if one >= gap
            or (one >= 0.5 * gap and self.chars[at].text.isdigit())
            or (close and one >= 0.4 * gap and not any(map(_is_open, self.chars[at - 1 : at + 1])))
        ]
        return [_line(self.chars[start:end], ()) for start, end in zip([0, *cuts], [*cuts, None], strict=True)]


def lines_of(chars: Iterable[Char]) -> list[Line]:
    """The lines that ``chars`` make, from the top; turned characters are a line of their own, as drawn."""
    upright = [char for char in chars if not char.turned]
    spaces = [char for char in upright if char.text.isspace()]
    shown = sorted((char for char in upright if not char.text.isspace()), key=lambda char: char.top + char.bottom)
    rows: list[list[Char]] = []
    tallest: Char | None = None
    for char in shown:
        if tallest is not None and _level(tallest, char):
            rows[-1].append(char)
            tallest = char if char.size > tallest.size else tallest
        else:
            rows.append([char])
            tallest = char
    lines = []
    for row in rows:
        row.sort(key=lambda char: char.x0)
        beside = [space for space in spaces if _level(row[0], space)] if spaces else []
        lines.append(_line(tuple(_distinct(row)), beside))
    return lines


def text_of(chars: Sequence[Char]) -> str:
    """What ``chars`` say in the order in which they are read, a line break after each line."""
    turned = "".join(char.text for char in chars if char.turned).strip()
    lines = [line.text for line in lines_of(chars)]
    return "\n".join([turned, *lines] if turned else lines)


def _level(first: Char, char: Char) -> bool:
    """Whether ``char`` stands on the line of ``first``, the tallest character of it so far: a hyphen may begin the line above others."""
    between = abs(first.top + first.bottom - char.top - char.bottom) / 2
    return between < 0.45 * max(min(first.size, char.size), 1)


def _is_open(char: Char) -> bool:
    """Whether what stands beside a mark may be its own blank half: a font without measures tells of its ink alone."""
    return char.text in _OPEN and char.x1 - char.x0 < 0.7 * char.size


def _distinct(row: Sequence[Char]) -> Iterator[Char]:
    """The characters of a line, one that was drawn twice in one place only once.

    Two different figures over each other cannot be told; a mark that is no figure says so.
    """
    before: Char | None = None
    for char in row:
        if before is not None:
            if char.text == before.text and abs(char.x0 - before.x0) < _SAME_PLACE * char.size:
                continue
            covered = before.x1 - char.x0
            if covered > _COLLIDES * min(char.x1 - char.x0, before.x1 - before.x0) and char.text.isdigit():
                char = char._replace(text="\ufffd" + char.text)
        yield char
        before = char


def _line(chars: tuple[Char, ...], spaces: Sequence[Char]) -> Line:
    parts: list[str] = []
    for at, char in enumerate(chars):
        if at:
            before = chars[at - 1]
            gap = char.x0 - before.x1
            narrow = before.text.isascii() and char.text.isascii()
            parted = gap > (_WORD_GAP if narrow else _WIDE_GAP) * min(char.size, before.size)
            if parted or any(before.x1 - 1 <= space.x0 and space.x1 <= char.x0 + 1 for space in spaces):
                parts.append(" ")
        parts.append(char.text)
    return Line(chars, "".join(parts))
