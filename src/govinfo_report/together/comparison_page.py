"""A comparison as a web page, in the style of the library's other pages: problems first, then what changed most."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from govinfo_report.compiled import Form, FormCell, compile_form
from govinfo_report.diagnosis.explanation import cell_labels
from govinfo_report.forms.sections import SECTIONS
from govinfo_report.messages import Message, message, translate
from govinfo_report.renderers.html import page, style
from govinfo_report.renderers.html_text import attribute, escape
from govinfo_report.report import Report
from govinfo_report.together.changes import CellChange, ComparedSentence, PartChange
from govinfo_report.together.extra_changes import extra_place
from govinfo_report.together.problems import Problem
from govinfo_report.together.telling import change_pair, counted, figures_of, name_of, percent, places_of

if TYPE_CHECKING:
    from govinfo_report.together.comparing import Comparison

__all__ = ["comparison_page", "part_title"]

_CSS: Final = Path(__file__).with_name("comparison.css")
_FEW: Final = 12
"""Of more problems than this the rest are folded away."""

_LARGEST: Final = 10

_Label: TypeAlias = tuple[str, int]
"""The text of a head, and over how many lines it goes; 0 where the one above it goes on."""


@lru_cache(maxsize=1)
def _sheet() -> str:
    return f"<style>\n{style()}{_CSS.read_text(encoding='utf-8')}</style>\n"


def comparison_page(compared: Comparison, locale: str, *, fragment: bool, folded: bool) -> str:
    """``compared`` as a page, or as a fragment with its style; ``folded`` leaves all but the largest changes to be opened."""
    drawing = _Drawing(compared, locale, folded)
    body = f'<div class="govinfo-report comparison" lang="{locale.replace("_", "-")}" dir="ltr">\n{"".join(drawing.parts())}</div>\n'
    if fragment:
        return _sheet() + body
    title = f"{name_of(compared.before)} → {name_of(compared.after)}"
    return page(body, title, locale, _sheet())


def part_title(part: str, locale: str) -> str:
    """The official heading of a part of the narrative."""
    titles = {spec.part: spec.heading for spec in SECTIONS}
    own = {"preamble": message("正文之前"), "closing": message("落款部分")}
    return own[part].text(locale) if part in own else translate(titles[part], locale)


class _Drawing:
    """One comparison on its way to a page."""

    def __init__(self, compared: Comparison, locale: str, folded: bool) -> None:
        self.compared, self.locale, self.folded = compared, locale, folded
        self.problems = compared.problems
        self.reports: dict[str, Report] = {"before": compared.before, "after": compared.after}
        self.wrong: dict[tuple[str, str], str] = {}
        for problem in self.problems:
            for place in self._cells(problem):
                self.wrong.setdefault(place, problem.finding.rule.severity)

    def _cells(self, problem: Problem) -> Iterator[tuple[str, str]]:
        """The report, before or after, and the path of each cell in which a problem stands that is no hint."""
        finding = problem.finding
        if finding.rule.severity == "hint":
            return
        if problem.place != "between":
            yield from ((problem.place, path) for path in finding.paths)
            return
        places = {report.year: place for place, report in self.reports.items()}
        yield from ((places[year], path) for path, year in zip(finding.paths, finding.years, strict=False))

    def say(self, sentence: Message) -> str:
        return escape(sentence.text(self.locale))

    def parts(self) -> Iterator[str]:
        """The page from top to bottom."""
        yield self._names()
        yield self._problems()
        yield self._largest()
        yield from self._tables()
        yield self._extras()
        yield from self._narrative()

    def _names(self) -> str:
        compared = self.compared
        told = [self.say(counted(compared.cells))]
        if compared.repeated_share is not None:
            share = percent(compared.repeated_share, self.locale)
            told.append(self.say(message("文字与前者逐字相同的占{share}", share=share)))
        before, after = (escape(name_of(report)) for report in (compared.before, compared.after))
        return (
            f'<header>\n<h1 class="names"><span>{before}</span><span class="arrow" aria-hidden="true">→</span>'
            f'<span>{after}</span></h1>\n<p class="soft">{"<br>".join(told)}</p>\n</header>\n'
        )

    def _problems(self) -> str:
        if not self.problems:
            return f'<aside>\n<p class="head">{self.say(message("两份报告核对都没有不符"))}</p>\n</aside>\n'
        head = self.say(message("核对发现的问题，共{count}条", count=len(self.problems)))
        items = [self._problem(one) for one in self.problems]
        shown, rest = items[:_FEW], items[_FEW:]
        more = ""
        if rest:
            told = self.say(message("另有{count}条", count=len(rest)))
            more = f'<details><summary>{told}</summary>\n<ol start="{_FEW + 1}">\n{"".join(rest)}</ol>\n</details>\n'
        return f'<aside>\n<p class="head">{head}</p>\n<ol>\n{"".join(shown)}</ol>\n{more}</aside>\n'

    def _problem(self, problem: Problem) -> str:
        finding = problem.finding
        words = {"before": message("前者"), "after": message("后者"), "between": message("两年之间")}
        report = self.reports.get(problem.place)
        tag = str(report.year) if report is not None and self._years_tell() else words[problem.place].text(self.locale)
        told = escape(finding.text(self.locale))
        title = attribute(finding.rule.citation_in(self.locale))
        return (
            f'<li class="{finding.rule.severity}" title="{title}"><span class="tag">{escape(tag)}</span>{told}</li>\n'
        )

    def _years_tell(self) -> bool:
        years = {report.year for report in self.reports.values()}
        return len(years) == 2 and None not in years

    def _heads(self) -> list[str]:
        """What the columns of the two reports are called: their years where these tell them apart."""
        if self._years_tell():
            return [str(report.year) for report in self.reports.values()]
        return [message("前").text(self.locale), message("后").text(self.locale)]

    def _changes(self) -> tuple[str, str]:
        return message("变化").text(self.locale), message("变化比例").text(self.locale)

    def _largest(self) -> str:
        cells = self.compared.largest(_LARGEST)
        if not cells:
            return ""
        places = places_of((self.compared.after, self.compared.before), self.locale)
        heads = [message("单元格").text(self.locale), *self._heads(), *self._changes()]
        rows = "".join(self._row([(places[cell.path], 1)], cell) for cell in cells)
        title = self.say(message("变化最大的{count}项", count=len(cells)))
        return f"<section>\n<h2>{title}</h2>\n{self._table(heads, rows, title)}</section>\n"

    def _tables(self) -> Iterator[str]:
        """The changes of each table, in the order of the form."""
        changed = {cell.path: cell for cell in self.compared.changed}
        for number, cells in _by_table((self.compared.before, self.compared.after)):
            mine = [(cell, changed[cell.path]) for cell in cells if cell.path in changed]
            if not mine:
                continue
            title = message("表{number}：{count}项有变化", number=Message(number), count=len(mine))
            labels = [cell_labels(cell, self.locale) for cell, _ in mine]
            with_rows = any(row for row, _ in labels)
            told = _merged(labels) if with_rows else [((column, 1),) for _, column in labels]
            names = (message("行"), message("列")) if with_rows else (message("列"),)
            heads = [*(one.text(self.locale) for one in names), *self._heads(), *self._changes()]
            rows = "".join(self._row(one, change) for one, (_, change) in zip(told, mine, strict=True))
            yield self._part(self.say(title), self._table(heads, rows, self.say(title)))

    def _extras(self) -> str:
        """What changed beyond the form."""
        extras = self.compared.changed_extras
        if not extras:
            return ""
        heads = [message("单元格").text(self.locale), *self._heads(), *self._changes()]
        places = [extra_place(one, self.compared.numbers, self.locale) for one in extras]
        rows = "".join(self._row([(place, 1)], one.cell) for place, one in zip(places, extras, strict=True))
        title = self.say(message("统一格式之外的{count}项", count=len(extras)))
        return self._part(title, self._table(heads, rows, title))

    def _part(self, title: str, content: str) -> str:
        if self.folded:
            return f"<details><summary>{title}</summary>\n{content}</details>\n"
        return f"<section>\n<h2>{title}</h2>\n{content}</section>\n"

    def _table(self, heads: Sequence[str], rows: str, title: str) -> str:
        row = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
        return (
            f'<div class="table" role="region" aria-label="{title}" tabindex="0">\n'
            f"<table>\n<thead>\n<tr>{row}</tr>\n</thead>\n<tbody>\n{rows}</tbody>\n</table>\n</div>\n"
        )

    def _row(self, labels: Sequence[_Label], cell: CellChange) -> str:
        spans = {span: f' rowspan="{span}"' if span > 1 else "" for _, span in labels}
        heads = "".join(f'<th scope="row"{spans[span]}>{escape(label)}</th>' for label, span in labels if span)
        figures = "".join(
            f"<td{self._mark(place, cell)}>{escape(figure) or '<span class=soft>·</span>'}</td>"
            for place, figure in zip(self.reports, figures_of(cell, self.locale), strict=True)
        )
        change, ratio = (escape(one) for one in change_pair(cell, self.locale))
        if cell.change is None:
            return f'<tr>{heads}{figures}<td class="words" colspan="2">{change}</td></tr>\n'
        kind = "up" if cell.change > 0 else "down"
        return f'<tr>{heads}{figures}<td class="{kind}">{change}</td><td class="{kind}">{ratio}</td></tr>\n'

    def _mark(self, place: str, cell: CellChange) -> str:
        severity = self.wrong.get((place, cell.path))
        if severity is None:
            return ""
        return f' class="{severity}" title="{attribute(message("在不符的核对中").text(self.locale))}"'

    def _narrative(self) -> Iterator[str]:
        """The parts side by side, what stands in both marked."""
        parts = [part for part in self.compared.parts if part.before or part.after]
        if not parts:
            return
        told = self.say(message("划线并加底色的句子两份报告逐字相同；段末是该段相同的比例"))
        yield f'<h2>{self.say(message("文字部分"))}</h2>\n<p class="soft">{told}</p>\n'
        for part in parts:
            title = escape(part_title(part.part, self.locale))
            share = part.repeated_share
            if share is not None:
                title += f' <span class="soft">{escape(percent(share, self.locale))}</span>'
            content = self._sides(part)
            yield (
                f"<details><summary>{title}</summary>\n{content}</details>\n"
                if self.folded
                else f"<section>\n<h3>{title}</h3>\n{content}</section>\n"
            )

    def _sides(self, part: PartChange) -> str:
        shares = {one.number: one.repeated_share for one in part.paragraphs}
        before, after = self._heads()
        left = "".join(self._paragraph(one, "") for _, one in _paragraphs(part.before))
        right = "".join(self._paragraph(one, self._share(shares[number])) for number, one in _paragraphs(part.after))
        none = f'<p class="soft">{self.say(message("没有文字"))}</p>\n'
        return (
            f'<div class="sides">\n<div>\n<h4>{escape(before)}</h4>\n{left or none}</div>\n'
            f"<div>\n<h4>{escape(after)}</h4>\n{right or none}</div>\n</div>\n"
        )

    def _share(self, share: Fraction) -> str:
        return f' <span class="share">{escape(percent(share, self.locale))}</span>' if share else ""

    def _paragraph(self, sentences: Iterable[ComparedSentence], share: str) -> str:
        told = "".join(f"<mark>{escape(one.text)}</mark>" if one.repeated else escape(one.text) for one in sentences)
        return f'<p lang="zh-CN">{told}{share}</p>\n'


def _merged(labels: Sequence[tuple[str, str]]) -> list[tuple[_Label, _Label]]:
    """Rows and columns, each with the lines that it goes over: equal rows that follow each other are one, then none."""
    made: list[tuple[_Label, _Label]] = []
    for row, group in groupby(labels, key=lambda pair: pair[0]):
        columns = [column for _, column in group]
        made.extend(((row, len(columns) if not at else 0), (column, 1)) for at, column in enumerate(columns))
    return made


def _paragraphs(sentences: Sequence[ComparedSentence]) -> Iterator[tuple[int, list[ComparedSentence]]]:
    by_number: dict[int, list[ComparedSentence]] = {}
    for one in sentences:
        by_number.setdefault(one.paragraph, []).append(one)
    yield from by_number.items()


def _by_table(reports: Iterable[Report]) -> Iterator[tuple[str, list[FormCell]]]:
    """The number of each table, and its cells in every edition that one of ``reports`` has, those of the first first."""
    forms: dict[str, list[Form]] = {}
    for report in reports:
        for table in report.tables:
            forms.setdefault(table.spec.name, []).append(compile_form(type(table)))
    for several in forms.values():
        cells = {cell.path: cell for form in reversed(several) for cell in form.cells}
        order = dict.fromkeys(cell.path for form in several for cell in form.cells)
        yield several[0].number, [cells[path] for path in order]
