"""How headings, titles and labels are recognised whatever their spaces, width and punctuation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

import attrs

from govinfo_report.folding import FOLD, SIMPLIFIED
from govinfo_report.forms.sections import SECTIONS

__all__ = [
    "ORGAN",
    "HeadingGuess",
    "Identified",
    "cut_headings",
    "find_title",
    "fold",
    "guess_section",
    "identify",
    "is_page_mark",
    "normalise",
    "one_line",
    "same_report",
    "signature_start",
    "stated_years",
    "title_below",
]

_LONGEST_LABEL: Final = 80
_ORDINAL = re.compile(r"^(?:(\d{1,2}|[一二三四五六七八九十]{1,3})[.,:]+|\((\d{1,2})\)[.,:]?|(\d{1,2})\)[.,:]?)")


_FOLDED: Final = {
    chr(code): "" if folded is None else chr(folded) if isinstance(folded, int) else folded
    for code, folded in FOLD.items()
}
_FOLDING: Final = re.compile(f"[{''.join(map(re.escape, _FOLDED))}]")
_LONG: Final = 100


def fold(text: str) -> str:
    """``text`` with its spaces and quotes gone and its width and punctuation made one, whatever its length."""
    if len(text) < _LONG:
        return text.translate(FOLD)
    return _FOLDING.sub(lambda found: _FOLDED[found[0]], text)  # asking for each character takes twice as long


@lru_cache(maxsize=8192)
def normalise(text: str) -> str:
    """``text`` with its spaces and quotes gone and its width and ordinals made one; ``""`` when it is too long to be a label."""
    if len(text) > _LONGEST_LABEL:
        return ""
    return _ORDINAL.sub(_plain_ordinal, text.translate(FOLD))


def _plain_ordinal(match: re.Match[str]) -> str:
    return f"{match.group(1) or match.group(2) or match.group(3)}."


_PAGE_MARK = re.compile(r"^(?:[-—–]\s*\d{1,3}\s*[-—–]|第\s*\d{1,3}\s*页.{0,10}|\d{1,3}\s*/\s*\d{1,3})$")


@lru_cache(maxsize=4096)
def is_page_mark(text: str) -> bool:
    """Whether ``text`` is what stands at the foot of a page: ``- 4 -``, ``第4页``, ``4/12``."""
    return len(text) < 24 and _PAGE_MARK.match(text.strip()) is not None


def one_line(text: str) -> str:
    """``text`` with its lines joined and the white space around it gone; nothing else changes."""
    return "".join(line.strip() for line in text.splitlines())


_SPACES: Final = dict.fromkeys(map(ord, " \t\xa0\u3000"))
_PLAIN: Final = {**_SPACES, **SIMPLIFIED}
_NUMERALS: Final = {numeral: value for value, numeral in enumerate("一二三四五六七八九十", 1)}
_SECTION_ORDINAL = re.compile(r"^(?:第([一二三四五六七八九十])部分|([一二三四五六七八九十])(?=[.,:]))[.,:]?(.+)$")
_LONGEST_HEADING: Final = 48


@attrs.frozen
class HeadingGuess:
    """A line that reads like the heading of a section.

    Attributes:
        index: of the section in ``SECTIONS``.
        ordinal: the number that the line bears, 0 where it bears none.
        score: how much it reads so; 4 for the official wording with the official ordinal.
    """

    index: int
    ordinal: int
    score: int


_OFFICIAL: Final = {normalise(section.title): index for index, section in enumerate(SECTIONS)}


@lru_cache(maxsize=4096)
def guess_section(text: str) -> HeadingGuess | None:
    """The section whose heading ``text`` reads like, ``None`` where it reads like none."""
    if len(text) > _LONGEST_HEADING:
        return None
    bare = text.translate(FOLD).rstrip(".:;,")
    match = _SECTION_ORDINAL.match(bare)
    if match:
        ordinal, title = _NUMERALS[match.group(1) or match.group(2)], match.group(3)
    elif bare[:1] in _NUMERALS and bare[1:] in _OFFICIAL:
        ordinal, title = _NUMERALS[bare[0]], bare[1:]
    else:
        ordinal, title = 0, bare
    index = _OFFICIAL.get(title)
    if index is not None:
        return HeadingGuess(index, ordinal, 4 if ordinal == index + 1 else 3 if ordinal else 2)
    if not ordinal or "." in title or ";" in title:
        return None
    scores = [sum(word in title for word in section.words) for section in SECTIONS]
    best = max(scores)
    if not best:
        return None
    candidates = [index for index, score in enumerate(scores) if score == best]
    index = ordinal - 1 if ordinal - 1 in candidates else candidates[-1]
    return HeadingGuess(index, ordinal, 2 if ordinal == index + 1 else 1)


_TITLE = re.compile(r"政府信息公开.{0,12}?(?:报告|年报)(?:[(（].{0,20}[)）])?$")
_NOT_IN_TITLE = re.compile(
    r"[。；;！？]|^(?:根据|按照|本(?:报告|年度|机关|部门|单位|年报))|编制(?:而成|本)|如下|[:：]$"
)
_TITLE_LINES: Final = 5
_LONGEST_TITLE: Final = 100


def find_title(lines: Sequence[str]) -> tuple[str, int] | None:
    """The title that ``lines`` open with and how many of them it takes, joined without a space."""
    joined = ""
    for taken, line in enumerate(lines[:_TITLE_LINES], 1):
        if len(line) > 60 or _NOT_IN_TITLE.search(line) or guess_section(line):
            return None
        joined += line
        if len(joined) > _LONGEST_TITLE:
            return None
        if _TITLE.search(joined.translate(_PLAIN)):
            return joined, taken
    return None


_ABOUT = re.compile(
    r"^(?:索引号|主题分类|发布机构|发布机关|发布单位|发布日期|发布时间|成文日期|文号|发文字号|来源|信息来源|名称|公开日期|生成日期)[:：]"
)
_ABOUT_LINES: Final = 8


def title_below(lines: Sequence[str]) -> tuple[int, str, int] | None:
    """The title, behind what a page says of itself: the line where it begins, its text, how many lines it takes.

    Lines above one that is a whole title, organ and year in it, are no part of it, unless they are a name.
    """
    start = 0
    while start < min(len(lines), _ABOUT_LINES) and _ABOUT.match(lines[start].translate(_SPACES)):
        start += 1
    found = find_title(lines[start : start + _TITLE_LINES])
    if found is None:
        return None
    end = start + found[1]
    for begun in range(end - 1, start, -1):
        title = "".join(lines[begun:end])
        if is_title(title) and _is_whole(title):
            while begun > start and _NAME_ABOVE.match(lines[begun - 1].translate(_SPACES)):
                begun -= 1
            return begun, "".join(lines[begun:end]), end - begun
    return start, *found


_PLACED: Final = re.compile(
    r"^\w{1,12}[省市州盟县旗区镇乡].*(?:[局委厅部院处府校]|委员会|办公[室厅]|中心|公司|[大支]队|街道)$"
)
_NAME_ABOVE: Final = re.compile(r"^[^\W\d_]{2,24}[省市州盟县旗区镇乡府局委厅部院处会室]$")


def _is_whole(title: str) -> bool:
    """Whether ``title`` names a year and an organ with its place, so that lines above it are hardly part of it."""
    named = identify(title)
    return named.year is not None and named.agency is not None and _PLACED.match(named.agency) is not None


@attrs.frozen
class Identified:
    """The organ and the year that a title names; ``None`` for what it does not."""

    agency: str | None
    year: int | None


_YEAR = re.compile(r"((?<!\d)(?:19|20)\d{2}(?!\d)|二[〇○零][〇○零一二三四五六七八九]{2})年?度?")
_YEAR_DIGITS: Final = {**{numeral: str(value) for numeral, value in _NUMERALS.items()}, **dict.fromkeys("〇○零", "0")}
_TAIL = re.compile(r"(?:关于)?(?:的)?(?:年度)?(?:政府信息公开|政务公开).*$")
_DRESS: Final = '《》<>“”"（）()：: 的'
_BLANK_MARKS: Final = "_＿×＊*"
_BLANK_YEAR = re.compile(rf"(?:(?:20)?[{_BLANK_MARKS}]*(?<![青少])年度?|(?:20)?[{_BLANK_MARKS}]+)$")


@lru_cache(maxsize=1024)
def identify(title: str) -> Identified:
    """The organ and the year in ``title``, as 鹤岗市商务局2019年政府信息公开工作年度报告 has them.

    A place left for the year (``＿＿年``, a bare 年) is no part of the organ, and one left for the organ is none.
    """
    text = title.translate(_SPACES).translate({0xFF10 + digit: 0x30 + digit for digit in range(10)})
    match = _YEAR.search(text)
    without = text[: match.start()] + text[match.end() :] if match else text
    plain = without.translate(SIMPLIFIED)
    tail = _TAIL.search(plain)
    agency = without[2 if plain.startswith("关于") else 0 : tail.start() if tail else None].strip(_DRESS)
    if match is None:
        agency = _BLANK_YEAR.sub("", agency).strip(_DRESS)
    if not agency.strip(_BLANK_MARKS):
        agency = ""
    return Identified(agency or None, _year_of(match.group(1)) if match else None)


def _year_of(printed: str) -> int:
    return int("".join(_YEAR_DIGITS.get(character, character) for character in printed))


def same_report(one: Identified, other: Identified) -> bool:
    """Whether two titles may name the same report: what one leaves out says nothing, a shorter name may be meant."""
    years = one.year is None or other.year is None or one.year == other.year
    agencies = not one.agency or not other.agency or one.agency in other.agency or other.agency in one.agency
    return years and agencies


_STATED = re.compile(
    r"((?:20)\d{2}|二[〇○零][〇○零一二三四五六七八九]{2})年(?:1月1日.{0,12}?12月31日|度?(?:的)?政府信息公开(?:工作)?年?度?报告)"
)


def stated_years(text: str) -> list[int]:
    """The years that ``text`` says the report is about: 2023年1月1日至12月31日, 2023年度政府信息公开工作年度报告."""
    return [_year_of(match.group(1)) for match in _STATED.finditer("".join(text.split()))]


_DATE = re.compile(
    r"^(?:\d{4}|二[〇○零][〇○零一二三四五六七八九]{2})年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日$"
)
ORGAN: Final = (
    r"[\w（）()·]{2,28}(?:局|委|委员会|办公室|办公厅|人民政府|厅|部|院|处|中心|管委会|街道办事处|支队|大队|分局|公司)"
)
"""A pattern of the name of an organ."""
_ORGAN = re.compile(f"^{ORGAN}$")


def signature_start(texts: Sequence[str]) -> int:
    """Where the signature (an organ and a date, or a date alone) begins at the end of ``texts``; their number if nowhere."""
    end = len(texts)
    if end and _DATE.match(texts[-1].translate(_SPACES)):
        end -= 1
        if end and _ORGAN.match(texts[end - 1].translate(_SPACES)):
            end -= 1
    return end


@lru_cache(maxsize=1024)
def is_title(text: str) -> bool:
    """Whether ``text`` alone reads like the title of a report."""
    found = find_title((text,))
    return found is not None and found[0] == text


def _loosely(title: str) -> str:
    """A pattern for ``title`` whatever its spaces and inner marks."""
    return r"\s*".join("[、，,]?" if character == "、" else re.escape(character) for character in title)


_RUN_IN_HEADING: Final = re.compile(
    r"(?:(?<=[。；！？”）\s])|\A)(?:"
    + "|".join(rf"{section.heading[0]}\s*[、.．,，]?\s*{_loosely(section.title)}" for section in SECTIONS)
    + ")"
)
_WORD_HEADING: Final = re.compile(r"(?:(?<=[。；！？”）])|\A|(?<=\s))[一二三四五六七八九十][、.．,，]\S{2,38}(?=\s|\Z)")


def cut_headings(text: str) -> list[str]:
    """``text`` cut where headings of sections, or a title at its head, ran into it; each is a line of its own.

    The official wordings are found wherever a sentence may begin; others only where white space ends them too.
    """
    cuts = {0, len(text)}
    head = text.split(None, 1)[0] if text.split() else ""
    if is_title(head):
        cuts.add(text.index(head) + len(head))
    for pattern in (_RUN_IN_HEADING, _WORD_HEADING):
        for match in pattern.finditer(text):
            if pattern is _RUN_IN_HEADING or guess_section(match.group()) is not None:
                cuts.update(match.span())
    ordered = sorted(cuts)
    parts = [text[start:end].strip() for start, end in pairwise(ordered)]
    return [part for part in parts if part]
