"""Figures of one year that must follow from those of the year before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final, TypeAlias

from govinfo_report.findings import Finding
from govinfo_report.forms.applications import Applicants
from govinfo_report.forms.disclosure import Disclosure2019, Disclosure2021
from govinfo_report.messages import Message, message
from govinfo_report.rulebook import Rule, series_rule
from govinfo_report.rules.rows import Cells, Judged, apart, cells_of, column_label, settle
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
            places = (("carried_out", before.applications), ("carried_in", after.applications))
            paths = tuple(f"applications.{row}.{column.name}" for row, _ in places)
            values = tuple(getattr(getattr(table, row), column.name) for row, table in places)
            cells = Cells(column_label(after.applications, paths[1]), (), paths, values, (earlier, later))
            yield settle(carried, cells, _blank, _the_same, (values[0], values[1]))


def _blank(_own: Rule, cells: Cells) -> Message:
    earlier, later = cells.years
    return message(
        "表三 {column}列：{earlier}年度结转下年度或{later}年度上年结转为空白，无法核对",
        column=cells.label,
        earlier=earlier,
        later=later,
    )


def _the_same(cells: Cells, left: int, right: int) -> Judged:
    words = message(
        "表三 {column}列：{earlier}年度结转下年度（{left}），{later}年度上年结转（{right}）",
        column=cells.label,
        earlier=cells.years[0],
        left=left,
        later=cells.years[1],
        right=right,
    )
    return left == right, apart(words, left, right), left, right


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
    rows = ("regulations", "normative_documents")
    columns = (("in_force", 0, 1), ("issued", 1, 1), ("repealed", 1, -1), ("in_force", 1, 0))
    yield from _follow(in_force, reports, Disclosure2021, rows, columns)


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
    rows = ("licensing", "other_services", "penalties", "compulsion", "fees")
    columns = (("previous_items", 0, 1), ("change", 0, 1), ("previous_items", 1, 0))
    yield from _follow(items, reports, Disclosure2019, rows, columns)


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
    rows = ("regulations", "normative_documents")
    columns = (("total_published", 0, 1), ("published", 1, 1), ("total_published", 1, 0))
    yield from _follow(published, reports, Disclosure2019, rows, columns)


_Term: TypeAlias = tuple[str, int, int]
"""A column, whether it stands in the earlier report or in the later, and its sign; 0 for what the others must add up to."""


def _follow(
    own: Rule, reports: Sequence[Report], edition: type[Table], rows: Iterable[str], terms: Sequence[_Term]
) -> Iterator[Finding]:
    """Of each of ``rows``, between each two years whose 表二 is of ``edition``: the last of ``terms`` is what the others add up to."""
    for before, earlier, after, later in consecutive(reports):
        tables = (before.disclosure, after.disclosure)
        if not (isinstance(tables[0], edition) and isinstance(tables[1], edition)):
            continue
        found = (tables[0], tables[1])
        columns = tuple(column for column, *_ in terms)
        years = tuple((earlier, later)[which] for _, which, _ in terms)
        for row in rows:
            cells = cells_of(found[1], row, columns)._replace(
                values=tuple(getattr(getattr(found[which], row), column) for column, which, _ in terms), years=years
            )
            yield settle(own, cells, _a_blank, partial(_added_up, [sign for *_, sign in terms]))


def _a_blank(_own: Rule, cells: Cells) -> Message:
    return message(
        "表二 {label}：{earlier}年度或{later}年度有单元格空白，无法核对",
        label=cells.label,
        earlier=cells.years[0],
        later=cells.years[-1],
    )


def _added_up(signs: Sequence[int], cells: Cells, *figures: int) -> Judged:
    *terms, told = [
        message("{year}年度{name}（{value}）", year=year, name=name, value=value)
        for year, name, value in zip(cells.years, cells.names, figures, strict=True)
    ]
    left, right = sum(sign * value for sign, value in zip(signs, figures, strict=True)), figures[-1]
    shown: Message = terms[0]
    for sign, term in zip(signs[1:-1], terms[1:], strict=True):
        if sign > 0:
            shown = message("{left}＋{right}", left=shown, right=term)
        else:
            shown = message("{left}－{right}", left=shown, right=term)
    words = message("表二 {label}：{terms}＝{sum}，{right}", label=cells.label, terms=shown, sum=left, right=told)
    return left == right, apart(words, left, right), left, right


RULES: Final = (carried, in_force, items, published)
