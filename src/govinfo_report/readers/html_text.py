"""The text of a page as a browser shows it."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["BREAK", "KINDS", "clean", "lines_of"]

BREAK: Final = "\x1f"
"""Stands where a line ends, for in the source of a page a line feed is but a space."""

_SKIPPED: Final = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "title",
        "meta",
        "link",
        "base",
        "select",
        "datalist",
        "button",
        "textarea",
        "iframe",
        "object",
        "embed",
        "audio",
        "video",
        "canvas",
        "svg",
        "area",
        "map",
        "dialog",
        "progress",
        "meter",
        "col",
        "colgroup",
    ]
)
_BOXES: Final = frozenset(
    ["div", "section", "article", "main", "header", "footer", "aside", "form", "center", "ul", "ol", "dl", "td", "body"]
)
_BLOCKS: Final = frozenset(
    [
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "dt",
        "dd",
        "blockquote",
        "pre",
        "address",
        "figure",
        "figcaption",
        "fieldset",
        "legend",
        "details",
        "summary",
        "hr",
    ]
)
KINDS: Final = {
    **dict.fromkeys(_SKIPPED, "skipped"),
    **dict.fromkeys(_BOXES, "box"),
    **dict.fromkeys(_BLOCKS, "block"),
    "-text": "text",
    "-comment": "skipped",
    "br": "break",
    "a": "link",
    "nav": "aside",
    "table": "table",
    "img": "field",
    "input": "field",
}
"""How each element takes part in the text; what is not here stands within a line."""

_SPACES: Final = re.compile("[ \t-\r\xa0\x1c-\x1f\x85\u2028\u2029]+")
_WRAPPED: Final = re.compile(
    "(?<=[\u2e80-\u9fff\u3000-\u303f\uff00-\uffef])[ \t]*\r?\n[ \t]*(?=[\u2e80-\u9fff\uff00-\uffef])"
)
_UNSEEN: Final = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]+")


def clean(text: str) -> str:
    """``text`` as a browser shows it: white space made one, none where a Chinese line was wrapped in the source."""
    text = text.strip()
    if text.isprintable() and "  " not in text:
        return text
    if "\n" in text:
        text = _WRAPPED.sub("", text)
    return _UNSEEN.sub("", _SPACES.sub(" ", text)).strip()


def lines_of(text: str) -> str:
    """The lines that breaks and blocks cut ``text`` into, blank ones left out."""
    if BREAK not in text:
        return clean(text)
    return "\n".join(line for line in map(clean, text.split(BREAK)) if line)
