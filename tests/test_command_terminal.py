"""The command on a terminal: what is drawn, how wide, in which colours."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

import govinfo_report as gr
from govinfo_report.cli.app import run
from govinfo_report.cli.drawing import draw_grid
from govinfo_report.cli.folding import Folded
from govinfo_report.cli.screen import MANY, Screen, printable
from govinfo_report.document import Cell, Grid

ROOT = Path(__file__).parent.parent
GOOD, WRONG = str(ROOT / "examples" / "linjiang-2023.txt"), str(ROOT / "examples" / "linjiang-2022-wrong.txt")
OLD = str(ROOT / "examples" / "yunxi-commerce-2020.txt")

ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Terminal(io.StringIO):
    """A stream that is a terminal, as far as anybody can tell."""

    def isatty(self) -> bool:
        return True


def console(width: int) -> Console:
    return Console(
        file=Terminal(),
        width=width,
        force_terminal=True,
        color_system="standard",
        highlight=False,
        emoji=False,
        markup=False,
        legacy_windows=False,
        _environ={},
    )


def shown(width: int, *arguments: str) -> tuple[int, str, str]:
    """The exit code and what standard output and standard error show on a terminal of ``width`` columns."""
    screen = Screen(console(width), console(width))
    code = run(arguments, screen)
    out, err = screen.out.file, screen.err.file
    assert isinstance(out, Terminal)
    assert isinstance(err, Terminal)
    return code, out.getvalue(), err.getvalue()


def plain(text: str) -> str:
    return ESCAPE.sub("", text)


@pytest.fixture
def marked(tmp_path: Path) -> str:
    """A report of which one cell bears a sign for a blank and one cannot be read."""
    text = Path(GOOD).read_text(encoding="utf-8")
    file = tmp_path / "marked.txt"
    file.write_text(text.replace("\n5210\n", "\n/\n").replace("\n1386\n", "\n约1386\n"), encoding="utf-8")
    return str(file)


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("locale", ["zh_CN", "en"])
@pytest.mark.parametrize("command", ["show", "check"])
@pytest.mark.parametrize("path", [GOOD, WRONG, OLD])
def test_nothing_is_wider_than_the_terminal(width: int, locale: str, command: str, path: str) -> None:
    code, out, err = shown(width, command, "--notes", "--locale", locale, path)
    assert code == int(command == "check" and path == WRONG)
    assert err == ""
    too_wide = [line for line in plain(out).splitlines() if cell_len(line) > width]
    if locale == "en" and width == 80:  # the fifteen heads of table 4 are too long in English
        too_wide = [line for line in too_wide if not line.startswith(("┌", "│", "├", "└"))]
    assert too_wide == []


def test_a_drawn_report_shows_every_figure_in_its_table() -> None:
    _, out, _ = shown(100, "show", GOOD)
    boxes = [line for line in plain(out).splitlines() if line.startswith(("┌", "│", "├", "└"))]
    rendered = gr.read(GOOD).render(width=100)
    assert isinstance(rendered, str)
    assert boxes == [line for line in rendered.splitlines() if line.startswith(("┌", "│", "├", "└"))]


def test_figures_in_sums_that_fail_are_red_and_those_in_several_stand_on_red() -> None:
    _, out, _ = shown(100, "show", WRONG)
    twice = re.findall(r"\x1b\[1;97;41m([^\x1b]+)\x1b", out)
    once = re.findall(r"\x1b\[31m(\d+)\x1b", out)
    assert twice == ["6"]  # 部分公开 of 自然人 stands in its row and in its column
    assert {"37", "5"} <= set(once)
    assert "；红底的同时在几项中" in plain(out)
    _, out, _ = shown(100, "show", "--table", "4", WRONG)
    assert "红底" not in plain(out)


def test_cells_with_notes_stand_on_yellow_and_the_notes_below_their_table(marked: str) -> None:
    _, out, _ = shown(100, "show", "--notes", marked)
    assert out.count("\x1b[30;43m") == 2  # blank as they are
    text = plain(out)
    table, notes, rest = (text.index(one) for one in ("行政事业性收费", "第28行", "三、收到和处理"))
    assert table < notes < rest
    assert "disclosure.licensing.decisions" in text
    assert "黄底的单元格有读取说明，共2条" in text


def test_notes_on_the_whole_stand_at_the_end(tmp_path: Path) -> None:
    text = Path(GOOD).read_text(encoding="utf-8")
    short = tmp_path / "short.txt"
    short.write_text(text[: text.index("四、政府信息公开行政复议")], encoding="utf-8")
    _, out, _ = shown(100, "show", "--notes", str(short))
    lines = [line.strip() for line in plain(out).splitlines() if line.strip()]
    assert "读取说明" in lines
    assert re.fullmatch(r"disputes +没有找到表四", lines[-1])


def test_what_the_text_shows_only_as_metadata_is_shown(tmp_path: Path) -> None:
    file = tmp_path / "odd.json"
    file.write_text(
        gr.Report(title="某局2022年政府信息公开工作年度报告", agency="另一个机关", year=2020).to_json(),
        encoding="utf-8",
    )
    _, out, _ = shown(80, "show", str(file))
    assert "报告机关：另一个机关" in out
    assert "报告年度：2020" in out


def test_several_reports_stand_under_their_names() -> None:
    _, out, _ = shown(80, "show", GOOD, WRONG)
    assert re.search(r"linjiang-2023\.txt ─+", plain(out))


def test_a_width_that_is_asked_for_is_kept() -> None:
    for width, asked in ((80, ("--width", "140")), (30, ())):  # nothing is cut off
        _, out, _ = shown(width, "show", *asked, "--table", "3", GOOD)
        lines = [line for line in plain(out).splitlines() if line.startswith(("│", "├"))]
        assert len({cell_len(line) for line in lines}) == 1
        assert cell_len(lines[0]) > width
        assert all(line[-1] in "│┤" for line in lines)


def test_check_of_one_report_names_place_sums_and_difference() -> None:
    code, out, _ = shown(80, "check", WRONG)
    assert code == 1
    lines = plain(out).splitlines()
    assert lines[0] == "临江县人民政府2022年政府信息公开工作年度报告"
    assert sum(line.startswith("  ✗ 表") for line in lines) == 3
    assert lines[-1] == f"✗ {gr.read(WRONG).check().summary()}"
    assert "\x1b[1;31m，相差 1" in out


def test_check_of_several_has_a_sign_for_each_and_a_summary(marked: str, tmp_path: Path) -> None:
    blank = tmp_path / "blank.json"
    blank.write_text(gr.Report.blank("2021").to_json(), encoding="utf-8")
    code, out, err = shown(200, "check", WRONG, GOOD, marked, str(blank), "none.txt")
    assert code == 2
    lines = plain(out).splitlines()
    assert [line[0] for line in lines if line.startswith(("✗", "✓", "·"))] == ["✗", "✓", "·", "·"]
    assert lines[-1] == "读取4个文件：1个有错误，0个有注意而无错误，2个只有提示，1个有读取说明；无法读取1个，跳过0个"
    assert "none.txt：没有这个文件" in plain(err)


def test_rules_are_listed_on_a_terminal() -> None:
    code, out, _ = shown(60, "rules", "--only", "structure")
    assert code == 0
    lines = plain(out).splitlines()
    assert any(line.startswith("structure.blanks  [提示] 没有发生的填0，不留空白") for line in lines)
    assert max(map(cell_len, lines)) <= 60


def test_what_is_explained_has_a_sign_of_its_own(tmp_path: Path) -> None:
    known = tmp_path / "known.json"
    known.write_text('{"applications": "x", "applications.*": "已更正"}', encoding="utf-8")
    _, out, _ = shown(120, "check", "--all", "--suppress", str(known), WRONG, GOOD)
    lines = plain(out).splitlines()
    assert sum(line.strip().startswith("–") for line in lines) == 2
    assert lines[-2].endswith("没有对应的不符或空白：applications")


def test_check_lists_notes_as_a_table_and_tells_of_them_otherwise(marked: str) -> None:
    _, out, _ = shown(120, "check", "--notes", marked)
    assert re.search(r"第33行 +disclosure\.penalties\.decisions +无法确定此单元格的数值", plain(out))
    _, out, _ = shown(120, "check", marked)
    assert "有2条读取说明，用--notes查看" in plain(out)


def test_control_characters_do_not_reach_the_terminal(tmp_path: Path) -> None:
    file = tmp_path / "odd\x1b[2J.json"
    report = gr.Report.blank("2021", agency="某\x1b[2J局", year=2023)
    file.write_text(report.to_json(), encoding="utf-8")
    for command in ("show", "check"):
        _, out, err = shown(200, command, str(file), GOOD)
        assert "\x1b[2J" not in out + err
        assert "\\x1b[2J" in plain(out)
    assert printable("年报\ud800\t") == "年报\\ud800\\t"


def test_a_bar_shows_how_far_many_files_are_and_is_gone_in_the_end() -> None:
    code, out, err = shown(80, "check", *[GOOD] * MANY)
    assert code == 0
    assert f"{MANY}/{MANY}" in plain(err)
    assert err.endswith("\x1b[1A\x1b[2K")
    assert "5/5" not in out
    _, _, err = shown(80, "check", *[GOOD] * (MANY - 1))
    assert err == ""


def test_a_bar_is_for_terminals_alone() -> None:
    screen = Screen(console(80), Console(file=io.StringIO(), force_terminal=True))
    assert run(["check", *[GOOD] * MANY], screen) == 0
    assert isinstance(screen.err.file, io.StringIO)
    assert screen.err.file.getvalue() == ""


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are those of POSIX")
@pytest.mark.parametrize("width", [80, 120])
def test_a_real_terminal_is_drawn_on_in_its_own_width(width: int) -> None:
    import fcntl
    import pty
    import struct
    import termios

    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, width, 0, 0))
    environment = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "NO_COLOR")}
    command = [sys.executable, "-m", "govinfo_report", "show", "--table", "3", WRONG]
    with subprocess.Popen(
        command, stdin=slave, stdout=slave, stderr=slave, env={**environment, "TERM": "xterm"}
    ) as running:
        os.close(slave)
        parts: list[bytes] = []
        while part := _read(master):
            parts.append(part)
    os.close(master)
    assert running.returncode == 0
    out = b"".join(parts).decode("utf-8")
    assert "\x1b[" in out
    widths = {cell_len(line) for line in plain(out).splitlines() if line.startswith("│")}
    assert len(widths) == 1
    assert 60 < widths.pop() <= width


def _read(master: int) -> bytes:
    try:
        return os.read(master, 65536)
    except OSError:  # Linux says so at the end
        return b""


def test_marks_take_the_whole_figure_whatever_it_is_made_of() -> None:
    texts = ["12", "@", "万元", ""]
    grid = Grid(
        (
            *(Cell(f"甲{at}", 0, at, header=True) for at in range(4)),
            *(Cell(text, 1, at) for at, text in enumerate(texts)),
        )
    )
    drawn = draw_grid(grid, 80, {(1, at): "red" for at in range(4)})
    red = "".join(drawn.plain[span.start : span.end] for span in drawn.spans if span.style == "red")
    assert red == "12@万元 "


@pytest.mark.parametrize("room", [10, 17, 40, 80])
@pytest.mark.parametrize(
    "text",
    [
        "表三 办理结果·部分公开行：自然人（6）＋商业企业（1）＋科研机构（0）＝7，总计（6），相差 1",
        "Table 3, row Outcomes: Natural person (6) + Commercial enterprise (1) = 7, but Total (6)",
        "https://example.invalid/" + "a" * 100,
        "（" * 30,
        "",
    ],
)
def test_folding_keeps_all_and_breaks_at_good_places(room: int, text: str) -> None:
    lines = [line.plain for line in Folded(Text(text), "  ").lines(room)]
    assert all(cell_len(line) <= room for line in lines)
    joined = "".join(line[2:] if at else line for at, line in enumerate(lines))
    assert joined.replace(" ", "") == text.replace(" ", "")
    if "（（" not in text and room > 10:
        assert not [line for line in lines[1:] if line[2:3] in set("），。；：")]
        assert not [line for line in lines if line.endswith("（")]
