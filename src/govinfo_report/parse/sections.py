"""Which lines head the sections of a report, and what narrative stands under them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import attrs

from govinfo_report.document import SECTION_MARK, Heading, Position
from govinfo_report.errors import ReadError
from govinfo_report.forms.sections import SECTIONS
from govinfo_report.messages import message
from govinfo_report.narrative import Paragraph as NarrativeParagraph
from govinfo_report.narrative import Section, heading_level
from govinfo_report.parse.row import Flow, TableRows
from govinfo_report.wording import guess_section, signature_start, title_below

__all__ = ["Narrative", "narrative"]


@attrs.frozen
class Narrative:
    """The title and the sections of a document."""

    title: str | None
    sections: Mapping[str, Section]
    headings: int
    """How many section headings were recognised."""


@attrs.define(eq=False)
class _Line:
    text: str
    mark: int
    level: int | None
    """Of a heading that the source marks, ``None`` for a paragraph."""
    align: Literal["left", "right"]
    position: Position | None
    table: bool = False


@attrs.frozen
class _Candidate:
    at: int
    index: int
    ordinal: int
    score: int


def narrative(flow: Sequence[Flow], *, marked: bool) -> Narrative:
    """The narrative in ``flow``; ``marked`` says that its section headings are marked as such.

    Raises:
        ReadError: two lines are marked as the same section.
    """
    lines = [line for item in flow for line in _line(item)]
    title, opens, taken = _title(lines)
    heads = _headings(lines, taken, marked=marked)
    starts = sorted(heads)
    sections: dict[str, Section] = {}
    tail = starts[-1] if starts else taken
    end = _closing_start(lines, tail + bool(starts))
    before = _paragraphs([*lines[:opens], *lines[taken : starts[0] if starts else end]])
    if before:
        sections["preamble"] = Section(None, before)
    for start, stop in zip(starts, [*starts, end][1:], strict=True):
        spec = SECTIONS[heads[start]]
        sections[spec.part] = Section(lines[start].text, _paragraphs(lines[start + 1 : stop]))
    closing = tuple(NarrativeParagraph(line.text) for line in lines[end:] if not line.table)
    if closing:
        sections["closing"] = Section(None, closing)
    return Narrative(title, sections, len(starts))


def _line(item: Flow) -> list[_Line]:
    if isinstance(item, TableRows):
        return [_Line("", 0, None, "left", None, table=True)]
    text = item.text.strip()
    if not text:
        return []
    if isinstance(item, Heading):
        return [_Line(text, item.mark, item.level, "left", item.position)]
    return [_Line(text, item.mark, None, item.align, item.position)]


def _title(lines: Sequence[_Line]) -> tuple[str | None, int, int]:
    """The title, the line where it begins, and the line behind it."""
    if lines and lines[0].level == 0:
        return lines[0].text, 0, 1
    leading: list[str] = []
    for line in lines:
        if line.table or line.mark or line.level is not None:
            break
        leading.append(line.text)
    found = title_below(leading)
    return (None, 0, 0) if found is None else (found[1], found[0], found[0] + found[2])


def _headings(lines: Sequence[_Line], start: int, *, marked: bool) -> dict[int, int]:
    """The lines that head sections: their index and the section's."""
    found: dict[int, int] = {}
    candidates: list[_Candidate] = []
    for at in range(start, len(lines)):
        line = lines[at]
        if line.table or line.align == "right":
            continue
        if line.mark >= SECTION_MARK:
            index = line.mark - SECTION_MARK
            if index < len(SECTIONS):
                if index in found.values():
                    raise ReadError(
                        message("“{heading}”这一部分出现了两次", heading=SECTIONS[index].heading), line.position
                    )
                found[at] = index
        elif line.mark == 0 and (line.level == 1 if marked else line.level in (None, 1)):
            guess = guess_section(line.text)
            if guess is not None:
                candidates.append(_Candidate(at, guess.index, guess.ordinal, guess.score))
    return {**_best_chain(candidates, lines, found), **found}


def _best_chain(candidates: Sequence[_Candidate], lines: Sequence[_Line], fixed: Mapping[int, int]) -> dict[int, int]:
    """The candidates that make the best sequence of sections in order.

    Each section at most once, in the order of the form and with rising ordinals; among equals the later
    lines, for a table of contents stands before what it announces.
    """
    usable = [
        one
        for one in candidates
        if all((one.at < at) == (one.index < index) and one.index != index for at, index in fixed.items())
    ]
    starts = {one.at for one in candidates}
    best: dict[tuple[int, int], tuple[int, tuple[_Candidate, ...]]] = {}
    for one in usable:
        worth = 4 * one.score + 3 * _has_table(one, lines) + 2 * (one.at + 1 not in starts)
        before = [
            found
            for (index, ordinal), found in best.items()
            if index < one.index and (ordinal < one.ordinal or not one.ordinal or not ordinal)
        ]
        score, chain = max(before, key=_later, default=(0, ()))
        reached = (score + worth, (*chain, one))
        place = (one.index, one.ordinal)
        if place not in best or _later(reached) >= _later(best[place]):
            best[place] = reached
    chosen = max(best.values(), key=_later, default=(0, ()))[1]
    return {one.at: one.index for one in chosen}


def _later(found: tuple[int, tuple[_Candidate, ...]]) -> tuple[int, int]:
    """By worth, then by how late it ends."""
    return found[0], found[1][-1].at if found[1] else -1


def _has_table(one: _Candidate, lines: Sequence[_Line]) -> bool:
    return SECTIONS[one.index].table is not None and any(line.table for line in lines[one.at + 1 : one.at + 4])


def _closing_start(lines: Sequence[_Line], start: int) -> int:
    """Where the signature begins; the number of lines where there is none.  Tables may stand behind it."""
    end = len(lines)
    while end > start and lines[end - 1].table:
        end -= 1
    last = end
    while end > start and lines[end - 1].align == "right" and not lines[end - 1].table:
        end -= 1
    if end < last:
        return end
    tail = lines[max(start, end - 2) : end]
    plain = 0
    for line in reversed(tail):
        if line.table or line.mark or line.level is not None:
            break
        plain += 1
    texts = [line.text for line in lines[end - plain : end]]
    begin = end - plain + signature_start(texts)
    return begin if begin < end else len(lines)


def _paragraphs(lines: Sequence[_Line]) -> tuple[NarrativeParagraph, ...]:
    return tuple(NarrativeParagraph(line.text, _level(line)) for line in lines if not line.table)


def _level(line: _Line) -> int:
    if 0 < line.mark < SECTION_MARK:
        return line.mark - 1
    if line.level is not None and line.level > 1:
        return min(line.level - 1, 9)
    return heading_level(line.text)
