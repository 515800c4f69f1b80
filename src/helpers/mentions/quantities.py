"""Quantities: a numeral with its unit, or with what it counts."""

from __future__ import annotations

import re
from fractions import Fraction

from helpers.mentions import cues
from helpers.mentions.context import Atom, Context, end_of_name, is_han, unmeasured
from helpers.mentions.dating import calendar_stretch
from helpers.mentions.lexicon import TIE, Unit, cue_words
from helpers.mentions.model import Mention
from helpers.mentions.numerals import DIGITS, Numeral, read_arabic, read_chinese
from helpers.mentions.ranks import read_grade
from helpers.mentions.units import BLANK, SPACES, unit_at

BARE_CUES = frozenset("上近超逾过达破每")
TENFOLD = frozenset("成折")
_HALF_AFTER = re.compile(
    "半(?!程|径|决|导|岛|山|场|数|途|空|夜|路|载|价|年|个|天|小|夏|边|枝|月|成品|自动|挂)"
)
_HALF_ENDS = re.compile("半(?=[，。；、！？的）)”」]|$)")
_SPLIT_UNIT = re.compile("个(?P<word>[多余来半])(?P<unit>月|小时|星期|世纪|百分点|季度|钟头|礼拜)")
_INDUSTRY = re.compile("的?(?:特色|优势|主导|富民)?(?:产业|市场|园区|企业)")
_MINUTES = re.compile(r"分(\d{1,2}(?:\.\d+)?)秒(\d{2,3})?")
_TENTH = re.compile("[一二三四五六七八九]|[1-9](?![0-9.])")
_HUNDRED_MILLIONS = re.compile("个(?P<over>多|余)?(?P<scale>亿)(?![元级吨人万])")
_NAMED_PLACE = re.compile("[镇村乡寨屯街]")
_IN_NAMES = frozenset("排台门道口堂间面方头角里桥")


def _scaled_by_classifier(numeral: Numeral, match: re.Match[str]) -> Numeral:
    """Return the numeral of 两个亿, 三个多亿, whose scale word takes a classifier."""
    scale = 10**8
    return numeral._replace(
        end=match.end(),
        low=numeral.low * scale,
        high=numeral.high * scale,
        bound="over" if match["over"] else numeral.bound,
        number=numeral.low,
        scale=scale,
    )


def quantity(context: Context, start: int, numeral: Numeral) -> tuple[Atom | None, int]:
    """Read a numeral with its unit; without one, as an atom that waits for its neighbours."""
    text = context.text
    if (graded := read_grade(context, start, numeral)) is not None:
        return graded
    at = numeral.end
    if (
        numeral.high <= 50
        and numeral.bound == "exact"
        and text.startswith("大", at)
        and unit_at(context, at) is None
        and is_han(text[at + 1 : at + 2])
    ):
        return unmeasured(text, start, end_of_name(context.text, at + 1), "slogan")
    scaled = text.startswith("级", at) and numeral.low >= 10**4 and (numeral.bare or numeral.scale >= 10**8)
    if scaled or (numeral.bare and numeral.low >= 10**10 and _INDUSTRY.match(text, at)):
        mention = Mention(
            start, at, text[start:at], "money", float(numeral.low), float(numeral.high), "元", "", "at_least"
        )
        return Atom(
            mention, numeral, context.lexicon.units["元"]
        ), at  # 万亿级产业, 百亿级项目, 千亿产业集群: size classes
    if match := _HUNDRED_MILLIONS.match(text, at):
        numeral = _scaled_by_classifier(numeral, match)
        at = numeral.end
    if match := _MINUTES.match(text, at):
        seconds = Fraction(match[1]) + (Fraction(int(match[2]), 10 ** len(match[2])) if match[2] else 0)
        value = float(numeral.low + seconds / 60)
        unit = context.lexicon.units["分钟"]
        return Atom(
            Mention(
                start,
                match.end(),
                text[start : match.end()],
                "duration",
                value,
                value,
                unit.name,
                bound="exact",
            ),
            numeral,
            unit,
        ), match.end()
    if match := _SPLIT_UNIT.match(text, at):
        return _split_unit(context, start, numeral, match)
    found = unit_at(context, at, guarded=numeral.chinese)
    if found is None and text[at : at + 1] in SPACES and text[at : at + 1]:
        blank = BLANK.match(text, at)
        found = unit_at(context, blank.end()) if blank else None
    if found is None:
        return _without_unit(context, start, numeral)
    return _with_unit(context, start, numeral, *found)


def _split_unit(context: Context, start: int, numeral: Numeral, match: re.Match[str]) -> tuple[Atom, int]:
    """两个多月, 三个半小时: the qualifier stands inside the unit."""
    text, end = context.text, match.end()
    unit = context.lexicon.units["个月" if match["unit"] == "月" else match["unit"]]
    half = Fraction(1, 2) if match["word"] == "半" else 0
    bound = {"多": "over", "余": "over", "来": "approx"}.get(match["word"], numeral.bound)
    low, high = float(numeral.low + half), float(numeral.high + half)
    return Atom(
        Mention(start, end, text[start:end], unit.kind, low, high, unit.name, bound=bound), numeral, unit
    ), end


_MINUS = frozenset("-−－﹣")
_SIGNED = frozenset({"℃", "摄氏度", "华氏度", "℉", "度", "%", "‰", "百分点", "元", "美元", "米", "公尺"})


def _signed_start(context: Context, start: int, unit: Unit) -> tuple[int, int]:
    """Return (start, sign) of a quantity: 零下41度 and −17.2℃ start at their sign."""
    text = context.text
    if start >= 2 and text[start - 2 : start] == "零下":
        return start - 2, -1
    if (
        start
        and text[start - 1] == "负"
        and text[start - 2 : start - 1] not in ("胜", "正", "肩", "担", "抱", "自", "欺")
    ):
        return start - 1, -1
    if start and text[start - 1] in _MINUS and unit.name in _SIGNED:
        before = text[start - 2] if start >= 2 else "\n"
        if not (before.isascii() and before.isalnum()) and before not in "-−－﹣%％℃元度亿万千)）":
            return start - 1, -1
    return start, 1


def _with_unit(
    context: Context, start: int, numeral: Numeral, unit: Unit, end: int
) -> tuple[Atom | None, int]:
    text = context.text
    if unit.name == "年" and text[start - 1 : start] == "个" and "第" in text[max(0, start - 5) : start]:
        return None, end  # 第七个五年计划
    if numeral.chinese and unit.name in _IN_NAMES and _NAMED_PLACE.match(text, end):
        return None, end  # 三排镇, 八里村: names of places
    if unit.name == "人" and text.startswith("制", end):
        return unmeasured(text, start, end, "identifier")  # 3人制篮球
    if (
        unit.name == "分"
        and text[start:end] == "一分钱"
        and _PENNILESS.search(text, max(start - 8, 0), end + 6)
    ):
        return None, end  # 没花一分钱, 一分钱也没有
    if unit.name == "头" and text[start : numeral.end] == "两" and not _has_livestock(text, start):
        return None, end  # 城乡两头, 两头一对接
    if unit.name == "日" and numeral.high <= 31 and text[start - 1 : start] in ("至", "到") and start:
        return unmeasured(text, start, end, "date")  # 持续至22日前后
    if unit.name == "年" and numeral.low == numeral.high and (match := _AND_MONTHS.match(text, end)):
        count = match["count"]
        months = numeral.low * 12 + (int(count) if count.isdecimal() else read_chinese(count, 0).low)  # type: ignore[union-attr]
        unit, value = context.lexicon.units["个月"], float(months)
        surface = text[start : match.end()]
        mention = Mention(start, match.end(), surface, unit.kind, value, value, unit.name, bound="exact")
        return Atom(mention, numeral, unit), match.end()
    if unit.name == "国" and text.startswith("集团", end):
        return None, end  # 二十国集团
    if unit.name in _DIVISIONS and end == numeral.end + 1:
        atom = _in_unit(context, start, numeral, "个")  # 4市6县: what is counted is a noun, no classifier
        atom.weak = numeral.bare or text[start : numeral.end] == "一"
        return atom, numeral.end
    start, sign = _signed_start(context, start, unit)
    low, high, bound = numeral.low, numeral.high, numeral.bound
    if sign < 0:
        low, high = -high, -low
    if unit.name in TENFOLD:
        tenth = 1 if unit.name == "折" and low > 10 else 10
        low, high, unit_name = low * tenth, high * tenth, "%"
        if unit.name == "成" and (match := _TENTH.match(text, end)):
            tenth = DIGITS[match[0]] if match[0] in DIGITS else int(match[0])
            low, high, end = low + tenth, high + tenth, end + 1
        elif unit.name == "成" and text.startswith("半", end):
            low, high, end = low + 5, high + 5, end + 1
        unit_kind = "percent"
    else:
        unit_name, unit_kind = unit.name, unit.kind
        halved = unit_kind in ("duration", "multiple", "measure") or (
            unit_kind == "count" and _HALF_ENDS.match(text, end)
        )
        if halved and _HALF_AFTER.match(text, end):
            low, high, end = low + Fraction(1, 2), high + Fraction(1, 2), end + 1
        elif unit.base:
            low, high, end = _compound(context, low, high, unit, end)
    if unit.name == "块" and _is_money(context, start, end, large=numeral.low >= 100):
        unit = context.lexicon.units["元"]
        unit_name, unit_kind = unit.name, unit.kind
        low, high, end = _compound(context, low, high, unit, end)
    coins = unit_name in ("元", "角") and numeral.scale < 100 and text[numeral.end : end] in _COIN_WORDS
    if coins and low == high and (match := _COLLOQUIAL.match(text, end)):
        end = match.end()
        low = high = low + Fraction(int(match[1]) if match[1] else DIGITS[match[2]], 10)
    if unit_kind == "duration" and (date := calendar_stretch(context, start, end, unit)) is not None:
        return date
    if unit_kind == "measure" and text.startswith("级", end) and bound == "exact":
        bound = "at_least"  # 500吨级发动机: a size class
    per, end = cues.per_after(text, end)
    name = cues.currency_before(text, start) if unit_name == "元" else ""
    if unit_name == "度" and "华氏" in text[max(0, start - 5) : start]:
        name = "华氏度"
    mention = Mention(
        start, end, text[start:end], unit_kind, float(low), float(high), name or unit_name, per, bound
    )
    atom = Atom(mention, numeral, unit)
    atom.weak = _is_weak(context, atom)
    return atom, cues.one_after(text, end) if unit_kind == "money" else end


_AND_MONTHS = re.compile("(?:零|又)(?P<count>[一二三四五六七八九]|十[一]?|1[01]|[1-9])个月")  # 两年零三个月
_PENNILESS = re.compile("没|未")  # but 不到一分钱 is a price
_DIVISIONS = frozenset("县省市村国乡镇")
_LIVESTOCK = re.compile("[牛猪羊驴马骡鹿象狗驼犊崽畜]")


def _has_livestock(text: str, at: int) -> bool:
    """Whether animals are spoken of near a number of heads."""
    return _LIVESTOCK.search(text, max(at - 30, 0), at + 30) is not None


_SPENT = re.compile(f"(?:{cue_words('spent')})[^，。；、0-9]{{0,6}}(?:[一二三四五六七八九]、)?$")


def _is_money(context: Context, start: int, end: int, *, large: bool) -> bool:
    """Whether 块 is the colloquial 元 (两块八, 十块三毛, 花费三块) and not a classifier (三块地, 务工这一块)."""
    text = context.text
    if text[start - 1 : start] in ("这", "那", "哪"):
        return False
    following = text[end : end + 1]
    floor = context.clause_before(start, 12)
    if _PIECES_BEFORE.search(text, floor, start):
        return False  # 地名标志60.9万块
    loose = not is_han(following) or following in DIGITS or _AND_MORE.match(text, end)
    if loose or (large and _PIECES.match(text, end) is None):
        return True
    return _SPENT.search(text, floor, start) is not None and _PIECES.match(text, end) is None


_PIECES = re.compile(cue_words("pieces"))
_AND_MORE = re.compile("[多钱](?![一-鿿])")  # 每斤5块多，
_PIECES_BEFORE = re.compile(f"(?:标志|标识|牌|砖|瓦|板|屏|碑|匾|玻璃){TIE}$")
_COLLOQUIAL = re.compile(  # 两块五, 1元5, 一块九收, but 10元1张
    "(?:([1-9])|([一二三四五六七八九]))(?=一[斤个公]|[，。、；！？”」』）的涨降收卖买往左多,]|$)"
)
_COIN_WORDS = frozenset({"元", "块", "角", "毛", "块钱"})


def _compound(
    context: Context, low: Fraction, high: Fraction, unit: Unit, end: int
) -> tuple[Fraction, Fraction, int]:
    """3元5角, 135块6角7分钱, 1小时30分, 一米七五: further amounts in smaller units of the same base."""
    smallest = unit.factor
    while (more := _next_amount(context, unit, smallest, end)) is not None:
        value, smallest, end = more
        low, high = low + value, high + value
    return low, high, end


def _next_amount(
    context: Context, unit: Unit, smallest: Fraction, end: int
) -> tuple[Fraction, Fraction, int] | None:
    """Return the next smaller amount in units of `unit`, its own factor and where it ends."""
    text = context.text
    at = end + 1 if text.startswith(("零", "又"), end) and text[end + 1 : end + 2] else end
    char = text[at : at + 1]
    if not char or not (char.isdigit() or char in DIGITS or char == "十"):
        return None
    second = read_arabic(text, at) if char.isascii() else read_chinese(text, at)
    if second is None or second.low != second.high:
        return None
    found = unit_at(context, second.end)
    if found is None and unit.base == "小时" and text.startswith("分", second.end) and second.low < 60:
        minute = Fraction(1, 60)
        return (second.low * minute / unit.factor, minute, second.end + 1) if smallest > minute else None
    if (
        found is None
        and unit.name == "米"
        and second.low < 100
        and not _is_more(text[second.end : second.end + 1])
    ):
        return second.low / (10 if second.low < 10 else 100), Fraction(0), second.end
    if found is None or found[0].base != unit.base or not 0 < found[0].factor < smallest:
        return None
    if second.low * found[0].factor >= smallest:
        return None
    return second.low * found[0].factor / unit.factor, found[0].factor, found[1]


def _is_more(char: str) -> bool:
    """Whether a digit behind a length is no part of it, since another word begins there (一米四长 is one length)."""
    return is_han(char) and char not in "长宽高深厚的"


_SIZE_UNITS = frozenset("人亩户元吨头只斤桶辆套") | {
    "公顷",
    "千瓦",
    "平方米",
    "立方米",
    "美元",
    "亿元",
    "人次",
    "公里",
    "平方公里",
    "名",
    "个",
    "棵",
    "株",
    "家",
    "册",
    "份",
    "美金",
    "港元",
    "标准箱",
    "件",
    "台",
    "次",
    "场",
    "种",
    "字",
}


def _is_weak(context: Context, atom: Atom) -> bool:
    """Whether a numeral is too light to count by itself: 一 meaning 'a', a bare 百 or 千."""
    numeral, mention, text = atom.numeral, atom.mention, context.text
    if numeral is None or not numeral.chinese or numeral.bound != "exact":
        return False
    if numeral.bare and mention.start and text[mention.start - 1 : mention.start] == "每":
        return False
    if numeral.bare and mention.unit not in _SIZE_UNITS:
        return True
    if mention.end - mention.start < 2 or text[mention.start] != "一" or numeral.end != mention.start + 1:
        return False
    return cues.bare_one_is_article(text, mention)


_MONEY_BEFORE = re.compile(f"(?:{cue_words('money_before')})[^，。；、：\n0-9]{{0,8}}$")
_CAMPAIGN = re.compile("百日(?:总攻|攻坚|会战|行动|大战|冲刺|誓师)战?")
_RANGE_INSIDE = re.compile("[到至、]|[十百千万亿]$|[万亿]")
_PATTERNED = re.compile(
    "(?:[一二三四五六七八九十百千万两双](?=[^一二三四五六七八九十百千万两双\\W\\d])[一-鿿]{1,3}?){2}(?![年月日个])"
)


_CURRENCY_SIGNS = {"$": "美元", "¥": "元", "￥": "元", "€": "欧元", "£": "英镑", "₩": "韩元", "₹": "卢比"}
_DOLLARS = {"HK": "港元", "NT": "新台币", "US": "美元"}


def _signed_money(context: Context, start: int, numeral: Numeral, name: str) -> tuple[Atom, int]:
    """Read ¥5000, HK$20: the currency stands before the numeral and belongs to the surface."""
    text, begin = context.text, start - 1
    if name == "美元" and (dollars := _DOLLARS.get(text[max(0, begin - 2) : begin])):
        name, begin = dollars, begin - 2
    unit = context.lexicon.units[name]
    surface, low, high = text[begin : numeral.end], float(numeral.low), float(numeral.high)
    mention = Mention(begin, numeral.end, surface, "money", low, high, name, bound=numeral.bound)
    return Atom(mention, numeral, unit), numeral.end


_OF_AGE = frozenset({"年近", "年逾", "年过", "年满", "年届"})
_HOW_LONG = re.compile(  # 一住就是两年: what follows is a duration
    "一[一-鿿](?:就是|就|是)?[二两三四五六七八九十几]+(?:年|天|周|个多?月|个多?小时|小时|昼夜|载)"
)


def _without_unit(context: Context, start: int, numeral: Numeral) -> tuple[Atom | None, int]:
    """Read a numeral that no unit follows: counted noun, money by its context, slogan, or one that waits."""
    text, end = context.text, numeral.end
    if (name := _CURRENCY_SIGNS.get(text[start - 1 : start])) is not None:
        return _signed_money(context, start, numeral, name)
    if context.lexicon.heads.get(text[end : end + 2]) == "always":
        return unmeasured(text, start, end + 2, "slogan")  # 10方面人才政策
    small = numeral.chinese and numeral.high <= 20 and numeral.bound == "exact"
    if numeral.bare and numeral.bound == "exact" and text[start - 1 : start] not in BARE_CUES:
        if match := _CAMPAIGN.match(text, start):
            return unmeasured(text, start, match.end(), "slogan")
        quote = context.quote_around(start, end)
        return (_waiting(context, start, numeral), end) if quote else (None, end)
    if text[max(0, start - 2) : start] in _OF_AGE and 10 <= numeral.low <= 120:
        return _in_unit(context, start, numeral, "岁"), end
    if (unit_name := _counted_before(context, start, numeral)) in ("人", "户") and not _noun_at(context, end):
        return _in_unit(context, start, numeral, str(unit_name)), end  # 城区人口超50万的城市
    if unit_name := _counted_noun(context, end, adjacent=small or numeral.high < 10):
        atom = _in_unit(context, start, numeral, unit_name)
        atom.weak = numeral.chinese and text[start:end] == "一"
        return atom, end
    if small:
        if _HOW_LONG.match(text, start):
            return None, start + 1
        if (match := _PATTERNED.match(text, start)) and not _RANGE_INSIDE.search(match[0]):
            return unmeasured(text, start, match.end(), "slogan")
        return _waiting(context, start, numeral), end
    if unit_name := _counted_before(context, start, numeral):
        return _in_unit(context, start, numeral, unit_name), end
    if _is_amount_paid(context, start, numeral):
        return _in_unit(context, start, numeral, "元"), end
    return _waiting(context, start, numeral), end


def _in_unit(context: Context, start: int, numeral: Numeral, name: str) -> Atom:
    """Return the atom of a numeral whose unit its neighbours imply."""
    unit, end = context.lexicon.units[name], numeral.end
    low, high = float(numeral.low), float(numeral.high)
    surface = context.text[start:end]
    return Atom(Mention(start, end, surface, unit.kind, low, high, name, "", numeral.bound), numeral, unit)


def _is_amount_paid(context: Context, start: int, numeral: Numeral) -> bool:
    """Whether a numeral without unit is money by the words before it (投资5000万, 卖了八千六, 掏了9.2万)."""
    text = context.text
    hundreds = numeral.chinese and numeral.low >= 100 and numeral.end - start > 1 and not numeral.bare
    scaled = numeral.scale >= 10**4
    if (hundreds or scaled or numeral.bound != "exact") and _SPENT.search(text, max(0, start - 10), start):
        return True
    return scaled and _MONEY_BEFORE.search(text, context.clause_before(start), start) is not None


def _waiting(context: Context, start: int, numeral: Numeral) -> Atom:
    """Return an atom that a neighbour may complete; its kind stays empty until then."""
    text = context.text
    return Atom(
        Mention(
            start,
            numeral.end,
            text[start : numeral.end],
            "",
            float(numeral.low),
            float(numeral.high),
            "",
            "",
            numeral.bound,
        ),
        numeral,
    )


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
