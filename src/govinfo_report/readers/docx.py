"""Reader of Word files (.docx, .docm); needs the extra ``docx`` (python-docx).

Read is what Word shows in the body: paragraphs and tables in order, with the numbers of lists, the results of
fields, inserted text, text boxes, footnotes and endnotes.  Left out are deleted and hidden text, tables of
contents, comments, headers and footers, and the properties of the file, which its template's author filled in.  In a file
made by this library, its own marks tell what text would mislead, and its own properties what no text tells.
Digits that are raised, lowered or struck out are kept apart from those beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Final, cast

from govinfo_report.document import Block, Cell, Document, Grid, Heading, Paragraph
from govinfo_report.errors import ReadError
from govinfo_report.formats import Reader
from govinfo_report.limits import Limits
from govinfo_report.messages import message
from govinfo_report.officeformat import marked_block, metadata_of
from govinfo_report.readers.damage import reason_of
from govinfo_report.readers.extras import needs_extra
from govinfo_report.readers.packages import kind_of, unpack
from govinfo_report.readers.properties import file_properties
from govinfo_report.readers.word_markup import Node, Styles, W, content
from govinfo_report.readers.word_numbers import Numbers
from govinfo_report.readers.word_tables import Tables
from govinfo_report.readers.word_text import Shown, Texts

if TYPE_CHECKING:
    from docx.opc.part import Part

__all__ = ["READER"]

_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_CONTENTS: Final = ("toc", "目录")
_DEEPEST_FRAME: Final = 20
_TABBED: Final = 3
_HEADING = re.compile("[一二三四五六七八九十]{1,3}[、.．]|[（(]")
_SHORT: Final = 40
_REST = re.compile(r"[,.，．]?[0-9０-９][0-9０-９,.，．]*\s?(?:件|项|条|宗|起|个|元|万元|亿元)?")
_FIGURE_ENDS: Final = frozenset("0123456789０１２３４５６７８９,.，．-+－＋")


def _sniff(source: bytes | str) -> int:
    return 90 if kind_of(source) == "docx" else 0


def _read(source: bytes | str, limits: Limits) -> Document:
    markup = unpack(source, "docx", limits)
    try:
        from docx.oxml.parser import parse_xml
        from docx.package import Package
    except ImportError:
        raise needs_extra("Word", "docx") from None

    def root(part: Part) -> Node:
        element = getattr(part, "element", None)
        return cast(Node, parse_xml(part.blob) if element is None else element)

    try:
        main = Package.open(BytesIO(cast(bytes, source))).main_document_part
        parts = {
            relation.reltype.removeprefix(_RELATION): root(cast("Part", relation.target_part))
            for relation in main.rels.values()
            if relation.reltype in _READ and not relation.is_external
        }
        return Document(_Story(root(main), parts, limits).blocks(), metadata_of(file_properties(markup)))
    except ReadError:
        raise
    except Exception as error:  # what python-docx and lxml raise for damaged files is no closed set
        raise ReadError(
            message("Word文件已损坏，打不开，请用Word另存一次再读：{reason}", reason=reason_of(error))
        ) from error


_READ: Final = frozenset(_RELATION + name for name in ("styles", "numbering", "footnotes", "endnotes"))


class _Story:
    """Goes through the body once and gathers it into blocks."""

    def __init__(self, root: Node, parts: dict[str, Node], limits: Limits) -> None:
        self.root, self.parts = root, parts
        self.texts = Texts(Styles.of(parts.get("styles")), Numbers(parts.get("numbering")))
        self.tables = Tables(limits, self._say, self._tell)
        self.made: list[Block] = []
        self.levels: dict[int, int] = {}
        """The levels of the paragraphs in a style of headings, by the index of their block."""
        self.waiting: list[Node] = []
        """Text boxes that hang on what is being read, and stand behind it."""
        self.referred: dict[str, list[str]] = {}
        """The notes that were referred to and are to be told, by their part."""
        self.untold: dict[str, dict[str, Node]] = {}
        self.carried = ""
        self.depth = 0

    def blocks(self) -> tuple[Block, ...]:
        """The blocks of the document."""
        body = self.root.find(f"{W}body")
        if body is None:
            raise ReadError(message("Word文件里没有正文"))
        self._walk(body)
        if self.carried:
            self.made.append(Paragraph(self.carried))
        self._notes("endnotes")
        return tuple(_without_tabs(_with_headings(self.made, self.levels)))

    def _walk(self, node: Node) -> None:
        for child in content(node):
            if child.tag == f"{W}p":
                self._paragraph(child)
            elif child.tag == f"{W}tbl":
                self.made.extend(self.tables.read(child))
            else:
                continue
            self._behind()

    def _behind(self) -> None:
        """What hangs on the block that was just read: text boxes and footnotes."""
        while self.waiting and self.depth < _DEEPEST_FRAME:
            boxes, self.waiting = self.waiting, []
            self.depth += 1
            for box in boxes:
                self._walk(box)
            self.depth -= 1
        self._notes("footnotes")

    def _notes(self, kind: str) -> None:
        """The notes of ``kind`` that were referred to, a paragraph each."""
        wanted = self.referred.pop(kind, [])
        if not wanted or kind not in self.parts:
            return
        if kind not in self.untold:
            self.untold[kind] = {note.get(f"{W}id", ""): note for note in self.parts[kind].iter(f"{W}{kind[:-1]}")}
        for name in wanted:
            note = self.untold[kind].pop(name, None)
            if note is not None:
                lines = [line for paragraph in note.iter(f"{W}p") for line in _lines(self._say(paragraph))]
                self.made.extend(Paragraph(line, mark=1) for line in lines)

    def _paragraph(self, node: Node) -> None:
        shown = self._shown(node)
        text, self.carried = self.carried + shown.text, ""
        if shown.joined:
            self.carried = text
        elif not shown.style.name.startswith(_CONTENTS):
            for line in _lines(text):
                if shown.mark is not None:
                    self.made.append(marked_block(line, shown.mark, "right" if shown.right else "left"))
                    continue
                if shown.outline is not None and 0 <= shown.outline < 9:
                    self.levels[len(self.made)] = shown.outline
                self.made.append(Paragraph(line, align="right" if shown.right else "left"))

    def _shown(self, node: Node) -> Shown:
        shown = self.texts.read(node)
        self.waiting.extend(shown.boxes)
        for kind, name in shown.notes:
            self.referred.setdefault(kind, []).append(name)
        return shown

    def _say(self, node: Node) -> str:
        """The text of a paragraph in a cell."""
        return self._shown(node).text.replace("\t", " ")

    def _tell(self, node: Node) -> Sequence[Block]:
        """The blocks of a cell that holds a piece of the page."""
        outer, levels, self.made, self.levels = self.made, self.levels, [], {}
        self._walk(node)
        inner, self.made, self.levels = _with_headings(self.made, self.levels), outer, levels
        return list(inner)


def _lines(text: str) -> list[str]:
    return [line for part in text.splitlines() if (line := part.strip())]


def _with_headings(blocks: Sequence[Block], levels: dict[int, int]) -> list[Block]:
    """``blocks`` with those in a style of headings made headings, where their own words do not tell their level.

    The short lines that a document opens with are its title, whatever their style.
    """
    first = next((at for at, block in enumerate(blocks) if not _may_be_title(block)), len(blocks))
    below = {
        at: level
        for at, level in levels.items()
        if at >= first and isinstance(block := blocks[at], Paragraph) and not _is_numbered(block.text)
    }
    top = min(below.values(), default=0)
    return [
        Heading(block.text, below[at] - top + 1) if at in below and isinstance(block, Paragraph) else block
        for at, block in enumerate(blocks)
    ]


def _may_be_title(block: Block) -> bool:
    return isinstance(block, Paragraph) and len(block.text) <= _SHORT and not _is_numbered(block.text)


def _is_numbered(text: str) -> bool:
    """Whether ``text`` opens with a number, which tells its level better than the style of a template does."""
    return text.lstrip("（(第")[:1] in tuple("一二三四五六七八九十0123456789")


def _without_tabs(blocks: Iterable[Block]) -> list[Block]:
    """``blocks`` with lines whose cells are set apart by tabs, some in a row, made a grid; other tabs are spaces."""
    made: list[Block] = []
    run: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph) and block.align == "left" and not block.mark and _may_be_row(block.text, run):
            if not run and made and _may_head_rows(made[-1]):
                run.append(cast(Paragraph, made.pop()))
            run.append(block)
            continue
        made.extend(_tabbed(run))
        run = []
        made.append(block)
    made.extend(_tabbed(run))
    return [_spaced(block) for block in made]


def _may_be_row(text: str, run: Sequence[Paragraph]) -> bool:
    """Whether ``text`` goes on a run of lines with tabs: it has one, or is a short line alone between two."""
    return "\t" in text or (len(text) <= _SHORT and bool(run) and "\t" in run[-1].text)


def _may_head_rows(block: Block) -> bool:
    """Whether the line before one with tabs is a row of one cell over it: short, no section's heading, no sentence."""
    return (
        isinstance(block, Paragraph)
        and block.align == "left"
        and not block.mark
        and len(block.text) <= _SHORT // 2
        and _HEADING.match(block.text) is None
        and block.text[-1] not in "。；："
    )


def _tabbed(run: list[Paragraph]) -> Sequence[Block]:
    if sum("\t" in line.text for line in run) < _TABBED:
        return run
    lines: list[str] = []
    for line in run:
        if lines and _goes_on(lines[-1], line.text):
            lines[-1] += f"\n{line.text}"
        else:
            lines.append(line.text)
    tail = run[-1:] if "\t" not in lines[-1] else []
    cells = [
        Cell(text.strip(), row, column)
        for row, line in enumerate(lines[: len(lines) - len(tail)])
        for column, text in enumerate(line.split("\t"))
    ]
    return [Grid(tuple(cells), structure="rows"), *tail]


def _goes_on(row: str, text: str) -> bool:
    """Whether digits alone may be the rest of the figure that ends ``row``, broken by a line break; so may a page's number."""
    return _REST.fullmatch(text) is not None and row.rpartition("\t")[2].strip()[-1:] in _FIGURE_ENDS


def _spaced(block: Block) -> Block:
    if isinstance(block, Grid) or "\t" not in block.text or block.mark:
        return block
    if isinstance(block, Heading) and block.level == 0:
        return block  # a title that is marked as such
    text = " ".join(block.text.split("\t"))
    return Heading(text, block.level) if isinstance(block, Heading) else Paragraph(text, align=block.align)


READER = Reader(name="docx", extensions=(".docx", ".docm", ".dotx"), sniff=_sniff, read=_read)
