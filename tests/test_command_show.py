"""``show``: its formats, and the findings that it marks; ``convert`` takes the same choice of findings."""

from __future__ import annotations

import json
import re
from pathlib import Path

import attrs
import pytest

import govinfo_report as gr
from govinfo_report.__main__ import main
from tests.test_command_terminal import plain, shown

EXAMPLES = Path(__file__).parent.parent / "examples"
GOOD, WRONG = str(EXAMPLES / "linjiang-2023.txt"), str(EXAMPLES / "linjiang-2022-wrong.txt")

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GOVINFO_REPORT_LOCALE", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def faulty(tmp_path: Path) -> str:
    """A report with a wrong sum, a claim that differs, a section that is missing, and one blank."""
    report = gr.read(GOOD).with_cells({"disputes.reconsideration.total": 6, "disclosure.licensing.decisions": None})
    overview = gr.Section.of("一、总体情况", "全年收到申请61件。")
    file = tmp_path / "faulty.json"
    file.write_text(attrs.evolve(report, overview=overview, problems=None).to_json(), encoding="utf-8")
    return str(file)


@pytest.mark.parametrize("format", ["text", "markdown", "html", "labels", "json"])
def test_a_format_is_printed_as_convert_writes_it_on_a_terminal_and_elsewhere(format: str, capsys: Captured) -> None:
    assert main(["convert", "--to", format, GOOD]) == 0
    converted = capsys.readouterr().out
    assert main(["show", "--format", format, GOOD]) == 0
    assert capsys.readouterr().out == converted
    code, out, _ = shown(80, "show", "--format", format, GOOD)
    assert (code, out) == (0, converted)


def test_the_text_takes_a_width_and_other_formats_have_none(capsys: Captured) -> None:
    assert main(["show", "--format", "text", "--width", "60", GOOD]) == 0
    assert capsys.readouterr().out == gr.read(GOOD).render(width=60)
    assert main(["show", "--format", "html", "--width", "60", GOOD]) == 2
    assert "没有选项“width”" in capsys.readouterr().err


def test_one_table_in_a_format(capsys: Captured) -> None:
    assert main(["show", "--format", "markdown", "--table", "4", GOOD]) == 0
    out = capsys.readouterr().out
    assert "未经复议直接起诉" in out
    assert "行政许可" not in out
    assert "存在的主要问题" not in out


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--format", "docx"], "docx格式是文件，不能显示；用convert -o写成文件"),
        (["--format", "json", "--findings"], "json格式不显示核对结果"),
        (["--format", "json", "--severity", "error"], "json格式不显示核对结果"),
        (["--format", "json", "--notes"], "json格式不显示核对结果"),
        (["--format", "json", "--table", "4"], "不能与--table合用"),
        (["--json", "--table", "4"], "不能与--table合用"),
        (["--json", "--format", "text"], "只能用一个"),
        (["--format", "html", GOOD], "一次只能显示一份报告"),
        (["--only", "nothing"], "没有“nothing”"),
        (["--suppress", "no-such-file.toml"], "没有这个文件"),
    ],
)
def test_what_does_not_go_together_is_said(options: list[str], said: str, capsys: Captured) -> None:
    assert main(["show", *options, WRONG]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err


def test_several_reports_as_text_each_behind_its_name(capsys: Captured) -> None:
    assert main(["show", "--format", "text", GOOD, WRONG]) == 0
    out = capsys.readouterr().out
    assert [line for line in out.splitlines() if line.startswith("==> ")] == [f"==> {GOOD} <==", f"==> {WRONG} <=="]


NUMBERED = re.compile(r"^[^│\n]*\[(\d+)\] (错误|注意|提示)：", re.MULTILINE)


def test_findings_are_told_apart_and_chosen_as_check_chooses_them(faulty: str, capsys: Captured) -> None:
    def told(*options: str) -> list[str]:
        assert main(["show", *options, faulty]) == 0
        return [word for _, word in NUMBERED.findall(capsys.readouterr().out)]

    assert told() == []
    assert sorted(told("--findings")) == ["提示", "注意", "注意", "错误"]
    assert told("--severity", "error") == ["错误"]
    assert sorted(told("--severity", "warning")) == ["注意", "注意", "错误"]
    assert told("--only", "structure.sections") == ["注意"]
    assert told("--findings", "--without", "structure", "--without", "narrative") == ["错误"]
    assert told("--findings", "--table", "2") == ["提示"]


def test_what_is_explained_is_not_marked(faulty: str, tmp_path: Path, capsys: Captured) -> None:
    reasons = tmp_path / "known.toml"
    reasons.write_text('"disputes.*" = "已更正"\nstructure.blanks = "未发生"\n', encoding="utf-8")
    assert main(["show", "--suppress", str(reasons), faulty]) == 0
    assert {word for _, word in NUMBERED.findall(capsys.readouterr().out)} == {"注意"}
    assert main(["convert", "--to", "html", "--suppress", str(reasons), faulty]) == 0
    page = capsys.readouterr().out
    assert "核对结果和说明：注意2条；" in page
    assert page.count("<li ") == 2
    assert main(["convert", "--to", "html", "--severity", "error", faulty]) == 0
    assert "核对结果和说明：错误1条；" in capsys.readouterr().out


def test_of_html_notes_stand_in_place_and_of_text_they_are_listed(tmp_path: Path, capsys: Captured) -> None:
    file = tmp_path / "marked.txt"
    file.write_text(Path(GOOD).read_text(encoding="utf-8").replace("\n5210\n", "\n/\n"), encoding="utf-8")
    assert main(["show", "--format", "html", "--notes", str(file)]) == 0
    assert "核对结果和说明：提示1条；" in capsys.readouterr().out
    assert main(["show", "--format", "text", "--notes", str(file)]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("  [blank-mark] 第28行")


def test_records_have_the_findings_that_are_asked_for(faulty: str, capsys: Captured) -> None:
    assert main(["show", "--json", faulty]) == 0
    (record,) = json.loads(capsys.readouterr().out)
    assert set(record) == {"path", "report"}
    assert main(["show", "--json", "--only", "disputes", faulty]) == 0
    (record,) = json.loads(capsys.readouterr().out)
    assert {finding["rule"] for finding in record["findings"]} == {"disputes.block-sum"}
    assert [finding["status"] for finding in record["findings"]].count("failed") == 1


def test_on_a_terminal_figures_bear_the_numbers_of_their_findings_in_the_colour_of_the_gravest(faulty: str) -> None:
    code, out, _ = shown(80, "show", "--findings", faulty)
    assert code == 0
    text = plain(out)
    assert max(map(len, text.splitlines())) <= 80
    numbers = {word: number for number, word in NUMBERED.findall(text)}
    assert f"6[{numbers['错误']}]" in text
    assert f"\x1b[31m6[{numbers['错误']}]" in out  # the figure red
    assert f"\x1b[36m[{numbers['提示']}]" in out  # the blank
    assert "红色的数字" not in text  # what the list below says by itself
    lines = text.splitlines()
    missing = next(line for line in lines if "没有“五、" in line)
    assert lines.index(missing) > lines.index("六、其他需要报告的事项")  # what no table takes stands at the end
    plain_text = plain(shown(80, "show", faulty)[1])
    assert "红色的数字在不符的合计中，共1项，用--findings查看" in plain_text
    assert "[1]" not in plain_text


def test_a_figure_with_a_warning_and_one_in_several_errors_have_colours_of_their_own(tmp_path: Path) -> None:
    report = gr.read(WRONG)
    file = tmp_path / "wrong.json"
    file.write_text(report.to_json(), encoding="utf-8")
    _, out, _ = shown(100, "show", "--severity", "warning", str(file))
    assert "\x1b[1;97;41m6[1,2]" in out
    _, out, _ = shown(100, "show", "--only", "narrative", str(file))
    assert "\x1b[33m5[1]" in out
