"""Work on several cores that survives the death of a worker.

A process that runs out of memory or crashes takes down a whole pool.  The pieces that were under way are then
worked on one by one, and those that kill again are cut in halves, until the one source that does it is found.
"""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import connection, get_context, parent_process, resource_tracker
from typing import Generic, TypeVar

import attrs

from govinfo_report.messages import GovinfoReportError, message

__all__ = ["Pool", "PoolError", "cores"]

S = TypeVar("S")
R = TypeVar("R")


class PoolError(GovinfoReportError):
    """Worker processes cannot be started."""


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@attrs.define
class Pool(Generic[S, R]):
    """Works on pieces of a long list in several processes, with no more than a few pieces under way.

    Attributes:
        work: from a piece to its result; a function of a module, for it is called in another process.
        died: the result for a single source whose worker died.
        workers: how many processes.
        ordered: results in the order of the pieces, else as they come.
        pieces: how many pieces are under way for each worker.
    """

    work: Callable[[Sequence[S]], R]
    died: Callable[[S], R]
    workers: int
    ordered: bool = True
    pieces: int = 3
    _main: ProcessPoolExecutor | None = attrs.field(default=None, init=False)
    _single: ProcessPoolExecutor | None = attrs.field(default=None, init=False)

    def over(self, pieces: Iterable[Sequence[S]]) -> Iterator[R]:
        """The result of each piece; several where it had to be cut.

        Raises:
            PoolError: no worker can be started.
        """
        under_way: deque[tuple[Sequence[S], Future[R]]] = deque()
        try:
            self._main = _started(self.workers)
            for piece in pieces:
                under_way.append((piece, self._submit(piece)))
                if len(under_way) >= self.workers * self.pieces:
                    yield from self._next(under_way)
            while under_way:
                yield from self._next(under_way)
        finally:
            for executor in (self._main, self._single):
                if executor is not None:
                    executor.shutdown(cancel_futures=True)
            self._main = self._single = None

    def _submit(self, piece: Sequence[S]) -> Future[R]:
        if self._main is None:
            self._main = _executor(self.workers)
        try:
            with _held_interrupts():
                return self._main.submit(self.work, piece)
        except BrokenProcessPool as error:
            broken: Future[R] = Future()
            broken.set_exception(error)
            return broken

    def _next(self, under_way: deque[tuple[Sequence[S], Future[R]]]) -> Iterator[R]:
        at = 0
        if not self.ordered:
            done, _ = wait([future for _, future in under_way], return_when=FIRST_COMPLETED)
            at = next(at for at, (_, future) in enumerate(under_way) if future in done)
        piece, future = under_way[at]
        del under_way[at]
        try:
            result = future.result()
        except BrokenProcessPool:
            yield from self._after_death(piece, under_way)
        else:
            yield result

    def _after_death(self, piece: Sequence[S], under_way: deque[tuple[Sequence[S], Future[R]]]) -> Iterator[R]:
        """Whoever killed the pool is among the pieces under way: each is worked on alone."""
        if self._main is not None:
            self._main.shutdown(cancel_futures=True)
            self._main = None
        suspects = [(piece, None), *under_way]
        under_way.clear()
        for suspect, future in suspects:
            if future is not None and future.done() and not future.cancelled() and future.exception() is None:
                yield future.result()
            else:
                yield from self._alone(suspect)

    def _alone(self, piece: Sequence[S]) -> Iterator[R]:
        if self._single is None:
            self._single = _executor(1)
        try:
            with _held_interrupts():
                alone = self._single.submit(self.work, piece)
            yield alone.result()
            return
        except BrokenProcessPool:
            self._single.shutdown()
            self._single = None
        if len(piece) == 1:
            yield self.died(piece[0])
            return
        middle = len(piece) // 2
        yield from self._alone(piece[:middle])
        yield from self._alone(piece[middle:])


def _executor(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_leave_with_parent)


def _started(workers: int) -> ProcessPoolExecutor:
    """A pool whose workers come up, which they do not in a script that starts them while it is imported."""
    executor = _executor(workers)
    try:
        with _held_interrupts():
            first = executor.submit(os.getpid)
        first.result()
    except BrokenProcessPool:
        executor.shutdown()
        raise PoolError(
            message(
                "工作进程无法启动；脚本中的调用要放在if __name__ == '__main__':之下，或用workers=1在本进程内读取",
            )
        ) from None
    return executor


@contextmanager
def _held_interrupts() -> Iterator[None]:
    """Workers that are started in here take no interrupt from the keyboard until they are ready for it."""
    if not hasattr(signal, "pthread_sigmask"):  # pragma: no cover - Windows
        yield
        return
    resource_tracker.ensure_running()  # it is started with the first worker else, and lets interrupts through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _leave_with_parent() -> None:
    """A worker whose parent was killed would wait for work without end; one that is interrupted goes without a word."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_watch, args=(parent.sentinel,), daemon=True).start()


def _watch(sentinel: int) -> None:  # pragma: no cover - runs in the workers, and ends them
    connection.wait([sentinel])
    os._exit(1)
