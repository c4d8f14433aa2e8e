"""``govinfo-report diff``: two reports side by side, what is wrong, what changed, how much of the narrative is repeated."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import attrs
from rich.table import Table
from rich.text import Text

from govinfo_report.cli.folding import Folded
from govinfo_report.cli.screen import Screen, printable
from govinfo_report.cli.sentences import SIGNS, STYLES
from govinfo_report.cli.sources import UNREADABLE, WELL, Run, Source
from govinfo_report.cli.writing import put
from govinfo_report.errors import RenderError
from govinfo_report.messages import message
from govinfo_report.report import Report
from govinfo_report.together.changes import CellChange, PartChange
from govinfo_report.together.comparing import Comparison, diff
from govinfo_report.together.comparison_page import part_title
from govinfo_report.together.extra_changes import extra_place
from govinfo_report.together.telling import change_words, counted, figures_of, name_of, percent, places_of

__all__ = ["compare"]

_LARGEST: Final = 10
_FEW: Final = 12
"""Of more problems than this the others are counted."""

_QUOTE: Final = 30
_SHORTEST: Final = 12
"""Characters of a paragraph whose repetition is worth telling."""

_PAGES: Final = (".html", ".htm")

Row = tuple[str, str, str, str]


def compare(
    screen: Screen,
    locale: str,
    paths: Sequence[Path],
    *,
    output: Path | None = None,
    force: bool = False,
    reader: str | None = None,
    as_json: bool = False,
    everything: bool = False,
) -> int:
    """Compare the reports of two files; the exit code is what it returns.

    Raises:
        RenderError: more or fewer files than two, a folder, or an output that is no page.
    """
    if len(paths) != 2:
        raise RenderError(message("应给出两个文件，而不是{count}个", count=len(paths)))
    folder = next((path for path in paths if os.path.isdir(path)), None)
    if folder is not None:
        raise RenderError(message("应给出两个文件，而{path}是文件夹", path=str(folder)))
    if output is not None and output.suffix.lower() not in _PAGES:
        raise RenderError(message("比较的结果写成网页，-o的扩展名应为.html，而不是{path}", path=str(output)))
    if output is not None and os.path.exists(output) and not force:
        raise RenderError(message("{target}已经存在，用--force覆盖", target=str(output)))
    run = Run(screen, locale, reader)
    reports: list[Report] = []

    def keep(_source: Source, report: Report) -> int:
        reports.append(report)
        return WELL

    run.over(run.gather(paths), keep)
    if len(reports) < 2:
        return UNREADABLE
    compared = diff(reports[0], reports[1])
    if output is not None:
        refused = put(output, compared.to_html(locale=locale), force=force)
        if refused is not None:
            screen.complain(refused.text(locale))
            return UNREADABLE
    if as_json:
        with screen.records(True) as records:
            assert records is not None
            for cell in compared.cells if everything else compared.changed:
                records.add(_record(cell))
            for one in compared.extras if everything else compared.changed_extras:
                place = {"path": None, "table": one.table, "row": list(one.row), "column": list(one.column)}
                records.add({**_record(one.cell), **place})
        return WELL
    told = _Told(compared, locale, everything)
    if output is not None:
        screen.line(printable(told.title))
        screen.line(f"  {told.summary}")
        screen.line(message("比较写在{target}", target=str(output)).text(locale))
    elif screen.drawn:
        _draw(screen, told)
    else:
        screen.write("".join(f"{printable(line)}\n" for line in _lines(told)))
    return WELL


@attrs.frozen
class _Told:
    """What is said of a comparison."""

    compared: Comparison
    locale: str
    everything: bool

    @property
    def title(self) -> str:
        return f"{name_of(self.compared.before)} → {name_of(self.compared.after)}"

    @property
    def summary(self) -> str:
        return counted(self.compared.cells).text(self.locale)

    def problems(self) -> Iterator[tuple[str, str]]:
        """What checking finds, with its severity, the gravest first; a few of them, then how many more."""
        places = {"before": message("前者"), "after": message("后者"), "between": message("两年之间")}
        problems = self.compared.problems
        shown = problems if self.everything else problems[:_FEW]
        for one in shown:
            told = message("{place}：{what}", place=places[one.place], what=one.finding.sentence)
            yield one.finding.rule.severity, told.text(self.locale)
        if len(shown) < len(problems):
            yield "incomplete", message("另有{count}条", count=len(problems) - len(shown)).text(self.locale)

    def groups(self) -> Iterator[tuple[str, list[Row]]]:
        """The cells: the largest changes, then the others in the order of the form, each group with its head."""
        compared = self.compared
        largest = compared.largest(_LARGEST)
        ahead = {cell.path for cell in largest}
        rest = [cell for cell in (compared.cells if self.everything else compared.changed) if cell.path not in ahead]
        places = places_of((compared.after, compared.before), self.locale)
        if largest:
            head = message("变化最大的{count}项", count=len(largest))
            yield head.text(self.locale), [self._row(places[cell.path], cell) for cell in largest]
        if rest:
            head = message("其余{count}项，按表格的次序", count=len(rest))
            yield head.text(self.locale), [self._row(places[cell.path], cell) for cell in rest]
        if extras := compared.extras if self.everything else compared.changed_extras:
            head = message("统一格式之外的{count}项", count=len(extras))
            yield (
                head.text(self.locale),
                [self._row(extra_place(one, compared.numbers, self.locale), one.cell) for one in extras],
            )

    def _row(self, place: str, cell: CellChange) -> Row:
        return place, *figures_of(cell, self.locale), change_words(cell, self.locale)

    def narrative(self) -> Iterator[tuple[int, str]]:
        """How much is repeated, in all, by part and by paragraph, with how deep each line stands."""
        share = self.compared.repeated_share
        if share is not None:
            yield 0, message("文字与前者逐字相同的占{share}", share=percent(share, self.locale)).text(self.locale)
        for part in self.compared.parts:
            if part.repeated_share is not None:
                name = part_title(part.part, self.locale)
                told = message("{place}：{what}", place=name, what=percent(part.repeated_share, self.locale))
                yield 1, told.text(self.locale)
            elif self.everything:
                yield 1, part_title(part.part, self.locale)
            yield from ((2, line) for line in (self._sentences(part) if self.everything else self._paragraphs(part)))

    def _paragraphs(self, part: PartChange) -> Iterator[str]:
        """The paragraphs of which at least half stands in the first report; not headings, which are as short."""
        for one in part.paragraphs:
            text = "".join(sentence.text for sentence in one.sentences)
            if 2 * one.repeated_share >= 1 and len(text) >= _SHORTEST:
                text = text if len(text) <= _QUOTE else f"{text[:_QUOTE]}…"
                share = percent(one.repeated_share, self.locale)
                yield message("“{text}”：{share}与前者相同", text=text, share=share).text(self.locale)

    def _sentences(self, part: PartChange) -> Iterator[str]:
        """Every sentence: ``-`` of the first report alone, ``=`` of both, ``+`` of the second alone."""
        yield from (f"- {one.text}" for one in part.before if not one.repeated)
        yield from (f"{'=' if one.repeated else '+'} {one.text}" for one in part.after)


def _lines(told: _Told) -> Iterator[str]:
    yield told.title
    problems = list(told.problems())
    if problems:
        yield "  " + message("核对发现的问题：").text(told.locale)
        yield from (f"    {line}" for _, line in problems)
    for head, rows in told.groups():
        yield f"  {message('{what}：', what=head).text(told.locale)}"
        yield from (f"    {_line(row, told.locale)}" for row in rows)
    yield f"  {told.summary}"
    yield from (f"  {'  ' * depth}{line}" for depth, line in told.narrative())


def _line(row: Row, locale: str) -> str:
    place, before, after, change = row
    blank = message("空白").text(locale)
    what = message("{place}：{what}", place=place, what=f"{before or blank} → {after or blank}").text(locale)
    return message("{what}（{change}）", what=what, change=change).text(locale) if change else what


def _draw(screen: Screen, told: _Told) -> None:
    screen.draw(Folded(Text(printable(told.title), style="bold")))
    problems = list(told.problems())
    if problems:
        screen.draw(Text(message("核对发现的问题：").text(told.locale), style="bold"))
        for kind, line in problems:
            screen.draw(Folded(Text.assemble((f"  {SIGNS[kind]} ", STYLES[kind]), printable(line)), "    "))
    for head, rows in told.groups():
        screen.draw(Text(), Text(head, style="bold"), _table(rows, told.locale))
    screen.draw(Text(), Folded(Text(told.summary, style="bold")))
    for depth, line in told.narrative():
        style = {"-": "red", "=": "dim", "+": "green"}.get(line[:2].rstrip(), "") if depth == 2 else ""
        screen.draw(Folded(Text(f"{'  ' * depth}{printable(line)}", style=style), "  " * (depth + 1)))


def _table(rows: Sequence[Row], locale: str) -> Table:
    """The rows for a terminal."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    heads = (message("单元格"), message("前"), message("后"), message("变化"))
    for at, head in enumerate(heads):
        table.add_column(head.text(locale), justify="left" if at in (0, 3) else "right", no_wrap=at in (1, 2))
    for place, before, after, change in rows:
        style = "cyan" if change[:1] in ("+", "-") else "yellow"
        table.add_row(Folded(Text(printable(place))), before or "·", after or "·", Text(change, style=style))
    return table


def _record(cell: CellChange) -> dict[str, Any]:
    return {
        "path": cell.path,
        "kind": cell.kind,
        "before": _plain(cell.before),
        "after": _plain(cell.after),
        "change": _plain(cell.change),
        "ratio": None if cell.ratio is None else float(cell.ratio),
        "unread": list(cell.unread),
    }


def _plain(value: Any) -> int | str | None:
    return value if value is None or isinstance(value, int) else str(value)
