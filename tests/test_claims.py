"""What is found in prose: sentence by sentence, in the corpus, and against generated tables."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import govinfo_report as gr
from govinfo_report.prose import compared
from govinfo_report.prose.claim import Claim
from govinfo_report.prose.comparing import Compared
from govinfo_report.prose.figures import read_count, read_money
from govinfo_report.prose.vocabulary import words
from govinfo_report.rules import narrative as narrative_room
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


# Properties.

_FRAGMENTS = [sentence[at : at + 4] for sentence, _ in SENTENCES for at in range(0, len(sentence), 4)]


@given(reports())
def test_any_report_can_be_compared(report: gr.Report) -> None:
    for finding in narrative(report):
        assert finding.quotes
        assert finding.text()
        assert finding.text("en")


@given(st.lists(st.one_of(st.sampled_from(_FRAGMENTS), lines()), max_size=12), st.integers(2022, 2024))
def test_any_prose_can_be_read(fragments: list[str], year: int) -> None:
    text = "".join(fragments).replace("\n", "").strip() or "无"
    cut, letters = words()
    assert "".join(cut(text)) == text
    assert all(len(letters[word]) == 1 for word in cut(text))
    try:
        section = gr.Section.of("一、总体情况", text)
    except gr.ValueRefused:
        return
    table = gr.Report.from_cells({"applications.received.total": 1}, year=year, overview=section)
    for claim in gr.claims(table):
        part = section.paragraphs[claim.quote.paragraph].text
        assert part[claim.quote.start : claim.quote.end] == claim.quote.text
    assert all(finding.text() for finding in narrative(table))


_A, _O, _D = "applications", "applications.outcomes", "disputes"
_ROWS = {
    "got": [f"{_A}.received.total"],
    "in": [f"{_A}.carried_in.total"],
    "out": [f"{_A}.carried_out.total"],
    "done": [f"{_O}.total.total"],
    "yes": [f"{_O}.disclosed.total"],
    "part": [f"{_O}.partly_disclosed.total"],
    "none": [f"{_O}.unavailable.{name}.total" for name in ("not_held", "requires_creation", "still_unclear")],
    "rec": [f"{_D}.reconsideration.total"],
    "rec7": [f"{_D}.reconsideration.upheld"],
    "rec8": [f"{_D}.reconsideration.corrected"],
    "suit": [f"{_D}.litigation.direct.total", f"{_D}.litigation.after_reconsideration.total"],
    "suit7": [f"{_D}.litigation.direct.upheld", f"{_D}.litigation.after_reconsideration.upheld"],
    "direct": [f"{_D}.litigation.direct.total"],
    "norm+": ["disclosure.normative_documents.issued"],
    "norm-": ["disclosure.normative_documents.repealed"],
    "norm=": ["disclosure.normative_documents.in_force"],
    "permit": ["disclosure.licensing.decisions"],
    "fine": ["disclosure.penalties.decisions"],
}
_TEMPLATES = [
    "{got}|全年收到政府信息公开申请{0}件|，上年结转{in}件|，办结{done}件|，结转下年度{out}件|。",
    "{got}|我县受理政府信息公开申请{0}宗|（含上年度结转{in}件|，另有{out}件顺延到下年度答复）|。",
    "{done}|答复申请{0}件|，其中予以公开{yes}件|、部分公开{part}件|、无法提供{none}件|。",
    "{rec}|因政府信息公开被申请行政复议{0}件|，其中维持{rec7}件|、纠正{rec8}件|。",
    "{suit}|政府信息公开行政诉讼{0}件|，其中未经复议直接起诉{direct}件|。",
    "{suit}|被提起行政诉讼{0}件|，结果维持{suit7}件|。",
    "{norm+}|全年制发行政规范性文件{0}件|，废止{norm-}件|，年末现行有效{norm=}件|。",
    "{permit}|全年作出行政许可决定{0}件|、行政处罚决定{fine}件|。",
]
_NOISE = [
    "全年主动公开政府信息{0}条。",
    "召开新闻发布会{0}场。",
    "较上年增加{0}件。",
    "2022年收到政府信息公开申请{0}件。",
]


def _written(number: int, dress: str) -> str:
    if dress == "grouped":
        return f"{number:,}"
    return str(number).translate({48 + at: 0xFF10 + at for at in range(10)}) if dress == "wide" else str(number)


@st.composite
def told(draw: st.DrawFn) -> tuple[gr.Report, gr.Report]:
    """A report whose prose agrees with its tables, and the same with one figure of the prose changed."""
    figures = st.integers(2, 9_999)
    cells = {path: draw(figures) for paths in _ROWS.values() for path in paths}
    pieces: list[tuple[str, int | None]] = []
    for template in draw(st.lists(st.sampled_from(_TEMPLATES), min_size=1, max_size=3, unique=True)):
        opening, first, *rest = template.split("|")
        pieces.append((first, sum(cells[path] for path in _ROWS[opening.strip("{}")])))
        for piece in rest:
            name = piece[piece.find("{") + 1 : piece.find("}")]
            value = sum(cells[path] for path in _ROWS[name]) if "{" in piece else None
            pieces.append((piece.replace(name, "0") if value is not None else piece, value))
        pieces.append((draw(st.sampled_from(_NOISE)).format(draw(figures)), None))
    changed = draw(st.sampled_from([at for at, (_, value) in enumerate(pieces) if value is not None]))
    dress = draw(st.sampled_from(("plain", "grouped", "wide")))
    texts = [[], []]  # type: list[list[str]]
    for at, (piece, value) in enumerate(pieces):
        for which in (0, 1):
            wrong = 1_000_003 if which and at == changed else 0
            texts[which].append(piece if value is None else piece.format(_written(value + wrong, dress)))
    report = gr.Report.from_cells(cells, year=2023, agency="临江县人民政府")
    return with_prose(report, "".join(texts[0])), with_prose(report, "".join(texts[1]))


@given(told())
def test_prose_that_agrees_passes_and_one_changed_figure_fails_once(pair: tuple[gr.Report, gr.Report]) -> None:
    agreeing, changed = pair
    assert [finding.text() for finding in narrative(agreeing) if finding.status != "passed"] == []
    assert len(failed(changed)) == 1
    assert len(narrative(changed)) == len(narrative(agreeing)) > 0


# One thing each.

TABLE: dict[str, int | Decimal | None] = {
    "applications.received.total": 57,
    "applications.carried_in.total": 3,
    "applications.outcomes.total.total": 57,
    "applications.outcomes.disclosed.total": 20,
    "applications.outcomes.partly_disclosed.total": 10,
    "applications.carried_out.total": 3,
    "disputes.reconsideration.total": 2,
    "disputes.reconsideration.upheld": 2,
    "disclosure.normative_documents.issued": 6,
    "disclosure.normative_documents.in_force": 41,
    "disclosure.fees.amount": Decimal("12.5"),
}


def verdicts(*texts: str, cells: Mapping[str, Any] = TABLE, year: int = 2023) -> list[tuple[str, str]]:
    report = with_prose(gr.Report.from_cells(cells, year=year, agency="临江县人民政府"), *texts)
    return [(finding.rule.id.removeprefix("narrative."), finding.status) for finding in narrative(report)]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("收到申请57件。", "passed"),
        ("收到申请60件。", "passed"),  # what was carried in counted, too
        ("收到申请58件。", "failed"),
        ("收到申请50余件。", "passed"),
        ("收到申请70余件。", "failed"),
        ("收到申请近60件。", "passed"),
        ("收到申请近50件。", "failed"),
        ("收到申请约55件。", "passed"),
        ("收到申请约80件。", "failed"),
        ("收到申请五十七件。", "passed"),
        ("收到申请12件。".replace("1", "１"), "failed"),
        ("未收到政府信息公开申请。", "failed"),
        ("办理依申请公开60件。", "passed"),
        ("收到申请57件，予以公开30件。", "passed"),
        ("收到申请57件，予以公开31件。", "failed"),
        ("全年行政事业性收费12.5万元。", "passed"),
        ("全年行政事业性收费125034元。", "passed"),  # the table rounds to 0.1 万元
        ("全年行政事业性收费130000元。", "failed"),
        ("收到申请57件，无法提供3件。", "incomplete"),
    ],
)
def test_one_claim(text: str, status: str) -> None:
    assert verdicts(text)[-1][1] == status


def test_money_with_more_decimals_than_the_unit_of_the_form_has_room_for() -> None:
    cells = {"disclosure.fees.amount": gr.Amount(Decimal("39.40000"), "元")}
    assert verdicts("收取行政事业性收费39.4元。", cells=cells) == [("disclosure", "passed")]
    assert verdicts("收取行政事业性收费39.5元。", cells=cells) == [("disclosure", "failed")]


def test_a_rule_alone_finds_what_it_finds_among_all(monkeypatch: pytest.MonkeyPatch) -> None:
    report = with_prose(gr.Report.from_cells(TABLE, year=2023), "收到申请58件，制发规范性文件7件，公开规范性文件8件。")
    readings: list[gr.Report] = []

    def counted(one: gr.Report) -> tuple[Compared, ...]:
        readings.append(one)
        return compared(one)

    monkeypatch.setattr(narrative_room, "compared", counted)
    everything = report.check()
    assert readings == [report]
    for rule in narrative_room.RULES:
        assert rule.check is not None
        own = [finding for finding in everything if finding.rule == rule]
        assert list(rule.check(report)) == own == list(report.check(rules=rule.id))


def test_zero_claims_and_carried_in() -> None:
    cells = {"applications.received.total": 0, "applications.carried_in.total": 2}
    assert verdicts("全年未收到政府信息公开申请。", cells=cells) == [("applications", "passed")]


def test_another_scope_is_a_hint_and_not_even_that_where_the_table_agrees_with_one() -> None:
    assert verdicts("县交通运输局收到政府信息公开申请17件。") == [("scope", "failed")]
    assert verdicts("全县收到政府信息公开申请17件。") == [("scope", "failed")]
    assert verdicts("临江县人民政府收到政府信息公开申请17件。") == [("applications", "failed")]
    assert verdicts("我县收到政府信息公开申请17件。") == [("applications", "failed")]
    assert verdicts("全县收到政府信息公开申请57件，其中县本级收到政府信息公开申请17件。") == [
        ("applications", "passed")
    ]
    assert verdicts("收到政府信息公开申请17件。", "全县收到政府信息公开申请57件。") == [
        ("applications", "passed"),
        ("scope", "failed"),
    ]


def test_wide_words_are_hints() -> None:
    assert verdicts("公开规范性文件6件。") == [("wording", "passed")]
    assert verdicts("公开规范性文件7件。") == [("wording", "failed")]
    assert verdicts("制发规范性文件7件。") == [("disclosure", "failed")]
    assert verdicts("行政复议2件，均获维持。") == [("disputes", "passed"), ("wording", "passed")]


def test_blanks_are_no_zeros() -> None:
    report = gr.Report.blank("2021", year=2023)
    texts = "收到申请12件，办结12件，不予公开2件。未发生行政复议。全年行政事业性收费3万元。"
    assert {finding.status for finding in narrative(with_prose(report, texts))} == {"incomplete"}


def test_blank_totals_have_at_least_what_their_rows_print() -> None:
    cells = {
        "applications.received.total": 40,
        "applications.outcomes.disclosed.natural_person": 9,
        "applications.outcomes.disclosed.other": 2,
    }
    texts = "收到申请40件，予以公开{}件。"
    assert verdicts(texts.format(10), cells=cells)[1] == ("applications", "failed")
    assert verdicts(texts.format(11), cells=cells)[1] == ("applications", "incomplete")
    assert verdicts(texts.format(15), cells=cells)[1] == ("applications", "incomplete")


def test_all_upheld_beside_other_results() -> None:
    cells = {"disputes.litigation.direct.upheld": 8, "disputes.litigation.direct.pending": 1}
    report = with_prose(gr.Report.from_cells(cells, year=2023), "政府信息公开诉讼9件，均获维持。")
    finding = failed(report)[0]
    assert finding.paths == ("disputes.litigation.direct.pending",)
    assert finding.text() == (
        "一、总体情况 第1段“均获维持”：表四 行政诉讼·未经复议直接起诉·尚未审结为1，而文字称全部是另一种结果，不符"
    )


def test_claims_of_what_no_table_holds() -> None:
    report = with_prose(gr.Report.from_cells(TABLE, year=2023), "全年收取信息处理费40元，行政诉讼4件，废止规章1件。")
    bare = attrs.evolve(report, disputes=None)
    assert [claim.paths for claim in gr.claims(bare)][:2] == [(), ()]
    assert narrative(attrs.evolve(bare, disclosure=None)) == []


def test_a_report_of_an_unknown_year_claims_nothing_for_a_year() -> None:
    assert found("2023年收到政府信息公开申请5件。", year=None) == []
    assert found("收到政府信息公开申请5件。", year=None) == [("applications.received", 5, 5)]


def test_a_heading_says_what_the_next_paragraph_is_about() -> None:
    assert found("（二）依申请公开申请办理情况", "全年收到5件，办结5件。") == expected("got 5, done 5")
    assert found("全年收到5件，办结5件。") == []


def test_what_was_spoken_of_is_forgotten_behind_other_sentences() -> None:
    assert found("收到政府信息公开申请5件。开展培训。办结5件。") == expected("got 5")


def test_editions() -> None:
    cells = {"disclosure.normative_documents.made": 3, "disclosure.normative_documents.published": 2}
    texts = ("制发规范性文件3件。", "公开规范性文件2件。", "废止规范性文件1件。")
    assert verdicts(*texts, cells=cells, year=2019) == [("disclosure", "passed"), ("wording", "passed")]


def test_paragraphs_are_counted_as_who_reads_the_page_counts_them() -> None:
    lines = (
        "（一）收到申请70件",
        "引言。",
        "（二）依申请公开",
        "收到申请71件。",
        "一是收到申请72件。",
        "1.办理情况",
        "收到申请73件。",
    )
    report = with_prose(gr.Report.from_cells(TABLE, year=2023), *lines)
    assert report.overview is not None
    assert [one.level for one in report.overview.paragraphs] == [1, 0, 1, 0, 4, 2, 0]
    told = {finding.left: finding for finding in failed(report)}
    assert told[70].text().startswith("一、总体情况 小标题“收到申请70件”：")
    assert told[70].text("en").startswith("I. Overview, sub-heading “收到申请70件”: ")
    assert [told[claimed].text()[7:10] for claimed in (71, 72, 73)] == ["第2段", "第3段", "第4段"]
    assert [told[claimed].quotes[0].paragraph for claimed in (70, 71, 72, 73)] == [
        0,
        3,
        4,
        6,
    ]  # of the value, all count


def test_the_words_of_a_finding() -> None:
    report = with_prose(gr.Report.from_cells(TABLE, year=2023), "引言。", "收到申请70余件，全县不予公开3件。")
    finding = failed(report)[0]
    assert (
        finding.text() == "一、总体情况 第2段“收到申请70余件”：表三 本年新收·总计为57，而文字为至少70，不符，应当一致"
    )
    assert finding.text("en") == (
        "I. Overview, paragraph 2, “收到申请70余件”: "
        "Table 3, Received · Total is 57, while the prose says at least 70; they should agree"
    )
    assert finding.to_dict()["quotes"] == [
        {"part": "overview", "paragraph": 1, "start": 0, "end": 8, "text": "收到申请70余件"}
    ]
    assert finding.id == "narrative.applications@applications.received.total"
    assert (finding.left, finding.right) == (None, 57)


def test_a_claim_as_a_value() -> None:
    claims = gr.claims(with_prose(gr.Report.from_cells(TABLE, year=2023), "全县收到申请57件，办结50余件。"))
    assert [(claim.value, claim.exact, claim.scope) for claim in claims] == [(57, True, "全县"), (None, False, "全县")]
    assert claims[0].paths == ("applications.received.total",)
    assert str(claims[0].quote) == "全县收到申请57件"
    assert isinstance(claims[0], Claim)


def test_what_the_prose_repeats_weighs_more() -> None:
    cells = TABLE | {"applications.received.natural_person": 57}
    report = with_prose(
        gr.Report.from_cells(cells, year=2023), "收到申请57件，办结58件，结转下年度约3件，办理依申请公开60件。"
    )
    weights = gr.claim_weights(report)
    assert list(weights) == ["applications.received.total"]  # of about 3 and of what may mean several cells nothing
    assert weights["applications.received.total"] > 1
    report.diagnose(weights=weights)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3,119件", (3119, 3119)),
        ("１２件", (12, 12)),
        ("三百零五件", (305, 305)),
        ("5万余件", (50_000, None)),
        ("不足100件", (0, 100)),
        ("100件以上", (100, None)),
        ("10件左右", (9, 11)),
        ("99999999999999999999件", None),
        ("零二件", None),
        ("件", None),
    ],
)
def test_counts_in_prose(text: str, value: object) -> None:
    assert read_count(text) == value


def test_money_in_prose() -> None:
    assert read_money("3,940.5元") == (Decimal("3940.5"), Decimal("3940.5"))
    assert read_money("1.25亿元") == (Decimal(124_500_000), Decimal(125_500_000))


def test_rules_share_one_reading_and_keep_none() -> None:
    report = with_prose(gr.Report.from_cells(TABLE, year=2023), "收到申请58件。")
    rules = {rule.id: rule for several in gr.Registry.installed().rules for rule in several}
    first = rules["narrative.applications"]
    assert first.check is not None
    assert [len(list(first.check(report))) for _ in range(3)] == [1, 1, 1]
    assert len(failed(report)) == len(failed(report)) == 1
