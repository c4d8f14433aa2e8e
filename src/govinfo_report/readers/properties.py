"""The properties of a Word or Excel file that are text: their names and values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from xml.etree import ElementTree

__all__ = ["file_properties"]

_CUSTOM: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}"
_VALUE: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes}"


def file_properties(markup: Mapping[str, bytes]) -> dict[str, str]:
    """The custom properties in ``markup``, which was found to be safe and well formed."""
    source = markup.get("docProps/custom.xml")
    if source is None:
        return {}
    return {
        node.get("name", ""): (value.text or "").strip()
        for node in ElementTree.fromstring(source).iter(f"{_CUSTOM}property")
        if (value := node.find(f"{_VALUE}lpwstr")) is not None
    }
