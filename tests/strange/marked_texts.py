"""Texts whose separators mean something else than they seem to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import attrs

from tests.strange.figures import CITY, COUNTY, Value
from tests.strange.tables import Table, expanded, plain, shown_rows, tables
from tests.strange.text_parts import one_text, padded, width
from tests.strange.writing import Strange

__all__ = ["BUILDERS"]


def tab_behind_each_cell() -> Strange:
    """A tab ends every cell, and blanks left none."""
    parts = ["\n".join("".join(f"{text}\t" for text in row if text) for row in shown_rows(t)) for t in tables(_BLANKED)]
    return one_text("a tab behind each cell, blanks gone", _BLANKED, parts)


def tab_behind_each_cell_and_blank() -> Strange:
    """A tab ends every cell, blank or not."""
    parts = ["\n".join("".join(f"{text}\t" for text in row) for row in shown_rows(t)) for t in tables(_BLANKED)]
    return one_text("a tab behind each cell", _BLANKED, parts, 200)


def commas_unquoted() -> Strange:
    """Commas between cells and between thousands alike, all rows otherwise of one width."""
    parts = ["\n".join(",".join(row) for row in expanded(t, repeat=False)) for t in tables(_GROWN, _grouped)]
    return one_text("commas between thousands, unquoted", _GROWN, parts, 95)


def wiki() -> Strange:
    """Tables in the markup of wikis."""

    def written(table: Table) -> str:
        first, *rest = expanded(table, repeat=False)
        rows = ["! " + " !! ".join(first), *("| " + " || ".join(row) for row in rest)]
        return "\n".join(['{| class="wikitable"', "|+ 表", "|-", "\n|-\n".join(rows), "|}"])

    return one_text("wiki markup", COUNTY, [written(t) for t in tables(COUNTY)], 200)


def doubled_pipes() -> Strange:
    """Two pipes between cells."""
    parts = ["\n".join(" || ".join(row) for row in expanded(t, repeat=False)) for t in tables(_BLANKED)]
    return one_text("two pipes between cells", _BLANKED, parts, 200)


def drawn_heavy() -> Strange:
    """Tables drawn with heavy lines, a rule between all rows."""
    parts = [_drawn(t, "┏━┳┓", "┣━╋┫", "┗━┻┛", "┃", every=True) for t in tables(CITY)]
    return one_text("drawn with heavy lines", CITY, parts, 200)


def drawn_double() -> Strange:
    """Tables drawn with double lines, a rule below the first row alone."""
    parts = [_drawn(t, "╔═╦╗", "╠═╬╣", "╚═╩╝", "║", every=False) for t in tables(CITY)]
    return one_text("drawn with double lines, rows without rules", CITY, parts, 180)


def label_over_rows() -> Strange:
    """Labels begun in one row of a grid and ended in the next, where their figures stand."""
    two, three, four = ([list(row) for row in expanded(table)] for table in tables(CITY))
    rows: list[list[str]] = []
    for *groups, label, a, b, c, d, e, f, g in three:
        half = len(label) // 2
        if label.startswith(("4.", "7.")):
            rows += [[*groups, label[:half], *[""] * 7], [*groups, label[half:], a, b, c, d, e, f, g]]
        else:
            rows.append([*groups, label, a, b, c, d, e, f, g])
    parts = ["\n".join(f"| {' | '.join(row)} |" for row in table) for table in (two, rows, four)]
    return one_text("a label over two rows", CITY, parts, 200)


def _drawn(table: Table, top: str, middle: str, bottom: str, bar: str, *, every: bool) -> str:
    rows = expanded(table, repeat=False)
    sizes = [max(width(row[at]) for row in rows) + 1 for at in range(len(rows[0]))]

    def rule(signs: str) -> str:
        left, line, cross, right = tuple(signs)
        return left + cross.join(line * size for size in sizes) + right

    lines = [rule(top)]
    for number, row in enumerate(rows):
        lines.append(bar + bar.join(padded(text, size) for text, size in zip(row, sizes, strict=True)) + bar)
        if number < len(rows) - 1 and (every or number == 0):
            lines.append(rule(middle))
    return "\n".join([*lines, rule(bottom)])


def _grouped(value: Value) -> str:
    return f"{value:,}" if isinstance(value, int) else plain(value)


_BLANKED: Final = attrs.evolve(
    COUNTY,
    applications=tuple(
        tuple(None if value == 0 and (row + at) % 3 else value for at, value in enumerate(values))
        for row, values in enumerate(COUNTY.applications)
    ),
)
_GROWN: Final = attrs.evolve(
    CITY, applications=tuple(tuple((value or 0) * 7 for value in row) for row in CITY.applications)
)


BUILDERS: Final[tuple[Callable[[], Strange], ...]] = (
    tab_behind_each_cell,
    tab_behind_each_cell_and_blank,
    commas_unquoted,
    wiki,
    doubled_pipes,
    label_over_rows,
    drawn_heavy,
    drawn_double,
)
