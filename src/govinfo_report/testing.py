"""Hypothesis strategies for reports, for this project's tests and for those who build on it.

Needs the extra ``testing`` (Hypothesis).  :func:`reports` draws any report that a format carries; a renderer
with a reader keeps the second law when ``gr.reads(report.render(name)) == report`` for all of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, cast

import attrs

try:
    from hypothesis import strategies as st
except ImportError as error:  # pragma: no cover - the tests have it
    raise ImportError("govinfo_report.testing needs Hypothesis: pip install 'govinfo_report[testing]'") from error

from govinfo_report.compiled import Form, Labels, compile_form
from govinfo_report.content import ExtraCell
from govinfo_report.document import Position
from govinfo_report.form import Table
from govinfo_report.forms.applications import Applications2019, Applications2021
from govinfo_report.forms.disclosure import Disclosure2019, Disclosure2021
from govinfo_report.forms.disputes import Disputes
from govinfo_report.forms.sections import SECTIONS
from govinfo_report.narrative import Paragraph, Section, heading_level
from govinfo_report.note import NOTE_KINDS, Note
from govinfo_report.parse import FIRST_YEAR
from govinfo_report.parse.vocabulary import vocabulary
from govinfo_report.quantity import MAX_COUNT, Amount, Kind, is_value
from govinfo_report.report import Report
from govinfo_report.wording import normalise

__all__ = ["amounts", "extra_cells", "figures", "lines", "reports", "sections", "tables"]

_FORMS: Mapping[str, tuple[type[Table], ...]] = {
    "disclosure": (Disclosure2019, Disclosure2021),
    "applications": (Applications2019, Applications2021),
    "disputes": (Disputes,),
}

MISLEADING: Sequence[str] = (
    *(section.heading for section in SECTIONS),
    *(section.title for section in SECTIONS),
    "一、本年新收政府信息公开申请数量",
    "三、本年度办理结果",
    "五、存在问题及改进措施",
    "（一）主动公开情况",
    "1.属于国家秘密",
    "1．加强学习",
    "一是健全制度",
    "规章",
    "其他",
    "总计",
    "第二十条第（一）项",
    "某市商务局2020年政府信息公开工作年度报告",
    "政府信息公开工作年度报告",
    "某市商务局",
    "2021年1月20日",
    "0",
    "12",
    "无",
    "-",
    "│ 规章 │ 0 │",
    "┌──┐",
    "====================",
    "标题：某市",
    "规章\t0\t0\t0",
    "规章000",
    "行政规范性文件5845546行政许可12",
    "第二十条第（一）项信息内容本年制发件数本年废止件数现行有效件数规章000行政规范性文件5845546",
    "| 规章 | 0 | 0 | 0 |",
    "a|b|c|d",
    "\u2060一、总体情况",
    "{format}",
    '{"format": "govinfo_report"}',
    "# 一级标题",
    "<b>粗体</b>",
    "=1+1",
)
"""Lines that read like something else than a paragraph."""

_LETTERS = "政府信息公开工作年度报告情况一二三四五六七八九十本市局的和，。、；：“”（）()0123456789.,-%＋ \u3000\tabcXYZ|—/<>&#*_\\"


_STORED = st.one_of(
    st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"), st.sampled_from("\t\x7f\x9f")
)
_CARRIED: Mapping[str, st.SearchStrategy[str]] = {
    "text": st.characters(exclude_categories=["Cc", "Cs"]),
    "docx": _STORED,
    "xlsx": _STORED,
}
"""The characters that a format carries; any where none are named."""


def lines(*, carried_by: str | None = None) -> st.SearchStrategy[str]:
    """One line of text, as a paragraph or a heading holds it; often one that misleads."""
    anything = st.text(_CARRIED.get(carried_by or "", st.characters()), max_size=40)
    drawn = st.one_of(st.sampled_from(MISLEADING), st.text(_LETTERS, min_size=1, max_size=60), anything)
    return drawn.map(_as_line).filter(bool)


def _as_line(text: str) -> str:
    line = "".join(text.splitlines()).strip()
    return "".join(character for character in line if not "\ud800" <= character <= "\udfff").strip()


def amounts() -> st.SearchStrategy[Amount]:
    """Amounts with every digit that one may have."""
    whole = st.one_of(st.integers(0, 99_999), st.integers(0, 10**15 - 1)).map(str)
    fraction = st.one_of(st.just(""), st.text("0123456789", min_size=1, max_size=8).map(lambda digits: f".{digits}"))
    numbers = st.builds(
        lambda sign, left, right: Decimal(f"{sign}{left}{right}"), st.sampled_from(("", "", "-")), whole, fraction
    )
    return st.builds(Amount, numbers, st.sampled_from((None, "元", "万元", "亿元")))


def figures(kind: Kind) -> st.SearchStrategy[int | Amount | None]:
    """What a cell of ``kind`` may hold, blanks among it."""
    if kind == "amount":
        return st.one_of(st.none(), amounts())
    low = 0 if kind == "count" else -MAX_COUNT
    near = st.integers(0 if kind == "count" else -30, 300)
    return st.one_of(st.none(), st.just(0), near, near, st.integers(low, MAX_COUNT))


@st.composite
def tables(draw: st.DrawFn, kind: type[Table]) -> Table:
    """A table of ``kind``: all blank, all zero, sparse, or full."""
    form = compile_form(kind)
    filling = draw(st.sampled_from(("blank", "zero", "sparse", "full", "full")))
    values: list[int | Amount | None] = [None] * len(form.cells)
    if filling != "blank":
        values = [Amount(Decimal(0)) if cell.kind == "amount" else 0 for cell in form.cells]
    if filling == "sparse":
        chosen = draw(st.lists(st.integers(0, len(values) - 1), max_size=12, unique=True))
    else:
        chosen = list(range(len(values))) if filling == "full" else []
    for at in chosen:
        values[at] = draw(figures(form.cells[at].kind))
    return form.build(values)


@st.composite
def sections(draw: st.DrawFn, part: str, *, carried_by: str | None = None) -> Section:
    """A section for ``part``, its heading official, worded otherwise, or anything."""
    texts = draw(st.lists(lines(carried_by=carried_by), max_size=5))
    outside = part in ("preamble", "closing")
    heading = None
    if not outside:
        official = next(spec.heading for spec in SECTIONS if spec.part == part)
        heading = draw(st.one_of(st.just(official), st.just(official), lines(carried_by=carried_by)))
    levels = st.one_of(st.none(), st.none(), st.integers(0, 9))
    paragraphs = []
    for text in texts:
        level = draw(levels) if part != "closing" else 0
        paragraphs.append(Paragraph(text, heading_level(text) if level is None else level))
    return Section(heading, tuple(paragraphs))


def _label() -> st.SearchStrategy[str]:
    known = {label for kinds in _FORMS.values() for kind in kinds for label in vocabulary(compile_form(kind)).all}
    free = st.text("小计合本级街道镇（）:0123456789 县区abc", min_size=1, max_size=20).map(_as_line)
    drawn = st.one_of(st.sampled_from(("小计", "其中：网上申请", "县（区）合计", "9.本级事项")), free)
    return drawn.filter(
        lambda text: (
            bool(text) and normalise(text) not in known and not is_value(text) and not normalise(text).isdecimal()
        )
    )


@st.composite
def extra_cells(draw: st.DrawFn, table: Table) -> ExtraCell:
    """A cell that ``table`` prints beyond its form: in a local row, an added column, or both."""
    form = compile_form(type(table))
    block = draw(st.sampled_from(form.blocks))
    row, column = draw(st.sampled_from(block.rows)), draw(st.sampled_from(block.columns))
    which = draw(st.sampled_from(("row", "column", "both"))) if form.label_depth else "column"
    label = _label()
    if which in ("row", "both"):
        row = (*_group(draw, row), draw(label))
    if which in ("column", "both"):
        column = (*_group(draw, column), draw(label))
    fractional = amounts().filter(lambda amount: amount.unit is not None or "." in str(amount))
    value = draw(st.one_of(st.integers(-50, 5000), fractional))
    return ExtraCell(form.name, (block.title, *row) if block.title else row, column, value)


def _group(draw: st.DrawFn, chain: Labels) -> Labels:
    return chain[: draw(st.integers(0, len(chain) - 1))]


def notes() -> st.SearchStrategy[Note]:
    """A note of any code, known or a plug-in's."""
    number = st.one_of(st.none(), st.integers(1, 999))
    sheet = st.one_of(st.none(), st.none(), st.sampled_from(("Sheet1", "情况统计表")))
    position = st.one_of(st.none(), st.builds(Position, number, number, number, number, number, sheet))
    code = st.one_of(st.sampled_from(sorted(NOTE_KINDS)), st.text(min_size=1, max_size=8))
    text = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
    details = st.dictionaries(text, text, max_size=2).map(lambda pairs: tuple(pairs.items()))
    path = st.one_of(st.none(), st.sampled_from(("applications", "applications.received.total")))
    return st.builds(Note, code, path, text, position, st.sampled_from(("error", "warning", "hint")), details)


@st.composite
def reports(draw: st.DrawFn, *, carried_by: str | None = None) -> Report:
    """Any report, or with ``carried_by`` any that this format carries.

    A format with a reader carries no notes, no extra labels that read as figures, and only what can be told
    from other writing: a table; or three sections, or a title with a section, of a year from 2019 on.
    ``"text"`` carries no control characters either; ``"docx"`` and ``"xlsx"`` carry those that XML can hold.
    """
    line = lines(carried_by=carried_by)
    fields: dict[str, Any] = {}
    for name, kinds in _FORMS.items():
        kind = draw(st.sampled_from((*kinds, *kinds, None)))
        fields[name] = None if kind is None else draw(tables(kind))
    for part in ("preamble", *(spec.part for spec in SECTIONS), "closing"):
        if draw(st.integers(0, 3)):
            fields[part] = draw(sections(part, carried_by=carried_by))
    agency = draw(st.one_of(st.none(), st.just("某市商务局"), line))
    year = draw(st.one_of(st.none(), st.integers(2019, 2024), st.integers(1, 9999)))
    title = draw(st.one_of(st.none(), st.just(f"{agency}{year}年政府信息公开工作年度报告"), line))
    present = [table for name in _FORMS if (table := fields[name]) is not None]
    cells = {cell.key: cell for table in present for cell in draw(st.lists(extra_cells(table), max_size=2))}
    kept = _without_clashes(list(cells.values()))
    fields["notes"] = draw(st.lists(notes(), max_size=2)) if carried_by is None else ()
    report = Report(title=title, agency=agency, year=year, extras=kept, **fields)
    return report if carried_by is None or _recognisable(report) else _with_a_table(report)


def _without_clashes(cells: list[ExtraCell]) -> list[ExtraCell]:
    """Extra rows and columns whose labels a reader tells apart, and none in two places of one table."""
    seen: dict[tuple[str, str], tuple[str, ...]] = {}
    kept = []
    for cell in cells:
        chains = [(cell.table, normalise(chain[-1]), chain) for chain in (cell.row, cell.column) if chain]
        if all(seen.setdefault((table, label), chain) == chain for table, label, chain in chains):
            kept.append(cell)
    return kept


def _recognisable(report: Report) -> bool:
    headed = sum(section.heading is not None for section in report.sections.values())
    dated = report.year is None or report.year >= FIRST_YEAR
    return bool(report.tables) or (dated and (headed >= 3 or (report.title is not None and headed > 0)))


def _with_a_table(report: Report) -> Report:
    form: Form = compile_form(Disputes)
    return attrs.evolve(report, disputes=cast("Disputes", form.build([None] * len(form.cells))))
