"""A folder of Parquet files, written by a run that may be killed at any moment."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import attrs
import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import govinfo_report as gr
from govinfo_report import frames
from govinfo_report.__main__ import main
from govinfo_report.many import writing
from govinfo_report.many.parts import Folder
from tests.reports_on_disk import documents, lay_out
from tests.test_many import SOUND, WRONG, deadly

ROOT = Path(__file__).parent.parent


def rows(folder: Path) -> dict[str, list[str]]:
    """All rows of all frames, in an order of their own."""
    return {name: sorted(map(repr, table.to_pylist())) for name, table in frames.load(folder).tables().items()}


def test_what_was_written_is_what_was_read(tmp_path: Path) -> None:
    sources = [(name, data) for name, data, _ in documents(60, 2)] + [("unknown year", b"## \n" + SOUND[:0])]
    steps: list[tuple[int, int | None]] = []
    summary = gr.many.write(sources, tmp_path / "out", workers=1, progress=lambda *step: steps.append(step))
    whole = frames.from_outcomes(gr.read_many(sources, workers=1))
    loaded = frames.load(tmp_path / "out")
    for name, table in loaded.tables().items():
        frames.check(table, name)
        assert sorted(map(repr, table.to_pylist())) == sorted(map(repr, whole.tables()[name].to_pylist()))
    assert steps[-1] == (61, 61)
    assert (summary.read, summary.failed, summary.total) == (59, 2, 61)
    back = {one.to_json() for _, one in frames.to_reports(loaded)}
    assert back == {one.report.to_json() for one in gr.read_many(sources, workers=1) if one.report}
    folders = {path.name for path in (tmp_path / "out" / "cells").iterdir()}
    assert folders == {f"year={year}" for year in range(2019, 2025)}
    assert (tmp_path / "out" / "reports" / "year=__HIVE_DEFAULT_PARTITION__").is_dir()
    only = frames.load(tmp_path / "out", year=2021)
    assert set(only.cells.column("year").to_pylist()) == {2021}


def test_several_processes_write_the_same(tmp_path: Path) -> None:
    sources = [(f"{number}.txt", SOUND + b"\n" * number) for number in range(6)]
    sources[4] = ("deadly", b"exit")
    summary = gr.many.write(sources, tmp_path / "two", workers=2, registry=deadly)
    assert (summary.read, summary.failed) == (5, 1)
    assert [reason.cause for reason in summary.reasons.values()] == ["died"]
    assert summary.revised == 4
    sources[4] = ("deadly", SOUND + b"\n" * 4)
    gr.many.write(sources, tmp_path / "one", workers=1, registry=deadly)
    again = gr.many.write(sources, tmp_path / "two", workers=1, registry=deadly)
    assert (again.read, again.failed, again.kept) == (1, 0, 5)
    assert rows(tmp_path / "two") == rows(tmp_path / "one")


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no SIGKILL on this system")
def test_a_run_that_was_killed_is_resumed(tmp_path: Path) -> None:
    lay_out(tmp_path / "in", 60)
    code = "import sys, govinfo_report as gr; gr.many.write(sys.argv[1], sys.argv[2], workers=1)"
    command = [sys.executable, "-c", code, str(tmp_path / "in"), str(tmp_path / "out")]
    parts = tmp_path / "out" / ".run" / "parts"
    with subprocess.Popen(command) as run:
        while not any(parts.glob("part-*.json")) and run.poll() is None:
            time.sleep(0.01)
        run.send_signal(signal.SIGKILL)
    assert run.returncode == -signal.SIGKILL
    left = len(list(parts.glob("part-*.json")))
    stray = next((tmp_path / "out" / "cells").glob("year=*/*.parquet"))
    shutil.copy(stray, stray.with_name("part-half-written.parquet"))
    summary = gr.many.write(tmp_path / "in", tmp_path / "out", workers=1)
    assert left >= 1
    assert summary.kept >= 25
    assert summary.total == 60
    gr.many.write(tmp_path / "in", tmp_path / "whole", workers=1)
    assert rows(tmp_path / "out") == rows(tmp_path / "whole")
    assert gr.many.write(tmp_path / "in", tmp_path / "out", workers=1).kept == 60


def test_sources_that_could_not_be_opened_are_tried_again(tmp_path: Path) -> None:
    out = tmp_path / "out"
    paths = [tmp_path / "a.txt", tmp_path / "b.txt"]
    first = gr.many.write(paths, out, workers=1)
    assert (first.failed, first.read) == (2, 0)
    assert frames.load(out).reports.column("cause").to_pylist() == ["system", "system"]
    paths[0].write_bytes(SOUND)
    second = gr.many.write(paths[:1], out, workers=1)
    assert (second.failed, second.read) == (0, 1)
    assert sorted(frames.load(out).reports.column("status").to_pylist()) == ["failed", "read"]
    paths[1].write_bytes(WRONG)
    gr.many.write(paths, out, workers=1)
    assert frames.load(out).reports.column("status").to_pylist() == ["read", "read"]


def test_the_same_content_is_written_once(tmp_path: Path) -> None:
    gr.many.write([("a", SOUND), ("b", SOUND), ("a", SOUND), ("e", b"")], tmp_path, workers=1)
    summary = gr.many.write([("b", SOUND), ("c", SOUND), ("d", WRONG), ("e", b"")], tmp_path, workers=1)
    assert (summary.kept, summary.duplicates, summary.read, summary.total) == (2, 1, 1, 4)
    loaded = frames.load(tmp_path)
    found = {(row["source"], row["status"]) for row in loaded.reports.to_pylist()}
    assert found == {("a", "read"), ("b", "duplicate"), ("c", "duplicate"), ("d", "read"), ("e", "failed")}
    assert loaded.reports.num_rows == 5
    assert loaded.cells.num_rows == 400


def test_a_duplicate_never_stands_for_content_that_was_not_written(tmp_path: Path) -> None:
    sources = [(f"{number}", SOUND + b"\n" * number) for number in range(26)] + [("again", SOUND), ("last", WRONG)]
    gr.many.write(sources, tmp_path / "whole", workers=1)
    out = tmp_path / "out"
    gr.many.write(sources, out, workers=1)
    part = next(
        file.stem
        for file in out.glob("reports/year=2023/*.parquet")
        if "0" in pq.ParquetFile(file).read().column("source").to_pylist()
    )
    (out / ".run" / "parts" / f"{part}.json").unlink()  # as if the run had been killed before this part stood
    gr.many.write(sources, out, workers=1)
    assert rows(out) == rows(tmp_path / "whole")


def test_duplicates_are_written_when_what_they_repeat_stands(tmp_path: Path) -> None:
    sources = [("first", SOUND), ("again", SOUND), *((f"{number}", WRONG + b"\n" * number) for number in range(30))]
    seen: list[set[str]] = []

    def progress(done: int, _total: int | None) -> None:
        if (tmp_path / "reports").is_dir() and done < 32:
            seen.append(set(frames.dataset(tmp_path, "reports").to_table().column("source").to_pylist()))

    summary = gr.many.write(sources, tmp_path, workers=1, progress=progress)
    assert seen
    assert all("again" not in names for names in seen)
    assert (summary.duplicates, summary.same) == (1, [("again", "first")])
    assert frames.load(tmp_path).reports.num_rows == 32


def test_copies_of_what_kills_its_worker_are_all_tried_again(tmp_path: Path) -> None:
    sources = [("deadly", b"exit"), ("copy", b"exit"), ("sound", SOUND)]
    summary = gr.many.write(sources, tmp_path, workers=2, registry=deadly)
    assert (summary.read, summary.failed, summary.duplicates) == (1, 2, 0)
    statuses = {row["source"]: row["status"] for row in frames.load(tmp_path).reports.to_pylist()}
    assert statuses == {"deadly": "failed", "copy": "duplicate", "sound": "read"}
    again = gr.many.write(sources[1:], tmp_path, workers=1)
    assert (again.failed, again.kept) == (1, 1)
    assert sorted(frames.load(tmp_path).reports.column("status").to_pylist()) == ["failed", "failed", "read"]


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(frames.FrameError, match="不为空"):
        gr.many.write([], tmp_path)
    out = tmp_path / "out"
    gr.many.write([], out)
    with Folder(out).opened(), pytest.raises(frames.FrameError, match="另一个进程"):
        gr.many.write([], out)
    (out / ".run" / "frames.json").write_text(json.dumps({"frame_version": 99}))
    with pytest.raises(frames.FrameError, match="版本为99"):
        gr.many.write([], out)


def test_what_an_earlier_run_could_not_read_is_not_forgotten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_bytes(SOUND)
    (tmp_path / "in" / "empty.txt").write_bytes(b"")
    command = ["table", str(tmp_path / "in"), "--to", str(tmp_path / "out")]
    assert main(command) == 2
    assert main(command) == 2
    told = capsys.readouterr().out
    assert "此前已写出2个，不再重读\n  其中1个此前就无法读取，原因在reports表中\n" in told
    assert "本库的其他版本" not in told
    monkeypatch.setattr(writing, "VERSION", "99")
    again = gr.many.write(tmp_path / "in", tmp_path / "out")
    assert (again.kept, again.kept_failed, again.kept_older) == (2, 1, 2)
    assert "其中2个由本库的其他版本读出" in again.text()
    assert again.to_dict()["kept_older"] == 2
    (tmp_path / "in" / "empty.txt").write_bytes(WRONG)
    mended = gr.many.write(tmp_path / "in", tmp_path / "out")
    assert (mended.kept, mended.kept_failed, mended.read) == (1, 0, 1)


def test_content_that_changed_is_said_to_have_changed(tmp_path: Path) -> None:
    gr.many.write([("a", SOUND)], tmp_path)
    changed = gr.many.write([("a", SOUND + b"\n")], tmp_path)
    assert (changed.read, changed.revised, changed.versions) == (1, 1, [("a", "a")])
    assert "a：内容改变过，改变前后的报告都在" in changed.text()
    other = SOUND.replace("临江县人民政府".encode(), "临江县政府".encode())
    again = gr.many.write([("b", other)], tmp_path)
    assert (again.revised, again.versions) == (2, [("a", "a"), ("b", "a")])


def test_folders_that_cannot_be_written_or_read_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_bytes(b"")
    for place in ("file", "file/below"):
        with pytest.raises(frames.FrameError, match="(file.*不能写入|file.*文件夹)"):
            gr.many.write([("a", SOUND)], tmp_path / place)
    for use in (lambda path: gr.many.write([("a", SOUND)], path), lambda path: frames.dataset(path, "cells")):
        with pytest.raises(frames.FrameError, match=r"odd\\xff.*UTF-8"):
            use(tmp_path / "odd\udcff")
    out = tmp_path / "out"
    gr.many.write([("a", SOUND)], out)
    part = next(out.glob("reports/year=*/part-*.parquet"))
    part.write_bytes(part.read_bytes()[:100])
    with pytest.raises(frames.FrameError, match=f"{part.name}：文件已损坏"):
        gr.many.write([("b", WRONG)], out)
    for damaged in (b"", b"[]", b"{}"):
        (out / ".run" / "frames.json").write_bytes(damaged)
        with pytest.raises(frames.FrameError, match="frames.json：文件已损坏"):
            gr.many.write([("b", WRONG)], out)
    shutil.rmtree(out / ".run" / "parts")
    (out / ".run" / "frames.json").unlink()
    (out / ".run" / "lock").unlink()
    (out / ".run" / "lock").mkdir()
    assert main(["table", str(ROOT / "examples"), "--to", str(out)]) == 2
    assert f"{out / '.run' / 'lock'}：无法写出（" in capsys.readouterr().err


@gr.rule(id="mine.breaks", title="会出错", severity="hint", citation="本单位", reads="year")
def breaks(report: gr.Report) -> Iterator[gr.Finding]:
    if report.year == 2022:
        raise ZeroDivisionError("on purpose")
    yield breaks.finding(True, "没有出错", ())


def with_a_broken_rule() -> gr.Registry:
    return gr.Registry.installed().adding(rules={"mine.breaks": breaks})


@pytest.mark.parametrize("workers", [1, 2])
def test_a_rule_that_breaks_down_costs_one_source(tmp_path: Path, workers: int) -> None:
    sources = [("a", SOUND), ("b", WRONG)]
    summary = gr.many.write(sources, tmp_path, workers=workers, registry=with_a_broken_rule)
    assert (summary.read, summary.failed) == (1, 1)
    loaded = frames.load(tmp_path).reports.select(["source", "status", "cause", "year", "error"]).to_pylist()
    assert sorted(tuple(row.values()) for row in loaded) == [
        ("a", "read", None, 2023, None),
        ("b", "failed", "unexpected", None, "处理时出现意外错误（ZeroDivisionError: on purpose）"),
    ]
    batch = pa.record_batch({"name": ["a", "b"], "content": [SOUND, WRONG]})
    made = frames.read_batch(batch, registry=with_a_broken_rule)
    assert made.reports.column("status").to_pylist() == ["read", "failed"]
    assert made.cells.num_rows == 200
    twice = gr.Registry.installed().adding(rules={"one": breaks, "two": breaks})
    with pytest.raises(gr.PluginError, match="两条规则"):
        frames.read_batch(batch, registry=twice)


def test_duckdb_reads_the_folder(tmp_path: Path) -> None:
    gr.many.write([("a", SOUND), ("b", WRONG), ("c", b"?")], tmp_path, workers=1)
    asked = duckdb.execute(
        f"select year, count(*) from read_parquet('{tmp_path}/reports/*/*.parquet', hive_partitioning = true) "
        "group by year order by year nulls first"
    ).fetchall()
    assert asked == [(None, 1), (2022, 1), (2023, 1)]


def test_the_command_writes_and_resumes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    assert main(["table", str(ROOT / "examples"), "--to", str(out), "--workers", "1", "--locale", "en"]) == 0
    assert capsys.readouterr().out.startswith("Sources: 3; read: 3")
    (tmp_path / "empty.txt").write_bytes(b"")
    paths = [str(ROOT / "examples"), str(tmp_path / "empty.txt")]
    assert main(["table", *paths, "--to", str(out), "--json"]) == 2
    summary = json.loads(capsys.readouterr().out)
    assert (summary["kept"], summary["failed"], summary["reasons"][0]["error"]) == (3, 1, "来源是空的")
    assert main(["table", str(out), "--to", str(tmp_path / "other")]) == 2
    assert "没有找到能读取的文件" in capsys.readouterr().err
    assert main(["table", str(ROOT / "examples")]) == 2
    assert "没有给出--to" in capsys.readouterr().err


def test_dask_gives_the_same(tmp_path: Path) -> None:
    """Two processes, each with batches of its own."""
    distributed = pytest.importorskip("distributed", reason="the extra dask is not installed")
    given = [(name, data) for name, data, _ in documents(24, 7)]
    batches = [
        pa.record_batch({"name": [name for name, _ in part], "content": [data for _, data in part]})
        for part in (given[:8], given[8:16], given[16:])
    ]
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, local_directory=str(tmp_path)
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        made = client.gather(client.map(frames.read_batch, batches))
    whole = frames.from_outcomes(gr.read_many(given, workers=1))
    assert frames.concat(made).equals(frames.concat([whole]))
    for one in made:
        for table in attrs.asdict(one, recurse=False).values():
            frames.check(table)
