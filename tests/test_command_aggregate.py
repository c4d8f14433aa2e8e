"""The command that adds up the reports of departments and compares a published total with the sum."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import pytest
from rich.cells import cell_len

import govinfo_report as gr
from govinfo_report.__main__ import main
from govinfo_report.content import ExtraCell
from tests.test_command_terminal import plain, shown

EXAMPLES = Path(__file__).parent.parent / "examples"
NEW = gr.read(EXAMPLES / "linjiang-2023.txt")
OLD = gr.read(EXAMPLES / "yunxi-commerce-2020.txt")
WRONG = gr.read(EXAMPLES / "linjiang-2022-wrong.txt")
LICENCES, FEES, REVIEWS = "disclosure.licensing.decisions", "disclosure.fees.amount", "disputes.reconsideration.total"
WANTED = ["--agency", "临江县人民政府", "--year", "2023"]

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def in_a_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("GOVINFO_REPORT_LOCALE", raising=False)
    monkeypatch.chdir(tmp_path)


def keep(name: str, report: gr.Report) -> str:
    Path(name).parent.mkdir(exist_ok=True)
    Path(name).write_text(str(report.render()), encoding="utf-8")
    return name


def part(organ: str, cells: Mapping[str, Any] | None = None) -> str:
    """A report of 表二 with zeros, but for ``cells``, in a file."""
    zeros = {path: 0 for path in NEW.cells() if path.startswith("disclosure.")}
    report = gr.Report.from_cells({**zeros, **(cells or {})}, agency=f"临江县{organ}", year=2023, edition="2021")
    return keep(f"parts/{organ}.txt", report)


def told(capsys: Captured) -> list[str]:
    return capsys.readouterr().out.splitlines()


def test_the_tables_of_the_sum_are_shown_and_whose_reports_are_in_it(capsys: Captured) -> None:
    paths = [part("教育局", {LICENCES: 3}), part("民政局", {LICENCES: 4})]
    assert main(["aggregate", *paths, *WANTED]) == 0
    lines = told(capsys)
    assert lines[0] == "临江县人民政府2023年：2份报告的合计"
    assert any(line.startswith("│ 行政许可") and line.endswith(" 7 │") for line in lines)
    at = lines.index("计入的报告：")
    assert lines[at + 1 :] == [
        "  临江县教育局（parts/教育局.txt）",
        "  临江县民政局（parts/民政局.txt）",
        "汇总时的取舍：",
        "  没有需要取舍之处：各份报告逐格有数或逐格空白，版本和单位相同",
    ]


def test_what_is_decided_for_blanks_and_units_is_told(capsys: Captured) -> None:
    part("教育局", {LICENCES: 3, FEES: gr.Amount(Decimal("1.5"))})
    part("民政局", {LICENCES: None, FEES: gr.Amount(Decimal(1000), "元")})
    part("商务局", {LICENCES: None, "disclosure.penalties.decisions": None})
    assert main(["aggregate", "parts", *WANTED, "--notes"]) == 0
    lines = told(capsys)
    assert (
        "  空白：有2格，一些报告有数值而另一些留空，合计只加有数值的；留空的是临江县商务局（2格）、临江县民政局（1格）"
        in lines
    )
    place = "表二“第二十条第（八）项·行政事业性收费”行“本年收费金额”列"
    assert f"  {place}：各份报告所印单位不同（未印单位（即表格单位）/元），换算为万元后相加" in lines
    assert any(line.endswith(" 1.6 │") for line in lines)
    place = "表二“第二十条第（五）项·行政许可”行“本年处理决定数量”列"
    assert f"  {place}：合计只含有数值的1份报告；留空或未读出的2份未计入：临江县商务局、临江县民政局" in lines
    assert "  临江县商务局（parts/商务局.txt），空白2格" in lines
    assert main(["aggregate", "parts", *WANTED, "--blanks", "blank", "--notes"]) == 0
    lines = told(capsys)
    assert any(line.startswith("  空白：有2格，一些报告有数值而另一些留空，合计也留空；") for line in lines)
    assert f"  {place}：1份报告有数值，2份留空或未读出，按要求不作合计：临江县商务局、临江县民政局" in lines


def test_cells_of_which_the_same_is_to_be_said_stand_in_one_line(capsys: Captured) -> None:
    part("教育局", {LICENCES: 3, "disclosure.penalties.decisions": 4})
    part("商务局", {LICENCES: None, "disclosure.penalties.decisions": None})
    assert main(["aggregate", "parts", *WANTED, "--notes"]) == 0
    lines = told(capsys)
    assert lines[lines.index("逐格说明：") + 1 :] == [
        "  2格：合计只含有数值的1份报告；留空或未读出的1份未计入：临江县商务局——"
        "表二“第二十条第（五）项·行政许可”行“本年处理决定数量”列；"
        "表二“第二十条第（六）项·行政处罚”行“本年处理决定数量”列"
    ]


def test_several_editions_are_added_up_in_that_of_the_year_and_told(capsys: Captured) -> None:
    keep("old.txt", attrs.evolve(OLD, agency="乙局", title="乙局2023年政府信息公开工作年度报告", year=2023))
    keep("new.txt", attrs.evolve(NEW, agency="甲局", title="甲局2023年政府信息公开工作年度报告"))
    assert main(["aggregate", "new.txt", "old.txt", *WANTED]) == 0
    lines = told(capsys)
    assert "  版本：各份报告的表格有2019、2021版，一律按2021版汇总" in lines
    assert any(line.startswith("  乙局：换算为2021版后计入，其中") for line in lines)
    assert any("乙局（7格，含换算后没有对应数值的）" in line for line in lines)
    assert main(["aggregate", "new.txt", "old.txt", *WANTED, "--edition", "2019", "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["edition"] == "2019"
    assert made["report"]["disclosure"]["edition"] == "2019"
    old = keep("then.txt", attrs.evolve(NEW, agency="甲局", title="甲局2020年政府信息公开工作年度报告", year=2020))
    other = keep("old.txt", attrs.evolve(OLD, agency="乙局", title="乙局2020年政府信息公开工作年度报告"))
    assert main(["aggregate", old, other, "--agency", "某县", "--year", "2020"]) == 0
    assert any(line.endswith("一律按2019版汇总") for line in told(capsys))


def test_what_cannot_be_read_or_counted_is_named_and_stops_nothing(capsys: Captured) -> None:
    part("教育局", {LICENCES: 3})
    Path("parts/bad.txt").write_text("不是报告", encoding="utf-8")
    keep("parts/去年.txt", WRONG)
    keep("parts/总计.txt", NEW)
    keep("parts/空.txt", gr.Report(title="临江县水利局2023年政府信息公开工作年度报告", overview=NEW.overview))
    keep("parts/一.txt", attrs.evolve(NEW, agency="临江县财政局", title="临江县财政局2023年政府信息公开工作年度报告"))
    changed = NEW.with_cells({LICENCES: 1})
    keep(
        "parts/二.txt", attrs.evolve(changed, agency="临江县财政局", title="临江县财政局2023年政府信息公开工作年度报告")
    )
    Path("parts/教育局二.txt").write_text(Path("parts/教育局.txt").read_text(encoding="utf-8"), encoding="utf-8")
    assert main(["aggregate", "parts", *WANTED]) == 2
    out, err = capsys.readouterr()
    assert out.startswith("临江县人民政府2023年：1份报告的合计，另有6份没有计入\n")
    assert err.splitlines() == [line.strip() for line in out.partition("没有计入：\n")[2].splitlines()[:6]]
    assert "parts/去年.txt：是2022年度的报告，没有计入2023年度的合计" in err
    assert "parts/总计.txt：与汇总机关同名（临江县人民政府）" in err
    assert "parts/空.txt：没有表格" in err
    assert "临江县财政局有几份不同的报告（parts/一.txt、parts/二.txt）" in err
    assert "parts/bad.txt：" in err
    assert "  parts/教育局二.txt与parts/教育局.txt是同一份报告，只计入一次\n" in out


def test_organs_that_are_not_known_are_counted_each(capsys: Captured) -> None:
    for name in ("a.txt", "b.txt"):
        keep(name, gr.Report(disputes=NEW.disputes))
    assert main(["aggregate", "a.txt", "b.txt", *WANTED]) == 0
    lines = told(capsys)
    assert "  #1（a.txt）" in lines
    assert "  #2（b.txt）" in lines


def test_nothing_to_add_up_is_told(capsys: Captured) -> None:
    assert main(["aggregate", "none.txt", *WANTED]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == ["none.txt：没有这个文件", "没有可以汇总的报告"]


def test_a_published_total_is_compared_and_lies_among_its_parts(capsys: Captured) -> None:
    part("教育局", {LICENCES: 3, "disclosure.penalties.decisions": 5})
    part("民政局", {LICENCES: 4})
    total = gr.aggregate(
        [gr.read(f"parts/{organ}.txt") for organ in ("教育局", "民政局")], agency="临江县人民政府"
    ).report
    keep("parts/总计.txt", total)
    assert main(["aggregate", "parts", *WANTED, "--published", "parts/总计.txt"]) == 0
    assert told(capsys)[-2:] == [
        "与公布的总计比较（parts/总计.txt）：",
        f"  公布的总计与合计逐格相同，共{len(total.cells())}格",
    ]
    keep("parts/总计.txt", total.with_cells({LICENCES: 4, "disclosure.penalties.decisions": 0}))
    assert main(["aggregate", "parts", *WANTED, "--published", "parts/总计.txt"]) == 1
    assert told(capsys)[-5:] == [
        "与公布的总计比较（parts/总计.txt）：",
        "  表二“第二十条第（五）项·行政许可”行“本年处理决定数量”列：合计7，公布4（-3）",
        "  表二“第二十条第（六）项·行政处罚”行“本年处理决定数量”列：合计5，公布0（-5）",
        f"  公布的总计与合计有2格不同，{len(total.cells()) - 2}格相同",
        "  差额逐格等于临江县教育局的数值：公布的总计可能没有计入它",
    ]
    assert main(["aggregate", "parts", *WANTED, "--published", "parts/总计.txt", "--all"]) == 1
    assert sum("：合计" in line and "，公布" in line for line in told(capsys)) == len(total.cells())


def test_why_figures_differ_is_told_where_it_is_known(capsys: Captured) -> None:
    for organ in ("教育局", "民政局", "水利局", "交通局"):
        part(organ, {LICENCES: None})
    part("商务局", {LICENCES: 4, "disclosure.penalties.decisions": 7, FEES: Decimal("0.5")})
    Path("parts/bad.txt").write_text("不是报告", encoding="utf-8")
    total = gr.read("parts/商务局.txt").with_cells(
        {LICENCES: 9, "disclosure.penalties.decisions": None, FEES: Decimal(1)}
    )
    keep("total.txt", attrs.evolve(total, agency="临江市", title="临江市2022年政府信息公开工作年度报告", year=2022))
    assert main(["aggregate", "parts", *WANTED, "--published", "total.txt"]) == 2
    lines = told(capsys)
    lines = lines[lines.index("与公布的总计比较（total.txt）：") + 1 :]
    assert lines == [
        "  表二“第二十条第（五）项·行政许可”行“本年处理决定数量”列：合计4，公布9（+5；临江县交通局、临江县教育局、临江县民政局等4份留空）",
        "  表二“第二十条第（八）项·行政事业性收费”行“本年收费金额”列：合计0.5，公布1（+0.5万元）",
        "  表二“第二十条第（六）项·行政处罚”行“本年处理决定数量”列：合计7，公布空白（公布为空白）",
        "  公布的总计是2022年度的，不是2023年度的",
        "  公布的总计是临江市的，不是临江县人民政府的",
        "  公布的总计与合计有3格不同，7格相同",
        "  有1个文件没有计入合计，差额可能由此而来",
    ]


def test_tables_that_one_of_them_lacks_are_told_in_one_line(capsys: Captured) -> None:
    keep("a.txt", attrs.evolve(NEW, agency="甲局", title="甲局2023年政府信息公开工作年度报告"))
    keep("total.txt", attrs.evolve(NEW, disputes=None))
    assert main(["aggregate", "a.txt", *WANTED, "--published", "total.txt"]) == 1
    lines = told(capsys)
    assert "  公布的总计没有表四，其中15格没有比较" in lines
    assert lines[-1] == "  公布的总计与合计有0格不同，185格相同"
    keep("a.txt", attrs.evolve(NEW, agency="甲局", title="甲局2023年政府信息公开工作年度报告", disputes=None))
    keep("b.txt", attrs.evolve(NEW, agency="乙局", title="乙局2023年政府信息公开工作年度报告"))
    assert main(["aggregate", "a.txt", "b.txt", *WANTED]) == 0
    assert "  1份报告没有表四，此表的合计不含：甲局" in told(capsys)


def test_a_published_total_of_the_other_edition_is_converted(capsys: Captured) -> None:
    keep("a.txt", attrs.evolve(NEW, agency="甲局", title="甲局2023年政府信息公开工作年度报告"))
    keep(
        "total.txt",
        attrs.evolve(OLD, agency="临江县人民政府", title="临江县人民政府2023年政府信息公开工作年度报告", year=2023),
    )
    assert main(["aggregate", "a.txt", *WANTED, "--published", "total.txt"]) == 1
    assert any(line.startswith("  公布的总计换算为2021版后比较，其中") for line in told(capsys))


def test_a_published_total_that_cannot_be_read_stops_nothing(capsys: Captured) -> None:
    path = part("教育局", {LICENCES: 3})
    assert main(["aggregate", path, *WANTED, "--published", "none.txt"]) == 2
    out, err = capsys.readouterr()
    assert "1份报告的合计" in out
    assert "与公布的总计比较" not in out
    assert "没有计入" not in out
    assert out.endswith("公布的总计没有读出，没有比较：\n  none.txt：没有这个文件\n")
    assert err == "none.txt：没有这个文件\n"
    assert main(["aggregate", path, *WANTED, "--published", "none.txt", "--json"]) == 2
    made = json.loads(capsys.readouterr().out)
    assert (made["left_out"], made["not_compared"]) == ([], ["none.txt：没有这个文件"])
    _, drawn, _ = shown(80, "aggregate", path, *WANTED, "--published", "none.txt")
    assert "公布的总计没有读出，没有比较：" in plain(drawn)


def test_files_that_no_reader_knows_are_named(capsys: Captured) -> None:
    part("教育局", {LICENCES: 3})
    for number in range(6):
        Path(f"parts/{number}.bin").write_bytes(b"?")
    total = keep("total.txt", gr.read("parts/教育局.txt").with_cells({LICENCES: 4}))
    assert main(["aggregate", "parts", *WANTED, "--published", total]) == 1
    lines = told(capsys)
    assert lines[lines.index("没有计入：") + 1] == (
        "  文件夹中有6个文件没有读（扩展名不认得，或不是文件而是链接等）：parts/0.bin、parts/1.bin、parts/2.bin、parts/3.bin、parts/4.bin、…"
    )
    assert lines[-1] == "  有6个文件没有计入合计，差额可能由此而来"
    assert main(["aggregate", "parts", *WANTED, "--published", "parts/0.bin", "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["passed_over"] == [f"parts/{number}.bin" for number in range(1, 6)]


def test_a_report_in_a_format_that_no_reader_takes_fails_the_sum(capsys: Captured) -> None:
    """It would be missing from the sum else, and nobody would look."""
    part("教育局", {LICENCES: 3})
    Path("parts/卫生局.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"))
    Path("parts/其他.zip").write_bytes(b"PK\x03\x04 parts")
    assert main(["aggregate", "parts", *WANTED]) == 2
    out, err = capsys.readouterr()
    assert "没有计入：\n" in out
    assert [line.partition("；")[0] for line in err.splitlines()] == [
        "parts/其他.zip：这是压缩包",
        "parts/卫生局.doc：这是旧版Word文档（DOC）",
    ]


def test_what_is_doubtful_in_a_part_is_told(capsys: Captured) -> None:
    path = part("教育局", {LICENCES: 1234})
    text = Path(path).read_text(encoding="utf-8")
    assert "1234" in text
    Path(path).write_text(text.replace("1234", "约12"), encoding="utf-8")
    keep("parts/甲.txt", gr.Report(disputes=NEW.disputes))
    keep("parts/乙.txt", gr.Report(disputes=NEW.disputes))
    assert main(["aggregate", "parts", *WANTED]) == 0
    lines = told(capsys)
    assert "  临江县教育局：有1格印有内容而不能确定数值，按留空处理" in lines
    assert "  #1：没有年度，按2023年度计入" in lines
    assert "  parts/甲.txt与parts/乙.txt内容相同而都没有机关名称，各计了一次，请核实" in lines


def test_a_published_figure_that_was_not_read_is_no_blank(capsys: Captured) -> None:
    text = Path(part("教育局", {LICENCES: 1234})).read_text(encoding="utf-8")
    Path("total.txt").write_text(text.replace("教育局", "人民政府").replace("1234", "约12"), encoding="utf-8")
    assert main(["aggregate", "parts", *WANTED, "--published", "total.txt"]) == 1
    assert any(line.endswith("：合计1234，公布未读出（公布的没有读出）") for line in told(capsys))


def test_what_a_published_total_prints_beyond_the_form_is_counted(capsys: Captured) -> None:
    total = attrs.evolve(gr.read(part("教育局")), agency="临江县人民政府")
    extra = gr.ExtraCell("disclosure", ("其中",), ("总计",), 1)
    Path("total.json").write_text(attrs.evolve(total, extras=(extra,)).to_json(), encoding="utf-8")
    assert main(["aggregate", "parts", *WANTED, "--published", "total.json"]) == 0
    assert "  统一格式之外有1格不同或只有一方有，没有列出" in told(capsys)


def test_a_folder_behind_a_link_is_named(capsys: Captured) -> None:
    part("教育局", {LICENCES: 1})
    Path("elsewhere").mkdir()
    Path("parts/linked").symlink_to(Path("elsewhere").resolve(), target_is_directory=True)
    assert main(["aggregate", "parts", *WANTED]) == 0
    assert any(line.endswith("没有读（扩展名不认得，或不是文件而是链接等）：parts/linked") for line in told(capsys))


@pytest.mark.parametrize("suffix", ["json", "html", "docx", "xlsx", "md", "txt"])
def test_the_sum_is_written_in_every_format(suffix: str, capsys: Captured) -> None:
    paths = [part("教育局", {LICENCES: 3}), part("民政局", {LICENCES: 4})]
    assert main(["aggregate", *paths, *WANTED, "-o", f"sum.{suffix}"]) == 0
    out = capsys.readouterr().out
    assert "┌" not in out
    assert out.endswith(f"合计写在sum.{suffix}\n")
    made = gr.read(f"sum.{suffix}")
    assert (made.title, made.cells()[LICENCES]) == ("临江县人民政府2023年政府信息公开工作年度报告", 7)
    assert main(["aggregate", *paths, *WANTED, "-o", f"sum.{suffix}"]) == 2
    assert capsys.readouterr().err == f"sum.{suffix}已经存在，用--force覆盖\n"
    assert main(["aggregate", *paths, *WANTED, "-o", f"sum.{suffix}", "--force", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["left_out"] == []


def test_an_extra_cell_that_is_left_out_is_told_with_its_table(capsys: Captured) -> None:
    extra = ExtraCell("disputes", ("小计",), ("总计",), 3)
    Path("a.json").write_text(attrs.evolve(NEW, agency="甲局", extras=(extra,)).to_json(), encoding="utf-8")
    Path("b.json").write_text(attrs.evolve(NEW, agency="乙局").to_json(), encoding="utf-8")
    assert main(["aggregate", "a.json", "b.json", *WANTED]) == 0
    assert "表四：统一格式之外的“小计 × 总计”只在1份报告中有（此表共2份）" in capsys.readouterr().out


def test_notes_are_marked_in_the_file_on_request() -> None:
    paths = [part("教育局", {LICENCES: 3}), part("民政局", {LICENCES: None})]
    assert main(["aggregate", *paths, *WANTED, "-o", "sum.html", "--notes"]) == 0
    assert "合计只含有数值的1份报告" in Path("sum.html").read_text(encoding="utf-8")
    assert main(["aggregate", *paths, *WANTED, "-o", "sum.labels.json", "--to", "labels"]) == 0
    assert "行政许可" in Path("sum.labels.json").read_text(encoding="utf-8")


def test_places_that_are_none_are_refused(capsys: Captured) -> None:
    path = part("教育局", {LICENCES: 3})
    assert main(["aggregate", path, *WANTED, "-o", "-"]) == 2
    assert capsys.readouterr().err == "-o应是文件名：合计要写成文件\n"
    assert main(["aggregate", path, "--agency", " ", "--year", "2023"]) == 2
    assert capsys.readouterr().err.startswith("--agency：应为一行文字")
    for year in ("2023.5", "0x7e7", "2_023", "", "year"):
        assert main(["aggregate", path, "--agency", "某县", "--year", year]) == 2
        assert f"“--year”的值不能是“{year}”" in capsys.readouterr().err
    assert main(["aggregate", path, "--agency", "某县", "--year", "99999"]) == 2
    assert capsys.readouterr().err == "--year：年度应为1至9999的整数或None，而不是99999\n"
    assert main(["aggregate", path, "--agency", "某县 ", "--year", "2023"]) == 0
    assert capsys.readouterr().out.startswith("某县2023年：")
    assert main(["aggregate", path, *WANTED, "--to", "html"]) == 2
    assert "要用-o指定文件" in capsys.readouterr().err
    assert main(["aggregate", path, *WANTED, "--published", "parts"]) == 2
    assert "--published应是一个文件，而不是文件夹parts" in capsys.readouterr().err
    assert main(["aggregate", path, *WANTED, "-o", "sum.odt"]) == 2
    assert "没有扩展名为“.odt”的格式" in capsys.readouterr().err
    assert main(["aggregate", path, *WANTED, "-o", "nowhere/sum.txt"]) == 2
    assert "nowhere/sum.txt无法写入" in capsys.readouterr().err


def test_everything_is_there_for_machines(capsys: Captured) -> None:
    part("教育局", {LICENCES: 3})
    part("民政局", {LICENCES: None})
    Path("parts/教育局二.txt").write_text(Path("parts/教育局.txt").read_text(encoding="utf-8"), encoding="utf-8")
    keep("parts/去年.txt", WRONG)
    keep("total.txt", gr.read("parts/民政局.txt").with_cells({FEES: Decimal("2.5")}))
    assert main(["aggregate", "parts", *WANTED, "--published", "total.txt", "--json"]) == 2
    made = json.loads(capsys.readouterr().out)
    assert [(one["path"], one["agency"], one["blank"], one["failed"]) for one in made["parts"]] == [
        ("parts/教育局.txt", "临江县教育局", 0, 0),
        ("parts/民政局.txt", "临江县民政局", 1, 0),
    ]
    assert made["doubled"] == [{"path": "parts/教育局二.txt", "same_as": "parts/教育局.txt"}]
    assert [one["path"] for one in made["left_out"]] == ["parts/去年.txt"]
    assert gr.Report.from_dict(made["report"]).cells()[LICENCES] == 3
    assert [one["code"] for one in made["notes"]] == ["sum-of-given"]
    assert made["published"]["agency"] == "临江县民政局"
    cells = {one.pop("path"): one for one in made["published"]["cells"]}
    assert cells[FEES] == {"kind": "changed", "sum": "0", "published": "2.5", "difference": "2.5"}
    assert cells[LICENCES] == {"kind": "blanked", "sum": 3, "published": None, "difference": None}
    assert len(made["published"]["doubts"]) == 1


@pytest.mark.parametrize("locale", ["zh_CN", "en"])
@pytest.mark.parametrize("width", [80, 120])
def test_a_sum_is_drawn_on_a_terminal(width: int, locale: str) -> None:
    part("教育局", {LICENCES: 3})
    part("民政局", {LICENCES: None})
    keep("parts/去年.txt", WRONG)
    keep("total.txt", gr.read("parts/民政局.txt"))
    code, out, _ = shown(
        width, "aggregate", "parts", *WANTED, "--published", "total.txt", "--notes", "--locale", locale
    )
    assert code == 2
    drawn = plain(out)
    assert max(map(cell_len, drawn.splitlines())) <= width
    assert "parts/去年.txt" in drawn
    assert "┌" in drawn
    code, out, _ = shown(width, "aggregate", "parts/教育局.txt", *WANTED, "--published", "parts/教育局.txt")
    assert code == 2
    code, out, _ = shown(
        width, "aggregate", "parts/教育局.txt", *WANTED, "-o", "sum.txt", "--published", "parts/民政局.txt"
    )
    assert code == 1
    assert "没有需要取舍之处" in plain(out)
    assert "┌" not in plain(out)


def test_what_does_not_add_up_is_red_and_counted() -> None:
    wrong = NEW.with_cells({REVIEWS: 9})
    keep("a.txt", attrs.evolve(wrong, agency="甲局", title="甲局2023年政府信息公开工作年度报告"))
    code, out, _ = shown(100, "aggregate", "a.txt", *WANTED)
    assert code == 0
    assert "红色的合计在不成立的勾稽关系中" in plain(out)
    assert "合计中有1项勾稽关系不成立" in plain(out)
    assert "\x1b[31m 9" in out or "\x1b[31m9" in out
    assert "黄底" not in plain(out)


def test_an_equal_total_is_told_on_a_terminal_without_a_table() -> None:
    path = part("教育局", {LICENCES: 3})
    keep("total.txt", gr.aggregate([gr.read(path)], agency="临江县人民政府").report)
    code, out, _ = shown(100, "aggregate", path, *WANTED, "--published", "total.txt", "--notes")
    assert code == 0
    assert "公布的总计与合计逐格相同，共10格" in plain(out)
    assert "公布减合计" not in plain(out)
