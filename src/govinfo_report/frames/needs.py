"""The one place that says which extra the frames need."""

from __future__ import annotations

from govinfo_report.messages import GovinfoReportError, message

__all__ = ["FrameError", "arrow"]


class FrameError(GovinfoReportError):
    """A frame that is none of the schema, or that cannot be made or read."""


def arrow() -> FrameError:
    """The error where pyarrow is not installed."""
    return FrameError(message("数据表需要附加组件，请先安装：pip install 'govinfo_report[frames]'"))
