"""Without a unit: a numeral that no unit follows - what it counts, money by the words before it, or one that waits."""

from __future__ import annotations

import re

from helpers.mentions.amounts import SPENT
from helpers.mentions.context import Atom, Context, in_unit, unmeasured
from helpers.mentions.lexicon import TIE, cue_words
from helpers.mentions.model import Mention
from helpers.mentions.numerals import Numeral

BARE_CUES = frozenset("上近超逾过达破每")
_MONEY_BEFORE = re.compile(f"(?:{cue_words('money_before')})[^，。；、：\n0-9]{{0,8}}$")
_CAMPAIGN = re.compile("百日(?:总攻|攻坚|会战|行动|大战|冲刺|誓师)战?")
_RANGE_INSIDE = re.compile("[到至、]|[十百千万亿]$|[万亿]")
_PATTERNED = re.compile(
    "(?:[一二三四五六七八九十百千万两双](?=[^一二三四五六七八九十百千万两双\\W\\d])[一-鿿]{1,3}?){2}(?![年月日个])"
)
_CURRENCY_SIGNS = {"$": "美元", "¥": "元", "￥": "元", "€": "欧元", "£": "英镑", "₩": "韩元", "₹": "卢比"}
_DOLLARS = {"HK": "港元", "NT": "新台币", "US": "美元"}
_OF_AGE = frozenset({"年近", "年逾", "年过", "年满", "年届"})
# “832平台”, 863计划: a name, no count
_NAMED_BY_NUMBER = re.compile(r"(?<=[“「])\d{2,4}[一-鿿]{1,4}[”」]|\d{3}(?=计划|工程(?!师))")
_HOW_LONG = re.compile(  # 一住就是两年: what follows is a duration
    "一[一-鿿](?:就是|就|是)?[二两三四五六七八九十几]+(?:年|天|周|个多?月|个多?小时|小时|昼夜|载)"
)


def read_without_unit(context: Context, start: int, numeral: Numeral) -> tuple[Atom | None, int]:
    """Read a numeral that no unit follows: counted noun, money by its context, slogan, or one that waits.

    Parameters
    ----------
    context
        The text.
    start
        Where the numeral starts.
    numeral
        The numeral.
    """
    text, end = context.text, numeral.end
    if (name := _CURRENCY_SIGNS.get(text[start - 1 : start])) is not None:
        return _signed_money(context, start, numeral, name)
    if context.lexicon.heads.get(text[end : end + 2]) == "always":
        return unmeasured(text, start, end + 2, "slogan")  # 10方面人才政策
    if not numeral.chinese and _NAMED_BY_NUMBER.match(text, start):
        return unmeasured(text, start, end, "identifier")
    if may_be_year(text, numeral) and not _OF_PEOPLE.match(text, end):
        return unmeasured(text, start, end, "date", text[start:end])  # 2025国庆档电影
    small = numeral.chinese and numeral.high <= 20 and numeral.bound == "exact"
    if numeral.bare and numeral.bound == "exact" and text[start - 1 : start] not in BARE_CUES:
        if match := _CAMPAIGN.match(text, start):
            return unmeasured(text, start, match.end(), "slogan")
        quote = context.quote_around(start, end)
        return (_waiting(context, start, numeral), end) if quote else (None, end)
    if text[max(0, start - 2) : start] in _OF_AGE and 10 <= numeral.low <= 120:
        return in_unit(context, start, numeral, "岁"), end
    if (unit_name := _counted_before(context, start, numeral)) in ("人", "户") and not _noun_at(context, end):
        return in_unit(context, start, numeral, str(unit_name)), end  # 城区人口超50万的城市
    if unit_name := _counted_noun(context, end, adjacent=small or numeral.high < 10):
        atom = in_unit(context, start, numeral, unit_name)
        atom.weak = numeral.chinese and text[start:end] == "一"
        return atom, end
    if small:
        if _HOW_LONG.match(text, start):
            return None, start + 1
        if (match := _PATTERNED.match(text, start)) and not _RANGE_INSIDE.search(match[0]):
            return unmeasured(text, start, match.end(), "slogan")
        return _waiting(context, start, numeral), end
    if unit_name := _counted_before(context, start, numeral):
        return in_unit(context, start, numeral, unit_name), end
    if _is_amount_paid(context, start, numeral):
        return in_unit(context, start, numeral, "元"), end
    return _waiting(context, start, numeral), end


def may_be_year(text: str, numeral: Numeral) -> bool:
    """Whether a numeral is four digits that can be a year of our time, as in 2025国庆档电影.

    Parameters
    ----------
    text
        The text.
    numeral
        A numeral of it.
    """
    return (
        2000 < numeral.low == numeral.high <= 2035
        and numeral.bound == "exact"
        and _FOUR_DIGITS.fullmatch(text, numeral.end - 4, numeral.end) is not None
    )


_FOUR_DIGITS = re.compile("20[0-9]{2}")
_OF_PEOPLE = re.compile("[一-鿿]{0,6}(?:人口|[农贫脱][一-鿿]?户|劳动力|群众)")  # 2013建档立卡贫困人口


def _signed_money(context: Context, start: int, numeral: Numeral, name: str) -> tuple[Atom, int]:
    """Read ¥5000, HK$20: the currency stands before the numeral and belongs to the surface."""
    text, begin = context.text, start - 1
    if name == "美元" and (dollars := _DOLLARS.get(text[max(0, begin - 2) : begin])):
        name, begin = dollars, begin - 2
    unit = context.lexicon.units[name]
    surface, low, high = text[begin : numeral.end], float(numeral.low), float(numeral.high)
    mention = Mention(begin, numeral.end, surface, unit.kind, low, high, unit.name, bound=numeral.bound)
    return Atom(mention, numeral, unit), numeral.end


def _is_amount_paid(context: Context, start: int, numeral: Numeral) -> bool:
    """Whether a numeral without unit is money by the words before it (投资5000万, 卖了八千六, 掏了9.2万)."""
    text = context.text
    hundreds = numeral.chinese and numeral.low >= 100 and numeral.end - start > 1 and not numeral.bare
    scaled = numeral.scale >= 10**4
    whole = not numeral.chinese and numeral.bound == "exact" and numeral.low >= 20 and numeral.low % 5 == 0
    if whole and _PAYS.search(text, max(0, start - 3), start) and _SAID.match(text, numeral.end):
        return True  # 一天挣150，
    if (hundreds or scaled or numeral.bound != "exact") and SPENT.search(text, max(0, start - 10), start):
        return True
    return scaled and _MONEY_BEFORE.search(text, context.clause_before(start), start) is not None


_PAYS = re.compile("(?:挣|掏|花|赚|补|领|付|免|欠|扣)了?$")
_SAID = re.compile("[，。；！？”」]|$")


def _waiting(context: Context, start: int, numeral: Numeral) -> Atom:
    """Return an atom that a neighbour may complete; its kind stays empty until then."""
    surface, low, high = context.text[start : numeral.end], float(numeral.low), float(numeral.high)
    return Atom(Mention(start, numeral.end, surface, "", low, high, bound=numeral.bound), numeral)


_HEADS_BEFORE = re.compile(
    f"(人次|人数|户数|用户|病例|辆次|架次|粉丝|播放|点击|阅读|浏览|观看|下载)数?量?{TIE}$"
)
_HEAD_UNITS = {"人数": "人", "户数": "户", "用户": "户", "病例": "例", "粉丝": "人"} | dict.fromkeys(
    ("播放", "点击", "阅读", "浏览", "观看", "下载"), "次"
)


def _counted_before(context: Context, start: int, numeral: Numeral) -> str | None:
    """出游人次48.91亿: the unit of a scaled number that follows what it counts."""
    if numeral.scale < 10**4 and numeral.low < 1000:
        return None
    text, begin = context.text, context.clause_before(start, 20)
    if match := _HEADS_BEFORE.search(text, begin, start):
        return _HEAD_UNITS.get(match[1], match[1])
    people = context.lexicon.people_pattern.search(text, begin, start) if numeral.low >= 10**4 else None
    return context.lexicon.nouns[people["noun"]] if people else None


def _noun_at(context: Context, at: int) -> bool:
    """Whether a noun that numerals count stands right at an offset (1000万人口, 30万名)."""
    return context.lexicon.noun_pattern.match(context.text, at) is not None


_PEOPLE_AFTER = re.compile("[一-鿿]{0,4}?人(?![口民均才大生工类造机力事文物为行数])")
_NO_NOUN = re.compile("[，。；：、！？\n（）()“”0-9a-zA-Z]")


def _counted_noun(context: Context, at: int, adjacent: bool) -> str | None:
    """Return the unit implied by the noun that the numeral before `at` counts."""
    text, lexicon = context.text, context.lexicon
    stop = _NO_NOUN.search(text, at, at + 14)
    limit = stop.start() if stop else min(len(text), at + 14)
    match = lexicon.noun_pattern.match(text, at, limit)
    if match is None and not adjacent:
        match = lexicon.noun_pattern.search(text, at, limit)
        if match is not None and lexicon.nouns[match[0]] == "个" and match.start() > at + 2:
            return None
    if match is None and not adjacent and _PEOPLE_AFTER.match(text, at, limit):
        return "人"
    return lexicon.nouns[match[0]] if match else None
