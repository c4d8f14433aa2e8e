"""The words by which the prose of a report speaks of its figures, each as one letter.

A sentence becomes a string of letters, one per word that is known, ``U`` where something else stands; the grammar
(:mod:`govinfo_report.prose.grammar`) then works on letters alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Final

__all__ = ["CHINESE", "COLUMNS", "reason_of", "words"]

CHINESE: Final = "零〇一二两三四五六七八九十百千万"
_NUMBER: Final = rf"(?:\d{{1,3}}(?:[,，]\d{{3}})+(?:\.\d+)?(?![\d.])|\d+(?:\.\d+)?|[{CHINESE}]+)[余多]?[万亿]?[余多]?"
_ALONE: Final = rf"(?<![\d.,第数几上每\-—–~～/{CHINESE}].)(?<!\d[至到].)"
"""Behind the first digit: no part of a longer number, of an ordinal or of a range."""
_COUNTER: Final = r"(?:人次|件(?![次套均])|条|宗|起(?![诉草来])|份|例|项|部(?!分|门)|个(?!月|工作日|小时)|次)"
_BOUND: Final = r"(?:大?约|将近|近|超过?|逾|多达|至少|不少于|不足|不到|不超过)?"
_AROUND: Final = r"(?:余|多|左右|上下|以上|以下|以内)?"

_REASONS: Final = {
    "国家秘密": "refused.state_secret",
    "行政法规禁止": "refused.prohibited_by_law",
    "三安全一稳定": "refused.security_and_stability",
    "第三方合法权益": "refused.third_party_rights",
    "内部事务": "refused.internal_affairs",
    "过程性信息": "refused.deliberative_process",
    "行政执法案卷": "refused.enforcement_file",
    "行政查询": "refused.administrative_inquiry",
    "不掌握": "unavailable.not_held",
    "另行制作": "unavailable.requires_creation",
    "不明确": "unavailable.still_unclear",
    "信访举报投诉": "not_processed.petition_or_complaint",
    "重复申请": "not_processed.repeated",
    "公开出版物": "not_processed.published_material",
    "大量反复": "not_processed.excessive",
    "重新出具": "not_processed.reconfirmation",
    "逾期不补正": "other.not_corrected_in_time",
    "缴纳费用": "other.fee_unpaid",
}

COLUMNS: Final = {
    "自然人": "natural_person",
    "商业企业": "commercial_enterprise",
    "科研机构": "research_institution",
    "社会公益组织": "public_interest_organization",
    "法律服务机构": "legal_service_organization",
    "法人或其他组织": "legal_persons",
    "法人和其他组织": "legal_persons",
    "法人及其他组织": "legal_persons",
}
"""The applicants as the columns of 表三 name them; a word that is missing here names several or none of them."""

_OTHER_TIME: Final = (
    r"上年同期|去年同期|上一?年度?|上一年|去年|往年|前年|历年|[前近][几两二三四五六七八九十]?年|上半年|下半年|[前一二三四第]{1,2}季度"
    r"|每[年月周季日]|月均|年均|以来|下一步|明年|来年|下一?年度?|次年|今后|计划|力争|预计|拟(?=[制出办收])|目标"
    r"|(?:1?\d|[一二三四五六七八九十]{1,2})月(?:份|\d{1,2}日|底|末)?"
)

# The first that fits at a place is taken: what contains another word stands before it.
_WORDS: Final = (
    ("$", rf"{_BOUND}{_NUMBER}元(?:人民币)?{_AROUND}"),
    ("#", rf"{_BOUND}{_NUMBER}{_COUNTER}{_AROUND}"),
    ("t", r"\d{4}年度?结转(?![至到入下])|结转[至到入]?\d{4}年度?(?:继续)?(?:办理|答复|处理)?"),
    ("t", r"\d{4}年(?:度|\d{1,2}月(?:\d{1,2}日)?)?"),
    (
        "m",
        r"(?:1月1日(?:起)?[至到—–-])?12月31日|全年|本年度?(?!新收|结转|制)|今年(?!结转)|年内|当年|本?报告期内?|统计期内?",
    ),
    (
        "I",
        r"(?:上一?年度?|去年)(?:度|的|未办结)?(?:结转|转入|接转|遗留|顺延)(?:[至到入])?(?:本年度?|今年)?"
        r"(?:继续)?(?:办理|答复|处理)?|结转自?(?:上一?年度?|去年)",
    ),
    (
        "O",
        r"(?:结转|顺延|延续|接转|转接|转结|转)[至到入在]?[下次明]一?年度?(?:继续|再行)?(?:办理|答复|处理|办结)?"
        r"|[下次]一?年度?继续(?:办理|答复|处理)",
    ),
    ("P", r"(?:政府信息公开|信息公开)?信息处理费用?"),
    ("F", r"行政事业性收费(?:金额)?(?!项目|目录)"),
    (
        "z",
        r"(?:属于|涉及)?国家秘密|其他法律、?行政法规禁止公开|危及[“\"]?三安全一稳定[”\"]?|(?:保护|损害|侵害)?第三方合法权益"
        r"|(?:属于)?(?:三类)?内部事务(?:性)?信息|(?:属于)?(?:四类)?过程性信息|(?:属于)?行政执法案卷(?:信息)?|(?:属于)?行政查询事项"
        r"|(?:本机关)?不掌握(?:相关)?(?:政府)?(?:信息)?(?:等原因)?|没有现成信息需要?另行制作|补正后(?:申请内容)?仍不明确"
        r"|信访举报投诉类(?:申请)?|重复申请|要求提供公开出版物|无正当理由大量反复申请|要求行政机关确认或重新出具已获取信息"
        r"|申请人无正当理由逾期不补正|逾期未按收费通知要求缴纳费用",
    ),
    ("2", r"(?:予以)?部分(?:予以)?公开"),
    ("3", r"不予以?公开|不同意公开"),
    ("1", r"予以公开|同意公开"),
    ("4", r"无法提供"),
    ("5", r"不予以?处理"),
    ("6", r"作?其[他它](?:方式|情形)?处理"),
    ("D", r"未经(?:行政)?复议(?:程序)?(?:而)?直接(?:提起)?(?:行政)?(?:起诉|诉讼)"),
    ("C", r"经?(?:行政)?复议后(?:再)?(?:提起)?(?:行政)?(?:起诉|诉讼)"),
    ("U", r"(?:行政)?复议(?:机关|决定|机构|委|法|局|程序|期)|(?:行政)?诉讼(?:法|费|风险|请求|代理|程序)"),
    ("Q", r"(?:行政)?复议"),
    ("L", r"(?:行政)?诉讼|起诉"),
    ("7", r"(?:结果)?维持"),
    ("8", r"(?:结果)?纠正|纠错"),
    ("9", r"其他结果"),
    ("0", r"(?:尚|仍)?未审结|(?:尚|仍|正)在审理中?"),
    (
        "U",
        r"(?:尚|仍)?未(?:能)?(?:办结|答复|回复|办理)|(?:办结|答复|回复|办理)(?:率|意见|书|时限|时间|期限|质量|口径|流程)",
    ),
    ("N", r"(?:行政)?规范性文件(?!库|类|制定|管理|审查|备案|清理|解读|目录|合法|信息|草案|公开|数据)"),
    ("G", r"(?:政府|部门)?规章(?!制度|库|草案)"),
    ("y", r"现行有效"),
    ("x", r"废止"),
    ("l", r"行政许可(?!事项|信息)"),
    ("p", r"(?:政府信息公开|信息公开)(?!申请|的申请|依申请)(?:工作|类|事项)?"),
    ("s", r"行政处罚(?!信息)"),
    ("f", r"行政强制(?:措施|执行)?(?!信息)"),
    ("K", r"处理决定|决定"),
    ("v", r"作出|做出|下达"),
    (
        "A",
        r"(?:政府)?信息公开的?申请(?!人|表|书|材料|渠道|方式|平台|流程)|公开政府信息的?(?:书面)?申请(?!人|表|书)|依申请公开(?:政府)?(?:信息)?的?申请(?!人|表|书)"
        r"|政府信息申请|申请公开(?:政府信息|信息)?",
    ),
    ("j", r"依申请公开(?:政府信息|信息)?(?:事项|件(?=\d))?"),
    ("M", r"申请人|申请的?(?:数量|总数|件数)"),
    ("U", r"申请(?:表|书|材料|渠道|方式|流程|入口|指南|平台|条件|办理|系统|接收|页面)"),
    ("a", r"申请"),
    ("R", r"(?:本年度?)?新收(?:到)?|收到|接收|接到|收悉"),
    ("r", r"受理"),
    ("W", r"办结|答复|回复|办复|答结"),
    ("w", r"办理|处理|审理|审结|承办|代理|参加|参与|出庭|应诉"),
    ("i", r"(?:本年度?)?(?:制发|制定|印发|出台|新?制作)"),
    ("b", r"主动公开|公开|公布|发布"),
    (
        "k",
        r"自然人|商业企业|科研机构|社会公益组织|法律服务机构|法人[和或及]其他组织|法人|其他组织|公民|个人|企业",
    ),
    (
        "X",
        r"当面|现场|信函|信件|邮寄|邮政|寄递|快递|网络|网上|线上|线下|在线|互联网|电子邮[件箱]|邮箱|邮件|传真|平台|窗口|系统|门户网站|政府网站|电话",
    ),
    ("q", r"等?(?:多种|多个|多|各种|各)?(?:方式|渠道|途径|形式)"),
    (
        "B",
        r"同比|环比|较(?!为|好|多|大|高)|相比|比(?=上|去|\d|同期|往)|增长|增加|减少|下降|上升|回落|净增|败诉|胜诉|撤销|变更|撤诉"
        r"|个别|有的|部分(?=单位|部门|镇|乡|街)|多数|如(?=[未无没收])|(?:减|免)[征收免]",
    ),
    ("E", r"累计"),
    ("H", _OTHER_TIME),
    ("T", r"建议|提案|议案|咨询|热线|工单|信访|留言|来[信电访]|投诉|举报|诉求|意见|求助|信箱|公文|属性"),
    (
        "o",
        r"我[局委办市区县厅镇乡州省院校旗处队站所]|本[局委办市区县厅镇乡州省院旗处](?!级)|本单位|我单位|我中心|我街道|我部门",
    ),
    (
        "g",
        r"全[市省区县州旗镇乡街](?!面)|全系统|各(?:级|县|区|镇|乡|街道|部门|单位|地|市|有关单位|行政机关)+|[市区县省州]?本级|[局委厅]?本?机关(?:本级)?"
        r"|局属单位|下属单位|派出机构",
    ),
    ("V", rf"各(?:有|为)?(?=[\d{CHINESE}])|分别为?(?=[\d{CHINESE}])"),
    ("Y", r"均|全部|皆"),
    ("Z", r"未曾|从未|未|没有|不存在|没|无"),
    ("c", r"一共|共计|总计|合计|总共|共(?![同享识建])"),
    (
        "M",
        r"[的了为有是系即仅已含涉因由被在就获予并另还应约将达]|其中|包括|涉及|还有|剩余|总?件数|总?数量|总数|案件|案|事项|情[况形]|新增|书面|提出|提交"
        r"|主动|要求|群众|社会公众|公众|有效|各类|各种|引发|引起|发生|产生|出现|提起|收取|类|方面|工作|依法|按期|按时|如期|(?:法定|规定)的?(?:期限|时限|时间)?内?|期限内|时限内|及时|妥善|依规|对外|集中|范围"
        r"|属于|通过|按照?(?:《?条例》?)?(?:规定)?|达到?|等|相关|有关|针对|不服|[市区县省州]政府|[市区县省]级|(?:截至|至|到)?年[末底]|目前|政府信息(?=的?[申公])|数(?=[为\d：:])",
    ),
    ("J", r"[、和及与或以]|以及"),
    ("S", r"[，,；;：:（）()。！!\n]"),
)


_OFTEN: Final = (
    "，1收政2行3申、65办4全答其未8信公的规无不上本受依9共结发（）案制予均网和没情被法7部维决主新我接通累：；"
)
"""First characters by how often they stand in such sentences; tried in this order."""


class _Letters(dict[str, str]):
    """The letter of each word, found out when it is first asked for; of what is no word, single characters are kept."""

    def __init__(self, firsts: Iterable[str]) -> None:
        super().__init__()
        self._firsts = frozenset(firsts)

    def __missing__(self, word: str) -> str:
        if word[0] not in self._firsts:
            return "U"
        if word[-1] in "件条宗起份例项部个次" and word[:-1].isdecimal():
            return "#"
        letter = next((letter for letter, pattern in _patterns() if pattern.fullmatch(word)), "U")
        if len(word) == 1 or letter not in "#$tU":
            self[word] = letter
        return letter


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each letter with its words, what may follow them left out."""
    return tuple((letter, re.compile(_LOOKS.sub("", pattern))) for letter, pattern in _WORDS)


_LOOKS: Final = re.compile(r"\(\?[=!](?:[^()]|\([^()]*\))*\)")


@cache
def words() -> tuple[Callable[[str], list[str]], Mapping[str, str]]:
    """What cuts a sentence into words and what stands between them, and the letter of each.

    The pattern branches on the first character, so that the engine need not try every word at every place.
    """
    branches: dict[str, list[str]] = {}
    for _, pattern in _WORDS:
        for alternative in _alternatives(pattern):
            for first, rest in _firsts(alternative):
                branches.setdefault(first, []).append(rest)
    firsts = "".join(map(re.escape, branches))
    ordered = sorted(branches, key=lambda first: _OFTEN.find(first) % len(branches))
    each = (f"{re.escape(first)}(?:{'|'.join(dict.fromkeys(branches[first]))})" for first in ordered)
    return re.compile("|".join((f"[^{firsts}]+", *each, r"[\s\S]"))).findall, _Letters(branches)


def _alternatives(pattern: str) -> list[str]:
    """``pattern`` cut at its outermost bars."""
    parts, depth, start, bracket = [], 0, 0, False
    for at, sign in enumerate(pattern):
        if sign == "\\" or pattern[at - 1 : at] == "\\":
            continue
        if bracket or sign == "[":
            bracket = sign != "]"
        elif sign in "()":
            depth += 1 if sign == "(" else -1
        elif sign == "|" and not depth:
            parts.append(pattern[start:at])
            start = at + 1
    return [*parts, pattern[start:]]


def _firsts(pattern: str) -> Iterator[tuple[str, str]]:
    """Each character with which ``pattern`` may begin, and the pattern of what follows it."""
    if pattern.startswith("(?:"):
        end = _closing(pattern)
        inside, rest = pattern[3:end], pattern[end + 1 :]
        optional = rest.startswith("?")
        for alternative in _alternatives(inside):
            yield from _firsts(alternative + rest[optional:])
        if optional:
            yield from _firsts(rest[1:])
        return
    if pattern.startswith(r"\d"):
        characters, rest, alone = "0123456789０１２３４５６７８９", pattern[2:], True
    elif pattern.startswith("["):
        end = pattern.index("]")
        characters, rest, alone = pattern[1:end].replace("\\n", "\n"), pattern[end + 1 :], pattern[1:end] == CHINESE
    else:
        characters, rest, alone = pattern[0], pattern[1:], False
    optional = rest.startswith("?")
    rest = rest[optional:]
    if optional:
        yield from _firsts(rest)
    if repeat := re.match(r"\+|\{(\d),?(\d)?\}", rest):
        own = pattern[: len(pattern) - len(rest)]
        least, most = int(repeat[1] or 1) - 1, repeat[2]
        again = "*" if repeat[0] == "+" else f"{{{least},{int(most) - 1}}}" if most else f"{{{least}}}"
        rest = f"{own}{again}{rest[repeat.end() :]}"
    for character in characters:
        yield character, (_ALONE if alone and not pattern.startswith(r"\d{4}") else "") + rest


def _closing(pattern: str) -> int:
    """Where the bracket closes that opens ``pattern``."""
    depth, square = 0, False
    for at, sign in enumerate(pattern):
        if square or sign == "[":
            square = sign != "]"
        elif sign in "()":
            depth += 1 if sign == "(" else -1
            if not depth:
                return at
    raise AssertionError(pattern)  # pragma: no cover - the patterns are above


def reason_of(text: str) -> str | None:
    """The row of 表三, below ``applications.outcomes``, whose label ``text`` is."""
    return next((path for word, path in _REASONS.items() if word in text), None)
