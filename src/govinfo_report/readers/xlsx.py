"""Reader of Excel files (.xlsx, .xlsm); needs the extra ``xlsx`` (openpyxl).

Every sheet that is shown is read, in order; ``Position.table`` is its number and ``sheet`` its name, row and column
are those of the sheet.  Hidden rows and columns are read as well, for the sums of a table count them.  Sheets that are hidden
are left out, unless nothing else shows anything; so are comments, drawings, headers and footers.

A figure is what is stored and shown alike.  A number that shows otherwise (rounded, as a percentage or a date,
hidden when zero), a formula whose result is not stored, and digits that are raised, lowered or struck out keep
a text that is no figure, so that nothing is taken for one.  In a file made by this library, numbers keep the zeros
that they show, its own marks tell what text would mislead, and its own properties what no text tells.
"""

from __future__ import annotations

import re
import threading
import warnings
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from datetime import time as clock
from decimal import Decimal
from io import BytesIO
from typing import Final, Protocol, cast

import attrs

from govinfo_report.document import Block, Document
from govinfo_report.errors import ReadError
from govinfo_report.formats import Reader
from govinfo_report.limits import Limits
from govinfo_report.messages import message
from govinfo_report.officeformat import OWN, mark_of, metadata_of
from govinfo_report.readers.damage import reason_of
from govinfo_report.readers.extras import needs_extra
from govinfo_report.readers.number_formats import exact, shown
from govinfo_report.readers.packages import kind_of, unpack
from govinfo_report.readers.properties import file_properties
from govinfo_report.readers.sheet_grid import Filled, blocks_of
from govinfo_report.readers.sheet_markup import Sheet, place_of, scan

__all__ = ["READER"]


class _Cell(Protocol):
    """What is used of a cell of openpyxl."""

    @property
    def value(self) -> object: ...
    @property
    def data_type(self) -> str: ...
    @property
    def number_format(self) -> str: ...
    @property
    def font(self) -> _Font | None: ...
    @property
    def alignment(self) -> _Alignment | None: ...


class _Font(Protocol):
    @property
    def strike(self) -> bool | None: ...
    @property
    def vertAlign(self) -> str | None: ...  # noqa: N802 - openpyxl's word


class _Alignment(Protocol):
    @property
    def horizontal(self) -> str | None: ...


class _Sheet(Protocol):
    """What is used of a worksheet of openpyxl."""

    @property
    def title(self) -> str: ...
    @property
    def sheet_state(self) -> str: ...
    @property
    def rows(self) -> Iterator[tuple[_Cell, ...]]: ...
    def reset_dimensions(self) -> None: ...


class _Name(Protocol):
    """What is used of a name that stands for a cell."""

    @property
    def attr_text(self) -> str | None: ...


class _Book(Protocol):
    """What is used of a workbook of openpyxl."""

    @property
    def sheetnames(self) -> Sequence[str]: ...
    @property
    def defined_names(self) -> Mapping[str, _Name]: ...
    @property
    def worksheets(self) -> Sequence[_Sheet]: ...


_OPENING = threading.Lock()
"""Filters of warnings belong to the whole process, so one thread at a time may set them."""

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s")
_STRUCK: Final = "~~"
_UNCOMPUTED: Final = "（公式没有存储结果）"


def _sniff(source: bytes | str) -> int:
    return 90 if kind_of(source) == "xlsx" else 0


def _unprinted(*_: object) -> None:
    """In place of ``print`` where openpyxl, before it raises, prints of a style that a damaged file lacks."""


def _read(source: bytes | str, limits: Limits) -> Document:
    markup = unpack(source, "xlsx", limits)
    try:
        from openpyxl import load_workbook
        from openpyxl.styles import cell_style
    except ImportError:
        raise needs_extra("Excel", "xlsx") from None
    cell_style.__dict__.update(print=_unprinted)
    try:
        with _OPENING, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions that it does not keep
            book = load_workbook(
                BytesIO(cast(bytes, source)), read_only=True, data_only=True, keep_links=False, rich_text=True
            )
            properties = file_properties(markup)
            own = OWN in properties
            return Document(tuple(_blocks(cast(_Book, book), markup, limits, own=own)), metadata_of(properties))
    except ReadError:
        raise
    except Exception as error:  # what openpyxl raises for damaged files is no closed set
        raise ReadError(
            message("Excel文件已损坏，打不开，请用Excel另存一次再读：{reason}", reason=reason_of(error))
        ) from error


def _blocks(book: _Book, markup: Mapping[str, bytes], limits: Limits, *, own: bool) -> list[Block]:
    promised = sum(len(_SHEET.findall(data)) for name, data in markup.items() if name.endswith("/workbook.xml"))
    if promised > len(book.sheetnames):
        raise ReadError(
            message(
                "Excel文件应有{promised}个工作表，只找到{found}个，文件不完整",
                promised=promised,
                found=len(book.sheetnames),
            )
        )
    made: list[Block] = []
    hidden: list[Block] = []
    room = limits.bytes // 8
    marks = _marks(book) if own else {}
    for number, sheet in enumerate(book.worksheets, 1):
        path = str(getattr(sheet, "_worksheet_path", "")).lstrip("/")
        if path not in markup:
            raise ReadError(message("找不到工作表“{name}”的内容，文件已损坏", name=sheet.title[:80]))
        found = scan(markup[path], sheet.title[:80], limits)
        sheet.reset_dimensions()
        cells: dict[tuple[int, int], Filled] = {}
        for place, cell in _cells(sheet.rows, found, own=own):
            mark = marks.get((sheet.title, *place))
            cells[place] = cell if mark is None else attrs.evolve(cell, mark=mark)
            room -= len(cell.text)
            if room < 0:
                raise ReadError(
                    message("工作表里的文字超过{limit}字；确需读取请用Limits(bytes=…)放宽", limit=limits.bytes // 8)
                )
        blocks = blocks_of(cells, found.merged, number, sheet.title[:80], limits)
        (made if sheet.sheet_state == "visible" else hidden).extend(blocks)
    return made or hidden


_PLACE = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!\$([A-Z]{1,3}\$[1-9]\d{0,6})")


def _marks(book: _Book) -> dict[tuple[str, int, int], int]:
    """What a file made by this library says that its cells are, by sheet, row and column."""
    made: dict[tuple[str, int, int], int] = {}
    for name, target in book.defined_names.items():
        mark, match = mark_of(name), _PLACE.fullmatch(target.attr_text or "")
        if mark is not None and match is not None:
            sheet = (match.group(1) or match.group(2)).replace("''", "'")
            made[sheet, *place_of(match.group(3))] = mark
    return made


def _cells(rows: Iterator[tuple[_Cell, ...]], sheet: Sheet, *, own: bool) -> Iterator[tuple[tuple[int, int], Filled]]:
    """The cells that show something, by row and column."""
    for row, cells in enumerate(rows, 1):
        for column, cell in enumerate(cells, 1):
            if cell.value is None:
                if (row, column) in sheet.uncomputed:
                    yield (row, column), Filled(_UNCOMPUTED)
                continue
            text, figure = _shown(cell, sheet, (row, column), own=own)
            if not text.strip():
                continue
            font, alignment = cell.font, cell.alignment
            if (font is not None and (font.strike or _is_moved(font))) or (row, column) in sheet.mixed:
                text, figure = f"{_STRUCK}{text}{_STRUCK}", None
            right = alignment is not None and alignment.horizontal == "right" and isinstance(cell.value, (str, list))
            yield (row, column), Filled(text, figure, "right" if right else "left")


def _is_moved(font: _Font) -> bool:
    return font.vertAlign in ("superscript", "subscript")


def _shown(cell: _Cell, sheet: Sheet, place: tuple[int, int], *, own: bool) -> tuple[str, int | Decimal | None]:
    """What ``cell`` shows, and the figure where that is certain."""
    value = cell.value
    if isinstance(value, bool):
        return str(value).upper(), None
    if isinstance(value, (int, float)):
        if value != value or abs(value) > 1e30:
            return str(value), None
        number = exact(value, sheet.long.get(place))
        return shown(number, cell.number_format or "General", zeros=sheet.zeros, trailing=own)
    if isinstance(value, datetime) and value.time() != clock():
        return value.isoformat(" ", "seconds"), None
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日", None
    if isinstance(value, list):
        return "".join(map(_piece, value)), None
    return _ESCAPED.sub(_unescaped, str(value)), None


def _piece(piece: object) -> str:
    """A run of rich text; what is struck out, raised or lowered must not join what stands beside it."""
    font = cast("_Font | None", getattr(piece, "font", None))
    text = _ESCAPED.sub(_unescaped, str(piece))
    if font is None or not (font.strike or _is_moved(font)):
        return text
    return f"{_STRUCK}{text}{_STRUCK}"


def _unescaped(match: re.Match[str]) -> str:
    """The character that ``_x000D_`` stands for, where it is one that may stand in a text."""
    code = int(match.group(1), 16)
    return "\n" if code in (10, 13) else chr(code) if 0x20 <= code < 0xD800 else ""


READER = Reader(name="xlsx", extensions=(".xlsx", ".xlsm", ".xltx"), sniff=_sniff, read=_read)
