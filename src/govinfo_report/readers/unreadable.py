"""Formats that no reader takes: which it is, by its first bytes, and what to make of it instead."""

from __future__ import annotations

from typing import Final

from govinfo_report.errors import ReadError
from govinfo_report.messages import Message, message

__all__ = ["DOCUMENTS", "advise"]

DOCUMENTS: Final = frozenset(
    (
        *(".doc", ".dot", ".wps", ".wpt", ".rtf", ".odt"),
        *(".xls", ".xlt", ".et", ".ett", ".ods"),
        *(".ofd", ".ceb", ".cebx"),
        *(".zip", ".rar", ".7z", ".tar", ".gz", ".tgz"),
    )
)
"""Extensions of files in which a report may well be, although no reader takes them; some hold what one does take."""

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_ARCHIVES: Final = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd")
_IMAGES: Final = (
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"GIF87a",
    b"GIF89a",
    b"II*\x00",
    b"MM\x00*",
    b"\x00\x00\x00\x0cjP  ",
)
_STREAMS: Final = {
    "EncryptedPackage": message("这是加密的Office文件；请先解除密码，再另存为DOCX或XLSX"),
    "WordDocument": message("这是旧版Word文档（DOC）；请在Word或WPS中另存为DOCX，或另存为网页（HTML）"),
    "Workbook": message("这是旧版Excel工作簿（XLS）；请在Excel或WPS中另存为XLSX"),
    "Book": message("这是旧版Excel工作簿（XLS）；请在Excel或WPS中另存为XLSX"),
    "PowerPoint Document": message("这是PowerPoint演示文稿，不会是一份报告；请改用DOCX、PDF或网页"),
}
_OTHER_OLE: Final = message("这是旧版Office或WPS文件；请另存为DOCX或XLSX")
_MEMBERS: Final = {
    b"OFD.xml": message("这是OFD版式文件；请用OFD阅读器转换或打印为PDF"),
    b"application/vnd.oasis.opendocument": message("这是OpenDocument文件（ODT、ODS）；请另存为DOCX或XLSX"),
    b"ppt/presentation.xml": message("这是PowerPoint演示文稿，不会是一份报告；请改用DOCX、PDF或网页"),
    b"word/document.xml": message("这是Word文档（DOCX），但没有能读它的读取器"),
    b"xl/workbook.xml": message("这是Excel工作簿（XLSX），但没有能读它的读取器"),
}


def advise(source: bytes) -> ReadError | None:
    """The error for a source that no reader takes, in one sentence; ``None`` where its format is not known."""
    known = _recognise(source)
    return ReadError(known) if known is not None else None


def _recognise(source: bytes) -> Message | None:
    if source.startswith(_OLE):
        return next((said for name, said in _STREAMS.items() if name.encode("utf-16-le") in source), _OTHER_OLE)
    if source.startswith(_ZIP):
        archive = message("这是压缩包；请先解压，再读取其中的文件")
        return next((said for name, said in _MEMBERS.items() if name in source), archive)
    if source.startswith(_ARCHIVES) or source[257:262] == b"ustar":
        return message("这是压缩包；请先解压，再读取其中的文件")
    if source.startswith(_IMAGES) or _is_wrapped_image(source):
        return message("这是图片，没有文字；请先做文字识别（OCR），或改用网页、DOCX或有文字层的PDF")
    if source.startswith(b"{\\rtf"):
        return message("这是RTF文档；请在Word或WPS中另存为DOCX")
    if source.startswith(b"%PDF"):
        return message("这是PDF文件，但没有能读它的读取器")
    return None


def _is_wrapped_image(source: bytes) -> bool:
    """WebP, HEIC and AVIF name themselves behind a size; a bitmap is told by the two bytes and its own size."""
    if source[:4] == b"RIFF":
        return source[8:12] == b"WEBP"
    if source[4:8] == b"ftyp":
        return source[8:12] in (b"heic", b"heix", b"mif1", b"avif")
    return source[:2] == b"BM" and source[6:10] == b"\0\0\0\0" and b"\0" in source[2:6]
