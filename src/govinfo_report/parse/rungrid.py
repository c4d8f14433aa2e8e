"""A chain of labels and figures in running text as a grid: what is a head, what a row, where its digits end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal

import attrs

from govinfo_report.document import Cell, Grid, Paragraph
from govinfo_report.parse.vocabulary import Lexicon
from govinfo_report.wording import fold, normalise

__all__ = ["ORDINAL_HEAD", "Run", "Token", "grid_of"]

ORDINAL_HEAD = re.compile(r"(?:\A|\s)(?:[一二三四五六七八九十]\s*[、.．,，:：]|第[一二三四五六七八九十]部分)")
"""How the heading of a section begins."""

_WORD = re.compile(r"[\u3400-\u9fff]")
_VIEWS: Final = 8
_FEWEST: Final = 2
"""Characters of a word that is no mark behind a figure."""
_LONGEST_SIGN: Final = 80


@attrs.frozen(eq=False)
class Token:
    """A stretch of a run: a label of the form, figures, or other text."""

    kind: Literal["label", "figures", "text"]
    start: int
    end: int
    label: str = ""
    lacking: str = ""
    """The ordinal that the form's label has and this one does not show."""


@attrs.frozen(eq=False)
class Run:
    """Consecutive paragraphs as one text, a line each; marks of pages are taken out."""

    paragraphs: tuple[Paragraph, ...]
    text: str
    starts: tuple[int, ...]
    page_marks: tuple[tuple[int, Paragraph], ...]

    def paragraph(self, at: int) -> Paragraph:
        """The one that holds the character ``at``."""
        low, high = 0, len(self.starts)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self.starts[middle] <= at else (low, middle)
        return self.paragraphs[low]


def grid_of(tokens: Sequence[Token], first: int, stop: int, run: Run, words: Lexicon) -> tuple[Grid, int]:
    """The chain as a grid, and where the text behind it begins."""
    rows = _Rows(words)
    end = tokens[stop - 1].end
    for at in range(first, stop):
        token = tokens[at]
        place = run.paragraph(token.start).position
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        if token.kind == "label":
            rows.label(Cell(token.label, 0, 0, place=place, header=True))
        elif token.kind == "figures":
            views, left = _views(token, following, run)
            rows.figures([Cell(view, 0, 0, place=place) for view in views])
            if at == stop - 1:
                end = left
        else:
            text = " ".join(run.text[token.start : token.end].split())
            cell = Cell(text, 0, 0, place=place, header=True)
            if at > first and tokens[at - 1].kind == "figures" and _is_sign(tokens[at - 1], token, run):
                rows.sign(cell)
            else:
                rows.text(cell, head=following is None or following.kind != "figures")
    behind = tokens[stop] if stop < len(tokens) else None
    if behind is not None and behind.kind == "text" and tokens[stop - 1].kind == "figures":
        said = run.text[behind.start : behind.end].split("\n")[0][:_LONGEST_SIGN].strip()
        if behind.start == tokens[stop - 1].end and said and _is_sign(tokens[stop - 1], behind, run):
            rows.sign(Cell(said, 0, 0, place=run.paragraph(behind.start).position, header=True))
    cells = [
        cell._replace(row=row, column=column)
        for row, cells in enumerate(rows.rows)
        for column, cell in enumerate(cells)
    ]
    return Grid(tuple(cells), structure="joined"), end


def _is_sign(figures: Token, behind: Token, run: Run) -> bool:
    """Whether what stands ``behind`` figures is no word: a mark for a blank, or what touches one of them on its line."""
    text = run.text[behind.start : behind.end]
    said = text.strip().split("\n")[0]
    if not _WORD.search(text):
        return True
    if behind.start != figures.end or text[0].isspace() or fold(text[0]) in ".,:" or ORDINAL_HEAD.match(text):
        return False
    spaced = run.text[figures.start] in " \t\xa0\u3000"  # then a word that touches them belongs to the last
    return spaced or not _WORD.match(said) or len(_WORD.findall(said)) < _FEWEST


def _views(token: Token, following: Token | None, run: Run) -> tuple[list[str], int]:
    """What the figures may be, for their end is not always plain, and where the text behind them begins."""
    text = run.text[token.start : token.end].strip()
    if following is not None and following.kind == "label" and following.lacking and text.endswith(following.lacking):
        return [text, text[: -len(following.lacking)]], token.end
    if following is None or following.kind != "text" or following.start > token.end:
        return [text], token.end
    behind = run.text[following.start : following.end]
    if behind[0].isspace() or ORDINAL_HEAD.match(behind):
        return [text], token.end
    if fold(behind[0]) in ".,:":
        return [text, text[:-1], text[:-2]], token.end
    parts = text.rsplit(None, 1)
    if len(parts) > 1:
        return [parts[0]], token.end - len(parts[1])
    return [text[:length] for length in range(len(text), max(len(text) - _VIEWS, 0), -1)], token.start


class _Rows:
    """Puts cells into rows: heads of columns together, then the labels of a row with its figures."""

    def __init__(self, words: Lexicon) -> None:
        self.words = words
        self.rows: list[list[Cell]] = []
        self._kind: Literal["head", "row", "done"] = "done"

    def label(self, cell: Cell) -> None:
        """A label of the form."""
        kind: Literal["head", "row"] = "row" if normalise(cell.text) in self.words.heads else "head"
        if kind != self._kind or (kind == "row" and not self._stands_under(cell)):
            self.rows.append([])
        self.rows[-1].append(cell)
        self._kind = kind

    def figures(self, cells: Sequence[Cell]) -> None:
        """The figures of a row, in one or several views."""
        if self._kind != "row":
            self.rows.append([])
        self.rows[-1].extend(cells)
        self._kind = "done"

    def sign(self, cell: Cell) -> None:
        """Signs behind figures that are neither a figure nor a word: what they stand for belongs to the row."""
        self.rows[-1].append(cell)

    def text(self, cell: Cell, *, head: bool) -> None:
        """Text that is none of the form's labels; ``head`` says that no figures follow."""
        if self._kind == "done" or (self._kind == "head" and not head):
            self.rows.append([])
            self._kind = "row"
        self.rows[-1].append(cell)

    def _stands_under(self, cell: Cell) -> bool:
        above = normalise(self.rows[-1][-1].text)
        label = normalise(cell.text)
        return any(
            above in map(normalise, chain[:-1])
            for words in self.words.vocabularies
            for chain in words.rows.get(label, ())
        )
