"""Tables without rules: rows of a page's text whose words stand in columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govinfo_report.document import Grid, Paragraph
from govinfo_report.readers.pdf_prose import Measure, Placed, paragraphs_of

__all__ = ["blocks_of"]


def blocks_of(lines: Sequence[Placed], measure: Measure, tables: int) -> Iterator[Paragraph | Grid]:
    """Paragraphs and tables that ``lines`` make; ``tables`` have been counted before."""
    yield from paragraphs_of(lines, measure)
