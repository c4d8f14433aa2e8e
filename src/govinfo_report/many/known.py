"""Which contents a run has seen, kept in a database of its own so that memory does not grow with their number."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import attrs

__all__ = ["Known", "Seen", "known"]


@attrs.frozen
class Seen:
    """What is known of a source when it is met.

    Attributes:
        first: the first source with this content, ``None`` where it is new.
        has_row: whether this one has a row already.
        earlier: whether it has that since an earlier run.
        failed: whether that row says that it could not be read.
        other_version: whether another version of the library wrote that row.
    """

    first: str | None
    has_row: bool
    earlier: bool
    failed: bool
    other_version: bool


@attrs.frozen
class Known:
    """The sources that have a row already, by content and name."""

    _database: sqlite3.Connection

    def written(self, rows: Iterable[tuple[str, str, str, bool]]) -> None:
        """Rows of earlier runs: identity, source, status, and whether another version of the library wrote it."""
        self._database.executemany("insert into sources values (?, ?, 1, ?, ?)", rows)

    def see(self, identity: str, source: str) -> Seen:
        """What is known of a source and its content; it counts as having a row from now on."""
        query = "select source, earlier, status, other from sources where identity = ?"
        rows = self._database.execute(query, (identity,)).fetchall()
        own = [row[1:] for row in rows if row[0] == source]
        first = next((name for name, _, status, _ in rows if status != "duplicate"), None)
        if not own:
            row = (identity, source, "read" if first is None else "duplicate")
            self._database.execute("insert into sources values (?, ?, 0, ?, 0)", row)
        before = [one for one in own if one[0]]
        failed = bool(before) and all(status == "failed" for _, status, _ in before)
        return Seen(first, bool(own), bool(before), failed, any(other for _, _, other in before))

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
        database.execute(
            "create table sources (identity text, source text, earlier integer, status text, other integer)"
        )
        database.execute("create table later (place integer, name blob, identity text, size integer, first text)")
        database.execute("create index by_identity on sources (identity)")
        yield Known(database)
    finally:
        database.close()
