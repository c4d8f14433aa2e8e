"""Notes: what happened to a figure or a part between the source and the report."""

from __future__ import annotations

from typing import Final, get_args

import attrs

from govinfo_report.display import html_of, rich_of
from govinfo_report.document import Position, Severity
from govinfo_report.errors import SURROGATE, ValueRefused, shown
from govinfo_report.messages import SOURCE_LOCALE, Message, from_details, message, translate

__all__ = ["NOTE_KINDS", "Note", "NoteKind", "Severity"]


@attrs.frozen
class NoteKind:
    """What a code of a note means: how grave it is, and its sentence."""

    code: str
    severity: Severity
    template: str


def _kind(code: str, severity: Severity, sentence: Message) -> tuple[str, NoteKind]:
    return code, NoteKind(code, severity, sentence.template)


NOTE_KINDS: Final[dict[str, NoteKind]] = dict(
    [
        _kind("unread", "warning", message("无法确定此单元格的数值，留空待查；原文：{text}")),
        _kind("decoded", "warning", message("数字连写，按单元格数目和勾稽关系拆分得出；原文：{text}")),
        _kind(
            "sums-fail",
            "warning",
            message("数字连写，任何拆分都不满足全部勾稽关系，可能有印错之处；只读取数字个数与单元格数相同的行"),
        ),
        _kind(
            "too-many-readings",
            "warning",
            message("数字连写，可能的拆分太多，无法逐一核对；只读取数字个数与单元格数相同的行"),
        ),
        _kind(
            "unmarked-blanks",
            "warning",
            message("数字连写，且有单元格空白而没有任何标记，无法确定数字属于哪一格；只读取全为0的行"),
        ),
        _kind("missing", "warning", message("来源中没有“{label}”这一行，所缺单元格留空")),
        _kind("unplaced", "warning", message("表格中的文字找不到对应的单元格，未计入：{text}")),
        _kind(
            "many-digits",
            "warning",
            message("位数很多，可能是几格的数字连在了一起，按原文读取，请核对；原文：{text}"),
        ),
        _kind("page-mark", "hint", message("表格中的页码，未计入：{text}")),
        _kind("row-numbers", "hint", message("表格中的行号或栏号，不是数据，未计入：{text}")),
        _kind("conflict", "warning", message("同一单元格出现不同的数值，留空待查；原文：{text}")),
        _kind("blank-mark", "hint", message("以“{text}”表示空白，按空白处理（不作为0）")),
        _kind("as-printed", "hint", message("原文印作“{text}”")),
        _kind("label-read", "hint", message("表格中的“{text}”按“{label}”读取")),
        _kind("label-unsure", "warning", message("表格中的“{text}”可能是{label}，无法确定是哪一个，不作猜测")),
        _kind("extra", "hint", message("统一格式之外的行或列“{label}”，作为附加单元格保留")),
        _kind("edition-assumed", "warning", message("表头不足以判断格式版本，按年份采用{edition}版")),
        _kind("no-table", "warning", message("没有找到表{number}")),
        _kind("title-unknown", "warning", message("没有找到报告标题")),
        _kind("agency-unknown", "warning", message("标题中没有机关名称")),
        _kind("year-unknown", "warning", message("标题中没有报告年度")),
        _kind("inferred", "hint", message("标题没有写明，取自报告的其他地方或来源说明：{text}")),
        _kind("contradiction", "warning", message("标题、正文和来源说明不一致，取前者：{text}")),
        _kind("published", "hint", message("来源说明的发布日期：{text}")),
        _kind("document-number", "hint", message("来源说明的文号：{text}")),
        _kind("source-address", "hint", message("来源说明的网址：{text}")),
        _kind(
            "sum-of-given",
            "warning",
            message("合计只含有数值的{given}份报告；留空或未读出的{blank}份未计入：{text}"),
        ),
        _kind(
            "sum-left-blank",
            "warning",
            message("{given}份报告有数值，{blank}份留空或未读出，按要求不作合计：{text}"),
        ),
        _kind("units-converted", "hint", message("各份报告所印单位不同（{units}），换算为{unit}后相加")),
        _kind(
            "part-converted",
            "warning",
            message("{text}：换算为{edition}版后计入，其中{lost}个数值在该版没有对应的单元格，未计入"),
        ),
        _kind("part-named-as-whole", "warning", message("与汇总机关同名，像是总计而不是其中一份，请核实：{text}")),
        _kind("names-alike", "warning", message("机关名称相近，可能是同一机关而计入了两次，请核实：{text}")),
        _kind("table-lacking", "warning", message("{count}份报告没有表{number}，此表的合计不含：{text}")),
        _kind("sum-impossible", "warning", message("无法相加，留空待查：{text}")),
        _kind(
            "extra-left-out",
            "warning",
            message("统一格式之外的“{label}”只在{count}份报告中有（此表共{parts}份）或无法相加，未汇总{text}"),
        ),
    ]
)
"""Every code that the library itself writes."""


def _text(value: str) -> str:
    if type(value) is not str:
        raise ValueRefused(message("应为文字，而不是{value}", value=shown(value)))
    if not value.isascii() and SURROGATE.search(value):
        raise ValueRefused(message("文字中有不成对的代理码位，任何文件都无法保存：{value}", value=shown(value)))
    return value


def _text_or_none(value: str | None) -> str | None:
    return None if value is None else _text(value)


def _details(pairs: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    if type(pairs) is not tuple or any(type(pair) is not tuple or len(pair) != 2 for pair in pairs):
        raise ValueRefused(message("details应为(名称, 文字)的元组，而不是{value}", value=shown(pairs)))
    if len({name for name, _ in pairs}) < len(pairs):
        raise ValueRefused(message("details中同一个名称出现了两次：{value}", value=shown(pairs)))
    return tuple((_text(name), _text(text)) for name, text in pairs)


def _check_severity(_instance: object, _attribute: object, value: str) -> None:
    if value not in get_args(Severity):
        raise ValueRefused(
            message("应为{expected}，而不是{value}", expected="、".join(get_args(Severity)), value=shown(value))
        )


def _check_position(_instance: object, _attribute: object, value: Position | None) -> None:
    if value is not None and not isinstance(value, Position):
        raise ValueRefused(message("应为{expected}，而不是{value}", expected="Position", value=shown(value)))


@attrs.frozen
class Note:
    """Something that a reader of the report should know about a cell, a part, or the whole.

    Attributes:
        code: the kind of it, a key of :data:`NOTE_KINDS` or a plug-in's own.
        path: the cell or part, ``None`` when the whole report is meant.
        text: what stood in the source.
        position: where it stood.
        severity: ``"error"``, ``"warning"`` or ``"hint"``; that of the code where not given.
        details: further words of the sentence, by name.
    """

    code: str = attrs.field(converter=_text)
    path: str | None = attrs.field(default=None, converter=_text_or_none)
    text: str = attrs.field(default="", converter=_text)
    position: Position | None = attrs.field(default=None, validator=_check_position)
    severity: Severity = attrs.field(
        default=attrs.Factory(lambda self: _severity_of(self.code), takes_self=True), validator=_check_severity
    )
    details: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=_details)

    def message_in(self, locale: str = SOURCE_LOCALE) -> str:
        """The sentence in ``locale``; for a code that is not known here, or details that lack a word, the code and the text."""
        kind = NOTE_KINDS.get(self.code)
        if kind is None:
            return f"{self.code}: {self.text}"
        details = {name: _labels(value, locale) for name, value in self.details}
        try:
            return from_details(kind.template, {"text": self.text, **details}).text(locale)
        except KeyError:  # a note that was made or stored without the words that its sentence needs
            return f"{self.code}: {self.text}"

    @property
    def message(self) -> str:
        """The sentence in Chinese."""
        return self.message_in()

    def _repr_html_(self) -> str | None:
        return html_of(self)

    def __rich__(self) -> object:
        return rich_of(self)

    def __str__(self) -> str:
        place = " ".join(part for part in (str(self.position or ""), self.path) if part)
        return f"{place}：{self.message}" if place else self.message


def _labels(chains: str, locale: str) -> str:
    """Labels in a row (``规章/本年增/减``), each in ``locale`` where it is one of the form; some hold a slash."""
    shown = []
    for chain in chains.split(" × "):
        steps, labels = chain.split("/"), []
        while steps:
            ends = range(len(steps), 1, -1)
            end = next((end for end in ends if (label := "/".join(steps[:end])) != translate(label, locale)), 1)
            labels.append(translate("/".join(steps[:end]), locale))
            steps = steps[end:]
        shown.append("/".join(labels))
    return " × ".join(shown)


def _severity_of(code: str) -> Severity:
    return NOTE_KINDS[code].severity if code in NOTE_KINDS else "warning"
