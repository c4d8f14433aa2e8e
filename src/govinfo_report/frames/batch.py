"""The stateless function for engines that spread work over machines: from sources to frames, batch by batch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

import attrs
import pyarrow as pa

from govinfo_report.errors import shown
from govinfo_report.frames.building import Builder, Frames
from govinfo_report.frames.columns import plain
from govinfo_report.frames.needs import FrameError
from govinfo_report.frames.schemas import SCHEMAS, SOURCES
from govinfo_report.limits import Limits
from govinfo_report.messages import Joined, message
from govinfo_report.outcome import How, Outcome, Registries, outcome_of, unreadable

__all__ = ["map_in_arrow", "read_batch"]


def read_batch(
    sources: pa.RecordBatch | pa.Table,
    *,
    format: str | None = None,
    limits: Limits | None = None,
    registry: Registries = None,
) -> Frames:
    """The frames of a batch of sources; it keeps no state, so it runs anywhere and in any order.

    A source that cannot be read is a row of ``reports`` with its error.  The same content in two batches comes out
    twice; :func:`govinfo_report.frames.concat` puts that right.

    Args:
        sources: the columns ``name`` (string) and ``content`` (binary), and ``address`` (string) where it is known; a null
            content is a source that could not be fetched.
        format: the name of a reader, for all of them.
        limits: bounds for each source.
        registry: plug-ins of your own.

    Raises:
        FrameError: columns that are missing or of another type, or a null among the names.
    """
    names, contents, addresses = _columns(sources)
    how = How(format, limits or Limits(), registry)
    builder = Builder(how.plugins())
    for index, (name, data, address) in enumerate(zip(names, contents, addresses, strict=True)):
        builder.add(attrs.evolve(_outcome(name.as_py(), data.as_py(), how, index), address=address.as_py()))
    return builder.finish()


def _outcome(name: str, data: bytes | None, how: How, index: int) -> Outcome:
    if data is None:
        return unreadable(name, message("没有内容：content为空值"), "system", index=index)
    return outcome_of(name, data, how, index=index)


def _columns(sources: pa.RecordBatch | pa.Table) -> tuple[Iterable[pa.Scalar], ...]:
    made = []
    for field in SOURCES:
        at = sources.schema.get_field_index(field.name)
        if at < 0 and field.name == "address":
            made.append(pa.nulls(sources.num_rows, field.type))
            continue
        column = sources.column(at) if at >= 0 else None
        try:
            column = column if column is None else column.cast(field.type)
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
            column = None
        if column is None or (column.null_count and not field.nullable):
            found = Joined(tuple(f"{one.name}: {one.type}" for one in sources.schema), "、")
            raise FrameError(
                message(
                    "来源表应有列{name}（{type}），其中name不能为空，而不是{found}",
                    name=field.name,
                    type=str(field.type),
                    found=found,
                )
            )
        made.append(column)
    return tuple(made)


def map_in_arrow(
    frame: str, *, format: str | None = None, limits: Limits | None = None, registry: Registries = None
) -> Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    """A function for Spark's ``DataFrame.mapInArrow`` and the like: batches of sources in, batches of one frame out.

    Names come as plain strings, for Spark takes no dictionaries.

    Raises:
        FrameError: no frame has this name.
    """
    if frame not in SCHEMAS:
        choices = Joined(tuple(SCHEMAS), "、")
        raise FrameError(message("没有数据表{name}，可用的有：{choices}", name=shown(frame), choices=choices))
    return partial(_mapped, frame, format, limits, registry)


def _mapped(
    frame: str,
    format: str | None,
    limits: Limits | None,
    registry: Registries,
    batches: Iterable[pa.RecordBatch],
) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        frames = read_batch(batch, format=format, limits=limits, registry=registry)
        yield from plain(frames.tables()[frame]).to_batches()
