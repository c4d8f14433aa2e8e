"""``govinfo-report table``: many reports as tables in Parquet files."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import attrs
from rich.progress import Progress

from govinfo_report import many
from govinfo_report.cli.screen import Screen, printable
from govinfo_report.cli.sources import STANDARD, UNREADABLE, WELL
from govinfo_report.limits import Limits
from govinfo_report.many.sources import Given
from govinfo_report.messages import message

__all__ = ["table"]


def table(
    screen: Screen,
    locale: str,
    paths: Sequence[Path],
    *,
    to: Path,
    workers: int | None = None,
    reader: str | None = None,
    as_json: bool = False,
) -> int:
    """Write the tables of the reports at ``paths`` below ``to``; the exit code is what it returns.

    Raises:
        FrameError: the folder holds something else, or pyarrow is not installed.
    """
    try:
        with _Bar(screen) as bar:
            summary = many.write(list(_given(paths)), to, workers=workers, progress=bar.step, format=reader)
    except KeyboardInterrupt:
        told = message("写好的部分都在{folder}中，用同样的命令可以继续", folder=str(to))
        screen.complain(printable(told.text(locale)))
        raise
    if as_json:
        screen.json(summary.to_dict(locale))
    else:
        screen.line("\n".join(printable(line) for line in summary.text(locale).splitlines()))
    if not summary.total:
        screen.complain(message("没有找到能读取的文件").text(locale))
        return UNREADABLE
    return UNREADABLE if summary.failed or summary.kept_failed else WELL


def _given(paths: Sequence[Path]) -> Iterator[Given]:
    for path in paths:
        if str(path) == STANDARD:
            yield "-", sys.stdin.buffer.read(Limits().bytes + 1)
        else:
            yield path


@attrs.define
class _Bar:
    """A bar that appears once it is known how many sources there are."""

    screen: Screen
    _stack: ExitStack = attrs.field(factory=ExitStack, init=False)
    _bar: Progress | None = attrs.field(default=None, init=False)
    _begun: bool = attrs.field(default=False, init=False)

    def __enter__(self) -> _Bar:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def step(self, done: int, total: int | None) -> None:
        """So many are done."""
        if not self._begun:
            self._begun = True
            self._bar = self._stack.enter_context(self.screen.progress(total or 0))
        if self._bar is not None:
            self._bar.update(self._bar.task_ids[0], completed=done, refresh=True)
