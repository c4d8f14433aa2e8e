"""Which year's report is the wrong one, where reports of consecutive years do not agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from time import monotonic
from typing import Any, Final

import attrs

from govinfo_report.compiled import Form, compile_form
from govinfo_report.diagnosis.engine import Bounds, diagnose
from govinfo_report.diagnosis.explanation import Explanation, cell_place
from govinfo_report.diagnosis.slips import KINDS, Kind, event
from govinfo_report.errors import ValueRefused, shown
from govinfo_report.messages import SOURCE_LOCALE, Joined, Message, message, translate
from govinfo_report.prose import claim_weights
from govinfo_report.report import Report
from govinfo_report.rules.years import same_organ
from govinfo_report.together.joint import TIES, Joint, joint

__all__ = ["SeriesExplanation", "SeriesFault", "YearCorrection", "diagnose_series"]

_TABLES: Final = tuple(dict.fromkeys(tie.table for tie in TIES))
_FEW: Final = 5


@attrs.frozen
class YearCorrection:
    """One figure of one year's report that must have been another.

    Attributes:
        year: of the report.
        path: of the cell in it.
        published: what the report says.
        suggested: what it must have been.
        kind: how it came about, as of :class:`govinfo_report.Correction`.
        confirmed: whether the prose of that report says the published figure, too.
    """

    year: int
    path: str
    published: int
    suggested: int
    kind: Kind
    confirmed: bool
    form: Form = attrs.field(repr=False)

    def text(self, locale: str = SOURCE_LOCALE, *, certain: bool = True) -> str:
        """Where, what is printed, and what it must (or may) have been."""
        place = cell_place(self.form, self.form.cells[self.form.index[self.path]], locale)
        facts: dict[str, int | str | Message] = {
            "place": place,
            "published": self.published,
            "suggested": self.suggested,
            "kind": KINDS[self.kind],
        }
        if certain:
            told = message("{place}：印作{published}，应为{suggested}（{kind}）", **facts)
        else:
            told = message("{place}：印作{published}，可能应为{suggested}（{kind}）", **facts)
        if self.confirmed:
            told = message("{what}，但该报告的文字也写作{value}", what=told, value=self.published)
        return told.text(locale)


@attrs.frozen
class SeriesExplanation:
    """A smallest set of corrections after which the years agree and each report's own sums hold.

    Attributes:
        corrections: by year, in the order of the form.
        rank: from 1, the best among those of its fault.
        score: the logarithm of how likely such errors are; only differences within a fault mean something.
    """

    corrections: tuple[YearCorrection, ...]
    rank: int
    score: float

    @property
    def years(self) -> tuple[int, ...]:
        """The years whose reports it holds wrong."""
        return tuple(dict.fromkeys(one.year for one in self.corrections))

    def text(self, locale: str = SOURCE_LOCALE, *, certain: bool = False) -> str:
        """The years, and what to write instead."""
        parts = []
        for year, group in groupby(self.corrections, key=lambda one: one.year):
            each = translate("；", locale).join(one.text(locale, certain=certain) for one in group)
            parts.append(message("{year}年度的报告，{each}", year=str(year), each=each).text(locale))
        return translate("；", locale).join(parts)


@attrs.frozen
class SeriesFault:
    """One disagreement, and which report may be to blame.

    Attributes:
        table: the name of the table.
        ties: the ids of the findings of ``gr.check_series`` that fail with it; empty where one report alone fails.
        own: by year the ids of the findings of that report that fail with it.
        explanations: the best first; empty where none was found.
        count: how many there are in all.
        complete: whether all explanations as small as the smallest are given.
        bound: says what is missing and why, ``None`` where ``complete``.
    """

    table: str
    ties: tuple[str, ...]
    own: dict[int, tuple[str, ...]]
    explanations: tuple[SeriesExplanation, ...]
    count: int
    complete: bool
    bound: Message | Joined | None

    @property
    def year(self) -> int | None:
        """The year whose report is wrong, ``None`` where the figures cannot tell."""
        years = {one.years for one in self.explanations}
        only = next(iter(years)) if self.complete and len(years) == 1 else ()
        return only[0] if len(only) == 1 else None

    @property
    def years(self) -> tuple[int, ...]:
        """Every year whose report may be wrong, the likeliest first."""
        return tuple(dict.fromkeys(year for one in self.explanations for year in one.years))

    def lines(self, locale: str = SOURCE_LOCALE) -> Iterator[str]:
        """A line that says whose report is wrong, or that it cannot be told; then the candidates, one a line."""
        if not self.explanations:
            yield message("各年度的数字不衔接，但未找到错在哪一年度").text(locale)
        elif self.count == 1:
            yield self.explanations[0].text(locale, certain=True)
        else:
            yield self._verdict(locale)
            shown = self._best_of_each()[:_FEW]
            yield from (f"- {one.text(locale)}" for one in shown)
            if self.count > len(shown):
                yield message("另有{count}种改法", count=self.count - len(shown)).text(locale)
        if any(tie.startswith("series.in-force@") for tie in self.ties):
            yield message("文件也可能不经废止而失效，或调整了统计口径；如有说明则不必改正").text(locale)
        if self.bound is not None:
            yield self.bound.text(locale)

    def text(self, locale: str = SOURCE_LOCALE) -> str:
        """:meth:`lines` as one text."""
        return "\n".join(self.lines(locale))

    def to_dict(self, locale: str = SOURCE_LOCALE) -> dict[str, Any]:
        """Plain data for machines."""
        return {
            "table": self.table,
            "year": self.year,
            "years": list(self.years),
            "ties": list(self.ties),
            "own": {str(year): list(ids) for year, ids in self.own.items()},
            "count": self.count,
            "complete": self.complete,
            "bound": None if self.bound is None else self.bound.text(locale),
            "explanations": [
                {
                    "years": list(one.years),
                    "rank": one.rank,
                    "score": one.score,
                    "corrections": [
                        {key: value for key, value in attrs.asdict(each, recurse=False).items() if key != "form"}
                        for each in one.corrections
                    ],
                    "text": one.text(locale, certain=self.count == 1),
                }
                for one in self.explanations
            ],
            "text": self.text(locale),
        }

    def __str__(self) -> str:
        return self.text()

    def _verdict(self, locale: str) -> str:
        if self.year is not None:
            told = message(
                "{year}年度的报告有误，改法有{count}种，最可能的在前：", year=str(self.year), count=self.count
            )
        elif not self.own:
            told = message("各年度的报告自身相符，仅凭数字不能断定哪一年度有误；可能的改法，最可能的在前：")
        else:
            told = message("仅凭数字不能断定哪一年度的报告有误；可能的改法，最可能的在前：")
        return told.text(locale)

    def _best_of_each(self) -> list[SeriesExplanation]:
        """The best of each choice of years; of one year alone, all."""
        if self.year is not None:
            return list(self.explanations)
        best: dict[tuple[int, ...], SeriesExplanation] = {}
        for one in self.explanations:
            best.setdefault(one.years, one)
        return list(best.values())


def diagnose_series(reports: Iterable[Report], *, seconds: float = 1.5, limit: int = 100) -> tuple[SeriesFault, ...]:
    """Which year's report holds the wrong figure, and what it must have been.

    The identities of every year and what ties consecutive years (carried over, in force, items) are one system; its
    smallest sets of corrections are sought as :meth:`Report.diagnose` does.  A wrong figure that fails its own report's
    sums as well is traced to that report; where both years add up, candidates of both are given, and ``year`` is ``None``.
    Likelier errors come first, those against a figure that the report's prose repeats last.  Blanks are unknowns.

    Args:
        reports: of one organ, in whatever order; those without a year are left out, of several of a year the last given
            counts, and years are tied where they follow each other and the organ is the same.
        seconds: when to stop searching, for everything together.
        limit: how many explanations of one fault are given at most.

    Raises:
        ValueRefused: something that is no report, or a bound out of range.
    """
    bounds = Bounds(seconds, limit)
    until = monotonic() + seconds
    by_year: dict[int, Report] = {}
    for report in reports:
        if not isinstance(report, Report):
            raise ValueRefused(message("应为{expected}，而不是{value}", expected="Report", value=shown(report)))
        if report.year is not None:
            by_year[report.year] = report
    made: list[SeriesFault] = []
    claimed: dict[int, Mapping[str, float]] = {}
    for name in _TABLES:
        for run in _runs(by_year, name):
            whole = joint(tuple(form for _, form, _ in run))
            values = [value for _, _, own in run for value in own]
            left = Bounds(max(0.0, until - monotonic()), bounds.limit)
            found = diagnose([(whole.form, values)], {}, left)
            for year, _, _ in run if found else ():
                if year not in claimed:
                    claimed[year] = claim_weights(by_year[year])
            for _, group in groupby(found, key=lambda one: one.component):
                made.append(_fault(name, run, whole, list(group), claimed))
    return tuple(made)


_Run = Sequence[tuple[int, Form, Sequence[Any]]]


def _runs(by_year: Mapping[int, Report], name: str) -> Iterator[_Run]:
    """Consecutive years of one organ that have the table: year, form and figures of each."""
    run: list[tuple[int, Form, Sequence[Any]]] = []
    before: Report | None = None
    for year in sorted(by_year):
        report = by_year[year]
        table = getattr(report, name)
        follows = before is not None and run and run[-1][0] == year - 1 and same_organ(before.agency, report.agency)
        if run and (table is None or not follows):
            yield run
            run = []
        if table is not None:
            form = compile_form(type(table))
            run.append((year, form, form.values(table)))
        before = report
    if run:
        yield run


def _fault(
    name: str, run: _Run, whole: Joint, found: Sequence[Explanation], claimed: Mapping[int, Mapping[str, float]]
) -> SeriesFault:
    first = found[0]
    ties = [whole.ties[one] for one in first.mends if one in whole.ties]
    own: dict[int, list[str]] = {}
    for one in first.mends:
        if one in whole.own:
            at, finding = whole.own[one]
            own.setdefault(run[at][0], []).append(finding)
    judged = [_judged(run, one, claimed) for one in found if one.corrections]
    judged.sort(key=lambda one: -one[1])
    return SeriesFault(
        name,
        tuple(f"{rule}@{path}@{run[at][0]}" for at, rule, path in ties),
        {year: tuple(ids) for year, ids in sorted(own.items())},
        tuple(SeriesExplanation(corrections, rank, score) for rank, (corrections, score) in enumerate(judged, 1)),
        first.count,
        first.complete,
        first.bound,
    )


def _judged(
    run: _Run, explanation: Explanation, claimed: Mapping[int, Mapping[str, float]]
) -> tuple[tuple[YearCorrection, ...], float]:
    """The corrections with their years, and how likely they are, given what the prose repeats."""
    corrections = []
    for one in explanation.corrections:
        place, _, path = one.path.partition(":")
        year, form, _ = run[int(place)]
        confirmed = path in claimed[year]
        corrections.append(YearCorrection(year, path, one.published, one.suggested, one.kind, confirmed, form))
    surplus = sum(event(claimed[one.year][one.path] - 1) for one in corrections if one.confirmed)
    return tuple(corrections), explanation.score + surplus
