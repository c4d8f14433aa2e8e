"""What came of a strange document, cell by cell."""

from __future__ import annotations

import re
from collections.abc import Mapping

import attrs

import govinfo_report as gr
from tests.strange.figures import Value

__all__ = ["Verdict", "judged"]


@attrs.frozen
class Verdict:
    """Paths by fate: read as printed; left blank with a note that tells of it; neither (lost); another figure (wrong)."""

    right: tuple[str, ...]
    noted: tuple[str, ...]
    lost: tuple[str, ...]
    wrong: tuple[str, ...]


def _told(note: gr.Note, path: str, printed: str) -> bool:
    if note.severity == "hint":
        return False
    if note.path is not None and (path == note.path or path.startswith(note.path + ".")):
        return True
    return re.search(rf"(?<!\d){re.escape(printed)}(?!\d)", note.text) is not None


def judged(report: gr.Report, truth: Mapping[str, Value]) -> Verdict:
    """Compare the report with what a person reads in its source."""
    cells = report.cells()
    fates: dict[str, list[str]] = {"right": [], "noted": [], "lost": [], "wrong": []}
    for path, printed in truth.items():
        read = cells.get(path)
        if read == printed:
            fate = "right"
        elif read is not None:
            fate = "noted" if any(note.path == path and note.severity != "hint" for note in report.notes) else "wrong"
        else:
            fate = "noted" if any(_told(note, path, str(printed)) for note in report.notes) else "lost"
        fates[fate].append(path)
    fates["wrong"] += [path for path, read in cells.items() if path not in truth and read is not None]
    return Verdict(*(tuple(fates[name]) for name in ("right", "noted", "lost", "wrong")))
