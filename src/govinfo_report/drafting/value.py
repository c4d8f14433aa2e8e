"""The text that was drafted."""

from __future__ import annotations

from typing import Any, Final

import attrs

from govinfo_report.narrative import Quote, Section
from govinfo_report.report import Report

__all__ = ["Draft"]

_SHOWN: Final = 60


@attrs.frozen
class Draft:
    """A first text of the narrative, part by part.

    Attributes:
        locale: of the text.
        parts: name of the part (``overview``) and its section, in the order of the page.
        gaps: what is to be filled in by a person, in order, with its place.
        told: the cells whose figures the text gives, those of one figure together (a sum of cells, or one cell).
    """

    locale: str
    parts: tuple[tuple[str, Section], ...]
    gaps: tuple[Quote, ...]
    told: tuple[tuple[str, ...], ...]

    @property
    def sections(self) -> dict[str, Section]:
        """The sections by part."""
        return dict(self.parts)

    def text(self) -> str:
        """The whole text: headings and paragraphs a line each, a blank line between parts."""
        return "\n\n".join(section.text for _, section in self.parts)

    def into(self, report: Report) -> Report:
        """``report`` with the text in those parts that have no paragraphs; nothing that is there is changed.

        A part that has a heading keeps it.
        """
        filled: dict[str, Any] = {}
        for part, section in self.parts:
            present = report.sections.get(part)
            if present is None:
                filled[part] = section
            elif not present.paragraphs:
                filled[part] = Section(present.heading, section.paragraphs)
        return attrs.evolve(report, **filled)

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        first = next((one.text for _, section in self.parts for one in section.paragraphs if not one.level), "")
        first = first if len(first) <= _SHOWN else f"{first[: _SHOWN - 1]}…"
        return f"<Draft {self.locale}: {first}, {len(self.gaps)} gaps>"
