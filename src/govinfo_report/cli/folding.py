"""Lines of Chinese and English for a terminal: none begins with a closing mark, none ends with an opening one."""

from __future__ import annotations

import re
from typing import Final

import attrs
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.text import Text

__all__ = ["Folded"]

_OPENING: Final = "（(“《〈「『【〔[＋＝"
_CLOSING: Final = "）)”》〉」』】〕]，。、；：！？…"
_PIECE: Final = re.compile(rf"[{re.escape(_OPENING)}]*(?:[!-~]+|.)?[{re.escape(_CLOSING)}]*\s*", re.DOTALL)
"""What stays on one line: a word, a number or one Chinese character, with the marks that belong to it."""

_LEAST: Final = 16


@attrs.frozen
class Folded:
    """Text that is folded to the room there is.

    Attributes:
        text: in styles, without line breaks.
        indent: what stands before each line but the first.
    """

    text: Text
    indent: str = ""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The lines."""
        yield Text("\n").join(self.lines(options.max_width))

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """At most all of it in one line, at least a few words."""
        whole = self.text.cell_len
        return Measurement(min(whole, _LEAST), whole).clamp(max_width=options.max_width)

    def lines(self, room: int) -> list[Text]:
        """The text in lines of at most ``room`` columns; a piece that is longer is broken anywhere."""
        breaks = _breaks(self.text.plain, room, cell_len(self.indent))
        lines = [*self.text.divide(breaks)]
        for line in lines:
            line.rstrip()
        return [line if not at else Text(self.indent) + line for at, line in enumerate(lines)]


def _breaks(text: str, room: int, hang: int) -> list[int]:
    """Where the lines of ``text`` begin, but for the first."""
    room = max(room, hang + 2)
    breaks: list[int] = []
    taken = 0
    for match in _PIECE.finditer(text):
        piece = match.group()
        solid = cell_len(piece.rstrip())
        if room < taken + solid and hang + solid <= room:
            breaks.append(match.start())
            taken = hang
        if taken + solid <= room:
            taken += cell_len(piece)
            continue
        for at, one in enumerate(piece, match.start()):
            size = cell_len(one)
            if taken + size > room:
                breaks.append(at)
                taken = hang
            taken += size
    return breaks
