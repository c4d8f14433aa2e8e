"""What reading a web page costs, as ratios to B: the bare parse of the page by selectolax and the text of all its ``td``.

    python benchmarks/web_page.py [ROUNDS] [PAGE …] [--write]

"Again" is a page whose tables were met before with other figures or the same ones, as those of a site are from the
third report on; "first" is one of which neither markup nor shape is known.  B needs no such thing and is the same.

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
from govinfo_report.parse.shapes import shapes_of
from govinfo_report.parse.vocabulary import lexicon
from govinfo_report.readers.html import READER
from govinfo_report.readers.html_known import MET
from govinfo_report.registry import Registry

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


def _forget() -> None:
    MET.forget()
    shapes_of(lexicon(tuple(Registry.installed().forms))).forget()


def costs(page: str, rounds: int) -> tuple[str, ...]:
    """Size, B, the document and the report as multiples of B, and how much longer pandas takes than the report."""
    limits = gr.Limits()

    def first(call: Callable[[], object]) -> Callable[[], object]:
        def anew() -> object:
            _forget()
            return call()

        return anew

    calls: dict[str, Callable[[], object]] = {
        "bare": lambda: [cell.text() for cell in LexborHTMLParser(page).css("td")],
        "document": lambda: READER.read(page, limits),
        "report": lambda: gr.reads(page),
    }
    taken = fastest(calls, rounds)
    new = fastest({name: first(calls[name]) for name in ("document", "report")}, rounds)
    ratios = [one / taken["bare"] for one in (taken["document"], new["document"], taken["report"], new["report"])]
    others = ("—", "—")
    if importlib.util.find_spec("pandas"):
        from pandas import read_html

        pandas = fastest({"pandas": lambda: read_html(io.StringIO(page))}, max(rounds // 4, 3))["pandas"]
        others = (f"{pandas / taken['report']:.1f}", f"{pandas / new['report']:.1f}")
    return f"{taken['bare']:.0f}", *(f"{ratio:.1f}" for ratio in ratios), *others


HEADS = (
    "page",
    "characters",
    "B µs",
    "document × B, again",
    "first",
    "report × B, again",
    "first",
    "faster than pandas.read_html by, again",
    "first",
)


def main(rounds: int, names: list[str]) -> str:
    """The table."""
    return table([(name, f"{len(page):,}", *costs(page, rounds)) for name, page in pages(names).items()], HEADS)


if __name__ == "__main__":
    given = [one for one in sys.argv[1:] if one != "--write"]
    shown = main(int(given[0]) if given else 100, given[1:])
    print(shown)
    if "--write" in sys.argv:
        RESULTS.write_text(shown + "\n", encoding="utf-8")
