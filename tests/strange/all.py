"""All strange documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from tests.strange import (
    broken_texts,
    copied_texts,
    extracted,
    marked_texts,
    numbered,
    odd_tables,
    page_labels,
    page_sources,
    page_tables,
    pages,
    plain_texts,
    printed,
    scripted_pages,
    sheets,
    words,
)
from tests.strange.writing import Strange

__all__ = ["BUILDERS", "documents"]

BUILDERS: Final[tuple[Callable[[], Strange], ...]] = (
    *pages.BUILDERS,
    *scripted_pages.BUILDERS,
    *page_tables.BUILDERS,
    *page_labels.BUILDERS,
    *page_sources.BUILDERS,
    *odd_tables.BUILDERS,
    *copied_texts.BUILDERS,
    *plain_texts.BUILDERS,
    *marked_texts.BUILDERS,
    *broken_texts.BUILDERS,
    *words.BUILDERS,
    *extracted.BUILDERS,
    *sheets.BUILDERS,
    *printed.BUILDERS,
    *numbered.BUILDERS,
)


def documents() -> Iterator[Strange]:
    """Every document, by kind."""
    return (make() for make in BUILDERS)
