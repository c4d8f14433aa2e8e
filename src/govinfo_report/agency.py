"""At which level of the state an organ stands, as far as its name tells."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal, TypeAlias

import attrs

from govinfo_report.folding import SIMPLIFIED

__all__ = ["AgencyKind", "AgencyLevel", "Level", "agency_level"]

Level: TypeAlias = Literal["nation", "province", "city", "county", "town"]
AgencyKind: TypeAlias = Literal["government", "department"]


@attrs.frozen
class AgencyLevel:
    """What the name of an organ tells.

    Attributes:
        level: ``"nation"``, ``"province"`` (省、自治区、直辖市), ``"city"`` (市、自治州、地区、盟), ``"county"``
            (县、区、旗, a 市 under another 市) or ``"town"`` (乡、镇、街道); ``None`` where the name does not tell.
        kind: ``"government"`` (人民政府, what acts in its place) or ``"department"`` (局、委、厅、办公室 …).
        places: the names of the places in it, the widest first.
    """

    level: Level | None
    kind: AgencyKind
    places: tuple[str, ...]


_HAN: Final = "[\\u4e00-\\u9fff]"
_MUNICIPALITY: Final = "北京市|天津市|上海市|重庆市"
_STEPS: Final[tuple[tuple[Level, re.Pattern[str]], ...]] = (
    ("province", re.compile(rf"{_MUNICIPALITY}|{_HAN}{{0,6}}?(?:省|自治区|特别行政区)(?!级)")),
    (
        "city",
        re.compile(
            rf"(?!城市|都市){_HAN}{{0,9}}?(?:市(?![场容域]|民(?:中心|服务|热线)|政(?!府))|自治州|地区|盟(?!友))"
        ),
    ),
    (
        "county",
        re.compile(
            rf"(?!城市|都市|社区|园区|景区|库区){_HAN}{{0,9}}?(?:自治县|县|自治旗|旗|(?<![园社景库])区(?![域块委])|市(?![场容域]|民(?:中心|服务|热线)|政(?!府)))"
        ),
    ),
    ("town", re.compile(rf"(?!城镇|城乡){_HAN}{{0,7}}?(?:镇|(?<!城)乡(?!村)|乡(?=人民政府)|苏木|街道)")),
)
_ZONE: Final = re.compile(r"(?:开发|实验|试验|示范|高新|合作|度假|保税|工业园|产业园|科技园|自贸|风景名胜|管理)区$")
_GOVERNMENT: Final = re.compile(r"(?:人民政府|行政公署|区公所|街道办事处|政府)$|(?:区|州|市|县)(?:管理委员会|管委会)$")
_NATION: Final = re.compile(r"^(?:国务院|中华人民共和国|国家)")
_DEPARTMENT: Final = re.compile(r"(?:局|委|委员会|厅|部|院|办公室|办公厅|中心|处|会|支队|大队|总队|所|署|站|社)$")
_LONGEST: Final = 60


@lru_cache(maxsize=1024)
def agency_level(name: str) -> AgencyLevel | None:
    """The level of the organ called ``name``, ``None`` where it is no name of an organ that is known.

    A 市 whose name has no other 市 before it counts as a city, for the name of a 市 of county rank (昆山市)
    is no different.  The districts of the four municipalities are counties.  Zones (开发区, 实验区) have no
    level of their own, and 新区 the one of a district.
    """
    plain = re.sub(r"[(（].*?[)）]|\s", "", name).translate(SIMPLIFIED)
    if not 1 < len(plain) <= _LONGEST:
        return None
    government = _GOVERNMENT.search(plain) is not None
    if not government and _DEPARTMENT.search(plain) is None:
        return None
    kind: AgencyKind = "government" if government else "department"
    rest = re.sub(r"^国家税务总局(?=.)", "", plain)
    if _NATION.match(rest) or rest == "国家税务总局":
        return AgencyLevel("nation", kind, ())
    level: Level | None = None
    places: list[str] = []
    for step, pattern in _STEPS:
        match = pattern.match(rest)
        if match is None or (step == "county" and _ZONE.search(match.group())):
            continue
        level = step
        places.append(match.group())
        rest = rest[match.end() :]
    if level is None and rest.endswith("厅") and not rest.endswith("办公厅"):
        level = "province"
    return AgencyLevel(level, kind, tuple(places))
