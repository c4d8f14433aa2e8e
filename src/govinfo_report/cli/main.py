"""``govinfo-report show|check PATH…``: reads reports and shows them, or what is wrong with them.

Exit code 0: all well; 1: a finding of severity error; 2: a file could not be read.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from govinfo_report.errors import GovinfoReportError
from govinfo_report.messages import SOURCE_LOCALE, message, resolve_locale
from govinfo_report.reading import read
from govinfo_report.report import Report

__all__ = ["main"]

_WELL, _FOUND, _UNREADABLE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit code is what it returns."""
    _write_utf8()
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read the output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _WELL
    return code


def _run(arguments: Sequence[str] | None) -> int:
    options = _parser().parse_args(arguments)
    locale = resolve_locale(options.locale)
    worst = _WELL
    records: list[dict[str, Any]] = []
    for path in _files(options.paths):
        try:
            report = read(sys.stdin.buffer if path == "-" else path)
        except (GovinfoReportError, OSError) as error:
            worst = _UNREADABLE
            what = _refusal(path, error, locale)
            records.append({"path": path, "error": what})
            print(what, file=sys.stderr)
            continue
        if options.command == "check" and not report.tables:
            worst = _UNREADABLE
            what = message("{path}：报告中没有认出任何表格，无可核对", path=path).text(locale)
            records.append({"path": path, "error": what})
            print(what, file=sys.stderr)
            continue
        command = _show if options.command == "show" else _check
        record, code = command(report, locale, quiet=options.json, notes=options.notes)
        records.append({"path": path, **record})
        worst = max(worst, code)
    if options.json:
        print(json.dumps(records, ensure_ascii=False, indent=1))
    return worst


def _refusal(path: str, error: Exception, locale: str) -> str:
    if isinstance(error, GovinfoReportError):
        return error.text(locale).replace("\n", "\n    ")
    reason = str(getattr(error, "strerror", None) or error)
    return message("{path}：无法打开（{reason}）", path=path, reason=reason).text(locale)


def _show(report: Report, locale: str, *, quiet: bool, notes: bool) -> tuple[dict[str, Any], int]:
    if not quiet:
        print(report.render(locale=locale), end="")
        if notes:
            _print_notes(report, locale)
    return {"report": report.to_dict()}, _WELL


def _check(report: Report, locale: str, *, quiet: bool, notes: bool) -> tuple[dict[str, Any], int]:
    findings = report.check()
    if not quiet:
        print(report.title or report.agency or message("（没有标题）").text(locale))
        for line in findings.text(locale).splitlines():
            print(f"  {line}")
        for note in report.notes:
            if note.code == "no-table" and not notes:
                print(f"  {note.message_in(locale)}")
        if report.notes and not notes:
            print("  " + message("另有{count}条读取说明，用--notes查看", count=len(report.notes)).text(locale))
        if notes:
            _print_notes(report, locale)
    record = {
        "title": report.title,
        "agency": report.agency,
        "year": report.year,
        "ok": findings.ok,
        "findings": [finding.to_dict(locale) for finding in findings],
        "notes": report.to_dict()["notes"],
    }
    return record, _WELL if findings.ok else _FOUND


def _print_notes(report: Report, locale: str) -> None:
    for note in report.notes:
        place = " ".join(
            part for part in (note.position.text(locale) if note.position else "", note.path or "") if part
        )
        print(
            f"  [{note.code}] {place}: {note.message_in(locale)}"
            if place
            else f"  [{note.code}] {note.message_in(locale)}"
        )


def _files(paths: Sequence[str]) -> Iterator[str]:
    """The files that ``paths`` name; those of a folder in order, whatever stands below it."""
    for path in paths:
        folder = Path(path)
        if path != "-" and folder.is_dir():
            files = (file for file in folder.rglob("*") if file.is_file() and not file.name.startswith("."))
            yield from sorted(map(str, files)) or [path]
        else:
            yield path


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="govinfo-report", description="读取、核对政府信息公开工作年度报告 (read and check annual OGI reports)"
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="show|check")
    for name, purpose in (
        ("show", "按统一格式显示 (show in the official layout)"),
        ("check", "核对勾稽关系 (check the identities)"),
    ):
        command = commands.add_parser(name, help=purpose, description=purpose)
        command.add_argument(
            "paths",
            nargs="+",
            metavar="PATH",
            help="文件或文件夹，-为标准输入 (files or folders, - for standard input)",
        )
        command.add_argument("--json", action="store_true", help="供程序读取 (for machines)")
        command.add_argument("--notes", action="store_true", help="列出读取说明 (list the notes)")
        command.add_argument("--locale", default=SOURCE_LOCALE, type=_locale, help="zh_CN 或 (or) en")
    return parser


def _locale(value: str) -> str:
    try:
        return resolve_locale(value)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _write_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
