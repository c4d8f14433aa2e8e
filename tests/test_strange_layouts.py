"""Reports as strangers lay them out: every figure is read as printed, or blank with a note that tells of it.

``python -m tests.strange [part of a name …]`` prints what comes of each.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Final

import pytest

import govinfo_report as gr
from tests.strange.all import BUILDERS
from tests.strange.judging import Verdict, judged
from tests.strange.writing import Strange

_LEFT: Final = {
    "pages.hidden_by_class": "a page's style sheet is not followed, so cells that it hides are as good as shown",
    "pages.index_column": "a column of row numbers before the labels is taken for figures",
    "pages.number_column_between": "a column of row numbers between labels and figures makes one figure too many",
    "plain_texts.layout": "labels wrapped around the line of their figures, heads over several lines",
    "plain_texts.layout_pages": "labels wrapped around the line of their figures, heads over several lines",
    "plain_texts.raw_rows": "a label of several lines above a line of figures",
    "plain_texts.raw": "a vertical label, a letter a line, beside a row of figures",
    "plain_texts.semicolons": "semicolons part no cells",
    "plain_texts.wide_spaces": "wide spaces part cells only where they stand under each other",
    "plain_texts.label_after": "the rest of a label below its figures",
    "plain_texts.markers": "a tab before and lone pipes between the cells of one line",
    "words.grid_before": "rows that begin in a later column instead of a merged label",
    "sheets.side_by_side": "tables of a sheet beside each other are one grid",
}
"""What a person reads at a glance and the library leaves, with notes: by the builder, why."""


def _name(make: Callable[[], Strange]) -> str:
    return f"{make.__module__.rpartition('.')[2]}.{make.__name__}"


@cache
def _read(make: Callable[[], Strange]) -> tuple[Strange, Verdict | None]:
    """The document, and what came of it; ``None`` where it was refused."""
    strange = make()
    try:
        report = gr.reads(strange.content, format=strange.format)
    except gr.ReadError:
        return strange, None
    return strange, judged(report, strange.truth)


@pytest.mark.parametrize("make", BUILDERS, ids=_name)
def test_no_figure_is_wrong_or_lost_without_a_note(make: Callable[[], Strange]) -> None:
    strange, verdict = _read(make)
    if verdict is None:
        assert strange.refused
    else:
        assert verdict.wrong == ()
        assert verdict.lost == ()


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(
            make,
            id=_name(make),
            marks=[pytest.mark.xfail(strict=True, reason=_LEFT[_name(make)])] if _name(make) in _LEFT else [],
        )
        for make in BUILDERS
    ],
)
def test_what_a_person_reads_at_a_glance_is_read(make: Callable[[], Strange]) -> None:
    strange, verdict = _read(make)
    if verdict is None:
        pytest.skip("refusing it is as good")
    assert len(verdict.right) >= strange.least


def test_what_is_left_names_builders() -> None:
    assert set(map(_name, BUILDERS)) >= set(_LEFT)
