"""Renderer of Markdown: CommonMark with the tables and footnotes of GitHub, to be read back."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from govinfo_report.document import Cell, Document, Grid, Heading, Remark
from govinfo_report.formats import Renderer
from govinfo_report.markdownformat import DEEPEST, divider, escape, escape_line
from govinfo_report.renderers.marks import Footnotes, numbers, told
from govinfo_report.textformat import is_structural, with_mark

__all__ = ["RENDERER"]

_RIGHT: Final = "\u3000" * 8
"""Wide enough that what follows counts as set at the right margin; spaces would make it code."""


def _render(document: Document) -> str:
    """``document`` as Markdown."""
    marks, notes = numbers(document), Footnotes(document)
    marked = {number for name in _names(document) for number in marks.get(name, ())}
    blocks: list[str] = []
    if document.metadata:
        pairs = (f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in document.metadata)
        blocks.append("\n".join(("---", *pairs, "---")))
    for block in document.blocks:
        if isinstance(block, Grid):
            blocks.append(_table(block, marks))
            blocks.extend(_note(one, marked, document.language) for one in notes.below(block))
        elif isinstance(block, Heading):
            depth = min(block.level + 1, DEEPEST)
            blocks.append(f"{'#' * depth} {_marked(block.text, block.mark)}")
        else:
            before = _RIGHT if block.align == "right" else ""
            blocks.append(before + _marked(block.text, block.mark))
    blocks.extend(_note(one, marked, document.language) for one in notes.rest())
    return "\n\n".join(blocks) + "\n"


def _marked(text: str, mark: int) -> str:
    return with_mark(escape_line(text), mark or int(is_structural(text)))


def _names(document: Document) -> Iterator[str | None]:
    for block in document.blocks:
        if isinstance(block, Grid):
            yield from (cell.name for cell in block.cells if not cell.header)


def _note(numbered: tuple[int, Remark], marked: Collection[int], language: str) -> str:
    """A footnote where a figure bears its number; else a quote, for a footnote that nothing leads to is not shown."""
    number, remark = numbered
    text = escape(told(remark, language))
    return f"[^{number}]: {text}" if number in marked else f"> {text}"


def _table(grid: Grid, marks: Mapping[str | None, Sequence[int]]) -> str:
    """``grid`` as a table; tables of one form differ in their figures alone, so what is around these is kept."""
    heads: list[Cell] = []
    figures: list[Cell] = []
    for cell in grid.cells:
        (heads if cell.header else figures).append(cell)
    template = _template(tuple(heads), tuple([cell[1:5] for cell in figures]))
    return template % tuple(
        [
            escape(cell.text) + "".join(f"[^{number}]" for number in marks[cell.name])
            if cell.name in marks
            else cell.text
            if cell.text.isalnum()
            else escape(cell.text)
            for cell in figures
        ]
    )


@lru_cache(maxsize=128)
def _template(heads: tuple[Cell, ...], places: tuple[tuple[int, int, int, int], ...]) -> str:
    """The table with a place for each figure.

    A label at the side is told on each of its rows, in the first of its columns; a head once, where it begins.
    """
    grid = Grid((*heads, *(Cell("", *place) for place in places)))
    beside = {row for row, _, rows, _ in places for row in range(row, row + rows)}
    lines = [[""] * grid.width for _ in range(grid.height)]
    for row, column, *_ in places:
        lines[row][column] = "%s"
    for cell in heads:
        text = escape(cell.text).replace("%", "%%")
        if cell.row not in beside and cell.row and text:
            text = f"**{text}**"
        for row in range(cell.row, cell.row + (cell.rowspan if cell.row in beside else 1)):
            lines[row][cell.column] = text
    first = min((column for _, column, _, _ in places), default=grid.width)
    head, *rest = (f"| {' | '.join(texts)} |" for texts in lines)
    return "\n".join((head, divider(first, grid.width), *rest))


RENDERER = Renderer(name="markdown", extension=".md", render=_render)
