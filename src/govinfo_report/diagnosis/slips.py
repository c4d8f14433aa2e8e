"""How people err when they write figures, and how often.

The shares of slips of the pen are those that Scholtus (2009) counted in a survey of Statistics Netherlands: of 152
simple typing errors 112 were a digit replaced, 15 a digit left out, 14 two neighbours swapped, 11 a digit added.
"""

from __future__ import annotations

from functools import lru_cache
from math import log
from typing import Final, Literal, TypeAlias

from govinfo_report.messages import Message, message

__all__ = ["KINDS", "SLIPS", "Kind", "event", "likelihood", "slip"]

Kind: TypeAlias = Literal[
    "digit-replaced",
    "digit-dropped",
    "digit-added",
    "digits-swapped",
    "values-swapped",
    "total-not-updated",
    "carry-over-forgotten",
    "other",
    "several",
]

KINDS: Final[dict[Kind, Message]] = {
    "digit-replaced": message("写错一位数字"),
    "digit-dropped": message("漏写一位数字"),
    "digit-added": message("多写一位数字"),
    "digits-swapped": message("相邻两位数字写颠倒"),
    "values-swapped": message("同一行两个数值填反"),
    "total-not-updated": message("合计未随分项更新"),
    "carry-over-forgotten": message("结转数漏填"),
    "other": message("不是一般笔误"),
    "several": message("多种原因"),
}
"""The words for each kind."""

SLIPS: Final[dict[Kind, int]] = {
    "digit-replaced": 112,
    "digit-dropped": 15,
    "digits-swapped": 14,
    "digit-added": 11,
}
"""How often each slip of the pen was seen (Scholtus 2009, 152 in all)."""

_SHARES: Final[dict[Kind, float]] = {
    "values-swapped": 0.05,
    "total-not-updated": 0.05,
    "carry-over-forgotten": 0.1,
    "other": 0.01,
}
"""Of all errors, those that are no slip of the pen; set by hand, since nobody has counted them."""

_PEN: Final = 1 - sum(_SHARES.values())
_ERROR: Final = 0.01
"""How often a cell is wrong at all."""


@lru_cache(maxsize=4096)
def slip(true: int, printed: int) -> tuple[Kind, float] | None:
    """The slip by which ``true`` was printed as ``printed``, and how likely it is among all slips; else ``None``."""
    if true < 0 or printed < 0 or true == printed:
        return None
    meant, shown = str(true), str(printed)
    length = len(meant)
    neighbours = [at for at in range(length - 1) if _swapped(meant, at)]
    possible = SLIPS["digit-replaced"] + SLIPS["digit-added"]
    possible += SLIPS["digit-dropped"] if length > 1 else 0
    possible += SLIPS["digits-swapped"] if neighbours else 0
    found: list[tuple[float, Kind]] = []
    if length == len(shown):
        if sum(a != b for a, b in zip(meant, shown, strict=True)) == 1:
            found.append((SLIPS["digit-replaced"] / length / 9, "digit-replaced"))
        if any(_swapped(meant, at) == shown for at in neighbours):
            found.append((SLIPS["digits-swapped"] / len(neighbours), "digits-swapped"))
    elif length == len(shown) + 1:
        if ways := _ways(meant, shown):
            found.append((SLIPS["digit-dropped"] * ways / length, "digit-dropped"))
    elif length == len(shown) - 1 and (ways := _ways(shown, meant)):
        found.append((SLIPS["digit-added"] * ways / (length + 1) / 10, "digit-added"))
    if not found:
        return None
    share, kind = max(found)
    return kind, share / possible


def _swapped(digits: str, at: int) -> str:
    """``digits`` with those at ``at`` and behind it swapped; empty where that changes nothing or leads with 0."""
    made = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
    return "" if made == digits or made[0] == "0" else made


def _ways(longer: str, shorter: str) -> int:
    """At how many places a digit left out of ``longer`` gives ``shorter``."""
    return sum(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))


def likelihood(true: int, printed: int, kind: Kind | None) -> tuple[Kind, float]:
    """How ``true`` came to be printed as ``printed``, and the logarithm of how likely that is.

    ``kind`` is what the place of the cell suggests, if anything; the likelier of that and a slip is taken.
    """
    found = slip(true, printed)
    if found is not None:
        by_pen = _PEN * found[1]
        if kind is None or by_pen >= _SHARES[kind]:
            return found[0], log(by_pen)
    if kind is not None:
        return kind, log(_SHARES[kind])
    return "other", log(_SHARES["other"]) - log(1 + abs(true - printed))


def event(weight: float = 1.0) -> float:
    """The logarithm of how likely a cell of this weight is wrong."""
    return weight * log(_ERROR)
