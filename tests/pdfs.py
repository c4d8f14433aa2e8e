"""Reports printed as PDF in the layouts of the wild: what the PDF reader is tested against."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Literal

import attrs
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

import govinfo_report as gr
from govinfo_report.document import Cell, Document, Grid, Heading, Paragraph

__all__ = ["Print", "Rules", "print_document", "printed"]

Rules = Literal["lines", "rects", "thin", "double", "dashed", "dots", "open", "none"]

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))


@attrs.frozen
class Print:
    """How a report is printed.

    Attributes:
        lead: points left free above the title, so that the page cuts another row.
        size: of the characters in tables.
        labels: width of a column of labels, in characters.
        cut: a page may end within a row.
        closed: the table is ruled at the end of a page.
        late: what a page cuts stands behind the cut as far as it can.
        repeat: the head of a table is printed again on each page.
        number: the page number, with ``{}`` for it and ``{all}`` for the count.
        running: a line at the head of each page.
        rules: how lines are drawn.
        by_char: every character is drawn by itself.
        turn: by how many degrees the text is turned on the page, and the page back.
        shown: what the page is turned by beyond that, so that it is shown on its side.
        watermark: aslant over each page.
    """

    lead: float = 0
    size: float = 9
    labels: float = 8
    row_height: float = 0
    cut: bool = True
    closed: bool = True
    late: bool = False
    repeat: bool = False
    number: str | None = "- {} -"
    running: str | None = None
    rules: Rules = "lines"
    align: Literal["left", "center", "right"] = "center"
    by_char: bool = False
    turn: int = 0
    shown: int = 0
    watermark: str | None = None


def printed(report: gr.Report, style: Print = Print()) -> bytes:
    """``report`` as a PDF."""
    return print_document(report.to_document(), style)


def print_document(document: Document, style: Print = Print()) -> bytes:
    """``document`` as a PDF."""
    return _Printer(style).document(document)


@attrs.define
class _Laid:
    """A cell on the endless strip that pages are cut from."""

    cell: Cell
    lines: list[str]
    x0: float
    x1: float


class _Printer:
    WIDTH, HEIGHT, SIDE, TOP, BOTTOM = 595.0, 842.0, 64.0, 72.0, 72.0

    def __init__(self, style: Print) -> None:
        self.style = style
        self.out = io.BytesIO()
        self.canvas = Canvas(self.out, pagesize=(self.WIDTH, self.HEIGHT), invariant=1)
        self.y = self.TOP + style.lead
        self.pages = 1
        self.line = style.size * 1.3
        self.pad = 3.0
        self._open()

    def document(self, document: Document) -> bytes:
        for block in document.blocks:
            if isinstance(block, Grid):
                self._table(block)
            elif isinstance(block, Heading) and block.level == 0:
                self._text(block.text, 20, indent=0, middle=True)
            else:
                at_right = isinstance(block, Paragraph) and block.align == "right"
                self._text(block.text, 15, indent=2, right=at_right)
        self._close()
        self.canvas.save()
        return self.out.getvalue()

    def _open(self) -> None:
        canvas, style = self.canvas, self.style
        canvas.setPageSize((self.HEIGHT, self.WIDTH) if style.shown % 180 else (self.WIDTH, self.HEIGHT))  # as shown
        canvas.setPageRotation((style.turn + style.shown) % 360)
        moves = {90: (self.HEIGHT, 0), 180: (self.WIDTH, self.HEIGHT), 270: (0, self.WIDTH)}
        if style.turn:
            canvas.translate(*moves[style.turn])
            canvas.rotate(style.turn)
        if style.running:
            canvas.setFont(FONT, 9)
            canvas.drawString(self.SIDE, self.HEIGHT - 40, style.running)
        if style.watermark:
            canvas.saveState()
            canvas.translate(200, 300)
            canvas.rotate(45)
            canvas.setFont(FONT, 40)
            canvas.drawString(0, 0, style.watermark)
            canvas.restoreState()

    def _close(self) -> None:
        if self.style.number:
            self.canvas.setFont(FONT, 10)
            shown = self.style.number.replace("{}", str(self.pages)).replace("{all}", "9")
            self.canvas.drawCentredString(self.WIDTH / 2, 36, shown)
        self.canvas.showPage()

    def _next(self) -> None:
        self._close()
        self.pages += 1
        self.y = self.TOP
        self._open()

    def _draw(self, x: float, baseline: float, text: str, size: float) -> None:
        self.canvas.setFont(FONT, size)
        if not self.style.by_char:
            self.canvas.drawString(x, self.HEIGHT - baseline, text)
            return
        for character in text:
            self.canvas.drawString(x, self.HEIGHT - baseline, character)
            x += pdfmetrics.stringWidth(character, FONT, size)

    def _text(self, text: str, size: float, indent: float, *, middle: bool = False, right: bool = False) -> None:
        room = self.WIDTH - 2 * self.SIDE
        for at, line in enumerate(_wrapped(text, size, room, indent * size)):
            if self.y + size * 1.8 > self.HEIGHT - self.BOTTOM:
                self._next()
            wide = pdfmetrics.stringWidth(line, FONT, size)
            x = self.SIDE + (indent * size if at == 0 else 0)
            if middle or right:
                x = self.SIDE + (room - wide) / (2 if middle else 1)
            self._draw(x, self.y + size, line, size)
            self.y += size * 1.8

    def _table(self, grid: Grid) -> None:
        laid, heights = self._laid(grid)
        heads = _heads(grid)
        start, done = 0.0, 0
        edges = _running(heights)
        while start < edges[-1] - 0.1:
            top = self.y
            if start and self.style.repeat:
                self._part(laid, edges, 0.0, edges[heads], done=True)
                self.y += edges[heads]
            end = self._end(edges, start, self.HEIGHT - self.BOTTOM - self.y, heads)
            if end <= start + 0.1:
                assert top > self.TOP, "a row is higher than a page"
                self._next()
                continue
            self._make_room(laid, heights, edges, start, end)
            edges = _running(heights)
            self._part(laid, edges, start, end)
            self.y += end - start
            start, done = end, done + 1
            if start < edges[-1] - 0.1:
                self._next()
        self.y += 12

    def _laid(self, grid: Grid) -> tuple[list[_Laid], list[float]]:
        labels = {cell.column for cell in grid.cells if cell.header and cell.row >= _heads(grid) and cell.colspan < 4}
        room = self.WIDTH - 2 * self.SIDE
        shares = [self.style.labels * (1 + at * 0.3) if at in labels else 3.2 for at in range(grid.width)]
        xs = [self.SIDE + room * share / sum(shares) for share in _running(shares)]
        xs = [self.SIDE + (x - self.SIDE) for x in xs]
        laid = []
        heights = [max(self.line + 2 * self.pad, self.style.row_height)] * grid.height
        for cell in grid.cells:
            x0, x1 = xs[cell.column], xs[cell.column + cell.colspan]
            lines = _wrapped(cell.text, self.style.size, x1 - x0 - 2 * self.pad, 0)
            laid.append(_Laid(cell, lines, x0, x1))
        for one in sorted(laid, key=lambda one: one.cell.rowspan):
            rows = range(one.cell.row, one.cell.row + one.cell.rowspan)
            needed = len(one.lines) * self.line + 2 * self.pad
            heights[rows[-1]] += max(0.0, needed - sum(heights[row] for row in rows))
        return laid, heights

    def _end(self, edges: Sequence[float], start: float, room: float, heads: int) -> float:
        if edges[-1] - start <= room:
            return edges[-1]
        fitting = [edge for edge in edges if start < edge <= start + room]
        whole = max(fitting, default=start)
        least = self.line + 2 * self.pad + 1
        after = min(edge for edge in edges if edge > start + room)
        cuts = self.style.cut and start + room - whole >= least and after - start - room >= 2 * self.pad
        end = start + room if cuts and whole >= edges[heads] else whole
        return start if self.style.repeat and end < edges[heads] else end

    def _make_room(
        self, laid: Sequence[_Laid], heights: list[float], edges: Sequence[float], start: float, end: float
    ) -> None:
        """Rows grow by what a cut takes away from their cells."""
        for one in laid:
            top, bottom = edges[one.cell.row], edges[one.cell.row + one.cell.rowspan]
            if top < end < bottom:
                rest = len(one.lines) - self._above(one, max(top, start), end)
                already = self._before(one, top, start)
                needed = (rest - already) * self.line + 2 * self.pad
                heights[one.cell.row + one.cell.rowspan - 1] += max(0.0, needed - (bottom - end))
                edges = _running(heights)

    def _above(self, one: _Laid, top: float, end: float) -> int:
        """How many lines of a cell stand above ``end``."""
        fitting = max(0, int((end - top - 2 * self.pad) / self.line))
        if self.style.late and len(one.lines) == 1 and not one.cell.header:
            return 0
        return min(len(one.lines), fitting)

    def _before(self, one: _Laid, top: float, start: float) -> int:
        """How many lines stood on the pages before."""
        return self._above(one, top, start) if top < start else 0

    def _part(
        self, laid: Sequence[_Laid], edges: Sequence[float], start: float, end: float, done: bool = False
    ) -> None:
        for one in laid:
            top, bottom = edges[one.cell.row], edges[one.cell.row + one.cell.rowspan]
            if bottom <= start + 0.05 or top >= end - 0.05:
                continue
            upper, lower = max(top, start), min(bottom, end)
            lines = one.lines
            if not done and top < start:
                lines = lines[self._before(one, top, start) :]
            cut = not done and bottom > end
            if cut:
                lines = lines[: self._above(one, upper, end)]
            y0, y1 = self.y + upper - start, self.y + lower - start
            self._ruled(
                one.x0, y0, one.x1, y1, above=self.style.closed or top >= start, below=self.style.closed or not cut
            )
            first = y0 + self.pad if cut or top < start else (y0 + y1 - len(lines) * self.line) / 2
            for at, line in enumerate(lines):
                self._draw(self._x(one, line), first + at * self.line + self.style.size, line, self.style.size)

    def _x(self, one: _Laid, line: str) -> float:
        free = one.x1 - one.x0 - pdfmetrics.stringWidth(line, FONT, self.style.size)
        align = "left" if one.cell.header and one.cell.row > 2 else self.style.align
        offsets: dict[str, float] = {"left": self.pad, "center": free / 2, "right": free - self.pad}
        return one.x0 + offsets[align]

    def _ruled(self, x0: float, y0: float, x1: float, y1: float, *, above: bool, below: bool) -> None:
        canvas, style = self.canvas, self.style
        if style.rules == "none":
            return
        if style.rules == "rects" and above and below:
            canvas.rect(x0, self.HEIGHT - y1, x1 - x0, y1 - y0)
            return
        sides = [(x, y0, x, y1) for x in (x0, x1)]
        if style.rules == "open":
            sides = [side for side in sides if self.SIDE + 1 < side[0] < self.WIDTH - self.SIDE - 1]
        sides += [(x0, y0, x1, y0)] * above + [(x0, y1, x1, y1)] * below
        for side in sides:
            self._rule(*side)

    def _rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        canvas, style = self.canvas, self.style
        y0, y1 = self.HEIGHT - y0, self.HEIGHT - y1
        if style.rules == "thin":
            canvas.rect(
                min(x0, x1) - 0.25, min(y0, y1) - 0.25, abs(x1 - x0) + 0.5, abs(y1 - y0) + 0.5, stroke=0, fill=1
            )
            return
        if style.rules == "dots":
            along = max(abs(x1 - x0), abs(y1 - y0))
            for at in range(0, int(along), 4):
                step = min(2.0, along - at)
                dx, dy = ((at, 0) if x1 != x0 else (0, -at)), (step if x1 != x0 else 0, 0 if x1 != x0 else -step)
                canvas.line(x0 + dx[0], y0 + dx[1], x0 + dx[0] + dy[0], y0 + dx[1] + dy[1])
            return
        canvas.setDash([3, 2] if style.rules == "dashed" else [])
        canvas.line(x0, y0, x1, y1)
        if style.rules == "double":
            off = (0, 1.5) if x1 != x0 else (1.5, 0)
            canvas.line(x0 + off[0], y0 + off[1], x1 + off[0], y1 + off[1])


def _running(steps: Sequence[float]) -> list[float]:
    places = [0.0]
    for step in steps:
        places.append(places[-1] + step)
    return places


def _heads(grid: Grid) -> int:
    """How many rows at the top hold heads alone."""
    rows = [all(cell.header for cell in row) and bool(row) for row in grid.rows()]
    return rows.index(False) if False in rows else len(rows)


def _wrapped(text: str, size: float, room: float, indent: float) -> list[str]:
    return list(_lines(text, size, room, indent))


def _lines(text: str, size: float, room: float, indent: float) -> Iterator[str]:
    line, left = "", room - indent
    for character in text:
        if character == "\n":
            yield line
            line, left = "", room
            continue
        wide = pdfmetrics.stringWidth(character, FONT, size)
        if wide > left + 0.01 and line:
            yield line
            line, left = "", room
        line += character
        left -= wide
    if line:
        yield line
