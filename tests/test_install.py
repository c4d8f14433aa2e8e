"""The built wheel in an empty environment: what it brings, and what works with that alone."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

SCRIPT = """
import sys, io
import govinfo_report as gr
report = gr.Report.blank("2021", agency="某市商务局", year=2023).with_cells({"applications.received.total": 3})
assert gr.reads(report.render()) == report
assert gr.reads(report.to_json()) == report
assert gr.Report.from_json(report.to_json()) == report
assert report.check().incomplete
assert gr.json_schema()["$defs"]
assert report.check()[0].text("en").startswith("Table 3")
try:
    import govinfo_report.testing
except ImportError as error:
    assert "govinfo_report[testing]" in str(error)
else:
    raise SystemExit("testing without Hypothesis should say what to install")
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(folder), str(ROOT)], check=True)
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_catalogs_and_types_and_no_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "govinfo_report/py.typed" in names
    assert "govinfo_report/locale/en/LC_MESSAGES/govinfo_report.mo" in names
    assert not [name for name in names if name.startswith("tests")]


def test_the_core_needs_attrs_cattrs_and_babel_alone(wheel: Path, tmp_path: Path) -> None:
    environment = tmp_path / "environment"
    subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
    python = environment / "bin" / "python"
    subprocess.run([str(python), "-m", "pip", "install", "-q", str(wheel)], check=True)
    listed = subprocess.run(
        [str(python), "-m", "pip", "list", "--format=json"], check=True, capture_output=True, text=True
    ).stdout
    names = {package["name"].lower().replace("_", "-") for package in json.loads(listed)} - {
        "pip",
        "setuptools",
        "wheel",
    }
    assert names == {"govinfo-report", "attrs", "cattrs", "babel", "typing-extensions"}
    subprocess.run([str(python), "-c", SCRIPT], check=True, cwd=tmp_path)
    for command in ([str(environment / "bin" / "govinfo-report")], [str(python), "-m", "govinfo_report"]):
        told = subprocess.run([*command, "--locale", "en", "--help"], check=False, capture_output=True, text=True)
        assert told.returncode == 2
        assert told.stdout == ""
        assert told.stderr == "The command line needs an extra: pip install 'govinfo_report[cli]'\n"
