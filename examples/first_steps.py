"""Reads a report, shows it, checks it, carries it through JSON and text, and changes a cell.

python examples/first_steps.py [FILE]

Nothing is written to disk, and nothing beyond the core of the library is needed.
"""

from __future__ import annotations

import sys
from pathlib import Path

import govinfo_report as gr

DEFAULT = Path(__file__).with_name("yunxi-commerce-2020.txt")


def main(path: str | Path = DEFAULT) -> None:
    report = gr.read(path)
    print(repr(report))
    print()

    text = report.render()
    print(text)

    findings = report.check()
    print("核对结果：")
    print(findings)
    for note in report.notes:
        print(note)

    assert gr.Report.from_json(report.to_json()) == report
    assert gr.reads(text) == report
    print("经JSON和文本往返，内容不变。")

    cell = "disputes.reconsideration.total"
    published = report.cells().get(cell)
    if not isinstance(published, int):
        print(f"{cell}为空白，不作改动。")
        return
    changed = report.with_cells({cell: published + 1})
    assert report.cells()[cell] == published
    print(f"\n把{cell}由{published}改为{published + 1}以后：")
    for finding in changed.check().at(cell):
        print(f"{finding.status} {finding.id}")
        print(finding.text())


if __name__ == "__main__":
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    main(*sys.argv[1:2])
