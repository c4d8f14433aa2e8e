"""What programs make of printed reports, with the layout kept or without: figures of invented organs.

Such a program counts every character of a line as one column, sets labels beside the line that their figures stand on, and
leaves one space where there is no room for two.
"""

from __future__ import annotations

from textwrap import dedent

import pytest

import govinfo_report as gr
from govinfo_report.limits import Limits
from govinfo_report.readers.lining import strays
from govinfo_report.readers.spaced import find_spaced
from govinfo_report.readers.spaced_grid import read_spaced
from govinfo_report.readers.spaced_parts import parts_of
from govinfo_report.readers.text_source import lines_of

KINDS = (
    "natural_person",
    "commercial_enterprise",
    "research_institution",
    "public_interest_organization",
    "legal_service_organization",
    "other",
    "total",
)
HEADS = """\
三、收到和处理政府信息公开申请情况
                                                     申请人情况
（本列数据的勾稽关系为：第一项加第二项之和，                         法人或其他组织
等于第三项加第四项之和）
                               自然人        商业企      科研机     社会公益     法律服务  其他  总计
                                          业        构       组织       机构
"""


def report_of(body: str) -> gr.Report:
    return gr.reads(f"青岑县档案局2023年政府信息公开工作年度报告\n一、总体情况\n本局做好公开工作。\n{dedent(body)}\n")


def set_out(left: int, label: str, *figures: int) -> str:
    """A line under ``HEADS``, every character a column."""
    line = " " * left + label
    for at, figure in zip((32, 43, 52, 60, 69, 74, 78), figures, strict=False):
        line = f"{line:{at}}{figure}"
    return line


def row_of(report: gr.Report, name: str) -> list[object]:
    return [report.cells()[f"applications.{name}.{kind}"] for kind in KINDS]


def test_a_label_around_its_figures_is_whole_though_that_of_its_group_stands_between() -> None:
    lines = [
        set_out(0, "一、本年新收政府信息公开申请数量", 214, 31, 5, 2, 7, 1, 260),
        set_out(0, "二、上年结转政府信息公开申请数量", 3, 0, 0, 0, 0, 0, 3),
        set_out(5, "（六）其"),
        set_out(15, "2、申请人逾期未按收费通知要"),
        set_out(5, "他处理"),
        set_out(15, "求缴纳费用、行政机关不再处理", 16, 4, 0, 1, 0, 2, 23),
        set_out(15, "其政府信息公开申请"),
        set_out(5, "（七）总计", 190, 22, 4, 2, 7, 3, 228),
    ]
    report = report_of(HEADS + "\n".join(lines))
    assert row_of(report, "outcomes.other.fee_unpaid") == [16, 4, 0, 1, 0, 2, 23]
    assert row_of(report, "outcomes.total") == [190, 22, 4, 2, 7, 3, 228]


def test_heads_of_several_lines_over_one_row_are_measured_in_characters() -> None:
    report = report_of(
        """\
        四、政府信息公开行政复议、行政诉讼情况
        行政复议                          行政诉讼
                                      未经复议直接起诉                              复议后起诉
        结果   结果    其他结    尚未
                                总计
                                      结 果   结果       其他       尚未            结果   结果    其他   尚未审
        维持   纠正    果      审结
                                                                       总计                           总计
                                      维持    纠正       结果       审结            维持   纠正    结果   结
        81   53    147    29    310   17    6        9        3        35   14   2     5    8       29
        """
    )
    read = [value for path, value in report.cells().items() if path.startswith("disputes")]
    assert read == [81, 53, 147, 29, 310, 17, 6, 9, 3, 35, 14, 2, 5, 8, 29]


SLIPPED = """\
三、收到和处理政府信息公开申请情况
                                             申请人情况
                                        法人或其他组织
（本列数据的勾稽关系为：第一项加第二项之和，等
于第三项加第四项之和）                                   社会     法律
                        自然人      商业    科研                        总计
                                              公益     服务    其他
                                 企业    机构
                                              组织     机构
一、本年新收政府信息公开申请数量           57    58    59      60    61    62    63
二、上年结转政府信息公开申请数量           64    65    66      67    68    69    70
    （三）不 4.保护第三方合法权益       71    72    73      74    75    76    77
    予公开  5.属于三类内部事务信息      78    79    80      81    82    83    84
"""


def test_a_head_that_slipped_off_its_figures_is_theirs() -> None:
    report = report_of(SLIPPED)
    assert row_of(report, "received") == [57, 58, 59, 60, 61, 62, 63]
    assert row_of(report, "carried_in") == [64, 65, 66, 67, 68, 69, 70]


def test_no_head_is_taken_for_slipped_where_another_is_lost() -> None:
    report = report_of(SLIPPED.replace("科研", "　　").replace("企业    机构", "企业    　　"))
    assert row_of(report, "received") == [None] * 7
    assert report.notes_at("applications.received.natural_person")


def test_a_label_stands_for_itself_one_space_behind_its_group() -> None:
    report = report_of(SLIPPED)
    assert row_of(report, "outcomes.refused.third_party_rights") == [71, 72, 73, 74, 75, 76, 77]
    assert row_of(report, "outcomes.refused.internal_affairs") == [78, 79, 80, 81, 82, 83, 84]


ONE_SPACE = """\
三、收到和处理政府信息公开申请情况
                                     申请人情况
                                   法人或其他组织
                             自然人 商业企 科研机 社会公 法律服 其他  总计
                                 业   构   益组  务机
                                         织   构
一、本年新收政府信息公开申请数量             141 142 143 144 145 146 147
二、上年结转政府信息公开申请数量             148 149 150 151 152 153 154
    （一）予以公开                   155 156 157 158 159 160 161
    （七）总计                     162 163 164 165 166 167 168
四、结转下年度继续办理                  169 170 171 172 173 174 175
"""


@pytest.mark.parametrize(
    ("name", "first"),
    [("received", 141), ("carried_in", 148), ("outcomes.disclosed", 155), ("outcomes.total", 162)],
)
def test_figures_and_heads_with_one_space_between_are_apart(name: str, first: int) -> None:
    assert row_of(report_of(ONE_SPACE), name) == list(range(first, first + 7))


def test_what_one_space_parts_stays_together_where_a_row_has_fewer() -> None:
    report = report_of(ONE_SPACE.replace("156 157", "156    "))
    assert row_of(report, "outcomes.disclosed") == [None] * 7
    assert row_of(report, "received") == [None] * 7
    assert not any(note.severity == "hint" for note in report.notes_at("applications.received"))


def test_a_figure_with_a_space_in_it_is_no_two() -> None:
    lines = ["规章      1 234    5 678   9 012", "行政规范性文件    2 345    6 789   1 234"]
    (start, end), *_ = find_spaced(lines).items()
    shown = [cell.text for cell in read_spaced(lines[start:end], 1).cells]
    assert "1 234" in shown


STREAM = """\
三、收到和处理政府信息公开申请情况
（本列数据的勾稽关
系为：第一项加第二
项之和，等于第三项
加第四项之和）
申请人情况
自然
人
法人或其他组织 总计
商业
企业
科研
机构
社会
公益
组织
法律
服务
机构
其他
一、本年新收政府信
息公开申请数量
3412 3127 2561 3080 1703 2688 {total}
二、上年结转政府信
息公开申请数量
3 2 3 4 3 3 18
三、
本年
度办
理结
果
（一）予以公
开
287 0 0 301 263 315 1166
（二）部分公
开（区分处理
的，只计这一
情形，不计其
他情形）
0 156 276 0 22 203 657
"""


@pytest.mark.parametrize("total", ["1657\n1", "1657\n\n1"])
def test_a_figure_that_goes_on_below_is_not_read(total: str) -> None:
    report = report_of(STREAM.format(total=total))
    assert row_of(report, "received") == [None] * 7
    assert all(report.notes_at(f"applications.received.{kind}") for kind in KINDS)


@pytest.mark.parametrize("total", ["16571", "16571\n3"])
def test_a_row_that_adds_up_is_whole_whatever_stands_below(total: str) -> None:
    assert row_of(report_of(STREAM.format(total=total)), "received") == [3412, 3127, 2561, 3080, 1703, 2688, 16571]


def test_a_label_of_many_lines_is_whole() -> None:
    report = report_of(STREAM.format(total="16571"))
    assert row_of(report, "outcomes.disclosed") == [287, 0, 0, 301, 263, 315, 1166]
    assert row_of(report, "outcomes.partly_disclosed") == [0, 156, 276, 0, 22, 203, 657]


def test_heads_behind_a_row_of_units_alone_are_rows() -> None:
    lines = ["行政许可      件", "信息内容      数量", "行政处罚     3    4"]
    assert [cell.text for cell in read_spaced(lines, 1).cells] == [
        "行政许可",
        "件",
        "信息内容",
        "数量",
        "行政处罚",
        "3",
        "4",
    ]


@pytest.mark.parametrize("page", [0, 1])
def test_few_figures_on_a_page_that_is_set_out_anew_stand_under_no_heads(page: int) -> None:
    lines = [
        "          自然      商业      科研      总计",
        "一、新收  34        6         24        64",
        "二、结转  2         1         3         6",
        "（三）    12        12",
    ]
    rows = [parts_of(line, at, page=page * (at == 3)) for at, line in enumerate(lines)]
    assert [*strays(rows)] == ([3] if page else [])


def test_a_form_feed_ends_a_page() -> None:
    lines = lines_of("一\n二\n\f三\n\n四\f五", Limits())
    assert lines == ["一", "二", "\f", "三", "", "四", "五"]


def test_where_no_head_tells_the_columns_one_row_must_show_them_all() -> None:
    lines = [
        "3.其他    15                       15",
        "（七）总计 122    41   32   330   28   553",
        "四、结转  1         3   3   2     2     11",
    ]
    rows = [parts_of(line, at, len) for at, line in enumerate(lines)]
    assert [*strays(rows)] == [0, 1, 2]
    assert all(None not in figures for figures in strays(rows).values())


def test_figures_in_more_columns_than_heads_stand_under_none() -> None:
    lines = [
        "          自然  商业  科研  总计",
        "一、新收  34    6     24    64",
        "二、结转  2     1     3     6",
        "三、公开    1      1    4",
        "四、其他     2      0     2",
    ]
    rows = [parts_of(line, at) for at, line in enumerate(lines)]
    assert [*strays(rows[:3])] == []
    assert [*strays(rows)] == [1, 2, 3, 4]
