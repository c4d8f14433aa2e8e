"""The labels of all forms as one pattern, by which they are found inside a run of text.

In a run nothing sets a label off, so it is found by its whole wording, the longest first.  Its ordinal is part
of it: ``00000002.其他`` is seven zeros, then ``2.其他``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Final

import attrs

from govinfo_report.compiled import Form, official, short
from govinfo_report.parse.likeness import Alphabet, nearest
from govinfo_report.parse.vocabulary import Lexicon
from govinfo_report.wording import fold, normalise

__all__ = ["Wordlist", "likely", "ordinal_of", "wordlist"]

_SHORTEST: Final = 4
"""Characters of a label that may go without its ordinal."""

_ORDINAL = re.compile(r"^(\d{1,2}|[一二三四五六七八九十]{1,3})[.,:]")
_DIGITS = re.compile(r"^(\d{1,2})[.,:]")


@attrs.frozen(eq=False)
class Wordlist:
    """How the labels of some forms are found in a run.

    Attributes:
        labels: by what they are when normalised.
        alphabet: of them, to tell what is alike one.
        pattern: any of them, in folded text.
        glued: a cheap sign that figures stand right behind a label, in text as it is.
    """

    labels: Mapping[str, str]
    alphabet: Alphabet
    pattern: re.Pattern[str]
    glued: re.Pattern[str]
    _wordings: dict[str, tuple[str, str]]

    def label(self, found: str) -> tuple[str, str]:
        """The label whose wording ``found`` is, and the ordinal that it lacks there (``""`` where it lacks none)."""
        return self._wordings[_ORDINAL.sub(r"\1.", found)]


def ordinal_of(label: str) -> str:
    """The number that ``label`` bears, ``""`` where it bears none in digits."""
    match = _DIGITS.match(fold(label))
    return match.group(1) if match else ""


def likely(words: Wordlist, text: str) -> str | None:
    """The one label that ``text`` is a mistyped or shortened form of; ``None`` where none or several are."""
    label = nearest(normalise(text), words.alphabet)
    return words.labels[label] if label is not None else None


@cache
def wordlist(words: Lexicon) -> Wordlist:
    """The word list of ``words``."""
    wordings: dict[str, tuple[str, str]] = {}
    variants: dict[str, set[tuple[str, str]]] = {}
    labels: dict[str, str] = {}
    for vocabulary in words.vocabularies:
        for label in _labels(vocabulary.form):
            whole = official(label)
            labels[normalise(whole)] = whole
            wordings[_plain(whole)] = (whole, "")
            for wording, ordinal in _variants(label):
                variants.setdefault(wording, set()).add((whole, ordinal))
    for wording, meant in variants.items():
        if wording not in wordings and len(meant) == 1:
            wordings[wording] = next(iter(meant))
    ordered = sorted(wordings, key=len, reverse=True)
    pattern = re.compile("|".join(_ORDINAL.sub(r"\1[.,:]", _escaped(wording)) for wording in ordered))
    last = "".join(sorted({re.escape(wording[-1]) for wording in ordered} | {"）"}))
    first = "".join(sorted({re.escape(wording[0]) for wording in ordered} | {"（"}))
    glued = re.compile(rf"[{last}]\s*[0-9０-９][0-9０-９\s,.+/—–－-]*(?:[{first}]|\Z)")
    return Wordlist(labels, Alphabet.of(labels), pattern, glued, wordings)


def _plain(label: str) -> str:
    return _ORDINAL.sub(r"\1.", fold(label))


def _escaped(wording: str) -> str:
    match = _ORDINAL.match(wording)
    start = match.end() if match else 0
    return wording[:start] + re.escape(wording[start:])


def _labels(form: Form) -> Iterator[str]:
    """Every label of ``form``, with the short name in braces where it has one."""
    for cell in form.cells:
        for chain, names in ((cell.row, cell.row_name), (cell.column, cell.column_name)):
            for label, name in zip(chain, names, strict=True):
                yield label.replace(name, f"{{{name}}}", 1) if name != label else label
        if cell.block:
            yield cell.block
    yield from (text for text in (form.corner, form.header) if text)


def _variants(label: str) -> Iterable[tuple[str, str]]:
    """Shorter wordings of ``label``: without what follows its short name, without its ordinal in digits."""
    whole, name = official(label), short(label)
    before = whole[: whole.index(name)] if name in whole else ""
    trimmed = _plain(before + name)
    yield trimmed, ""
    for wording in (trimmed, _plain(whole)):
        match = _DIGITS.match(wording)
        if match and len(wording) - match.end() >= _SHORTEST:
            yield wording[match.end() :], match.group(1)
