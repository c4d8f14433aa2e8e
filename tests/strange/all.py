"""All strange documents."""

from __future__ import annotations

from collections.abc import Iterator

from tests.strange import odd_tables, pages, plain_texts, sheets, words
from tests.strange.writing import Strange

__all__ = ["documents"]


def documents() -> Iterator[Strange]:
    """Every document, by kind."""
    yield from pages.documents()
    yield from odd_tables.documents()
    yield from plain_texts.documents()
    yield from words.documents()
    yield from sheets.documents()
