"""Radicals for characters: fonts of some printers say so of what they draw, and what is copied from their PDFs has them."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

__all__ = ["without_radicals"]

_SUPPLEMENT: Final = (
    "⺁⺄⺅⺆⺈⺉⺋⺌⺍⺎⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺟⺠⺡⺢⺣⺤⺦⺧⺨⺪⺫⺬⺭⺯⺰⺱⺲⺳⺴⺶⺷⺸⺹⺻⺼⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
    "厂乙亻冂刀刂㔾小小尢尢尣巳幺彑彐忄心扌攵旡日月母民氵氺灬爫丬牛犭疋罒示礻糸纟罓罒罓羊羊羊羊老聿肉艹艹艹虎衤覀西见角角讠贝足车辶辶辶阝钅長镸长门阝雨青韦页风飞食食飠饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龟龟龟",
)
"""CJK Radicals Supplement, of most of which Unicode does not say which characters they are."""
_ANY: Final = re.compile("[\u2e80-\u2fdf]")
_CHARACTERS: Final = {
    **{code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)},
    **dict(zip(map(ord, _SUPPLEMENT[0]), _SUPPLEMENT[1], strict=True)),
}


def without_radicals(text: str) -> str:
    """``text`` with the characters for which radicals stand (⼈⺠ are 人民)."""
    return text.translate(_CHARACTERS) if _ANY.search(text) else text
