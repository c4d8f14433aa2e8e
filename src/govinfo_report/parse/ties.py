"""What an identity of the form asks of some of its cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from govinfo_report.compiled import Identity
from govinfo_report.parse.splits import Equation, Piece
from govinfo_report.quantity import Figure

__all__ = ["adds", "constant", "cuts", "equation"]


def cuts(cells: Sequence[int], identities: Sequence[Identity]) -> list[int]:
    """Where ``cells`` can be cut without cutting an identity."""
    spans = [
        (min(places), max(places))
        for one in identities
        if (places := [at for at, cell in enumerate(cells) if cell in (*one.left, *one.right)])
    ]
    return [at for at in range(len(cells) + 1) if not any(first < at <= last for first, last in spans)]


def _coefficient(identity: Identity, cell: int) -> int:
    return identity.left.count(cell) - identity.right.count(cell)


def constant(identity: Identity, free: set[int], known: Mapping[int, Figure]) -> int:
    """What the cells of ``identity`` that are not ``free`` add to it, its right side negative."""
    total = 0
    for cell in dict.fromkeys((*identity.left, *identity.right)):
        value = known.get(cell)
        if cell not in free and isinstance(value, int):
            total += _coefficient(identity, cell) * value
    return total


def equation(identity: Identity, cells: Sequence[int]) -> Equation:
    """``identity``, all of whose cells are among ``cells``, as an equation between them."""
    return Equation(tuple(_coefficient(identity, cell) for cell in cells))


def adds(identity: Identity, cells: Sequence[int], piece: Piece) -> int:
    """What ``piece``, a reading of ``cells``, adds to ``identity``."""
    return sum(
        _coefficient(identity, cell) * value
        for cell, value in zip(cells, piece.values, strict=True)
        if isinstance(value, int)
    )
