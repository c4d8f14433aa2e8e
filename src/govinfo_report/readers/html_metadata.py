"""What a page says of itself: its ``meta`` elements, and the table or line of particulars above its text.

The names of the ``meta`` elements are those of the standard for government sites (国办发〔2017〕47号, 附件:
政府网站发展指引; SiteName, ArticleTitle, PubDate, ContentSource and so on).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from govinfo_report.document import Cell, Grid
from govinfo_report.readers.html_text import clean

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

__all__ = ["TITLE", "is_particulars", "of_grid", "of_head", "of_line", "title_of"]

TITLE: Final = re.compile(r"政府信息公开.{0,12}?(?:报告|年报)(?:[(（].{0,20}[)）])?[》”\"]?$")
"""The end of a report's title."""

_META: Final = {
    "articletitle": "title",
    "pubdate": "published",
    "publishdate": "published",
    "og:release_date": "published",
    "article:published_time": "published",
    "contentsource": "publisher",
    "source": "publisher",
    "url": "address",
    "og:url": "address",
}
_KEYS: Final = {
    "发布日期": "published",
    "发布时间": "published",
    "公开日期": "published",
    "发文日期": "published",
    "成文日期": "written",
    "生成日期": "written",
    "日期": "written",
    "时间": "written",
    "发布机构": "publisher",
    "发布单位": "publisher",
    "发布部门": "publisher",
    "发文机关": "publisher",
    "发文单位": "publisher",
    "公开机构": "publisher",
    "公开主体": "publisher",
    "责任部门": "publisher",
    "来源": "publisher",
    "信息来源": "publisher",
    "文章来源": "publisher",
    "稿件来源": "publisher",
    "发文字号": "number",
    "发文文号": "number",
    "文号": "number",
    "文件编号": "number",
}
_OTHER_KEYS: Final = frozenset(
    [
        "索引号",
        "信息索引号",
        "主题分类",
        "信息分类",
        "公开分类",
        "分类",
        "组配分类",
        "体裁分类",
        "主题词",
        "关键词",
        "有效性",
        "时效性",
        "效力状态",
        "公开方式",
        "公开范围",
        "公开时限",
        "公开形式",
        "名称",
        "标题",
        "信息名称",
        "文件名称",
        "内容概述",
        "信息格式",
        "语种",
        "废止日期",
        "生效日期",
        "失效日期",
        "作者",
        "编辑",
        "责任编辑",
        "审核",
        "审核人",
        "浏览次数",
        "浏览量",
        "浏览",
        "点击数",
        "点击量",
        "点击次数",
        "点击率",
        "阅读次数",
        "阅读量",
        "阅读",
        "访问量",
        "访问次数",
        "字号",
        "字体",
        "字体大小",
        "打印",
        "分享",
        "分享到",
        "视力保护色",
        "保护视力色",
        "更新日期",
        "更新时间",
        "公开属性",
        "统一编号",
        "统一登记号",
        "登记号",
        "栏目",
        "所属栏目",
        "服务对象",
        "阅览次数",
        "人气",
    ]
)
_PAIR: Final = re.compile(r"[\s【\[|]*([\u4e00-\u9fff][\u4e00-\u9fff \u3000]{0,9})[\s\u3000】\]]*[:：]\s*")
_DATE: Final = re.compile(r"((?:19|20)\d{2})\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})")
_ACCOUNT: Final = re.compile(
    r"(?:原创\s*)?[^。；，：]{2,30}?\s*((?:19|20)\d\d年\d{1,2}月\d{1,2}日)\s+\d{1,2}:\d{2}(?:\s*[\u4e00-\u9fff]{2,4})?$"
)
"""The line under the title of an article of a public account: its name, the day and the time."""
_NOT_A_NAME: Final = re.compile(r"本站|原创|网络|未知|管理员|admin|\d|^https?:", re.IGNORECASE)
_SUFFIX: Final = re.compile(r"\s*[-_|–—>»]+\s*")


def of_head(parser: LexborHTMLParser) -> dict[str, str]:
    """What the ``meta`` elements, the canonical link and the title say."""
    found: dict[str, str] = {}
    address = title = None
    for node in parser.css('meta[content],link[rel="canonical"][href],title'):
        if node.tag == "title":
            title = clean(node.text()) if title is None else title
            continue
        attributes = node.attributes
        if node.tag == "link":
            address = clean(attributes.get("href") or "") if address is None else address
            continue
        key = _META.get((attributes.get("name") or attributes.get("property") or "").lower())
        value = clean(attributes.get("content") or "")
        if key and value:
            found.setdefault(key, value)
    if address is not None:
        found.setdefault("address", address)
    if title is not None:
        found["page"] = title
    return found


_DRESS: Final = re.compile(r"[\s\u3000:：【】\[\]]+")
_LONGEST_LABEL: Final = 16
_MOST_CELLS: Final = 60


def _label(text: str) -> str:
    return _DRESS.sub("", text)


def of_line(text: str) -> dict[str, str] | None:
    """The particulars in a line as 发布日期：2020-01-31　来源：市商务局; ``None`` where it is no such line."""
    if len(text) > 300:
        return None
    matches = [match for match in _PAIR.finditer(text) if _is_key(match.group(1))]
    if not matches or text[: matches[0].start()].strip(" \u3000【[|"):
        bare = _DATE.match(text)
        if bare and len(text) <= 21 and len(text) - bare.end() in (0, 6, 7, 9, 10):
            return {"written": text}
        account = _ACCOUNT.match(text)
        return {"written": account.group(1)} if account else None
    found: dict[str, str] = {}
    for match, stop in zip(matches, [*(match.start() for match in matches[1:]), len(text)], strict=True):
        found.setdefault(_KEYS.get(_label(match.group(1)), ""), text[match.end() : stop].strip(" \u3000】]|"))
    return None if any(len(value) > 80 for value in found.values()) else found


def _is_key(text: str) -> bool:
    if not 1 < len(text) < _LONGEST_LABEL or text[0].isdecimal():
        return False
    label = text if text.isalnum() else _label(text)
    return label in _KEYS or label in _OTHER_KEYS


def _pairs(grid: Grid) -> Iterator[tuple[str, str]]:
    """Label and value, which stand in one cell with a colon, or in two beside each other."""
    for row in grid.rows():
        texts = [cell.text.replace("\n", " ") for cell in row]
        for at, text in enumerate(texts):
            if text.isdecimal():
                continue
            if _is_key(text):
                following = texts[at + 1] if at + 1 < len(texts) else ""
                yield _label(text), "" if _is_key(following) else following
            elif (":" in text or "：" in text) and (match := _PAIR.match(text)) and _is_key(match.group(1)):
                yield _label(match.group(1)), text[match.end() :]


def is_particulars(grid: Grid) -> bool:
    """Whether ``grid`` is the table of particulars: two of its labels in a row or more, and they fill half of it."""
    if len(grid.cells) > _MOST_CELLS or sum(map(_may_name, grid.cells)) < 2:
        return False
    found = len(list(_pairs(grid)))
    return found >= 2 and found * 4 >= sum(bool(cell.text) for cell in grid.cells)


def _may_name(cell: Cell) -> bool:
    """Whether a cell may hold one of the labels of particulars."""
    text = cell.text
    return ":" in text or "：" in text or _is_key(text.replace("\n", " "))


def of_grid(grid: Grid) -> dict[str, str]:
    """What a table of particulars says."""
    found: dict[str, str] = {}
    for label, value in _pairs(grid):
        found.setdefault(_KEYS.get(label, ""), value.strip())
    return found


def title_of(page: str) -> str | None:
    """The report's title in that of the page, which has the names of site and column about it."""
    whole = page.strip()
    parts = [part for part in _SUFFIX.split(whole) if TITLE.search(part)]
    named = [part for part in parts if re.search(r"(?:19|20)\d\d|二[〇○零]", part)]
    return max(named or parts, key=len, default=None)


def settle(head: dict[str, str], particulars: Iterable[dict[str, str]], has_title: bool) -> Sequence[tuple[str, str]]:
    """The metadata of a document: what stands on the page goes before what its head says.

    A title is given only where the text has none, for the head's is often that of the site; the publisher is
    what readers of a report fall back on for its organ.
    """
    told: dict[str, str] = {}
    for found in particulars:
        for key, value in found.items():
            if key and value:
                told.setdefault(key, value)
    for key, value in head.items():
        told.setdefault(key, value)
    result: list[tuple[str, str]] = []
    if not has_title and (title := title_of(told.get("title", "")) or title_of(told.get("page", ""))):
        result.append(("title", title))
    publisher = told.get("publisher", "")
    if publisher and len(publisher) <= 40 and not _NOT_A_NAME.search(publisher):
        result.append(("publisher", publisher))
    for key in ("published", "written"):
        date = _DATE.search(told.get(key, ""))
        if date:
            result.append(("published", "-".join((date.group(1), date.group(2).zfill(2), date.group(3).zfill(2)))))
            break
    result.extend((key, told[key]) for key in ("number", "address") if told.get(key))
    return result
