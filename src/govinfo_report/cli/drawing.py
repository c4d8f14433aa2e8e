"""A report drawn for a terminal: the official layout in colour, figures marked that do not add up or carry a note."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from govinfo_report.cli.folding import Folded
from govinfo_report.cli.notes import notes_table
from govinfo_report.cli.screen import printable
from govinfo_report.compiled import compile_form
from govinfo_report.content import ExtraCell
from govinfo_report.document import Cell, Document, Grid, Heading, Paragraph
from govinfo_report.form import Table
from govinfo_report.grids import table_grid
from govinfo_report.messages import SOURCE_LOCALE, message
from govinfo_report.renderers.boxes import draw_box
from govinfo_report.renderers.marks import Footnotes
from govinfo_report.report import Report
from govinfo_report.textformat import INDENT, KEYS

__all__ = ["drawings"]

_BEYOND_ANY_FIGURE: Final = 1 << 60
_WRONG, _TWICE_WRONG, _NOTED = "red", "bold bright_white on red", "black on yellow"

_Place = tuple[int, int]


def drawings(
    report: Report, document: Document, tables: Sequence[Table], *, locale: str, width: int, notes: bool
) -> Iterator[RenderableType]:
    """The drawings of ``document``, whose grids are those of ``tables``, at most ``width`` columns wide where that can be.

    A figure in a sum that fails is red, one in several such sums stands on red; a figure with a note stands on
    yellow.  With ``notes`` those on a table stand below it and the others at the end.
    """
    left = list(report.notes) if notes else []
    words = {key: word for word, key in reversed(KEYS.items())}
    for key, value in document.metadata:
        yield Text(f"{words.get(key, key)}：{printable(value)}", style="dim")
    remaining, told = iter(tables), Footnotes(document)
    for block in document.blocks:
        if isinstance(block, Grid):
            table = next(remaining)
            yield _table(report, table, block, locale, width)
            yield from _legend(report, table, locale)
            for number, remark in told.below(block):
                yield Folded(Text(printable(f"[{number}] {remark.text}"), style=_WRONG))
            mine = [note for note in left if note.path is not None and note.path.split(".")[0] == table.spec.name]
            left = [note for note in left if note not in mine]
            if mine:
                yield notes_table(mine, locale)
        elif isinstance(block, Heading):
            yield _heading(block, width)
        else:
            yield _paragraph(block, width)
    if left:
        yield Text()
        yield Text(message("读取说明").text(locale), style="bold")
        yield notes_table(left, locale)


def _heading(heading: Heading, width: int) -> RenderableType:
    text = Text(printable(heading.text), style="bold")
    if heading.level == 0:
        return Folded(Text(" " * max(0, (width - text.cell_len) // 2)) + text)
    if heading.level == 1:
        return Padding(Folded(text), (1, 0, 0, 0), expand=False)
    return Folded(Text(INDENT) + text)


def _paragraph(paragraph: Paragraph, width: int) -> RenderableType:
    text = Text(printable(paragraph.text))
    before = " " * max(0, width - text.cell_len) if paragraph.align == "right" else INDENT
    return Folded(Text(before) + text)


def _table(report: Report, table: Table, grid: Grid, locale: str, width: int) -> Text:
    extras = [cell for cell in report.extras if cell.table == table.spec.name]
    places = _places(table, extras, locale)
    marks: dict[_Place, str] = {}
    for path, style in _marked(report).items():
        if path in places:
            marks[places[path]] = style
    return draw_grid(grid, width, marks, words=locale != SOURCE_LOCALE)


def _places(table: Table, extras: Sequence[ExtraCell], locale: str) -> dict[str, _Place]:
    """Where the grid of ``table`` has each cell: found by drawing it with numbers that no figure can be."""
    form = compile_form(type(table))
    numbered = table_grid(form, [_BEYOND_ANY_FIGURE + at for at in range(len(form.cells))], extras, locale)
    found: dict[str, _Place] = {}
    for cell in numbered.cells:
        if isinstance(cell.value, int) and cell.value >= _BEYOND_ANY_FIGURE:
            found[form.cells[cell.value - _BEYOND_ANY_FIGURE].path] = (cell.row, cell.column)
    return found


def _marked(report: Report) -> dict[str, str]:
    """The style of each cell that one should look at."""
    styles = {note.path: _NOTED for note in report.notes if note.path is not None}
    counted = Counter(path for finding in report.check(severity="error").failed for path in finding.paths)
    return {**styles, **{path: _WRONG if count == 1 else _TWICE_WRONG for path, count in counted.items()}}


def _legend(report: Report, table: Table, locale: str) -> Iterable[RenderableType]:
    failed = [
        f for f in report.check(severity="error").failed if any(p.split(".")[0] == table.spec.name for p in f.paths)
    ]
    if failed:
        twice = max(Counter(path for finding in failed for path in finding.paths).values()) > 1
        what = message("红色的数字在不符的合计中，共{count}项，用check查看", count=len(failed)).text(locale)
        more = message("；红底的同时在几项中").text(locale) if twice else ""
        yield Folded(Text(what + more, style=_WRONG))
    noted = [n for n in report.notes if n.path is not None and n.path.split(".")[0] == table.spec.name]
    if noted:
        yield Folded(
            Text(message("黄底的单元格有读取说明，共{count}条", count=len(noted)).text(locale), style="yellow")
        )


def draw_grid(grid: Grid, width: int, marks: Mapping[_Place, str], *, words: bool = False) -> Text:
    """``grid`` in lines of box characters, the figures at ``marks`` in their styles, zeros and lines dim."""
    lines = draw_box(grid, width, words=words)
    drawn = Text("\n".join(lines), no_wrap=True, overflow="ignore", end="\n")
    drawn.highlight_regex(r"[─│┌┐└┘├┤┬┴┼]+", "dim")
    drawn.highlight_regex(r"(?<=\s)0(?=\s+│)", "dim")
    for style in sorted(set(marks.values())):
        wanted = {place for place, its in marks.items() if its == style}
        masked = _masked(grid, wanted)
        _overlay(drawn, lines, draw_box(masked, width, words=words), style)
    return drawn


def _masked(grid: Grid, wanted: set[_Place]) -> Grid:
    """``grid`` with other characters, as wide as they were, in the figures at ``wanted``."""
    cells: list[Cell] = []
    for cell in grid.cells:
        meant = not cell.header and (cell.row, cell.column) in wanted
        cells.append(cell._replace(text=_other(cell.text)) if meant else cell)
    return Grid(tuple(cells), grid.structure, grid.caption)


def _other(text: str) -> str:
    return "".join("＃" if ord(one) > 0x2000 else "@" if one != "@" else "#" for one in text) or "@"


def _overlay(drawn: Text, lines: Sequence[str], others: Sequence[str], style: str) -> None:
    """Style what differs between two drawings of the same shape."""
    start = 0
    for line, other in zip(lines, others, strict=True):
        for differs, run in groupby(
            range(len(line)), key=[one != two for one, two in zip(line, other, strict=True)].__getitem__
        ):
            if differs:
                places = list(run)
                drawn.stylize(style, start + places[0], start + places[-1] + 1)
        start += len(line) + 1
