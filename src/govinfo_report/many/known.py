"""Which contents a run has seen, kept in a database of its own so that memory does not grow with their number."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import attrs

__all__ = ["Known", "known"]


@attrs.frozen
class Known:
    """The sources that have a row already, by content and name."""

    _database: sqlite3.Connection

    def written(self, rows: Iterable[tuple[str, str, bool]]) -> None:
        """Rows of earlier runs: identity, source, and whether it is a duplicate, which speaks for no content."""
        self._database.executemany("insert into sources values (?, ?, 1, ?)", rows)

    def see(self, identity: str, source: str) -> tuple[str | None, bool, bool]:
        """The first source with this content, ``None`` where it is new; whether this one has a row; and since before.

        It counts as having one from now on.
        """
        query = "select source, earlier, duplicate from sources where identity = ?"
        rows = self._database.execute(query, (identity,)).fetchall()
        own = [earlier for name, earlier, _ in rows if name == source]
        first = next((name for name, _, duplicate in rows if not duplicate), None)
        if not own:
            row = (identity, source, first is not None)
            self._database.execute("insert into sources values (?, ?, 0, ?)", row)
        return first, bool(own), any(own)

    def put_off(self, index: int, name: str, identity: str, size: int, first: str) -> None:
        """Keep a duplicate until what it is one of is written."""
        row = (index, os.fsencode(name), identity, size, first)
        self._database.execute("insert into later values (?, ?, ?, ?, ?)", row)

    def later(self) -> Iterator[tuple[int, str, str, int, str]]:
        """What was put off, in that order."""
        for index, name, *rest in self._database.execute("select * from later order by rowid"):
            yield (index, os.fsdecode(name), *rest)


@contextmanager
def known() -> Iterator[Known]:
    """An empty one, in a temporary file that goes with it."""
    database = sqlite3.connect("", isolation_level=None)
    try:
        database.execute("pragma journal_mode = off")
        database.execute("pragma synchronous = off")
        database.execute("create table sources (identity text, source text, earlier integer, duplicate integer)")
        database.execute("create table later (place integer, name blob, identity text, size integer, first text)")
        database.execute("create index by_identity on sources (identity)")
        yield Known(database)
    finally:
        database.close()
