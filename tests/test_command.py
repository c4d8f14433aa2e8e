"""The command: what it prints where it is no terminal, and how it ends."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from importlib.abc import MetaPathFinder
from importlib.metadata import version
from pathlib import Path

import attrs
import pytest

import govinfo_report as gr
from govinfo_report.__main__ import main
from govinfo_report.cli import sources
from govinfo_report.cli.language import likely_locale, split_locale
from govinfo_report.cli.sentences import SIGNS, STYLES
from govinfo_report.cli.sources import gather
from govinfo_report.cli.suppressions import read_suppressions
from govinfo_report.errors import PluginError
from govinfo_report.findings import Finding, Findings
from govinfo_report.messages import message
from govinfo_report.rulebook import Rule

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
GOOD, WRONG = str(EXAMPLES / "linjiang-2023.txt"), str(EXAMPLES / "linjiang-2022-wrong.txt")
CHECKS = len(gr.read(GOOD).check())

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GOVINFO_REPORT_LOCALE", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def marked(tmp_path: Path) -> str:
    """A report of which one cell bears a sign for a blank."""
    file = tmp_path / "marked.txt"
    file.write_text(Path(GOOD).read_text(encoding="utf-8").replace("\n5210\n", "\n/\n"), encoding="utf-8")
    return str(file)


def as_stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


# check


def test_a_good_report_ends_with_0(capsys: Captured) -> None:
    assert main(["check", GOOD]) == 0
    out = capsys.readouterr().out
    assert out.splitlines()[0] == "临江县人民政府2023年政府信息公开工作年度报告"
    assert f"核对{CHECKS}项：通过{CHECKS}项" in out


def test_a_failed_sum_ends_with_1_and_says_which_cells_and_sums(capsys: Captured) -> None:
    assert main(["check", WRONG]) == 1
    out, err = capsys.readouterr()
    assert "  表四 行政复议：结果维持（2）＋结果纠正（1）＋其他结果（0）＋尚未审结（1）＝4，总计（5），相差 1\n" in out
    assert err == ""


def test_what_to_write_instead_is_told_each_failure_by_itself(capsys: Captured) -> None:
    main(["check", WRONG])
    told = capsys.readouterr().out.partition("改正建议")[2].splitlines()
    assert told[1].startswith("    1. 表三“办理结果·部分公开”行“自然人”列：印作6，应为5（")
    assert told[2] == "    2. 以下5种改法中只有一种符合实际，最可能的在前："
    assert told[3] == "      - 表四“行政复议·总计”：印作5，可能应为4（写错一位数字）"
    assert told[8] == "      改正后1项勾稽关系成立：表四 行政复议"
    main(["check", GOOD])
    assert "改正建议" not in capsys.readouterr().out
    main(["check", GOOD, WRONG])
    assert "改正建议" not in capsys.readouterr().out
    main(["check", "--json", WRONG])
    assert [one["count"] for one in json.loads(capsys.readouterr().out)[0]["explanations"]] == [1, 5, 5, 5, 5, 5]


def test_of_many_corrections_the_likeliest_are_told(tmp_path: Path, capsys: Captured) -> None:
    """Three figures in three rows and columns, each too high by 3: they may as well stand in six other ways."""
    rows = ("disclosed", "partly_disclosed", "refused.state_secret")
    columns = ("natural_person", "commercial_enterprise", "research_institution")
    figures = {path: 0 for path in gr.Report.blank().cells() if path.startswith("applications.")}
    for column, figure in (*((column, 10) for column in columns), ("total", 30)):
        figures |= {f"applications.outcomes.{row}.{column}": figure for row in rows}
        figures |= {f"applications.{row}.{column}": 3 * figure for row in ("received", "outcomes.total")}
    report = gr.Report.from_cells(figures, edition="2021")
    cells = [f"applications.outcomes.{row}.{column}" for row, column in zip(rows, columns, strict=True)]
    file = tmp_path / "thrice.json"
    wrong = report.with_cells(dict.fromkeys(cells, 13))
    file.write_text(wrong.to_json(), encoding="utf-8")
    main(["check", str(file)])
    told = capsys.readouterr().out
    count = len(wrong.diagnose())
    assert count == 6
    assert told.count("      - ") == 5
    assert "另有1种，用--json查看" in told
    assert "须同时改正3处" in told


def test_of_several_files_each_has_a_line_those_with_problems_more_and_a_summary_counts_them(
    capsys: Captured, marked: str, tmp_path: Path
) -> None:
    junk = tmp_path / "junk.txt"
    junk.write_bytes(b"\0\1\2")
    assert main(["check", GOOD, WRONG, marked, str(junk)]) == 2
    out, err = capsys.readouterr()
    lines = out.splitlines()
    assert lines[0] == f"{GOOD}：核对{CHECKS}项，全部相符"
    assert lines[1] == f"{WRONG}：核对{len(gr.read(WRONG).check())}项，不符4项（错误3项，注意1项），因空白无法核对0项"
    assert all(line.startswith("  表") for line in lines[2:5])
    assert lines[5].startswith("  注意：一、总体情况 第3段“因公开工作引起行政复议4件”")
    assert lines[6] == f"{marked}：核对{CHECKS}项，不符0项，提示1项，因空白无法核对0项；读取说明1条"
    assert (
        lines[7] == "  提示：表二：1个单元格空白；没有发生的应填0"
    )  # a hint is told, and not counted as a file with problems
    assert lines[8].startswith("临江县人民政府2022、2023年度之间：核对")
    assert lines[-1:] == ["读取3个文件：1个有错误，0个有注意而无错误，1个只有提示，1个有读取说明；无法读取1个，跳过0个"]
    assert err.startswith(f"{junk}：")


def test_bad_files_are_named_as_given_and_stop_nothing(
    capsys: Captured, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("sub").mkdir()
    Path("sub/junk.json").write_text('{"format": 1}', encoding="utf-8")
    Path("sub/junk.txt").write_bytes(b"\0\1\2")
    assert main(["check", "sub/junk.json", "sub/none.txt", "sub/junk.txt", WRONG]) == 2
    out, err = capsys.readouterr()
    assert "sub/junk.json：" in err
    assert "sub/none.txt：没有这个文件\n" in err
    assert "sub/junk.txt：" in err
    assert "表四 行政复议：" in out
    assert "Traceback" not in err


def test_what_the_system_refuses_is_said_in_words(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    refusals = [
        (PermissionError(13, "no"), "没有权限"),
        (IsADirectoryError(21, "no"), "是文件夹，不是文件"),
        (OSError(5, "Input/output error"), "无法打开（Input/output error）"),
        (RuntimeError("odd"), "处理时出现意外错误（RuntimeError: odd）"),
    ]
    for error, said in refusals:

        def refuse(*_: object, error: Exception = error, **__: object) -> None:
            raise error

        monkeypatch.setattr(sources, "read", refuse)
        assert main(["check", GOOD]) == 2
        assert capsys.readouterr().err == f"{GOOD}：{said}\n"


def test_nothing_to_check_is_not_all_well(capsys: Captured, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert main(["check", str(empty)]) == 2
    assert "文件夹中没有能读取的文件" in capsys.readouterr().err
    bare = tmp_path / "bare.txt"
    bare.write_text("某局2022年政府信息公开工作年度报告\n一、总体情况\n好。\n", encoding="utf-8")
    assert main(["check", str(bare)]) == 2
    assert "没有认出任何表格" in capsys.readouterr().err


def test_a_blank_form_shows_a_few_of_the_open_checks_and_all_on_request(capsys: Captured, tmp_path: Path) -> None:
    blank = tmp_path / "blank.json"
    blank.write_text(gr.Report.blank("2021").to_json(), encoding="utf-8")
    assert main(["check", str(blank)]) == 0
    out = capsys.readouterr().out
    assert out.splitlines()[0] == "（没有标题）"
    assert out.count("全部空白，无法核对") == 5
    assert f"另有{len(gr.Report.blank('2021').check().incomplete) - 5}项因空白无法核对，用--all查看" in out
    assert main(["check", "--all", "--severity", "error", str(blank), GOOD]) == 0
    out = capsys.readouterr().out
    assert out.count("全部空白，无法核对") == 42
    assert out.count("，相符") == 42


def test_a_table_that_is_missing_is_said_even_without_the_notes(capsys: Captured, tmp_path: Path) -> None:
    text = Path(GOOD).read_text(encoding="utf-8")
    short = tmp_path / "short.txt"
    short.write_text(text[: text.index("四、政府信息公开行政复议")], encoding="utf-8")
    assert main(["check", str(short)]) == 0
    assert "  没有找到表四\n" in capsys.readouterr().out


def test_json_for_machines(capsys: Captured, marked: str) -> None:
    assert main(["check", "--json", WRONG, "nowhere.txt", marked]) == 2
    wrong, missing, noted, across = json.loads(capsys.readouterr().out)
    assert wrong["path"] == WRONG
    assert wrong["ok"] is False
    assert {finding["status"] for finding in wrong["findings"]} == {"passed", "failed"}
    assert missing == {"path": "nowhere.txt", "error": "nowhere.txt：没有这个文件"}
    assert [(note["code"], note["path"], note["position"]["line"]) for note in noted["notes"]] == [
        ("blank-mark", "disclosure.licensing.decisions", 28)
    ]
    assert (across["agency"], across["years"], across["faults"]) == ("临江县人民政府", [2022, 2023], [])
    assert {finding["rule"].partition(".")[0] for finding in across["series"]} == {"series"}
    assert noted["notes"][0]["message"] == "以“/”表示空白，按空白处理（不作为0）"


def test_json_of_nothing_is_an_empty_list(capsys: Captured) -> None:
    assert main(["show", "--json", "nowhere.txt"]) == 2
    assert [set(record) for record in json.loads(capsys.readouterr().out)] == [{"path", "error"}]


def test_notes_are_listed_or_counted(capsys: Captured, marked: str) -> None:
    main(["check", marked])
    assert "有1条读取说明，用--notes查看" in capsys.readouterr().out
    for command in ("check", "show"):
        assert main([command, "--notes", marked]) == 0
        assert "  [blank-mark] 第28行 disclosure.licensing.decisions：以“/”表示空白" in capsys.readouterr().out


def finding(severity: str) -> Finding:
    rule = Rule(f"test.{severity}", "试", severity, "无")  # type: ignore[arg-type]
    return Finding(rule, "failed", ("disclosure.fees.amount",), None, None, message("有事"))


def test_findings_that_are_no_errors_say_so_and_stand_behind_them(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = Findings([finding("hint"), finding("warning"), finding("error")])
    monkeypatch.setattr(gr.Report, "check", lambda _, **__: found)
    assert main(["check", GOOD]) == 1
    assert capsys.readouterr().out.splitlines()[1:4] == ["  有事", "  注意：有事", "  提示：有事"]
    found = Findings([finding("hint"), finding("warning")])
    assert main(["check", GOOD]) == 0


def test_hints_are_few_and_stand_below_the_advice(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    real = gr.read(WRONG).check(rules="disputes")
    monkeypatch.setattr(gr.Report, "check", lambda _, **__: Findings([*[finding("hint")] * 5, *real]))
    assert main(["check", WRONG]) == 1
    out = capsys.readouterr().out
    assert out.count("提示：") == 3
    assert (
        out.index("表四 行政复议：")
        < out.index("改正建议")
        < out.index("提示：")
        < out.index("另有2条提示，用--all查看")
    )
    assert "部分公开" not in out  # the advice is about what was found alone
    assert main(["check", "--all", WRONG]) == 1
    assert capsys.readouterr().out.count("提示：") == 5


def test_rules_are_chosen(capsys: Captured) -> None:
    assert main(["check", "--only", "disputes", "--only", "structure", "--without", "structure.blanks", WRONG]) == 1
    out = capsys.readouterr().out
    assert "表四 行政复议" in out
    assert "表三" not in out
    assert main(["check", "--only", "structure", WRONG]) == 0
    assert main(["check", "--only", "narrative", WRONG]) == 0
    assert "改正建议" not in capsys.readouterr().out, "sums that were not asked for are not to be mended"
    assert main(["check", "--severity", "error", WRONG]) == 1
    assert "核对42项：" in capsys.readouterr().out
    assert main(["check", "--only", "no.such", WRONG]) == 2
    assert "核对规则中没有“no.such”，可用的有：applications.row-sum、" in capsys.readouterr().err
    assert main(["check", "--severity", "grave", WRONG]) == 2
    assert "“--severity”的值不能是“grave”，可用的有：error、warning、hint" in capsys.readouterr().err


def test_rules_are_listed(capsys: Captured) -> None:
    assert main(["rules", "--only", "disputes"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("disputes.block-sum  [错误]  各项结果之和等于总计  《")
    assert out.count("\n") == 1
    assert main(["rules", "--json", "--locale", "en"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert [rule["id"] for rule in listed] == [rule.id for rule in gr.list_rules()]
    assert listed[0]["title"] == "The kinds of applicant add up to the total"
    assert {rule["scope"] for rule in listed} == {"report", "series"}
    assert main(["rules", "--without", "no.such"]) == 2


REPORTED = {
    "applications.row-sum@applications.outcomes.partly_disclosed.total": "已更正",
    "applications.outcome-sum": "同上",
    "*@disputes.*": "同上",
}


@pytest.mark.parametrize("form", ["json", "toml"])
def test_what_is_explained_is_set_aside(capsys: Captured, tmp_path: Path, form: str) -> None:
    file = tmp_path / f"known.{form}"
    lines = "".join(f'"{name}" = "{reason}"\n' for name, reason in REPORTED.items())
    file.write_text(json.dumps(REPORTED) if form == "json" else lines, encoding="utf-8")
    assert main(["check", "--suppress", str(file), WRONG]) == 0
    out = capsys.readouterr().out
    assert "表四 行政复议：" not in out
    assert "改正建议" not in out
    assert "已说明理由4项" in out
    assert main(["check", "--suppress", str(file), "--all", WRONG]) == 0
    assert "相差 1（已说明理由：已更正）" in capsys.readouterr().out
    assert main(["check", "--suppress", str(file), GOOD]) == 0
    assert "没有对应的不符或空白：applications.row-sum@" in capsys.readouterr().out
    assert main(["check", "--suppress", str(file), GOOD, WRONG]) == 0
    out = capsys.readouterr().out
    assert "没有对应" not in out
    assert "已说明理由4项" in out
    assert main(["check", "--suppress", str(file), GOOD, GOOD]) == 0
    assert "没有对应的不符或空白：" in capsys.readouterr().out.splitlines()[-2]
    assert main(["check", "--json", "--suppress", str(file), WRONG]) == 0
    (record,) = json.loads(capsys.readouterr().out)
    assert record["ok"]
    assert record["unused"] == []
    assert [one["reason"] for one in record["findings"] if one["status"] == "suppressed"] == [
        "已更正",
        "同上",
        "同上",
        "同上",
    ]
    assert record["explanations"] == []


def test_ids_in_toml_need_no_quotes(tmp_path: Path) -> None:
    file = tmp_path / "known.toml"
    file.write_text('structure.blanks = "留空"\n[series]\ngaps = "缺一年"\n', encoding="utf-8")
    assert read_suppressions(file) == {"structure.blanks": "留空", "series.gaps": "缺一年"}


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.json", "[1]", "应为“id: 理由”的对象"),
        ("a.json", "{", "不是有效的JSON或TOML"),
        ("a.toml", "= 3", "不是有效的JSON或TOML"),
        ("a.json", '{"x": 3}', "“x”的理由应为文字"),
        ("a.json", '{"x": {"y": ""}}', "“x.y”的理由应为文字"),
        ("a.json", "[" * 100_000, "不是有效的JSON或TOML"),
        ("a.json", " " * (1 << 20) + "{}", "不是理由的清单"),
        ("none.json", None, "没有这个文件"),
        (".", None, "无法读取"),
    ],
)
def test_a_file_of_reasons_that_is_none(
    capsys: Captured, tmp_path: Path, name: str, text: str | None, said: str
) -> None:
    file = tmp_path / name
    if text is not None:
        file.write_text(text, encoding="utf-8")
    assert main(["check", "--suppress", str(file), GOOD]) == 2
    err = capsys.readouterr().err
    assert err.startswith(f"{file}：")
    assert said in err


# folders and standard input


def test_of_a_folder_the_files_are_read_that_a_reader_knows(capsys: Captured, tmp_path: Path) -> None:
    for name in ("a.txt", "b/县.TXT", ".hidden.txt", ".git/c.txt", "picture.png", "b/data.csv"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(Path(GOOD).read_bytes())
    assert main(["check", str(tmp_path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        f"{tmp_path / 'a.txt'}：核对{CHECKS}项，全部相符",
        f"{tmp_path / 'b' / '县.TXT'}：核对{CHECKS}项，全部相符",
        "读取2个文件：0个有错误，0个有注意而无错误，0个只有提示，0个有读取说明；无法读取0个，跳过2个",
    ]
    assert main(["check", str(tmp_path / "b" / "data.csv")]) == 0  # named outright, it is tried
    assert main(["check", "--from", "json", str(tmp_path)]) == 2  # nothing here is JSON


def test_a_folder_that_cannot_be_listed_is_said_and_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = tmp_path / "locked"
    locked.mkdir()
    (tmp_path / "a.txt").write_text("x")
    real = os.scandir

    def scandir(path: str) -> object:
        if str(path) == str(locked):
            raise PermissionError(13, "no", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    gathered = gather([tmp_path], (".txt",))
    assert [source.below for source in gathered.sources] == ["a.txt"]
    ((name, error),) = gathered.failed
    assert name == str(locked)
    assert isinstance(error, PermissionError)
    assert gathered.several


def test_standard_input_may_be_any_format(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    for data in (Path(WRONG).read_bytes(), gr.read(WRONG).to_json().encode()):
        as_stdin(monkeypatch, data)
        assert main(["check", "-"]) == 1
        assert "表四 行政复议：" in capsys.readouterr().out
    as_stdin(monkeypatch, b"")
    assert main(["check", "-"]) == 2
    assert capsys.readouterr().err == "标准输入：来源是空的\n"


def test_a_file_whose_name_is_a_dash_is_a_file(
    capsys: Captured, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("-").write_bytes(Path(GOOD).read_bytes())
    Path("-x.txt").write_bytes(Path(GOOD).read_bytes())
    as_stdin(monkeypatch, Path(WRONG).read_bytes())
    assert main(["check", "./-", "--", "-x.txt"]) == 0
    assert [line.partition("：")[0] for line in capsys.readouterr().out.splitlines()[:2]] == ["./-", "./-x.txt"]
    assert main(["check", "--", "-"]) == 1


# show


def test_show_prints_what_is_read_back(capsys: Captured) -> None:
    assert main(["show", GOOD]) == 0
    out = capsys.readouterr().out
    assert out == gr.read(GOOD).render()
    assert main(["show", "--json", GOOD]) == 0
    assert gr.Report.from_dict(json.loads(capsys.readouterr().out)[0]["report"]) == gr.read(GOOD)


def test_show_of_several_says_which_is_which(capsys: Captured) -> None:
    assert main(["show", GOOD, WRONG]) == 0
    out = capsys.readouterr().out
    assert [line for line in out.splitlines() if line.startswith("==>")] == [f"==> {GOOD} <==", f"==> {WRONG} <=="]


@pytest.mark.parametrize("name", ["disputes", "四", "4"])
def test_show_takes_the_table_that_was_asked_for(name: str, capsys: Captured) -> None:
    assert main(["show", "--table", name, GOOD]) == 0
    out = capsys.readouterr().out
    assert out.startswith("┌")
    assert "行政复议" in out
    assert "自然人" not in out


def test_show_of_a_table_that_is_not_there_names_those_that_are(capsys: Captured, tmp_path: Path) -> None:
    assert main(["show", "--table", "五", GOOD]) == 2
    assert (
        "报告中没有表“五”，有的是：disclosure（表二）、applications（表三）、disputes（表四）"
        in capsys.readouterr().err
    )
    bare = tmp_path / "bare.txt"
    bare.write_text("某局2022年政府信息公开工作年度报告\n一、总体情况\n好。\n", encoding="utf-8")
    assert main(["show", "--table", "五", str(bare)]) == 2
    assert "有的是：—" in capsys.readouterr().err


def test_the_width_is_kept_and_checked_before_anything_is_read(capsys: Captured) -> None:
    assert main(["show", "--width", "80", GOOD]) == 0
    assert capsys.readouterr().out == gr.read(GOOD).render(width=80)
    assert main(["show", "--width", "30", "nowhere.txt"]) == 2
    assert capsys.readouterr().err == "width应为40至1000的整数，而不是30\n"


def test_what_cannot_be_shown_is_said(capsys: Captured, tmp_path: Path) -> None:
    odd = tmp_path / "odd.json"
    odd.write_text(
        gr.Report(title="某局2022年政府信息公开工作年度报告", agency="a\x1b[31m").to_json(), encoding="utf-8"
    )
    assert main(["show", str(odd)]) == 2
    err = capsys.readouterr().err
    assert "U+001B" in err
    assert "\x1b" not in err


# language


def test_english_on_request(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    for arguments in (
        ["check", "--locale", "en-GB", WRONG],
        ["--locale=en", "check", WRONG],
        ["check", WRONG, "--locale", "en"],
    ):
        assert main(arguments) == 1
        assert "Table 4, Administrative reconsideration" in capsys.readouterr().out
    monkeypatch.setenv("GOVINFO_REPORT_LOCALE", "en")
    assert main(["check", WRONG]) == 1
    assert "Table 4" in capsys.readouterr().out
    assert main(["check", WRONG, "--locale", "zh"]) == 1
    assert "表四" in capsys.readouterr().out


def test_the_language_of_the_system_does_not_count(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    assert main(["check", GOOD]) == 0
    assert f"核对{CHECKS}项" in capsys.readouterr().out


def test_an_unknown_locale_is_refused(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(["check", "--locale", "xx", WRONG]) == 2
    assert "“xx”" in capsys.readouterr().err
    monkeypatch.setenv("GOVINFO_REPORT_LOCALE", "fr")
    assert main(["check", WRONG]) == 2
    assert "zh_CN" in capsys.readouterr().err


def test_behind_two_dashes_nothing_is_an_option() -> None:
    assert split_locale(["check", "--locale", "en", "--", "--locale", "x"], {}) == (
        "en",
        ["check", "--", "--locale", "x"],
    )


@pytest.mark.parametrize(
    ("tokens", "environment", "locale"),
    [
        ([], {}, "zh_CN"),
        (["--locale", "en"], {}, "en"),
        ([], {"LANG": "en_US.UTF-8"}, "en"),
        ([], {"LC_ALL": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, "zh_CN"),
        (["--locale", "xx"], {"LANG": "C.UTF-8"}, "zh_CN"),
        ([], {"GOVINFO_REPORT_LOCALE": "en"}, "en"),
    ],
)
def test_the_likely_language(tokens: Sequence[str], environment: dict[str, str], locale: str) -> None:
    assert likely_locale(tokens, environment) == locale


# help, usage, version, completion


@pytest.mark.parametrize("command", [[], ["show"], ["check"], ["convert"], ["completion"]])
def test_help_is_in_the_language_asked_for(command: list[str], capsys: Captured) -> None:
    assert main([*command, "--help"]) == 0
    chinese = capsys.readouterr().out
    assert chinese.startswith("用法：")
    assert not {"Usage", "Options", "Display", "required"} & set(chinese.replace(":", " ").split())
    assert main([*command, "--help", "--locale", "en"]) == 0
    english = capsys.readouterr().out
    assert english.startswith("Usage:")
    assert not [one for one in english if "\u3001" <= one <= "\u9fff"]


def test_without_a_command_the_help_is_shown_and_nothing_is_well(capsys: Captured) -> None:
    assert main([]) == 2
    assert "check" in capsys.readouterr().out


def test_the_version(capsys: Captured) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"govinfo-report {version('govinfo_report')}\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["chekc", "x"],
            "没有命令“chekc”，可用的有：show、check、rules、convert、draft、diff、aggregate、coverage、table、completion",
        ),
        (["check"], "没有给出PATH"),
        (["check", "--nots", "x"], "没有选项“--nots”，是不是“--notes”？"),
        (["check", "--zzzzzz", "x"], "没有选项“--zzzzzz”"),
        (["check", "--from"], "“--from”后面缺少值"),
        (["check", "--locale"], "“--locale”后面缺少值"),
        (
            ["check", "--from", "nope", "x"],
            "“--from”的值不能是“nope”，可用的有：docx、html、json、markdown、pdf、text、xlsx",
        ),
        (["show", "--width", "wide", "x"], "“--width”的值不能是“wide”"),
        (["show", "--width", "-", "x"], "“--width”的值不能是“-”"),
        (["show", "--width", "50", "--width", "60", "x"], "“--width”给了两次"),
        (["completion", "bash", "zsh"], "多余的参数：zsh"),
        (["completion", "cmd"], "“SHELL”的值不能是“cmd”，可用的有：bash、zsh、fish"),
        (["check", ""], "命令行有误：路径是空的"),
    ],
)
def test_a_wrong_command_line_is_told_in_words(arguments: list[str], said: str, capsys: Captured) -> None:
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines()[0] == said
    assert err.splitlines()[1].startswith("用“govinfo-report")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_names_commands_and_options(
    shell: str, capsys: Captured, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert {"check", "convert", "show"} <= {word.strip("'\"():") for word in script.replace(":", " ").split()}
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "ZDOTDIR"):
        monkeypatch.setenv(name, str(tmp_path))
    for name in ("ZSH", "ZSH_CUSTOM"):
        monkeypatch.delenv(name, raising=False)
    assert main(["completion", shell, "--install"]) == 0
    told = capsys.readouterr().out
    written = [file for file in tmp_path.rglob("*govinfo-report*") if file.is_file()]
    assert len(written) == 1
    assert str(written[0]) in told


# plug-ins, interruptions, pipes, encodings


def test_a_fault_of_the_plug_ins_is_said_in_one_sentence(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise PluginError(message("{group}中没有“{name}”，可用的有：{choices}", group="rules", name="x", choices="—"))

    monkeypatch.setattr(sources, "read", broken)
    assert main(["check", GOOD, WRONG]) == 2
    assert capsys.readouterr().err == "rules中没有“x”，可用的有：—\n"


def interrupt(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_an_interruption_ends_with_130(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "read", interrupt)
    assert main(["check", GOOD]) == 130
    assert capsys.readouterr().err == "已中断\n"


def process(*arguments: str, env: dict[str, str] | None = None) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "govinfo_report", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **(env or {})},
    )


@pytest.mark.skipif(sys.platform == "win32", reason="signals are those of POSIX")
def test_a_signal_from_the_keyboard_leaves_no_traceback() -> None:
    with process("check", GOOD, "-") as running:
        assert running.stdout is not None
        assert running.stdin is not None
        first = running.stdout.read(1)  # the first file is through, the second waits for its input
        running.send_signal(signal.SIGINT)
        _, err = running.communicate()
    assert first
    assert running.returncode == 130
    assert b"Traceback" not in err


@pytest.mark.skipif(sys.platform == "win32", reason="pipes are those of POSIX")
@pytest.mark.parametrize("colour", [{}, {"FORCE_COLOR": "1"}])
def test_a_closed_pipe_is_quiet(colour: dict[str, str]) -> None:
    with process("show", *[GOOD] * 60, env=colour) as running:
        assert running.stdout is not None
        running.stdout.read(10)
        running.stdout.close()
        assert running.stderr is not None
        err = running.stderr.read()
        running.wait()
    assert running.returncode == 141
    assert err == b""


class Closed(io.StringIO):
    """A stream whose reader has gone."""

    def flush(self) -> None:
        raise BrokenPipeError


@pytest.mark.parametrize("drawn", [False, True])
def test_whatever_is_written_a_closed_pipe_ends_with_141(drawn: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    for command in ("show", "check", "convert"):
        monkeypatch.setattr(sys, "stdout", Closed())
        monkeypatch.setenv("FORCE_COLOR" if drawn else "NO_COLOR", "1")
        assert main([command, GOOD, *(["--to", "json"] if command == "convert" else [])]) == 141


@pytest.mark.skipif(sys.platform == "win32", reason="descriptors are those of POSIX")
def test_closed_streams_are_no_trouble() -> None:
    for arguments, code in (("check " + GOOD, 0), ("check " + WRONG, 1), ("check none.txt", 2)):
        command = f'"{sys.executable}" -m govinfo_report {arguments} >&- 2>&-'
        assert subprocess.run(command, shell=True, check=False).returncode == code


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device to write to")
def test_a_full_disk_is_said() -> None:
    command = f'"{sys.executable}" -m govinfo_report check "{GOOD}" > /dev/full'
    ended = subprocess.run(command, shell=True, check=False, capture_output=True, encoding="utf-8")
    assert ended.returncode == 2
    assert "No space left on device" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert "Exception" not in ended.stderr


def test_what_the_system_refuses_beside_the_files_is_said(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(sources.Run, "gather", full)
    assert main(["check", GOOD]) == 2
    assert capsys.readouterr().err == "无法写出（No space left on device）\n"


@pytest.mark.parametrize("command", [["check"], ["convert", "--to", "json", "-o", "n" * 300]])
def test_names_that_no_system_takes_are_unreadable(command: list[str], capsys: Captured) -> None:
    assert main([*command, "n" * 300 + ".txt", GOOD]) == 2
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_of_a_folder_pipes_are_skipped_and_broken_links_named(capsys: Captured, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "link.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "good.txt").write_bytes(Path(GOOD).read_bytes())
    assert main(["check", str(tmp_path)]) == 2
    out, err = capsys.readouterr()
    assert err == f"{tmp_path}/link.txt：没有这个文件\n"
    assert out.endswith("读取1个文件：0个有错误，0个有注意而无错误，0个只有提示，0个有读取说明；无法读取1个，跳过1个\n")


def test_a_list_that_is_broken_off_is_still_json(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    real = gr.read

    def until_the_second(source: Path, **_: object) -> gr.Report:
        if str(source) == WRONG:
            raise KeyboardInterrupt
        return real(source)

    monkeypatch.setattr(sources, "read", until_the_second)
    assert main(["check", "--json", GOOD, WRONG]) == 130
    assert [record["path"] for record in json.loads(capsys.readouterr().out)] == [GOOD]


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "latin-1"])
def test_no_encoding_makes_it_fail(encoding: str) -> None:
    with process("check", WRONG, "无此文件.txt", env={"PYTHONIOENCODING": encoding}) as running:
        out, err = running.communicate()
    assert running.returncode == 2
    expected = "表四".encode(encoding, "backslashreplace")
    assert expected in out
    assert "无此文件".encode(encoding, "backslashreplace") in err
    with process("check", "--json", WRONG, env={"PYTHONIOENCODING": encoding}) as running:
        out, err = running.communicate()
    assert json.loads(out.decode("ascii"))[0]["year"] == 2022


def test_paths_in_chinese_and_odd_characters_are_shown_safely(capsys: Captured, tmp_path: Path) -> None:
    odd = tmp_path / "年报 \x1b[31m.txt"
    odd.write_bytes(Path(GOOD).read_bytes())
    assert main(["check", str(odd), GOOD]) == 0
    out = capsys.readouterr().out
    assert "年报 \\x1b[31m.txt：核对" in out


# without the extra


class Without(MetaPathFinder):
    """As if some packages were not installed."""

    def __init__(self, *names: str) -> None:
        self.names = names

    def find_spec(self, fullname: str, path: object = None, target: object = None) -> None:  # noqa: ARG002
        if fullname.partition(".")[0] in self.names or fullname in self.names:
            raise ModuleNotFoundError(f"No module named {fullname!r}", name=fullname)


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    def block(*names: str) -> None:
        for loaded in list(sys.modules):
            if loaded.startswith("govinfo_report.cli.") or loaded.partition(".")[0] in names:
                monkeypatch.delitem(sys.modules, loaded)
        monkeypatch.setattr(sys, "meta_path", [Without(*names), *sys.meta_path])

    return block


@pytest.mark.parametrize("missing", ["cyclopts", "rich"])
def test_without_the_extra_one_sentence_names_it(missing: str, capsys: Captured, without: Callable[..., None]) -> None:
    without(missing)
    assert main(["check", "--locale", "zh", GOOD]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "命令行工具需要另外安装：pip install 'govinfo_report[cli]'\n"
    assert main(["check", "--locale", "en", GOOD]) == 2
    assert capsys.readouterr().err == "The command line needs an extra: pip install 'govinfo_report[cli]'\n"


def test_an_interruption_while_it_is_loaded_is_one_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    class Slow(MetaPathFinder):
        def find_spec(self, fullname: str, path: object = None, target: object = None) -> None:  # noqa: ARG002
            if fullname == "govinfo_report.cli.app":
                raise KeyboardInterrupt

    monkeypatch.delitem(sys.modules, "govinfo_report.cli.app", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Slow(), *sys.meta_path])
    assert main(["check", GOOD]) == 130


def test_another_module_that_is_missing_is_not_taken_for_the_extra(without: Callable[..., None]) -> None:
    without("govinfo_report.cli.app")
    with pytest.raises(ModuleNotFoundError, match=r"cli\.app"):
        main(["check", GOOD])


def test_importing_the_library_loads_nothing_of_the_command() -> None:
    script = (
        "import sys, govinfo_report as gr; gr.Report.blank('2021').check(); "
        "print([name for name in sys.modules if name.partition('.')[0] in ('rich', 'cyclopts') or '.cli' in name])"
    )
    shown = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert shown == "[]\n"


def test_the_signs_cover_every_kind_of_finding() -> None:
    assert (
        set(SIGNS)
        == set(STYLES)
        == {
            "error",
            "warning",
            "hint",
            "passed",
            "incomplete",
            "suppressed",
        }
    )


def years_that_disagree(folder: Path) -> None:
    """Two years of one county that add up by themselves, of which the second carries in less than the first left."""
    report = gr.read(GOOD)
    rows = ("carried_out", "received")
    paths = [f"applications.{row}.{column}" for row in rows for column in ("natural_person", "total")]
    cells = report.cells()
    more = {path: int(cells[path] or 0) + 7 for path in paths}
    before = attrs.evolve(report.with_cells(more), year=2022, title="临江县人民政府2022年政府信息公开工作年度报告")
    for one in (before, report):
        (folder / f"{one.year}.json").write_text(one.to_json(), encoding="utf-8")


def test_of_several_years_it_is_said_which_may_be_wrong(capsys: Captured, tmp_path: Path) -> None:
    years_that_disagree(tmp_path)
    assert main(["check", str(tmp_path)]) == 0  # what ties the years is a warning
    out = capsys.readouterr().out
    assert "临江县人民政府2022、2023年度之间：核对" in out
    assert "  注意：表三 自然人列：2022年度结转下年度（" in out
    assert (
        "  哪一年度有误（请对照原始台账核实后再改）：\n    1. 各年度的报告自身相符，仅凭数字不能断定哪一年度有误" in out
    )
    assert "      - 2022年度的报告，表三" in out
    assert main(["check", "--only", "applications", str(tmp_path)]) == 0
    assert "年度之间" not in capsys.readouterr().out
    known = tmp_path / "known.toml"
    known.write_text('"series.*" = "口径已调整"', encoding="utf-8")
    assert main(["check", "--suppress", str(known), str(tmp_path / "2022.json"), str(tmp_path / "2023.json")]) == 0
    out = capsys.readouterr().out
    assert "哪一年度有误" not in out
    assert "没有对应" not in out
    assert main(["check", "--json", "--locale", "en", str(tmp_path / "2022.json"), str(tmp_path / "2023.json")]) == 0
    fault = json.loads(capsys.readouterr().out)[-1]["faults"][0]
    assert fault["year"] is None
    assert set(fault["years"]) == {2022, 2023}


def test_of_too_many_reports_none_are_compared(
    capsys: Captured, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    years_that_disagree(tmp_path)
    monkeypatch.setattr("govinfo_report.cli.across._MOST", 1)
    assert main(["check", str(tmp_path)]) == 0
    out, err = capsys.readouterr()
    assert "年度之间" not in out
    assert "报告超过1份，没有作跨年度核对" in err
