"""One sentence, word by word: what its figures count, and what it leaves spoken of."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import accumulate
from typing import Final, TypeAlias

from govinfo_report.prose.figures import Range, read_count, read_money
from govinfo_report.prose.grammar import RESULTS, Meaning, first_word, meaning_of, nothing_of, of_requests, zero_of
from govinfo_report.prose.times import of_another_time, subset_ends, year_letter
from govinfo_report.prose.vocabulary import COLUMNS, reason_of, words

__all__ = ["Bound", "Said", "Sentence", "Topic"]

Bound: TypeAlias = int | Decimal | None
Said: TypeAlias = tuple[str, Bound, Bound, int, int, str | None, bool, bool]
"""A figure that was found: kind, bounds, start and end in its sentence, scope, loose, implied."""
Topic: TypeAlias = tuple[bool, str | None, tuple[str, ...], str | None, bool]
"""What was spoken of: applications or not; the last row of 表三; the last disputes; the scope; another year alone or not."""

_ORGAN: Final = re.compile(
    r"[\u4e00-\u9fff]{2,20}?(?:局|委|委员会|厅|办|室|府|镇|乡|街道|中心|公司|院|队|处|科|部门|单位|管委会|社|站|所)$"
)
_STOPS: Final = re.compile(r"[#$ZY]")
_TAIL: Final = re.compile(r"[^#$]*")
_OTHERS: Final = re.compile(r"(U+)[Mcm]*[RrWw]")
_ACTS: Final = re.compile(r"[RrWw]")
_REQUESTS: Final = re.compile(r"[Aaj]")
_DISCLOSURE: Final = re.compile(r"[pAaj]")
_LISTED: Final = re.compile(r"j[MJcgpmo]*$")
_NOWHERE: Final = frozenset[int]()
_ALL: Final = str.maketrans("", "", "MmgcqotpYJ")
_APPLICANTS: Final = frozenset(COLUMNS.values())


class Sentence:
    """One sentence, read from left to right."""

    def __init__(self, text: str, year: int | None, agency: str, topic: Topic) -> None:
        self.agency = agency
        self.applications, self.row, self.dispute, self.scope, self.elsewhere = topic
        cut, letters = words()
        self.words = cut(text)
        codes = "".join(map(letters.__getitem__, self.words))
        if "t" in codes:
            codes = "".join(
                year_letter(word, year) if code == "t" else code for code, word in zip(codes, self.words, strict=True)
            )
        self.codes = codes
        self.starts = list(accumulate(map(len, self.words), initial=0))
        self.by_applicant = "k" in codes
        some = "H" in codes or (("I" in codes or self.by_applicant) and "中" in text)
        self.subsets = subset_ends(self.words, codes) if some else _NOWHERE
        self.timed = "H" in codes or "E" in codes or bool(self.subsets) or self.elsewhere
        self.scoped = "g" in codes or "o" in codes or _OTHERS.search(codes) is not None
        self.found: list[Said] = []
        self.totals: list[tuple[str, Bound, Bound]] = []
        self.noun: str | None = None
        self.verb: str | None = None

    def read(self) -> tuple[tuple[Said, ...], Topic]:
        """What the sentence claims, and what it leaves spoken of."""
        codes, begin, passed, skip = self.codes, 0, 0, 0
        for match in _STOPS.finditer(codes):
            at = match.start()
            if at < skip:
                continue
            self._pass(passed, at)
            passed = at
            code = codes[at]
            if code in "#$":
                begin = skip = self._figure(begin, at)
            elif code == "Z":
                skip = self._nothing(begin, at)
            else:
                self._all(at)
        self._pass(passed, len(codes))
        elsewhere = self.timed and not self.found and self._of_another_time(len(codes))
        return tuple(self.found), (self.applications, self.row, self.dispute, self.scope, elsewhere)

    def _figure(self, begin: int, at: int) -> int:
        """Take up the figure at ``at``, whose own words begin at ``begin``; where those of the next begin."""
        codes = self.codes
        head = codes[begin:at]
        tail = _TAIL.match(codes, at + 1)
        meaning = meaning_of(head, tail[0] if tail else "")
        if meaning is None:
            self._unclaimed(head)
            return at + 1
        kinds = () if self.by_applicant and self._of_some(meaning, begin, head) else self._resolved(meaning, begin, at)
        if kinds and not (self.timed and self._of_another_time(at)):
            money = codes[at] == "$"
            if money == ("fee" in kinds[0]):
                read = read_money(self.words[at]) if money else read_count(self.words[at])
                if read is not None:
                    self._add(meaning, kinds, read, begin + meaning.first, at + meaning.used)
                    self._remember(meaning, kinds)
        return at + 1 + meaning.used

    def _of_some(self, meaning: Meaning, begin: int, head: str) -> bool:
        """Whether an outcome is that of one kind of applicant, who stands before it or with the figure that it is part of."""
        if meaning.column or not meaning.kinds or not meaning.kinds[0].startswith("applications.outcomes"):
            return False
        clause = head.rpartition("S")[2]
        within = "其中" in self.words[begin : begin + len(head)]
        return clause.count("k") == 1 or (
            within and bool(self.found) and self.found[-1][0].rpartition(".")[2] in _APPLICANTS
        )

    def _resolved(self, meaning: Meaning, begin: int, at: int) -> tuple[str, ...]:
        """The kinds with what stands outside the words beside the figure: the topic, the noun, the applicant."""
        kinds = meaning.kinds
        if meaning.about == "applications":
            if not self.applications:
                return ()
            if kinds == ("reason",):
                row = reason_of(self._word("z", begin, at + 1 + meaning.used))
                return (f"applications.outcomes.{row}",) if row else ()
            if meaning.column:
                column = COLUMNS.get(self._word("k", begin, at + 1 + meaning.used))
                base = kinds[0] if kinds else self.row
                return (
                    () if column is None or base is None else ("+".join(f"{one}.{column}" for one in base.split("+")),)
                )
        elif meaning.about == "disputes":
            if kinds[0].count(".") == 1 and len(self.dispute) < 2:
                return tuple(f"{one}.{kind.rpartition('.')[2]}" for one in self.dispute for kind in kinds)
            return kinds
        elif kinds[0].startswith("disputes") and "g" in self.codes[:at] and not self._of_disclosure(at):
            return ()
        elif meaning.inherits == "noun":
            return (f"{self.noun}.{kinds[0]}",) if self.noun else ()
        elif meaning.inherits == "verb":
            return tuple(f"{kind.rpartition('.')[0]}.{self.verb}" for kind in kinds) if self.verb else ()
        return kinds

    def _of_disclosure(self, at: int) -> bool:
        """Whether disputes before ``at`` are about disclosure, and not all that an area has."""
        return self.applications or bool(self.totals or _DISCLOSURE.search(self.codes, 0, at))

    def _word(self, code: str, begin: int, end: int) -> str:
        found = self.codes.rfind(code, begin, end)
        return "" if found < 0 else self.words[found]

    def _add(
        self, meaning: Meaning, kinds: tuple[str, ...], read: Range, first: int, last: int, implied: bool = False
    ) -> None:
        low, high = read
        start, end = self.starts[first], self.starts[last + 1]
        for kind in kinds if meaning.each else ("+".join(kinds),):
            self.found.append((kind, low, high, start, end, self.scope, meaning.loose, implied))

    def _remember(self, meaning: Meaning, kinds: tuple[str, ...]) -> None:
        """What the next figures may leave unsaid."""
        first = kinds[0]
        if first.startswith("app"):
            self.applications = True
            if not meaning.column:
                self.row = first if len(kinds) == 1 else "+".join(kinds)
        elif first.startswith("disp"):
            if first.endswith(".total"):
                new = [said[:3] for said in (self.found[-len(kinds) :] if meaning.each else self.found[-1:])]
                before = [said[:3] for said in self.found[-len(new) - 1 : -len(new)]]
                self.totals = [*self.totals, *new] if before and before == self.totals[-1:] else new
                self.dispute = tuple(dict.fromkeys(kind.removesuffix(".total") for kind, _, _ in self.totals))
        elif first.startswith("disc"):
            noun, _, self.verb = first.rpartition(".")
            self.noun = noun if len(kinds) == 1 else None

    def _unclaimed(self, head: str) -> None:
        """A figure of something else ends what verbs and nouns carried over."""
        if _LISTED.search(head) and not _ACTS.search(head):
            self.applications = False  # 主动公开, 依申请公开, 不予公开: what documents are, not what was answered
        elif "U" in head and _ACTS.search(head) and not _REQUESTS.search(head):
            self.applications = False
        if "b" in head and "主动公开" in self.words:
            self.verb = "published"
        elif "U" in head:
            self.verb = None

    def _nothing(self, begin: int, at: int) -> int:
        """Take up 未, 无 or 没有 at ``at``; up to where its clause was used."""
        codes = self.codes
        stop = codes.find("S", at)
        stop = len(codes) if stop < 0 else stop
        after = codes[at + 1 : stop]
        ahead = not after.strip("M")
        meaning = nothing_of(codes[begin:at]) if ahead else zero_of(after, codes[codes.rfind("S", 0, at) + 1 : at])
        if meaning is None or (self.timed and self._of_another_time(at)):
            return at
        if "#" in after and self.words[codes.index("#", at)][0] not in "一1":
            return at
        first = begin + first_word(codes[begin:at]) if ahead else at
        self._add(meaning, meaning.kinds, (0, 0), first, at if ahead else stop - 1)
        self._remember(meaning, meaning.kinds)
        return stop

    def _all(self, at: int) -> None:
        """Take up 均, as in 均获维持: all that were counted just before had this result."""
        rest = self.codes[at + 1 :].partition("S")[0]
        result = rest.translate(_ALL)
        name = RESULTS.get(result)
        if name is None or (self.timed and self._of_another_time(at)):
            return
        for kind, low, high in self.totals:
            if low == high and low:
                own = (f"{kind.removesuffix('.total')}.{name}",)
                self._add(Meaning(own), own, (low, high), at, at + len(rest.rstrip("M")), True)

    def _pass(self, begin: int, end: int) -> None:
        """Note what and whom the words from ``begin`` to ``end`` speak of."""
        self.applications = of_requests(self.codes[begin:end], self.applications)
        if self.scoped:
            self._note_scope(begin, end)

    def _note_scope(self, begin: int, end: int) -> None:
        codes = self.codes
        place = max(codes.rfind("g", begin, end), codes.rfind("o", begin, end))
        for match in _OTHERS.finditer(codes, begin, end):
            name = "".join(self.words[match.start() : match.end(1)])
            if match.start() > place and (organ := _ORGAN.search(name)):
                own, mine = organ[0], self.agency
                same = mine and (own in mine or mine in own or ("办公" in own and "办公" in mine))
                self.scope = None if same else own
                return
        if place >= 0:
            self.scope = self.words[place] if codes[place] == "g" else None

    def _of_another_time(self, at: int) -> bool:
        return of_another_time(self.words, self.codes, at, self.subsets, self.elsewhere)
