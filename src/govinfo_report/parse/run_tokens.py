"""Running text as a chain of labels and figures, and of what is neither."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from govinfo_report.document import Paragraph
from govinfo_report.folding import FOLD
from govinfo_report.parse.rungrid import ORDINAL_HEAD, Run, Token
from govinfo_report.parse.wordlist import Wordlist
from govinfo_report.wording import fold, is_page_mark

__all__ = ["run_of", "tokens_in"]

_NUMBER: Final = (
    r"[+＋\-－—–−]{0,2}(?:减少?|增加?)?[0-9０-９]+(?:[,.．][0-9０-９]+)*(?:亿元|万元|元|件|项|条|宗|起|个|次|份|部)?"
)
_MARK: Final = r"[-－—–−/／\\*]|无(?=[-－—–−/／\\*0-9０-９\s无]|\Z)"
_FIGURES = re.compile(rf"(?:\s*(?:{_NUMBER}|{_MARK}))+")
_RESIZED = re.compile("[" + "".join(re.escape(chr(code)) for code in FOLD if len(fold(chr(code))) != 1) + "]")
"""The characters that folding drops, or makes several of."""
_LONGEST_GAP: Final = 200
_SHORT: Final = 3
"""Labels with fewer characters are words of the language too."""


def run_of(paragraphs: Sequence[Paragraph]) -> Run:
    """The text of ``paragraphs`` in one, the numbers of pages set aside."""
    kept: list[Paragraph] = []
    starts: list[int] = []
    marks: list[tuple[int, Paragraph]] = []
    length = 0
    for paragraph in paragraphs:
        if is_page_mark(paragraph.text):
            marks.append((length, paragraph))
        else:
            kept.append(paragraph)
            starts.append(length)
            length += len(paragraph.text) + 1
    return Run(tuple(kept), "\n".join(paragraph.text for paragraph in kept), tuple(starts), tuple(marks))


def _places(text: str) -> list[int]:
    """For each character of the folded ``text`` the place in ``text`` that it comes from."""
    places: list[int] = []
    at = 0
    for match in _RESIZED.finditer(text):
        start = match.start()
        places.extend(range(at, start))
        places.extend([start] * len(fold(match.group())))
        at = start + 1
    places.extend(range(at, len(text)))
    return places


def tokens_in(run: Run, known: Wordlist) -> list[Token]:
    """The labels of the forms in ``run``, the figures between them, and what is neither."""
    where = _places(run.text)
    hits = [
        (match.group(), where[match.start()], where[match.end() - 1] + 1)
        for match in known.pattern.finditer(fold(run.text))
    ]
    begins = {start for _, start, _ in hits}
    tokens: list[Token] = []
    at = 0
    for wording, start, stop in hits:
        end = stop
        while end < len(run.text) and not fold(run.text[end]) and not run.text[end].isspace():
            end += 1  # a closing quote
        label, lacking = known.label(wording)
        number, _, rest = run.text[start:stop].partition("\n")
        if rest and fold(number).isdecimal():  # digits at the end of a line are no ordinal of the next
            start, lacking = start + len(number) + 1, fold(number)
        if len(label) < _SHORT and end not in begins and _goes_on(run.text[end : end + 4]):
            continue
        tokens.extend(_gap(run.text, at, start))
        tokens.append(Token("label", start, end, label, lacking))
        at = end
    tokens.extend(_gap(run.text, at, len(run.text)))
    return tokens


def _goes_on(behind: str) -> bool:
    """Whether a short word is only part of a longer one, by what stands behind it."""
    return behind[:1].isalpha() and not ORDINAL_HEAD.match(behind) and not _FIGURES.match(behind)


def _gap(text: str, start: int, end: int) -> Iterator[Token]:
    """What stands between two labels: figures and other text; in a long gap only the figures at its head matter."""
    if end - start <= _LONGEST_GAP:
        spans = [match.span() for match in _FIGURES.finditer(text, start, end)]
    else:
        head = _FIGURES.match(text, start, end)
        spans = [head.span()] if head else []
    at = start
    for first, stop in spans:
        if text[at:first].strip():
            yield Token("text", at, first)
        yield Token("figures", first, stop)
        at = stop
    if text[at:end].strip():
        yield Token("text", at, end)
