"""Reading many sources: on several cores, in bounded memory, whatever befalls one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Protocol, TypeAlias, TypeVar

import attrs

from govinfo_report.errors import ValueRefused
from govinfo_report.limits import Limits
from govinfo_report.many.pool import Pool, cores
from govinfo_report.many.sources import Item, Listing, Sources
from govinfo_report.many.summary import Summary
from govinfo_report.messages import message
from govinfo_report.outcome import How, Outcome, Registries, content_hash, load, outcome_of, unreadable
from govinfo_report.reading import extensions_in_folders
from govinfo_report.registry import Registry
from govinfo_report.report import Report
from govinfo_report.rules.years import organ_key

__all__ = ["FEW", "Progress", "Reading", "dead", "listing", "pieces_of", "read_many", "settled"]

Progress: TypeAlias = "Callable[[int, int | None], object]"
"""Called with how many sources are done, and how many there are, where that is known."""

PIECE = 16
"""Sources that a worker is given at a time."""
PIECE_BYTES = 8_000_000
"""As much content in memory ends a piece sooner."""
FEW = 16
"""As few sources are read without worker processes, unless their number was asked for."""


class _WithData(Protocol):
    @property
    def data(self) -> bytes | None: ...


T = TypeVar("T", bound=_WithData)


def read_many(
    sources: Sources,
    *,
    workers: int | None = None,
    ordered: bool = True,
    progress: Progress | None = None,
    format: str | None = None,
    limits: Limits | None = None,
    registry: Registries = None,
) -> Reading:
    """Read many sources; an :class:`Outcome` of each, whether or not it could be read.

    Whatever is read is let go as soon as the next is asked for, and only a few sources are under way at a time.
    A worker process that dies (memory ran out, a library crashed) costs the one source that killed it.

    Args:
        sources: a file, a folder, or an iterable of files, folders and pairs of a name and the content as bytes.
            Folders are searched at every depth, in the order of the names, for the extensions that readers know and
            for those of documents and archives that none takes (``.doc``, ``.zip``), which fail with advice.
        workers: processes to read in; 1 reads in this one, without protection against a crash; ``None`` takes as
            many as there are processors, or this process for 16 files or fewer.
        ordered: outcomes in the order of the sources, else as they come.
        progress: called after each outcome with how many are done and how many there are.
        format: the name of a reader, for all of them.
        limits: bounds for each source.
        registry: plug-ins of your own; for several workers a function of a module that gives the registry.

    Raises:
        ValueRefused: sources or workers that are none, or a registry that cannot go to other processes.
        PluginError: a format that does not exist.
        PoolError: worker processes cannot be started.

    What an iterable of sources raises comes when the outcomes of what it gave before are out.
    """
    how = settled(format, limits, registry, workers)
    return Reading(listing(sources, how), how, workers, ordered, progress)


def settled(format: str | None, limits: Limits | None, registry: Registries, workers: int | None) -> How:
    """How to read, checked before any work is done."""
    if workers is not None and (type(workers) is not int or workers < 1):
        raise ValueRefused(message("workers应为1以上的整数或None，而不是{value}", value=repr(workers)))
    if isinstance(registry, Registry) and workers != 1:
        raise ValueRefused(message("registry不能交给其他进程：请给出返回它的模块级函数，或用workers=1"))
    how = How(format, limits or Limits(), registry)
    if format is not None:
        how.plugins().readers.get(format)
    return how


def listing(sources: Sources, how: How) -> Listing:
    """The single sources; of folders those that the readers know by their extension, and documents that none takes."""
    return Listing(sources, extensions_in_folders(how.plugins(), how.format))


@attrs.define
class Reading(Iterator[Outcome]):
    """The outcomes of many sources, one after the other, and their summary so far.

    ``with`` or :meth:`close` ends the workers when not all outcomes are wanted.
    """

    _listing: Listing
    _how: How
    _workers: int | None
    _ordered: bool
    _progress: Progress | None
    summary: Summary = attrs.field(factory=Summary, init=False)
    _outcomes: Iterator[Outcome] = attrs.field(init=False)
    _by_content: dict[int, str] = attrs.field(factory=dict, init=False)
    _by_organ: dict[int, str] = attrs.field(factory=dict, init=False)
    _failed: set[int] = attrs.field(factory=set, init=False)
    _broken: Exception | None = attrs.field(default=None, init=False)

    def __attrs_post_init__(self) -> None:
        self._outcomes = self._run()

    def __next__(self) -> Outcome:
        return next(self._outcomes)

    def __repr__(self) -> str:
        return f"<Reading: {self.summary.total} done so far>"

    def __enter__(self) -> Reading:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the workers."""
        close = getattr(self._outcomes, "close", None)
        if close is not None:
            close()

    def _run(self) -> Iterator[Outcome]:
        total = self._listing.count() if self._progress is not None else None
        for done, outcome in enumerate(self._read(), 1):
            told = self._compared(outcome)
            self.summary.add(told)
            self.summary.skipped = self._listing.skipped
            if self._progress is not None:
                self._progress(done, total)
            yield told
        self.summary.skipped = self._listing.skipped
        if self._broken is not None:
            raise self._broken

    def _given(self) -> Iterator[Item]:
        """The sources; where their iterator fails, those that it gave before are still read."""
        try:
            yield from self._listing
        except Exception as error:  # raised when the others are done
            self._broken = error

    def _read(self) -> Iterator[Outcome]:
        items = self._given()
        workers = self._workers
        if workers is None:
            first = [item for _, item in zip(range(FEW + 1), items, strict=False)]
            workers = 1 if len(first) <= FEW else cores()
            items = _chained(first, items)
        if workers == 1:
            yield from (_one(item, self._how) for item in items)
            return
        pool: Pool[Item, list[_Carried]] = Pool(partial(_work, self._how), _died, workers, self._ordered)
        registry = self._how.plugins()
        results = pool.over(pieces_of(items, PIECE, PIECE_BYTES))
        try:
            for carried in results:
                for outcome, text in carried:
                    yield outcome if text is None else _with_report(outcome, text, registry)
        finally:
            results.close()  # type: ignore[attr-defined]

    def _compared(self, outcome: Outcome) -> Outcome:
        """With the names of earlier sources of the same content, or of the same organ and year."""
        same = revises = None
        if outcome.sha256 is not None:
            same = self._same(int(outcome.sha256[:16], 16), outcome)
        report = outcome.report
        if report is not None and same is None and report.agency is not None and report.year is not None:
            revises = _earlier(self._by_organ, hash((organ_key(report.agency), report.year)), outcome.source)
        if same is None and revises is None:
            return outcome
        return attrs.evolve(outcome, duplicate_of=same, revises=revises)

    def _same(self, content: int, outcome: Outcome) -> str | None:
        """The earlier source of this content; none where that failed, as by the death of its worker, and this was read."""
        if outcome.report is not None and content in self._failed:
            self._failed.discard(content)
            self._by_content[content] = outcome.source
            return None
        same = _earlier(self._by_content, content, outcome.source)
        if same is None and outcome.report is None:
            self._failed.add(content)
        return same


def _earlier(seen: dict[int, str], key: int, source: str) -> str | None:
    found = seen.get(key)
    if found is None:
        seen[key] = source
    return found


def _chained(first: list[Item], rest: Iterator[Item]) -> Iterator[Item]:
    yield from first
    yield from rest


def pieces_of(items: Iterable[T], count: int, size: int) -> Iterator[list[T]]:
    """The items in pieces of ``count``, fewer where their content comes to ``size`` bytes."""
    piece: list[T] = []
    held = 0
    for item in items:
        piece.append(item)
        held += len(item.data or b"")
        if len(piece) >= count or held >= size:
            yield piece
            piece, held = [], 0
    if piece:
        yield piece


_Carried: TypeAlias = tuple[Outcome, "str | None"]
"""An outcome without its report, and that as JSON, which is carried faster between processes than a pickle."""


def _one(item: Item, how: How) -> Outcome:
    data = item.data if item.data is not None else load(item.name, how.limits)
    if isinstance(data, Outcome):
        return attrs.evolve(data, index=item.index)
    return outcome_of(item.name, data, how, index=item.index)


def _work(how: How, items: Sequence[Item]) -> list[_Carried]:
    made: list[_Carried] = []
    for item in items:
        outcome = _one(item, how)
        if outcome.report is None:
            made.append((outcome, None))
        else:
            made.append((attrs.evolve(outcome, report=None), outcome.report.to_json()))
    return made


def _with_report(outcome: Outcome, text: str, registry: Registry) -> Outcome:
    return attrs.evolve(outcome, report=Report.from_json(text, registry=registry))


def dead(name: str, index: int) -> Outcome:
    """The outcome of a source whose worker died."""
    what = message("读取它的进程意外终止（可能是内存不足或所用的库崩溃）")
    return unreadable(name, what, "died", index=index)


def _died(item: Item) -> list[_Carried]:
    outcome = dead(item.name, item.index)
    if item.data is not None:
        outcome = attrs.evolve(outcome, sha256=content_hash(item.data), size=len(item.data))
    return [(outcome, None)]
