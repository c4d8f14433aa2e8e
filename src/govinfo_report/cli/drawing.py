"""A report drawn for a terminal: the official layout in colour, figures marked that do not add up or carry a note."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from govinfo_report.cli.folding import Folded
from govinfo_report.cli.notes import notes_table
from govinfo_report.cli.screen import printable
from govinfo_report.cli.sentences import STYLES
from govinfo_report.document import Cell, Document, Grid, Heading, Paragraph, Remark
from govinfo_report.form import Table
from govinfo_report.messages import SOURCE_LOCALE, message
from govinfo_report.note import Note
from govinfo_report.renderers.boxes import draw_box
from govinfo_report.renderers.marks import Footnotes, anchors, numbers, told, with_signs
from govinfo_report.report import Report
from govinfo_report.textformat import INDENT, KEYS
from govinfo_report.textformat import width as text_width

__all__ = ["drawings"]

_WRONG, _TWICE_WRONG, _NOTED = "red", "bold bright_white on red", "black on yellow"

_Place = tuple[int, int]


def drawings(
    report: Report,
    document: Document,
    tables: Sequence[Table],
    *,
    locale: str,
    width: int,
    notes: Sequence[Note] | None,
    listed: bool,
) -> Iterator[RenderableType]:
    """The drawings of ``document``, whose grids are those of ``tables``, at most ``width`` columns wide where that can be.

    A figure in a sum that fails is red, one in several such sums stands on red; warnings and hints have colours of
    their own, a figure with a note stands on yellow.  Where the remarks are ``listed`` their numbers stand at the figures,
    at the last of them or nowhere as there is room, and their sentences below the table; else the colours are explained.  With ``notes`` those on a table stand
    below it and the others at the end.
    """
    left = list(notes or ())
    words = {key: word for word, key in reversed(KEYS.items())}
    for key, value in document.metadata:
        yield Text(f"{words.get(key, key)}：{printable(value)}", style="dim")
    remaining, footnotes = iter(tables), Footnotes(document)
    styles = _styles(report, document)
    signs = (numbers(document), _last_alone(document)) if listed else ()
    for block in document.blocks:
        if isinstance(block, Grid):
            table = next(remaining)
            marks = {(cell.row, cell.column): styles[cell.name] for cell in block.cells if cell.name in styles}
            by_words = locale != SOURCE_LOCALE
            yield draw_grid(_signed(block, signs, width, words=by_words), width, marks, words=by_words)
            below = footnotes.below(block)
            yield from _remarks(below, locale) if listed else _legend([remark for _, remark in below], locale)
            yield from _noted(report, table, locale)
            mine = [note for note in left if note.path is not None and note.path.split(".")[0] == table.spec.name]
            left = [note for note in left if note not in mine]
            if mine:
                yield notes_table(mine, locale)
        elif isinstance(block, Heading):
            yield _heading(block, width)
        else:
            yield _paragraph(block, width)
    if listed and (rest := footnotes.rest()):
        yield Text()
        yield from _remarks(rest, locale)
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


def _last_alone(document: Document) -> dict[str | None, list[int]]:
    """The numbers of the remarks at the last of their cells: the total where they speak of a sum."""
    found: dict[str | None, list[int]] = {}
    for number, name in enumerate(anchors(document), 1):
        if name is not None:
            found.setdefault(name, []).append(number)
    return found


def _signed(grid: Grid, choices: Iterable[Mapping[str | None, Sequence[int]]], width: int, *, words: bool) -> Grid:
    """``grid`` with the first of ``choices`` of numbers that leaves it narrow enough, else with none."""
    for signs in choices:
        signed = with_signs(grid, signs)
        if max(map(text_width, draw_box(signed, width, words=words))) <= width:
            return signed
    return grid


def _styles(report: Report, document: Document) -> dict[str | None, str]:
    """The style of each cell that one should look at: that of the gravest that is said of it."""
    styles: dict[str | None, str] = {note.path: _NOTED for note in report.notes if note.path is not None}
    for severity in ("hint", "warning"):
        of = (remark.cells for remark in document.remarks if remark.severity == severity)
        styles.update((name, STYLES[severity]) for names in of for name in names)
    return {
        **styles,
        **{name: _WRONG if count == 1 else _TWICE_WRONG for name, count in _wrong(document.remarks).items()},
    }


def _wrong(remarks: Iterable[Remark]) -> Counter[str]:
    """In how many errors each cell stands."""
    return Counter(name for remark in remarks if remark.severity == "error" for name in remark.cells)


def _remarks(numbered: Iterable[tuple[int, Remark]], locale: str) -> Iterator[RenderableType]:
    for number, remark in numbered:
        yield Folded(Text(printable(f"[{number}] {told(remark, locale)}"), style=STYLES[remark.severity]), "    ")


def _legend(remarks: Sequence[Remark], locale: str) -> Iterator[RenderableType]:
    """What the red figures of a table are."""
    if remarks:
        what = message("红色的数字在不符的合计中，共{count}项，用--findings查看", count=len(remarks)).text(locale)
        twice = max(_wrong(remarks).values(), default=0) > 1
        more = message("；红底的同时在几项中").text(locale) if twice else ""
        yield Folded(Text(what + more, style=_WRONG))


def _noted(report: Report, table: Table, locale: str) -> Iterator[RenderableType]:
    """What the figures on yellow are."""
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
