"""Tables inside running text: labels and digits without a separator, in one line or a line per row.

Such a table is a chain of the form's labels with nothing but figures between them.  It is cut out as a grid of
the structure ``"joined"``; the prose around it stays prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import attrs

from govinfo_report.document import Block, Paragraph
from govinfo_report.parse.run_tokens import run_of, tokens_in
from govinfo_report.parse.rungrid import ORDINAL_HEAD, Run, Token, grid_of
from govinfo_report.parse.vocabulary import Lexicon
from govinfo_report.parse.wordlist import Wordlist, likely, ordinal_of, wordlist
from govinfo_report.wording import cut_headings, fold, normalise

__all__ = ["holds_run", "loosen"]

_SENTENCE = re.compile(r"[。；！？;!?]")
_LONGEST_TEXT: Final = 60
_LONGEST_HEAD: Final = 12
_MOST_GUESSES: Final = 200
_BARE: Final = 4
"""Characters of the longest figure that is surely not several."""


def loosen(blocks: Sequence[Block], words: Lexicon, *, marked: bool) -> tuple[Block, ...]:
    """``blocks`` with the tables in running text cut out as grids.

    Where there are such tables, headings of sections ran into the text as well and are set on lines of their
    own, unless headings are ``marked``.
    """
    found: list[Block] = []
    pending: list[Paragraph] = []
    cut = False
    for block in blocks:
        if isinstance(block, Paragraph) and not block.mark and block.align == "left":
            pending.append(block)
            continue
        parts = _tables_in(pending, words)
        cut = cut or parts is not None
        found.extend(pending if parts is None else parts)
        pending = []
        found.append(block)
    parts = _tables_in(pending, words)
    found.extend(pending if parts is None else parts)
    if (not cut and parts is None) or marked:
        return tuple(found)
    return tuple(part for block in found for part in _with_headings_apart(block))


def holds_run(text: str, words: Lexicon) -> bool:
    """Whether a paragraph of this text could be taken for part of a table in running text."""
    known = wordlist(words)
    if known.glued.search(text) is None or known.pattern.search(fold(text)) is None:
        return False
    tokens = tokens_in(run_of([Paragraph(text)]), known)
    return any(
        one.kind == "label" and other.kind == "figures" and (len(tokens) == 2 or _labels(tokens) > 1)
        for one, other in pairwise(tokens)
    )


def _labels(tokens: Sequence[Token]) -> int:
    return sum(token.kind == "label" for token in tokens)


def _with_headings_apart(block: Block) -> Iterator[Block]:
    if not isinstance(block, Paragraph) or block.mark or block.align == "right":
        yield block
        return
    for text in cut_headings(block.text):
        yield attrs.evolve(block, text=text)


def _tables_in(paragraphs: Sequence[Paragraph], words: Lexicon) -> list[Block] | None:
    """The paragraphs with their tables as grids, ``None`` where they have none."""
    known = wordlist(words)
    if not _may_hold_table(paragraphs, known):
        return None
    run = run_of(paragraphs)
    tokens = tokens_in(run, known)
    chains = _chains(tokens, run, words)
    if not chains:
        return None
    tokens = _resolved(tokens, chains, run, words)
    chains = _chains(tokens, run, words)
    blocks: list[Block] = []
    at = 0
    marks = list(run.page_marks)
    for first, stop in chains:
        grid, end = grid_of(tokens, first, stop, run, words)
        blocks.extend(_prose(run, at, tokens[first].start, marks))
        inside = [mark for mark in marks if mark[0] < end]
        marks = marks[len(inside) :]
        blocks.extend((grid, *(paragraph for _, paragraph in inside)))
        at = end
    blocks.extend(_prose(run, at, len(run.text), marks))
    return blocks


def _may_hold_table(paragraphs: Sequence[Paragraph], known: Wordlist) -> bool:
    """Whether figures stand right behind a label somewhere, or several in a line of their own; cheap."""
    before = ""
    for paragraph in paragraphs:
        text = paragraph.text
        if known.glued.search(before + text if len(text) > _BARE and text[0].isdigit() else text):
            return True
        before = text[-1:]
    return False


def _prose(run: Run, start: int, end: int, marks: list[tuple[int, Paragraph]]) -> Iterator[Paragraph]:
    """The paragraphs from ``start`` to ``end``, with the marks of pages among them."""
    at = start
    for line in run.text[start:end].split("\n"):
        while marks and marks[0][0] <= at:
            yield marks.pop(0)[1]
        if line.strip():
            yield attrs.evolve(run.paragraph(at), text=line.strip())
        at += len(line) + 1


def _chains(tokens: Sequence[Token], run: Run, words: Lexicon) -> list[tuple[int, int]]:
    """Where the tables are: first token and one past the last."""
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(tokens):
        stop = at + 1
        if tokens[at].kind == "label":
            while stop < len(tokens) and not _breaks(tokens[stop], run):
                stop += 1
            first, last = _trimmed(tokens, at, stop, run)
            if _is_table(tokens[first:last], run, words):
                found.append((first, last))
        at = stop
    return found


def _breaks(token: Token, run: Run) -> bool:
    """Whether no table goes on over ``token``: prose, or the heading of a section."""
    if token.kind != "text":
        return False
    text = run.text[token.start : token.end]
    return len(text) > _LONGEST_TEXT or bool(_SENTENCE.search(text) or ORDINAL_HEAD.search(text))


def _trimmed(tokens: Sequence[Token], first: int, stop: int, run: Run) -> tuple[int, int]:
    """The chain without the labels at its ends that stand in prose."""
    while first < stop:
        behind = first + 1 + (first + 1 < stop and tokens[first + 1].kind == "figures")
        if behind >= stop or tokens[behind].kind == "label" or _heads_beside(tokens, behind, run):
            break
        first = behind + 1
    last = stop
    while last > first and tokens[last - 1].kind != "figures":
        last -= 1
    if last - 2 > first and tokens[last - 2].kind == "text" and not _ends_line(tokens, last, run):
        return _trimmed(tokens, first, last - 2, run)
    end = last
    while end < stop and tokens[end].kind == "label":
        end += 1
    return first, end if _ends_line(tokens, end, run) else last


def _heads_beside(tokens: Sequence[Token], at: int, run: Run) -> bool:
    """Whether the token ``at`` is a head of the organ's own: the rest of a line that the label before it begins."""
    label, head = tokens[at - 1], tokens[at]
    text = run.text[head.start : head.end]
    before = run.text[run.text.rfind("\n", 0, label.start) + 1 : label.start]
    ends = text.rstrip(" \t\u3000").endswith("\n") or _ends_line(tokens, at + 1, run)
    on_its_line = not before.strip() and "\n" not in run.text[label.start : label.end] + text.strip()
    return label.kind == "label" and on_its_line and ends and len(text.strip()) <= _LONGEST_HEAD


def _ends_line(tokens: Sequence[Token], stop: int, run: Run) -> bool:
    """Whether a line ends before the token ``stop``, or the heading of a section follows."""
    if stop >= len(tokens):
        return True
    between = run.text[tokens[stop - 1].end : tokens[stop].end]
    return "\n" in between[: len(between) - len(between.lstrip())] or bool(ORDINAL_HEAD.match(between.lstrip()))


def _is_table(tokens: Sequence[Token], run: Run, words: Lexicon) -> bool:
    """Whether a chain is a table whose figures ran into its labels: rows of figures among labels enough."""
    labels = [normalise(token.label) for token in tokens if token.kind == "label"]
    others = sum(token.kind == "text" for token in tokens)
    rows = 0
    heads = 0
    bare = False
    for token, following in pairwise(tokens):
        if token.kind != "label":
            heads = 0
            continue
        of_row = normalise(token.label) in words.heads
        heads = 0 if of_row else heads + 1
        if following.kind == "figures":
            line = run.text[token.end : following.end].lstrip(" \t\u3000").split("\n")[0]
            rows += of_row and bool(line.strip())
            bare = bare or (
                heads > 2
                and any(len(one.strip()) > _BARE for one in run.text[following.start : following.end].split("\n"))
            )
    return others <= len(labels) and ((rows >= 2 and len(set(labels)) >= 4) or (bare and len(set(labels)) >= 5))


def _resolved(tokens: Sequence[Token], chains: Sequence[tuple[int, int]], run: Run, words: Lexicon) -> list[Token]:
    """The tokens with mistyped and shortened labels in and beside the chains recognised.

    What is like the label of a row that is there is another row.
    """
    known = wordlist(words)
    there = {normalise(token.label) for token in tokens if token.kind == "label"} & words.heads
    near = {at for first, stop in chains for at in range(max(first - 4, 0), min(stop + 8, len(tokens)))}
    guesses = 0
    resolved: list[Token] = []
    for at, token in enumerate(tokens):
        text = run.text[token.start : token.end]
        if token.kind == "text" and at in near and len(text) <= 2 * _LONGEST_TEXT and guesses < _MOST_GUESSES:
            guesses += 1
            label = likely(known, fold(text).lstrip(".,:"))
            if label is not None and normalise(label) not in there:
                token = attrs.evolve(token, kind="label", label=label)
                number = ordinal_of(label)
                before = resolved[-1] if resolved else None
                if number and before is not None and before.kind == "figures" and not fold(text).startswith(number):
                    token, resolved[-1] = _with_ordinal(token, before, number, run)
        resolved.append(token)
    return resolved


def _with_ordinal(label: Token, figures: Token, number: str, run: Run) -> tuple[Token, Token]:
    """The ordinal given back to ``label`` where a point shows it among the ``figures``, else noted as lacking."""
    digits = fold(run.text[figures.start : figures.end])
    between = run.text[figures.start : label.start]
    same_line = "\n" not in between[len(between.rstrip()) :]
    if same_line and fold(run.text[label.start : label.end])[0] in ".,:" and digits.endswith(number):
        cut = figures.end - len(number)
        return attrs.evolve(label, start=cut), attrs.evolve(figures, end=cut)
    return attrs.evolve(label, lacking=number), figures
