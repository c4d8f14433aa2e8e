"""From many sources to a folder of Parquet files, in a run that can be killed and resumed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Final, TypeAlias

import attrs
import pyarrow as pa
import pyarrow.dataset as ds

from govinfo_report.frames.arrow import compute as pc
from govinfo_report.frames.building import Builder, storable
from govinfo_report.frames.stored import dataset
from govinfo_report.limits import Limits
from govinfo_report.many.known import Known, known
from govinfo_report.many.parts import FAILURES, Folder, Unit, write_part
from govinfo_report.many.pool import Pool, cores
from govinfo_report.many.reading import FEW, Progress, dead, listing, pieces_of, settled
from govinfo_report.many.sources import Listing, Sources
from govinfo_report.many.summary import MOST_NAMED, Summary
from govinfo_report.outcome import VERSION, How, Outcome, Registries, content_hash, load
from govinfo_report.rules.years import organ_key

__all__ = ["write"]

_PART_BYTES: Final = 32_000_000
_LARGEST, _USUAL, _SMALLEST = 1000, 250, 25
"""Sources in a part."""


def write(
    sources: Sources,
    folder: str | os.PathLike[str],
    *,
    workers: int | None = None,
    progress: Progress | None = None,
    format: str | None = None,
    limits: Limits | None = None,
    registry: Registries = None,
) -> Summary:
    """Read and check many sources and write their frames as Parquet, a folder per frame and year.

    A run that was killed is resumed by calling this again: sources that are written are known by their content and name and not
    read again, and what was half written is removed.  Sources that could not be opened, or killed the process that read
    them, are tried again.  The same content under another name is a row of ``reports`` with the status ``duplicate``.

    Args:
        sources: as for :func:`govinfo_report.read_many`.
        folder: where to write; a new or empty one, or one that this function wrote.
        workers: as for :func:`govinfo_report.read_many`.
        progress: called after each part with how many sources are done and how many there are.
        format: the name of a reader, for all of them.
        limits: bounds for each source.
        registry: as for :func:`govinfo_report.read_many`.

    Returns:
        What came of the sources in this run; ``revised`` speaks of all that the folder holds.

    Raises:
        FrameError: a folder that holds something else or frames of another version, or another run at work on it.
        ValueRefused: as :func:`govinfo_report.read_many`, as are ``PluginError`` and ``PoolError``.
    """
    how = settled(format, limits, registry, workers)
    listed = listing(sources, how)
    place = Folder(Path(folder))
    with place.opened(), known() as seen:
        for table in place.reports("report", "source", "status", "version", part="part-*"):
            other = pc.not_equal(table.column("version").cast(pa.string()), VERSION)
            columns = (*(table.column(name) for name in ("report", "source", "status")), other)
            seen.written(zip(*(column.to_pylist() for column in columns), strict=True))
        total = listed.count()
        if workers is None:
            workers = 1 if total is not None and total <= FEW else cores()
        run = _Run(listed, how, seen, progress, total)
        run.work(place, workers)
        run.summary.skipped = listed.skipped
        run.write_failures(place)
        _count_revised(run.summary, place.path)
    return run.summary


@attrs.define
class _Run:
    """One run: what is still to be read, and what came of it so far.

    Attributes:
        failures: what this run could not open or lost its worker over.
        before: what an earlier run could not.
        retried: of that, what was met again.
    """

    listed: Listing
    how: How
    seen: Known
    progress: Progress | None
    total: int | None
    summary: Summary = attrs.field(factory=Summary, init=False)
    failures: list[Outcome] = attrs.field(factory=list, init=False)
    before: set[str] = attrs.field(factory=set, init=False)
    retried: set[str] = attrs.field(factory=set, init=False)
    done: int = attrs.field(default=0, init=False)

    def work(self, folder: Folder, workers: int) -> None:
        """Read and write all parts."""
        for table in folder.reports("source", part=FAILURES):
            self.before.update(table.column("source").to_pylist())
        count = _USUAL if self.total is None else max(_SMALLEST, min(_LARGEST, self.total // (workers * 8)))
        pieces = pieces_of(self._units(), count, _PART_BYTES)
        one = partial(_written, folder, self.how)
        if workers == 1:
            for piece in pieces:
                self._note(one(piece))
        else:
            pool: Pool[Unit, _Told] = Pool(one, _lost, workers, ordered=False, pieces=2)
            for told in pool.over(pieces):
                self._note(told)
        for piece in pieces_of(self._duplicates(), _LARGEST, _PART_BYTES):
            self._note(one(piece))

    def _duplicates(self) -> Iterator[Unit]:
        """Written last, so that a run that is killed leaves none without what it is a duplicate of."""
        died = {outcome.sha256 for outcome in self.failures if outcome.sha256 is not None}
        for index, name, identity, size, first in self.seen.later():
            unit = Unit(index, name, identity, size, None)
            if identity in died:
                self._fail(_lost(unit)[1])
            else:
                self.summary.add_duplicate(storable(name), first)
                yield unit

    def _units(self) -> Iterator[Unit]:
        """The sources that have no row yet."""
        for item in self.listed:
            name = storable(item.name)
            if name in self.before:
                self.retried.add(name)
            data = item.data if item.data is not None else load(item.name, self.how.limits)
            if isinstance(data, Outcome):
                self._fail(attrs.evolve(data, index=item.index))
                continue
            identity = content_hash(data)
            known = self.seen.see(identity, name)
            if known.earlier:
                self.summary.kept += 1
                self.summary.kept_failed += known.failed
                self.summary.kept_older += known.other_version
                self._step(1)
                continue
            if known.has_row:  # named twice among the sources
                self.summary.add_duplicate(name, known.first or name)
                self._step(1)
            elif known.first is not None:
                self.seen.put_off(item.index, item.name, identity, len(data), known.first)
            else:
                yield Unit(item.index, item.name, identity, len(data), data)

    def _note(self, told: _Told) -> None:
        count, what = told
        if isinstance(what, Outcome):
            self._fail(what)
        else:
            self.summary.merge(what)
            self._step(count)

    def _fail(self, outcome: Outcome) -> None:
        self.failures.append(outcome)
        self.summary.add(outcome)
        self._step(1)

    def _step(self, count: int) -> None:
        self.done += count
        if self.progress is not None:
            self.progress(self.done, self.total)

    def write_failures(self, folder: Folder) -> None:
        """Those of this run, and of those before it what was not tried again."""
        if not self.failures and not self.before:
            return
        builder = Builder()
        for outcome in self.failures:
            builder.add(outcome)
        made = builder.finish()
        retried = pa.array(sorted(self.retried), pa.string())
        schema = made.reports.schema
        tables = [made.reports]
        for table in folder.reports(part=FAILURES):
            place = schema.get_field_index("year")
            whole = table.add_column(place, schema.field(place), pa.nulls(table.num_rows, pa.int32()))
            tables.append(whole.cast(schema).filter(pc.invert(pc.is_in(whole.column("source"), retried))))
        folder.put(FAILURES, {None: attrs.evolve(made, reports=pa.concat_tables(tables))})


_Told: TypeAlias = "tuple[int, Summary | Outcome]"
"""How many sources a part has, and what came of them; or the outcome of the one that killed its worker."""


def _written(folder: Folder, how: How, units: Sequence[Unit]) -> _Told:
    return len(units), write_part(folder, how, units)


def _lost(unit: Unit) -> tuple[int, Outcome]:
    return 1, attrs.evolve(dead(unit.name, unit.index), sha256=unit.sha256, size=unit.size)


def _count_revised(summary: Summary, folder: Path) -> None:
    """Reports of the same organ and year as another, over all that the folder holds; the first by name counts as the earlier."""
    chosen = (ds.field("status") == "read") & ds.field("agency").is_valid() & ds.field("year").is_valid()
    table = dataset(folder, "reports").to_table(columns=["agency", "year", "source"], filter=chosen)
    agencies = table.unify_dictionaries().column("agency").chunks
    keys = [pa.array(map(organ_key, one.dictionary.to_pylist()), pa.string()).take(one.indices) for one in agencies]
    table = table.append_column("organ", pa.chunked_array(keys, pa.string()))
    groups = table.group_by(["organ", "year"]).aggregate([("source", "count")])
    several = groups.filter(pc.greater(groups.column("source_count"), 1))
    summary.revised = (pc.sum(several.column("source_count")).as_py() or 0) - several.num_rows
    for organ, year, _ in zip(*(column.to_pylist() for column in several.columns), strict=True):
        if len(summary.versions) >= MOST_NAMED:
            break
        one = (pc.field("organ") == organ) & (pc.field("year") == year)
        first, *others = sorted(table.filter(one).column("source").to_pylist())
        for other in others[: MOST_NAMED - len(summary.versions)]:
            summary.versions.append((other, first))
