"""A claim: what the prose of a report says about a figure that its tables hold, too."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

import attrs

from govinfo_report.narrative import Quote
from govinfo_report.unchecked import maker

__all__ = ["Claim", "unchecked_claim"]


@attrs.frozen(weakref_slot=False)
class Claim:
    """A figure that the prose claims.

    Attributes:
        kind: what it counts, as a path without ``.total`` of 表三: ``applications.received``,
            ``applications.received.natural_person``, ``disputes.litigation.total`` (both kinds of suits),
            ``processing_fee`` (信息处理费, in no table); several joined by ``+`` where it is their sum.
        low: the least that the words allow; in 元 for money.
        high: the most; ``None`` where they set no bound (``400余件``).
        quote: the words, with their place.
        paths: the cells that the plain reading adds up; empty where the report's tables have none.
        scope: whose figure it is, where the words name that (全市, 局机关), else ``None``.
        loose: whether the words leave open which of several cells is meant.
        implied: whether no figure stands there, as in 均获维持.
    """

    kind: str
    low: int | Decimal | None
    high: int | Decimal | None
    quote: Quote
    paths: tuple[str, ...] = ()
    scope: str | None = None
    loose: bool = False
    implied: bool = False

    @property
    def value(self) -> int | Decimal | None:
        """The figure, where the words give one and no more than bounds."""
        return self.low if self.low == self.high else None

    @property
    def exact(self) -> bool:
        """Whether the words give one figure."""
        return self.low is not None and self.low == self.high


unchecked_claim: Final = maker(Claim)
