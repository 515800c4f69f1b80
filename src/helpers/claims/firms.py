"""Firms: whether a firm speaks, a text comes or goes on to one, and whether a number is of one alone."""

from __future__ import annotations

import re

from helpers.claims.people import SURNAMES
from helpers.patterns import last_end, quick

_FIRM_SPEAKS = quick(
    r"(?:企业|公司|厂|车间)[^，。；]{0,4}(?:负责人|经理|董事长|厂长|主管)[^，。；：]{0,6}(?:介绍|说|告诉|表示|透露)"
)
# 厂长白某介绍: whose firm has been named
_HEAD_SPEAKS = quick(
    rf"(?:厂长|经理|董事长|店主|车间主任|老板娘?)(?:[{SURNAMES}][\u4e00-\u9fff]{{1,2}})?(?:介绍|说|告诉|表示|透露|算)"
)
# 这家服装企业, 一家商场里, 这座育苗工厂: one firm, and no other clause of another.
_ONE_FIRM = quick(
    r"(?:[这该另]一?家|(?<![引带招唯第])一家)(?!亲)[^，。；：]{0,16}?(?:企业|公司|[\u4e00-\u9fff]厂|车间|商场|超市|店|农场|养殖场|民宿|农家乐|作坊|酒店|饭店|餐馆)(?!房)|"
    r"(?:这[座个间片]|(?<![第唯])一[座个间])[^，。；：]{0,18}?(?:企业|公司|工厂|加工厂|车间|商场|超市|仓库|农场|养殖场|综合体|示范田|饭店|民宿|作坊|花市)(?!房)|"
    r"(?<![\d家个座、])(?:加工厂|服装厂|制衣厂|食品厂|制鞋厂|电子厂|玩具厂|纺织厂|有限(?:责任)?公司)(?![房、们+]|[有约近达共]{0,2}$)"
)
_FIRMS = re.compile("[企司厂车场超店宿乐坊馆库综范花经董板]")  # one of these stands in all of them
_BROUGHT = re.compile(
    r"引[来进入]|招[来引]|由|\d[家个座]|[一二三四五六七八九十多][家个座][^，。]{0,8}$|(?:建设|开办|新建|推进|成立)[^，。；]{0,12}$|(?:建成|建起|投资)(?![^，。；]{0,14}的[^，。；\d]{0,8}$)[^，。；]{0,12}$"
)
_NOT_THE_FIRM = re.compile("带动|吸纳|辐射|惠及|周边|[种养][植殖]?户|租[棚金]|全[县市省国]|我国|；")
_FOR_OTHERS = re.compile("带动|吸纳|辐射|惠及|周边|农户|村民|全[县市省国]|我国")
_FIRM_GOES_ON = re.compile("[^，。；：]{0,8}，?(?:公司|企业|厂里|工厂|厂子|车间里?|店里|商场里?)(?![+＋、])")


def firm_speaks(text: str) -> bool:
    """Return whether somebody in charge of a firm is quoted.

    Parameters
    ----------
    text
        A sentence.
    """
    return bool(_FIRM_SPEAKS.search(text))


def comes_to_firm(text: str) -> bool:
    """Return whether a sentence comes to one firm, or quotes somebody in charge of one.

    Parameters
    ----------
    text
        The sentence.
    """
    if not _FIRMS.search(text):
        return False
    return bool(_FIRM_SPEAKS.search(text) or _HEAD_SPEAKS.search(text)) or _names_one_firm(text)


def firm_goes_on(text: str) -> bool:
    """Return whether a sentence goes on about the firm of which the one before told.

    Parameters
    ----------
    text
        The sentence.
    """
    return bool(_FIRM_GOES_ON.match(text)) and not _FOR_OTHERS.search(text)


def of_a_firm(head: str) -> bool:
    """Return whether somebody in charge of a firm tells its own figures.

    Parameters
    ----------
    head
        What stands before a number in its sentence.
    """
    if not _FIRMS.search(head):
        return False
    told = max(last_end(_FIRM_SPEAKS, head), last_end(_HEAD_SPEAKS, head))
    if told:
        return not _FOR_OTHERS.search(head[told:])
    return _names_one_firm(head)


def _names_one_firm(text: str) -> bool:
    """Return whether a text has come to one firm and goes on about it (这家企业有工人80名)."""
    at = -1
    for match in _ONE_FIRM.finditer(text):
        at = match.start()
    if at < 0 or _BROUGHT.search(re.split("[，。；]", text[:at])[-1]):
        return False
    return not _NOT_THE_FIRM.search(text[at:])
