"""What checking a report finds: one finding per rule and place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, Literal, Protocol, TypeAlias

import attrs

from govinfo_report.messages import SOURCE_LOCALE, message
from govinfo_report.narrative import Quote
from govinfo_report.rule import Rule

__all__ = ["Finding", "Findings", "Sentence", "Status"]

Status: TypeAlias = Literal["passed", "failed", "incomplete"]


class Sentence(Protocol):
    """Whatever can say in words what was found, when asked."""

    def text(self, locale: str = SOURCE_LOCALE) -> str:
        """The sentence in ``locale``."""
        ...


@attrs.frozen(weakref_slot=False)
class Finding:
    """What one rule found at one place.

    Attributes:
        rule: the rule, with its id, title, severity and citation.
        status: ``"passed"``; ``"failed"``; or ``"incomplete"`` where a blank leaves it open.
        paths: the cells that it speaks of, the left side of an equation before the right.
        left: the left side; ``None`` where there is none or a blank is in it.
        right: the right side, likewise.
        sentence: says it in words; see :meth:`text`.
        quotes: the words of the narrative that it speaks of.
    """

    rule: Rule
    status: Status
    paths: tuple[str, ...]
    left: int | Decimal | None
    right: int | Decimal | None
    sentence: Sentence = attrs.field(repr=False)
    quotes: tuple[Quote, ...] = ()

    @property
    def id(self) -> str:
        """The rule and the last of its cells, stable over reports and versions."""
        return f"{self.rule.id}@{self.paths[-1]}" if self.paths else self.rule.id

    @property
    def difference(self) -> int | Decimal | None:
        """``left - right``; ``None`` where one of them is."""
        return None if self.left is None or self.right is None else self.left - self.right

    def text(self, locale: str = SOURCE_LOCALE) -> str:
        """A sentence that a clerk understands, in ``locale``."""
        return self.sentence.text(locale)

    def to_dict(self, locale: str = SOURCE_LOCALE) -> dict[str, Any]:
        """Plain data for machines: id, rule, severity, status, paths, both sides, difference, text."""
        sides = {"left": self.left, "right": self.right, "difference": self.difference}
        return {
            "id": self.id,
            "rule": self.rule.id,
            "title": self.rule.title_in(locale),
            "severity": self.rule.severity,
            "citation": self.rule.citation_in(locale),
            "status": self.status,
            "paths": list(self.paths),
            **{side: f"{value:f}" if isinstance(value, Decimal) else value for side, value in sides.items()},
            "text": self.text(locale),
            **({"quotes": [attrs.asdict(quote) for quote in self.quotes]} if self.quotes else {}),
        }

    def __str__(self) -> str:
        return self.text()


def _as_tuple(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(findings)


@attrs.frozen
class Findings:
    """All findings for one report, in the order of the rules."""

    findings: tuple[Finding, ...] = attrs.field(converter=_as_tuple, default=())

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def __getitem__(self, index: int) -> Finding:
        return self.findings[index]

    @property
    def passed(self) -> tuple[Finding, ...]:
        """The findings that hold."""
        return self._of("passed")

    @property
    def failed(self) -> tuple[Finding, ...]:
        """The findings that do not hold."""
        return self._of("failed")

    @property
    def incomplete(self) -> tuple[Finding, ...]:
        """The findings that a blank leaves open."""
        return self._of("incomplete")

    @property
    def ok(self) -> bool:
        """Nothing of severity ``error`` failed."""
        return not any(finding.rule.severity == "error" for finding in self.failed)

    def at(self, path: str) -> Findings:
        """The findings that speak of the cell at ``path``."""
        return Findings(finding for finding in self.findings if path in finding.paths)

    def text(self, locale: str = SOURCE_LOCALE) -> str:
        """A line per finding that failed or is incomplete, then a line that counts them all."""
        lines = [
            *(finding.text(locale) for finding in self.failed),
            *(finding.text(locale) for finding in self.incomplete),
        ]
        return "\n".join([*lines, self.summary(locale)])

    def summary(self, locale: str = SOURCE_LOCALE) -> str:
        """One line: how many passed, failed and are incomplete."""
        return message(
            "核对{total}项：通过{passed}项，不符{failed}项，因空白无法核对{incomplete}项",
            total=len(self),
            passed=len(self.passed),
            failed=len(self.failed),
            incomplete=len(self.incomplete),
        ).text(locale)

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return f"<Findings: {len(self.passed)} passed, {len(self.failed)} failed, {len(self.incomplete)} incomplete>"

    def _of(self, status: Status) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.status == status)


def collect(*groups: Iterable[Finding]) -> Findings:
    """The findings of several rules as one."""
    return Findings(finding for group in groups for finding in group)
