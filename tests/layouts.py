"""Reports written in the layouts of the wild, with the cell of every line known: what readers are tested against."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal

import attrs

import govinfo_report as gr
from govinfo_report.compiled import Block, Form, Labels, compile_form
from govinfo_report.form import Table
from govinfo_report.forms.sections import SECTIONS
from govinfo_report.quantity import Figure

__all__ = ["OTHER_HEADINGS", "Line", "Style", "distinct", "lines_of", "text_of", "write"]

Role = Literal["prose", "title", "head", "label", "value", "space"]

OTHER_HEADINGS = (
    "一、总体工作情况",
    "二、行政机关主动公开政府信息情况",
    "三、行政机关收到和处理政府信息公开申请情况",
    "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
    "五、存在问题及改进措施",
    "六、其他需要报告的情况",
)


@attrs.frozen
class Line:
    """One line of a text: what it is, and the path of the cell that it holds."""

    text: str
    role: Role
    path: str | None = None
    table: str | None = None


@attrs.frozen
class Style:
    """How a report is set out with one cell per line."""

    tab: bool = True
    blank_lines: bool = True
    spanned: bool = False
    wrap: bool = False
    spaces: bool = False
    wide: bool = False
    grouped: bool = False
    ordinal: str = "."
    other_headings: bool = False
    section_six: bool = True


def distinct(edition: Literal["2019", "2021"] = "2021", *, start: int = 1001) -> gr.Report:
    """A report whose figures all differ, so that a figure in a wrong cell shows."""
    blank = gr.Report.blank(edition, agency="某市商务局", year=int(edition) + 1)
    figures: dict[str, int | Decimal | None] = {}
    for at, (path, cell) in enumerate((cell.path, cell) for form in _forms(blank) for cell in form.cells):
        figures[path] = Decimal(f"{start + at}.5") if cell.kind == "amount" else start + at
    return blank.with_cells(figures)


def write(report: gr.Report, style: Style = Style()) -> list[Line]:
    """``report`` with one cell per line."""
    lines = [Line(report.title or "", "prose"), Line("", "space")]
    for at, spec in enumerate(SECTIONS):
        if spec.part == "other_matters" and not style.section_six:
            continue
        heading = OTHER_HEADINGS[at] if style.other_headings else spec.heading
        lines.append(Line(heading, "title"))
        table: Table | None = getattr(report, spec.table) if spec.table else None
        if table is None:
            lines.append(Line(f"本局认真做好第{at + 1}部分所说的工作，没有其他情况。", "prose"))
            continue
        form = compile_form(type(table))
        values = form.values(table)
        for block in form.blocks:
            lines.extend(_block(form, block, values, style))
    return lines


def lines_of(lines: Sequence[Line]) -> list[str]:
    return [line.text for line in lines]


def text_of(lines: Sequence[Line]) -> str:
    return "\n".join(line.text for line in lines) + "\n"


def _forms(report: gr.Report) -> list[Form]:
    return [compile_form(type(table)) for table in report.tables]


def _block(form: Form, block: Block, values: Sequence[Figure], style: Style) -> Iterator[Line]:
    if block.title:
        yield from _row([(block.title, "head", None)], form, style)
    yield from _heads(form, block, style)
    before: Labels = ()
    for chain, indices in zip(block.rows, block.cells, strict=True):
        shared = 0
        while shared < min(len(chain), len(before)) and chain[shared] == before[shared]:
            shared += 1
        before = chain
        row: list[tuple[str, Role, str | None]] = []
        for label in chain[shared:]:
            row.extend((part, "label", None) for part in _label(label, style))
        for index in indices:
            if index is not None:
                row.append((_figure(values[index], style), "value", form.cells[index].path))
        yield from _row(row, form, style)


def _heads(form: Form, block: Block, style: Style) -> Iterator[Line]:
    first: list[tuple[str, Role, str | None]] = []
    if form.corner:
        first.append((form.corner, "head", None))
    if form.header:
        first.append((form.header, "head", None))
        yield from _row(first, form, style)
        first = [("", "space", None)] if style.spanned and style.tab else []
    for level in range(max(map(len, block.columns))):
        row = first
        first = [("", "space", None)] * (level + 2) if style.spanned and style.tab else []
        seen: Labels | None = None
        for chain in block.columns:
            if len(chain) > level and chain[: level + 1] != seen:
                seen = chain[: level + 1]
                row.extend((part, "head", None) for part in _label(chain[level], style))
        yield from _row(row, form, style)


def _row(cells: Sequence[tuple[str, Role, str | None]], form: Form, style: Style) -> Iterator[Line]:
    for text, role, path in cells:
        yield Line(f"\t{text}" if style.tab else text, role, path, form.name)
    if style.blank_lines:
        yield Line("", "space")


def _label(label: str, style: Style) -> list[str]:
    if style.ordinal != "." and label[:1].isdigit() and label[1:2] == ".":
        label = label[0] + style.ordinal + label[2:]
    if style.spaces:
        label = " ".join(label[at : at + 3] for at in range(0, len(label), 3))
    if style.wrap and len(label) >= 8:
        return [label[:5], label[5:]]
    return [label]


_WIDE = {ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"}


def _figure(value: Figure, style: Style) -> str:
    if value is None:
        return ""
    text = str(value)
    if style.grouped:
        whole, point, rest = text.partition(".")
        text = f"{int(whole):,}{point}{rest}"
    return text.translate(_WIDE) if style.wide else text
