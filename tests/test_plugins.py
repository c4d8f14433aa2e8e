"""Forms, rules, readers and renderers of third parties, and what goes wrong with plug-ins."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import attrs
import pytest

import govinfo_report as gr
from govinfo_report import registry as registry_module
from govinfo_report.compiled import compile_form
from govinfo_report.document import Document, Grid, Paragraph, Serialized
from govinfo_report.form import Table, count, part, record, table
from govinfo_report.messages import message
from govinfo_report.registry import Plugins

INSTALLED = gr.Registry.installed()


@record
class Visits:
    """Visits, by how they came."""

    web: int | None = count("网站", unit="次")
    total: int | None = count("合计访问", unit="次", total="visits-sum")


@table(name="visits", edition="1", number="五", corner="访问渠道")
class VisitsTable(Table):
    """A table that no official form has."""

    columns_page: Visits = part("政府信息公开专栏访问量")
    library: Visits = part("公共查阅点接待量")


def visits(web: int | None, total: int | None) -> VisitsTable:
    row = Visits(web=web, total=total)
    return VisitsTable(columns_page=row, library=row)


WITH_VISITS = INSTALLED.adding(forms={"visits": compile_form(VisitsTable)})


def test_a_third_partys_form_goes_every_way() -> None:
    report = attrs.evolve(gr.Report.blank("2021", agency="某局", year=2022), other_tables=(visits(3, 4),))
    assert report.cells()["visits.columns_page.web"] == 3
    assert gr.reads(report.render(registry=WITH_VISITS), registry=WITH_VISITS) == report
    assert gr.Report.from_json(report.to_json(), registry=WITH_VISITS) == report
    assert gr.Report.from_document(report.to_document(registry=WITH_VISITS), registry=WITH_VISITS) == report
    failed = [finding for finding in report.check().failed if finding.rule.id == "visits.visits-sum"]
    assert len(failed) == 2
    assert failed[0].text() == "表五 政府信息公开专栏访问量行：网站（3），合计访问（4），相差 1"
    assert report.with_cells({"visits.library.web": 9}).cells()["visits.library.web"] == 9


def test_a_third_partys_table_is_refused_where_its_form_is_not_installed() -> None:
    report = gr.Report(other_tables=(visits(1, 1),))
    with pytest.raises(gr.SerializationError, match=r"\$\.other_tables\[0\]\.table.*visits"):
        gr.Report.from_json(report.to_json())


def test_a_rule_of_ones_own() -> None:
    def check(report: gr.Report) -> Iterator[gr.Finding]:
        status = "passed" if report.year else "failed"
        yield gr.Finding(rule, status, (), None, None, message("应有年度"))  # type: ignore[arg-type]

    rule = gr.Rule("mine.year", "应有年度", "error", "", check)
    findings = gr.Report().check(registry=INSTALLED.adding(rules={"mine": rule}))
    assert not findings.ok
    assert [finding.id for finding in findings.failed] == ["mine.year"]
    assert gr.Report().check().ok


def test_a_reader_and_a_renderer_of_ones_own(tmp_path: Path) -> None:
    def read(source: bytes | str, limits: gr.Limits) -> Document | Serialized:
        assert isinstance(source, bytes)
        assert limits.bytes > 0
        return Document((Paragraph("某局2022年政府信息公开工作年度报告"), Paragraph("一、总体情况")))

    reader = gr.Reader("mine", (".mine",), lambda source: 99 if source[:4] == b"MINE" else 0, read)
    renderer = gr.Renderer(
        "tables",
        ".txt",
        lambda document, sep=",": sep.join("t" for b in document.blocks if isinstance(b, Grid)),
        (gr.Option("sep", str, ",", "x"),),
    )
    mine = INSTALLED.adding(readers={"mine": reader}, renderers={"tables": renderer})
    file = tmp_path / "report.mine"
    file.write_bytes(b"MINE")
    assert gr.read(file, registry=mine).agency == "某局"
    assert gr.read(file, registry=mine, format="mine").year == 2022
    blank = gr.Report.blank()
    assert blank.render("tables", registry=mine, sep="+") == "t+t+t"
    with pytest.raises(gr.RenderError, match=r"tables.*没有选项“width”.*sep"):
        blank.render("tables", registry=mine, width=3)


def test_unknown_names_list_what_there_is() -> None:
    with pytest.raises(gr.PluginError, match=r"能写的格式中没有“odt”.*text"):
        gr.Report.blank().render("odt")
    with pytest.raises(gr.PluginError) as raised:
        gr.Report.blank().render("odt")
    assert raised.value.text("en").startswith("there is no “odt” among the formats that can be written; available: ")
    with pytest.raises(gr.PluginError, match=r"能读的格式中没有“xyz”.*text"):
        gr.reads("x", format="xyz")


def _entries(monkeypatch: pytest.MonkeyPatch, *entries: EntryPoint) -> None:
    monkeypatch.setattr(registry_module, "entry_points", lambda group: [e for e in entries if e.group == group])


OWN = EntryPoint("text", "govinfo_report.readers.text:READER", "govinfo_report.readers")


def test_two_plugins_under_one_name_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    _entries(monkeypatch, OWN, EntryPoint("text", "other.package:READER", "govinfo_report.readers"))
    with pytest.raises(gr.PluginError, match=r"两个插件都叫“text”.*other\.package:READER"):
        registry_module._find("readers")


def test_a_plugin_listed_twice_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    _entries(monkeypatch, OWN, OWN)
    assert list(registry_module._find("readers")) == ["text"]


@pytest.mark.parametrize("group", ["forms", "rules", "readers", "renderers"])
def test_a_broken_install_is_an_error(monkeypatch: pytest.MonkeyPatch, group: str) -> None:
    _entries(monkeypatch, EntryPoint("mine", "other.package:MINE", f"govinfo_report.{group}"))
    with pytest.raises(gr.PluginError, match=f"自带的{group}，安装不完整"):
        registry_module._find(group)


def test_a_plugin_that_cannot_be_loaded_says_why() -> None:
    entry = EntryPoint("gone", "no_such_package_anywhere:READER", "govinfo_report.readers")
    plugins = Plugins("readers", lambda loaded: loaded, {"gone": entry})
    with pytest.raises(gr.PluginError, match=r"“gone”无法载入.*no_such_package_anywhere"):
        plugins.get("gone")


def test_a_plugin_of_another_kind_is_refused() -> None:
    with pytest.raises(gr.PluginError, match="Reader"):
        INSTALLED.adding(readers={"odd": 3}).readers.get("odd")  # type: ignore[dict-item]


def test_built_in_plugins_are_loaded_only_when_asked_for() -> None:
    script = (
        "import sys, govinfo_report as gr; r = gr.Report.blank(); r.to_json();"
        "assert not any(m.startswith(('govinfo_report.renderers', 'govinfo_report.readers')) for m in sys.modules)"
    )
    import subprocess

    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
