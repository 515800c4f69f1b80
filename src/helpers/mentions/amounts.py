"""Amounts: what a unit makes of the value of its numeral - smaller units behind it, halves, tenths, coins, signs."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

from helpers.mentions.context import Context, is_han
from helpers.mentions.lexicon import TIE, Unit, cue_words
from helpers.mentions.numerals import DIGITS, Numeral, read_arabic, read_chinese
from helpers.mentions.units import unit_at

TENFOLD = frozenset("成折")
SPENT = re.compile(f"(?:{cue_words('spent')})[^，。；、0-9]{{0,6}}(?:[一二三四五六七八九]、)?$")
_MINUS = frozenset("-−－﹣")
_SIGNED = frozenset({"℃", "摄氏度", "华氏度", "℉", "度", "%", "‰", "百分点", "元", "美元", "米", "公尺"})
_TENTH = re.compile("[一二三四五六七八九]|[1-9](?![0-9.])")
_HALF_AFTER = re.compile(
    "半(?!程|径|决|导|岛|山|场|数|途|空|夜|路|载|价|年|个|天|小|夏|边|枝|月|成品|自动|挂)"
)
_HALF_ENDS = re.compile("半(?=[，。；、！？的）)”」]|$)")
_PIECES = re.compile(cue_words("pieces"))
_PIECES_BEFORE = re.compile(f"(?:{cue_words('pieces_before')}){TIE}$")
_AND_MORE = re.compile("[多钱](?![一-鿿])")  # 每斤5块多，
_COLLOQUIAL = re.compile(  # 两块五, 1元5, 一块九收, but 10元1张
    "(?:([1-9])|([一二三四五六七八九]))(?=一[斤个公]|[，。、；！？”」』）的涨降收卖买往左多,]|$)"
)
_COIN_WORDS = frozenset({"元", "块", "角", "毛", "块钱"})


class Amount(NamedTuple):
    """What a numeral and what follows it come to, in units of `unit`, and where it begins and ends."""

    start: int
    end: int
    low: Fraction
    high: Fraction
    unit: Unit

    def more(self, low: Fraction, high: Fraction, end: int) -> Amount:
        """Return the amount with more behind it."""
        return self._replace(low=self.low + low, high=self.high + high, end=end)


def amount_of(context: Context, start: int, numeral: Numeral, unit: Unit, end: int) -> Amount:
    """Return the amount of a numeral in a unit that ends at `end`, with all that belongs to it.

    Parameters
    ----------
    context
        The text.
    start, end
        Where the numeral starts, and where its unit ends.
    numeral
        The numeral.
    unit
        The unit; 块 becomes 元 where it is money, and tenths and discounts become percentages.
    """
    amount = _signed(context, Amount(start, end, numeral.low, numeral.high, unit))
    if unit.name in TENFOLD:
        return _tenths(context, amount)
    if _has_half(context, amount):
        amount = amount.more(Fraction(1, 2), Fraction(1, 2), amount.end + 1)
    elif unit.base:
        amount = _compound(context, amount)
    if unit.name == "块" and _is_money(context, start, amount.end, large=numeral.low >= 100):
        amount = _compound(context, amount._replace(unit=context.lexicon.units["元"]))
    return _with_coins(context, numeral, amount)


def _signed(context: Context, amount: Amount) -> Amount:
    """Return an amount below zero with its sign: 零下41度 and −17.2℃ start there."""
    start = _sign_before(context.text, amount.start, amount.unit)
    if start == amount.start:
        return amount
    return amount._replace(start=start, low=-amount.high, high=-amount.low)


def _sign_before(text: str, start: int, unit: Unit) -> int:
    if start >= 2 and text[start - 2 : start] == "零下":
        return start - 2
    before = text[start - 1] if start else "\n"
    two_before = text[start - 2] if start >= 2 else "\n"
    if before == "负" and two_before not in "胜正肩担抱自欺减增轻重降税":
        return start - 1
    if before in _MINUS and unit.name in _SIGNED:
        joined = two_before.isascii() and two_before.isalnum()
        if not joined and two_before not in "-−－﹣%％℃元度亿万千)）":
            return start - 1
    return start


def _tenths(context: Context, amount: Amount) -> Amount:
    """三成五, 八折: tenths as percentages."""
    text, end, is_tenth = context.text, amount.end, amount.unit.name == "成"
    tenth = 1 if not is_tenth and amount.low > 10 else 10
    more = 0
    if is_tenth and (match := _TENTH.match(text, end)):
        more = DIGITS[match[0]] if match[0] in DIGITS else int(match[0])
    elif is_tenth and text.startswith("半", end):
        more = 5
    low, high = amount.low * tenth + more, amount.high * tenth + more
    return Amount(amount.start, end + (more > 0), low, high, context.lexicon.units["%"])


def _has_half(context: Context, amount: Amount) -> bool:
    """Whether 半 behind a unit is half of one: 两年半, 三倍半."""
    kind, at = amount.unit.kind, amount.end
    may = kind in ("duration", "multiple", "measure") or (
        kind == "count" and _HALF_ENDS.match(context.text, at)
    )
    return bool(may and _HALF_AFTER.match(context.text, at))


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
    return SPENT.search(text, floor, start) is not None and _PIECES.match(text, end) is None


def _with_coins(context: Context, numeral: Numeral, amount: Amount) -> Amount:
    """两块五, 一块九: what follows yuan without a unit is jiao, and what follows jiao is fen."""
    coins = amount.unit.name in ("元", "角") and numeral.scale < 100
    if not coins or context.text[numeral.end : amount.end] not in _COIN_WORDS or amount.low != amount.high:
        return amount
    match = _COLLOQUIAL.match(context.text, amount.end)
    if match is None:
        return amount
    tenths = Fraction(int(match[1]) if match[1] else DIGITS[match[2]], 10)
    return amount.more(tenths, tenths, match.end())


def _compound(context: Context, amount: Amount) -> Amount:
    """3元5角, 135块6角7分钱, 1小时30分, 一米七五: further amounts in smaller units of the same base."""
    smallest = amount.unit.factor
    while (more := _next_amount(context, amount.unit, smallest, amount.end)) is not None:
        value, smallest, end = more
        amount = amount.more(value, value, end)
    return amount


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
