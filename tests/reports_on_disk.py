"""Folders of reports as an office collects them: organs and years, web pages and text, some of them damaged.

python -m tests.reports_on_disk FOLDER N [SEED]
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random
from typing import Final, Literal

import govinfo_report as gr
from tests.html_pages import Look, page_of
from tests.layouts import Style, text_of, write

__all__ = ["documents", "lay_out"]

YEARS: Final = (2019, 2020, 2021, 2022, 2023, 2024)
FIRST_FIGURE: Final = 10_000_019
"""Figures of the moulds, each in a cell of its own, which give way to those of a report."""

_PLACES: Final = tuple(f"{first}{second}" for first in "临云东西南北青白金长" for second in "江山水河平安宁原州阳")
_KINDS: Final = ("市", "县", "区")
_OFFICES: Final = (
    "人民政府",
    "财政局",
    "教育局",
    "商务局",
    "民政局",
    "水利局",
    "司法局",
    "审计局",
    "统计局",
    "公安局",
    "卫生健康委员会",
    "自然资源局",
    "生态环境局",
    "交通运输局",
    "农业农村局",
    "应急管理局",
    "市场监督管理局",
    "住房和城乡建设局",
    "文化和旅游局",
    "发展和改革委员会",
)
Damage = Literal["cut", "noise", "empty", "other", "no table"]
_DAMAGES: Final[tuple[Damage, ...]] = ("cut", "noise", "empty", "other", "no table")
_AGENCY, _YEAR = "某某某市某某局", 9876
_STYLES: Final = (Style(), Style(tab=False), Style(blank_lines=False, other_headings=True))
_LOOKS: Final = (Look(), Look(chrome=True), Look(headings="h2"))


@cache
def _moulds(edition: Literal["2019", "2021"]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[tuple[str, int], ...]]:
    """Texts and pages of a report whose figures are numbers of their own, and which cell each of these is."""
    blank = gr.Report.blank(edition, agency=_AGENCY, year=_YEAR)
    marks = tuple((path, FIRST_FIGURE + at) for at, path in enumerate(blank.cells()))
    amounts = {path for path in blank.cells() if path.endswith(".amount")}
    figures: dict[str, int | Decimal | None] = {
        path: Decimal(mark) if path in amounts else mark for path, mark in marks
    }
    report = blank.with_cells(figures)
    pages = [page_of(report, look) for look in _LOOKS]
    texts = tuple(text_of(write(report, style)) for style in _STYLES)
    return texts, tuple(page if isinstance(page, str) else page.decode("gb18030") for page in pages), marks


def _figures(random: Random, edition: Literal["2019", "2021"]) -> dict[str, int]:
    """A report in balance: most cells are 0, all sums hold; one in twenty has one sum that does not."""
    blank = gr.Report.blank(edition)
    cells = dict.fromkeys(blank.cells(), 0)
    kinds = [path.rpartition(".")[2] for path in cells if path.startswith("applications.received.")]
    rows = dict.fromkeys(
        path.rpartition(".")[0]
        for path in cells
        if path.startswith("applications.outcomes.") and not path.startswith("applications.outcomes.total.")
    )
    for path in cells:
        if path.startswith("disclosure."):
            cells[path] = random.choice((0, 0, random.randrange(2000)))
    for row in random.sample(list(rows), 4):
        for kind in random.sample(kinds[:-1], 2):
            cells[f"{row}.{kind}"] = random.randrange(1, 60)
    for kind in kinds[:-1]:
        done = sum(cells[f"{row}.{kind}"] for row in rows)
        cells[f"applications.outcomes.total.{kind}"] = done
        before = random.randrange(3) if done > 3 else 0
        cells[f"applications.carried_in.{kind}"] = before
        cells[f"applications.received.{kind}"] = done - before
    for row in (
        *rows,
        *(f"applications.{name}" for name in ("received", "carried_in", "outcomes.total", "carried_out")),
    ):
        cells[f"{row}.total"] = sum(cells[f"{row}.{kind}"] for kind in kinds[:-1])
    for block in ("reconsideration", "litigation.direct", "litigation.after_reconsideration"):
        for result in ("upheld", "corrected", "other", "pending"):
            cells[f"disputes.{block}.{result}"] = random.choice((0, 0, 0, 1, 4))
        cells[f"disputes.{block}.total"] = sum(
            cells[f"disputes.{block}.{result}"] for result in ("upheld", "corrected", "other", "pending")
        )
    if random.random() < 0.05:
        cells["disputes.reconsideration.total"] += 1
    return cells


def _damaged(source: bytes, damage: Damage, random: Random, number: int) -> bytes:
    """What is left of ``source``; no two have the same content."""
    if damage == "cut":
        return source[: random.randrange(20, 60)] + str(number).encode()
    if damage == "noise":
        return bytes(random.randrange(128, 256) for _ in range(400))
    if damage == "empty":
        return f"{number:b}".replace("0", " ").replace("1", "\n").encode()
    if damage == "other":
        return f"%PDF-1.4 {number}".encode()
    return f"关于召开第{number}次会议的通知\n请各单位准时参加。\n".encode()


def documents(count: int, seed: int = 1) -> Iterator[tuple[str, bytes, Damage | None]]:
    """``count`` reports: a name below a folder, the content, and what was done to it that makes it unreadable."""
    random = Random(seed)
    for number in range(count):
        organ, year = divmod(number, len(YEARS))
        place, office = divmod(organ, len(_OFFICES))
        kind, place = divmod(place, len(_PLACES))
        turn, kind = divmod(kind, len(_KINDS))
        name = f"{_PLACES[place]}{_KINDS[kind]}{f'第{turn}' if turn else ''}{_OFFICES[office]}"
        edition: Literal["2019", "2021"] = "2019" if YEARS[year] < 2021 else "2021"
        texts, pages, marks = _moulds(edition)
        as_page = random.random() < 0.5
        mould = random.choice(pages if as_page else texts)
        figures = _figures(random, edition)
        for path, mark in marks:
            mould = mould.replace(str(mark), str(figures[path]), 1)
        source = mould.replace(_AGENCY, name).replace(str(_YEAR), str(YEARS[year])).encode()
        damage = random.choice(_DAMAGES) if number % 100 == 57 else None
        if damage is not None:
            source = _damaged(source, damage, random, number)
        file = f"{YEARS[year]}/{organ // 500:04}/{number:06}.{'html' if as_page else 'txt'}"
        yield file, source, damage


def lay_out(folder: Path, count: int, seed: int = 1) -> Counter[str]:
    """Write ``count`` documents; how many of each kind there are."""
    found: Counter[str] = Counter()
    for name, source, damage in documents(count, seed):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(source)
        found[damage or "sound"] += 1
    return found


if __name__ == "__main__":
    folder, count, *seed = sys.argv[1:]
    print(dict(lay_out(Path(folder), int(count), *map(int, seed))))
