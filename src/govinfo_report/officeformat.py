"""What Word and Excel files made here hold for their readers to find again.

Such a file shows what any report shows, and most of it is read as any other is.  Where the text of a block would
mislead, its mark (see :class:`~govinfo_report.document.Paragraph`) stands in the name of a hidden bookmark of
Word, or of a hidden name of Excel, which moves with the text when a person edits the file.  What no text tells
(the organ and the year, where the title does not name them) stands in properties of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final, Literal

from govinfo_report.document import SECTION_MARK, Document, Grid, Heading, Paragraph, Position
from govinfo_report.errors import RenderError, shown
from govinfo_report.messages import message

__all__ = [
    "OWN",
    "TITLE_MARK",
    "check_document",
    "is_unfilled",
    "mark_name",
    "mark_of",
    "marked_block",
    "metadata_of",
    "properties_of",
]

OWN: Final = "govinfo_report"
"""The property that a file made here has; it holds the version of these conventions."""

TITLE_MARK: Final = 0
"""Of the title of the whole, where it does not read like one."""

_VERSION: Final = "1"
_KEPT: Final = ("agency", "year")
_MARK = re.compile(r"_govinfo_(\d{1,2})_\d{1,9}")
_UNSTORABLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_UNFIT = re.compile("[^\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def mark_name(mark: int, number: int) -> str:
    """The name that carries ``mark``; ``number`` tells it from the others of the file."""
    return f"_govinfo_{mark}_{number}"


def mark_of(name: str) -> int | None:
    """The mark that ``name`` carries, ``None`` where it is another name."""
    match = _MARK.fullmatch(name)
    mark = int(match.group(1)) if match else SECTION_MARK + 99
    return mark if mark < SECTION_MARK + 99 else None


def marked_block(
    text: str, mark: int, align: Literal["left", "right"] = "left", position: Position | None = None
) -> Heading | Paragraph:
    """The block that ``mark`` makes of ``text``."""
    if mark == TITLE_MARK:
        return Heading(text, 0, position)
    if mark == 1:
        return Paragraph(text, position, align, mark)
    return Heading(text, 1 if mark >= SECTION_MARK else mark, position, mark)


def properties_of(document: Document) -> dict[str, str]:
    """The properties that a file of ``document`` gets."""
    kept = {f"{OWN}.{key}": value for key, value in document.metadata if key in _KEPT}
    return {OWN: _VERSION, **kept}


def metadata_of(properties: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The metadata of a document whose file has ``properties``."""
    if OWN not in properties:
        return ()
    return tuple((key, properties[f"{OWN}.{key}"]) for key in _KEPT if f"{OWN}.{key}" in properties)


def is_unfilled(document: Document) -> bool:
    """Whether it is a form to be filled in: it has tables, and no figure in any."""
    grids = [block for block in document.blocks if isinstance(block, Grid)]
    return bool(grids) and not any(cell.text for grid in grids for cell in grid.cells if not cell.header)


def check_document(document: Document, format: str) -> None:
    """Refuse characters that no XML, and so no file of ``format``, can hold, and tabs in tables, which would be spaces.

    Raises:
        RenderError: a control character, half of a surrogate pair, U+FFFE or U+FFFF.
    """
    cells = [cell.text for block in document.blocks if isinstance(block, Grid) for cell in block.cells]
    _check(cells, _UNFIT, format)
    _check((block.text for block in document.blocks if not isinstance(block, Grid)), _UNSTORABLE, format)
    _check((block.caption or "" for block in document.blocks if isinstance(block, Grid)), _UNSTORABLE, format)
    _check((value for _, value in document.metadata), _UNSTORABLE, format)
    _check((remark.text for remark in document.remarks), _UNSTORABLE, format)


def _check(texts: Iterable[str], unfit: re.Pattern[str], format: str) -> None:
    for text in texts:
        found = None if text.isprintable() else unfit.search(text)
        if found is not None:
            raise RenderError(
                message(
                    "文字中有字符U+{code}，{format}文件无法保存：{text}",
                    code=f"{ord(found.group()):04X}",
                    format=format,
                    text=shown(text),
                )
            )
