"""Reader of PDF: text with its tables, ruled or set in columns, over any number of pages.

The pages are taken apart by PDFium (``pypdfium2``), which reads them several times faster than the readers
written in Python, and stands what a hostile file does to those.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govinfo_report.document import Block, Document, Grid, Position
from govinfo_report.errors import ReadError
from govinfo_report.formats import Reader
from govinfo_report.limits import Limits
from govinfo_report.messages import message
from govinfo_report.readers.pdf_columns import blocks_of
from govinfo_report.readers.pdf_frames import frames_of, real_frames
from govinfo_report.readers.pdf_joins import WholeTable
from govinfo_report.readers.pdf_lines import Line, lines_of
from govinfo_report.readers.pdf_margins import without_margins
from govinfo_report.readers.pdf_page import Page
from govinfo_report.readers.pdf_prose import Placed, measure_of, placed
from govinfo_report.readers.pdf_source import read_pages
from govinfo_report.readers.pdf_tables import PageTable, fill
from govinfo_report.readers.site import without_site

__all__ = ["READER"]

_FEWEST = 20
"""Characters that a document must have to be one with text."""
_CONTINUED = ("续表", "（续）", "(续)", "续上表", "（续表）", "接上表")


def _sniff(source: bytes | str) -> int:
    return 100 if isinstance(source, bytes) and b"%PDF" in source[:1024] else 0


def _read(source: bytes | str, limits: Limits) -> Document:
    if isinstance(source, str):
        raise ReadError(message("PDF是二进制文件，请以字节或文件读取，而不是文字"))
    pages = read_pages(source, limits)
    _refuse_without_text(pages)
    tables: list[list[PageTable]] = []
    texts: list[tuple[Page, list[Line]]] = []
    frames = real_frames([frames_of(page.rules, limits) for page in pages], [page.height for page in pages])
    for page, drawn in zip(pages, frames, strict=True):
        found, outside = fill(drawn, page)
        tables.append([table for table in found if any(cell.text for cell in table.cells)])
        texts.append((page, lines_of(outside)))
    kept = without_margins(texts)
    flow = [item for page, lines, found in zip(pages, kept, tables, strict=True) for item in _flow(page, lines, found)]
    return without_site(list(_blocks(flow)))


def _refuse_without_text(pages: Sequence[Page]) -> None:
    shown = [char for page in pages for char in page.chars if not char.text.isspace()]
    unknown = sum(char.text == "\ufffd" for char in shown)
    if len(shown) < _FEWEST:
        raise ReadError(message("PDF中没有文字，是扫描件或图片；请先做文字识别（OCR）再读"))
    told = [page.number for page in pages if any(not char.text.isspace() for char in page.chars)]
    for page in pages:
        if page.pictured and page.number not in told and told[0] < page.number < told[-1]:
            raise ReadError(
                message("这一页是图片，没有文字，其中的内容会丢失；请先做文字识别（OCR）再读"),
                Position(page=page.number),
            )
    if unknown * 4 > len(shown):
        raise ReadError(
            message("PDF的字体没有说明各字是什么字，读不出文字；请从原文件重新生成PDF，或先做文字识别（OCR）")
        )


def _flow(page: Page, lines: Sequence[Line], tables: Sequence[PageTable]) -> list[Placed | PageTable]:
    """Lines and tables of a page from the top."""
    items: list[tuple[float, Placed | PageTable]] = [(line.middle, placed(line, page)) for line in lines]
    items += [(table.frame.box.top, table) for table in tables]
    return [item for _, item in sorted(items, key=lambda entry: entry[0])]


def _blocks(flow: Sequence[Placed | PageTable]) -> Iterator[Block]:
    measure = measure_of([item for item in flow if isinstance(item, Placed)])
    lines: list[Placed] = []
    whole: WholeTable | None = None
    number = 0
    for item in flow:
        if isinstance(item, Placed):
            lines.append(item)
            continue
        if whole is not None and whole.page + 1 == item.page and all(map(_continues, lines)) and whole.add(item):
            lines = []
            continue
        if whole is not None:
            number += 1
            yield whole.grid(number)
        for block in blocks_of(lines, measure, number):
            number += isinstance(block, Grid)
            yield block
        lines, whole = [], WholeTable(item)
    if whole is not None:
        number += 1
        yield whole.grid(number)
    yield from blocks_of(lines, measure, number)


def _continues(line: Placed) -> bool:
    return line.line.text.strip() in _CONTINUED


READER = Reader(name="pdf", extensions=(".pdf",), sniff=_sniff, read=_read)
