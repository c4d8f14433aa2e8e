"""The parts of a folder of frames: written whole or not at all, and counted only once their record stands.

A part is one Parquet file per frame and year.  Its files are written aside, moved to their places, and then named
in ``.run/parts``; whatever is not named there was left behind by a run that was killed, and is removed by the next.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import attrs
import pyarrow as pa
import pyarrow.parquet as pq

from govinfo_report.frames.building import Builder, Frames, checked
from govinfo_report.frames.needs import FrameError
from govinfo_report.frames.schemas import SCHEMAS, VERSION
from govinfo_report.frames.stored import UNKNOWN, check_path, year_folder
from govinfo_report.many.summary import Summary
from govinfo_report.messages import message
from govinfo_report.outcome import How, Outcome, outcome_of

__all__ = ["FAILURES", "Folder", "Unit", "write_part"]

FAILURES: Final = "failures"
"""The part of the sources whose content could not be had, or killed their worker; each run tries them again."""


@attrs.frozen
class Unit:
    """One source of a part.

    Attributes:
        index: its place among the sources.
        name: its path or name.
        sha256: of its content.
        size: of its content in bytes.
        data: the content; ``None`` for a duplicate, which is not read again.
    """

    index: int
    name: str
    sha256: str
    size: int
    data: bytes | None


@attrs.frozen
class Folder:
    """A folder of frames."""

    path: Path

    @property
    def _run(self) -> Path:
        return self.path / ".run"

    @property
    def _records(self) -> Path:
        return self._run / "parts"

    @contextmanager
    def opened(self) -> Iterator[None]:
        """Make it ready for one run alone: of this version, and without what a killed run left behind.

        Raises:
            FrameError: another run is at work on it, it holds something else or damaged files, or cannot be written to.
        """
        check_path(self.path)
        try:
            if self.path.is_dir() and any(self.path.iterdir()) and not self._run.is_dir():
                raise FrameError(message("{path}：文件夹不为空，也不是本命令写出的", path=str(self.path)))
            self._records.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = str(error.strerror or error)
            raise FrameError(
                message("{path}：文件夹不能写入（{reason}）", path=str(self.path), reason=reason)
            ) from error
        with _alone(self._run / "lock", self.path):
            self._check_version()
            self._clear()
            yield

    def _check_version(self) -> None:
        file = self._run / "frames.json"
        if not file.exists():
            _replace(file, json.dumps({"frame_version": VERSION}).encode())
            return
        try:
            found = json.loads(file.read_bytes())["frame_version"]
        except (ValueError, TypeError, KeyError) as error:
            raise _damaged(file) from error
        if found != VERSION:
            raise FrameError(message("数据表的版本为{found}，本库只认{version}版", found=str(found), version=VERSION))

    def _clear(self) -> None:
        shutil.rmtree(self._run / "writing", ignore_errors=True)
        for frame in SCHEMAS:
            (self.path / frame).mkdir(exist_ok=True)
        recorded = {file.stem for file in self._records.glob("*.json")}
        for frame in SCHEMAS:
            for file in (self.path / frame).glob("year=*/*.parquet"):
                if file.stem not in recorded:
                    file.unlink()

    def reports(self, *columns: str, part: str = "*") -> Iterator[pa.Table]:
        """Columns of the reports that stand in the folder, file by file."""
        for file in sorted((self.path / "reports").glob(f"year=*/{part}.parquet")):
            try:
                yield pq.ParquetFile(file).read(columns=list(columns) or None)
            except pa.ArrowException as error:
                raise _damaged(file) from error

    def put(self, part: str, by_year: dict[int | None, Frames]) -> None:
        """Write a part, in place of one of the same name."""
        aside = self._run / "writing" / part
        aside.mkdir(parents=True, exist_ok=True)
        files: dict[Path, Path] = {}
        for year, frames in by_year.items():
            for frame, table in frames.tables().items():
                if table.num_rows:
                    made = aside / f"{frame}.{UNKNOWN if year is None else year}.parquet"
                    pq.write_table(table.drop_columns(["year"]), made, compression="zstd")
                    files[made] = self.path / frame / year_folder(year) / f"{part}.parquet"
        for old in self.path.glob(f"*/year=*/{part}.parquet"):
            if old not in files.values():
                old.unlink()
        for made, place in files.items():
            place.parent.mkdir(exist_ok=True)
            os.replace(made, place)
        record = {"files": sorted(place.relative_to(self.path).as_posix() for place in files.values())}
        _replace(self._records / f"{part}.json", json.dumps(record).encode())
        shutil.rmtree(aside, ignore_errors=True)


def write_part(folder: Folder, how: How, units: Sequence[Unit]) -> Summary:
    """Read the sources of a part and write it; what came of them."""
    summary = Summary()
    builders: dict[int | None, Builder] = {}
    registry = how.plugins()
    for unit in units:
        if unit.data is None:
            outcome = Outcome(index=unit.index, source=unit.name, sha256=unit.sha256, size=unit.size)
        else:
            outcome = outcome_of(unit.name, unit.data, how, index=unit.index)
        outcome, findings = checked(outcome, registry)
        if unit.data is not None:
            summary.add(outcome)
        year = outcome.report.year if outcome.report is not None else None
        builders.setdefault(year, Builder(registry)).add_checked(outcome, findings)
    name = hashlib.sha256("".join(f"{unit.sha256} {unit.name}\n" for unit in units).encode("utf-8", "surrogateescape"))
    folder.put(f"part-{name.hexdigest()[:20]}", {year: builder.finish() for year, builder in builders.items()})
    return summary


def _damaged(file: Path) -> FrameError:
    """A file that this library wrote and that is no longer what it was; what it held is to be written again."""
    return FrameError(message("{path}：文件已损坏；请删除整个文件夹，重新写出", path=str(file)))


def _replace(file: Path, content: bytes) -> None:
    aside = file.with_name(f".{file.name}")
    aside.write_bytes(content)
    os.replace(aside, file)


@contextmanager
def _alone(lock: Path, folder: Path) -> Iterator[None]:
    """Keep other runs away; the system lets go of the lock when a process dies."""
    with lock.open("ab") as file:
        try:
            import fcntl  # not there on Windows, where two runs at once are the user's to avoid
        except ImportError:  # pragma: no cover
            yield
            return
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise FrameError(message("{path}：另一个进程正在写这个文件夹", path=str(folder))) from None
        yield
