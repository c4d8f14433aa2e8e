"""Arrow's compute functions; they are made when it is imported, so that no type checker knows them."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Final

__all__ = ["compute"]

compute: Final[Any] = import_module("pyarrow.compute")
