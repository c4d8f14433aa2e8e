"""The numbers that Word counts by itself: ``一、`` before a heading that was not typed there."""

from __future__ import annotations

import re
from typing import Final

import attrs

from govinfo_report.readers.word_markup import Node, W, number_of, value_of

__all__ = ["Numbers", "numeral"]

_LEVELS: Final = 9
_LONGEST: Final = 255
"""Characters of the text of a level, as Word itself bounds it."""
_HOLE = re.compile(r"%([1-9])")
_DIGITS: Final = "零一二三四五六七八九"
_FORMAL: Final = "零壹贰叁肆伍陆柒捌玖"
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN: Final = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_COUNTING: Final = frozenset(
    ["chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand", "japaneseCounting"]
)
_FORMAL_COUNTING: Final = frozenset(["chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"])
_BY_DIGIT: Final = frozenset(["ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"])


def numeral(value: int, format: str) -> str:
    """``value`` in one of Word's formats of numbers; in plain digits where the format is not known."""
    if format in ("none", "bullet"):
        return ""
    if not 0 < value < 10_000:
        return str(value)
    if format in _COUNTING:
        return _counted(value, _DIGITS, "千百十")
    if format in _FORMAL_COUNTING:
        return _counted(value, _FORMAL, "仟佰拾", full=True)
    if format in _BY_DIGIT:
        return "".join("〇" if digit == "0" else _DIGITS[int(digit)] for digit in str(value))
    if format in ("decimalFullWidth", "decimalFullWidth2"):
        return "".join(chr(0xFEE0 + ord(digit)) for digit in str(value))
    if format == "decimalZero":
        return f"{value:02}"
    if format in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese") and value <= 20:
        return chr(0x245F + value)
    if format == "decimalEnclosedParen" and value <= 20:
        return f"（{value}）"
    if format == "ideographTraditional":
        return _STEMS[(value - 1) % 10]
    if format == "ideographZodiac":
        return _BRANCHES[(value - 1) % 12]
    if format in ("upperLetter", "lowerLetter"):
        letter = chr(ord("a") + (value - 1) % 26) * min(1 + (value - 1) // 26, 20)
        return letter.upper() if format == "upperLetter" else letter
    if format in ("upperRoman", "lowerRoman"):
        return _roman(value).upper() if format == "upperRoman" else _roman(value)
    return str(value)


def _counted(value: int, digits: str, units: str, *, full: bool = False) -> str:
    """``value`` as it is spoken: 12 is 十二, 105 is 一百零五."""
    text, skipped = "", False
    for unit, digit in zip((*units, ""), f"{value:04}", strict=True):
        if digit == "0":
            skipped = bool(text)
            continue
        text += (digits[0] if skipped else "") + digits[int(digit)] + unit
        skipped = False
    return text[1:] if not full and text.startswith(digits[1] + units[2]) else text


def _roman(value: int) -> str:
    text = ""
    for worth, letters in _ROMAN:
        text += letters * (value // worth)
        value %= worth
    return text


@attrs.frozen
class _Level:
    """How one level of a list counts."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    close: bool = False
    """Nothing stands between the number and the text."""


_PLAIN: Final = _Level()


@attrs.define
class _List:
    """A list in use: its levels, and how far each has counted."""

    levels: dict[int, _Level]
    counts: dict[int, int] = attrs.field(factory=dict)


class Numbers:
    """Counts the numbered paragraphs of a document, in order."""

    def __init__(self, root: Node | None) -> None:
        lists: dict[str, _List] = {}
        self._of: dict[str, tuple[_List, dict[int, _Level], tuple[int, ...]]] = {}
        self._begun: set[str] = set()
        if root is None:
            return
        linked: dict[str, str] = {}
        links: dict[str, str] = {}
        for node in root.iter(f"{W}abstractNum"):
            name = node.get(f"{W}abstractNumId", "")
            lists[name] = _List(_levels(node))
            if (link := value_of(node, f"{W}numStyleLink")) is not None:
                links[name] = link
            if (style := value_of(node, f"{W}styleLink")) is not None:
                linked[style] = name
        for node in root.iter(f"{W}num"):
            name = value_of(node, f"{W}abstractNumId") or ""
            name = linked.get(links.get(name, ""), name)
            if name in lists:
                levels = {**lists[name].levels, **_levels(node)}
                begun = []
                for one in node.iter(f"{W}lvlOverride"):
                    start = number_of(one, f"{W}startOverride")
                    if start is not None:
                        begun.append(at := _level_number(one))
                        levels[at] = attrs.evolve(levels.get(at, _PLAIN), start=start)
                self._of[node.get(f"{W}numId", "")] = (lists[name], levels, tuple(begun))

    def label(self, number: str, level: int) -> str:
        """The number of the next paragraph of the list ``number`` at ``level``, counted from 0; ``""`` for none."""
        if number not in self._of or not 0 <= level < _LEVELS:
            return ""
        used, levels, begun = self._of[number]
        counts = used.counts
        if number not in self._begun:
            self._begun.add(number)
            for at in begun:
                counts.pop(at, None)
        here = levels.get(level, _PLAIN)
        counts[level] = counts[level] + 1 if level in counts else here.start
        for deeper in [at for at in counts if at > level]:
            restart = levels.get(deeper, _PLAIN).restart
            if restart is None or (restart and level < restart):
                del counts[deeper]
        for above in range(level):
            counts.setdefault(above, levels.get(above, _PLAIN).start)

        def count(hole: re.Match[str]) -> str:
            at = int(hole.group(1)) - 1
            format = "decimal" if here.legal else levels.get(at, _PLAIN).format
            return numeral(counts[at], format) if at in counts else ""

        text = "" if here.format == "bullet" else _HOLE.sub(count, here.text, _LEVELS)
        return f"{text} " if text and text[-1].isalnum() and not here.close else text


def _level_number(node: Node) -> int:
    text = node.get(f"{W}ilvl", "")
    return int(text) if text in tuple("012345678") else -1


def _levels(node: Node) -> dict[int, _Level]:
    """The levels that ``node``, a list or what overrides one, describes."""
    found: dict[int, _Level] = {}
    for level in node.iter(f"{W}lvl"):
        start = number_of(level, f"{W}start")
        found[_level_number(level)] = _Level(
            1 if start is None else start,
            value_of(level, f"{W}numFmt") or "decimal",
            (value_of(level, f"{W}lvlText") or "")[:_LONGEST],
            number_of(level, f"{W}lvlRestart"),
            level.find(f"{W}isLgl") is not None,
            value_of(level, f"{W}suff") == "nothing",
        )
    return found
