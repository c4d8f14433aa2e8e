"""What a site has around the texts that it shows: buttons, breadcrumbs, links to other texts, its imprint."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["FOOTER", "SHORT", "is_furniture", "is_imprint"]

_FURNITURE: Final = re.compile(
    r"^(?:[\s【\[<>«»|◄►▲△↑↓·]*(?:打印|关闭|返回|收藏|分享|扫一扫|上一[篇条页]|下一[篇条页]|TOP|顶部)"
    r"|相关(?:链接|阅读|文章|信息|稿件|新闻|文档|解读)|友情链接|[(（\[【]?责任编辑|(?:网站)?主办(?:单位|方)?[:：]|承办(?:单位)?[:：]|版权所有|Copyright|©"
    r"|网站标识码|.{0,4}ICP备|.{0,3}公网安备|网站地图|联系我们|关于我们|技术支持|网站声明|隐私声明|您?(?:现在|当前)?(?:所在)?的?(?:的位置|位置)\s*[:：是]"
    r"|当前位置|您的位置|首页\s*[>»/-]|无障碍|设为首页|加入收藏|字体[:：]|推荐阅读|热点|我要纠错|纠错"
    r"|阅读原文|阅读\s*\d+$|预览时标签不可点|微信扫一扫|继续滑动看下一个|轻触阅读原文|喜欢此内容的人还喜欢)",
    re.IGNORECASE,
)
FOOTER: Final = re.compile(r"网站标识码|ICP备\d|公网安备|版权所有")
"""What the imprint of a site has somewhere."""
SHORT: Final = 120
"""Characters of a line that may be the site's."""
_SENTENCE_ENDS: Final = ("。", "；", "！")


def is_furniture(text: str) -> bool:
    """Whether a line begins as one of the site's does and is no sentence, as 关闭账号两个。 is one."""
    return len(text) < SHORT and _FURNITURE.search(text) is not None and not text.endswith(_SENTENCE_ENDS)


def is_imprint(text: str) -> bool:
    """Whether a line is one of the imprint."""
    return len(text) < SHORT and FOOTER.search(text) is not None
