"""What the library costs, as ratios in one run to what a user knows.

    python benchmarks/run.py [ROUNDS] [--write]

J is ``json.loads`` of the JSON of a full report: the example of 2021's edition, its narrative stretched to some
3,000 characters.  The texts that are read are the example with one cell per line and the report as it is rendered,
with drawn tables: as the first of their shape, and with other figures than those that the shapes were learned from.
Each figure is the processor time of the fastest of ROUNDS rounds (200 when not given), all calls taken in turn.
``--write`` puts the table where the documentation finds it.  Needs ``pip install 'govinfo_report[fast]' orjson pydantic``.
"""

from __future__ import annotations

import json
import platform
import re
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import attrs
import orjson
from measure import fastest, fastest_import, kilobytes, table
from pydantic_schema import model_of

import govinfo_report as gr
from govinfo_report.compiled import compile_form
from govinfo_report.identities import check_identities
from govinfo_report.parse.shapes import shapes_of
from govinfo_report.parse.vocabulary import lexicon
from govinfo_report.prose.scanner import read_sentence
from govinfo_report.registry import Registry
from govinfo_report.serialize import Serializer, serializer

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "examples"
RESULTS = HERE / "results.md"


def full_report() -> gr.Report:
    """The example, with a narrative of some 3,000 characters."""
    report = gr.read(EXAMPLES / "linjiang-2023.txt")
    assert report.overview is not None
    paragraphs = [paragraph.text for paragraph in report.overview.paragraphs]
    while sum(map(len, paragraphs)) < 2_500:
        paragraphs += paragraphs
    return attrs.evolve(report, overview=gr.Section.of(report.overview.heading, *paragraphs[:40]))


def with_claims_once() -> gr.Report:
    """The example, with a narrative of some 3,000 characters of which only its own sentences claim figures."""
    report = gr.read(EXAMPLES / "linjiang-2023.txt")
    assert report.overview is not None
    padding = "各单位按月更新栏目，检索和下载都可以在首页完成，解读与文件同时发布，培训和抽查的结果一并通报。"
    paragraphs = [paragraph.text for paragraph in report.overview.paragraphs]
    return attrs.evolve(report, overview=gr.Section.of(report.overview.heading, *paragraphs, *[padding * 4] * 14))


def without_extras() -> Serializer:
    """What turns reports into JSON and back where the core alone is installed."""
    made = Serializer(gr.Report, ())
    made._fast = None
    return made


def other_figures(text: str) -> str:
    """``text`` with every figure that stands alone in a cell changed, its length kept; prose stays."""
    turned = str.maketrans("123456789", "234567891")
    return re.sub(r"(?m)(?<=[\t ])\d+(?= *(?:│|$))", lambda match: match.group().translate(turned), text)


def reading(listed: str, drawn: str | bytes, unit: Callable[[], object], rounds: int) -> dict[str, tuple[float, float]]:
    """What reading takes where tables are the first of their shape, and where it was learned from other figures.

    Microseconds, and how often ``unit`` goes into them.
    """
    assert isinstance(drawn, str)
    shapes = shapes_of(lexicon(tuple(Registry.installed().forms)))
    texts = {"listed": listed, "drawn": drawn}
    others = {name: other_figures(text) for name, text in texts.items()}
    shapes.forget()
    for name, text in texts.items():
        assert gr.reads(text).cells() != gr.reads(others[name]).cells()

    def first(text: str) -> gr.Report:
        shapes.forget()
        return gr.reads(text)

    known = fastest({"J": unit, **{name: partial(gr.reads, text) for name, text in others.items()}}, rounds)
    new = fastest({"J": unit, **{name: partial(first, text) for name, text in texts.items()}}, rounds)
    return {
        f"{name}, {how}": (times[name], times[name] / times["J"])
        for how, times in (("known", known), ("first", new))
        for name in texts
    }


def main(rounds: int) -> str:
    """The tables."""
    report = full_report()
    text = report.to_json()
    data, source = report.to_dict(), text.encode()
    model = model_of(report)
    modelled = model.model_validate_json(source)
    bare, quick = without_extras(), serializer(gr.Report, ())
    filled = [(form := compile_form(type(one)), form.values(one)) for one in report.tables]
    narrative = Registry.installed().rules.get("narrative")
    once = with_claims_once()
    times = fastest(
        {
            "J": lambda: json.loads(text),
            "orjson.loads": lambda: orjson.loads(source),
            "orjson.dumps": lambda: orjson.dumps(data),
            "pydantic": lambda: model.model_validate_json(source),
            "pydantic dump": modelled.model_dump_json,
            "from_json, core": lambda: bare.from_json(text),
            "to_json, core": lambda: bare.to_json(report),
            "from_json, fast": lambda: quick.from_json(source),
            "to_json, fast": lambda: quick.to_json(report),
            "check": report.check,
            "identities": lambda: [check_identities(form, figures) for form, figures in filled],
            "narrative": lambda: [list(rule.check(report)) for rule in narrative if rule.check],
            "narrative, first": lambda: (
                read_sentence.cache_clear(),
                [list(rule.check(once)) for rule in narrative if rule.check],
            ),
            "render": report.render,
            "render, markdown": lambda: report.render("markdown"),
            "render, html": lambda: report.render("html"),
            "render, html with findings": lambda: report.render("html", findings=True),
        },
        rounds,
    )
    listed = (EXAMPLES / "yunxi-commerce-2020.txt").read_text(encoding="utf-8")
    read = reading(listed, report.render(), lambda: json.loads(text), rounds)
    imports = fastest_import(
        {"cattrs": "cattrs", "govinfo_report": "govinfo_report", "and Report": "govinfo_report; govinfo_report.Report"},
        max(rounds // 20, 3),
    )
    j, loads, dumps = times["J"], times["orjson.loads"], times["orjson.dumps"]

    def row(what: str, name: str, unit: str, of: float, bound: str) -> tuple[str, str, str, str]:
        return what, f"{times[name]:.0f} µs", f"{times[name] / of:.1f} × {unit}", bound

    def reads(what: str, name: str, bound: str) -> tuple[str, str, str, str]:
        return what, f"{read[name][0]:.0f} µs", f"{read[name][1]:.1f} × J", bound

    rows = [
        ("`json.loads` (J)", f"{j:.0f} µs", "", ""),
        row("`orjson.loads`", "orjson.loads", "J", j, ""),
        row("`Report.from_json`, core", "from_json, core", "J", j, "3"),
        row("`report.to_json`, core", "to_json, core", "J", j, "3"),
        row("`Report.from_json`, extra `fast`", "from_json, fast", "orjson.loads", loads, "2.5"),
        row("pydantic 2, same schema, reading", "pydantic", "orjson.loads", loads, ""),
        row("`report.to_json`, extra `fast`", "to_json, fast", "orjson.dumps", dumps, "3"),
        row("pydantic 2, same schema, writing", "pydantic dump", "orjson.dumps", dumps, ""),
        row("the identities of `report.check()`", "identities", "J", j, "1"),
        row("`report.check()`, all rules", "check", "J", j, "8"),
        row("the rules on narrative in it, each claim seven times", "narrative", "J", j, "4"),
        row("… 3,000 characters, each claim once, nothing remembered", "narrative, first", "J", j, "4"),
        row("`report.render()`", "render", "J", j, "10"),
        row('`report.render("markdown")`', "render, markdown", "J", j, "10"),
        row('`report.render("html")`', "render, html", "J", j, "15"),
        row("… and with its findings", "render, html with findings", "J", j, ""),
        reads("`gr.reads`, a cell per line, shapes known", "listed, known", "8"),
        reads("`gr.reads`, a cell per line, first of its shape", "listed, first", ""),
        reads("`gr.reads`, drawn tables, shapes known", "drawn, known", ""),
        reads("`gr.reads`, drawn tables, first of its shape", "drawn, first", ""),
    ]
    for what, name, bound in (
        ("import govinfo_report", "govinfo_report", "1.7"),
        ("… and its Report", "and Report", ""),
    ):
        ratio = imports[name] / imports["cattrs"]
        rows.append((f"`{what}`" if bound else what, f"{imports[name]:.0f} ms", f"{ratio:.2f} × import cattrs", bound))
    held, plain = kilobytes(lambda: quick.from_json(source)), kilobytes(lambda: json.loads(text))
    rows.append(("memory of a report held", f"{held:.0f} kB", f"{held / plain:.2f} × its dicts", ""))
    where = f"{platform.python_implementation()} {platform.python_version()}, {len(text):,} characters of JSON"
    return f"{table(rows, ('what', 'fastest', 'ratio', 'aim'))}\n\n{where}; processor time of the fastest of {rounds} rounds.\n"


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:] if argument.isdecimal()]
    found = main(numbers[0] if numbers else 200)
    print(found)
    if "--write" in sys.argv:
        RESULTS.write_text(found, encoding="utf-8")
