"""Packages of markup, the same bytes for the same content."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

__all__ = ["pack"]


def pack(parts: Mapping[str, bytes]) -> bytes:
    """``parts`` by their names as a zip file, in their order, without times or anything else of this machine."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            entry.external_attr = 0
            archive.writestr(entry, data)
    return made.getvalue()
