"""What hostile input costs: each source is read in a process of its own, and its time and memory are printed.

    python benchmarks/hostile.py [--write]

Seconds are those of the reading alone, MB what the process took at most, the source itself among them.  ``--write``
puts the table where the documentation finds it.
"""

from __future__ import annotations

import io
import os
import platform
import resource
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random

import govinfo_report as gr

HERE = Path(__file__).parent
RESULTS = HERE / "hostile_results.md"
EXAMPLE = HERE.parent / "examples" / "linjiang-2023.txt"
KINDS = {"html": "x.html", "docx": "x.docx", "xlsx": "x.xlsx", "pdf": "x.pdf", "txt": "x.txt", "json": "x.json"}
SLOWEST, LARGEST = 2.0, 500


def package(kind: str, data: bytes) -> bytes:
    """A package whose document, or first sheet, is ``data``."""
    part = {"docx": "word/document.xml", "xlsx": "xl/worksheets/sheet1.xml"}[kind]
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(part, data)
    return made.getvalue()


def entities() -> bytes:
    """Markup whose few entities would unfold to gigabytes."""
    nested = "".join(f'<!ENTITY e{at} "{f"&e{at - 1};" * 10}">' for at in range(1, 11))
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "lol">{nested}]><x>&e10;</x>'.encode()


def pdf(pages: int = 1, content: bytes = b"", trailer: bytes = b"") -> bytes:
    """A PDF of so many pages that all draw ``content``."""
    kids = b" ".join(b"%d 0 R" % (at + 4) for at in range(pages))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%b]>>" % (pages, kids),
        b"<</Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (len(packed := zlib.compress(content)), packed),
        *(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R>>" for _ in range(pages)),
    ]
    body = b"%PDF-1.7\n"
    table = b""
    for number, one in enumerate(objects, 1):
        table += b"%010d 00000 n \n" % len(body)
        body += b"%d 0 obj%bendobj\n" % (number, one)
    size = len(objects) + 1
    return body + b"xref\n0 %d\n0000000000 65535 f \n%btrailer<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF" % (
        size, table, size, trailer, len(body),
    )  # fmt: skip


ENCRYPTED = b"/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -44/O(%b)/U(%b)>>/ID[(a)(a)]" % (b"o" * 32, b"u" * 32)
ROW = "<tr><td>规章</td><td>1</td><td>2</td></tr>"


def cut(kind: str) -> bytes:
    """Half a file of ``kind``."""
    sys.path.insert(0, str(HERE.parent))
    from tests.html_pages import page_of
    from tests.office_files import docx_of, xlsx_of
    from tests.pdfs import printed

    report = gr.read(EXAMPLE)
    made: dict[str, Callable[[], bytes]] = {
        "html": lambda: str(page_of(report)).encode(),
        "docx": lambda: docx_of(report),
        "xlsx": lambda: xlsx_of(report),
        "pdf": lambda: printed(report),
        "txt": EXAMPLE.read_bytes,
        "json": lambda: report.to_json().encode(),
    }
    whole = made[kind]()
    return whole[: len(whole) // 2]


SOURCES: Mapping[str, tuple[str, Callable[[], bytes]]] = {
    'a cell with `colspan="1000000000"`': ("html", lambda: b"<table><tr><td colspan=1000000000>x<td>1<tr><td>2<td>3</table>"),
    'cells with `rowspan` and `colspan` of 65534': (
        "html", lambda: f"<table>{'<tr>' + '<td rowspan=65534 colspan=65534>1' * 90}{ROW * 900}</table>".encode(),
    ),
    "100,000 elements, each inside the one before": ("html", lambda: b"<div>" * 100_000 + b"1"),
    "19,000 elements, each inside the one before": ("html", lambda: b"<html>" + b"<div>" * 19_000 + b"1"),
    "2,000 tables, each inside the one before": ("html", lambda: b"<table><tr><td>" * 2_000 + b"1"),
    "9,000 elements left open, in as many paragraphs": ("html", lambda: b"<html>" + b"".join(b"<p><b a=%d>x" % at for at in range(9_000))),
    "a tag of a million attributes": ("html", lambda: b"<p " + b"".join(b'a%d=""' % at for at in range(1_000_000)) + b">"),
    "50 MB of markup": ("html", lambda: f"<html><table>{ROW}".encode() * 1_000_000),
    "30 MB of markup": ("html", lambda: f"<html><table>{ROW * 550_000}".encode()),
    "30 MB of text in a page": ("html", lambda: b"<html><p>" + b"x" * 30_000_000),
    "30 MB of one line": ("txt", lambda: b"1" * 30_000_000),
    "30 MB of short lines": ("txt", lambda: b"1\n" * 15_000_000),
    "30 MB of tabs": ("txt", lambda: b"1\t" * 15_000_000),
    "a zip bomb": ("docx", lambda: package("docx", b"<a>" + b" " * 300_000_000)),
    "a zip bomb ": ("xlsx", lambda: package("xlsx", b"<a>" + b" " * 300_000_000)),
    "an entity bomb": ("docx", lambda: package("docx", entities())),
    "an entity bomb ": ("xlsx", lambda: package("xlsx", entities())),
    "elements 100,000 deep": ("docx", lambda: package("docx", b"<a>" * 100_000 + b"</a>" * 100_000)),
    "a million elements": ("xlsx", lambda: package("xlsx", b"<a>" + b"<c/>" * 1_000_000 + b"</a>")),
    "arrays 100,000 deep": ("json", lambda: b'{"format":"govinfo_report","notes":' + b"[" * 100_000),
    "a number of a million digits": ("json", lambda: b'{"format":"govinfo_report","year":' + b"9" * 1_000_000 + b"}"),
    "encrypted": ("pdf", lambda: pdf(trailer=ENCRYPTED)),
    "5,000 pages": ("pdf", lambda: pdf(5_000, b"0 0 m 9 9 l S")),
    "a page that draws a million lines": ("pdf", lambda: pdf(content=b"0 0 m 99 99 l S\n" * 1_000_000)),
    "a page of 200 MB, packed": ("pdf", lambda: pdf(content=b" " * 200_000_000)),
    **{f"half of a file (.{kind})": (kind, lambda kind=kind: cut(kind)) for kind in KINDS},
    **{f"a million random bytes (.{kind})": (kind, lambda: Random(7).randbytes(1_000_000)) for kind in KINDS},
}  # fmt: skip


def measure(name: str) -> tuple[str, float, int]:
    """What came of a source, in a process of its own: outcome, seconds, MB."""
    source = subprocess.run([sys.executable, __file__, "--make", name], check=True, capture_output=True).stdout
    command = [sys.executable, __file__, "--read", KINDS[SOURCES[name][0]]]
    done = subprocess.run(command, input=source, check=True, capture_output=True)
    outcome, seconds, size = done.stdout.decode().rsplit("\t", 2)
    return outcome, float(seconds), int(size)


def read(name: str) -> None:
    """Read what standard input holds as a file of ``name``; print outcome, seconds and MB."""
    file = io.BytesIO(sys.stdin.buffer.read())
    file.name = name
    start = time.process_time()
    try:
        report = gr.read(file)
        outcome = f"read, {len(report.notes)} notes"
    except gr.ReadError as error:
        outcome = f"refused: {error.text('en')}"
    seconds = time.process_time() - start
    os.write(1, f"{outcome}\t{seconds}\t{peak()}".encode())


def peak() -> int:
    """The most memory that this process took, in MB; the kernel counts what its parent took to what ``getrusage`` says."""
    status = Path("/proc/self/status")
    if status.exists():
        return next(int(line.split()[1]) // 1000 for line in status.read_text().splitlines() if line[:6] == "VmHWM:")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000


def main() -> str:
    """The table."""
    lines = ["| input | what comes of it | seconds | MB |", "|---|---|---:|---:|"]
    for name, (kind, _) in SOURCES.items():
        outcome, seconds, size = measure(name)
        outcome = outcome.splitlines()[0].replace("|", "\\|").replace("x." + kind + ": ", "")[:110]
        flag = " **over**" if seconds > SLOWEST or size > LARGEST else ""
        shown = name.strip() if f".{kind})" in name else f"{name.strip()} (.{kind})"
        lines.append(f"| {shown} | {outcome}{flag} | {seconds:.2f} | {size} |")
        print(lines[-1], flush=True)
    return "\n".join([*lines, "", f"{platform.python_implementation()} {platform.python_version()}", ""])


if __name__ == "__main__":
    if sys.argv[1:2] == ["--make"]:
        sys.stdout.buffer.write(SOURCES[sys.argv[2]][1]())
    elif sys.argv[1:2] == ["--read"]:
        read(sys.argv[2])
    else:
        table = main()
        if "--write" in sys.argv:
            RESULTS.write_text(table, encoding="utf-8")
