"""How alike a printed label and one of the form are: typing errors, shortened labels, other ordinals.

Labels differ little: 行政处罚 and 行政强制 by two characters, （一） and （五） by one.  So the ordinal and
the words are compared apart, short words must be the same but for one character, and the shortest not even that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

import attrs

__all__ = ["Alphabet", "alike", "bare_words", "closeness", "is_abridged", "is_shortened"]

_ORDINAL = re.compile(r"^(?:\(([一二三四五六七八九十]{1,2})\)|([一二三四五六七八九十]{1,2})[.)]|(\d{1,2})\.)")
_SIGNS = re.compile(r"[\W_]+")
_UNIT = re.compile(r"\((?:单位[.:]?)?(?:件|条|个|项|次|宗)\)$")
_NUMERALS = "一二三四五六七八九"


@lru_cache(maxsize=4096)
def _cut(label: str) -> tuple[int, str]:
    """The ordinal of a normalised ``label``, 0 for none, and its words without signs between them."""
    bare = _UNIT.sub("", label)
    match = _ORDINAL.match(bare)
    if match is None:
        return 0, _SIGNS.sub("", bare)
    printed = next(group for group in match.groups() if group)
    return _number(printed), _SIGNS.sub("", bare[match.end() :])


def bare_words(label: str) -> str:
    """A normalised ``label`` without its ordinal and the signs between its words."""
    return _cut(label)[1]


def _number(printed: str) -> int:
    if printed.isdecimal():
        return int(printed)
    tens, ten, ones = printed.rpartition("十")
    if not ten:
        return _NUMERALS.find(printed[-1]) + 1
    return 10 * (_NUMERALS.find(tens) + 1 if tens else 1) + (_NUMERALS.find(ones) + 1 if ones else 0)


def _most(length: int) -> int:
    """The edits that words of ``length`` characters may need."""
    return 0 if length < 4 else 1 if length < 7 else 2 if length < 10 else 3 if length < 20 else 4


@lru_cache(maxsize=16384)
def closeness(printed: str, official: str) -> int | None:
    """How far two normalised labels are from each other: 0 is the same words; ``None`` where they are not alike."""
    number, words = _cut(printed)
    wanted, whole = _cut(official)
    if _in_other_unit(words, whole):
        return None
    if words == whole:
        if number == wanted:
            return 0
        return None if len(words) < 4 else 1 if number and wanted else 0
    if number and wanted and number != wanted:
        return None
    most = _most(len(whole))
    if abs(len(words) - len(whole)) > most or len(set(words) & set(whole)) < len(set(whole)) - most:
        return None
    edits = _edits(words, whole, most)
    return None if edits is None else 1 + edits


def _in_other_unit(words: str, whole: str) -> bool:
    """Whether one names an amount in another unit than the other, or in none."""
    return ("元" in words or "元" in whole) and re.findall("[万亿]?元", words) != re.findall("[万亿]?元", whole)


def is_shortened(printed: str, official: str) -> bool:
    """Whether ``printed`` is how ``official`` begins, cut short."""
    number, words = _cut(printed)
    wanted, whole = _cut(official)
    return len(words) >= 3 and whole.startswith(words) and words != whole and (number == wanted or not number)


def is_abridged(printed: str, official: str) -> bool:
    """Whether ``printed`` is ``official`` with words left out: the same ordinal, or at least half of the characters."""
    number, words = _cut(printed)
    wanted, whole = _cut(official)
    if (
        number != wanted
        or len(words) < 3
        or _in_other_unit(words, whole)
        or (not number and 2 * len(words) < len(whole))
    ):
        return False
    rest = iter(whole)
    return words != whole and all(character in rest for character in words)


@attrs.frozen(eq=False)
class Alphabet:
    """Labels, and the pairs of characters that follow each other in them, by which most other texts are told at once."""

    labels: tuple[str, ...]
    pairs: frozenset[str]

    @classmethod
    def of(cls, labels: Iterable[str]) -> Alphabet:
        """The alphabet of normalised ``labels``."""
        kept = tuple(labels)
        words = [_cut(label)[1] for label in kept]
        return cls(kept, frozenset(word[at : at + 2] for word in words for at in range(len(word) - 1)))


def alike(printed: str, alphabet: Alphabet) -> bool:
    """Whether the normalised ``printed`` is alike any label."""
    words = _cut(printed)[1]
    shared = sum(words[at : at + 2] in alphabet.pairs for at in range(len(words) - 1))
    if len(words) < 3 or shared < len(words) - 1 - 2 * _most(len(words) + 1):
        return False
    return any(closeness(printed, label) is not None or is_shortened(printed, label) for label in alphabet.labels)


def _edits(one: str, other: str, most: int) -> int | None:
    """How many characters must be put in, left out, replaced or swapped with the next; ``None`` for more than ``most``."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, character in enumerate(one, 1):
        now = [at, *([0] * len(other))]
        for to, against in enumerate(other, 1):
            cost = min(row[to] + 1, now[to - 1] + 1, row[to - 1] + (character != against))
            if at > 1 and to > 1 and character == other[to - 2] and one[at - 2] == against:
                cost = min(cost, before[to - 2] + 1)
            now[to] = cost
        if min(now) > most:
            return None
        before, row = row, now
    return row[-1] if row[-1] <= most else None
