"""Records whose commas part both cells and thousands (``行政许可,2,402``), as far as the other records tell the cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

__all__ = ["mend_thousands"]

_START: Final = re.compile(r"[+-]?[1-9]\d{0,2}")
_GROUP: Final = re.compile(r"\d{3}(?:\.\d+)?")
_SURE: Final = 0.8
"""The share of the records without such commas that must have the same number of cells."""


def mend_thousands(records: Sequence[list[str]]) -> list[list[str]]:
    """``records`` with as many cells as the others where some have more because a comma stands within a figure.

    Where it is not certain which of the commas do, the cells that may be concerned hold all of their digits, with
    spaces between, which are no figure.
    """
    mended: list[list[str]] = []
    for alone, group in groupby(records, lambda fields: len(fields) == 1):
        part = list(group)
        mended += part if alone else _mended(part)
    return mended


def _mended(records: list[list[str]]) -> list[list[str]]:
    """The records of one table."""
    runs = [list(_runs(fields)) for fields in records]
    widths = Counter(len(fields) for fields, own in zip(records, runs, strict=True) if not own)
    if not widths or not any(runs):
        return records
    width, count = widths.most_common(1)[0]
    if count < 3 or count < _SURE * widths.total():
        return records
    return [
        _narrowed(fields, own, len(fields) - width) if own and len(fields) > width else fields
        for fields, own in zip(records, runs, strict=True)
    ]


def _runs(fields: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where fields may be the groups of one figure: the first of them, and the end."""
    at = 0
    while at < len(fields):
        end = at + 1
        if _START.fullmatch(fields[at]):
            while end < len(fields) and _GROUP.fullmatch(fields[end]) and "." not in fields[end - 1]:
                end += 1
        if end > at + 1:
            yield at, end
        at = end


def _narrowed(fields: list[str], runs: Sequence[tuple[int, int]], excess: int) -> list[str]:
    """A record with ``excess`` cells fewer, these within ``runs``."""
    if excess == sum(end - start - 1 for start, end in runs):
        narrow: list[str] = []
        done = 0
        for start, end in runs:
            narrow += [*fields[done:start], ",".join(fields[start:end])]
            done = end
        return narrow + fields[done:]
    start, end = runs[0][0], runs[-1][1]
    doubtful = " ".join(filter(None, fields[start:end]))
    return [*fields[:start], *([doubtful] * (end - start - excess)), *fields[end:]]
