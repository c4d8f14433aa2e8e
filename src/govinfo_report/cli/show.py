"""``govinfo-report show``: reports in the official layout."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import attrs

from govinfo_report.cli.asking import Asked
from govinfo_report.cli.drawing import drawings
from govinfo_report.cli.formats import JSON, json_text, options_of, refuse_marks
from govinfo_report.cli.notes import note_text
from govinfo_report.cli.screen import Screen, printable
from govinfo_report.cli.sources import UNREADABLE, WELL, Run, Source
from govinfo_report.document import Document, Grid
from govinfo_report.errors import RenderError
from govinfo_report.findings import Findings
from govinfo_report.form import Table
from govinfo_report.messages import Joined, message, translate
from govinfo_report.options import OptionValue, check_options
from govinfo_report.registry import Registry
from govinfo_report.report import Report

__all__ = ["show"]

_NARROWEST: Final = 40
_WIDEST: Final = 120
"""Between these the drawing follows the terminal; ``--width`` may ask for more."""

_TEXT: Final = "text"


def show(
    screen: Screen,
    locale: str,
    paths: Sequence[Path],
    *,
    format: str | None = None,
    reader: str | None = None,
    as_json: bool = False,
    notes: bool = False,
    findings: bool = False,
    asked: Asked,
    width: int | None = None,
    tables: Sequence[str] = (),
) -> int:
    """Show the reports at ``paths``; the exit code is what it returns.

    Without a ``format`` they are drawn on a terminal and text elsewhere.  What is ``asked`` of findings is marked with
    ``findings``, or where anything is.

    Raises:
        RenderError: options that do not go together.
        PluginError: no such format.
    """
    findings = findings or asked.anything
    options: dict[str, OptionValue] = {}
    if width is not None:
        options = check_options(format or _TEXT, options_of(format or _TEXT), {"width": width})
    if as_json and format is not None:
        raise RenderError(message("--json和--format只能用一个"))
    if tables and (as_json or format == JSON):
        raise RenderError(message("{format}格式总是整份报告，不能与--table合用", format=JSON))
    refuse_marks(format or _TEXT, findings, notes)
    with screen.records(as_json) as records:
        run = Run(screen, locale, reader, records)
        gathered = run.gather(paths)
        if format not in (None, _TEXT) and len(gathered.sources) > 1:
            raise RenderError(message("{format}格式一次只能显示一份报告；多份报告用convert写到文件夹", format=format))
        showing = _Show(run, gathered.several, format, notes, findings, asked, options, frozenset(tables))
        return run.over(gathered, showing.one)


@attrs.define
class _Show:
    run: Run
    several: bool
    format: str | None
    notes: bool
    findings: bool
    asked: Asked
    options: Mapping[str, OptionValue]
    tables: frozenset[str]
    _begun: bool = attrs.field(default=False, init=False)

    def one(self, source: Source, report: Report) -> int:
        """Show one report."""
        run = self.run
        found = self.asked.check(report) if self.findings else None
        if run.records is not None:
            run.records.add(_record(source, report, found, run.locale))
            return WELL
        if self.format == JSON:
            run.screen.write(json_text(report, {}))
            return WELL
        drawn = run.screen.drawn and self.format is None
        marked = report.check(severity="error") if drawn and found is None else found
        in_place = self.notes and self.format not in (None, _TEXT)
        document, shown = report.to_document(locale=run.locale, findings=marked, notes=in_place), report.tables
        if self.tables:
            document, shown = self._chosen(document, shown)
            if not shown:
                run.refuse(source.name, self._no_table(source, report))
                return UNREADABLE
        if drawn:
            self._draw(source, report, document, shown)
            return WELL
        return self._write(source, report, document)

    def _draw(self, source: Source, report: Report, document: Document, shown: Sequence[Table]) -> None:
        screen = self.run.screen
        width = self.options.get("width")
        wide = width if isinstance(width, int) else max(_NARROWEST, min(screen.out.width, _WIDEST))
        notes = report.notes if self.notes else None
        made = list(
            drawings(report, document, shown, locale=self.run.locale, width=wide, notes=notes, listed=self.findings)
        )  # all of it or nothing
        if self.several:
            screen.out.rule(printable(source.name), align="left")
        screen.draw(*made)

    def _write(self, source: Source, report: Report, document: Document) -> int:
        format = self.format or _TEXT
        text = Registry.installed().renderers.get(format).write(document, **self.options)
        if isinstance(text, bytes):
            what = message("{format}格式是文件，不能显示；用convert -o写成文件", format=format)
            told = message("{place}：{what}", place=source.name, what=what)
            self.run.refuse(source.name, told.text(self.run.locale))
            return UNREADABLE
        if format == _TEXT:
            if self.several:
                text = f"{chr(10) if self._begun else ''}==> {printable(source.name)} <==\n{text}"
            self._begun = True
            listed = report.notes if self.notes else ()
            text += "".join(f"  {note_text(note, self.run.locale)}\n" for note in listed)
        self.run.screen.write(text)
        return WELL

    def _chosen(self, document: Document, tables: Sequence[Table]) -> tuple[Document, tuple[Table, ...]]:
        """The grids of the tables that were asked for by name or number, and those tables."""
        grids = [block for block in document.blocks if isinstance(block, Grid)]
        pairs = [
            (grid, table)
            for grid, table in zip(grids, tables, strict=True)
            if {table.spec.name, table.spec.number, _DIGITS.get(table.spec.number)} & self.tables
        ]
        named = {name for grid, _ in pairs for name in (grid.name, *(cell.name for cell in grid.cells))}
        remarks = tuple(one for one in document.remarks if not named.isdisjoint(one.cells))
        kept = Document(
            tuple(grid for grid, _ in pairs), marks_headings=True, language=document.language, remarks=remarks
        )
        return kept, tuple(table for _, table in pairs)

    def _no_table(self, source: Source, report: Report) -> str:
        own = [
            message("{name}（表{number}）", name=table.spec.name, number=translate(table.spec.number, self.run.locale))
            for table in report.tables
        ]
        names = Joined(tuple(own), "、") if own else "—"
        asked = Joined(tuple(sorted(self.tables)), "、")
        return message(
            "{path}：报告中没有表“{asked}”，有的是：{names}", path=source.name, asked=asked, names=names
        ).text(self.run.locale)


def _record(source: Source, report: Report, found: Findings | None, locale: str) -> dict[str, object]:
    record: dict[str, object] = {"path": source.name, "report": report.to_dict()}
    if found is not None:
        record["findings"] = [finding.to_dict(locale) for finding in found]
    return record


_DIGITS: Final = {numeral: str(value) for value, numeral in enumerate("一二三四五六七八九十", 1)}
