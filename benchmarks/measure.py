"""Times and memory, as ratios to something that a user knows."""

from __future__ import annotations

import gc
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Mapping, Sequence

IMPORT = "import time; start = time.perf_counter(); import {}; print(time.perf_counter() - start)"


def fastest(calls: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Microseconds of processor time of the fastest of ``rounds`` calls of each, taken in turn so that all meet the same weather.

    What other programs take meanwhile does not count.
    """
    best = dict.fromkeys(calls, float("inf"))
    for call in calls.values():
        call()
    gc.collect()
    for _ in range(rounds):
        for name, call in calls.items():
            start = time.process_time()
            call()
            best[name] = min(best[name], time.process_time() - start)
    return {name: seconds * 1e6 for name, seconds in best.items()}


def fastest_import(statements: Mapping[str, str], rounds: int) -> dict[str, float]:
    """Milliseconds of the fastest of ``rounds`` imports of each, every one in a process of its own."""
    best = dict.fromkeys(statements, float("inf"))
    for _ in range(rounds):
        for name, statement in statements.items():
            command = [sys.executable, "-c", IMPORT.format(statement)]
            taken = float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
            best[name] = min(best[name], taken)
    return {name: seconds * 1e3 for name, seconds in best.items()}


def kilobytes(make: Callable[[], object], count: int = 200) -> float:
    """What one of ``count`` objects that ``make`` gives takes in memory, in kB."""
    make()
    gc.collect()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    held = [make() for _ in range(count)]
    taken = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    return taken / len(held) / 1000


def table(rows: Sequence[Sequence[str]], heads: Sequence[str]) -> str:
    """A Markdown table, the first column to the left."""
    lines = ["| " + " | ".join(heads) + " |", "|---" + "|---:" * (len(heads) - 1) + "|"]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)])
