"""The first text of the narrative: what it says agrees with the tables, by the library's own reading of prose."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from random import Random
from typing import Any, Final

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

import govinfo_report as gr
from govinfo_report.__main__ import main
from govinfo_report.compiled import Form, compile_form
from govinfo_report.forms.disclosure import Disclosure2019, Disclosure2021
from govinfo_report.prose import compared
from govinfo_report.prose.readings import readings, table_of
from govinfo_report.quantity import Unit
from govinfo_report.testing import reports
from tests.figures import applications, disputes

EXAMPLE: Final = "examples/linjiang-2023.txt"
NARRATIVE: Final = (
    "preamble",
    "overview",
    "disclosure_text",
    "applications_text",
    "disputes_text",
    "problems",
    "other_matters",
    "closing",
)
UNITS: Final[tuple[Unit | None, ...]] = ("元", "万元", None)
UNREADABLE: Final = (".previous_items", ".change", ".other_services.decisions", ".received.other", ".procurement.")
"""What the 2019 edition counts beside documents and decisions, and 其他组织: no claim is found in such words."""


def bare(report: gr.Report) -> gr.Report:
    nothing: dict[str, Any] = dict.fromkeys(NARRATIVE)
    return attrs.evolve(report, **nothing)


def agrees(report: gr.Report) -> gr.Draft:
    """The draft of ``report``, against which nothing is found."""
    made = gr.draft(report)
    told = made.into(bare(report))
    assert told.cells() == report.cells()
    assert told.tables == report.tables
    found = told.check(rules="narrative")
    assert [finding.text() for finding in found.failed] == []
    return made


def found_again(report: gr.Report) -> None:
    """Every figure that the draft of ``report`` tells is claimed of the very cells that it came from."""
    made = agrees(report)
    forms: dict[str, Form] = {table.spec.name: compile_form(type(table)) for table in report.tables}
    cells = report.cells()
    claims = compared(made.into(bare(report)))
    assert {one.status for one in claims} <= {"passed"}
    said = {
        (paths, one.claim.low)
        for one in claims
        for paths in readings(one.claim.kind, one.claim.loose, forms[table_of(one.claim.kind)])
    }
    sums = [one for one in claims if one.claim.kind == "disclosure.fees.amount"]
    for paths in made.told:
        if any(part in paths[0] for part in UNREADABLE):
            continue
        if paths == ("disclosure.fees.amount",):
            assert len(sums) == 1
            continue
        value = sum(int(cells[path] or 0) for path in paths)
        assert (paths, value) in said, paths


@st.composite
def complete(draw: st.DrawFn) -> gr.Report:
    """A report as an office fills it in, of either edition, with every cell filled and every sum of 表三 and 表四 right."""
    random = Random(draw(st.integers(0, 2**32)))
    editions: list[gr.Edition] = ["2019", "2021"]
    edition = draw(st.sampled_from(editions))
    form, values = applications(random, edition)
    other, results = disputes(random)
    if draw(st.booleans()):
        results = [0] * len(results)
    disclosed = compile_form(Disclosure2019 if edition == "2019" else Disclosure2021)
    cells: dict[str, int | Decimal | gr.Amount | None] = {}
    for one, figures in ((form, values), (other, results)):
        cells.update({cell.path: value for cell, value in zip(one.cells, figures, strict=True)})
    for cell in disclosed.cells:
        figure = random.choice((0, 0, 1, random.randint(2, 5000)))
        if cell.kind == "amount":
            unit = random.choice(UNITS)
            cells[cell.path] = gr.Amount(Decimal(figure) / random.choice((1, 100)), unit)
        else:
            cells[cell.path] = -figure if cell.kind == "change" and random.random() < 0.5 else figure
    year = draw(st.sampled_from((None, 2019, 2023)))
    agency = draw(st.sampled_from((None, "临江县人民政府", "某市司法局")))
    return gr.Report.from_cells(cells, edition=edition, year=year, agency=agency)


@settings(max_examples=30)
@given(complete())
def test_every_figure_that_is_told_is_found_again_in_the_text(report: gr.Report) -> None:
    found_again(report)


@settings(max_examples=30)
@given(complete(), st.randoms(use_true_random=False))
def test_blanks_are_left_open_and_never_taken_for_0(report: gr.Report, random: Random) -> None:
    cells = report.cells()
    blanks = random.sample(sorted(cells), random.randint(1, len(cells)))
    holed = report.with_cells(dict.fromkeys(blanks))
    made = agrees(holed)
    assert not {path for paths in made.told for path in paths} & set(blanks)


@settings(max_examples=25)
@given(reports())
def test_no_rule_of_the_narrative_finds_anything_against_any_draft(report: gr.Report) -> None:
    made = agrees(report)
    assert made == gr.draft(bare(report))
    whole = made.into(report)
    assert whole.cells() == report.cells()
    for part in NARRATIVE:
        before, after = getattr(report, part), getattr(whole, part)
        if before is not None and before.paragraphs:
            assert after == before
        elif before is not None and before.heading is not None:
            assert after.heading == before.heading
    for locale in ("zh_CN", "en"):
        told = gr.draft(report, locale=locale)
        for gap in told.gaps:
            text = told.sections[gap.part].paragraphs[gap.paragraph].text
            assert text[gap.start : gap.end] == gap.text
        words = told.text()
        assert words.count("〔" if locale == "zh_CN" else "[") == len(told.gaps)


@pytest.mark.parametrize("locale", ["zh_CN", "en"])
def test_the_text_of_an_example(snapshot: SnapshotAssertion, locale: str) -> None:
    report = gr.read(EXAMPLE)
    assert gr.draft(report, locale=locale).text() == snapshot
    found_again(report)


# One thing each.


def drafted(cells: Mapping[str, int | Decimal | gr.Amount | None]) -> gr.Draft:
    return gr.draft(gr.Report.from_cells(cells, year=2023))


def paragraphs(made: gr.Draft) -> list[str]:
    return [paragraph.text for paragraph in made.sections["overview"].paragraphs if not paragraph.level]


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_zeros_are_said_in_words(edition: gr.Edition) -> None:
    blank = gr.Report.blank(edition, year=2023)
    report = blank.with_cells(dict.fromkeys(blank.cells(), 0))
    text = paragraphs(gr.draft(report))
    assert text[2:4] == [
        "2023年，未收到政府信息公开申请，无上年结转申请，无结转下年度继续办理的申请。",
        "2023年，未发生政府信息公开行政复议、行政诉讼。",
    ]
    if edition == "2021":
        assert text[1] == "未作出行政许可、行政处罚、行政强制决定。未收取行政事业性收费。"
    else:
        assert text[1].endswith("未实施政府集中采购项目，采购总金额为0元。")
        assert "行政许可项目上一年0项，本年无增减；" in text[1]
    found_again(report)


def test_a_report_without_tables_is_left_open() -> None:
    made = gr.draft(gr.Report(year=2023))
    assert all(text.startswith("〔待填：") for text in paragraphs(made))
    assert paragraphs(made)[:3] == [
        "〔待填：主动公开情况〕",
        "〔待填：依申请公开情况〕",
        "〔待填：行政复议、行政诉讼情况〕",
    ]
    assert made.told == ()


@pytest.mark.parametrize(
    ("totals", "said"),
    [
        ((0, 0, 2), ["发生政府信息公开行政复议2件。", "未发生政府信息公开行政诉讼。"]),
        (
            (0, 2, 0),
            [
                "因政府信息公开复议后提起行政诉讼2件。",
                "未发生政府信息公开行政复议，没有未经复议直接提起行政诉讼的案件。",
            ],
        ),
        (
            (3, 0, 1),
            [
                "发生政府信息公开行政复议1件。",
                "因政府信息公开未经复议直接提起行政诉讼3件。",
                "没有复议后提起行政诉讼的案件。",
            ],
        ),
    ],
)
def test_kinds_of_cases_of_which_there_were_none(totals: tuple[int, int, int], said: list[str]) -> None:
    direct, after, reviewed = totals
    cells: dict[str, int | Decimal | gr.Amount | None] = {
        "disputes.litigation.direct.total": direct,
        "disputes.litigation.after_reconsideration.total": after,
        "disputes.reconsideration.total": reviewed,
    }
    report = gr.Report.from_cells(cells).with_cells(
        {
            f"{block.removesuffix('.total')}.{result}": 0
            for block in cells
            for result in ("upheld", "corrected", "other", "pending")
        }
    )
    assert paragraphs(gr.draft(report))[2 : 2 + len(said)] == [f"本年度，{said[0]}", *said[1:]]
    found_again(report)


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (gr.Amount(Decimal("12.50")), "收取行政事业性收费12.50万元。"),
        (gr.Amount(Decimal(3940), "元"), "收取行政事业性收费3940元。"),
        (gr.Amount(Decimal("1.2"), "亿元"), "收取行政事业性收费1.2亿元。"),
        (gr.Amount(Decimal("0.00")), "未收取行政事业性收费。"),
        (gr.Amount(Decimal(-3)), "收取行政事业性收费〔待核：表二·行政事业性收费·本年收费金额为-3万元〕。"),
        (None, "收取行政事业性收费〔待填：表二·行政事业性收费·本年收费金额〕。"),
    ],
)
def test_money_as_it_is_printed(amount: gr.Amount | None, said: str) -> None:
    cells: dict[str, int | Decimal | gr.Amount | None] = {"disclosure.fees.amount": amount}
    assert paragraphs(drafted({**cells, "disclosure.regulations.issued": 1}))[1].endswith(said)


def test_an_amount_whose_unit_is_not_known() -> None:
    made = drafted({"disclosure.procurement.amount": gr.Amount(Decimal(350)), "disclosure.procurement.projects": 3})
    assert "实施政府集中采购项目3项，采购总金额为350〔待填：金额单位〕。" in paragraphs(made)[1]


def test_changes_of_items() -> None:
    cells = {"disclosure.licensing.previous_items": 40, "disclosure.licensing.change": -2, "disclosure.fees.change": 1}
    text = paragraphs(drafted(cells))[1]
    assert "行政许可项目上一年40项，本年减少2项；" in text
    assert "行政事业性收费项目上一年〔待填：表二·行政事业性收费·上一年项目数量〕项，本年增加1项。" in text


def test_parts_stand_beside_their_whole_alone() -> None:
    cells = {"applications.received.natural_person": 5, "applications.outcomes.disclosed.total": 5}
    assert "其中" not in paragraphs(drafted(cells))[1]


def test_documents_are_named_again_behind_a_gap() -> None:
    row = "disclosure.normative_documents"
    text = paragraphs(drafted({f"{row}.repealed": 0, f"{row}.in_force": 7}))[0]
    assert text.endswith(
        "制发行政规范性文件〔待填：表二·行政规范性文件·本年制发件数〕件，未废止行政规范性文件，年末现行有效7件。"
    )
    assert (
        drafted({f"{row}.issued": 0, f"{row}.repealed": 0, f"{row}.in_force": 7})
        .text()
        .count("年末现行有效行政规范性文件7件")
    )


def test_nothing_that_is_there_is_overwritten() -> None:
    own = gr.Section.of("一、概述", "全年收到申请9件。")
    report = gr.Report.from_cells({"applications.received.total": 3}, overview=own, problems=gr.Section("五、问题"))
    whole = gr.draft(report).into(report)
    assert whole.overview is own
    assert whole.problems is not None
    assert whole.problems.heading == "五、问题"
    assert [paragraph.text for paragraph in whole.problems.paragraphs] == [
        "〔待填：本年度存在的主要问题〕",
        "〔待填：改进情况和下一步打算〕",
    ]


def test_what_a_draft_shows_of_itself() -> None:
    made = gr.draft(gr.Report(year=2023))
    assert str(made) == made.text()
    assert repr(made) == "<Draft zh_CN: 〔待填：主动公开情况〕, 10 gaps>"
    assert hash(made) == hash(gr.draft(gr.Report(year=2023)))
    with pytest.raises(gr.LocaleError):
        gr.draft(gr.Report(), locale="fr")


# The command.


def test_the_command_prints_the_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draft", EXAMPLE]) == 0
    assert capsys.readouterr() == (f"{gr.draft(gr.read(EXAMPLE)).text()}\n", "")


def test_the_command_tells_texts_apart_and_warns_of_tables_that_are_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    wrong = "examples/linjiang-2022-wrong.txt"
    assert main(["draft", EXAMPLE, wrong, "--locale", "en"]) == 0
    out, err = capsys.readouterr()
    texts = [gr.draft(gr.read(path), locale="en").text() for path in (EXAMPLE, wrong)]
    assert out == f"==> {EXAMPLE} <==\n{texts[0]}\n\n==> {wrong} <==\n{texts[1]}\n"
    assert err.startswith(f"{wrong}: checks that failed: 3; ")


def test_the_command_for_machines(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draft", EXAMPLE, "--json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)
    made = gr.draft(gr.read(EXAMPLE))
    assert told["path"] == EXAMPLE
    assert list(told["sections"]) == ["overview", "problems", "other_matters"]
    assert told["sections"]["problems"]["paragraphs"][0] == {"text": "〔待填：本年度存在的主要问题〕", "level": 0}
    assert told["gaps"] == [attrs.asdict(gap) for gap in made.gaps]
