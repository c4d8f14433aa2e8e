"""Every Python block of the README and the documentation runs, and shows what it says."""

from __future__ import annotations

import doctest
import subprocess
import sys
from pathlib import Path

import pytest

import govinfo_report as gr

ROOT = Path(__file__).parent.parent
PAGES = [*sorted(ROOT.glob("README*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_blocks_of_a_page_run(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    result = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert result.failed == 0


def test_the_docstring_of_the_package_runs() -> None:
    assert doctest.testmod(gr).failed == 0


@pytest.mark.parametrize("argument", [[], ["examples/linjiang-2023.txt"], ["examples/linjiang-2022-wrong.txt"]])
def test_first_steps_run(argument: list[str]) -> None:
    command = [sys.executable, "examples/first_steps.py", *argument]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert result.returncode == 0, result.stderr
    assert "政府信息公开工作年度报告" in result.stdout


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*.txt")), ids=lambda path: path.stem)
def test_every_example_reads_without_a_note_and_survives(path: Path) -> None:
    report = gr.read(path)
    assert report.notes == ()
    assert gr.reads(report.render()) == report
    assert gr.Report.from_json(report.to_json()) == report
    assert report.check().ok == ("wrong" not in path.stem)
