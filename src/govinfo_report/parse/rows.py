"""From what a document shows to rows of cells: the one shape that tables are interpreted from.

A grid gives its rows as they are.  Where only the order of cells is known (a text with one cell per line),
rows are cut by the labels: a row begins at a label that follows a figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import attrs

from govinfo_report.document import Block, Cell, Grid, Paragraph, Structure, make_cell
from govinfo_report.parse.hollow import without_hollow_columns
from govinfo_report.parse.inline import split_line
from govinfo_report.parse.row import Flow, Row, TableRows
from govinfo_report.parse.shapes import Shapes, shape_of
from govinfo_report.parse.tokens import Token, cut_rows, has_label, merge_labels, region
from govinfo_report.parse.vocabulary import Lexicon
from govinfo_report.parse.wrapped import unwrapped
from govinfo_report.quantity import is_value
from govinfo_report.wording import guess_section, is_page_mark, normalise, one_line

__all__ = ["separate"]


_GAP = re.compile("[ ：\u3000]")


def separate(blocks: Sequence[Block], words: Lexicon, known: Shapes | None = None) -> Iterator[Flow]:
    """The blocks in order, with every table of a form cut out as :class:`TableRows`; of a ``known`` shape, its values."""
    pending: list[tuple[Paragraph | None, Token]] = []
    before: str | None = None
    for number, block in enumerate(blocks):
        if isinstance(block, Paragraph) and not block.mark and block.align == "left":
            cell = make_cell((block.text, 0, 0, 1, 1, None, block.position, None, False, None))
            label = normalise(block.text)
            parts = split_line(block.text, words) if _GAP.search(block.text) else ()
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
            for item in _tables(block, words, number, before, known):
                before = item.table if isinstance(item, TableRows) else None
                yield item
    yield from _stream(pending, words, -len(blocks) - 1)


def _on_one_line(block: Paragraph, parts: Sequence[str], cell: Cell) -> Iterator[tuple[Paragraph | None, Token]]:
    """The tokens of a line that holds several; in prose the first stands for the line, the others for nothing."""
    for at, part in enumerate(parts):
        text = Paragraph("", block.position) if at else block
        yield text, (part, normalise(part), cell._replace(text=part))


def _tables(grid: Grid, words: Lexicon, number: int, before: str | None, known: Shapes | None) -> Sequence[Flow]:
    """As :func:`_grid`, by its shape where that is ``known``; what is a table of the form and nothing else keeps its shape.

    Nor does it matter to a known shape what it follows: it was told by its own labels.
    """
    values = known.recall_met(grid) if known is not None else None
    shape = shape_of(grid) if known is not None and values is None else None
    if known is not None and shape is not None:
        values = known.recall(shape)
    if values is not None:
        return [TableRows(values[0].name, (), values=values)]
    items = list(_grid(grid, words, number, before))
    if shape is not None and before is None and len(items) == 1 and isinstance(items[0], TableRows):
        return [attrs.evolve(items[0], shape=shape)]
    return items


def _grid(grid: Grid, words: Lexicon, number: int, before: str | None) -> Iterator[Flow]:
    """The tables of the form in ``grid``, in the order in which they stand there; ``before`` is that which it follows at once."""
    if grid.structure == "aligned":
        yield from _aligned(grid, words, number, before)
        return
    rows: list[Row] = []
    active: list[Cell] = []
    structure: Structure = "aligned" if grid.structure == "spaced" else grid.structure
    spaced = grid.structure == "spaced"
    lines = unwrapped(grid.rows(), words) if spaced else [(cells, False) for cells in grid.rows()]
    for index, (cells, doubtful) in enumerate(lines):
        if grid.structure != "joined" and _is_prose(cells, words):
            yield from _by_table(rows, words, before) or _as_prose(rows)
            yield from _as_prose([Row(cells, structure, number)])
            before = None
            rows = []
            continue
        if grid.structure == "rows":
            whole = merge_labels([(cell.text, normalise(cell.text), cell) for cell in cells], words)
            cells = tuple(cell for _, _, cell in whole)
        active = [cell for cell in active if cell.row + cell.rowspan > index]
        rows.append(Row(cells, structure, number, tuple(active), doubtful))
        active += [cell for cell in cells if cell.rowspan > 1]
    yield from _by_table(rows, words, before) or _as_prose(rows)


def _aligned(grid: Grid, words: Lexicon, number: int, before: str | None) -> Iterator[Flow]:
    """The tables of the form in a grid whose spans are real, and the lines that stand over, between and under them."""
    if any((label := normalise(cell.text)) in words.tables and label not in words.heads for cell in grid.cells):
        grid = without_hollow_columns(grid)  # its heads are there; without them, a blank column may be a column
    rows: list[Row] = []
    active: list[Cell] = []
    for index, cells in enumerate(grid.rows()):
        active = [cell for cell in active if cell.row + cell.rowspan > index]
        rows.append(Row(cells, grid.structure, number, tuple(active)))
        active += [cell for cell in cells if cell.rowspan > 1]
    if not _telling(rows, words):
        yield from _by_table(rows, words, before) or _as_prose(rows)
        return
    table, piece, above, width = "", list[Row](), True, grid.width
    for row in rows:
        above = above and not any(normalise(cell.text) in words.tables for cell in row.cells)
        if not _stands_apart(row, width, words, above=above):
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


def _stream(pending: Sequence[tuple[Paragraph | None, Token]], words: Lexicon, number: int) -> Iterator[Flow]:
    tokens = [token for _, token in pending]
    holds_labels = has_label(tokens, words)
    at = 0
    while at < len(tokens):
        end, is_table = region(tokens, at, words) if holds_labels else (len(tokens), False)
        if is_table:
            rows = cut_rows(merge_labels(tokens[at:end], words), words, number - at)
            yield from _by_table(rows, words) or _as_prose(rows)
        else:
            yield from (
                paragraph for one in pending[at:end] if one[1][0].strip() and (paragraph := _as_paragraph(*one)).text
            )
        at = end


def _as_paragraph(paragraph: Paragraph | None, token: Token) -> Paragraph:
    return paragraph if paragraph is not None else Paragraph(" ".join(token[0].split()), token[2].position)


def _by_table(rows: Sequence[Row], words: Lexicon, before: str | None = None) -> list[TableRows]:
    """The rows by the tables that their labels name; empty where they name none.

    Right behind the table ``before`` (the second half of one that was cut in two), one label of it is enough, but for
    总计 and 其他 over a column, which tables of all sorts have.
    """
    if _telling(rows, words):
        return _parts(rows, words)
    labels = {normalise(cell.text) for row in rows for cell in row.cells}
    telling = (label for label in labels if len(label) > 2 or label in words.heads)
    follows = before is not None and any(before in words.tables.get(label, ()) for label in telling)
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
