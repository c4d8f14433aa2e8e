"""What reports, tables, explanations and notes look like in a notebook and in a terminal.

HTML takes its colours from what is around it or brings both light and dark ones; rich is imported only when it
asks, for only then is it there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Final, Protocol, cast

import attrs

from govinfo_report.compiled import Form, compile_form
from govinfo_report.diagnosis.explanation import Explanation
from govinfo_report.display import html_of, rich_of
from govinfo_report.document import Document
from govinfo_report.findings import Findings
from govinfo_report.form import Table
from govinfo_report.grids import table_grid
from govinfo_report.messages import Message, message
from govinfo_report.narrative import Section
from govinfo_report.note import Note
from govinfo_report.quantity import Figure
from govinfo_report.registry import Registry
from govinfo_report.textformat import width

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType

__all__ = ["Explanations", "Notes", "Shown", "Summary", "report_html", "report_rich", "table_html", "table_rich"]

_FEW: Final = 8
"""Rows that are shown unfolded."""
_NARROWEST: Final = 40
_CELL: Final = (
    "border:1px solid;border-color:color-mix(in srgb,currentColor 40%,transparent);padding:.2em .5em;text-align:left"
)
_UNSEEN: Final = dict.fromkeys(
    (*range(9), *range(10, 32), *range(127, 160), *range(8234, 8239), *range(8294, 8298)), "�"
)


class Notes(tuple[Note, ...]):
    """The notes of a report."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return table_html(message("读取说明{count}条", count=len(self)), _NOTE_HEADS, _note_rows(self))

    def __rich__(self) -> RenderableType:
        return table_rich(message("读取说明{count}条", count=len(self)), _NOTE_HEADS, _note_rows(self))


class Explanations(tuple[Explanation, ...]):
    """What may explain the failures of a report, each failure's best first."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return table_html(message("可能的解释{count}种", count=len(self)), _EXPLANATION_HEADS, _explained(self))

    def __rich__(self) -> RenderableType:
        return table_rich(message("可能的解释{count}种", count=len(self)), _EXPLANATION_HEADS, _explained(self))


_NOTE_HEADS: Final = (message("来源位置"), message("单元格"), message("说明"))
_EXPLANATION_HEADS: Final = (message("不符之处"), message("次序"), message("说明"))


def _note_rows(notes: Iterable[Note]) -> Iterator[tuple[str, ...]]:
    for note in notes:
        yield (note.position.text() if note.position else "", note.path or "", note.message)


def _explained(explanations: Iterable[Explanation]) -> Iterator[tuple[str, ...]]:
    for one in explanations:
        yield str(one.component), f"{one.rank}/{one.count}", one.text()


@attrs.frozen
class Summary:
    """What a report says of itself at a glance."""

    agency: str | None
    year: int | None
    tables: tuple[tuple[Form, tuple[Figure, ...]], ...]
    sections: Mapping[str, Section]
    extras: int
    notes: int
    findings: Findings

    def rows(self) -> Iterator[tuple[str, str]]:
        """Pairs of label and value."""
        yield str(message("报告机关")), self.agency or "—"
        yield str(message("报告年度")), "—" if self.year is None else str(self.year)
        for form, values in self.tables:
            blank = sum(value is None for value in values)
            said = message(
                "{edition}版，{count}格，空白{blank}格", edition=form.edition, count=len(values), blank=blank
            )
            yield str(message("表{number}", number=Message(form.number))), str(said)
        letters = sum(len(section.text) for section in self.sections.values())
        yield str(message("正文")), str(message("{parts}部分，{count}字", parts=len(self.sections), count=letters))
        if self.extras:
            yield str(message("附加单元格")), str(self.extras)
        if self.notes:
            yield str(message("读取说明")), str(self.notes)
        yield str(message("核对")), self.findings.summary()


class _Showable(Protocol):
    """A report, as far as showing it asks."""

    @property
    def title(self) -> str | None: ...
    @property
    def agency(self) -> str | None: ...
    @property
    def year(self) -> int | None: ...
    @property
    def tables(self) -> tuple[Table, ...]: ...
    @property
    def sections(self) -> dict[str, Section]: ...
    @property
    def extras(self) -> Sequence[object]: ...
    @property
    def notes(self) -> tuple[Note, ...]: ...
    def check(self) -> Findings: ...
    def to_document(self, *, findings: bool) -> Document: ...


def _summary(report: _Showable) -> Summary:
    tables = tuple((form := compile_form(type(table)), form.values(table)) for table in report.tables)
    counted = (len(report.extras), len(report.notes))
    return Summary(report.agency, report.year, tables, report.sections, *counted, report.check())


class Shown:
    """What shows itself in a notebook and through rich; of a class that has what :class:`_Showable` asks."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        report = cast("_Showable", self)
        return report_html(report.to_document(findings=True), _summary(report), f"r{hash(self) & 0xFFFFFFFF:x}-")

    def __rich__(self) -> object:
        report = cast("_Showable", self)
        return report_rich(report.title or repr(self), _summary(report))


def report_html(document: Document, summary: Summary, prefix: str) -> str:
    """A report for a notebook: its summary, then the page with its parts folded; ``prefix`` sets its anchors apart."""
    rows = "".join(
        f'<tr><th style="{_CELL}">{_text(label)}</th><td style="{_CELL}">{_text(value)}</td></tr>'
        for label, value in summary.rows()
    )
    page = _write("html", document, fragment=True, folded=True, prefix=prefix)
    return f'<table style="border-collapse:collapse">{rows}</table>\n{page}'


def report_rich(title: str, summary: Summary) -> RenderableType:
    """The summary of a report for a terminal."""
    from rich.panel import Panel
    from rich.table import Table as RichTable
    from rich.text import Text

    grid = RichTable.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for label, value in summary.rows():
        grid.add_row(Text(label, style="bold"), Text(value.translate(_UNSEEN)))
    return Panel(grid, title=Text(title.translate(_UNSEEN)), title_align="left", expand=False)


class _Drawn:
    """A document as text, as wide as the terminal."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        from rich.text import Text

        text = _write("text", self.document, width=max(_NARROWEST, min(options.max_width, 120)))
        fits = max(map(width, text.splitlines())) <= options.max_width
        yield Text(text, no_wrap=fits, overflow="ignore" if fits else "fold", end="")


def _document(table: Table) -> Document:
    form = compile_form(type(table))
    return Document((table_grid(form, form.values(table), ()),), marks_headings=True)


@html_of.register
def _(table: Table) -> str:
    return _write("html", _document(table), fragment=True, prefix=f"{table.spec.name}-")


@rich_of.register
def _(table: Table) -> object:
    return _Drawn(_document(table))


@html_of.register
def _(note: Note) -> str:
    return Notes((note,))._repr_html_()


@rich_of.register
def _(note: Note) -> object:
    return Notes((note,))


@html_of.register
def _(explanation: Explanation) -> str:
    return Explanations((explanation,))._repr_html_()


@rich_of.register
def _(explanation: Explanation) -> object:
    return Explanations((explanation,))


def _write(format: str, document: Document, **options: object) -> str:
    written = Registry.installed().renderers.get(format).write(document, **options)
    return written if isinstance(written, str) else written.decode()


def _text(text: str) -> str:
    return escape(text.translate(_UNSEEN))


def table_html(
    title: Message, heads: Sequence[Message | str], rows: Iterable[Sequence[str]], unfolded: int = _FEW
) -> str:
    """A table for a notebook under its title, folded where it has more rows than ``unfolded``; the title alone where it has none."""
    lines = ["".join(f'<td style="{_CELL}">{_text(value)}</td>' for value in row) for row in rows]
    if not lines:
        return f"<p>{_text(str(title))}</p>"
    head = "".join(f'<th scope="col" style="{_CELL};white-space:nowrap">{_text(str(one))}</th>' for one in heads)
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    opened = " open" if len(lines) <= unfolded else ""
    return (
        f"<details{opened}><summary>{_text(str(title))}</summary>"
        f'<table style="border-collapse:collapse"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></details>'
    )


def table_rich(title: Message, heads: Sequence[Message | str], rows: Iterable[Sequence[str]]) -> RenderableType:
    """The same for a terminal; of very many rows the first, with how many are left out.  No figure goes over two lines."""
    from rich import box
    from rich.table import Table as RichTable
    from rich.text import Text

    table = RichTable(title=str(title), title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    listed = list(rows)
    for at, head in enumerate(heads):
        if listed and all(_FIGURE.fullmatch(row[at]) for row in listed):
            table.add_column(str(head), no_wrap=True, overflow="ellipsis", justify="right")
        else:
            table.add_column(str(head), overflow="fold")
    for row in listed[:_MOST]:
        table.add_row(*(Text(value.translate(_UNSEEN)) for value in row))
    if len(listed) > _MOST:
        table.caption = str(message("另有{count}条", count=len(listed) - _MOST))
    return table


_FIGURE: Final = re.compile(r"[-−+]?[\d.,]*%?(?:元|万元|亿元)?|—|✗|✓\d*")
"""A figure as it stands in a cell, nothing, or a mark."""

_MOST: Final = 40
"""Rows that a terminal is shown at most."""
