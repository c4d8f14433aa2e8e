"""The language that the command speaks, found before anything of the extra is loaded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from govinfo_report.messages import SOURCE_LOCALE, LocaleError, resolve_locale

__all__ = ["FLAG", "VARIABLE", "likely_locale", "split_locale"]

FLAG: Final = "--locale"
VARIABLE: Final = "GOVINFO_REPORT_LOCALE"


def split_locale(tokens: Sequence[str], environment: Mapping[str, str]) -> tuple[str, list[str]]:
    """The locale that is asked for, and ``tokens`` without the flag, which may stand anywhere before ``--``.

    The flag goes before the variable ``GOVINFO_REPORT_LOCALE``.  The language of the system is not asked: the
    reports are Chinese, and what one office sees should be what the next one sees.

    Raises:
        LocaleError: no catalog serves it.
    """
    asked = environment.get(VARIABLE, "")
    rest: list[str] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token == "--":
            rest.extend(tokens[at:])
            break
        if token == FLAG and at + 1 < len(tokens):
            asked = tokens[at + 1]
            at += 2
            continue
        if token.startswith(f"{FLAG}="):
            asked = token.partition("=")[2]
        else:
            rest.append(token)
        at += 1
    return resolve_locale(asked or SOURCE_LOCALE), rest


def likely_locale(tokens: Sequence[str], environment: Mapping[str, str]) -> str:
    """The locale for a sentence that must come out whatever was asked; here the system's language counts as well."""
    system = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := environment.get(name))), "")
    for source in (environment, {VARIABLE: system.partition(".")[0]}):
        try:
            locale, _ = split_locale(tokens, source)
        except LocaleError:
            continue
        if locale != SOURCE_LOCALE:
            return locale
    return SOURCE_LOCALE
