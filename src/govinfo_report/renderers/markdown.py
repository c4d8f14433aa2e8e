"""Renderer of Markdown: CommonMark with the tables and footnotes of GitHub, to be read back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from govinfo_report.document import Document, Grid, Heading
from govinfo_report.formats import Renderer
from govinfo_report.markdownformat import DEEPEST, divider, escape, escape_line
from govinfo_report.renderers.marks import Footnotes, numbers
from govinfo_report.textformat import is_structural, with_mark

__all__ = ["RENDERER"]

_RIGHT: Final = "\u3000" * 8
"""Wide enough that what follows counts as set at the right margin; spaces would make it code."""


def _render(document: Document) -> str:
    """``document`` as Markdown."""
    marks, notes = numbers(document), Footnotes(document)
    blocks: list[str] = []
    if document.metadata:
        pairs = (f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in document.metadata)
        blocks.append("\n".join(("---", *pairs, "---")))
    for block in document.blocks:
        if isinstance(block, Grid):
            blocks.append("\n".join(_table(block, marks)))
            blocks.extend(_note(number, remark.text) for number, remark in notes.below(block))
        elif isinstance(block, Heading):
            depth = min(block.level + 1, DEEPEST)
            blocks.append(f"{'#' * depth} {_marked(block.text, block.mark)}")
        else:
            before = _RIGHT if block.align == "right" else ""
            blocks.append(before + _marked(block.text, block.mark))
    blocks.extend(_note(number, remark.text) for number, remark in notes.rest())
    return "\n\n".join(blocks) + "\n"


def _marked(text: str, mark: int) -> str:
    return with_mark(escape_line(text), mark or int(is_structural(text)))


def _note(number: int, text: str) -> str:
    return f"[^{number}]: {escape(text)}"


def _table(grid: Grid, marks: Mapping[str | None, Sequence[int]]) -> Iterator[str]:
    rows = _rows(grid, marks)
    first = min((cell.column for cell in grid.cells if not cell.header), default=grid.width)
    yield _line(next(rows))
    yield divider(first, grid.width)
    yield from map(_line, rows)


def _line(texts: Iterable[str]) -> str:
    return f"| {' | '.join(texts)} |"


def _rows(grid: Grid, marks: Mapping[str | None, Sequence[int]]) -> Iterator[list[str]]:
    figures = {row for cell in grid.cells if not cell.header for row in range(cell.row, cell.row + cell.rowspan)}
    lines = [[""] * grid.width for _ in range(grid.height)]
    for cell in grid.cells:
        text = escape(cell.text)
        if not cell.header and cell.name in marks:
            text += "".join(f"[^{number}]" for number in marks[cell.name])
        elif cell.header and cell.row not in figures and cell.row and text:
            text = f"**{text}**"
        reach = cell.rowspan if cell.row in figures else 1
        for row in range(cell.row, cell.row + reach):
            lines[row][cell.column] = text
    yield from lines


RENDERER = Renderer(name="markdown", extension=".md", render=_render)
