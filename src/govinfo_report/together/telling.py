"""Changes of cells in words, for every place that shows a comparison: terminal, page, notebook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Final

import attrs
from babel.numbers import format_percent

from govinfo_report.compiled import compile_form
from govinfo_report.diagnosis.explanation import cell_place
from govinfo_report.messages import Message, message, resolve_locale, translate
from govinfo_report.quantity import write_figure
from govinfo_report.report import Report
from govinfo_report.together.adding import without_zeros
from govinfo_report.together.changes import CellChange
from govinfo_report.together.editions import joined_path

__all__ = [
    "change_pair",
    "change_words",
    "counted",
    "figures_of",
    "joined_places",
    "name_of",
    "percent",
    "places_of",
    "signed",
    "with_unit",
]

_KINDS: Final = {
    "filled": message("原为空白"),
    "blanked": message("现为空白"),
    "only-before": message("后者没有此项"),
    "only-after": message("前者没有此项"),
    "unit-differs": message("单位不明，无法比较"),
}
_UNREAD: Final = {"filled": message("前者没有读出"), "blanked": message("后者没有读出")}


def places_of(reports: Iterable[Report], locale: str) -> dict[str, str]:
    """Where each cell of ``reports`` stands, in words; where several have it, as the first says."""
    found: dict[str, str] = {}
    for report in reports:
        for table in report.tables:
            form = compile_form(type(table))
            for cell in form.cells:
                if cell.path not in found:
                    found[cell.path] = cell_place(form, cell, locale)
    return found


def joined_places(reports: Iterable[Report], locale: str) -> dict[str, str]:
    """Where each cell of ``reports`` stands, by its :func:`joined_path`: rows that stand together are called as their group.

    Behind an amount stands the unit that the form names.
    """
    found: dict[str, str] = {}
    for report in reports:
        for table in report.tables:
            form = compile_form(type(table))
            for cell in form.cells:
                path = joined_path(cell.path)
                if path not in found:
                    row = cell.row_name if path == cell.path else cell.row_name[:-1]
                    place = cell_place(form, attrs.evolve(cell, row_name=row), locale)
                    if cell.kind == "amount" and cell.unit is not None:
                        unit = translate(cell.unit, locale)
                        place = message("{what}（{change}）", what=place, change=unit).text(locale)
                    found[path] = place
    return found


def counted(cells: Iterable[CellChange]) -> Message:
    """How many of ``cells`` differ, how many are the same, and how many one report alone has."""
    kinds = Counter(cell.kind for cell in cells)
    same, alone = kinds["same"], kinds["only-before"] + kinds["only-after"]
    told = message("数值{changed}项有变化，{same}项相同", changed=kinds.total() - same, same=same)
    return message("{what}；有变化的项中{count}项只有一份报告有", what=told, count=alone) if alone else told


def figures_of(cell: CellChange, locale: str) -> tuple[str, str]:
    """Both figures as they are printed: ``—`` where a report has no such cell, nothing for a blank, words for what was not read."""
    unread = message("未读出").text(locale)
    return (
        "—" if cell.kind == "only-after" else unread if "before" in cell.unread else write_figure(cell.before, locale),
        "—" if cell.kind == "only-before" else unread if "after" in cell.unread else write_figure(cell.after, locale),
    )


def change_words(cell: CellChange, locale: str) -> str:
    """The change, absolute and relative; or why there is none; nothing where the figures are the same."""
    return " ".join(filter(None, change_pair(cell, locale)))


def change_pair(cell: CellChange, locale: str) -> tuple[str, str]:
    """The absolute change and the relative one; why there is none in the place of the first."""
    if cell.kind in _KINDS:
        return (_UNREAD if cell.unread and cell.kind in _UNREAD else _KINDS)[cell.kind].text(locale), ""
    if cell.kind == "same" or cell.change is None:
        return "", ""
    ratio = "" if cell.ratio is None else percent(cell.ratio, locale, signed=True)
    return with_unit(signed(cell.change), cell.unit, locale), ratio


def with_unit(number: str, unit: str | None, locale: str) -> str:
    """A number and its unit, which in some languages holds digits itself."""
    return message("{change}{unit}", change=number, unit=translate(unit, locale)).text(locale) if unit else number


def signed(change: int | Decimal) -> str:
    """A change with its sign."""
    sign = "+" if change > 0 else ""
    return f"{sign}{change}" if isinstance(change, int) else f"{sign}{without_zeros(change):f}"


def percent(share: Fraction, locale: str, *, signed: bool = False) -> str:
    """A share in percent with one decimal."""
    shown = str(format_percent(float(share), format="#,##0.0%", locale=resolve_locale(locale)))
    return f"+{shown}" if signed and share > 0 else shown


def name_of(report: Report) -> str:
    """The title of ``report``, else its organ and year."""
    return report.title or " ".join((report.agency or "?", str(report.year or "?")))
