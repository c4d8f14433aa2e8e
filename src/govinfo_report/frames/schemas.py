"""The frames: their columns, types and meanings.  The version counts up with every change of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import attrs
import pyarrow as pa

__all__ = [
    "DECIMAL",
    "KEY",
    "SCHEMAS",
    "SOURCES",
    "STATUSES",
    "VERSION",
    "VERSION_KEY",
    "Column",
    "columns",
    "plain_schema",
]

VERSION: Final = 2
KEY: Final = b"govinfo_report.frame"
VERSION_KEY: Final = b"govinfo_report.frame_version"
"""The keys of a schema's metadata: which frame it is, and of which version."""

DECIMAL: Final = pa.decimal128(38, 12)
"""Figures: 26 digits before and 12 behind the point hold every count and every amount in whatever unit, exactly."""

STATUSES: Final = ("read", "failed", "duplicate")

_NAME: Final = pa.dictionary(pa.int32(), pa.string())
_TEXTS: Final = pa.list_(pa.string())
_PAIRS: Final = pa.list_(pa.struct([pa.field("name", pa.string()), pa.field("value", pa.string())]))


@attrs.frozen
class Column:
    """A column of a frame.

    Attributes:
        name: lower case with underscores.
        type: of Arrow.
        nullable: whether it may be null.
        meaning: what it says.
    """

    name: str
    type: pa.DataType
    nullable: bool
    meaning: str


def _column(name: str, type: pa.DataType, meaning: str, *, null: bool = True) -> Column:
    return Column(name, type, null, meaning)


_ID = _column("report", _NAME, "identity: SHA-256 of the content that it was read from", null=False)
_AGENCY = _column("agency", _NAME, "organ")
_YEAR = _column("year", pa.int32(), "year that is reported on; the partition of the Parquet files")
_SAME = (_ID, _AGENCY, _YEAR)

_COLUMNS: Final[Mapping[str, tuple[Column, ...]]] = {
    "reports": (
        _column("report", pa.string(), "identity: SHA-256 of the content; null where that could not be had"),
        _column("source", pa.string(), "path or name of the source", null=False),
        _column("address", pa.string(), "where it was published, where that was given"),
        _column("size", pa.int64(), "of the content in bytes"),
        _column("status", _NAME, "`read`, `failed`, or `duplicate` of a source that has the same identity", null=False),
        _column("format", _NAME, "reader"),
        _column("version", _NAME, "of the library", null=False),
        _column("cause", _NAME, "of a failure: `unreadable`, `system`, `unexpected`, `died`"),
        _column("error", pa.string(), "what was wrong, in Chinese"),
        _column("place", pa.string(), "where, in Chinese"),
        _column("line", pa.int32(), "where, counted from 1"),
        _column("title", pa.string(), "title"),
        _column("agency", _NAME, "organ"),
        _column("level", _NAME, "of the organ, as far as its name tells"),
        _YEAR,
        _column("disclosure", _NAME, "edition of 表二; null where the report has none"),
        _column("applications", _NAME, "edition of 表三, likewise"),
        _column("disputes", _NAME, "edition of 表四, likewise"),
        _column("other_tables", pa.int32(), "number of tables of third parties' forms"),
        _column("extras", pa.int32(), "number of its rows in `extras`"),
        _column("paragraphs", pa.int32(), "number of its rows in `paragraphs`"),
        _column("notes", pa.int32(), "number of notes"),
        _column("passed", pa.int32(), "number of findings that passed"),
        _column("failed", pa.int32(), "number of findings that failed"),
        _column("incomplete", pa.int32(), "number of findings that a blank leaves open"),
        _column("ok", pa.bool_(), "nothing of severity `error` failed"),
    ),
    "cells": (
        *_SAME,
        _column("table_name", _NAME, "`disclosure`, `applications`, `disputes`, or a third party's", null=False),
        _column("edition", _NAME, "of the table", null=False),
        _column("path", _NAME, "of the cell", null=False),
        _column("joined_path", _NAME, "of the cell in which the editions are joined", null=False),
        _column("row_label", _NAME, "labels of its row, joined by `/`; null where the table has none"),
        _column("column_label", _NAME, "labels of its column, joined by `/`", null=False),
        _column("kind", _NAME, "`count`, `change` or `amount`", null=False),
        _column("value", DECIMAL, "the figure in `unit`, exact; null for a blank"),
        _column("unit", _NAME, "of `value`: the form's, or 元 where it names none and one was printed"),
        _column("printed", pa.string(), "an amount as printed, with its digits and unit"),
        _column("mark", _NAME, "code of the gravest note on this cell, as `unread` or `blank-mark`"),
    ),
    "extras": (
        *_SAME,
        _column("ordinal", pa.int32(), "place among the extra cells of the report, from 0", null=False),
        _column("table_name", _NAME, "that prints it", null=False),
        _column("row_labels", _TEXTS, "labels of its row, the outermost first", null=False),
        _column("column_labels", _TEXTS, "labels of its column, likewise", null=False),
        _column("value", DECIMAL, "the figure; in 元 where a unit was printed", null=False),
        _column("printed", pa.string(), "an amount as printed; null for whole numbers"),
    ),
    "findings": (
        *_SAME,
        _column("finding", _NAME, "rule and place, stable over reports", null=False),
        _column("rule", _NAME, "id of the rule", null=False),
        _column("severity", _NAME, "`error`, `warning` or `hint`", null=False),
        _column("status", _NAME, "`passed`, `failed` or `incomplete`", null=False),
        _column("paths", _TEXTS, "the cells that it speaks of, left before right", null=False),
        _column("left_side", DECIMAL, "left side of an equation; null where there is none or a blank is in it"),
        _column("right_side", DECIMAL, "right side, likewise"),
        _column("text", pa.string(), "what failed, in Chinese; null where it did not"),
    ),
    "notes": (
        *_SAME,
        _column("ordinal", pa.int32(), "place among the notes of the report, from 0", null=False),
        _column("code", _NAME, "kind of note", null=False),
        _column("severity", _NAME, "`error`, `warning` or `hint`", null=False),
        _column("path", _NAME, "cell or part; null for the whole report"),
        _column("text", pa.string(), "what stood in the source", null=False),
        _column("line", pa.int32(), "where, counted from 1, as the next four"),
        _column("page", pa.int32(), ""),
        _column("in_table", pa.int32(), ""),
        _column("in_row", pa.int32(), ""),
        _column("in_column", pa.int32(), ""),
        _column("in_sheet", pa.string(), "name of the sheet of a workbook"),
        _column("located", pa.bool_(), "whether a place is known", null=False),
        _column("details", _PAIRS, "further words of the sentence, by name", null=False),
        _column("message", pa.string(), "the sentence in Chinese", null=False),
    ),
    "paragraphs": (
        *_SAME,
        _column("part", _NAME, "`preamble`, `overview`, … `closing`", null=False),
        _column("ordinal", pa.int32(), "place in the part: the heading is 0, paragraphs count from 1", null=False),
        _column("level", pa.int32(), "0 for a paragraph, 1 to 9 for a sub-heading; null for the part's heading"),
        _column("text", pa.string(), "one line", null=False),
    ),
}


def columns(frame: str) -> tuple[Column, ...]:
    """The columns of a frame, in order."""
    return _COLUMNS[frame]


def _schemas() -> Iterator[tuple[str, pa.Schema]]:
    for name, listed in _COLUMNS.items():
        fields = [pa.field(one.name, one.type, nullable=one.nullable) for one in listed]
        yield name, pa.schema(fields, {KEY: name.encode(), VERSION_KEY: str(VERSION).encode()})


SCHEMAS: Final[Mapping[str, pa.Schema]] = dict(_schemas())
"""The Arrow schema of each frame: ``reports``, ``cells``, ``extras``, ``findings``, ``notes``, ``paragraphs``."""

SOURCES: Final = pa.schema(
    [
        pa.field("name", pa.string(), nullable=False),
        pa.field("content", pa.binary()),
        pa.field("address", pa.string()),
    ]
)
"""What :func:`govinfo_report.frames.read_batch` takes."""


def plain_schema(schema: pa.Schema) -> pa.Schema:
    """``schema`` with names as plain strings, for engines that take no dictionaries."""
    fields = [field.with_type(pa.string()) if pa.types.is_dictionary(field.type) else field for field in schema]
    return pa.schema(fields, schema.metadata)
