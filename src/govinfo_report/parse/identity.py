"""Which report it is: title, organ and year, from all that says so, and what was said besides."""

from __future__ import annotations

import re
from collections.abc import Mapping

import attrs

from govinfo_report.note import Note
from govinfo_report.parse.sections import Narrative
from govinfo_report.wording import ORGAN, Identified, identify, is_title, same_report, stated_years

__all__ = ["Identity", "identity"]

_KEPT = {"published": "published", "number": "document-number", "address": "source-address"}
"""What a source says of itself that is no part of the report, and the code of its note."""
_NAMED = re.compile(rf"(?:由|公布|发布|现将)({ORGAN})(?=\d{{4}}年|二[〇○零]|编制)")


@attrs.frozen
class Identity:
    """Title, organ and year; ``None`` is unknown, with a note."""

    title: str | None
    agency: str | None
    year: int | None
    notes: tuple[Note, ...]


def identity(told: Mapping[str, str], story: Narrative) -> Identity:
    """Which report it is.

    What the source states for the organ and the year (``agency`` and ``year`` of its metadata, an empty
    value too) wins over the title, the title over the narrative.  The title that is printed wins over the
    one that the source gives.  What loses is named in a note of code ``contradiction``.
    """
    notes: list[Note] = []
    given = told.get("title") or None
    title = story.title or given
    named = identify(title) if title else Identified(None, None)
    if title is None:
        notes.append(Note("title-unknown"))
    if title and given and title != given:
        notes.extend(_against("title", title, given, same=same_report(named, identify(given))))
    text = _text(story, "preamble")
    signed = next((line for line in _lines(story, "closing") if re.fullmatch(ORGAN, _bare(line))), None)
    found = _NAMED.search(_bare(text))
    elsewhere = signed or (found.group(1) if found else None) or told.get("publisher") or None
    agency = told["agency"] or None if "agency" in told else named.agency or elsewhere
    if agency is None:
        notes.append(Note("agency-unknown"))
    elif agency != named.agency and "agency" not in told:
        notes.append(Note("inferred", "agency", agency))
    for other in (named.agency if title and is_title(title) else None, signed):
        if agency and other:
            notes.extend(_against("agency", agency, other, same=agency in other or other in agency))
    years = stated_years(text)
    if not years and named.year is None:
        years = [year for line in _lines(story, "overview") if "12月31日" in _bare(line) for year in stated_years(line)]
    year = _year(told["year"]) if "year" in told else named.year or (years[0] if len(set(years)) == 1 else None)
    if year is None:
        notes.append(Note("year-unknown"))
    elif year != named.year and "year" not in told:
        notes.append(Note("inferred", "year", str(year)))
    for another in dict.fromkeys((named.year, *years)):
        if year and another:
            notes.extend(_against("year", str(year), str(another), same=year == another))
    notes.extend(Note(code, text=told[key]) for key, code in _KEPT.items() if told.get(key))
    return Identity(title, agency, year, tuple(dict.fromkeys(notes)))


def _bare(text: str) -> str:
    return "".join(text.split())


def _against(path: str, kept: str, other: str, *, same: bool) -> list[Note]:
    return [] if same else [Note("contradiction", path, f"{kept} / {other}")]


def _lines(story: Narrative, part: str) -> list[str]:
    section = story.sections.get(part)
    return [paragraph.text for paragraph in section.paragraphs] if section is not None else []


def _text(story: Narrative, part: str) -> str:
    return "\n".join(_lines(story, part))


def _year(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 5 and int(text) else None
