"""Of which year the words of a sentence speak, in the letters of :mod:`govinfo_report.prose.vocabulary`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

__all__ = ["of_another_time", "subset_ends", "year_letter"]

_DIGITS: Final = re.compile(r"\d+")
_CLAUSE: Final = re.compile("[^S]+")
_LAST_YEARS: Final = re.compile("H[^mJ#$]*[Aaj]")
_OUT_OF_THEM: Final = re.compile("[HI][^Rm]*$|H[^m]*$")
_BECAUSE: Final = re.compile("H[^m#$]*[WwAajK1-6]")
_REASONS: Final = frozenset(("对", "因", "就", "针对", "不服"))
_OWN: Final = ("本年", "今年")


def year_letter(text: str, year: int | None) -> str:
    """The letter of a word with a year in it, in a report on ``year``."""
    numbers = [int(number) for number in _DIGITS.findall(text)]
    if year is None:
        return "H"
    distance = numbers[0] - year
    if "结转" in text:
        return ("I" if distance == -1 else "U") if text[0].isdecimal() else ("O" if distance == 1 else "U")
    whole = len(numbers) == 1 or numbers[1:] in ([1, 1], [12], [12, 31])
    return "m" if distance == 0 and whole else "H"


def subset_ends(words: Sequence[str], codes: str) -> frozenset[int]:
    """From where on a sentence speaks of some applications only: behind 去年办结的申请, 对上年的答复, 自然人申请中.

    What happened to these this year is a part of this year's figure, which no table has.
    """
    ends = (
        (clause.start(), _subset_end(words[clause.start() : clause.end()], clause[0]))
        for clause in _CLAUSE.finditer(codes)
    )
    return frozenset(start + end for start, end in ends if end is not None)


def _subset_end(words: Sequence[str], codes: str) -> int | None:
    """Where in a clause the words end that name some applications."""
    if "B" in codes:
        return None
    if words[-1].endswith("中") and words[-1] != "其中" and (codes.count("k") == 1 or _OUT_OF_THEM.search(codes)):
        return len(codes)
    named = _LAST_YEARS.search(codes)
    if named is not None and "的" in words[named.start() : named.end()]:
        return named.end()
    because = _BECAUSE.search(codes)
    return None if because is None or _REASONS.isdisjoint(words) else because.end()


def of_another_time(words: Sequence[str], codes: str, at: int, ends: frozenset[int], before: bool) -> bool:
    """Whether what stands before ``at`` speaks of another year, of part of one, or of many.

    Args:
        words: of the sentence.
        codes: their letters.
        at: up to where.
        ends: from where on some applications alone are meant, as :func:`subset_ends` gives them.
        before: whether the sentence before spoke of another year alone.
    """
    other, own, held = before, False, False
    depth: list[bool] = []
    for position, code in enumerate(codes[:at]):
        if position in ends:
            other = held = True
        if code == "S":
            if words[position] in "（(":
                depth.append(other)
            elif words[position] in "）)" and depth:
                other = depth.pop()
            elif words[position] in "；;":
                held = False
        elif code == "m" or (code == "R" and words[position].startswith(_OWN)):
            other, own = held, True
        elif code == "H":
            other = other or "B" not in codes[:position].rpartition("S")[2]
        elif code == "E":
            other = other or not own or "截至" in "".join(words[:position])
    return other
