"""The identities (勾稽关系) of a form, checked against the figures of a table.

They are printed on the form (一 + 二 = 三（七）+ 四 in every applicant column) or follow from its layout: rows
add up to 总计, outcomes to （七）, the results of a block of 表四 to its 总计.  A blank leaves an identity
incomplete; it is never taken for zero.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any, Final, TypeAlias, cast

import attrs

from govinfo_report.compiled import Form, FormCell, Identity
from govinfo_report.findings import Finding
from govinfo_report.messages import SOURCE_LOCALE, message, translate
from govinfo_report.quantity import Amount, Figure
from govinfo_report.rule import Rule
from govinfo_report.unchecked import maker

__all__ = ["check_identities", "identity_place", "identity_rule"]

_TITLES = {
    "row-sum": (
        message("各类申请人之和等于总计"),
        message("《政府信息公开工作年度报告格式》表三：自然人、法人或其他组织各类与总计并列"),
    ),
    "outcome-sum": (
        message("各项办理结果之和等于总计"),
        message("《政府信息公开工作年度报告格式》表三：三、（一）至（六）与（七）总计并列"),
    ),
    "balance": (
        message("本年新收＋上年结转＝办理结果总计＋结转下年度"),
        message("《政府信息公开工作年度报告格式》表三表头：第一项加第二项之和，等于第三项加第四项之和"),
    ),
    "block-sum": (
        message("各项结果之和等于总计"),
        message("《政府信息公开工作年度报告格式》表四：维持、纠正、其他、未审结与总计并列"),
    ),
}
_OF_A_FORM = (message("表内勾稽关系"), message("该表格自身的勾稽关系"))

_FEW_TERMS = 6


@lru_cache(maxsize=256)
def identity_rule(table: str, kind: str) -> Rule:
    """The rule behind the identities of ``kind`` in the table named ``table``."""
    title, citation = _TITLES.get(kind, _OF_A_FORM)
    return Rule(f"{table}.{kind}", title.template, "error", citation.template)


Number: TypeAlias = int | Decimal | None
_Numbers: TypeAlias = tuple[Number, ...]
_Sum: TypeAlias = Callable[[_Numbers], Number]


def check_identities(form: Form, values: Sequence[Figure]) -> list[Finding]:
    """A finding for each identity of ``form``; ``values`` are the figures in the order of its cells."""
    plain: list[Any] = list(values)
    for at in form.odd:
        if isinstance(amount := plain[at], Amount):
            plain[at] = amount.to(form.cells[at].unit)
    numbers: _Numbers = tuple(plain)
    found = []
    for rule, identity, left_of, right_of in _plan(form):
        left, right = left_of(numbers), right_of(numbers)
        blank = left is None or right is None
        status = "incomplete" if blank else "passed" if left == right else "failed"
        found.append(_finding(rule, status, identity.paths, left, right, _sentence(form, identity, numbers), ()))
    return found


@cache
def _plan(form: Form) -> tuple[tuple[Rule, Identity, _Sum, _Sum], ...]:
    """Of each identity its rule and the sums of its sides."""
    return tuple(
        (identity_rule(form.name, identity.rule), identity, _adder(identity.left), _adder(identity.right))
        for identity in form.identities
    )


def _adder(side: tuple[int, ...]) -> _Sum:
    """A function that adds up the figures at ``side``; ``None`` where one of them is blank."""
    take: Callable[[_Numbers], Any] = itemgetter(*side)
    if len(side) == 1:
        return cast("_Sum", take)

    def add(numbers: _Numbers) -> Number:
        try:
            return cast("Number", sum(take(numbers)))
        except TypeError:  # what a blank adds up to
            return None

    return add


@attrs.frozen(weakref_slot=False)
class _Sentence:
    """An identity with the figures of its table."""

    form: Form
    identity: Identity
    numbers: _Numbers

    def text(self, locale: str = SOURCE_LOCALE) -> str:
        identity = self.identity
        members = (*identity.left, *identity.right)
        place = identity_place(self.form, identity, locale)
        if any(self.numbers[i] is None for i in members):
            return self._blanks(members, place, locale)
        left, right = self._side(identity.left, locale), self._side(identity.right, locale)
        difference = self._total(identity.left) - self._total(identity.right)
        if not difference:
            return message("{place}：{left}，{right}，相符", place=place, left=left, right=right).text(locale)
        return message(
            "{place}：{left}，{right}，相差 {difference}",
            place=place,
            left=left,
            right=right,
            difference=str(abs(difference)),
        ).text(locale)

    def _blanks(self, members: tuple[int, ...], place: str, locale: str) -> str:
        names = _names([self.form.cells[i] for i in members], self.identity.by_row, locale)
        blanks = [name for name, i in zip(names, members, strict=True) if self.numbers[i] is None]
        if len(blanks) == len(members):
            return message("{place}：全部空白，无法核对", place=place).text(locale)
        return message(
            "{place}：{cells}为空白，无法核对", place=place, cells=translate("、", locale).join(blanks)
        ).text(locale)

    def _total(self, side: tuple[int, ...]) -> int | Decimal:
        return sum(self.numbers[i] or 0 for i in side)

    def _side(self, side: tuple[int, ...], locale: str) -> str:
        names = _names([self.form.cells[i] for i in side], self.identity.by_row, locale)
        named = [(name, self.numbers[i] or 0) for name, i in zip(names, side, strict=True)]
        if len(side) > _FEW_TERMS:
            named = _by_group([self.form.cells[i] for i in side], [value for _, value in named], locale)
        terms = [message("{name}（{value}）", name=name, value=str(value)).text(locale) for name, value in named]
        if len(side) == 1:
            return terms[0]
        return message(
            "{terms}＝{total}", terms=translate("＋", locale).join(terms), total=str(self._total(side))
        ).text(locale)


_finding: Final = maker(Finding)
_sentence: Final = maker(_Sentence)


def identity_place(form: Form, identity: Identity, locale: str) -> str:
    """The row or column that ``identity`` speaks of, with its table, in words."""
    table = message("表{number}", number=translate(form.number, locale)).text(locale)
    chain = identity.place if identity.by_row or len(identity.place) == 1 else identity.place[-2:]
    names = translate("·", locale).join(translate(name, locale) for name in chain)
    if identity.by_row:
        return message("{table} {name}列", table=table, name=names).text(locale)
    if form.label_depth:
        return message("{table} {name}行", table=table, name=names).text(locale)
    return message("{table} {name}", table=table, name=names).text(locale)


def _names(cells: Sequence[FormCell], by_row: bool, locale: str) -> list[str]:
    """Names that tell ``cells`` apart within one identity."""
    if not by_row:
        return [translate(cell.column_name[-1], locale) for cell in cells]
    chains = [cell.row_name for cell in cells]
    shared = len(chains) > 1 and len({chain[0] for chain in chains}) == 1
    names = []
    for chain in chains:
        shown = [translate(name, locale) for name in (chain[1:] if shared and len(chain) > 1 else chain)]
        if len(shown) == len(chain) == 2:
            names.append(message("{group}{member}", group=shown[0], member=shown[1]).text(locale))
        else:
            names.append(translate("·", locale).join(shown))
    return names


def _by_group(
    cells: Sequence[FormCell], values: Sequence[int | Decimal], locale: str
) -> list[tuple[str, int | Decimal]]:
    """Many terms as few: those of one group (（三）不予公开) as their sum."""
    groups: dict[str, list[int | Decimal]] = {}
    for cell, value in zip(cells, values, strict=True):
        groups.setdefault(cell.row_name[:2][-1], []).append(value)
    return [
        (
            translate(name, locale)
            if len(members) == 1
            else message("{group}各项", group=translate(name, locale)).text(locale),
            sum(members),
        )
        for name, members in groups.items()
    ]
