"""The file that says which findings are known, and why."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from govinfo_report.errors import ReadError, shown
from govinfo_report.messages import message

__all__ = ["read_suppressions"]

_LARGEST: Final = 1 << 20
_DEEPEST: Final = 20


def read_suppressions(path: Path) -> dict[str, str]:
    """Reasons by the id of a finding or a rule, or by a pattern: a JSON object or a TOML table of texts.

    In TOML an id need not be quoted where it has no ``@`` or ``*`` (``structure.blanks = "…"``).

    Raises:
        ReadError: the file cannot be read, or is neither.
    """
    name = str(path)
    try:
        with path.open("rb") as file:
            source = file.read(_LARGEST + 1)
    except FileNotFoundError as error:
        raise ReadError(message("没有这个文件"), source=name) from error
    except OSError as error:
        what = message("无法读取（{reason}）", reason=str(error.strerror or error))
        raise ReadError(what, source=name) from error
    if len(source) > _LARGEST:
        raise ReadError(message("超过{count}字节，不是理由的清单", count=_LARGEST), source=name)
    try:
        text = source.decode("utf-8-sig")
        loaded: Any = tomllib.loads(text) if path.suffix.lower() == ".toml" else json.loads(text)
    except (ValueError, RecursionError) as error:
        what = message("不是有效的JSON或TOML（{reason}）", reason=str(error))
        raise ReadError(what, source=name) from error
    if not isinstance(loaded, Mapping):
        raise ReadError(message("应为“id: 理由”的对象，而不是{value}", value=shown(loaded)), source=name)
    return dict(_flat(loaded, "", name, _DEEPEST))


def _flat(table: Mapping[str, Any], before: str, source: str, depth: int) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, Mapping) and depth:
            yield from _flat(value, f"{before}{key}.", source, depth - 1)
        elif isinstance(value, str) and value.strip():
            yield f"{before}{key}", value
        else:
            what = message("“{name}”的理由应为文字，而不是{value}", name=f"{before}{key}", value=shown(value))
            raise ReadError(what, source=source)
