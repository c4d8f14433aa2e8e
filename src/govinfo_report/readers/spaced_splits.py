"""Cells of a line that one space parts, set apart where the columns of the table show it.

One space may as well stand within a figure or a head, so figures are set apart only where every row then has as many;
and heads only between what stands over different columns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import attrs

from govinfo_report.readers.lining import figures_in, head_spans, united
from govinfo_report.readers.spaced_parts import Measure, Part, words_of
from govinfo_report.textformat import is_figure_like

__all__ = ["set_apart"]

_FEWEST = 3
"""Figures of a row; fewer may be one with a space in it."""
_ENOUGH = 3
"""Rows that do not have as many figures as each other by chance, were these parts of figures."""
_MOST = 80
"""Parts of a line; no form has as many columns."""


def set_apart(sections: Sequence[list[list[Part]]], measure: Measure) -> list[list[Part]]:
    """The rows of ``sections`` with cells set apart that one space parts, as far as their columns show them."""
    sizes = Counter(len(one) for rows in sections for row in rows if _has_run(row) and (one := _single(row)))
    return [row for rows in sections for row in _section(rows, sizes, measure)]


def _with(row: Sequence[Part], figures: Sequence[Part]) -> list[Part]:
    """``row`` with ``figures`` in the place of its own."""
    return [*(part for part in row if not part.figure), *figures]


def _is_rest(text: str) -> bool:
    """Whether digits are no figure but the rest of one that a space cut."""
    return len(text) > 1 and text[0] == "0" and text[1].isdecimal()


def _has_run(row: Sequence[Part]) -> bool:
    return any(len(words_of(part.text)) > 1 for part in row if part.figure)


def _section(rows: list[list[Part]], sizes: Mapping[int, int], measure: Measure) -> list[list[Part]]:
    if max(map(len, rows), default=0) > _MOST or not any(" " in part.text for row in rows for part in row):
        return rows
    single = [_single(row) for row in rows]
    first = next((at for at, one in enumerate(single) if one), len(rows))
    if any(map(_has_run, rows)) and not any(_is_rest(part.text) for one in single for part in one):
        counts = {len(one) for one in single if one}
        size = min(counts)
        if len(counts) == 1 and _FEWEST <= size <= _MOST:
            made = [_with(row, one) if one else row for row, one in zip(rows, single, strict=True)]
            made = _with_heads(made, first, _bands(made[first : first + 1]), measure)
            if sizes[size] >= _ENOUGH or len(head_spans(made)) == size:
                return made
    return _with_heads(rows, first, _bands(rows), measure)


def _single(row: Sequence[Part]) -> list[Part]:
    """The figures of ``row``, those of a run of them one by one."""
    found: list[Part] = []
    for part in (part for part in row if part.figure and (len(row) > 1 or " " in part.text)):
        found.extend(_tokens(part, len))
    return found


def _tokens(part: Part, measure: Measure) -> list[Part]:
    """What single spaces part in ``part``."""
    made: list[Part] = []
    at = part.start
    for text in words_of(part.text):
        end = at + measure(text)
        if text:
            made.append(attrs.evolve(part, text=text, start=at, end=end, figure=is_figure_like(text)))
        at = end + 1
    return made


def _bands(rows: Sequence[Sequence[Part]]) -> list[tuple[int, int]]:
    return united(sorted((part.start, part.end) for row in rows for part in figures_in(row)))


def _with_heads(
    rows: Sequence[list[Part]], first: int, bands: Sequence[tuple[int, int]], measure: Measure
) -> list[list[Part]]:
    """The rows; in those before the ``first`` of figures, heads set apart that stand over different ``bands``."""
    left = bands[0][0] if bands else 0
    labels = max((part.end for row in rows[first:] for part in row if not part.figure and part.end <= left), default=0)
    heads = [[piece for part in row for piece in _by_bands(part, bands, labels, measure)] for row in rows[:first]]
    return [*heads, *rows[first:]]


def _by_bands(part: Part, bands: Sequence[tuple[int, int]], labels: int, measure: Measure) -> list[Part]:
    """The pieces of a head, cut between what stands over different columns; those of the ``labels`` end there.

    What stands over no column belongs to the head beside it.
    """
    if " " not in part.text:
        return [part]
    tokens = _tokens(part, measure)
    reach = [[at for at, (start, end) in enumerate(bands) if start < one.end and one.start < end] for one in tokens]
    pieces = [tokens[:1]]
    before = reach[0]
    for here, token in zip(reach[1:], tokens[1:], strict=True):
        apart = not set(here) & set(before) if before else pieces[-1][-1].start < labels
        if here and apart:
            pieces.append([])
        pieces[-1].append(token)
        before = here or before
    return [
        attrs.evolve(one[0], text=" ".join(token.text for token in one), end=one[-1].end, figure=False)
        for one in pieces
    ]
