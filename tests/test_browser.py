"""The web page in a real browser: what is hostile does nothing, phones and paper have it whole.

Needs Chromium, which ``.ci/run`` installs; skipped where there is none.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html import escape, unescape
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

import govinfo_report as gr
from tests.test_renderers import HOSTILE, hostile

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")
pytestmark = pytest.mark.skipif(not BROWSER, reason="no Chromium on this machine (.ci/run installs it)")

COMMAND = (BROWSER, "--headless", "--no-sandbox", "--disable-gpu")
EXAMPLE = Path(__file__).parent.parent / "examples" / "linjiang-2022-wrong.txt"

PROBE = """<script>
window.alert = () => { document.documentElement.dataset.run = "script" };
addEventListener("load", () => setTimeout(() => {
  const all = [...document.querySelectorAll(".govinfo-report *")];
  const boxes = [...document.querySelectorAll(".table")];
  const rect = (one) => { const r = one.getBoundingClientRect(); return [r.left, r.right]; };
  document.title = JSON.stringify({
    frames: [...document.querySelectorAll("iframe")].map((one) => one.contentDocument.title),
    run: document.documentElement.dataset.run || null,
    tags: [...new Set(all.map((one) => one.localName))],
    handlers: all.flatMap((one) => [...one.attributes]).filter((one) => /^on/i.test(one.name)).length,
    requests: performance.getEntriesByType("resource").length,
    inner: innerWidth,
    page: document.documentElement.scrollWidth,
    boxes: boxes.map((one) => [one.clientWidth, one.scrollWidth]),
    paragraphs: [...document.querySelectorAll("article p")].map((one) => one.textContent),
    heads: [...document.querySelectorAll("td[headers]")].map((one) =>
      one.getAttribute("headers").split(" ").every((id) => document.getElementById(id)?.localName === "th")),
    links: [...document.querySelectorAll("a")].map((one) =>
      document.getElementById(decodeURIComponent(one.hash.slice(1))) !== null),
    marks: [...document.querySelectorAll("td a")].map((one) => getComputedStyle(one, "::after").content),
  });
}, document.querySelector("iframe") ? 500 : 50));
</script>"""


def hosted(*content: str | bytes) -> str:
    """``content`` in a page whose host lets everything run."""
    body = "".join(one for one in content if isinstance(one, str))
    return f'<!DOCTYPE html><meta charset="utf-8"><title>-</title>{PROBE}<body style="margin:0">{body}'


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """What scripts of the hosts see of a report on a desk, of one on a phone, and of a hostile one; one start of the browser."""
    report = gr.read(EXAMPLE).render("html", fragment=True, findings=True)
    inner = {"phone": hosted(report), "hostile": hosted(hostile(*HOSTILE).render("html", fragment=True))}
    frames = "".join(f'<iframe width="390" height="800" srcdoc="{escape(page)}"></iframe>' for page in inner.values())
    file = tmp_path_factory.mktemp("browser") / "page.html"
    file.write_text(hosted(report, frames), encoding="utf-8")
    made = subprocess.run(
        [*COMMAND, "--window-size=1280,900", "--virtual-time-budget=3000", "--dump-dom", file.as_uri()],
        capture_output=True,
        timeout=60,
        check=True,
    )
    title = re.search(r"<title>(.*?)</title>", made.stdout.decode(), re.DOTALL)
    assert title is not None
    desk: dict[str, Any] = json.loads(unescape(title.group(1)))
    return {"desk": desk, **{name: json.loads(text) for name, text in zip(inner, desk["frames"], strict=True)}}


def test_hostile_narrative_does_nothing(seen: dict[str, dict[str, Any]]) -> None:
    page = seen["hostile"]
    assert page["run"] is None
    assert page["handlers"] == 0
    assert page["requests"] == 0
    assert not {"script", "img", "a", "iframe", "link", "form", "input", "b"} & set(page["tags"])
    plain = [
        text.strip() for text in HOSTILE if not re.search("[\x00-\x1f\x7f-\x9f\u200f\u202a-\u202e\u2066-\u2069]", text)
    ]
    assert [text for text in page["paragraphs"] if text in plain] == plain


@pytest.mark.parametrize(("place", "width"), [("phone", 390), ("desk", 1280)])
def test_no_page_is_wider_than_the_screen(seen: dict[str, dict[str, Any]], place: str, width: int) -> None:
    page = seen[place]
    assert page["inner"] == width
    assert page["page"] <= width
    assert any(whole > shown for shown, whole in page["boxes"]) == (width < 600), "a wide table scrolls in its own box"


def test_heads_links_and_marks(seen: dict[str, dict[str, Any]]) -> None:
    page = seen["phone"]
    assert page["heads"]
    assert all(page["heads"])
    assert all(page["links"])
    failed = gr.read(EXAMPLE).check().failed
    assert len(page["marks"]) == len({path for finding in failed for path in finding.paths})
    assert all("[" in mark for mark in page["marks"])


def test_printed_on_a4_with_tables_unbroken(tmp_path: Path) -> None:
    page, printed = tmp_path / "page.html", tmp_path / "page.pdf"
    page.write_text(str(gr.read(EXAMPLE).render("html")), encoding="utf-8")
    command = [*COMMAND, "--no-pdf-header-footer"]
    subprocess.run([*command, f"--print-to-pdf={printed}", page.as_uri()], capture_output=True, timeout=60, check=True)
    with pypdfium2.PdfDocument(printed) as document:
        sizes = {tuple(round(side) for side in sheet.get_size()) for sheet in document}
        texts = ["".join(sheet.get_textpage().get_text_range().split()) for sheet in document]
    assert sizes <= {(595, 842), (596, 842), (595, 841), (594, 842)}
    for first, last in (("表二", "行政事业性收费"), ("表三", "四、结转下年度继续办理"), ("表四", "复议后起诉")):
        assert [first in text for text in texts].index(True) == [last in text for text in texts].index(True)
    assert len(texts) <= 4
