"""The parts of a Word file beside its text: styles, fonts, properties, and how they hang together.

Written out here rather than taken from a library's template: an official report has Chinese fonts and its own
few styles, and nothing in it that tells when or on which machine it was made.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final
from xml.sax.saxutils import escape

from govinfo_report.renderers.packing import pack

__all__ = ["NAMESPACES", "STYLES", "package"]

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES: Final = f'xmlns:w="{_MAIN}"'

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"

_PARTS: Final[Mapping[str, str]] = {
    "word/document.xml": f"{_WORD}.document.main+xml",
    "word/styles.xml": f"{_WORD}.styles+xml",
    "word/settings.xml": f"{_WORD}.settings+xml",
    "word/fontTable.xml": f"{_WORD}.fontTable+xml",
    "word/comments.xml": f"{_WORD}.comments+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/custom.xml": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
}

_FANGSONG: Final = "仿宋"
_HEITI: Final = "黑体"
_KAITI: Final = "楷体"
_SONGTI: Final = "宋体"
_LATIN: Final = "Times New Roman"

_FONTS: Final = (
    (_FANGSONG, "FangSong", "FangSong_GB2312", "modern"),
    (_HEITI, "SimHei", "Microsoft YaHei", "modern"),
    (_KAITI, "KaiTi", "KaiTi_GB2312", "modern"),
    (_SONGTI, "SimSun", "NSimSun", "auto"),
)
"""Each font, its Latin name and another that stands in for it."""

STYLES: Final = {"title": "Title", "body": "BodyText", "closing": "Closing", "cell": "TableText", "gap": "TableGap"}
"""The styles of paragraphs by what they are; those of headings are ``Heading1`` and so on."""


def package(body: str, comments: str, title: str, properties: Mapping[str, str]) -> bytes:
    """A Word file.

    Args:
        body: the children of ``w:body``.
        comments: the children of ``w:comments``.
        title: of the document, for its properties.
        properties: of the file, by their names.
    """
    custom = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name="{escape(name)}">'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(properties.items(), 2)
    )
    made = {
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/comments.xml": f"<w:comments {NAMESPACES}>{comments}</w:comments>",
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(title)}</dc:title></cp:coreProperties>',
        "docProps/custom.xml": f'<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">'
        f"{custom}</Properties>",
    }
    return pack({**_fixed(), **{name: (_HEAD + text).encode() for name, text in made.items()}})


@lru_cache(maxsize=1)
def _fixed() -> Mapping[str, bytes]:
    """The parts that are the same in every file."""
    types = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in _PARTS.items())
    related = {
        "word/document.xml": f"{_OFFICE}/relationships/officeDocument",
        "docProps/core.xml": f"{_PACKAGE}/relationships/metadata/core-properties",
        "docProps/custom.xml": f"{_OFFICE}/relationships/custom-properties",
    }
    inner = {
        f"{name}.xml": f"{_OFFICE}/relationships/{name}" for name in ("styles", "settings", "fontTable", "comments")
    }
    made = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
        "_rels/.rels": _relations(related),
        "word/_rels/document.xml.rels": _relations(inner),
        "word/styles.xml": f"<w:styles {NAMESPACES}>{_defaults()}{''.join(_styles())}</w:styles>",
        "word/settings.xml": f"<w:settings {NAMESPACES}>{_SETTINGS}</w:settings>",
        "word/fontTable.xml": f"<w:fonts {NAMESPACES}>{''.join(map(_font, _FONTS))}</w:fonts>",
    }
    return {name: (_HEAD + text).encode() for name, text in made.items()}


def _relations(targets: Mapping[str, str]) -> str:
    made = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (target, kind) in enumerate(targets.items(), 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{made}</Relationships>'


_SETTINGS: Final = (
    '<w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>'
    '<w:characterSpacingControl w:val="compressPunctuation"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
    'w:val="15"/></w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>'
)


def _font(names: tuple[str, str, str, str]) -> str:
    name, latin, other, family = names
    return (
        f'<w:font w:name="{name}"><w:altName w:val="{latin}, {other}"/><w:charset w:val="86"/>'
        f'<w:family w:val="{family}"/><w:pitch w:val="variable"/></w:font>'
    )


def _fonts(east_asian: str, latin: str = _LATIN) -> str:
    return f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{east_asian}" w:cs="{latin}"/>'


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _defaults() -> str:
    lang = '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_fonts(_FANGSONG)}{_size(32)}{lang}</w:rPr></w:rPrDefault>"
        "<w:pPrDefault/></w:docDefaults>"
    )


_LINES: Final = '<w:spacing w:line="560" w:lineRule="exact"/>'
"""28 points, as official documents are set."""

_APART: Final = '<w:spacing w:before="160" w:after="80" w:line="560" w:lineRule="exact"/>'
_INDENT: Final = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'


def _style(name: str, title: str, paragraph: str, run: str = "", *, based: str = "Normal", then: str = "") -> str:
    following = f'<w:next w:val="{then}"/>' if then else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{title}"/><w:basedOn w:val="{based}"/>'
        f"{following}<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _styles() -> list[str]:
    body = STYLES["body"]
    made = [
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        '<w:pPr><w:widowControl w:val="0"/><w:jc w:val="both"/></w:pPr></w:style>',
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>',
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>',
        '<w:style w:type="character" w:styleId="PlaceholderText"><w:name w:val="Placeholder Text"/>'
        '<w:rPr><w:color w:val="808080"/></w:rPr></w:style>',
        _style(
            STYLES["title"],
            "Title",
            '<w:keepNext/><w:spacing w:before="240" w:after="360"/><w:jc w:val="center"/>',
            _fonts(_SONGTI) + "<w:b/><w:bCs/>" + _size(36),
            then=body,
        ),
        _style(body, "Body Text", _LINES + _INDENT),
        _style(STYLES["closing"], "Closing", f'{_LINES}<w:ind w:right="640"/><w:jc w:val="right"/>'),
        _style(
            STYLES["cell"],
            "Table Text",
            '<w:snapToGrid w:val="0"/><w:spacing w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>',
            _fonts(_SONGTI) + _size(20),
        ),
        _style(STYLES["gap"], "Table Gap", '<w:spacing w:line="240" w:lineRule="exact"/>', _size(20)),
    ]
    for level in range(1, 10):
        font = _fonts(_HEITI if level == 1 else _KAITI if level == 2 else _FANGSONG)
        made.append(
            _style(
                f"Heading{level}",
                f"heading {level}",
                f'<w:keepNext/><w:keepLines/>{_APART if level == 1 else _LINES}{_INDENT}<w:outlineLvl w:val="{level - 1}"/>',
                font + ("<w:b/><w:bCs/>" if level > 2 else "") + _size(32),
                then=body,
            )
        )
    return made
