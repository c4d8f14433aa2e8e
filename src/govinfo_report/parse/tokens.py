"""Lines of which only the order is known: where a table begins and ends among them, and where its rows do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby, takewhile
from typing import TypeAlias

from govinfo_report.document import Cell
from govinfo_report.parse.likeness import alike
from govinfo_report.parse.row import Row
from govinfo_report.parse.vocabulary import Lexicon
from govinfo_report.quantity import is_value, seen
from govinfo_report.wording import guess_section, is_page_mark, normalise

__all__ = ["Token", "cut_rows", "has_label", "merge_labels", "recut", "region"]

_MOST_LINES = 12
"""Over which the longest label is printed in the narrowest column."""
_FREE_LINES = 3
_FEWEST_DUE = 3
"""Figures of a row; of fewer, what follows them is rather a line of its own."""
_MOST_SPARE = 2
"""Blanks that the span of a label leaves before the figures."""
_LONGEST_SIGN = 16
"""Characters of what stands in the place of a figure."""
_NEAR = 2
"""Lines from a figure to the rest of it, a blank one between them at most."""

Token: TypeAlias = tuple[str, str, Cell]
"""A line: its text, its label, and the cell that it is."""


def region(tokens: Sequence[Token], start: int, words: Lexicon) -> tuple[int, bool]:
    """Where the lines from ``start`` on that belong together end, and whether they are a table of the form."""
    labels, heads, values, due, spare, end, at = 0, 0, 0, 0, 0, start, start
    latest = ""
    while at < len(tokens):
        text = tokens[at][0]
        taken = _joined_label(tokens, at, words)
        if taken:
            label = latest = _label(tokens, at, taken)
            labels += 1
            heads += label in words.heads
            due = words.figures.get(label, 0)
            at += taken
            end = at
            spare = sum(1 for _ in takewhile(lambda token: not token[0].strip(), tokens[at : at + _MOST_SPARE]))
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
        elif due > -spare and _may_be_cell(text, 400 if due > 0 else _LONGEST_SIGN, words):
            due -= 1
            at += 1
            end = at
        elif _may_be_cell(text, 40, words) and (
            _goes_on(tokens, at + 1, words, any(map(str.isdigit, text))) or _is_among_heads(tokens, at, latest, words)
        ):
            at += 1
        else:
            break
    return (end, True) if labels >= 3 and heads + values else (max(end, start + 1), False)


def _is_valued(text: str) -> bool:
    """Whether ``text`` is a figure, or digits that are none: a figure broken over lines leaves such a tail."""
    return is_value(text) or ("".join(seen(text).split()).strip(",.").isdigit() and len(text) < 400)


def _goes_on(tokens: Sequence[Token], at: int, words: Lexicon, has_digits: bool) -> bool:
    """Whether figures follow; behind a line with digits in it, a label will do, for the digits must not be lost."""
    following = tokens[at : at + 2]
    if at < len(tokens) and tokens[at][1] in words.tables and _resembles(tokens[at - 1][0], words):
        return True
    return any(
        text.strip() and (is_value(text) or (has_digits and label in words.tables)) for text, label, _ in following
    )


def _is_among_heads(tokens: Sequence[Token], at: int, before: str, words: Lexicon) -> bool:
    """Whether an unknown word stands between heads of the same table, one or both of them wrapped: a column of the organ's own."""
    for place in range(at + 1, min(at + 5, len(tokens))):
        taken = _joined_label(tokens, place, words)
        if taken:
            behind = _label(tokens, place, taken)
            tables = words.tables.get(before, frozenset()) & words.tables[behind]
            return bool(tables) and behind not in words.heads and len(tokens[at][1]) <= 12
    return False


def _label(tokens: Sequence[Token], at: int, taken: int) -> str:
    """The label that ``taken`` lines from ``at`` on make up."""
    return normalise("".join(token[0] for token in tokens[at : at + taken]))


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


def _joined_label(tokens: Sequence[Token], at: int, words: Lexicon) -> int:
    """How many lines from ``at`` on make up one label; 0 where they make none.

    Two or three may be any that make one; more must make the beginning of one with every line.
    """
    label = tokens[at][1]
    if not label:
        return 0
    if label in words.tables:
        return 1
    if is_value(tokens[at][0]):
        return 0
    for taken in range(2, _MOST_LINES + 1):
        following = tokens[at + taken - 1] if at + taken <= len(tokens) else None
        if following is None or not following[1] or following[1] in words.tables or is_value(following[0]):
            return 0
        label += following[1]
        if label in words.tables:
            return taken
        if taken >= _FREE_LINES and label not in _beginnings(words):
            return 0
    return 0


@lru_cache(maxsize=8)
def _beginnings(words: Lexicon) -> frozenset[str]:
    return frozenset(label[:end] for label in words.tables for end in range(1, len(label)))


def has_label(tokens: Sequence[Token], words: Lexicon) -> bool:
    """Whether a line may be a label or begin one; where none does, no table begins in any (see :func:`region`)."""
    beginnings = _beginnings(words)
    return any(label in words.tables or label in beginnings for _, label, _ in tokens)


def merge_labels(tokens: Sequence[Token], words: Lexicon) -> list[Token]:
    """The tokens with labels that were wrapped over lines made whole."""
    merged: list[Token] = []
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


def cut_rows(tokens: Sequence[Token], words: Lexicon, number: int) -> list[Row]:
    """Rows out of a stream, cut by what its tokens are: heads of rows, heads of columns, figures, or strays."""
    rows: list[list[Cell]] = []
    before = "nothing"
    lines = Counter(_line(cell) for text, _, cell in tokens if text.strip())
    labelled = False
    for text, label, cell in tokens:
        if is_page_mark(text):
            now = before if rows else "stray"
        elif label in words.heads:
            now = "head"
        elif label in words.tables:
            now = "column"
        else:
            now = "value" if _is_valued(text) else "stray"
        cut = before != now and (before, now) not in _SAME_ROW
        if now == before == "value" and labelled and _line(cell) != (above := _line(rows[-1][-1])):
            # where a line holds several figures, the next may be another row, which has lost its label
            cut = max(lines[_line(cell)], lines[above]) > 1
        if not rows or cut:
            rows.append([])
            labelled = False
        labelled = labelled or now == "head"
        rows[-1].append(cell._replace(row=len(rows) - 1, column=len(rows[-1])))
        before = now
    cut_short = {at for at in range(len(rows) - 1) if _goes_on_behind(rows, at, words)}
    trails = {at for at in range(len(rows) - 1) if lines[_line(rows[at][-1])] > 1 and _may_be_rest(*rows[at : at + 2])}
    return [
        Row(tuple(cells), "cells", number, doubtful=at in cut_short, trailed=at in trails)
        for at, cells in enumerate(rows)
    ]


def _goes_on_behind(rows: Sequence[Sequence[Cell]], at: int, words: Lexicon) -> bool:
    """Whether the row ``at`` and what follows it up to the next label may be one: no more than a row has, words among it.

    Such words may stand for a figure that nobody can read, or for a blank.
    """
    labels = [label for cell in rows[at] if (label := normalise(cell.text)) in words.heads]
    due = words.figures.get(labels[-1], 0) if labels else 0
    if due < _FEWEST_DUE:
        return False
    total = len(rows[at]) - len(labels)
    strays = 0
    for row in rows[at + 1 :]:
        if any(normalise(cell.text) in words.tables or is_page_mark(cell.text) for cell in row):
            break
        strange = [cell.text for cell in row if not _is_valued(cell.text)]
        if any(len(text) > _LONGEST_SIGN or _resembles(text, words) for text in strange):
            break
        total += len(row)
        strays += len(strange)
        if total > due + _MOST_SPARE:
            return False
    return strays > 0


def _may_be_rest(row: Sequence[Cell], behind: Sequence[Cell]) -> bool:
    """Whether ``behind`` is digits alone on the line after ``row``, so that a figure there may go on with them."""
    line, below = _line(row[-1]), _line(behind[0])
    near = line is not None and below is not None and below <= line + _NEAR
    return len(behind) == 1 and near and is_value(row[-1].text) and _is_valued(behind[0].text)


def _line(cell: Cell) -> int | None:
    if cell.line is not None or cell.place is None or isinstance(cell.place, tuple):
        return cell.line
    return cell.place.line


def recut(rows: Sequence[Row], words: Lexicon) -> list[Row]:
    """``rows`` with those that only the order of their cells made cut anew, their labels having changed."""
    made: list[Row] = []
    for (structure, number), group in groupby(rows, lambda row: (row.structure, row.grid)):
        if structure == "cells":
            tokens = [(cell.text, normalise(cell.text), cell) for row in group for cell in row.cells]
            made.extend(cut_rows(merge_labels(tokens, words), words, number))
        else:
            made.extend(group)
    return made


_SAME_ROW = {("head", "value"), ("head", "stray"), ("column", "stray"), ("stray", "column"), ("stray", "value")}
"""Which kinds of token may follow which within a row, beside their own."""
