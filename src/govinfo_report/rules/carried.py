"""Figures of one year that must follow from those of the year before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from govinfo_report.compiled import compile_form
from govinfo_report.findings import Finding
from govinfo_report.forms.applications import Applicants
from govinfo_report.forms.disclosure import Disclosure2019, Disclosure2021
from govinfo_report.messages import Message, message
from govinfo_report.rulebook import Rule, series_rule
from govinfo_report.rules.years import consecutive

if TYPE_CHECKING:
    from govinfo_report.form import Table
    from govinfo_report.report import Report

__all__ = ["RULES"]

_COLUMNS: Final = tuple(Applicants.__attrs_attrs__)  # type: ignore[attr-defined]


@series_rule(
    id="series.carried",
    title=message("上年结转等于上一年度的结转下年度"),
    severity="warning",
    citation=message("《政府信息公开工作年度报告格式》表三：二、上年结转政府信息公开申请数量，四、结转下年度继续办理"),
    reads=("applications.carried_in", "applications.carried_out"),
)
def carried(reports: Sequence[Report]) -> Iterator[Finding]:
    """Column by column, whatever the editions of the two years."""
    for before, earlier, after, later in consecutive(reports):
        if before.applications is None or after.applications is None:
            continue
        for column in _COLUMNS:
            paths = (f"applications.carried_out.{column.name}", f"applications.carried_in.{column.name}")
            left = getattr(before.applications.carried_out, column.name)
            right = getattr(after.applications.carried_in, column.name)
            label = _label(after.applications, paths[1], column=True)
            years = (earlier, later)
            if left is None or right is None:
                words = message(
                    "表三 {column}列：{earlier}年度结转下年度或{later}年度上年结转为空白，无法核对",
                    column=label,
                    earlier=earlier,
                    later=later,
                )
                yield carried.finding(None, words, paths, left, right, years=years)
                continue
            words = message(
                "表三 {column}列：{earlier}年度结转下年度（{left}），{later}年度上年结转（{right}）",
                column=label,
                earlier=earlier,
                left=left,
                later=later,
                right=right,
            )
            yield carried.finding(left == right, _apart(words, left, right), paths, left, right, years=years)


@series_rule(
    id="series.in-force",
    title=message("现行有效＝上一年度现行有效＋本年制发－本年废止"),
    severity="warning",
    citation=message(
        "《政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）表二：本年制发、本年废止、现行有效，数据截至12月31日"
    ),
    reads="disclosure",
)
def in_force(reports: Sequence[Report]) -> Iterator[Finding]:
    """Of regulations and of normative documents, between two tables of the 2021 edition."""
    for before, earlier, after, later in consecutive(reports):
        if not (isinstance(before.disclosure, Disclosure2021) and isinstance(after.disclosure, Disclosure2021)):
            continue
        for name in ("regulations", "normative_documents"):
            was, now = getattr(before.disclosure, name), getattr(after.disclosure, name)
            path = f"disclosure.{name}"
            paths = (f"{path}.in_force", f"{path}.issued", f"{path}.repealed", f"{path}.in_force")
            figures = (was.in_force, now.issued, now.repealed, now.in_force)
            label = _label(after.disclosure, paths[0])
            yield _follows(in_force, label, _IN_FORCE, (1, 1, -1), figures, paths, (earlier, later))


@series_rule(
    id="series.items",
    title=message("上一年项目数量＝上一年度报告的项目数量＋增减"),
    severity="warning",
    citation=message(
        "《政府信息公开工作年度报告格式（试行）》（国办公开办函〔2019〕60号）表二：上一年项目数量、本年增/减"
    ),
    reads="disclosure",
)
def items(reports: Sequence[Report]) -> Iterator[Finding]:
    """Of licensing, services, penalties, compulsion and fees, between two tables of the 2019 edition."""
    for before, earlier, after, later in consecutive(reports):
        if not (isinstance(before.disclosure, Disclosure2019) and isinstance(after.disclosure, Disclosure2019)):
            continue
        for name in ("licensing", "other_services", "penalties", "compulsion", "fees"):
            was, now = getattr(before.disclosure, name), getattr(after.disclosure, name)
            path = f"disclosure.{name}"
            paths = (f"{path}.previous_items", f"{path}.change", f"{path}.previous_items")
            figures = (was.previous_items, was.change, now.previous_items)
            label = _label(after.disclosure, paths[0])
            yield _follows(items, label, _ITEMS, (1, 1), figures, paths, (earlier, later))


@series_rule(
    id="series.published",
    title=message("对外公开总数量＝上一年度对外公开总数量＋本年新公开数量"),
    severity="hint",
    citation=message(
        "《政府信息公开工作年度报告格式（试行）》（国办公开办函〔2019〕60号）表二：本年新公开数量、对外公开总数量"
    ),
    reads="disclosure",
)
def published(reports: Sequence[Report]) -> Iterator[Finding]:
    """Of regulations and of normative documents, between two tables of the 2019 edition; what was withdrawn is not counted."""
    for before, earlier, after, later in consecutive(reports):
        if not (isinstance(before.disclosure, Disclosure2019) and isinstance(after.disclosure, Disclosure2019)):
            continue
        for name in ("regulations", "normative_documents"):
            was, now = getattr(before.disclosure, name), getattr(after.disclosure, name)
            path = f"disclosure.{name}"
            paths = (f"{path}.total_published", f"{path}.published", f"{path}.total_published")
            figures = (was.total_published, now.published, now.total_published)
            label = _label(after.disclosure, paths[0])
            yield _follows(published, label, _PUBLISHED, (1, 1), figures, paths, (earlier, later))


_IN_FORCE: Final = (
    (message("现行有效"), 0),
    (message("本年制发"), 1),
    (message("本年废止"), 1),
    (message("现行有效"), 1),
)
_ITEMS: Final = ((message("上一年项目数量"), 0), (message("本年增/减"), 0), (message("上一年项目数量"), 1))
_PUBLISHED: Final = ((message("对外公开总数量"), 0), (message("本年新公开数量"), 1), (message("对外公开总数量"), 1))
"""Of each term its name, and whether it stands in the earlier report or in the later."""


def _follows(
    own: Rule,
    label: Message,
    names: Sequence[tuple[Message, int]],
    signs: Sequence[int],
    figures: Sequence[int | None],
    paths: tuple[str, ...],
    pair: tuple[int, int],
) -> Finding:
    """The finding that the last of ``figures`` is what the others add up to with ``signs``."""
    years = tuple(pair[which] for _, which in names)
    known = [figure for figure in figures if figure is not None]
    if len(known) < len(figures):
        words = message(
            "表二 {label}：{earlier}年度或{later}年度有单元格空白，无法核对",
            label=label,
            earlier=pair[0],
            later=pair[1],
        )
        return own.finding(None, words, paths, years=years)
    *terms, right = [
        message("{year}年度{name}（{value}）", year=year, name=name, value=value)
        for year, (name, _), value in zip(years, names, known, strict=True)
    ]
    left = sum(sign * value for sign, value in zip(signs, known[:-1], strict=True))
    shown: Message = terms[0]
    for sign, term in zip(signs[1:], terms[1:], strict=True):
        if sign > 0:
            shown = message("{left}＋{right}", left=shown, right=term)
        else:
            shown = message("{left}－{right}", left=shown, right=term)
    words = message("表二 {label}：{terms}＝{sum}，{right}", label=label, terms=shown, sum=left, right=right)
    return own.finding(left == known[-1], _apart(words, left, known[-1]), paths, left, known[-1], years=years)


def _apart(words: Message, left: int, right: int) -> Message:
    return words if left == right else message("{what}，相差 {difference}", what=words, difference=abs(left - right))


def _label(table: Table, path: str, *, column: bool = False) -> Message:
    """The short name of the column or of the row in which ``path`` stands."""
    form = compile_form(type(table))
    cell = form.cells[form.index[path]]
    return Message(cell.column_name[-1] if column else cell.row_name[-1])


RULES: Final = (carried, in_force, items, published)
