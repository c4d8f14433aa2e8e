"""Reader of plain text: paragraphs, and tables in whatever way text sets them out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, Literal

from govinfo_report.document import Block, Cell, Document, Grid, Paragraph, Position, make_cell
from govinfo_report.formats import Reader
from govinfo_report.limits import Limits
from govinfo_report.markdownformat import unescape
from govinfo_report.quantity import seen
from govinfo_report.readers.boxes import read_box
from govinfo_report.readers.decoding import looks_binary
from govinfo_report.readers.even_gaps import read_even
from govinfo_report.readers.plain_lines import is_piped, plain
from govinfo_report.readers.separated import (
    comma_rows,
    is_divider,
    is_pipes,
    lone_pipes,
    split_pipes,
    split_tabs,
)
from govinfo_report.readers.site import without_site
from govinfo_report.readers.spaced import find_spaced, may_be_spaced
from govinfo_report.readers.spaced_grid import read_spaced
from govinfo_report.readers.text_source import header, lines_of
from govinfo_report.readers.thousands import mend_thousands
from govinfo_report.textformat import (
    BARS,
    MARK,
    RIGHT_MARGIN,
    is_figure_like,
    split_mark,
    splits_into_cells,
    width,
)

__all__ = ["READER", "Blocks", "document_of"]

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
_OPENING = frozenset(BARS + MARK)
"""What a line of a drawn table, or one that bears a mark, begins with."""
_LONGEST_REST = 40
"""Characters on the last line of a label that is wrapped within its cell."""
_DIGITS = re.compile(r"[.,，．]*\d[\d.,，．]*(?:件|项|条|宗|起|个|元|万元|亿元)?")
_UNDERLINE = re.compile(r"={2,}|-{2,}|\*{3,}|_{3,}")
"""What makes the line above a heading in Markdown, or is a rule."""
_MARKED = re.compile(r"\*\*[^*]+\*\*|#{1,6} [^#]+")
_LEAST_MARKED = 3
_SEMICOLONS: Final = (";", "；")
_HASHES = re.compile(r"#{1,6}\s+(.*?)(?:\s+#+)?$")


def _sniff(source: bytes | str) -> int:
    head = source[:2048]
    if isinstance(head, bytes):
        if head.startswith(_OTHER_FORMATS) or looks_binary(head):
            return 0
        head = head.decode("latin-1")
    return 0 if _MARKUP.match(head) else 10


def _read(source: bytes | str, limits: Limits) -> Document:
    lines = lines_of(source, limits)
    metadata, start = header(lines)
    return document_of(Blocks(lines, start).read(), metadata, own=bool(start))


def document_of(blocks: Sequence[Block], metadata: tuple[tuple[str, str], ...], *, own: bool) -> Document:
    """The document that ``blocks`` are; where they do not stand under a header of the library's ``own``, without what is a site's."""
    return Document(tuple(blocks), metadata) if own else without_site(blocks)


class Blocks:
    """Goes through the lines once and gathers them into blocks; ``markdown`` says what they are, which else the tables tell."""

    def __init__(self, lines: Sequence[str], at: int, *, markdown: bool = False) -> None:
        self.lines = lines = plain(lines)
        self.at = at
        whole = "\n".join(lines)
        self.ended = all(line.endswith("\t") for line in lines if "\t" in line.strip())
        """A tab stands behind each cell, be it the last of its row."""
        self.piped = "|" in whole and is_piped(lines)
        self.lone: Mapping[int, int] = lone_pipes(lines) if "|" in whole and not self.piped else {}
        self.commas = comma_rows(lines) if whole.count(",") > 3 else {}
        for sign in _SEMICOLONS:
            self.commas = self.commas or (comma_rows(lines, sign) if whole.count(sign) > 3 else {})
        self.spaced: Mapping[int, int] = find_spaced(lines) if may_be_spaced(whole) else {}
        self.others = {*self.lone, *self.commas, *self.spaced}
        """The lines where a table begins that is told from more than its first line."""
        self.markdown = (
            markdown
            or (self.piped and any(is_divider(line.strip()) and "|" in line for line in lines))
            or (not at and sum(map(_is_marked_heading, lines)) >= _LEAST_MARKED)
        )

    def read(self) -> list[Block]:
        """All that stands from here to the end."""
        blocks: list[Block] = []
        while self.at < len(self.lines):
            line = self.lines[self.at]
            stripped = line.strip()
            if not stripped or (self.markdown and _UNDERLINE.fullmatch(stripped)):
                self.at += 1
            elif self.at in self.others:
                blocks.append(self.other())
            elif MARK in line and (marked := split_mark(self._bare(stripped)))[0]:
                blocks.append(
                    Paragraph(self._unescaped(marked[1]), Position(line=self.at + 1), _align(line), marked[0])
                )
                self.at += 1
            elif _is_drawn(stripped):
                blocks.extend(self._box())
            elif line[0] == "\t" or splits_into_cells(stripped) or "\t" in line or (self.piped and "|" in stripped):
                blocks.append(self._cells())
            else:
                blocks.append(Paragraph(self.plain(stripped), Position(line=self.at + 1), _align(line)))
                self.at += 1
        return blocks

    def other(self) -> Grid:
        """The table that begins here, told from more than this line."""
        if self.at in self.lone:
            return self._lone(self.lone[self.at])
        if self.at in self.commas:
            return self._commas()
        start, self.at = self.at, self.spaced[self.at]
        lines = self.lines[start : self.at]
        return read_even(lines, start + 1) or read_spaced(lines, start + 1)

    def _bare(self, line: str) -> str:
        """``line`` without the hashes that make it a heading, where the text is Markdown."""
        match = _HASHES.match(line) if self.markdown else None
        return match.group(1) if match else line

    def plain(self, text: str) -> str:
        """``text`` without the marks that Markdown puts around it and into it, where the text is Markdown."""
        if not self.markdown:
            return text
        text = self._bare(text)
        return self._unescaped(text[2:-2] if len(text) > 4 and text[:2] == text[-2:] == "**" else text)

    def _unescaped(self, text: str) -> str:
        return unescape(text) if self.markdown else text

    def _is_rest(self, before: str, text: str) -> bool:
        """Whether a line without a tab is the rest of the cell ``before``: of its digits, or of its label, cells following."""
        if _are_digits(before, text):
            return True
        following = self.lines[self.at + 1] if self.at + 1 < len(self.lines) else ""
        words = before and not is_figure_like(before) and not is_figure_like(text)
        return bool(words) and following[:1] == "\t" and len(text) <= _LONGEST_REST and "。" not in text

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

    def _lone(self, end: int) -> Grid:
        """Cells between pipes on lines of their own; a further pipe closes a blank cell."""
        cells: list[Cell] = []
        closed = True
        for number in range(self.at, end):
            stripped = self.lines[number].strip()
            blanks = stripped.count("|") - (not closed) if is_pipes(stripped) else 0
            texts = [""] * blanks if is_pipes(stripped) else [stripped] if stripped else []
            if not closed and texts and _goes_on_with(cells, number, stripped):
                cells[-1] = cells[-1]._replace(text=f"{cells[-1].text}\n{stripped}")
                continue
            cells.extend(Cell(text, 0, len(cells) + at, line=number + 1) for at, text in enumerate(texts))
            closed = is_pipes(stripped) or (closed and not stripped)
        self.at = end
        return Grid(tuple(cells), structure="cells")

    def _commas(self) -> Grid:
        end, records = self.commas[self.at]
        self.at = end
        mended = mend_thousands([fields for _, fields in records])
        return Grid(
            tuple(
                Cell(text, row, column, line=number + 1)
                for row, ((number, _), fields) in enumerate(zip(records, mended, strict=True))
                for column, text in enumerate(fields)
            ),
            structure="rows",
        )

    def _cells(self) -> Grid:
        """Lines that a tab opens or separators cut, up to the next line that is neither.

        Where blank lines set off groups of such lines, a group is a row.
        """
        groups: list[list[tuple[str, int]]] = [[]]
        piped: list[tuple[int, str, list[tuple[str, int]]]] = []
        tabbed: list[list[tuple[str, int]]] = []
        if not self.piped and not self.others:
            self._plain_cells(groups)
        while self.at < len(self.lines):
            line = self.lines[self.at]
            stripped = line.strip()
            if not stripped and line[:1] != "\t":
                groups.append([])
            elif split_mark(stripped)[0] or _is_drawn(stripped) or self.at in self.others:
                break
            elif stripped and "\t" in line[1:] and ("\t" in stripped or line[0] != "\t"):
                tabbed.append([(text, self.at + 1) for text in split_tabs(line)])
                groups.extend((tabbed[-1], []))
            elif stripped and (
                splits_into_cells(stripped) or (self.piped and ("|" in stripped or self._stands_between()))
            ):
                if not is_divider(stripped):
                    row: list[tuple[str, int]] = []
                    piped.append((self.at + 1, line, row))
                    groups.extend((row, []))
            elif line[:1] == "\t":
                groups[-1].append((stripped, self.at + 1))
            elif groups[-1] and groups[-1][-1][1] == self.at and self._is_rest(groups[-1][-1][0], stripped):
                groups[-1][-1] = (f"{groups[-1][-1][0]}\n{stripped}", self.at + 1)
            else:
                break
            self.at += 1
        if self.ended and len(tabbed) > 2 and not any(row[-1][0] for row in tabbed):
            for row in tabbed:  # a tab ends each cell
                row.pop()
        for (number, _, row), texts in zip(
            piped, split_pipes([line for _, line, _ in piped], escapes=self.markdown), strict=True
        ):
            row.extend((self.plain(text), number) for text in texts)
        rows = [group for group in groups if group]
        by_rows = len(rows) > 2 and any(len(row) > 1 for row in rows)
        if not by_rows:
            rows = [[cell for row in rows for cell in row]]
        cells = [
            make_cell((text, number, column, 1, 1, line, None, None, False, None))
            for number, row in enumerate(rows)
            for column, (text, line) in enumerate(row)
        ]
        return Grid(tuple(cells), structure="rows" if by_rows else "cells")

    def _plain_cells(self, groups: list[list[tuple[str, int]]]) -> None:
        """Take blank lines, and those behind a tab that are one cell whatever stands around them, as long as they last."""
        row = groups[-1]
        for at, line in enumerate(self.lines[self.at :], self.at):
            self.at = at
            text = line.strip()
            if line[:1] == "\t":
                if text and (text[0] in _OPENING or "\t" in text or "|" in text):
                    return
                row.append((text, at + 1))
            elif text:
                return
            else:
                row = []
                groups.append(row)
        self.at = len(self.lines)


def _goes_on_with(cells: Sequence[Cell], number: int, text: str) -> bool:
    """Whether digits on line ``number``, counted from 0, are the rest of the cell on the line before."""
    return bool(cells) and cells[-1].line == number and _are_digits(cells[-1].text, text)


def _are_digits(*texts: str) -> bool:
    """Whether each text is digits with points or commas anywhere, and a unit at most: a figure or a part of one."""
    return all(_DIGITS.fullmatch(seen(text).replace("\n", "")) for text in texts)


def _is_marked_heading(line: str) -> bool:
    """Whether ``line`` is one that Markdown marks as a heading, or that stands out in it as a whole."""
    return line[:1] in ("#", "*") and _MARKED.fullmatch(line.rstrip()) is not None


def _is_drawn(line: str) -> bool:
    """Whether ``line`` is part of a drawn table: it begins and ends with a bar."""
    return len(line) > 1 and line[0] in _BARS and line[-1] in _BARS


def _align(line: str) -> Literal["left", "right"]:
    return "right" if width(line[: len(line) - len(line.lstrip())]) >= RIGHT_MARGIN else "left"


READER = Reader(name="text", extensions=(".txt", ".text"), sniff=_sniff, read=_read)
