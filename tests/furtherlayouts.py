"""More of the ways in which the tables of real reports are set out, as text and as web pages."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Final

from govinfo_report.document import Cell, Document, Grid
from govinfo_report.renderers.boxes import draw_box
from govinfo_report.textformat import width
from tests.filelayouts import Setting, page
from tests.html_pages import Look, Span, table_html
from tests.textlayouts import Columns, Layout, aligned_columns, lines_in, places_of

__all__ = ["FURTHER_FORMATS", "FURTHER_LAYOUTS", "FURTHER_LOSE_BLANKS"]

_Rows = Sequence[Sequence[str]]


def _own(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid.rows()]


def _flat(text: str) -> str:
    return text.replace("\n", "")


def _between(rows: _Rows, separator: str, before: str = "", after: str = "") -> list[str]:
    return [before + separator.join(map(_flat, row)) + after for row in rows]


def _quoted(rows: _Rows, delimiter: str, *, quoting: bool) -> list[str]:
    out = io.StringIO()
    if quoting:
        csv.writer(out, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
    else:
        csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return out.getvalue().splitlines()


def _ruled(rows: _Rows) -> list[str]:
    """As reStructuredText and Pandoc draw tables, spans lost."""
    size = max(map(len, rows))
    filled = [[*map(_flat, row), *([""] * (size - len(row)))] for row in rows]
    widths = [max(4, *(width(row[at]) for row in filled)) for at in range(size)]
    rule = "+" + "+".join("-" * (wide + 2) for wide in widths) + "+"
    lines = [rule]
    for row in filled:
        lines.append(
            "|"
            + "|".join(f" {text}{' ' * (wide - width(text))} " for text, wide in zip(row, widths, strict=True))
            + "|"
        )
        lines.append(rule)
    return lines


def _parted(row: Sequence[Cell]) -> tuple[list[str], list[str]]:
    """The labels of a row, and the figures that are not blank."""
    labels = [_flat(cell.text) for cell in row if cell.header]
    return labels, [_flat(cell.text) for cell in row if not cell.header and cell.text]


def _figures_below(grid: Grid) -> list[str]:
    """The labels of a row in a line, its figures in the next, a space between."""
    lines: list[str] = []
    for row in grid.rows():
        labels, figures = _parted(row)
        lines.extend(" ".join(one) for one in (labels, figures) if one)
    return lines


def _raw(grid: Grid) -> list[str]:
    """As a PDF's text comes without its layout: labels wrapped, the figures of a row behind the last line."""
    lines: list[str] = []
    for row in grid.rows():
        labels, figures = _parted(row)
        wrapped = [label[at : at + 9] for label in labels for at in range(0, len(label), 9)]
        if figures and wrapped:
            wrapped[-1] = " ".join((wrapped[-1], *figures))
        elif figures:
            wrapped = [" ".join(figures)]
        lines.extend(wrapped)
    return lines


def _colons(grid: Grid) -> list[str]:
    """A colon behind the label of a row, its figures with pauses between."""
    lines: list[str] = []
    for row in grid.rows():
        labels = "".join(_flat(cell.text) for cell in row if cell.header)
        figures = "、".join(_flat(cell.text) for cell in row if not cell.header)
        lines.append(
            f"{labels}：{figures}" if any(not cell.header for cell in row) else "、".join(_flat(c.text) for c in row)
        )
    return lines


def _dotted(grid: Grid) -> list[str]:
    """Dots between the cells of a row."""
    return [re.sub(r"^\.+|\.+$", "", line) for line in _between(_own(grid), "......")]


def _spaces_for_tabs(grid: Grid) -> list[str]:
    return _between(places_of(grid), "    ")


def _expanded(grid: Grid) -> list[str]:
    lines: list[str] = []
    for row in grid.rows():
        line = ""
        for cell in row:
            line += _flat(cell.text)
            line += " " * (8 - width(line) % 8)
        lines.append(line)
    return lines


def _indented(grid: Grid) -> list[str]:
    """A cell in a line, two wide spaces before it, a line of its own for a blank."""
    return [f"　　{_flat(cell.text)}" for row in grid.rows() for cell in row]


def _key_values(grid: Grid) -> list[str]:
    """A line for each figure: its labels with hyphens between, a colon, the figure."""
    lines: list[str] = []
    for cell in grid.cells:
        if cell.header:
            continue
        before = [
            _flat(one.text)
            for one in grid.cells
            if one.header and one.column < cell.column and one.row <= cell.row < one.row + one.rowspan
        ]
        over = [
            _flat(one.text)
            for one in grid.cells
            if one.header and one.row < cell.row and one.column <= cell.column < one.column + one.colspan
        ]
        lines.append("-".join((*before, *over)) + f"：{_flat(cell.text)}")
    return lines


def _boxes(grid: Grid) -> list[str]:
    taken = {
        (r, c)
        for cell in grid.cells
        for r in range(cell.row, cell.row + cell.rowspan)
        for c in range(cell.column, cell.column + cell.colspan)
    }
    holes = [Cell("", r, c) for r in range(grid.height) for c in range(grid.width) if (r, c) not in taken]
    try:
        return draw_box(Grid(tuple(sorted((*grid.cells, *holes), key=lambda cell: (cell.row, cell.column)))), 200)
    except Exception:
        return _between(_own(grid), "\t")


FURTHER_LAYOUTS: Final[Mapping[str, Layout]] = {
    "semicolons": lambda grid: _quoted(_own(grid), ";", quoting=False),
    "semicolons, spans left blank": lambda grid: _quoted(places_of(grid), ";", quoting=False),
    "wide semicolons": lambda grid: _between(places_of(grid), "；"),
    "wide commas": lambda grid: _between(places_of(grid), "，"),
    "pauses": lambda grid: _between(_own(grid), "、"),
    "wide bars": lambda grid: _between(_own(grid), "｜", "｜", "｜"),
    "drawn bars": lambda grid: _between(places_of(grid), "│", "│", "│"),
    "commas, all quoted": lambda grid: _quoted(places_of(grid, fill=True), ",", quoting=True),
    "doubled pipes": lambda grid: _between(_own(grid), " || "),
    "slashes": lambda grid: _between(_own(grid), " / "),
    "tab behind each cell": lambda grid: _between(_own(grid), "\t", "", "\t"),
    "spaces for tabs": _spaces_for_tabs,
    "tabs expanded": _expanded,
    "two spaces": lambda grid: _between(_own(grid), "  "),
    "wide spaces": lambda grid: _between(_own(grid), "　"),
    "ruled with plus and minus": lambda grid: _ruled(_own(grid)),
    "ruled, spans filled": lambda grid: _ruled(places_of(grid, fill=True)),
    "boxes": _boxes,
    "figures in the next line": _figures_below,
    "labels wrapped, figures behind": _raw,
    "colons and pauses": _colons,
    "dots": _dotted,
    "cell per line, indented": _indented,
    "a line for each figure": _key_values,
    "columns, blanks wide": lambda grid: aligned_columns(
        grid, Columns(narrow=12, wide=44, align="right", middle=False)
    ),
}

FURTHER_LOSE_BLANKS: Final = (
    "two spaces",
    "wide spaces",
    "figures in the next line",
    "labels wrapped, figures behind",
    "dots",
    "cell per line, indented",
    "tabs expanded",
    "spaces for tabs",
    "page, lines and spaces",
    "page, spans for cells",
    "page, list of cells",
)


def _text(layout: Layout) -> Setting:
    return lambda document, _: "\n".join(lines_in(document, layout))


def _shown(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")


def _spans(cells: Sequence[Cell]) -> list[Span]:
    return [Span(cell.text, cell.rowspan, cell.colspan) for cell in cells]


def _row_tables(grid: Grid) -> str:
    """Every row a table of its own."""
    return "".join(table_html([[Span(cell.text, 1, cell.colspan) for cell in row]], Look()) for row in grid.rows())


def _filled(grid: Grid) -> str:
    return table_html([[Span(text) for text in row] for row in places_of(grid, fill=True)], Look())


def _lines(grid: Grid) -> str:
    return (
        "<p>"
        + "<br>".join("&nbsp;&nbsp;&nbsp;".join(html.escape(_flat(c.text)) for c in row) for row in grid.rows())
        + "</p>"
    )


def _inline(grid: Grid) -> str:
    return "".join(
        "<p>" + "".join(f"<span>{html.escape(_flat(c.text))}</span> " for c in row) + "</p>" for row in grid.rows()
    )


def _list(grid: Grid) -> str:
    return "<ul>" + "".join(f"<li>{_shown(cell.text)}</li>" for cell in grid.cells) + "</ul>"


def _list_rows(grid: Grid) -> str:
    rows = ("".join(f"<li>{_shown(cell.text)}</li>" for cell in row) for row in grid.rows())
    return "".join(f"<ul>{row}</ul>" for row in rows)


def _pre(grid: Grid) -> str:
    return f"<pre>{html.escape(chr(10).join(aligned_columns(grid)))}</pre>"


def _twice(grid: Grid) -> str:
    """On a page for screens and again in a hidden part for telephones, there without spans."""
    whole = table_html([_spans(row) for row in grid.rows()], Look())
    return f"{whole}<div class=m style='display:none'>{whole}</div>"


def _too_long(grid: Grid) -> str:
    """Spans that reach beyond the table."""
    rows = [[Span(c.text, c.rowspan + (3 if c.rowspan > 3 else 0), c.colspan) for c in row] for row in grid.rows()]
    return table_html(rows, Look())


def _page(table: Callable[[Grid], str]) -> Setting:
    return lambda document, _: page(document, table)


def _escaped_twice(document: Document, random: Random) -> str:  # noqa: ARG001 - as the others
    """Entities of entities, as a system leaves that escapes what is escaped already."""
    made = page(document, lambda grid: table_html([_spans(row) for row in grid.rows()], Look()))
    assert isinstance(made, str)
    return re.sub(r">([^<]+)<", lambda found: f">{html.escape(found.group(1)) or '&amp;nbsp;'}<", made)


FURTHER_FORMATS: Final[Mapping[str, Mapping[str, Setting]]] = {
    "text": {name: _text(layout) for name, layout in FURTHER_LAYOUTS.items()},
    "HTML": {
        "page, a table for each row": _page(_row_tables),
        "page, spans filled": _page(_filled),
        "page, lines and spaces": _page(_lines),
        "page, spans for cells": _page(_inline),
        "page, list of cells": _page(_list),
        "page, list for each row": _page(_list_rows),
        "page, preformatted": _page(_pre),
        "page, tables twice": _page(_twice),
        "page, spans too long": _page(_too_long),
        "page, escaped twice": _escaped_twice,
    },
}
