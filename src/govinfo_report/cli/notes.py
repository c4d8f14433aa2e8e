"""Notes on the reading as the command shows them: a line, a row of a table, a record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from rich import box
from rich.table import Table
from rich.text import Text

from govinfo_report.cli.folding import Folded
from govinfo_report.cli.screen import printable
from govinfo_report.messages import message
from govinfo_report.note import Note
from govinfo_report.report import Report

__all__ = ["note_text", "notes_records", "notes_table"]

_STYLES: Final = {"error": "bold red", "warning": "yellow", "hint": "dim"}


def note_text(note: Note, locale: str) -> str:
    """One line: code, place in the source, path, sentence."""
    place = " ".join(part for part in (note.position.text(locale) if note.position else "", note.path or "") if part)
    sentence = note.message_in(locale)
    told = message("{place}：{what}", place=place, what=sentence).text(locale) if place else sentence
    return printable(f"[{note.code}] {told}")


def notes_table(notes: Iterable[Note], locale: str) -> Table:
    """A table for terminals: where in the source, which cell, what happened."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(message("来源位置").text(locale), no_wrap=True)
    table.add_column(message("单元格").text(locale), overflow="fold")
    table.add_column(message("说明").text(locale))
    for note in notes:
        table.add_row(
            note.position.text(locale) if note.position else "",
            Text(printable(note.path or ""), style="cyan"),
            Folded(Text(printable(note.message_in(locale)), style=_STYLES[note.severity])),
        )
    return table


def notes_records(report: Report, locale: str) -> list[dict[str, Any]]:
    """Plain data for machines: the notes as in the JSON format, each with its sentence as ``message``."""
    kept: list[dict[str, Any]] = report.to_dict()["notes"] if report.notes else []
    return [{**data, "message": note.message_in(locale)} for data, note in zip(kept, report.notes, strict=True)]
