"""Which contents a run has seen, kept in a database of its own so that memory does not grow with their number."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import attrs

__all__ = ["Known", "known"]


@attrs.frozen
class Known:
    """The sources that have a row already, by content and name."""

    _database: sqlite3.Connection

    def written(self, rows: Iterable[tuple[str, str]]) -> None:
        """Rows of earlier runs: identity and source."""
        self._database.executemany("insert into sources values (?, ?, 1)", rows)

    def see(self, identity: str, source: str) -> tuple[str | None, bool, bool]:
        """The first source with this content, ``None`` where it is new; whether this one has a row; and since before.

        It counts as having one from now on.
        """
        rows = self._database.execute("select source, earlier from sources where identity = ?", (identity,)).fetchall()
        own = [earlier for name, earlier in rows if name == source]
        if not own:
            self._database.execute("insert into sources values (?, ?, 0)", (identity, source))
        return (rows[0][0] if rows else None), bool(own), any(own)


@contextmanager
def known() -> Iterator[Known]:
    """An empty one, in a temporary file that goes with it."""
    database = sqlite3.connect("", isolation_level=None)
    try:
        database.execute("pragma journal_mode = off")
        database.execute("pragma synchronous = off")
        database.execute("create table sources (identity text, source text, earlier integer)")
        database.execute("create index by_identity on sources (identity)")
        yield Known(database)
    finally:
        database.close()
