"""Renderers: what they write reads back, what is hostile stays text, and marks never become figures."""

from __future__ import annotations

import re
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from selectolax.lexbor import LexborHTMLParser

import govinfo_report as gr
from govinfo_report.readers.html_own import read_own
from govinfo_report.testing import lines, reports

EXAMPLE = Path(__file__).parent.parent / "examples" / "linjiang-2022-wrong.txt"
FEW = settings.get_profile(settings.get_current_profile_name()).max_examples // 2

HOSTILE = (
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "</p></article><h2>一、总体情况</h2>",
    "<td>12</td>",
    "javascript:alert(1)",
    "[点击](javascript:alert(1)) ![x](http://e.example/p.png) <http://e.example>",
    "https://e.example/?a=1&b=2 www.e.example ftp://e.example",
    "**粗** __粗__ *斜* _斜_ `码` ~~删~~ ==亮== $x^2$ H~2~O :smile: @who #12",
    "# 一级标题",
    "1. 第一",
    "- 项目",
    "+ 项目",
    "> 引用",
    "***",
    "---",
    "===",
    "```",
    "    代码",
    "| a | b |",
    "| :-- | --: |",
    "[^1]: 注",
    "[x]: http://e.example",
    "{{ site.url }} {% raw %} {: .class }",
    "&lt;b&gt; &#60; &amp; &copy;",
    "\\*a\\* \\",
    "a\u202e321\u202c \u2066b\u2069 \u200f",
    "\x00\x07\x1b[31m\x9b",
    '"引\'号"',
    "<U+202E>",
    "U+202E",
    "12[1]",
    "=1+1",
)


def hostile(*texts: str) -> gr.Report:
    """A report whose narrative is hostile."""
    paragraphs = tuple(gr.Paragraph(text.strip(), level) for text in texts for level in (0, 2))
    return gr.Report.from_cells(
        {"disputes.reconsideration.total": 3},
        agency="某市商务局",
        year=2022,
        overview=gr.Section("一、总体情况", paragraphs),
    )


@settings(max_examples=FEW)
@given(reports(carried_by="html"), st.booleans(), st.booleans(), st.booleans())
def test_law_2_html_is_read_back(report: gr.Report, fragment: bool, folded: bool, findings: bool) -> None:
    page = report.render("html", fragment=fragment, folded=folded, findings=findings)
    assert isinstance(page, str)
    assert gr.reads(page, format="html") == report
    assert gr.reads(page.encode()) == report


@settings(max_examples=FEW)
@given(reports(carried_by="markdown"))
def test_law_2_markdown_is_read_back(report: gr.Report) -> None:
    text = report.render("markdown")
    assert isinstance(text, str)
    assert gr.reads(text, format="markdown") == report
    assert gr.reads(text) == report


@settings(max_examples=FEW)
@given(reports(carried_by="text"), st.sampled_from(["text", "markdown"]))
def test_marks_never_become_figures(report: gr.Report, format: str) -> None:
    report = attrs.evolve(report, extras=())
    marked = report.check().failed
    again = gr.reads(report.render(format, findings=True), format=format)
    cells = report.cells()
    spoken_of = {path for finding in marked for path in finding.paths if cells.get(path) is not None}
    for path, value in again.cells().items():
        assert value == (None if path in spoken_of else cells[path]), path
    assert spoken_of <= again.unread


@pytest.mark.parametrize("format", ["html", "markdown"])
def test_hostile_narrative_is_read_back(format: str) -> None:
    report = hostile(*HOSTILE)
    assert gr.reads(report.render(format)) == report
    assert gr.reads(report.render(format, locale="en")).overview == report.overview


def test_the_page_holds_no_markup_of_the_narrative() -> None:
    page = hostile(*HOSTILE).render("html")
    assert isinstance(page, str)
    tags = set(re.findall(r"<([a-z][a-z0-9]*)", page))
    assert tags == {
        "html", "head", "meta", "title", "style", "body", "div", "article", "section", "h1", "h2", "h4", "p",
        "table", "caption", "thead", "tbody", "tr", "th", "td", "span",
    }  # fmt: skip
    assert not re.search(r"\s(on\w+|src|href)=", re.sub(r"&[^;]+;", "", re.sub(r">[^<]*<", "><", page)))
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]", page)


STRIPPED = re.compile(
    r" (?:data-[a-z-]+|class|aria-[a-z]+|id|headers|scope|role|title|tabindex|lang)=\"[^\"]*\"|</?(?:article|section|aside)[^>]*>"
)


def test_a_page_whose_attributes_a_site_took_away_still_gives_the_figures() -> None:
    report = gr.read(EXAMPLE)
    for findings in (False, True):
        page = report.render("html", findings=findings)
        assert isinstance(page, str)
        again = gr.reads(STRIPPED.sub("", page), format="html")
        assert again.cells() == report.cells()
        assert again.title == report.title
        assert again.overview == report.overview


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("<h3>（一）主动公开</h3>", "<h3>（一）主动公开</h3><ul><li>加了一条</li></ul>"),
        ("<article ", "<article data-govinfo-report='1'></article><article "),
        ('<article data-govinfo-report="1"', '<article data-govinfo-report="2"'),
        ("<h3>（一）主动公开</h3>", '<h3 data-mark="x">（一）主动公开</h3>'),
        ("<h3>（一）主动公开</h3>", '<h3 data-level="7">（一）主动公开</h3>'),
        ("<h3>（一）主动公开</h3>", "<h3>（一）主动公开</h3>散落的文字"),
        ("<h3>（一）主动公开</h3>", "<h3>（一）主动公开</h3><p></p>"),
        ("<h3>（一）主动公开</h3>", '<h3>（一）主动公开</h3><p hidden="">藏起来的</p>'),
        ("<h3>（一）主动公开</h3>", '<h3>（一）主动公开</h3><p style="display:none">藏起来的</p>'),
        ("<h3>（一）主动公开</h3>", '<h3>（一）主动公开</h3><p>a<span data-code="0041">A</span></p>'),
        ("<h3>（一）主动公开</h3>", "<h3>（一）主动公开</h3><p>a<b>粗</b></p>"),
        ("<h3>（一）主动公开</h3>", "<h3>（一）主动公开</h3><p>a\x0bb</p>"),
        ("<h3>（一）主动公开</h3>", '<h3>（一）主动公开</h3><dl><dd data-key="x">y</dd></dl>'),
        ("<tbody>", "<tbody><div></div>"),
        ("<thead>", "<tfoot><tr><td></td></tr></tfoot><thead>"),
        ("<tbody>\n<tr>", "<tbody>\n<tr><script></script>"),
    ],
)
def test_a_page_that_somebody_changed_is_read_as_any_other(before: str, behind: str) -> None:
    report = gr.read(EXAMPLE)
    page = report.render("html")
    assert isinstance(page, str)
    assert before in page
    changed = page.replace(before, behind, 1)
    assert read_own(LexborHTMLParser(changed), gr.Limits()) is None or before == "<tbody>"
    again = gr.reads(changed)
    assert again.cells() == report.cells()
    assert again.agency == report.agency


def test_a_page_whose_source_was_wrapped_reads_the_same() -> None:
    report = gr.read(EXAMPLE)
    page = report.render("html")
    assert isinstance(page, str)
    wrapped = (
        re.sub("，(?=[\u4e00-\u9fff])", "，\n      ", page).replace("<p>", "<p>\n    ").replace("</p>", "\n  </p>")
    )
    assert gr.reads(wrapped) == report


def test_deep_headings_and_what_a_title_does_not_tell_are_carried() -> None:
    paragraphs = tuple(gr.Paragraph(f"第{level}层", level) for level in range(10))
    report = attrs.evolve(hostile("x"), title="年度工作", overview=gr.Section("一、总体情况", paragraphs))
    page, text = report.render("html", locale="en"), report.render("markdown")
    assert isinstance(page, str)
    assert isinstance(text, str)
    assert '<dt>Organ</dt><dd data-key="agency">某市商务局</dd>' in page
    assert 'data-level="10"' in page
    assert text.startswith('---\ntitle: "年度工作"\nagency: "某市商务局"\nyear: "2022"\n---\n')
    assert gr.reads(report.render("html")) == gr.reads(text) == report
    assert gr.reads(text.replace('"', "")) == report


def test_front_matter_that_is_none_is_text() -> None:
    body = hostile("x").render("markdown")
    assert isinstance(body, str)
    for head in ("---\n", "---\nx y\n---\n", "---\n" + "a: b\n" * 50):
        assert gr.reads(head + body, format="markdown").cells() == hostile("x").cells()
    told = gr.reads("---\nyear: 2020\nagency: [x]\n\n---\n" + body, format="markdown")
    assert (told.year, told.agency) == (2020, "[x]")


def test_markdown_that_was_laid_out_anew_still_gives_the_figures() -> None:
    report = gr.read(EXAMPLE)
    text = report.render("markdown")
    assert isinstance(text, str)
    changed = text.replace(":--", ":---").replace("--:", "---:")
    assert gr.reads(changed, format="markdown").cells() == report.cells()
    cells = report.cells()
    for path, value in gr.reads(text.replace("| 规章 |", "| 规章 | |", 1), format="markdown").cells().items():
        assert value in (cells[path], None)
    assert gr.reads(text, format="text").cells() == report.cells()


def _inline(tokens: list[Token]) -> list[Token]:
    return [child for token in tokens for child in token.children or ()]


MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def _assert_inert(text: str) -> None:
    report = hostile(text)
    rendered = report.render("markdown")
    assert isinstance(rendered, str)
    tokens = MARKDOWN.parse(rendered)
    kinds = {token.type for token in tokens} - {"heading_open", "heading_close", "paragraph_open", "paragraph_close"}
    assert kinds <= {"inline"} | {
        f"{part}_{end}" for part in ("table", "thead", "tbody", "tr", "th", "td") for end in ("open", "close")
    }
    assert {token.type for token in _inline(tokens)} <= {"text", "text_special", "strong_open", "strong_close"}
    said = ["".join(child.content for child in token.children or ()) for token in tokens if token.type == "inline"]
    plain = re.sub("[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]", _code, text.strip())
    assert [one.lstrip("\u2060\u2063\u3000") for one in said].count(plain.lstrip("\u2060\u2063\u3000").strip()) >= 2


def _code(match: re.Match[str]) -> str:
    return f"<U+{ord(match.group()):04X}>"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_narrative_is_text_in_markdown(text: str) -> None:
    _assert_inert(text)


@settings(max_examples=FEW)
@given(lines())
def test_any_narrative_is_text_in_markdown(text: str) -> None:
    _assert_inert(text)
