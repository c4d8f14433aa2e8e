"""What the markup of a worksheet says that openpyxl does not tell, and whether it is safe to read row by row."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final
from xml.parsers import expat

import attrs

from govinfo_report.errors import ReadError
from govinfo_report.limits import Limits
from govinfo_report.messages import message

__all__ = ["Area", "Sheet", "place_of", "scan"]

_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})")
_ROWS: Final = 1_048_576
_COLUMNS: Final = 16_384
_EXACT: Final = 15
_MOST_ROWS: Final = 50_000
_MOST_MERGES: Final = 5_000
_PADDING: Final = 20
"""How many places of its rows a sheet may leave empty for every cell that the limits allow."""


@attrs.frozen
class Area:
    """A merged area; rows and columns count from 1, the last ones are inside."""

    row: int
    column: int
    last_row: int
    last_column: int


@attrs.define
class Sheet:
    """What the markup of one worksheet says.

    Attributes:
        merged: its merged areas.
        uncomputed: the cells with a formula whose result is not stored, by row and column.
        long: the numbers of more digits than a float tells apart, as they are written.
        mixed: the cells with text in their own runs of which some are raised, lowered or struck out.
        zeros: zeros are shown.
    """

    merged: list[Area] = attrs.field(factory=list)
    uncomputed: set[tuple[int, int]] = attrs.field(factory=set)
    long: dict[tuple[int, int], str] = attrs.field(factory=dict)
    mixed: set[tuple[int, int]] = attrs.field(factory=set)
    zeros: bool = True


def scan(data: bytes, name: str, limits: Limits) -> Sheet:
    """What the worksheet ``data``, whose markup was found to be safe, says.

    Raises:
        ReadError: rows or cells are out of order, beyond any sheet, or more than ``limits`` allows.
    """
    scanner = _Scanner(name, limits)
    parser = expat.ParserCreate()
    parser.StartElementHandler = scanner.start
    parser.EndElementHandler = scanner.end
    parser.CharacterDataHandler = scanner.text
    parser.buffer_text = True
    parser.Parse(data, True)
    return scanner.sheet


class _Scanner:
    def __init__(self, name: str, limits: Limits) -> None:
        self.name, self.limits, self.sheet = name, limits, Sheet()
        self.row = self.column = self.cells = self.room = self.rows = 0
        self.kind = ""
        self.formula = self.stored = False
        self.value: str | None = None

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "c":
            self._cell(attributes)
        elif tag == "v":
            self.value, self.stored = "", True
        elif tag == "f":
            self.formula = True
        elif tag == "row":
            self._row(attributes)
        elif tag in ("vertAlign", "strike"):
            self.sheet.mixed.add((self.row, self.column))
        elif tag == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif tag == "sheetView" and attributes.get("showZeros") in ("0", "false"):
            self.sheet.zeros = False

    def text(self, text: str) -> None:
        if self.value is not None:
            self.value += text

    def end(self, tag: str) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "v" and self.value is not None:
            here = self.row, self.column
            if self.formula and not self.value and self.kind != "str":
                self.stored = False
            if self.kind in ("", "n") and len(self.value) > _EXACT:
                self.sheet.long[here] = self.value
            self.value = None
        elif tag == "c":
            if self.formula and not self.stored:
                self.sheet.uncomputed.add((self.row, self.column))

    def _row(self, attributes: Mapping[str, str]) -> None:
        stated = attributes.get("r")
        row = self.row + 1 if stated is None else int(stated) if len(stated) < 8 and stated.isdecimal() else 0
        if not self.row < row <= _ROWS:
            raise self._disorder(stated or str(row))
        self.row, self.column = row, 0
        self.rows += 1
        if self.rows > _MOST_ROWS:
            raise self._too_much()

    def _cell(self, attributes: Mapping[str, str]) -> None:
        stated = attributes.get("r")
        row, column = (self.row, self.column + 1) if stated is None else place_of(stated)
        if row != self.row or not self.column < column <= _COLUMNS:
            raise self._disorder(stated or str(column))
        self.cells += 1
        self.limits.check_cells(self.cells)
        self.room += column - self.column
        if self.room > _PADDING * self.limits.cells:
            raise ReadError(message("工作表“{name}”中的单元格相隔太远，不像报告", name=self.name))
        self.column = column
        self.kind = attributes.get("t", "")
        self.formula = self.stored = False

    def _merge(self, ref: str) -> None:
        first, _, last = ref.partition(":")
        (row, column), (last_row, last_column) = place_of(first), place_of(last or first)
        if not (0 < row <= last_row <= _ROWS and 0 < column <= last_column <= _COLUMNS):
            raise self._disorder(ref)
        self.sheet.merged.append(Area(row, column, last_row, last_column))
        if len(self.sheet.merged) > _MOST_MERGES:
            raise self._too_much()

    def _too_much(self) -> ReadError:
        return ReadError(
            message(
                "工作表“{name}”多于{rows}行或{merges}处合并，不像报告",
                name=self.name,
                rows=_MOST_ROWS,
                merges=_MOST_MERGES,
            )
        )

    def _disorder(self, place: str) -> ReadError:
        return ReadError(
            message("工作表“{name}”中的“{place}”位置错误，文件已损坏，请另存一次再读", name=self.name, place=place[:40])
        )


def place_of(reference: str) -> tuple[int, int]:
    """Row and column, counted from 1, of a cell as ``B12``; 0 and 0 for what is none."""
    match = _CELL.fullmatch(reference)
    if match is None:
        return 0, 0
    column = 0
    for letter in match.group(1):
        column = column * 26 + ord(letter) - 64
    return int(match.group(2)), column
