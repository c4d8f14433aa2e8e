"""What stands at the edges: versions of the format, the façade, findings as a collection, files, odd documents."""

from __future__ import annotations

import codecs
import io
import subprocess
import sys
from pathlib import Path
from typing import Any

import attrs
import pytest

import govinfo_report as gr
from govinfo_report import serialize
from govinfo_report.document import SECTION_MARK, Cell, Document, Grid, Heading, Paragraph, Position
from govinfo_report.limits import Limits

EXAMPLES = Path(__file__).parent.parent / "examples"
GOOD = EXAMPLES / "linjiang-2023.txt"


def test_an_older_version_is_migrated_step_by_step(monkeypatch: pytest.MonkeyPatch) -> None:
    report = gr.Report.blank("2021", agency="某局", year=2022)

    def name_the_organ(data: dict[str, Any]) -> dict[str, Any]:
        return {"agency" if key == "organ" else key: value for key, value in data.items()}

    def name_the_title(data: dict[str, Any]) -> dict[str, Any]:
        return {"title" if key == "headline" else key: value for key, value in data.items()}

    monkeypatch.setattr(serialize, "FORMAT_VERSION", 3)
    monkeypatch.setattr(serialize, "MIGRATIONS", {1: name_the_organ, 2: name_the_title})
    oldest = {{"agency": "organ", "title": "headline"}.get(key, key): value for key, value in report.to_dict().items()}
    assert gr.Report.from_dict({**oldest, "format_version": 1}) == report
    older = {{"title": "headline"}.get(key, key): value for key, value in report.to_dict().items()}
    assert gr.Report.from_dict({**older, "format_version": 2}) == report
    assert gr.Report.from_dict({**report.to_dict(), "format_version": 3}) == report
    with pytest.raises(gr.SerializationError, match=r"\$\.organ：没有这个键"):
        gr.Report.from_dict({**oldest, "format_version": 2})


@pytest.mark.parametrize(
    ("version", "said"), [(2, "请升级"), (0, "1至1"), (True, "1至1"), ("1", "1至1"), (None, "1至1")]
)
def test_other_versions_are_refused(version: object, said: str) -> None:
    data = {**gr.Report.blank().to_dict(), "format_version": version}
    with pytest.raises(gr.SerializationError, match=rf"\$\.format_version：.*{said}"):
        gr.Report.from_dict(data)


def test_the_facade_names_everything_and_loads_late() -> None:
    assert set(gr.__all__) <= set(dir(gr))
    for name in gr.__all__:
        assert getattr(gr, name) is not None
    assert isinstance(gr.__version__, str)
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        gr.nothing_of_the_kind  # pyright: ignore[reportAttributeAccessIssue]
    script = "import sys, govinfo_report; assert not {'cattrs', 'babel', 'attrs'} & set(sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_findings_are_a_collection() -> None:
    findings = gr.read(EXAMPLES / "linjiang-2022-wrong.txt").check()
    assert len(findings) == sum(findings.counts.values()) > 42
    assert findings[0] is next(iter(findings))
    at = findings.at("disputes.reconsideration.total")
    assert {finding.status for finding in at} == {"failed"}
    assert not at.ok
    assert len({finding.id for finding in findings}) == len(findings)
    assert str(findings) == "\n".join([findings.summary(), *(one.text() for one in findings.failed)])
    assert str(at[0]) == at[0].text()


def test_files_are_read_by_path_and_by_handle() -> None:
    report = gr.read(str(GOOD))
    assert gr.read(GOOD) == report
    with GOOD.open("rb") as file:
        assert gr.read(file) == report
    assert gr.read(io.BytesIO(GOOD.read_bytes())) == report
    assert gr.reads(GOOD.read_bytes()) == report
    with GOOD.open(encoding="utf-8") as file, pytest.raises(TypeError, match="binary"):
        gr.read(file)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    with pytest.raises(TypeError, match="str or bytes"):
        gr.reads(3)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    with pytest.raises(FileNotFoundError):
        gr.read("no such file.txt")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_texts_are_decoded(encoding: str) -> None:
    assert gr.reads(GOOD.read_text(encoding="utf-8").encode(encoding)) == gr.read(GOOD)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (codecs.BOM_UTF8 + b"  \n", "空的"),
        (b"\xff\xff\xff\xff abc", "UTF-8也不是GB18030"),
        (b"%PDF-1.7 and so on", "PDF文件已损坏"),
        ("<html><body>一</body></html>", "不是政府信息公开工作年度报告"),
    ],
)
def test_what_is_no_text_is_refused(source: str | bytes, said: str) -> None:
    with pytest.raises(gr.ReadError, match=said):
        gr.reads(source)


def test_limits_are_checked_where_they_stand() -> None:
    text = GOOD.read_text(encoding="utf-8")
    for limits in (Limits(bytes=99), Limits(lines=9), Limits(line_length=9), Limits(cells=9)):
        with pytest.raises(gr.ReadError, match="Limits"):
            gr.reads(gr.read(GOOD).render(), limits=limits)
    assert gr.reads(text, limits=Limits(line_length=len(text) - 1)) == gr.read(GOOD)


def test_a_section_that_is_marked_twice_is_refused_with_its_place() -> None:
    heading = Heading("一、总体情况", 1, Position(line=7), mark=SECTION_MARK)
    with pytest.raises(gr.ReadError, match=r"第7行：“一、总体情况”这一部分出现了两次"):
        gr.Report.from_document(Document((heading, heading)))


def test_a_table_that_no_form_explains_stays_in_the_narrative() -> None:
    grid = Grid((Cell("栏目", 0, 0), Cell("条数", 0, 1), Cell("要闻", 1, 0), Cell("12", 1, 1)))
    blocks = (
        Heading("某局2022年政府信息公开工作年度报告", 0),
        Heading("一、总体情况", 1),
        Paragraph("全年如下。"),
        grid,
    )
    report = gr.Report.from_document(Document(blocks, marks_headings=True))
    assert report.overview is not None
    assert list(report.overview) == ["一、总体情况", "全年如下。", "栏目\u3000条数", "要闻\u300012"]


def test_a_report_from_before_the_form_is_refused_by_its_year() -> None:
    text = "某市商务局2017年政府信息公开工作年度报告\n一、概述\n全年公开12条。\n二、主动公开政府信息情况\n无。\n"
    with pytest.raises(gr.ReadError, match=r"2017年度.*国办公开办函〔2019〕60号"):
        gr.reads(text)


def test_a_signature_is_no_part_of_the_last_section() -> None:
    text = GOOD.read_text(encoding="utf-8")
    report = gr.reads(text)
    assert report.closing is not None
    assert [paragraph.text for paragraph in report.closing.paragraphs] == text.split("\n")[-3:-1]


@pytest.mark.parametrize("align", ["left", "right"])
def test_a_signature_may_stand_before_the_tables(align: Any) -> None:
    report = gr.Report.from_cells({"disputes.reconsideration.total": 1}, agency="某市商务局", year=2022)
    blocks = report.to_document().blocks
    told = [block for block in blocks if not isinstance(block, Grid)]
    signed = [Paragraph("某市商务局", align=align), Paragraph("2023年1月20日", align=align)]
    tables = [block for block in blocks if isinstance(block, Grid)]
    again = gr.Report.from_document(Document((*told, *signed, *tables)))
    assert again == attrs.evolve(report, closing=gr.Section.of(None, "某市商务局", "2023年1月20日"))
    unsigned = gr.Report.from_document(Document((*told, Paragraph("没有收费。", align="left"), *tables)))
    assert unsigned.disputes_text == gr.Section.of("四、政府信息公开行政复议、行政诉讼情况", "没有收费。")
    assert unsigned.closing is None


def test_metadata_before_the_text() -> None:
    body = "一、总体情况\n好。\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n"
    head = "标题: 某区2022年度政府信息公开工作年度报告\n发布机构: 某区办公室\n文号: \n"
    report = gr.reads(f"{head}==================== 正文 ====================\n{body}")
    assert (report.title, report.agency, report.year) == ("某区2022年度政府信息公开工作年度报告", "某区", 2022)
    untitled = gr.reads(f"发布机构: 某区办公室\n====================\n{body}")
    assert (untitled.title, untitled.agency, untitled.year) == (None, "某区办公室", None)
    assert {note.code for note in untitled.notes} >= {"title-unknown", "year-unknown"}


@pytest.mark.parametrize("options", [{"width": 10}, {"width": "wide"}, {"colour": True}])
def test_options_that_are_none_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises(gr.RenderError):
        gr.Report.blank().render(**options)


def test_control_characters_are_refused_in_text_and_kept_in_json() -> None:
    report = gr.Report(title="某局\x1b[31m报告", disputes=gr.Report.blank().disputes)
    with pytest.raises(gr.RenderError, match=r"U\+001B"):
        report.render()
    assert gr.Report.from_json(report.to_json()) == report


TEXT = GOOD.read_text(encoding="utf-8")


def _wrong(text: str, printed: gr.Report) -> dict[str, object]:
    cells = printed.cells()
    return {path: v for path, v in gr.reads(text).cells().items() if v is not None and v != cells[path]}


def test_a_drawn_row_broken_anywhere_gives_no_figure_to_another_column() -> None:
    paths = [path for path in gr.read(GOOD).cells() if path.startswith("disputes")]
    report = gr.read(GOOD).with_cells({path: 100 + at for at, path in enumerate(paths)})
    text = report.render()
    assert isinstance(text, str)
    lines = text.split("\n")
    row = max(at for at, line in enumerate(lines) if line.startswith("│"))
    for cut in range(1, len(lines[row])):
        broken = [*lines[:row], lines[row][:cut], lines[row][cut:], *lines[row + 1 :]]
        assert _wrong("\n".join(broken), report) == {}, cut


def test_a_drawn_row_joined_with_its_rule_is_still_read() -> None:
    text = gr.read(GOOD).render()
    assert isinstance(text, str)
    lines = text.split("\n")
    at = next(at for at, line in enumerate(lines) if "行政事业性收费" in line)
    joined = [*lines[:at], lines[at] + lines[at + 1], *lines[at + 2 :]]
    assert gr.reads("\n".join(joined)) == gr.read(GOOD)


def test_a_figure_behind_its_label_on_one_line_is_read() -> None:
    for between in (" ", "：", "　"):
        text = TEXT.replace("行政处罚\n1386\n", f"行政处罚{between}1386\n")
        assert gr.reads(text).cells() == gr.read(GOOD).cells(), between


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("行政处罚\n1386\n", "行政处罚1386\n", "1386"),
        ("\n1386\n", "\n13\n086\n", "13 086"),
        ("\n规章\n", "\n规章 77\n", "77"),
    ],
)
def test_figures_that_ran_into_labels_or_over_lines_are_named(old: str, new: str, named: str) -> None:
    assert old in TEXT
    text = TEXT.replace(old, new)
    assert _wrong(text, gr.read(GOOD)) == {}
    report = gr.reads(text)
    assert any(named in note.text for note in report.notes) or any(
        named in line for s in report.sections.values() for line in s
    )
    assert report.disclosure is not None
    assert report.cells()["disclosure.penalties.decisions"] is None or "规章" in old


@pytest.mark.parametrize(
    "text",
    [
        "二、主动公开政府信息情况\n" * 90_000,
        "二、主动公开政府信息情况\n" + "信息内容\n" * 90_000,
        "总计\n" * 90_000,
        "总体情况\n本年\n" * 20_000,
        "一、总体情况\x0b" * 400_000,
        "规章\n0\n" * 45_000,
    ],
    ids=["sections", "corners", "totals", "announced", "vertical tabs", "rows"],
)
def test_repetition_without_end_is_read_or_refused_in_bounded_time(text: str) -> None:
    # What was quadratic took minutes here; a run of the suite would not end in time.
    try:
        report = gr.reads("某市商务局2022年政府信息公开工作年度报告\n一、总体情况\n好。\n" + text)
    except gr.ReadError:
        return
    assert report.year == 2022


def test_lines_that_only_look_like_a_table_stay() -> None:
    report = gr.reads("某局2022年政府信息公开工作年度报告\n一、总体情况\n总计\n总计\n总计\n5\n好。\n")
    assert report.overview is not None
    assert list(report.overview) == ["一、总体情况", "总计", "总计", "总计", "5", "好。"]


def _with_a_local_row() -> str:
    extra = gr.ExtraCell("disclosure", ("第二十条第（六）项", "行政检查"), ("本年处理决定数量",), 777)
    text = attrs.evolve(gr.read(GOOD), extras=[extra]).render()
    assert isinstance(text, str)
    return text


@pytest.mark.parametrize(("printed", "code"), [("abc", "unplaced"), (" / ", "blank-mark"), ("007", "unplaced")])
def test_a_cell_beyond_the_form_that_is_no_figure_is_noted(printed: str, code: str) -> None:
    report = gr.reads(_with_a_local_row().replace("777", printed))
    assert report.extras == ()
    assert [note.code for note in report.notes] == [code]
    assert printed.strip() in report.notes[0].text
    assert report == gr.read(GOOD)


def test_a_cell_beyond_the_form_that_stands_twice_is_noted_when_it_differs() -> None:
    lines = _with_a_local_row().split("\n")
    at = next(at for at, line in enumerate(lines) if "行政检查" in line)
    same = gr.reads("\n".join([*lines[: at + 2], lines[at], lines[at + 1], *lines[at + 2 :]]))
    other = lines[at].replace("777", "778")
    differs = gr.reads("\n".join([*lines[: at + 2], other, lines[at + 1], *lines[at + 2 :]]))
    assert [cell.value for cell in same.extras] == [cell.value for cell in differs.extras] == [777]
    assert [note.code for note in same.notes] == ["extra"]
    assert [note.code for note in differs.notes] == ["extra", "unplaced"]
    assert "778" in differs.notes[1].text


def test_findings_of_a_blank_form_are_printed_short() -> None:
    findings = gr.Report.blank("2021").check()
    lines = str(findings).splitlines()
    assert len(lines) == 12
    assert lines[0] == findings.summary()
    assert lines[1] == findings.failed[0].text()
    told = len(findings) - len(findings.passed)
    assert lines[-1] == f"另有{told - 10}项，用findings.text()看全部"
    assert len(findings.text().splitlines()) == told + 1
    explained = (
        gr.read(EXAMPLES / "linjiang-2022-wrong.txt")
        .check()
        .suppress({"disputes.block-sum": "已更正", "none.such": "-"})
    )
    lines = str(explained).splitlines()
    assert lines[1] == "这些理由没有对应的不符或空白：none.such"
    assert lines[-1].endswith("（已说明理由：已更正）")
