"""Sentences for people: Chinese in the source, other languages through babel's catalogs.

A :class:`Message` is a template and its arguments.  It becomes text only when somebody asks for it, so
that a report with forty identities checked does not pay for forty sentences that nobody reads.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Protocol, TypeAlias

import attrs
from babel import Locale, UnknownLocaleError
from babel.support import NullTranslations, Translations

SOURCE_LOCALE = "zh_CN"
DOMAIN = "govinfo_report"
CATALOGS = Path(__file__).with_name("locale")

Argument: TypeAlias = "str | int | Decimal | Sentence"


class Sentence(Protocol):
    """Whatever can say something in words, when asked."""

    def text(self, locale: str = SOURCE_LOCALE) -> str:
        """The sentence in ``locale``."""
        ...


@lru_cache(maxsize=64)
def resolve_locale(locale: str) -> str:
    """The catalog that serves ``locale``: ``"zh_CN"`` or the name of a folder of ``locale/``.

    ``zh``, ``zh-CN``, ``en_GB`` and the like are understood.

    Raises:
        LocaleError: no catalog serves it; the message names those that there are.
    """
    try:
        language = Locale.parse(locale.replace("-", "_")).language
    except (UnknownLocaleError, ValueError, TypeError, AttributeError):
        language = ""
    served = {name.split("_")[0]: name for name in available_locales()}
    if language not in served:
        choices = Joined(available_locales(), "、")
        raise LocaleError(
            message("没有“{locale}”的译文，可用的有：{choices}", locale=str(locale)[:40], choices=choices)
        )
    return served[language]


@lru_cache(maxsize=1)
def available_locales() -> tuple[str, ...]:
    """The locales that messages and labels can be had in, the source first."""
    compiled = sorted(path.parent.parent.name for path in CATALOGS.glob(f"*/LC_MESSAGES/{DOMAIN}.mo"))
    return (SOURCE_LOCALE, *compiled)


@lru_cache(maxsize=16)
def _catalog(name: str) -> NullTranslations:
    if name == SOURCE_LOCALE:
        return NullTranslations()
    return Translations.load(str(CATALOGS), [name], DOMAIN)


@lru_cache(maxsize=4096)
def translate(text: str, locale: str = SOURCE_LOCALE) -> str:
    """``text`` (Chinese, as in the source) in ``locale``; unchanged where the catalog lacks it."""
    catalog = _catalog(resolve_locale(locale))
    return str(catalog.gettext(text)) if text else text


@attrs.frozen
class Joined:
    """Messages in a row, joined by a separator that is itself translated."""

    parts: tuple[Argument, ...]
    separator: str

    def text(self, locale: str = SOURCE_LOCALE) -> str:
        """The parts in ``locale``, joined."""
        return translate(self.separator, locale).join(_render(part, locale) for part in self.parts)


@attrs.frozen
class Message:
    """A template of the catalogs with its arguments."""

    template: str
    arguments: tuple[tuple[str, Argument], ...] = ()

    def text(self, locale: str = SOURCE_LOCALE) -> str:
        """The sentence in ``locale`` (Chinese by default)."""
        translated = translate(self.template, locale)
        if not self.arguments:
            return translated
        return translated.format_map({name: _render(value, locale) for name, value in self.arguments})

    def __str__(self) -> str:
        return self.text()


@attrs.frozen
class Words:
    """A sentence that no catalog holds, by locale; one for all where only one is known."""

    texts: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, words: str | Mapping[str, str]) -> Words:
        """Words for every locale, or by locale (``{"zh_CN": …, "en": …}``); the first serves where a locale is missing."""
        return cls(((SOURCE_LOCALE, words),) if isinstance(words, str) else tuple(words.items()))

    def text(self, locale: str = SOURCE_LOCALE) -> str:
        """The sentence in ``locale``, else in the language that was given first."""
        wanted = resolve_locale(locale)
        known = dict(self.texts)
        return known.get(locale) or known.get(wanted) or next(iter(known.values()), "")

    def __str__(self) -> str:
        return self.text()


class GovinfoReportError(Exception):
    """The root of all errors that this library raises on purpose.

    Attributes:
        message: what was wrong and what was expected; :meth:`text` gives it in another language.
    """

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message

    def text(self, locale: str = SOURCE_LOCALE) -> str:
        """The whole sentence in ``locale``, Chinese by default."""
        return self.message.text(locale)

    def __str__(self) -> str:
        return self.text()


class LocaleError(GovinfoReportError, ValueError):
    """A locale that no catalog serves."""


def message(template: str, /, **arguments: Argument) -> Message:
    """A :class:`Message`; the name marks its template for the extraction of the catalogs."""
    return Message(template, tuple(arguments.items()))


def from_details(template: str, details: Mapping[str, str]) -> Message:
    """A :class:`Message` whose arguments are plain strings, as notes keep them."""
    return Message(template, tuple(details.items()))


def _render(value: Argument, locale: str) -> str:
    return str(value) if isinstance(value, (str, int, Decimal)) else value.text(locale)
