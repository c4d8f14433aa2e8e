"""What one county adds to the annual report: a table, a format that it gets, one that it wants, and a rule."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Final

import govinfo_report as gr
from govinfo_report.document import Block, Cell, Document, Grid, Heading, Paragraph, Position
from govinfo_report.form import Table, count, part, record, table
from govinfo_report.messages import message


# ---- the form
@record
class Channel:
    """One row of the table, in 件."""

    received: int | None = count("受理数量")
    answered: int | None = count("答复数量")


@table(name="hotline", edition="local", number="五", corner="渠道")
class Hotline(Table):
    """表五 of a county that counts inquiries."""

    telephone: Channel = part("电话咨询")
    counter: Channel = part("窗口咨询")
    total: Channel = part("咨询合计", total="channel-sum")


# ---- the rule
@gr.rule(
    id="county.answered",
    title={"zh_CN": "答复数量不超过受理数量", "en": "No more inquiries answered than received"},
    severity="warning",
    citation="县府办关于咨询热线的通知",
    reads="hotline",
)
def answered(report: gr.Report) -> Iterator[gr.Finding]:
    """A finding for each row of the table; a blank leaves it open."""
    for hotline in report.other_tables:
        if isinstance(hotline, Hotline):
            for name, row in (("telephone", hotline.telephone), ("counter", hotline.counter)):
                paths = f"hotline.{name}.received", f"hotline.{name}.answered"
                if row.received is None or row.answered is None:
                    yield answered.incomplete({"zh_CN": "受理或答复数量空白", "en": "a figure is blank"}, paths)
                    continue
                words = {
                    "zh_CN": f"受理{row.received}件，答复{row.answered}件",
                    "en": f"{row.answered} answered, {row.received} received",
                }
                yield answered.finding(
                    row.answered <= row.received, words, paths, left=row.answered, right=row.received
                )


RULES: Final = (answered,)


# ---- the reader
def sniff_csv(source: bytes | str) -> int:
    """As sure as the text reader where the first lines look like records, so that the extension decides."""
    start = source[:2000].decode("utf-8", "ignore") if isinstance(source, bytes) else source[:2000]
    return 10 if any(line.count(",") > 1 for line in start.splitlines()) else 0


def read_csv(source: bytes | str, limits: gr.Limits) -> Document:
    """Records of one field are paragraphs, records of several that follow each other a table."""
    try:
        text = source.decode("utf-8-sig") if isinstance(source, bytes) else source
    except UnicodeDecodeError as error:
        raise gr.ReadError(message("CSV应为UTF-8编码，第{place}字节不是", place=error.start + 1)) from None
    limits.lines_of(text)
    blocks: list[Block] = []
    cells: list[Cell] = []
    rows = 0
    records = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for fields in records:
            line = records.line_num
            if len(fields) > 1:
                cells += (Cell(field.strip(), rows, column, line=line) for column, field in enumerate(fields))
                limits.check_cells(len(cells))
                rows += 1
                continue
            if cells:
                blocks.append(Grid(tuple(cells), structure="rows"))
                cells, rows = [], 0
            if fields and fields[0].strip():
                blocks.append(Paragraph(" ".join(fields[0].split()), Position(line=line)))
    except csv.Error as error:
        place = Position(line=records.line_num)
        raise gr.ReadError(message("不是CSV：{reason}", reason=str(error)), place) from None
    if cells:
        blocks.append(Grid(tuple(cells), structure="rows"))
    return Document(tuple(blocks))


READER: Final = gr.Reader(name="csv", extensions=(".csv",), sniff=sniff_csv, read=read_csv)


# ---- the renderer
def render_outline(document: Document, *, tables: bool, depth: int) -> str:
    """The headings as a list in Markdown, and the size of each table."""
    lines: list[str] = []
    level = 0
    for block in document.blocks:
        if isinstance(block, Heading) and block.level <= depth:
            level = block.level
            lines.append("  " * level + f"- {block.text}")
        elif isinstance(block, Grid) and tables:
            lines.append("  " * (level + 1) + f"- [{block.height} × {block.width}]")
    return "\n".join(lines) + "\n"


RENDERER: Final = gr.Renderer(
    name="outline",
    extension=".outline",
    render=render_outline,
    options=(
        gr.Option("tables", bool, True, "是否列出表格"),
        gr.Option("depth", int, 2, "列到第几级标题，0为总标题", low=0, high=6),
    ),
)
# ---- the end
