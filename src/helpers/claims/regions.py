"""Regions: of which regions of several provinces (西部地区, 京津冀) a sentence tells."""

from __future__ import annotations

import re
from functools import lru_cache

from helpers.claims.clauses import PlaceRef
from helpers.patterns import quick
from helpers.places import Place
from helpers.resources import alternation, read_resource


def _region_pattern() -> re.Pattern[str]:
    """Return a pattern of the names of regions, not within a longer name (长三角一体化) or a list."""
    table = read_resource("regions.csv")
    whole, bare = (alternation(table.loc[table[kind] != "", kind]) for kind in ("name", "bare"))
    return quick(
        rf"(?:(?P<name>{whole})|(?P<bare>{bare}))"
        r"(?![、和与及等（(]|地区|一体化|协同|合作|战略|战区|经济|城市群|国际|游客|企业|客商|市场|生态环境)"
    )


_REGION = _region_pattern()
_BEFORE_REGION = re.compile("(?:^|[^一-龥、和与《]|[年月日天在])$")  # a subject, or a scene
_BEFORE_BARE = re.compile("(?:今[天日]|如今)的$")


@lru_cache(maxsize=1)
def _whole_names() -> dict[str, str]:
    """Return the regions by their bare names."""
    table = read_resource("regions.csv")
    return {str(row.bare): str(row.name) for row in table.itertuples(index=False) if row.bare}


def regions_in(text: str) -> list[PlaceRef]:
    """Return the regions of several provinces of which a sentence tells.

    Parameters
    ----------
    text
        The sentence.
    """
    return [
        PlaceRef(m.start(), m.end(), Place(m["name"] or _whole_names()[m["bare"]], "", "region"), "named")
        for m in _REGION.finditer(text)
        if _is_told_of(m, text)
    ]


# Crops and seasons behind a bare name make it the region (东北粮食), and so does the number of its provinces (东北四省区).
_OF_CROPS = re.compile(
    "(?:[冬春]?小麦|玉米|大豆|水稻|[早中晚]稻|秋粮|夏粮|粮食|油菜|棉花|麦区|秋收|麦收|[春夏秋]播)"
)
_ITS_PROVINCES = re.compile(r"(?:[二三四五六七八九十]|\d+个?)省区")  # 东部8个省市 are partners in the country


def _is_told_of(region: re.Match[str], text: str) -> bool:
    """Return whether a sentence tells of a region and does not only bear its name."""
    opens = _BEFORE_REGION.search(text[max(region.start() - 3, 0) : region.start()])
    if region["name"]:
        return bool(opens)
    if _BEFORE_BARE.search(text[max(region.start() - 3, 0) : region.start()]):
        return True
    end = region.end()
    return bool(_ITS_PROVINCES.match(text, end) or (opens and _OF_CROPS.match(text, end)))
