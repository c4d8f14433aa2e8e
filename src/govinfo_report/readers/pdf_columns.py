"""Tables without rules: text that stands in columns, held together by its distances alone.

What stands close below each other is one cell; what a row of figures runs through belongs to that row.  Spans cannot
be told, so that the grids say no more than what stands in which row, and in which order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from govinfo_report.document import Cell, Grid, Paragraph, Position
from govinfo_report.readers.pdf_blanks import Row, with_blanks
from govinfo_report.readers.pdf_heads import Blob, heads_in_order
from govinfo_report.readers.pdf_joins import ENUMERATED, looks_like_figure
from govinfo_report.readers.pdf_lines import Line
from govinfo_report.readers.pdf_prose import Measure, Placed, paragraphs_of

__all__ = ["blocks_of"]

_GAP = 0.8
"""Of the height of the characters: what parts two columns."""
_CLOSE = 1.65
"""The same from the middle of a line to that of the next within one cell."""
_LIKE = 1.3
"""How much larger the characters of a line may be than those of the next within one cell."""
_LONGEST_CELL = 60
_LOOK_AHEAD = 6
_HEADS_APART = 3.0
"""Of the height of the characters, from the middle of a head to that of the next below it, at most."""


_UNITS = "件个项条元万亿 "


def _is_figure(text: str) -> bool:
    """Whether ``text`` is a figure; a unit alone is the end of a label that was wrapped."""
    return looks_like_figure(text) and bool(text.strip(_UNITS))


@attrs.frozen(eq=False)
class _Row:
    placed: Placed
    pieces: list[Line]

    @property
    def figures(self) -> int:
        return sum(_is_figure(piece.text) for piece in self.pieces)

    @property
    def in_columns(self) -> bool:
        """Whether it reads like a row: several cells, none of them prose."""
        return len(self.pieces) > 1 and not any(
            len(piece.text) > _LONGEST_CELL or "。" in piece.text for piece in self.pieces
        )


def blocks_of(lines: Sequence[Placed], measure: Measure, tables: int) -> Iterator[Paragraph | Grid]:
    """Paragraphs and tables that ``lines`` make; ``tables`` have been counted before."""
    rows = [_Row(one, one.line.pieces(_GAP)) for one in lines]
    start = at = 0
    while at < len(rows):
        end = _region_end(rows, at, measure) if rows[at].in_columns else at
        region = rows[at:end]
        if sum(row.in_columns for row in region) >= 2 and sum(row.figures for row in region) >= 3:
            at = _with_heads(rows, start, at, region)
            at -= at > start and _is_caption(rows[at - 1])
            yield from paragraphs_of(lines[start:at], measure)
            tables += 1
            yield _grid(rows[at:end], tables)
            start = at = end
        else:
            at += 1
    yield from paragraphs_of(lines[start:], measure)


def _region_end(rows: Sequence[_Row], start: int, measure: Measure) -> int:
    """Where the rows end that belong together from ``start`` on; lines between them may be cells' further lines."""
    end = start + 1
    labels = float("inf")
    while end < len(rows):
        labels = min([labels, *(piece.box.x0 for piece in rows[end - 1].pieces if _is_figure(piece.text))])
        ahead, waited = end, 0
        while ahead < len(rows) and waited < _LOOK_AHEAD and not rows[ahead].in_columns:
            if _is_prose(rows[ahead], measure):
                waited = _LOOK_AHEAD
            waited += not _goes_on(rows[ahead - 1], rows[ahead], labels)
            ahead += 1
        if ahead == len(rows) or waited >= _LOOK_AHEAD:
            break
        end = ahead + 1
    while end < len(rows) and _is_tail(rows[end - 1], rows[end]):
        end += 1
    return end


def _goes_on(above: _Row, row: _Row, labels: float) -> bool:
    """Whether a line, left of where the figures begin, is close below another: a label may have many."""
    box, step = row.placed.line.box, row.placed.line.middle - above.placed.line.middle
    same = above.placed.page is row.placed.page
    return labels < float("inf") and box.x1 <= labels and (not same or 0 < step < _CLOSE * row.placed.line.size)


def _is_prose(row: _Row, measure: Measure) -> bool:
    box = row.placed.line.box
    return "。" in row.placed.line.text or box.x1 - box.x0 > 0.7 * (measure.right - measure.left)


def _with_heads(rows: Sequence[_Row], start: int, at: int, region: Sequence[_Row]) -> int:
    """Where a table begins whose first lines hold one cell each: up to the highest one over its figures."""
    left = min(piece.box.x0 for row in region for piece in row.pieces if _is_figure(piece.text))
    first = at
    for above in range(at - 1, max(start, at - _LOOK_AHEAD) - 1, -1):
        line, below = rows[above].placed.line, rows[above + 1].placed
        step = below.line.middle - line.middle
        if below.page is not rows[above].placed.page or step > _HEADS_APART * line.size or "。" in line.text:
            break
        if line.size > _LIKE * below.line.size:
            break
        if line.box.x0 > left - line.size:
            first = above
    return first


def _is_tail(row: _Row, below: _Row) -> bool:
    """Whether a line is the last of a label whose row of figures stands above it."""
    if row.placed.page is not below.placed.page or len(below.pieces) > 1 or "。" in below.placed.line.text:
        return False
    label, close = row.pieces[0].box, _CLOSE * below.placed.line.size
    beside = below.placed.line.box.x0 < label.x1 and below.placed.line.box.x1 < label.x1 + close
    return beside and below.placed.line.middle - row.placed.line.middle < close


def _is_caption(row: _Row) -> bool:
    """Whether a line above a table may be its first row, one cell wide: short and no section's heading."""
    text = row.placed.line.text
    return len(row.pieces) == 1 and len(text) < 16 and "、" not in text[:4] and "。" not in text


def _grid(rows: Sequence[_Row], number: int) -> Grid:
    cells: list[Cell] = []
    pages = dict.fromkeys(row.placed.page.number for row in rows)
    made = [
        Row(page, blobs)
        for page in pages
        for blobs in _rows_of(_blobs([row for row in rows if row.placed.page.number == page], page))
    ]
    for at, (page, blobs) in enumerate(with_blanks(made)):
        for column, blob in enumerate(blobs):
            text = "" if blob is None else "\n".join(line.text for line in blob.lines)
            place = Position(page=page, table=number, row=at + 1, column=column + 1)
            cells.append(Cell(text, at, column, place=place))
    return Grid(tuple(cells), structure="rows")


def _blobs(rows: Sequence[_Row], page: int) -> list[Blob]:
    """The cells of a page: labels grow downward while the next line is close below and no row of its own."""
    blobs: list[Blob] = []
    open_blobs: list[tuple[Blob, bool]] = []
    for row in rows:
        grown: list[tuple[Blob, bool]] = []
        for at, piece in enumerate(row.pieces):
            figure = _is_figure(piece.text)
            after = [_is_figure(other.text) for other in row.pieces[at + 1 :]]
            heads = any(after)
            over = heads and not after[0]
            above = None
            if not figure:
                above = next(
                    (
                        blob
                        for blob, headed in open_blobs
                        if not blob.figure
                        and _is_close(blob.lines[-1], piece)
                        and (not (heads and headed) or (over and _is_numbered(blob.lines[0], piece)))
                    ),
                    None,
                )
            if above is None:
                above = Blob([piece], page, figure)
                blobs.append(above)
            else:
                above.lines.append(piece)
            headed_before = any(headed for blob, headed in open_blobs if blob is above)
            grown.append((above, heads or headed_before))
        near = [
            (blob, headed)
            for blob, headed in open_blobs
            if row.placed.line.middle - blob.lines[-1].middle < _CLOSE * row.placed.line.size
            and all(blob is not other for other, _ in grown)
        ]
        open_blobs = grown + near
    return blobs


def _is_numbered(first: Line, more: Line) -> bool:
    """Whether a label over several rows, which has a number, goes on in a line without one."""
    return ENUMERATED.match(first.text) is not None and ENUMERATED.match(more.text) is None


def _is_close(above: Line, below: Line) -> bool:
    shared = min(above.box.x1, below.box.x1) - max(above.box.x0, below.box.x0)
    narrow = min(above.box.x1 - above.box.x0, below.box.x1 - below.box.x0)
    small, large = sorted((below.size, above.size))
    if large > _LIKE * small:
        return False
    return shared > 0.5 * narrow and 0 < below.middle - above.middle < _CLOSE * large


def _rows_of(blobs: Sequence[Blob]) -> list[list[Blob]]:
    """The cells by rows: those of a row of figures, and what stands between such rows by its height."""
    rows: list[tuple[float, list[Blob]]] = []
    for blob in sorted((blob for blob in blobs if blob.figure), key=lambda blob: blob.middle):
        if rows and blob.middle - rows[-1][0] < 0.5 * blob.lines[0].size:
            rows[-1][1].append(blob)
        else:
            rows.append((blob.middle, [blob]))
    between: list[tuple[float, list[Blob]]] = []
    for blob in sorted((blob for blob in blobs if not blob.figure), key=lambda blob: blob.middle):
        crossed = [row for middle, row in rows if blob.box.top <= middle <= blob.box.bottom]
        if crossed:
            crossed[0].append(blob)
        elif between and blob.middle - between[-1][0] < 0.5 * blob.lines[0].size:
            between[-1][1].append(blob)
        else:
            between.append((blob.middle, [blob]))
    ordered: list[list[Blob]] = []
    zone: list[Blob] = []
    for _, row in sorted([*rows, *between], key=lambda row: row[0]):
        if any(blob.figure for blob in row):
            ordered += [*heads_in_order(zone), sorted(row, key=lambda blob: blob.box.x0)]
            zone = []
        else:
            zone += row
    return ordered + heads_in_order(zone)
