"""Reader of plain text: paragraphs, tables with one cell per line, rows with separators, drawn boxes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

import attrs

from govinfo_report.document import Block, Cell, Document, Grid, Paragraph, Position
from govinfo_report.errors import ReadError
from govinfo_report.formats import Reader
from govinfo_report.limits import Limits
from govinfo_report.messages import message
from govinfo_report.readers.boxes import read_box
from govinfo_report.readers.decoding import decode, looks_binary
from govinfo_report.textformat import BARS, KEYS, MARK, RIGHT_MARGIN, RULE, split_mark, splits_into_cells, width

__all__ = ["READER"]

_OTHER_FORMATS = (
    b"%PDF",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"{\\rtf",
    b"Rar!",
    b"7z\xbc\xaf",
)
_MARKUP = re.compile(
    r"[ \t\r\n]*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|div|p|meta|\?xml)\b",
    re.IGNORECASE | re.DOTALL,
)
_BARS = frozenset(BARS)
_HEADER_LINES = 30
_HEADER = re.compile(r"^([^:：]{1,12})[:：](.*)$")


def _sniff(source: bytes | str) -> int:
    head = source[:2048]
    if isinstance(head, bytes):
        if head.startswith(_OTHER_FORMATS) or looks_binary(head):
            return 0
        head = head.decode("latin-1")
    return 0 if _MARKUP.match(head) else 10


def _read(source: bytes | str, limits: Limits) -> Document:
    text = decode(source) if isinstance(source, bytes) else source
    if not text.strip():
        raise ReadError(message("来源是空的"))
    lines = limits.lines_of(text.removeprefix("\ufeff"))
    metadata, start = _header(lines)
    return Document(tuple(_Blocks(lines, start, _is_piped(lines)).read()), metadata)


def _header(lines: Sequence[str]) -> tuple[tuple[tuple[str, str], ...], int]:
    """What stands as ``key: value`` above a line of equals signs, and where the text begins."""
    for number, line in enumerate(lines[:_HEADER_LINES]):
        if not RULE.match(line.strip()):
            continue
        pairs: list[tuple[str, str]] = []
        for header in lines[:number]:
            match = _HEADER.match(header.strip())
            if match:
                key = match.group(1).strip()
                pairs.append((KEYS.get(key, key), match.group(2).strip()))
            elif header.strip() and not pairs:
                return (), 0
        return tuple(pairs), number + 1
    return (), 0


@attrs.define
class _Blocks:
    """Goes through the lines once and gathers them into blocks."""

    lines: Sequence[str]
    at: int
    piped: bool = False
    """Three lines in a row have bars between their cells, so a bar is no character of the prose."""

    def read(self) -> list[Block]:
        blocks: list[Block] = []
        while self.at < len(self.lines):
            line = self.lines[self.at]
            stripped = line.strip()
            if not stripped:
                self.at += 1
            elif stripped[0] == MARK and (marked := split_mark(stripped))[0]:
                blocks.append(Paragraph(marked[1], Position(line=self.at + 1), _align(line), marked[0]))
                self.at += 1
            elif _is_drawn(stripped):
                blocks.extend(self._box())
            elif line[0] == "\t" or splits_into_cells(stripped) or (self.piped and "|" in stripped):
                blocks.append(self._cells())
            else:
                blocks.append(Paragraph(stripped, Position(line=self.at + 1), _align(line)))
                self.at += 1
        return blocks

    def _stands_between(self) -> bool:
        """Whether a line without bars is a row of one cell: the next that is not blank has bars."""
        following = [line for line in self.lines[self.at + 1 : self.at + 4] if line.strip()]
        return bool(following) and "|" in following[0]

    def _box(self) -> list[Block]:
        """A drawn table; lines that interrupt it, as a page's number does, come behind it as paragraphs."""
        drawn: list[str] = []
        between: list[Block] = []
        start = self.at
        while self.at < len(self.lines):
            stripped = self.lines[self.at].strip()
            if _is_drawn(stripped):
                drawn.append(stripped)
            elif self._goes_on():
                if stripped:
                    between.append(Paragraph(stripped, Position(line=self.at + 1)))
            else:
                break
            self.at += 1
            if stripped.startswith("└"):
                break
        return [read_box(drawn, start + 1), *between]

    def _goes_on(self) -> bool:
        """Whether the box goes on within the next lines."""
        following = (line.strip() for line in self.lines[self.at + 1 : self.at + 4])
        first = next(filter(_is_drawn, following), "┌")
        return not first.startswith("┌")

    def _cells(self) -> Grid:
        """Lines that a tab opens or separators cut, up to the next line that is neither.

        Where blank lines set off groups of such lines, a group is a row.
        """
        groups: list[list[tuple[str, int]]] = [[]]
        while self.at < len(self.lines):
            line = self.lines[self.at]
            stripped = line.strip()
            if not stripped and line[:1] != "\t":
                groups.append([])
            elif split_mark(stripped)[0] or _is_drawn(stripped):
                break
            elif stripped and (
                splits_into_cells(stripped) or (self.piped and ("|" in stripped or self._stands_between()))
            ):
                if not _is_divider(stripped):
                    groups.extend(([(text, self.at + 1) for text in _split(line)], []))
            elif line[:1] == "\t":
                groups[-1].append((stripped, self.at + 1))
            else:
                break
            self.at += 1
        rows = [group for group in groups if group]
        by_rows = len(rows) > 2 and any(len(row) > 1 for row in rows)
        if not by_rows:
            rows = [[cell for row in rows for cell in row]]
        cells = [
            Cell(text, number, column, line=line)
            for number, row in enumerate(rows)
            for column, (text, line) in enumerate(row)
        ]
        return Grid(tuple(cells), structure="rows" if by_rows else "cells")


def _is_piped(lines: Sequence[str]) -> bool:
    run = 0
    for line in lines:
        if line.strip():
            run = run + 1 if "|" in line else 0
        if run == 3:
            return True
    return False


def _is_drawn(line: str) -> bool:
    """Whether ``line`` is part of a drawn table: it begins and ends with a bar."""
    return len(line) > 1 and line[0] in _BARS and line[-1] in _BARS


def _align(line: str) -> Literal["left", "right"]:
    return "right" if width(line[: len(line) - len(line.lstrip())]) >= RIGHT_MARGIN else "left"


def _split(line: str) -> list[str]:
    if "\t" in line.strip():
        return [part.strip() for part in line.rstrip("\r\n").split("\t")]
    stripped = line.strip().removeprefix("|").removesuffix("|")
    return [part.strip() for part in stripped.split("|")]


def _is_divider(line: str) -> bool:
    return not line.strip("|-: +") and "-" in line


READER = Reader(name="text", extensions=(".txt", ".text"), sniff=_sniff, read=_read)
