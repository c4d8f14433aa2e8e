"""``python -m tests.strange [part of a name …]``: what comes of each document."""

from __future__ import annotations

import sys
from collections import Counter

import govinfo_report as gr
from tests.strange.all import documents
from tests.strange.judging import judged


def main(words: list[str]) -> None:
    for strange in documents():
        if words and not any(word in strange.name for word in words):
            continue
        try:
            report = gr.reads(strange.content, format=strange.format)
        except gr.GovinfoReportError as error:
            print(f"{'' if strange.refused else 'REFUSED '}{strange.name}: {error}")
            continue
        verdict = judged(report, strange.truth)
        sign = (
            "WRONG "
            if verdict.wrong
            else "LOST "
            if verdict.lost
            else ""
            if len(verdict.right) >= strange.least
            else "LESS "
        )
        if report.title is None or report.agency is None or report.year is None:
            sign += "IDENTITY "
        counts = Counter(note.code for note in report.notes)
        print(
            f"{sign}{strange.name}: right {len(verdict.right)}/{len(strange.truth)} noted {len(verdict.noted)} lost {len(verdict.lost)} "
            f"wrong {len(verdict.wrong)}  {dict(counts)}  {report.agency}|{report.year}"
        )
        if words:
            cells = report.cells()
            for path in verdict.wrong[:12]:
                print("   wrong", path, strange.truth.get(path), cells.get(path))
            for path in verdict.lost[:12]:
                print("   lost", path, strange.truth.get(path))
            for note in report.notes[:25]:
                print("  ", note.severity, str(note)[:200])


main(sys.argv[1:])
