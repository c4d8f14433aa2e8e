"""From the values of a report to a document in the official layout."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from govinfo_report.content import Content, ExtraCell
from govinfo_report.document import SECTION_MARK, Block, Document, Heading, Paragraph
from govinfo_report.forms.sections import SECTIONS, SectionSpec
from govinfo_report.grids import table_grid
from govinfo_report.messages import SOURCE_LOCALE
from govinfo_report.narrative import Paragraph as NarrativeParagraph
from govinfo_report.narrative import Section, heading_level
from govinfo_report.parse.identity import identity
from govinfo_report.parse.inline import split_line
from govinfo_report.parse.runs import holds_run
from govinfo_report.parse.sections import Narrative
from govinfo_report.parse.vocabulary import Lexicon
from govinfo_report.wording import guess_section, is_title, normalise, signature_start, title_below

__all__ = ["layout"]

_ODD = re.compile("[\\t|=,\u2003\u3000\xa0\u2060\u2500-\u257f]|  ")
"""Characters that formats of plain text use themselves."""


def layout(content: Content, words: Lexicon, locale: str = SOURCE_LOCALE) -> Document:
    """``content`` set out as the official form has it: title, sections in order, their tables, the rest.

    The labels of the tables are in ``locale``; the narrative is as it is.

    Raises:
        RenderError: extra cells that the table has no place for.
    """
    blocks: list[Block] = []
    metadata: list[tuple[str, str]] = []
    shown_title = content.title is not None and is_title(content.title) and _plain(content.title)
    if content.title is not None:
        blocks.append(Heading(content.title, 0)) if shown_title else metadata.append(("title", content.title))
    told = identity({}, Narrative(content.title, content.sections, 0))
    if content.agency != told.agency:
        metadata.append(("agency", content.agency or ""))
    if content.year != told.year:
        metadata.append(("year", "" if content.year is None else str(content.year)))
    last = next((spec.part for spec in reversed(SECTIONS) if spec.part in content.sections), "preamble")
    guarded = last if "closing" not in content.sections else None

    preamble = content.sections.get("preamble")
    if preamble is not None:
        texts = [paragraph.text for paragraph in preamble.paragraphs]
        untitled = not shown_title and title_below(texts) is not None
        blocks.extend(_narrative(preamble, words, first=untitled, tail=guarded == "preamble"))
    ordinal = 0
    for index, spec in enumerate(SECTIONS):
        section = content.sections.get(spec.part)
        if section is not None:
            assert section.heading is not None
            mark, ordinal = _section_mark(section.heading, index, ordinal, words)
            blocks.append(Heading(section.heading, 1, mark=mark))
            blocks.extend(_narrative(section, words, tail=guarded == spec.part))
        blocks.extend(_tables(content, spec, locale))
    known = {spec.table for spec in SECTIONS}
    for form, values in content.tables:
        if form.name not in known:
            blocks.append(table_grid(form, values, _extras(content, form.name), locale))
    closing = content.sections.get("closing")
    if closing is not None:
        blocks.extend(Paragraph(paragraph.text, align="right") for paragraph in closing.paragraphs)
    return Document(tuple(blocks), tuple(metadata), marks_headings=True, language=locale)


def _plain(title: str) -> bool:
    """Whether ``title`` may open a text: no other format begins like it."""
    return (title[0].isalnum() or title[0] in "《〈“（") and not _ODD.search(title)


def _tables(content: Content, spec: SectionSpec, locale: str) -> Iterator[Block]:
    for form, values in content.tables:
        if form.name == spec.table:
            yield table_grid(form, values, _extras(content, form.name), locale)


def _extras(content: Content, table: str) -> Sequence[ExtraCell]:
    return [cell for cell in content.extras if cell.table == table]


def _section_mark(heading: str, index: int, ordinal: int, words: Lexicon) -> tuple[int, int]:
    """The mark that ``heading`` needs where headings do not show, and the ordinal that the next must exceed."""
    guess = guess_section(heading)
    told = guess is not None and guess.index == index and (not guess.ordinal or guess.ordinal > ordinal)
    if not told or guess is None or _ODD.search(heading) or normalise(heading) in words.tables:
        return SECTION_MARK + index, ordinal
    return 0, guess.ordinal or ordinal


def _narrative(section: Section, words: Lexicon, *, first: bool = False, tail: bool = False) -> Iterator[Block]:
    """The paragraphs of ``section``; ``first`` reads like a title, the ``tail`` may read like a signature."""
    count = len(section.paragraphs)
    signed = count
    if tail:
        last = [paragraph.text for paragraph in section.paragraphs[-2:]]
        signed = count - len(last) + signature_start(last)
    for at, paragraph in enumerate(section.paragraphs):
        misleading = (first and at == 0) or at >= signed or _misleads(paragraph, words)
        mark = 1 + paragraph.level if misleading else 0
        yield (
            Heading(paragraph.text, 1 + paragraph.level, mark=mark)
            if paragraph.level
            else Paragraph(paragraph.text, mark=mark)
        )


def _misleads(paragraph: NarrativeParagraph, words: Lexicon) -> bool:
    text = paragraph.text
    if heading_level(text) != paragraph.level or guess_section(text) is not None:
        return True
    label = normalise(text)
    return (bool(label) and label in words.tables) or bool(split_line(text, words)) or holds_run(text, words)
