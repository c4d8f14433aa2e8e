"""What plain texts are put together from."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from tests.strange.figures import Figures, Value
from tests.strange.tables import Table, shown_rows, tables
from tests.strange.writing import HEADINGS, PROSE, Strange

__all__ = ["by_row", "copied_but", "one_text", "padded", "pdf_columns", "pdf_heads", "report_text", "width"]


def report_text(figures: Figures, parts: Sequence[str], *, title: str | None = None) -> str:
    """Title, headings, prose and the three parts."""
    pieces = [title or figures.title, ""]
    for number, heading in enumerate(HEADINGS, 1):
        pieces.append(heading)
        pieces += [parts[number - 2]] if 2 <= number <= 4 else PROSE[number]
    return "\n".join(pieces) + "\n"


def one_text(
    name: str, figures: Figures, parts: Sequence[str], least: int = 0, truth: dict[str, Value] | None = None
) -> Strange:
    return Strange(name, report_text(figures, parts), truth or figures.truth(), None, least)


def width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def padded(text: str, size: int) -> str:
    return text + " " * max(size - width(text), 0)


def pdf_columns(table: Table, sizes: int = 9, label: int = 24) -> list[str]:
    """As ``pdftotext -layout``: labels wrapped in their column, the figures level with the middle line."""
    lines = []
    for row in table:
        figures = [c.text for c in row if c.figure]
        labels = [c.text for c in row if not c.figure]
        text = " ".join(labels)
        pieces = [""]
        for char in text:
            if width(pieces[-1]) + width(char) > label:
                pieces.append("")
            pieces[-1] += char
        middle = len(pieces) // 2
        for n, piece in enumerate(pieces):
            cells = "".join(padded(f, sizes) for f in figures) if n == middle else ""
            lines.append(("      " + padded(piece, label + 4) + cells).rstrip())
        lines.append("")
    return lines


def pdf_heads() -> list[str]:
    return [
        "                                                        申请人情况",
        "",
        "（本列数据的勾稽关系为：第一项加第二项之和，                    法人或其他组织",
        "等于第三项加第四项之和）              自然人                                              总计",
        "                                          商业    科研    社会公   法律服   其他",
        "                                          企业    机构    益组织   务机构",
        "",
    ]


def copied_but(
    figures: Figures, two: str | None = None, three: str | None = None, four: str | None = None
) -> list[str]:
    """The three parts copied from a browser, but for those that are given."""
    copied = ["\n".join("\t".join(row) for row in shown_rows(t)) for t in tables(figures)]
    return [copied[at] if part is None else part for at, part in enumerate((two, three, four))]


def by_row(table: Table) -> list[tuple[list[str], list[str]]]:
    return [([c.text for c in row if not c.figure], [c.text for c in row if c.figure]) for row in table]
