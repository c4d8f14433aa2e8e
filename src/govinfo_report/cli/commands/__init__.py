"""The commands, a room for each; a new one is a room with ``add`` and a name in the list."""

from collections.abc import Callable
from typing import Final

from govinfo_report.cli.commands import aggregate, check, completion, convert, coverage, diff, draft, rules, show, table
from govinfo_report.cli.program import Program

__all__ = ["COMMANDS"]

COMMANDS: Final[tuple[Callable[[Program], None], ...]] = (
    show.add,
    check.add,
    rules.add,
    convert.add,
    draft.add,
    diff.add,
    aggregate.add,
    coverage.add,
    table.add,
    completion.add,
)
"""Each declares one command, in the order in which they are listed."""
