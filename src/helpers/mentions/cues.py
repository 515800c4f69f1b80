"""Cues: the words around a quantity that bound it, give it a denominator or make it a cadence.

Everything here reads folded text (see `lexicon.fold`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from helpers.mentions.lexicon import Lexicon, cue_words
from helpers.mentions.model import Mention

TIMES = frozenset({"次", "回", "遍", "趟", "班"})
_LONGEST_BEFORE = 7
_NOT_MORE = frozenset("种样元次名位个项年方边级层数维措点处地家渠党重功媒彩头少式向平角民")
_NOT_REST = frozenset("额地下热粮震温杭姚干江光庆波年生款")


# --- bound -----------------------------------------------------------------------------------------------------------------------


def read_bound(
    text: str, lexicon: Lexicon, mention: Mention, clause: int, previous_end: int, *, bare: bool
) -> None:
    """Set the bound of a quantity from the qualifiers before and after it."""
    if (
        mention.bound in ("over", "approx")
        and mention.kind != "frequency"
        and not _after(text, lexicon, mention)
    ):
        return
    floor = max(clause, previous_end)
    after = _after(text, lexicon, mention)
    if after == "at_most" and text[mention.end] == "内" and text[mention.start - 1 : mention.start] == "近":
        after = ""  # 近4个月内: the last four months
    bound = after or _before(text, lexicon, mention, floor, bare) or _apart(text, lexicon, mention, floor)
    if bound:
        mention.bound = bound
    elif (
        bare
        and mention.bound == "exact"
        and text[mention.start - 1 : mention.start] != "每"
        and not text.startswith(("大关", "台阶"), mention.end)
    ):
        mention.bound = "at_least"


def _before(text: str, lexicon: Lexicon, mention: Mention, floor: int, bare: bool) -> str:
    """Return the bound of the longest qualifier that ends where the quantity starts (or before 了, 有, 达)."""
    end = mention.start
    while (
        end > floor
        and mention.start - end < 3
        and text[end - 1] in _LINKS
        and text[end - 2 : end] not in lexicon.before
    ):
        end -= 1
    for at in (mention.start, end) if end < mention.start else (end,):
        if at <= floor or text[at - 1] not in lexicon.before_ends:
            continue
        for length in range(min(_LONGEST_BEFORE, at - floor), 0, -1):
            qualifier = lexicon.before.get(text[at - length : at])
            if qualifier is None or (at - length > floor and text[at - length - 1] in qualifier.not_after):
                continue
            if qualifier.big_only and not (bare or text[mention.start] in _BIG or mention.kind == "percent"):
                continue
            if (
                length == 1
                and text[at - 1] == "近"
                and mention.kind == "duration"
                and _RECENT.match(text, mention.end)
            ):
                return ""
            return qualifier.bound
    return ""


_LINKS = frozenset("了过有 “达至到在")
_BIG = frozenset("十百千万亿")


_RECENT = re.compile("以?来|间|里|内|中|，|,|我|全|中国|各|当地")


def _apart(text: str, lexicon: Lexicon, mention: Mention, floor: int) -> str:
    """Return the bound of a qualifier that a verb parts from the quantity (至少再启动20个)."""
    window = max(floor, mention.start - 14)
    for match in lexicon.apart_pattern.finditer(text, window, mention.start):
        if not text.startswith("的", match.end()) and mention.start - match.end() <= 10:
            return lexicon.apart[match[0]]
    return ""


def _after(text: str, lexicon: Lexicon, mention: Mention) -> str:
    end, kind, mention_surface = mention.end, mention.kind, text[mention.start : mention.end]
    char = text[end : end + 1]
    if char == "" or char not in _AFTER_STARTS:
        return ""
    following = text[end + 1 : end + 2]
    if char == "多":
        return "" if following in _NOT_MORE and following else "over"
    if char in "强弱":
        shared = "/" in mention_surface or "分之" in mention_surface or "成" in mention_surface
        return ("over" if char == "强" else "under") if shared and following in _ENDS else ""
    if char == "+":
        return "over" if not (following.isascii() and following.isalnum()) else ""
    if char == "余":
        return "" if following in _NOT_REST and following else "over"
    if char in "内外":
        if kind not in ("duration", "measure") or (following in _NOT_WITHIN and following):
            return ""
        if char == "内":
            return "at_most"
        return "" if following == "的" else "over"  # 40公里外的集镇: so far away
    for length in (6, 5, 4, 3, 2):
        if bound := lexicon.after.get(text[end : end + length]):
            return bound
    return ""


_NOT_WITHIN = frozenset("容部蒙外地陆需涵在存置资涝河江战国出商围籍贸企卖交界墙援销观债省套滩表")
_ENDS = frozenset("，。；、！？的）)\n") | {""}
_AFTER_STARTS = frozenset("强弱+还多余内外左上前以及或之者（(出开有挂光封往不打")


# --- denominators ------------------------------------------------------------------------------------------------------------------


@dataclass
class Carried:
    """The denominator of the amount before, for amounts that are compared or listed with it."""

    per: str = ""
    kind: str = ""
    unit: str = ""
    end: int = -1


_PER_AFTER = re.compile(f"[/每一]({cue_words('per_after')})(?![0-9])")


def per_after(text: str, end: int) -> tuple[str, int]:
    """50元/亩: return the denominator written after the unit and where it ends."""
    if text[end : end + 1] not in ("/", "每", "一"):
        return "", end
    match = _PER_AFTER.match(text, end)
    if match is None:
        return "", end
    return match[1], end


def one_after(text: str, end: int) -> int:
    """Return where the 一斤 of 两块八一斤 ends, so that it is not read as an amount of its own."""
    match = _PER_AFTER.match(text, end) if text[end : end + 1] == "一" else None
    return match.end() if match else end


_AVERAGE = {
    "人均": "人",
    "户均": "户",
    "株均": "株",
    "只均": "只",
    "头均": "头",
    "亩均": "亩",
    "村均": "村",
    "月均": "月",
    "日均": "天",
    "县均": "县",
    "店均": "店",
    "校均": "校",
    "班均": "班",
    "单产": "亩",
    "亩产": "亩",
    "床均": "床",
    "次均": "次",
    "车均": "车",
    "时均": "小时",
    "周均": "周",
    "季均": "季度",
    "场均": "场",
    "件均": "件",
    "例均": "例",
}
_DENOMINATOR = re.compile(
    rf"(?P<mean>{'|'.join(_AVERAGE)}|(?<!全)年均)"
    rf"|每(?P<number>(?:\d+|[一两三四五六七八九十百千万半])+)?(?P<unit>{cue_words('each')})"
    rf"|(?P<yearly>(?<![{cue_words('not_before_year').replace('|', '')}])年(?={cue_words('yearly')}))"
    rf"|(?P<daily>{cue_words('daily')})|(?P<monthly>{cue_words('monthly')})|(?P<hourly>时速|时薪)"
)
_NOUN_AFTER_GE = re.compile(f"({cue_words('each_noun')})")
_GE = {"家庭": "户", "学生": "人", "孩子": "人", "贫困户": "户"}
_TOTAL = re.compile("总|累计|共|合计|投入|整合|产值|营收|贷款")
_PER_KINDS = frozenset({"money", "count", "measure", "duration", "percent", "multiple"})


def read_per(
    text: str,
    mention: Mention,
    clause: int,
    sentence: int,
    previous_end: int,
    carried: Carried,
    previous: Mention | None,
) -> None:
    """Set the denominator of a quantity: written in its clause before it, or carried over from the amount it is compared with."""
    if mention.kind not in _PER_KINDS:
        return
    per = _in_clause(text, mention, clause, previous_end)
    beside_money = carried.kind == "money" and carried.end == previous_end and carried.end >= sentence
    if mention.unit == "分" and (per in _WEIGHTS or (beside_money and carried.unit in ("分", "角", "元"))):
        mention.kind = "money"  # 每斤提高3分、5分
    if (
        per == "人"
        and previous is not None
        and not previous.per
        and previous.kind == "money"
        and _INCREMENT.fullmatch(text, previous.end, mention.start)
    ):
        previous.per = per  # 经营性收入1412元、人均增500余元: the level is per head as well
    if (
        not per
        and carried.per
        and carried.end == previous_end
        and (carried.unit == mention.unit or carried.kind == mention.kind == "money")
        and carried.end >= sentence
    ):
        per = carried.per if _LISTED.fullmatch(text, previous_end, mention.start) else ""
    elif (
        not per and carried.end == previous_end and carried.per in _TIMES_OF_RATES and carried.end >= sentence
    ):
        per = (
            carried.per if _ENUMERATED.fullmatch(text, previous_end, mention.start) else ""
        )  # 每日蔬菜34吨、活猪196头
    if not per and previous is not None and previous.start >= sentence:
        per = _of_a_group(text, mention, previous)
    if not per and mention.kind == "money":
        per = _carried_over(text, mention, sentence, carried)
    if (
        not per
        and mention.kind == "count"
        and mention.unit in ("人", "名")
        and _PER_HOUSEHOLD.search(text, max(clause, mention.start - 10), mention.start)
    ):
        per = "户"
    mention.per = per
    if mention.kind == "percent" or (not per and mention.kind not in ("money",)):
        return
    carried.per, carried.kind, carried.unit, carried.end = per, mention.kind, mention.unit, mention.end


_WEIGHTS = frozenset({"斤", "公斤", "千克", "吨", "度", "千瓦时", "升", "立方米"})
_LISTED = re.compile(
    "(?:左右|以上|以下|多)?[、和与及或至到](?:[^，。；、0-9总共累合]{0,6})"
    "|(?:左右|以上|以下|多)?[，,；](?:[^，。；、0-9总共累投发贷收产达额合]{0,6})"
    "|(?:提高|增加|上升|降低|下降|增长|上涨|涨|掉|跌|扩大|缩小|调整|上调|下调|减少)(?:到|至)(?:了|近|约|超)?"
)
_ENUMERATED = re.compile("[、和与及或][^，。；、0-9总共累合]{0,6}")
_INCREMENT = re.compile("[、，,](?:人均|户均|亩均|村均)(?:增|减|提高|下降)[^，。、]{0,4}")
_PER_HOUSEHOLD = re.compile(
    "(?:户|家庭)(?:至少|最少|最多|至多|均|都|要|稳定)+(?:有|实现|输出|转移|培训|培养)?$"
)


def _of_a_group(text: str, mention: Mention, previous: Mention) -> str:
    """每1000人有一名医生: the count before it, with its 每, is the denominator."""
    if (
        previous.kind != "count"
        or previous.low is None
        or previous.low != previous.high
        or previous.start == 0
    ):
        return ""
    if text[previous.start - 1] != "每" or any(c in text[previous.end : mention.start] for c in "，。；,"):
        return ""
    return f"{int(previous.low)}{previous.unit}" if previous.low != 1 else previous.unit


_TIMES_OF_RATES = frozenset({"年", "月", "天", "季度", "周"})


def _in_clause(text: str, mention: Mention, clause: int, previous_end: int) -> str:
    floor = max(clause, previous_end)
    start = max(floor, mention.start - 40)
    if mention.kind == "multiple" or _DENOMINATOR_HINT.search(text, start, mention.start) is None:
        return ""
    found = ""
    for match in _DENOMINATOR.finditer(text, start, mention.start):
        per = _denominator(text, match, mention)
        if (mention.kind == "percent" and per not in _TIMES_OF_RATES) or (
            mention.kind == "duration"
            and match["mean"]
            and (per in ("年", "天", "月") or _IN_A_ROW.search(text, mention.start - 2, mention.start))
        ):
            continue
        if per and not (found in ("人", "户", "亩") and per in ("年", "月", "天")):
            found = per
    return found


_IN_A_ROW = re.compile("连续$")  # 人均收入增速连续4年高于全国
_DENOMINATOR_HINT = re.compile("[均每年日月产时]")


def _denominator(text: str, match: re.Match[str], mention: Mention) -> str:
    if match["mean"]:
        return _AVERAGE.get(match["mean"], "年")
    if match["yearly"]:
        return "年"
    if match["daily"]:
        return "天"
    if match["monthly"]:
        return "月"
    if match["hourly"]:
        return "小时"
    unit, number = match["unit"], match["number"] or ""
    if unit == "个" and (noun := _NOUN_AFTER_GE.match(text, match.end())):
        unit = _GE.get(noun[1], noun[1])
    unit = {"个月": "月", "日": "天", "星期": "周"}.get(unit, unit)
    return unit if number in ("", "一", "1") else f"{_arabic(number)}{unit}"


def _arabic(number: str) -> str:
    from helpers.mentions.numerals import read_chinese

    if number.isdigit():
        return number
    numeral = read_chinese(number, 0)
    return str(int(numeral.low)) if numeral is not None and numeral.end == len(number) else number


_COMPARISON = re.compile("比|较|高|低|少|多|增|减|相比|差距|提高到|折合|折算|保持|其中|分别")
_THRESHOLD = re.compile("以上|以下|以内|的")


def _carried_over(text: str, mention: Mention, sentence: int, carried: Carried) -> str:
    """人均纯收入13233元(比农村居民可支配收入13369元少136元): the compared amounts share the denominator."""
    if not carried.per or carried.end < sentence or carried.kind != "money":
        return ""
    if carried.unit != mention.unit and "折" not in text[carried.end : mention.start]:
        return ""
    between = text[carried.end : mention.start]
    if len(between) > 60 or _TOTAL.search(between):
        return ""
    if _THRESHOLD.match(text, mention.end) or _COMPARISON.search(between):
        return carried.per
    return ""


# --- cadence -----------------------------------------------------------------------------------------------------------------------

_EVERY = re.compile(
    r"每(?P<number>[一两三四五六七八九十半]|\d+)?(?P<unit>天|日|周|旬|个?月|个?季度?|年|个?小时|个?学期|个?星期|晚)(?P<verb>[^0-9，。；、\n每]{0,10})$"
)


def read_cadence(text: str, mention: Mention, floor: int) -> None:
    """每月至少巡查1次: make the count a frequency whose surface is the whole cadence phrase."""
    start = max(floor, mention.start - 16)
    at = text.rfind("每", start, mention.start)
    match = _EVERY.match(text[at : mention.start]) if at >= 0 else None
    if match is None:
        return
    number, unit = match["number"] or "", match["unit"].removeprefix("个")
    unit = {"日": "天", "季": "季度", "星期": "周"}.get(unit, unit)
    number = "" if number in ("", "一", "1") else ("半" if number == "半" else _arabic(number))
    mention.kind, mention.unit, mention.per = "frequency", "次", f"{number}{unit}"
    mention.start, mention.surface = at, text[at : mention.end]


# --- bare 一 -----------------------------------------------------------------------------------------------------------------------

_ONE_COUNTS_BEFORE = re.compile(
    "(?:至少|不到|不足|近|超过?|仅|只|约|共|均|达|逾|最多|至多|为期|用|短短|历时|满|者)(?:有|用|需|要|为|了|过)?$"
)
_TIME_NOT_COUNTED_BEFORE = frozenset("这那同某哪上下前后新另头第有的每又")
_TIME_NOT_COUNTED_AFTER = frozenset("一又四到度级")


def bare_one_is_article(text: str, mention: Mention) -> bool:
    """Whether 一 with its unit only means 'a' (一个, 一名), so that it is no mention."""
    if mention.kind in ("multiple", "percent", "money", "points") or mention.low != 1:
        return False
    before = text[mention.start - 1] if mention.start else "\n"
    after = text[mention.end : mention.end + 1]
    if mention.kind == "duration" and mention.unit not in ("代人", "晚", "世纪", "学期"):
        ahead = text[mention.start - 2 : mention.start] in ("提前", "延后", "滞后")
        return (before in _TIME_NOT_COUNTED_BEFORE and not ahead) or (
            after in _TIME_NOT_COUNTED_AFTER and bool(after)
        )
    if mention.kind == "measure" and mention.unit not in ("里", "度", "丈", "尺", "顷"):
        return False
    return not (_ONE_COUNTS_BEFORE.search(text, max(0, mention.start - 4), mention.start))


# --- currencies and denominators that are amounts themselves ---------------------------------------------------------------------

_CURRENCY = {
    "港币": "港元",
    "港幣": "港元",
    "新台币": "新台币",
    "台币": "新台币",
    "美金": "美元",
    "澳门币": "澳门元",
    "葡币": "澳门元",
    "日币": "日元",
}


def currency_before(text: str, start: int) -> str:
    """Return the unit that a currency word before the amount gives to 元 (新台币350元), or ''."""
    start -= text[start - 1 : start] == " "
    for length in (3, 2):
        if name := _CURRENCY.get(text[max(0, start - length) : start]):
            return name
    return ""


_RATE_BEFORE = re.compile("(?:近|连续|历时|用|用了|为期|共|不到|提前|仅|这|那|第|前|后|又|的)$")
_RATE_AFTER = re.compile("[来内后多半间前以时又一]|之[久内后]")
_SOLD = re.compile(cue_words("sold"))
_HEADS = frozenset({"人", "名", "个", "岗"})
_RATE_GAP = re.compile("[^，。；、：0-9]{0,9}")


def is_denominator(text: str, mention: Mention, following: Mention) -> bool:
    """Whether 一斤, 一年 is the denominator of the amount after it (一斤只能卖5毛钱, 一天130块).

    If so, that amount gets it as `per`.
    """
    if text[mention.start] != "一" or mention.kind not in ("duration", "measure", "count"):
        return False
    if (
        text[mention.start : mention.end] == "一户"
        and following.start == mention.end
        and following.unit in _HEADS
    ):
        following.per = "户"  # 一户一人就业
        return True
    if mention.kind == "count" and (
        following.kind != "money" or not _SOLD.search(text, mention.end, following.start)
    ):
        return False
    if following.kind not in ("money", "measure", "duration", "count") or following.per:
        return False
    if mention.low != 1 or mention.high != 1 or mention.bound != "exact" or following.unit == mention.unit:
        return False
    if following.kind == "count" and mention.kind == "measure":
        return False
    if _RATE_BEFORE.search(text, max(0, mention.start - 3), mention.start) or _RATE_AFTER.match(
        text, mention.end
    ):
        return False
    if not _RATE_GAP.fullmatch(text, mention.end, following.start):
        return False
    following.per = mention.unit.removeprefix("个")
    return True
