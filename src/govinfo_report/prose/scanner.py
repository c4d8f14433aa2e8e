"""From a paragraph to the figures that it claims, without a look at any table."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final, TypeAlias

from govinfo_report.prose.sentence import Bound, Said, Sentence, Topic
from govinfo_report.prose.subjects import leans_on_the_last, opens_on_answers

__all__ = ["Add", "Bound", "Scanner"]

_FIGURE: Final = re.compile(
    r"[0-9０-９一二两三四五六七八九十百千未无没不均皆全](?:(?<=[0-9０-９])[余多万亿]{0,3}\s*[件条宗起份例人项部个次元万]"
    r"|(?<=[一二两三四五六七八九十百千])[余多]?[件宗起份条例]|(?<=[未无没均皆])|(?<=不)存在|(?<=全)部)"
)
_WORD: Final = re.compile(
    r"申请|复议|诉讼|规范性文件|规章|公开|不予|提供|办结|答复|回复|结转|维持|审结|处理|收费|许可|处罚|强制|有效|自然人|法人|废止|下一?年"
)
_BLANK: Final = re.compile(r"\s")
_HEADING: Final = 40
_TWO_NUMBERS: Final = re.compile(r"\d\s+\d")


Add: TypeAlias = Callable[[str, Bound, Bound, int, int, str | None, bool, bool], None]
"""Takes a figure as :data:`Said`, its start and end in the paragraph."""

_NOTHING: Final[Topic] = (False, None, (), None, False)
_APPLICATIONS: Final[Topic] = (True, None, (), None, False)


class Scanner:
    """Reads the paragraphs of one report in order; what was spoken of is kept from sentence to sentence.

    Args:
        add: is given each figure that is claimed.
        year: of the report; figures of other years are passed over.
        agency: of the report; its own name is no scope.
    """

    __slots__ = ("_add", "_agency", "_announced", "_before", "_year")

    def __init__(self, add: Add, year: int | None = None, agency: str = "") -> None:
        self._add, self._year, self._agency = add, year, agency
        self._announced = False
        self._before: list[str] = []

    def part(self, heading: str | None) -> None:
        """Begin a part of the report under ``heading``."""
        self._before = [heading or ""]

    def paragraph(self, text: str) -> None:
        """Find the figures that ``text`` claims."""
        self._paragraph(text)
        self._before.append(text)

    def _paragraph(self, text: str) -> None:
        topic = _APPLICATIONS if self._announced else _NOTHING
        self._announced = False
        if _FIGURE.search(text) is None:
            self._announced = len(text) <= _HEADING and "申请" in text and not text.endswith("。")
            return
        at = last = 0
        for sentence in text.split("。"):
            if _FIGURE.search(sentence) and (_WORD.search(sentence) or _WORD.search("".join(sentence.split()))):
                if at > last + 1:
                    topic = _NOTHING
                if topic[4] and not leans_on_the_last(sentence):
                    topic = (*topic[:4], False)
                if not topic[0] and opens_on_answers(sentence, text, at, self._before):
                    topic = (True, None, (), topic[3], topic[4])
                found, topic = read_sentence(sentence, self._year, self._agency, topic)
                for kind, low, high, start, end, scope, loose, implied in found:
                    self._add(kind, low, high, at + start, at + end, scope, loose, implied)
                last = at + len(sentence)
            at += len(sentence) + 1


@lru_cache(maxsize=1024)
def read_sentence(text: str, year: int | None, agency: str, topic: Topic) -> tuple[tuple[Said, ...], Topic]:
    """The figures that a sentence claims, and what it leaves spoken of.

    Kept for a while: the prose of a report is read again for each of its claims, weights and findings.
    """
    if _BLANK.search(text) is None:
        return Sentence(text, year, agency, topic).read()
    if _TWO_NUMBERS.search(text):
        return (), topic
    places = [at for at, letter in enumerate(text) if not letter.isspace()]
    found, topic = Sentence("".join(text.split()), year, agency, topic).read()
    return tuple((*said[:3], places[said[3]], places[said[4] - 1] + 1, *said[5:]) for said in found), topic
