"""The command: what it prints and how it ends."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

import govinfo_report as gr
from govinfo_report.__main__ import main

EXAMPLES = Path(__file__).parent.parent / "examples"
GOOD, WRONG = str(EXAMPLES / "linjiang-2023.txt"), str(EXAMPLES / "linjiang-2022-wrong.txt")


def test_a_good_report_ends_with_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", GOOD]) == 0
    assert "核对42项：通过42项" in capsys.readouterr().out


def test_a_failed_sum_ends_with_1_and_says_where(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", GOOD, WRONG]) == 1
    assert "表四 行政复议：" in capsys.readouterr().out


def test_an_unreadable_file_ends_with_2_and_stops_nothing(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    junk = tmp_path / "junk.txt"
    junk.write_bytes(b"\0\1\2")
    assert main(["check", str(junk), str(tmp_path / "none.txt"), WRONG]) == 2
    out, err = capsys.readouterr()
    assert "junk.txt：" in err
    assert "none.txt" in err
    assert "表四 行政复议：" in out


def test_english_on_request(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--locale", "en-GB", WRONG]) == 1
    assert "Table 4, Administrative reconsideration" in capsys.readouterr().out


def test_an_unknown_locale_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["check", "--locale", "xx", WRONG])
    assert ended.value.code == 2
    assert "zh_CN" in capsys.readouterr().err


def test_json_for_machines(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--json", WRONG, "nowhere.txt"]) == 2
    wrong, missing = json.loads(capsys.readouterr().out)
    assert wrong["path"] == WRONG
    assert wrong["ok"] is False
    assert {finding["status"] for finding in wrong["findings"]} == {"passed", "failed"}
    assert "nowhere.txt" in missing["error"]


def test_show_prints_what_is_read_back(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", GOOD]) == 0
    assert gr.reads(capsys.readouterr().out) == gr.read(GOOD)
    assert main(["show", "--json", GOOD]) == 0
    assert gr.Report.from_dict(json.loads(capsys.readouterr().out)[0]["report"]) == gr.read(GOOD)


def test_folders_and_standard_input(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.txt", "b/c.txt", ".hidden.txt"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(Path(GOOD).read_bytes())
    assert main(["check", str(tmp_path)]) == 0
    assert capsys.readouterr().out.count("通过42项") == 2
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(Path(WRONG).read_bytes())))
    assert main(["check", "-"]) == 1


def test_notes_are_listed_or_counted(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "marked.txt"
    file.write_text(Path(GOOD).read_text(encoding="utf-8").replace("\n5210\n", "\n/\n"), encoding="utf-8")
    main(["check", str(file)])
    assert "另有1条读取说明" in capsys.readouterr().out
    main(["check", "--notes", str(file)])
    assert "[blank-mark] 第28行 disclosure.licensing.decisions" in capsys.readouterr().out
    main(["show", "--notes", str(file)])
    assert "[blank-mark]" in capsys.readouterr().out


def test_nothing_to_check_is_not_all_well(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert main(["check", str(empty)]) == 2
    bare = tmp_path / "bare.txt"
    bare.write_text("某局2022年政府信息公开工作年度报告\n一、总体情况\n好。\n", encoding="utf-8")
    assert main(["check", str(bare)]) == 2
    assert "没有认出任何表格" in capsys.readouterr().err
