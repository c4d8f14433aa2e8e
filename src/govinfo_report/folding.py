"""One character for all that mean the same in a label: width, spaces, quotes, punctuation, traditional characters."""

from __future__ import annotations

from typing import Final

__all__ = ["FOLD", "SIMPLIFIED"]

_TRADITIONAL: Final = (
    "萬業為爲舉於內個會體係繫關決況減別則製動務區單發後處処復複備審對屬開強當應總執護報據數無機權條構沒現結繼續維"
    "糾納組織經繳罰範獲補規計認議許訟訪訴詢請購費轉這進過採問題項額辦穩類採衆眾險縣鄉鎮廳廣東門號標準說與專兩產價"
    "優從來時實質責資財貿農園環衛長稅統審計監國圖書館設建運輸電訊調論證誤誌變讓賬遲選還邊鐵銀錢錯鏈闡隊陽雜難頁頒"
    "領頭風飛養館馬驗點祕臺灣"
)
_PLAIN: Final = (
    "万业为为举于内个会体系系关决况减别则制动务区单发后处处复复备审对属开强当应总执护报据数无机权条构没现结继续维"
    "纠纳组织经缴罚范获补规计认议许讼访诉询请购费转这进过采问题项额办稳类采众众险县乡镇厅广东门号标准说与专两产价"
    "优从来时实质责资财贸农园环卫长税统审计监国图书馆设建运输电讯调论证误志变让账迟选还边铁银钱错链阐队阳杂难页颁"
    "领头风飞养馆马验点秘台湾"
)

SIMPLIFIED: Final = dict(zip(map(ord, _TRADITIONAL), _PLAIN, strict=True))
"""Traditional characters that occur in labels, headings and names of organs, each to its simplified one."""

FOLD: Final[dict[int, int | str | None]] = {
    **{0xFF01 + offset: 0x21 + offset for offset in range(94)},
    **dict.fromkeys(map(ord, " \t\n\r\x0b\x0c\xa0\u3000\u2002\u2003\u2009")),
    **dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u202a\u202c\u2060\u2066\u2068\u2069\ufeff\u00ad")),
    **dict.fromkeys(map(ord, "“”‘’\"'「」『』〝〞＂＇")),
    **{ord(sign): "," for sign in "、，"},
    **{ord(sign): "." for sign in "。．﹒"},
    ord("〔"): "(",
    ord("〕"): ")",
    ord("【"): "(",
    ord("】"): ")",
    ord("﹙"): "(",
    ord("﹚"): ")",
    **{0x2460 + at: f"{at + 1}." for at in range(20)},
    **{0x2474 + at: f"{at + 1}." for at in range(20)},
    **{0x2488 + at: f"{at + 1}." for at in range(20)},
    **{0x3220 + at: f"({numeral})" for at, numeral in enumerate("一二三四五六七八九十")},
    **SIMPLIFIED,
    ord("它"): "他",
}
"""For ``str.translate``; what it leaves out says nothing in a label."""
