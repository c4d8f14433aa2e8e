"""Findings as a collection, rules as values, and which of them are asked for."""

from __future__ import annotations

import json
import pickle
import re
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from rich.console import Console

import govinfo_report as gr
from govinfo_report.messages import message
from govinfo_report.registry import Plugins

EXAMPLES = Path(__file__).parent.parent / "examples"
WRONG = gr.read(EXAMPLES / "linjiang-2022-wrong.txt")
BLANK = WRONG.with_cells({"disputes.litigation.direct.total": None})
FAILED = "disputes.block-sum@disputes.reconsideration.total"


@gr.rule(
    id="mine.hotline",
    title={"zh_CN": "写到热线", "en": "The hotline is mentioned"},
    severity="error",
    citation="《某县办法》第三条",
    reads="overview",
)
def hotline(report: gr.Report) -> Iterator[gr.Finding]:
    if report.overview is None:
        yield hotline.incomplete("没有总体情况", "overview")
    else:
        words = {"zh_CN": "总体情况应写到热线", "en": "The overview should mention the hotline"}
        yield hotline.finding("热线" in report.overview.text, words, "overview")


def test_a_decorated_function_is_a_rule() -> None:
    assert isinstance(hotline, gr.Rule)
    assert (hotline.scope, hotline.tables, hotline.severity) == ("report", ("overview",), "error")
    assert (hotline.title, hotline.title_in("en"), hotline.citation_in("en")) == (
        "写到热线",
        "The hotline is mentioned",
        "《某县办法》第三条",
    )
    findings = WRONG.check(rules=hotline)
    assert [finding.id for finding in findings.failed] == ["mine.hotline@overview"]
    assert findings[0].text("en") == "The overview should mention the hotline"
    assert findings[0].text() == str(findings[0]) == "总体情况应写到热线"
    assert gr.Report().check(rules=[hotline])[0].status == "incomplete"
    assert hotline.passed("好").status == "passed"
    assert hotline.failed(message("有事"), ["a", "b"], left=1, right=2).difference == -1
    assert hotline.failed("有事", place="x", years=(2022,)).id == "mine.hotline@x"


def test_a_rule_for_several_years() -> None:
    @gr.series_rule(id="mine.many", title="至少三年", severity="hint", citation={"en": "none"})
    def many(reports: object) -> Iterator[gr.Finding]:
        yield many.finding(len(list(reports)) >= 3, "至少三年")  # type: ignore[call-overload]

    assert many.scope == "series"
    assert [finding.status for finding in gr.check_series([WRONG], rules=many)] == ["failed"]
    assert len(WRONG.check(rules=many)) == 0
    registry = gr.Registry.installed().adding(rules={"mine": (many, hotline)})
    assert {rule.id for rule in gr.list_rules(registry)} - {rule.id for rule in gr.list_rules()} == {
        "mine.many",
        "mine.hotline",
    }
    assert "mine.hotline" in {finding.rule.id for finding in WRONG.check(registry=registry)}
    assert "mine.many" in {finding.rule.id for finding in gr.check_series([WRONG], registry=registry)}


@pytest.mark.parametrize("id", ["", "with space", "a@b", "a*", 3])
def test_an_id_that_could_not_be_named_is_refused(id: str) -> None:
    with pytest.raises(gr.ValueRefused, match="规则的id"):
        gr.Rule(id, "题", "error", "")


def test_an_unknown_severity_is_refused() -> None:
    with pytest.raises(gr.ValueRefused, match=r"error、warning或hint.*grave"):
        gr.Rule("a.b", "题", "grave", "")  # type: ignore[arg-type]


def test_two_rules_under_one_id_are_an_error() -> None:
    for id in ("mine.hotline", "applications.balance"):
        twin = gr.Rule(id, "题", "hint", "", lambda _: ())
        registry = gr.Registry.installed().adding(rules={"one": hotline, "other": [twin]})
        with pytest.raises(gr.PluginError, match=rf"两条规则的id都是“{id}”"):
            WRONG.check(registry=registry)


def test_an_entry_may_name_several_rules() -> None:
    entry = EntryPoint("years", "govinfo_report.rules.years:RULES", "govinfo_report.rules")
    plugins: Plugins[tuple[gr.Rule, ...]] = Plugins("rules", gr.Registry.installed().rules.make, {"years": entry})
    assert [rule.id for rule in plugins.get("years")] == ["series.organ", "series.gaps", "series.duplicates"]
    with pytest.raises(gr.PluginError, match="Rule"):
        gr.Registry.installed().adding(rules={"odd": [3]})  # type: ignore[list-item]


def test_every_rule_says_what_it_is() -> None:
    rules = gr.list_rules()
    assert len({rule.id for rule in rules}) == len(rules)
    for rule in rules:
        assert rule.reads, rule.id
        assert rule.title, rule.id
        assert rule.citation, rule.id
        assert rule.title_in("en") != rule.title
        assert rule.citation_in("en") != rule.citation
        assert (rule.check is None) or (rule.check_series is None)


# selection


def rules_of(findings: gr.Findings) -> set[str]:
    return {finding.rule.id for finding in findings}


def test_rules_are_chosen_by_id_beginning_and_pattern() -> None:
    assert rules_of(WRONG.check(rules="applications.balance")) == {"applications.balance"}
    assert rules_of(WRONG.check(rules="applications")) == {
        "applications.balance",
        "applications.row-sum",
        "applications.outcome-sum",
    }
    assert rules_of(WRONG.check(rules=["structure.*", "*.block-sum"], without="structure.headings")) == {
        rule.id
        for rule in gr.list_rules()
        if rule.id == "disputes.block-sum"
        or (rule.id.startswith("structure") and rule.id not in ("structure.headings",) and "deadline" not in rule.id)
    }
    assert rules_of(WRONG.check(rules=("applications.balance", hotline))) == {"applications.balance", "mine.hotline"}


def test_rules_are_chosen_by_table_and_severity() -> None:
    assert rules_of(WRONG.check(tables="disputes")) == {"disputes.block-sum", "narrative.disputes", "structure.blanks"}
    assert rules_of(WRONG.check(tables=("disputes",), severity="error")) == {"disputes.block-sum"}
    grave = WRONG.check(severity="warning")
    assert {finding.rule.severity for finding in grave} == {"error", "warning"}
    assert WRONG.check(severity="hint") == WRONG.check()


@pytest.mark.parametrize("asked", [{"rules": "no.such"}, {"without": "no.such"}, {"tables": "no.such"}])
def test_an_unknown_name_lists_what_there_is(asked: dict[str, str]) -> None:
    with pytest.raises(gr.PluginError, match=r"核对规则(所及的部分)?中没有“no\.such”，可用的有：.*applications"):
        WRONG.check(**asked)  # type: ignore[arg-type]


def test_an_unknown_severity_lists_what_there_is() -> None:
    with pytest.raises(gr.ValueRefused, match="没有“bad”，可用的有：error、warning、hint"):
        WRONG.check(severity="bad")  # type: ignore[arg-type]
    with pytest.raises(gr.ValueRefused, match="没有“bad”，可用的有：error、warning、hint"):
        WRONG.check().where(severity="bad")  # type: ignore[arg-type]
    with pytest.raises(gr.ValueRefused, match="没有“wrong”，可用的有：failed"):
        WRONG.check().where(status=["wrong"])  # type: ignore[list-item]


# the collection


def test_findings_are_filtered() -> None:
    findings = BLANK.check()
    assert len(findings.where(status="failed")) == 5
    assert [finding.id for finding in findings.where(status=("failed",), table="disputes", severity="error")] == [
        FAILED
    ]
    assert len(findings.where(rule="disputes")) == 3
    assert {finding.rule.id for finding in findings.where(rule=["*.balance"])} == {"applications.balance"}
    assert len(findings.where(status="incomplete")) == len(findings.incomplete) == 2
    assert rules_of(findings.where(table="overview")) == {
        "structure.sections",
        "structure.headings",
        "structure.order",
        "structure.overview-length",
    }
    assert findings.where() == findings
    order = [(finding.status, finding.rule.severity) for finding in findings.worst_first()]
    assert order[:6] == [*[("failed", "error")] * 3, ("failed", "warning"), ("failed", "hint"), ("incomplete", "error")]
    assert len(order) == len(findings)


def test_findings_at_a_path_that_there_is_not() -> None:
    findings = WRONG.check()
    assert len(findings.at("disputes.reconsideration")) == 2
    assert len(findings.at("disclosure.fees.amount")) == 0
    assert rules_of(findings.at("problems")) == {"structure.sections", "structure.headings", "structure.problems"}
    with pytest.raises(
        gr.CellError, match=r"没有单元格“disputes\.reconsideration\.totl”；最接近的是“disputes\.reconsideration\.total”"
    ):
        findings.at("disputes.reconsideration.totl")
    with pytest.raises(gr.CellError, match="报告中没有表格"):
        gr.Report().check().at("disclosure.fees.amount")
    assert gr.Findings([hotline.failed("有事", "odd.path")]).at("odd.path").failed


def test_findings_are_suppressed_with_a_reason() -> None:
    reasons = {FAILED: "已在更正公告中说明", "applications.*@*.natural_person": "等待核实", "structure.blanks": "留空"}
    findings = BLANK.check().suppress(reasons)
    assert {finding.id: finding.reason for finding in findings.suppressed} == {
        FAILED: "已在更正公告中说明",
        "applications.outcome-sum@applications.outcomes.total.natural_person": "等待核实",
        "structure.blanks@disputes": "留空",
    }
    assert not findings.ok
    assert findings.unused == ()
    assert findings.counts["suppressed"] == 3
    assert "已说明理由3项" in findings.summary()
    assert repr(findings).endswith("3 suppressed>")
    assert "（已说明理由：留空）" in findings.text()
    again = findings.suppress({"applications.row-sum": "一并说明"})
    assert again.ok
    assert again.raise_for_errors() is None  # type: ignore[func-returns-value]
    assert again.suppressed[0].to_dict()["reason"] == "一并说明"
    assert [finding.status for finding in again.passed[:1]] == ["passed"]


def test_a_suppression_that_meets_nothing_is_told() -> None:
    findings = WRONG.check().suppress({"applications.balance": "没有不符", "no.such@*": "x", FAILED: "y"})
    assert findings.unused == ("applications.balance", "no.such@*")
    assert "没有对应的不符或空白：applications.balance、no.such@*" in findings.text()
    assert findings.to_dict()["unused"] == ["applications.balance", "no.such@*"]
    for reason in ("", "  ", None):
        with pytest.raises(gr.ValueRefused, match="“x”的理由应为文字"):
            WRONG.check().suppress({"x": reason})  # type: ignore[dict-item]


def test_errors_are_raised_on_request() -> None:
    with pytest.raises(gr.CheckError) as caught:
        WRONG.check().raise_for_errors()
    assert len(caught.value.ids) == 3
    assert FAILED in caught.value.ids
    assert str(caught.value).startswith("3项核对不符：\n表三 ")
    assert caught.value.text("en").startswith("3 checks failed:\nTable 3")
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_findings_as_json() -> None:
    findings = BLANK.check()
    data = json.loads(findings.to_json(locale="en", indent=1))
    assert data == findings.to_dict("en")
    assert not data["ok"]
    assert data["counts"] == {
        "passed": len(findings.passed),
        "failed": 5,
        "incomplete": 2,
        "suppressed": 0,
    }
    assert [one["id"] for one in data["findings"]] == [finding.id for finding in findings]


def test_findings_in_a_notebook_are_escaped() -> None:
    bad = gr.Rule("mine.bad", "题", "hint", '"><script>')
    findings = gr.Findings(
        [
            bad.failed("<b>&", [f"path.{at}<" for at in range(12)]),
            bad.incomplete("空白"),
            bad.passed("好"),
        ]
    ).suppress({"mine.bad": "<i>理由</i>"})
    html = findings._repr_html_()
    assert "<b>" not in html
    assert "<script>" not in html
    assert "<i>" not in html
    assert "&lt;b&gt;&amp;" in html
    assert len(re.findall("<code[^>]*>path[.]<wbr>", html)) == 1
    assert "color: inherit" in html
    assert html.count("<tr>") == 3
    assert "<table" not in gr.Findings()._repr_html_()


def test_findings_on_a_terminal() -> None:
    findings = BLANK.check().suppress({FAILED: "已更正"})
    console = Console(width=100, color_system=None)
    with console.capture() as capture:
        console.print(findings)
    shown = capture.get()
    assert "applications.row-sum" in shown
    assert "（已更正）" in shown.replace("\n", "")
    assert "相符" not in shown
    assert "通过" in shown
