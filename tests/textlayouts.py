"""Reports set out as text in the ways of the wild, from the official layout: what the text reader is tested against.

Every layout is a function from a grid with its spans to lines.  Those of :data:`LAYOUTS` keep every figure in a
place that tells its cell; :data:`DAMAGES` then change lines without changing what is printed in a cell.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from random import Random
from typing import Final

import attrs

import govinfo_report as gr
from govinfo_report.document import Block, Cell, Document, Grid
from govinfo_report.textformat import width

__all__ = ["LAYOUTS", "Layout", "document_of", "lines_in", "reworded"]

Rows = tuple[tuple[Cell, ...], ...]
Layout = Callable[[Grid], list[str]]


def document_of(report: gr.Report) -> Document:
    """The document of ``report``, its figures as they are."""
    return report.to_document()


def lines_in(document: Document, layout: Callable[[Grid], Sequence[str]]) -> list[str]:
    """The lines of ``document`` with its tables in ``layout``."""
    lines: list[str] = []
    for block in document.blocks:
        lines.extend(layout(block) if isinstance(block, Grid) else (block.text,))
    return lines


def reworded(document: Document, words: Mapping[str, str], *, among: str | None = None) -> Document:
    """``document`` with cells that read as a key of ``words`` printed as its value; only in tables with the cell ``among``."""
    blocks: list[Block] = []
    for block in document.blocks:
        if isinstance(block, Grid) and (among is None or any(cell.text == among for cell in block.cells)):
            cells = tuple(cell._replace(text=words.get(cell.text, cell.text)) for cell in block.cells)
            blocks.append(attrs.evolve(block, cells=cells))
        else:
            blocks.append(block)
    return attrs.evolve(document, blocks=tuple(blocks))


def places_of(grid: Grid, *, fill: bool = False) -> list[list[str]]:
    """The text of every place; of a cell with a span, the first place has it, or all with ``fill``."""
    places = [[""] * grid.width for _ in range(grid.height)]
    for cell in grid.cells:
        for row in range(cell.row, cell.row + cell.rowspan):
            for column in range(cell.column, cell.column + cell.colspan):
                if fill or (row, column) == (cell.row, cell.column):
                    places[row][column] = cell.text
    return places


def _own(grid: Grid) -> list[list[str]]:
    """The texts of the cells that begin in each row: spans leave nothing behind."""
    return [[cell.text for cell in row] for row in grid.rows()]


def _escaped(text: str) -> str:
    return text.replace("|", "\\|")


def _joined(rows: Sequence[Sequence[str]], separator: str, before: str = "", after: str = "") -> list[str]:
    between = "<br>" if before else " "
    return [before + separator.join(row) + after for row in _in_one_line(rows, between)]


def markdown(rows: Sequence[Sequence[str]], *, padded: bool = False) -> list[str]:
    """A Markdown table; ``padded`` fills short rows at their end, as converters do that know no spans."""
    longest = max(map(len, rows), default=1)
    filled = [[*row, *([""] * (longest - len(row) if padded else 0))] for row in rows]
    lines = _joined([[_escaped(text) for text in row] for row in filled], " | ", "| ", " |")
    return [lines[0], "|" + " --- |" * len(filled[0]), *lines[1:]]


def cells_by_line(rows: Sequence[Sequence[str]], *, tab: bool, gap: bool) -> list[str]:
    """One cell per line, with a tab before it or not, rows set off by blank lines or not."""
    lines: list[str] = []
    for row in rows:
        lines.extend(("\t" if tab else "") + text for text in row)
        if gap:
            lines.append("")
    return lines


def spaced_out(rows: Sequence[Sequence[str]]) -> list[str]:
    """One cell per line, a blank line after each that holds something."""
    return [line for row in rows for text in row for line in ((text, "") if text else ())]


def lone_pipes(rows: Sequence[Sequence[str]]) -> list[str]:
    """A pipe on a line of its own after each cell; what a span or a blank leaves runs together."""
    lines: list[str] = []
    for row in rows:
        for text in row:
            if text:
                lines.extend((text, "|"))
            elif lines and not lines[-1].strip("|"):
                lines[-1] += "|"
            else:
                lines.append("|")
        lines.append("")
    return lines


def comma_separated(rows: Sequence[Sequence[str]]) -> list[str]:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().splitlines()


def single_spaced(rows: Sequence[Sequence[str]]) -> list[str]:
    """Label and figures on one line, one space between; blanks leave nothing."""
    return [" ".join(text for text in row if text) for row in _in_one_line(rows, " ")]


@attrs.frozen
class Columns:
    """How a PDF's table is set out with spaces."""

    narrow: int = 8
    wide: int = 30
    align: str = "center"
    gap: bool = False
    middle: bool = True


def aligned_columns(grid: Grid, how: Columns = Columns()) -> list[str]:
    """Columns told by where they stand; labels wrapped over lines within their cells."""
    labels = min((cell.column for cell in grid.cells if not cell.header and cell.colspan < grid.width), default=0)
    widths = [how.wide if at < labels else how.narrow for at in range(grid.width)]
    starts = [sum(widths[:at]) + 2 * at for at in range(grid.width)]
    lines: list[str] = []
    rows = grid.rows()
    heights = [1] * grid.height
    wrapped: dict[tuple[int, int], list[str]] = {}
    for cell in grid.cells:
        room = sum(widths[cell.column : cell.column + cell.colspan]) + 2 * (cell.colspan - 1)
        wrapped[cell.row, cell.column] = _wrapped(cell.text, room)
        if cell.rowspan == 1:
            heights[cell.row] = max(heights[cell.row], len(wrapped[cell.row, cell.column]))
    tops = [sum(heights[:at]) for at in range(grid.height)]
    canvas: list[dict[int, str]] = [{} for _ in range(sum(heights))]
    for row in rows:
        for cell in row:
            texts = wrapped[cell.row, cell.column]
            room = sum(widths[cell.column : cell.column + cell.colspan]) + 2 * (cell.colspan - 1)
            height = sum(heights[cell.row : cell.row + cell.rowspan])
            top = tops[cell.row] + (max(0, height - len(texts)) // 2 if how.middle else 0)
            for offset, text in enumerate(texts[:height]):
                shift = {"left": 0, "center": (room - width(text)) // 2, "right": room - width(text)}[how.align]
                if text:
                    canvas[top + offset][starts[cell.column] + (shift if cell.column >= labels else 0)] = text
    for places in canvas:
        line = ""
        for start, text in sorted(places.items()):
            line += " " * (start - width(line)) + text
        lines.append(line)
        if how.gap:
            lines.append("")
    return lines


def drawn_columns(grid: Grid, random: Random) -> list[str]:
    """Columns as :func:`aligned_columns`, drawn anew for each table, or half of one that was cut: as a PDF's pages have them."""
    how = Columns(
        narrow=random.choice((5, 6, 7, 8, 10, 14)),
        wide=random.choice((16, 20, 30, 40)),
        align=random.choice(("left", "center", "right")),
        gap=random.random() < 0.3,
        middle=random.random() < 0.5,
    )
    margin = " " * random.choice((0, 0, 1, 3, 8))
    lines = [margin + line if line else line for line in aligned_columns(grid, how)]
    return [*lines, *random.choice(([], [], [""], ["\f"], ["", "- 4 -", ""]))]


def _wrapped(text: str, room: int) -> list[str]:
    lines = [""]
    for character in text:
        if character == "\n" or width(lines[-1] + character) > room:
            lines.append("")
        lines[-1] += character.strip("\n")
    return lines


def _in_one_line(rows: Sequence[Sequence[str]], between: str) -> list[list[str]]:
    """``rows`` with the lines of a cell in one."""
    return [[text.replace("\n", between) for text in row] for row in rows]


LAYOUTS: Final[Mapping[str, Layout]] = {
    "cell per line": lambda grid: cells_by_line(_own(grid), tab=False, gap=False),
    "cell per line, rows apart": lambda grid: cells_by_line(_own(grid), tab=False, gap=True),
    "cell per line, tabs": lambda grid: cells_by_line(_own(grid), tab=True, gap=False),
    "cell per line, tabs, rows apart": lambda grid: cells_by_line(_own(grid), tab=True, gap=True),
    "cell per line, tabs, spans left blank": lambda grid: cells_by_line(places_of(grid), tab=True, gap=True),
    "cell per line, all apart": lambda grid: spaced_out(_own(grid)),
    "lone pipes": lambda grid: lone_pipes(_own(grid)),
    "lone pipes, spans left blank": lambda grid: lone_pipes(places_of(grid)),
    "inner pipes": lambda grid: _joined(_own(grid), " | "),
    "outer pipes": lambda grid: _joined(_own(grid), " | ", "| ", " |"),
    "inner pipes, spans left blank": lambda grid: _joined(places_of(grid), "|"),
    "outer pipes, spans left blank": lambda grid: _joined(places_of(grid), "|", "|", "|"),
    "markdown": lambda grid: markdown(_own(grid)),
    "markdown, padded": lambda grid: markdown(_own(grid), padded=True),
    "markdown, spans left blank": lambda grid: markdown(places_of(grid)),
    "markdown, spans filled": lambda grid: markdown(places_of(grid, fill=True)),
    "tabs": lambda grid: _joined(_own(grid), "\t"),
    "tabs, spans left blank": lambda grid: _joined(places_of(grid), "\t"),
    "tabs, spans filled": lambda grid: _joined(places_of(grid, fill=True), "\t"),
    "commas": lambda grid: comma_separated(_own(grid)),
    "commas, spans left blank": lambda grid: comma_separated(places_of(grid)),
    "single spaces": lambda grid: single_spaced(_own(grid)),
    "columns, centred": lambda grid: aligned_columns(grid),
    "columns, left": lambda grid: aligned_columns(grid, Columns(align="left", middle=False)),
    "columns, right, blank lines": lambda grid: aligned_columns(grid, Columns(align="right", gap=True)),
    "columns, narrow": lambda grid: aligned_columns(grid, Columns(narrow=6, wide=16)),
}


def mixed(random: Random) -> Iterator[Layout]:
    """A layout for each table of a file, drawn anew."""
    while True:
        yield LAYOUTS[random.choice(sorted(LAYOUTS))]
