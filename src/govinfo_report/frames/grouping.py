"""The rows of a frame report by report, made into Python values only when their turn comes."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pyarrow as pa

from govinfo_report.frames.arrow import compute as pc

__all__ = ["Groups"]


class Groups:
    """The rows of a frame by the report that they are of; in the order of the frame, wherever they stand in it."""

    def __init__(self, table: pa.Table) -> None:
        names = [name for name in table.column_names if name not in ("agency", "year")]
        rows = table.select(names).unify_dictionaries().combine_chunks()
        owners = rows["report"].cast(pa.string()).combine_chunks().dictionary_encode()
        numbers = owners.indices
        if not pc.all(pc.greater_equal(numbers[1:], numbers[:-1])).as_py():
            order = pc.sort_indices(numbers)  # stable
            rows, numbers = rows.take(order).combine_chunks(), numbers.take(order)
        starts = pc.add(pc.indices_nonzero(pc.not_equal(numbers[1:], numbers[:-1])), 1).to_pylist()
        bounds = [0, *starts, len(numbers)] if len(numbers) else []
        self._rows = rows
        self._places = dict(zip(owners.dictionary.to_pylist(), pairwise(bounds), strict=True))

    def of(self, report: str) -> list[dict[str, Any]]:
        """The rows of ``report``; none where it has none."""
        start, end = self._places.get(report, (0, 0))
        rows: list[dict[str, Any]] = self._rows.slice(start, end - start).to_pylist()
        return rows
