"""The commands that look at several reports: diff and coverage."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from govinfo_report.__main__ import main
from tests.test_command_terminal import plain, shown

EXAMPLES = Path(__file__).parent.parent / "examples"
BEFORE, AFTER = str(EXAMPLES / "linjiang-2022-wrong.txt"), str(EXAMPLES / "linjiang-2023.txt")
OLD = str(EXAMPLES / "yunxi-commerce-2020.txt")

Captured = pytest.CaptureFixture[str]


def test_what_changed_is_told_with_the_narrative_that_is_repeated(capsys: Captured) -> None:
    assert main(["diff", BEFORE, AFTER]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "临江县人民政府2022年政府信息公开工作年度报告 → 临江县人民政府2023年政府信息公开工作年度报告"
    assert "  表三“本年新收”行“总计”列：43 → 57（+14 +32.6%）" in lines
    assert any(line.startswith("  数值") and "项有变化" in line for line in lines)
    assert any(line.startswith("  文字与前者逐字相同的占") for line in lines)


def test_cells_of_one_edition_alone_and_blanks_are_told(capsys: Captured, tmp_path: Path) -> None:
    blank = tmp_path / "blank.txt"
    blank.write_text(Path(AFTER).read_text(encoding="utf-8").replace("\n5210\n", "\n/\n"), encoding="utf-8")
    assert main(["diff", AFTER, str(blank)]) == 0
    assert (
        "  表二“第二十条第（五）项·行政许可”行“本年处理决定数量”列：5210 → 空白（现为空白）" in capsys.readouterr().out
    )
    assert main(["diff", "--locale", "en", str(blank), OLD]) == 0
    out = capsys.readouterr().out
    assert "(not in the second)" in out
    assert "(not in the first)" in out


def test_the_same_is_listed_on_request_and_for_machines(capsys: Captured) -> None:
    assert main(["diff", AFTER, AFTER]) == 0
    assert "数值0项有变化，200项相同" in capsys.readouterr().out
    assert main(["diff", "--all", AFTER, AFTER]) == 0
    assert capsys.readouterr().out.count(" → ") == 201
    assert main(["diff", "--json", BEFORE, AFTER]) == 0
    listed = {one["path"]: one for one in json.loads(capsys.readouterr().out)}
    assert listed["applications.received.total"] == {
        "path": "applications.received.total",
        "kind": "changed",
        "before": 43,
        "after": 57,
        "change": 14,
        "ratio": 14 / 43,
    }
    assert listed["disclosure.fees.amount"]["after"] == "12.5"


def test_two_files_are_wanted(capsys: Captured) -> None:
    assert main(["diff", AFTER]) == 2
    assert capsys.readouterr().err == "应给出两个文件，而不是1个\n"
    assert main(["diff", AFTER, "no-such-file.txt"]) == 2
    assert "no-such-file.txt：没有这个文件" in capsys.readouterr().err


@pytest.mark.parametrize("width", [60, 80, 120])
def test_a_comparison_is_drawn_on_a_terminal(width: int) -> None:
    code, out, _ = shown(width, "diff", BEFORE, AFTER)
    assert code == 0
    assert "+32.6%" in plain(out)
    assert "单元格" in plain(out)


def listed(tmp_path: Path) -> str:
    file = tmp_path / "organs.txt"
    file.write_text("# 名单\n临江县人民政府\n云溪市商务局  # 市级\n\n", encoding="utf-8")
    return str(file)


def test_who_has_not_published_is_told(capsys: Captured, tmp_path: Path) -> None:
    wanted = ["--agencies", listed(tmp_path), "--years", "2022-2023"]
    assert main(["coverage", BEFORE, AFTER, AFTER, OLD, *wanted]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "应有4份，已公开2份，缺2份",
        "云溪市商务局：缺2022、2023年",
        "临江县人民政府2023年有多份报告",
        "另有1份不在所问之列，如云溪市商务局 2020",
    ]
    assert main(["coverage", OLD, "--agencies", listed(tmp_path), "--years", "2020", "--json"]) == 1
    assert json.loads(capsys.readouterr().out) == [
        {"agency": "临江县人民政府", "year": 2020, "reports": 0},
        {"agency": "云溪市商务局", "year": 2020, "reports": 1},
    ]


def test_coverage_is_drawn_on_a_terminal(tmp_path: Path) -> None:
    code, out, _ = shown(80, "coverage", BEFORE, AFTER, AFTER, "--agencies", listed(tmp_path), "--years", "2022,2023")
    assert code == 1
    assert "✓2" in plain(out)
    assert "✗" in plain(out)


@pytest.mark.parametrize("years", ["", "20", "2023-2020", "1000-9000", "2020;2021"])
def test_years_that_are_none_are_refused(years: str, capsys: Captured, tmp_path: Path) -> None:
    assert main(["coverage", AFTER, "--agencies", listed(tmp_path), "--years", years]) == 2
    assert "年度应写作2023或2020-2023" in capsys.readouterr().err


def test_a_list_that_is_none_is_refused(capsys: Captured, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text("# nobody\n", encoding="utf-8")
    assert main(["coverage", AFTER, "--agencies", str(empty), "--years", "2023"]) == 2
    assert "机关名单中没有机关" in capsys.readouterr().err
    assert main(["coverage", AFTER, "--agencies", str(tmp_path / "none.txt"), "--years", "2023"]) == 2
    assert "机关名单无法读取" in capsys.readouterr().err
    empty.write_bytes("名单".encode("gb18030"))
    assert main(["coverage", AFTER, "--agencies", str(empty), "--years", "2023"]) == 2
    assert "机关名单无法读取" in capsys.readouterr().err
