"""The identities of the forms over a whole cell frame at once, column by column instead of report by report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import pyarrow as pa

from govinfo_report.accepted import BUILT_IN
from govinfo_report.compiled import Form, Identity, compile_form
from govinfo_report.frames.arrow import ArrowTable, arrow_table
from govinfo_report.frames.arrow import compute as pc
from govinfo_report.frames.needs import FrameError
from govinfo_report.frames.schemas import DECIMAL
from govinfo_report.identities import identity_rule
from govinfo_report.messages import message

__all__ = ["NEEDED", "identities"]

NEEDED = ("report", "table_name", "edition", "path", "value")
"""The columns of the cell frame that :func:`identities` looks at."""

_WIDE = pa.decimal256(60, 12)
"""Amounts, with room for the digits that each addition may add."""
_SCHEMA = pa.schema(
    [
        pa.field("report", pa.string(), nullable=False),
        pa.field("finding", pa.dictionary(pa.int32(), pa.string()), nullable=False),
        pa.field("left_side", DECIMAL, nullable=False),
        pa.field("right_side", DECIMAL, nullable=False),
    ]
)


def identities(cells: ArrowTable, *, forms: Iterable[Form] = ()) -> tuple[pa.Table, pa.Table]:
    """Check every identity of the built-in forms, and of ``forms``, in every report of a cell frame.

    This is for folders of many reports, with ``NEEDED`` as the columns to read: a matrix of all reports costs little more
    than reading it.  The cells of a table must stand together in the order of their form, as this library writes them.

    Args:
        cells: the cell frame, or what gives it as an Arrow stream, as a frame of polars does.
        forms: of third parties.

    Returns:
        A row per identity (``finding``, ``passed``, ``failed``, ``incomplete``: numbers of reports), both editions
        together where they share it, and a row per identity and report that failed (``report``, ``finding``, ``left_side``, ``right_side``).

    Raises:
        FrameError: the cells of a table are not all there, stand in another order, or are there twice.
    """
    table = arrow_table(cells)
    counts: dict[str, Counter[str]] = {}
    failures = [_SCHEMA.empty_table()]
    tables, editions = (_names(table[name]) for name in ("table_name", "edition"))
    kept = ["report", "path", "value"]
    looked_at = [_names(table["report"]), _names(table["path"]), table["value"].combine_chunks()]
    built_in = [compile_form(kind) for kinds in BUILT_IN.values() for kind in kinds]
    for form in {(form.name, form.edition): form for form in (*built_in, *forms)}.values():
        if not form.identities:
            continue
        chosen = pc.and_(_is(tables, form.name), _is(editions, form.edition))
        reports, columns = _matrix(form, pa.table([column.filter(chosen) for column in looked_at], kept))
        for identity in form.identities:
            finding = f"{identity_rule(form.name, identity.rule).id}@{identity.paths[-1]}"
            counted, failed = _checked(identity, finding, reports, columns)
            counts.setdefault(finding, Counter()).update(counted)
            failures.append(failed)
    kind = pa.schema([("finding", pa.string()), *((name, pa.int64()) for name in ("passed", "failed", "incomplete"))])
    rows = [{"finding": finding, **counted} for finding, counted in counts.items()]
    return pa.Table.from_pylist(rows, kind), pa.concat_tables(failures).unify_dictionaries()


def _matrix(form: Form, table: pa.Table) -> tuple[pa.Array, list[pa.Array]]:
    """The reports that have the table of ``form``, and of each of its cells the figures in all of them."""
    width = len(form.cells)
    paths, owners, values = (table[name].combine_chunks() for name in ("path", "report", "value"))
    sound = _as_in_form(paths, form) and _one_each(owners.indices, width)
    if not sound or pc.count_distinct(owners.indices).as_py() * width != len(owners):
        raise FrameError(message("表格{name}的单元格不全、不按格式的顺序排列，或同一份报告出现两次", name=form.name))
    if not any(cell.kind == "amount" for cell in form.cells):
        values = values.cast(pa.int64())
    rows = pa.FixedSizeListArray.from_arrays(values, width)
    columns = [
        pc.list_element(rows, place).cast(_WIDE if cell.kind == "amount" else pa.int64())
        for place, cell in enumerate(form.cells)
    ]
    reports = pc.list_element(pa.FixedSizeListArray.from_arrays(owners.indices, width), 0)
    return pa.DictionaryArray.from_arrays(reports, owners.dictionary), columns


def _names(column: pa.ChunkedArray) -> pa.DictionaryArray:
    """A column of names whose numbers can be compared instead."""
    if column.type != pa.dictionary(pa.int32(), pa.string()):  # engines number their categories as they like
        column = column.cast(pa.string()).dictionary_encode()
    return column.unify_dictionaries().combine_chunks()


def _is(names: pa.DictionaryArray, name: str) -> pa.Array:
    """Where ``name`` stands."""
    return pc.equal(names.indices, pc.index_in(pa.scalar(name), names.dictionary).cast(pa.int32()))


def _as_in_form(paths: pa.DictionaryArray, form: Form) -> bool:
    """Whether the paths are those of the cells of ``form``, again and again."""
    again, rest = divmod(len(paths), len(form.cells))
    if rest:
        return False
    order = pc.index_in(pa.array([cell.path for cell in form.cells]), paths.dictionary)
    return bool(not again or paths.indices.equals(pa.concat_arrays([order] * again)))


def _one_each(owners: pa.Array, width: int) -> bool:
    """Whether every ``width`` rows are of one report, and the next of another."""
    changes = pc.add(pc.indices_nonzero(pc.not_equal(owners[1:], owners[:-1])), 1)
    return bool(changes.cast(pa.int64()).equals(pa.array(range(width, len(owners), width), pa.int64())))


def _checked(
    identity: Identity, finding: str, reports: pa.Array, columns: Sequence[pa.Array]
) -> tuple[dict[str, int], pa.Table]:
    left, right = _sum(columns, identity.left), _sum(columns, identity.right)
    differs = pc.not_equal(left, right)
    failed = pc.sum(differs).as_py() or 0
    counted = {
        "passed": len(differs) - differs.null_count - failed,
        "failed": failed,
        "incomplete": differs.null_count,
    }
    places = pc.indices_nonzero(differs)
    names = pa.array([finding] * failed, pa.string()).dictionary_encode()
    rows = [reports.take(places), names, left.take(places), right.take(places)]
    return counted, pa.Table.from_arrays(
        [row.cast(field.type) for row, field in zip(rows, _SCHEMA, strict=True)], schema=_SCHEMA
    )


def _sum(columns: Sequence[pa.Array], places: Sequence[int]) -> pa.Array:
    """The sum of some cells; null where one of them is."""
    total = columns[places[0]]
    for place in places[1:]:
        total = pc.add_checked(total, columns[place])
    return total
