"""What the words beside a figure make of it, in the letters of :mod:`govinfo_report.prose.vocabulary`.

A figure is a claim only where the words between it and what it counts are all known: whatever else stands there
(``U``) may make it a count of something else.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

import attrs

__all__ = ["RESULTS", "Meaning", "first_word", "meaning_of", "nothing_of", "of_requests", "zero_of"]

_FILLERS: Final = str.maketrans("", "", "MmgcqotpY")
_ENDS: Final = re.compile(r"(?:$|[SJ#$])")

_OUTCOMES: Final = {
    "1": "disclosed",
    "2": "partly_disclosed",
    "3": "refused",
    "4": "unavailable",
    "5": "not_processed",
    "6": "other",
}
RESULTS: Final = {"7": "upheld", "8": "corrected", "9": "other", "0": "pending"}
_DISPUTES: Final = {
    "Q": "disputes.reconsideration",
    "L": "disputes.litigation",
    "D": "disputes.litigation.direct",
    "C": "disputes.litigation.after_reconsideration",
}
_DOCUMENTS: Final = {"N": "disclosure.normative_documents", "G": "disclosure.regulations"}
_DECISIONS: Final = {"l": "disclosure.licensing", "s": "disclosure.penalties", "f": "disclosure.compulsion"}
_VERBS: Final = (("y", "in_force"), ("x", "repealed"), ("i", "issued"), ("b", "published"))

_OUTCOME: Final = re.compile(r"([1-6](?:J?[1-6])*)[WwvKaAj]*$")
_APPLICANT: Final = re.compile(r"(k(?:J?k)*)[aAj]*$")
_REASON: Final = re.compile(r"z[aAj]*$")
_CARRIED: Final = re.compile(r"([IO])[aAj]*$")
_RESULT: Final = re.compile(r"([7890](?:J?[7890])*)$")
_DISPUTE: Final = re.compile(r"([QLDC](?:J?[QLDC])*)a?$")
_DECISION: Final = re.compile(r"^J?(v?)([lsf](?:J?[lsf])*)(K?)$")
_NOUNS: Final = re.compile(r"^J?(?:[ixyb]J?)*[NG](?:J?[NG])*[ixyb]?$")
_RECEIVED: Final = re.compile(r"^(?:[Rr][Aaj]|[Aj]J?[Rr]|R[Aaj]r|rJ?R[Aaj]|RJ?r[Aaj])$")
_BOTH: Final = re.compile(r"^(?:IJ?R|RJ?I)[Aaj]?$")
_ANSWERED: Final = re.compile(r"^(?:[Aaj]?W(?:J?W)*[Aaj]?)$")
_HANDLED: Final = re.compile(r"^(?:[Aaj]?w[Aaj]|[wW]J?[wW][Aaj]?)$")


@attrs.frozen
class Meaning:
    """What a figure counts.

    Attributes:
        kinds: one, or several that the figure adds up; several of which each has it, where ``each``.
        about: what must have been spoken of for it to be a claim: ``"applications"``, ``"disputes"``, or nothing.
        each: whether every one of ``kinds`` has the figure.
        loose: whether the words leave open which of several cells is meant.
        column: whether it is the share of a kind of applicant.
        inherits: ``"noun"`` or ``"verb"`` where that stands with the figure before.
        first: of the words before the figure, the first of its own.
        used: how many of the words behind it are its own.
    """

    kinds: tuple[str, ...]
    about: str | None = None
    each: bool = False
    loose: bool = False
    column: bool = False
    inherits: str | None = None
    first: int = 0
    used: int = 0


def _known(head: str) -> tuple[str, str]:
    """The clause that ends ``head``, and what of it is known without a gap before the figure."""
    clause = head.rpartition("S")[2]
    return clause, clause.rpartition("U")[2]


@lru_cache(maxsize=4096)
def meaning_of(head: str, tail: str) -> Meaning | None:
    """What a figure between ``head`` (from the figure before on) and ``tail`` (up to the next) counts.

    ``None`` where nothing that the tables hold, or nothing that can be told with certainty.
    """
    found = _meaning(head, tail)
    if found is None:
        return None
    used = 0
    if not head.rpartition("S")[2].rpartition("U")[2].strip("JMmgcqotpY"):
        used = next((at for at, letter in enumerate(tail) if letter in "SU"), len(tail))
    return attrs.evolve(found, first=first_word(head), used=used)


def first_word(head: str) -> int:
    """Where the words of a figure begin in ``head``: with the last clause that says something."""
    first = 0
    for at, letter in enumerate(head):
        if letter == "S" and head[at + 1 :].strip("SMJgcqotpY"):
            first = at + 1
    while first < len(head) and head[first] in "JS":
        first += 1
    return first


def _meaning(head: str, tail: str) -> Meaning | None:
    clause, known = _known(head)
    if "B" in clause or "Z" in clause:
        return None
    core = known.translate(_FILLERS)
    if "X" in core and ("N" in core or "G" in core):
        core = core[core.rindex("X") + 1 :].lstrip("J")
    elif "X" in core:
        if core.count("X") < 2 or not ("q" in known or re.search("X.*c", known)):
            return None
        core = re.sub("X(?:J?X)*J?", "", core)
    if "T" in core or "H" in core or ("E" in core and not core.replace("E", "")):
        return None
    each = "V" in core
    core = re.sub("J+", "J", core.replace("V", "").replace("E", "")).strip("J")
    near = re.split("[SU]", tail, maxsplit=1)[0]
    after = near.translate(_FILLERS).strip("J")
    ends = not after and (not tail.strip("MmgcqotpY") or tail.strip("MmgcqotpY")[0] in "SJ")
    found = _whole(core, clause, each)
    if found is None and core in ("R", "r", "W", "w", "i", "b", "x", "y", "", "v", "RJr"):
        noun = re.match("[^J]*", after)
        alone = not core and (noun is None or noun[0] == "A" or tail[len(near) :].startswith("U"))
        if noun and noun[0] and not alone:
            found = _whole(core + noun[0], clause, each)
    if found is None and ends:
        found = _bare(core, clause)
    return found


def _whole(core: str, clause: str, each: bool) -> Meaning | None:
    """What a figure counts whose words name it."""
    if match := _OUTCOME.search(core):
        if clause.lstrip("JMmgcqotpY").startswith("U") and not clause.startswith("M"):
            return None
        return Meaning(tuple(f"applications.outcomes.{_OUTCOMES[at]}" for at in _codes(match[1])), "applications", each)
    if match := _CARRIED.search(core):
        if _BOTH.match(core):
            return Meaning(("applications.received", "applications.carried_in"), "applications")
        if "R" in core:
            return None
        return Meaning(("applications.carried_in" if match[1] == "I" else "applications.carried_out",), "applications")
    if _BOTH.match(core):
        return Meaning(("applications.received", "applications.carried_in"), "applications")
    if _REASON.search(core):
        return Meaning(("reason",), "applications")
    if match := _APPLICANT.search(core):
        if len(match[1]) == 1:
            return Meaning(("applications.received",) if "R" in core else (), "applications", column=True)
        core = core[: match.start(1)] + core[match.end(1) :]
    if match := _RESULT.search(core):
        if "U" in clause:
            return None
        codes = _codes(match[1])
        own = next((_DISPUTES[at] for at in ("D", "C") if at in core[: match.start()]), "disputes")
        return Meaning(tuple(f"{own}.{RESULTS[at]}" for at in codes), "disputes", each)
    if match := _DISPUTE.search(core):
        if set(core[: match.start()]) - set("aAjJbW"):
            return None
        return Meaning(tuple(f"{_DISPUTES[at]}.total" for at in _codes(match[1])), None, each or "Y" in clause)
    if _NOUNS.match(core):
        return _documents(core, clause, each)
    if match := _DECISION.match(core):
        if "b" in clause:
            return None
        inherits = None if match[1] or match[3] or "v" in clause else "verb"
        return Meaning(tuple(f"{_DECISIONS[at]}.decisions" for at in _codes(match[2])), None, each, inherits=inherits)
    if core == "F":
        return Meaning(("disclosure.fees.amount",))
    if core == "P":
        return Meaning(("processing_fee",))
    if _RECEIVED.match(core):
        return Meaning(("applications.received",))
    if core == "A" and not set(clause) & set("RrWw"):
        return Meaning(("applications.received",), loose=True)
    if _ANSWERED.match(core) and core not in ("W", "WJW"):
        return Meaning(("applications.outcomes.total",))
    if _HANDLED.match(core) and core[-1] in "Aaj":
        return Meaning(("applications.outcomes.total",), loose=True)
    return None


def _documents(core: str, clause: str, each: bool) -> Meaning | None:
    nouns = [at for at in dict.fromkeys(core) if at in _DOCUMENTS]
    verb = next((name for letter, name in _VERBS if letter in core), None)
    if verb is None and ("U" in clause or "w" in clause or "W" in clause):
        return None
    return Meaning(
        tuple(f"{_DOCUMENTS[at]}.{verb or 'published'}" for at in nouns), None, each, inherits=None if verb else "verb"
    )


def _bare(core: str, clause: str) -> Meaning | None:
    """What a figure counts with a verb alone: of what was spoken of before, and by nobody else."""
    if "U" in clause:
        return None
    if core == "R":
        return Meaning(("applications.received",), "applications")
    if _ANSWERED.match(core):
        return Meaning(("applications.outcomes.total",), "applications")
    if core in ("wJW", "WJw", "wW"):
        return Meaning(("applications.outcomes.total",), "applications", loose=True)
    if core in ("i", "x", "y", "xy"):
        verb = next(name for letter, name in _VERBS if letter in core)
        return Meaning((verb,), None, inherits="noun")
    return None


def _codes(letters: str) -> list[str]:
    return [at for at in dict.fromkeys(letters) if at != "J"]


_NO_REQUEST: Final = re.compile(r"^(?:J?[Rr])+[XJkqTI]*[Aaj]$|^[Aj]$|^[RrbkJ]*[Aj]$")
_NO_DISPUTE: Final = re.compile(r"^[WwAaJjbRrTkx]*[QLDC](?:[JAa]*[QLDC])*[Aa]*$")
_NO_DECISION: Final = re.compile(r"^v([lsf](?:J?[lsf])*)K$")
_NO_DOCUMENT: Final = re.compile(r"^[ixy](?:J?[ixy])*[NG](?:J?[NG])*$")


@lru_cache(maxsize=1024)
def zero_of(after: str, before: str = "") -> Meaning | None:
    """What there was none of, by the words between 未, 无, 没有 and the end of the clause.

    ``before`` is what stands before them in the clause.
    """
    if "B" in before or "Z" in before or "U" in after or "H" in after:
        return None
    core = after.translate(_FILLERS).replace("#", "").strip("J")
    return _none_of(core)


@lru_cache(maxsize=1024)
def nothing_of(head: str) -> Meaning | None:
    """What there was none of, where a clause ends in 无: ``行政复议、行政诉讼情况：无``."""
    clause, known = _known(head[:-1] if head.endswith("S") else head)
    if "B" in clause or "Z" in clause:
        return None
    core = known.translate(_FILLERS).strip("J")
    if _RECEIVED.match(core) or core in ("A", "j"):
        return Meaning(("applications.received",))
    return _none_of(core) if core and not set(core) - set("QLDCJ") else None


def _none_of(core: str) -> Meaning | None:
    if core == "P":
        return Meaning(("processing_fee",))
    if core in ("I", "O", "Ia", "Oa", "IA", "OA"):
        return Meaning(("applications.carried_in" if core[0] == "I" else "applications.carried_out",))
    if _NO_REQUEST.match(core):
        return Meaning(("applications.received",))
    if _NO_DISPUTE.match(core):
        named = [at for at in dict.fromkeys(core) if at in _DISPUTES]
        return Meaning(tuple(f"{_DISPUTES[at]}.total" for at in named), each=True)
    if core == "F":
        return Meaning(("disclosure.fees.amount",))
    if match := _NO_DECISION.match(core):
        return Meaning(tuple(f"{_DECISIONS[at]}.decisions" for at in _codes(match[1])), each=True)
    if _NO_DOCUMENT.match(core):
        nouns = [at for at in dict.fromkeys(core) if at in _DOCUMENTS]
        verbs = [name for letter, name in _VERBS if letter in core]
        return Meaning(tuple(f"{_DOCUMENTS[at]}.{verb}" for at in nouns for verb in verbs), each=True)
    return None


@lru_cache(maxsize=4096)
def of_requests(letters: str, before: bool) -> bool:
    """Whether applications are what ``letters`` speak of at their end, ``before`` if nothing there says otherwise."""
    request = max(letters.rfind(letter) for letter in "Aaj")
    other = letters.rfind("T")
    if request < 0 and other < 0:
        return before
    return request > other
