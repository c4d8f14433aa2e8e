"""From paths and editions to the forms and cells that they mean."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import cast

from govinfo_report.accepted import BUILT_IN
from govinfo_report.compiled import Form, compile_form
from govinfo_report.errors import CellError, ValueRefused, shown
from govinfo_report.messages import Joined, message
from govinfo_report.paths import no_such_cell
from govinfo_report.quantity import Amount, Figure, check_figure

__all__ = ["figure_for", "form_for", "form_of_edition", "title_of"]


def title_of(agency: str | None, year: int | None) -> str | None:
    """The usual title of a report, ``None`` where organ or year is not known."""
    return None if agency is None or year is None else f"{agency}{year}年政府信息公开工作年度报告"


def form_of_edition(name: str, edition: str) -> Form:
    """The form of the table ``name`` in ``edition``."""
    if name not in BUILT_IN:
        raise ValueRefused(
            message("没有名为“{name}”的表格，应为{choices}", name=name, choices=Joined(tuple(BUILT_IN), "、"))
        )
    if not isinstance(edition, str):
        raise ValueRefused(message("版本应为文字，如'2021'，而不是{value}", value=shown(edition)))
    for kind in BUILT_IN[name]:
        if edition in kind.spec.edition.split("/"):
            return compile_form(kind)
    choices = Joined(tuple(kind.spec.edition for kind in BUILT_IN[name]), "、")
    raise ValueRefused(message("{name}没有“{edition}”版，应为{choices}", name=name, edition=edition, choices=choices))


def form_for(name: str, cells: Mapping[str, object], preferred: str) -> Form:
    """The form of the table ``name`` that has all paths of ``cells``, the preferred edition where several have."""
    forms = [compile_form(kind) for kind in BUILT_IN.get(name, ())]
    fitting = [form for form in forms if all(path in form.index for path in cells)]
    if not fitting:
        for path in cells:
            if not any(path in form.index for form in forms):
                raise no_such_cell(path, forms or [compile_form(kind) for kinds in BUILT_IN.values() for kind in kinds])
        raise CellError(
            name, message("{name}的路径混用了不同版本：没有一个版本包含全部{count}个路径", name=name, count=len(cells))
        )
    return next((form for form in fitting if preferred in form.edition.split("/")), fitting[0])


def figure_for(form: Form, at: int, value: object, before: Figure) -> Figure:
    """``value`` as the cell at index ``at`` holds it; ``before`` tells the unit that was printed there."""
    cell = form.cells[at]
    try:
        if cell.kind == "amount" and type(value) in (int, Decimal):
            number = Decimal(cast("int | Decimal", value))
            if isinstance(before, Amount) and before.to(cell.unit) == number:
                return before
            printed = isinstance(before, Amount) and before.unit is not None and cell.unit is None
            return Amount(number, "元" if printed else None)
        if cell.kind == "amount" and type(value) in (float, str):
            raise ValueRefused(
                message("应为Decimal、整数、Amount或None，而不是{value}；小数请写成Decimal", value=shown(value))
            )
        return check_figure(value, cell.kind)
    except ValueRefused as refused:
        raise ValueRefused(message("{path}：{what}", path=cell.path, what=refused.message)) from None
