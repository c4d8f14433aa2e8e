"""Sums of what 表三 prints beyond the form: a column 小计 of the legal persons, added columns, local rows.

What stands beyond the form is tied by what its heads say; where they do not say it, the finding is a hint.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, TypeAlias

from govinfo_report.compiled import Form, Labels, compile_form
from govinfo_report.findings import Finding
from govinfo_report.messages import Joined, Message, message
from govinfo_report.quantity import Figure
from govinfo_report.rulebook import rule
from govinfo_report.wording import normalise

if TYPE_CHECKING:
    from govinfo_report.content import ExtraCell
    from govinfo_report.report import Report

__all__ = ["RULES"]

_LEGAL_PERSONS: Final = "法人或其他组织"
_SUBTOTAL: Final = frozenset(("小计", "合计"))
_FORM: Final = message("《政府信息公开工作年度报告格式》表三表头：第一项加第二项之和，等于第三项加第四项之和")
_Column: TypeAlias = dict[Labels, "ExtraCell"]


@rule(
    id="applications.subtotal",
    title=message("法人或其他组织各类之和等于小计"),
    severity="error",
    citation=message("表三所加小计栏的名称"),
    reads="applications",
)
def subtotal(report: Report) -> Iterator[Finding]:
    """In each row with a figure in a column 小计 that stands under 法人或其他组织."""
    columns = _columns(report)
    if not columns or report.applications is None:
        return
    form = compile_form(type(report.applications))
    values = form.values(report.applications)
    rows: dict[Labels, list[int]] = {}
    for at, cell in enumerate(form.cells):
        if cell.column[0] == _LEGAL_PERSONS:
            rows.setdefault(cell.row, []).append(at)
    for column, cells in columns.items():
        if len(column) != 2 or column[0] != _LEGAL_PERSONS or normalise(column[1]) not in _SUBTOTAL:
            continue
        for row, members in rows.items():
            if row in cells:
                yield _subtotal(form, values, members, cells[row])


def _subtotal(form: Form, values: tuple[Figure, ...], members: list[int], extra: ExtraCell) -> Finding:
    paths = tuple(form.cells[at].path for at in members)
    place = f"{paths[0].rpartition('.')[0]}.{extra.column[-1]}"
    name = _name(form.cells[members[0]].row_name)
    sums = _sum(values, members)
    if sums is None or not isinstance(extra.value, int):
        words = message("表三 {row}行：小计各项中有空白，无法核对", row=name)
        return subtotal.finding(None, words, paths, place=place)
    words = message(
        "表三 {row}行：法人或其他组织各类之和为{sum}，小计（{value}）", row=name, sum=sums, value=extra.value
    )
    if sums != extra.value:
        words = message("{what}，相差 {difference}", what=words, difference=abs(sums - extra.value))
    return subtotal.finding(sums == extra.value, words, paths, sums, extra.value, place=place)


@rule(
    id="applications.extra-column",
    title=message("所加各栏的勾稽关系"),
    severity="warning",
    citation=_FORM,
    reads="applications",
)
def extra_column(report: Report) -> Iterator[Finding]:
    """The balance and the sum of the outcomes, in each added column, as in those of the form."""
    columns = _columns(report)
    if not columns or report.applications is None:
        return
    form = compile_form(type(report.applications))
    local = {cell.row for cell in report.extras if cell.table == form.name} - {cell.row for cell in form.cells}
    for column, cells in columns.items():
        if not local.isdisjoint(cells):
            continue  # what local rows count towards is not known
        for one in form.identities:
            if not one.by_row or form.cells[one.right[-1]].column_name[-1] != "总计":
                continue
            sides = [[cells.get(form.cells[at].row) for at in side] for side in (one.left, one.right)]
            numbers = [[_whole(cell) for cell in side] for side in sides]
            place = f"{one.rule}.{'/'.join(column)}"
            name = _name(column)
            if any(number is None for side in numbers for number in side):
                words = message("表三 {column}列：有单元格空白，无法核对", column=name)
                yield extra_column.finding(None, words, (), place=place)
                continue
            left, right = (sum(number or 0 for number in side) for side in numbers)
            if one.rule == "balance":
                words = message(
                    "表三 {column}列：本年新收＋上年结转＝{left}，办理结果总计＋结转下年度＝{right}",
                    column=name,
                    left=left,
                    right=right,
                )
            else:
                words = message(
                    "表三 {column}列：各项办理结果之和＝{left}，办理结果总计（{right}）",
                    column=name,
                    left=left,
                    right=right,
                )
            yield extra_column.finding(left == right, words, (), left, right, place=place)


@rule(
    id="applications.local-rows",
    title=message("办理结果总计不含格式之外的行"),
    severity="hint",
    citation=message("《政府信息公开工作年度报告格式》表三：三、（一）至（六）与（七）总计并列"),
    reads="applications",
)
def local_rows(report: Report) -> Iterator[Finding]:
    """Where a local row among the outcomes has figures: whether the total counts it, which explains why it is off."""
    if not report.extras or report.applications is None:
        return
    form = compile_form(type(report.applications))
    columns = {cell.column: at for at, cell in enumerate(form.cells)}
    rows = {cell.row for cell in form.cells}
    added: dict[Labels, list[ExtraCell]] = {}
    for extra in report.extras:
        local = extra.table == form.name and extra.row not in rows and extra.row[:1] == ("三、本年度办理结果",)
        if local and extra.column in columns:
            added.setdefault(extra.column, []).append(extra)
    values = form.values(report.applications)
    for one in form.identities:
        extras = added.get(form.cells[one.right[-1]].column) if one.rule == "outcome-sum" else None
        if extras is None:
            continue
        left, right = _sum(values, one.left), _sum(values, one.right)
        whole = [extra.value for extra in extras if isinstance(extra.value, int)]
        place = message("表三 {column}列", column=_name(one.place))
        if left is None or right is None or len(whole) < len(extras):
            yield local_rows.finding(None, message("{place}：有单元格空白，无法核对", place=place), one.paths)
        elif left == right:
            yield local_rows.finding(True, message("{place}：总计不含格式之外的行", place=place), one.paths)
        elif left + sum(whole) == right:
            words = message(
                "{place}：总计（{total}）含格式之外的行“{row}”（{value}），格式所列各项之和为{sum}",
                place=place,
                total=right,
                row=extras[0].row[-1],
                value=sum(whole),
                sum=left,
            )
            yield local_rows.finding(False, words, one.paths, left, right)


def _columns(report: Report) -> Mapping[Labels, _Column]:
    """What 表三 prints in columns that the form does not have: by column, then by row."""
    found: dict[Labels, _Column] = {}
    if report.extras and report.applications is not None:
        form = compile_form(type(report.applications))
        own = {cell.column for cell in form.cells}
        for extra in report.extras:
            if extra.table == form.name and extra.column not in own:
                found.setdefault(extra.column, {})[extra.row] = extra
    return found


def _whole(cell: ExtraCell | None) -> int | None:
    return cell.value if cell is not None and isinstance(cell.value, int) else None


def _sum(values: Sequence[Figure], members: Sequence[int]) -> int | None:
    """The counts at ``members`` added up, ``None`` where one is blank."""
    counts = [value for at in members if isinstance(value := values[at], int)]
    return sum(counts) if len(counts) == len(members) else None


def _name(labels: Labels) -> Joined:
    return Joined(tuple(map(Message, labels)), "·")


RULES: Final = (subtotal, extra_column, local_rows)
