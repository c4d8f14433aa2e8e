"""From bytes to text: UTF-8, UTF-16 with its mark, GB18030 (which holds GBK and GB2312)."""

from __future__ import annotations

import codecs

from govinfo_report.document import Position
from govinfo_report.errors import ReadError
from govinfo_report.messages import message

__all__ = ["decode", "looks_binary"]

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\x0b\x0c\x1b"))
"""What no text has."""


def looks_binary(head: bytes) -> bool:
    """Whether ``head``, the beginning of a source, cannot be text."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return False
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return b"\0" in head or controls * 20 > len(head)


def decode(source: bytes) -> str:
    """The text of ``source``.

    Raises:
        ReadError: it is empty, binary, or in no encoding that is known; with the line of the first bad byte.
    """
    if not source.strip():
        raise ReadError(message("来源是空的"))
    if looks_binary(source[:4096]):
        raise ReadError(message("这不是文本，也不是认得的文件格式"))
    encodings = [encoding for mark, encoding in _MARKS if source.startswith(mark)] or ["utf-8", "gb18030"]
    failures: list[UnicodeDecodeError] = []
    for encoding in encodings:
        try:
            return source.decode(encoding)
        except UnicodeDecodeError as failure:
            failures.append(failure)
    line = source.count(b"\n", 0, max(failure.start for failure in failures)) + 1
    raise ReadError(message("文字编码既不是UTF-8也不是GB18030，请转存为UTF-8"), Position(line=line))
