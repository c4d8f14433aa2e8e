"""Text in a Word file: runs in which nothing is markup, a field or a link."""

from __future__ import annotations

from xml.sax.saxutils import escape

__all__ = ["escaped", "runs"]


def escaped(text: str) -> str:
    """``text`` for markup, inside quotes too."""
    return escape(text, {'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})


def runs(text: str, properties: str = "") -> str:
    """``text`` as it is; its line breaks and tabs as those of Word."""
    if not text:
        return ""
    pieces: list[str] = []
    for number, line in enumerate(text.split("\n")):
        if number:
            pieces.append("<w:br/>")
        for place, part in enumerate(line.split("\t")):
            if place:
                pieces.append("<w:tab/>")
            if part:
                pieces.append(f'<w:t xml:space="preserve">{escape(part)}</w:t>')
    styled = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{styled}{''.join(pieces)}</w:r>"
