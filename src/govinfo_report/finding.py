"""A finding: what one rule found at one place."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import attrs

from govinfo_report.messages import SOURCE_LOCALE, Sentence, message
from govinfo_report.narrative import Quote
from govinfo_report.unchecked import maker

if TYPE_CHECKING:
    from govinfo_report.rulebook import Rule

__all__ = ["GRAVITY", "KINDS", "ORDER", "Finding", "Kind", "Status", "unchecked_finding"]

Status: TypeAlias = Literal["passed", "failed", "incomplete", "suppressed"]
Kind: TypeAlias = Literal["error", "warning", "hint", "incomplete", "suppressed", "passed"]
"""The severity of what failed, else the status."""

GRAVITY: Final[dict[str, int]] = {"error": 0, "warning": 1, "hint": 2}
"""The severities, the gravest first."""

ORDER: Final[dict[str, int]] = {"failed": 0, "incomplete": 1, "suppressed": 2, "passed": 3}
"""The statuses, what wants attention first."""

KINDS: Final = {
    "error": message("错误"),
    "warning": message("注意"),
    "hint": message("提示"),
    "incomplete": message("未能核对"),
    "suppressed": message("已说明"),
    "passed": message("相符"),
}
"""Each kind of finding in one word, the gravest first."""


@attrs.frozen(weakref_slot=False)
class Finding:
    """What one rule found at one place.

    Attributes:
        rule: the rule, with its id, title, severity and citation.
        status: ``"passed"``; ``"failed"``; ``"incomplete"`` where a blank leaves it open; or ``"suppressed"``,
            failed or incomplete and set aside with a reason.
        paths: the cells that it speaks of, the left side of an equation before the right; or parts (``problems``).
        left: the left side; ``None`` where there is none or a blank is in it.
        right: the right side, likewise.
        sentence: says it in words; see :meth:`text`.
        place: what tells it from the rule's other findings, where that is not the last of ``paths``.
        years: of a finding over several years, the year of the report in which each of ``paths`` stands; the years
            that are meant, where it has no paths.
        reason: why it was suppressed, ``None`` where it was not.
        quotes: the words of the narrative that it speaks of.
    """

    rule: Rule
    status: Status
    paths: tuple[str, ...]
    left: int | Decimal | None
    right: int | Decimal | None
    sentence: Sentence = attrs.field(repr=False)
    place: str | None = None
    years: tuple[int, ...] = ()
    reason: str | None = None
    quotes: tuple[Quote, ...] = ()

    @property
    def id(self) -> str:
        """The rule and its place, else the last of its paths and of its years; stable over reports and versions."""
        if self.place is not None:
            return f"{self.rule.id}@{self.place}"
        return "@".join((self.rule.id, *self.paths[-1:], *map(str, self.years[-1:])))

    @property
    def kind(self) -> Kind:
        """The severity of the rule where it failed (``"error"``, ``"warning"``, ``"hint"``), else the status."""
        return self.rule.severity if self.status == "failed" else self.status

    @property
    def difference(self) -> int | Decimal | None:
        """``left - right``; ``None`` where one of them is."""
        return None if self.left is None or self.right is None else self.left - self.right

    def text(self, locale: str = SOURCE_LOCALE) -> str:
        """A sentence that a clerk understands, in ``locale``."""
        return self.sentence.text(locale)

    def to_dict(self, locale: str = SOURCE_LOCALE) -> dict[str, Any]:
        """Plain data for machines: id, rule, severity, status, paths, years, both sides, difference, text."""
        sides = {"left": self.left, "right": self.right, "difference": self.difference}
        return {
            "id": self.id,
            "rule": self.rule.id,
            "title": self.rule.title_in(locale),
            "severity": self.rule.severity,
            "citation": self.rule.citation_in(locale),
            "status": self.status,
            "paths": list(self.paths),
            "years": list(self.years),
            **{side: f"{value:f}" if isinstance(value, Decimal) else value for side, value in sides.items()},
            "text": self.text(locale),
            **({} if self.reason is None else {"reason": self.reason}),
            **({"quotes": [attrs.asdict(quote) for quote in self.quotes]} if self.quotes else {}),
        }

    def __str__(self) -> str:
        return self.text()


unchecked_finding: Final = maker(Finding)
"""A finding of values that need no checks, in the order of the fields."""
