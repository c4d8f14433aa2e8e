"""What a page shows by how its text is set: a struck figure is none, a raised one is the number of a footnote.

Both would run into the figure beside them; they are written out in the same way as the readers of Word and
Excel files do, so that no figure is made of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from govinfo_report.readers.pdf_page import Char, Rule

__all__ = ["marked"]

_STRUCK: Final = "~~"
_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED: Final = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_SMALL: Final = 0.9
"""Of the height of the character before: a raised figure is no higher."""
_OFF: Final = 0.14
"""Of the same: by how much its middle stands higher or lower at least."""
_BESIDE: Final = 0.5
_MIDDLE: Final = (0.3, 0.75)
"""Where in a character, from its top, a line strikes it; lower it would underline it."""
_END: Final = 0.6
"""Of its height: how far a line that strikes a figure may reach beyond it; the rules of a table reach further."""
_BAND: Final = 8.0
_LONGEST: Final = 250.0
"""Points; a longer line does not strike a figure."""


def marked(chars: Sequence[Char], rules: Iterable[Rule]) -> list[Char]:
    """``chars``, in the order in which they were drawn, with what is raised and struck among the digits written out."""
    kept = list(_shifted(chars))
    for first, last in _struck(kept, rules):
        kept[first] = kept[first]._replace(text=_STRUCK + kept[first].text)
        kept[last] = kept[last]._replace(text=kept[last].text + _STRUCK)
    return kept


def _shifted(chars: Sequence[Char]) -> Iterable[Char]:
    """The digits that stand small and high, or low, behind another character as raised, or lowered, ones."""
    base: Char | None = None
    end = 0.0
    for char in chars:
        if base is not None and char.text.isdigit() and 0 < char.size < _SMALL * base.size and not char.turned:
            off = (base.top + base.bottom - char.top - char.bottom) / 2
            beside = -1 <= char.x0 - end <= _BESIDE * base.size
            if beside and char.top < base.bottom and char.bottom > base.top and abs(off) > _OFF * base.size:
                end = char.x1
                yield char._replace(text=char.text.translate(_RAISED if off > 0 else _LOWERED))
                continue
        if not char.text.isspace():
            base, end = char, char.x1
        yield char


def _struck(chars: Sequence[Char], rules: Iterable[Rule]) -> Iterable[tuple[int, int]]:
    """The first and the last of each row of characters with a digit that a line strikes from end to end."""
    bands: dict[int, list[int]] = {}
    for at, char in enumerate(chars):
        if not (char.turned or char.text.isspace()):
            bands.setdefault(int((char.top + char.bottom) / 2 // _BAND), []).append(at)
    for rule in rules:
        if not rule.horizontal or rule.end - rule.start > _LONGEST:
            continue
        band = int(rule.at // _BAND)
        near = (at for one in (band - 1, band, band + 1) for at in bands.get(one, ()))
        hit = [at for at in near if _strikes(rule, chars[at])]
        if not any(chars[at].text.isdigit() for at in hit):
            continue
        first, last = min(hit, key=lambda at: chars[at].x0), max(hit, key=lambda at: chars[at].x1)
        reach = _END * chars[first].size
        if chars[first].x0 - rule.start <= reach and rule.end - chars[last].x1 <= reach:
            yield first, last


def _strikes(rule: Rule, char: Char) -> bool:
    middle = (char.x0 + char.x1) / 2
    low, high = (char.top + share * (char.bottom - char.top) for share in _MIDDLE)
    return rule.start <= middle <= rule.end and low <= rule.at <= high
