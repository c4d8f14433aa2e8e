"""The narrative of a report: its parts, their headings and paragraphs, in order and at every depth."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

import attrs

from govinfo_report.errors import SURROGATE, ValueRefused, shown
from govinfo_report.messages import message
from govinfo_report.unchecked import maker

__all__ = [
    "LINE_PATTERN",
    "Paragraph",
    "Quote",
    "Section",
    "check_line",
    "heading_level",
    "sentences_in",
    "unchecked_paragraph",
    "unchecked_quote",
    "unchecked_section",
]

# What str.strip takes for white space, spelt out so that a JSON Schema can say the same.
_SPACE = r"\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_BREAK = r"\n-\r\x1c-\x1e\x85\u2028\u2029"
LINE_PATTERN: Final = rf"^[^{_SPACE}](?:[^{_BREAK}]*[^{_SPACE}])?(?![\s\S])"
"""One line of text: not blank, no line break in it, no white space around it."""

_LINE = re.compile(LINE_PATTERN)
_BLANK_ENDS: Final = ("", " ")

_ENUMERATORS: Final = (
    re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]"),
    re.compile(r"\d{1,2}[.．、](?!\d)"),
    re.compile(r"[（(]\d{1,2}[）)]"),
    re.compile(r"(?:[一二三四五六七八九十]{1,2}是|第[一二三四五六七八九十]{1,2}[，,、])"),
)
_SENTENCE = re.compile(r"[。；;！？：:]")
_LONGEST_HEADING: Final = 40
_SENTENCE_ENDS: Final = ("。", "；", ";", "！", "？")


def check_line(text: object) -> str:
    """``text`` if it is one line of text as :data:`LINE_PATTERN` has it.

    Raises:
        ValueRefused: not a string, blank, with a line break, with white space around it, or with half a
            surrogate pair (which no file can hold).
    """
    if type(text) is not str:
        raise ValueRefused(message("应为文字，而不是{value}", value=shown(text)))
    if text.isprintable() and text[:1] not in _BLANK_ENDS and text[-1] != " ":
        return text  # of what is printable, white space is the plain space alone
    if not _LINE.match(text):
        raise ValueRefused(message("应为一行文字：不为空、不含换行、首尾没有空白，而不是{value}", value=shown(text)))
    if not text.isascii() and SURROGATE.search(text):
        raise ValueRefused(message("文字中有不成对的代理码位，任何文件都无法保存：{value}", value=shown(text)))
    return text


@lru_cache(maxsize=4096)
def heading_level(text: str) -> int:
    """The depth that ``text`` shows as a sub-heading: （一） 1, ``1.`` 2, （1） 3, 一是 4; 0 for a paragraph.

    Only a short line without a sentence inside counts as a heading; a paragraph that opens with an
    enumerator and goes on stays a paragraph.
    """
    if len(text) > _LONGEST_HEADING or _SENTENCE.search(text.rstrip("。：:")):
        return 0
    for level, enumerator in enumerate(_ENUMERATORS, 1):
        if enumerator.match(text):
            return level
    return 0


def _level(level: int) -> int:
    if type(level) is not int or not 0 <= level <= 9:
        raise ValueRefused(message("标题层级应为0至9的整数，而不是{value}", value=shown(level)))
    return level


@attrs.frozen(weakref_slot=False)
class Paragraph:
    """One paragraph of the narrative, or a sub-heading within a section.

    Attributes:
        text: one line; see :data:`LINE_PATTERN`.
        level: 0 for a paragraph, 1 to 9 for a sub-heading of that depth.

    Raises:
        ValueRefused: a text that is no line, or a level that is none.
    """

    text: str = attrs.field(converter=check_line)
    level: int = attrs.field(default=0, converter=_level)

    def __str__(self) -> str:
        return self.text


def _line_or_none(value: str | None) -> str | None:
    return None if value is None else check_line(value)


def _paragraphs(values: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
    paragraphs = tuple(values)
    for value in paragraphs:
        if not isinstance(value, Paragraph):
            raise ValueRefused(message("段落应为Paragraph，而不是{value}；文字请用Section.of(…)", value=shown(value)))
    return paragraphs


def _is_sub_heading(paragraph: Paragraph) -> bool:
    return paragraph.level > 0 and not paragraph.text.endswith(_SENTENCE_ENDS)


@attrs.frozen(weakref_slot=False)
class Section:
    """One part of the narrative.

    Attributes:
        heading: as published, with its ordinal; ``None`` where the part has none (before the first
            section, behind the last).
        paragraphs: paragraphs and sub-headings in order; nothing is dropped.
    """

    heading: str | None = attrs.field(default=None, converter=_line_or_none)
    paragraphs: tuple[Paragraph, ...] = attrs.field(default=(), converter=_paragraphs)

    @classmethod
    def of(cls, heading: str | None, *texts: str) -> Section:
        """A section from plain text: a paragraph per line, blank lines dropped, sub-headings recognised."""
        lines = [line.strip() for text in texts for line in text.splitlines()]
        return cls(heading, tuple(Paragraph(line, heading_level(line)) for line in lines if line))

    @property
    def text(self) -> str:
        """Heading and paragraphs, a line each."""
        return "\n".join(self)

    def paragraph_number(self, at: int) -> int | None:
        """Which paragraph of the part the one at ``at`` (from 0) is for who reads the page: from 1, sub-headings not counted.

        A line that ends like a sentence counts, whatever it opens with (``一是…。``).  ``None`` for a sub-heading.
        """
        if _is_sub_heading(self.paragraphs[at]):
            return None
        return sum(not _is_sub_heading(one) for one in self.paragraphs[: at + 1])

    def __iter__(self) -> Iterator[str]:
        if self.heading is not None:
            yield self.heading
        for paragraph in self.paragraphs:
            yield paragraph.text

    def __str__(self) -> str:
        return self.text


@attrs.frozen(weakref_slot=False)
class Quote:
    """Words of the narrative, with their place.

    Attributes:
        part: of the report, as ``overview``.
        paragraph: of the part, from 0 on, sub-headings counted too.
        start: of the words in the paragraph, in characters from 0 on.
        end: the character behind the last.
        text: the words as published.
    """

    part: str
    paragraph: int
    start: int
    end: int
    text: str

    def __str__(self) -> str:
        return self.text


unchecked_paragraph: Final = maker(Paragraph)
"""A paragraph of a line and a level that were checked."""

unchecked_section: Final = maker(Section)
"""A section of a heading and a tuple of paragraphs that were checked."""

unchecked_quote: Final = maker(Quote)
"""A quote of values that need no checks."""


_CUT: Final = re.compile(r"([^。！？；!?;]+)([。！？；!?;]*)")


def sentences_in(text: str) -> Iterator[tuple[str, str]]:
    """The sentences of a paragraph, each as its words and the marks that end it; white space around it is gone.

    A semicolon ends a sentence, too, for what stands between two of them is what gets taken over.
    """
    for words, end in _CUT.findall(text):
        if words.strip():
            yield words.strip(), end
