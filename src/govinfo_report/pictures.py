"""Pictures of reports, by Altair: outcomes, reasons of refusal, years, organs; PNG and SVG without a browser.

Needs the extra ``pictures`` (altair and vl-convert-python).  Every function gives an ``altair.Chart``, which a
notebook shows as it is; :func:`save`, :func:`png` and :func:`svg` make files of it.  A blank is never drawn as 0: the
subtitle names what is blank.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from os import PathLike
from pathlib import Path
from typing import Any, Final, cast

from govinfo_report.compiled import compile_form
from govinfo_report.errors import RenderError, ValueRefused
from govinfo_report.forms.applications import Applications2021
from govinfo_report.messages import SOURCE_LOCALE, Joined, message, translate
from govinfo_report.report import Report
from govinfo_report.together.editions import joined_cells, joined_path
from govinfo_report.together.given import given_reports
from govinfo_report.together.indicators import indicators
from govinfo_report.together.series import Series

try:
    import altair
    import vl_convert
except ImportError as error:  # pragma: no cover - the tests have it
    raise ImportError("govinfo_report.pictures needs Altair: pip install 'govinfo_report[pictures]'") from error

__all__ = ["compare", "follow", "outcomes", "png", "refusals", "save", "svg"]

FONT: Final = "Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, WenQuanYi Micro Hei, sans-serif"
"""What the labels are set in: the first of these that is there."""

_OUTCOMES: Final = ("disclosed", "partly_disclosed", "refused", "unavailable", "not_processed", "other")
_MOST_BARS: Final = 60
"""Bars of a comparison; more do not fit a page."""
_MOST_NAMED: Final = 24
"""Of more names below a title than this the first stand for all."""
_LINE: Final = 40
"""Chinese characters of a line below a title."""
_BLUE: Final = "#2f6690"
_STEM: Final = "applications.outcomes."


def outcomes(report: Report, *, locale: str = SOURCE_LOCALE) -> altair.LayerChart:
    """The requests of 表三 by outcome, in 件: a bar for each of （一）to（六）, the number at its end.

    Raises:
        ValueRefused: the report has no 表三.
    """
    return _bars(report, _groups(report), message("本年度办理结果").text(locale), locale)


def refusals(report: Report, *, locale: str = SOURCE_LOCALE) -> altair.LayerChart:
    """The requests that were refused (（三）不予公开 of 表三) by reason, in 件.

    Raises:
        ValueRefused: the report has no 表三.
    """
    reasons = [path for path in _totals(report) if path.startswith(f"{_STEM}refused.")]
    return _bars(report, {path: (path,) for path in reasons}, message("不予公开的理由").text(locale), locale)


def follow(series: Series, *paths: str, locale: str = SOURCE_LOCALE) -> altair.Chart:
    """Cells over the years, a line for each path; where a year is missing or blank the line is broken.

    The subtitle names the years of which nothing is drawn, and those of single lines with their names.

    Raises:
        ValueRefused: no path was given, or the series is empty.
        CellError: a path that no report of the series has.
    """
    if not paths:
        raise ValueRefused(message("应至少给出一个单元格的路径，如{example}", example="applications.received.total"))
    if not series.years:
        raise ValueRefused(message("序列中没有报告，无图可画"))
    years = range(series.years[0], series.years[-1] + 1)
    names = _names(series, paths, locale)
    rows = [
        {"year": str(year), "cell": names[path], "value": _drawable(values.get(year))}
        for path in paths
        for values in (series[path],)
        for year in years
    ]
    gone = [year for year in years if all(series[path].get(year) is None for path in paths)]
    missing = [str(year) for year in gone]
    for path, name in names.items():
        missing += [f"{name} {year}" for year in years if year not in gone and series[path].get(year) is None]
    legend = altair.Legend(title=None, orient="bottom", labelLimit=0, columns=2)
    chart = altair.Chart(altair.InlineData(values=rows), title=_title(series.agency or "", _left_out(missing, locale)))
    drawn = chart.mark_line(point=True, invalid="break-paths-show-domains").encode(
        x=altair.X("year:O", title=None, axis=altair.Axis(labelAngle=0)),
        y=altair.Y("value:Q", title=None),
        color=altair.Color("cell:N", legend=legend, sort=list(names.values())),
    )
    return cast("altair.Chart", _dressed(drawn.properties(width=460, height=260)))


def compare(
    reports: Iterable[Report],
    indicator: str = "disclosure_rate",
    *,
    most: int = _MOST_BARS,
    locale: str = SOURCE_LOCALE,
) -> altair.LayerChart:
    """One indicator of several reports, the highest first; reports of which it has no value are named below the title.

    Of several reports of one organ and year each has a bar of its own, and from the second on its number.  Of more
    than ``most`` the highest are drawn, and how many are lower is told below the title.

    Raises:
        ValueRefused: an indicator that there is not; the message lists those that there are.
    """
    rows: list[dict[str, Any]] = []
    without: list[str] = []
    met: Counter[str] = Counter()
    kind = indicators(Report(), indicator)[indicator].indicator
    for report in given_reports(reports):
        found = indicators(report, indicator)[indicator]
        name = " ".join(part for part in (report.agency or report.title or "?", str(report.year or "")) if part)
        met[name] += 1
        if met[name] > 1:
            name = f"{name} #{met[name]}"
        if found.value is None:
            without.append(name)
        else:
            rows.append({"name": name, "value": float(found.value)})
    rows.sort(key=lambda row: -row["value"])
    told = _left_out(without, locale)
    if len(rows) > most:
        lower = message("只画最高的{most}个，其余{count}个未画出；可用most另定", most=most, count=len(rows) - most)
        told = [lower.text(locale), *filter(None, [told] if isinstance(told, str) else told)]
    return _chart(rows[:most], kind.title_in(locale), told, ".1%" if kind.unit == "%" else ".3f")


def png(chart: Any, *, scale: float = 2, fonts: Sequence[str | PathLike[str]] = ()) -> bytes:
    """``chart`` as PNG, ``scale`` pixels for each point.

    Raises:
        RenderError: the machine has no font for Chinese, so that the labels would be boxes.
    """
    _register(fonts)
    if not _has_chinese(tuple(str(folder) for folder in fonts)):
        raise RenderError(
            message("没有中文字体，图中的文字会成为方框；请安装一种（如Noto Sans CJK），或用fonts指定字体所在的文件夹")
        )
    return bytes(vl_convert.vegalite_to_png(chart.to_json(), scale=scale))


def svg(chart: Any, *, fonts: Sequence[str | PathLike[str]] = ()) -> str:
    """``chart`` as SVG; its labels are text, set in the first font of ``FONT`` that is there where it is looked at."""
    _register(fonts)
    return str(vl_convert.vegalite_to_svg(chart.to_json()))


def save(chart: Any, path: str | PathLike[str], *, scale: float = 2, fonts: Sequence[str | PathLike[str]] = ()) -> None:
    """Write ``chart`` to a ``.png`` or ``.svg`` file.

    Args:
        chart: what one of the functions here gives, or any chart of Altair.
        path: its extension tells the format.
        scale: of a PNG, in pixels for each point.
        fonts: folders with fonts besides those of the system.

    Raises:
        RenderError: another extension, or a PNG while there is no font for Chinese.
    """
    target = Path(path)
    kind = target.suffix.lower()
    if kind not in (".png", ".svg"):
        raise RenderError(message("图片应为.png或.svg文件，而不是{path}", path=str(path)))
    target.write_bytes(png(chart, scale=scale, fonts=fonts) if kind == ".png" else svg(chart, fonts=fonts).encode())


def _groups(report: Report) -> dict[str, tuple[str, ...]]:
    """The paths of the totals of each outcome."""
    totals = [path for path in _totals(report) if path.startswith(_STEM)]
    return {_STEM + name: tuple(path for path in totals if path.startswith(f"{_STEM}{name}.")) for name in _OUTCOMES}


def _totals(report: Report) -> Mapping[str, Any]:
    if report.applications is None:
        raise ValueRefused(message("报告中没有表三，无图可画"))
    return {path: value for path, value in joined_cells(report).items() if path.endswith(".total")}


@lru_cache(maxsize=8)
def _labels(locale: str) -> dict[str, str]:
    """The label of each group and each row of 表三, by the path without its column."""
    form = compile_form(Applications2021)
    found: dict[str, str] = {}
    for cell in form.cells:
        steps = joined_path(cell.path).split(".")[:-1]
        chain = cell.row_name
        found.setdefault(".".join(steps), translate(chain[min(len(steps), len(chain) + 1) - 2], locale))
        if len(steps) == 4:
            found.setdefault(".".join(steps[:3]), translate(chain[-2], locale))
    return found


def _bars(report: Report, groups: Mapping[str, tuple[str, ...]], title: str, locale: str) -> altair.LayerChart:
    totals, labels = _totals(report), _labels(locale)
    rows: list[dict[str, Any]] = []
    blank: list[str] = []
    for stem, paths in groups.items():
        label = labels[stem.removesuffix(".total")]
        figures = [totals[path] for path in paths]
        if None in figures:
            blank.append(label)
        else:
            rows.append({"name": label, "value": sum(figures)})
    where = " ".join(part for part in (report.agency or "", str(report.year or ""), title) if part)
    return _chart(rows, where, _left_out(blank, locale), "d")


def _chart(rows: list[dict[str, Any]], title: str, subtitle: str | list[str], format: str) -> altair.LayerChart:
    base = altair.Chart(altair.InlineData(values=rows)).encode(
        x=altair.X("value:Q", axis=None),
        y=altair.Y("name:N", title=None, sort=None, axis=altair.Axis(labelLimit=0)),
    )
    numbers = base.mark_text(align="left", dx=4).encode(text=altair.Text("value:Q", format=format))
    chart = (base.mark_bar(color=_BLUE) + numbers).properties(
        title=_title(title, subtitle), width=460, height=altair.Step(26)
    )
    return cast("altair.LayerChart", _dressed(chart))


def _dressed(chart: Any) -> Any:
    return (
        chart.configure(font=FONT, padding=12)
        .configure_view(stroke=None)
        .configure_axis(labelFontSize=13)
        .configure_title(fontSize=16, subtitleFontSize=12, anchor="start", offset=12)
    )


def _title(text: str, subtitle: str | list[str]) -> altair.TitleParams:
    return altair.TitleParams(text, subtitle=subtitle) if subtitle else altair.TitleParams(text)


def _left_out(names: Sequence[str], locale: str) -> str | list[str]:
    """What is not drawn, in lines that fit below the title; of more names than many the first, and how many there are."""
    if not names:
        return ""
    told = message("空白或没有，未画出：{names}", names=Joined(tuple(names[:_MOST_NAMED]), "、"))
    if len(names) > _MOST_NAMED:
        told = message("{what}…（共{count}个）", what=told, count=len(names))
    lines, width = [""], 0
    for word in re.findall(r"[^、 ]+[、 ]*", told.text(locale)):
        for piece in (word[at : at + _LINE] for at in range(0, len(word), _LINE)):
            wide = sum(1 if character.isascii() else 2 for character in piece)
            if lines[-1] and width + wide > 2 * _LINE:
                lines.append("")
                width = 0
            lines[-1] += piece
            width += wide
    return lines[0] if len(lines) == 1 else [line.rstrip() for line in lines]


def _names(series: Series, paths: Sequence[str], locale: str) -> dict[str, str]:
    """What each line is called: the labels of row and column, and the path where two are called the same."""
    found: dict[str, str] = {}
    for report in series:
        for table in report.tables:
            for cell in compile_form(type(table)).cells:
                path = joined_path(cell.path)
                if path in paths and path not in found:
                    row = cell.row_name[-1 if path == cell.path else -2 :][:1]
                    chain = (*row, *cell.column_name[-1 if row else -2 :])
                    name = " · ".join(translate(label, locale) for label in chain)
                    if cell.kind == "amount" and cell.unit is not None:
                        name = message("{what}（{change}）", what=name, change=translate(cell.unit, locale)).text(
                            locale
                        )
                    found[path] = name
    called = list(found.values())
    return {path: name if called.count(name) == 1 else f"{name}（{path}）" for path, name in found.items()}


def _drawable(value: Any) -> int | float | None:
    return value if value is None or isinstance(value, int) else float(value)


def _register(fonts: Sequence[str | PathLike[str]]) -> None:
    for folder in fonts:
        vl_convert.register_font_directory(str(folder))


@lru_cache(maxsize=8)
def _has_chinese(_fonts: tuple[str, ...]) -> bool:
    """Whether two Chinese characters come out different, as they do not where both are boxes."""
    drawn = {
        bytes(
            vl_convert.svg_to_png(
                f'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><text y="30" font-family="{FONT}">{one}</text></svg>'
            )
        )
        for one in "一府"
    }
    return len(drawn) == 2
