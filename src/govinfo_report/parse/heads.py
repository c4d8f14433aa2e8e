"""Heads of columns whose cells are not those of the form: put over the wrong place, wrapped, or repeated."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from itertools import pairwise

from govinfo_report.compiled import Block, Labels
from govinfo_report.document import Cell
from govinfo_report.parse.likeness import Alphabet, alike
from govinfo_report.parse.vocabulary import Vocabulary
from govinfo_report.wording import normalise

__all__ = ["covered_chains", "in_official_order", "stand_over", "whole_heads"]

_LONGEST = 80
_MOST_APART = 3
"""Lines from one part of a head to the next; between them stand heads of fewer or more lines, beside it."""


def whole_heads(cells: Sequence[Cell], known: Container[str], may_be: Alphabet | None = None) -> list[Cell]:
    """``cells`` with heads that are wrapped over several rows made whole, as long as one of ``known`` can be had.

    Where none can, one that is alike a label of ``may_be``.
    """
    made: list[Cell] = []
    used: set[int] = set()
    for at, cell in enumerate(cells):
        if at in used:
            continue
        if not cell.text.strip():
            made.append(cell)  # no head begins with a blank, whose place is that of the figures over it
            continue
        ends = _runs(cells, at, used)
        told = [run for run in ends if normalise(_text(run, cells)) in known]
        if not told and may_be is not None and normalise(cell.text) not in known:
            told = [run for run in ends[:1] if alike(normalise(_text(run, cells)), may_be)]
        if told:
            used.update(told[-1])
            made.append(cell._replace(text=_text(told[-1], cells)))
        else:
            made.append(cell)
    return made


def _text(run: Sequence[int], cells: Sequence[Cell]) -> str:
    return "".join(cells[at].text for at in run)


def _runs(cells: Sequence[Cell], at: int, used: Container[int]) -> list[list[int]]:
    """The cell at ``at`` with the next that stands under it, with the two next, and so on."""
    runs: list[list[int]] = []
    run, row, length = [at], cells[at].row, len(cells[at].text)
    for place in range(at + 1, len(cells)):
        below = cells[place]
        if below.row > row + _MOST_APART or length > _LONGEST:
            break
        if place not in used and below.row > row and below.text.strip() and stand_over(cells[at], below):
            run = [*run, place]
            row, length = below.row, length + len(below.text)
            runs.append(run)
    return runs


def stand_over(one: Cell, other: Cell) -> bool:
    """Whether some column is of both cells."""
    return one.column < other.column + other.colspan and other.column < one.column + one.colspan


def in_official_order(texts: Sequence[str], heads: Sequence[Cell], block: Block) -> bool:
    """Whether columns are those of ``block`` one for one, though a head over several stands over few of them.

    ``texts`` has what stands over each column, from the top down; the innermost heads must be those of the
    form in its order, and the outer ones must follow each other as there.
    """
    if len(texts) != len(block.columns):
        return False
    if not all(text.endswith(normalise(chain[-1])) for text, chain in zip(texts, block.columns, strict=True)):
        return False
    for level in range(max(map(len, block.columns)) - 1):
        wanted = list(dict.fromkeys(normalise(c[level]) for c in block.columns if len(c) > level + 1))
        inner = {normalise(chain[-1]) for chain in block.columns}
        seen = [
            normalise(cell.text)
            for cell in sorted(heads, key=lambda cell: cell.column + cell.colspan / 2)
            if normalise(cell.text) in wanted and normalise(cell.text) not in inner
        ]
        if seen != wanted:
            return False
    return True


def covered_chains(rows: Sequence[Sequence[Cell]], words: Vocabulary) -> Iterator[tuple[Labels, int, int]]:
    """The labels over each column, where a cell is repeated in every place that it covers; empty where none is.

    Yields the chain, the first place, and one past the last.
    """
    kept = [[cell.text.strip() for cell in row] for row in rows]
    kept = [texts for texts in kept if sum(text != "" for text in texts) > 1]
    longest = max(map(len, kept), default=0)
    repeated = any(one and one == other for texts in kept for one, other in pairwise(texts))
    if not repeated or any(len(texts) != longest for texts in kept):
        return
    chains = [tuple(dict.fromkeys(texts[at] for texts in kept if texts[at])) for at in range(longest)]
    shown = [tuple(text for text in chain if normalise(text) not in words.furniture) for chain in chains]
    start = 0
    for at in range(1, longest + 1):
        if at == longest or shown[at] != shown[start]:
            if shown[start]:
                yield shown[start], start, at
            start = at
