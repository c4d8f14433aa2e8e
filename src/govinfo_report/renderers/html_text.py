"""Text as HTML holds it: nothing in it is markup, nothing turns the direction of what follows."""

from __future__ import annotations

import re
from typing import Final

from govinfo_report.htmlformat import CODE, HAZARD

__all__ = ["attribute", "escape"]

_MARKUP: Final = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord('"'): "&quot;", ord("'"): "&#39;"}
_SPECIAL: Final = re.compile("[&<>\"']|" + HAZARD.pattern)


def escape(text: str) -> str:
    """``text`` for the content of an element; characters that would act on a browser show their code."""
    if _SPECIAL.search(text) is None:
        return text
    return HAZARD.sub(_code, text.translate(_MARKUP))


def attribute(text: str) -> str:
    """``text`` for a quoted attribute that is shown to people; it need not be read back."""
    if _SPECIAL.search(text) is None:
        return text
    return HAZARD.sub("\ufffd", text.translate(_MARKUP))


def _code(match: re.Match[str]) -> str:
    code = f"{ord(match.group()):04X}"
    return f'<span {CODE}="{code}">U+{code}</span>'
