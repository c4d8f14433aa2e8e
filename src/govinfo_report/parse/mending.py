"""Labels of a table that are none of the form's as they stand, read as the ones that are lacking.

A label is only ever read as one of the form that its table lacks, that stands between the same neighbours,
and that it is more like than any other.  So a row of the organ's own is not taken for one of the form whose
own row is there, and where two could be meant neither is taken.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby

import attrs

from govinfo_report.compiled import Form
from govinfo_report.document import Cell
from govinfo_report.note import Note
from govinfo_report.parse.likeness import bare_words, closeness, is_abridged, is_shortened
from govinfo_report.parse.row import Row
from govinfo_report.parse.tokens import recut
from govinfo_report.parse.vocabulary import Lexicon, Vocabulary, explained
from govinfo_report.quantity import is_value
from govinfo_report.wording import is_page_mark, normalise, one_line

__all__ = ["Mended", "mended"]

_FIGURES_BEHIND = re.compile(r"\d(?:件|项|条|个|次|宗|份|万?元)?$")
"""No label ends so; where one seems to, figures ran into it, and reading it as the label would lose them."""
_SYNONYMS = {
    **dict.fromkeys(("合计", "共计", "总数"), "总计"),
    **dict.fromkeys(("(七)合计", "(七)共计"), "(七)总计"),
    **dict.fromkeys(("公民", "个人"), "自然人"),
    **dict.fromkeys(("工商企业",), "商业企业"),
    **dict.fromkeys(("科研单位", "科研院所"), "科研机构"),
    **dict.fromkeys(("公益组织", "社会组织"), "社会公益组织"),
    **dict.fromkeys(("法律机构", "法律服务组织"), "法律服务机构"),
}
"""Other words for a label, by which it is read where the form's own is lacking."""
_LONGEST = 60
_MOST_CELLS = 5000
"""No table of the form has as many; what has is not worth the search."""


@attrs.frozen(eq=False)
class _Official:
    """The labels of a form as they are printed once.

    Attributes:
        words: each label by what it is when normalised.
        times: how often it stands in the table.
        order: of the labels of rows of cells, from the top down.
        aliases: the short words by which people call a label.
        row_words: likewise, of the labels of rows of cells, those among them that are the head of a column too.
    """

    words: Mapping[str, str]
    times: Mapping[str, int]
    order: Mapping[str, int]
    aliases: Mapping[str, str]
    row_words: Mapping[str, frozenset[str]]


@cache
def _official(form: Form) -> _Official:
    words: dict[str, str] = {}
    times: Counter[str] = Counter()
    order: dict[str, int] = {}
    for block in form.blocks:
        for text in (block.title, form.corner, form.header if block is form.blocks[0] else None):
            if text:
                words[normalise(text)] = text
                times[normalise(text)] += 1
        for chains in (block.rows, block.columns):
            for part in dict.fromkeys(chain[: depth + 1] for chain in chains for depth in range(len(chain))):
                label = normalise(part[-1])
                words[label] = part[-1]
                times[label] += 1
        for label in (chain[-1] for chain in block.rows if chain):
            order.setdefault(normalise(label), len(order))
    aliases = {
        normalise(name): normalise(label)
        for cell in form.cells
        for label, name in (
            *zip(cell.row, cell.row_name, strict=True),
            *zip(cell.column, cell.column_name, strict=True),
        )
        if normalise(name) not in words
    }
    aliases |= {name: label for name, label in _SYNONYMS.items() if label in words and name not in words}
    row_words: dict[str, set[str]] = {}
    for label in order:
        row_words.setdefault(bare_words(label), set()).add(label)
    return _Official(words, times, order, aliases, {word: frozenset(found) for word, found in row_words.items()})


@attrs.define
class _Place:
    """A cell of the table, in reading order."""

    row: int
    cell: Cell
    label: str
    gone: bool = False
    guessed: bool = False
    """Its label was the head of a column, and says little about the form."""


@attrs.frozen(eq=False)
class Mended:
    """Rows with the labels put right that can be told.

    Attributes:
        words: the vocabulary by which they were.
        rows: cut anew where only the order of their cells is known.
        notes: one for each label that was put right, and for each that is in doubt.
        known: how well the vocabulary explains them: the labels that it knows, less the rows that are lacking.
    """

    words: Vocabulary
    rows: Sequence[Row]
    notes: tuple[Note, ...]
    known: tuple[int, int]

    @property
    def changed(self) -> bool:
        """Whether any label was put right."""
        return any(note.code == "label-read" for note in self.notes)


def mended(rows: Sequence[Row], words: Vocabulary, lexicon: Lexicon) -> Mended:
    """``rows`` with the labels put right that can be told by ``words``."""
    if sum(len(row.cells) for row in rows) > _MOST_CELLS:
        return Mended(words, rows, (), (0, 0))
    official = _official(words.form)
    places = [_Place(at, cell, normalise(cell.text)) for at, row in enumerate(rows) for cell in row.cells]
    seen = Counter(place.label for place in places if place.label in official.words)
    notes: list[Note] = []
    for at, place in enumerate(places):
        if place.gone or not (_unknown(place, words) or _heads_a_row(places, at, words)):
            continue
        below = _rest_below(places, at, words)
        if below is not None:
            text = one_line(place.cell.text) + one_line(places[below].cell.text)
            label = normalise(text)
            if (
                label in official.order
                and seen[label] < official.times[label]
                and _in_order(label, at, below + 1, places, official)
            ):
                for one in places[at:below]:
                    one.gone = one.row == place.row
                _put(places[below : below + 1], official.words[label])
                seen[label] += 1
                notes.append(_note("label-read", text, place.cell, [official.words[label]]))
                continue
        for taken in (3, 2, 1):
            run = places[at : at + taken]
            if len(run) < taken or (taken > 1 and not all(_unknown(one, words) and not one.gone for one in run)):
                continue
            if taken > 1 and any(_is_whole(one.label, official) for one in run):
                continue
            text = "".join(one_line(one.cell.text) for one in run)
            likely = _likely(normalise(text), at, at + taken, places, official, seen, shortened=taken == 1)
            if len(likely) == 1:
                for again in _again(places, at, taken):
                    _put([again], official.words[likely[0]])
                place.guessed = place.label in words.all
                _put(run, official.words[likely[0]])
                seen[likely[0]] += 1
                notes.append(_note("label-read", text, run[0].cell, [official.words[likely[0]]]))
                break
            if len(likely) > 1 and taken == 1:
                notes.append(_note("label-unsure", text, run[0].cell, [official.words[one] for one in likely]))
    made: Sequence[Row] = rows
    if any(note.code == "label-read" for note in notes):
        left = {at: tuple(place.cell for place in group if not place.gone) for at, group in groupby(places, _row_of)}
        made = recut([attrs.evolve(row, cells=left.get(at, ())) for at, row in enumerate(rows)], lexicon)
    sure = frozenset(place.label for place in places if not place.guessed)
    return Mended(words, made, tuple(notes), explained(words, sure))


def _rest_below(places: Sequence[_Place], at: int, words: Vocabulary) -> int | None:
    """The label in the next row that may be the rest of the one at ``at``, behind which there are blanks alone."""
    row = places[at].row
    below = at + 1
    while below < len(places) and (not places[below].cell.text.strip() or _is_group(places[below], row + 1, words)):
        below += 1
    if below == len(places) or places[below].row != row + 1 or places[at + 1].row != row:
        return None
    return below if _unknown(places[below], words) else None


def _is_group(place: _Place, row: int, words: Vocabulary) -> bool:
    return place.row == row and place.label in words.rows and place.label not in words.leaves


def _row_of(place: _Place) -> int:
    return place.row


def _again(places: Sequence[_Place], at: int, taken: int) -> Iterator[_Place]:
    """The cells behind a label that repeat it, as those do that it covers where spans are filled."""
    for one in places[at + taken :]:
        if taken > 1 or one.cell.text != places[at].cell.text or one.row != places[at].row:
            return
        yield one


def _note(code: str, text: str, cell: Cell, labels: Sequence[str]) -> Note:
    return Note(code, text=text, position=cell.position, details=(("label", "、".join(labels)),))


def _unknown(place: _Place, words: Vocabulary) -> bool:
    return (
        0 < len(place.label) <= _LONGEST
        and place.label not in words.all
        and not _FIGURES_BEHIND.search(place.label)
        and not is_value(place.cell.text)
        and not is_page_mark(place.cell.text)
    )


def _heads_a_row(places: Sequence[_Place], at: int, words: Vocabulary) -> bool:
    """Whether a head of a column stands where the label of a row does: between figures."""
    label = places[at].label
    if not words.form.label_depth or label not in words.columns or label in words.rows:
        return False
    around = [one.cell for one in (*places[max(at - 1, 0) : at], *places[at + 1 : at + 2])]
    return len(around) == 2 and all(is_value(cell.text) for cell in around)


def _put(run: Sequence[_Place], label: str) -> None:
    run[0].cell = run[0].cell._replace(text=label)
    run[0].label = normalise(label)
    for one in run[1:]:
        one.gone = True


def _likely(
    printed: str,
    start: int,
    end: int,
    places: Sequence[_Place],
    official: _Official,
    seen: Mapping[str, int],
    *,
    shortened: bool,
) -> list[str]:
    """The labels of the form that ``printed`` may be meant for: none, the one, or several that are as likely."""
    if printed in official.words:
        far = dict.fromkeys(official.row_words.get(printed, ()), 0)
    elif printed in official.aliases:
        far = {official.aliases[printed]: 0}
    else:
        far = {label: cost for label in official.words if (cost := closeness(printed, label)) is not None}
    far = {label: cost for label, cost in far.items() if not _holds_another(printed, label, official)}
    if not far and shortened:
        far = {label: 0 for label in official.words if is_shortened(printed, label)}
        far = far or {label: 0 for label in official.words if is_abridged(printed, label)}
        far = {label: cost for label, cost in far.items() if seen.get(label, 0) < official.times[label]}
    best = [label for label, cost in far.items() if cost == min(far.values())]
    if shortened and best and _goes_on(printed, best, places, end):
        return []
    between = [label for label in best if _in_order(label, start, end, places, official)]
    if any(seen.get(label, 0) >= official.times[label] for label in between):
        return []  # it may as well be one that is there, once more
    return between


def _is_whole(printed: str, official: _Official) -> bool:
    """Whether ``printed`` is a label of the form but for a unit or signs, and thus no part of one."""
    return len(bare_words(printed)) > 2 and any(closeness(printed, label) == 0 for label in official.words)


def _holds_another(printed: str, label: str, official: _Official) -> bool:
    """Whether what ``printed`` has beyond ``label`` is another label, two rows having run into one."""
    if len(printed) < len(label) + 2 or label not in official.order:
        return False
    rests = (printed.removesuffix(label), printed.removeprefix(label))
    return any(closeness(rest, other) is not None for rest in rests if rest != printed for other in official.order)


def _goes_on(printed: str, labels: Sequence[str], places: Sequence[_Place], end: int) -> bool:
    """Whether ``printed`` is how a label begins, and what follows may be the rest of it rather than a cell of its own."""
    following = places[end].label if end < len(places) else ""
    rest = [label for label in labels if label.startswith(printed)]
    return bool(following) and any(label.endswith(following) for label in rest)


def _in_order(label: str, start: int, end: int, places: Sequence[_Place], official: _Official) -> bool:
    """Whether a row's ``label`` stands between its neighbours in the form; heads of columns may stand anywhere."""
    order = official.order
    if label not in order:
        return True
    before = next((order[one.label] for one in reversed(places[:start]) if one.label in order), -1)
    after = next((order[one.label] for one in places[end:] if one.label in order), len(order))
    return before < order[label] < after
