"""Mutated sources of every format: whatever comes of them is a report or a ``ReadError``.

    python -m tests.fuzz [INPUTS] [SEED]

Two processes share the work; the last line says how many were read, refused, and raised something else.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from random import Random

import govinfo_report as gr
from tests.html_pages import Look, page_of
from tests.office_files import DocxStyle, XlsxStyle, docx_of, narrated, xlsx_of
from tests.pdfs import printed

EXAMPLES = Path(__file__).parent.parent / "examples"
Seed = tuple[str, bytes]


def sources() -> list[Seed]:
    """A source of each format, as bytes."""
    report = narrated()
    page = page_of(report, Look(chrome=True))
    return [
        *((path.name, path.read_bytes()) for path in sorted(EXAMPLES.glob("*.txt"))),
        ("drawn", str(report.render()).encode()),
        ("json", report.to_json().encode()),
        ("html", page if isinstance(page, bytes) else page.encode()),
        ("docx", docx_of(report, DocxStyle())),
        ("xlsx", xlsx_of(report, XlsxStyle())),
        ("pdf", printed(report)),
    ]


def mutated(source: bytes, random: Random) -> bytes:
    """``source`` with a few of its bytes changed, dropped, doubled, swapped or cut off."""
    made = bytearray(source)
    for _ in range(random.choice((1, 1, 2, 4, 16))):
        if not made:
            break
        at, length = random.randrange(len(made)), random.choice((1, 1, 3, 9, 90))
        piece = made[at : at + length]
        change: Callable[[], bytes] = random.choice(
            (
                lambda: bytes(random.randrange(256) for _ in range(len(piece))),  # noqa: B023
                lambda: b"",
                lambda: bytes(piece) * random.choice((2, 3, 50)),  # noqa: B023
                lambda: bytes(reversed(piece)),  # noqa: B023
                lambda: random.choice(
                    (b"0", b"<td>", b"\t", b"|", b"\n", b"</table>", b"\xff", b"-1", b"&#0;", b"\\u0000")
                ),
            )
        )
        made[at : at + length] = change()
    return bytes(made[: random.randrange(len(made) + 1)] if random.random() < 0.05 else made)


def over(inputs: int, seed: int) -> tuple[Counter[str], list[str]]:
    """What came of ``inputs`` mutated sources, and what was raised beside ``ReadError``."""
    random = Random(seed)
    seeds = sources()
    found: Counter[str] = Counter()
    raised: list[str] = []
    for number in range(inputs):
        name, source = seeds[number % len(seeds)]
        data = mutated(source, random)
        start = time.perf_counter()
        try:
            gr.reads(data)
            found["read"] += 1
        except gr.ReadError:
            found["refused"] += 1
        except Exception as error:
            found["raised"] += 1
            raised.append(f"{name} {seed} {number}: {error!r:.200}")
        found["slow"] += time.perf_counter() - start > 2
    return found, raised


def main(inputs: int, seed: int) -> int:
    """Print what came of it; how many raised something else."""
    total: Counter[str] = Counter()
    with ProcessPoolExecutor(2) as pool:
        shares = [pool.submit(over, 1000, seed + at) for at in range(max(inputs // 1000, 1))]
        for share in shares:
            found, raised = share.result()
            total += found
            for line in raised:
                print(line)
    print(
        f"{total.total() - total['slow']} inputs: "
        + ", ".join(f"{name} {total[name]}" for name in ("read", "refused", "raised", "slow"))
    )
    return total["raised"]


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]]
    sys.exit(bool(main(*(numbers + [200_000, 0][len(numbers) :]))))
