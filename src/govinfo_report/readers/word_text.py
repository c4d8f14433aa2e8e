"""What a paragraph of Word shows: its text with automatic numbers and results of fields, without what is hidden."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from govinfo_report.officeformat import mark_of
from govinfo_report.readers.word_markup import Node, Style, Styles, W, content, described, value_of
from govinfo_report.readers.word_numbers import Numbers

__all__ = ["Shown", "Texts"]

_MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_BREAKS: Final = {W + "cr": "\n", W + "tab": "\t", W + "ptab": "\t", W + "noBreakHyphen": "-"}
_SILENT: Final = frozenset(
    [W + "pPr", W + "rPr", W + "sdtPr", W + "sdtEndPr", W + "rt", W + "instrText", W + "delText"]
)
_NOTES: Final = {W + "footnoteReference": "footnotes", W + "endnoteReference": "endnotes"}
_RAISED: Final = str.maketrans("0123456789+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾")
_LOWERED: Final = str.maketrans("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎")
_STRUCK: Final = "~~"
_UNKNOWN: Final = "\ufffd"


@attrs.define
class Shown:
    """What a paragraph shows.

    Attributes:
        text: with its line breaks and tabs, white space around it gone.
        style: what applies to the paragraph as a whole.
        boxes: the text boxes that hang on it.
        notes: the footnotes and endnotes that it refers to: their part and identifier.
        joined: its end was deleted, so the next paragraph goes on from it.
        mark: what a file made by this library says that it is.
    """

    text: str
    style: Style
    outline: int | None
    right: bool
    boxes: list[Node]
    notes: list[tuple[str, str]]
    joined: bool
    mark: int | None = None


@attrs.define
class _Field:
    """A field that has begun: its code is not shown, its result is."""

    start: int
    in_code: bool = True


class Texts:
    """Reads paragraphs in order; the numbers of lists go on from one to the next."""

    def __init__(self, styles: Styles, numbers: Numbers) -> None:
        self.styles, self.numbers = styles, numbers

    def read(self, paragraph: Node) -> Shown:
        """What ``paragraph`` shows."""
        properties = paragraph.find(f"{W}pPr")
        own = _NOTHING if properties is None else described(properties, None)
        style = self.styles.get(value_of(properties, f"{W}pStyle"))
        run = _Run(self.styles, style)
        run.walk(paragraph)
        number = own.number if own.number is not None else style.number
        level = own.level if own.level is not None else style.level
        text = run.text().strip()
        if number is not None:
            text = (self.numbers.label(number, level or 0) + text).strip()
        mark = properties.find(f"{W}rPr/{W}del") if properties is not None else None
        return Shown(
            text,
            style,
            own.outline if own.outline is not None else style.outline,
            bool(own.right if own.right is not None else style.right),
            run.boxes,
            run.notes,
            mark is not None,
            run.mark,
        )


_NOTHING: Final = Style()


class _Run:
    """Gathers the text of one paragraph."""

    def __init__(self, styles: Styles, style: Style) -> None:
        self.styles, self.style = styles, style
        self.pieces: list[str] = []
        self.fields: list[_Field] = []
        self.boxes: list[Node] = []
        self.notes: list[tuple[str, str]] = []
        self.mark: int | None = None

    def text(self) -> str:
        """The text so far; the code of a field that does not end here is shown, for it may be none."""
        return "".join(self.pieces)

    def walk(self, node: Node) -> None:
        """Take what is shown inside ``node``, which is no run."""
        for child in content(node):
            tag = child.tag
            if tag == f"{W}r":
                self._run(child)
            elif tag == f"{_MATH}t":
                self.pieces.append(child.text or "")
            elif tag == f"{_MATH}f":
                self._fraction(child)
            elif tag == f"{W}bookmarkStart":
                self.mark = mark_of(child.get(f"{W}name", "")) if self.mark is None else self.mark
            elif tag not in _SILENT:
                self.walk(child)

    def _fraction(self, node: Node) -> None:
        """A fraction, in one line; its halves must not run together into another number."""
        for part, between in (("num", "/"), ("den", "")):
            found = node.find(_MATH + part)
            if found is not None:
                self.walk(found)
            self.pieces.append(between)

    def _run(self, run: Node) -> None:
        properties = run.find(f"{W}rPr")
        hidden, struck, raised = self.style.hidden, self.style.struck, self.style.raised
        if properties is not None:
            own, style = described(None, properties), self.styles.get(value_of(properties, f"{W}rStyle"))
            for one in (style, own):
                hidden = hidden if one.hidden is None else one.hidden
                struck = struck if one.struck is None else one.struck
                raised = raised if one.raised is None else one.raised
        begun = len(self.pieces)
        self._inside(run)
        if hidden:
            del self.pieces[begun:]
            return
        made = "".join(self.pieces[begun:])
        if raised in ("superscript", "subscript") and made:
            made = made.translate(_RAISED if raised == "superscript" else _LOWERED)
            self.pieces[begun:] = [made]
        if struck and made.strip():
            self.pieces[begun:] = [f"{_STRUCK}{made}{_STRUCK}"]

    def _inside(self, run: Node) -> None:
        for child in content(run):
            tag = child.tag
            if tag == f"{W}t":
                self.pieces.append(child.text or "")
            elif tag in _BREAKS:
                self.pieces.append(_BREAKS[tag])
            elif tag == f"{W}br":
                self.pieces.append("" if child.get(f"{W}type") in ("page", "column") else "\n")
            elif tag == f"{W}sym":
                self.pieces.append(_symbol(child.get(f"{W}char", "")))
            elif tag == f"{W}fldChar":
                self._field(child.get(f"{W}fldCharType"))
            elif tag in _NOTES:
                self.notes.append((_NOTES[tag], child.get(f"{W}id", "")))
            elif tag == f"{W}ruby":
                base = child.find(f"{W}rubyBase")
                if base is not None:
                    self.walk(base)
            elif tag not in _SILENT:
                self.boxes.extend(_boxes([child]))

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self.fields.append(_Field(len(self.pieces)))
        elif self.fields and kind == "separate":
            field = self.fields[-1]
            if field.in_code:
                del self.pieces[field.start :]
                field.in_code = False
        elif self.fields and kind == "end":
            field = self.fields.pop()
            if field.in_code:
                del self.pieces[field.start :]


def _boxes(nodes: Iterable[Node]) -> Iterator[Node]:
    """The text boxes among drawings, those inside others left out."""
    for node in nodes:
        if node.tag == f"{W}txbxContent":
            yield node
        else:
            yield from _boxes(content(node))


def _symbol(code: str) -> str:
    """The character of a symbol; one of a font's own is shown as unknown."""
    try:
        number = int(code, 16)
    except ValueError:
        return _UNKNOWN
    return chr(number) if 0x20 <= number < 0xD800 else _UNKNOWN
