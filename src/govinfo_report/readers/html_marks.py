"""What a page shows by how its text is set: a struck figure is none, a raised one is the number of a footnote.

Both would run into the figure beside them, ``<s>8</s>12`` into 812 and ``12<sup>1</sup>`` into 121; they are
written out in the same way as the readers of Word and Excel files do, so that no figure is made of them.  Text of
no size is taken out, for nobody sees it.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

__all__ = ["show_marks", "styles_in"]

_STRUCK: Final = "~~"
_TAGS: Final = "s,strike,del,sup,sub"
_STYLES: Final = "".join(f',[style*="{name}" i]' for name in ("line-through", "vertical-align", "size", "opacity"))
_MARKING: Final = re.compile(r"line-through|vertical-align\s*:\s*su|(?:size|opacity)\s*:\s*0(?![.\d])", re.IGNORECASE)
_STYLED: Final = re.compile(rb"style\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"']++)")
_THROUGH: Final = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE)
_SHIFTED: Final = re.compile(r"vertical-align\s*:\s*(super|sub)\b", re.IGNORECASE)
_UNSEEN: Final = re.compile(r"(?:font-size|opacity)\s*:\s*0(?:px|pt|r?em|%)?\s*(?:[;!]|$)", re.IGNORECASE)
_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED: Final = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_MOST: Final = 2000
"""Elements of a page that are looked into; more are marked whatever is in them."""
_MARK: Final = "^"


def styles_in(lowered: bytes) -> str:
    """The styles of single elements in the source of a page, in small letters: each once, in no order.

    To look for a word in them takes less time than to ask the tree for the elements that have it, and most pages
    have none.
    """
    return html.unescape(b"\n".join(set(_STYLED.findall(lowered))).decode("utf-8", "replace"))


def show_marks(parser: LexborHTMLParser, styles: str) -> None:
    """Write into the tree of a page what is struck, raised or lowered and has digits in it.

    Args:
        parser: has the tree.
        styles: of its elements, see :func:`styles_in`.
    """
    for order, node in enumerate(parser.css(_TAGS + _STYLES if _MARKING.search(styles) else _TAGS)):
        way = _way(node)
        if way == "unseen":
            node.decompose()
        elif way == "struck":
            if order >= _MOST or _has_digit(node.text(deep=True)):
                _strike(node)
        elif way is not None:
            if order >= _MOST:
                node.insert_before(_MARK)
            else:
                _shift(node, _RAISED if way == "raised" else _LOWERED)


def _strike(node: LexborNode) -> None:
    cells = node.css("td,th")  # which finds a cell itself, too
    for cell in cells:
        if cell.child is not None:
            cell.child.insert_before(_STRUCK)
            cell.insert_child(_STRUCK)
    if not cells:
        node.insert_before(_STRUCK)
        node.insert_after(_STRUCK)


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _way(node: LexborNode) -> str | None:
    tag = node.tag
    if tag in ("sup", "sub"):
        return "raised" if tag == "sup" else "lowered"
    style = node.attributes.get("style") or ""
    if _UNSEEN.search(style) and all(child.tag == "-text" for child in node.iter(include_text=True)):
        return "unseen"
    if tag in ("s", "strike", "del") or _THROUGH.search(style):
        return "struck"
    shifted = _SHIFTED.search(style)
    return None if shifted is None else "raised" if shifted.group(1).lower() == "super" else "lowered"


def _shift(root: LexborNode, table: dict[int, int]) -> None:
    """The digits in ``root`` as raised or lowered ones."""
    waiting = [root.child]
    while waiting:
        node = waiting.pop()
        while node is not None:
            following = node.next
            if node.tag != "-text":
                waiting.append(node.child)
            elif _has_digit(shown := node.text_content or ""):
                node.replace_with(shown.translate(table))
            node = following
