"""Tables of a Word file: the merges, widths, borders and heads of the official form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from govinfo_report.document import Cell, Grid
from govinfo_report.renderers.docx_package import STYLES
from govinfo_report.renderers.docx_runs import escaped, runs
from govinfo_report.renderers.table_widths import MARGIN, TABLE_WIDTH, column_twips, line_room
from govinfo_report.textformat import width

__all__ = ["SHADES", "table"]

Remarked = Callable[[Cell], tuple[str, str, str]]
"""The shade of a cell, and the markup before and behind its text, for what is remarked about it."""

SHADES: Final = {"error": "F8CBAD", "warning": "FFE699", "hint": "DDEBF7"}
"""By the severity of a remark."""

_TITLE_SHADE: Final = "C6D9F1"
_BORDERS: Final = "".join(
    f'<w:{side} w:val="single" w:sz="8" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_PROPERTIES: Final = (
    f'<w:tblW w:w="{TABLE_WIDTH}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{_BORDERS}</w:tblBorders>'
    f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="{MARGIN}" w:type="dxa"/>'
    f'<w:right w:w="{MARGIN}" w:type="dxa"/></w:tblCellMar>'
)
_ROW: Final = '<w:cantSplit/><w:trHeight w:val="340" w:hRule="atLeast"/>'
_HEAD_ROW: Final = "<w:tblHeader/>"
_LETTER: Final = 95
"""The width of a Latin letter of 10 points."""
_LATIN: Final = 17
_SMALLEST: Final = 12
"""Half points."""
_MOST_KEPT: Final = 40
"""A table of more rows fits on no page, and is not kept together."""


def table(grid: Grid, remarked: Remarked) -> str:
    """The markup of ``grid``."""
    widths = column_twips(grid)
    caption = f'<w:tblCaption w:val="{escaped(grid.caption)}"/>' if grid.caption else ""
    columns = "".join(f'<w:gridCol w:w="{size}"/>' for size in widths)
    rows = "".join(_Rows(grid, widths, remarked).made())
    return f"<w:tbl><w:tblPr>{_PROPERTIES}{caption}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"


class _Rows:
    """The rows of one grid while they are made."""

    def __init__(self, grid: Grid, widths: list[int], remarked: Remarked) -> None:
        self.grid, self.widths, self.remarked = grid, widths, remarked
        self.at: list[list[Cell | None]] = [[None] * grid.width for _ in range(grid.height)]
        self.figures: set[int] = set()
        for cell in grid.cells:
            for row in range(cell.row, cell.row + cell.rowspan):
                self.at[row][cell.column : cell.column + cell.colspan] = [cell] * cell.colspan
                if not cell.header:
                    self.figures.add(row)
        self.depth = min((cell.column for cell in grid.cells if not cell.header), default=grid.width)
        self.several = any(cell.header and 0 < cell.column < self.depth for cell in grid.cells)
        self.heads = self._heads()

    def _heads(self) -> int:
        """How many rows at the top are repeated on each page: none where there are heads further down."""
        heads = [row for row in range(self.grid.height) if row not in self.figures]
        return len(heads) if heads == list(range(len(heads))) and len(heads) < self.grid.height else 0

    def made(self) -> list[str]:
        """The markup of the rows."""
        height = self.grid.height
        kept = height <= _MOST_KEPT
        made: list[str] = []
        for row in range(height):
            properties = _ROW + (_HEAD_ROW if row < self.heads else "")
            follows = row < height - 1 and (kept or row < self.heads or row not in self.figures)
            made.append(f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(self._row(row, follows))}</w:tr>")
        return made

    def _row(self, row: int, follows: bool) -> list[str]:
        keep = "<w:keepNext/>" if follows else ""
        made: list[str] = []
        column = 0
        while column < self.grid.width:
            cell = self.at[row][column]
            span = 1 if cell is None else cell.column + cell.colspan - column
            room = sum(self.widths[column : column + span])
            if cell is None:
                made.append(f'<w:tc><w:tcPr><w:tcW w:w="{room}" w:type="dxa"/></w:tcPr>{_paragraph(keep)}</w:tc>')
            else:
                made.append(self._cell(cell, room, keep, first=cell.row == row))
            column += span
        return made

    def _cell(self, cell: Cell, room: int, keep: str, *, first: bool) -> str:
        span = f'<w:gridSpan w:val="{cell.colspan}"/>' if cell.colspan > 1 else ""
        merge = "" if cell.rowspan == 1 else '<w:vMerge w:val="restart"/>' if first else "<w:vMerge/>"
        shade, before, behind = self.remarked(cell)
        whole = cell.header and cell.colspan == self.grid.width
        shade = shade or (_TITLE_SHADE if whole else "")
        shading = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
        fits = "" if cell.header else _fitting(cell.text, room)
        margins = _margins(cell, room) if cell.header and cell.column >= self.depth else ""
        properties = (
            f'<w:tcW w:w="{room}" w:type="dxa"/>{span}{merge}{shading}{margins}{fits}<w:vAlign w:val="center"/>'
        )
        if not first:
            return f"<w:tc><w:tcPr>{properties}</w:tcPr>{_paragraph(keep)}</w:tc>"
        size = _size(cell.text, room - 2 * MARGIN) if cell.header else ""
        left = '<w:jc w:val="left"/>' if cell.header and (whole or self._is_left(cell)) else ""
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{_paragraph(keep, left, before + runs(cell.text, size) + behind)}</w:tc>"

    def _is_left(self, cell: Cell) -> bool:
        """Whether a label is set at the left, as those of several columns are, and the words in their corner."""
        return self.several and cell.column < self.depth


def _paragraph(keep: str, aligned: str = "", content: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{STYLES["cell"]}"/>{keep}{aligned}</w:pPr>{content}</w:p>'


def _fitting(text: str, room: int) -> str:
    """A figure is never broken over lines: one that is too long for its cell is squeezed."""
    return "<w:tcFitText/>" if width(text) * 100 > room - 2 * MARGIN else ""


def _size(text: str, room: int) -> str:
    """Smaller type for a head in Latin letters, so that its longest word is not broken; Chinese may be broken anywhere."""
    longest = max(map(len, text.split()), default=0) * _LETTER if text.isascii() else 0
    if not longest:
        return ""
    halves = max(_SMALLEST, min(_LATIN, 20 * room // longest))
    return f'<w:sz w:val="{halves}"/><w:szCs w:val="{halves}"/>'


def _margins(cell: Cell, room: int) -> str:
    taken = line_room(cell.text, room)
    if taken is None:
        return ""
    side = (room - taken) // 2
    return f'<w:tcMar><w:left w:w="{side}" w:type="dxa"/><w:right w:w="{side}" w:type="dxa"/></w:tcMar>'
