"""Numerals: what number a string of digits, Chinese numeral characters and scale words says.

Everything here reads *folded* text (see `lexicon.fold`): Simplified characters and half-width digits.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

DIGITS = (
    {c: i for i, c in enumerate("零一二三四五六七八九")}
    | {"〇": 0, "○": 0, "两": 2, "俩": 2, "仨": 3}
    | {c: i for i, c in enumerate("零壹贰叁肆伍陆柒捌玖")}
    | {"贰": 2, "弍": 2, "幺": 1}
)
SCALES = {
    "k": 1000,
    "w": 10**4,
    "十": 10,
    "百": 100,
    "千": 1000,
    "万": 10**4,
    "亿": 10**8,
    "拾": 10,
    "佰": 100,
    "仟": 1000,
    "兆": 10**12,
}
TENS = {"廿": "二十", "卅": "三十", "卌": "四十"}
MAX_LENGTH = 40  # a longer run of digits or numeral characters is no number that anybody reads

_D = "[零〇○一二三四五六七八九两俩仨壹贰叁肆伍陆柒捌玖弍幺]"
_S = "[十百千万亿拾佰仟]"
_C = f"(?:[十百千万亿拾佰仟廿卅卌]|{'兆(?![瓦帕赫伏字比焦欧])'})"
# 千 and 兆 before these belong to the unit (千米, 千瓦时, 兆帕); 百 before 分 to 百分之, 百分点, 百分比.
_NOT_SCALE = "(?![米瓦克伏卡赫焦帕升]|分[之点比])"
_MEGA = "兆(?![瓦帕赫伏字比焦]|欧)"
_SCALE_WORD = f"(?:(?:[十百千][多余]?)?(?:万亿|亿万?|万万|万)|(?:千|百|十){_NOT_SCALE}|{_MEGA})"
_SPACE = "[ \u00a0\u2009\u202f]"
_PLAIN = (  # 12,345.6; 37 206 before a unit; 4 9 2 5 0 in spaced print; 12345.6
    r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?"
    rf"|\d{{1,3}}(?:{_SPACE}\d{{3}}){{1,5}}+(?![\d,])(?:\.\d+)?(?= ?[一-鿿%‰℃])"
    r"|\d(?: \d){1,15}+(?: ?\. ?\d(?: \d){0,6}+)?(?![\d.])(?= ?[一-鿿%‰])|\d(?: \d){0,15}+ ?\. ?\d(?: \d){0,6}+(?![\d.])(?= ?[一-鿿%‰])"
    r"|\d+(?:\.\d+)?"
)
_UNITS_AFTER_ABOUT = "个名位户人家年天岁条项里亩头块斤元米吨公只台辆次棵株桶张"

# 3.5万多, 5000余, 1.2万亿, 100余万, 3亿5000万; groups: first number, inner qualifier, scale, tail of further parts, qualifier
_TAIL_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
ARABIC = re.compile(
    rf"(?P<number>{_PLAIN})(?P<inner>[多余几来](?={_SCALE_WORD}))?"
    rf"(?P<scale> {{0,2}}(?:{_SCALE_WORD}|[kw](?![A-Za-z0-9])))?"
    rf"(?P<tail>(?: ?零?{_TAIL_NUMBER} ?{_SCALE_WORD})*"
    r"(?:(?<=[万亿千百])零?(?:\d{1,3}(?:,\d{3})+|\d{2,4})(?![\d.,年月日%％‰])|(?<=万)[1-9](?=多?[，。；！？”）」』]|$))?)"  # 3万8，
    rf"(?P<outer>[多余几]|来(?=[{_UNITS_AFTER_ABOUT}])|\+(?=[一-鿿]))?"
)
_LAST_DIGITS = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)$")
ARABIC_PART = re.compile(rf"({_TAIL_NUMBER}) ?({_SCALE_WORD})")
CHINESE = re.compile(
    rf"(?P<vague>[数几])?(?P<run>(?:{_D}|{_C})(?: ?(?:{_D}|{_C}))*)"
    rf"(?:[点.·](?P<decimals>{_D}+)(?P<decimal_scale>{_S}*))?"
    rf"(?P<inner> ?[多余几来] ?(?={_S}))?(?P<inner_scale>(?<=[多余几来 ]){_S}+)?"
    rf"(?P<outer>[多余几]|来(?=[{_UNITS_AFTER_ABOUT}])|把(?=[块元人斤个亩里年头]))?"
)
_CHINESE_UNIT_TAIL = re.compile("[千](?=[米瓦克伏卡赫焦帕升])")


_COUNTED_ONE_OR_TWO = frozenset("个分天年月周次小公里斤亩人名位户件句种百千万")  # 一两分钟, 一两个


class Numeral(NamedTuple):
    """A read numeral.

    Attributes
    ----------
    end
        Offset after the last character read, inner qualifier included.
    low, high
        Value bounds with scale words multiplied out.
    bound
        ``exact``, ``over`` (余, 多) or ``approx`` (几十, 两三百).
    number, scale
        The number before its last scale word and that scale (1 when none), for lists and ranges that share it.
    chinese
        Whether it is written in Chinese numeral characters.
    bare
        Whether it is a scale word alone (万 in 万人).
    """

    end: int
    low: Fraction
    high: Fraction
    bound: str
    number: Fraction
    scale: int
    chinese: bool
    bare: bool


def read_arabic(text: str, start: int) -> Numeral | None:
    """Read the numeral that starts with an ASCII digit at `start`, or return None."""
    match = ARABIC.match(text, start)
    if match is None:
        return None
    digits = match["number"]
    if len(digits) > MAX_LENGTH:
        return None
    number = _plain(digits)
    scale = _scale(match["scale"]) if match["scale"] else 1
    value = number * scale
    end = match.end()
    if tail := match["tail"]:
        if tail[-1].isdigit() and "." in digits:  # 185.07万200人: two amounts
            tail = tail[: _LAST_DIGITS.search(tail).start()]  # type: ignore[union-attr]
            end = match.end("scale") + len(tail)
        for part, word in ARABIC_PART.findall(tail):
            value += _plain(part) * _scale(word)
        if tail == tail[-1:] and tail.isdigit():  # 3万8: of the next smaller scale
            value += int(tail) * scale // 10
        elif tail and tail[-1].isdigit():  # 7千1百50, 1万2,000
            value += _plain(_LAST_DIGITS.search(tail)[0])  # type: ignore[index]
    over = match["inner"] or match["outer"] or ("多" if _INNER_MORE.search(text, start, end) else "")
    return Numeral(end, value, value, _BOUND_OF[over] if over else "exact", number, scale, False, False)


_INNER_MORE = re.compile("[十百千][多余](?=[万亿])")  # 1亿3千多万
_BOUND_OF = {"多": "over", "余": "over", "几": "over", "+": "over", "来": "approx", "把": "approx"}


_SEPARATORS = re.compile(f"{_SPACE}|,")


def _plain(digits: str) -> Fraction:
    digits = _SEPARATORS.sub("", digits)
    if "." not in digits:
        return Fraction(int(digits))
    whole, decimals = digits.split(".")
    return Fraction(int(whole + decimals), 10 ** len(decimals))


def _scale(word: str) -> int:
    product = 1
    for char in word:
        product *= SCALES.get(char, 1)
    return product


def read_chinese(text: str, start: int) -> Numeral | None:
    """Read the numeral that starts with a Chinese numeral character at `start`, or return None."""
    match = CHINESE.match(text, start)
    if match is None or match.end("run") - start > MAX_LENGTH:
        return None
    run, end = match["run"].replace(" ", ""), match.end()
    if (
        run[-1] == "两"
        and len(run) > 1
        and match.end() == match.end("run")
        and not (
            run == "一两" and text[end : end + 1] in _COUNTED_ONE_OR_TWO and text[start - 1 : start] != "唯"
        )
    ):  # 三十两: the unit 两, never a last digit
        run, end = run[:-1], end - 1
    for word, spelled in TENS.items():
        run = run.replace(word, spelled)
    if match["decimals"] is None and _CHINESE_UNIT_TAIL.search(
        text, match.end("run") - 1, match.end("run") + 1
    ):
        run, end = run[:-1], match.end("run") - 1  # the 千 of 千米, 千瓦
        if not run:
            return None
        bounds = _chinese_values(run)
        if bounds is None:
            return None
        return Numeral(end, *bounds[:2], bounds[2], bounds[0], 1, True, False)
    if match["vague"]:
        return _vague(run, match)
    if match["decimals"] is not None:
        return _decimal(run, match)
    bounds = _chinese_values(run)
    if bounds is None:
        return None
    low, high, bound = bounds
    bare = run[0] in SCALES and run[0] not in "十拾"
    number, scale = _last_scale(run, low)
    if match["inner_scale"]:
        factor = _scale(match["inner_scale"])
        number, scale, low, high = low, factor, low * factor, high * factor
    if word := (match["inner"] or match["outer"] or "").strip():
        if word == "几":  # 十几: eleven to nineteen; 二十几万
            step = _smallest_scale(run) * (scale if match["inner_scale"] else 1)
            low, high, bound = low + step // 10, low + step * 9 // 10, "approx"
        else:
            bound = _BOUND_OF[word]
    return Numeral(end, low, high, bound, number, scale, True, bare)


def _last_scale(run: str, value: Fraction) -> tuple[Fraction, int]:
    """Split a value into the number before its last 万 or 亿 (三千: before its only scale word) and that scale."""
    if len(run) == 2 and run[0] in DIGITS and run[1] in "百千佰仟":
        return value / SCALES[run[1]], SCALES[run[1]]
    if run[-1] in "万亿兆" and len(run) > 1:
        scale = SCALES[run[-1]]
        return value / scale, scale
    return value, 1


def _smallest_scale(run: str) -> int:
    return SCALES.get(run[-1], 10)


def _vague(run: str, match: re.Match[str]) -> Numeral | None:
    """数万, 几十, 几百万: two to nine times the scale."""
    if any(c not in SCALES for c in run):
        return None
    unit = Fraction(_scale(run))
    factor = _scale(match["inner_scale"]) if match["inner_scale"] else 1
    return Numeral(match.end(), 2 * unit * factor, 9 * unit * factor, "approx", unit, 1, True, False)


def _decimal(run: str, match: re.Match[str]) -> Numeral | None:
    """七点六七, 一点五亿."""
    if all(c in DIGITS for c in run):
        positional = Fraction(int("".join(str(DIGITS[c]) for c in run)))
        whole: tuple[Fraction, Fraction, str] | None = (positional, positional, "exact")
    else:
        whole = _chinese_values(run)
    if whole is None or whole[0] != whole[1]:
        return None
    decimals = "".join(str(DIGITS[c]) for c in match["decimals"])
    scale = _scale(match["decimal_scale"] or "")
    number = whole[0] + Fraction(int(decimals), 10 ** len(decimals))
    word = match["outer"]
    return Numeral(
        match.end(),
        number * scale,
        number * scale,
        _BOUND_OF[word] if word else "exact",
        number,
        scale,
        True,
        False,
    )


_NEIGHBOURS = re.compile(rf"({_D})({_D})(?={_S}|$)")


def _chinese_values(run: str) -> tuple[Fraction, Fraction, str] | None:
    """Return (low, high, bound) of a string of Chinese numeral characters, or None when it is no number."""
    if all(c in DIGITS for c in run):
        return _digit_string(run)
    pair = _NEIGHBOURS.search(run)
    if pair and (span := _neighbours(pair[1], pair[2])):
        low = _cardinal(run[: pair.start()] + pair[1] + run[pair.end() :])
        high = _cardinal(run[: pair.start()] + pair[2] + run[pair.end() :])
        return None if low is None or high is None or not span else (Fraction(low), Fraction(high), "approx")
    value = _cardinal(run)
    return None if value is None else (Fraction(value), Fraction(value), "exact")


def _neighbours(first: str, second: str) -> bool:
    """Whether two digits in a row mean 'first or second' (两三, 七八, 三五)."""
    a, b = DIGITS[first], DIGITS[second]
    return (0 < a < b and b - a == 1) or (a, b) == (3, 5)


def _digit_string(run: str) -> tuple[Fraction, Fraction, str] | None:
    """二〇二〇 is 2020; 两三 is two or three; 二 is 2."""
    if len(run) == 1:
        value = Fraction(DIGITS[run])
        return value, value, "exact"
    if len(run) == 2 and _neighbours(run[0], run[1]):
        return Fraction(DIGITS[run[0]]), Fraction(DIGITS[run[1]]), "approx"
    if len(run) == 2 and not any(c in "〇○零" for c in run):
        return None
    value = Fraction(int("".join(str(DIGITS[c]) for c in run)))
    return value, value, "exact"


def _cardinal(run: str) -> int | None:
    """Value of a cardinal with scale words: 二百零五万, 两千三 (2300), 三万五 (35000), 十五."""
    total = section = digit = 0
    pending = False  # a digit waits for its scale
    last_scale, zero = 10**16, False
    largest = 10**16
    for char in run:
        if char in DIGITS:
            if pending and digit:
                return None
            digit, pending = DIGITS[char], True
            zero = zero or digit == 0
            if digit == 0:
                pending = False
            continue
        scale = SCALES[char]
        if scale < 10**4:
            if scale >= last_scale and section:
                return None
            section += (digit if pending else 1) * scale
            last_scale = scale
        elif scale < largest or not total:
            total += ((section + (digit if pending else 0)) or (0 if total else 1)) * scale
            section, largest, last_scale = 0, scale, scale
        else:  # 万亿: the larger scale multiplies all before it
            total = (total + section + (digit if pending else 0)) * scale
            section, largest, last_scale = 0, scale, scale
        digit, pending, zero = 0, False, False
    if pending:
        colloquial = len(run) > 1 and run[-2] in SCALES and SCALES[run[-2]] >= 100 and not zero
        section += digit * (SCALES[run[-2]] // 10) if colloquial else digit
    return total + section
