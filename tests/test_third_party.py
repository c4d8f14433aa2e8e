"""A package of a third party, installed: its form, rule, reader and renderer are found by name, in the command, too."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import govinfo_report as gr
from govinfo_report.document import Grid

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "tests" / "third_party"
LOCAL = """河口县教育局2023年政府信息公开工作年度报告
六、其他需要报告的事项
渠道,受理数量,答复数量
电话咨询,30,31
窗口咨询,12,
咨询合计,42,40
"""
SCRIPT = """
import json, sys
import govinfo_report as gr

local = gr.read(sys.argv[1], format="csv")
findings = local.check()
outline = local.render("outline", depth=1, tables=False)
again = gr.reads(local.render()) == local and gr.Report.from_json(local.to_json()) == local
guessed = gr.read(sys.argv[2])
problems = []
for call in (lambda: local.render("outline", width=3), lambda: local.render("outline", depth=7), lambda: local.render("odt")):
    try:
        call()
    except gr.GovinfoReportError as error:
        problems.append(str(error))
print(json.dumps({
    "tables": [repr(table) for table in local.other_tables],
    "failed": [(finding.id, finding.text("en")) for finding in findings.where(status="failed") if "hotline" in finding.id],
    "open": [finding.id for finding in local.check(rules=["county"]).where(status="incomplete")],
    "outline": outline.splitlines(),
    "again": again,
    "guessed": guessed.to_json(),
    "problems": problems,
}))
"""


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The variables under which Python finds the package, installed in a folder of its own and nowhere else."""
    target = tmp_path_factory.mktemp("installed")
    install = [sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-index", "--no-deps"]
    subprocess.run([*install, "--no-build-isolation", "--target", str(target), str(PACKAGE)], check=True)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GOVINFO", "FORCE_COLOR"))}
    return {**kept, "PYTHONPATH": str(target), "PYTHONIOENCODING": "utf-8"}


@pytest.fixture
def local(tmp_path: Path) -> Path:
    """A report with the table of the package."""
    path = tmp_path / "local.csv"
    path.write_text(LOCAL, encoding="utf-8")
    return path


def as_csv(report: gr.Report) -> str:
    """What a spreadsheet would export."""
    written = io.StringIO()
    writer = csv.writer(written)
    for block in report.to_document().blocks:
        if isinstance(block, Grid):
            rows = [[cell.text for cell in row] for row in block.rows()]
            writer.writerows(row if len(row) > 1 else [*row, ""] for row in rows)
        else:
            writer.writerow([block.text])
    return written.getvalue()


def run(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], env=environment, capture_output=True, encoding="utf-8", check=False
    )


def command(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return run(environment, "-m", "govinfo_report", *arguments)


def test_without_it_nothing_of_it_is_found() -> None:
    registry = gr.Registry.installed()
    assert not {"csv", "outline", "county", "hotline"} & {
        name
        for plugins in (registry.forms, registry.rules, registry.readers, registry.renderers)
        for name in plugins.names
    }


def test_all_four_are_found_by_name(environment: dict[str, str], local: Path, tmp_path: Path) -> None:
    published = gr.read(ROOT / "examples" / "linjiang-2023.txt")
    exported = tmp_path / "exported.csv"
    exported.write_text(as_csv(published), encoding="utf-8")
    result = run(environment, "-c", SCRIPT, str(local), str(exported))
    assert result.stderr == ""
    shown = json.loads(result.stdout)
    assert shown["tables"] == [
        "Hotline(telephone=Channel(received=30, answered=31), counter=Channel(received=12, answered=None), "
        "total=Channel(received=42, answered=40))"
    ]
    assert shown["failed"] == [["county.answered@hotline.telephone.answered", "31 answered, 30 received"]]
    assert shown["open"] == ["county.answered@hotline.counter.answered"]
    assert shown["outline"] == ["- 河口县教育局2023年政府信息公开工作年度报告", "  - 六、其他需要报告的事项"]
    assert shown["again"] is True
    assert gr.Report.from_json(shown["guessed"]) == published
    assert shown["problems"] == [
        "outline格式没有选项“width”，可用的有：tables、depth",
        "depth应为0至6的整数，而不是7",
        f"能写的格式中没有“odt”，可用的有：{'、'.join([*gr.Registry.installed().renderers.names, 'outline'])}",
    ]


def test_the_command_finds_them(environment: dict[str, str], local: Path) -> None:
    outline = command(environment, "convert", str(local), "--from", "csv", "--to", "outline", "--option", "depth=0")
    assert outline.stderr == ""
    assert outline.stdout == "- 河口县教育局2023年政府信息公开工作年度报告\n  - [4 × 3]\n"
    checked = command(environment, "check", str(local), "--locale", "en", "--only", "county", "--json")
    assert [(finding["status"], finding["text"]) for finding in json.loads(checked.stdout)[0]["findings"]] == [
        ("failed", "31 answered, 30 received"),
        ("incomplete", "a figure is blank"),
    ]
    listed = command(environment, "rules", "--locale", "en", "--only", "county")
    title, citation = "No more inquiries answered than received", "县府办关于咨询热线的通知"
    assert listed.stdout == f"county.answered  [warning]  {title}  {citation}\n"
    told = command(environment, "convert", "--help")
    for word in ("outline", "tables=是否列出表格", "depth=列到第几级标题，0为总标题；0至6的整数，默认2"):
        assert word in told.stdout
    refused = command(environment, "convert", str(local), "--from", "csv", "--to", "outline", "--option", "width=3")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "outline格式没有选项“width”，可用的有：tables、depth" in refused.stderr


def test_what_is_no_csv_is_refused(environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "bytes.csv").write_bytes(b'\xff,"1",2\n')
    (tmp_path / "quotes.csv").write_bytes(b'a,b,c\n"d"e,f,g\n')
    refused = command(environment, "check", str(tmp_path), "--from", "csv")
    assert refused.returncode == 2
    assert f"{tmp_path / 'bytes.csv'}" in refused.stderr
    assert "CSV应为UTF-8编码，第1字节不是" in refused.stderr
    assert "第2行：不是CSV" in refused.stderr
