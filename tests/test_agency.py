"""The level of an organ by its name."""

from __future__ import annotations

import pytest

import govinfo_report as gr


@pytest.mark.parametrize(
    ("name", "level", "kind"),
    [
        ("国家统计局", "nation", "department"),
        ("中华人民共和国教育部", "nation", "department"),
        ("上海市人民政府办公厅", "province", "department"),
        ("重庆市人民政府", "province", "government"),
        ("广西壮族自治区教育厅", "province", "department"),
        ("教育厅", "province", "department"),
        ("鹤岗市商务局", "city", "department"),
        ("某市市场监督管理局", "city", "department"),
        ("淮安市城市管理局", "city", "department"),
        ("某市政府", "city", "government"),
        ("某市社区建设办公室", "city", "department"),
        ("国家税务总局淮安市税务局", "city", "department"),
        ("锡林郭勒盟行政公署", "city", "government"),
        ("大兴安岭地区行政公署", "city", "government"),
        ("江苏省淮安市洪泽区人民政府", "county", "government"),
        ("上海市浦东新区人民政府", "county", "government"),
        ("苏州市昆山市水务局", "county", "department"),
        ("新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县人民政府", "county", "government"),
        ("临江县教育局", "county", "department"),
        ("臨江縣教育局", "county", "department"),
        ("某县城镇管理局", "county", "department"),
        ("平潭县苏澳镇人民政府", "town", "government"),
        ("石桥县大城乡人民政府", "town", "government"),
        ("云溪市民政局", "city", "department"),
        ("云溪市民族宗教事务局", "city", "department"),
        ("云溪市住房和城乡建设局", "city", "department"),
        ("石桥县住房和城乡建设局", "county", "department"),
        ("云溪市市民服务中心", "city", "department"),
        ("朝阳区建外街道办事处", "town", "government"),
        ("平潭综合实验区管理委员会", None, "government"),
        ("苏州工业园区管理委员会", None, "government"),
        ("城市管理局", None, "department"),
        ("市场监督管理局", None, "department"),
    ],
)
def test_levels(name: str, level: str | None, kind: str) -> None:
    found = gr.agency_level(name)
    assert found is not None
    assert (found.level, found.kind) == (level, kind)


@pytest.mark.parametrize("name", ["", "局", "某某商店", "政府信息公开", "局" * 61])
def test_what_is_no_organ(name: str) -> None:
    assert gr.agency_level(name) is None


def test_places_are_the_widest_first() -> None:
    found = gr.agency_level("江苏省 淮安市（某处）洪泽区商务局")
    assert found is not None
    assert found.places == ("江苏省", "淮安市", "洪泽区")
