"""Which of a row's figures belongs to which column: by its place under the heads, else by the order of all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from govinfo_report.compiled import Block, Form
from govinfo_report.document import Cell
from govinfo_report.parse.columns import Column, columns_of
from govinfo_report.parse.fitting import Fit, Placed, by_order, by_overlap, by_rank, may_begin_later, rejoined
from govinfo_report.parse.row import Row
from govinfo_report.parse.vocabulary import Vocabulary

__all__ = ["Placing"]


class Placing:
    """Puts the figures of rows under the columns of a form; what one row does not tell, others may."""

    def __init__(self, words: Vocabulary) -> None:
        self.words = words
        self.form: Form = words.form
        self._block: Block | None = self.form.blocks[0] if len(self.form.blocks) == 1 else None
        self._heads: list[Row] = []
        self._columns: dict[str | None, tuple[Column, ...] | None] = {}
        self._styles: set[Literal["bare", "spanned"]] = set()
        """Which ways of leaving out what a span covers the rows have shown."""
        self._padding: set[Literal["behind", "between"]] = set()
        """Where rows with more cells than columns have shown the blank ones to be."""
        self._later: list[Callable[[], None]] = []
        """What waits for the way to be known."""
        self._compared = False
        """Some row was fitted by comparing its figures."""

    def _columns_for(self, block: Block) -> tuple[Column, ...] | None:
        if block.title not in self._columns:
            self._columns[block.title] = columns_of(self._heads, block, self.words)
        return self._columns[block.title]

    def _same_grid(self, row: Row) -> bool:
        return row.structure == "aligned" and bool(self._heads) and self._heads[-1].grid == row.grid

    def _under_heads(self, columns: Sequence[Column], figures: Sequence[Cell], row: Row) -> bool:
        """Whether places tell the columns of a row: it is of the grid of its heads, and not all of it behind them."""
        return self._same_grid(row) and any(cell.column < columns[-1].end for cell in figures)

    def _fits(self, columns: Sequence[Column], figures: Sequence[Cell], row: Row) -> bool:
        if self._under_heads(columns, figures, row):
            return by_overlap(columns, figures) is not None
        return by_order(columns, figures, 0).bare is not None

    def _place(
        self,
        columns: Sequence[Column],
        figures: Sequence[Cell],
        row: Row,
        depth: int,
        settle: Callable[[Placed | None], None],
    ) -> None:
        """Hand ``settle`` the cell of each column, or ``None`` where that cannot be told; later where rows to come tell."""
        if self._under_heads(columns, figures, row):
            placed = by_overlap(columns, figures)
            settle(by_rank(columns, figures) if placed is None and not self._lacks_heads(columns) else placed)
            return
        if len(figures) != len(columns):
            self._compared = True
            figures = self._whole(figures) if len(figures) > len(columns) else figures
        if self._lacks_heads(columns) or _has_blanks_of_a_page(figures, len(columns)):
            settle(None)  # whether a head was lost or its column, the order of the others does not tell
            return
        fit = by_order(columns, figures, self.form.label_depth - depth)
        self._compared = self._compared or fit.spanned is not None
        if fit.doubtful:
            self._later.append(lambda: settle(self._decided(fit, whole=len(figures) == len(columns))))
            return
        if fit.bare is None and len(figures) > len(columns) + self.form.label_depth - depth:
            if fit.spanned is None:
                self._padding.add("between")
            else:  # blanks behind it: where other rows have a figure there, one of its own may be of that column
                self._later.append(lambda: settle(None if "between" in self._padding else fit.spanned))
                self._styles.add("spanned")
                return
        elif len(figures) > len(columns) and fit.spanned is None:
            if fit.bare is not None and may_begin_later(figures, len(columns)):
                self._later.append(lambda: settle(fit.bare if self._padding == {"behind"} else None))
                return
            self._padding.add("between" if fit.bare is None else "behind")
        if fit.spanned is None and fit.bare is not None and self.form.label_depth > depth:
            self._styles.add("bare")
        elif fit.bare is None and fit.spanned is not None:
            self._styles.add("spanned")
        settle(fit.bare if fit.bare is not None else fit.spanned)

    def _whole(self, figures: Sequence[Cell]) -> list[Cell]:
        """``figures`` with broken ones made whole as far as no other reading is possible."""
        rows = self._block.cells if self._block is not None else ()
        kinds = {self.form.cells[index].kind for row in rows for index in row if index is not None}
        return rejoined(figures, amounts="amount" in kinds)

    def _lacks_heads(self, columns: Sequence[Column]) -> bool:
        """Whether some column of the form has no head where the rows do; then only their places could tell."""
        wanted = len(self._block.columns) if self._block is not None else 0
        return sum(column.place is not None for column in columns) < wanted

    def _decided(self, fit: Fit, *, whole: bool) -> Placed | None:
        """The way that other rows show; a row that is ``whole`` as it stands is taken so unless they show another."""
        if "spanned" not in self._styles:
            return fit.bare if whole or self._styles else None
        return None if whole or len(self._styles) > 1 else fit.spanned


def _has_blanks_of_a_page(figures: Sequence[Cell], columns: int) -> bool:
    """Whether a row has more cells than columns, and blanks that were told by where figures stand on a page."""
    blanks = [cell for cell in figures if not cell.text.strip()]
    return len(figures) > columns and any(cell.position is not None and cell.position.page for cell in blanks)
