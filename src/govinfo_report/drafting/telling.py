"""The figures of one report as words: a number where there is one, a marked gap where there is none."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final, TypeAlias

from govinfo_report.compiled import FormCell, compile_form
from govinfo_report.messages import Argument, Joined, Message, message
from govinfo_report.quantity import Amount, Figure
from govinfo_report.report import Report

__all__ = ["Teller", "Told"]

Told: TypeAlias = Message | Joined
_LAST: Final = 2
"""How many of the labels of a row name it well enough."""
_YEARS: Final = range(1000, 10_000)


class Teller:
    """Gives the figures of a report in words, and keeps account of what was told and of what was left open.

    Attributes:
        editions: of the report's tables of the official form, by name; without those that it lacks.
        told: the cells of each figure that was told.
        gaps: in the order in which they were asked for.
    """

    def __init__(self, report: Report) -> None:
        self.editions: dict[str, str] = {}
        self.told: list[tuple[str, ...]] = []
        self.gaps: list[Message] = []
        self._year = report.year
        self._cells: dict[str, tuple[str, FormCell, Figure]] = {}
        for table in (report.disclosure, report.applications, report.disputes):
            if table is not None:
                form = compile_form(type(table))
                self.editions[form.name] = form.edition
                for cell, value in zip(form.cells, form.values(table), strict=True):
                    self._cells[cell.path] = (form.number, cell, value)

    # Figures.

    def value(self, *paths: str) -> int | None:
        """The sum of the counts at ``paths``; ``None`` where one is blank."""
        total = 0
        for path in paths:
            figure = self._cells[path][2]
            if not isinstance(figure, int):
                return None
            total += figure
        return total

    def amount(self, path: str) -> Amount | None:
        """The amount at ``path`` with its unit, that of the form where none was printed; ``None`` for a blank."""
        _, cell, figure = self._cells[path]
        if not isinstance(figure, Amount):
            return None
        return figure if figure.unit or cell.unit != "万元" else Amount(figure.value, "万元")

    def below(self, row: str) -> tuple[str, ...]:
        """The totals of the rows at and below ``row`` of 表三."""
        return tuple(path for path in self._cells if path.startswith(f"{row}.") and path.endswith(".total"))

    def is_zero(self, *paths: str) -> bool:
        """Whether what ``paths`` add up to is 0; a blank is not."""
        return self.value(*paths) == 0

    def number(self, *paths: str) -> Argument:
        """What ``paths`` add up to, else a gap."""
        value = self.value(*paths)
        if value is None:
            return self.gap(self._name(paths))
        self.tell(*paths)
        return str(value)

    def sum_of_money(self, path: str) -> Argument:
        """The amount at ``path`` with its unit; a gap for a blank, and where no such sum can be collected or paid."""
        amount, name = self.amount(path), self._name((path,))
        if amount is None:
            return self.gap(name)
        if amount.value < 0:
            return self._open(message("〔待核：{what}为{figure}〕", what=name, figure=str(amount)))
        self.tell(path)
        figure = f"{amount.value:f}"
        if amount.unit == "元":
            return message("{number}元", number=figure)
        if amount.unit == "万元":
            return message("{number}万元", number=figure)
        if amount.unit == "亿元":
            return message("{number}亿元", number=figure)
        return message("{number}{unit}", number=figure, unit=self.gap(message("金额单位")))

    def label(self, path: str) -> Message:
        """The name of the row of 表三 at ``path``, or below it where it has none of its own."""
        depth = path.count(".") - 1
        cell = next(cell for one, (_, cell, _) in self._cells.items() if one.startswith(f"{path}."))
        return Message(cell.row_name[depth])

    def tell(self, *paths: str) -> None:
        """Note that the text gives what ``paths`` add up to."""
        self.told.append(paths)

    # Gaps.

    def gap(self, what: Argument) -> Message:
        """A gap in which ``what`` is to be filled in."""
        return self._open(message("〔待填：{what}〕", what=what))

    def left_open(self, what: Argument) -> Told:
        """A paragraph that is a gap."""
        return self.gap(what)

    def _open(self, gap: Message) -> Message:
        self.gaps.append(gap)
        return gap

    def _name(self, paths: Sequence[str]) -> Told:
        """What ``paths`` are in their table: their row, or the group of their rows, and their column."""
        number, cell, _ = self._cells[paths[0]]
        rows = [self._cells[path][1].row_name for path in paths]
        row = tuple(first for first, *others in zip(*rows, strict=False) if set(others) <= {first})
        table = message("表{number}", number=Message(number))
        labels = dict.fromkeys((*row[-_LAST:], *cell.column_name))
        return Joined((table, *(Message(label) for label in labels)), "·")

    # Sentences.

    def sentence(self, *clauses: Told) -> Told:
        """Clauses as a sentence, apart from each other by semicolons where one of them has commas inside."""
        within = any(isinstance(clause, Message) and "，" in clause.template for clause in clauses)
        joined = Joined(clauses, "；") if within else Joined(clauses, "，")
        return message("{clauses}。", clauses=joined)

    def opened(self, sentences: Sequence[Told]) -> Told:
        """Sentences as a paragraph that names the year."""
        together = Joined(tuple(sentences), "")
        if self._year in _YEARS:
            return message("{year}年，{sentences}", year=str(self._year), sentences=together)
        return message("本年度，{sentences}", sentences=together)


def is_nothing(amount: Amount | None) -> bool:
    """Whether ``amount`` is 0; a blank is not."""
    return amount is not None and amount.value == Decimal(0)
