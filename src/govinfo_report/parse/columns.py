"""From the rows that head a table to its columns, in the order in which a row's figures stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import attrs

from govinfo_report.compiled import Block, Labels
from govinfo_report.document import Cell
from govinfo_report.parse.heads import covered_chains, in_official_order, whole_heads
from govinfo_report.parse.row import Row
from govinfo_report.parse.vocabulary import Vocabulary
from govinfo_report.wording import normalise, one_line

__all__ = ["Column", "columns_of"]


@attrs.frozen
class Column:
    """A column of figures as a source heads it.

    Attributes:
        place: of the form's column in the block, ``None`` for a column that the form lacks.
        chain: its labels, the outermost first; the form's own words where they were recognised.
        start: the first column of the grid that it covers; meaningless where spans are lost.
        end: one past the last.
        filled: its head is repeated in each of them, as where spans are filled; so is every figure then.
    """

    place: int | None
    chain: Labels
    start: int
    end: int
    filled: bool = False


def columns_of(rows: Sequence[Row], block: Block, words: Vocabulary) -> tuple[Column, ...] | None:
    """The columns that ``rows`` head, ``None`` where they cannot be told."""
    if rows and all(row.structure == "aligned" for row in rows):
        found = tuple(_aligned(rows, block, words))
        lacking = len(block.columns) > sum(column.place is not None for column in found)
        if lacking and any(_is_fragment(column, block) for column in found):
            return None  # whose head it is a part of, and what stands under that, nobody can say
        if any(len(column.chain) > 1 and _is_under_two(column, block) for column in found):
            return None  # which of its heads is that of a figure, neither
    elif _is_led_by_stranger(rows, words):
        return None
    elif covered := tuple(covered_chains([row.cells for row in rows], words)):
        found = tuple(_column(tuple(map(one_line, chain)), block, start, end) for chain, start, end in covered)
    else:
        found = _by_order(
            [normalise(cell.text) for row in rows for cell in row.cells if cell.text.strip()], rows, block, words
        )
    places = [column.place for column in found if column.place is not None]
    if len(places) < min(len(block.columns), len(found) - len(places)):
        return None  # where most heads are strange and some of the form's are lacking, those that are not may be parts of others
    return found if places and len(places) == len(set(places)) else None


def _is_fragment(column: Column, block: Block) -> bool:
    """Whether the heads of a column are letters of one of the form's, in order, and not all of them."""
    if column.place is not None:
        return False
    said = "".join(map(normalise, column.chain))
    leaves = {normalise(chain[-1]) for chain in block.columns}
    return said not in leaves and any(map(str.isalnum, said)) and any(_is_within(said, leaf) for leaf in leaves)


def _is_under_two(column: Column, block: Block) -> bool:
    """Whether the heads of two columns of the form stand over one: their figures ran together somewhere below."""
    if column.place is not None and column.chain == block.columns[column.place]:
        return False
    leaves = {normalise(chain[-1]) for chain in block.columns}
    return len(leaves.intersection(map(normalise, column.chain))) > 1


def _is_within(part: str, whole: str) -> bool:
    letters = iter(whole)
    return all(letter in letters for letter in part)


def _is_led_by_stranger(rows: Sequence[Row], words: Vocabulary) -> bool:
    """Whether the heads begin with one that is none of the form's and whose place their order does not tell.

    It may stand for one that is not seen, over the labels or over all columns; and where no head of a column
    stands beside it, it may be over the last column, its cell reaching down beside the others.
    """
    seen = {normalise(cell.text) for row in rows for cell in row.cells}
    for row in rows:
        labels = [label for cell in row.cells if (label := normalise(cell.text)) and label not in words.titles]
        first = next((label for label in labels if label not in words.furniture), None)
        if first is not None:
            beside = row.structure == "rows" and any(label in words.columns for label in labels)
            return first not in words.all and not (beside and words.furniture <= seen)
    return False


def _aligned(rows: Sequence[Row], block: Block, words: Vocabulary) -> list[Column]:
    cells = [cell for row in rows for cell in row.cells if normalise(cell.text) not in words.furniture]
    if any(normalise(cell.text) not in words.columns for cell in cells if cell.text.strip()):
        cells = whole_heads(cells, words.columns)
    heads = [cell for cell in cells if normalise(cell.text) in words.columns]
    first = min((cell.column for cell in heads), default=0)
    last = max((cell.column + cell.colspan for cell in cells), default=0)
    places: list[tuple[Labels, int, int]] = []
    at = first
    while at < last:
        above = [cell for cell in cells if cell.column <= at < cell.column + cell.colspan and cell.text.strip()]
        if not above:
            at += 1
            continue
        end = min(cell.column + cell.colspan for cell in above)
        places.append((_without_repeats([one_line(cell.text) for cell in above]), at, end))
        at = end
    united = [tuple(group) for _, group in groupby(places, lambda place: place[0])]
    if len({chain for chain, _, _ in places}) == len(united) < len(places):
        return [
            attrs.evolve(_column(group[0][0], block, group[0][1], group[-1][2]), filled=len(group) > 1)
            for group in united
        ]
    if in_official_order(["".join(map(normalise, chain)) for chain, _, _ in places], heads, block):
        return [
            Column(place, official, start, end)
            for place, (official, (_, start, end)) in enumerate(zip(block.columns, places, strict=True))
        ]
    return [_column(chain, block, start, end) for chain, start, end in places]


def _without_repeats(chain: Sequence[str]) -> Labels:
    """``chain`` without the heads that only repeat the one above them, as they do where spans are filled."""
    return tuple(head for head, _ in groupby(chain))


def _column(chain: Labels, block: Block, start: int, end: int) -> Column:
    wanted = tuple(map(normalise, chain))
    whole = "".join(wanted)  # a head may be wrapped over several rows
    for place, official in enumerate(block.columns):
        if "".join(map(normalise, official)) == whole:
            return Column(place, official, start, end)
    same_leaf = [
        place for place, official in enumerate(block.columns) if normalise(official[-1]) in (wanted[-1], whole)
    ]
    if len(same_leaf) == 1 and (
        len(wanted) <= len(block.columns[same_leaf[0]]) or whole == normalise(block.columns[same_leaf[0]][-1])
    ):
        return Column(same_leaf[0], block.columns[same_leaf[0]], start, end)
    known = {normalise(label): label for official in block.columns for label in official[:-1]}
    return Column(
        None, tuple(known.get(label, printed) for label, printed in zip(wanted, chain, strict=True)), start, end
    )


def _by_order(labels: Sequence[str], rows: Sequence[Row], block: Block, words: Vocabulary) -> tuple[Column, ...]:
    """Columns where only the order of the heads is known: level by level, or branch by branch."""
    labels = [label for label in labels if label not in words.furniture and label not in words.titles]
    official = [tuple(map(normalise, chain)) for chain in block.columns]
    if labels in (_level_by_level(official), _branch_by_branch(official)):
        return tuple(Column(place, chain, place, place + 1) for place, chain in enumerate(block.columns))
    groups = {chain[0] for chain in official if len(chain) > 1}
    if len(groups) > 1 or any(len(chain) > 2 for chain in official):
        return ()
    return tuple(_one_group(labels, rows, block, next(iter(groups), None)))


def _one_group(labels: Sequence[str], rows: Sequence[Row], block: Block, group: str | None) -> Iterator[Column]:
    """Columns under at most one group, others among them: what follows its first member belongs to the group."""
    printed = {normalise(cell.text): one_line(cell.text) for row in rows for cell in row.cells}
    place_of = {normalise(chain[-1]): place for place, chain in enumerate(block.columns)}
    members = {label for label, place in place_of.items() if len(block.columns[place]) > 1}
    known = {*place_of, *([group] if group else [])}
    if not known <= set(labels) or len(set(labels)) < len(labels):
        return  # with a head of the form worded otherwise, the place of an unknown one is a guess
    official_group = next((chain[0] for chain in block.columns if len(chain) > 1), "")
    top: list[tuple[str, Labels]] = []
    inside: list[tuple[str, Labels]] = []
    for label in labels:
        if label in members or (inside and label not in known):
            inside.append((label, (official_group, printed[label])))
        elif label in known or not group or group not in (name for name, _ in top):
            top.append((label, (printed[label],)))
        else:
            return
    ordered = [entry for one in top for entry in (inside if one[0] == group else [one])]
    places = [place_of[label] for label, _ in ordered if label in place_of]
    if group and places != sorted(places):
        return  # below a group, heads in another order than the form's were shuffled on their way
    for at, (label, chain) in enumerate(ordered):
        place = place_of.get(label)
        yield Column(place, chain if place is None else block.columns[place], at, at + 1)


def _level_by_level(chains: Sequence[Labels]) -> list[str]:
    depth = max(map(len, chains))
    levels: list[str] = []
    for level in range(depth):
        seen: Labels | None = None
        for chain in chains:
            if len(chain) > level and chain[: level + 1] != seen:
                seen = chain[: level + 1]
                levels.append(chain[level])
    return levels


def _branch_by_branch(chains: Sequence[Labels]) -> list[str]:
    order: list[str] = []
    before: Labels = ()
    for chain in chains:
        shared = 0
        while shared < min(len(chain), len(before)) and chain[shared] == before[shared]:
            shared += 1
        order.extend(chain[shared:])
        before = chain
    return order


def stands_over(column: Column, cell: Cell) -> bool:
    """Whether ``column`` stands over ``cell``."""
    return column.start < cell.column + cell.colspan and cell.column < column.end


def overlapping(columns: Sequence[Column], cell: Cell) -> list[int]:
    """Which of ``columns`` stand over ``cell``."""
    return [at for at, column in enumerate(columns) if stands_over(column, cell)]
