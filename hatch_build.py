"""Compiles the message catalogs when the package is built or installed in place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Writes a ``.mo`` beside every ``.po`` of ``locale/``."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        for source in Path(self.root, "src", "govinfo_report", "locale").glob("*/LC_MESSAGES/*.po"):
            with source.open("rb") as file:
                catalog = read_po(file, locale=source.parent.parent.name, abort_invalid=True)
            with source.with_suffix(".mo").open("wb") as file:
                write_mo(file, catalog)
