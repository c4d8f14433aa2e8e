"""The catalogs: complete, true to their placeholders, and no Chinese where English was asked for."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

import govinfo_report as gr
from govinfo_report.document import Grid, Position
from govinfo_report.messages import SOURCE_LOCALE, available_locales, resolve_locale, translate
from govinfo_report.note import NOTE_KINDS, Note

TOOL = Path(__file__).parent.parent / "tools" / "extract_messages.py"
CHINESE = re.compile(r"[\u3001-\u303f\u3400-\u9fff\uff01-\uffef]")
"""Chinese characters and punctuation."""


def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("extract_messages", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


tool = _tool()
LOCALES: list[str] = sorted(tool.catalog_paths())
TRANSLATIONS: dict[str, dict[str, str]] = {
    locale: {str(entry.id): str(entry.string) for entry in tool.read_catalog(locale) if entry.id} for locale in LOCALES
}


def _chinese(text: str) -> list[str]:
    return CHINESE.findall(text)


def _failing() -> gr.Report:
    """Zeros but for figures that break a row, a column and a block; some blanks."""
    zeros = {path: 0 for path, figure in gr.Report.blank("2021").cells().items() if figure is None}
    wrong: dict[str, int | None] = {
        "applications.received.natural_person": 7,
        "applications.outcomes.refused.state_secret.other": 3,
        "applications.outcomes.total.research_institution": 2,
        "applications.carried_out.total": 9,
        "applications.outcomes.unavailable.not_held.total": None,
        "disputes.reconsideration.upheld": 5,
        "disputes.litigation.direct.total": 1,
        "disputes.litigation.after_reconsideration.other": None,
    }
    return gr.Report.from_cells({**zeros, **wrong}, edition="2021")


_NOTE: dict[str, object] = {
    "code": "unread",
    "path": None,
    "text": "",
    "position": None,
    "severity": "warning",
    "details": {},
}

REPORTS = {
    "failing": _failing(),
    "blank-2021": gr.Report.blank("2021"),
    "blank-2019": gr.Report.blank("2019"),
}


@pytest.mark.parametrize("locale", LOCALES)
def test_every_message_is_translated_and_keeps_its_placeholders(locale: str) -> None:
    assert list(tool.problems(tool.read_catalog(locale))) == []


@pytest.mark.parametrize("locale", LOCALES)
def test_no_translation_is_the_chinese_itself(locale: str) -> None:
    same = [text for text, translation in TRANSLATIONS[locale].items() if text == translation]
    assert [text for text in same if _chinese(text)] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_the_catalog_in_use_is_the_one_in_the_source(locale: str) -> None:
    assert locale in available_locales(), "not compiled: pip install -e ."
    stale = {text for text, translation in TRANSLATIONS[locale].items() if translate(text, locale) != translation}
    assert stale == set(), "compile the catalogs anew: pip install -e ."


def test_the_tool_sees_messages_labels_units_and_sections() -> None:
    found = {one.text for one in tool.extract()}
    assert {
        "表{number}",
        "、",
        "对象",
        "三",
        "第二十条第（一）项",
        "申请人情况",
        "一、本年新收政府信息公开申请数量",
        "本年新收",
        "法人或其他组织",
        "万元",
        "一、总体情况",
    } <= found
    assert "" not in found
    assert {kind.template for kind in NOTE_KINDS.values()} <= found


def test_the_tool_tells_what_a_catalog_lacks() -> None:
    catalog = tool.read_catalog("en")
    before = set(tool.problems(catalog))
    catalog["表{number}"].string = "Table {no}"
    catalog["本年新收"].string = ""
    catalog["上年结转"].flags.add("fuzzy")
    catalog.add("没有这句话", "no such sentence")
    found = set(tool.problems(catalog)) - before
    kinds = [problem.partition(":")[0] for problem in found]
    assert sorted(kinds) == ["fuzzy", "missing", "obsolete", "placeholders"]
    assert any("{no}, {number}" in problem for problem in found)


@pytest.mark.parametrize("text", ["{", "{}", "{0}", "{a!r}", "{a:>3}", "{a.b}"])
def test_placeholders_are_bare_names(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whichever of the two it is, it is no placeholder
        tool.placeholders(text)


def test_placeholders_of_a_sentence() -> None:
    assert tool.placeholders("{place}：{what}，{place}") == {"place", "what"}


@pytest.mark.parametrize("name", REPORTS)
def test_findings_are_english_throughout(name: str) -> None:
    findings = REPORTS[name].check()
    texts = [*(finding.text("en") for finding in findings), *(finding.rule.title_in("en") for finding in findings)]
    assert [text for text in (*texts, findings.text("en")) if _chinese(text)] == []


def test_the_failing_report_has_findings_of_every_status() -> None:
    findings = REPORTS["failing"].check()
    assert {finding.status for finding in findings} == {"passed", "failed", "incomplete"}
    assert len({finding.rule.id for finding in findings.where(severity="error").failed}) == 4


def test_a_finding_reads_as_a_sentence() -> None:
    finding = REPORTS["failing"].check().at("disputes.reconsideration.upheld").failed[0]
    assert finding.text("en") == (
        "Table 4, Administrative reconsideration: "
        "Upheld (5) + Corrected (0) + Other results (0) + Pending (0) = 5, but Total (0); they differ by 5"
    )


@pytest.mark.parametrize("code", NOTE_KINDS)
def test_notes_are_english_but_for_what_they_quote(code: str) -> None:
    words = {"label": "a/b", "edition": "2019", "number": "3", "given": "2", "blank": "1", "count": "1", "parts": "2"}
    note = Note(code, text="3a", details=tuple(words.items()))
    text = note.message_in("en")
    assert _chinese(text) == []
    assert "{" not in text


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_labels_of_tables_are_english_and_tell_cells_apart(edition: gr.Edition) -> None:
    report = gr.Report.blank(edition)
    grids = [block for block in report.to_document(locale="en").blocks if isinstance(block, Grid)]
    assert [grid.caption for grid in grids] == ["Table 2", "Table 3", "Table 4"]
    assert [cell.text for grid in grids for cell in grid.cells if _chinese(cell.text)] == []
    for grid in grids:
        headers = [cell for cell in grid.cells if cell.header]
        places = [
            frozenset(
                (header.text, axis)
                for header in headers
                for axis, hit in (
                    ("row", header.row <= cell.row < header.row + header.rowspan),
                    ("column", header.column <= cell.column < header.column + header.colspan),
                )
                if hit
            )
            for cell in grid.cells
            if not cell.header
        ]
        assert len(set(places)) == len(places)


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_rendered_tables_are_english(edition: gr.Edition) -> None:
    shown = gr.Report.blank(edition).render(locale="en")
    assert isinstance(shown, str)
    assert [line for line in shown.splitlines() if line[:1] in "┌│├└" and _chinese(line)] == []


def test_positions_are_english() -> None:
    assert Position(page=1, table=2, row=3, column=4).text("en") == "page 1 table 2 row 3 column 4"
    assert Position(line=12).text("en") == "line 12"


@pytest.mark.parametrize(
    ("asked", "served"),
    [
        ("zh", SOURCE_LOCALE),
        ("zh-CN", SOURCE_LOCALE),
        ("zh_CN", SOURCE_LOCALE),
        ("zh-Hans", SOURCE_LOCALE),
        ("en", "en"),
        ("en_GB", "en"),
        ("en-US", "en"),
    ],
)
def test_locales_resolve(asked: str, served: str) -> None:
    assert resolve_locale(asked) == served


@pytest.mark.parametrize("unknown", ["fr", "tlh", "", "english", "../en"])
def test_an_unknown_locale_is_refused_with_those_that_exist(unknown: str) -> None:
    with pytest.raises(ValueError, match=r"zh_CN.*en") as refused:
        resolve_locale(unknown)
    assert f"“{unknown}”" in str(refused.value)
    with pytest.raises(ValueError, match=r"zh_CN.*en"):
        gr.Report.blank().render(locale=unknown)


def test_what_the_catalog_lacks_stays_as_it_is() -> None:
    assert translate("本地自定的行", "en") == "本地自定的行"
    assert translate("", "en") == ""


def test_the_members_of_a_group_stand_apart() -> None:
    texts = [finding.text("en") for finding in REPORTS["failing"].check()]
    assert [text for text in texts if re.search("[a-z][A-Z]", text)] == []


def test_findings_as_data_are_english_throughout() -> None:
    found = [finding.to_dict("en") for finding in REPORTS["failing"].check()]
    assert [value for data in found for value in data.values() if _chinese(str(value))] == []


def test_a_note_names_the_table_by_its_english_number() -> None:
    report = gr.reads("某市商务局2021年政府信息公开工作年度报告\n一、总体情况\n无\n二、主动公开政府信息情况\n无\n")
    notes = [note.message_in("en") for note in report.notes if note.code == "no-table"]
    assert notes == [f"Table {number} was not found" for number in (2, 3, 4)]


def test_a_note_on_a_missing_row_names_it_in_english() -> None:
    text = gr.Report.blank("2021").render()
    assert isinstance(text, str)
    report = gr.reads("\n".join(line for line in text.splitlines() if "行政强制" not in line))
    notes = [note.message_in("en") for note in report.notes if note.code == "missing"]
    assert len(notes) == 1
    assert _chinese(notes[0]) == []


def test_errors_are_english_throughout() -> None:
    data = gr.Report.blank("2021").to_dict()
    data["notes"] = [{**_NOTE, "severity": "grave"}]
    calls: list[Callable[[], object]] = [
        lambda: gr.reads("x", format="nope"),
        lambda: gr.Report.blank({"fees": "2021"}),
        lambda: gr.Report.blank({"fees": "2020", "disclosure": "2020"}),
        lambda: gr.Report(disclosure=3),  # type: ignore[arg-type]
        lambda: gr.Report.from_dict(data),
    ]
    refused: list[str] = []
    for call in calls:
        with pytest.raises(gr.GovinfoReportError) as error:
            call()
        refused.append(error.value.text("en"))
    assert [text for text in refused if _chinese(text)] == []
