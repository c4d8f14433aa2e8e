"""What a diagnosis says: which figures, put right, mend what failed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import attrs

from govinfo_report.compiled import Form, FormCell, Identity
from govinfo_report.diagnosis.slips import KINDS, Kind
from govinfo_report.display import html_of, rich_of
from govinfo_report.identities import identity_place, identity_rule
from govinfo_report.messages import SOURCE_LOCALE, Joined, Message, message, translate

__all__ = ["Correction", "Explanation", "cell_labels", "cell_place", "identity_id", "identity_places"]


@attrs.frozen
class Correction:
    """One figure that must have been another; unpacks into path, published and suggested.

    Attributes:
        path: of the cell.
        published: what the report says.
        suggested: what it must have been, a count from 0 to 2⁵³−1.
        kind: how it came about, as far as the figures tell: ``"digit-replaced"``, ``"digit-dropped"``,
            ``"digit-added"``, ``"digits-swapped"``, ``"values-swapped"``, ``"total-not-updated"``,
            ``"carry-over-forgotten"`` or ``"other"``.
    """

    path: str
    published: int
    suggested: int
    kind: Kind

    def __iter__(self) -> Iterator[str | int]:
        return iter((self.path, self.published, self.suggested))


@attrs.frozen
class Explanation:
    """A smallest set of corrections that mends one failure of a table.

    Where none was found, ``corrections`` is empty, ``complete`` false, and ``bound`` says why.

    Attributes:
        corrections: in the order of the form; none of them can be left out.
        component: which failure it explains, from 1; failures that have nothing to do with each other are explained
            apart, and one explanation of each is needed to mend the report.
        table: the name of the table.
        rank: from 1, the best among the explanations of its component.
        count: how many explanations its component has.
        kind: that of its corrections; ``"several"`` where they differ.
        score: the logarithm of how likely these errors are; only differences within a component mean something.
        mends: the ids of the findings that it mends: those that fail, and those that no figure in their blanks could mend.
        complete: whether all explanations as small as the smallest are among those given.
        bound: says what is missing and why, ``None`` where ``complete``.
    """

    corrections: tuple[Correction, ...]
    component: int
    table: str
    rank: int
    count: int
    kind: Kind
    score: float
    mends: tuple[str, ...]
    complete: bool
    bound: Message | Joined | None
    form: Form = attrs.field(repr=False)

    def text(self, locale: str = SOURCE_LOCALE) -> str:
        """Where, what is printed, what it must have been and why, in words for a clerk."""
        parts = [self.what(locale), self.why(locale)]
        if self.corrections and self.complete:
            parts.append(self._among().text(locale))
        if self.bound is not None:
            parts.append(self.bound.text(locale))
        return translate("；", locale).join(parts)

    def _repr_html_(self) -> str | None:
        return html_of(self)

    def __rich__(self) -> object:
        return rich_of(self)

    def to_dict(self, locale: str = SOURCE_LOCALE) -> dict[str, Any]:
        """Plain data for machines."""
        return {
            "component": self.component,
            "table": self.table,
            "rank": self.rank,
            "count": self.count,
            "kind": self.kind,
            "score": self.score,
            "corrections": [attrs.asdict(one) for one in self.corrections],
            "mends": list(self.mends),
            "complete": self.complete,
            "bound": None if self.bound is None else self.bound.text(locale),
            "text": self.text(locale),
        }

    def __str__(self) -> str:
        return self.text()

    def what(self, locale: str = SOURCE_LOCALE) -> str:
        """Where, what is printed and what it must have been."""
        if not self.corrections:
            table = message("表{number}", number=translate(self.form.number, locale)).text(locale)
            return message("{table}：有数值不符，但未找到错在何处", table=table).text(locale)
        if self.kind == "values-swapped":
            return self._swap(locale)
        each = translate("；", locale).join(self._correction(one, locale) for one in self.corrections)
        count = len(self.corrections)
        return each if count == 1 else message("须同时改正{count}处：{each}", count=count, each=each).text(locale)

    def _correction(self, one: Correction, locale: str) -> str:
        place = cell_place(self.form, self._cell(one), locale)
        if self.count > 1:
            return message(
                "{place}：印作{published}，可能应为{suggested}（{kind}）",
                place=place,
                published=one.published,
                suggested=one.suggested,
                kind=KINDS[one.kind],
            ).text(locale)
        return message(
            "{place}：印作{published}，应为{suggested}（{kind}）",
            place=place,
            published=one.published,
            suggested=one.suggested,
            kind=KINDS[one.kind],
        ).text(locale)

    def _swap(self, locale: str) -> str:
        first, second = self.corrections
        return message(
            "{first}与{second}：两个数值填反，应分别为{one}和{other}（印作{other}和{one}）",
            first=cell_place(self.form, self._cell(first), locale),
            second=cell_place(self.form, self._cell(second), locale),
            one=first.suggested,
            other=second.suggested,
        ).text(locale)

    def why(self, locale: str = SOURCE_LOCALE) -> str:
        """Which identities hold then; without corrections, which fail."""
        named = identity_places(self.form, self.mends, locale)
        places = translate("、", locale).join(named)
        if not self.corrections:
            return message("不符的勾稽关系共{count}项：{places}", count=len(named), places=places).text(locale)
        return message("改正后{count}项勾稽关系成立：{places}", count=len(named), places=places).text(locale)

    def _among(self) -> Message:
        if self.count == 1:
            return message("除此之外没有改动同样少的解释")
        return message("可能的解释共{count}种，这是第{rank}种", count=self.count, rank=self.rank)

    def _cell(self, correction: Correction) -> FormCell:
        return self.form.cells[self.form.index[correction.path]]


def identity_id(form: Form, identity: Identity) -> str:
    """The id of the finding that ``report.check()`` gives for ``identity``."""
    return f"{form.name}.{identity.rule}@{identity.paths[-1]}"


def identity_places(form: Form, ids: Sequence[str], locale: str) -> list[str]:
    """The rows and columns that findings speak of, in words; with what they say of it where two speak of the same."""
    by_id = {identity_id(form, one): one for one in form.identities}
    named = [identity_place(form, by_id[one], locale) for one in ids]
    return [
        message(
            "{place}（{title}）", place=name, title=identity_rule(form.name, by_id[one].rule).title_in(locale)
        ).text(locale)
        if named.count(name) > 1
        else name
        for name, one in zip(named, ids, strict=True)
    ]


def cell_labels(cell: FormCell, locale: str) -> tuple[str, str]:
    """Row and column of ``cell`` in words; the row is empty where the table has one row alone."""
    row, column = (
        translate("·", locale).join(translate(name, locale) for name in chain[-2:])
        for chain in (cell.row_name, cell.column_name)
    )
    if cell.block is not None:
        row = translate("·", locale).join(part for part in (translate(cell.block, locale), row) if part)
    return row, column


def cell_place(form: Form, cell: FormCell, locale: str) -> str:
    """Table, row and column of ``cell`` in words."""
    table = message("表{number}", number=translate(form.number, locale)).text(locale)
    row, column = cell_labels(cell, locale)
    if not row:
        return message("{table}“{column}”", table=table, column=column).text(locale)
    return message("{table}“{row}”行“{column}”列", table=table, row=row, column=column).text(locale)
