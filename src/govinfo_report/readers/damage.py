"""What is wrong with a damaged package, in words of this library's own: those of zip, XML and office libraries are English."""

from __future__ import annotations

import re
import zipfile
import zlib
from typing import Final

from govinfo_report.messages import Message, message

__all__ = ["reason_of"]

_NO_MEMBER: Final = re.compile(r"There is no item named '(.{1,80}?)' in the archive")


def reason_of(error: Exception) -> Message:
    """Why ``error`` was raised for a package."""
    text = str(error)
    if isinstance(error, KeyError):
        lacking = _NO_MEMBER.search(text)
        return message("缺少文件“{name}”", name=lacking.group(1)) if lacking else message("缺少应有的内容")
    if isinstance(error, zipfile.BadZipFile):
        if "not a zip file" in text:
            return message("没有结尾，只下载了一部分")
        return message("内容与校验和不符") if "CRC" in text else message("压缩包的目录与内容对不上")
    if isinstance(error, (zlib.error, EOFError)):
        return message("压缩的内容解不开")
    return message("里面的结构不合规范（{kind}）", kind=type(error).__name__)
