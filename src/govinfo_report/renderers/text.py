"""Renderer of plain text: for terminals and mail, aligned for East Asian width, and to be read back."""

from __future__ import annotations

from collections.abc import Sequence

from govinfo_report.document import Document, Grid, Heading, Paragraph, Remark
from govinfo_report.errors import RenderError, shown
from govinfo_report.formats import Renderer
from govinfo_report.messages import SOURCE_LOCALE, message
from govinfo_report.options import Option
from govinfo_report.renderers.boxes import draw_box
from govinfo_report.renderers.marks import Footnotes, numbers, told, with_signs
from govinfo_report.textformat import INDENT, KEYS, RIGHT_MARGIN, SEPARATOR, is_structural, width, with_mark

__all__ = ["RENDERER"]


def _render(document: Document, *, width: int) -> str:
    """``document`` as text; tables are kept within ``width`` columns where their figures allow it."""
    lines: list[str] = []
    marks, notes = numbers(document), Footnotes(document)
    words: dict[str, str] = {}
    for word, key in KEYS.items():
        words.setdefault(key, word)
    if document.metadata:
        lines.extend(f"{words.get(key, key)}：{_checked(value)}" for key, value in document.metadata)
        lines.extend((SEPARATOR, ""))
    for block in document.blocks:
        if isinstance(block, Grid):
            lines.extend(("", *draw_box(with_signs(block, marks), width, words=document.language != SOURCE_LOCALE)))
            lines.extend((*(_footnote(one, document.language) for one in notes.below(block)), ""))
        elif isinstance(block, Heading):
            lines.extend(_heading(block, width))
        else:
            lines.append(_paragraph(block, width))
    lines.extend(("", *(_footnote(one, document.language) for one in notes.rest())))
    return "\n".join(_without_double_blanks(lines)) + "\n"


def _footnote(numbered: tuple[int, Remark], language: str) -> str:
    number, remark = numbered
    return with_mark(_checked(f"[{number}] {told(remark, language)}"), 1)


def _heading(heading: Heading, room: int) -> Sequence[str]:
    text = _checked(heading.text)
    if heading.level == 0:
        return (" " * max(0, (room - width(text)) // 2) + text, "")
    mark = heading.mark or (heading.level if is_structural(text) else 0)
    if heading.level == 1:
        return ("", with_mark(text, heading.mark))
    return (INDENT + with_mark(text, mark),)


def _paragraph(paragraph: Paragraph, room: int) -> str:
    text = _checked(paragraph.text)
    marked = with_mark(text, paragraph.mark or int(is_structural(text)))
    if paragraph.align == "right":
        return " " * max(RIGHT_MARGIN, room - width(text)) + marked
    return INDENT + marked


def _checked(text: str) -> str:
    """``text``, unless a control character in it would act on a terminal."""
    if text.isprintable():
        return text
    for character in text:
        if (character < " " and character != "\t") or "\x7f" <= character < "\xa0":
            raise RenderError(
                message(
                    "文字中有控制字符U+{code}，纯文本无法表示：{text}",
                    code=f"{ord(character):04X}",
                    text=shown(text),
                )
            )
    return text


def _without_double_blanks(lines: Sequence[str]) -> list[str]:
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    return kept[:-1] if kept and not kept[-1] else kept


RENDERER = Renderer(
    name="text",
    extension=".txt",
    render=_render,
    options=(Option("width", int, 100, message("表格的最大宽度（列）").template, low=40, high=1000),),
)
