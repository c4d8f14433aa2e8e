"""The rules beside the identities: each where it fails, where it holds, and where something unknown leaves it open."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import govinfo_report as gr
from govinfo_report.testing import reports

COUNTY, TOWN, CITY = "临江县人民政府", "临江县河口镇人民政府", "云溪市人民政府"
DEPARTMENT = "云溪市商务局"
OVERVIEW = gr.Section.of("一、总体情况", "本年度公开信息三百条。")
PROBLEMS = gr.Section.of(
    "五、存在的主要问题及改进情况", "个别栏目更新偏慢，已明确由谁更新、多久更新一次，并按季度抽查。"
)
OTHER = gr.Section.of("六、其他需要报告的事项", "本年度没有收取信息处理费。")


def only(report: gr.Report, rule: str) -> list[tuple[str, str]]:
    """The ids, without that of the rule, and statuses of what one rule finds."""
    return [(finding.id.partition("@")[2], finding.status) for finding in report.check(rules=rule)]


def statuses(report: gr.Report, rule: str) -> set[str]:
    return {status for _, status in only(report, rule)}


def whole(agency: str | None = COUNTY, year: int | None = 2022, **parts: Any) -> gr.Report:
    """A plain report with every section, whose figures are all zero."""
    edition: gr.Edition = "2021" if year is None or year > 2020 else "2019"
    blank = gr.Report.blank(edition, agency=agency, year=year)
    fields: dict[str, Any] = {"overview": OVERVIEW, "problems": PROBLEMS, "other_matters": OTHER, **parts}
    return attrs.evolve(blank, **fields).with_cells(dict.fromkeys(blank.cells(), 0))


@pytest.mark.parametrize("year", [2019, 2023])
def test_a_plain_report_fails_nothing(year: int) -> None:
    findings = whole(year=year).check()
    assert not findings.failed
    assert not findings.incomplete
    assert findings.raise_for_errors() is None  # type: ignore[func-returns-value]


@given(st.integers(2019, 2025), st.lists(st.integers(0, 50), min_size=6, max_size=6))
@settings(max_examples=20)
def test_a_report_whose_sums_hold_has_no_error(year: int, received: list[int]) -> None:
    """All that came in was disclosed."""
    columns = [path.split(".")[-1] for path in whole(year=year).cells() if path.startswith("applications.received.")]
    row = dict(zip(columns, [*received, sum(received)], strict=True))
    rows = ("received", "outcomes.disclosed", "outcomes.total")
    report = whole(year=year).with_cells({f"applications.{r}.{c}": value for r in rows for c, value in row.items()})
    assert not report.check().failed
    assert report.check().ok


def _applications(report: gr.Report) -> gr.Applications2019 | gr.Applications2021:
    assert report.applications is not None
    return report.applications


@given(reports())
@settings(max_examples=25)
def test_no_rule_raises_on_any_report(report: gr.Report) -> None:
    findings = report.check()
    for finding in findings:
        assert finding.text()
        assert finding.text("en")
        assert finding.id.startswith(finding.rule.id)
    assert len({finding.id for finding in findings}) == len(findings)
    assert sum(findings.counts.values()) == len(findings)
    assert findings.worst_first().counts == findings.counts


# table 2

IN_FORCE = "disclosure.normative_documents.in_force"


@pytest.mark.parametrize(
    ("issued", "repealed", "remaining", "status"),
    [(5, 1, 4, "passed"), (5, 1, 40, "passed"), (5, 1, 3, "failed"), (5, None, 3, "incomplete"), (1, 9, 0, "passed")],
)
def test_what_is_issued_and_not_repealed_is_in_force(
    issued: int, repealed: int | None, remaining: int, status: str
) -> None:
    row = {"issued": issued, "repealed": repealed, "in_force": remaining}
    report = whole().with_cells({f"disclosure.normative_documents.{name}": value for name, value in row.items()})
    assert (IN_FORCE, status) in only(report, "disclosure.in-force")


@pytest.mark.parametrize(
    ("issued", "remaining", "status"), [(5, 5, "passed"), (5, 4, "failed"), (5, None, "incomplete")]
)
def test_less_in_force_than_issued_is_a_hint(issued: int, remaining: int | None, status: str) -> None:
    cells = {"disclosure.normative_documents.issued": issued, "disclosure.normative_documents.repealed": 3}
    report = whole().with_cells({**cells, IN_FORCE: remaining})
    assert (IN_FORCE, status) in only(report, "disclosure.short-lived")
    assert report.check(rules="disclosure.short-lived")[0].rule.severity == "hint"


@pytest.mark.parametrize(
    ("rule", "lesser", "greater"),
    [
        ("disclosure.published-total", "published", "total_published"),
        ("disclosure.published-made", "published", "made"),
    ],
)
@pytest.mark.parametrize(("first", "second", "status"), [(3, 3, "passed"), (4, 3, "failed"), (None, 3, "incomplete")])
def test_what_cannot_be_more(rule: str, lesser: str, greater: str, first: int | None, second: int, status: str) -> None:
    row = "disclosure.normative_documents"
    report = whole(year=2020).with_cells({f"{row}.{lesser}": first, f"{row}.{greater}": second})
    assert (f"{row}.{greater}", status) in only(report, rule)
    assert statuses(whole(year=2022), rule) == set()


@pytest.mark.parametrize(
    ("previous", "change", "status"), [(3, -3, "passed"), (3, -4, "failed"), (3, None, "incomplete")]
)
def test_there_are_no_fewer_than_no_items(previous: int, change: int | None, status: str) -> None:
    row = "disclosure.penalties"
    report = whole(year=2019).with_cells({f"{row}.previous_items": previous, f"{row}.change": change})
    assert (f"{row}.change", status) in only(report, "disclosure.items")
    assert statuses(whole(year=2022), "disclosure.items") == set()


@pytest.mark.parametrize(
    ("agency", "figure", "found"),
    [
        (TOWN, 6, {"failed"}),
        (TOWN, 0, {"passed"}),
        (TOWN, None, {"incomplete"}),
        (COUNTY, 1, {"failed"}),
        ("临江县教育局", 1, {"failed"}),
        (CITY, 6, set()),
        (DEPARTMENT, 6, set()),
        ("平潭综合实验区", 6, set()),
        (None, 6, set()),
    ],
)
def test_regulations_of_an_organ_that_can_make_none(agency: str | None, figure: int | None, found: set[str]) -> None:
    report = whole(agency).with_cells({"disclosure.regulations.in_force": figure})
    assert (
        statuses(report, "disclosure.regulations") - statuses(report, "disclosure.regulations-of-departments") == found
    )
    made = whole(agency, 2020).with_cells({"disclosure.regulations.made": figure})
    assert statuses(made, "disclosure.regulations") - statuses(made, "disclosure.regulations-of-departments") == found


@pytest.mark.parametrize(
    ("agency", "figure", "found"),
    [
        (DEPARTMENT, 6, {"failed"}),
        (DEPARTMENT, 0, {"passed"}),
        (DEPARTMENT, None, {"incomplete"}),
        ("云溪市人民政府办公室", 6, set()),
        (CITY, 6, set()),
    ],
)
def test_regulations_of_a_department_are_a_hint(agency: str, figure: int | None, found: set[str]) -> None:
    report = whole(agency).with_cells({"disclosure.regulations.in_force": figure})
    assert statuses(report, "disclosure.regulations-of-departments") == found
    assert statuses(gr.Report(agency=agency), "disclosure.regulations") == set()


# what stands beyond the form

LEGAL = "法人或其他组织"
RECEIVED = ("一、本年新收政府信息公开申请数量",)


def extra(row: tuple[str, ...], column: tuple[str, ...], value: int | gr.Amount) -> gr.ExtraCell:
    return gr.ExtraCell("applications", row, column, value)


@pytest.mark.parametrize(
    ("commercial", "value", "status"), [(3, 3, "passed"), (3, 4, "failed"), (None, 3, "incomplete")]
)
def test_the_subtotal_of_legal_persons(commercial: int | None, value: int, status: str) -> None:
    report = attrs.evolve(whole(), extras=[extra(RECEIVED, (LEGAL, "小 计"), value)])
    report = report.with_cells({"applications.received.commercial_enterprise": commercial})
    assert only(report, "applications.subtotal") == [("applications.received.小 计", status)]
    elsewhere = attrs.evolve(report, extras=[extra(RECEIVED, ("小计",), 99), extra(("其他行",), (LEGAL, "小计"), 9)])
    assert statuses(elsewhere, "applications.subtotal") == set()
    assert statuses(whole(), "applications.subtotal") == set()


def column_of(report: gr.Report, column: tuple[str, ...], **figures: int) -> list[gr.ExtraCell]:
    """An added column with a figure in every row: those that are named, else zero."""
    from govinfo_report.compiled import compile_form

    form = compile_form(type(_applications(report)))
    rows = {cell.row: cell.path.split(".")[-2] for cell in form.cells}
    outcomes = {row: name for row, name in rows.items() if row[0].startswith("三")}
    return [
        extra(row, column, figures.get("outcomes" if row in outcomes and name == "total" else name, 0))
        for row, name in rows.items()
    ]


def test_an_added_column_has_sums_of_its_own() -> None:
    column = ("其中：网上申请",)
    good = attrs.evolve(whole(), extras=column_of(whole(), column, received=4, disclosed=3, outcomes=3, carried_out=1))
    assert only(good, "applications.extra-column") == [
        ("outcome-sum.其中：网上申请", "passed"),
        ("balance.其中：网上申请", "passed"),
    ]
    wrong = attrs.evolve(whole(), extras=column_of(whole(), column, received=4, disclosed=3, outcomes=2, carried_out=1))
    assert [status for _, status in only(wrong, "applications.extra-column")] == ["failed", "failed"]
    assert "各项办理结果之和＝3，办理结果总计（2）" in wrong.check(rules="applications.extra-column")[0].text()
    short = attrs.evolve(good, extras=good.extras[1:])
    assert "incomplete" in statuses(short, "applications.extra-column")
    local = attrs.evolve(good, extras=[*good.extras, extra(("三、本年度办理结果", "（八）本地"), column, 1)])
    assert statuses(local, "applications.extra-column") == set()


@pytest.mark.parametrize(("total", "status"), [(2, "passed"), (5, "failed"), (None, "incomplete"), (4, None)])
def test_a_total_that_counts_a_local_row(total: int | None, status: str | None) -> None:
    row = ("三、本年度办理结果", "（八）本地自定")
    report = attrs.evolve(whole(), extras=[extra(row, ("自然人",), 3)])
    cells = {"applications.outcomes.disclosed.natural_person": 2, "applications.outcomes.total.natural_person": total}
    found = only(report.with_cells(cells), "applications.local-rows")
    assert found == ([] if status is None else [("applications.outcomes.total.natural_person", status)])
    elsewhere = attrs.evolve(report, extras=[extra(("其他行",), ("自然人",), 3)])
    assert statuses(elsewhere, "applications.local-rows") == set()


# structure


def test_a_set_of_figures_is_no_document() -> None:
    report = gr.Report.from_cells({IN_FORCE: 6}, agency=COUNTY, year=2023)
    rules = {finding.rule.id for finding in report.check(rules="structure")}
    assert rules == {"structure.edition", "structure.blanks"}


def test_sections_that_are_missing() -> None:
    report = whole(other_matters=None)
    assert dict(only(report, "structure.sections"))["other_matters"] == "failed"
    assert dict(only(whole(), "structure.sections")) == dict.fromkeys(
        ("overview", "disclosure_text", "applications_text", "disputes_text", "problems", "other_matters"), "passed"
    )


@pytest.mark.parametrize(
    ("heading", "status"),
    [
        ("五、存在的主要问题及改进情况", "passed"),
        ("五 、存在的主要问题及改进情况", "passed"),
        ("存在的主要问题及改进情况", "passed"),
        ("五、政府信息公开工作存在的主要问题及改进情况", "passed"),
        ("五、存在问题及改进措施", "failed"),
    ],
)
def test_sections_named_as_in_the_form(heading: str, status: str) -> None:
    report = whole(problems=gr.Section(heading, PROBLEMS.paragraphs))
    assert dict(only(report, "structure.headings"))["problems"] == status


@pytest.mark.parametrize(
    ("heading", "status"),
    [("五、问题", "passed"), ("5.问题", "passed"), ("六、问题", "failed"), ("问题", "incomplete")],
)
def test_sections_numbered_as_in_the_form(heading: str, status: str) -> None:
    report = whole(problems=gr.Section(heading, PROBLEMS.paragraphs))
    assert only(report, "structure.order") == [("sections", status)]


@pytest.mark.parametrize(
    ("year", "length", "found"),
    [
        (2022, 1100, {"passed"}),
        (2022, 1101, {"failed"}),
        (2020, 3000, set()),
        (None, 3000, {"failed"}),
    ],
)
def test_the_length_of_the_overview(year: int | None, length: int, found: set[str]) -> None:
    overview = gr.Section.of("一、总体情况", "公 " * length)
    assert statuses(whole(year=year, overview=overview), "structure.overview-length") == found
    assert statuses(whole(overview=None), "structure.overview-length") == set()


@pytest.mark.parametrize(("length", "found"), [(1100, set()), (1101, {"incomplete"})])
def test_an_overview_of_an_unknown_edition(length: int, found: set[str]) -> None:
    report = gr.Report(overview=gr.Section.of("一、总体情况", "公" * length))
    assert statuses(report, "structure.overview-length") == found


@pytest.mark.parametrize(
    ("text", "status"),
    [("", "failed"), ("无。", "failed"), ("不存在突出问题。", "failed"), (PROBLEMS.paragraphs[0].text, "passed")],
)
def test_section_five_says_something(text: str, status: str) -> None:
    report = whole(problems=gr.Section.of("五、存在的主要问题及改进情况", text))
    assert only(report, "structure.problems") == [("problems", status)]
    assert only(whole(problems=None), "structure.problems") == [("problems", "incomplete")]


def test_the_fee_for_handling_requests() -> None:
    silent = gr.Section.of("六、其他需要报告的事项", "无其他需要报告的事项。")
    assert statuses(whole(), "structure.processing-fee") == {"passed"}
    assert statuses(whole(other_matters=silent), "structure.processing-fee") == {"failed"}
    assert statuses(whole(other_matters=None), "structure.processing-fee") == {"failed"}
    assert statuses(whole(year=2020, other_matters=silent), "structure.processing-fee") == set()
    traditional = gr.Section.of("六、其他需要報告的事項", "未收取信息 處理費。")
    assert statuses(whole(other_matters=traditional), "structure.processing-fee") == {"passed"}
    assert statuses(gr.Report(overview=OVERVIEW), "structure.processing-fee") == {"incomplete"}
    mixed = attrs.evolve(gr.Report.blank({"disclosure": "2021", "applications": "2019"}), overview=OVERVIEW)
    assert statuses(mixed, "structure.processing-fee") == {"incomplete"}


def test_the_edition_is_that_of_the_year() -> None:
    assert only(whole(year=2022), "structure.edition") == [("disclosure", "passed"), ("applications", "passed")]
    assert statuses(attrs.evolve(whole(year=2022), year=2020), "structure.edition") == {"failed"}
    assert statuses(attrs.evolve(whole(year=2020), year=2021), "structure.edition") == {"failed"}
    assert statuses(attrs.evolve(whole(), year=None), "structure.edition") == {"incomplete"}


def test_blanks_where_a_zero_is_meant() -> None:
    assert statuses(whole(), "structure.blanks") == {"passed"}
    one = whole().with_cells({"disputes.reconsideration.upheld": None})
    assert dict(only(one, "structure.blanks"))["disputes"] == "failed"
    unread = attrs.evolve(one, notes=[gr.Note("unread", "disputes.reconsideration.upheld", "1?")])
    assert dict(only(unread, "structure.blanks"))["disputes"] == "incomplete"
    both = attrs.evolve(unread.with_cells({"disputes.reconsideration.total": None}), notes=unread.notes).check(
        rules="structure.blanks", tables="disputes"
    )
    assert [(finding.status, finding.paths) for finding in both if finding.place == "disputes"] == [
        ("failed", ("disputes.reconsideration.total",))
    ]
    two = one.with_cells({"disputes.reconsideration.total": None})
    ids = [found.check(rules="structure.blanks").failed[0].id for found in (one, two)]
    assert ids == ["structure.blanks@disputes"] * 2  # the same, however many
    assert "全部空白" in gr.Report.blank().check(rules="structure.blanks")[0].text()


# dates


def published(agency: str | None, day: str, year: int | None = 2022) -> gr.Report:
    return gr.Report(agency=agency, year=year, notes=[gr.Note("published", text=day)])


@pytest.mark.parametrize(
    ("agency", "day", "found"),
    [
        (DEPARTMENT, "2023-01-31 15:07", {"passed"}),
        (DEPARTMENT, "2023年2月1日", {"failed"}),
        (COUNTY, "2023-03-31", {"passed"}),
        (COUNTY, "2023.04.01", {"failed"}),
        (None, "2023-01-31", {"passed"}),
        (None, "2023-02-20", {"incomplete"}),
        (None, "2024-01-20", {"failed"}),
        ("国家税务总局临江县税务局", "2023-02-20", {"incomplete"}),
        ("临江县人民政府办公室", "2023-02-20", {"incomplete"}),
        ("国务院国有资产监督管理委员会", "2023-03-20", {"passed"}),
        (DEPARTMENT, "2023-02-30", set()),
        (DEPARTMENT, "不详", set()),
    ],
)
def test_the_deadline_of_the_law(agency: str | None, day: str, found: set[str]) -> None:
    assert statuses(published(agency, day), "structure.deadline") == found
    assert statuses(gr.Report(agency=agency, year=2022), "structure.deadline") == set()


def test_the_deadline_of_an_unknown_year() -> None:
    assert statuses(published(DEPARTMENT, "2023-01-31", None), "structure.deadline") == {"incomplete"}


@pytest.mark.parametrize(
    ("agency", "day", "found"),
    [
        (COUNTY, "2023-02-20", {"passed"}),
        (COUNTY, "2023-02-21", {"failed"}),
        (CITY, "2023-03-10", {"passed"}),
        (CITY, "2023-03-11", {"failed"}),
        (TOWN, "2023-02-01", {"failed"}),
        ("新城管理委员会", "2023-02-01", set()),
        ("临江经济开发区人民政府", "2023-02-01", {"incomplete"}),
        (DEPARTMENT, "2023-02-01", set()),
    ],
)
def test_the_deadline_of_each_level(agency: str, day: str, found: set[str]) -> None:
    assert statuses(published(agency, day), "structure.deadline-by-level") == found
    assert statuses(published(agency, day, 2020), "structure.deadline-by-level") == set()


def test_what_a_blank_leaves_open_in_table_two_names_its_rule() -> None:
    open_ones = gr.Report.blank("2021", agency="某县商务局", year=2023).check(rules="disclosure").incomplete
    assert len({finding.text() for finding in open_ones}) == len(open_ones) > 0
    assert len({finding.text("en") for finding in open_ones}) == len(open_ones)
