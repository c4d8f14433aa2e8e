"""Mutated sources of every format: whatever comes of them is a report or a ``ReadError``, in bounded time.

    python -m tests.fuzz [INPUTS] [SEED]

Two processes share the work.  Printed are, for each format, how many inputs were read, refused, and raised something
else; every one that did; and the slowest.  ``python -m tests.fuzz --one SEED NUMBER FILE`` writes one of them to a file.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from heapq import nlargest
from pathlib import Path
from random import Random

import attrs

import govinfo_report as gr
from tests.html_pages import Look, page_of
from tests.mutations import mutated
from tests.office_files import DocxStyle, XlsxStyle, docx_of, narrated, xlsx_of
from tests.pdfs import Print, printed

EXAMPLES = Path(__file__).parent.parent / "examples"
SLOW = 2.0
"""Seconds from which on an input counts as slow."""
_KINDS = ("text", "text", "html", "html", "json", "docx", "xlsx", "text", "html", "docx", "xlsx", "pdf")
_SHARE = 500


@cache
def sources() -> dict[str, list[bytes]]:
    """Sources of each format, as bytes."""
    report = narrated()
    looks = (Look(chrome=True), Look(word=True, split=7), Look(nested=2, bare_rows=True, charset="gbk"))
    pages = [page_of(report, look) for look in looks]
    return {
        "text": [*(path.read_bytes() for path in sorted(EXAMPLES.glob("*.txt"))), str(report.render()).encode()],
        "json": [report.to_json().encode(), gr.read(EXAMPLES / "linjiang-2022-wrong.txt").to_json().encode()],
        "html": [page if isinstance(page, bytes) else page.encode() for page in pages],
        "docx": [
            docx_of(report),
            docx_of(report, DocxStyle(split=9, numbered=True, wrapped=True, tracked=True, pieces=True)),
        ],
        "xlsx": [xlsx_of(report), xlsx_of(report, XlsxStyle(sheets="several"))],
        "pdf": [printed(report), printed(report, Print(rules="none", number=None))],
    }


def case(seed: int, number: int) -> tuple[str, bytes]:
    """The format that the input ``number`` of a run was, and what became of it."""
    random = Random(f"{seed} {number}")
    kind = _KINDS[number % len(_KINDS)]
    known = sources()
    return kind, mutated(random.choice(known[kind]), kind, random, known[random.choice(list(known))])


@attrs.define
class Outcome:
    """What came of some inputs; ``slowest`` has seconds, format and number."""

    found: Counter[str] = attrs.field(factory=Counter)
    raised: list[str] = attrs.field(factory=list)
    slowest: list[tuple[float, str, int]] = attrs.field(factory=list)

    def add(self, other: Outcome) -> None:
        """Take up what came of others."""
        self.found += other.found
        self.raised += other.raised
        self.slowest = nlargest(5, self.slowest + other.slowest)


def over(inputs: range, seed: int) -> Outcome:
    """What came of the ``inputs`` of a run."""
    outcome = Outcome()
    for number in inputs:
        kind, data = case(seed, number)
        start = time.process_time()
        try:
            gr.reads(data)
            result = "read"
        except gr.ReadError:
            result = "refused"
        except Exception as error:
            result = "raised"
            outcome.raised.append(f"{kind} {seed} {number}: {error!r:.200}")
        seconds = time.process_time() - start
        outcome.found[f"{kind} {result}"] += 1
        outcome.found[f"{kind} slow"] += seconds > SLOW
        outcome.slowest.append((seconds, kind, number))
    outcome.slowest = nlargest(5, outcome.slowest)
    return outcome


def main(inputs: int, seed: int) -> int:
    """Print what came of it; how many raised something else."""
    total = Outcome()
    with ProcessPoolExecutor(2) as pool:
        shares = [
            pool.submit(over, range(start, min(start + _SHARE, inputs)), seed) for start in range(0, inputs, _SHARE)
        ]
        for share in shares:
            total.add(share.result())
    print(*total.raised, sep="\n")
    results = ("read", "refused", "raised", "slow")
    print("| | " + " | ".join(results) + " |\n|---|" + "---:|" * len(results))
    for kind in sorted(set(_KINDS)):
        print(f"| {kind} | " + " | ".join(f"{total.found[f'{kind} {result}']:,}" for result in results) + " |")
    print("slowest:", ", ".join(f"{kind} {number}: {seconds:.2f} s" for seconds, kind, number in total.slowest))
    return len(total.raised)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        Path(sys.argv[4]).write_bytes(case(int(sys.argv[2]), int(sys.argv[3]))[1])
        sys.exit()
    numbers = [int(argument) for argument in sys.argv[1:]]
    sys.exit(bool(main(*(numbers + [200_000, 0][len(numbers) :]))))
