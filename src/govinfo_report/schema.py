"""The JSON Schema (2020-12) of a report, drawn from the classes that serialization works on.

It refuses what ``from_json`` refuses, but for faults that no schema sees: a key that stands twice; a whole
number written as ``1.0``; half a surrogate pair; a cell beyond the form that
stands twice or whose table is absent; text that is not JSON; and tables of a third party's form.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

import attrs

from govinfo_report.compiled import official
from govinfo_report.document import LATER, Position
from govinfo_report.form import FIELD, FieldSpec, Table
from govinfo_report.forms.applications import Applications2019, Applications2021
from govinfo_report.forms.disclosure import Disclosure2019, Disclosure2021
from govinfo_report.forms.disputes import Disputes
from govinfo_report.forms.sections import PARTS
from govinfo_report.narrative import LINE_PATTERN
from govinfo_report.note import Severity
from govinfo_report.quantity import AMOUNT_PATTERN, MAX_COUNT, YUAN
from govinfo_report.serialize import FORMAT, FORMAT_VERSION

__all__ = ["json_schema"]

_TABLES: Mapping[str, tuple[type[Table], ...]] = {
    "disclosure": (Disclosure2019, Disclosure2021),
    "applications": (Applications2019, Applications2021),
    "disputes": (Disputes,),
}
_LINE = {"$ref": "#/$defs/line"}


def json_schema() -> dict[str, Any]:
    """The schema that every :meth:`Report.to_json` validates against."""
    properties: dict[str, Any] = {
        "format": {"const": FORMAT},
        "format_version": {"const": FORMAT_VERSION},
        "title": _or_null(_LINE),
        "agency": _or_null(_LINE),
        "year": {"type": ["integer", "null"], "minimum": 1, "maximum": 9999},
    }
    for part in PARTS:
        kind = {"closing": "closing", "preamble": "preamble"}.get(part, "section")
        properties[part] = _or_null({"$ref": f"#/$defs/{kind}"})
    for name, classes in _TABLES.items():
        properties[name] = _or_null(*({"$ref": f"#/$defs/{kind.__name__}"} for kind in classes))
    properties["other_tables"] = {"type": "array", "items": {"type": "object", "required": ["edition", "table"]}}
    properties["extras"] = {"type": "array", "items": {"$ref": "#/$defs/extra"}}
    properties["notes"] = {"type": "array", "items": {"$ref": "#/$defs/note"}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "政府信息公开工作年度报告",
        **_closed(properties),
        "$defs": {**_common(), **{kind.__name__: _table(kind) for classes in _TABLES.values() for kind in classes}},
    }


def _closed(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(properties),
        "properties": dict(properties),
    }


def _or_null(*schemas: Mapping[str, Any]) -> dict[str, Any]:
    return {"anyOf": [*schemas, {"type": "null"}]}


def _common() -> dict[str, Any]:
    text = {"type": "string"}
    labels = {"type": "array", "items": _LINE}
    paragraph = _closed({"text": _LINE, "level": {"type": "integer", "minimum": 0, "maximum": 9}})
    not_whole = {"anyOf": [{"properties": {"unit": {"enum": [*YUAN]}}}, {"properties": {"value": {"pattern": "[.]"}}}]}
    plain = _closed({"text": _LINE, "level": {"const": 0}})
    numbers = [field.name for field in attrs.fields(Position) if LATER not in field.metadata]
    position = _closed({name: {"anyOf": [{"type": "integer"}, {"type": "null"}]} for name in numbers})
    position["properties"]["sheet"] = {"type": ["string", "null"], "description": "the name of a worksheet"}
    return {
        "line": {
            "type": "string",
            "pattern": LINE_PATTERN,
            "description": "one line of text, not blank, no white space around it",
        },
        "count": {"type": ["integer", "null"], "minimum": 0, "maximum": MAX_COUNT},
        "change": {"type": ["integer", "null"], "minimum": -MAX_COUNT, "maximum": MAX_COUNT},
        "amount": _closed(
            {"value": {"type": "string", "pattern": f"^{AMOUNT_PATTERN}(?![\\s\\S])"}, "unit": {"enum": [*YUAN, None]}}
        ),
        "section": _closed({"heading": _LINE, "paragraphs": {"type": "array", "items": paragraph}}),
        "preamble": _closed({"heading": {"type": "null"}, "paragraphs": {"type": "array", "items": paragraph}}),
        "closing": _closed({"heading": {"type": "null"}, "paragraphs": {"type": "array", "items": plain}}),
        "extra": _closed(
            {
                "table": _LINE,
                "row": labels,
                "column": labels,
                "value": {
                    "anyOf": [
                        {"type": "integer", "minimum": -MAX_COUNT, "maximum": MAX_COUNT},
                        {"$ref": "#/$defs/amount", **not_whole},
                    ]
                },
            }
        ),
        "note": _closed(
            {
                "code": text,
                "path": {"type": ["string", "null"]},
                "text": text,
                "position": _or_null(position),
                "severity": {"enum": list(get_args(Severity))},
                "details": {"type": "object", "additionalProperties": text},
            }
        ),
    }


def _table(kind: type[Table]) -> dict[str, Any]:
    schema = _record(kind)
    return {
        **schema,
        "required": ["edition", *schema["required"]],
        "properties": {"edition": {"const": kind.spec.edition}, **schema["properties"]},
    }


def _record(kind: type[Any]) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    for field in attrs.fields(kind):
        spec: FieldSpec = field.metadata[FIELD]
        if spec.kind is None:
            properties[field.name] = {**_record(field.type), "description": official(spec.label)}
        else:
            cell: dict[str, Any] = {"$ref": f"#/$defs/{spec.kind}"}
            properties[field.name] = _or_null(cell) if spec.kind == "amount" else cell
    return _closed(properties)
