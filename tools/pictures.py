"""Draws the pictures of the documentation as SVG: what the command shows on a terminal, and a chart.

python tools/pictures.py [FOLDER]

They go to ``docs/pictures`` where no folder is named.  A picture needs no font and no other file: every piece of a
line says how wide it is, so that Chinese characters take two columns whatever the font.
"""

from __future__ import annotations

import io
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from html import escape, unescape
from itertools import groupby
from pathlib import Path
from typing import Final

from rich.cells import cell_len
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

import govinfo_report as gr
from govinfo_report import pictures
from govinfo_report.cli.app import run
from govinfo_report.cli.screen import Screen

__all__ = ["PICTURES", "drawn", "main", "picture", "recorded"]

ROOT: Final = Path(__file__).resolve().parent.parent
FOLDER: Final = ROOT / "docs" / "pictures"

PICTURES: Final[dict[str, tuple[int, tuple[str, ...]]]] = {
    "check": (90, ("check", "examples/linjiang-2022-wrong.txt")),
    "show": (100, ("show", "--table", "disputes", "examples/linjiang-2022-wrong.txt")),
    "notes": (100, ("check", "--notes", "linjiang-2023-scanned.txt")),
}
"""The width in columns and the arguments of each; these name files of ``examples`` and those that ``_files`` makes."""

_COLUMN: Final = 12.2
"""How wide a column is drawn."""

_LIGHT: Final = TerminalTheme(
    (255, 255, 255),
    (36, 41, 47),
    [
        (36, 41, 47),
        (188, 28, 28),
        (26, 127, 55),
        (154, 103, 0),
        (9, 105, 218),
        (130, 80, 223),
        (10, 110, 130),
        (87, 96, 106),
    ],
    [
        (87, 96, 106),
        (188, 28, 28),
        (26, 127, 55),
        (154, 103, 0),
        (9, 105, 218),
        (130, 80, 223),
        (10, 110, 130),
        (255, 255, 255),
    ],
)
_FONTS: Final = (
    "'DejaVu Sans Mono', Menlo, Consolas, 'Noto Sans Mono CJK SC', 'PingFang SC', 'Microsoft YaHei', monospace"
)
_FRAME: Final = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}">
<style>
text {{ font-family: FONTS; font-size: {char_height}px; white-space: pre; }}
.w {{ font-size: 22px; }}
{styles}
</style>
<rect width="100%" height="100%" rx="6" fill="#ffffff" stroke="#d0d7de"/>
<g transform="translate(10, 22)">
{backgrounds}
{matrix}
</g>
</svg>
"""
_TEXT: Final = re.compile(r'<text class="([^"]+)" x="([^"]+)" y="([^"]+)"[^>]*>([^<]*)</text>')


def recorded(width: int, arguments: Sequence[str]) -> Console:
    """A console that holds what the command shows for ``arguments`` on a terminal, below the command."""
    out = Console(
        file=io.StringIO(),
        width=width,
        record=True,
        force_terminal=True,
        color_system="standard",
        legacy_windows=False,
        highlight=False,
        emoji=False,
        markup=False,
        _environ={},
    )
    out.print(Text.assemble(("$ ", "dim"), (f"govinfo-report {' '.join(arguments)}", "bold")))
    with tempfile.TemporaryDirectory() as folder:
        made = _files(Path(folder))
        paths = [str(made.get(one) or (ROOT / one if one.startswith("examples/") else one)) for one in arguments]
        run(paths, Screen(out, Console(file=io.StringIO())))
    return out


def _files(folder: Path) -> dict[str, Path]:
    """Files that the repository does not hold: a report of which two figures did not come out of a scan."""
    text = (ROOT / "examples" / "linjiang-2023.txt").read_text(encoding="utf-8")
    scanned = folder / "linjiang-2023-scanned.txt"
    scanned.write_text(text.replace("\n5210\n", "\n/\n").replace("\n1386\n", "\n13?6\n"), encoding="utf-8")
    return {scanned.name: scanned}


def picture(console: Console) -> str:
    """What ``console`` holds as SVG."""
    drawn = console.export_svg(title="", theme=_LIGHT, code_format=_FRAME, unique_id="t", clear=False)
    return _TEXT.sub(lambda found: "".join(_pieces(*found.groups())), drawn).replace("FONTS", _FONTS)


def _pieces(style: str, x: str, y: str, content: str) -> Iterator[str]:
    """A text of the drawing in pieces of one kind, each as long as its columns, or with a place for each character."""
    at = float(x)
    for kind, group in groupby(unescape(content).replace("\xa0", " "), key=_kind):
        piece = "".join(group)
        length = cell_len(piece) * _COLUMN
        if kind == "wide":
            places = " ".join(f"{at + 2 * _COLUMN * number + 1.2:g}" for number in range(len(piece)))
            yield f'<text class="{style} w" x="{places}" y="{y}">{piece}</text>\n'
        elif kind == "line":
            yield f'<text class="{style} w" x="{at:g}" y="{y}" textLength="{length:g}" lengthAdjust="spacingAndGlyphs">{piece}</text>\n'
        elif kind == "narrow":
            yield f'<text class="{style}" x="{at:g}" y="{y}" textLength="{length:g}">{escape(piece, quote=False)}</text>\n'
        at += length


def _kind(one: str) -> str:
    if one == " ":
        return "space"
    if "\u2500" <= one <= "\u257f":
        return "line"
    return "wide" if cell_len(one) == 2 else "narrow"


def drawn() -> dict[str, str]:
    """Every picture by its name."""
    shown = {name: picture(recorded(width, command)) for name, (width, command) in PICTURES.items()}
    report = gr.read(ROOT / "examples" / "linjiang-2023.txt")
    return {**shown, "outcomes": pictures.svg(pictures.outcomes(report))}


def main(arguments: Sequence[str] | None = None) -> None:
    """Draw all pictures."""
    given = sys.argv[1:] if arguments is None else arguments
    folder = Path(given[0]) if given else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in drawn().items():
        (folder / f"{name}.svg").write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()
