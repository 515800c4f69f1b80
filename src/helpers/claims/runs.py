"""Runs: places told one after the other, and how places lie to each other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from helpers.claims.clauses import PlaceRef
from helpers.places import RANK, Place, gazetteer

# Where the subject of a sentence stands: at its beginning or behind a time word there.
SUBJECT = re.compile(
    r"^(?:(?:受|为|随着|依托|围绕|根据|立足)[^，。；]{2,20}[，,])?(?:[^，。；]{0,10}(?:[年月日天晨午晚]开始|[年月日天]来|年|月|日|期间|以来|末|底|目前|如今|眼下|现在|今天|时节|天|季|初|[上中下]旬|清晨|早[晨上]|凌晨|[上中下]午|午后|傍晚|[夜晚][晚里上]|深夜|[久此]前|前夕|假期|周末|近日|日前|与此同时|同样|深处|脚下|腹地|麓|[南北东西]缘|畔|岸边?|高原上?|之滨|之巅|山[区间上中])"
    r"(?:[（(][^）)]*[）)])?[，,]?)?[\s“]*在?$"
)
RUN = re.compile(r"^[、和与及]?$")
RESPECTIVELY = re.compile("分别|依次")
SUFFIX = {
    "自治区": ("自治区",),
    "省": ("省", "自治区"),
    "自治州": ("州",),
    "州": ("州",),
    "盟": ("盟",),
    "市": ("市",),
    "自治县": ("县",),
    "县": ("县", "旗"),
    "旗": ("旗",),
    "区": ("区",),
    "乡": ("乡", "苏木"),
    "镇": ("镇",),
    "街道": ("街道",),
    "村": ("村", "嘎查"),
    "社区": ("社区",),
}


def chain(place: Place, year: int) -> list[Place]:
    """Return a place and the places above it, narrowest first."""
    known = gazetteer(year).by_official
    out = [place]
    for official in reversed(place.above):
        if official in known:
            out.append(known[official])
        elif place.town and official.endswith(place.town):
            out.append(Place(official, place.adcode, "town", place.above[:-1], place.town))
    return out


_AND_SO_ON = re.compile(
    r"(?:、[一-龥]{2,4})*等|(?:、[一-龥]{2,4})+(?:[和与][一-龥]{2,4})?(?=(?:\d+|[两三四五六七八九十])个?(?:乡|镇|村|县|市|区|省|州|社区|街道))"
)
# The number of those just named (两省市, 3个自治区, 四县, 各县市).
_RANKS = (
    "(?:省(?:份|区市|市区|区|市|[（(][^）)]{1,12}[）)])?|自治[区州县]|直辖市|地区|市[州县区]|州市|县[市区]?|区县|"
    "乡镇|社区|街道|[一-龥]{1,4}族[乡县]|[市区州盟旗乡镇村地])"
)
SO_MANY = re.compile(rf"这?(?:各|(?P<many>[两二三四五六七八九十]|\d+)个?){_RANKS}(?!之一)")


def is_elsewhere(place: Place, home: Place) -> bool:
    """Return whether a place lies outside the place of the report, which is a part of the country."""
    return RANK.get(home.level, 0) > 0 and not home.contains(place) and not place.contains(home)


def is_wider(place: Place, inner: Place) -> bool:
    """Return whether a place lies around another (新疆 around 哈密 in 哈密建成新疆规模最大的基地)."""
    return place != inner and place.contains(inner)


def joint_place(places: Sequence[Place]) -> Place | None:
    """Return several places of one level as one; what lies around them is named once (广东省广州市、深圳市)."""
    names = dict.fromkeys(place.official for place in places)
    alike = len({place.level for place in places}) == 1 or all(name.endswith("市") for name in names)
    if len(names) < 2 or not alike:
        return None
    shared = [a for a in places[0].above if all(a in place.above for place in places)]
    first, *rest = names
    around = shared[-1] if shared else ""
    return Place("、".join([first, *(name.removeprefix(around) for name in rest)]), "", "region")


def is_tallied(run: Sequence[PlaceRef], text: str) -> bool:
    """Return whether a list is followed by the number of its places (天津、河北两省市)."""
    tally = SO_MANY.match(text, run[-1].end)
    if len(run) < 2 or tally is None:
        return False
    return tally["many"] is None or count_said(tally["many"]) == len({r.place.official for r in run})


def run_of(refs: Sequence[PlaceRef], text: str) -> list[PlaceRef]:
    """Return the places of the list that the last reference ends; it alone when it stands in none."""
    run = [refs[-1]]
    for ref in reversed(refs[:-1]):
        if not RUN.match(text[ref.end : run[0].start]) or ref.place.contains(run[0].place):
            break  # 该县双龙镇 is one place, no list
        run.insert(0, ref)
    return run


def is_some_of_many(run: Sequence[PlaceRef], text: str) -> bool:
    """Return whether the text says that a list goes on (六安、安庆等市)."""
    return run[-1].how == "named" and bool(_AND_SO_ON.match(text, run[-1].end))


def count_said(digits: str) -> int:
    """Return a number up to ten as it is said of places: 两, 三, 3."""
    return int(digits) if digits.isdecimal() else "一二三四五六七八九十".index(digits.replace("两", "二")) + 1
