"""Numbers of rows: the labels by which they are told, and what is asked of the numbers themselves."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

import attrs

from govinfo_report.document import Cell
from govinfo_report.parse.vocabulary import Vocabulary
from govinfo_report.wording import normalise

__all__ = [
    "LEAST_BEFORE",
    "ORDINAL",
    "SAYING",
    "WHOLE",
    "Known",
    "counts",
    "known_labels",
    "last_label",
    "leads_figures",
    "numbers_in",
    "rises",
    "says_numbers",
]

SAYING: Final = frozenset(
    map(normalise, ("序号", "行次", "编号", "栏次", "行号", "栏号", "项次", "项目编号", "顺序号"))
)
_LETTERS: Final = frozenset("甲乙丙丁戊")
"""How statistical tables number the columns that hold no figures."""
WHOLE: Final = re.compile(r"0{0,2}([1-9]\d{0,2})")
ORDINAL: Final = re.compile(
    r"[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]?[.．、]?|[①-⑳]|\d{1,2}(?:[.．—-]\d{1,2}){1,3}[.．、]?"
)
LEAST_BEFORE: Final = 3
"""So many rows do not count by chance, before their labels."""


@attrs.frozen(eq=False)
class Known:
    """The labels of one form.

    Attributes:
        rows: of rows and groups of rows.
        leaves: the heads of the columns of figures behind each label of a row of cells.
        over: what may stand over a column that is none of figures: the corner, and the lines that open a block.
        all: every label.
        columns: how many a row without a label has; 0 where rows have labels.
    """

    rows: frozenset[str]
    leaves: Mapping[str, tuple[str, ...]]
    over: frozenset[str]
    all: frozenset[str]
    columns: int


@lru_cache(maxsize=32)
def known_labels(words: Vocabulary) -> Known:
    """The labels of the form of ``words``."""
    form = words.form
    leaves = {
        label: max((tuple(normalise(chain[-1]) for chain in block.columns) for block, _ in found), key=len)
        for label, found in words.leaves.items()
    }
    corner = [normalise(form.corner)] if form.corner else []
    over = frozenset[str]([*words.titles, *corner])
    columns = 0 if form.label_depth else len(form.blocks[0].columns)
    return Known(frozenset(words.rows), leaves, over, words.all, columns)


def last_label(cells: Sequence[Cell], known: Known) -> int | None:
    """The place of the label of a row of cells among ``cells``, ``None`` where there is none."""
    return next((at for at in range(len(cells) - 1, -1, -1) if normalise(cells[at].text) in known.leaves), None)


def leads_figures(cells: Sequence[Cell], label: int, known: Known) -> bool:
    """Whether no figure can stand before the label: it is no second one in its row, nor the last cell there."""
    others = (normalise(cell.text) for cell in cells[:label])
    own = normalise(cells[label].text)
    return label < len(cells) - 1 and all(other == own or other not in known.leaves for other in others)


def says_numbers(text: str) -> bool:
    """Whether ``text`` says that what stands under or beside it are numbers of rows or columns."""
    return text in _LETTERS or normalise(text) in SAYING


def numbers_in(cells: Sequence[Cell]) -> list[int]:
    """The numbers of those of ``cells`` that hold nothing else."""
    return [int(match[1]) for cell in cells if (match := WHOLE.fullmatch(cell.text.strip()))]


def rises(numbers: Sequence[int], *, again: bool = False) -> bool:
    """Whether each number is more than the one before, or begins anew; or stands there ``again``."""
    return all(two > one or two == 1 or (again and two == one) for one, two in pairwise(numbers))


def counts(numbers: Sequence[int], last: int) -> bool:
    """Whether the numbers are 1, 2, 3 … or go on so from ``last``."""
    return bool(numbers) and numbers[0] in (1, last + 1) and all(two == one + 1 for one, two in pairwise(numbers))
