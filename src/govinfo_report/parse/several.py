"""Several reports in one source: refused by name, for the figures of one must not mix with another's."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from govinfo_report.document import Heading, Paragraph
from govinfo_report.errors import ReadError
from govinfo_report.messages import message
from govinfo_report.parse.row import Flow, TableRows
from govinfo_report.wording import find_title, guess_section, identify, is_title, same_report

__all__ = ["refuse_several"]

_SHOWN = 5


@attrs.define
class _Part:
    """What stands under a title, up to the next."""

    title: str
    line: int | None
    headings: set[int] = attrs.field(factory=set)
    tables: set[str] = attrs.field(factory=set)


def refuse_several(flow: Sequence[Flow]) -> None:
    """Raise ``ReadError`` when ``flow`` holds more than one report.

    Two titles of different reports are not enough, for one may quote another: both must head sections or
    tables that repeat each other.
    """
    parts: list[_Part] = []
    before: Heading | Paragraph | None = None
    for item in flow:
        if isinstance(item, TableRows):
            if parts:
                parts[-1].tables.add(item.table)
            before = None
            continue
        text = item.text.strip()
        title = "" if item.mark else _title(before, text)
        if title and not (parts and same_report(identify(parts[-1].title), identify(title))):
            parts.append(_Part(title, item.position.line if item.position else None))
        elif parts and (guess := guess_section(text)) is not None and guess.score >= 3:
            parts[-1].headings.add(guess.index)
        before = item
    full = [part for part in parts if len(part.headings) >= 2 or part.tables]
    kept = [part for part in full if any(_repeats(part, other) for other in full if other is not part)]
    if len(kept) > 1:
        titles = "；".join(part.title for part in kept[:_SHOWN])
        raise ReadError(
            message("来源中有{count}份报告，请分开后逐份读取：{titles}", count=len(kept), titles=titles),
            next((item.position for item in flow if not isinstance(item, TableRows) and item.position is not None
                  and item.position.line is not None and item.position.line == kept[1].line), None),
        )  # fmt: skip


def _repeats(one: _Part, other: _Part) -> bool:
    different = not same_report(identify(one.title), identify(other.title))
    return different and (len(one.headings & other.headings) >= 2 or bool(one.tables & other.tables))


def _title(before: Heading | Paragraph | None, text: str) -> str:
    """The title that ``text`` is, or ends; empty where it is none."""
    if len(text) > 60 or not text.rstrip("）)》”").endswith(("报告", "年报", "報告", "年報")):
        return ""
    above = before.text.strip() if before is not None and _may_open(before) else ""
    if above and find_title((above, text)) == (above + text, 2):
        return above + text
    return text if is_title(text) else ""


def _may_open(item: Heading | Paragraph) -> bool:
    """Whether a line may be the first of a title in two."""
    return not item.mark and len(item.text) < 30 and guess_section(item.text) is None and not is_title(item.text)
