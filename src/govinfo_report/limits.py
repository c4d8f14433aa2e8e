"""How much of a source is looked at before it is refused."""

from __future__ import annotations

import attrs

from govinfo_report.errors import ReadError
from govinfo_report.messages import message

__all__ = ["Limits"]


@attrs.frozen
class Limits:
    """Bounds that are checked before the costly work; whatever exceeds one is a ``ReadError``.

    The longest real reports known have some 300 kB of text and 700 lines, so the defaults leave two orders
    of magnitude.

    Attributes:
        bytes: size of the source.
        lines: lines of a text.
        line_length: characters of one line.
        cells: cells of all tables together.
        elements: of a web page.  The time to parse one grows with the square of how deep they are nested: some
            one second for this many, each inside the one before.
        depth: of the elements of a web page, one inside another; a table inside another counts for ten.
        pages: pages of a PDF.
        page_bytes: of all that the pages of a PDF draw, unfolded.
        page_characters: characters on one page of a PDF.
        page_lines: straight lines on one page of a PDF.
        columns: columns of one table.
        members: files in a package, as DOCX and XLSX are.
        unpacked: size of all files of a package together, unpacked, in bytes.
        package_elements: elements of all markup in a package together.
    """

    bytes: int = 32_000_000
    lines: int = 100_000
    line_length: int = 1_000_000
    cells: int = 200_000
    elements: int = 20_000
    depth: int = 256
    pages: int = 300
    page_bytes: int = 12_000_000
    page_characters: int = 20_000
    page_lines: int = 20_000
    columns: int = 1_000
    members: int = 2_000
    unpacked: int = 64_000_000
    package_elements: int = 100_000

    def check_bytes(self, size: int) -> None:
        """Raise ``ReadError`` when a source of ``size`` bytes is too large."""
        if size > self.bytes:
            raise ReadError(
                message("来源超过{limit}字节，不会是一份报告；确需读取请用Limits(bytes=…)放宽", limit=self.bytes)
            )

    def lines_of(self, text: str) -> list[str]:
        """The lines of ``text``; ``ReadError`` when there are too many, one is too long, or too many cells are in sight."""
        self.check_cells(max(map(text.count, "|\t│")) // 2)
        lines = text.splitlines()
        self.check_lines(len(lines))
        self.check_line_length(max(map(len, lines), default=0))
        return lines

    def check_lines(self, count: int) -> None:
        """Raise ``ReadError`` when a text has too many lines."""
        if count > self.lines:
            raise ReadError(
                message(
                    "文本有{count}行，上限为{limit}行；确需读取请用Limits(lines=…)放宽", count=count, limit=self.lines
                )
            )

    def check_line_length(self, length: int) -> None:
        """Raise ``ReadError`` when the longest line is too long."""
        if length > self.line_length:
            raise ReadError(
                message(
                    "有一行长达{count}个字符，上限为{limit}；确需读取请用Limits(line_length=…)放宽",
                    count=length,
                    limit=self.line_length,
                )
            )

    def check_cells(self, count: int) -> None:
        """Raise ``ReadError`` when tables have too many cells."""
        if count > self.cells:
            raise ReadError(
                message(
                    "表格共有{count}个单元格，上限为{limit}；确需读取请用Limits(cells=…)放宽",
                    count=count,
                    limit=self.cells,
                )
            )

    def check_elements(self, count: int) -> None:
        """Raise ``ReadError`` when a web page has too many elements."""
        if count > self.elements:
            raise ReadError(
                message(
                    "网页共有{count}个元素，上限为{limit}；确需读取请用Limits(elements=…)放宽",
                    count=count,
                    limit=self.elements,
                )
            )

    def check_depth(self, depth: int) -> None:
        """Raise ``ReadError`` when the elements of a web page are nested too deep."""
        if depth > self.depth:
            raise ReadError(message("网页元素嵌套超过{limit}层；确需读取请用Limits(depth=…)放宽", limit=self.depth))

    def check_columns(self, count: int) -> None:
        """Raise ``ReadError`` when a table is too wide."""
        if count > self.columns:
            raise ReadError(
                message(
                    "表格有{count}列，上限为{limit}列；确需读取请用Limits(columns=…)放宽",
                    count=count,
                    limit=self.columns,
                )
            )
