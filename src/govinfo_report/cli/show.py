"""``govinfo-report show``: reports in the official layout."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import attrs

from govinfo_report.cli.drawing import drawings
from govinfo_report.cli.notes import note_text
from govinfo_report.cli.screen import Screen, printable
from govinfo_report.cli.sources import UNREADABLE, WELL, Run, Source
from govinfo_report.document import Document, Grid
from govinfo_report.errors import RenderError
from govinfo_report.form import Table
from govinfo_report.messages import Joined, message, translate
from govinfo_report.registry import Registry
from govinfo_report.report import Report

__all__ = ["show"]

_NARROWEST: Final = 40
_WIDEST: Final = 120
"""Between these the drawing follows the terminal; ``--width`` may ask for more, up to ``_BROADEST``."""

_BROADEST: Final = 1000


def show(
    screen: Screen,
    locale: str,
    paths: Sequence[Path],
    *,
    reader: str | None = None,
    as_json: bool = False,
    notes: bool = False,
    findings: bool = False,
    width: int | None = None,
    tables: Sequence[str] = (),
) -> int:
    """Show the reports at ``paths``; the exit code is what it returns."""
    if width is not None and not _NARROWEST <= width <= _BROADEST:
        raise RenderError(message("width应为40至1000的整数，而不是{value}", value=str(width)))
    with screen.records(as_json) as records:
        run = Run(screen, locale, reader, records)
        gathered = run.gather(paths)
        showing = _Show(run, gathered.several, notes, findings, width, tuple(tables))
        return run.over(gathered, showing.one)


@attrs.define
class _Show:
    run: Run
    several: bool
    notes: bool
    findings: bool
    width: int | None
    tables: tuple[str, ...]
    _begun: bool = attrs.field(default=False, init=False)

    def one(self, source: Source, report: Report) -> int:
        """Show one report."""
        run = self.run
        if run.records is not None:
            run.records.add({"path": source.name, "report": report.to_dict()})
            return WELL
        document, shown = report.to_document(locale=run.locale, findings=self.findings), report.tables
        if self.tables:
            document, shown = self._chosen(document, shown)
            if not shown:
                run.refuse(source.name, self._no_table(source, report))
                return UNREADABLE
        if run.screen.drawn:
            self._draw(source, report, document, shown)
        else:
            self._write(source, report, document)
        return WELL

    def _draw(self, source: Source, report: Report, document: Document, shown: Sequence[Table]) -> None:
        screen = self.run.screen
        width = self.width or max(_NARROWEST, min(screen.out.width, _WIDEST))
        made = list(
            drawings(report, document, shown, locale=self.run.locale, width=width, notes=self.notes)
        )  # all of it or nothing
        if self.several:
            screen.out.rule(printable(source.name), align="left")
        screen.draw(*made)

    def _write(self, source: Source, report: Report, document: Document) -> None:
        renderer = Registry.installed().renderers.get("text")
        options: dict[str, Any] = {} if self.width is None else {"width": self.width}
        text = renderer.write(document, **options)
        assert isinstance(text, str)
        if self.several:
            text = f"{chr(10) if self._begun else ''}==> {printable(source.name)} <==\n{text}"
        self._begun = True
        listed = report.notes if self.notes else ()
        text += "".join(f"  {note_text(note, self.run.locale)}\n" for note in listed)
        self.run.screen.write(text)

    def _chosen(self, document: Document, tables: Sequence[Table]) -> tuple[Document, tuple[Table, ...]]:
        """The grids of the tables that were asked for by name or number, and those tables."""
        grids = [block for block in document.blocks if isinstance(block, Grid)]
        pairs = [
            (grid, table)
            for grid, table in zip(grids, tables, strict=True)
            if {table.spec.name, table.spec.number, _DIGITS.get(table.spec.number)} & set(self.tables)
        ]
        named = {cell.name for grid, _ in pairs for cell in grid.cells}
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
        asked = Joined(self.tables, "、")
        return message(
            "{path}：报告中没有表“{asked}”，有的是：{names}", path=source.name, asked=asked, names=names
        ).text(self.run.locale)


_DIGITS: Final = {numeral: str(value) for value, numeral in enumerate("一二三四五六七八九十", 1)}
