"""Frames in Parquet files: a folder per frame, in it one per year; reports of unknown year have their own."""

from __future__ import annotations

import os
from pathlib import Path

import pyarrow as pa
import pyarrow.dataset as ds

from govinfo_report.errors import shown
from govinfo_report.frames.building import Frames
from govinfo_report.frames.needs import FrameError
from govinfo_report.frames.schemas import SCHEMAS
from govinfo_report.messages import Joined, message

__all__ = ["PARTITION", "check_path", "dataset", "load", "year_folder"]

PARTITION = ds.partitioning(pa.schema([("year", pa.int32())]), flavor="hive")
UNKNOWN = "__HIVE_DEFAULT_PARTITION__"
"""What stands for null in the names of folders, for Arrow, DuckDB and Spark alike."""


def year_folder(year: int | None) -> str:
    """The name of the folder that holds a year."""
    return f"year={UNKNOWN if year is None else year}"


def check_path(folder: str | os.PathLike[str]) -> None:
    """Refuse a path that Arrow cannot open.

    Raises:
        FrameError: its bytes are no UTF-8.
    """
    try:
        os.fspath(folder).encode()
    except UnicodeEncodeError:
        name = os.fsencode(folder).decode("utf-8", "backslashreplace")
        raise FrameError(message("{path}：数据表所在文件夹的名称应为UTF-8", path=name)) from None


def dataset(folder: str | os.PathLike[str], frame: str) -> ds.Dataset:
    """One frame of a folder as a dataset of Arrow, from which columns and years can be read alone.

    Raises:
        FrameError: no frame has this name, or the folder has no such frame.
    """
    check_path(folder)
    if frame not in SCHEMAS:
        choices = Joined(tuple(SCHEMAS), "、")
        raise FrameError(message("没有数据表{name}，可用的有：{choices}", name=shown(frame), choices=choices))
    place = Path(folder) / frame
    if not place.is_dir():
        raise FrameError(message("{path}：文件夹中没有数据表{name}", path=str(folder), name=frame))
    return ds.dataset(place, schema=SCHEMAS[frame], format="parquet", partitioning=PARTITION)


def load(folder: str | os.PathLike[str], *, year: int | None = None) -> Frames:
    """All frames of a folder, or those of one year, in memory.

    Raises:
        FrameError: the folder has no frames, or ``year`` is no whole number.
    """
    if year is not None and type(year) is not int:
        raise FrameError(message("年度应为整数，而不是{value}", value=shown(year)))
    chosen = None if year is None else ds.field("year") == year
    return Frames(**{name: dataset(folder, name).to_table(filter=chosen).unify_dictionaries() for name in SCHEMAS})
