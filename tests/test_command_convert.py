"""``govinfo-report convert``: where it writes, what it refuses."""

from __future__ import annotations

import io
import json
import os
import stat
import sys
from pathlib import Path

import pytest
from rich.console import Console

import govinfo_report as gr
from govinfo_report.__main__ import main
from govinfo_report.cli.app import run
from govinfo_report.cli.formats import format_names, read_options
from govinfo_report.cli.screen import Screen
from govinfo_report.document import Document
from govinfo_report.errors import RenderError
from govinfo_report.formats import Renderer
from govinfo_report.options import Option
from govinfo_report.registry import Registry

NAMES = "、".join(format_names())
EXAMPLES = Path(__file__).parent.parent / "examples"
GOOD, WRONG = str(EXAMPLES / "linjiang-2023.txt"), str(EXAMPLES / "linjiang-2022-wrong.txt")

NAMES = "、".join(format_names())

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def with_binary(monkeypatch: pytest.MonkeyPatch) -> None:
    """A renderer that makes bytes, with options of several kinds."""

    def render(document: Document, *, size: int = 1, bold: bool = False, name: str = "") -> bytes:
        return b"\xff" * size + f"{len(document.blocks)} {bold} {name}".encode()

    made = Renderer(
        "bytes",
        ".bin",
        render,
        (Option("size", int, 1, "大小"), Option("bold", bool, False, "粗体"), Option("name", str, "", "名称")),
    )
    registry = Registry.installed().adding(renderers={"bytes": made})
    monkeypatch.setattr(Registry, "installed", staticmethod(lambda: registry))


def test_to_standard_output_as_utf_8(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["convert", "--to", "json", WRONG]) == 0
    assert gr.reads(capsysbinary.readouterr().out) == gr.read(WRONG)
    assert main(["convert", "--to", "text", WRONG]) == 0
    assert capsysbinary.readouterr().out.decode() == gr.read(WRONG).render()


def test_from_standard_input_to_a_file_whose_name_tells_the_format(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(Path(WRONG).read_bytes())))
    target = tmp_path / "年报.json"
    assert main(["convert", "-", "-o", str(target)]) == 0
    assert capsys.readouterr() == ("", "")
    assert gr.read(target) == gr.read(WRONG)
    assert [file.name for file in tmp_path.iterdir()] == ["年报.json"]


def test_a_dash_is_standard_output(capsys: Captured) -> None:
    assert main(["convert", GOOD, "--to", "json", "-o", "-"]) == 0
    assert gr.reads(capsys.readouterr().out) == gr.read(GOOD)


def test_nothing_is_overwritten_unless_forced(tmp_path: Path, capsys: Captured) -> None:
    target = tmp_path / "out.json"
    target.write_text("mine", encoding="utf-8")
    assert main(["convert", GOOD, "-o", str(target)]) == 2
    assert capsys.readouterr().err == f"{GOOD}：{target}已经存在，用--force覆盖\n"
    assert target.read_text(encoding="utf-8") == "mine"
    assert main(["convert", GOOD, "-o", str(target), "--force"]) == 0
    assert gr.read(target) == gr.read(GOOD)


def test_several_need_a_folder(tmp_path: Path, capsys: Captured) -> None:
    assert main(["convert", GOOD, WRONG, "--to", "json"]) == 2
    assert "要用-o指定存放的文件夹" in capsys.readouterr().err
    taken = tmp_path / "taken.json"
    taken.touch()
    assert main(["convert", GOOD, WRONG, "-o", str(taken)]) == 2
    assert "是文件，有多个文件时要用-o指定文件夹" in capsys.readouterr().err
    folder = tmp_path / "out"
    assert main(["convert", GOOD, WRONG, "--to", "json", "-o", str(folder)]) == 0
    assert sorted(file.name for file in folder.iterdir()) == ["linjiang-2022-wrong.json", "linjiang-2023.json"]
    assert capsys.readouterr().out == "写出2个文件；无法读取或写出0个，跳过0个\n"


def test_one_file_goes_into_a_folder_that_is_named_as_one(tmp_path: Path) -> None:
    assert main(["convert", GOOD, "--to", "json", "-o", f"{tmp_path}/new/"]) == 0
    assert gr.read(tmp_path / "new" / "linjiang-2023.json") == gr.read(GOOD)
    assert main(["convert", WRONG, "--to", "json", "-o", str(tmp_path)]) == 0
    assert (tmp_path / "linjiang-2022-wrong.json").is_file()


def test_folders_keep_their_shape_and_nothing_is_written_twice(tmp_path: Path, capsys: Captured) -> None:
    source, target = tmp_path / "in", tmp_path / "out"
    for name in ("a.txt", "sub/b.v2.txt", "sub/b.v2.json", "sub/skipped.png", "sub/junk.txt"):
        file = source / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(gr.read(GOOD).to_json().encode() if name.endswith(".json") else Path(GOOD).read_bytes())
    (source / "sub" / "junk.txt").write_bytes(b"\0")
    odd = tmp_path / "年报2.1"
    odd.write_bytes(Path(GOOD).read_bytes())
    assert main(["convert", str(source), str(odd), "--to", "text", "-o", str(target)]) == 2
    written = sorted(str(file.relative_to(target)) for file in target.rglob("*") if file.is_file())
    assert written == ["a.txt", "sub/b.v2.txt", "年报2.1.txt"]
    out, err = capsys.readouterr()
    assert f"{target}/sub/b.v2.txt已由{source}/sub/b.v2.json写出" in err
    assert out == "写出3个文件；无法读取或写出2个，跳过1个\n"


@pytest.mark.usefixtures("with_binary")
def test_bytes_are_written_as_they_are_but_not_to_a_terminal(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    target = tmp_path / "out.bin"
    options = ["--option", "size=2", "--option", "bold=true", "--option", "name=甲=乙"]
    assert main(["convert", GOOD, "-o", str(target), *options]) == 0
    assert target.read_bytes().startswith(b"\xff\xff")
    assert target.read_bytes().endswith("True 甲=乙".encode())
    assert main(["convert", GOOD, "--to", "bytes"]) == 0
    assert capsysbinary.readouterr().out.startswith(b"\xff")
    screen = Screen(Console(file=io.StringIO(), force_terminal=True), Console(file=io.StringIO()))
    assert run(["convert", GOOD, "--to", "bytes"], screen) == 2
    assert isinstance(screen.err.file, io.StringIO)
    assert "bytes格式不能显示在终端" in screen.err.file.getvalue()


def test_text_goes_to_a_terminal_undrawn() -> None:
    screen = Screen(Console(file=io.StringIO(), force_terminal=True), Console(file=io.StringIO()))
    assert run(["convert", GOOD, "--to", "text"], screen) == 0
    assert isinstance(screen.out.file, io.StringIO)
    assert screen.out.file.getvalue() == gr.read(GOOD).render()


def test_data_may_go_to_a_stream_of_text() -> None:
    screen = Screen(Console(file=io.StringIO()), Console(file=io.StringIO()))
    assert run(["convert", GOOD, "--to", "json"], screen) == 0
    assert isinstance(screen.out.file, io.StringIO)
    assert gr.reads(screen.out.file.getvalue()) == gr.read(GOOD)


@pytest.mark.parametrize(("indent", "lines"), [(None, 100), ("0", 1), ("2", 100)])
def test_json_is_indented_as_asked(indent: str | None, lines: int, capsys: Captured) -> None:
    option = [] if indent is None else ["--option", f"indent={indent}"]
    assert main(["convert", GOOD, "--to", "json", *option]) == 0
    out = capsys.readouterr().out
    assert (len(out.splitlines()) == 1) == (lines == 1)
    assert json.loads(out) == gr.read(GOOD).to_dict()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--to", "text", "--option", "wdth=50"], "text格式没有选项“wdth”，可用的有：width"),
        (["--to", "json", "--option", "width=50"], "json格式没有选项“width”，可用的有：indent"),
        (["--to", "json", "--option", "indent=99"], "indent应为0至16的整数，而不是99"),
        (["--to", "json", "--option", "indent=yes"], "indent应为0至16的整数，而不是yes"),
        (["--to", "text", "--option", "width"], "选项应写作“名称=值”，而不是“width”"),
        (["--to", "text", "--option", "width=1", "--option", "width=2"], "选项“width”给了两次"),
        ([], f"要用--to指定格式，可用的有：{NAMES}"),
        (["-o", "out.xyz"], f"out.xyz：没有扩展名为“.xyz”的格式，要用--to指定，可用的有：{NAMES}"),
        (["--to", "odt"], f"“--to”的值不能是“odt”，可用的有：{NAMES}"),
        (["--to", "text", "--option", "width=5"], "width应为40至1000的整数，而不是5"),
    ],
)
def test_what_does_not_go_together_is_said_before_anything_is_written(
    arguments: list[str], said: str, capsys: Captured
) -> None:
    assert main(["convert", GOOD, *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines()[0] == said


@pytest.mark.usefixtures("with_binary")
def test_options_are_numbers_truth_values_or_text() -> None:
    assert read_options("bytes", ["size=-2", "bold=True", "name= a=b "]) == {"size": -2, "bold": True, "name": "a=b"}
    assert read_options("bytes", ["bold=no", "name="]) == {"bold": False, "name": ""}
    with pytest.raises(RenderError, match="应写作"):
        read_options("bytes", ["=1"])
    with pytest.raises(RenderError, match=r"size应为整数，而不是1\.5"):
        read_options("bytes", ["size=1.5"])


@pytest.mark.parametrize(
    ("format", "mark"), [("html", 'data-signs="1,2"'), ("markdown", "[^1][^2]"), ("text", "[1,2]")]
)
def test_findings_are_shown_in_place_when_asked_for(format: str, mark: str, capsys: Captured) -> None:
    assert main(["convert", WRONG, "--to", format, "--findings"]) == 0
    shown = capsys.readouterr().out
    assert mark in shown
    assert gr.read(WRONG).check().failed[0].text() in shown
    assert main(["convert", WRONG, "--to", format]) == 0
    assert mark not in capsys.readouterr().out


def test_json_shows_no_findings(capsys: Captured) -> None:
    assert main(["convert", WRONG, "--to", "json", "--findings"]) == 2
    assert "json格式不显示核对结果" in capsys.readouterr().err


def test_options_of_the_page_reach_it(capsys: Captured) -> None:
    options = ["--option", "fragment=yes", "--option", "style=false", "--option", "prefix=a."]
    assert main(["convert", WRONG, "--to", "html", *options]) == 0
    out = capsys.readouterr().out
    assert out.startswith('<div class="govinfo-report"')
    assert 'id="a.disputes.reconsideration.total"' in out
    assert main(["convert", WRONG, "--to", "html", "--option", "prefix=<"]) == 2
    assert "prefix应以字母开头" in capsys.readouterr().err


def test_what_cannot_be_written_is_said(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "file").touch()
    assert main(["convert", GOOD, "-o", str(tmp_path / "none" / "out.json")]) == 2
    assert f"{tmp_path}/none/out.json无法写入（" in capsys.readouterr().err
    assert main(["convert", GOOD, "--to", "json", "-o", f"{tmp_path}/file/"]) == 2
    assert "无法写入（" in capsys.readouterr().err


def test_a_file_that_fails_half_way_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    assert main(["convert", GOOD, "-o", str(tmp_path / "out.json")]) == 2
    assert "No space left on device" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="devices and modes are those of POSIX")
def test_devices_are_written_to_links_are_followed_and_modes_are_ordinary(tmp_path: Path) -> None:
    assert main(["convert", GOOD, "--to", "json", "-o", os.devnull]) == 0
    assert not Path(os.devnull).is_file()
    real, link = tmp_path / "real.json", tmp_path / "link.json"
    real.touch()
    link.symlink_to(real)
    assert main(["convert", GOOD, "-o", str(link), "--force"]) == 0
    assert link.is_symlink()
    assert gr.read(real) == gr.read(GOOD)
    fresh = tmp_path / "fresh.json"
    assert main(["convert", GOOD, "-o", str(fresh)]) == 0
    (tmp_path / "plain").touch()
    assert stat.S_IMODE(fresh.stat().st_mode) == stat.S_IMODE((tmp_path / "plain").stat().st_mode)


def test_labels_are_in_the_language_that_was_asked_for(capsys: Captured) -> None:
    assert main(["convert", GOOD, "--to", "text", "--locale", "en"]) == 0
    out = capsys.readouterr().out
    assert "Administrative" in out
    assert "行政复议" not in "".join(line for line in out.splitlines() if line.startswith("│"))


@pytest.mark.parametrize("format", ["docx", "xlsx"])
def test_office_files_are_written_and_read(format: str, tmp_path: Path) -> None:
    target = tmp_path / f"report.{format}"
    assert main(["convert", GOOD, "-o", str(target)]) == 0
    assert gr.read(target) == gr.read(GOOD)


def test_json_by_labels_has_a_name_of_its_own(tmp_path: Path) -> None:
    assert main(["convert", GOOD, "--to", "labels", "-o", f"{tmp_path}/"]) == 0
    assert [file.suffixes for file in tmp_path.iterdir()] == [[".labels", ".json"]]


def test_several_files_do_not_go_into_a_folder_that_is_called_like_a_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    place = tmp_path / "all.docx"
    assert main(["convert", str(Path(__file__).parent.parent / "examples"), "-o", str(place)]) == 2
    assert "像是文件名，有多个文件时要用-o指定文件夹" in capsys.readouterr().err
    assert not place.exists()
