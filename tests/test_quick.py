"""The short ways from JSON to a report and the long one agree."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import govinfo_report as gr
from govinfo_report.fast import FastWay
from govinfo_report.jsontext import load
from govinfo_report.quick import count_keys, names_each_key_once
from govinfo_report.serialize import Serializer, serializer
from govinfo_report.testing import reports


def both() -> Serializer:
    return serializer(gr.Report, ())


def without_msgspec() -> Serializer:
    made = Serializer(gr.Report, ())
    made._fast = None
    return made


def fast() -> FastWay:
    way = both()._fast
    assert way is not None, "msgspec belongs to the test extra"
    return way


def longhand(text: str) -> Any:
    return both()._carefully(both()._versioned(load(text)))


@given(reports())
def test_both_ways_give_the_same_report(report: gr.Report) -> None:
    text = report.to_json()
    data = json.loads(text)
    quick, keys = both()._quickly(both()._versioned(data))
    assert keys + 2 == count_keys(data)
    assert quick == report == longhand(text)
    assert quick.notes == report.notes
    assert hash(quick) == hash(report)


@given(reports(), st.data())
def test_a_key_that_stands_twice_is_always_found(report: gr.Report, data: st.DataObject) -> None:
    text = report.to_json()
    keys = [match for match in re.finditer(r'"[a-z_]+":', text) if text[match.start() - 1] in "{,"]
    key = data.draw(st.sampled_from(keys))
    spaced = data.draw(st.sampled_from(["", " ", "\t\n"]))
    doubled = f"{text[: key.start()]}{key.group()[:-1]}{spaced}:null,{text[key.start() :]}"
    assert isinstance(json.loads(doubled), dict)
    with pytest.raises(gr.SerializationError, match="两次"):
        gr.Report.from_json(doubled)


@pytest.mark.parametrize("text", ['a":b', '\\":', '\\\\":', '": ', "\\", '"', '\\"" :'])
def test_quotes_and_colons_in_a_text_are_no_keys(text: str) -> None:
    report = gr.Report(title=text.strip(), overview=gr.Section.of("一、总体情况", text))
    assert gr.Report.from_json(report.to_json()) == report
    assert gr.Report.from_json(report.to_json(indent=3)) == report


def test_an_ordinary_report_goes_the_short_way() -> None:
    text = gr.Report.blank("2021", agency="某局", year=2022).to_json()
    assert names_each_key_once(text, count_keys(json.loads(text)))


@given(reports())
def test_msgspec_gives_the_same_report_and_the_same_text(report: gr.Report) -> None:
    text = without_msgspec().to_json(report)
    assert both().to_json(report) == text
    found = fast().read(text)
    if "\\" not in text:
        assert (
            found is not None or not text.isprintable() or "  " in text or '" ' in text or ' "' in text or "e" in text
        )
    for made in (found, without_msgspec().from_json(text)):
        if made is not None:
            assert made == report == longhand(text)
            assert made.notes == report.notes
            assert hash(made) == hash(report)


def test_an_ordinary_report_goes_the_shortest_way() -> None:
    report = gr.Report.from_cells(
        {
            "disclosure.fees.amount": Decimal("12.30"),
            "applications.received.total": 7,
            "disputes.reconsideration.upheld": 0,
        },
        agency="某局",
        year=2023,
        overview=gr.Section.of("一、总体情况", "某局2023年 共公开信息12条。", "（一）主动公开"),
    )
    assert fast().read(report.to_json()) == report
    assert fast().read(report.to_json().encode()) == report
    assert fast().read(report.to_json(indent=1)) is None


def edits() -> st.SearchStrategy[tuple[str, str]]:
    """What to take out of a JSON text and what to put in its place."""
    return st.sampled_from(
        [
            ("0", "-1"), ("0", "1.0"), ("0", "1e2"), ("0", "true"), ("0", "9007199254740992"), ("0", '"0"'), ("0", "00"),
            ("null", "0"), ("null", '""'), ("null", "{}"), ('"level":0', '"level":10'), ('"level":0', '"level":-1'),
            (',"level":0', ""), ('"heading":null,', ""), ('"heading":', '"head":'), ("2021", "2019"), ("2019", "2021"),
            ('"edition":', '"Edition":'), ('"total":', '"sum":'), ('"total":', '"total":1,"total":'), ("[]", "[null]"),
            ('"format_version":1', '"format_version":2'), ('"format_version":1,', ""), ('"value":"', '"value":" '),
            ('"value":"', '"value":"0'), ('"value":"', '"value":"1e'), ('"unit":null', '"unit":"角"'), ("}", "},"), ("}", "} x"),
            ('"text":"', '"text":" '), ('"text":"', '"text":"\u2028'), ('"text":"', '"text":"\\n'), ('"year":', '"year":-'),
            ('"title":', '"title":null,"title":'), ('"notes":[]', '"notes":{}'), ('{"', '{"x":1,"'), (',"unit":', ',"Unit":'),
        ]
    )  # fmt: skip


@given(reports(), edits(), st.data())
def test_whatever_the_short_ways_take_the_long_way_takes_too(
    report: gr.Report, edit: tuple[str, str], data: st.DataObject
) -> None:
    text = report.to_json()
    places = [match.start() for match in re.finditer(re.escape(edit[0]), text)]
    if places:
        at = data.draw(st.sampled_from(places))
        text = text[:at] + edit[1] + text[at + len(edit[0]) :]
    made = fast().read(text)
    try:
        expected = longhand(text)
    except gr.SerializationError:
        assert made is None
        with pytest.raises(gr.SerializationError):
            without_msgspec().from_json(text)
    else:
        assert made is None or (made == expected and made.notes == expected.notes)
        assert without_msgspec().from_json(text) == expected


@pytest.mark.parametrize("source", [b"", b"\xff", "\ud800", b"{", "{}" * 3, "[" * 100_000, b"null", '{"format":1}'])
def test_the_shortest_way_raises_nothing(source: str | bytes) -> None:
    assert fast().read(source) is None


def test_it_all_works_without_msgspec(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("govinfo_report.serialize.find_spec", lambda _name: None)
    made = Serializer(gr.Report, ())
    assert made._fast is None
    report = gr.Report.blank("2019", agency="某局", year=2020)
    assert made.from_json(made.to_json(report)) == report


@pytest.mark.parametrize("name", ["\\", "\\\\", '"', '\\"', "a\\"])
def test_a_key_that_ends_in_a_backslash_or_a_quote_is_counted(name: str) -> None:
    report = gr.Report(notes=(gr.Note("own", details=((name, "x"),)),))
    text = without_msgspec().to_json(report)
    assert without_msgspec().from_json(text).notes == report.notes
    doubled = text.replace('"year":null', '"year":null,"year":null')
    for made in (without_msgspec(), both()):
        with pytest.raises(gr.SerializationError, match="两次"):
            made.from_json(doubled)
