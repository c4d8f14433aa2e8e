"""Tables of a markup that was met before: all but their figures is known from the first time.

What a site runs on writes the same table year after year with other figures.  Where each cell stands, and that the table
is one, depends on the markup and on which cells are plain figures, but on no figure's value; so the grid is kept by the
markup without its figures when that is met again, and from then on made of it and the new figures.  A markup is kept only
where each of its figures is the whole text of one cell, and only of tables that are one grid and are read from their markup
alone (see ``html_plain``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from operator import itemgetter
from threading import Lock
from typing import Final, TypeAlias

import attrs

from govinfo_report.document import Cell, Grid, make_cell
from govinfo_report.readers.html_plain import WRAPPERS

__all__ = ["MET", "Known", "Stencil", "Stencils", "stencil_of"]

_FIGURE: Final = r"(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,8})?"
_IS_FIGURE: Final = re.compile(_FIGURE)
_FIGURES: Final = re.compile(rf">[ \t\r\n]*+({_FIGURE})[ \t\r\n]*+<")
_CELLS: Final = re.compile(
    rf"<t[dh](?: [^>]*)?>(?:\s*+<(?:{WRAPPERS})(?: [^>]*)?>)*+[ \t\r\n]*+({_FIGURE})[ \t\r\n]*+"
    rf"(?:</(?:{WRAPPERS})>\s*+|<o:p></o:p>\s*+)*+</t[dh]>"
)
"""A cell with nothing in it but a figure, however wrapped."""
_LONGEST: Final = 60_000
_MOST: Final = 96
_MOST_ONCE: Final = 4096

_Key: TypeAlias = tuple[object, ...]


@attrs.frozen(eq=False)
class Known:
    """What is known of a table.

    Attributes:
        grid: its only grid.
        particulars: whether it only gives the page's particulars.
        caption: its caption.
        cells: how many it has, and ``places`` that its spans cover at most: what limits are checked by.
    """

    grid: Grid
    particulars: bool
    caption: str
    cells: int
    places: int


@attrs.frozen(eq=False)
class Stencil:
    """A table's markup without its figures.

    Attributes:
        markup: as it was.
        between: cut where the figures stood.
        figures: in order.
    """

    key: _Key
    markup: str
    between: list[str]
    figures: list[str]


def stencil_of(markup: str, number: int, hidden: bool) -> Stencil | None:
    """The stencil of a table; ``None`` where it is too long to be kept.

    Args:
        markup: of the table, as the parser writes it.
        number: of the table in its page; the places of cells have it.
        hidden: whether the page holds elements that are not shown.
    """
    if len(markup) > _LONGEST:
        return None
    parts = _FIGURES.split(markup)
    between = parts[::2]
    return Stencil((number, hidden, len(between), sum(map(len, between)), between[0]), markup, between, parts[1::2])


@attrs.frozen(eq=False)
class _Plan:
    """A table that was met.

    Attributes:
        fixed: its cells that are no figures.
        columns: of the others, what they are but their text, one part of all cells after the other.
        ordered: puts ``fixed`` and the others in reading order.
    """

    between: list[str]
    table: Known
    fixed: tuple[Cell, ...]
    columns: Sequence[Sequence[object]]
    ordered: Callable[[Sequence[Cell]], tuple[Cell, ...]]
    token: object = attrs.field(factory=object)


class Stencils:
    """The tables met so far, the latest of them; safe in threads."""

    def __init__(self) -> None:
        self._plans: dict[_Key, _Plan] = {}
        self._once: set[int] = set()
        """The hashes of the keys that were met."""
        self._lock = Lock()

    def recall(self, stencil: Stencil) -> Known | None:
        """The table with the figures of ``stencil``; ``None`` where it was not met."""
        plan = self._plans.get(stencil.key)
        if plan is None or plan.between != stencil.between:
            return None
        table = plan.table
        figures = map(make_cell, zip(stencil.figures, *plan.columns, strict=True))
        grid = Grid(plan.ordered((*plan.fixed, *figures)), table.grid.structure, met=(plan.token, stencil.figures))
        return Known(grid, table.particulars, table.caption, table.cells, table.places)

    def again(self, stencil: Stencil) -> bool:
        """Whether a table was met before but not kept; most are read once, and keeping one costs as much as reading it."""
        key = hash(stencil.key)
        if key in self._once:
            return True
        if len(self._once) >= _MOST_ONCE:
            self._once.clear()
        self._once.add(key)
        return False

    def learn(self, stencil: Stencil, table: Known) -> None:
        """Keep ``table`` by its ``stencil``, unless it has fewer than two figures or they cannot be told from the markup.

        That they can is seen from three counts that agree: of figures in the markup, of cells there with nothing but a
        figure in them, and of cells in the grid that are figures.
        """
        cells = table.grid.cells
        figures = [at for at, cell in enumerate(cells) if _IS_FIGURE.fullmatch(cell.text)]
        if not 1 < len(figures) == len(stencil.figures) == len(_CELLS.findall(stencil.markup)):
            return
        if "<tfoot" in stencil.markup:  # whose rows come last wherever it stands
            return
        fixed = sorted(set(range(len(cells))) - set(figures))
        place = {at: number for number, at in enumerate([*fixed, *figures])}
        plan = _Plan(
            stencil.between,
            table,
            tuple(cells[at] for at in fixed),
            tuple(zip(*(cells[at][1:] for at in figures), strict=True)),
            itemgetter(*(place[at] for at in range(len(cells)))),
        )
        with self._lock:
            while len(self._plans) >= _MOST:
                del self._plans[next(iter(self._plans))]
            self._plans[stencil.key] = plan

    def forget(self) -> None:
        """Forget every table."""
        with self._lock:
            self._plans.clear()
            self._once.clear()


MET: Final = Stencils()
"""The tables met in this process."""
