"""The commands that look at several reports: diff and coverage."""

from __future__ import annotations

import json
from pathlib import Path

import attrs
import pytest

import govinfo_report as gr
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
    assert lines[1:3] == [
        "  核对发现的问题：",
        "    前者：表三 办理结果·部分公开行：自然人（6）＋商业企业（1）＋科研机构（0）＋社会公益组织（0）"
        "＋法律服务机构（0）＋其他（0）＝7，总计（6），相差 1",
    ]
    largest = lines.index("  变化最大的10项：")
    assert lines.index("    表三“本年新收”行“总计”列：43 → 57（+14 +32.6%）") in range(largest + 1, largest + 11)
    assert lines[largest + 11] == "  其余52项，按表格的次序："
    assert "  数值62项有变化，138项相同" in lines
    assert any(line.startswith("  文字与前者逐字相同的占") for line in lines)


def test_cells_of_one_edition_alone_and_blanks_are_told(capsys: Captured, tmp_path: Path) -> None:
    blank = tmp_path / "blank.txt"
    blank.write_text(Path(AFTER).read_text(encoding="utf-8").replace("\n5210\n", "\n/\n"), encoding="utf-8")
    assert main(["diff", AFTER, str(blank)]) == 0
    assert (
        "    表二“第二十条第（五）项·行政许可”行“本年处理决定数量”列：5210 → 空白（现为空白）"
        in capsys.readouterr().out
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
        "unread": [],
    }
    assert listed["disclosure.fees.amount"]["after"] == "12.5"


def test_repeated_paragraphs_are_told_and_every_sentence_on_request(capsys: Captured) -> None:
    assert main(["diff", BEFORE, AFTER]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-4:] == [
        "    五、存在的主要问题及改进情况：0.0%",
        "    六、其他需要报告的事项：100.0%",
        "      “本年度没有收取信息处理费。”：100.0%与前者相同",
        "    落款部分：41.2%",
    ]
    assert main(["diff", "--all", BEFORE, AFTER]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-3:] == ["      - 2023年2月15日", "      = 临江县人民政府", "      + 2024年2月18日"]
    assert main(["diff", "--all", "--locale", "en", AFTER, BEFORE]) == 0
    assert "  VI. Other matters to report: 100.0%" in capsys.readouterr().out


def test_a_part_that_is_gone_is_told_with_all_sentences(capsys: Captured, tmp_path: Path) -> None:
    short = tmp_path / "short.txt"
    short.write_text(str(attrs.evolve(gr.read(AFTER), closing=None).render()), encoding="utf-8")
    assert main(["diff", "--all", AFTER, str(short)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-3:] == ["    落款部分", "      - 临江县人民政府", "      - 2024年2月18日"]


def test_long_repeated_paragraphs_are_cut_and_many_problems_counted(capsys: Captured, tmp_path: Path) -> None:
    report = gr.read(AFTER)
    wrong = report.with_cells(
        {path: 900 + at for at, path in enumerate(report.cells()) if path.endswith(".commercial_enterprise")}
    )
    long = gr.Section.of(
        "一、总体情况", "本年度继续按照规定做好各项工作，及时公开各类信息，办理各类申请，答复各类咨询。"
    )
    one, two = tmp_path / "one.txt", tmp_path / "two.txt"
    one.write_text(str(attrs.evolve(report, overview=long).render()), encoding="utf-8")
    two.write_text(str(attrs.evolve(wrong, overview=long).render()), encoding="utf-8")
    assert main(["diff", str(one), str(two)]) == 0
    out = capsys.readouterr().out
    assert "“本年度继续按照规定做好各项工作，及时公开各类信息，办理各类申…”：100.0%与前者相同" in out
    failed = len(gr.diff(gr.read(one), gr.read(two)).problems)
    assert failed > 12
    assert out.count("    后者：") == 12
    assert f"    另有{failed - 12}条\n" in out
    assert main(["diff", "--all", str(one), str(two)]) == 0
    assert capsys.readouterr().out.count("    后者：") == failed


def test_a_comparison_is_written_as_a_page(capsys: Captured, tmp_path: Path) -> None:
    page = tmp_path / "x.html"
    assert main(["diff", BEFORE, AFTER, "-o", str(page)]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == ["  数值62项有变化，138项相同", f"比较写在{page}"]
    assert page.read_text(encoding="utf-8") == gr.diff(gr.read(BEFORE), gr.read(AFTER)).to_html()
    assert main(["diff", BEFORE, AFTER, "-o", str(page)]) == 2
    assert capsys.readouterr().err == f"{page}已经存在，用--force覆盖\n"
    assert main(["diff", BEFORE, AFTER, "-o", str(page), "--force", "--locale", "en"]) == 0
    assert "The 10 largest changes" in page.read_text(encoding="utf-8")
    capsys.readouterr()
    assert main(["diff", BEFORE, AFTER, "-o", "x.docx"]) == 2
    assert "扩展名应为.html" in capsys.readouterr().err
    assert main(["diff", BEFORE, AFTER, "-o", str(tmp_path / "none" / "x.html")]) == 2
    assert "无法写入" in capsys.readouterr().err


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
    assert "✗ 前者：表三" in plain(out)
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


def test_many_years_stand_below_each_other_on_a_terminal(tmp_path: Path) -> None:
    _, out, _ = shown(80, "coverage", BEFORE, AFTER, "--agencies", listed(tmp_path), "--years", "2008-2023")
    told = plain(out)
    assert "…" not in told
    assert [line.split() for line in told.splitlines() if line.startswith("临江县人民政府")] == [
        ["临江县人民政府", *"✗" * 8],
        ["临江县人民政府", *"✗" * 6, "✓", "✓"],
    ]


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
    empty.write_bytes(b"\xff\x00\x80")
    assert main(["coverage", AFTER, "--agencies", str(empty), "--years", "2023"]) == 2
    assert capsys.readouterr().err.startswith(f"{empty}：这不是文本")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_a_list_is_read_in_the_encodings_that_offices_use(encoding: str, capsys: Captured, tmp_path: Path) -> None:
    names = tmp_path / "names.txt"
    names.write_bytes("临江县\r\n云溪市商务局\r\n".encode(encoding))
    assert main(["coverage", AFTER, OLD, "--agencies", str(names), "--years", "2023"]) == 1
    assert capsys.readouterr().out.splitlines()[:2] == ["应有2份，已公开1份，缺1份", "云溪市商务局：缺2023年"]


def test_reports_of_names_that_are_alike_are_told_where_one_is_missing(capsys: Captured, tmp_path: Path) -> None:
    names = tmp_path / "names.txt"
    names.write_text("临江县政府办\n教育局\n云溪市商务局\n", encoding="utf-8")
    text = Path(AFTER).read_text(encoding="utf-8")
    for number, name in enumerate(("临江县人民政府办公室", "临江县教育局", "云溪市教育局", "云溪市水利局")):
        report = gr.reads(text.replace("临江县人民政府", name))
        (tmp_path / f"{number}.json").write_text(report.to_json(), encoding="utf-8")
    assert main(["coverage", str(tmp_path), "--agencies", str(names), "--years", "2022-2023"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if "名称相近" in line] == [
        "缺临江县政府办2023年的，而有名称相近的，请核实是否同一机关：临江县人民政府办公室",
        "缺教育局2023年的，而有名称相近的，请核实是否同一机关：临江县教育局、云溪市教育局",
    ]


def test_what_is_printed_beyond_the_form_is_told(capsys: Captured, tmp_path: Path) -> None:
    paths = []
    for name, count in (("a", 4), ("b", 6)):
        extra = gr.ExtraCell("applications", ("其中：线上",), ("总计",), count)
        path = tmp_path / f"{name}.json"
        path.write_text(attrs.evolve(gr.read(AFTER), extras=(extra,)).to_json(), encoding="utf-8")
        paths.append(str(path))
    assert main(["diff", *paths]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[lines.index("  统一格式之外的1项：") + 1] == "    表三“其中：线上”行“总计”列：4 → 6（+2 +50.0%）"
    assert main(["diff", "--json", *paths]) == 0
    (record,) = json.loads(capsys.readouterr().out)
    assert (record["path"], record["table"], record["row"], record["column"]) == (
        None,
        "applications",
        ["其中：线上"],
        ["总计"],
    )
    assert (record["before"], record["after"]) == (4, 6)
    assert main(["diff", paths[0], paths[0]]) == 0
    assert "统一格式之外" not in capsys.readouterr().out
    assert main(["diff", "--all", paths[0], paths[0]]) == 0
    assert "    表三“其中：线上”行“总计”列：4 → 4" in capsys.readouterr().out.splitlines()


def test_what_was_not_read_is_no_blank_in_a_comparison(capsys: Captured, tmp_path: Path) -> None:
    unread = tmp_path / "unread.txt"
    unread.write_text(Path(AFTER).read_text(encoding="utf-8").replace("\n5210\n", "\n约5210\n"), encoding="utf-8")
    place = "    表二“第二十条第（五）项·行政许可”行“本年处理决定数量”列："
    assert main(["diff", AFTER, str(unread)]) == 0
    assert f"{place}5210 → 未读出（后者没有读出）" in capsys.readouterr().out.splitlines()
    assert main(["diff", str(unread), AFTER]) == 0
    assert f"{place}未读出 → 5210（前者没有读出）" in capsys.readouterr().out.splitlines()
    assert main(["diff", "--json", str(unread), str(unread), "--all"]) == 0
    records = json.loads(capsys.readouterr().out)
    assert [one["unread"] for one in records if one["unread"]] == [["before", "after"]]
    page = gr.diff(gr.read(unread), gr.read(AFTER)).to_html(locale="en")
    assert "not read" in page


def test_cells_that_one_report_alone_has_are_counted_apart(capsys: Captured, tmp_path: Path) -> None:
    assert main(["diff", OLD, AFTER, "-o", str(tmp_path / "page.html")]) == 0
    said = "数值111项有变化，115项相同；有变化的项中54项只有一份报告有"
    assert f"  {said}\n" in capsys.readouterr().out
    assert said in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_reports_without_narrative_or_problems_are_compared(capsys: Captured, tmp_path: Path) -> None:
    report = gr.read(AFTER)
    bare = tmp_path / "bare.json"
    bare.write_text(gr.Report(disputes=report.disputes, title="甲", overview=None).to_json(), encoding="utf-8")
    assert main(["diff", str(bare), str(bare)]) == 0
    assert capsys.readouterr().out == "甲 → 甲\n  数值0项有变化，15项相同\n"
    code, out, _ = shown(100, "diff", str(bare), str(bare))
    assert code == 0
    assert "核对发现的问题" not in plain(out)
    assert "数值0项有变化，15项相同" in plain(out)
    short = tmp_path / "short.txt"
    short.write_text(str(attrs.evolve(report, closing=None).render()), encoding="utf-8")
    assert main(["diff", AFTER, str(short)]) == 0
    assert "落款" not in capsys.readouterr().out


def test_coverage_says_that_what_was_not_read_may_be_what_is_missing(tmp_path: Path, capsys: Captured) -> None:
    folder = tmp_path / "found"
    folder.mkdir()
    (folder / "a.txt").write_bytes(b"")
    for number in range(5):
        (folder / f"{number}.bin").write_bytes(b"?")
    wanted = ["--agencies", listed(tmp_path), "--years", "2023", "--locale", "en"]
    assert main(["coverage", str(folder), AFTER, *wanted]) == 2
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith("Files that were not read, among which the missing reports may be: 6 (")
    assert last.endswith(f"{folder / '3.bin'}, …)")
    assert main(["coverage", str(folder), AFTER, *wanted, "--json"]) == 2
    out, err = capsys.readouterr()
    assert json.loads(out)
    assert err.splitlines()[-1] == last
    assert main(["coverage", AFTER, *wanted]) == 1
    assert "not read" not in capsys.readouterr().out


def test_folders_are_not_compared(capsys: Captured) -> None:
    assert main(["diff", str(EXAMPLES), AFTER]) == 2
    out, err = capsys.readouterr()
    assert (out, err) == ("", f"应给出两个文件，而{EXAMPLES}是文件夹\n")
