"""What a page hides until a script shows it: where that is nearly all of the page, it is what a person reads there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

__all__ = ["without_revealed"]


def without_revealed(hidden: Sequence[LexborNode], body: LexborNode) -> list[LexborNode]:
    """``hidden``, elements in the order of the page, without those that a script shows.

    These are the ones with tables in them on a page that shows no table elsewhere, if they have more text than the
    rest of it: an article that appears when it is loaded, panels of which one at a time is seen.
    """
    if len(hidden) > _MOST:
        return list(hidden)
    outer: list[LexborNode] = []
    inside: set[int] = set()
    for node in hidden:
        if node.mem_id not in inside:
            outer.append(node)
            inside.update(one.mem_id for one in node.css("*") if one.mem_id != node.mem_id)
    holding = [node for node in outer if node.tag not in _CELLS and node.css_first("table") is not None]
    tables = sum(len(node.css("table")) for node in holding)
    if not holding or tables < len(body.css("table")):
        return list(hidden)
    within = sum(map(_size, holding))
    if 2 * within <= _size(body):
        return list(hidden)
    shown = {node.mem_id for node in holding}
    return [node for node in hidden if node.mem_id not in shown]


_MOST = 200
"""Hidden elements of a page of which one is asked whether a script shows it."""
_CELLS = ("td", "th", "tr", "tbody", "thead", "tfoot", "table")


def _size(node: LexborNode) -> int:
    """How many characters of text ``node`` has, scripts and styles left out."""
    skipped = sum(len(one.text(deep=True)) for one in node.css("script,style,noscript,template"))
    return len(node.text(deep=True)) - skipped
