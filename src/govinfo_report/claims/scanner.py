"""From a paragraph to the figures that it claims, without a look at any table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

import attrs

from govinfo_report.claims.figures import read_count, read_money
from govinfo_report.claims.grammar import Meaning, meaning_of, nothing_of, zero_of
from govinfo_report.claims.vocabulary import COLUMNS, reason_of, words

__all__ = ["Said", "Scanner"]

_FIGURE: Final = re.compile(
    r"\d[余多万亿]{0,3}\s?[件条宗起份例人项部个次元万]|[一二两三四五六七八九十百千][余多]?[件宗起份条例]|未|无|没|不存在|[均皆]|全部"
)
_WORD: Final = re.compile(
    r"申请|复议|诉讼|规范性文件|规章|公开|不予|提供|办结|答复|回复|结转|维持|审结|处理|收费|许可|处罚|强制|有效|自然人|法人|废止|下一?年"
)
_ENDS: Final = re.compile(r"[。！!]")
_BLANK: Final = re.compile(r"\s")
_ORGAN: Final = re.compile(r"[\u4e00-\u9fff]{2,20}?(?:局|委|委员会|厅|办|室|府|镇|乡|街道|中心|公司|院|队|处|科|部门|单位|管委会|社|站|所)$")
_HEADING: Final = 40


@attrs.frozen(weakref_slot=False)
class Said:
    """A figure that was found: its kinds, its bounds, and where it stands in the paragraph."""

    kind: str
    low: int | Decimal | None
    high: int | Decimal | None
    start: int
    end: int
    scope: str | None
    loose: bool
    implied: bool


@attrs.define
class Scanner:
    """Reads the paragraphs of one report in order; what was spoken of is kept from sentence to sentence.

    Attributes:
        year: of the report; figures of other years are passed over.
        agency: of the report; its own name is no scope.
    """

    year: int | None = None
    agency: str = ""
    _applications: bool = attrs.field(default=False, init=False)
    _row: str | None = attrs.field(default=None, init=False)
    _dispute: tuple[str, ...] = attrs.field(default=(), init=False)
    _scope: str | None = attrs.field(default=None, init=False)
    _last_end: int = attrs.field(default=0, init=False)

    def paragraph(self, text: str) -> Iterator[Said]:
        """The figures that ``text`` claims."""
        self._reset(self._applications and self._last_end < 0)
        self._last_end = 0
        at = 0
        while found := _FIGURE.search(text, at):
            start = max(text.rfind(mark, 0, found.start()) for mark in "。！!") + 1
            end = match.start() if (match := _ENDS.search(text, found.end())) else len(text)
            sentence = text[start:end]
            if start > self._last_end + 1:
                self._reset(False)
            if _WORD.search(sentence):
                yield from self._sentence(sentence, start)
                self._last_end = end
            at = end
        if len(text) <= _HEADING and "申请" in text and not text.endswith("。"):
            self._applications, self._last_end = True, -1

    def _reset(self, applications: bool) -> None:
        self._applications = applications
        self._row, self._dispute, self._scope = None, (), None

    def _sentence(self, sentence: str, offset: int) -> Iterator[Said]:
        if _BLANK.search(sentence):
            kept = [at for at, letter in enumerate(sentence) if not letter.isspace()]
            if re.search(r"\d\s+\d", sentence):
                return  # one number or two
            squeezed = "".join(sentence[at] for at in kept)
            for said in self._words(squeezed, 0):
                yield attrs.evolve(said, start=offset + kept[said.start], end=offset + kept[said.end - 1] + 1)
        else:
            yield from self._words(sentence, offset)

    def _words(self, sentence: str, offset: int) -> list[Said]:
        return _Sentence(self, sentence, offset).read()

    def codes(self, sentence: str) -> tuple[str, list[tuple[int, int]]]:
        """The letters of a sentence, and where each of its words stands."""
        pattern, letters = words()
        codes: list[str] = []
        spans: list[tuple[int, int]] = []
        last = 0
        for match in pattern.finditer(sentence):
            start, end = match.span()
            if start > last:
                codes.append("U")
                spans.append((last, start))
            letter = letters[match.lastindex or 0]
            codes.append(self._year(match[0]) if letter == "t" else letter)
            spans.append((start, end))
            last = end
        if last < len(sentence):
            codes.append("U")
            spans.append((last, len(sentence)))
        return "".join(codes), spans

    def _year(self, text: str) -> str:
        """The letter of a word with a year in it."""
        numbers = [int(number) for number in re.findall(r"\d+", text)]
        if self.year is None:
            return "H"
        distance = numbers[0] - self.year
        if "结转" in text:
            return ("I" if distance == -1 else "U") if text[0].isdecimal() else ("O" if distance == 1 else "U")
        whole = len(numbers) == 1 or numbers[1:] in ([1, 1], [12], [12, 31])
        return "m" if distance == 0 and whole else "H"


class _Sentence:
    """One sentence, read from left to right."""

    def __init__(self, scanner: Scanner, text: str, offset: int) -> None:
        self.scanner, self.text, self.offset = scanner, text, offset
        self.codes, self.spans = scanner.codes(text)
        self.found: list[Said] = []
        self.totals: list[Said] = []
        self.noun: str | None = None
        self.verb: str | None = None

    def read(self) -> list[Said]:
        codes, begin, skip = self.codes, 0, -1
        if "#" not in codes and "$" not in codes and "Z" not in codes and "Y" not in codes:
            self._pass(len(codes))
            return self.found
        for at, code in enumerate(codes):
            if code in "#$" and at > skip:
                begin = self._figure(begin, at)
            elif code == "Z" and at > skip:
                skip = self._nothing(begin, at)
            elif code == "Y":
                self._all(at)
        self._pass(len(codes))
        return self.found

    def _figure(self, begin: int, at: int) -> int:
        """Take up the figure at ``at``, whose own words begin at ``begin``; where those of the next begin."""
        codes = self.codes
        head = codes[begin:at]
        following = at + 1
        while following < len(codes) and codes[following] not in "#$":
            following += 1
        tail = codes[at + 1 : following]
        meaning = meaning_of(head, tail)
        if meaning is None:
            self._unclaimed(head)
            return at + 1
        own = head.rpartition("S")[2].rpartition("U")[2].strip("JMmgcqotpYk")
        used = 0
        if not own:
            while used < len(tail) and tail[used] not in "SU":
                used += 1
        self._pass(at)
        kinds = tuple(kind for kind in meaning.kinds if ("fee" in kind) == (codes[at] == "$"))
        kinds = self._resolved(meaning, kinds, begin, at)
        if kinds and not self._of_another_time(at):
            text = self.text[self.spans[at][0] : self.spans[at][1]]
            read = read_money(text) if codes[at] == "$" else read_count(text)
            if read is not None:
                self._add(meaning, kinds, read[0], read[1], begin, at + used)
        return at + 1 + used

    def _resolved(self, meaning: Meaning, kinds: tuple[str, ...], begin: int, at: int) -> tuple[str, ...]:
        """``kinds`` with what stands outside the words beside the figure: the topic, the noun, the applicant."""
        scanner = self.scanner
        if meaning.about == "applications" and not scanner._applications:
            return ()
        if kinds == ("reason",):
            row = reason_of(self._text_of("z", begin, at))
            return (f"applications.outcomes.{row}",) if row else ()
        if meaning.column:
            column = COLUMNS.get(self._text_of("k", begin, at))
            base = kinds[0] if kinds else scanner._row
            return () if column is None or base is None else ("+".join(f"{one}.{column}" for one in base.split("+")),)
        if meaning.about == "disputes" and kinds and kinds[0].count(".") == 1:
            if not scanner._dispute:
                return ()
            if len(scanner._dispute) == 1:
                return tuple(f"{scanner._dispute[0]}.{kind.rpartition('.')[2]}" for kind in kinds)
            return kinds
        if meaning.inherits == "noun":
            return (f"{self.noun}.{kinds[0]}",) if self.noun else ()
        if meaning.inherits == "verb":
            if self.verb is None:
                return ()
            return tuple(f"{kind.rpartition('.')[0]}.{self.verb}" for kind in kinds)
        return kinds

    def _text_of(self, code: str, begin: int, at: int) -> str:
        found = self.codes.rfind(code, begin, at)
        return "" if found < 0 else self.text[slice(*self.spans[found])]

    def _add(
        self,
        meaning: Meaning,
        kinds: tuple[str, ...],
        low: int | Decimal | None,
        high: int | Decimal | None,
        begin: int,
        at: int,
        implied: bool = False,
    ) -> None:
        start, end = self._place(begin, at)
        scope = self.scanner._scope
        for kind in kinds if meaning.each else ("+".join(kinds),):
            said = Said(kind, low, high, start, end, scope, meaning.loose, implied)
            self.found.append(said)
        if not implied:
            self._remember(meaning, kinds)

    def _place(self, begin: int, at: int) -> tuple[int, int]:
        """The words of the figure: its clause from the figure before on, and what follows up to a stop."""
        first = begin
        for position in range(begin, at):
            if self.codes[position] == "S" and self.codes[position + 1 : at].strip("SMJgcqotpY"):
                first = position + 1
        while first < at and self.codes[first] in "JS":
            first += 1
        return self.offset + self.spans[first][0], self.offset + self.spans[at][1]

    def _remember(self, meaning: Meaning, kinds: tuple[str, ...]) -> None:
        """What the next figures may leave unsaid."""
        scanner = self.scanner
        table = kinds[0].partition(".")[0]
        if table == "applications":
            scanner._applications = True
            if not meaning.column:
                scanner._row = "+".join(kinds)
        elif table == "disputes" and kinds[0].endswith(".total"):
            mine = self.found[-len(kinds) :] if meaning.each else self.found[-1:]
            fresh = not self.totals or self.totals[-1] not in self.found[-len(mine) - 1 : -len(mine)]
            self.totals = mine if fresh else [*self.totals, *mine]
            scanner._dispute = tuple(dict.fromkeys(said.kind.removesuffix(".total") for said in self.totals))
        elif table == "disclosure":
            first, _, self.verb = kinds[0].rpartition(".")
            self.noun = first if len(kinds) == 1 else None

    def _unclaimed(self, head: str) -> None:
        """A figure of something else ends what verbs and nouns carried over."""
        self._pass(len(head))
        if "U" in head and set(head) & set("RrWw") and not set(head) & set("Aaj"):
            self.scanner._applications = False
        if "b" in head and "主动公开" in self.text:
            self.verb = "published"
        elif "U" in head:
            self.verb = None

    def _nothing(self, begin: int, at: int) -> int:
        """Take up 未, 无 or 没有 at ``at``; up to where its clause was used."""
        codes = self.codes
        stop = next((i for i in range(at + 1, len(codes)) if codes[i] == "S"), len(codes))
        after = codes[at + 1 : stop]
        clause = codes[codes.rfind("S", 0, at) + 1 : at]
        ahead = after.strip("M") == ""
        meaning = nothing_of(codes[begin:at]) if ahead else zero_of(after, clause)
        if meaning is None or self._of_another_time(at):
            return at
        if "#" in after and self.text[self.spans[codes.index("#", at)][0]] not in "一1":
            return at
        self._pass(at)
        last = at if ahead else stop - 1
        self._add(meaning, meaning.kinds, 0, 0, begin if ahead else at, last)
        return stop

    def _all(self, at: int) -> None:
        """Take up 均, as in 均获维持: all that were counted just before had this result."""
        rest = self.codes[at + 1 :].partition("S")[0]
        results = rest.translate({ord(code): None for code in "MmgcqotpYJ"})
        if len(results) != 1 or results not in "7890" or self._of_another_time(at):
            return
        name = {"7": "upheld", "8": "corrected", "9": "other", "0": "pending"}[results]
        last = at + len(rest.rstrip("M"))
        for said in self.totals:
            if said.low == said.high and said.low:
                kind = f"{said.kind.removesuffix('.total')}.{name}"
                self._add(Meaning((kind,)), (kind,), said.low, said.high, at, last, True)

    def _pass(self, until: int) -> None:
        """Note who and what the words before ``until`` speak of."""
        codes, scanner = self.codes[:until], self.scanner
        topic = max(codes.rfind(code) for code in "AajR")
        if topic >= 0 or "T" in codes:
            scanner._applications = topic > codes.rfind("T") and set(codes[: topic + 1]) & set("Aaj") != set() or (
                scanner._applications and codes.rfind("T") < topic
            )
        place = max(codes.rfind("g"), codes.rfind("o"))
        named = self._named(codes)
        if named is not None and named[0] > place:
            scanner._scope = named[1]
        elif place >= 0:
            scanner._scope = self.text[slice(*self.spans[place])] if codes[place] == "g" else None

    def _named(self, codes: str) -> tuple[int, str | None] | None:
        """Another organ that received or answered, with its place among the words."""
        for match in re.finditer("U[Mcm]*[Rr]", codes):
            name = self.text[slice(*self.spans[match.start()])]
            if organ := _ORGAN.search(name):
                own = organ[0]
                mine = self.scanner.agency
                same = mine and (own in mine or mine in own or ("办公" in own and "办公" in mine))
                return match.start(), None if same else own
        return None

    def _of_another_time(self, at: int) -> bool:
        """Whether the words before ``at`` speak of another year, of part of one, or of many."""
        codes = self.codes[:at]
        if "H" not in codes and "E" not in codes:
            return False
        other = False
        own = False
        depth: list[bool] = []
        for position, code in enumerate(codes):
            if code == "S":
                sign = self.text[self.spans[position][0]]
                if sign in "（(":
                    depth.append(other)
                elif sign in "）)" and depth:
                    other = depth.pop()
            elif code == "m":
                other, own = False, True
            elif code == "H" and "B" not in codes[: position].rpartition("S")[2]:
                other = True
            elif code == "E" and (not own or "截至" in self.text[: self.spans[position][0]]):
                other = True
        return other
