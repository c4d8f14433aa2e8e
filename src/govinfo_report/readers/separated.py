"""Lines whose cells are told by separators: pipes, tabs, commas."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence

from govinfo_report.textformat import MARK, is_figure_like

__all__ = [
    "comma_rows",
    "is_divider",
    "is_pipes",
    "lone_pipes",
    "split_pipes",
    "split_tabs",
    "with_plain_bars",
    "without_wiki",
]

_RUN = re.compile(r"\|+")
_PIPE = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_REACH = 4
"""Within how many lines the next pipe must stand where pipes stand alone."""
_LONGEST_RECORD = 24
"""The lines of a record with commas, whose cells may have several."""
_LONGEST_FIELD = 80


def is_divider(line: str) -> bool:
    """Whether ``line`` only divides the head of a table from its body."""
    return not line.strip("|-: +") and "-" in line


def is_pipes(line: str) -> bool:
    """Whether ``line`` is pipes and nothing else."""
    return "|" in line and not line.strip("| \t\u3000")


def split_tabs(line: str) -> list[str]:
    """The cells of a line that tabs cut."""
    return [part.strip() for part in line.rstrip("\r\n").split("\t")]


def without_wiki(lines: Sequence[str]) -> list[str]:
    """``lines`` with the rows of tables in wiki markup (``{|``, ``|-``, ``! a !! b``, ``| a || b``, ``|}``) cut by single pipes."""
    plain: list[str] = []
    inside = False
    for line in lines:
        stripped = line.strip()
        if stripped.startswith("{|"):
            inside = True
            stripped = ""
        elif inside and stripped.startswith(("|}", "|+", "|-")):
            inside = not stripped.startswith("|}")
            stripped = ""
        elif inside and stripped.startswith(("|", "!")):
            cells = stripped[1:].replace("!!", "||") if stripped[0] == "!" else stripped[1:]
            stripped = f"|{'|'.join(cells.split('||'))}|"
        else:
            stripped = line
        plain.append(stripped)
    return plain


def with_plain_bars(lines: Sequence[str]) -> list[str]:
    """``lines`` with wide bars made pipes where three and more in a row have them, some between figures."""
    plain = list(lines)
    start = 0
    for at in range(len(lines) + 1):
        if at < len(lines) and "｜" in lines[at]:
            continue
        cells = [cell.strip() for line in lines[start:at] for cell in line.split("｜")]
        if at - start > 2 and any(map(is_figure_like, filter(None, cells))):
            plain[start:at] = [line.replace("｜", "|") for line in lines[start:at]]
        start = at + 1
    return plain


def split_pipes(lines: Sequence[str], *, escapes: bool) -> list[list[str]]:
    """The cells of lines that pipes cut, the outer pipes being none where nearly all lines have both.

    In Markdown a backslash ``escapes`` a pipe; elsewhere it is a sign for a blank, and the pipe ends its cell.
    """
    stripped = [line.strip() for line in lines]
    bodies = [line for line in stripped if "|" in line]
    closed = sum(
        line.startswith("|") and line.endswith("|") and not (escapes and line.endswith("\\|")) for line in bodies
    )
    outer = 10 * closed >= 9 * len(bodies)
    runs = [run for line in bodies for run in _RUN.findall(line.strip("|"))]
    if len(bodies) > 2 and len(runs) >= len(bodies) and all(len(run) == 2 for run in runs):
        stripped = [line.replace("||", "|") for line in stripped]  # two pipes are one separator
    return [[_cell(part, escapes) for part in _parts(line, outer, escapes)] for line in stripped]


def _parts(line: str, outer: bool, escapes: bool) -> list[str]:
    if outer:
        line = line.removeprefix("|").removesuffix("|")
    return _PIPE.split(line) if escapes and "\\" in line else line.split("|")


def _cell(text: str, escapes: bool) -> str:
    if escapes and "\\" in text:
        text = text.replace("\\|", "|")
    if "<" in text:
        text = _BREAK.sub("\n", text)
    return text.strip()


def lone_pipes(lines: Sequence[str]) -> dict[int, int]:
    """Where pipes stand on lines of their own between cells: the first line of each such part and the end of it."""
    pipes = [at for at, line in enumerate(lines) if is_pipes(line)]
    parts: dict[int, int] = {}
    at = 0
    while at < len(pipes):
        last = at
        while last + 1 < len(pipes) and _near(lines, pipes[last], pipes[last + 1]):
            last += 1
        if last - at >= 3:
            start = pipes[at]
            while start > 0 and lines[start - 1].strip() and pipes[at] - start < 2:
                start -= 1
            parts[start] = pipes[last] + 1
        at = last + 1
    return parts


def _near(lines: Sequence[str], one: int, other: int) -> bool:
    """Whether few lines stand between two pipes, and none that pipes cut."""
    between = [line for line in lines[one + 1 : other] if line.strip()]
    return len(between) < _REACH and not any("|" in line for line in between)


def comma_rows(lines: Sequence[str], comma: str = ",") -> dict[int, tuple[int, list[tuple[int, list[str]]]]]:
    """Where lines are records with commas: the first line of each part, its end, and its records with their line.

    ``comma`` may be another sign.
    """
    found: dict[int, tuple[int, list[tuple[int, list[str]]]]] = {}
    at = 0
    while at < len(lines):
        if comma not in lines[at] or not _is_record(lines[at], comma):
            at += 1
            continue
        end, records = _records(lines, at, comma)
        if len(records) >= 3 and sum(any(map(is_figure_like, fields[1:])) for _, fields in records) >= 1:
            found[at] = end, records
        at = max(end, at + 1)
    return found


def _is_record(line: str, comma: str) -> bool:
    if line.startswith(MARK) or "\t" in line or "|" in line:
        return False
    if not (_THOUSANDS.sub("", line) if comma == "," else line).count(comma):
        return False
    fields = line.split(comma)
    shown = [field for field in fields if field.strip()]
    if all(map(is_figure_like, shown)) and not line.startswith((comma, '"')):
        return False  # figures alone open no table
    return len(shown) <= 1 or all(len(field) <= _LONGEST_FIELD and "。" not in field for field in fields)


def _records(lines: Sequence[str], start: int, comma: str) -> tuple[int, list[tuple[int, list[str]]]]:
    records: list[tuple[int, list[str]]] = []
    at = start
    while at < len(lines):
        line = lines[at]
        if not line.strip():
            at += 1
            continue
        if not _continues(lines, at, comma):
            break
        taken = 1
        while line.count('"') % 2 and at + taken < len(lines) and taken < _LONGEST_RECORD:
            line += "\n" + lines[at + taken]
            taken += 1
        if line.count('"') % 2:
            break  # a cell that does not end: what it holds is not known
        record = csv.reader(line.splitlines(keepends=True), delimiter=comma)
        try:
            fields = next(record, [])
        except csv.Error:
            break
        taken = max(1, record.line_num)  # an odd quote may belong to no record at all
        records.append((at, [field.strip() for field in fields]))
        at += taken
    while at > start and not lines[at - 1].strip():
        at -= 1
    return at, records


def _continues(lines: Sequence[str], at: int, comma: str) -> bool:
    """Whether line ``at`` is a record, or a single field between records."""
    line = lines[at]
    if comma in line:
        return _is_record(line, comma) or all(map(is_figure_like, filter(str.strip, line.split(comma))))
    following = next((other for other in lines[at + 1 : at + 3] if other.strip()), "")
    return len(line) <= _LONGEST_FIELD and "。" not in line and comma in following and _is_record(following, comma)
