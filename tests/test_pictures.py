"""Pictures: what they show, and that no label becomes a box."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import attrs
import pytest

import govinfo_report as gr
from govinfo_report import pictures

EXAMPLES = Path(__file__).parent.parent / "examples"
BEFORE, AFTER = gr.read(EXAMPLES / "linjiang-2022-wrong.txt"), gr.read(EXAMPLES / "linjiang-2023.txt")
OLD = gr.read(EXAMPLES / "yunxi-commerce-2020.txt")


def spec(chart: Any) -> dict[str, Any]:
    return dict(json.loads(chart.to_json()))


def rows(chart: Any) -> list[dict[str, Any]]:
    made = spec(chart)
    return list(made["datasets"][made["data"]["name"]])


def bars(chart: Any) -> list[tuple[str, float]]:
    return [(row["name"], row["value"]) for row in rows(chart)]


def test_outcomes_are_the_figures_of_the_form() -> None:
    assert bars(pictures.outcomes(AFTER)) == [
        ("予以公开", 24),
        ("部分公开", 7),
        ("不予公开", 8),
        ("无法提供", 14),
        ("不予处理", 3),
        ("其他处理", 1),
    ]
    assert [name for name, _ in bars(pictures.outcomes(OLD, locale="en"))][-1] == "Other outcomes"
    assert spec(pictures.outcomes(AFTER))["title"] == {"text": "临江县人民政府 2023 本年度办理结果"}


def test_a_blank_is_named_and_not_drawn() -> None:
    blank = AFTER.with_cells({"applications.outcomes.refused.state_secret.total": None})
    assert "不予公开" not in dict(bars(pictures.outcomes(blank)))
    assert spec(pictures.outcomes(blank))["title"]["subtitle"] == "空白或没有，未画出：不予公开"
    assert len(bars(pictures.refusals(blank))) == 7
    with pytest.raises(gr.ValueRefused, match="没有表三"):
        pictures.outcomes(gr.Report(disputes=AFTER.disputes))


def test_years_are_followed_and_gaps_break_the_line() -> None:
    followed = gr.series([BEFORE, AFTER, OLD], renamed=True)
    chart = pictures.follow(followed, "applications.received.total", "disclosure.regulations.issued")
    drawn = {(row["year"], row["cell"]): row["value"] for row in rows(chart)}
    assert drawn["2020", "本年新收 · 总计"] == 12
    assert drawn["2021", "本年新收 · 总计"] is None
    assert drawn["2020", "规章 · 本年制发件数"] is None
    assert spec(chart)["title"] == {
        "text": "临江县人民政府",
        "subtitle": "空白或没有，未画出：2021、规章 · 本年制发件数 2020",
    }


def test_lines_that_are_called_the_same_are_told_apart() -> None:
    paths = [f"applications.outcomes.unavailable.{row}.total" for row in ("not_held", "requires_creation")]
    same = ("applications.outcomes.other.total", "disclosure.fees.amount", *paths)
    chart = pictures.follow(gr.series([AFTER]), *same)
    assert {row["cell"] for row in rows(chart)} == {
        "其他处理 · 总计",
        "行政事业性收费 · 本年收费金额（万元）",
        "本机关不掌握相关政府信息 · 总计",
        "没有现成信息需要另行制作 · 总计",
    }
    suits = [f"disputes.litigation.{kind}.total" for kind in ("direct", "after_reconsideration")]
    chart = pictures.follow(gr.series([AFTER]), *suits)
    assert len({row["cell"] for row in rows(chart)}) == 2
    with pytest.raises(gr.ValueRefused, match=r"如applications\.received\.total"):
        pictures.follow(gr.series([AFTER]))
    with pytest.raises(gr.CellError):
        pictures.follow(gr.series([AFTER]), "no.such.path")


def test_organs_are_compared_the_highest_first() -> None:
    blank = attrs.evolve(AFTER.with_cells({"applications.outcomes.total.total": None}), agency=None)
    chart = pictures.compare([AFTER, OLD, blank], "disclosure_rate")
    assert [name for name, _ in bars(chart)] == ["云溪市商务局 2020", "临江县人民政府 2023"]
    assert spec(chart)["title"] == {
        "text": "公开率",
        "subtitle": "空白或没有，未画出：临江县人民政府2023年政府信息公开工作年度报告 2023",
    }
    assert bars(pictures.compare([], "carry_over_rate")) == []
    assert len(bars(pictures.compare([AFTER], "disputes_per_application", locale="en"))) == 1
    with pytest.raises(gr.ValueRefused, match="没有指标"):
        pictures.compare([AFTER], "rate")
    with pytest.raises(gr.ValueRefused, match="没有指标"):
        pictures.compare([], "rate")
    with pytest.raises(gr.ValueRefused, match="应给出若干份报告"):
        pictures.compare(AFTER)  # type: ignore[arg-type]


def test_of_more_organs_than_fit_the_highest_are_drawn_and_the_others_counted() -> None:
    named = [attrs.evolve(AFTER, agency=f"第{number}局") for number in range(61)]
    assert len(bars(pictures.compare(named))) == 60
    assert spec(pictures.compare(named))["title"]["subtitle"] == ["只画最高的60个，其余1个未画出；可用most另定"]
    chart = pictures.compare([AFTER, OLD, gr.Report.blank("2021", agency="某局", year=2023)], most=1, locale="en")
    assert len(bars(chart)) == 1
    assert len(spec(chart)["title"]["subtitle"]) == 2
    assert len(bars(pictures.compare(named, most=61))) == 61


def test_many_that_are_not_drawn_stand_in_lines_below_the_title() -> None:
    names = [f"第{number}个名称不短的机关委员会办公室" for number in range(30)]
    blank = [gr.Report.blank("2021", agency=name, year=2023) for name in (*names[:2], "某" * 90)]
    told = spec(pictures.compare(blank))["title"]["subtitle"]
    assert len(told) > 2
    assert all(len(line) <= 60 for line in told)
    assert "".join(told).replace(" ", "") == f"空白或没有，未画出：{names[0]}2023、{names[1]}2023、{'某' * 90}2023"
    many = spec(pictures.compare(gr.Report.blank("2021", agency=name, year=2023) for name in names))["title"][
        "subtitle"
    ]
    assert "".join(many).endswith("…（共30个）")
    assert names[23] in "".join(many)
    assert names[24] not in "".join(many)


def test_pictures_are_written_without_a_browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "_has_chinese", lambda _fonts: True)
    chart = pictures.outcomes(AFTER)
    pictures.save(chart, tmp_path / "one.png", fonts=[tmp_path])
    pictures.save(chart, tmp_path / "one.svg")
    assert (tmp_path / "one.png").read_bytes().startswith(b"\x89PNG")
    drawn = (tmp_path / "one.svg").read_text(encoding="utf-8")
    assert "无法提供" in drawn
    assert "Noto Sans CJK SC" in drawn
    with pytest.raises(gr.RenderError, match=r"图片应为\.png或\.svg文件"):
        pictures.save(chart, tmp_path / "one.pdf")


def test_a_machine_without_a_font_for_chinese_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vl_convert.svg_to_png", lambda _drawing: b"the same box")
    pictures._has_chinese.cache_clear()
    with pytest.raises(gr.RenderError, match="没有中文字体"):
        pictures.png(pictures.outcomes(AFTER))
    pictures._has_chinese.cache_clear()


def test_reports_of_one_organ_and_year_have_a_bar_each() -> None:
    other = AFTER.with_cells({"applications.outcomes.disclosed.total": 3})
    blank = AFTER.with_cells({"applications.outcomes.disclosed.total": None})
    chart = pictures.compare([AFTER, other, blank])
    assert [name for name, _ in bars(chart)] == ["临江县人民政府 2023", "临江县人民政府 2023 #2"]
    assert spec(chart)["title"]["subtitle"] == "空白或没有，未画出：临江县人民政府 2023 #3"


def test_an_empty_series_is_no_picture() -> None:
    with pytest.raises(gr.ValueRefused, match="序列中没有报告"):
        pictures.follow(gr.series([]), "applications.received.total")
