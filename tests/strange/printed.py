"""PDFs: table 二 in ruled lines, its figures struck, raised and cut."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tests.strange.figures import CITY, Value
from tests.strange.tables import disclosure
from tests.strange.writing import HEADINGS, Strange

__all__ = ["BUILDERS"]

_FONT: Final = "STSong-Light"
_HEIGHT: Final = 22
_WIDTH: Final = 110
_LEFT: Final = 60

Drawn = Callable[[Canvas, str, float, float], None]


def plainly(canvas: Canvas, text: str, x: float, y: float) -> None:
    """The text of a cell whose lower left corner is (x, y)."""
    canvas.setFont(_FONT, 10)
    canvas.drawString(x + 5, y + 7, text)


def printed(figure: Drawn) -> bytes:
    """Title, heading and table 二, each figure drawn by ``figure``."""
    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=True)
    canvas.setFont(_FONT, 16)
    canvas.drawString(90, 780, CITY.title)
    canvas.setFont(_FONT, 12)
    canvas.drawString(_LEFT, 740, HEADINGS[1])
    top = 720.0
    for row in disclosure(CITY):
        x = float(_LEFT)
        for cell in row:
            wide = cell.across * _WIDTH
            canvas.rect(x, top - _HEIGHT, wide, _HEIGHT)
            (figure if cell.figure else plainly)(canvas, cell.text, x, top - _HEIGHT)
            x += wide
        top -= _HEIGHT
    canvas.save()
    return out.getvalue()


def _truth() -> Mapping[str, Value]:
    return {path: value for path, value in CITY.truth().items() if path.startswith("disclosure")}


def ruled() -> Strange:
    """As it should be."""
    return Strange("pdf, ruled", printed(plainly), _truth(), None, 10)


def struck() -> Strange:
    """A struck figure right before the one that is meant."""

    def figure(canvas: Canvas, text: str, x: float, y: float) -> None:
        plainly(canvas, "8" + text, x, y)
        canvas.line(x + 5, y + 10.5, x + 5 + pdfmetrics.stringWidth("8", _FONT, 10), y + 10.5)

    return Strange("pdf, struck figures", printed(figure), _truth())


def underlined() -> Strange:
    """Underlined figures are figures."""

    def figure(canvas: Canvas, text: str, x: float, y: float) -> None:
        plainly(canvas, text, x, y)
        canvas.line(x + 5, y + 5.5, x + 5 + pdfmetrics.stringWidth(text, _FONT, 10), y + 5.5)

    return Strange("pdf, underlined figures", printed(figure), _truth(), None, 10)


def raised() -> Strange:
    """The number of a footnote, small and high behind each figure."""

    def figure(canvas: Canvas, text: str, x: float, y: float) -> None:
        plainly(canvas, text, x, y)
        canvas.setFont(_FONT, 7)
        canvas.drawString(x + 5 + pdfmetrics.stringWidth(text, _FONT, 10), y + 11, "1")

    return Strange("pdf, raised footnote numbers", printed(figure), _truth())


def lowered() -> Strange:
    """The same, low."""

    def figure(canvas: Canvas, text: str, x: float, y: float) -> None:
        plainly(canvas, text, x, y)
        canvas.setFont(_FONT, 6)
        canvas.drawString(x + 5 + pdfmetrics.stringWidth(text, _FONT, 10), y + 5, "2")

    return Strange("pdf, lowered numbers", printed(figure), _truth())


def cut_by_page() -> Strange:
    """A row cut by the end of a page: its label goes on below, and so does the last digit of a figure."""
    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=True)
    canvas.setFont(_FONT, 16)
    canvas.drawString(90, 780, CITY.title)
    canvas.setFont(_FONT, 12)
    canvas.drawString(_LEFT, 740, HEADINGS[1])
    rows = [[(cell.text, cell.across) for cell in row] for row in disclosure(CITY)]
    above = [*rows[:3], [("行政规范性", 1), ("31", 1), ("14", 1), ("12", 1)]]
    below = [[("文件", 1), ("", 1), ("", 1), ("8", 1)], *rows[4:]]
    for top, part in ((720.0, above), (800.0, below)):
        for row in part:
            x = float(_LEFT)
            for text, across in row:
                wide = (across - 1) * _WIDTH + (_WIDTH if x > _LEFT else 62)
                canvas.rect(x, top - _HEIGHT, wide, _HEIGHT)
                plainly(canvas, text, x, top - _HEIGHT)
                x += wide
            top -= _HEIGHT
        canvas.showPage()
    canvas.save()
    return Strange("pdf, a row cut by a page", out.getvalue(), _truth(), None, 8)


BUILDERS: Final[tuple[Callable[[], Strange], ...]] = (ruled, struck, underlined, raised, lowered, cut_by_page)
