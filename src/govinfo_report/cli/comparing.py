"""``govinfo-report diff``: two reports side by side, what changed and how much of the narrative is repeated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

from babel.numbers import format_percent
from rich.table import Table
from rich.text import Text

from govinfo_report.cli.folding import Folded
from govinfo_report.cli.screen import Screen, printable
from govinfo_report.cli.sources import UNREADABLE, WELL, Run, Source
from govinfo_report.compiled import compile_form
from govinfo_report.diagnosis.explanation import cell_place
from govinfo_report.errors import RenderError
from govinfo_report.forms.sections import SECTIONS
from govinfo_report.messages import message, resolve_locale, translate
from govinfo_report.quantity import write_figure
from govinfo_report.report import Report
from govinfo_report.together.comparing import CellChange, Comparison, diff

__all__ = ["change_rows", "compare", "percent", "places_of"]

_KINDS: Final = {
    "filled": message("原为空白"),
    "blanked": message("现为空白"),
    "only-before": message("后者没有此项"),
    "only-after": message("前者没有此项"),
    "unit-differs": message("单位不明，无法比较"),
}
Row = tuple[str, str, str, str]


def compare(
    screen: Screen,
    locale: str,
    paths: Sequence[Path],
    *,
    reader: str | None = None,
    as_json: bool = False,
    everything: bool = False,
) -> int:
    """Compare the reports of two files; the exit code is what it returns.

    Raises:
        RenderError: more or fewer files than two.
    """
    if len(paths) != 2:
        raise RenderError(message("应给出两个文件，而不是{count}个", count=len(paths)))
    run = Run(screen, locale, reader)
    reports: list[Report] = []

    def keep(_source: Source, report: Report) -> int:
        reports.append(report)
        return WELL

    run.over(run.gather(paths), keep)
    if len(reports) < 2:
        return UNREADABLE
    compared = diff(reports[0], reports[1])
    if as_json:
        with screen.records(True) as records:
            assert records is not None
            for cell in compared.cells if everything else compared.changed:
                records.add(_record(cell))
        return WELL
    _tell(screen, compared, locale, everything)
    return WELL


def _tell(screen: Screen, compared: Comparison, locale: str, everything: bool) -> None:
    title = f"{_name(compared.before)} → {_name(compared.after)}"
    rows = change_rows(compared.cells if everything else compared.changed, places_of(compared, locale), locale)
    same = len(compared.cells) - len(compared.changed)
    summary = message("数值{changed}项有变化，{same}项相同", changed=len(compared.changed), same=same).text(locale)
    narrative = list(_repeated(compared, locale))
    if not screen.drawn:
        screen.line(printable(title))
        for row in rows:
            screen.line(printable("  " + _line(row, locale)))
        screen.line(f"  {summary}")
        for line in narrative:
            screen.line(f"  {line}")
        return
    screen.draw(Folded(Text(printable(title), style="bold")))
    if rows:
        screen.draw(change_table(rows, locale))
    screen.draw(Folded(Text(summary, style="bold")), *(Folded(Text(line)) for line in narrative))


def change_rows(cells: Sequence[CellChange], places: dict[str, str], locale: str) -> list[Row]:
    """Of each cell its place, both figures, and the change in words."""
    return [
        (
            places[cell.path],
            "—" if cell.kind == "only-after" else write_figure(cell.before, locale),
            "—" if cell.kind == "only-before" else write_figure(cell.after, locale),
            _change(cell, locale),
        )
        for cell in cells
    ]


def change_table(rows: Sequence[Row], locale: str) -> Table:
    """The rows for a terminal."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    heads = (message("单元格"), message("前"), message("后"), message("变化"))
    for at, head in enumerate(heads):
        table.add_column(head.text(locale), justify="left" if at in (0, 3) else "right", no_wrap=at in (1, 2))
    for place, before, after, change in rows:
        style = "cyan" if change[:1] in ("+", "-") else "yellow"
        table.add_row(Folded(Text(printable(place))), before or "·", after or "·", Text(change, style=style))
    return table


def _line(row: Row, locale: str) -> str:
    place, before, after, change = row
    blank = message("空白").text(locale)
    what = message("{place}：{what}", place=place, what=f"{before or blank} → {after or blank}").text(locale)
    return message("{what}（{change}）", what=what, change=change).text(locale) if change else what


def _change(cell: CellChange, locale: str) -> str:
    if cell.kind in _KINDS:
        return _KINDS[cell.kind].text(locale)
    if cell.kind == "same" or cell.change is None:
        return ""
    sign = "+" if cell.change > 0 else ""
    amount = f"{sign}{cell.change:f}" if not isinstance(cell.change, int) else f"{sign}{cell.change}"
    ratio = "" if cell.ratio is None else f" {percent(cell.ratio, locale, signed=True)}"
    return f"{amount}{cell.unit or ''}{ratio}"


def percent(share: Fraction, locale: str, *, signed: bool = False) -> str:
    """A share in percent with one decimal."""
    shown = str(format_percent(float(share), format="#,##0.0%", locale=resolve_locale(locale)))
    return f"+{shown}" if signed and share > 0 else shown


def places_of(compared: Comparison, locale: str) -> dict[str, str]:
    """Where each cell of the two reports stands, in words."""
    found: dict[str, str] = {}
    for report in (compared.after, compared.before):
        for table in report.tables:
            form = compile_form(type(table))
            found.update({cell.path: cell_place(form, cell, locale) for cell in form.cells})
    return found


def _repeated(compared: Comparison, locale: str) -> Iterator[str]:
    titles = {spec.part: spec.title for spec in SECTIONS}
    if compared.repeated_share is None:
        return
    share = percent(compared.repeated_share, locale)
    yield message("文字与前者逐字相同的占{share}", share=share).text(locale)
    for part in compared.parts:
        if part.repeated_share is not None and part.part in titles:
            name, own = translate(titles[part.part], locale), percent(part.repeated_share, locale)
            yield "  " + message("{place}：{what}", place=name, what=own).text(locale)


def _name(report: Report) -> str:
    return report.title or " ".join((report.agency or "?", str(report.year or "?")))


def _record(cell: CellChange) -> dict[str, Any]:
    return {
        "path": cell.path,
        "kind": cell.kind,
        "before": _plain(cell.before),
        "after": _plain(cell.after),
        "change": _plain(cell.change),
        "ratio": None if cell.ratio is None else float(cell.ratio),
    }


def _plain(value: Any) -> int | str | None:
    return value if value is None or isinstance(value, int) else str(value)
