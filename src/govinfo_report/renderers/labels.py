"""Renderer of JSON whose keys are the labels of the form, for people who read Chinese and not code.

It is to be looked at, and has no reader; what programs exchange is the library's own JSON (``report.to_json``).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final, TypeAlias

from govinfo_report.document import Cell, Document, Grid, Heading, Paragraph
from govinfo_report.formats import Renderer
from govinfo_report.messages import Message, message
from govinfo_report.options import Option
from govinfo_report.renderers.chains import chains
from govinfo_report.renderers.marks import told

__all__ = ["RENDERER"]

Value: TypeAlias = "dict[str, Value] | list[str] | str | int | float | None"
_PRINTED = re.compile(r"-?\d+(?:[.,]\d+)?(\D*)")
_KEYS: Final = {"agency": message("机关"), "year": message("年度")}


def _render(document: Document, *, indent: int) -> str:
    def word(sentence: Message) -> str:
        return sentence.text(document.language)

    made: dict[str, Value] = {}
    given = dict(document.metadata)
    titles = [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 0]
    made[word(message("标题"))] = next(iter(titles), None) or given.get("title")
    for key, name in _KEYS.items():
        if key in given:
            made[word(name)] = given[key] or None
    made[word(message("正文"))] = dict(_narrative(document))
    tables: dict[str, Value] = {}
    for block in document.blocks:
        if isinstance(block, Grid):
            _put(tables, block.caption or word(message("表格")), _table(block, document.language))
    made[word(message("表格"))] = tables
    if document.remarks:
        made[word(message("核对与读取提示"))] = [told(remark, document.language) for remark in document.remarks]
    return json.dumps(made, ensure_ascii=False, indent=indent or None) + "\n"


def _narrative(document: Document) -> Iterator[tuple[str, Value]]:
    """The lines of the narrative by the heading that they stand under."""
    made: dict[str, Value] = {}
    lines: list[str] = []
    closing = [block.text for block in document.blocks if isinstance(block, Paragraph) and block.align == "right"]
    opening = message("前言").text(document.language)
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 1:
            lines = []
            _put(made, block.text, lines)
        elif isinstance(block, (Heading, Paragraph)) and not _is_elsewhere(block):
            if not made:
                lines = []
                _put(made, opening, lines)
            lines.append(block.text)
    if closing:
        _put(made, message("落款").text(document.language), closing)
    return iter(made.items())


def _is_elsewhere(block: Heading | Paragraph) -> bool:
    return block.level == 0 if isinstance(block, Heading) else block.align == "right"


def _put(under: dict[str, Value], key: str, value: Value) -> None:
    """Set ``key``; one that is there already is kept apart by a number."""
    name, number = key, 1
    while name in under:
        number += 1
        name = f"{key}（{number}）"
    under[name] = value


def _table(grid: Grid, language: str) -> Value:
    made: dict[str, Value] = {}
    for cell, chain in chains(grid):
        at = made
        for label in chain[:-1]:
            inner = at.setdefault(label, {})
            if not isinstance(inner, dict):  # a label that stands over others and has a figure itself
                inner = {}
                _put(at, label, inner)
            at = inner
        _put(at, chain[-1] if chain else "", _figure(cell, language))
    return made


def _figure(cell: Cell, language: str) -> Value:
    """A number, with its unit where one is printed beside it; text where no number of JSON is the same."""
    if cell.value is None:
        return cell.text or None
    number = _number(cell.value)
    match = _PRINTED.fullmatch(cell.text)
    if match is None or not match.group(1):
        return number
    words = message("数值").text(language), message("单位").text(language)
    return {words[0]: number, words[1]: match.group(1)}


def _number(value: int | Decimal) -> int | float | str:
    if isinstance(value, int):
        return value
    near = float(value)
    return near if Decimal(repr(near)) == value else f"{value:f}"


RENDERER = Renderer(
    name="labels",
    extension=".labels.json",
    render=_render,
    options=(Option("indent", int, 2, message("每层缩进的空格数，0为一行").template, low=0, high=16),),
)
