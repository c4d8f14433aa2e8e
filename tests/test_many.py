"""Reading many sources: one outcome each, whatever befalls one of them, on one core and on several."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace

import attrs
import pytest

import govinfo_report as gr
from govinfo_report import registry
from govinfo_report.document import Document, Serialized
from govinfo_report.many.pool import PoolError
from govinfo_report.many.sources import Given
from govinfo_report.readers.text import READER
from govinfo_report.registry import Registry
from tests.reports_on_disk import documents, lay_out

EXAMPLES = Path(__file__).parent.parent / "examples"
SOUND = (EXAMPLES / "linjiang-2023.txt").read_bytes()
WRONG = (EXAMPLES / "linjiang-2022-wrong.txt").read_bytes()


def _deadly(source: bytes | str, limits: gr.Limits) -> Document | Serialized:
    if source == b"exit":
        os._exit(7)
    if source == b"raise":
        raise ZeroDivisionError("on purpose \udc80")
    return Registry.installed().readers.get("text").read(source, limits)


def deadly() -> Registry:
    """A registry whose reader ends its process, or fails, on some sources."""
    reader = gr.Reader("deadly", (".deadly",), lambda _: 100, _deadly)
    return Registry.installed().adding(readers={"deadly": reader})


def test_a_folder_is_read_in_the_order_of_its_names(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "2.txt").write_bytes(WRONG)
    (tmp_path / "a.txt").write_bytes(SOUND)
    (tmp_path / "c.txt").write_bytes(b"")
    (tmp_path / "d.jpg").write_bytes(b"\xff\xd8")
    (tmp_path / ".hidden.txt").write_bytes(SOUND)
    (tmp_path / "~$a.txt").write_bytes(b"somebody")
    run = gr.read_many(tmp_path)
    outcomes = list(run)
    assert [Path(one.source).name for one in outcomes] == ["a.txt", "c.txt", "2.txt"]
    assert [one.index for one in outcomes] == [0, 1, 2]
    assert [one.format for one in outcomes] == ["text", None, "text"]
    assert outcomes[0].report == gr.reads(SOUND)
    assert outcomes[0].sha256 == sha256(SOUND).hexdigest()
    assert outcomes[0].size == len(SOUND)
    assert outcomes[0].version == gr.__version__
    assert outcomes[0].unwrap() is outcomes[0].report
    assert str(outcomes[1].error) == "c.txt：来源是空的"
    assert outcomes[1].cause == "unreadable"
    with pytest.raises(gr.ReadError, match="来源是空的"):
        outcomes[1].unwrap()
    assert run.summary.skipped == 1
    assert (run.summary.total, run.summary.read, run.summary.failed) == (3, 2, 1)
    assert run.summary.text("en").splitlines() == [
        "Sources: 3; read: 2, of these with notes: 0; unreadable: 1; same content: 0; "
        "other versions of the same organ and year: 0",
        "Files that no reader knows, skipped: 1",
        f"  Unreadable: 1: the source is empty ({tmp_path / 'c.txt'})",
    ]
    assert run.summary.to_dict()["reasons"][0]["error"] == "来源是空的"


def test_documents_of_folders_that_no_reader_takes_fail_with_advice(tmp_path: Path) -> None:
    (tmp_path / "a.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"))
    (tmp_path / "b.zip").write_bytes(b"PK\x03\x04")
    (tmp_path / "c.DOC").write_bytes(b"<html><body><p>x</p>" + SOUND)
    run = gr.read_many(tmp_path)
    told = [outcome.error.message.text() if outcome.error else outcome.format for outcome in run]
    assert told == [
        "这是旧版Word文档（DOC）；请在Word或WPS中另存为DOCX，或另存为网页（HTML）",
        "这是压缩包；请先解压，再读取其中的文件",
        "html",
    ]
    assert run.summary.skipped == 0
    assert [one.source for one in gr.read_many(tmp_path, format="text")] == []


def test_several_cores_give_what_one_gives() -> None:
    sources: list[Given] = [(name, data) for name, data, _ in documents(40, 3)]
    sources += [("twice", SOUND), ("twice", SOUND), "no-such-file.txt"]
    alone = list(gr.read_many(sources, workers=1))
    steps: list[tuple[int, int | None]] = []
    together = list(gr.read_many(sources, workers=2, progress=lambda *step: steps.append(step)))
    assert together == alone
    assert [one.report and one.report.notes for one in together] == [one.report and one.report.notes for one in alone]
    assert steps == [(done, 43) for done in range(1, 44)]
    mixed = list(gr.read_many(iter(sources), workers=2, ordered=False))
    assert sorted((attrs.evolve(one, duplicate_of=None) for one in mixed), key=lambda one: one.index) == [
        attrs.evolve(one, duplicate_of=None) for one in alone
    ]
    assert alone[-1].cause == "system"
    assert str(alone[-1].error) == "no-such-file.txt：没有这个文件"


def test_duplicates_and_revised_versions_are_named() -> None:
    report = gr.reads(SOUND)
    assert report.applications is not None
    changed = report.with_cells({"applications.received.total": 1})
    revised = attrs.evolve(changed, agency="临江县政府").to_json().encode()
    run = gr.read_many([("a", SOUND), ("b", WRONG), ("c", SOUND), ("d", revised), ("e", b"?"), ("f", b"?")])
    outcomes = {one.source: one for one in run}
    assert {name: one.duplicate_of for name, one in outcomes.items() if one.duplicate_of} == {"c": "a", "f": "e"}
    assert {name: one.revises for name, one in outcomes.items() if one.revises} == {"d": "a"}
    summary = run.summary
    assert (summary.read, summary.failed, summary.duplicates, summary.revised, summary.total) == (3, 1, 2, 1, 6)
    assert summary.same == [("c", "a"), ("f", "e")]
    assert "d：与a是同一机关同一年度的不同版本" in str(summary)
    assert "c：内容与a相同" in str(summary)


def test_of_many_duplicates_and_versions_the_first_are_named_and_the_rest_counted() -> None:
    sources = [(f"{at}", SOUND + b"\n" * (at // 2)) for at in range(60)]
    run = gr.read_many(sources, workers=1)
    assert sum(one.report is not None for one in run) == 60
    lines = run.summary.text().splitlines()
    assert (run.summary.duplicates, run.summary.revised) == (30, 29)
    assert (len(lines), lines[-1]) == (1 + 20 + 20 + 1, "  内容重复和不同版本的另有19个，没有列出")


def test_a_worker_that_dies_costs_one_source() -> None:
    given = [(f"{number}.txt", SOUND + b" " * number) for number in range(18)]
    given[5] = ("raises", b"raise")
    given[17] = ("deadly", b"exit")
    run = gr.read_many(given, workers=2, registry=deadly)
    outcomes = list(run)
    assert [one.source for one in outcomes] == [name for name, _ in given]
    assert [one.index for one in outcomes] == list(range(18))
    failed = {one.source: one for one in outcomes if one.report is None}
    assert failed.keys() == {"deadly", "raises"}
    assert failed["deadly"].cause == "died"
    assert failed["deadly"].sha256 is not None
    assert "意外终止" in str(failed["deadly"].error)
    assert failed["raises"].cause == "unexpected"
    assert "ZeroDivisionError: on purpose" in str(failed["raises"].error)
    assert pickle.loads(pickle.dumps(failed["raises"])).source == "raises"


def test_sources_are_taken_as_they_are_needed() -> None:
    taken = []

    def sources() -> Iterator[tuple[str, bytes]]:
        for number in range(10_000):
            taken.append(number)
            yield f"{number}", b""

    with gr.read_many(sources(), workers=1) as run:
        next(run)
        assert len(taken) == 1
    with gr.read_many(sources(), workers=2) as run:
        taken.clear()
        next(run)
        assert len(taken) < 200
    with pytest.raises(StopIteration):
        next(run)


def test_what_cannot_be_opened_is_an_outcome(tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    large.write_bytes(SOUND)
    sources: list[str | Path] = [large]
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.txt")
        sources.append(tmp_path / "pipe.txt")
    outcomes = list(gr.read_many(sources, limits=gr.Limits(bytes=100)))
    assert outcomes[0].size == len(SOUND)
    assert "来源超过100字节" in str(outcomes[0].error)
    assert [one.cause for one in outcomes[1:]] == ["system"] * (len(outcomes) - 1)
    assert next(gr.read_many([("a", SOUND)], limits=gr.Limits(bytes=100))).cause == "unreadable"


def test_outcomes_are_short_in_a_console() -> None:
    run = gr.read_many([("a.txt", SOUND), ("b.txt", b"")], workers=1)
    assert repr(run) == "<Reading: 0 done so far>"
    assert [repr(one) for one in run] == [
        "<Outcome 0 a.txt: <Report 临江县人民政府 2023: disclosure 2021, applications 2021, disputes 2019/2021>>",
        "<Outcome 1 b.txt: unreadable, the source is empty>",
    ]
    assert repr(run) == "<Reading: 2 done so far>"
    assert repr(run.summary) == "<Summary of 2 sources: read 1, failed 1>"


def test_links_are_not_passed_over_in_silence(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "folder", tmp_path / "elsewhere"
    folder.mkdir()
    elsewhere.mkdir()
    (elsewhere / "report.txt").write_bytes(SOUND)
    (folder / "b.txt").symlink_to(elsewhere / "report.txt")
    (folder / "gone.txt").symlink_to(elsewhere / "none.txt")
    (folder / "linked").symlink_to(elsewhere, target_is_directory=True)
    run = gr.read_many(folder, workers=1)
    outcomes = list(run)
    assert [(Path(one.source).name, one.cause) for one in outcomes] == [("b.txt", None), ("gone.txt", "system")]
    assert run.summary.skipped == 1


def test_what_is_no_source_is_refused() -> None:
    for wrong in (3, [("a", "text")], b"bytes", [b"bytes"], [("a", b"", "c")], [None]):
        with pytest.raises(gr.ValueRefused):
            list(gr.read_many(wrong, workers=1))  # type: ignore[arg-type]
    for workers in (0, -1, True, 1.5):
        with pytest.raises(gr.ValueRefused, match="workers"):
            gr.read_many([], workers=workers)  # type: ignore[arg-type]
    with pytest.raises(gr.ValueRefused, match="registry"):
        gr.read_many([], registry=deadly())
    with pytest.raises(gr.PluginError):
        gr.read_many([], format="no such format")
    assert [one.format for one in gr.read_many(("a", b"exit?"), workers=1, registry=deadly(), format="deadly")] == [
        "deadly"
    ]


def test_workers_that_are_interrupted_say_nothing(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text("import os, signal, time, govinfo_report as gr\n"
                      "if __name__ == '__main__':\n"
                      "    run = gr.read_many([(str(at), b'') for at in range(40)], workers=2)\n"
                      "    next(run)\n"
                      "    try:\n"
                      "        os.killpg(0, signal.SIGINT)\n"
                      "        time.sleep(60)\n"
                      "    except KeyboardInterrupt:\n"
                      "        run.close()\n"
                      "        print('interrupted')\n")  # fmt: skip
    found = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, encoding="utf-8", start_new_session=True, check=False
    )
    assert (found.returncode, found.stdout, found.stderr) == (0, "interrupted\n", "")


def test_a_script_that_starts_workers_while_it_is_imported_is_told(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text("import govinfo_report as gr\nlist(gr.read_many([('a', b'')], workers=1))\n"
                      "list(gr.read_many([('a', b'')], workers=2))\n")  # fmt: skip
    found = subprocess.run([sys.executable, script], capture_output=True, text=True, encoding="utf-8", check=False)
    assert found.returncode == 1
    assert f"{PoolError.__name__}: 工作进程无法启动" in found.stderr


def test_the_documents_of_the_generator_are_what_it_says(tmp_path: Path) -> None:
    found = lay_out(tmp_path, 60)
    assert found.total() == 60
    damaged = {name for name, _, damage in documents(60) if damage is not None}
    outcomes = list(gr.read_many(tmp_path, workers=1))
    assert {Path(one.source).relative_to(tmp_path).as_posix() for one in outcomes if one.report is None} == damaged
    assert len(damaged) == 60 - found["sound"] == 1
    assert {one.report.year for one in outcomes if one.report} == {2019, 2020, 2021, 2022, 2023, 2024}
    assert sum(not one.report.check().ok for one in outcomes if one.report) in range(1, 12)


def test_plugins_are_found_beside_another_finder_of_entry_points(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where importlib_metadata is imported: its finder then gives entry points of a class of its own."""
    foreign = SimpleNamespace(name="text", value="govinfo_report.readers.text:READER", group="govinfo_report.readers")
    monkeypatch.setattr(registry, "entry_points", lambda **_: [foreign])
    found = registry.Plugins("readers", lambda loaded: loaded, registry._find("readers")).get("text")
    assert found is READER


def test_the_core_loads_neither_pools_nor_arrow() -> None:
    code = (
        "import sys, govinfo_report as gr; gr.Report; gr.reads; import govinfo_report.many; "
        "print([name for name in ('pyarrow', 'concurrent.futures', 'multiprocessing') if name in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout == "[]\n"


def test_a_note_without_its_details_can_be_shown() -> None:
    assert gr.Note("edition-assumed", text="x").message_in("en") == "edition-assumed: x"


def test_a_folder_that_cannot_be_listed_is_a_source_that_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = tmp_path / "locked"
    locked.mkdir()
    (tmp_path / "report.txt").write_bytes((EXAMPLES / "linjiang-2023.txt").read_bytes())
    real = os.scandir

    def scandir(path: str) -> object:
        if str(path) == str(locked):
            raise PermissionError(13, "no", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    good, bad = gr.read_many(tmp_path, workers=1)
    assert (good.source, bad.source) == (str(tmp_path / "report.txt"), str(locked))
    assert bad.error is not None
    assert bad.error.text() == "locked：文件夹无法列出"
    assert bad.cause == "system"
    (alone,) = gr.read_many(locked, workers=1)
    assert alone.error is not None
    assert (alone.source, alone.error.text()) == (bad.source, bad.error.text())


def _fails_at_first() -> Registry:
    calls = iter((True,))

    def reads(source: bytes | str, limits: gr.Limits) -> Document | Serialized:
        if next(calls, False):
            raise MemoryError
        return Registry.installed().readers.get("text").read(source, limits)

    return Registry.installed().adding(readers={"once": gr.Reader("once", (".once",), lambda _: 100, reads)})


def test_a_report_is_no_duplicate_of_a_source_that_failed() -> None:
    sources = [(name, SOUND) for name in "abc"]
    outcomes = list(gr.read_many(sources, workers=1, registry=_fails_at_first()))
    assert [one.report is not None for one in outcomes] == [False, True, True]
    assert [one.duplicate_of for one in outcomes] == [None, None, "b"]


@pytest.mark.parametrize("workers", [1, 2])
def test_where_the_iterator_of_sources_fails_what_it_gave_is_read_first(workers: int) -> None:
    text = (EXAMPLES / "linjiang-2023.txt").read_bytes()

    def given() -> Iterator[tuple[str, bytes]]:
        yield from ((f"{at}.txt", text + b"\n" * at) for at in range(3))
        raise TimeoutError("the server is gone")

    reading = gr.read_many(given(), workers=workers)
    told: list[str] = []
    with pytest.raises(TimeoutError, match="gone"):
        told.extend(outcome.source for outcome in reading)
    assert reading.summary.total == 3
