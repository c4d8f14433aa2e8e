"""What happens to the tables of real reports: each damage takes a document and draws its way through it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Final

import attrs

from govinfo_report.document import Block, Cell, Document, Grid
from govinfo_report.folding import SIMPLIFIED
from tests.tabledamages import TABLE_DAMAGES, inserted

__all__ = ["DAMAGES", "Damage"]

Damage = Callable[[Document, Random], Document]

_BACK: Final = {plain: chr(code) for code, plain in reversed(SIMPLIFIED.items())}
_STRANGE: Final = "的了公开政府信息数量处理其他申请件法行止Xx、）"
_MARKS: Final = ("", "/", "-", "—", "－", "无", "——", "\\", "╱", "&nbsp;")


def _cells(document: Document, change: Callable[[Cell], Cell]) -> Document:
    blocks: list[Block] = [
        attrs.evolve(block, cells=tuple(map(change, block.cells))) if isinstance(block, Grid) else block
        for block in document.blocks
    ]
    return attrs.evolve(document, blocks=tuple(blocks))


def is_label(cell: Cell) -> bool:
    return bool(cell.text) and cell.value is None and not cell.text.replace(".", "").isdigit()


def _one_label(document: Document, random: Random, change: Callable[[str], str]) -> Document:
    labels = [cell for block in document.blocks if isinstance(block, Grid) for cell in block.cells if is_label(cell)]
    chosen = random.choice(labels)
    return _cells(document, lambda cell: cell._replace(text=change(cell.text)) if cell is chosen else cell)


def typing_error(document: Document, random: Random) -> Document:
    """One character of one label left out, put in, replaced, or swapped with the next."""

    def change(text: str) -> str:
        at = random.randrange(len(text))
        kind = random.choice(("out", "in", "other", "swap"))
        strange = random.choice(_STRANGE)
        if kind == "swap" and at + 1 < len(text):
            return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        return text[:at] + (strange if kind in ("in", "other") else "") + text[at + (kind != "in") :]

    return _one_label(document, random, change)


def typing_errors(document: Document, random: Random) -> Document:
    """Several labels with an error each."""
    for _ in range(random.randint(2, 6)):
        document = typing_error(document, random)
    return document


def cut_short(document: Document, random: Random) -> Document:
    """A label of which only the beginning stands."""
    return _one_label(document, random, lambda text: text[: random.randint(1, len(text))])


def without_ordinals(document: Document, random: Random) -> Document:
    """Ordinals left out everywhere, or in other dress."""
    dress = random.choice(("none", "、", "．", "()"))

    def change(cell: Cell) -> Cell:
        text = cell.text
        if not is_label(cell) or text[1:2] != "." or not text[0].isdigit():
            return cell
        other = {"none": "", "、": f"{text[0]}、", "．": f"{text[0]}．", "()": f"（{text[0]}）"}[dress]
        return cell._replace(text=other + text[2:])

    return _cells(document, change)


def traditional(document: Document, random: Random) -> Document:  # noqa: ARG001 - as the others
    """Labels in traditional characters."""
    return _cells(document, lambda cell: cell._replace(text="".join(_BACK.get(c, c) for c in cell.text)))


def stray_spaces(document: Document, random: Random) -> Document:
    """Single spaces within labels."""

    def change(cell: Cell) -> Cell:
        if not is_label(cell):
            return cell
        return cell._replace(text="".join(c + (" " if random.random() < 0.2 else "") for c in cell.text).strip())

    return _cells(document, change)


def other_words(document: Document, random: Random) -> Document:
    """The label of the older form, or its short name."""
    words = {
        "行政规范性文件": "规范性文件",
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形）": "（二）部分公开",
    }
    return _cells(
        document, lambda cell: cell._replace(text=words.get(cell.text, cell.text)) if random.random() < 0.9 else cell
    )


def marks(document: Document, random: Random) -> Document:
    """Blanks shown by marks."""
    return _cells(
        document, lambda cell: cell if cell.text or not cell.row else cell._replace(text=random.choice(_MARKS))
    )


def dressed(document: Document, random: Random) -> Document:
    """Figures with separators, units, or full-width digits."""

    def change(cell: Cell) -> Cell:
        text = cell.text
        if not text.isdecimal() or random.random() < 0.5:
            return cell
        wide = text.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})
        return cell._replace(text=random.choice((f"{int(text):,}", wide, f"{text}件", f"{text} 件")))

    return _cells(document, change)


def lost_label(document: Document, random: Random) -> Document:
    """A label that is gone; its cell is blank."""
    return _one_label(document, random, lambda _: "")


def local_row(document: Document, random: Random) -> Document:
    """A row of the organ's own below another."""
    grids = [at for at, block in enumerate(document.blocks) if isinstance(block, Grid) and block.width > 1]
    chosen = random.choice(grids)
    grid = document.blocks[chosen]
    assert isinstance(grid, Grid)
    rows = [at for at, row in enumerate(grid.rows()) if row and is_label(row[0]) and any(not is_label(c) for c in row)]
    if not rows:
        return document
    at = random.choice(rows) + 1
    label = random.choice(
        ("其中：网上申请", "小计", "其中：街道", "行政处理", "行政检查", "其他", "合计", "规章制度", "4.其他")
    )
    width = grid.width
    first = min(cell.column for cell in grid.cells if not is_label(cell)) if width > 2 else 1
    reach = [cell for cell in grid.cells if cell.row < at < cell.row + cell.rowspan]
    start = max((cell.column + cell.colspan for cell in reach), default=0)
    own = [Cell(label, at, start, 1, max(1, first - start), header=True)]
    own += [Cell(str(9000 + column), at, column) for column in range(first, width)]
    blocks = [*document.blocks]
    blocks[chosen] = inserted(grid, at, own)
    return attrs.evolve(document, blocks=tuple(blocks))


def wrapped_labels(document: Document, random: Random) -> Document:
    """Long labels on two lines of their cells."""

    def change(cell: Cell) -> Cell:
        if not is_label(cell) or len(cell.text) < 4 or "\n" in cell.text or random.random() < 0.5:
            return cell
        at = random.randrange(2, len(cell.text) - 1)
        return cell._replace(text=f"{cell.text[:at]}\n{cell.text[at:]}")

    return _cells(document, change)


DAMAGES: Final[Mapping[str, Damage]] = {
    "none": lambda document, _: document,
    "a typing error": typing_error,
    "typing errors": typing_errors,
    "a label cut short": cut_short,
    "other ordinals": without_ordinals,
    "traditional characters": traditional,
    "stray spaces": stray_spaces,
    "other words": other_words,
    "marks for blanks": marks,
    "dressed figures": dressed,
    "a label lost": lost_label,
    "a local row": local_row,
    "labels wrapped": wrapped_labels,
    **TABLE_DAMAGES,
}


_LATE: Final = (
    "a table cut in two",
    "a table cut by a running head",
    "a table split by columns",
    "marks for blanks",
    "figures broken",
    "dressed figures",
    "figures in one cell",
    "a cell lost",
)
"""The last in this order, in which none undoes another or befalls one half of a table alone."""


def damaged(
    document: Document, names: Sequence[str], random: Random, others: Mapping[str, Damage] | None = None
) -> Document:
    """``document`` after the damages called ``names``, of these or of ``others``, one after the other, those of figures last."""
    known = {**DAMAGES, **(others or {})}
    for name in sorted(names, key=lambda name: _LATE.index(name) + 1 if name in _LATE else 0):
        document = known[name](document, random)
    return document
