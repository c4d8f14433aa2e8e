"""Names of organs that may be those of one organ: told, never merged."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from govinfo_report.folding import FOLD
from govinfo_report.rules.years import organ_key

__all__ = ["alike", "alike_names"]

_ASIDE: Final = re.compile(r"[(（][^()（）]*[)）]")
_SHORT: Final = (
    (re.compile(r"(?:人民)?政府(?=办)"), ""),
    (re.compile(r"办公[室厅]$"), "办"),
    (re.compile(r"委员会$"), "委"),
)
_SHORTEST: Final = 3
"""Characters of a name that says something at the end of another."""


def alike_names(names: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Groups of ``names`` that differ and may mean one organ, in the order given.

    Alike are 政府办 and 人民政府办公室, 委 and 委员会, names but for what stands in brackets, and a name that is the end of
    another (教育局, 临江县教育局).  A name stands in the group of each that it is the end of.
    """
    by_key: dict[str, list[str]] = {}
    for name in dict.fromkeys(names):
        by_key.setdefault(_key(name), []).append(name)
    groups = {key: list(members) for key, members in by_key.items()}
    for key, members in by_key.items():
        for start in range(1, len(key) - _SHORTEST + 1):
            if (end := key[start:]) in by_key:
                groups[end].extend(members)
    return tuple(tuple(members) for members in groups.values() if len(members) > 1)


def alike(one: str, other: str) -> bool:
    """Whether two names may mean one organ, as :func:`alike_names` tells it."""
    short, long = sorted((_key(one), _key(other)), key=len)
    return short == long or (len(short) >= _SHORTEST and long.endswith(short))


def _key(name: str) -> str:
    key = organ_key(_ASIDE.sub("", name).translate(FOLD))
    for pattern, short in _SHORT:
        key = pattern.sub(short, key)
    return key
