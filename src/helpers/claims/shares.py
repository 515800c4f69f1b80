"""Shares: of what whole a percentage is a part."""

from __future__ import annotations

import re
from itertools import pairwise

from helpers.claims.clauses import Number
from helpers.claims.counted import ends_in_people
from helpers.claims.wording import share_a_pair

_SHARE_OF = re.compile(r"占(?:到|达|比|了|约|近|超过?|为)*$")


_OF_PLACE = re.compile(r"占(?:到|据|了)*(?:我们)?(全[国省市县区州乡镇村盟旗])的?(?:近|约|超过?)?$")
_PART_OF_INCOME = re.compile(
    "(?:人均)?(?:工资性?|(?:生产)?经营性?|转移性?|财产性?|务工|种植|养殖)(?:净|纯)?收入"
)
_INCOME_OF = re.compile("(?P<whose>[\u4e00-\u9fff、]{2,14}?)(?:人均|年人均|家庭)*(?:可支配|纯|净|年)?收入$")
_AMONG = re.compile(
    "^(?:[一二三四五六七八九十]是|在(?![册校职建岗籍营编读]))?([\u4e00-\u9fff]{3,14}?)[当之]?中$"
)
SIDE = re.compile(r"[，,；;。：:！？!?（）()“”\"\n]")


def name_share(number: Number, earlier: list[Number], masked: str) -> None:
    """Say of what a share is, when the total stands before it (人均纯收入8539元，其中工资性收入占43.6%)."""
    if number.kind != "percent":
        return
    phrase = number.indicator
    if phrase.endswith("占比") and len(phrase) <= 10:
        named = _whole_before(number, earlier, masked)
        if len(named) <= 14 and not share_a_pair(named, phrase.removesuffix("占比")):
            number.indicator = named + phrase
    elif _SHARE_OF.search(masked[max(number.start - 5, 0) : number.start]) and len(phrase) <= 8:
        shared = earlier[-1].indicator.partition("占")[2] if earlier and earlier[-1].kind == "percent" else ""
        whole = _among(number, masked) or shared or _last_amount(earlier)
        if "占" in phrase or not whole:
            return
        if whole == phrase:
            number.indicator += "占比"
        elif whole not in phrase and len(whole) <= 16:
            number.indicator += "占" + whole


def _whole_before(number: Number, earlier: list[Number], masked: str) -> str:
    """Return the whole that 其中 or a clause with 中 names (剩余贫困人口中，因病因残占比超过七成), '' if none does."""
    if "其中" in re.split("[，,；;：:]", masked[: number.start])[-1]:
        return _last_amount(earlier)
    return _among(number, masked)


def _last_amount(earlier: list[Number]) -> str:
    """Return what the last number before that is no share counts, '' if there is none."""
    return next((n.core for n in reversed(earlier) if n.kind != "percent"), "")


def _among(number: Number, masked: str) -> str:
    """Return the whole that the clause before names with 中 (在岗村医中，持证上岗的占92%), '' if none."""
    cuts = [m.end() for m in SIDE.finditer(masked[: number.start])]
    for begin, end in reversed(list(pairwise([0, *cuts]))):
        if among := _AMONG.search(masked[begin : end - 1].replace("\x00", "")):
            return among[1]
    return ""


def name_part_of_income(number: Number, earlier: list[Number]) -> None:
    """Say whose a part of an income is (脱贫人口人均纯收入15100元，其中工资性收入7200元)."""
    if number.kind != "money" or not _PART_OF_INCOME.fullmatch(number.indicator):
        return
    for whole in reversed(earlier):
        match = _INCOME_OF.match(whole.core) if whole.kind == "money" else None
        if match and ends_in_people(match["whose"]):
            number.indicator = match["whose"] + number.indicator
            return


def name_share_of_place(number: Number, text: str) -> None:
    """Say of a share that it is one of the whole place (香菇交易额占到全县的四分之一)."""
    whole = _OF_PLACE.search(text[: number.start]) if number.kind == "percent" else None
    if whole and "占" not in number.indicator:
        number.indicator += "占" + whole[1]
