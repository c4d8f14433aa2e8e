"""Labels and figures that stand on one line with a space or a colon between: ``予以公开 3``."""

from __future__ import annotations

import re
from functools import lru_cache

from govinfo_report.parse.vocabulary import Lexicon
from govinfo_report.quantity import is_value
from govinfo_report.wording import is_page_mark, normalise

__all__ = ["split_line"]

_BETWEEN = re.compile(r"\s+|[:：]\s*(?=[\d０-９/—无-])")
_UNIT = re.compile(r"(?<=[\d０-９])\s+((?:件|项|条|宗|起|个|元|万元|亿元)(?=\s|$))")
_LONGEST = 240
_MOST_PIECES = 6
"""The parts that one label may be broken into by stray spaces."""


@lru_cache(maxsize=4096)
def split_line(text: str, words: Lexicon) -> tuple[str, ...]:
    """The labels and figures that ``text`` is made of: two or more with a label among them, or three figures.

    One of them may be neither: a label with a typing error.  Empty where it is made of anything else.
    """
    if len(text) > _LONGEST or "。" in text or is_page_mark(text) or is_value(text) or normalise(text) in words.tables:
        return ()
    parts = _BETWEEN.split(_UNIT.sub(r"\1", text.strip()))
    if len(parts) < 2:
        return ()
    found: list[str] = []
    labels = unknown = at = 0
    while at < len(parts):
        taken = _label(parts, at, words)
        labels += bool(taken)
        unknown += not taken and not is_value(parts[at])
        found.append("".join(parts[at : at + max(taken, 1)]))
        at += max(taken, 1)
    enough = len(found) > 1 + (not labels) if not unknown else len(found) > 2 and unknown == 1
    return tuple(found) if enough else ()


def _label(parts: list[str], at: int, words: Lexicon) -> int:
    """How many of ``parts`` from ``at`` on make up the longest label; 0 where none does."""
    if is_value(parts[at]):
        return 0
    ends = range(min(len(parts), at + _MOST_PIECES), at, -1)
    return next((end - at for end in ends if normalise("".join(parts[at:end])) in words.tables), 0)
