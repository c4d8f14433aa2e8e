"""The JSON format as pydantic models, as strict as the library: what a user would write instead."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import attrs
from pydantic import BaseModel, ConfigDict, Field, create_model

import govinfo_report as gr
from govinfo_report.form import FIELD

STRICT = ConfigDict(strict=True, extra="forbid", frozen=True)
Count = Annotated[int, Field(ge=0, le=2**53 - 1)]
Line = Annotated[str, Field(pattern=r"^\S(?:[^\n\r]*\S)?$")]


class Amount(BaseModel):
    model_config = STRICT
    value: Annotated[str, Field(pattern=r"^-?(0|[1-9]\d{0,14})(\.\d{1,8})?$")]
    unit: Literal["元", "万元", "亿元"] | None


class Paragraph(BaseModel):
    model_config = STRICT
    text: Line
    level: Annotated[int, Field(ge=0, le=9)]


class Section(BaseModel):
    model_config = STRICT
    heading: Line | None
    paragraphs: tuple[Paragraph, ...]


def model_of(report: gr.Report) -> type[BaseModel]:
    """A model for reports with the editions of ``report``."""
    fields: dict[str, Any] = {
        "format": (Literal["govinfo_report"], ...),
        "format_version": (Literal[1], ...),
    }
    for field in attrs.fields(gr.Report):
        value = getattr(report, field.name)
        if field.name in ("other_tables", "extras", "notes"):
            fields[field.name] = (list[Any], ...)
        elif isinstance(value, gr.Table):
            fields[field.name] = (_record(type(value), {"edition": (Literal[value.edition], ...)}), ...)
        elif field.name in ("title", "agency"):
            fields[field.name] = (Line | None, ...)
        elif field.name == "year":
            fields[field.name] = (Annotated[int, Field(ge=1, le=9999)] | None, ...)
        else:
            fields[field.name] = (Section | None, ...)
    return create_model("Report", __config__=STRICT, **fields)


def _record(kind: type[Any], fields: dict[str, Any]) -> type[BaseModel]:
    for field in attrs.fields(kind):
        held = field.metadata[FIELD].kind
        if held is None:
            fields[field.name] = (_record(field.type, {}), ...)
        else:
            fields[field.name] = ((Amount if held == "amount" else Count) | None, ...)
    return create_model(kind.__name__, __config__=STRICT, **fields)
