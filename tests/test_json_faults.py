"""JSON with every kind of fault: refused, with the path of each, by ``from_dict`` and by the schema alike."""

from __future__ import annotations

import contextlib
import copy
import json
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import Any, TypeAlias

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import govinfo_report as gr
from tests.layouts import distinct

Data: TypeAlias = dict[str, Any]
Path: TypeAlias = tuple[str | int, ...]


@cache
def _report() -> gr.Report:
    return attrs.evolve(
        distinct("2021"),
        preamble=gr.Section.of(None, "根据条例编制。"),
        overview=gr.Section.of("一、总体情况", "（一）主动公开", "本局做得好。"),
        closing=gr.Section.of(None, "某市商务局", "2023年1月20日"),
        extras=(
            gr.ExtraCell("applications", ("一、本年新收政府信息公开申请数量",), ("小计",), 12),
            gr.ExtraCell("applications", ("其中：网上",), ("总计",), gr.Amount(Decimal("1.5"), "万元")),
        ),
        notes=(
            gr.Note("unread", "applications.received.total", "0123", details=(("label", "总计"),)),
            gr.Note("as-printed", "applications.carried_in.total", "3,119"),
        ),
    )


def good() -> Data:
    return copy.deepcopy(_good())


@cache
def _good() -> Data:
    data = _report().to_dict()
    data["notes"][0]["position"] = {"line": 3, "page": None, "table": None, "row": 1, "column": 2}
    return data


@cache
def validator() -> Draft202012Validator:
    schema = gr.json_schema()
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def put(data: Data, path: Path, value: object) -> Data:
    here: Any = data
    for step in path[:-1]:
        here = here[step]
    here[path[-1]] = value
    return data


def drop(data: Data, path: Path) -> Data:
    here: Any = data
    for step in path[:-1]:
        here = here[step]
    del here[path[-1]]
    return data


def shown(path: Path) -> str:
    return "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)


def faults_of(data: object) -> tuple[gr.Fault, ...]:
    with pytest.raises(gr.SerializationError) as caught:
        gr.Report.from_dict(data)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    assert isinstance(caught.value, gr.ReadError)
    for fault in caught.value.faults:
        assert fault.path in str(caught.value)
        assert fault.message.text()
        assert "exceptions" not in str(fault)
    return caught.value.faults


def accepted(data: object) -> bool:
    try:
        gr.Report.from_dict(data)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    except gr.SerializationError:
        return False
    return True


TOTAL: Path = ("applications", "received", "total")
AMOUNT: Path = ("disclosure", "fees", "amount")
CHANGED = object()


def test_the_good_one_is_good() -> None:
    assert gr.Report.from_dict(good()) == _report()
    assert gr.Report.from_dict(good()).notes[1:] == _report().notes[1:]
    assert gr.Report.from_json(json.dumps(good())) == _report()
    assert gr.Report.from_json(json.dumps(good(), indent=2).encode()) == _report()
    assert gr.reads(json.dumps(good())) == _report()
    assert list(validator().iter_errors(good())) == []
    assert json.loads(_report().to_json()) == _report().to_dict()


def _each(name: str, path: Path, values: Sequence[object]) -> Iterator[tuple[str, Path, object]]:
    for value in values:
        yield f"{name} {value!r}"[:60], path, value


_NO_NUMBERS: tuple[object, ...] = (
    *("NaN", "Infinity", "-Infinity", "1e5", "01", "", "1.", ".5", "+5", "1,000", "５", " 5", "5\n", "1" * 16),
    *("0.123456789", "--5", 5, 5.0, None, True, "1_0"),
)
_NO_UNITS: tuple[object, ...] = ("美元", "", 5, True, "万 元", [])
WRONG: list[tuple[str, Path, object]] = [
    *_each("count", TOTAL, (True, 1.5, -1, 2**53, "12", [1], {}, "", 10**30, -(2**70))),
    *_each("year", ("year",), (0, -1, 10000, "2022", True, 2022.5, [])),
    *_each("title", ("title",), ("", " 题", "题 ", "a\nb", "\u3000", "a\u2028b", 5, False, ["题"])),
    *_each("agency", ("agency",), ("", "\t", "a\rb", 1.0)),
    *_each(
        "amount",
        AMOUNT,
        (5, 5.5, "5", True, {}, {"value": "5"}, {"unit": None}, {"value": "5", "unit": None, "x": 1}, []),
    ),
    *_each("amount value", AMOUNT, tuple({"value": value, "unit": "万元"} for value in _NO_NUMBERS)),
    *_each("amount unit", AMOUNT, tuple({"value": "5", "unit": value} for value in _NO_UNITS)),
    *_each("edition", ("disclosure", "edition"), ("2020", "2019/2021", None, 2021, "", [], {})),
    *_each("paragraph", ("overview", "paragraphs", 1, "text"), ("", "a\nb", " a", "a\u3000", 5, None)),
    *_each("level", ("overview", "paragraphs", 0, "level"), (-1, 10, True, 1.5, "1", None)),
    *_each("heading", ("overview", "heading"), ("", "a\nb", 5)),
    *_each("section", ("overview",), ("text", [], 5, {}, {"heading": "一、总体情况"}, True)),
    *_each("paragraphs", ("overview", "paragraphs"), (None, {}, "text", ["text"], [None], 5)),
    *_each("table", ("applications",), ([], "2021", 5, {}, {"edition": "2021"}, True)),
    *_each("row", ("applications", "received"), (None, [], {}, 5, "x")),
    *_each("extras", ("extras",), (None, {}, "x", [None], [5], [{}], [[]])),
    *_each("extra value", ("extras", 0, "value"), (None, True, 1.5, "12", 2**53, -(2**53), [])),
    ("extra amount that is whole", ("extras", 0, "value"), {"value": "12", "unit": None}),
    *_each("extra row", ("extras", 0, "row"), (None, "x", [""], [1], {}, ["a\nb"])),
    *_each("extra table", ("extras", 0, "table"), (None, "", 5)),
    *_each("notes", ("notes",), (None, {}, [{}], ["x"], [None])),
    *_each("note code", ("notes", 0, "code"), (None, 5, [])),
    *_each("severity", ("notes", 0, "severity"), (None, "fatal", 5, "", [])),
    *_each("details", ("notes", 0, "details"), (None, [], {"a": 1}, {"a": None}, "x")),
    *_each("position", ("notes", 0, "position"), ([], 5, {}, {"line": 5}, "x")),
    *_each("line", ("notes", 0, "position", "line"), ("5", 1.5, True)),
    *_each("other_tables", ("other_tables",), (None, {}, [None], [5], [{}], "x")),
]


@pytest.mark.parametrize(
    ("path", "value"), [(path, value) for _, path, value in WRONG], ids=[name for name, _, _ in WRONG]
)
def test_a_wrong_value_is_refused_at_its_path_by_both(path: Path, value: object) -> None:
    data = put(good(), path, value)
    faults = faults_of(data)
    assert all(fault.path.startswith(shown(path)) for fault in faults), faults
    assert list(validator().iter_errors(data)) != []
    with pytest.raises(gr.SerializationError):
        gr.Report.from_json(json.dumps(data))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("overview", "heading"), None),
        (("problems", "heading"), None),
        (("preamble", "heading"), "前言"),
        (("closing", "heading"), "落款"),
        (("closing", "paragraphs", 0, "level"), 1),
        (("disclosure", "edition"), "2019"),
    ],
)
def test_a_value_wrong_for_its_part_is_refused_below_that_part_by_both(path: Path, value: object) -> None:
    data = put(good(), path, value)
    assert all(fault.path.startswith(f"$.{path[0]}") for fault in faults_of(data))
    assert list(validator().iter_errors(data)) != []


@pytest.mark.parametrize("value", [None, "x", 5, [], "govinfo", True])
def test_another_format_is_refused(value: object) -> None:
    assert [fault.path for fault in faults_of(put(good(), ("format",), value))] == ["$.format"]
    assert [fault.path for fault in faults_of(drop(good(), ("format",)))] == ["$.format"]


@pytest.mark.parametrize("value", [None, "1", 0, -1, 2, True, 1.5, 10**30])
def test_another_version_is_refused(value: object) -> None:
    data = put(good(), ("format_version",), value)
    assert [fault.path for fault in faults_of(data)] == ["$.format_version"]
    assert list(validator().iter_errors(data)) != []


@pytest.mark.parametrize("data", [None, [], 5, "x", True, {}, [{}], 1.5, ()])
def test_what_is_no_object_is_refused(data: object) -> None:
    assert faults_of(data)


def _places(value: object, path: Path = ()) -> Iterator[Path]:
    yield path
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _places(inner, (*path, name))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _places(inner, (*path, index))


def _at(data: Data, path: Path) -> Any:
    here: Any = data
    for step in path:
        here = here[step]
    return here


OBJECTS = [path for path in _places(_good()) if isinstance(_at(_good(), path), dict) and path[-1:] != ("details",)]


@pytest.mark.parametrize("path", [path for path in OBJECTS if len(path) < 4 or path[0] != "applications"], ids=shown)
def test_an_unknown_key_is_refused_at_its_path_by_both(path: Path) -> None:
    data = put(good(), (*path, "unknown"), None)
    faults = faults_of(data)
    where = shown(path) if _is_amount(path) else f"{shown(path)}.unknown"
    assert [fault.path for fault in faults] == [where]
    assert list(validator().iter_errors(data)) != []


def _is_amount(path: Path) -> bool:
    return set(_at(_good(), path)) == {"value", "unit"}


@pytest.mark.parametrize("path", [path for path in OBJECTS if len(path) < 4 or path[0] != "applications"], ids=shown)
def test_each_missing_key_is_refused_at_its_path_by_both(path: Path) -> None:
    for name in _at(_good(), path):
        data = drop(good(), (*path, name))
        where = shown(path) if _is_amount(path) else shown((*path, name))
        assert [fault.path for fault in faults_of(data)] == [where]
        assert list(validator().iter_errors(data)) != []


def test_keys_with_odd_names_are_refused() -> None:
    for name in ("", "$", "received ", "Received", "__class__", "ｆormat", "\ud800", "a\nb", "x" * 10_000):
        assert len(faults_of(put(good(), (name,), 1))) == 1
        assert len(faults_of(put(good(), ("applications", name), 1))) == 1


def test_keys_that_are_no_strings_are_refused() -> None:
    for name in (5, None, ("a",)):
        data: Any = good()
        data[name] = 1
        assert len(faults_of(data)) == 1


def test_faults_are_all_reported_together_in_order() -> None:
    data = good()
    put(data, ("year",), 0)
    put(data, ("overview", "paragraphs", 1, "text"), "")
    put(data, ("overview", "paragraphs", 0, "level"), 10)
    put(data, AMOUNT, {"value": "NaN", "unit": None})
    put(data, TOTAL, -1)
    drop(data, ("applications", "outcomes", "disclosed", "total"))
    put(data, ("applications", "outcomes", "disclosed", "x"), 1)
    put(data, ("extras", 1, "value"), None)
    put(data, ("notes", 0, "severity"), "fatal")
    drop(data, ("title",))
    found = [fault.path for fault in faults_of(data)]
    assert sorted(found) == sorted(
        (
            *("$.year", "$.overview.paragraphs[1].text", "$.overview.paragraphs[0].level", "$.disclosure.fees.amount"),
            *("$.applications.received.total", "$.applications.outcomes.disclosed.total", "$.title"),
            *("$.applications.outcomes.disclosed.x", "$.extras[1].value", "$.notes[0].severity"),
        )
    )


# --- what no schema sees ---------------------------------------------------------------------------------------


def test_an_extra_cell_that_stands_twice_is_refused() -> None:
    data = good()
    data["extras"].append(data["extras"][0])
    assert faults_of(data)[0].path.startswith("$")
    assert list(validator().iter_errors(data)) == []


def test_an_extra_cell_of_an_absent_table_is_refused() -> None:
    data = put(good(), ("applications",), None)
    assert faults_of(data)
    assert list(validator().iter_errors(data)) == []


def test_a_whole_float_is_refused() -> None:
    for path in (TOTAL, ("year",), ("overview", "paragraphs", 0, "level"), ("format_version",), ("extras", 0, "value")):
        data = put(good(), path, 1.0)
        assert [fault.path for fault in faults_of(data)] == [shown(path)]
        assert list(validator().iter_errors(data)) == []


def test_half_a_surrogate_pair_is_refused() -> None:
    for path in (("title",), ("overview", "paragraphs", 1, "text"), ("extras", 0, "row", 0)):
        data = put(good(), path, "坏\ud800字")
        assert all(fault.path.startswith(shown(path[:3])) for fault in faults_of(data))


def test_half_a_surrogate_pair_in_a_note_does_not_break_writing() -> None:
    data = put(good(), ("notes", 0, "text"), "坏\ud800字")
    try:
        report = gr.Report.from_dict(data)
    except gr.SerializationError:
        return
    report.to_json().encode()


def test_a_doubled_key_is_refused_at_its_path() -> None:
    text = json.dumps(good(), ensure_ascii=False)
    for old, path in (
        ('"title": ', "$.title"),
        ('"total": 1021', "$.applications"),
        ('"level": 1', "$.overview.paragraphs[0].level"),
        ('"edition": "2021"', "$.disclosure.edition"),
        ('"value": "1010.5"', "$.disclosure.fees.amount.value"),
        ('"label": "总计"', "$.notes[0].details.label"),
        ('"format": ', "$.format"),
        ('"format_version": 1', "$.format_version"),
        ('"line": 3', "$.notes[0].position.line"),
    ):
        if old not in text:
            continue
        name = old.partition(":")[0]
        doubled = text.replace(old, f"{name}: null, {old}", 1)
        with pytest.raises(gr.SerializationError) as caught:
            gr.Report.from_json(doubled)
        assert any(fault.path.startswith(path) for fault in caught.value.faults), (old, caught.value.faults)


def test_a_doubled_key_with_equal_values_is_refused() -> None:
    text = json.dumps(good()).replace('"year": 2022', '"year": 2022, "year": 2022')
    with pytest.raises(gr.SerializationError) as caught:
        gr.Report.from_json(text)
    assert [fault.path for fault in caught.value.faults] == ["$.year"]


@pytest.mark.parametrize(
    "number", ["NaN", "Infinity", "-Infinity", "1.0", "1e2", "-0", "-0.0", "01", "0x1", "+1", "1_0", "'1'"]
)
def test_odd_numbers_in_json_are_refused(number: str) -> None:
    text = json.dumps(put(good(), TOTAL, 77777)).replace("77777", number)
    if number == "-0":
        assert gr.Report.from_json(text).cells()[".".join(map(str, TOTAL))] == 0
        return
    with pytest.raises(gr.SerializationError) as caught:
        gr.Report.from_json(text)
    assert caught.value.faults[0].path in ("$", shown(TOTAL))


def _size(data: Any) -> int:
    """How long the message of the refusal is."""
    try:
        gr.Report.from_json(data) if isinstance(data, str) else gr.Report.from_dict(data)
    except gr.SerializationError as error:
        return len(str(error))
    raise AssertionError("not refused")


@pytest.mark.parametrize("digits", [20, 4000, 4300, 5000, 1_000_000])
def test_huge_whole_numbers_are_refused(digits: int) -> None:
    text = json.dumps(put(good(), TOTAL, 77777)).replace("77777", "9" * digits)
    assert _size(json.loads(text) if digits < 4300 else text) < 1000


@pytest.mark.parametrize("path", [TOTAL, ("year",), ("extras", 0, "value"), ("overview", "paragraphs", 0, "level")])
def test_huge_whole_numbers_in_a_dict_are_refused(path: Path) -> None:
    assert _size(put(good(), path, 10**6000)) < 1000


@pytest.mark.parametrize(
    "path", [("title",), ("overview", "paragraphs", 1, "text"), TOTAL, ("applications",), ("extras",)]
)
def test_messages_stay_short(path: Path) -> None:
    for value in ("好\n" * 100_000, list(range(100_000)), {"x": list(range(100_000))}):
        assert _size(put(good(), path, value)) < 2000


@pytest.mark.parametrize("depth", [500, 5_000, 200_000])
@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_deep_nesting_is_refused(depth: int, opening: str) -> None:
    closing = "]" if opening == "[" else "}"
    deep = opening * depth + "1" + closing * depth
    for text in (deep, json.dumps(put(good(), TOTAL, 77777)).replace("77777", deep)):
        with pytest.raises(gr.SerializationError):
            gr.Report.from_json(text)


@pytest.mark.parametrize(
    "path", [("title",), TOTAL, AMOUNT, ("overview", "paragraphs"), ("notes", 0, "details"), ("extras",), ("unknown",)]
)
def test_deep_nesting_in_a_dict_is_refused(path: Path) -> None:
    deep: Any = 1
    for _ in range(100_000):
        deep = [deep]
    try:
        assert faults_of(put(good(), path, deep))
    finally:
        while isinstance(deep, list):  # taken apart by hand, for its own end would recurse
            deep = deep.pop()


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-32", "latin-1"])
def test_json_in_another_encoding_is_refused_or_read(encoding: str) -> None:
    source = json.dumps(good(), ensure_ascii=False).encode(encoding, errors="replace")
    if encoding == "gb18030":
        with pytest.raises(gr.SerializationError, match="UTF-8"):
            gr.Report.from_json(source)
        return
    with contextlib.suppress(gr.SerializationError):
        assert encoding == "latin-1" or gr.Report.from_json(source) == _report()


def test_every_truncation_is_refused() -> None:
    source = json.dumps(good(), ensure_ascii=False).encode()
    for at in range(0, len(source) - 1, 37):
        with pytest.raises(gr.SerializationError):
            gr.Report.from_json(source[:at])
        with pytest.raises(gr.ReadError):
            gr.reads(source[:at])


@pytest.mark.parametrize("tail", ["{}", "x", ",", "\0", "]"])
def test_trailing_matter_is_refused(tail: str) -> None:
    with pytest.raises(gr.SerializationError):
        gr.Report.from_json(json.dumps(good()) + tail)


@pytest.mark.parametrize("source", [b"", b"null", b"[]", b"\xff", b"\xef\xbb\xbf", b"{", b'{"a": 1}', b"'", b"\0"])
def test_other_json_is_refused(source: bytes) -> None:
    with pytest.raises(gr.SerializationError):
        gr.Report.from_json(source)


@given(st.binary(max_size=60))
@settings(max_examples=200, deadline=None)
def test_random_bytes_are_refused(source: bytes) -> None:
    with pytest.raises(gr.SerializationError):
        gr.Report.from_json(source)


# --- one mutation anywhere: from_dict and the schema agree ------------------------------------------------------

_JSON = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.integers(-2, 12),
        st.sampled_from((2**53 - 1, 2**53, -(2**53) + 1, -(2**53), 9999, 10000)),
        st.floats(),
        st.text(max_size=6),
        st.text(
            " \t\n\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u200b\u2028\u2029\u202f\u205f\u3000\ufeff\x00a",
            max_size=4,
        ),
        st.sampled_from(
            ("2019", "2021", "2019/2021", "元", "万元", "1.5", "0", "-0.0", "error", "applications", "disputes", "x")
        ),
        st.sampled_from(({"value": "1.5", "unit": None}, {"value": "2", "unit": "元"}, {"value": "2", "unit": None})),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=2), st.dictionaries(st.text(max_size=3), inner, max_size=2)),
    max_leaves=4,
)


def _unseen_by_the_schema(data: object) -> bool:
    """The faults that the docstring of ``govinfo_report.schema`` lists, as far as a dict can have them."""
    stack: list[object] = [data]
    while stack:
        here = stack.pop()
        if isinstance(here, float) and here.is_integer():
            return True
        if isinstance(here, str) and any("\ud800" <= character <= "\udfff" for character in here):
            return True
        if isinstance(here, dict):
            stack.extend((*here, *here.values()))
        elif isinstance(here, list):
            stack.extend(here)
    assert isinstance(data, dict)
    extras = data.get("extras")
    if isinstance(extras, list) and all(isinstance(one, dict) for one in extras):
        keys = [json.dumps([one.get(name) for name in ("table", "row", "column")]) for one in extras]
        if len(set(keys)) < len(keys):
            return True
        present = {name for name in ("disclosure", "applications", "disputes") if data.get(name) is not None}
        if any(not isinstance(one.get("table"), str) or one["table"] not in present for one in extras):
            return True
    return bool(data.get("other_tables"))


PLACES = [path for path in _places(_good()) if path]


@given(st.data())
@settings(max_examples=500, deadline=None)
def test_one_mutation_is_judged_alike_by_the_schema(data: st.DataObject) -> None:
    mutated = good()
    spread = st.sampled_from([path for path in PLACES if path[0] != "applications" or len(path) < 4])
    path = data.draw(st.one_of(spread, st.sampled_from(PLACES)))
    kind = data.draw(st.sampled_from(("replace", "replace", "delete", "add", "copy")))
    here: Any = _at(mutated, path[:-1])
    last = path[len(path) - 1]
    if kind == "replace":
        here[last] = data.draw(_JSON)
    elif kind == "delete":
        del here[last]
    elif kind == "copy":
        here[last] = copy.deepcopy(_at(mutated, data.draw(spread)))
    elif isinstance(here, list):
        here.append(data.draw(_JSON))
    else:
        here[data.draw(st.text(max_size=4))] = data.draw(_JSON)
    by_schema = validator().is_valid(mutated)
    by_library = accepted(mutated)
    if _unseen_by_the_schema(mutated):
        assert by_schema or not by_library
    else:
        assert by_schema == by_library
    if by_library:
        report = gr.Report.from_dict(mutated)
        assert gr.Report.from_dict(report.to_dict()) == report
        assert validator().is_valid(report.to_dict())


@pytest.mark.parametrize(
    "build",
    [
        pytest.param(lambda: gr.Report(), id="empty"),
        pytest.param(lambda: gr.Report.blank("2019"), id="blank 2019"),
        pytest.param(lambda: distinct("2019"), id="distinct 2019"),
        pytest.param(_report, id="full"),
    ],
)
def test_what_is_written_is_valid_and_reads_back(build: Callable[[], gr.Report]) -> None:
    report = build()
    assert list(validator().iter_errors(json.loads(report.to_json()))) == []
    again = gr.Report.from_json(report.to_json())
    assert (again, again.notes) == (report, report.notes)
    assert again.to_json() == report.to_json()


def test_json_by_labels_is_told_from_the_format() -> None:
    with pytest.raises(gr.SerializationError, match="按标签写的JSON（labels）只供阅读"):
        gr.reads(str(gr.Report.blank("2021").render("labels")), format="json")
