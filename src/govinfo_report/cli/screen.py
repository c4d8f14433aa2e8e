"""Where the command writes: standard output and standard error, drawn on a terminal and plain elsewhere."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Final, TextIO

import attrs
from rich.console import Console, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.text import Text

__all__ = ["Screen", "printable"]

MANY: Final = 5
"""From this many files on a bar shows how far the work is."""


def printable(text: str) -> str:
    """``text`` with control characters, which would act on a terminal, and halves of pairs as escapes."""
    if text.isprintable():
        return text
    return "".join(
        one if one.isprintable() or one in "\n\u3000\u2060\u2063\xa0" else one.encode("unicode_escape").decode("ascii")
        for one in text
    )


class _Console(Console):
    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def _writable(stream: TextIO | None) -> TextIO:
    """``stream`` such that it takes every character; where it is closed, one that nobody reads."""
    if stream is None:
        return open(os.devnull, "w", encoding="utf-8")
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")
    return stream


@attrs.define
class Screen:
    """The two streams of a run.

    Attributes:
        out: standard output; drawn tables and colour where it is a terminal.
        err: standard error, for complaints and the progress bar.
    """

    out: Console
    err: Console
    _progress: Progress | None = attrs.field(default=None, init=False)

    @classmethod
    def standard(cls) -> Screen:
        """The streams of the process; what their encoding cannot hold comes out as an escape."""
        out, err = _writable(sys.stdout), _writable(sys.stderr)
        return cls(
            _Console(file=out, highlight=False, emoji=False, markup=False),
            _Console(file=err, highlight=False, emoji=False, markup=False),
        )

    @property
    def drawn(self) -> bool:
        """Whether standard output is a terminal."""
        return self.out.is_terminal

    def write(self, text: str) -> None:
        """Text as it is, to standard output, at once."""
        with self._bar_away():
            self.out.file.write(text)
            self.out.file.flush()

    def line(self, text: str = "") -> None:
        """One line as it is, to standard output."""
        self.write(f"{text}\n")

    def draw(self, *drawings: RenderableType) -> None:
        """Something drawn, on a terminal; plain ``Text`` may be wider than that, for nothing is cut off."""
        with self._bar_away():
            for drawing in drawings:
                self.out.print(drawing, soft_wrap=isinstance(drawing, Text))
            self.out.file.flush()

    def complain(self, sentence: str) -> None:
        """A sentence to standard error; its further lines are set in."""
        self.out.file.flush()
        text = printable(sentence).replace("\n", "\n    ")
        with self._bar_away():
            if self.err.is_terminal:
                self.err.print(Text(text, style="red"), soft_wrap=True)
            else:
                self.err.file.write(f"{text}\n")
                self.err.file.flush()

    def data(self, content: bytes) -> None:
        """Bytes to standard output."""
        self.out.file.flush()
        binary: IO[bytes] | None = getattr(self.out.file, "buffer", None)
        if binary is None:  # a stream of text that stands in for standard output
            self.write(content.decode("utf-8"))
        else:
            binary.write(content)
            binary.flush()

    def json(self, record: object) -> None:
        """One JSON value, in characters that the encoding has."""
        self.line(json.dumps(record, ensure_ascii=not self.out.encoding.startswith("utf"), indent=1))

    @contextmanager
    def records(self, wanted: bool) -> Iterator[JsonList | None]:
        """A JSON list that is written as it grows; ``None`` where none is wanted."""
        if not wanted:
            yield None
            return
        made = JsonList(self)
        try:
            yield made
        finally:
            made.end()

    @contextmanager
    def progress(self, total: int) -> Iterator[Progress | None]:
        """A bar on standard error while many files are worked on, where that is a terminal."""
        if total < MANY or not (self.err.is_terminal and self.err.file.isatty()):
            yield None
            return
        bar = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            console=self.err,
            transient=True,
            auto_refresh=False,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        bar.add_task("", total=total)
        self._progress = bar
        try:
            with bar:
                yield bar
        finally:
            self._progress = None

    @contextmanager
    def _bar_away(self) -> Iterator[None]:
        """The bar and the lines may share a terminal, so it goes while a line is written."""
        if self._progress is None:
            yield
            return
        self._progress.stop()
        try:
            yield
        finally:
            self._progress.start()


class JsonList:
    """A JSON list, written as it grows so that thousands of records need not be held."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._ascii = not screen.out.encoding.startswith("utf")
        self._begun = False

    def add(self, record: object) -> None:
        """One more record."""
        text = json.dumps(record, ensure_ascii=self._ascii, indent=1)
        lines = text.replace("\n", "\n ")
        self._screen.write(("[\n " if not self._begun else ",\n ") + lines)
        self._begun = True

    def end(self) -> None:
        """Close the list."""
        self._screen.line("\n]" if self._begun else "[]")
