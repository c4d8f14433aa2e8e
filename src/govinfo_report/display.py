"""How values show themselves in notebooks and terminals: hooks that the rooms above fill in.

A value of a lower room (a table, a note) asks here for what a higher room (the layout, the renderers) makes of it.
"""

from __future__ import annotations

from functools import singledispatch

__all__ = ["html_of", "rich_of"]


@singledispatch
def html_of(_value: object) -> str | None:
    """HTML for notebooks, ``None`` where nothing but the ``repr`` is known."""
    return None


@singledispatch
def rich_of(value: object) -> object:
    """What rich draws for ``value``: its ``repr`` where nothing else is known."""
    return repr(value)
