"""What a page of a PDF shows, free of PDFium: characters and lines, measured in points from the top left corner."""

from __future__ import annotations

from typing import NamedTuple

import attrs

__all__ = ["Box", "Char", "Page", "Rule"]


class Char(NamedTuple):
    """A character as it stands on the page.

    Attributes:
        text: the character; U+FFFD where its font does not tell which it is.
        turned: it does not stand upright on the page as it is read.
        run: chars with the same number were drawn at one go.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    turned: bool = False
    run: int = 0

    @property
    def size(self) -> float:
        """Its height."""
        return self.bottom - self.top


class Rule(NamedTuple):
    """A straight line: at ``at`` across its direction, from ``start`` to ``end`` along it."""

    horizontal: bool
    at: float
    start: float
    end: float


class Box(NamedTuple):
    """A rectangle."""

    x0: float
    top: float
    x1: float
    bottom: float


@attrs.frozen(eq=False)
class Page:
    """A page as it is read: upright, whatever its rotation.

    Attributes:
        number: counted from 1.
        chars: in the order in which they were drawn, spaces among them.
        rules: lines and thin rectangles.
        pictured: a picture covers most of it.
    """

    number: int
    width: float
    height: float
    chars: tuple[Char, ...]
    rules: tuple[Rule, ...]
    pictured: bool = False
