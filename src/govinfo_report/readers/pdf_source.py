"""From a PDF to the characters and lines of its pages, with PDFium (``pypdfium2``).

PDFium is not made for threads, so one lock guards it.
"""

from __future__ import annotations

import io
import itertools
import threading
from collections.abc import Callable, Iterator
from ctypes import addressof, c_float, c_int
from math import pi
from types import ModuleType
from typing import TYPE_CHECKING, Final

from govinfo_report.document import Position
from govinfo_report.errors import ReadError
from govinfo_report.limits import Limits
from govinfo_report.messages import message
from govinfo_report.readers.extras import needs_extra
from govinfo_report.readers.pdf_guard import check_index, check_unfolded
from govinfo_report.readers.pdf_marks import marked
from govinfo_report.readers.pdf_page import Char, Page, Rule

if TYPE_CHECKING:
    import pypdfium2

__all__ = ["read_pages"]

_LOCK: Final = threading.Lock()
_THIN: Final = 3.0
"""Points; a rectangle no thicker is a line."""
_DEEPEST_FORM: Final = 8
_MARKS: Final = frozenset("，。、,.．·；;：:-—…_")
"""What has little ink, much of it at the foot of the line."""
_DESCENT: Final = 0.35
"""Of the height of the character before it: how far a mark may go below it."""
_FLAT: Final = 0.85
"""Of its width; a lower box is that of the ink, and not of the character."""


def read_pages(source: bytes, limits: Limits) -> list[Page]:
    """The pages of ``source``.

    Raises:
        ReadError: PDFium is not installed; the file is damaged, encrypted, or exceeds ``limits``.
    """
    try:
        import pypdfium2
        import pypdfium2.raw
    except ImportError:
        raise needs_extra("PDF", "pdf") from None
    check_index(source)
    with _LOCK:
        rewritten = _rewritten(pypdfium2, source, limits)
        check_unfolded(rewritten, limits)
        with _opened(pypdfium2, rewritten) as document:
            return list(_pages(pypdfium2.raw, document, limits))


def _opened(pdfium: ModuleType, source: bytes) -> pypdfium2.PdfDocument:
    try:
        document: pypdfium2.PdfDocument = pdfium.PdfDocument(source)
    except pdfium.PdfiumError as failure:
        if getattr(failure, "err_code", None) in (pdfium.raw.FPDF_ERR_PASSWORD, pdfium.raw.FPDF_ERR_SECURITY):
            raise ReadError(message("PDF已加密，请先用密码打开并另存为不加密的PDF")) from None
        raise ReadError(message("PDF文件已损坏；请重新打印成PDF再读")) from None
    return document


def _rewritten(pdfium: ModuleType, source: bytes, limits: Limits) -> bytes:
    """``source`` as PDFium understands it, written anew; no page is looked at."""
    with _opened(pdfium, source) as document:
        pages = len(document)
        if pages > limits.pages:
            raise ReadError(
                message(
                    "PDF有{count}页，上限为{limit}页；确需读取请用Limits(pages=…)放宽", count=pages, limit=limits.pages
                )
            )
        written = io.BytesIO()
        try:
            document.save(written, flags=pdfium.raw.FPDF_NO_INCREMENTAL | pdfium.raw.FPDF_REMOVE_SECURITY)
        except pdfium.PdfiumError:
            raise ReadError(message("PDF文件已损坏；请重新打印成PDF再读")) from None
    return written.getvalue()


def _pages(raw: ModuleType, document: pypdfium2.PdfDocument, limits: Limits) -> Iterator[Page]:
    for index in range(len(document)):
        handle = raw.FPDF_LoadPage(document, index)
        if not handle:
            raise ReadError(message("这一页已损坏，读不出来；请重新打印成PDF再读"), Position(page=index + 1))
        try:
            if _written_over(raw, handle) and raw.FPDFPage_Flatten(handle, raw.FLAT_NORMALDISPLAY) == 1:
                raw.FPDF_ClosePage(handle)
                handle = raw.FPDF_LoadPage(document, index)
            text = raw.FPDFText_LoadPage(handle)
            try:
                yield _Page(raw, handle, text, index + 1, limits).read()
            finally:
                raw.FPDFText_ClosePage(text)
        finally:
            raw.FPDF_ClosePage(handle)


def _written_over(raw: ModuleType, page: object) -> bool:
    """Whether text stands on the page that is not of the page: fields that were filled in, remarks, stamps."""
    kinds = (raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_STAMP)
    for index in range(min(raw.FPDFPage_GetAnnotCount(page), 1000)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        raw.FPDFPage_CloseAnnot(annotation)
        if kind in kinds:
            return True
    return False


_Matrix = tuple[float, float, float, float, float, float]
_UNIT: Final[_Matrix] = (1, 0, 0, 1, 0, 0)


class _Page:
    """One page while it is read."""

    def __init__(self, raw: ModuleType, page: object, text: object, number: int, limits: Limits) -> None:
        self.raw, self.page, self.text, self.number, self.limits = raw, page, text, number, limits
        box = raw.FS_RECTF()
        raw.FPDF_GetPageBoundingBox(page, box)
        self.left, self.low, self.right, self.high = box.left, box.bottom, box.right, box.top
        self.turn = 0
        self.rules: list[Rule] = []
        self.pictured = False

    def read(self) -> Page:
        count = self.raw.FPDFText_CountChars(self.text)
        if count > self.limits.page_characters:
            raise ReadError(
                message(
                    "这一页有{count}个字符，上限为{limit}；确需读取请用Limits(page_characters=…)放宽",
                    count=count,
                    limit=self.limits.page_characters,
                ),
                Position(page=self.number),
            )
        drawn = list(self._drawn(max(count, 0)))
        turns = [turn for _, _, turn, _ in drawn if turn is not None]
        upright = max(set(turns), key=turns.count, default=0)
        self.turn = upright  # a page is read as its text stands, however it is shown
        self._objects(self.page, self.raw.FPDFPage_CountObjects, self.raw.FPDFPage_GetObject, _UNIT, 0)
        width, height = self.right - self.left, self.high - self.low
        if self.turn % 2:
            width, height = height, width
        chars: list[Char] = []
        for letter, box, turn, run in drawn:
            x0, top, x1, bottom = _stood(letter, self._placed(*box), chars[-1] if chars else None)
            if turn is not None and 0 <= x0 + x1 <= 2 * width and 0 <= top + bottom <= 2 * height:
                chars.append(Char(letter, x0, top, x1, bottom, turn != upright, run))
        return Page(self.number, width, height, tuple(marked(chars, self.rules)), tuple(self.rules), self.pictured)

    def _drawn(self, count: int) -> Iterator[tuple[str, tuple[float, float, float, float], int | None, int]]:
        """Character, box, quarter turns (``None`` for what stands aslant, as watermarks do) and run."""
        raw, text, box = self.raw, self.text, self.raw.FS_RECTF()
        for index in range(count):
            if raw.FPDFText_IsGenerated(text, index):
                continue
            code = raw.FPDFText_GetUnicode(text, index)
            if not raw.FPDFText_GetLooseCharBox(text, index, box):
                continue
            holder = raw.FPDFText_GetTextObject(text, index)
            quarters = raw.FPDFText_GetCharAngle(text, index) / (pi / 2)
            turn = -round(quarters) % 4 if abs(quarters - round(quarters)) < 0.06 else None
            unknown = raw.FPDFText_HasUnicodeMapError(text, index) == 1
            letter = "\ufffd" if unknown else _letter(code)
            yield letter, (box.left, box.bottom, box.right, box.top), turn, addressof(holder.contents) if holder else 0

    def _placed(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """A box of the page's own space as it is seen: left, top, right, bottom from the top left corner."""
        if self.turn == 0:
            return x0 - self.left, self.high - y1, x1 - self.left, self.high - y0
        if self.turn == 1:
            return y0 - self.low, x0 - self.left, y1 - self.low, x1 - self.left
        if self.turn == 2:
            return self.right - x1, y0 - self.low, self.right - x0, y1 - self.low
        return self.high - y1, self.right - x1, self.high - y0, self.right - x0

    def _objects(
        self,
        holder: object,
        counting: Callable[[object], int],
        getting: Callable[[object, int], object],
        above: _Matrix,
        depth: int,
    ) -> None:
        assert callable(counting)
        assert callable(getting)
        raw = self.raw
        for index in range(counting(holder)):
            thing = getting(holder, index)
            kind = raw.FPDFPageObj_GetType(thing)
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                continue
            if kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
                inner = _times(self._matrix(thing), above)
                self._objects(thing, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, inner, depth + 1)
            elif kind == raw.FPDF_PAGEOBJ_PATH:
                self._path(thing, _times(self._matrix(thing), above))
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                self._image(thing, above)
            if len(self.rules) > self.limits.page_lines:
                raise ReadError(
                    message(
                        "这一页的线条超过{limit}条；确需读取请用Limits(page_lines=…)放宽", limit=self.limits.page_lines
                    ),
                    Position(page=self.number),
                )

    def _matrix(self, thing: object) -> _Matrix:
        found = self.raw.FS_MATRIX()
        if not self.raw.FPDFPageObj_GetMatrix(thing, found):
            return _UNIT
        return found.a, found.b, found.c, found.d, found.e, found.f

    def _path(self, thing: object, matrix: _Matrix) -> None:
        """The straight lines of a path, and the rectangles in it that are thin enough for one."""
        raw, x, y = self.raw, c_float(), c_float()
        fill, stroke = _draw_mode(raw, thing)
        points: list[tuple[float, float]] = []
        for index in range(raw.FPDFPath_CountSegments(thing)):
            segment = raw.FPDFPath_GetPathSegment(thing, index)
            kind = raw.FPDFPathSegment_GetType(segment)
            if kind == raw.FPDF_SEGMENT_MOVETO and points:
                self._outline(points, fill, stroke)
                points = []
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            points.append(_moved(x.value, y.value, matrix))
            if raw.FPDFPathSegment_GetClose(segment):
                points.append(points[0])
            if len(self.rules) > self.limits.page_lines:
                return
        self._outline(points, fill, stroke)

    def _outline(self, points: list[tuple[float, float]], fill: bool, stroke: bool) -> None:
        if not points:
            return
        across, along = [x for x, _ in points], [y for _, y in points]
        if min(max(across) - min(across), max(along) - min(along)) <= _THIN:
            if fill or stroke:
                self._rule(min(across), min(along), max(across), max(along))
        elif stroke:
            for (x0, y0), (x1, y1) in itertools.pairwise(points):
                if min(abs(x0 - x1), abs(y0 - y1)) <= 0.5:
                    self._rule(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

    def _rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        left, top, right, bottom = self._placed(x0, y0, x1, y1)
        if max(right - left, bottom - top) < 1:
            return
        if right - left >= bottom - top:
            self.rules.append(Rule(True, (top + bottom) / 2, left, right))
        else:
            self.rules.append(Rule(False, (left + right) / 2, top, bottom))

    def _image(self, thing: object, above: _Matrix) -> None:
        a, b, c, d, e, f = _times(self._matrix(thing), above)
        xs, ys = (e, a + e, c + e, a + c + e), (f, b + f, d + f, b + d + f)
        if min(max(xs) - min(xs), max(ys) - min(ys)) <= _THIN:
            self._rule(min(xs), min(ys), max(xs), max(ys))
        elif (max(xs) - min(xs)) * (max(ys) - min(ys)) > 0.5 * (self.right - self.left) * (self.high - self.low):
            self.pictured = True


def _stood(
    letter: str, box: tuple[float, float, float, float], before: Char | None
) -> tuple[float, float, float, float]:
    """``box`` as high as that of the character before it where it is that of the ink of 一 or of a mark, not of the character.

    Fonts that are drawn by the page (Type 3) have no measures; a comma, which goes below its line, would be another line.
    """
    x0, top, x1, bottom = box
    low = letter in _MARKS and before is not None and 2 * (bottom - top) < before.bottom - before.top
    if bottom - top >= _FLAT * (x1 - x0) and not low:
        return box
    if before is not None and abs(x0 - before.x1) < max(x1 - x0, low and 0.5 * (before.bottom - before.top)):
        below = _DESCENT * (before.bottom - before.top) if letter in _MARKS else 0
        if before.top < top and bottom < before.bottom + below:
            return x0, before.top, x1, before.bottom
    if low:
        return box
    middle, half = (top + bottom) / 2, (x1 - x0) / 2
    return x0, middle - half, x1, middle + half


def _draw_mode(raw: ModuleType, thing: object) -> tuple[bool, bool]:
    fill, stroke = c_int(), c_int()
    raw.FPDFPath_GetDrawMode(thing, fill, stroke)
    return bool(fill.value), bool(stroke.value)


def _letter(code: int) -> str:
    """The character of a code; PDFium gives 2 and U+FFFE for a hyphen at the end of a line."""
    if code in (2, 0xFFFE, 0xAD):
        return "-"
    if code in (9, 10, 13, 0xA0, 0x3000):
        return " "
    return chr(code) if code >= 32 and not 0xD800 <= code <= 0xDFFF else "\ufffd"


def _times(inner: _Matrix, outer: _Matrix) -> _Matrix:
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _moved(x: float, y: float, matrix: _Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
