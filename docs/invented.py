"""A folder of invented reports for the notebook: ten organs of a city that does not exist, five years.

Of what one meets in such folders there is: several formats, both editions of the form, a file twice, one that is no
report, years that nobody published, and a figure with a slip.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random

import govinfo_report as gr

COUNTIES = ("临江县人民政府", "河口县人民政府", "石桥县人民政府", "青浦县人民政府")
BUREAUS = ("云溪市商务局", "云溪市教育局", "云溪市水利局", "云溪市民政局", "云溪市财政局", "云溪市住房和城乡建设局")
ORGANS = (*COUNTIES, *BUREAUS)
YEARS = range(2019, 2024)
COLUMNS = {
    "natural_person": 0.82,
    "commercial_enterprise": 0.11,
    "research_institution": 0.01,
    "public_interest_organization": 0.01,
    "legal_service_organization": 0.03,
    "other": 0.02,
}
OTHERS = {
    "refused.third_party_rights": 2,
    "refused.internal_affairs": 2,
    "refused.deliberative_process": 3,
    "refused.enforcement_file": 2,
    "unavailable.requires_creation": 3,
    "not_processed.petition_or_complaint": 3,
    "not_processed.repeated": 2,
}
FORMATS = {"html": ".html", "docx": ".docx", "markdown": ".md", "text": ".txt"}
NOT_PUBLISHED = {("云溪市水利局", 2022), ("云溪市水利局", 2023)}
UNREADABLE = ("云溪市民政局", 2020)
SLIP = ("石桥县人民政府", 2021)


def write(folder: Path, seed: int = 7) -> int:
    """Write the files; how many there are."""
    draw = Random(seed)
    for place, organ in enumerate(ORGANS):
        pending = dict.fromkeys(COLUMNS, 0)
        for year in YEARS:
            report, pending = _report(draw, organ, year, pending)
            if (organ, year) in NOT_PUBLISHED:
                continue
            if (organ, year) == SLIP:
                path = "applications.outcomes.disclosed.total"
                report = report.with_cells({path: int(report.cells()[path] or 0) + 40})
            format = list(FORMATS)[(place + year) % len(FORMATS)]
            content = report.render(format)
            file = folder / str(year) / f"{organ}{FORMATS[format]}"
            file.parent.mkdir(parents=True, exist_ok=True)
            if (organ, year) == UNREADABLE:
                content = b"\x89PNG\r\n\x1a\n" + bytes(64)
            file.write_bytes(content.encode() if isinstance(content, str) else content)
    (folder / "2023" / "副本.txt").write_bytes(next((folder / "2023").glob("*.txt")).read_bytes())
    return sum(file.is_file() for file in folder.rglob("*"))


def _report(draw: Random, organ: str, year: int, pending: dict[str, int]) -> tuple[gr.Report, dict[str, int]]:
    """One report, and the requests that it leaves for the next."""
    county = organ in COUNTIES
    step = year - YEARS[0]
    received = round(draw.uniform(60, 90) * 1.15**step) if county else round(draw.uniform(35, 60) * 1.05**step)
    edition: gr.Edition = "2019" if year < 2021 else "2021"
    disclosed = 0.58 - 0.05 * step if county else 0.56
    not_held = 0.12 + 0.05 * step if county else 0.14
    weights = {"disclosed": disclosed * 0.8, "partly_disclosed": disclosed * 0.2, "unavailable.not_held": not_held}
    rest = 1 - disclosed - not_held
    weights |= {outcome: rest * weight / sum(OTHERS.values()) for outcome, weight in OTHERS.items()}

    cells: dict[str, int] = dict.fromkeys(gr.Report.blank(edition).cells(), 0)
    cells["disclosure.licensing.decisions"] = draw.randint(200, 5000) if county else draw.randint(0, 300)
    came = Counter(draw.choices(list(COLUMNS), list(COLUMNS.values()), k=received))
    left: dict[str, int] = {}
    for column in COLUMNS:
        open_ones = came[column] + pending[column]
        left[column] = min(open_ones, draw.randint(0, 4)) if column == "natural_person" else 0
        done = Counter(draw.choices(list(weights), list(weights.values()), k=open_ones - left[column]))
        rows = {"received": came[column], "carried_in": pending[column], "carried_out": left[column]}
        rows |= {f"outcomes.{outcome}": number for outcome, number in done.items()}
        rows["outcomes.total"] = done.total()
        for row, number in rows.items():
            cells[f"applications.{row}.{column}"] += number
            cells[f"applications.{row}.total"] += number
    corrected, upheld = draw.randint(0, 2), draw.randint(0, 3)
    cells |= {
        "disputes.reconsideration.corrected": corrected,
        "disputes.reconsideration.upheld": upheld,
        "disputes.reconsideration.total": corrected + upheld,
    }
    return gr.Report.from_cells(cells, edition=edition, agency=organ, year=year), left
