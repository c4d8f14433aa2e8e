"""What reading a web page costs, as ratios to B: the bare parse of the page by selectolax and the text of all its ``td``.

    python benchmarks/web_page.py [ROUNDS] [PAGE …] [--write]

Without a page, the full report of 2021's edition in ``examples`` is written as a lean page, as Word saves one (its
styles and all, over 100 kB), and with much navigation around it.  ``pandas.read_html`` is measured beside it where it
is installed.  ``--write`` puts the table where the documentation finds it.
"""

from __future__ import annotations

import importlib.util
import io
import sys
from collections.abc import Callable
from pathlib import Path

from measure import fastest, table
from selectolax.lexbor import LexborHTMLParser

import govinfo_report as gr
from govinfo_report.readers.html import READER

ROOT = Path(__file__).parent.parent
RESULTS = Path(__file__).parent / "web_page_results.md"
sys.path.insert(0, str(ROOT))

from tests.html_pages import Look, page_of  # noqa: E402 - beside this folder, in no package

STYLES = "".join(
    f"p.Mso{at}, li.Mso{at} {{mso-style-name:样式{at}; margin:0cm; font-size:10.5pt; font-family:宋体}}\n"
    for at in range(500)
)
MENU = "".join(
    f'<li class="item"><a href="/zwgk/column{at}/index.html" title="栏目{at}">政务公开栏目{at}</a></li>'
    for at in range(400)
)


def pages(names: list[str]) -> dict[str, str]:
    """The pages to read, by name."""
    if names:
        return {Path(name).name: Path(name).read_text(encoding="utf-8") for name in names}
    report = gr.read(ROOT / "examples" / "linjiang-2023.txt")
    word = str(page_of(report, Look(word=True))).replace("</head>", f"<style>{STYLES}</style></head>")
    site = str(page_of(report, Look(chrome=True))).replace("<body>", f"<body><nav><ul>{MENU}</ul></nav>")
    return {"lean": str(page_of(report)), "as Word saves it": word, "with much navigation": site}


def costs(page: str, rounds: int) -> tuple[str, str, str, str]:
    """Size, B, the document and the report as multiples of B, and how much longer pandas takes than the report."""
    limits = gr.Limits()
    calls: dict[str, Callable[[], object]] = {
        "bare": lambda: [cell.text() for cell in LexborHTMLParser(page).css("td")],
        "document": lambda: READER.read(page, limits),
        "report": lambda: gr.reads(page),
    }
    taken = fastest(calls, rounds)
    other = "—"
    if importlib.util.find_spec("pandas"):
        from pandas import read_html

        pandas = fastest({"pandas": lambda: read_html(io.StringIO(page))}, max(rounds // 20, 3))["pandas"]
        other = f"{pandas / taken['report']:.1f}"
    bare = taken["bare"]
    return f"{bare:.0f}", f"{taken['document'] / bare:.1f}", f"{taken['report'] / bare:.1f}", other


def main(rounds: int, names: list[str]) -> str:
    """The table."""
    heads = ("page", "characters", "B µs", "document × B", "report × B", "report faster than pandas.read_html by")
    return table([(name, f"{len(page):,}", *costs(page, rounds)) for name, page in pages(names).items()], heads)


if __name__ == "__main__":
    given = [one for one in sys.argv[1:] if one != "--write"]
    shown = main(int(given[0]) if given else 100, given[1:])
    print(shown)
    if "--write" in sys.argv:
        RESULTS.write_text(shown + "\n", encoding="utf-8")
