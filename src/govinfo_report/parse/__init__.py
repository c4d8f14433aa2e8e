"""From a document to the values of a report, with the forms.

Tables go by their labels, sections by their headings, and whatever cannot be told with certainty is left
blank and named in a note.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from govinfo_report.compiled import Form
from govinfo_report.content import Content, ExtraCell, TableValues
from govinfo_report.document import Document, Grid
from govinfo_report.errors import ReadError
from govinfo_report.forms.sections import SECTIONS
from govinfo_report.limits import Limits
from govinfo_report.messages import message
from govinfo_report.note import Note
from govinfo_report.parse.fragments import without_fragments
from govinfo_report.parse.identity import identity
from govinfo_report.parse.mending import mended
from govinfo_report.parse.numbering import without_numbering
from govinfo_report.parse.row import Flow, Row, TableRows
from govinfo_report.parse.rows import separate
from govinfo_report.parse.runs import loosen
from govinfo_report.parse.sections import Narrative, narrative
from govinfo_report.parse.several import refuse_several
from govinfo_report.parse.shapes import shapes_of
from govinfo_report.parse.table import TableReader
from govinfo_report.parse.vocabulary import Lexicon, Vocabulary, choose_edition, lexicon
from govinfo_report.wording import normalise

__all__ = ["parse"]

FIRST_YEAR = 2019
"""Of the form: 国办公开办函〔2019〕60号 prescribes it from the 2019 report on."""


def parse(document: Document, forms: Sequence[Form], limits: Limits | None = None) -> Content:
    """The values that ``document`` shows.

    Raises:
        ReadError: it is no report, a report from before the form, or exceeds ``limits``.
    """
    (limits or Limits()).check_cells(sum(len(block.cells) for block in document.blocks if isinstance(block, Grid)))
    words = lexicon(tuple(forms))
    shapes = shapes_of(words)
    blocks = loosen(document.blocks, words, marked=document.marks_headings)
    flow = list(separate(blocks, words, shapes))
    if _in_parts(flow):
        flow = list(separate(blocks, words))
    story = narrative(flow, marked=document.marks_headings)
    told = dict(document.metadata)
    who = identity(told, story)
    notes = list(who.notes)
    rows = _by_table(flow)
    _refuse_others(who.title, who.year, story, rows)
    refuse_several(flow)
    tables: list[TableValues] = []
    extras: list[ExtraCell] = []
    for table, found in rows.items():
        if found[0].values is not None:
            tables.append(found[0].values)
            continue
        own, others = without_fragments(found, words.of(table))
        notes.extend(others)
        reader, assumed = _read_table(words, table, own, who.year)
        tables.append((reader.form, tuple(reader.cells.values)))
        if found[0].shape is not None and len(found) == 1 and reader.by_shape and not assumed:
            shapes.learn(found[0].shape, reader.words, reader.cells.sources, reader.alone)
        extras.extend(reader.cells.extras.values())
        notes.extend(assumed)
        notes.extend(reader.cells.notes)
    notes.extend(_absent(forms, rows))
    order = {name: at for at, name in enumerate(dict.fromkeys(form.name for form in forms))}
    tables.sort(key=lambda pair: order[pair[0].name])
    return Content(who.title, who.agency, who.year, story.sections, tuple(tables), tuple(extras), tuple(notes))


def _by_table(flow: Sequence[Flow]) -> dict[str, list[TableRows]]:
    found: dict[str, list[TableRows]] = {}
    for item in flow:
        if isinstance(item, TableRows):
            found.setdefault(item.table, []).append(item)
    return found


def _in_parts(flow: Sequence[Flow]) -> bool:
    """Whether a table whose values are known is only a part of what the source has of it."""
    return any(len(parts) > 1 and any(part.values is not None for part in parts) for parts in _by_table(flow).values())


def _refuse_others(title: str | None, year: int | None, story: Narrative, rows: Mapping[str, object]) -> None:
    if year is not None and year < FIRST_YEAR and not rows and (title or story.headings):
        raise ReadError(
            message(
                "这是{year}年度的报告；统一格式自{first}年度报告起使用（国办公开办函〔2019〕60号），更早的报告没有可读的表格",
                year=year,
                first=FIRST_YEAR,
            )
        )
    if rows or story.headings >= 3 or (title and story.headings):
        return
    if title:
        raise ReadError(
            message("有标题“{title}”，却认不出任何一部分或表格；各部分的标题和单元格须各占一行", title=title)
        )
    raise ReadError(message("这不是政府信息公开工作年度报告：没有标题、没有表格，也没有“一、总体情况”等各部分的标题"))


def _read_table(words: Lexicon, table: str, printed: Sequence[Row], year: int | None) -> tuple[TableReader, list[Note]]:
    editions = words.of(table)
    seen = frozenset(normalise(cell.text) for row in printed for cell in row.cells)
    likely = choose_edition(editions, seen)
    notes: list[Note] = []
    chosen = likely[0]
    if len(likely) > 1:
        chosen = _by_year(likely, year)
        notes.append(Note("edition-assumed", table, details=(("edition", chosen.form.edition),)))
    rows, numbering = without_numbering(printed, chosen)
    notes.extend(numbering)
    reader = _through(chosen, rows)
    together = any(row.structure == "joined" for row in rows)  # whose labels were put right where they were found
    if not together and any(note.code in _TELLING for note in reader.cells.notes):
        better = [mended(rows, one, words) for one in (chosen, *(other for other in editions if other is not chosen))]
        best = max(better, key=lambda one: one.known)
        if best.changed:
            reader = _through(best.words, best.rows)
        notes.extend(best.notes)
    return reader, notes


_TELLING = frozenset({"missing", "unread", "unplaced", "extra", "conflict"})
"""Notes that a label with a typing error leaves behind."""


def _through(words: Vocabulary, rows: Sequence[Row]) -> TableReader:
    reader = TableReader(words)
    for row in rows:
        reader.feed(row)
    reader.finish()
    return reader


def _by_year(editions: Sequence[Vocabulary], year: int | None) -> Vocabulary:
    """The edition that was prescribed for ``year``; the newest where that is not known."""
    if year is None:
        return max(editions, key=lambda one: one.form.edition)
    fitting = [one for one in editions if one.form.edition.isdecimal() and int(one.form.edition) <= year]
    return max(fitting or editions, key=lambda one: one.form.edition)


def _absent(forms: Sequence[Form], rows: Mapping[str, object]) -> list[Note]:
    prescribed = [section.table for section in SECTIONS if section.table]
    numbers = {form.name: form.number for form in forms}
    return [
        Note("no-table", name, details=(("number", numbers[name]),))
        for name in prescribed
        if name not in rows and name in numbers
    ]
