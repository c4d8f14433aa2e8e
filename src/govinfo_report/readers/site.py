"""The report in the text of a whole web page, as programs and people copy or print one: what is the site's is left out.

A page's markup tells where its text begins (:mod:`.html_scope`); here only lines do, so nothing is left out unless
they show what they are: above the title, menus and breadcrumbs; under it, particulars (发布日期, 来源); behind the
last section, buttons, links to other texts, the imprint.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from govinfo_report.document import Block, Document, Grid, Heading, Paragraph
from govinfo_report.readers.furniture import FOOTER, SHORT, is_furniture
from govinfo_report.readers.html_metadata import TITLE, is_particulars, of_grid, of_line, settle
from govinfo_report.readers.html_tables import opens_section

__all__ = ["without_site"]

_WHOLE: Final = re.compile(r"(?=.*(?:20\d\d|二[〇○零].{2})年)(?!.*[。；！？：:>»|]).{0,60}$")
_NAMED: Final = re.compile(r"^\D{4,}(?:20\d\d|二[〇○零].{2})年")
_SUFFIX: Final = re.compile(r"\s*[-_|–—]+\s*")
_SENTENCE: Final = re.compile(r"[。；！？]")
_MENU: Final = re.compile(
    r"^(?:原创|首\s*页|网站首页|本站首页|主页|登录|注册|无障碍|长者|English|繁體|政务公开|政府信息公开)"
)
_OTHER_TEXT: Final = re.compile(r"[上下]一[篇条]\s*[:：]")
_LINK: Final = re.compile(r"!?\[([^\[\]]*)\]\((?:[^()]|\([^()]*\))*\)")
_BULLET: Final = re.compile(r"^[*+-]\s+")
_TIMED: Final = re.compile(r"(?:19|20)\d\d(?:年\d{1,2}月\d{1,2}日|-\d{1,2}-\d{1,2})\s+\d{1,2}:\d{2}")
_ATTACHED: Final = re.compile(r"^附件|\.(?:docx?|pdf|wps|xlsx?|ofd|rar|zip)$", re.IGNORECASE)
_TINY: Final = 6
_LONGEST_NAME: Final = 30
_LONGEST_VALUE: Final = 40
_LONGEST_TOP: Final = 300
"""Lines that a page may have above the title."""


def without_site(blocks: Sequence[Block]) -> Document:
    """The report in ``blocks``, and what the page says of it; all of them where they are no page that shows it."""
    kept, told = _parts(blocks)
    return Document(kept, told)


def _parts(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[tuple[str, str], ...]]:
    if any(isinstance(block, (Heading, Paragraph)) and block.mark for block in blocks):
        return tuple(blocks), ()
    opening = [at for at, block in enumerate(blocks) if opens_section(_text(block))]
    if not opening:
        return tuple(blocks), ()
    end = _end(blocks, opening[-1] + 1)
    found = _title(blocks, opening[0])
    if found is None:
        return tuple(blocks[:end]), ()
    start, title, behind = found
    told: list[Mapping[str, str]] = []
    under = _particulars(blocks, behind, opening[0], told)
    above = blocks[:start]
    shown = "".join(_text(block) for block in title)
    if not all(map(_may_stand_above, above)):
        return tuple(blocks[:end]), ()
    told.extend(of_grid(block) for block in above if isinstance(block, Grid) and is_particulars(block))
    told.extend(line for block in above if (line := of_line(_text(block))) is not None)
    about = tuple(settle({}, map(dict, told), True))
    around = [*above, *blocks[behind:under]]
    printed = title == list(blocks[start:behind])
    if printed and end == len(blocks) and not any(_is_site(block, shown) for block in around):
        return tuple(blocks), about  # what a text says of itself, and nothing of a site
    return (*title, *blocks[under:end]), about


def _text(block: Block) -> str:
    """A line without the marks that Markdown makes of links and lists."""
    if isinstance(block, Grid):
        return ""
    text = block.text
    return (_BULLET.sub("", _LINK.sub(r"\1", text)) if "](" in text or text[:1] in "*-+" else text).strip()


def _title(blocks: Sequence[Block], first: int) -> tuple[int, list[Block], int] | None:
    """Where the last whole title above the sections begins, organ and year in it, its blocks, and what is behind it."""
    for at in range(min(first, _LONGEST_TOP) - 1, -1, -1):
        block = blocks[at]
        text = _text(block)
        if isinstance(block, Grid) or not text:
            continue
        if TITLE.search(text) and _WHOLE.match(text):
            if _NAMED.match(text):
                return at, [block], at + 1
            above = _text(blocks[at - 1]) if at else ""
            if (
                above
                and len(above) < _LONGEST_NAME
                and _WHOLE.match(f"{above}{text}")
                and _NAMED.match(f"{above}{text}")
            ):
                return at - 1, [blocks[at - 1], block], at + 1
        head, _, rest = text.partition(" ")
        if (
            rest
            and TITLE.search(head)
            and _NAMED.match(head)
            and _WHOLE.match(head)
            and of_line(rest.strip()) is not None
        ):
            return at, [Paragraph(head, block.position)], at + 1
    return _page_title(blocks[0]) if first else None


def _page_title(block: Block) -> tuple[int, list[Block], int] | None:
    """The title in that of a page, which has the names of site and column behind it."""
    title, *rest = _SUFFIX.split(_text(block), maxsplit=1)
    if not rest or not TITLE.search(title) or not _WHOLE.match(title) or not _NAMED.match(title):
        return None
    return 0, [Paragraph(title, None if isinstance(block, Grid) else block.position)], 1


def _particulars(blocks: Sequence[Block], start: int, stop: int, told: list[Mapping[str, str]]) -> int:
    """Past the particulars under a title, which ``told`` gets: labels with their values, buttons, and what is tiny behind them."""
    at = start
    while at < stop:
        text = _text(blocks[at])
        found = of_line(text) if text else None
        if found is not None:
            value = _text(blocks[at + 1]) if at + 1 < stop else ""
            if (
                text.endswith(("：", ":"))
                and 0 < len(value) <= _LONGEST_VALUE
                and of_line(value.replace("-", "")) is None
            ):
                found = {key: known or value for key, known in found.items()}
                at += 1
            told.append(found)
        elif not (is_furniture(text) or (at > start and 0 < len(text) <= _TINY) or _is_account(blocks, at, stop)):
            break
        at += 1
    return at


def _is_account(blocks: Sequence[Block], at: int, stop: int) -> bool:
    """Whether a line is what stands between the title of an article of a public account and its date: 原创, a name."""
    lines = [_text(block) for block in blocks[at : min(at + 3, stop)]]
    dated = next((n for n, line in enumerate(lines) if _TIMED.match(line)), None)
    return dated is not None and all(0 < len(line) < _LONGEST_NAME for line in lines[:dated])


def _may_stand_above(block: Block) -> bool:
    """Whether a block may be the site's: no sentence of a report, no table with figures."""
    if isinstance(block, Grid):
        return is_particulars(block) or not _has_figures(block)
    return len(_text(block)) <= SHORT and not _SENTENCE.search(block.text)


def _is_site(block: Block, title: str) -> bool:
    """Whether a block above the ``title`` can only be the site's; that of the page, which repeats it, among them."""
    text = _text(block)
    return bool(text) and (title in text or is_furniture(text) or bool(_MENU.search(text)))


def _end(blocks: Sequence[Block], start: int) -> int:
    """Where the site's lines begin behind the last section's heading; no table and no long text may follow them."""
    first = len(blocks)
    while first > start and _may_stand_below(blocks[first - 1]):
        first -= 1
    for at in range(first, len(blocks)):
        text = _text(blocks[at])
        if is_furniture(text) or FOOTER.search(text) or (len(text) < 3 * SHORT and _OTHER_TEXT.search(text)):
            while at > start and _ATTACHED.search(_text(blocks[at - 1])):
                at -= 1
            return at
    return len(blocks)


def _may_stand_below(block: Block) -> bool:
    """Whether a block may be the site's: no sentence, no table with figures."""
    if isinstance(block, Grid):
        return not any(cell.text.strip().isdecimal() for cell in block.cells)
    return not block.text.endswith(("。", "；")) or FOOTER.search(block.text) is not None


def _has_figures(grid: Grid) -> bool:
    return any(cell.text.strip().isdecimal() for cell in grid.cells)
