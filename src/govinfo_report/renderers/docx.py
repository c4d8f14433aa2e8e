"""Renderer of Word files in the official layout, to be published as they are, filled in, and read back.

A4, title, headings that Word knows as such, tables with the merges, widths and borders of the official form;
仿宋, 黑体, 楷体 and 宋体 as official documents have them, with their usual stand-ins.  A form without any
figure says in grey what is to be filled in; what is typed takes its place.  Remarks are comments of Word on the
cell that they speak of last (the sum, as a rule), and colour in all of them.  Needs no extra.
"""

from __future__ import annotations

from functools import partial
from typing import Final

from govinfo_report.document import SECTION_MARK, Block, Cell, Document, Grid, Heading, Paragraph
from govinfo_report.formats import Renderer
from govinfo_report.messages import Message, message
from govinfo_report.officeformat import TITLE_MARK, check_document, is_unfilled, mark_name, properties_of
from govinfo_report.options import Option
from govinfo_report.renderers.docx_package import STYLES, package
from govinfo_report.renderers.docx_runs import runs
from govinfo_report.renderers.docx_tables import SHADES, table
from govinfo_report.renderers.marks import anchors, told
from govinfo_report.renderers.remarked import shades_of

__all__ = ["RENDERER"]

_DEEPEST: Final = 9
_AUTHOR: Final = "govinfo_report"
_PAGE: Final = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1440" w:right="1800" w:bottom="1440" w:left="1800" w:header="851" w:footer="992" w:gutter="0"/>'
    '<w:cols w:space="425"/></w:sectPr>'
)
"""A4 with the margins of the official form; its tables are wider than its text and stand in the middle."""


def _render(document: Document, *, hints: bool | None) -> bytes:
    check_document(document, "Word")
    return _Writer(document, hints=is_unfilled(document) if hints is None else hints).made()


class _Writer:
    """One document while it is written."""

    def __init__(self, document: Document, *, hints: bool) -> None:
        self.document, self.hints = document, hints
        self.marks = 0
        self.shades = shades_of(document.remarks, SHADES)
        self.waiting: dict[str | None, list[int]] = {}
        for number, name in enumerate(anchors(document)):
            self.waiting.setdefault(name, []).append(number)

    def made(self) -> bytes:
        """The file."""
        blocks = self.document.blocks
        given = dict(self.document.metadata).get("title")
        title = next((block.text for block in blocks if isinstance(block, Heading) and block.level == 0), given)
        pieces: list[str] = []
        if given:
            pieces.append(self._heading(Heading(given, 0), TITLE_MARK))
        elif title is None and self.hints:
            pieces.append(
                _hint(STYLES["title"], message("（机关名称和年份，政府信息公开工作年度报告）"), self._language)
            )
        for at, block in enumerate(blocks):
            behind = blocks[at + 1] if at + 1 < len(blocks) else None
            pieces.append(self._block(block))
            if isinstance(block, Grid) and (behind is None or isinstance(behind, Grid)):
                pieces.append(_paragraph(STYLES["gap"]))
            elif _is_section(block) and (behind is None or _is_section(behind)):
                pieces.append(self._space())
        if self.hints and not any(isinstance(block, Paragraph) and block.align == "right" for block in blocks):
            pieces.append(_hint(STYLES["closing"], message("（机关名称）"), self._language))
            pieces.append(_hint(STYLES["closing"], message("（发布日期）"), self._language))
        before, behind_all = self._comments(self.waiting.get(None, []))
        if before:
            pieces.insert(0, _paragraph(STYLES["gap"], content=before + behind_all))
        comments = "".join(
            _comment(number, told(remark, self._language)) for number, remark in enumerate(self.document.remarks)
        )
        return package("".join(pieces) + _PAGE, comments, title or "", properties_of(self.document))

    @property
    def _language(self) -> str:
        return self.document.language

    def _block(self, block: Block) -> str:
        if isinstance(block, Grid):
            return table(block, partial(self._remarked, block))
        if isinstance(block, Heading):
            return self._heading(block, block.mark or None)
        mark = block.mark or int("\t" in block.text)
        return self._marked(STYLES["closing" if block.align == "right" else "body"], block.text, mark or None)

    def _heading(self, heading: Heading, mark: int | None) -> str:
        if heading.level == 0:
            return self._marked(STYLES["title"], heading.text, mark)
        if mark is None and "\t" in heading.text:
            mark = heading.level if heading.level > 1 else None
        return self._marked(f"Heading{min(heading.level, _DEEPEST)}", heading.text, mark)

    def _marked(self, style: str, text: str, mark: int | None) -> str:
        if mark is None:
            return _paragraph(style, content=runs(text))
        self.marks += 1
        name = mark_name(mark, self.marks)
        start = f'<w:bookmarkStart w:id="{self.marks}" w:name="{name}"/>'
        return _paragraph(style, content=f'{start}{runs(text)}<w:bookmarkEnd w:id="{self.marks}"/>')

    def _space(self) -> str:
        """Room for the text of a section that has none."""
        if not self.hints:
            return _paragraph(STYLES["body"])
        return _hint(STYLES["body"], message("（在此填写本部分的文字）"), self._language)

    def _remarked(self, grid: Grid, cell: Cell) -> tuple[str, str, str]:
        """The shade and the comments of a cell; what means the whole table is said on its first."""
        name = grid.name if cell is grid.cells[0] else cell.name
        if name is None or not self.waiting:
            return "", "", ""
        return self.shades.get(cell.name or "", ""), *self._comments(self.waiting.get(name, []))

    def _comments(self, numbers: list[int]) -> tuple[str, str]:
        """What stands before and behind the text that comments are on."""
        before = "".join(f'<w:commentRangeStart w:id="{number}"/>' for number in numbers)
        behind = "".join(
            f'<w:commentRangeEnd w:id="{number}"/><w:r><w:commentReference w:id="{number}"/></w:r>'
            for number in numbers
        )
        return before, behind


def _is_section(block: Block | None) -> bool:
    return isinstance(block, Heading) and (block.level == 1 or block.mark >= SECTION_MARK)


def _paragraph(style: str, content: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{content}</w:p>'


def _hint(style: str, text: Message, language: str) -> str:
    """A paragraph that says in grey what to write there, and is empty until someone does."""
    shown = text.text(language)
    properties = "<w:temporary/><w:showingPlcHdr/>"
    content = runs(shown, '<w:rStyle w:val="PlaceholderText"/><w:color w:val="808080"/>')
    return _paragraph(style, f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>")


def _comment(number: int, text: str) -> str:
    content = runs(text)
    return f'<w:comment w:id="{number}" w:author="{_AUTHOR}" w:initials="G"><w:p>{content}</w:p></w:comment>'


RENDERER = Renderer(
    name="docx",
    extension=".docx",
    render=_render,
    options=(Option("hints", bool, None, message("灰色的填写提示；不指定时只在没有任何数字的空白表中").template),),
)
