"""Type checkers refuse a missing field, a misspelt attribute and their like."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

USES = Path(__file__).parent / "typing" / "uses.py"
REFUSED = {
    number for number, line in enumerate(USES.read_text(encoding="utf-8").splitlines(), 1) if line.endswith("# refused")
}


def _run(folder: Path, *command: str) -> str:
    result = subprocess.run([sys.executable, "-m", *command], cwd=folder, capture_output=True, text=True, check=False)
    assert result.returncode in (0, 1), result.stdout + result.stderr
    return result.stdout


def test_mypy_refuses_just_these(tmp_path: Path) -> None:
    output = _run(tmp_path, "mypy", "--strict", "--no-incremental", str(USES))
    found = {int(line) for line in re.findall(r"uses\.py:(\d+): error", output)}
    assert found == REFUSED, output


def test_pyright_refuses_just_these(tmp_path: Path) -> None:
    output = json.loads(_run(tmp_path, "pyright", "--outputjson", "--pythonpath", sys.executable, str(USES)))
    errors = [one for one in output["generalDiagnostics"] if one["severity"] == "error"]
    found = {one["range"]["start"]["line"] + 1 for one in errors}
    assert found == REFUSED, errors
