"""Tables with numbers of their rows, before the labels or between labels and figures, in every format."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import count
from typing import Final, Literal, cast

import attrs

from govinfo_report.document import Cell as Printed
from govinfo_report.document import Document, Grid, Heading
from tests.pdfs import print_document
from tests.strange.figures import CITY, COUNTY, OLD, Figures
from tests.strange.page_parts import one_page
from tests.strange.sheets import laid, square
from tests.strange.sheets import saved as saved_book
from tests.strange.tables import Cell, Table, expanded, shown_rows, tables
from tests.strange.text_parts import one_text
from tests.strange.words import built
from tests.strange.words import saved as saved_word
from tests.strange.writing import HEADINGS, Strange, table_html

__all__ = ["BUILDERS", "FORMATS", "written"]

Where = Literal["before", "between", "groups"]


def numbered(table: Table, where: Where = "before", head: str | None = "序号", *, anew: bool = False) -> Table:
    """``table`` with the numbers of its rows, one merged for each outermost group where ``where`` is ``"groups"``.

    Over them stands ``head``; where that is ``None``, the heads of the labels reach over them too.  With ``anew`` the numbers
    begin again below every row of heads.
    """
    numbers = count(1)
    made: Table = []
    covered = 0
    headed = False
    for at, row in enumerate(table):
        figures = [place for place, cell in enumerate(row) if cell.figure]
        if len(row) == 1:
            made.append([attrs.evolve(row[0], across=row[0].across + 1)])
            continue
        if not figures:
            if covered:
                covered -= 1
                made.append(row)
                continue
            numbers = count(1) if anew else numbers
            headed, deep = True, row[0].down
            covered = deep - 1
            labels = any(cell.figure and row[0].across > 0 for below in table[at:] for cell in below[1:])
            if head is None and labels and _has_labels(table):
                made.append([attrs.evolve(row[0], across=row[0].across + 1), *row[1:]])
            else:
                rows = deep if _has_labels(table) else _heads(table)
                covered = rows - 1
                place = 1 if where == "between" and _has_labels(table) else 0
                made.append([*row[:place], Cell(head or "", 1, rows), *row[place:]])
            continue
        if where == "groups":
            if covered:
                covered -= 1
                made.append(row)
            else:
                covered = row[0].down - 1
                made.append([Cell(str(next(numbers)), 1, row[0].down), *row])
            continue
        place = figures[0] if where == "between" else 0
        made.append([*row[:place], Cell(str(next(numbers))), *row[place:]])
    assert headed
    return made


def _has_labels(table: Table) -> bool:
    return any(cells[0].figure is False for cells in table if any(cell.figure for cell in cells))


def _heads(table: Table) -> int:
    return next(at for at, row in enumerate(table) if any(cell.figure for cell in row))


def numbered_tables(figures: Figures, where: Where, head: str | None, *, anew: bool = False) -> list[Table]:
    """All three tables numbered; the last, which has one row, only where a head says so."""
    two, three, four = tables(figures)
    rows = [numbered(one, where, head, anew=anew) for one in (two, three)]
    return [*rows, numbered(four, "before", head) if head else four]


def _html(figures: Figures, parts: Sequence[Table]) -> str | bytes:
    return one_page("", figures, [table_html(part) for part in parts]).content


def _word(figures: Figures, parts: Sequence[Table]) -> str | bytes:
    return saved_word(built(figures, parts))


def _sheet(figures: Figures, parts: Sequence[Table]) -> str | bytes:
    from openpyxl import Workbook

    workbook = Workbook()
    sheet = workbook.worksheets[0]
    square(sheet, 1, 1).value = figures.title
    row = 2
    for heading, part in zip(HEADINGS[1:4], parts, strict=True):
        square(sheet, row, 1).value = heading
        row = laid(sheet, part, row + 1)
    return saved_book(workbook)


def _pdf(figures: Figures, parts: Sequence[Table]) -> str | bytes:
    blocks: list[Heading | Grid] = [Heading(figures.title, 1)]
    for heading, part in zip(HEADINGS[1:4], parts, strict=True):
        cells: list[Printed] = []
        taken: set[tuple[int, int]] = set()
        for y, row in enumerate(part):
            x = 0
            for cell in row:
                while (y, x) in taken:
                    x += 1
                taken |= {(y + j, x + i) for j in range(cell.down) for i in range(cell.across)}
                cells.append(Printed(cell.text, y, x, cell.down, cell.across))
                x += cell.across
        blocks += [Heading(heading, 2), Grid(tuple(cells))]
    return print_document(Document(tuple(blocks)))


def _text(between: str, figures: Figures, parts: Sequence[Table], *, spans: bool | None = None) -> str | bytes:
    rows = [shown_rows(part) if spans is None else expanded(part, repeat=spans) for part in parts]
    return one_text("", figures, ["\n".join(between.join(row) for row in part) for part in rows]).content


_WRITERS: Final[dict[str, Callable[[Figures, Sequence[Table]], str | bytes]]] = {
    "html": _html,
    "word": _word,
    "sheet": _sheet,
    "pdf": _pdf,
    "tabs": partial(_text, "\t"),
    "pipes": partial(_text, " | "),
    "commas blank": partial(_text, ",", spans=False),
    "tabs filled": partial(_text, "\t", spans=True),
}


FORMATS: Final = tuple(_WRITERS)


def written(writer: str, figures: Figures, parts: Sequence[Table], least: int = 0) -> Strange:
    """A document of ``parts`` in the format of ``writer``."""
    return Strange(f"numbered, {writer}", _WRITERS[writer](figures, parts), figures.truth(), None, least)


def _cases() -> list[Callable[[], Strange]]:
    made: list[Callable[[], Strange]] = []
    for writer in _WRITERS:
        for name, figures, where, head, anew in (
            ("before", CITY, "before", "序号", False),
            ("before_unsaid", OLD, "before", None, True),
            ("between", OLD, "between", "行次", False),
            ("between_unsaid", CITY, "between", None, False),
            ("between_blank", COUNTY, "between", "", False),
            ("groups", COUNTY, "groups", "序　号", True),
        ):

            def make(
                writer: str = writer,
                figures: Figures = figures,
                where: Where = cast(Where, where),  # noqa: B008
                head: str | None = head,
                anew: bool = anew,
            ) -> Strange:
                told = head or where != "between" or (head is None and writer not in ("tabs", "pipes"))
                least = 150 if told else 0  # where spans are lost, a column without a head may be one of figures
                return written(writer, figures, numbered_tables(figures, where, head, anew=anew), least)

            make.__name__ = f"{name}_{writer.replace(' ', '_')}"
            made.append(make)
    return made


BUILDERS: Final[tuple[Callable[[], Strange], ...]] = tuple(_cases())
