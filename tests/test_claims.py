"""What is found in prose: sentence by sentence, in the corpus, and against generated tables."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import govinfo_report as gr
from govinfo_report.prose.claim import Claim
from govinfo_report.prose.figures import read_count, read_money
from govinfo_report.prose.vocabulary import words
from govinfo_report.testing import lines, reports
from tests.claim_sentences import SENTENCES, SHORT
from tests.conftest import truth
from tests.corpus_claims import READINGS, TRUE_FIGURES

Found = list[tuple[str, Any, Any]]


def with_prose(report: gr.Report, *texts: str) -> gr.Report:
    return attrs.evolve(report, overview=gr.Section.of("一、总体情况", *texts))


def found(*texts: str, year: int | None = 2023, agency: str = "临江县人民政府") -> Found:
    report = with_prose(gr.Report(year=year, agency=agency), *texts)
    return [(claim.kind, claim.low, claim.high) for claim in gr.claims(report)]


def expected(short: str) -> Found:
    return [_expected(*one.rsplit(" ", 1)) for one in short.split(", ") if one]


def _expected(name: str, figure: str) -> tuple[str, Any, Any]:
    if name in SHORT:
        kind = SHORT[name]
    elif "+" in name:
        kind = "+".join(SHORT[one] for one in name.split("+"))
    else:
        first, dot, rest = name.partition(".")
        kind = SHORT.get(first, first) + dot + rest
    if figure.endswith("+"):
        return kind, int(figure[:-1]), None
    low, dash, high = figure.partition("-")
    if dash:
        return kind, int(low or 0), int(high)
    value = Decimal(figure)
    return kind, value, value


@pytest.mark.parametrize(("sentence", "short"), SENTENCES, ids=[sentence[:24] for sentence, _ in SENTENCES])
def test_sentence(sentence: str, short: str) -> None:
    assert found(sentence) == expected(short)


def test_the_sentences_are_enough() -> None:
    assert len(SENTENCES) >= 120
    assert len({sentence for sentence, _ in SENTENCES}) == len(SENTENCES)
    assert sum(not short for _, short in SENTENCES) >= 50


@pytest.mark.parametrize("name", READINGS)
def test_every_claim_that_a_person_finds_and_no_other(corpus: Path, name: str) -> None:
    report = gr.read(corpus / name)
    claims = gr.claims(report)
    seen = [(one.quote.part, one.quote.paragraph, one.kind, one.low) for one in claims]
    assert seen == [(one.part, one.paragraph, one.kind, one.number) for one in READINGS[name]]
    for claim, one in zip(claims, READINGS[name], strict=True):
        part = report.sections[one.part].paragraphs[one.paragraph].text
        assert part[claim.quote.start : claim.quote.end] == claim.quote.text
        assert one.beside in claim.quote.text
    verdicts = {_place(finding): finding.status for finding in narrative(report)}
    for claim, one in zip(claims, READINGS[name], strict=True):
        assert verdicts.get((claim.quote, claim.kind.split("+")[0].split(".")[1] if claim.paths else ""), "none") == (
            one.verdict
        ), one


def narrative(report: gr.Report) -> list[gr.Finding]:
    return [finding for finding in report.check() if finding.rule.id.startswith("narrative.")]


def failed(report: gr.Report) -> list[gr.Finding]:
    return [finding for finding in narrative(report) if finding.status == "failed"]


def _place(finding: gr.Finding) -> tuple[gr.Quote, str]:
    return finding.quotes[0], finding.paths[0].split(".")[1]


@pytest.mark.parametrize("name", TRUE_FIGURES)
def test_figures_that_the_reader_left_blank(corpus: Path, name: str) -> None:
    report = gr.read(corpus / name)
    cells = {path: value for path, value in truth(corpus, name.removesuffix(".txt")).items() if "normative" in path}
    statuses = {finding.quotes[0].text: finding.status for finding in narrative(report.with_cells(cells))}
    for beside, verdict in TRUE_FIGURES[name]:
        assert [status for text, status in statuses.items() if beside in text] == [verdict]
