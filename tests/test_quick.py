"""The short way from JSON to a report and the long one agree."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import govinfo_report as gr
from govinfo_report.jsontext import load
from govinfo_report.quick import count_keys, names_each_key_once
from govinfo_report.serialize import Serializer, serializer
from govinfo_report.testing import reports


def both() -> Serializer:
    return serializer(gr.Report, ())


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
