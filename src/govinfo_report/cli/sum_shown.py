"""A sum on a terminal, in lines of text, and as a record for machines."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

import attrs
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from govinfo_report.cli.drawing import draw_grid
from govinfo_report.cli.folding import Folded
from govinfo_report.cli.notes import notes_records
from govinfo_report.cli.screen import Screen, printable
from govinfo_report.cli.summed import Published, Summed
from govinfo_report.compiled import compile_form
from govinfo_report.grids import table_grid
from govinfo_report.messages import SOURCE_LOCALE, Message, message
from govinfo_report.quantity import Figure
from govinfo_report.registry import Registry
from govinfo_report.together.sum_notes import part_name

__all__ = ["draw", "lines", "record"]

_NARROWEST, _WIDEST = 40, 120

_WRONG, _NOTED = "red", "black on yellow"
_YELLOW: Final = message("黄底的合计不是各份报告逐格相加就能得到的，见下面的取舍")
_RED: Final = message("红色的合计在不成立的勾稽关系中")
_PARTS: Final = message("计入的报告：")
_DECIDED: Final = message("汇总时的取舍：")
_NOTHING: Final = message("没有需要取舍之处：各份报告逐格有数或逐格空白，版本和单位相同")
_NOTES: Final = message("逐格说明：")
_LEFT_OUT: Final = message("没有计入：")
_NOT_COMPARED: Final = message("公布的总计没有读出，没有比较：")


def draw(screen: Screen, summed: Summed, *, tables: bool, notes: bool) -> None:
    """The tables of the sum, then what is to be said of it, the comparison with what was published last."""
    report = summed.whole.report
    screen.draw(Folded(Text(summed.title, style="bold"), "  "))
    if tables:
        screen.draw(*_tables(summed, max(_NARROWEST, min(screen.out.width, _WIDEST))), Text())
    screen.draw(Text(summed.say(_PARTS), style="bold"), _parts(summed))
    not_counted = list(summed.not_counted())
    if not_counted:
        screen.draw(Text(summed.say(_LEFT_OUT), style="bold"))
        screen.draw(*(_item(why, "red") for why in not_counted))
    decisions = list(summed.decisions())
    screen.draw(Text(summed.say(_DECIDED), style="bold"))
    screen.draw(*(_item(one, "yellow") for one in decisions))
    if not decisions:
        screen.draw(_item(summed.say(_NOTHING), "green"))
    if notes and report.notes:
        screen.draw(Text(summed.say(_NOTES), style="bold"))
        screen.draw(*(_item(one, "yellow") for one in summed.noted()))
    if summed.published is not None:
        _draw_published(screen, summed, summed.published)
    if summed.unread:
        screen.draw(
            Text(summed.say(_NOT_COMPARED), style="bold"), *(_item(printable(why), "red") for why in summed.unread)
        )


def _tables(summed: Summed, width: int) -> Iterator[RenderableType]:
    """Each table of the sum; on yellow what is not simply the sum of all reports, red what does not add up."""
    report, locale = summed.whole.report, summed.locale
    styles = {note.path: _NOTED for note in report.notes if note.path is not None}
    styles |= {path: _WRONG for finding in report.check(severity="error").failed for path in finding.paths}
    for table in report.tables:
        form = compile_form(type(table))
        extras = tuple(cell for cell in report.extras if cell.table == table.spec.name)
        grid = table_grid(form, form.values(table), extras, locale)
        marks = {(cell.row, cell.column): styles[cell.name] for cell in grid.cells if cell.name in styles}
        yield Text(summed.say(message("表{number}", number=Message(form.number))), style="bold")
        yield draw_grid(grid, width, marks, words=locale != SOURCE_LOCALE)
        if _NOTED in marks.values():
            yield Folded(Text(summed.say(_YELLOW), style="yellow"))
        if _WRONG in marks.values():
            yield Folded(Text(summed.say(_RED), style=_WRONG))


def _item(text: str, style: str) -> Folded:
    return Folded(Text.assemble(("  · ", style), text), "    ")


def _parts(summed: Summed) -> Table:
    rows = list(summed.rows())
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("  " + summed.say(message("报告机关")))
    table.add_column(summed.say(message("文件")))
    table.add_column(summed.say(message("空白格")), justify="right", no_wrap=True)
    table.add_column(summed.say(message("不符项")), justify="right", no_wrap=True)
    for name, file, blank, failed in rows:
        table.add_row(
            Folded(Text(f"  {printable(name)}"), "  "),
            Folded(Text(printable(file), style="dim")),
            Text(blank, style="yellow"),
            Text(failed, style="bold red"),
        )
    return table


def _draw_published(screen: Screen, summed: Summed, published: Published) -> None:
    screen.draw(Text(summed.say(_published(published)), style="bold"))
    rows = summed.compared(published)
    if rows:
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
        heads = (message("单元格"), message("合计"), message("公布"), message("公布减合计"))
        for at, head in enumerate(heads):
            table.add_column(
                ("  " if not at else "") + summed.say(head),
                justify="right" if at in (1, 2) else "left",
                no_wrap=at in (1, 2),
            )
        for place, before, after, said in rows:
            table.add_row(
                Folded(Text(f"  {place}"), "  "),
                before or "·",
                after or "·",
                Folded(Text(printable(said), style="bold red")),
            )
        screen.draw(table)
    style = "bold red" if published.changes else "bold green"
    screen.draw(*(Folded(Text(line, style=style), "  ") for line in summed.verdict(published)))


def _published(published: Published) -> Message:
    return message("与公布的总计比较（{path}）：", path=published.name)


def lines(summed: Summed, *, tables: bool, notes: bool) -> Iterator[str]:
    """The same in lines."""
    report, locale = summed.whole.report, summed.locale
    yield summed.title
    if tables:
        document = attrs.evolve(report, notes=(), title=None, agency=None, year=None).to_document(locale=locale)
        text = Registry.installed().renderers.get("text").write(document)
        assert isinstance(text, str)
        yield from text.splitlines()
    yield summed.say(_PARTS)
    for name, file, blank, failed in summed.rows():
        told = message("{agency}（{path}）", agency=name, path=file)
        told = message("{what}，空白{count}格", what=told, count=blank) if blank else told
        told = message("{what}，不符{count}项", what=told, count=failed) if failed else told
        yield f"  {summed.say(told)}"
    not_counted = list(summed.not_counted())
    if not_counted:
        yield summed.say(_LEFT_OUT)
        yield from (f"  {why}" for why in not_counted)
    yield summed.say(_DECIDED)
    decisions = list(summed.decisions()) or [summed.say(_NOTHING)]
    yield from (f"  {one}" for one in decisions)
    if notes and report.notes:
        yield summed.say(_NOTES)
        yield from (f"  {one}" for one in summed.noted())
    if summed.published is not None:
        yield from _published_lines(summed, summed.published)
    if summed.unread:
        yield summed.say(_NOT_COMPARED)
        yield from (f"  {printable(why)}" for why in summed.unread)


def _published_lines(summed: Summed, published: Published) -> Iterator[str]:
    yield summed.say(_published(published))
    blank = summed.say(message("空白"))
    for place, before, after, said in summed.compared(published):
        told = message(
            "{place}：合计{sum}，公布{published}", place=place, sum=before or blank, published=after or blank
        )
        yield "  " + summed.say(message("{what}（{change}）", what=told, change=said) if said else told)
    yield from (f"  {line}" for line in summed.verdict(published))


def record(summed: Summed) -> dict[str, Any]:
    """Plain data for machines."""
    whole, published = summed.whole, summed.published
    compared = None
    if published is not None:
        cells = [
            {
                "path": one.path,
                "kind": one.kind,
                "sum": _plain(one.before),
                "published": _plain(one.after),
                "difference": _plain(one.change),
            }
            for one in published.changes
        ]
        compared = {
            "path": published.name,
            "agency": published.report.agency,
            "year": published.report.year,
            "doubts": [one.text(summed.locale) for one in published.doubts],
            "cells": cells,
            "omitted": [part_name(whole.parts, at) for at in whole.omitted(published.report)],
        }
    return {
        "agency": whole.report.agency,
        "year": whole.report.year,
        "edition": summed.edition,
        "parts": [
            {"path": part.name, "agency": part.report.agency, "blank": part.blank, "failed": part.failed}
            for part in summed.parts
        ],
        "left_out": [{"path": name, "error": why} for name, why in summed.left_out],
        "passed_over": list(summed.passed_over),
        "doubled": [{"path": name, "same_as": other} for name, other in summed.doubled],
        "notes": notes_records(whole.report, summed.locale),
        "report": whole.report.to_dict(),
        "published": compared,
        "not_compared": list(summed.unread),
    }


def _plain(value: Figure | Decimal) -> int | str | None:
    return value if value is None or isinstance(value, int) else str(value)
