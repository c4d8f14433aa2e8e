"""The one cell in which the editions differ in shape: （六）其他处理, one row in 2019 and three in 2021.

``joined_path`` gives the three rows of 2021 the path that the one row of 2019 has, so that a sum over it follows
an organ from one edition to the next.  The rows of 表二 that only one edition has keep their own paths: 本年新制作
and 本年制发 do not count the same things.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["joined_path"]

_OTHER: Final = re.compile(r"applications\.outcomes\.other\.(?:not_corrected_in_time|fee_unpaid|other)\.(\w+)")


def joined_path(path: str) -> str:
    """The path under which a cell is followed over both editions; most keep their own."""
    found = _OTHER.fullmatch(path)
    return f"applications.outcomes.other.{found[1]}" if found else path
