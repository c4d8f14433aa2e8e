"""The conventions of the library's own web pages that their reader and their renderer share.

The report is an ``article`` with the attribute :data:`ROOT`; within it every block is a heading, a ``p`` or a
``table``, and what the text of a block cannot tell stands in attributes.  Text is exact: characters that a browser
would swallow or act upon stand as a ``span`` with their code.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["CODE", "DEEPEST", "HAZARD", "KEY", "LEVEL", "MARK", "RIGHT", "ROOT", "VERSION"]

ROOT: Final = "data-govinfo-report"
VERSION: Final = "1"

MARK: Final = "data-mark"
"""Of a block: see :class:`govinfo_report.document.Paragraph`."""

LEVEL: Final = "data-level"
"""Of a heading that is deeper than ``h6``."""

DEEPEST: Final = 6

KEY: Final = "data-key"
"""Of a ``dd``: the key of the document's metadata that it gives."""

CODE: Final = "data-code"
"""Of a ``span`` that stands for a character: its number in hexadecimal digits."""

RIGHT: Final = "text-align:right"

HAZARD: Final = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Control characters, and those that turn the direction of what follows."""
