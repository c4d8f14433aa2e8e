"""All strange documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from tests.strange import odd_tables, pages, plain_texts, printed, sheets, words
from tests.strange.writing import Strange

__all__ = ["BUILDERS", "documents"]

BUILDERS: Final[tuple[Callable[[], Strange], ...]] = (
    *pages.BUILDERS,
    *odd_tables.BUILDERS,
    *plain_texts.BUILDERS,
    *words.BUILDERS,
    *sheets.BUILDERS,
    *printed.BUILDERS,
)


def documents() -> Iterator[Strange]:
    """Every document, by kind."""
    return (make() for make in BUILDERS)
