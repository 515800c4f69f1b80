"""Characters: what a numeral in Chinese characters is - word, date, percentage, cadence or quantity."""

from __future__ import annotations

import re
from fractions import Fraction

from helpers.mentions.cadences import cadence_at
from helpers.mentions.context import Atom, Context, exactly, percentage, unmeasured, zero_rate
from helpers.mentions.dating import calendar_stretch, date_at, hour_of_day
from helpers.mentions.model import Mention
from helpers.mentions.numerals import DIGITS, read_arabic, read_chinese
from helpers.mentions.quantities import quantity
from helpers.mentions.ranks import ordinal
from helpers.mentions.slogans import formula_at
from helpers.mentions.units import unit_at
from helpers.mentions.without_unit import BARE_CUES

_PERMILLAGE = re.compile("(百|千|万)分之(?=([0-9]|[零〇○一二三四五六七八九十百两几])|负)")
_CHINESE_FRACTION = re.compile(
    "([一二三四五六七八九十两百千万]+)分之([一二三四五六七八九十两百千]+|[0-9]+(?:\\.[0-9]+)?)|([二三四五六七八九十])分([一二三四])(?=[，。、；的强弱）)]|$)"
)


def read_characters(context: Context, start: int, run_end: int) -> tuple[Atom | None, int]:
    """Read what a run of Chinese numeral characters is; return the atom, if any, and where it ends."""
    text = context.text
    before = text[start - 1] if start else "\n"
    if text.startswith("百分百", start):
        return percentage(context, start, start + 3, Fraction(1))
    if match := _PERMILLAGE.match(text, start):
        return _percent_in_words(context, start, match)
    if match := _CHINESE_FRACTION.match(text, start):
        return _fraction_in_words(context, start, match)
    if before == "第":
        return ordinal(context, start - 1, run_end)
    if (cadence := cadence_at(context, start)) is not None:
        return cadence
    if text.startswith("一半", start) and before not in "另每前后":
        return _half_share(context, start, start + 2)
    if match := _MORE_THAN_HALF.match(text, start):
        return _half_share(context, start, match.end(), "over")
    if match := _DISCOUNT.match(text, start):
        percents = 10 * DIGITS[match[1]] + DIGITS[match[2]]
        return exactly(context, start, match.end(), percents, "%")
    if match := _ONE_BY_ONE.match(text, start):
        return None, match.end()
    if match := _NUMBERED_VILLAGE.match(text, start):
        return None, match.end()
    if (one := _ONE_AFTER_ANOTHER.match(text, start)) and _in_turn(text, start, one[0]):
        return None, one.end()
    if _AGE_OLD.match(text, start):
        return exactly(context, start, start + 2, 100 if text[start] == "百" else 1000, "年")
    if match := _QUARTERS.match(text, start):
        return exactly(context, start, match.end(), 15 * DIGITS[match[1]], "分钟")
    if (formula := formula_at(context, start)) is not None:
        return formula
    counts = _COUNTS_FOR_SURE.match(text, start) or (
        before in BARE_CUES and text[start] in "百千万亿" and not _opens_idiom(context, start, run_end)
    )
    if not counts and (skip := _lost_word_end(context, start, run_end)) is not None:
        return None, skip
    if text[start] in _FORMAL and run_end == start + 1 and text[run_end : run_end + 1] not in _AFTER_FORMAL:
        return None, run_end
    if (date := date_at(context, start)) is not None:
        return date
    if match := _SPOKEN_CLOCK.match(text, start) or hour_of_day(text, start):
        return unmeasured(text, start, match.end(), "identifier")
    numeral = read_chinese(text, start)
    if numeral is None:
        return None, run_end
    if text.startswith("是", numeral.end) and numeral.low <= 20 and _opens_clause(context, start):
        return None, numeral.end  # 一是, 二是: list markers
    if text.startswith(("、", "，"), numeral.end) and numeral.low <= 99 and _opens_sentence(context, start):
        return None, numeral.end  # 一、 at the head of a line
    if before in "（(" and text.startswith(("）", ")"), numeral.end):
        return None, numeral.end
    return quantity(context, start, numeral)


def _opens_clause(context: Context, start: int) -> bool:
    """Whether only blanks stand before `start` in its clause."""
    begin = context.clause_start(start)
    return start - begin <= 8 and not context.text[begin:start].strip()


def _opens_sentence(context: Context, start: int) -> bool:
    """Whether nothing but brackets and blanks stands before `start` in its sentence."""
    begin = context.sentence_start(start)
    return start - begin <= 8 and all(char in "（( 　\t" for char in context.text[begin:start])


_COUNTS_FOR_SURE = re.compile(
    "[零〇○一二三四五六七八九十百千万]+[点.][零〇○一二三四五六七八九两]|[一二三四五六七八九十]+(?:分钟|分之|年半|个半)"
)
_COUNTED_IN_WORDS = frozenset("年元人")  # 近百年老店, 达万元以上, 超千人在线
_NUMERALS = frozenset("一二三四五六七八九十百千万亿")
_FORMAL = frozenset("壹贰叁肆伍陆柒捌玖拾佰仟")
_AFTER_FORMAL = frozenset("元圆角万亿整")
_MORE_THAN_HALF = re.compile("一(?:多|大)半(?!天|夜|辈|生|个)")
_DISCOUNT = re.compile("([一二三四五六七八九])([一二三四五六七八九])折(?!叠|射|磨|腾)")
_NUMBERED_VILLAGE = re.compile(  # 三道沟村, 七家子村, 大陈二村, 三家村, but 三家村办企业
    "[一二三四五六七八九十百两]+[里道家间户棵眼][子铺沟岗岭墩坪湾店坡桥屯庄营河坝寨塘堡树]{1,2}[村镇乡]"
    "|二村|[一三四五六七八九十]+[家单]村(?![办级集民里社])"
)
_AGE_OLD = re.compile("[百千]年(?=的?[一-鿿]{0,4}?(?:历史|[一-鿿]史(?!诗|书|料|册)))")  # 百年历史, 千年制瓷史
_QUARTERS = re.compile("([一两三])刻钟")
_ONE_BY_ONE = re.compile("一([一-鿿]{1,2})(?:又|接着|挨着|更?比)?一\\1")
_ONE_AFTER_ANOTHER = re.compile("一[块片批户村家项]")
_TURNS = "[一-鿿]{1,3}"


def _in_turn(text: str, start: int, one: str) -> bool:
    """Whether 一块 is said of one act after another (成熟一块、收割一块), so that it counts nothing."""
    behind = re.compile(f"、{_TURNS}{one}").match(text, start + len(one))
    return bool(behind or re.compile(f"{one}、{_TURNS}$").search(text, max(0, start - 8), start))


_SPOKEN_CLOCK = re.compile(
    "(?:二?十[一二三四]?|二十|[零一二两三四五六七八九])时(?:[一二三四五]?十?[一二三四五六七八九]?分|整|许)?(?=至|到|[，。、；）)前后起止])|(?:十[一二]|[一二两三四五六七八九十])点(?:钟|半|整|[一二三四五]?十[一二三四五六七八九]?分|[一三]刻|多钟)"
)
_ZEAL = re.compile("的?(?:努力|热情|精力|精神|信心|投入|干劲|用心|热忱)")


def _percent_in_words(context: Context, start: int, match: re.Match[str]) -> tuple[Atom | None, int]:
    """百分之七点六七, 千分之三, 百分之50."""
    text, at = context.text, match.end()
    sign = -1 if text.startswith("负", at) else 1
    at += sign < 0
    numeral = read_arabic(text, at) if text[at : at + 1].isascii() else read_chinese(text, at)
    if numeral is None:
        return None, match.end()
    if (zeal := _ZEAL.match(text, numeral.end)) is not None and numeral.low >= 100:
        return unmeasured(text, start, zeal.end(), "slogan")
    factor = {"百": Fraction(1), "千": Fraction(1, 10), "万": Fraction(1, 100)}[match[1]] * sign
    low, high = float(numeral.low * factor), float(numeral.high * factor)
    mention = Mention(
        start,
        numeral.end,
        text[start : numeral.end],
        "percent",
        min(low, high),
        max(low, high),
        "%",
        bound=numeral.bound,
    )
    return Atom(mention, numeral, context.lexicon.units["%"]), numeral.end


def _fraction_in_words(context: Context, start: int, match: re.Match[str]) -> tuple[Atom | None, int]:
    below, above = (match[1], match[2]) if match[1] else (match[3], match[4])
    denominator = read_chinese(below, 0)
    numerator = read_arabic(above, 0) if above[0].isascii() else read_chinese(above, 0)
    if (
        denominator is None
        or numerator is None
        or not denominator.low
        or numerator.low > denominator.low * 10
    ):
        return None, match.end()
    return percentage(context, start, match.end(), Fraction(numerator.low) / Fraction(denominator.low))


def _lost_word_end(context: Context, start: int, run_end: int) -> int | None:
    """Return where the lost-number word ends that covers the numeral at `start`, or None.

    The word may begin up to three characters before the numeral (进一步). It is no such word when the numeral goes
    on to a longer unit (十分钟 is not 十分).
    """
    text, words = context.text, context.lexicon.lost_words
    best = 0
    for left in range(max(0, start - 3), start + 1):
        for word in words.get(text[left : left + 2], ()):
            if left + len(word) < run_end:
                break  # longest first: the rest is shorter still
            if text.startswith(word, left):
                best = max(best, left + len(word))
                break
    if best <= start:
        return None
    found = unit_at(context, run_end) if run_end <= best else None
    return None if found is not None and found[1] > best else best


def _opens_idiom(context: Context, start: int, run_end: int) -> bool:
    """Whether a long lost-number word begins here (千家万户, 百折不挠) that is no count with a noun after it (百年老店)."""
    text = context.text
    words = context.lexicon.lost_words.get(text[start : start + 2], ())
    word = next((word for word in words if len(word) > 3 and text.startswith(word, start)), "")
    rest = word[run_end - start :]
    return bool(rest) and (rest[0] not in _COUNTED_IN_WORDS or not _NUMERALS.isdisjoint(rest))


def _read_half(context: Context, start: int, run_end: int) -> tuple[Atom | None, int]:
    """Read 半年, 半个月, 半数, 过半, 上半年."""
    text = context.text
    before = text[start - 1] if start else "\n"
    if text.startswith("年", start + 1) and before in "上下":
        return unmeasured(text, start - 1, start + 2, "date")
    if text.startswith("数", start + 1):
        return _half_share(context, start, start + 2, "over" if before == "过" else "exact")
    if before == "过" and not _HALF_OF_A_UNIT.match(text, start):
        return _half_share(context, start, start + 1, "over")  # 插秧过半, but 经过半个多月
    if before == "减" and not text.startswith("征", start + 1) and not _HALF_OF_A_UNIT.match(text, start):
        return _half_share(context, start, start + 1)
    if (skip := _lost_word_end(context, start, start + 1)) is not None:
        return None, skip
    if before in "多大小对前后上下夜东西南北":
        return None, start + 1
    return _half_unit(context, start) or (None, start + 1)


def _half_share(context: Context, start: int, end: int, bound: str = "exact") -> tuple[Atom, int]:
    """Return 半数 as 50 %, and 过半 as over 50 %."""
    atom, end = percentage(context, start, end, Fraction(1, 2))
    atom.mention.bound = bound
    return atom, end


_HALF_OF = re.compile("半个(?P<over>多)?(?=月|小时|世纪|钟头|星期)")
_HALF_OF_A_UNIT = re.compile("半(?:百|晌|[个年天月日小亩斤里公])")


def _half_unit(context: Context, start: int) -> tuple[Atom, int] | None:
    """Return half of a unit of time or measure (半年, 半个多月, 半亩), or None."""
    text = context.text
    part = _HALF_OF.match(text, start)
    over = part is not None and part["over"] is not None
    at = part.end() if part and over else start + 1
    found = unit_at(context, at) or (unit_at(context, part.end()) if part else None)
    if over and text.startswith("月", at):
        found = context.lexicon.units["个月"], at + 1
    if found is None or found[0].kind not in ("duration", "measure", "percent"):
        return None
    unit, end = found
    if (date := calendar_stretch(context, start, end, unit)) is not None:
        return date  # 半年前
    name, value = ("%", 5.0) if unit.name == "成" else (unit.name, 0.5)
    bound = "over" if over else "exact"
    return Atom(
        Mention(start, end, text[start:end], unit.kind, value, value, name, bound=bound), unit=unit
    ), end


def _read_double(context: Context, start: int, run_end: int) -> tuple[Atom | None, int]:
    """双月一调度 is a cadence; 双 elsewhere is part of a name, and a slogan when it is quoted or a known formula."""
    if (cadence := cadence_at(context, start)) is not None:
        return cadence
    return formula_at(context, start) or (None, start + 1)


_TURN = re.compile(
    r"翻(?:了|上)?(?P<before>近|将近|接近|约|超|超过|逾)?(?P<times>[一两二三四几]|\d+)?(?P<over>多)?番"
)
_DOUBLED = re.compile("翻(?:了|上)?一?倍(?P<over>多)?(?!数)")
_TURN_BOUNDS = {"超": "over", "超过": "over", "逾": "over", None: "exact"}


def _read_turn(context: Context, start: int, run_end: int) -> tuple[Atom | None, int]:
    """翻番, 翻一番, 翻了近两番: two to the power of the turns; 翻倍 is twice as much."""
    if doubled := _DOUBLED.match(context.text, start):
        bound, end = ("over", doubled.start("over")) if doubled["over"] else ("exact", doubled.end())
        surface = context.text[start:end]
        return Atom(Mention(start, end, surface, "multiple", 2.0, 2.0, "倍", bound=bound)), doubled.end()
    match = _TURN.match(context.text, start)
    if match is None:
        return None, start + 1
    times = match["times"] or "一"
    if times == "几":
        return None, match.end()
    value = float(2 ** (DIGITS[times] if times in DIGITS else min(int(times), 20)))
    bound = "over" if match["over"] else _TURN_BOUNDS.get(match["before"], "approx")
    return Atom(
        Mention(start, match.end(), match[0], "multiple", value, value, "倍", bound=bound)
    ), match.end()


def _read_vague(context: Context, start: int, run_end: int) -> tuple[Atom | None, int]:
    """几十, 数万: a vague numeral; 几 and 数 elsewhere are no number."""
    text = context.text
    if not (text[start + 1 : start + 2] in "十百千万亿" and text[start + 1 : start + 2]):
        return None, start + 1
    if (skip := _lost_word_end(context, start, run_end)) is not None:
        return None, skip
    numeral = read_chinese(text, start)
    return (None, start + 1) if numeral is None else quantity(context, start, numeral)


def _read_zero(context: Context, start: int, run_end: int) -> tuple[Atom | None, int]:
    if run_end == start + 1 and context.text[start - 1 : start] in "为是至到持现归率":
        return zero_rate(context, start) or read_characters(context, start, run_end)
    return read_characters(context, start, run_end)


_TWOFOLD = re.compile("(?<=[现均步量入值额])倍增(?=[，。；、,!！）)\n]|$)")


def _read_twofold(context: Context, start: int, run_end: int) -> tuple[Atom | None, int]:
    """实现倍增: twice as much; 倍增计划 is only a name."""
    if (match := _TWOFOLD.match(context.text, start)) is None:
        return None, run_end
    return Atom(Mention(start, match.end(), match[0], "multiple", 2.0, 2.0, "倍", bound="exact")), match.end()


SPECIAL_STARTS = {
    "半": _read_half,
    "双": _read_double,
    "翻": _read_turn,
    "几": _read_vague,
    "数": _read_vague,
    "倍": _read_twofold,
    "零": _read_zero,
}
