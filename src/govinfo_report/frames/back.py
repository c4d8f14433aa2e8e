"""From frames back to reports, without loss."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final, cast

from govinfo_report.accepted import BUILT_IN
from govinfo_report.compiled import Form, compile_form
from govinfo_report.content import ExtraCell
from govinfo_report.document import Position
from govinfo_report.errors import shown
from govinfo_report.form import Table
from govinfo_report.frames.building import Frames
from govinfo_report.frames.checks import check
from govinfo_report.frames.grouping import Groups
from govinfo_report.frames.needs import FrameError
from govinfo_report.messages import Joined, message
from govinfo_report.narrative import Paragraph, Section
from govinfo_report.note import Note
from govinfo_report.quantity import Amount, Figure
from govinfo_report.registry import Registry
from govinfo_report.report import Report

__all__ = ["to_reports"]

_PRINTED: Final = re.compile(r"(-?\d+(?:\.\d+)?)(元|万元|亿元)?", re.ASCII)
_COUNTED: Final = ("other_tables", "extras", "paragraphs", "notes")
_Row = dict[str, Any]


def to_reports(frames: Frames, *, registry: Registry | None = None) -> Iterator[tuple[str, Report]]:
    """The identity and the report of each row of ``frames.reports`` that was read, in order; a duplicate gives it again.

    Raises:
        FrameError: a frame that is not of the schema, a table whose form is not installed, rows that are no report, or
            tables, extra cells, paragraphs and notes of which ``reports`` says that they were there and that are not.
    """
    for name, table in frames.tables().items():
        check(table, name)
    forms = _forms(registry or Registry.installed())
    parts = {name: Groups(getattr(frames, name)) for name in ("cells", "extras", "notes", "paragraphs")}
    rows = frames.reports.select(["report", "status", "title", "agency", "year", *BUILT_IN, *_COUNTED]).to_pylist()
    known = {row["report"]: row for row in rows if row["status"] == "read"}
    again = Counter(row["report"] for row in rows if row["status"] != "failed")
    kept: dict[str, Report] = {}
    for row in rows:
        identity = row["report"]
        if row["status"] == "failed" or identity not in known:
            continue
        report = kept.get(identity)
        if report is None:
            own = {name: groups.of(identity) for name, groups in parts.items()}
            report = _report(known[identity], own, forms)
        if again[identity] > 1:
            kept[identity] = report
        yield identity, report


def _forms(registry: Registry) -> dict[tuple[str, str], Form]:
    built_in = [compile_form(kind) for kinds in BUILT_IN.values() for kind in kinds]
    return {(form.name, form.edition): form for form in (*registry.forms, *built_in)}


def _report(row: _Row, own: dict[str, list[_Row]], forms: dict[tuple[str, str], Form]) -> Report:
    try:
        tables = list(_tables(own["cells"], forms))
    except FrameError as error:
        place = message("报告{report}", report=shown(row["report"]))
        raise FrameError(message("{place}：{what}", place=place, what=error.message)) from None
    _check_complete(row, tables, own)
    built_in = {table.spec.name: table for table in tables if table.spec.name in BUILT_IN}
    return Report(
        title=row["title"],
        agency=row["agency"],
        year=row["year"],
        other_tables=tuple(table for table in tables if table.spec.name not in BUILT_IN),
        extras=tuple(_extra(one) for one in sorted(own["extras"], key=lambda one: cast("int", one["ordinal"]))),
        notes=tuple(_note(one) for one in sorted(own["notes"], key=lambda one: cast("int", one["ordinal"]))),
        **cast("Any", built_in),
        **cast("Any", _sections(own["paragraphs"])),
    )


def _check_complete(row: _Row, tables: Sequence[Table], own: dict[str, list[_Row]]) -> None:
    """Rows that were filtered away must not make another report of it."""
    found = sorted((table.spec.name, table.edition) for table in tables if table.spec.name in BUILT_IN)
    expected = sorted((name, row[name]) for name in BUILT_IN if row[name] is not None)
    if found != expected:
        raise FrameError(
            message(
                "报告{report}应有的表格是{expected}，而单元格表中是{found}",
                report=shown(row["report"]),
                expected=_listed(expected),
                found=_listed(found),
            )
        )
    others = sum(table.spec.name not in BUILT_IN for table in tables)
    counts = {"other_tables": others, **{name: len(own[name]) for name in ("extras", "paragraphs", "notes")}}
    for name, count in counts.items():
        if count != row[name]:
            raise FrameError(
                message(
                    "报告{report}的{name}应有{expected}个，而数据表中是{found}个",
                    report=shown(row["report"]),
                    name=name,
                    expected=row[name],
                    found=count,
                )
            )


def _listed(tables: Iterable[tuple[str, str]]) -> Joined:
    return Joined(tuple(f"{name} {edition}" for name, edition in tables) or ("-",), "、")


def _tables(rows: Iterable[_Row], forms: dict[tuple[str, str], Form]) -> Iterator[Table]:
    groups: dict[tuple[str, str], list[_Row]] = {}
    for row in rows:
        groups.setdefault((row["table_name"], row["edition"]), []).append(row)
    for (name, edition), members in groups.items():
        form = forms.get((name, edition))
        if form is None:
            raise FrameError(
                message(
                    "没有名为{name}、版本为{edition}的表格；须安装定义它的扩展包",
                    name=shown(name),
                    edition=shown(edition),
                )
            )
        values: list[Figure] = [None] * len(form.cells)
        found: set[str] = set()
        for row in members:
            path = row["path"]
            if path not in form.index or path in found:
                raise FrameError(message("表格{name}中没有单元格{path}，或它出现了两次", name=name, path=shown(path)))
            found.add(path)
            values[form.index[path]] = _figure(form, form.index[path], row)
        if len(found) < len(values):
            raise FrameError(message("表格{name}缺少{count}个单元格", name=name, count=len(values) - len(found)))
        yield form.build(values)


def _figure(form: Form, at: int, row: _Row) -> Figure:
    value: Decimal | None = row["value"]
    cell = form.cells[at]
    if cell.kind != "amount":
        return None if value is None else int(value)
    printed: str | None = row["printed"]
    if printed is None and value is None:
        return None
    amount = None if printed is None else _amount(printed)
    if amount is None or value is None or amount.to(cell.unit) != value:
        raise FrameError(
            message(
                "{path}：数值{value}与印出的{printed}不一致", path=cell.path, value=str(value), printed=str(printed)
            )
        )
    return amount


@lru_cache(maxsize=1024)
def _amount(printed: str) -> Amount:
    found = _PRINTED.fullmatch(printed)
    if found is None:
        raise FrameError(message("应为印出的金额，而不是{value}", value=shown(printed)))
    return Amount(Decimal(found[1]), cast("Any", found[2]))


def _extra(row: _Row) -> ExtraCell:
    printed: str | None = row["printed"]
    value = int(row["value"]) if printed is None else _amount(printed)
    return ExtraCell(row["table_name"], tuple(row["row_labels"]), tuple(row["column_labels"]), value)


def _note(row: _Row) -> Note:
    at = None
    if row["located"]:
        at = Position(row["line"], row["page"], row["in_table"], row["in_row"], row["in_column"], row["in_sheet"])
    details = tuple((pair["name"], pair["value"]) for pair in row["details"])
    return Note(row["code"], row["path"], row["text"], at, row["severity"], details)


def _sections(rows: Iterable[_Row]) -> dict[str, Section]:
    parts: dict[str, list[_Row]] = {}
    for row in rows:
        parts.setdefault(row["part"], []).append(row)
    made = {}
    for part, members in parts.items():
        ordered = sorted(members, key=lambda one: cast("int", one["ordinal"]))
        heading = next((one["text"] for one in ordered if one["level"] is None), None)
        paragraphs = tuple(Paragraph(one["text"], one["level"]) for one in ordered if one["level"] is not None)
        made[part] = Section(heading, paragraphs)
    return made
