"""The report in the text of a whole page: what is the site's is left out, what is the report's never."""

from __future__ import annotations

import pytest

import govinfo_report as gr
from govinfo_report.document import Block, Cell, Grid, Heading, Paragraph
from govinfo_report.readers.site import without_site
from tests.strange.extracted import BELOW, whole_page
from tests.strange.figures import CITY
from tests.strange.writing import PROSE

SECTIONS = ("一、总体情况", "本年公开较好。", "六、其他需要报告的事项", "没有收费。")
TITLE = "岚川市教育局2023年政府信息公开工作年度报告"


def texts(*lines: str) -> tuple[list[str], dict[str, str]]:
    """What is left of ``lines`` and what they say of the report."""
    document = without_site([Paragraph(line) for line in lines])
    return [block.text for block in document.blocks if not isinstance(block, Grid)], dict(document.metadata)


def test_the_text_of_a_page_is_read_as_the_report_alone() -> None:
    report = gr.reads(whole_page(CITY))
    assert report.title == CITY.title
    assert report.preamble is None
    assert report.overview is not None
    assert [paragraph.text for paragraph in report.overview.paragraphs] == list(PROSE[1])
    assert report.other_matters is not None
    assert [paragraph.text for paragraph in report.other_matters.paragraphs] == list(PROSE[6])
    assert report.closing is not None
    assert [paragraph.text for paragraph in report.closing.paragraphs] == ["岚川市人民政府", "2024年1月18日"]
    assert [note.text for note in report.notes if note.code == "published"] == ["2024-01-19"]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (("首页",), ()),
        (("网站首页", "政务公开", "索引号：", "0142/2024"), ("【打印本页】",)),
        ((f"{TITLE}_岚川市教育局",), ("Copyright © 2024 版权所有",)),
        (("[首页](/)", "* [登录](javascript:void(0))"), ("上一篇：没有了", "下一篇：没有了")),
        ((), ("附件：", f"{TITLE}.docx", "分享到：", "微信")),
        ((), ("阅读原文", "阅读 231")),
    ],
)
def test_what_is_the_sites_is_left_out(above: tuple[str, ...], below: tuple[str, ...]) -> None:
    assert texts(*above, TITLE, *SECTIONS, *below)[0] == [TITLE, *SECTIONS]


@pytest.mark.parametrize(
    ("under", "told"),
    [
        (("发布日期：2024-01-19 10:32", "浏览次数：12"), {"published": "2024-01-19"}),
        (("来源：", "岚川市教育局", "字号：", "大", "中", "小"), {"publisher": "岚川市教育局"}),
        (("原创", "岚川发布", "2024年01月20日 17:30"), {"published": "2024-01-20"}),
        (("原创 岚川发布 2024年01月20日 17:30 江苏",), {"published": "2024-01-20"}),
    ],
)
def test_particulars_under_the_title_are_told(under: tuple[str, ...], told: dict[str, str]) -> None:
    assert texts("首页", TITLE, *under, "按照要求编制本报告。", *SECTIONS) == (
        [TITLE, "按照要求编制本报告。", *SECTIONS],
        told,
    )


def test_the_title_is_found_in_that_of_the_page() -> None:
    assert texts(f"{TITLE}_岚川市教育局 - 岚川市人民政府网", *SECTIONS)[0] == [TITLE, *SECTIONS]
    assert texts("公开年报_岚川市教育局", *SECTIONS)[0] == ["公开年报_岚川市教育局", *SECTIONS]


def test_a_title_over_two_lines_and_one_with_particulars_behind_it_are_found() -> None:
    organ, rest = TITLE[:6], TITLE[6:]
    assert texts("首页", organ, rest, *SECTIONS)[0] == [organ, rest, *SECTIONS]
    assert texts("首页", f"{TITLE} 时间：2024-01-19", *SECTIONS) == ([TITLE, *SECTIONS], {})


@pytest.mark.parametrize(
    "lines",
    [
        ("发布日期：2024-01-19", TITLE, *SECTIONS),  # nothing of a site
        ("首页", "本报告由岚川市教育局编制。", TITLE, *SECTIONS),  # a sentence above the title
        ("首页", "2023年政府信息公开工作年度报告", *SECTIONS),  # no organ in the title
        ("首页", TITLE),  # no sections
        (
            TITLE,
            *SECTIONS,
            "分享到：本单位今年把全部信息分享到了政务新媒体各个账号，方便群众及时查阅和转发，反映良好。",
        ),
        (TITLE, *SECTIONS, "岚川市教育局", "2024年1月18日"),
    ],
)
def test_where_it_is_not_certain_all_lines_are_kept(lines: tuple[str, ...]) -> None:
    assert texts(*lines)[0] == list(lines)


def test_a_table_with_figures_behind_a_button_is_kept() -> None:
    grid = Grid((Cell("其他", 0, 0), Cell("3", 0, 1)))
    blocks: list[Block] = [Paragraph(line) for line in (TITLE, *SECTIONS, "【打印本页】")]
    assert without_site([*blocks, grid]).blocks == (*blocks, grid)
    links = Grid((Cell("网站地图", 0, 0), Cell("联系我们", 0, 1)))
    assert without_site([*blocks, links]).blocks == tuple(blocks[:-1])


def test_a_table_of_particulars_above_the_title_is_told() -> None:
    about = Grid((Cell("索引号：", 0, 0), Cell("12", 0, 1), Cell("发布日期：", 1, 0), Cell("2024-01-19", 1, 1)))
    blocks: list[Block] = [Paragraph("首页"), about, *(Paragraph(line) for line in (TITLE, *SECTIONS))]
    document = without_site(blocks)
    assert document.blocks == tuple(blocks[2:])
    assert dict(document.metadata) == {"published": "2024-01-19"}


def test_text_of_the_librarys_own_is_left_as_it_is() -> None:
    blocks: list[Block] = [Paragraph("首页"), Heading(TITLE, 1, mark=1), *(Paragraph(line) for line in SECTIONS)]
    assert without_site(blocks).blocks == tuple(blocks)


def test_the_imprint_of_a_site_ends_the_last_section() -> None:
    assert texts(TITLE, *SECTIONS, *BELOW)[0] == [TITLE, *SECTIONS]


@pytest.mark.parametrize(
    "sentence", ["关闭政务新媒体账号2个。", "热点问题回应不够及时；", "相关信息请登录本局门户网站查阅。"]
)
def test_a_sentence_that_begins_as_a_button_does_is_the_reports(sentence: str) -> None:
    lines = (TITLE, sentence, *SECTIONS, sentence, "岚川市教育局")
    assert texts(*lines)[0] == list(lines)
    report = gr.reads("<h1>" + "</h1>".join(f"{line}<p>" for line in lines), format="html")
    assert report.other_matters is not None
    assert sentence in report.other_matters.text
    assert report.preamble is not None
    assert report.preamble.text == sentence
