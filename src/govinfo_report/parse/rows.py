"""From what a document shows to rows of cells: the one shape that tables are interpreted from.

A grid gives its rows as they are.  Where only the order of cells is known (a text with one cell per line),
rows are cut by the labels: a row begins at a label that follows a figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TypeAlias

import attrs

from govinfo_report.document import Block, Cell, Grid, Heading, Paragraph, Structure
from govinfo_report.parse.vocabulary import Lexicon
from govinfo_report.quantity import read_figure
from govinfo_report.wording import guess_section, is_page_mark, normalise

__all__ = ["Flow", "Row", "TableRows", "is_value", "separate"]


@attrs.frozen(eq=False)
class Row:
    """Cells in order; ``grid`` tells rows of one grid from those of another."""

    cells: tuple[Cell, ...]
    structure: Structure
    grid: int
    covering: tuple[Cell, ...] = ()
    """The cells that began further up and reach into this row."""


@attrs.frozen(eq=False)
class TableRows:
    """Rows of one table of the form, as found at one place."""

    table: str
    rows: tuple[Row, ...]


Flow: TypeAlias = Heading | Paragraph | TableRows
"""What is left of a document when its tables are recognised."""

_Token: TypeAlias = tuple[str, str, Cell]


@lru_cache(maxsize=4096)
def is_value(text: str) -> bool:
    """Whether ``text`` reads as a figure, a blank or a mark for one, in whatever kind of cell."""
    return any(read_figure(text, kind).status != "unreadable" for kind in ("change", "amount"))


def separate(blocks: Sequence[Block], words: Lexicon) -> Iterator[Flow]:
    """The blocks in order, with every table of a form cut out as :class:`TableRows`."""
    pending: list[tuple[Paragraph | None, _Token]] = []
    for number, block in enumerate(blocks):
        if isinstance(block, Paragraph) and not block.mark and block.align == "left":
            cell = Cell(block.text, 0, 0, place=block.position)
            pending.append((block, (block.text, normalise(block.text), cell)))
        elif isinstance(block, Grid) and block.structure == "cells":
            pending.extend((None, (cell.text, normalise(cell.text), cell)) for cell in block.cells)
        else:
            yield from _stream(pending, words, -number)
            pending = []
            yield from _grid(block, words, number) if isinstance(block, Grid) else (block,)
    yield from _stream(pending, words, -len(blocks) - 1)


def _grid(grid: Grid, words: Lexicon, number: int) -> Iterator[Flow]:
    """The tables of the form in ``grid``, in the order in which they stand there."""
    rows: list[Row] = []
    active: list[Cell] = []
    for index, cells in enumerate(grid.rows()):
        if grid.structure in ("rows", "cells") and _is_prose(cells, words):
            yield from _by_table(rows, words) or _as_prose(rows)
            yield from _as_prose([Row(cells, grid.structure, number)])
            rows = []
            continue
        if grid.structure == "rows":
            whole = _merge_labels([(cell.text, normalise(cell.text), cell) for cell in cells], words)
            cells = tuple(cell for _, _, cell in whole)
        active = [cell for cell in active if cell.row + cell.rowspan > index]
        rows.append(Row(cells, grid.structure, number, tuple(active)))
        active += [cell for cell in cells if cell.rowspan > 1]
    yield from _by_table(rows, words) or _as_prose(rows)


def _is_prose(cells: Sequence[Cell], words: Lexicon) -> bool:
    """Whether a row whose spans are lost is a paragraph that only looks like a row."""
    shown = [cell.text for cell in cells if cell.text.strip()]
    if len(shown) != 1 or normalise(shown[0]) in words.tables or is_value(shown[0]):
        return False
    return len(shown[0]) > 40 or "。" in shown[0] or guess_section(shown[0]) is not None


def _as_prose(rows: Sequence[Row]) -> Iterator[Paragraph]:
    """A table that no form explains, as paragraphs, so that nothing of it is lost."""
    for row in rows:
        shown = [cell for cell in row.cells if cell.text.strip()]
        if row.structure == "aligned" and shown:
            yield Paragraph("\u3000".join(" ".join(cell.text.split()) for cell in shown), shown[0].position)
        else:
            yield from (Paragraph(" ".join(cell.text.split()), cell.position) for cell in shown)


def _tables_of(labels: Sequence[str], words: Lexicon) -> frozenset[str]:
    """The tables in which all recognised labels of a row can stand, by the most telling of them."""
    known = [words.tables[label] for label in labels if label in words.tables]
    if not known:
        return frozenset()
    common = frozenset.intersection(*known)
    return common or min(known, key=len)


def _stream(pending: Sequence[tuple[Paragraph | None, _Token]], words: Lexicon, number: int) -> Iterator[Flow]:
    tokens = [token for _, token in pending]
    at = 0
    while at < len(tokens):
        end, is_table = _region(tokens, at, words)
        if is_table:
            rows = _cut_rows(_merge_labels(tokens[at:end], words), words, number - at)
            yield from _by_table(rows, words) or _as_prose(rows)
        else:
            yield from (_as_paragraph(*one) for one in pending[at:end] if one[1][0].strip())
        at = end


def _as_paragraph(paragraph: Paragraph | None, token: _Token) -> Paragraph:
    return paragraph if paragraph is not None else Paragraph(token[0].strip(), token[2].position)


def _region(tokens: Sequence[_Token], start: int, words: Lexicon) -> tuple[int, bool]:
    """Where the lines from ``start`` on that belong together end, and whether they are a table of the form."""
    labels, heads, values, due, end, at = 0, 0, 0, 0, start, start
    while at < len(tokens):
        text = tokens[at][0]
        taken = _joined_label(tokens, at, words)
        if taken:
            label = normalise("".join(token[0] for token in tokens[at : at + taken]))
            labels += 1
            heads += label in words.heads
            due = words.figures.get(label, 0)
            at += taken
            end = at
        elif not labels:
            break
        elif _is_valued(text):
            values += bool(text.strip())
            due -= 1
            at += 1
            end = at
        elif is_page_mark(text):
            at += 1
        elif due > 0 and _may_be_cell(text, 400):
            due -= 1
            at += 1
            end = at
        elif _may_be_cell(text, 40) and _goes_on(tokens, at + 1, words, any(map(str.isdigit, text))):
            at += 1
        else:
            break
    return (end, True) if labels >= 3 and heads + values else (max(end, start + 1), False)


def _is_valued(text: str) -> bool:
    """Whether ``text`` is a figure, or digits that are none: a figure broken over lines leaves such a tail."""
    return is_value(text) or (text.strip(" ,.").isdigit() and len(text) < 400)


def _goes_on(tokens: Sequence[_Token], at: int, words: Lexicon, has_digits: bool) -> bool:
    """Whether figures follow; behind a line with digits in it, a label will do, for the digits must not be lost."""
    following = tokens[at : at + 2]
    return any(
        text.strip() and (is_value(text) or (has_digits and label in words.tables)) for text, label, _ in following
    )


def _may_be_cell(text: str, longest: int) -> bool:
    """Whether an unknown line may stand among cells: short, no sentence, and no section's heading."""
    return (
        (len(text) <= longest or text.isdigit())
        and not any(mark in text for mark in "。；")
        and guess_section(text) is None
    )


def _joined_label(tokens: Sequence[_Token], at: int, words: Lexicon) -> int:
    """How many lines from ``at`` on make up one label: 1, 2 or 3; 0 where they make none."""
    label = tokens[at][1]
    if not label:
        return 0
    if label in words.tables:
        return 1
    if is_value(tokens[at][0]):
        return 0
    for taken in (2, 3):
        following = tokens[at + taken - 1] if at + taken <= len(tokens) else None
        if following is None or not following[1] or following[1] in words.tables or is_value(following[0]):
            return 0
        label += following[1]
        if label in words.tables:
            return taken
    return 0


def _merge_labels(tokens: Sequence[_Token], words: Lexicon) -> list[_Token]:
    """The tokens with labels that were wrapped over lines made whole."""
    merged: list[_Token] = []
    at = 0
    while at < len(tokens):
        taken = _joined_label(tokens, at, words)
        if taken > 1:
            text = "".join(text for text, _, _ in tokens[at : at + taken])
            merged.append((text, normalise(text), tokens[at][2]._replace(text=text)))
            at += taken
        else:
            merged.append(tokens[at])
            at += 1
    return merged


def _cut_rows(tokens: Sequence[_Token], words: Lexicon, number: int) -> list[Row]:
    """Rows out of a stream, cut by what its tokens are: heads of rows, heads of columns, figures, or strays."""
    rows: list[list[Cell]] = []
    before = "nothing"
    for text, label, cell in tokens:
        if is_page_mark(text):
            now = before if rows else "stray"
        elif label in words.heads:
            now = "head"
        elif label in words.tables:
            now = "column"
        else:
            now = "value" if _is_valued(text) else "stray"
        if not rows or (before != now and (before, now) not in _SAME_ROW):
            rows.append([])
        rows[-1].append(cell._replace(row=len(rows) - 1, column=len(rows[-1])))
        before = now
    return [Row(tuple(cells), "cells", number) for cells in rows]


_SAME_ROW = {("head", "value"), ("head", "stray"), ("column", "stray"), ("stray", "column"), ("stray", "value")}
"""Which kinds of token may follow which within a row, beside their own."""


def _by_table(rows: Sequence[Row], words: Lexicon) -> list[TableRows]:
    """The rows by the tables that their labels name; empty where they name none."""
    parts: list[tuple[str, list[Row]]] = []
    leading: list[Row] = []
    for row in rows:
        names = _tables_of([normalise(cell.text) for cell in row.cells], words)
        if names and (not parts or parts[-1][0] not in names):
            parts.append((min(names), leading))
            leading = []
        (parts[-1][1] if parts else leading).append(row)
    return [TableRows(table, tuple(collected)) for table, collected in parts] if _telling(rows, words) else []


def _telling(rows: Sequence[Row], words: Lexicon) -> bool:
    """Whether the labels in ``rows`` are enough to call it a table of the form."""
    seen = {label for row in rows for cell in row.cells if (label := normalise(cell.text)) in words.tables}
    return len(seen) >= 3 or any(len(label) >= 6 and label in words.heads for label in seen)
