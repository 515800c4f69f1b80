"""Destinations: place words that say where people work or goods are sold, so that what is counted is not of that place."""

from __future__ import annotations

import re

_NEAR = 80  # characters of its sentence before a place word that are looked at

# Those who work elsewhere are counted where they come from (汉中脱贫劳动力在江苏就业).
AT = re.compile("(?:[在到赴往去来]|前往)$")
_WORKS = re.compile(
    "[^，。；、\\d]{0,12}(?:[、和及][^，。；、\\d]{2,8}){0,3}(?:设立|建立|设|建)了?[^，。；]{0,4}(?:劳务|服务|联络|维权)[一-龥]{0,4}站|"
    "(?:等地?)?(?:稳定|转移|连续)?(?:就业|务工|打工)|的?一家[^，。；、]{0,6}?(?:厂|公司|企业|工地|酒店|饭店|餐馆|超市|物流园|工业园)|"
    "的?[^，。；、的]{0,4}?(?:厂|公司|企业|工地|酒店|饭店|餐馆|超市|物流园|工业园)里?(?:打工|务工|上班|当|做|干|学)|"
    "(?:挂职|跟岗|跟班|研修|进修|培训|学习|上班|学(?:技术|手艺|焊工|厨师))"
)
_SENT_TO = re.compile(
    "[^，。；、\\d]{0,6}(?:输转|输送|输出|转移|外输)[^，。；、\\d]{0,8}(?:劳动力|劳务|务工)"
)
_MARKETS = re.compile(
    "(?:[卖运送发销]到|销售到|[销运发卖]往|出口到)(?:了?(?:[一-龥]{2,6}、)*[一-龥]{2,6}[、和及])?$"
)
_SHARE = re.compile("的?(?:就?占|最多|超过?\\d|达\\d)")  # 去往江苏的占了46%
_WORKERS = re.compile("务工|就业|劳动力|打工|外出|返岗|[专包]车|专列|送走")
# 务工4.6万人，其中广东2.1万人，浙江9036人: a figure of people at once behind the place word
_PEOPLE_BEHIND = re.compile(r"\d[\d.,]*[万千]?[余多]?(?:[人名]|(?=[，。；、]|$))")
_ENDS = re.compile("[。；！？\n]")


def is_destination(text: str, start: int, end: int, parted: bool) -> bool:
    """Return whether a place word says where workers went or goods are sold, and nothing of where they are from.

    Parameters
    ----------
    text
        A text, or a sentence of it.
    start, end
        Of the place word.
    parted
        Whether the place may be one of those by which people who work away are parted (其中广东2.1万人): a province or
        prefecture, told of by itself.
    """
    head = text[max(start - _NEAR, 0) : start]
    ends = list(_ENDS.finditer(head))
    if ends:
        head = head[ends[-1].end() :]
    if AT.search(head) and (
        _WORKS.match(text, end)
        or ((text.startswith("其中", max(start - 3, 0)) or _SHARE.match(text, end)) and _WORKERS.search(head))
    ):
        return True
    if head.endswith("向") and _SENT_TO.match(text, end):
        return True
    if head.endswith(("、", "和", "及", "到", "往")) and _MARKETS.search(head[-20:]):
        return True
    return parted and bool(_PEOPLE_BEHIND.match(text, end)) and bool(_WORKERS.search(head))
