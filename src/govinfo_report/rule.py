"""What a rule is: a frozen value that says what it checks and holds the function that does."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import attrs

from govinfo_report.messages import SOURCE_LOCALE, translate
from govinfo_report.note import Severity

if TYPE_CHECKING:
    from govinfo_report.findings import Finding
    from govinfo_report.report import Report

__all__ = ["Rule"]


@attrs.frozen
class Rule:
    """A rule that reports are checked against.

    Attributes:
        id: stable and unique, as ``applications.balance``.
        title: in Chinese; :meth:`title_in` translates it.
        severity: of a failed finding: ``"error"``, ``"warning"`` or ``"hint"``.
        citation: the clause that it rests on.
        check: gives the findings for a report; ``None`` for the identities of a form, which are data.
    """

    id: str
    title: str
    severity: Severity
    citation: str
    check: Callable[[Report], Iterable[Finding]] | None = attrs.field(default=None, eq=False, repr=False)

    def title_in(self, locale: str = SOURCE_LOCALE) -> str:
        """The title in ``locale``."""
        return translate(self.title, locale)

    def citation_in(self, locale: str = SOURCE_LOCALE) -> str:
        """The citation in ``locale``."""
        return translate(self.citation, locale)
