"""What a rule is: a frozen value that says what it checks and holds the function that does.

A rule of one's own is one decorated function::

    @gr.rule(id="towns.hotline", title="热线应有人值守", severity="hint", citation="《…办法》第三条")
    def hotline(report):
        if report.overview is not None:
            yield hotline.finding("热线" in report.overview.text, "总体情况应写到热线", "overview")
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, get_args

import attrs

from govinfo_report.errors import ValueRefused, shown
from govinfo_report.findings import Finding, Sentence, Status, unchecked_finding
from govinfo_report.messages import SOURCE_LOCALE, Message, Words, message, translate
from govinfo_report.note import Severity

if TYPE_CHECKING:
    from govinfo_report.report import Report

__all__ = ["Check", "Rule", "Said", "Scope", "SeriesCheck", "SharedCheck", "rule", "series_rule"]

Check: TypeAlias = "Callable[[Report], Iterable[Finding]]"
SharedCheck: TypeAlias = "Callable[[Report], Mapping[str, Sequence[Finding]]]"
SeriesCheck: TypeAlias = "Callable[[Sequence[Report]], Iterable[Finding]]"
Scope: TypeAlias = Literal["report", "series"]
Text: TypeAlias = "str | Mapping[str, str] | Message"
Said: TypeAlias = "str | Mapping[str, str] | Sentence"
"""Words of a finding: a string for every locale, a string by locale, or whatever has a ``text(locale)``."""

_ID: Final = re.compile(r"[^\s@*?\[\],]+")


def _known_severity(_instance: object, _attribute: object, value: Severity) -> None:
    if value not in get_args(Severity):
        raise ValueRefused(message("规则的严重程度应为error、warning或hint，而不是{value}", value=shown(value)))


def _plain_id(_instance: object, _attribute: object, value: str) -> None:
    if type(value) is not str or not _ID.fullmatch(value):
        raise ValueRefused(
            message("规则的id应为不含空白和@*?[],的文字，如“applications.balance”，而不是{value}", value=shown(value))
        )


@attrs.frozen
class Rule:
    """A rule that reports are checked against.

    Attributes:
        id: stable and unique, as ``applications.balance``; it is chosen by its beginning, too (``applications``).
        title: in Chinese; :meth:`title_in` translates it.
        severity: of a failed finding: ``"error"``, ``"warning"`` or ``"hint"``.
        citation: the clause that it rests on.
        check: gives the findings for one report; ``None`` for the identities of a form, which are data.
        reads: the tables, cells and parts that it looks at, as ``("disclosure", "overview")``.
        check_series: gives the findings for reports of several years, in the order of their years.
        titles: the title by locale, where no catalog of this library has it.
        citations: likewise.
        together: gives the findings of several rules by their ids, for rules that share the work; done once for a report
            that is checked, where ``check`` does it for one rule.

    Raises:
        ValueRefused: an id with a space or one of ``@*?[],`` in it, or an unknown severity.
    """

    id: str = attrs.field(validator=_plain_id)
    title: str
    severity: Severity = attrs.field(validator=_known_severity)
    citation: str
    check: Check | None = attrs.field(default=None, eq=False, repr=False)
    reads: tuple[str, ...] = ()
    check_series: SeriesCheck | None = attrs.field(default=None, eq=False, repr=False)
    titles: Words | None = attrs.field(default=None, repr=False)
    citations: Words | None = attrs.field(default=None, repr=False)
    together: SharedCheck | None = attrs.field(default=None, eq=False, repr=False)

    @property
    def scope(self) -> Scope:
        """``"report"`` where it looks at one report, ``"series"`` where it looks at those of several years."""
        return "report" if self.check_series is None else "series"

    @property
    def tables(self) -> tuple[str, ...]:
        """Tables and parts of the narrative in which what it reads stands."""
        return tuple(dict.fromkeys(path.partition(".")[0] for path in self.reads))

    def title_in(self, locale: str = SOURCE_LOCALE) -> str:
        """The title in ``locale``."""
        return translate(self.title, locale) if self.titles is None else self.titles.text(locale)

    def citation_in(self, locale: str = SOURCE_LOCALE) -> str:
        """The citation in ``locale``."""
        return translate(self.citation, locale) if self.citations is None else self.citations.text(locale)

    def finding(
        self,
        holds: bool | None,
        words: Said,
        paths: str | Iterable[str] = (),
        left: int | Decimal | None = None,
        right: int | Decimal | None = None,
        **more: Any,
    ) -> Finding:
        """What this rule found at one place.

        Args:
            holds: ``True`` for passed, ``False`` for failed, ``None`` where a blank leaves it open.
            words: a sentence for a person: a string, strings by locale (``{"zh_CN": …, "en": …}``), or a message.
            paths: the cells or parts that it speaks of; the last one stands in the finding's id.
            left: what stands on the left side, where two figures were compared.
            right: what stands on the right.
            more: further attributes of the :class:`Finding`, as ``place`` or ``years``.
        """
        status: Status = "incomplete" if holds is None else "passed" if holds else "failed"
        sentence = Words.of(words) if type(words) is not Message and isinstance(words, (str, Mapping)) else words
        own = (paths,) if type(paths) is str else paths if type(paths) is tuple else tuple(paths)
        if more:
            return Finding(self, status, own, left, right, sentence, **more)
        return unchecked_finding(self, status, own, left, right, sentence)

    def passed(self, words: Said, paths: str | Iterable[str] = (), **more: Any) -> Finding:
        """As :meth:`finding`: the rule holds there."""
        return self.finding(True, words, paths, **more)

    def failed(self, words: Said, paths: str | Iterable[str] = (), **more: Any) -> Finding:
        """As :meth:`finding`: it does not."""
        return self.finding(False, words, paths, **more)

    def incomplete(self, words: Said, paths: str | Iterable[str] = (), **more: Any) -> Finding:
        """As :meth:`finding`: something that is not known leaves it open."""
        return self.finding(None, words, paths, **more)


def rule(
    *,
    id: str,
    title: Text,
    severity: Severity,
    citation: Text,
    reads: str | Iterable[str] = (),
) -> Callable[[Check], Rule]:
    """Make the decorated function, which gives the findings for a report, a :class:`Rule`.

    Title and citation are strings, or strings by locale, or messages of a catalog.  The name of the function then stands for the rule, whose
    ``passed``, ``failed``, ``incomplete`` and ``finding`` make the findings.

    Raises:
        ValueRefused: as :class:`Rule`.
    """
    return lambda check: _rule(id, title, severity, citation, reads, check=check)


def series_rule(
    *,
    id: str,
    title: Text,
    severity: Severity,
    citation: Text,
    reads: str | Iterable[str] = (),
) -> Callable[[SeriesCheck], Rule]:
    """As :func:`rule`, for a function of the reports of several years, which it is given in the order of their years."""
    return lambda check: _rule(id, title, severity, citation, reads, check_series=check)


def _rule(
    id: str,
    title: Text,
    severity: Severity,
    citation: Text,
    reads: str | Iterable[str],
    **check: Any,
) -> Rule:
    (own_title, titles), (own_citation, citations) = _text(title), _text(citation)
    read = (reads,) if isinstance(reads, str) else tuple(reads)
    return Rule(id, own_title, severity, own_citation, reads=read, titles=titles, citations=citations, **check)


def _text(text: Text) -> tuple[str, Words | None]:
    """The text in Chinese, and in all its languages where no catalog has it."""
    if isinstance(text, Message):
        return text.template, None
    if isinstance(text, str):
        return text, None
    words = Words.of(text)
    return words.text(), words
