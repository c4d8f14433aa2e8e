"""From findings and notes to the remarks of a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from govinfo_report.document import Document, Grid, Remark
from govinfo_report.finding import Finding
from govinfo_report.findings import Findings
from govinfo_report.messages import SOURCE_LOCALE, message
from govinfo_report.note import Note

__all__ = ["MANY_CELLS", "with_remarks"]

MANY_CELLS: Final = 8
"""A hint on more cells than this is told once, below its table."""


def with_remarks(
    document: Document, findings: Findings | None, notes: Iterable[Note] = (), locale: str = SOURCE_LOCALE
) -> Document:
    """``document`` with a remark for each finding that failed, then one for each of ``notes``, in ``locale``.

    A hint on many cells of one table means that table, for marks that stand everywhere mark nothing.  A note on a row
    means the cells of that row; one on a whole table means no cell of it.
    """
    remarks = [
        Remark(finding.rule.severity, finding.text(locale), _meant(finding), finding.id)
        for finding in (findings.failed if findings is not None else ())
    ]
    notes = tuple(notes)
    if notes:
        names = tuple(_names(document))
        remarks.extend(_of_note(note, names, locale) for note in notes)
    return attrs.evolve(document, remarks=tuple(remarks)) if remarks else document


def _meant(finding: Finding) -> tuple[str, ...]:
    """The cells to be marked, or the table."""
    tables = tuple(dict.fromkeys(path.partition(".")[0] for path in finding.paths))
    if finding.kind == "hint" and len(tables) == 1 and len(finding.paths) > MANY_CELLS:
        return tables
    return finding.paths


def _of_note(note: Note, names: Iterable[str], locale: str) -> Remark:
    text = note.message_in(locale)
    if note.position is not None:
        text = message("{place}：{what}", place=note.position.text(locale), what=text).text(locale)
    path = note.path or ""
    cells = tuple(name for name in names if "." in path and (name == path or name.startswith(f"{path}.")))
    return Remark(note.severity, text, cells, f"{note.code}@{path}" if path else note.code)


def _names(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Grid):
            yield from (cell.name for cell in block.cells if cell.name is not None)
