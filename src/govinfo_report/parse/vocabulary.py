"""The words of the forms, by which labels are recognised in a source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

import attrs

from govinfo_report.compiled import Block, Form, Labels
from govinfo_report.parse.likeness import Alphabet
from govinfo_report.wording import normalise

__all__ = ["Lexicon", "Vocabulary", "choose_edition", "explained", "lexicon", "vocabulary"]


@attrs.frozen(eq=False)
class Vocabulary:
    """The labels of one form, normalised.

    Attributes:
        rows: the label chains that end in a label, the inner groups among them.
        columns: likewise for columns.
        leaves: of ``rows``, those that head a row of cells, with their block and its row's place.
        titles: the lines that open a block.
        furniture: what stands in the table without heading cells of its own.
        all: every one of these.
    """

    form: Form
    rows: Mapping[str, tuple[Labels, ...]]
    columns: Mapping[str, tuple[Labels, ...]]
    leaves: Mapping[str, tuple[tuple[Block, int], ...]]
    titles: Mapping[str, Block]
    furniture: frozenset[str]
    all: frozenset[str]


@cache
def vocabulary(form: Form) -> Vocabulary:
    """The vocabulary of ``form``."""
    rows: dict[str, dict[Labels, None]] = {}
    columns: dict[str, dict[Labels, None]] = {}
    leaves: dict[str, list[tuple[Block, int]]] = {}
    for block in form.blocks:
        for place, chain in enumerate(block.rows):
            for depth in range(1, len(chain) + 1):
                rows.setdefault(normalise(chain[depth - 1]), {})[chain[:depth]] = None
            if chain:
                leaves.setdefault(normalise(chain[-1]), []).append((block, place))
        for chain in block.columns:
            for depth in range(1, len(chain) + 1):
                columns.setdefault(normalise(chain[depth - 1]), {})[chain[:depth]] = None
    titles = {normalise(block.title): block for block in form.blocks if block.title}
    furniture = frozenset(normalise(text) for text in (form.corner, form.header) if text)
    return Vocabulary(
        form,
        {label: tuple(chains) for label, chains in rows.items()},
        {label: tuple(chains) for label, chains in columns.items()},
        {label: tuple(found) for label, found in leaves.items()},
        titles,
        furniture,
        frozenset((*rows, *columns, *titles, *furniture)),
    )


@attrs.frozen(eq=False)
class Lexicon:
    """The vocabularies of several forms together.

    Attributes:
        tables: the names of the tables in which a label stands.
        heads: labels of rows, of groups of rows and of blocks, as against columns and furniture.
        figures: how many figures a row behind a label has, in the edition where it has most.
        alphabet: of all labels, to tell what is alike one.
    """

    vocabularies: tuple[Vocabulary, ...]
    tables: Mapping[str, frozenset[str]]
    heads: frozenset[str]
    figures: Mapping[str, int]
    alphabet: Alphabet

    def of(self, table: str) -> tuple[Vocabulary, ...]:
        """The vocabularies of the editions of ``table``."""
        return tuple(words for words in self.vocabularies if words.form.name == table)


@lru_cache(maxsize=16)
def lexicon(forms: tuple[Form, ...]) -> Lexicon:
    """The lexicon of ``forms``."""
    tables: dict[str, set[str]] = {}
    heads: set[str] = set()
    figures: dict[str, int] = {}
    words = tuple(vocabulary(form) for form in forms)
    for one in words:
        for label in one.all:
            tables.setdefault(label, set()).add(one.form.name)
        heads.update(one.rows, one.titles)
        for label, found in one.leaves.items():
            figures[label] = max(figures.get(label, 0), *(len(block.columns) for block, _ in found))
        if not one.leaves:
            figures.update(dict.fromkeys(one.columns, max(len(block.columns) for block in one.form.blocks)))
    known = {label: frozenset(names) for label, names in tables.items()}
    return Lexicon(words, known, frozenset(heads), figures, Alphabet.of(known))


def choose_edition(words: Iterable[Vocabulary], seen: frozenset[str]) -> tuple[Vocabulary, ...]:
    """The editions that best explain the labels ``seen``; several where the labels do not tell.

    Best is to know most of them, then to lack the fewest rows before the last that is seen: the 2019
    edition's labels of 表三 are all in the 2021 edition too, which has rows that a 2019 table lacks.
    """
    scored = [(explained(one, seen), one) for one in words]
    best = max(score for score, _ in scored)
    return tuple(one for score, one in scored if score == best)


def explained(words: Vocabulary, seen: frozenset[str]) -> tuple[int, int]:
    """How well ``words`` explain the labels ``seen``, the better the higher; see :func:`choose_edition`."""
    return len(seen & words.all), -_skipped(words, seen)


def _skipped(words: Vocabulary, seen: frozenset[str]) -> int:
    """How many rows of the form are lacking before the last that is seen."""
    there = [label in seen for label in words.leaves]
    return there[: len(there) - there[::-1].index(True)].count(False) if True in there else 0
