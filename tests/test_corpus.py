"""Real reports, where they stand beside the checkout."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

import govinfo_report as gr
from tests.conftest import truth


@pytest.fixture(scope="module")
def hegang(corpus: Path) -> gr.Report:
    return gr.read(corpus / "hegang-commerce-2019.txt")


def test_hegang_every_figure(corpus: Path, hegang: gr.Report) -> None:
    assert hegang.cells() == truth(corpus, "hegang-commerce-2019")
    assert list(hegang.cells()) == list(truth(corpus, "hegang-commerce-2019"))
    assert hegang.notes == ()


def test_hegang_identity(hegang: gr.Report) -> None:
    assert hegang.title == "鹤岗市商务局2019年政府信息公开工作年度报告"
    assert hegang.agency == "鹤岗市商务局"
    assert hegang.year == 2019
    assert [type(table).__name__ for table in hegang.tables] == ["Disclosure2019", "Applications2019", "Disputes"]


def test_hegang_every_paragraph_in_order(corpus: Path, hegang: gr.Report) -> None:
    lines = (corpus / "hegang-commerce-2019.txt").read_text(encoding="utf-8").splitlines()
    printed = [line.strip() for line in lines if line.strip() and not line.startswith("\t")]
    read = [hegang.title, *(text for section in hegang.sections.values() for text in section)]
    assert ["".join(printed[:2]), *printed[2:]] == read
    assert list(hegang.sections) == ["overview", "disclosure_text", "applications_text", "disputes_text", "problems"]
    assert hegang.other_matters is None
    assert hegang.problems is not None
    assert hegang.problems.heading == "五、存在问题及改进措施"


def test_hegang_sums_hold(hegang: gr.Report) -> None:
    findings = hegang.check()
    assert sum(finding.rule.severity == "error" for finding in findings) == 40
    assert findings.ok
    assert not findings.failed
    assert not findings.incomplete


def test_hegang_keeps_the_laws(hegang: gr.Report) -> None:
    assert gr.Report.from_document(hegang.to_document()) == hegang
    assert gr.reads(hegang.render()) == hegang
    assert gr.Report.from_json(hegang.to_json()) == hegang
    assert gr.Report.from_dict(hegang.to_dict()) == hegang
    jsonschema.Draft202012Validator(gr.json_schema()).validate(json.loads(hegang.to_json()))


@pytest.mark.parametrize("name", ["huaian-2024", "suqian-2023", "pingtan-2022", "pingtan-2023", "shanghai-office-2019"])
def test_real_figures_survive_every_route(corpus: Path, name: str) -> None:
    cells = truth(corpus, name)
    report = gr.Report.from_cells(cells, agency="某机关", year=int(name[-4:]))
    assert report.cells() == cells
    assert gr.reads(report.render()).cells() == cells
    assert gr.Report.from_json(report.to_json()).cells() == cells


@pytest.mark.parametrize("name", ["huaian-2024", "suqian-2023"])
def test_real_sums_hold(corpus: Path, name: str) -> None:
    assert not gr.Report.from_cells(truth(corpus, name)).check().failed


@pytest.mark.parametrize("name", ["notice-2019-60", "notice-2021-30"])
def test_the_notices_are_no_reports(corpus: Path, name: str) -> None:
    with pytest.raises(gr.ReadError, match="认不出任何一部分或表格"):
        gr.read(corpus / f"{name}.txt")
