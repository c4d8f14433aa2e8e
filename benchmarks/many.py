"""Many documents, read, checked and written as Parquet: how fast on one core and on two, and in how much memory.

    python benchmarks/many.py N [FOLDER] [--write]

N documents are written to FOLDER (a temporary one when not given): web pages and text, both editions, one in a
hundred damaged; documents that stand there from an earlier run are taken as they are.  They are read with one worker, with
two, and by Dask with two processes; then a run is killed in its middle and resumed.  What is told:

- reports per second of wall time and of processor time; the share of twice the rate of one worker that two reach by
  the clock, and the share that the processor time leaves room for, which other work on the machine does not blur;
- peak memory of the process that drives and of the largest worker;
- that every unreadable document is a row with its error, and no other is;
- the time in which the identities of all reports are checked from Parquet, as a ratio to reading it;
- that one worker, two, Dask, and the run that was killed made the same rows.

``--write`` puts the row of N into the table that the documentation shows.

Needs ``pip install 'govinfo_report[html,frames,fast,dask]'``.
"""

from __future__ import annotations

import json
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq
from distributed import Client, LocalCluster

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.reports_on_disk import documents, lay_out  # noqa: E402 - beside this folder, in no package

from govinfo_report import frames, many  # noqa: E402 - needs no path, but stands with the next

RESULTS = Path(__file__).with_name("many_results.md")
_HEADS = (
    "documents", "reports/s, one worker", "two", "share of twice one, by the clock", "by processor time",
    "peak memory MB, one worker", "two: driver", "two: worker", "unreadable, each a row", "reports/s, Dask",
    "identities × reading the cells", "the same rows",
)  # fmt: skip
_BATCH = 500
"""Sources in a batch for Dask."""
_ORDER = {
    "reports": ("source",),
    "cells": ("report", "path"),
    "extras": ("report", "printed", "value"),
    "findings": ("report", "finding"),
    "notes": ("report", "ordinal"),
    "paragraphs": ("report", "part", "ordinal"),
}


def one_run(source: str, target: str, workers: int) -> dict[str, float]:
    """Read ``source`` into ``target``; called in a process of its own."""
    start = time.perf_counter()
    summary = many.write(source, target, workers=workers)
    wall = time.perf_counter() - start
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "wall": wall,
        "processor": own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime,
        "driver": own.ru_maxrss / 1024,
        "worker": children.ru_maxrss / 1024,
        "read": summary.read,
        "failed": summary.failed,
        "kept": summary.kept,
    }


def command(source: Path, target: Path, workers: int | str) -> list[str]:
    """The command of a run; ``workers`` is ``"dask"`` for the cluster."""
    return [sys.executable, __file__, "--run", str(source), str(target), str(workers)]


def read_files(names: list[str]) -> frames.Frames:
    """What a worker of Dask does: a batch of sources from files, then the function for batches."""
    contents = [Path(name).read_bytes() for name in names]
    return frames.read_batch(pa.record_batch({"name": names, "content": contents}))


def by_dask(source: str, target: str) -> dict[str, float]:
    """Read ``source`` with two processes of Dask, and write a file per frame to ``target``."""
    names = sorted(str(path) for path in Path(source).rglob("*.*"))
    batches = [names[at : at + _BATCH] for at in range(0, len(names), _BATCH)]
    start = time.perf_counter()
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, local_directory=target) as cluster,
        Client(cluster) as client,
    ):
        made = frames.concat(client.gather(client.map(read_files, batches)))
    wall = time.perf_counter() - start
    for frame in _ORDER:
        pq.write_table(getattr(made, frame), Path(target) / f"{frame}.parquet")
    return {"wall": wall}


def run(source: Path, target: Path, workers: int | str) -> dict[str, Any]:
    """A run in a process of its own."""
    made = subprocess.run(command(source, target, workers), check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(made.stdout)
    return found


def killed(source: Path, target: Path, documents_there: int) -> int:
    """Start a run with two workers and kill it when some 40 % of its sources are written; how many were."""
    with subprocess.Popen(command(source, target, 2), stdout=subprocess.DEVNULL) as process:
        done = 0
        while process.poll() is None and done < 0.4 * documents_there:
            time.sleep(0.2)
            done = written(target)
        process.send_signal(signal.SIGKILL)
    return done


def written(target: Path) -> int:
    """How many sources have a row in parts that stand."""
    parts = {file.stem for file in (target / ".run" / "parts").glob("*.json")}
    files = [file for file in (target / "reports").glob("year=*/*.parquet") if file.stem in parts]
    return sum(pq.read_metadata(file).num_rows for file in files)


def same(one: Path, other: Path) -> bool:
    """Whether two folders have the same rows."""
    years = {path.name for folder in (one, other) for path in folder.glob("*/year=*")}
    for year in years:
        for frame, order in _ORDER.items():
            tables = []
            for folder in (one, other):
                table = frames.plain(stored(folder, frame).to_table(filter=_year(year)))
                tables.append(table.sort_by([(name, "ascending") for name in order]))
            if not tables[0].equals(tables[1]):
                return False
    return True


def stored(folder: Path, frame: str) -> ds.Dataset:
    """The rows of a frame, in a folder that this library wrote or in one file."""
    file = folder / f"{frame}.parquet"
    return ds.dataset(file) if file.exists() else frames.dataset(folder, frame)


def sums(folder: Path) -> tuple[float, float]:
    """Seconds of processor time to read the cells, and to check their identities; the fastest of three."""
    reading, checking = [], []
    for _ in range(3):
        start = time.process_time()
        cells = frames.dataset(folder, "cells").to_table(columns=list(frames.NEEDED))
        reading.append(time.process_time() - start)
        start = time.process_time()
        frames.identities(cells)
        checking.append(time.process_time() - start)
    return min(reading), min(checking)


def _year(folder: str) -> pc.Expression:
    name = folder.removeprefix("year=")
    return pc.field("year") == int(name) if name.isdecimal() else pc.field("year").is_null()


def main(count: int, folder: Path) -> tuple[str, ...]:
    """Print what was found; the row of the table."""
    start = time.perf_counter()
    kinds = {} if (folder / "in").exists() else lay_out(folder / "in", count)
    if kinds:
        print(f"{count:,} documents written in {time.perf_counter() - start:.0f} s: {dict(kinds)}", flush=True)
    runs = {}
    for workers in (1, 2):
        found = runs[workers] = run(folder / "in", folder / f"out{workers}", workers)
        print(
            f"{workers} worker{'s' * (workers > 1)}: {count / found['wall']:.0f} reports/s by the clock, "
            f"{count / found['processor']:.0f} per second of processor time; peak memory {found['driver']:.0f} MB"
            + (f" and {found['worker']:.0f} MB in the largest worker" if workers > 1 else ""),
            flush=True,
        )
    print(f"share of twice one worker: {runs[1]['wall'] / runs[2]['wall'] / 2:.0%} by the clock, "
          f"{runs[1]['processor'] / runs[2]['processor']:.0%} by processor time", flush=True)  # fmt: skip
    damaged = {name for name, _, damage in documents(count) if damage is not None}
    reports = frames.dataset(folder / "out2", "reports").to_table(columns=["source", "status", "error"])
    rows = [row for row in reports.to_pylist() if row["status"] == "failed" and row["error"]]
    failed = {Path(row["source"]).relative_to(folder / "in").as_posix() for row in rows}
    print(f"unreadable: {len(damaged)} written, {len(failed)} rows with an error, the same: {damaged == failed}")
    agreed = [same(folder / "out1", folder / "out2")]
    print(f"rows of one worker and of two the same: {agreed[-1]}", flush=True)
    (folder / "dask").mkdir()
    cluster = run(folder / "in", folder / "dask", "dask")
    agreed.append(same(folder / "out2", folder / "dask"))
    print(f"Dask, two processes: {count / cluster['wall']:.0f} reports/s by the clock; the same rows: {agreed[-1]}",
          flush=True)  # fmt: skip
    reading, checking = sums(folder / "out2")
    print(f"identities from Parquet: {checking / reading:.1f} × the processor time of reading the cells", flush=True)
    done = killed(folder / "in", folder / "killed", count)
    resumed = run(folder / "in", folder / "killed", 2)
    agreed.append(same(folder / "killed", folder / "out2"))
    print(f"killed with {done:,} written; resumed: {resumed['kept']:,} kept, {resumed['read']:,} read; "
          f"the same rows: {agreed[-1]}")  # fmt: skip
    return (
        f"{count:,}",
        *(f"{count / runs[workers]['wall']:.0f}" for workers in (1, 2)),
        *(f"{runs[1][clock] / runs[2][clock] / part:.0%}" for clock, part in (("wall", 2), ("processor", 1))),
        *(f"{memory:.0f}" for memory in (runs[1]["driver"], runs[2]["driver"], runs[2]["worker"])),
        f"{len(failed & damaged):,} of {len(damaged):,}",
        f"{count / cluster['wall']:.0f}",
        f"{checking / reading:.1f}",
        "one worker, two, Dask, killed and resumed" if all(agreed) else "no",
    )


def keep(row: tuple[str, ...]) -> None:
    """Put ``row`` into the table of results, in place of that of as many documents."""
    lines = RESULTS.read_text(encoding="utf-8").splitlines()[2:] if RESULTS.exists() else []
    rows = [line for line in lines if not line.startswith(f"| {row[0]} |")] + [f"| {' | '.join(row)} |"]
    rows.sort(key=lambda line: int(line.split("|")[1].replace(",", "")))
    head = [f"| {' | '.join(_HEADS)} |", "|" + "---:|" * (len(_HEADS) - 1) + "---|"]
    RESULTS.write_text("\n".join([*head, *rows]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1] == "--run":
        source, target, workers = sys.argv[2:]
        found = by_dask(source, target) if workers == "dask" else one_run(source, target, int(workers))
        print(json.dumps(found))
    else:
        given = [one for one in sys.argv[1:] if one != "--write"]
        place = Path(given[1]) if len(given) > 1 else Path(tempfile.mkdtemp())
        try:
            found_row = main(int(given[0]), place)
        finally:
            if len(given) <= 1:
                shutil.rmtree(place)
        if "--write" in sys.argv:
            keep(found_row)
