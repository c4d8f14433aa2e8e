"""Documents set out as web pages, Word files, Excel files and PDFs, in the ways of the wild."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Final, TypeAlias

from govinfo_report.document import Document, Grid, Heading
from tests.html_pages import Look, Span, table_html
from tests.office_files import DocxStyle, XlsxStyle, docx_from, xlsx_from
from tests.pdfs import Print, print_document
from tests.textlayouts import LAYOUTS, drawn_columns, lines_in

__all__ = ["FORMATS", "SHARES", "Setting"]

Setting: TypeAlias = Callable[[Document, Random], str | bytes]
_Markup: TypeAlias = Callable[[Grid], str]


def _text(name: str) -> Setting:
    return lambda document, _: "\n".join(lines_in(document, LAYOUTS[name]))


def _columns(document: Document, random: Random) -> str:
    return "\n".join(lines_in(document, lambda grid: drawn_columns(grid, random)))


def page(document: Document, table: _Markup, *, gbk: bool = False) -> str | bytes:
    """``document`` as a page, each of its tables in the markup that ``table`` makes."""
    body: list[str] = []
    for block in document.blocks:
        if isinstance(block, Grid):
            body.append(table(block))
        elif isinstance(block, Heading) and block.level == 0:
            body.append(f"<h1>{html.escape(block.text)}</h1>")
        else:
            body.append(f"<p>　　{html.escape(block.text)}</p>")
    inside = "\n".join(body)
    charset = "gb2312" if gbk else "utf-8"
    made = (
        f'<!DOCTYPE html>\n<html><head><meta charset="{charset}"><title>政府信息公开年报</title></head>\n'
        f'<body><div class="top"><a href="/">首页</a></div><div id=zoom>{inside}</div>'
        "<div class=foot>主办单位：某市人民政府</div></body></html>\n"
    )
    return made.encode("gb18030") if gbk else made


def _real(grid: Grid) -> list[list[Span]]:
    return [[Span(cell.text, cell.rowspan, cell.colspan) for cell in row] for row in grid.rows()]


def _lost(grid: Grid) -> list[list[Span]]:
    return [[Span(cell.text) for cell in row] for row in grid.rows()]


def _left_blank(grid: Grid) -> list[list[Span]]:
    rows = [[Span("") for _ in range(grid.width)] for _ in range(grid.height)]
    for cell in grid.cells:
        rows[cell.row][cell.column] = Span(cell.text)
    return rows


def _shown(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")


def _divs(grid: Grid) -> str:
    rows = (
        "<div class=row>" + "".join(f"<div class=cell>{_shown(cell.text)}</div>" for cell in row) + "</div>"
        for row in grid.rows()
    )
    return f"<div class=table>{''.join(rows)}</div>"


def _paragraphs(grid: Grid) -> str:
    return "".join(f"<p>{_shown(cell.text) or '&nbsp;'}</p>" for cell in grid.cells)


def _lines(grid: Grid) -> str:
    """A row to a paragraph, its cells with spaces between, as after a table was pasted away."""
    return "".join(f"<p>{_shown('　'.join(cell.text for cell in row))}</p>" for row in grid.rows())


def _table(rows: Callable[[Grid], Sequence[Sequence[Span]]], look: Look | None = None) -> _Markup:
    return lambda grid: table_html([list(row) for row in rows(grid)], look or Look())


def _page(table: _Markup, *, gbk: bool = False) -> Setting:
    return lambda document, _: page(document, table, gbk=gbk)


_PAGES: Final[Mapping[str, Setting]] = {
    "page, spans": _page(_table(_real)),
    "page, spans, GBK, end tags left out": _page(_table(_real, Look(bare_rows=True, tbody=False)), gbk=True),
    "page, saved by Word": _page(_table(_real, Look(word=True))),
    "page, nested tables": _page(_table(_real, Look(nested=2))),
    "page, spans lost": _page(_table(_lost)),
    "page, spans left blank": _page(_table(_left_blank)),
    "page, div for cells": _page(_divs),
    "page, cell per paragraph": _page(_paragraphs),
    "page, row per paragraph": _page(_lines),
}


def _docx(**how: object) -> Setting:
    return lambda document, _: docx_from(document, DocxStyle(**how))  # type: ignore[arg-type]


def _xlsx(**how: object) -> Setting:
    return lambda document, _: xlsx_from(document, XlsxStyle(**how))  # type: ignore[arg-type]


def _pdf(**how: object) -> Setting:
    def made(document: Document, random: Random) -> bytes:
        style = Print(lead=random.uniform(0, 300), cut=random.random() < 0.5, repeat=random.random() < 0.5, **how)  # type: ignore[arg-type]
        return print_document(document, style)

    return made


FORMATS: Final[Mapping[str, Mapping[str, Setting]]] = {
    "text": {**{name: _text(name) for name in LAYOUTS}, "columns, each part its own": _columns},
    "HTML": _PAGES,
    "DOCX": {
        "Word, merged cells": _docx(),
        "Word, numbered headings, pieces": _docx(numbered=True, pieces=True),
        "Word, nested, controls": _docx(nested=True, wrapped=True),
        "Word, tracked changes": _docx(tracked=True),
        "Word, tabs": _docx(layout="tabs"),
        "Word, cell per paragraph": _docx(layout="lines"),
    },
    "XLSX": {
        "Excel, one sheet": _xlsx(),
        "Excel, several sheets": _xlsx(sheets="several", gaps=1, offset=2),
        "Excel, tables alone": _xlsx(narrative=False, borders=False, numbers=False),
        "Excel, lines not merged": _xlsx(merged=False, shared=False),
    },
    "PDF": {
        "PDF, lines": _pdf(),
        "PDF, rectangles": _pdf(rules="rects", align="right", number="第 {} 页 共 {all} 页"),
        "PDF, open at the sides": _pdf(rules="open", number=None),
        "PDF, no rules": _pdf(rules="none", labels=10),
    },
}
"""By format the layouts in which a document is set."""

SHARES: Final[Mapping[str, float]] = {"text": 1, "HTML": 1, "DOCX": 0.25, "XLSX": 0.25, "PDF": 0.1}
"""How many documents a layout of a format has, against one of text: the slower to read, the fewer."""
