"""What else happens to what is printed in the cells of real reports: to their figures, their labels, and around them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random
from typing import Final

import attrs

from govinfo_report.document import Block, Cell, Document, Grid, Heading, Paragraph
from govinfo_report.folding import SIMPLIFIED

__all__ = ["CELL_DAMAGES"]

_TRADITIONAL: Final = {plain: chr(code) for code, plain in reversed(SIMPLIFIED.items())}
_HIDDEN: Final = "\u200b\u00ad\ufeff\u2060\u200d\u200e"
_LOOK_ALIKE: Final = {"0": "OoQD〇", "1": "lI丨", "2": "Z", "5": "S", "6": "b", "8": "B", "9": "g", "7": "?"}
_FOOTNOTES: Final = ("①", "*", "※", "[1]", "（注）", "（1）", "¹", "^1", "注1", "【1】", "⑴", "₁", "†", "#")
_LABEL_NOTES: Final = (
    "①",
    "*",
    "[1]",
    "（注1）",
    "¹",
    "（1）",
    "[注]",
    "：",
    "（件）",
    "（单位：件）",
    "/件",
    "（人）",
    "(宗)",
)
_NO_FIGURE: Final = (
    "nan",
    "NaN",
    "None",
    "null",
    "NULL",
    "#DIV/0!",
    "#REF!",
    "x",
    "×",
    "…",
    "～",
    "不涉及",
    "未发生",
    "／",
    "---",
    "<空>",
)
_AROUND: Final = (
    "约{}",
    "{}余件",
    "近{}",
    "（{}）",
    "[{}]",
    "{}（其中网上3）",
    "{}(+3)",
    "{}/3",
    "≈{}",
    "{}↑",
    "{}%",
    "共{}件",
    "{}?",
    "（{}件）",
    "其中{}",
)
_DRESS: Final = (
    "{}.0",
    "{}.00",
    "{}.",
    "{}。",
    "{}，",
    "'{}",
    "0{}",
    "00{}",
    '"{}"',
    "{};",
    "{}、",
    "={}",
    "+{}",
    "{} 件次",
    "{}人次",
    "_{}_",
    "**{}**",
)


def _cells(document: Document, change: Callable[[Cell], Cell]) -> Document:
    blocks: list[Block] = [
        attrs.evolve(block, cells=tuple(map(change, block.cells))) if isinstance(block, Grid) else block
        for block in document.blocks
    ]
    return attrs.evolve(document, blocks=tuple(blocks))


def _figures(document: Document, random: Random, change: Callable[[str], str]) -> Document:
    """Some figures, or a third of all, printed otherwise."""
    share = random.choice((0.01, 0.05, 0.35))

    def changed(cell: Cell) -> Cell:
        if cell.value is None or not cell.text or random.random() >= share:
            return cell
        return cell._replace(text=change(cell.text))

    return _cells(document, changed)


def _labels(document: Document, random: Random, change: Callable[[str], str], share: float) -> Document:
    def changed(cell: Cell) -> Cell:
        return cell._replace(text=change(cell.text)) if cell.header and cell.text and random.random() < share else cell

    return _cells(document, changed)


def figures_noted(document: Document, random: Random) -> Document:
    """The marks of footnotes behind figures."""
    mark = random.choice(_FOOTNOTES)
    return _figures(document, random, lambda text: text + mark)


def labels_noted(document: Document, random: Random) -> Document:
    """The marks of footnotes, or units, behind labels."""
    mark = random.choice(_LABEL_NOTES)
    return _labels(document, random, lambda text: text + mark, random.choice((0.03, 0.3)))


def hidden_marks(document: Document, random: Random) -> Document:
    """Spaces of no width and soft hyphens within figures and labels."""

    def change(text: str) -> str:
        at = random.randrange(len(text) + 1)
        return text[:at] + random.choice(_HIDDEN) + text[at:]

    return _labels(_figures(document, random, change), random, change, 0.3)


def look_alikes(document: Document, random: Random) -> Document:
    """Letters for digits, as in recognised scans."""

    def change(text: str) -> str:
        places = [at for at, digit in enumerate(text) if digit in _LOOK_ALIKE]
        for at in random.sample(places, min(len(places), random.choice((1, 1, 2, 4)))):
            text = text[:at] + random.choice(_LOOK_ALIKE[text[at]]) + text[at + 1 :]
        return text

    return _figures(document, random, change)


def spaced_digits(document: Document, random: Random) -> Document:
    """Spaces between the digits of figures."""
    space = random.choice((" ", "\u00a0", "\u2009", "\u202f"))

    def change(text: str) -> str:
        at = random.randrange(1, len(text)) if len(text) > 1 else 0
        return random.choice((space.join(text), text[:at] + space + text[at:], text[:-3] + space + text[-3:]))

    return _figures(document, random, change)


def other_thousands(document: Document, random: Random) -> Document:
    """Thousands set apart by signs that are no commas, or that stand elsewhere."""
    sign = random.choice(("，", "'", ".", "’", "､", "、", "·"))

    def change(text: str) -> str:
        whole, point, rest = text.partition(".")
        return f"{whole[:-3]}{sign}{whole[-3:]}{point}{rest}" if len(whole) > 3 else text

    return _figures(document, random, change)


def in_other_dress(document: Document, random: Random) -> Document:
    """Points, quotes, noughts and units around figures, as spreadsheets and typists leave them."""
    dress = random.choice(_DRESS)
    return _figures(document, random, dress.format)


def in_words(document: Document, random: Random) -> Document:
    """Words or brackets around figures that make them other than they look."""
    around = random.choice(_AROUND)
    return _figures(document, random, around.format)


def other_marks(document: Document, random: Random) -> Document:
    """Blanks shown as programs show them."""
    mark = random.choice(_NO_FIGURE)
    return _cells(
        document,
        lambda cell: cell if cell.text or not cell.row or random.random() < 0.4 else cell._replace(text=mark),
    )


def half_traditional(document: Document, random: Random) -> Document:
    """Every other character traditional."""

    def change(text: str) -> str:
        return "".join(_TRADITIONAL.get(one, one) if random.random() < 0.5 else one for one in text)

    return _labels(document, random, change, 1)


def written_downwards(document: Document, random: Random) -> Document:
    """Short labels written downwards, a character or two in a line."""
    step = random.choice((1, 1, 2))

    def change(text: str) -> str:
        if len(text) > random.choice((6, 10)) or "\n" in text:
            return text
        return "\n".join(text[at : at + step] for at in range(0, len(text), step))

    return _labels(document, random, change, random.choice((0.1, 0.6, 1)))


def headings_lost(document: Document, random: Random) -> Document:
    """The headings of sections are gone, all or some."""
    share = random.choice((0.4, 1))
    kept = [one for one in document.blocks if not (isinstance(one, Heading) and one.level and random.random() < share)]
    return attrs.evolve(document, blocks=tuple(kept))


def lines_between(document: Document, random: Random) -> Document:
    """Lines of the page around the tables: units, names of tables, notes with figures in them."""
    lines = (
        "单位：件",
        "表1 基本情况",
        "（续表）",
        "注：以上数据截至12月31日，共计3件。",
        "附件2",
        "填报人：王某 电话：0513-8123 4567",
        "2023年1月12日",
    )
    blocks: list[Block] = []
    for block in document.blocks:
        beside = isinstance(block, Grid)
        if beside and random.random() < 0.6:
            blocks.append(Paragraph(random.choice(lines)))
        blocks.append(block)
        if beside and random.random() < 0.6:
            blocks.append(Paragraph(random.choice(lines)))
    return attrs.evolve(document, blocks=tuple(blocks))


CELL_DAMAGES: Final[Mapping[str, Callable[[Document, Random], Document]]] = {
    "footnotes of figures": figures_noted,
    "footnotes of labels": labels_noted,
    "hidden marks": hidden_marks,
    "letters for digits": look_alikes,
    "digits apart": spaced_digits,
    "other thousands": other_thousands,
    "points and quotes": in_other_dress,
    "words around figures": in_words,
    "blanks of programs": other_marks,
    "half traditional": half_traditional,
    "labels downwards": written_downwards,
    "headings lost": headings_lost,
    "lines around tables": lines_between,
}
