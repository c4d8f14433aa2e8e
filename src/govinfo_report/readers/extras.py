"""The one sentence that says which extra a reader lacks."""

from __future__ import annotations

from govinfo_report.errors import ReadError
from govinfo_report.messages import message

__all__ = ["needs_extra"]


def needs_extra(name: str, extra: str) -> ReadError:
    """The error of a reader whose library is not installed.

    Args:
        name: of the format, as people write it (``"HTML"``).
        extra: of this distribution, which brings the library.
    """
    return ReadError(
        message("读取{name}需要附加组件，请先安装：pip install 'govinfo_report[{extra}]'", name=name, extra=extra)
    )
