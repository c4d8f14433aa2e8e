"""What came of many sources, in numbers: read, with notes, failed and why, duplicates, revised versions."""

from __future__ import annotations

from typing import Any, Final

import attrs

from govinfo_report.messages import SOURCE_LOCALE, Joined, Message, message
from govinfo_report.outcome import Cause, Outcome

__all__ = ["Reason", "Summary"]

MOST_NAMED: Final = 20
"""Sources that are named of each kind; all are counted, and each outcome says it of itself."""
_FEW: Final = 3
_COUNTS: Final = (
    "read",
    "noted",
    "failed",
    "duplicates",
    "revised",
    "kept",
    "kept_failed",
    "kept_older",
    "skipped",
)


@attrs.define
class Reason:
    """Why some sources could not be read.

    Attributes:
        cause: of the errors.
        message: what the first of them said.
        count: how many there were.
        sources: the first of them.
    """

    cause: Cause
    message: Message
    count: int = 0
    sources: list[str] = attrs.field(factory=list)


@attrs.define
class Summary:
    """What came of many sources; it grows while they are read.

    Attributes:
        read: how many gave a report; duplicates are counted by themselves.
        noted: how many of these have notes.
        failed: how many could not be read, likewise.
        reasons: why, the sources that failed for the same reason together.
        duplicates: how many have the content of an earlier one.
        revised: how many gave another report of the same organ and year than an earlier one.
        kept: how many were written by an earlier run already.
        kept_failed: how many of these could not be read then; their rows say why.
        kept_older: how many of these another version of the library wrote.
        skipped: files of folders that no reader knows by their extension.
        same: the first duplicates, each with the earlier source.
        versions: the first revised versions, likewise.
    """

    read: int = 0
    noted: int = 0
    failed: int = 0
    duplicates: int = 0
    revised: int = 0
    kept: int = 0
    kept_failed: int = 0
    kept_older: int = 0
    skipped: int = 0
    reasons: dict[str, Reason] = attrs.field(factory=dict)
    same: list[tuple[str, str]] = attrs.field(factory=list)
    versions: list[tuple[str, str]] = attrs.field(factory=list)

    @property
    def total(self) -> int:
        """How many sources there were."""
        return self.read + self.failed + self.duplicates + self.kept

    def add(self, outcome: Outcome) -> None:
        """Count one outcome."""
        if outcome.duplicate_of is not None:
            self.add_duplicate(outcome.source, outcome.duplicate_of)
        elif outcome.report is not None:
            self.read += 1
            self.noted += bool(outcome.report.notes)
        else:
            assert outcome.error is not None
            assert outcome.cause is not None
            self.failed += 1
            what = outcome.error.message
            reason = self.reasons.setdefault(what.template, Reason(outcome.cause, what))
            reason.count += 1
            _few(reason.sources, outcome.source)
        if outcome.revises is not None:
            self.revised += 1
            _few(self.versions, (outcome.source, outcome.revises))

    def add_duplicate(self, source: str, earlier: str) -> None:
        """Count a source with the content of an earlier one."""
        self.duplicates += 1
        _few(self.same, (source, earlier))

    def merge(self, other: Summary) -> None:
        """Count what another summary counted."""
        for name in _COUNTS:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for template, reason in other.reasons.items():
            mine = self.reasons.setdefault(template, Reason(reason.cause, reason.message))
            mine.count += reason.count
            for source in reason.sources:
                _few(mine.sources, source)
        for pair in other.same:
            _few(self.same, pair)
        for pair in other.versions:
            _few(self.versions, pair)

    def to_dict(self, locale: str = SOURCE_LOCALE) -> dict[str, Any]:
        """Plain data for machines."""
        reasons = [
            {"cause": one.cause, "error": one.message.text(locale), "count": one.count, "sources": list(one.sources)}
            for one in self._by_weight()
        ]
        return {
            **{name: getattr(self, name) for name in ("total", *_COUNTS)},
            "reasons": reasons,
            "same": [list(pair) for pair in self.same],
            "versions": [list(pair) for pair in self.versions],
        }

    def text(self, locale: str = SOURCE_LOCALE) -> str:
        """A line that counts them, then a line per reason, and per duplicate and revised version that is named."""
        head = message(
            "共{total}个来源：读出{read}个，其中{noted}个有读取说明；无法读取{failed}个；内容重复{duplicates}个；"
            "同一机关同一年度的不同版本{revised}个",
            total=self.total,
            read=self.read,
            noted=self.noted,
            failed=self.failed,
            duplicates=self.duplicates,
            revised=self.revised,
        )
        lines = [head.text(locale)]
        if self.kept:
            lines.append(message("此前已写出{count}个，不再重读", count=self.kept).text(locale))
        if self.kept_failed:
            told = message("其中{count}个此前就无法读取，原因在reports表中", count=self.kept_failed)
            lines.append(f"  {told.text(locale)}")
        if self.kept_older:
            told = message(
                "其中{count}个由本库的其他版本读出；要用现在的版本重读，请写到新的文件夹", count=self.kept_older
            )
            lines.append(f"  {told.text(locale)}")
        if self.skipped:
            lines.append(message("另有{count}个文件没有相应的读取组件，跳过", count=self.skipped).text(locale))
        for reason in self._by_weight():
            examples = Joined(tuple(reason.sources[:_FEW]), "、")
            told = message(
                "无法读取{count}个：{what}（{examples}）", count=reason.count, what=reason.message, examples=examples
            )
            lines.append(f"  {told.text(locale)}")
        lines += [f"  {message('{source}：内容与{other}相同', source=a, other=b).text(locale)}" for a, b in self.same]
        lines += [f"  {_version(a, b).text(locale)}" for a, b in self.versions]
        if more := self.duplicates - len(self.same) + self.revised - len(self.versions):
            lines.append(f"  {message('内容重复和不同版本的另有{count}个，没有列出', count=more).text(locale)}")
        return "\n".join(lines)

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        counts = ((name, getattr(self, name)) for name in _COUNTS)
        told = ", ".join(f"{name} {count}" for name, count in counts if count or name in ("read", "failed"))
        return f"<Summary of {self.total} sources: {told}>"

    def _by_weight(self) -> list[Reason]:
        return sorted(self.reasons.values(), key=lambda reason: -reason.count)


def _version(source: str, other: str) -> Message:
    if source == other:
        return message("{source}：内容改变过，改变前后的报告都在", source=source)
    return message("{source}：与{other}是同一机关同一年度的不同版本", source=source, other=other)


def _few(names: list[Any], name: object) -> None:
    if len(names) < MOST_NAMED:
        names.append(name)
