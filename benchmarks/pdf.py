"""What reading a PDF costs, as ratios in one run to bare pdfplumber on the same file.

    python benchmarks/pdf.py [FILE.pdf] [ROUNDS] [--write]

The unit is ``extract_tables`` and ``extract_text`` of every page.  Each time is the minimum of several rounds.  Without
a file the full report in ``examples`` is printed to one.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pdfplumber
from measure import fastest, table

import govinfo_report as gr
from govinfo_report.readers.pdf import READER

ROOT = Path(__file__).parent.parent
RESULTS = Path(__file__).parent / "pdf_results.md"


def example() -> bytes:
    """The report in ``examples`` as a PDF."""
    sys.path.insert(0, str(ROOT))
    from tests.pdfs import printed

    return printed(gr.read(ROOT / "examples" / "linjiang-2023.txt"))


def bare(data: bytes) -> None:
    """Tables and text by pdfplumber."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            page.extract_tables()
            page.extract_text()


def main(data: bytes, rounds: int) -> str:
    """The table."""
    taken = fastest(
        {
            "bare pdfplumber": lambda: bare(data),
            "pdf to a document": lambda: READER.read(data, gr.Limits()),
            "gr.reads of pdf": lambda: gr.reads(data),
        },
        rounds,
    )
    unit = taken["bare pdfplumber"]
    rows = [(name, f"{micro / 1e3:.1f}", f"{micro / unit:.2f}") for name, micro in taken.items()]
    return table(rows, ("what", "ms", "× pdfplumber"))


if __name__ == "__main__":
    given = [one for one in sys.argv[1:] if one != "--write"]
    files = [one for one in given if not one.isdecimal()]
    numbers = [int(one) for one in given if one.isdecimal()]
    shown = main(Path(files[0]).read_bytes() if files else example(), numbers[0] if numbers else 5)
    print(shown)
    if "--write" in sys.argv:
        RESULTS.write_text(shown + "\n", encoding="utf-8")
