"""Every block of Python and of commands in the README and the documentation runs, and shows what it says."""

from __future__ import annotations

import doctest
import importlib.util
import json
import os
import re
import shutil
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
    monkeypatch.setattr(sys, "path", [*sys.path])
    result = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert result.failed == 0


CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def test_the_blocks_of_commands_are_found() -> None:
    assert {page.name for page in PAGES if CONSOLE.search(page.read_text(encoding="utf-8"))} >= {
        "README.md",
        "command.md",
    }


@pytest.mark.skipif(shutil.which("bash") is None, reason="the blocks are run by bash, which is not installed")
@pytest.mark.parametrize(
    "page", [page for page in PAGES if CONSOLE.search(page.read_text(encoding="utf-8"))], ids=lambda page: page.name
)
def test_the_commands_of_a_page_show_what_it_says(page: Path, tmp_path: Path) -> None:
    """Each ``$`` line, with its ``>`` lines, in one shell for the page, where ``examples`` are; then what it shows."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples", ignore=shutil.ignore_patterns("__pycache__"))
    blocks = CONSOLE.findall(page.read_text(encoding="utf-8").replace(".venv/bin/", ""))
    commands = [command for block in blocks for command in _commands(block)]
    mark = "-- next command --"
    script = "".join(f"{command}\n(code=$?; echo '{mark}'; exit $code)\n" for command in commands)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("GOVINFO", "FORCE_COLOR"))}
    environment["PATH"] = os.pathsep.join((str(Path(sys.executable).parent), environment["PATH"]))
    environment["PYTHONIOENCODING"] = "utf-8"
    shell = subprocess.run(
        ["bash", "-c", script],
        stdin=subprocess.DEVNULL,
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    shown = shell.stdout.split(f"{mark}\n")[:-1]
    assert len(shown) == len(commands)
    made = iter(shown)
    for block in blocks:
        assert "".join(f"{_typed(command)}{next(made)}" for command in _commands(block)) == block


def _commands(block: str) -> list[str]:
    """The commands of a block, the lines of each joined."""
    commands: list[str] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            commands.append(line[2:])
        elif line.startswith("> "):
            commands[-1] += f"\n{line[2:]}"
    return commands


def _typed(command: str) -> str:
    return "$ " + command.replace("\n", "\n> ") + "\n"


@pytest.mark.parametrize("notebook", sorted((ROOT / "docs").glob("*.ipynb")), ids=lambda path: path.stem)
def test_the_notebooks_are_kept_without_what_they_show(notebook: Path) -> None:
    """Each build of the documentation runs them; what is stored beside the code would drift from it."""
    cells = [cell for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"]
    assert len(cells) > 10
    assert not [cell["id"] for cell in cells if cell["outputs"] or cell["execution_count"] is not None]


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


def test_the_pictures_show_what_the_command_shows() -> None:
    """Text by text; how rich draws it may change from version to version."""
    spec = importlib.util.spec_from_file_location("pictures", ROOT / "tools" / "pictures.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    pictures = tool.drawn()
    assert {file.stem for file in tool.FOLDER.glob("*.svg")} == set(pictures)
    for name, drawn in pictures.items():
        kept = (tool.FOLDER / f"{name}.svg").read_text(encoding="utf-8")
        assert _texts(kept) == _texts(drawn), f"python tools/pictures.py draws {name}.svg anew"
        assert "http" not in re.sub(r"http://www\.w3\.org/(?:2000/svg|1999/xlink)", "", kept)


def _texts(svg: str) -> str:
    return "".join(re.findall(r"<text[^>]*>([^<]*)</text>", svg))
