"""Labels that are wrapped over several rows of a grid, made whole.

Where columns are told by where text stands, a label that takes three lines stands on three rows, and its
figures beside any of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from govinfo_report.document import Cell
from govinfo_report.parse.abreast import set_abreast
from govinfo_report.parse.heads import stand_over, whole_heads
from govinfo_report.parse.ordinals import with_ordinals
from govinfo_report.parse.vocabulary import Lexicon
from govinfo_report.quantity import LONE_UNITS, is_value, seen
from govinfo_report.wording import normalise

__all__ = ["unwrapped"]

Cells = tuple[Cell, ...]
_NOTHING = "␣"
_PART = re.compile(r"[.,，．]*\d[\d.,，． ]*")
"""What may be a part of a figure, or several that ran together."""
_MOST = 6
"""The rows over which a label may be wrapped."""


def unwrapped(rows: Sequence[Cells], words: Lexicon) -> list[tuple[Cells, bool]]:
    """``rows`` with the labels that were wrapped over several of them made whole, each with whether it is doubtful.

    Where some figure is broken, none of the table is sure: the rest of another may stand anywhere below it.  A row
    without figures is not sure to be blank where digits stand among the labels below it.
    """
    made = [set_abreast(list(row), words.tables) for row in rows]
    with_ordinals(made, words, _figure)
    used: set[tuple[int, int]] = set()
    for at, row in enumerate(made):
        if any(_figure(cell) for cell in row):
            _complete(made, at, row, words, used)
    _join_broken(made, words)
    for at in range(len(made)):
        _gather(made, at, words)
    groups = _groups({normalise(cell.text) for row in made for cell in row}, words)
    for row in made:
        _without_fragments(row, groups, words)
    broken = any("\n" in cell.text for row in made for cell in row)
    whole = [tuple(row) for row in _with_whole_heads(made, words) if row]
    return [(row, broken or _unsure(whole, at, groups, words)) for at, row in enumerate(whole)]


def _without_fragments(row: list[Cell], groups: AbstractSet[str], words: Lexicon) -> None:
    """Take out of a row of figures what stands before its label and is a part of the label of a group, written downwards."""
    labels = [cell for cell in row if cell.text.strip() and not _figure(cell)]
    if len(labels) < 2 or len(labels) == len(row) or normalise(labels[-1].text) not in words.figures:
        return
    for cell in labels[:-1]:
        label = normalise(cell.text)
        if label not in words.tables and _is_of_group(label, groups, words):
            row.remove(cell)


def _unsure(rows: Sequence[Cells], at: int, groups: AbstractSet[str], words: Lexicon) -> bool:
    """Whether the figures of row ``at``, which has none, may have run into lines below it, up to the next label of a row."""
    if any(map(_figure, rows[at])) or not any(cell.text.strip() for cell in rows[at]):
        return False
    for row in rows[at + 1 : at + 1 + _MOST]:
        shown = [(cell.text.strip(), normalise(cell.text)) for cell in row if cell.text.strip()]
        if any(label in words.figures and label not in groups for _, label in shown):
            return False
        if any(text[-1].isdigit() and label not in words.tables for text, label in shown):
            return True
    return not any(normalise(cell.text) in words.tables for cell in rows[at])  # a label that is cut off at the end


def _with_whole_heads(rows: Sequence[list[Cell]], words: Lexicon) -> Iterator[list[Cell]]:
    """The rows; in those without figures that follow each other, heads made whole."""
    pending: list[list[Cell]] = []
    for row in (*rows, None):
        if row is not None and not any(_figure(cell) for cell in row):
            pending.append(row)
            continue
        if len(pending) > 1:
            whole = whole_heads([cell for one in pending for cell in one], words.tables, words.alphabet)
            yield from ([cell for cell in whole if any(cell.row == old.row for old in one)] for one in pending)
        else:
            yield from pending
        pending = []
        if row is not None:
            yield row


def _join_broken(rows: Sequence[list[Cell]], words: Lexicon) -> None:
    """Put figures that stand under a row without a label of their own into its cells: a figure may be broken."""
    above: list[Cell] | None = None
    groups = _groups({normalise(cell.text) for row in rows for cell in row}, words)
    for row in rows:
        figures = [cell for cell in row if _figure(cell)]
        labels = [normalise(cell.text) for cell in row if cell.text.strip() and not _figure(cell)]
        if not figures:
            if any(label in words.tables for label in labels):
                above = None
        elif above is None or any(label in words.figures and label not in groups for label in labels):
            above = row
        elif all(_is_of_group(label, groups, words) for label in labels) or _tails(above, figures):
            _put_under(above, row)
        else:
            above = row


def _groups(seen: AbstractSet[str], words: Lexicon) -> frozenset[str]:
    """The labels that head groups of rows among those that are ``seen``; no figures are theirs."""
    return frozenset(
        normalise(part)
        for one in words.vocabularies
        for label in seen & one.leaves.keys()
        for chain in one.rows[label]
        for part in chain[:-1]
    )


def _is_of_group(label: str, groups: AbstractSet[str], words: Lexicon) -> bool:
    """Whether ``label`` is that of a group of rows, or a part of one."""
    return label in groups or (label not in words.tables and any(label in group for group in groups))


def _tails(above: Sequence[Cell], figures: Sequence[Cell]) -> bool:
    """Whether ``figures`` may be the ends of those above: each is short, and stands under a longer one."""
    over = {cell.column: len(cell.text) for cell in above}
    return all(len(cell.text) <= 2 < over.get(cell.column, 0) for cell in figures)


def _put_under(above: list[Cell], row: list[Cell]) -> None:
    """Move the figures of ``row`` into the cells of ``above``, each on a line of its own."""
    for cell in [cell for cell in row if _figure(cell)]:
        row.remove(cell)
        at = next((at for at, other in enumerate(above) if other.column == cell.column), None)
        if at is None:
            above.append(cell._replace(row=above[0].row))
        else:
            above[at] = above[at]._replace(text=f"{above[at].text or _NOTHING}\n{cell.text}")


def _figure(cell: Cell) -> bool:
    """Whether ``cell`` holds a figure, or what may be the rest of one: a unit, or digits that are none by themselves."""
    text = seen(cell.text).strip()
    return bool(text) and (is_value(text) or text in LONE_UNITS or _PART.fullmatch(text) is not None)


def _complete(rows: list[list[Cell]], at: int, row: list[Cell], words: Lexicon, used: set[tuple[int, int]]) -> None:
    """Make the label before the figures of row ``at`` whole, with what stands in the rows above and below."""
    lead = [cell for cell in row if cell.text.strip() and not _figure(cell)]
    own = lead[-1] if lead else None
    if own is not None and normalise(own.text) in words.heads:
        return
    above = _fragments(rows, at, -1, own, words, used)
    below = _fragments(rows, at, 1, own, words, used)
    found: dict[str, list[tuple[int, Cell]]] = {}
    for up in range(len(above) + 1):
        for down in range(len(below) + 1):
            pieces = [*reversed(above[:up]), *([(at, own)] if own is not None else []), *below[:down]]
            text = "".join(cell.text for _, cell in pieces)
            around = own is not None or (up > 0 and down > 0)  # over or under a label, they may be another row's
            if pieces and around and normalise(text) in words.heads:
                found.setdefault(normalise(text), pieces)
    if len(found) != 1:
        return
    pieces = next(iter(found.values()))
    text = "".join(cell.text for _, cell in pieces)
    first = pieces[0][1]
    whole = first._replace(text=text, row=row[0].row)
    for place, cell in pieces:
        rows[place].remove(cell)
    for place, _ in pieces:
        if place != at:
            _put_under(rows[at], rows[place])
    rows[at][:0] = [whole]
    rows[at].sort(key=lambda cell: cell.column)
    used.add((at, whole.column))


def _fragments(
    rows: Sequence[Sequence[Cell]], at: int, step: int, own: Cell | None, words: Lexicon, used: set[tuple[int, int]]
) -> list[tuple[int, Cell]]:
    """What may be further lines of the label of row ``at``: the nearest first, up to the next label or row of figures."""
    found: list[tuple[int, Cell]] = []
    place = at + step
    while 0 <= place < len(rows) and len(found) < _MOST:
        row = rows[place]
        labels = [cell for cell in row if cell.text.strip() and not _figure(cell)]
        if len(labels) < len(row) and not labels and any(map(_figure, row)) and own is None:
            break
        same = [cell for cell in labels if own is None or stand_over(own, cell)]
        if same:
            if normalise(same[-1].text) in words.tables or (place, same[-1].column) in used:
                break
            found.append((place, same[-1]))
        place += step
    return found


def _gather(rows: list[list[Cell]], at: int, words: Lexicon) -> None:
    """Make the label of a group whole whose lines stand beside several rows."""
    for cell in list(rows[at]):
        if not cell.text.strip() or _figure(cell) or normalise(cell.text) in words.tables:
            continue
        pieces = [(at, cell)]
        text = cell.text
        for place in range(at + 1, len(rows)):
            below = [other for other in rows[place] if stand_over(cell, other) and not _figure(other)]
            if not below or normalise(below[0].text) in words.tables:
                if below:
                    break
                continue
            pieces.append((place, below[0]))
            text += below[0].text
            if normalise(text) in words.heads:
                for one, piece in pieces:
                    rows[one].remove(piece)
                rows[at].append(cell._replace(text=text))
                rows[at].sort(key=lambda other: other.column)
                return
            if len(pieces) > _MOST:
                break
