"""What stands in the margins of pages and is no part of the text: page numbers, running heads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from govinfo_report.readers.pdf_lines import Line
from govinfo_report.readers.pdf_page import Page

__all__ = ["without_margins"]

_BAND = 0.12
"""Of the height of the page, from the top and from the bottom."""
_MARKED = re.compile(
    r"(?:[-—–－─·•~～\s]+\d{1,4}[-—–－─·•~～\s]+|第\s*[\d一二三四五六七八九十]{1,4}\s*页.{0,14}|\d{1,4}\s*[/／]\s*\d{1,4}|[Pp]age\s*\d{1,4}.{0,12})"
)
_BARE = re.compile(r"\d{1,4}")
_NUMBER = re.compile(r"\d+")


def without_margins(pages: Sequence[tuple[Page, Sequence[Line]]]) -> list[list[Line]]:
    """The lines of each page that are no page number and no running head."""
    bands = [[line for line in lines if _in_band(line, page)] for page, lines in pages]
    apart = [
        {id(line) for line in band if _stands_apart(line, lines)} for (_, lines), band in zip(pages, bands, strict=True)
    ]
    running = Counter(key for band in bands for key in {_key(line) for line in band})
    offsets = Counter(
        offset
        for (page, _), band in zip(pages, bands, strict=True)
        for offset in {int(line.text) - page.number for line in band if _BARE.fullmatch(line.text)}
    )
    numbered = {offset for offset, count in offsets.items() if count >= 2 and count * 2 >= len(pages)}
    kept: list[list[Line]] = []
    for (page, lines), band, outer in zip(pages, bands, apart, strict=True):
        dropped = {
            id(line)
            for line in band
            if _MARKED.fullmatch(line.text)
            or (id(line) in outer and running[_key(line)] >= 2 and running[_key(line)] * 3 >= len(pages))
            or (_BARE.fullmatch(line.text) and int(line.text) - page.number in numbered)
        }
        kept.append([line for line in lines if id(line) not in dropped])
    return kept


def _in_band(line: Line, page: Page) -> bool:
    return line.middle < _BAND * page.height or line.middle > (1 - _BAND) * page.height


def _stands_apart(line: Line, lines: Sequence[Line]) -> bool:
    """Whether a line keeps its distance from the text, as what is repeated on each page does."""
    near = min((abs(line.middle - other.middle) for other in lines if other is not line), default=float("inf"))
    return near > 2.2 * line.size and _BARE.fullmatch(line.text) is None


def _key(line: Line) -> tuple[str, int]:
    """What a running head has in common on all pages: its words, and how high it stands."""
    text = _NUMBER.sub("#", line.text) if len(_NUMBER.findall(line.text)) == 1 else line.text
    return text, round(line.middle / 3)
