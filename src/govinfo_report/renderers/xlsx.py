"""Renderer of Excel files: a sheet for the narrative and one per table; needs the extra ``xlsx`` (openpyxl).

Numbers are numbers, shown with every digit that was printed, where a spreadsheet keeps them exactly, else text.
Text is text, whatever it begins with.  Remarks are comments on the cells that they speak of, and colour.  In a
form without any figure, cells that are to be filled in say what with, when they are chosen.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, Protocol, cast

from govinfo_report.document import SECTION_MARK, Block, Document, Grid, Heading, Paragraph
from govinfo_report.errors import RenderError
from govinfo_report.formats import Renderer
from govinfo_report.messages import message
from govinfo_report.officeformat import check_document, is_unfilled, properties_of
from govinfo_report.options import Option
from govinfo_report.renderers.packing import pack

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.packaging.custom import CustomPropertyList

__all__ = ["RENDERER"]

_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME: Final = 31
_TIMES: Final = re.compile(rb"<dcterms:(created|modified)\b.*?</dcterms:\1>", re.DOTALL)


class _Described(Protocol):
    """What the type of a workbook of openpyxl does not tell."""

    @property
    def custom_doc_props(self) -> CustomPropertyList: ...


def _render(document: Document, *, hints: bool | None) -> bytes:
    try:
        from openpyxl import Workbook
        from openpyxl.packaging.custom import StringProperty

        from govinfo_report.renderers.xlsx_narrative import Narrative
        from govinfo_report.renderers.xlsx_tables import TableSheet
    except ImportError:
        raise RenderError(
            message(
                "写出{name}需要附加组件，请先安装：pip install 'govinfo_report[{extra}]'", name="Excel", extra="xlsx"
            )
        ) from None
    check_document(document, "Excel")
    hints = is_unfilled(document) if hints is None else hints
    book = Workbook()
    for sheet in book.worksheets:
        book.remove(sheet)
    narrative = Narrative(book, document, hints=hints)
    story = [block for block in document.blocks if not isinstance(block, Grid)]
    grids = [block for block in document.blocks if isinstance(block, Grid)]
    told = dict(document.metadata).get("title")
    if story or told or not grids:
        narrative.write(_name(message("正文").text(document.language), book), _spaced(story), told)
    for grid in grids:
        caption = grid.caption or message("表格").text(document.language)
        TableSheet(book.create_sheet(_name(caption, book)), grid, document, hints=hints).write()
    narrative.remark()
    for name, value in properties_of(document).items():
        cast(_Described, book).custom_doc_props.append(StringProperty(name=name, value=value))
    book.properties.creator = None
    book.properties.title = told or next((block.text for block in story if _is_title(block)), None)
    return _saved(book)


def _is_title(block: Block) -> bool:
    return isinstance(block, Heading) and block.level == 0


def _spaced(story: list[Heading | Paragraph]) -> Iterator[Heading | Paragraph | None]:
    """``story`` with ``None`` where a section has no text."""
    for at, block in enumerate(story):
        yield block
        if _is_section(block) and (at + 1 == len(story) or _is_section(story[at + 1])):
            yield None


def _is_section(block: Block) -> bool:
    return isinstance(block, Heading) and (block.level == 1 or block.mark >= SECTION_MARK)


def _name(wanted: str, book: Workbook) -> str:
    """A name for a sheet, which no other sheet of ``book`` has."""
    bare = _FORBIDDEN.sub("", wanted)[:_LONGEST_NAME].strip() or "-"
    taken = {name.lower() for name in book.sheetnames}
    name, number = bare, 1
    while name.lower() in taken:
        number += 1
        name = f"{bare[: _LONGEST_NAME - 5]} {number}"
    return name


def _saved(book: Workbook) -> bytes:
    """``book`` as a file, the same bytes each time."""
    made = io.BytesIO()
    book.save(made)
    with zipfile.ZipFile(made) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["docProps/core.xml"] = _TIMES.sub(b"", parts["docProps/core.xml"])
    return pack(parts)


RENDERER = Renderer(
    name="xlsx",
    extension=".xlsx",
    render=_render,
    options=(
        Option("hints", bool, None, message("选中空格时的填写提示；不指定时只在没有任何数字的空白表中").template),
    ),
)
