"""Which rules there are, which of them are asked for, and what they find."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from govinfo_report import diagnosis
from govinfo_report.compiled import Form
from govinfo_report.content import TableValues
from govinfo_report.errors import PluginError, ValueRefused
from govinfo_report.findings import GRAVITY, Finding, Findings
from govinfo_report.identities import check_identities, identity_rule
from govinfo_report.messages import Joined, Message, message
from govinfo_report.naming import names_rule
from govinfo_report.note import Note, Severity
from govinfo_report.paths import no_such_cell
from govinfo_report.registry import Registry, forms_of
from govinfo_report.rulebook import Rule, SharedCheck

if TYPE_CHECKING:
    from govinfo_report.report import Report

__all__ = [
    "EVERYTHING",
    "Asked",
    "Names",
    "Selection",
    "check_report",
    "check_reports",
    "diagnose_report",
    "list_rules",
]

Asked: TypeAlias = "str | Rule | Iterable[str | Rule] | None"
Names: TypeAlias = "str | Iterable[str] | None"


@attrs.frozen
class Selection:
    """The rules that are asked for.

    Attributes:
        rules: ids, beginnings of ids or patterns; or rules themselves, installed or not; ``None`` for all.
        without: ids, beginnings or patterns of rules that are left out.
        tables: tables or parts, one of which a rule must read; ``None`` for all.
        severity: the least that a rule must have.
    """

    rules: tuple[str | Rule, ...] | None = None
    without: tuple[str, ...] = ()
    tables: frozenset[str] | None = None
    severity: Severity | None = None

    @staticmethod
    def of(rules: Asked, without: Names, tables: Names, severity: Severity | None) -> Selection:
        """What is asked for by single names or several.

        Raises:
            ValueRefused: an unknown severity.
        """
        if rules is None and without is None and tables is None and severity is None:
            return EVERYTHING
        if severity is not None and severity not in GRAVITY:
            choices = Joined(tuple(GRAVITY), "、")
            raise ValueRefused(message("没有“{name}”，可用的有：{choices}", name=str(severity)[:40], choices=choices))
        return Selection(
            None if rules is None else (rules,) if isinstance(rules, (str, Rule)) else tuple(rules),
            _tuple(without),
            None if tables is None else frozenset(_tuple(tables)),
            severity,
        )

    def among(self, known: Sequence[Rule]) -> tuple[Rule, ...]:
        """Those of ``known`` that are asked for, in their order, and rules that were given themselves.

        Raises:
            PluginError: a name that means none of ``known``, or a table that none of them reads; what there is, is listed.
        """
        _check_names([name for name in (*(self.rules or ()), *self.without) if isinstance(name, str)], known)
        if self.tables is not None:
            read = {table: None for rule in known for table in rule.tables}
            for table in sorted(self.tables.difference(read)):
                raise _unknown(message("核对规则所及的部分"), table, tuple(read))
        given = [one for one in self.rules or () if isinstance(one, Rule)]
        names = None if self.rules is None else [one for one in self.rules if isinstance(one, str)]
        return tuple(
            rule
            for rule in dict.fromkeys((*known, *given))
            if (names is None or rule in given or any(names_rule(name, rule.id) for name in names))
            and not any(names_rule(name, rule.id) for name in self.without)
            and (self.tables is None or not self.tables.isdisjoint(rule.tables))
            and (self.severity is None or GRAVITY[rule.severity] <= GRAVITY[self.severity])
        )


EVERYTHING: Final = Selection()


def _tuple(names: Names) -> tuple[str, ...]:
    return () if names is None else (names,) if isinstance(names, str) else tuple(names)


def _check_names(names: Iterable[str], known: Sequence[Rule]) -> None:
    for name in names:
        if not any(names_rule(name, rule.id) for rule in known):
            raise _unknown(message("核对规则"), name, tuple(rule.id for rule in known))


def _unknown(group: Message, name: str, choices: tuple[str, ...]) -> PluginError:
    return PluginError(
        message("{group}中没有“{name}”，可用的有：{choices}", group=group, name=name, choices=Joined(choices, "、"))
    )


def list_rules(registry: Registry | None = None) -> tuple[Rule, ...]:
    """Every rule that there is: the identities of the forms that are installed, then the rules that are.

    Raises:
        PluginError: two rules under one id, or a rule that cannot be loaded.
    """
    registry = registry or Registry.installed()
    return (*_identity_rules(forms_of(registry)), *_rules(registry))


@lru_cache(maxsize=8)
def _rules(registry: Registry) -> tuple[Rule, ...]:
    """The rules of ``registry`` that are not identities, each id once."""
    found = sorted(
        (rule for rules in registry.rules for rule in rules), key=lambda rule: (rule.scope, rule.id.partition(".")[0])
    )
    seen: set[str] = {rule.id for rule in _identity_rules(forms_of(registry))}
    for rule in found:
        if rule.id in seen:
            raise PluginError(message("有两条规则的id都是“{id}”", id=rule.id))
        seen.add(rule.id)
    return tuple(found)


@lru_cache(maxsize=8)
def _of_reports(registry: Registry) -> tuple[Rule, ...]:
    return tuple(rule for rule in _rules(registry) if rule.check is not None)


def _identity_rules(forms: Iterable[Form]) -> tuple[Rule, ...]:
    return tuple(dict.fromkeys(identity_rule(form.name, one.rule) for form in forms for one in form.identities))


def check_report(
    report: Report, tables: Sequence[TableValues], registry: Registry | None, selection: Selection
) -> Findings:
    """What the identities of ``tables`` and the rules for single reports find."""
    registry = registry or Registry.installed()
    found: list[Finding] = []
    shared: dict[SharedCheck, Mapping[str, Sequence[Finding]]] = {}
    if selection is EVERYTHING:
        for form, values in tables:
            found += check_identities(form, values)
        for rule in _of_reports(registry):
            found += _found_by(rule, report, shared)
    else:
        forms = (*forms_of(registry), *(form for form, _ in tables))
        chosen = selection.among((*_identity_rules(forms), *_rules(registry)))
        ids = {rule.id for rule in chosen}
        for form, values in tables:
            found += (finding for finding in check_identities(form, values) if finding.rule.id in ids)
        for rule in chosen:
            found += _found_by(rule, report, shared)
    return Findings(found, (), tuple(form for form, _ in tables))


def _found_by(
    rule: Rule, report: Report, shared: dict[SharedCheck, Mapping[str, Sequence[Finding]]]
) -> Iterable[Finding]:
    """What ``rule`` finds; ``shared`` keeps what was found for several rules together, for this one call."""
    if rule.together is None:
        return () if rule.check is None else rule.check(report)
    found = shared.get(rule.together)
    if found is None:
        found = shared[rule.together] = rule.together(report)
    return found[rule.id]


def diagnose_report(
    tables: Sequence[TableValues],
    notes: Iterable[Note],
    weights: Mapping[str, float],
    bounds: diagnosis.Bounds,
) -> tuple[diagnosis.Explanation, ...]:
    """What must be wrong in ``tables``; a cell with a note is held a little likelier wrong.

    Raises:
        CellError: a weight for a path that none of them has.
    """
    known = {path for form, _ in tables for path in form.index}
    unknown = next((path for path in weights if path not in known), None)
    if unknown is not None:
        raise no_such_cell(unknown, [form for form, _ in tables])
    noted = {note.path for note in notes if note.path is not None} & known
    return diagnosis.diagnose(tables, diagnosis.weighed(weights, noted) if weights or noted else {}, bounds)


def check_reports(
    reports: Sequence[Report], forms: Iterable[Form], registry: Registry | None, selection: Selection
) -> Findings:
    """What the rules for several years find; ``reports`` in the order of their years."""
    registry = registry or Registry.installed()
    chosen = selection.among(list_rules(registry))
    return Findings(tuple(_over_series(chosen, reports)), (), tuple(dict.fromkeys(forms)))


def _over_series(rules: Iterable[Rule], reports: Sequence[Report]) -> Iterator[Finding]:
    for rule in rules:
        if rule.check_series is not None:
            yield from rule.check_series(reports)
