"""The errors of the library: one root, each carrying what was wrong, where, and what was expected."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from govinfo_report.messages import SOURCE_LOCALE, GovinfoReportError, Joined, Message, message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from govinfo_report.document import Position

__all__ = [
    "SURROGATE",
    "CellError",
    "CheckError",
    "Fault",
    "GovinfoReportError",
    "PluginError",
    "ReadError",
    "RenderError",
    "SerializationError",
    "ValueRefused",
    "shown",
]


SURROGATE: Final = re.compile("[\ud800-\udfff]")
"""Half of a pair that stands for one character; no file can hold it alone."""


def shown(value: object, room: int = 80) -> str:
    """``value`` as an error quotes it: its ``repr``, cut to ``room`` characters."""
    try:
        text = repr(value)
    except (ValueError, RecursionError):  # an int of thousands of digits, or nesting without end
        text = type(value).__name__
    return text if len(text) <= room else text[: room - 1] + "…"


class ReadError(GovinfoReportError):
    """A source that could not be read as a report.

    Attributes:
        position: where in the source, ``None`` when the whole of it is meant.
        source: the name of the file, where it has one.
    """

    def __init__(self, message: Message, position: Position | None = None, source: str | None = None) -> None:
        super().__init__(message)
        self.position = position
        self.source = source

    def text(self, locale: str = SOURCE_LOCALE) -> str:
        """File, place and sentence in ``locale``."""
        place = [part for part in (self.source, self.position and self.position.text(locale)) if part]
        sentence = self.message.text(locale)
        return message("{place}：{what}", place=" ".join(place), what=sentence).text(locale) if place else sentence

    def __reduce__(self) -> tuple[type[ReadError], tuple[Message, Position | None, str | None]]:
        return type(self), (self.message, self.position, self.source)


class Fault:
    """One thing wrong with a dict or a JSON text: ``path`` (``$.applications.received.total``) and what."""

    __slots__ = ("message", "path")

    def __init__(self, path: str, message: Message) -> None:
        self.path = path
        self.message = message

    def text(self, locale: str = SOURCE_LOCALE) -> str:
        """Path and sentence in ``locale``."""
        return message("{place}：{what}", place=self.path, what=self.message).text(locale)

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return f"Fault({self.path!r}, {self.message.text()!r})"


_MOST_QUOTED: Final = 50
"""Faults in the text of one error; its ``faults`` hold them all."""


class SerializationError(ReadError):
    """A dict or JSON text that is no report in the library's own format; all faults together.

    Attributes:
        faults: every :class:`Fault` that was found, in the order of the text.
    """

    def __init__(self, faults: Sequence[Fault], source: str | None = None) -> None:
        self.faults = tuple(faults)
        quoted = self.faults[:_MOST_QUOTED]
        shown = tuple(message("{place}：{what}", place=f.path, what=f.message) for f in quoted)
        if len(quoted) < len(self.faults):
            shown = (*shown, message("……"))
        summary = message(
            "不是有效的报告数据，共{count}处错误：\n{faults}", count=len(self.faults), faults=Joined(shown, "\n")
        )
        super().__init__(summary, source=source)

    def __reduce__(self) -> tuple[type[SerializationError], tuple[tuple[Fault, ...], str | None]]:  # type: ignore[override]
        return type(self), (self.faults, self.source)


class ValueRefused(GovinfoReportError, ValueError):
    """A value that no report can hold (a negative, float or bool count, a NaN amount, a blank paragraph)."""


class CellError(GovinfoReportError, LookupError):
    """A path that names no cell of this report.

    Attributes:
        path: the path as it was given.
    """

    def __init__(self, path: str, message: Message) -> None:
        super().__init__(message)
        self.path = path

    def __reduce__(self) -> tuple[type[CellError], tuple[str, Message]]:
        return type(self), (self.path, self.message)


class CheckError(GovinfoReportError):
    """A report with findings of severity ``error`` that failed.

    Attributes:
        ids: of these findings.
    """

    def __init__(self, message: Message, ids: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.ids = tuple(ids)

    def __reduce__(self) -> tuple[type[CheckError], tuple[Message, tuple[str, ...]]]:
        return type(self), (self.message, self.ids)


class RenderError(GovinfoReportError):
    """A report, option or locale that a renderer cannot serve."""


class PluginError(GovinfoReportError):
    """A form, rule, reader or renderer that is missing, doubled, or not what its group asks for."""
