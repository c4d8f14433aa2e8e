"""Tables of a shape that was met before: which cell each figure goes to is known from the first time.

Offices print the same table year after year with other figures.  What is read from such a table depends on its labels,
on where its cells stand, and on which of them hold figures, but on no figure's value, as long as

* its source shows rows (lines of which only the order is known depend on what stands around them),
* every figure is printed plainly and is taken by one cell of the form, and nothing is left over or noted,
* no row had to be fitted by comparing its figures with each other (see ``RowReader.by_shape``),
* a figure that stands alone in its row has no more digits than one figure has; that is asked anew each time.

Then the engine asks a figure's text one thing only: whether it is a value; and a plain figure is none of the form's
labels.  So the way from figures to cells, found once by reading, is kept by the shape and taken again.  Whether a
figure is plain for the kind of its cell is asked anew each time; where one is not, the table is read as any other.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping, Sequence
from functools import lru_cache
from threading import Lock
from typing import Any, Final, TypeAlias

import attrs

from govinfo_report.compiled import Form
from govinfo_report.content import TableValues
from govinfo_report.document import Cell, Grid
from govinfo_report.parse.cells import MOST_DIGITS
from govinfo_report.parse.vocabulary import Lexicon, Vocabulary
from govinfo_report.quantity import Figure, Kind, read_figure

__all__ = ["Shape", "Shapes", "key_of", "shape_of", "shapes_of"]

_BETWEEN: Final = "\x00"
_PLAIN: Final = r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,8})?(?:[万亿]?元)?"
_FIGURE = re.compile(_PLAIN)
_FIGURES = re.compile(f"{_BETWEEN}({_PLAIN})(?={_BETWEEN})")
_MOST_CELLS: Final = 1_000
_MOST_SHAPES: Final = 256
_LONGEST: Final = 20_000
_ANY: Final = 1_000

_Key: TypeAlias = tuple[object, ...]


@attrs.frozen(eq=False)
class Shape:
    """A table without its figures, and its figures in reading order."""

    grid: Grid
    key: _Key
    figures: Sequence[str]


def shape_of(grid: Grid) -> Shape | None:
    """The shape of ``grid``, ``None`` where it has none that is worth keeping or could be mistaken for another's."""
    if grid.structure not in ("aligned", "rows") or not 0 < len(grid.cells) <= _MOST_CELLS:
        return None
    texts, *places = tuple(zip(*grid.cells, strict=True))[:5]
    whole = f"{_BETWEEN}{_BETWEEN.join(texts)}{_BETWEEN}"
    if len(whole) > _LONGEST or whole.count(_BETWEEN) != len(texts) + 1:
        return None
    parts = _FIGURES.split(whole)
    return Shape(grid, (grid.structure, tuple(parts[::2]), *places), parts[1::2])


def key_of(cell: Cell) -> Hashable:
    """What tells a cell of a table from the others, also where it was moved: its place, or in a text the cell itself."""
    return cell.place or id(cell)


@attrs.frozen(eq=False)
class _Plan:
    """Where the figures of a shape go: the cell of the form for each, in reading order, its kind, and its most digits."""

    form: Form
    cells: tuple[tuple[int, Kind, int], ...]


class Shapes:
    """The shapes met so far, the latest of them; safe in threads."""

    def __init__(self, words: Lexicon) -> None:
        self._usable = not any(map(_FIGURE.fullmatch, words.tables))
        """No label of the forms reads like a figure."""
        self._plans: dict[_Key, _Plan] = {}
        self._met: dict[object, _Plan] = {}
        """By the tokens of grids, see ``Grid.met``; that they have figures at all places where shapes do was seen."""
        self._lock = Lock()

    def recall_met(self, grid: Grid) -> TableValues | None:
        """As :meth:`recall`, for a grid whose token is known."""
        if grid.met is None:
            return None
        token, figures = grid.met
        plan = self._met.get(token)
        return None if plan is None else _values(plan, figures)

    def recall(self, shape: Shape) -> TableValues | None:
        """The form and the figures of a table of a shape that is known; ``None`` where it must be read."""
        plan = self._plans.get(shape.key)
        if plan is None:
            return None
        if shape.grid.met is not None and list(shape.grid.met[1]) == shape.figures:
            self._keep(self._met, shape.grid.met[0], plan)
        return _values(plan, shape.figures)

    def learn(
        self, shape: Shape, words: Vocabulary, sources: Mapping[int, Cell], alone: Mapping[Hashable, int] | None = None
    ) -> None:
        """Keep the way of the figures of a table, which was read by ``words``, by its shape alone.

        ``sources`` has the cell of the grid for each cell of the form, ``alone`` for some cells by their key (see
        :func:`key_of`) how many digits they have at most in this shape.  Nothing is kept where the sources are not all of the figures, or a
        label of the forms reads like one.
        """
        taken = {key_of(cell): index for index, cell in sources.items()}
        figures = [cell for cell in shape.grid.cells if _FIGURE.fullmatch(cell.text)]
        indices = [taken.pop(key_of(cell), None) for cell in figures]
        cells = words.form.cells
        plan: tuple[tuple[int, Kind, int], ...] = tuple(
            (
                index,
                kind := cells[index].kind,
                (alone or {}).get(key_of(cell), _ANY if kind == "amount" else MOST_DIGITS),
            )
            for index, cell in zip(indices, figures, strict=True)
            if index is not None
        )
        if taken or len(plan) != len(figures) or not self._usable:
            return
        self._keep(self._plans, shape.key, _Plan(words.form, plan))

    def _keep(self, plans: dict[Any, _Plan], key: object, plan: _Plan) -> None:
        with self._lock:
            while len(plans) >= _MOST_SHAPES:
                del plans[next(iter(plans))]
            plans[key] = plan

    def forget(self) -> None:
        """Forget every shape."""
        with self._lock:
            self._plans.clear()
            self._met.clear()


def _values(plan: _Plan, figures: Sequence[str]) -> TableValues | None:
    """The form and the ``figures`` of a table; ``None`` where one is not plain, or long."""
    values: list[Figure] = [None] * len(plan.form.cells)
    for (index, kind, most), text in zip(plan.cells, figures, strict=True):
        printed = read_figure(text, kind)
        if printed.status != "plain" or (len(text) > most and sum(map(str.isdigit, text)) > most):
            return None  # of a figure of many digits more must be asked
        values[index] = printed.value
    return plan.form, tuple(values)


@lru_cache(maxsize=16)
def shapes_of(words: Lexicon) -> Shapes:
    """The shapes met with ``words``."""
    return Shapes(words)
