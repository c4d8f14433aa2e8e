"""Options of renderers: what is allowed is said in one place; what is not is refused with what there is."""

from __future__ import annotations

import pytest

import govinfo_report as gr
from govinfo_report.document import Document
from govinfo_report.options import check_options, parse_options

WIDTH = gr.Option("width", int, 80, "x", low=40, high=100)
STYLE = gr.Option("style", str, "plain", "x", choices=("plain", "official"))
BARE = gr.Option("bare", bool, False, "x")
FONT = gr.Option("font", str, None, "x")
OPTIONS = (WIDTH, STYLE, BARE, FONT)


def test_all_options_have_values() -> None:
    defaults = {"width": 80, "style": "plain", "bare": False, "font": None}
    assert check_options("f", OPTIONS, {}) == defaults
    assert check_options("f", OPTIONS, {"width": 100, "font": "x"}) == {**defaults, "width": 100, "font": "x"}
    assert check_options("f", OPTIONS, {"font": None}) == defaults


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"width": 39}, "width应为40至100的整数，而不是39"),
        ({"width": 101}, "width应为40至100的整数，而不是101"),
        ({"width": True}, "width应为40至100的整数，而不是True"),
        ({"width": 50.0}, "width应为40至100的整数，而不是50.0"),
        ({"width": "50"}, "width应为40至100的整数，而不是'50'"),
        ({"width": None}, "width应为40至100的整数，而不是None"),
        ({"style": "fancy"}, "style应为plain、official之一，而不是'fancy'"),
        ({"bare": 1}, "bare应为true或false，而不是1"),
        ({"font": 1}, "font应为文字，而不是1"),
        ({"fnt": "x"}, "f格式没有选项“fnt”，可用的有：width、style、bare、font"),
    ],
)
def test_what_an_option_may_not_be(given: dict[str, object], said: str) -> None:
    with pytest.raises(gr.RenderError) as caught:
        check_options("f", OPTIONS, given)
    assert str(caught.value) == said


def test_bounds_on_one_side() -> None:
    with pytest.raises(gr.RenderError, match="x应为不小于1的整数，而不是0"):
        check_options("f", [gr.Option("x", int, 1, "", low=1)], {"x": 0})
    with pytest.raises(gr.RenderError, match="x应为不大于1的整数，而不是2"):
        check_options("f", [gr.Option("x", int, 1, "", high=1)], {"x": 2})
    with pytest.raises(gr.RenderError, match="没有选项“y”，可用的有：—"):
        check_options("f", [], {"y": 1})


def test_from_the_texts_of_a_command() -> None:
    texts = {"width": "50", "style": "official", "bare": "TRUE", "font": "12"}
    assert parse_options("f", OPTIONS, texts) == {"width": 50, "style": "official", "bare": True, "font": "12"}
    for name, text in [("width", "５０"), ("width", "5_0"), ("width", "9" * 30), ("bare", "si"), ("style", "")]:
        with pytest.raises(gr.RenderError, match=f"{name}应为"):
            parse_options("f", OPTIONS, {name: text})
    with pytest.raises(gr.RenderError, match="没有选项“wdth”"):
        parse_options("f", OPTIONS, {"wdth": "1"})


@pytest.mark.parametrize("name", ["locale", "findings", "notes", "two words", ""])
def test_a_name_that_render_has_itself_is_refused(name: str) -> None:
    with pytest.raises(gr.PluginError, match="选项不能叫"):
        gr.Option(name, int, 1, "")


def test_a_default_must_be_allowed() -> None:
    with pytest.raises(gr.PluginError, match="类型或默认值"):
        gr.Option("x", int, 0, "", low=1)
    with pytest.raises(gr.PluginError, match="类型或默认值"):
        gr.Option("x", float, None, "")  # type: ignore[arg-type]
    with pytest.raises(gr.PluginError, match="插件应为Option"):
        gr.Renderer("x", ".x", str, {"x": "y"})  # type: ignore[dict-item]


def test_a_renderer_gets_every_option() -> None:
    renderer = gr.Renderer("f", ".f", lambda _, **options: repr(options), OPTIONS)
    assert renderer.write(Document(()), bare=True) == repr({"width": 80, "style": "plain", "bare": True, "font": None})
    assert renderer.parse_options({"width": "44"}) == {"width": 44}
