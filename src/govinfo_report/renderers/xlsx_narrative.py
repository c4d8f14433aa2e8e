"""The sheet that holds the narrative: a line of text per row, in one column."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties

from govinfo_report.document import Document, Heading, Paragraph
from govinfo_report.messages import Message, message
from govinfo_report.officeformat import TITLE_MARK, mark_name
from govinfo_report.renderers.marks import anchors
from govinfo_report.renderers.sheet_text import cell_at, comment_on, write_text
from govinfo_report.textformat import width

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["Narrative", "print_on_a4"]

_WIDTH: Final = 72
_ROOM: Final = 60
"""What a line of the narrative holds, in halves of a Chinese character."""
_LINE: Final = 18
"""The height of a line, in points."""
_TITLE: Final = Font(name="宋体", size=16, bold=True)
_SECTION: Final = Font(name="黑体", size=12)
_HEADING: Final = Font(name="楷体", size=12)
_BODY: Final = Font(name="仿宋", size=12)
_TO_FILL: Final = PatternFill("solid", fgColor="FFF9E5")


class Narrative:
    """The narrative of ``document`` while it is written."""

    def __init__(self, book: Workbook, document: Document, *, hints: bool) -> None:
        self.book, self.document, self.hints = book, document, hints
        self.row = self.marks = 0

    def write(self, name: str, story: Iterable[Heading | Paragraph | None], title: str | None) -> None:
        """A sheet called ``name`` with ``story``, in which ``None`` is room for text, and a ``title`` that is no block."""
        sheet = self.book.create_sheet(name)
        sheet.column_dimensions["A"].width = _WIDTH
        sheet.sheet_view.showGridLines = False
        print_on_a4(sheet)
        blocks = list(story)
        titled = any(isinstance(block, Heading) and block.level == 0 for block in blocks)
        if title:
            self._line(sheet, Heading(title, 0), TITLE_MARK)
        elif not titled and self.hints:
            self._room(sheet, message("标题，如：某市商务局2023年政府信息公开工作年度报告"), "center")
        for block in blocks:
            if block is None and self.hints:
                self._room(sheet, message("在此填写本部分的文字，一段一行"), "left")
            elif block is not None:
                self._line(sheet, block, block.mark or None)
        if self.hints and not any(isinstance(block, Paragraph) and block.align == "right" for block in blocks):
            self._room(sheet, message("机关名称"), "right")
            self._room(sheet, message("发布日期"), "right")

    def remark(self) -> None:
        """What is said about the whole, as a comment on the first cell of the book."""
        places = zip(self.document.remarks, anchors(self.document), strict=True)
        if whole := [remark for remark, name in places if name is None]:
            comment_on(cell_at(self.book.worksheets[0], 1, 1), whole, self.document.language)

    def _line(self, sheet: Worksheet, block: Heading | Paragraph, mark: int | None) -> None:
        self.row += 1
        cell = cell_at(sheet, self.row, 1)
        write_text(cell, block.text)
        cell.alignment = Alignment(horizontal=_side(block), vertical="center", wrap_text=True)
        if isinstance(block, Heading):
            cell.font = _TITLE if block.level == 0 else _SECTION if block.level == 1 else _HEADING
        else:
            cell.font = _BODY
        lines = -(-width(block.text) // _ROOM)
        sheet.row_dimensions[self.row].height = _LINE * (lines + (isinstance(block, Heading) and block.level < 2))
        if mark is not None:
            self.marks += 1
            name = mark_name(mark, self.marks)
            self.book.defined_names[name] = DefinedName(name, attr_text=f"'{sheet.title}'!$A${self.row}", hidden=True)

    def _room(self, sheet: Worksheet, hint: Message, side: str) -> None:
        """A row to write in, which says what."""
        self.row += 1
        cell = cell_at(sheet, self.row, 1)
        cell.alignment = Alignment(horizontal=side, vertical="top", wrap_text=True)
        sheet.row_dimensions[self.row].height = _LINE * 2
        cell.font, cell.fill = _TITLE if side == "center" else _BODY, _TO_FILL
        told = DataValidation(allow_blank=True, showInputMessage=True, prompt=hint.text(self.document.language))
        told.add(cell)
        sheet.add_data_validation(told)


def _side(block: Heading | Paragraph) -> str:
    if isinstance(block, Heading):
        return "center" if block.level == 0 else "left"
    return block.align


def print_on_a4(sheet: Worksheet) -> None:
    """Print ``sheet`` on A4, as wide as the page."""
    sheet.page_setup.paperSize = 9
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.print_options.horizontalCentered = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
