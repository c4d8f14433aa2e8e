"""The neutral structure between readers and forms, forms and renderers.

A :class:`Document` is what a source shows: headings, paragraphs and tables in order, each with the place
where it stood.  It knows nothing of forms.  Readers make it, ``parse`` takes it; ``layout`` makes it,
renderers take it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial
from typing import Final, Literal, NamedTuple, TypeAlias

import attrs

from govinfo_report.messages import SOURCE_LOCALE, Joined, Message, message

__all__ = [
    "LATER",
    "SECTION_MARK",
    "Block",
    "Cell",
    "Document",
    "Grid",
    "Heading",
    "Paragraph",
    "Position",
    "Remark",
    "Serialized",
    "Severity",
    "make_cell",
]

SECTION_MARK: Final = 11
"""The mark of the first section; those of the others follow."""

Severity: TypeAlias = Literal["error", "warning", "hint"]

LATER: Final = "govinfo_report later"
"""In the metadata of a field: JSON holds its key only where it has a value, for earlier versions wrote none."""

Structure: TypeAlias = Literal["aligned", "rows", "cells", "spaced", "joined"]


@attrs.frozen
class Position:
    """A place in a source; every number counts from 1, ``None`` where the format has no such thing.

    ``sheet`` is the name of a worksheet; row and column are then those of the sheet.
    """

    line: int | None = None
    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    sheet: str | None = attrs.field(default=None, metadata={LATER: True})

    def text(self, locale: str = SOURCE_LOCALE) -> str:
        """The place in words, as ``第12行``, ``第2个表格 表内第3行 第4列`` or ``工作表“一” 单元格D3``."""
        parts: list[Message] = []
        if self.sheet is not None:
            parts.append(message("工作表“{name}”", name=self.sheet))
            if self.row is not None and self.column is not None:
                parts.append(message("单元格{reference}", reference=f"{_letters(self.column)}{self.row}"))
            return Joined(tuple(parts), " ").text(locale)
        if self.page is not None:
            parts.append(message("第{number}页", number=self.page))
        if self.table is not None:
            parts.append(message("第{number}个表格", number=self.table))
        if self.line is not None:
            parts.append(message("第{number}行", number=self.line))
        if self.row is not None:
            parts.append(message("表内第{number}行", number=self.row))
        if self.column is not None:
            parts.append(message("第{number}列", number=self.column))
        return Joined(tuple(parts), " ").text(locale)

    def __str__(self) -> str:
        return self.text()


def _letters(column: int) -> str:
    """The name that spreadsheets give a column: A to Z, AA and so on."""
    name = ""
    while column > 0:
        column, digit = divmod(column - 1, 26)
        name = chr(ord("A") + digit) + name
    return name


@attrs.frozen
class Heading:
    """A line that the source marks as a heading.

    Attributes:
        level: 0 is the title of the whole, 1 a section, 2 and more what stands under it.
        mark: see :class:`Paragraph`.
    """

    text: str
    level: int
    position: Position | None = None
    mark: int = 0


@attrs.frozen
class Paragraph:
    """One paragraph, without line breaks.

    Attributes:
        align: ``"right"`` for what is set at the right margin, as signatures and dates are.
        mark: what the block is where its text would mislead: 0 when the text tells it, 1 a paragraph, 2 and
            more a sub-heading of level ``mark - 1``, from :data:`SECTION_MARK` on a section of the form.
            A format that shows no structure must carry it beside the text.
    """

    text: str
    position: Position | None = None
    align: Literal["left", "right"] = "left"
    mark: int = 0


class Cell(NamedTuple):
    """A cell of a grid, at ``row`` and ``column`` counted from 0, covering ``rowspan`` by ``colspan``.

    A named tuple, for a table has hundreds of them and they live for a moment.

    Attributes:
        text: what it shows; where it shows several lines, they are kept apart by line breaks.
        line: where it stands in a text, counted from 1.
        place: where it stands in a source that has no lines; table, row and column alone may stand as three
            numbers, for of hundreds of cells few are ever asked.
        value: the figure behind the text, where the maker of the grid knows it (for spreadsheets).
        header: it labels other cells.
        name: by which a :class:`Remark` means it, the same in every language; ``None`` where nothing can.
    """

    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    line: int | None = None
    place: Position | tuple[int, int, int] | None = None
    value: int | Decimal | None = None
    header: bool = False
    name: str | None = None

    @property
    def position(self) -> Position | None:
        """Where it stands in its source."""
        if self.line is not None:
            return Position(line=self.line)
        place = self.place
        return Position(table=place[0], row=place[1], column=place[2]) if isinstance(place, tuple) else place


_Place: TypeAlias = Position | tuple[int, int, int] | None
_Parts: TypeAlias = tuple[str, int, int, int, int, int | None, _Place, int | Decimal | None, bool, str | None]
make_cell: Final[Callable[[_Parts], Cell]] = partial(tuple.__new__, Cell)
"""A cell from a tuple of all its parts in order: four times as fast as by name, where a table makes hundreds."""


@attrs.frozen
class Grid:
    """A table.

    Attributes:
        cells: in reading order, row by row.
        structure: how much of the table's shape the source shows.  ``"aligned"``: rows, columns and
            spans are real.  ``"rows"``: cells stand in the right rows, but a cell's column number is only
            its place in the row, for spans are lost.  ``"cells"``: only the order of the cells is known.
            ``"joined"``: figures ran together; a row has label cells (``header``) and one cell with all its
            digits, or several that are different views of where these digits begin and end.
        caption: a name for those who cannot see the table.
        met: where its maker met its like before, a token and some texts.  Grids with the same token differ in nothing
            but the texts of the same cells; each is a plain figure (no sign, no unit, no leading zero), and these are
            the texts, in reading order.  It says nothing that ``cells`` do not, and is left out of comparisons.
        name: by which a :class:`Remark` means the whole of it, the same in every language; ``None`` where nothing can.
    """

    cells: tuple[Cell, ...]
    structure: Structure = "aligned"
    caption: str | None = None
    met: tuple[object, Sequence[str]] | None = attrs.field(default=None, eq=False, repr=False)
    name: str | None = None

    @property
    def width(self) -> int:
        """The number of columns."""
        return max((cell.column + cell.colspan for cell in self.cells), default=0)

    @property
    def height(self) -> int:
        """The number of rows."""
        return max((cell.row + cell.rowspan for cell in self.cells), default=0)

    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """The cells that begin in each row, from the left."""
        rows: list[list[Cell]] = [[] for _ in range(self.height)]
        for cell in self.cells:
            rows[cell.row].append(cell)
        return tuple(tuple(sorted(row, key=lambda cell: cell.column)) for row in rows)


Block: TypeAlias = Heading | Paragraph | Grid


@attrs.frozen
class Remark:
    """Something said about some cells, or about the whole: for people who look at what is rendered.

    Attributes:
        severity: ``"error"``, ``"warning"`` or ``"hint"``.
        text: the sentence, in the language of the document.
        cells: the names of the cells, or of the grid, that it speaks of; empty where it means the whole.
        id: stable over documents, as ``row-sum@applications.received.total``; empty where it has none.
    """

    severity: Severity
    text: str
    cells: tuple[str, ...] = ()
    id: str = ""


@attrs.frozen
class Document:
    """What a source shows, in order.

    Attributes:
        blocks: headings, paragraphs and grids.
        metadata: what the source says of itself outside its text: pairs of key and value, the keys
            ``title``, ``agency``, ``year``, ``publisher``, ``published``, ``number``, ``address``; an empty
            value says that it is not known.
        marks_headings: section headings stand as :class:`Heading`, so no paragraph may be taken for one.
        language: of what the library itself wrote into it, as ``zh_CN``.
        remarks: what is to be shown beside it, in order; no part of what was published.
    """

    blocks: tuple[Block, ...]
    metadata: tuple[tuple[str, str], ...] = ()
    marks_headings: bool = False
    language: str = SOURCE_LOCALE
    remarks: tuple[Remark, ...] = ()


@attrs.frozen
class Serialized:
    """What a reader returns for a source that is the library's own JSON rather than a document."""

    text: str
