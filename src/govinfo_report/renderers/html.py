"""Renderer of web pages: a page of its own or a fragment; no scripts, nothing fetched, and to be read back."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

from govinfo_report.document import Document, Grid, Heading, Paragraph, Remark
from govinfo_report.errors import RenderError, shown
from govinfo_report.formats import Renderer
from govinfo_report.htmlformat import DEEPEST, KEY, LEVEL, MARK, RIGHT, ROOT, VERSION
from govinfo_report.messages import Joined, Message, message
from govinfo_report.options import Option
from govinfo_report.renderers.html_table import draw_table
from govinfo_report.renderers.html_text import attribute, escape
from govinfo_report.renderers.marks import anchors, numbers, told

__all__ = ["RENDERER", "page", "style"]

_CSS: Final = Path(__file__).with_name("report.css")
_PREFIX: Final = re.compile(r"(?:[A-Za-z][\w.-]*)?", re.ASCII)
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"

_ABOUT: Final[dict[str, Message]] = {
    "title": message("标题"),
    "agency": message("报告机关"),
    "year": message("报告年度"),
}


@lru_cache(maxsize=1)
def style() -> str:
    """The style sheet, every rule of it for what stands inside ``.govinfo-report``."""
    return _CSS.read_text(encoding="utf-8")


def _render(document: Document, *, fragment: bool, style: bool, folded: bool, prefix: str) -> str:
    """``document`` as a page, or as a fragment to put into one."""
    if not _PREFIX.fullmatch(prefix):
        raise RenderError(
            message("prefix应以字母开头，由字母、数字、点、连字符和下划线组成，而不是{value}", value=shown(prefix))
        )
    body = _body(document, folded=folded, prefix=prefix)
    sheet = f"<style>\n{_sheet()}</style>\n" if style else ""
    return sheet + body if fragment else page(body, _title(document), document.language, sheet)


def page(body: str, title: str, language: str, sheet: str) -> str:
    """A page of its own around ``body``, with the styles ``sheet``; no scripts run in it, and it fetches nothing."""
    return (
        f'<!DOCTYPE html>\n<html lang="{_tag(language)}" dir="ltr">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f'<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(title)}</title>\n{sheet}</head>\n"
        f'<body class="govinfo-report-page">\n{body}</body>\n</html>\n'
    )


_sheet = style
"""The function, for the option of the same name hides it."""


def _tag(locale: str) -> str:
    return locale.replace("_", "-")


def _title(document: Document) -> str:
    shown = next((block.text for block in document.blocks if isinstance(block, Heading) and block.level == 0), None)
    given = dict(document.metadata).get("title") or message("政府信息公开工作年度报告").text(document.language)
    return shown or given


def _body(document: Document, *, folded: bool, prefix: str) -> str:
    marks = numbers(document)
    parts = [f'<div class="govinfo-report" lang="{_tag(document.language)}" dir="ltr">\n']
    if document.remarks:
        parts.append(_list(document, prefix))
    parts.append(f'<article {ROOT}="{VERSION}" lang="zh-CN">\n')
    if document.metadata:
        parts.append(_about(document))
    opened = False
    tables = 0
    for block in document.blocks:
        if isinstance(block, Heading):
            if block.level == 1:
                parts.append(_close(folded) if opened else "")
                opened = True
                head = _heading(block)
                parts.append(f"<details><summary>{head}</summary>\n" if folded else f"<section>\n{head}\n")
            else:
                parts.append(f"{_heading(block)}\n")
        elif isinstance(block, Grid):
            tables += 1
            parts.append(draw_table(block, tables, marks, document.remarks, _tag(document.language), prefix))
        else:
            parts.append(_paragraph(block))
    parts.append(_close(folded) if opened else "")
    parts.append("</article>\n</div>\n")
    return "".join(parts)


def _close(folded: bool) -> str:
    return "</details>\n" if folded else "</section>\n"


def _about(document: Document) -> str:
    """What the report is, where its title does not tell."""
    words = {key: word.text(document.language) for key, word in _ABOUT.items()}
    pairs = "".join(
        f'<dt>{escape(words.get(key, key))}</dt><dd {KEY}="{attribute(key)}">{escape(value)}</dd>'
        for key, value in document.metadata
    )
    return f"<dl>{pairs}</dl>\n"


def _heading(heading: Heading) -> str:
    depth = min(heading.level + 1, DEEPEST)
    level = f' {LEVEL}="{heading.level}"' if heading.level >= DEEPEST else ""
    mark = f' {MARK}="{heading.mark}"' if heading.mark else ""
    return f"<h{depth}{level}{mark}>{escape(heading.text)}</h{depth}>"


def _paragraph(paragraph: Paragraph) -> str:
    mark = f' {MARK}="{paragraph.mark}"' if paragraph.mark else ""
    right = f' style="{RIGHT}"' if paragraph.align == "right" else ""
    return f"<p{mark}{right}>{escape(paragraph.text)}</p>\n"


def _list(document: Document, prefix: str) -> str:
    """The remarks, in order."""
    grids = [block for block in document.blocks if isinstance(block, Grid)]
    tables = {grid.name: f"table-{number}" for number, grid in enumerate(grids, 1)}
    places = (None if name is None else tables.get(name, name) for name in anchors(document))
    items = "".join(
        _remark(number, told(one, document.language), one.severity, place, prefix)
        for number, (one, place) in enumerate(zip(document.remarks, places, strict=True), 1)
    )
    said = message("核对结果和说明：{counts}；点击跳到所指的单元格", counts=_counts(document.remarks))
    return f'<aside>\n<p class="head">{escape(said.text(document.language))}</p>\n<ol>\n{items}</ol>\n</aside>\n'


def _counts(remarks: Sequence[Remark]) -> Joined:
    """How many there are of each severity, those left out of which there are none."""
    of = Counter(remark.severity for remark in remarks)
    each = (
        message("错误{count}条", count=of["error"]) if of["error"] else None,
        message("注意{count}条", count=of["warning"]) if of["warning"] else None,
        message("提示{count}条", count=of["hint"]) if of["hint"] else None,
    )
    return Joined(tuple(one for one in each if one is not None), "，")


def _remark(number: int, text: str, severity: str, place: str | None, prefix: str) -> str:
    """A remark, linked to the last of its cells (the total where it speaks of a sum) or to its table."""
    said = escape(text)
    if place is not None:
        said = f'<a href="#{attribute(prefix + place)}">{said}</a>'
    return f'<li id="{prefix}remark-{number}" class="{severity}">{said}</li>\n'


RENDERER = Renderer(
    name="html",
    extension=".html",
    render=_render,
    options=(
        Option("fragment", bool, False, message("只要正文部分，供放进其他网页").template),
        Option("style", bool, True, message("是否带样式").template),
        Option("folded", bool, False, message("各部分折叠，点开再看").template),
        Option("prefix", str, "", message("各单元格锚点名称的前缀，一页放几份报告时用").template),
    ),
)
