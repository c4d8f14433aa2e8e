"""From what a document shows to rows of cells: the one shape that tables are interpreted from.

A grid gives its rows as they are.  Where only the order of cells is known (a text with one cell per line),
rows are cut by the labels: a row begins at a label that follows a figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import TypeAlias

import attrs

from govinfo_report.document import Block, Cell, Grid, Heading, Paragraph, Structure
from govinfo_report.parse.inline import split_line
from govinfo_report.parse.likeness import alike
from govinfo_report.parse.vocabulary import Lexicon
from govinfo_report.parse.wrapped import unwrapped
from govinfo_report.quantity import is_value
from govinfo_report.wording import guess_section, is_page_mark, normalise, one_line

__all__ = ["Flow", "Row", "TableRows", "recut", "separate"]


@attrs.frozen(eq=False)
class Row:
    """Cells in order; ``grid`` tells rows of one grid from those of another."""

    cells: tuple[Cell, ...]
    structure: Structure
    grid: int
    covering: tuple[Cell, ...] = ()
    """The cells that began further up and reach into this row."""
    doubtful: bool = False
    """Its figures may be parts of figures."""


@attrs.frozen(eq=False)
class TableRows:
    """Rows of one table of the form, as found at one place."""

    table: str
    rows: tuple[Row, ...]


Flow: TypeAlias = Heading | Paragraph | TableRows
"""What is left of a document when its tables are recognised."""

_Token: TypeAlias = tuple[str, str, Cell]


def separate(blocks: Sequence[Block], words: Lexicon) -> Iterator[Flow]:
    """The blocks in order, with every table of a form cut out as :class:`TableRows`."""
    pending: list[tuple[Paragraph | None, _Token]] = []
    before: str | None = None
    for number, block in enumerate(blocks):
        if isinstance(block, Paragraph) and not block.mark and block.align == "left":
            cell = Cell(block.text, 0, 0, place=block.position)
            label = normalise(block.text)
            parts = split_line(block.text, words) if any(sign in block.text for sign in " ：\u3000") else ()
            if parts and not is_value(block.text):
                pending.extend(_on_one_line(block, parts, cell))
            else:
                pending.append((block, (block.text, label, cell)))
        elif isinstance(block, Grid) and block.structure == "cells":
            pending.extend((None, (cell.text, normalise(cell.text), cell)) for cell in block.cells)
        else:
            if pending:
                before = None
            yield from _stream(pending, words, -number)
            pending = []
            if not isinstance(block, Grid):
                before = None
                yield block
                continue
            for item in _grid(block, words, number, before):
                before = item.table if isinstance(item, TableRows) else None
                yield item
    yield from _stream(pending, words, -len(blocks) - 1)


def _on_one_line(block: Paragraph, parts: Sequence[str], cell: Cell) -> Iterator[tuple[Paragraph | None, _Token]]:
    """The tokens of a line that holds several; in prose the first stands for the line, the others for nothing."""
    for at, part in enumerate(parts):
        text = Paragraph("", block.position) if at else block
        yield text, (part, normalise(part), cell._replace(text=part))


def _grid(grid: Grid, words: Lexicon, number: int, before: str | None) -> Iterator[Flow]:
    """The tables of the form in ``grid``, in the order in which they stand there; ``before`` is that which it follows at once."""
    if grid.structure == "aligned":
        yield from _aligned(grid, words, number, before)
        return
    rows: list[Row] = []
    active: list[Cell] = []
    structure: Structure = "aligned" if grid.structure == "spaced" else grid.structure
    lines: Sequence[tuple[Cell, ...]]
    lines, doubtful = unwrapped(grid.rows(), words) if grid.structure == "spaced" else (grid.rows(), False)
    for index, cells in enumerate(lines):
        if grid.structure != "joined" and _is_prose(cells, words):
            yield from _by_table(rows, words, before) or _as_prose(rows)
            yield from _as_prose([Row(cells, structure, number)])
            before = None
            rows = []
            continue
        if grid.structure == "rows":
            whole = _merge_labels([(cell.text, normalise(cell.text), cell) for cell in cells], words)
            cells = tuple(cell for _, _, cell in whole)
        active = [cell for cell in active if cell.row + cell.rowspan > index]
        rows.append(Row(cells, structure, number, tuple(active), doubtful))
        active += [cell for cell in cells if cell.rowspan > 1]
    yield from _by_table(rows, words, before) or _as_prose(rows)


def _aligned(grid: Grid, words: Lexicon, number: int, before: str | None) -> Iterator[Flow]:
    """The tables of the form in a grid whose spans are real, and the lines that stand over, between and under them."""
    rows: list[Row] = []
    active: list[Cell] = []
    for index, cells in enumerate(grid.rows()):
        active = [cell for cell in active if cell.row + cell.rowspan > index]
        rows.append(Row(cells, grid.structure, number, tuple(active)))
        active += [cell for cell in cells if cell.rowspan > 1]
    if not _telling(rows, words):
        yield from _by_table(rows, words, before) or _as_prose(rows)
        return
    table, piece, above = "", list[Row](), True
    for row in rows:
        above = above and not any(normalise(cell.text) in words.tables for cell in row.cells)
        if not _stands_apart(row, grid.width, words, above=above):
            piece.append(row)
            continue
        for found in _continued(piece, table, words):
            if isinstance(found, TableRows):
                table = found.table
            yield found
        if guess_section(one_line("".join(cell.text for cell in row.cells))) is not None:
            table, above = "", True  # a section's heading: what follows belongs to the table before no longer
        piece = []
        yield from _as_prose([row])
    yield from _continued(piece, table, words)


def _continued(rows: Sequence[Row], table: str, words: Lexicon) -> Sequence[Flow]:
    """The tables in ``rows``; what no label places goes on with ``table``, which came before."""
    parts = _parts(rows, words)
    if parts or not any(cell.text.strip() for row in rows for cell in row.cells):
        return parts
    return [TableRows(table, tuple(rows))] if table else list(_as_prose(rows))


def _stands_apart(row: Row, width: int, words: Lexicon, *, above: bool) -> bool:
    """Whether a row of a grid is a line of the page: alone in its row, no label, and over the table or a sentence."""
    shown = [cell for cell in row.cells if cell.text.strip()]
    if len(shown) != 1 or any(cell.text.strip() for cell in row.covering):
        return False
    text = shown[0].text
    if normalise(text) in words.tables or is_value(text) or is_page_mark(text):
        return False
    guess = guess_section(one_line(text))
    alone = shown[0].colspan >= width or len(row.cells) == 1
    leads = row.cells[0] is shown[0]
    certain = leads and (("。" in text and len(text) > 20) or (guess is not None and guess.score >= 3))
    return above or certain or (alone and (guess is not None or len(text) > 40))


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
        if len(shown) == 1:
            lines = filter(None, map(str.strip, shown[0].text.splitlines()))
            yield from (Paragraph(line, shown[0].position) for line in lines)
        elif row.structure == "aligned" and shown:
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
            yield from (
                paragraph for one in pending[at:end] if one[1][0].strip() and (paragraph := _as_paragraph(*one)).text
            )
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
            if at > start or not any(label in words.tables for _, label, _ in tokens[at + 1 : at + 3]):
                break
            if not _resembles(text, words):
                break
            at += 1
        elif _is_valued(text):
            values += bool(text.strip())
            due -= 1
            at += 1
            end = at
        elif is_page_mark(text):
            at += 1
        elif due > 0 and _may_be_cell(text, 400, words):
            due -= 1
            at += 1
            end = at
        elif _may_be_cell(text, 40, words) and _goes_on(tokens, at + 1, words, any(map(str.isdigit, text))):
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
    if at < len(tokens) and tokens[at][1] in words.tables and _resembles(tokens[at - 1][0], words):
        return True
    return any(
        text.strip() and (is_value(text) or (has_digits and label in words.tables)) for text, label, _ in following
    )


def _may_be_cell(text: str, longest: int, words: Lexicon) -> bool:
    """Whether an unknown line may stand among cells: short, no sentence, and no section's heading."""
    return (
        (len(text) <= longest or text.isdigit())
        and not any(mark in text for mark in "。；")
        and (guess_section(text) is None or _resembles(text, words))
    )


@lru_cache(maxsize=4096)
def _resembles(text: str, words: Lexicon) -> bool:
    """Whether ``text`` is alike a label of the forms, so that it may be one with a typing error in it."""
    return 2 < len(text) <= 48 and "。" not in text and alike(normalise(text), words.alphabet)


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


def recut(rows: Sequence[Row], words: Lexicon) -> list[Row]:
    """``rows`` with those that only the order of their cells made cut anew, their labels having changed."""
    made: list[Row] = []
    for (structure, number), group in groupby(rows, lambda row: (row.structure, row.grid)):
        if structure == "cells":
            tokens = [(cell.text, normalise(cell.text), cell) for row in group for cell in row.cells]
            made.extend(_cut_rows(_merge_labels(tokens, words), words, number))
        else:
            made.extend(group)
    return made


_SAME_ROW = {("head", "value"), ("head", "stray"), ("column", "stray"), ("stray", "column"), ("stray", "value")}
"""Which kinds of token may follow which within a row, beside their own."""


def _by_table(rows: Sequence[Row], words: Lexicon, before: str | None = None) -> list[TableRows]:
    """The rows by the tables that their labels name; empty where they name none.

    Right behind the table ``before`` (the second half of one that was cut in two), one label of it is enough.
    """
    if _telling(rows, words):
        return _parts(rows, words)
    labels = {normalise(cell.text) for row in rows for cell in row.cells}
    follows = before is not None and any(before in words.tables.get(label, ()) for label in labels)
    return [TableRows(before, tuple(rows))] if before is not None and follows else []


def _parts(rows: Sequence[Row], words: Lexicon) -> list[TableRows]:
    """The rows cut where their labels name another table; empty where they name none."""
    parts: list[tuple[str, list[Row]]] = []
    leading: list[Row] = []
    for row in rows:
        names = _tables_of([normalise(cell.text) for cell in row.cells], words)
        if names and (not parts or parts[-1][0] not in names):
            parts.append((min(names), leading))
            leading = []
        (parts[-1][1] if parts else leading).append(row)
    return [TableRows(table, tuple(collected)) for table, collected in parts]


def _telling(rows: Sequence[Row], words: Lexicon) -> bool:
    """Whether the labels in ``rows`` are enough to call it a table of the form."""
    seen = {label for row in rows for cell in row.cells if (label := normalise(cell.text)) in words.tables}
    return len(seen) >= 3 or any(len(label) >= 6 and label in words.heads for label in seen)
